"""The relations panel holds relations against dates: said at once, shown with links and dates, a click away."""

from __future__ import annotations

from dataclasses import replace

import pytest

from db.dates import Interval
from db.rows import Change
from desktop.edits import Edit, dates
from desktop.ui.panels.relations import RelationsPanel
from desktop.ui.panels.relations_model import Tone
from tests.desktop.test_related_dates import bundles
from tests.ui.app_kit import Running, running
from tests.ui.panel_kit import click, until
from tests.ui.test_relations_panel import event, lines, opened, relate


@pytest.fixture
def app(tmp_path):
    with running(tmp_path, language="en", own=tuple(bundles())) as app:
        app.session.select(None)
        yield app


def wrong(app: Running) -> list[str]:
    panel = app.app.window.findChild(RelationsPanel)
    until(lambda: not panel._stale)
    return [what for what, _below, tone in lines(panel) if tone is Tone.WRONG]


def test_it_is_said_shown_and_gone_with_undo(app):
    app.select("استقبل")
    app.press("B")
    app.press("1")
    app.press(str(app.app.window.view.picking.index(event(app, "سافر").id) + 1))
    assert "The dates say otherwise" in app.said
    assert len(app.article.relations) == 1, "nothing is refused"
    found = lines(opened(app))
    assert [what for what, _below, _tone in found[:4]] == [
        "1 relation contradicts the dates", "“استقبل” before “سافر”", "“استقبل”: Wednesday 19 June 2024",
        "“سافر”: April 2023",
    ]  # fmt: skip
    assert found[0][1] == "Change or remove it, or correct a date"
    assert "19 يونيو 2024" in found[2][1]
    assert len(found) == 4, "the relation is shown once"
    app.press("Ctrl+Z")
    assert wrong(app) == []
    app.press("Ctrl+Y")
    assert len(wrong(app)) == 4


def test_a_click_on_a_date_goes_to_it_and_correcting_it_is_the_end_of_it(app):
    relate(app, "BEFORE", "استقبل", "سافر")
    app.select("استقبل")
    panel = opened(app)
    assert wrong(app)
    click(panel.view.viewport(), panel.view.visualRect(panel.model.index(3)).center())
    assert app.words() == "أبريل 2023"
    done = dates.confirm(app.article, app.session.labels, app.mention.id, interval=Interval.from_iso("2025-04"))
    app.session.do(done)
    app.select("استقبل")
    assert wrong(app) == []
    app.press("Ctrl+Z")
    app.select("استقبل")
    assert len(wrong(app)) == 4
    app.session.select(None)
    click(panel.scope.button("article"))
    assert len(wrong(app)) == 4


def test_a_suggestion_is_tried_against_dates(app):
    row = relate(app, "BEFORE", "استقبل", "سافر")
    app.session.do(Edit("relation.retype", (Change(row, replace(row, status="suggested", source="model", score=0.4)),)))
    app.select("استقبل")
    (line,) = lines(opened(app))
    assert "The dates say otherwise: Wednesday 19 June 2024, April 2023" in line[1]
    assert line[2] is Tone.WRONG
