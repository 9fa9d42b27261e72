"""Merging, moving and belonging ask in a list that says what will happen, the likeliest first, none by size alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel

from db.bundle import ArticleBundle
from db.rows import Argument, Cluster, Mention
from desktop.ui.dialogs.palette import Palette
from desktop.ui.panels.clusters import ClustersPanel
from tests.db.corpora import article
from tests.e2e.hands import plain
from tests.ui.app_kit import Running, running
from tests.ui.panel_kit import click, settle, spans

TEXT = (
    "التقى الرئيس الروسي فلاديمير بوتين بالزعيم كيم في بيونغ يانغ.\n"
    "وقالت روسيا إن بوتن زار كوريا الشمالية.\n"
    "وقال بوتين إن روسيا ستدعم كوريا الشمالية، وأيدت روسيا ذلك. والروسي ضيف.\n"
    "واجتمع بوتين مع كيم. ووصلت بعثة الكرملين. وعقد بوتين لقاء مع كيم."
)
WORDS = (
    ("E-putin", "entity", (("بوتين", "PER"), ("الرئيس الروسي", "OCC"))),
    ("E-putn", "entity", (("بوتن", "PER"),)),
    ("E-russia", "entity", (("روسيا", "GPE"), ("الروسي", "NORP"))),
    ("E-north-korea", "entity", (("كوريا الشمالية", "GPE"),)),
    ("E-kim", "entity", (("كيم", "PER"),)),
    ("E-pyongyang", "entity", (("بيونغ يانغ", "GPE"),)),
    ("E-mission", "entity", (("بعثة الكرملين", "ORG"),)),
    ("C-met", "event", (("واجتمع", "Contact:Meet"),)),
    ("C-meeting", "event", (("لقاء", "Contact:Meet"),)),
    ("C-said", "event", (("وقال", "Statement"),)),
)


def bundle() -> ArticleBundle:
    head = article("visit", text=TEXT, title="زيارة")
    clusters, mentions = [], []
    for ref, kind, words in WORDS:
        row = Cluster(kind, ref, words[0][0])
        clusters.append(row)
        for text, label in words:
            mentions += [
                Mention(head.id, kind, label, start, end, cluster=row.id, source="human", status="accepted")
                for start, end in spans(TEXT, text)
            ]
    who = [each for each in mentions if each.label == "PER" and TEXT[each.start : each.end] in ("بوتين", "كيم")]
    arguments = [
        Argument(head.id, event.id, "Entity", filler.id)
        for event in mentions
        if event.kind == "event" and event.label == "Contact:Meet"
        for filler in who
        if 0 < abs(filler.start - event.start) < 22
    ]
    return ArticleBundle(head, TEXT, clusters=tuple(clusters), mentions=tuple(mentions), arguments=tuple(arguments))


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Running]:
    with running(tmp_path, own=[bundle()]) as app:
        app.commands.index.read_on(60)
        yield app


def card(app: Running, ref: str) -> ClustersPanel:
    panel = app.app.window.findChild(ClustersPanel)
    app.app.window.docks.by_name["clusters"].raise_()
    settle()
    kind = "event" if ref.startswith("C-") else "entity"
    panel.show_cluster(app.session.store.find_cluster(kind, ref).id)
    settle()
    return panel


def asked(app: Running, ref: str, tool: str) -> Palette:
    click(card(app, ref).card.tools.buttons[tool])
    return palette(app)


def palette(app: Running) -> Palette:
    found = app.commands.palette
    assert found is not None
    return found


def refs(found: Palette) -> list[str]:
    return [row.value.ref for row in found.rows()]


def heading(found: Palette) -> str:
    return found.findChild(object, "subject").text()


def test_merging_says_what_into_what_and_ranks_by_likeness(app: Running) -> None:
    found = asked(app, "E-putin", "merge")
    assert heading(found) == "Merge “\u2068بوتين\u2069” into…"
    assert refs(found)[0] == "E-putn", "not the largest, and not the one in its title"
    row = found.rows()[0]
    assert plain(row.below).split(" · ")[:2] == ["another spelling", "Person"]
    assert row.colour is not None
    assert found.current.value.ref == "E-putn"
    assert "E-pyongyang" not in refs(found)
    app.press("Enter")
    assert app.session.store.find_cluster("entity", "E-putin") is None


def test_where_nothing_is_alike_enter_takes_nothing(app: Running) -> None:
    found = asked(app, "E-pyongyang", "merge")
    assert refs(found)[0] == "E-putin", "the largest"
    assert not any(row.key for row in found.rows())
    assert found.current is None
    before = app.session.last
    app.press("1", "Enter") if found.field.text() else app.press("Enter")
    assert app.session.last == before
    assert app.commands.palette is found, "it stays and waits"
    app.press("Up")
    app.press("Down", "Up", "Down")
    assert found.current is not None
    app.press("Esc")
    asked(app, "E-pyongyang", "merge")
    app.type("روسيا")
    assert palette(app).current.value.ref == "E-russia", "what is typed for is taken by Enter"


def test_moving_goes_by_the_mentions_chosen(app: Running) -> None:
    panel = card(app, "E-putin")
    model, view = panel.card.model, panel.card.view
    titles = [row for row in range(model.rowCount()) if (m := model.entry(row).mention) and m.label == "OCC"]
    for row in titles:
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        view.selectionModel().select(model.index(row), flags)
    click(panel.card.tools.buttons["move"])
    found = palette(app)
    assert heading(found) == "Move 1 mention of “\u2068بوتين\u2069” to…"
    assert refs(found)[0] == "E-russia"
    assert "part of the name" in found.rows()[0].below
    assert found.current is None, "a part of a name is little"


def test_events_are_ranked_as_on_the_board(app: Running) -> None:
    found = asked(app, "C-met", "merge")
    assert refs(found)[0] == "C-meeting"
    assert "same type" in found.rows()[0].below
    assert "Meet" in found.rows()[0].below


def test_a_person_belongs_to_what_a_title_names_and_a_place_only_to_places(app: Running) -> None:
    panel = card(app, "E-putin")
    click(panel.card.details)
    settle()
    click(panel.card.fields.add)
    found = palette(app)
    assert heading(found) == "“\u2068بوتين\u2069” belongs to…"
    assert refs(found)[0] == "E-russia"
    assert "a title says so" in found.rows()[0].below
    assert "in 1 sentence" in next(row.below for row in found.rows() if row.value.ref == "E-pyongyang")
    assert not {"E-kim", "E-putn"} & set(refs(found)), "nobody belongs to a person"
    app.press("1")
    (tie,) = app.session.store.ties()
    assert tie.other == app.session.store.find_cluster("entity", "E-russia").id
    panel = card(app, "E-north-korea")
    settle()
    click(panel.card.fields.add)
    found = palette(app)
    assert "E-mission" not in refs(found)
    assert found.current is None
