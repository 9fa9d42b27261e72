"""The review keys with an Arabic keyboard layout on, with and without native codes, and with a French one."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.e2e import papers
from tests.e2e.hands import mentions, send, type_key
from tests.e2e.reviewer import Mod, Reviewer, run
from tests.e2e.test_review_by_keyboard import look_again, to, words

ENGLISH = ["--language", "en", "--theme", "light"]


@pytest.mark.parametrize("coded", [True, False], ids=["native codes", "letters alone"])
def test_everything_works_with_an_arabic_layout(tmp_path: Path, coded: bool) -> None:
    path = papers.corpus(tmp_path)
    kept: list[tuple[str, str, str]] = []

    def script(r: Reviewer) -> None:
        def key(us: str) -> str:
            type_key(r, us, coded=coded)
            return words(r) if r.session.mention else ""

        r.press("Space")
        assert key("a") == "رئيس الوزراء", "ش accepts and goes on"
        assert key("s") == "اليوم الخميس", "س rejects"
        to(r, "مرسانة")
        send(r, 0x663, Mod.NoModifier, "٣", code=12 if coded else 0)
        assert r.session.mention is not None
        assert r.session.mention.label == "GPE", "٣ is 3"
        to(r, "وزير النقل")
        key("Shift+v")
        assert r.session.mention.label == "VEHICLE", "Shift and ر give the label of V"
        key("Ctrl+z")
        assert r.session.mention.label == "OCC"
        to(r, "موسى")
        assert key("m") == "موسى الأشقري", "ة merges"
        to(r, "موسى الأشقري شركة أغرومار")
        key("Shift+k")
        assert key("Shift+k") == "موسى الأشقري", "Shift and ن take words off"
        assert key("k") == "موسى الأشقر"
        assert key("j") == "موسى الأشقري"
        assert key("l") == "وسى الأشقري"
        assert key(";") == "موسى الأشقري"
        to(r, "وللحكومة")
        before = words(r)
        assert key("f") != before, "ب peels"
        to(r, "قال")
        key("p")
        assert r.session.mention.attribute("polarity") == "Negative", "ح switches polarity"
        key("r")
        assert r.palette is not None, "ق asks for a role"
        key("s")
        assert r.view.picking, "س in the palette is the speaker's role"
        send(r, 0x661, Mod.NoModifier, "١", code=10 if coded else 0)
        assert [a.role for a in r.article.arguments_of(r.session.selected or "")] == ["Speaker"]
        key("n")
        assert r.session.mention.cluster is not None, "ى makes a cluster"
        key("u")
        assert r.session.mention.cluster is None, "ع takes it out"
        key("d")
        assert r.palette is not None
        r.type("اتهام")
        r.press("Enter")
        assert r.session.mention.label == "Accusation", "letters typed into a palette stay letters"
        kept.extend(mentions(r))

    run([str(path), *ENGLISH], script)
    look_again(path, kept)
    assert ("GPE", "مرسانة", "edited") in kept


def test_a_french_keyboard_goes_by_its_letters(tmp_path: Path) -> None:
    path = papers.corpus(tmp_path)
    kept: list[tuple[str, str, str]] = []

    def script(r: Reviewer) -> None:
        r.press("Space")
        type_key(r, "q", layout="french")
        assert words(r) == "رئيس الوزراء", "A where a French keyboard has it"
        type_key(r, "a", layout="french")
        assert r.article.progress[0] == 1, "Q is not A"
        to(r, "مرسانة")
        type_key(r, "3", layout="french")
        assert r.session.mention is not None
        assert r.session.mention.label == "GPE", "digits by their place, without Shift"
        to(r, "موسى")
        type_key(r, ";", layout="french")
        assert words(r) == "موسى الأشقري", "M merges"
        send(r, int(Qt.Key.Key_Z), Mod.ControlModifier, "", code=25)
        assert words(r) == "موسى", "Ctrl+Z is where Z is"
        kept.extend(mentions(r))

    run([str(path), *ENGLISH], script)
    look_again(path, kept)
