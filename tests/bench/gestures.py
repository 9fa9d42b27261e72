"""From a key to the disk and to the screen: accept, move an edge, relabel, undo; in real and in made-up articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from random import Random

from db.rows import Mention
from tests.bench.figures import Figure, figure
from tests.bench.running import Stage, Took

COMMIT, REPAINT = 20.0, 30.0
"""ms at the 99th percentile that the design allows."""
SAYS = {"accept": "accept, go on", "edge": "move an edge", "relabel": "relabel", "undo": "undo"}

Times = dict[str, list[Took]]


def make(stage: Stage, rounds: int, *, seed: int = 1) -> Times:
    """Each gesture so many times in the open article, undone again each time; mentions are taken all over the text."""
    random = Random(seed)
    found: Times = defaultdict(list)
    for _ in range(rounds):
        mention = _some(stage, random)
        for gesture, key in (("accept", "A"), ("edge", "K"), ("relabel", _other_label(stage, mention))):
            stage.session.select(mention.id)
            stage.view.setFocus()
            stage.rest()
            found[gesture].append(stage.take(_press(stage, key)))
            found["undo"].append(stage.take(_press(stage, "Ctrl+Z")))
    return found


def summed(name: str, says: str, *rounds: Times) -> Iterator[Figure]:
    """The figures of one or several articles."""
    for gesture, words in SAYS.items():
        took = [each for times in rounds for each in times[gesture]]
        key, said = f"gesture.{name}.{gesture}", f"{says}: {words}"
        yield figure(f"{key}.committed", f"{said}: on disk", (t.committed for t in took), bar=COMMIT)
        yield figure(f"{key}.painted", f"{said}: painted", (t.painted for t in took), bar=REPAINT)
        yield figure(f"{key}.quiet", f"{said}: whole window", (t.quiet for t in took))
        yield figure(f"{key}.computing", f"{said}: whole window, computing", (t.computing for t in took))


def _press(stage: Stage, key: str) -> Callable[[], None]:
    return lambda: stage.press(key)


def _some(stage: Stage, random: Random) -> Mention:
    """A suggestion that takes all three gestures: it ends in two letters, and what it would become is not there yet.

    LookupError when there seems to be none.
    """
    article = stage.article
    for mention in random.choices(article.index.ordered, k=1000):
        letters = mention.end - mention.start > 3 and article.text[mention.end - 2 : mention.end].isalpha()
        if mention.status == "suggested" and letters and not _taken(stage, mention):
            return mention
    raise LookupError(f"no mention of {article.row.ref} takes all gestures")


def _taken(stage: Stage, mention: Mention) -> bool:
    kind, start, end = mention.kind, mention.start, mention.end
    label = stage.session.labels.keyed(kind)[_other_label(stage, mention)]
    same = stage.article.same
    shorter = same(kind=kind, label=mention.label, start=start, end=end - 1)
    return bool(shorter or same(kind=kind, label=label, start=start, end=end))


def _other_label(stage: Stage, mention: Mention) -> str:
    """The digit of a label the mention does not have."""
    keyed = stage.session.labels.keyed(mention.kind)
    return next(digit for digit in "12" if keyed[digit] != mention.label)
