"""What people do between two steps: let go half-way, switch corpora, close in the middle, type where they are."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from db.check import check
from desktop.ui.dialogs.import_ import ImportDialog
from desktop.ui.dialogs.new_corpus import NewCorpusDialog
from desktop.ui.panels.articles import ArticlesPanel
from tests.e2e import hands, papers
from tests.e2e.hands import click, focus, mentions, panel, rows, tab_to
from tests.e2e.reviewer import Reviewer, run
from tests.e2e.test_review_by_keyboard import to, words

ENGLISH = ["--language", "en", "--theme", "light"]


def test_a_drag_let_go_with_esc_changes_nothing(tmp_path: Path) -> None:
    path = papers.corpus(tmp_path)

    def script(r: Reviewer) -> None:
        before = mentions(r)
        start, end = papers.place(r.article.text, "بناء الميناء")
        r._mouse(QEvent.Type.MouseButtonPress, r.at(start))
        r._mouse(QEvent.Type.MouseMove, r.at(end, after=True))
        assert r.view.selection == (start, end)
        r.press("a")
        assert mentions(r) == before, "no key acts while the button is down"
        r.press("Esc")
        r._mouse(QEvent.Type.MouseButtonRelease, r.at(end, after=True))
        assert r.palette is None
        assert r.view.selection is None
        r.click(papers.place(r.article.text, "شركة")[0] + 1)
        edge = next(each for each in r.view.edges() if each.which == "end")
        grip = r.at(r.session.mention.end if r.session.mention else 0, after=True)
        grip.setX(edge.x + (1.0 if edge.rtl else -1.0))
        r._mouse(QEvent.Type.MouseButtonPress, grip)
        r._mouse(QEvent.Type.MouseMove, r.at(papers.place(r.article.text, " شركة")[0], after=True))
        r.press("Esc")
        r._mouse(QEvent.Type.MouseButtonRelease, grip)
        assert mentions(r) == before
        assert not r.session.can_undo

    run([str(path), *ENGLISH], script)
    run([str(path), *ENGLISH], lambda r: r.wait(lambda: not r.session.can_undo))


def test_from_one_corpus_to_another_and_back(tmp_path: Path) -> None:
    path = papers.corpus(tmp_path)
    other = tmp_path / "second.tawsim"

    def script(r: Reviewer) -> None:
        assert r.window is not None
        to(r, "مرسانة")
        r.press("3")
        r.press("g")
        assert r.palette is not None
        r.press("Ctrl+l")
        assert r.palette is not None, "nothing starts behind a palette"
        r.press("Esc")
        r.press("Ctrl+n")
        dialog = r.dialog()
        assert isinstance(dialog, NewCorpusDialog)
        hands.type_path(r, str(other))
        tab_to(r, dialog.sets)
        r.press("End")
        r.press("Enter")
        r.wait(lambda: isinstance(r.dialog(), ImportDialog))
        r.press("Esc")
        hands.closed(r)
        assert r.session.store.path == other
        assert r.session.article is None
        assert rows(panel(r, ArticlesPanel).view) == []
        for chord in ("a", "Space", "3", "e", "Enter", "Ctrl+z", "Ctrl+d", "r", "F6", "Shift+F6", "Ctrl+Enter"):
            r.press(chord)
        assert r.session.article is None, "keys mean nothing without an article, and harm nothing"
        r.press("Ctrl+w")
        page = hands.start_page(r)
        r.wait(lambda: page.isVisible() and len(page.recents) == 2)
        page = hands.start_page(r)
        row = page.recents[path]
        r.wait(lambda: row.state.text() == "0 of 2 articles done")
        tab_to(r, row.button)
        r.press("Enter")
        r.wait(lambda: r.view.isVisible() and r.view.text)
        assert ("GPE", "مرسانة", "edited") in mentions(r)
        r.wait(lambda: r.view.hasFocus())
        r.press("Ctrl+z")
        assert ("ORG", "مرسانة", "suggested") in mentions(r), "undo goes on where it was"

    run([str(path), *ENGLISH], script)
    run([str(path), *ENGLISH], lambda r: r.wait(lambda: ("ORG", "مرسانة", "suggested") in mentions(r)))


def test_closing_in_the_middle_of_an_import_keeps_nothing_by_half(tmp_path: Path) -> None:
    path = papers.corpus(tmp_path)
    many = tmp_path / "many.jsonl"
    with many.open("w", encoding="utf-8") as file:
        for number in range(500):
            file.write(json.dumps({**papers.visit(), "id": f"v{number}"}, ensure_ascii=False) + "\n")

    def script(r: Reviewer) -> None:
        hands.drop(r, r.view.viewport(), [many])
        dialog = r.dialog()
        assert isinstance(dialog, ImportDialog)
        r.wait(lambda: dialog.job is None)
        r.press("Enter")
        r.wait(lambda: dialog.working.bar.value() > 0 or dialog.job is None)
        assert r.window is not None
        r.window.close()

    run([str(path), *ENGLISH], script)
    assert check(path) == []
    counts: list[int] = []
    run([str(path), *ENGLISH], lambda r: counts.append(len(r.session.store.articles())))
    assert counts in ([2], [502]), "all or nothing"


def test_letters_typed_into_fields_are_letters(tmp_path: Path) -> None:
    path = papers.corpus(tmp_path)

    def script(r: Reviewer) -> None:
        found = panel(r, ArticlesPanel)
        before = mentions(r)
        click(r, found.search)
        r.type("as3 لقاء")
        assert found.search.text() == "as3 لقاء"
        assert mentions(r) == before
        r.press("Esc")
        assert found.search.text() == ""
        r.type("لقاء")
        assert len(rows(found.view)) == 1
        r.press("Down")
        r.press("Enter")
        assert r.article.row.ref == "meeting", "found and opened without the mouse"
        click(r, found.search)
        r.press("Esc")
        r.press("Ctrl+PgUp")
        assert r.article.row.ref == "visit", "chords work from a field too"
        while not r.view.hasFocus():
            r.press("F6")
        assert focus() is r.view
        r.press("Space")
        assert words(r)

    run([str(path), *ENGLISH], script)
    assert QApplication.activeModalWidget() is None
