"""What a cluster is called where nobody has given it a name: as its mentions of the usual label are mostly written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable


def usual_name(said: Iterable[tuple[str, str]]) -> str:
    """The name by its mentions, each a (label, text); '' without any.

    Of the label most of them have the commonest text, of several the longest; where those are as many, or as long,
    the one met first. Blanks and line ends count as one blank.
    """
    found = [(label, " ".join(text.split())) for label, text in said]
    labels = Counter(label for label, text in found if text)
    if not labels:
        return ""
    usual = labels.most_common(1)[0][0]
    texts = Counter(text for label, text in found if label == usual and text)
    return max(texts, key=lambda text: (texts[text], len(text)))
