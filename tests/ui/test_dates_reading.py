"""Dates of related events are read while nothing else is to be done, and what was waited for is told and shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.store import Store
from desktop.edits import relations
from desktop.ui.panels.relations_model import Tone
from tests.desktop.test_many_contradictions import name, ready, row_of_events, without_dates
from tests.ui.app_kit import Running, running
from tests.ui.panel_kit import until
from tests.ui.test_relations_panel import lines, opened


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Running]:
    """Thirty articles of ten events; nobody knows when twenty-four in the middle were."""
    with running(tmp_path, language="en", own=tuple(row_of_events())) as app:
        ready(app.session.store)
        app.session.reload()
        yield app


def test_a_contradiction_over_many_articles_is_told_when_their_dates_have_been_read(app: Running) -> None:
    store: Store = app.session.store
    without_dates(store, 138, 161)
    app.session.reload()
    app.session.open("a15")
    app.session.select(name(150))
    panel = opened(app)
    edit = relations.add(app.session.article, app.session.labels, type="BEFORE", head=name(150), tail=name(151),
                         closure=app.session.closure)  # fmt: skip
    app.session.do(edit)
    until(lambda: app.session.dates.whole and "The dates say otherwise" in app.said)
    assert "more" in app.said
    until(lambda: not panel._stale and any(tone is Tone.WRONG for _what, _below, tone in lines(panel)))
