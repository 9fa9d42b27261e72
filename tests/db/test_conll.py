"""CoNLL: tokens of the untouched text, flat mentions, what is lost, and an independent reader."""

from __future__ import annotations

from pathlib import Path

import pytest
from nltk.corpus.reader import ConllCorpusReader

from db.formats.conll import FlatMention, flat_mentions, read_conll, tag, tagged_sentences, to_conll
from db.rows import Mention

TRICKY = "زار وبوتين بيونغ\u00a0يانغ 👍🏽 في فبراير2022 عند 04:32.\nوقال بـ\"اللقاء\"\u200f إف-16\u2028بلغت 1,000."


def mention(text: str, words: str, label: str = "PER", *, gaps: tuple[tuple[int, int], ...] = ()) -> Mention:
    """A mention of words in a text."""
    start = text.index(words)
    return Mention("a", "entity", label, start, start + len(words), gaps=gaps, id=f"{label}{start}-{len(words)}")


def written(text: str, *mentions: Mention, **options: str) -> list[list[tuple[str, str]]]:
    """The sentences as a reader of the file sees them."""
    lines = to_conll(text, tag("a", text, mentions, **options)).split("\n")
    (article,) = read_conll(lines)
    return article


def tagged(sentences: list[list[tuple[str, str]]]) -> list[tuple[str, str]]:
    """The tokens that have a tag."""
    return [(form, mark) for sentence in sentences for form, mark in sentence if mark != "O"]


def lost(text: str, *mentions: Mention, **options: str) -> list[tuple[str, str]]:
    """What a tagging does not hold as it is."""
    return [(item.code, item.text) for item in tag("a", text, mentions, **options).lost]


def test_tokens_have_no_blank_of_any_kind_and_nothing_visible_is_missing() -> None:
    sentences = written(TRICKY)
    forms = [form for sentence in sentences for form, _ in sentence]
    assert all(len(form.split()) == 1 and form.splitlines() == [form] for form in forms)
    for whole in ("فبراير", "2022", "04:32", "بـ", "إف-16", "1,000", "وبوتين"):
        assert whole in forms
    assert "".join(forms) == "".join(TRICKY.split()).replace("\u200f", "")
    assert not any("\u200f" in form for form in forms)


def test_a_span_inside_a_token_cuts_it_or_takes_it_in() -> None:
    putin = mention(TRICKY, "بوتين")
    assert tagged(written(TRICKY, putin)) == [("بوتين", "B-PER")]
    assert ("و", "O") in written(TRICKY, putin)[0]
    assert lost(TRICKY, putin) == []
    assert tagged(written(TRICKY, putin, edges="expand")) == [("وبوتين", "B-PER")]
    assert lost(TRICKY, putin, edges="expand") == [("expanded", "بوتين")]


def test_nested_mentions_leave_the_longest_or_the_shortest() -> None:
    text = "جامعة دمشق الدولية"
    both = mention(text, "جامعة دمشق", "ORG"), mention(text, "دمشق", "GPE")
    assert tagged(written(text, *both)) == [("جامعة", "B-ORG"), ("دمشق", "I-ORG")]
    assert lost(text, *both) == [("overlapping", "دمشق")]
    assert tagged(written(text, *both, nesting="innermost")) == [("دمشق", "B-GPE")]
    assert lost(text, *both, nesting="innermost") == [("overlapping", "جامعة دمشق")]


def test_neighbours_of_one_label_stay_two() -> None:
    text = "موسكو دمشق"
    assert tagged(written(text, mention(text, "موسكو", "GPE"), mention(text, "دمشق", "GPE"))) == [
        ("موسكو", "B-GPE"), ("دمشق", "B-GPE")
    ]  # fmt: skip


def test_gaps_blank_edges_and_empty_ones() -> None:
    text = "حركتا فتح وحماس \u200f هنا"
    gapped = mention(text, "حركتا فتح وحماس", "ORG", gaps=((5, 10),))
    blank = mention(text, "وحماس ", "ORG")
    nothing = mention(text, "\u200f", "PER")
    assert lost(text, gapped, blank, nothing) == [
        ("discontinuous", "حركتا فتح وحماس"), ("trimmed", "وحماس "), ("no_token", "\u200f")
    ]  # fmt: skip
    assert tagged(written(text, gapped, blank, nothing)) == [("وحماس", "B-ORG")]


def test_a_sentence_does_not_end_inside_a_mention() -> None:
    text = "قال د. أحمد.\nثم مضى."
    assert len(written(text)) > len(written(text, mention(text, "د. أحمد.\nثم")))
    whole = written(text, mention(text, "د. أحمد.\nثم"))
    assert [mark[0] for sentence in whole for _, mark in sentence].count("B") == 1


def test_two_that_share_a_token_when_widened_are_one_too_many() -> None:
    text = "وبوتين"
    pair = mention(text, "و", "X"), mention(text, "بوتين", "PER")
    assert len(tagged(written(text, *pair))) == 2
    assert lost(text, *pair, edges="expand") == [("overlapping", "و"), ("expanded", "بوتين")]


def test_nothing_but_blanks_is_an_empty_article() -> None:
    assert list(read_conll(to_conll(" \n\u200f", tag("a", " \n\u200f", ())).split("\n"))) == [[]]


def test_reading_back_notices_a_wrong_file() -> None:
    text = "زار موسكو"
    good = written(text, mention(text, "موسكو", "GPE"))
    assert flat_mentions(text, good) == [FlatMention(4, 9, "GPE")]
    for bad in (
        [[("زار", "O")]],
        [[("موسكو", "B-GPE")]],
        [[("زار", "O"), ("موسكو", "I-GPE")]],
        [[("زار", "O"), ("موسكو", "S-GPE")]],
        [[("زار", "O"), ("موسكو", "B-GPE"), ("موسكو", "O")]],
    ):
        with pytest.raises(ValueError):
            flat_mentions(text, bad)
    for line in ("زار", "زار  O", "زار O O"):
        with pytest.raises(ValueError, match="line 2"):
            list(read_conll(["-DOCSTART- O", line]))
    with pytest.raises(ValueError, match="line 1"):
        list(read_conll(["زار O"]))


def test_nltk_reads_the_same(tmp_path: Path) -> None:
    mentions = (mention(TRICKY, "بوتين"), mention(TRICKY, "بيونغ\u00a0يانغ", "GPE"), mention(TRICKY, "👍🏽", "X"))
    tagging = tag("a", TRICKY, mentions)
    (tmp_path / "a.conll").write_text(to_conll(TRICKY, tagging), encoding="utf-8", newline="\n")
    import nltk

    nltk.data.path.append(str(tmp_path))
    reader = ConllCorpusReader(str(tmp_path), ["a.conll"], ("words", "pos"), encoding="utf-8")
    read = [[tuple(token) for token in sentence] for sentence in reader.tagged_sents() if sentence]
    assert read == list(tagged_sentences(TRICKY, tagging))
    assert tagged(read) == [
        ("بوتين", "B-PER"), ("بيونغ", "B-GPE"), ("يانغ", "I-GPE"), *((form, mark) for form, mark in tagged(read)[3:])
    ]  # fmt: skip
    assert "".join(form for form, mark in tagged(read) if mark.endswith("X")) == "👍🏽"
