"""The inspector: exact edges, label, status, attributes, roles, note and history, changed with real clicks and keys."""

from __future__ import annotations

from itertools import groupby, pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from db.arabic import is_boundary
from desktop.edits import EditRefused, arguments, clusters, mentions
from desktop.ui.panels.clusters import ClustersPanel
from desktop.ui.panels.inspector import InspectorPanel
from desktop.ui.panels.labels_menu import labels_menu
from desktop.ui.widgets.chip import Chip
from desktop.ui.widgets.echo_pieces import ZWJ, Piece, joins, pieces
from desktop.ui.widgets.role_line import RoleLine
from tests.ui.app_kit import running
from tests.ui.panel_kit import Kit, click, settle, shown, type_text


@pytest.fixture
def panel(kit: Kit) -> InspectorPanel:
    panel = InspectorPanel(kit.context)
    shown(panel, width=310, height=760)
    return panel


def echo(panel: InspectorPanel) -> tuple[str, str, str]:
    said = {"before": "", "mention": "", "after": ""}
    for piece in panel.head.echo.pieces:
        said[piece.part] += piece.text
    return said["before"], said["mention"], said["after"]


def line(panel: InspectorPanel, role: str) -> RoleLine:
    return next(each for each in panel.frame.roles if each.role == role and each.isVisible())


def cross(chip: Chip) -> QPoint:
    return chip._cross().center().toPoint()


# --- the echo's pieces -----------------------------------------------------------------------------------------------


def test_the_echo_shows_a_proclitic_outside_and_keeps_joins() -> None:
    text = "أن لبوتين رأي"
    assert pieces(text, start=4, end=9) == [
        Piece("أن ل" + ZWJ, "before"),
        Piece(ZWJ + "بوتين", "mention"),
        Piece("·", "after", ghost=True),
        Piece("رأي", "after"),
    ]
    assert joins(text, 4)
    assert not joins("وبوتين", 1)


def test_the_echo_makes_the_unseen_seen() -> None:
    found = pieces("قال\u200f بوتين\u00a0", start=3, end=11)
    assert [piece.text for piece in found if piece.ghost and piece.part == "mention"] == ["RLM", "⍽"]
    assert pieces("بوتين ", start=0, end=6)[-1] == Piece("·", "mention", ghost=True)


def test_the_echo_of_a_long_mention_shows_both_ends() -> None:
    text = "الرئيس الروسي فلاديمير بوتين"
    found = [piece.text for piece in pieces(text, start=0, end=len(text))]
    assert found == ["الرئيس ال", "…", "مير بوتين"]


@pytest.mark.parametrize(
    ("text", "fragments", "expected"),
    [
        ("الرئيس أمس بوتين", ("الرئيس", "بوتين"), ["[الرئيس]", "· أمس ·", "[بوتين]"]),
        ("الرئيس الروسي صباح أمس فلاديمير بوتين", ("الرئيس الروسي", "فلاديمير بوتين"),
         ["[الرئيس الروسي]", "…", "[فلاديمير بوتين]"]),
        ("الرئيس الروسي السابق صباح أمس فلاديمير بوتين", ("الرئيس الروسي السابق", "بوتين"),
         ["[الرئيس … السابق]", "…", "[بوتين]"]),
        ("كيم ثم بوتين ثم لافروف", ("كيم", "بوتين", "لافروف"), ["[كيم]", "…", "[لافروف]"]),
        ("علاقاتهم", ("علاق", "تهم"), ["[علاق\u200d]", "\u200dا", "[تهم]"]),
    ],
)  # fmt: skip
def test_the_echo_of_a_discontinuous_mention_leaves_its_gaps_outside(text, fragments, expected) -> None:
    spans = [(text.index(words), text.index(words) + len(words)) for words in fragments]
    gaps = tuple((one[1], two[0]) for one, two in pairwise(spans))
    found = pieces(text, start=spans[0][0], end=spans[-1][1], gaps=gaps)
    runs = []
    for part, run in groupby(found, key=lambda piece: piece.part):
        letters = " ".join(piece.text for piece in run)
        runs.append(f"[{letters}]" if part == "mention" else letters)
    assert runs == expected


def test_the_echo_never_cuts_a_letter_as_it_is_seen() -> None:
    text = "الرئيس 👍🏽👨‍👩‍👧 الروسي فلاديم👨‍👩‍👧 بوتين"
    for end in range(len(text) - 4, len(text) + 1):
        head, dots, tail = (piece.text for piece in pieces(text, start=0, end=end) if piece.part == "mention")
        assert dots == "…"
        assert is_boundary(text, len(head))
        assert is_boundary(text, end - len(tail))


