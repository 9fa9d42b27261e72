"""Reviewing with the keyboard alone: decide, label, move edges, split, merge, delete, make new mentions."""

from __future__ import annotations

from pathlib import Path

from tests.e2e import hands, papers
from tests.e2e.hands import counted, mentions, said, shown
from tests.e2e.reviewer import Reviewer, run

ENGLISH = ["--language", "en", "--theme", "light"]


def words(r: Reviewer) -> str:
    """What the selected mention covers."""
    assert r.session.mention is not None
    return r.article.text_of(r.session.mention)


def pressed(r: Reviewer, chord: str) -> str:
    """Press one chord; what the selected mention covers then."""
    r.press(chord)
    return words(r)


def to(r: Reviewer, text: str, nth: int = 0) -> None:
    """Tab to the nth mention that covers a text."""
    places = [m.start for m in r.article.ordered if r.article.text_of(m) == text]
    for _ in range(len(r.article.mentions) + 1):
        chosen = r.session.mention
        if chosen is not None and words(r) == text and chosen.start == places[nth]:
            return
        ahead = chosen is None or chosen.start <= places[nth]
        r.press("Tab" if ahead else "Shift+Tab")
    raise AssertionError(f"Tab never comes to {text!r}")


def look_again(path: Path, expected: list[tuple[str, str, str]]) -> None:
    """Open the corpus anew: the same mentions, in the same states."""
    found: list[tuple[str, str, str]] = []
    run([str(path), "--language", "ar"], lambda r: found.extend(mentions(r)))
    assert found == expected


def test_deciding_goes_on_by_itself(tmp_path: Path) -> None:
    path = papers.corpus(tmp_path)
    kept: list[tuple[str, str, str]] = []

    def script(r: Reviewer) -> None:
        assert pressed(r, "Space") == "رئيس الوزراء سامي الحدّاد"
        assert pressed(r, "Tab") == "رئيس الوزراء"
        assert pressed(r, "Shift+Tab") == "رئيس الوزراء سامي الحدّاد"
        assert pressed(r, "a") == "رئيس الوزراء", "accepted, and on to the next by itself"
        assert pressed(r, "s") == "اليوم الخميس", "rejected, and on"
        assert counted(r) == "2 of 13"
        assert said(r) == "Done: reject “رئيس الوزراء”"
        assert [each[0] for each in shown(r, "رئيس الوزراء")] == ["PER"], "what is rejected is out of sight"
        r.press("h")
        assert [each[0] for each in shown(r, "رئيس الوزراء")] == ["OCC", "PER"]
        r.press("h")
        r.press("Tab")
        assert pressed(r, "Shift+Space") == "اليوم الخميس", "back to what is undecided, over what is not"
        kept.extend(mentions(r))

    run([str(path), *ENGLISH], script)
    look_again(path, kept)
    assert ("PER", "رئيس الوزراء سامي الحدّاد", "accepted") in kept
    assert ("OCC", "رئيس الوزراء", "rejected") in kept


def test_labels_and_edges_take_one_key_each(tmp_path: Path) -> None:
    path = papers.corpus(tmp_path)
    kept: list[tuple[str, str, str]] = []

    def script(r: Reviewer) -> None:
        to(r, "مرسانة")
        r.press("3")
        assert [each[0] for each in shown(r, "مرسانة", 1)] == ["GPE"]
        assert r.session.mention is not None
        assert r.session.mention.status == "edited", "a correction is a decision"
        to(r, "وزير النقل")
        r.press("Shift+v")
        assert r.session.mention.label == "VEHICLE"
        r.press("d")
        r.type("منصب")
        r.press("Enter")
        assert r.session.mention.label == "OCC"
        to(r, "وللحكومة")
        assert pressed(r, "f") == "لحكومة", "one press gives the likeliest boundaries"
        assert pressed(r, "f") == "للحكومة", "the next press the next ones"
        assert pressed(r, "Ctrl+z") == "لحكومة"
        to(r, "موسى الأشقري شركة أغرومار")
        assert pressed(r, "Shift+k") == "موسى الأشقري شركة"
        assert pressed(r, "Shift+k") == "موسى الأشقري"
        assert pressed(r, "k") == "موسى الأشقر"
        assert pressed(r, "j") == "موسى الأشقري"
        assert pressed(r, "Alt+Left") == "موسى الأشقري ش", "the end moves to the left on the screen"
        assert pressed(r, "Alt+Right") == "موسى الأشقري"
        assert pressed(r, "l") == "وسى الأشقري"
        assert pressed(r, ";") == "موسى الأشقري"
        assert pressed(r, "Shift+l") == "الأشقري"
        assert pressed(r, "Shift+;") == "موسى الأشقري"
        assert shown(r, "الأشقري", 1) == [("PER", "موسى الأشقري")]
        kept.extend(mentions(r))

    run([str(path), *ENGLISH], script)
    look_again(path, kept)
    assert ("GPE", "مرسانة", "edited") in kept
    assert ("PER", "موسى الأشقري", "edited") in kept


