"""A corpus opened for reading alone: panels show everything, and nothing in them can be changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.store import Store
from desktop.session import Session
from desktop.ui.panels.clusters import ClustersPanel
from desktop.ui.panels.inspector import InspectorPanel
from tests.ui.panel_kit import Kit, corpus, shown
from tests.ui.test_inspector_date import bundle


@pytest.fixture
def kit(tmp_path: Path) -> Iterator[Kit]:
    with corpus(tmp_path) as kit:
        made = bundle()
        kit.session.store.bulk_import([made], params=(("count", "1"),))
        with Store.open(kit.session.store.path, read_only=True) as store:
            session = Session(store)
            kit.context.bridge.detach()
            kit.context.session = session
            kit.context.bridge.attach(session)
            session.open(made.article.id)
            yield Kit(kit.context, session, kit.articles)


def test_a_date_is_shown_and_cannot_be_touched(kit: Kit) -> None:
    panel = InspectorPanel(kit.context)
    shown(panel, width=330, height=760)
    date = panel.date
    kit.session.select(kit.mention("أمس الثلاثاء").id)
    assert date.isVisible()
    assert date.value.text()
    assert (date.field.isReadOnly(), date.reference.isReadOnly()) == (True, True)
    assert not date.button.isEnabled()
    assert date.doubts[0].said.isVisible()
    assert not date.doubts[0].take.isVisible()
    assert not date.undo.isVisible()


def test_a_cluster_has_no_tools(kit: Kit) -> None:
    panel = ClustersPanel(kit.context)
    shown(panel, width=360, height=860)
    panel.show_cluster(kit.session.store.find_cluster("entity", "E-putin").id)
    panel.card.view.selectAll()
    assert panel.card.chosen()
    assert not panel.card.tools.isVisible()
    assert not any(button.isEnabled() for button in panel.card.tools.buttons.values())
    assert panel.card.name.isReadOnly()