# --- the panel -------------------------------------------------------------------------------------------------------


def test_it_shows_the_selected_mention_and_its_exact_edges(kit: Kit, panel: InspectorPanel) -> None:
    assert panel.empty.isVisible()
    mention = kit.mention("بوتين", 1)
    kit.session.select(mention.id)
    assert echo(panel) == ("أن·", "بوتين", "·أعرب عن")
    assert kit.session.article is not None
    kit.session.do(mentions.resize(kit.session.article, mention.id, start=mention.start, end=mention.end + 1))
    assert echo(panel)[1] == "بوتين·"
    assert "مصحَّح" in panel.head.status.text()
    kit.session.select(None)
    assert panel.empty.isVisible()


def test_the_label_is_changed_from_its_chip(kit: Kit, panel: InspectorPanel) -> None:
    mention = kit.mention("بوتين")
    kit.session.select(mention.id)
    click(panel.head.label)
    menu = panel.findChild(QMenu)
    assert menu is not None
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert kit.mention("بوتين").label == kit.session.labels.entities[1].code
    assert kit.session.labels.entities[1].name.ar in panel.head.label.text()


def test_many_event_types_stand_by_group(kit: Kit, panel: InspectorPanel) -> None:
    from db.labelset import preset

    kit.session.store.labels = preset("ace2005")
    menu = labels_menu(kit.context, "event", current=None, choose=lambda _code: None, parent=panel)
    assert all(action.menu() is not None for action in menu.actions())
    codes = [each.data() for action in menu.actions() for each in action.menu().actions()]
    assert codes == [event.code for event in kit.session.labels.events]


def test_attributes_are_switched_by_click_and_arrow(kit: Kit, panel: InspectorPanel) -> None:
    event = kit.mention("مباحثات")
    kit.session.select(event.id)
    tense = next(each for each in panel.frame.attributes if each.code == "tense")
    assert tense.switch.value == "Past"
    click(tense.switch.button("Future"))
    assert kit.mention("مباحثات").attribute("tense") == "Future"
    QTest.keyClick(tense.switch.button("Future"), Qt.Key.Key_Right)
    assert kit.mention("مباحثات").attribute("tense") == "Present"
    kit.session.undo()
    assert tense.switch.value == "Future"
    click(tense.switch.button("Future"))
    assert tense.switch.value == "Future"


def test_roles_are_filled_required_or_optional(kit: Kit, panel: InspectorPanel) -> None:
    event = kit.mention("مباحثات")
    kit.session.select(event.id)
    uses = kit.session.labels.event("Contact:Meet")
    assert uses is not None
    shown_roles = [each.role for each in panel.frame.roles if each.isVisible()]
    assert shown_roles[: len(uses.roles)] == [use.role for use in uses.roles]
    for use in uses.roles:
        each = line(panel, use.role)
        assert each.empty_button.required == use.required
        assert each.empty_button.isVisible() != bool(each.chips)


def test_a_filler_jumps_on_click_and_goes_by_its_cross_or_delete(kit: Kit, panel: InspectorPanel) -> None:
    event = kit.mention("مباحثات")
    kit.session.select(event.id)
    chip = line(panel, "Entity").chips[0]
    assert "بوتين" in chip.text()
    click(chip)
    assert kit.session.selected == kit.mention("بوتين").id
    assert [each.role for each in panel.frame.fills if each.isVisible()] == ["Entity"]
    click(panel.frame.fills[0].chips[0])
    assert kit.session.selected == event.id
    click(chip, cross(chip))
    assert kit.session.article is not None
    assert not kit.session.article.arguments_of(event.id)
    kit.session.undo()
    chip = line(panel, "Entity").chips[0]
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_Delete)
    assert not kit.session.article.arguments_of(event.id)


def test_an_empty_role_asks_for_a_filler(kit: Kit, panel: InspectorPanel) -> None:
    event = kit.mention("مباحثات")
    kit.session.select(event.id)
    wanted: list[str] = []
    panel.roleWanted.connect(wanted.append)
    empty = next(each for each in panel.frame.roles if each.isVisible() and each.empty_button.isVisible())
    panel.area.ensureWidgetVisible(empty)
    click(empty.empty_button)
    assert wanted == [empty.role]
    assert kit.session.article is not None
    place = kit.mention("بيونغ يانغ").id
    kit.session.do(
        arguments.add(kit.session.article, kit.session.labels, event=event.id, role=empty.role, filler=place)
    )
    assert [chip.text() for chip in line(panel, empty.role).chips] == ["بيونغ يانغ"]


