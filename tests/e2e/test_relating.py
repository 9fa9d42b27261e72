"""Relations between events by a reviewer: three actions each, what follows, a contradiction named and taken away."""

from __future__ import annotations

from pathlib import Path

from db.check import check
from db.exporting import ExportOptions, export_corpus
from db.importing import plan_import, run_import
from db.store import Store
from desktop.ui.panels.relations import RelationsPanel
from desktop.ui.panels.relations_model import TONE, Tone
from tests.e2e import papers
from tests.e2e.hands import click_row, panel, plain, said
from tests.e2e.reviewer import Reviewer, run
from tests.e2e.test_review_by_keyboard import words

ENGLISH = ["--language", "en", "--theme", "light"]
TRIGGERS = ("زار", "ستعيد", "واتهم")


def make_events(r: Reviewer) -> None:
    """An event on each trigger that is not one yet."""
    for trigger in TRIGGERS:
        if not any(m.kind == "event" and r.article.text_of(m) == trigger for m in r.article.ordered):
            r.click(papers.place(r.article.text, trigger)[0])
            r.press("e")
            r.press("4")


def trigger(r: Reviewer, position: int) -> str:
    """Select the event whose trigger is the nth of the ones made, by a click."""
    found = [m for m in r.article.ordered if m.kind == "event"][position]
    r.select(found.id)
    return found.id


def shown(r: Reviewer) -> list[tuple[str, Tone]]:
    """What the relations panel says, with how it looks."""
    found = panel(r, RelationsPanel)
    r.wait(lambda: not found._later.isActive() and not found._stale)
    rows = [found.model.index(row) for row in range(found.model.rowCount())]
    return [(plain(row.data()), row.data(TONE)) for row in rows]


def test_relations_in_three_actions_and_a_contradiction_taken_away(tmp_path: Path) -> None:
    path = papers.corpus(tmp_path)

    def script(r: Reviewer) -> None:
        make_events(r)
        events = [m for m in r.article.ordered if m.kind == "event"]
        assert len(events) >= 3
        for head, tail in ((0, 1), (1, 2), (2, 0)):
            trigger(r, head)
            before = sum(r.actions.values())
            r.press("b")
            r.press("1")
            wanted = events[tail].id
            r.press(str(r.view.picking.index(wanted) + 1))
            assert sum(r.actions.values()) - before == 3
            if (head, tail) == (1, 2):
                trigger(r, 0)
                r.press("Alt+6")
                first = r.article.text_of(events[0])
                assert shown(r)[1:] == [(f"“{first}” before “{r.article.text_of(events[2])}”", Tone.INFERRED)]
        assert "contradicts" in said(r)
        assert len(r.article.relations) == 3
        assert shown(r)[0] == ("3 relations cannot all hold", Tone.WRONG)
        r.press("y")
        r.press("1")
        r.press("d")
        assert len(r.article.relations) == 2
        assert not any(tone is Tone.WRONG for _, tone in shown(r))
        r.press("Ctrl+z")
        assert len(r.article.relations) == 3
        assert words(r)

    run([str(path), *ENGLISH], script)
    run([str(path), *ENGLISH], lambda r: _count(r, 3))


def test_a_relation_to_an_event_of_another_article_is_seen_there_and_outlives_a_file(tmp_path: Path) -> None:
    path = papers.corpus(tmp_path)

    def script(r: Reviewer) -> None:
        head = next(m for m in r.article.ordered if m.kind == "event" and r.article.text_of(m) == "التقى")
        r.select(head.id)
        before = sum(r.actions.values())
        r.press("Alt+b")
        r.press("1")
        assert r.palette is not None
        assert [row.detail for row in r.palette.rows()] == ["لقاء في مرسانه"]
        r.press("1")
        assert sum(r.actions.values()) - before == 3
        r.press("Alt+6")
        told = [("“التقى” before “التقى”", Tone.PLAIN)]
        assert shown(r) == told
        click_row(r, panel(r, RelationsPanel).view, 0)
        assert r.article.row.ref == "meeting", "a click opens the other article"
        assert shown(r) == told
        r.press("Delete", kind="key")
        r.wait(lambda: not r.article.relations)
        r.press("Ctrl+z")
        assert len(r.article.relations) == 1

    run([str(path), *ENGLISH], script)
    assert check(path) == []
    out, again = tmp_path / "out.jsonl", tmp_path / "again.tawsim"
    with Store.open(path) as store, Store.create(again, store.labels) as other:
        assert export_corpus(store, ExportOptions("json"), out).losses == ()
        run_import(other, plan_import(other, [out]))
    run([str(again), *ENGLISH], lambda r: _count(r, 1))


def _count(r: Reviewer, number: int) -> None:
    assert len(r.article.relations) == number, "what was stored is what is read again"
