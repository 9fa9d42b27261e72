"""A correction carried to the other places of the article: looked at, one left out, undone, there after reopening."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QListWidget

from db.labelset import preset
from db.store import Store
from tests.e2e import hands
from tests.e2e.reviewer import Reviewer, corpus, run
from tests.ui.panel_kit import bundles


def labels_of(r: Reviewer, words: str) -> list[tuple[str, str]]:
    return [(label, status) for label, text, status in hands.mentions(r) if text == words]


def test_one_correction_in_all_places_but_one(tmp_path: Path) -> None:
    path = corpus(tmp_path)
    with Store.create(path, preset("news"), author="أمل") as store:
        store.bulk_import(bundles())
    before: list[list[tuple[str, str]]] = []

    def work(r: Reviewer) -> None:
        r.view.setFocus()
        first = next(each for each in r.article.ordered if r.article.text_of(each) == "بوتين")
        r.click(first.start + 1)
        r.press("6")
        before.append(labels_of(r, "بوتين"))
        r.session.select(first.id)
        r.press("i")
        listed = r.dialog().findChild(QListWidget)
        assert isinstance(listed, QListWidget)
        assert listed.count() == 2
        r.press("Down")
        r.press("Space")
        r.press("Enter")
        hands.closed(r)
        assert labels_of(r, "بوتين") == [("OCC", "edited"), ("OCC", "edited"), ("PER", "suggested")]
        assert hands.said(r) == "Corrected in 1 more place."
        r.press("Ctrl+z")
        assert labels_of(r, "بوتين") == before[0]
        r.press("Ctrl+y")

    def again(r: Reviewer) -> None:
        assert labels_of(r, "بوتين") == [("OCC", "edited"), ("OCC", "edited"), ("PER", "suggested")]
        r.view.setFocus()
        r.press("Ctrl+z")
        assert labels_of(r, "بوتين") == before[0]
        first = next(each for each in r.article.ordered if r.article.text_of(each) == "بوتين")
        r.session.select(first.id)
        r.press("i")
        r.dialog()
        r.press("Esc")
        hands.closed(r)
        assert labels_of(r, "بوتين") == before[0], "Escape leaves all as it is"
        r.session.select(next(each for each in r.article.ordered if each.kind == "event").id)
        r.press("i")
        r.wait(lambda: "No other place" in hands.said(r))

    run([str(path), "--language", "en"], work)
    run([str(path), "--language", "en"], again)