def test_the_cluster_line_counts_and_leads_on(kit: Kit, panel: InspectorPanel) -> None:
    mention = kit.mention("بوتين")
    kit.session.select(mention.id)
    assert "E-putin" in panel.head.cluster.text()
    settle()
    assert "5 مواضع في مقالين" in panel.head.cluster.text().replace("\u2068", "").replace("\u2069", "")
    wanted: list[str] = []
    panel.clusterWanted.connect(wanted.append)
    click(panel.head.cluster)
    assert wanted == [mention.cluster]
    assert kit.session.article is not None
    kit.session.do(clusters.unlink(kit.session.article, mention.id))
    assert panel.head.unlinked.isVisible()
    kit.session.select(kit.mention("بوتين", 1).id)
    settle()
    assert "4 مواضع" in panel.head.cluster.text()


def test_a_note_is_one_change_set_on_enter(kit: Kit, panel: InspectorPanel) -> None:
    mention = kit.mention("بوتين")
    kit.session.select(mention.id)
    note = panel.tail.note
    note.setFocus()
    type_text(note, "تحقّق")
    QTest.keyClick(note, Qt.Key.Key_Return)
    panel.head.label.setFocus()
    assert kit.mention("بوتين").note == "تحقّق"
    assert len(kit.session.store.history(row_id=mention.id)) == 1
    settle()
    assert panel.tail.lines[0].isVisible()
    kit.session.undo()
    assert note.text() == ""


def test_a_note_is_kept_when_the_field_or_the_article_is_left(kit: Kit, panel: InspectorPanel) -> None:
    first, second = kit.mention("بوتين"), kit.mention("بوتين", 1)
    kit.session.select(first.id)
    panel.tail.note.setFocus()
    type_text(panel.tail.note, "أولى")
    panel.head.label.setFocus()
    assert kit.mention("بوتين").note == "أولى"
    panel.tail.note.setFocus()
    type_text(panel.tail.note, "!")
    kit.session.select(second.id)
    assert kit.mention("بوتين").note == "أولى!"
    assert panel.tail.note.text() == ""
    type_text(panel.tail.note, "ثانية")
    kit.session.open(kit.articles[1])
    kept = kit.session.store.mention(second.id)
    assert kept is not None
    assert kept.note == "ثانية"


def test_a_refusal_is_told(kit: Kit, panel: InspectorPanel) -> None:
    told: list[EditRefused] = []
    kit.context.bridge.refused.connect(told.append)
    mention = kit.mention("بوتين")
    kit.session.select(mention.id)
    assert kit.session.article is not None
    kit.session.do(
        mentions.create(
            kit.session.article, kit.session.labels, kind="entity", label="ORG", start=mention.start, end=mention.end,
            layer="main",
        )
    )  # fmt: skip
    kit.session.select(mention.id)
    panel.head._relabel("ORG")
    assert [refusal.code for refusal in told] == ["duplicate"]


def test_everything_can_be_reached_by_tab(kit: Kit, panel: InspectorPanel) -> None:
    kit.session.select(kit.mention("مباحثات").id)
    panel.head.label.setFocus()
    reached = []
    for _ in range(60):
        focus = panel.window().focusWidget()
        reached.append(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
        if panel.window().focusWidget() is panel.head.label:
            break
    assert panel.tail.note in reached
    assert line(panel, "Entity").chips[0] in reached
    assert all(each.accessibleName() for each in reached)


def test_in_the_window_its_wishes_are_granted(tmp_path: Path) -> None:
    with running(tmp_path) as run:
        docks = run.app.window.dock_widgets()
        inspector = docks["inspector"].widget()
        assert isinstance(inspector, InspectorPanel)
        run.select("بوتين")
        click(inspector.head.cluster)
        clusters_panel = docks["clusters"].widget()
        assert isinstance(clusters_panel, ClustersPanel)
        assert clusters_panel.isVisible()
        assert clusters_panel.card.cluster_id == run.mention.cluster
        event = run.select("مباحثات")
        empty = next(each for each in inspector.frame.roles if each.isVisible() and each.empty_button.isVisible())
        inspector.area.ensureWidgetVisible(empty)
        click(empty.empty_button)
        assert run.commands.pick is not None
        assert (run.commands.pick.event, run.commands.pick.role) == (event.id, empty.role)
