"""Undo and redo without limit, across articles and after reopening; the history lists it all and jumps."""

from __future__ import annotations

from pathlib import Path

from desktop.ui.panels.history import HistoryPanel
from tests.e2e import hands, papers
from tests.e2e.hands import click, mentions, panel, said, shown
from tests.e2e.reviewer import Reviewer, run
from tests.e2e.test_review_by_keyboard import to, words

ENGLISH = ["--language", "en", "--theme", "light"]


def snapshot(r: Reviewer) -> tuple[object, ...]:
    """Everything the open article holds."""
    article = r.article
    arguments = sorted((a.role, a.filler, a.event, a.status) for a in article.arguments.values())
    linked = [(m.cluster, m.attributes) for m in article.ordered]
    return article.row.state, mentions(r), arguments, linked


def history(r: Reviewer) -> HistoryPanel:
    """The history panel, brought before others."""
    found = panel(r, HistoryPanel)
    if found.visibleRegion().isEmpty():
        r.press("Alt+4")
        r.wait(lambda: not found.visibleRegion().isEmpty())
    return found


def work(r: Reviewer) -> list[tuple[object, ...]]:
    """One of every kind of edit in the first article; the state after each."""
    states = [snapshot(r)]

    def note() -> None:
        states.append(snapshot(r))

    for text, chord in (
        ("رئيس الوزراء سامي الحدّاد", "a"), ("رئيس الوزراء", "s"), ("اليوم الخميس", "Shift+v"), ("مرسانة", "j"),
        ("موسى", "m"), ("موسى الأشقري شركة أغرومار", "x"), ("الحكومة", "n"), ("وللحكومة", "u"), ("وزير النقل", "k"),
        ("قال", "p"), ("الأشقري", "a"),
    ):  # fmt: skip
        if not any(r.article.text_of(m) == text for m in r.article.visible()):
            continue
        to(r, text)
        if chord == "x":
            r.press("Ctrl+Left")
            r.press("Ctrl+Left")
        r.press(chord)
        note()
    to(r, "قال")
    r.press("r")
    r.press("1")
    note()
    r.drag(*papers.place(r.article.text, "خطة"))
    r.press("d") if r.palette is None else r.press("2")
    note()
    r.press("Delete")
    note()
    return states


def test_everything_is_undone_and_redone_after_reopening_too(tmp_path: Path) -> None:
    path = papers.corpus(tmp_path)
    states: list[tuple[object, ...]] = []
    steps: list[int] = []

    def first(r: Reviewer) -> None:
        states.extend(work(r))
        assert len(states) >= 14
        for state in reversed(states[-5:-1]):
            r.press("Ctrl+z")
            assert snapshot(r) == state
        for state in states[-4:]:
            r.press("Ctrl+y")
            assert snapshot(r) == state
        r.press("Ctrl+z")
        steps.append(1)

    def second(r: Reviewer) -> None:
        assert snapshot(r) == states[-2], "undone stays undone"
        r.press("Ctrl+Shift+z")
        assert snapshot(r) == states[-1], "redo after reopening"
        for state in reversed(states[:-1]):
            r.press("Ctrl+z")
            assert snapshot(r) == state
        assert not r.session.can_undo
        before = r.article.progress
        r.press("Ctrl+z")
        assert said(r) == "There is nothing to undo"
        assert r.article.progress == before

    def third(r: Reviewer) -> None:
        assert snapshot(r) == states[0], "as imported"
        for state in states[1:]:
            r.press("Ctrl+y")
            assert snapshot(r) == state
        assert not r.session.can_redo

    run([str(path), *ENGLISH], first)
    run([str(path), *ENGLISH], second)
    run([str(path), *ENGLISH], third)


def test_undo_opens_the_article_it_is_about(tmp_path: Path) -> None:
    path = papers.corpus(tmp_path)

    def script(r: Reviewer) -> None:
        to(r, "مرسانة")
        r.press("3")
        r.press("Ctrl+PgDn")
        to(r, "سامى الحداد")
        r.press("a")
        assert r.article.row.ref == "meeting"
        r.press("Ctrl+z")
        assert r.article.row.ref == "meeting"
        assert words(r) == "سامى الحداد", "what was touched is selected"
        r.press("Ctrl+z")
        assert r.article.row.ref == "visit", "undo goes where the change was"
        assert words(r) == "مرسانة"
        assert [each[0] for each in shown(r, "مرسانة", 1)] == ["ORG"]
        r.press("Ctrl+y")
        r.press("Ctrl+y")
        assert r.article.row.ref == "meeting"

    def again(r: Reviewer) -> None:
        r.press("Ctrl+z")
        r.press("Ctrl+z")
        assert r.article.row.ref == "visit"
        assert ("ORG", "مرسانة", "suggested") in mentions(r)

    run([str(path), *ENGLISH], script)
    run([str(path), *ENGLISH], again)


def test_a_new_edit_after_undo_ends_redo_and_history_keeps_all(tmp_path: Path) -> None:
    path = papers.corpus(tmp_path)

    def script(r: Reviewer) -> None:
        to(r, "مرسانة")
        r.press("3")
        r.press("4")
        r.press("Ctrl+z")
        r.press("5")
        r.press("Ctrl+y")
        assert r.session.mention is not None
        assert r.session.mention.label == "FAC", "there is nothing to redo any more"
        r.press("Ctrl+PgDn")
        to(r, "الحداد")
        r.press("a")

    def again(r: Reviewer) -> None:
        found = history(r)
        told = [hands.plain(found.model.index(row).data()) for row in range(found.model.rowCount())]
        assert told[0] == "accept “الحداد”"
        assert told[1] == "label “مرسانة” Facility instead of Country or city"
        assert told[2].startswith("undid: label “مرسانة” Location")
        assert told[-1].startswith("import"), "the first thing that happened stands last"
        assert len(told) == 6
        assert "Amal" not in told[0]
        r.press("Ctrl+PgDn") if r.article.row.ref == "visit" else None
        row = found.view.visualRect(found.model.index(1)).center()
        click(r, found.view.viewport(), row)
        r.press("Enter")
        assert r.article.row.ref == "visit", "Enter goes where it happened"
        assert words(r) == "مرسانة"

    run([str(path), *ENGLISH], script)
    run([str(path), *ENGLISH], again)