def test_split_merge_and_delete(tmp_path: Path) -> None:
    path = papers.corpus(tmp_path)
    kept: list[tuple[str, str, str]] = []

    def script(r: Reviewer) -> None:
        to(r, "موسى")
        assert pressed(r, "m") == "موسى الأشقري"
        to(r, "موسى الأشقري شركة أغرومار")
        for _ in range(2):
            r.press("Ctrl+Left")
        assert words(r) == "موسى الأشقري شركة أغرومار", "moving the caret leaves the selection"
        assert pressed(r, "x") == "شركة أغرومار", "the part behind the cut is selected"
        r.press("2")
        assert said(r).startswith("Done: label “شركة أغرومار”")
        to(r, "اليوم الخميس")
        r.press("Delete")
        assert ("DATE", "اليوم الخميس", "rejected") in mentions(r), "a suggestion is kept as rejected"
        kept.extend(mentions(r))

    run([str(path), *ENGLISH], script)
    look_again(path, kept)
    assert ("PER", "موسى الأشقري", "edited") in kept
    assert ("ORG", "شركة أغرومار", "accepted") in kept


def test_new_mentions_from_the_caret_and_from_a_selection(tmp_path: Path) -> None:
    path = papers.corpus(tmp_path)
    kept: list[tuple[str, str, str]] = []

    def script(r: Reviewer) -> None:
        r.press("Ctrl+Home")
        r.press("1")
        assert ("PER", "الحدّاد", "accepted") in mentions(r), "one key makes a mention of the caret's word"
        for _ in range(3):
            r.press("Ctrl+Left")
        assert r.session.selected is None, "the caret has left it: the next key means the word at the caret"
        r.press("Enter")
        assert ("PER", "مرسانة", "accepted") in mentions(r), "Enter gives the last label"
        r.press("3")
        assert ("GPE", "مرسانة", "accepted") in mentions(r), "a label's key changes it"
        to(r, "وللحكومة")
        for _ in range(3):
            r.press("Ctrl+Left")
        r.press("Ctrl+Shift+Right")
        r.press("Ctrl+Shift+Right")
        assert r.view.selection is not None
        assert r.article.text[slice(*r.view.selection)].strip() == "خطة لذلك"
        r.press("Enter")
        assert ("GPE", "خطة لذلك", "accepted") in mentions(r)
        r.press("Delete")
        assert not any(each[1] == "خطة لذلك" for each in mentions(r)), "what a person made goes for good"
        to(r, "قال")
        r.press("Esc")
        r.press("Ctrl+End")
        r.press("Ctrl+Right")
        r.press("e")
        r.type("اتهام")
        r.press("Enter")
        assert ("Accusation", "بالتقصير", "accepted") in mentions(r)
        kept.extend(mentions(r))

    run([str(path), *ENGLISH], script)
    look_again(path, kept)


def test_many_at_once(tmp_path: Path) -> None:
    path = papers.corpus(tmp_path)
    kept: list[tuple[str, str, str]] = []

    def script(r: Reviewer) -> None:
        to(r, "الحكومة")
        r.press("Ctrl+Enter")
        here = [each for each in mentions(r) if each[1] in ("الحكومة", "وللحكومة", "قال")]
        assert [each[2] for each in here] == ["accepted"] * 3, "all of the sentence, nothing else"
        assert counted(r) == "4 of 13", "with «الحدّاد» before them"
        r.press("Ctrl+Shift+Enter")
        r.dialog()
        hands.type_path(r, "0.85")
        r.press("Enter")
        hands.closed(r)
        assert {m.status for m in r.article.ordered if (m.score or 0) >= 0.85} == {"accepted"}
        assert "suggested" in {m.status for m in r.article.ordered}
        r.press("Ctrl+d")
        assert r.article.row.state == "done"
        r.press("Ctrl+PgDn")
        assert r.article.row.ref == "meeting"
        r.press("Ctrl+PgUp")
        kept.extend(mentions(r))

    run([str(path), *ENGLISH], script)

    def again(r: Reviewer) -> None:
        assert r.article.row.ref == "meeting", "the app goes on where work is left"
        r.press("Ctrl+PgUp")
        assert r.article.row.state == "done"
        assert mentions(r) == kept

    run([str(path), "--language", "ar"], again)
