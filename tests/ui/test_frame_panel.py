"""The event frame: lines of roles by keyboard and mouse, offers, warnings, and that it stays with its event."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from db.rows import Mention
from desktop.edits import arguments, mentions, reviews
from desktop.ui.panels.frame import FramePanel
from desktop.ui.widgets.role_line import RoleLine
from tests.ui.panel_kit import Kit, click, corpus, settle, shown


@pytest.fixture
def kit(tmp_path: Path) -> Iterator[Kit]:
    with corpus(tmp_path, language="en") as kit:
        kit.session.open(kit.articles[0])
        yield kit


@pytest.fixture
def panel(kit: Kit) -> FramePanel:
    panel = FramePanel(kit.context)
    shown(panel, width=400, height=760)
    kit.session.select(kit.mention("مباحثات").id)
    settle()
    return panel


def line(panel: FramePanel, role: str) -> RoleLine:
    settle()
    found = panel.frame.line(role)
    assert found is not None
    return found


def held(kit: Kit) -> list[tuple[str, str]]:
    assert kit.session.article is not None
    article = kit.session.article
    event = kit.mention("مباحثات")
    return [(a.role, article.text_of(article.mentions[a.filler])) for a in article.arguments_of(event.id)]


def test_it_says_trigger_type_and_every_role(kit: Kit, panel: FramePanel) -> None:
    assert "".join(piece.text for piece in panel.head.echo.pieces if piece.part == "mention") == "مباحثات"
    assert panel.head.label.text().startswith("Meeting")
    assert [each.role for each in panel.frame.shown_roles] == ["Entity", "Place", "Time"]
    assert [chip.text() for chip in line(panel, "Entity").chips] == ["بوتين"]
    place = line(panel, "Place")
    assert not place.chips
    assert place.empty_button.isVisible()
    assert not place.empty_button.required
    assert place.quiet.text().startswith("Takes: Country or city, Location")
    assert [chip.text() for chip in place.offers] == ["+ بيونغ يانغ"]
    assert not line(panel, "Time").offers, "nothing near is a date"
    assert "Alt+P" in place._key.legend


def test_a_required_role_says_what_it_lacks(kit: Kit, panel: FramePanel) -> None:
    wanted: list[str] = []
    panel.roleWanted.connect(lambda _event, role: wanted.append(role))
    assert line(panel, "Entity").warning.isHidden()
    click(line(panel, "Entity").more_button)
    assert wanted == ["Entity"], "another filler is asked for"
    QTest.keyClick(line(panel, "Entity"), Qt.Key.Key_Delete)
    entity = line(panel, "Entity")
    assert entity.empty_button.required
    assert entity.warning.isVisible()
    assert entity.warning.text().startswith("“Meeting” is not complete without this role.")
    assert [chip.text() for chip in entity.offers] == ["1 بوتين", "2 كيم جونغ أون", "3 بيونغ يانغ"]


def test_a_wrong_filler_is_explained(kit: Kit, panel: FramePanel) -> None:
    article, labels = kit.session.article, kit.session.labels
    assert article is not None
    event, kim = kit.mention("مباحثات"), kit.mention("كيم جونغ أون")
    kit.session.do(arguments.add(article, labels, event=event.id, role="Place", filler=kim.id))
    assert "is “Person”, and this role takes only: Country or city" in line(panel, "Place").warning.text()
    kit.session.do(reviews.reject(article, kit.mention("بوتين").id))
    assert "is not complete without this role" in line(panel, "Entity").warning.text(), "its argument went with it"
    kit.session.undo()
    assert line(panel, "Entity").warning.isHidden()


def test_an_offer_fills_the_role_with_one_click(kit: Kit, panel: FramePanel) -> None:
    click(line(panel, "Place").offers[0])
    assert ("Place", "بيونغ يانغ") in held(kit)
    place = line(panel, "Place")
    assert [chip.text() for chip in place.chips] == ["بيونغ يانغ"]
    assert not place.offers
    assert place.quiet.isHidden()
    kit.session.undo()
    assert line(panel, "Place").offers


def test_keys_go_through_roles_ask_for_fillers_and_take_them_away(kit: Kit, panel: FramePanel) -> None:
    wanted: list[tuple[str, str]] = []
    left: list[bool] = []
    panel.roleWanted.connect(lambda event, role: wanted.append((event, role)))
    panel.left.connect(lambda: left.append(True))
    panel.setFocus()
    entity, place, time = panel.frame.shown_roles
    assert panel.focusWidget() is entity or entity.hasFocus()
    QTest.keyClick(entity, Qt.Key.Key_Down)
    assert place.hasFocus()
    QTest.keyClick(place, Qt.Key.Key_Return)
    assert wanted == [(kit.mention("مباحثات").id, "Place")]
    QTest.keyClick(place, Qt.Key.Key_Down)
    QTest.keyClick(time, Qt.Key.Key_Down)
    assert entity.hasFocus(), "round and round"
    chip = entity.chips[0]
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_Up)
    assert time.hasFocus(), "from a chip too"
    entity.setFocus()
    QTest.keyClick(entity, Qt.Key.Key_Delete)
    assert held(kit) == []
    settle()
    assert entity.hasFocus(), "the keyboard stays on the line"
    QTest.keyClick(entity, Qt.Key.Key_Escape)
    assert left == [True]


def test_of_several_fillers_delete_shows_which_one_goes(kit: Kit, panel: FramePanel) -> None:
    article, labels = kit.session.article, kit.session.labels
    assert article is not None
    event, kim = kit.mention("مباحثات"), kit.mention("كيم جونغ أون")
    kit.session.do(arguments.add(article, labels, event=event.id, role="Entity", filler=kim.id))
    entity = line(panel, "Entity")
    entity.setFocus()
    QTest.keyClick(entity, Qt.Key.Key_Delete)
    assert len(held(kit)) == 2
    assert entity.chips[1].hasFocus()
    QTest.keyClick(entity.chips[1], Qt.Key.Key_Delete)
    assert held(kit) == [("Entity", "بوتين")]


def test_it_stays_with_its_event_while_a_filler_is_looked_at(kit: Kit, panel: FramePanel) -> None:
    event = kit.mention("مباحثات")
    click(line(panel, "Entity").chips[0])
    assert kit.session.selected == kit.mention("بوتين").id
    settle()
    assert panel.event_shown == event
    click(line(panel, "Place").offers[0])
    assert ("Place", "بيونغ يانغ") in held(kit)
    kit.session.do(mentions.delete(kit.session.article, event.id))
    settle()
    assert panel.empty.isVisible()
    kit.session.undo()
    settle()
    assert not panel.empty.isVisible()
    kit.session.open(kit.articles[1])
    settle()
    assert panel.empty.isVisible()
    assert "put the caret in a word" in panel.empty.text()


def test_roles_that_take_what_is_carried_are_shown(kit: Kit, panel: FramePanel) -> None:
    city = kit.mention("بيونغ يانغ")
    place, time = line(panel, "Place"), line(panel, "Time")

    def over(target: RoleLine, carried: Mention | None) -> None:
        panel.frame.show_targets(carried, target.mapToGlobal(QPoint(20, 8)))

    over(place, city)
    assert (place._target, time._target, line(panel, "Entity")._target) == ("here", "", "can")
    over(time, city)
    assert (place._target, time._target) == ("can", "wrong")
    over(time, None)
    assert {each._target for each in panel.frame.shown_roles} == {""}


def test_everything_in_it_has_a_name(kit: Kit, panel: FramePanel) -> None:
    panel.setFocus()
    first, reached = panel.window().focusWidget(), []
    for _ in range(60):
        focus = panel.window().focusWidget()
        reached.append(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
        if panel.window().focusWidget() is first:
            break
    assert all(each.accessibleName() for each in reached)
    assert {*panel.frame.shown_roles} <= {*reached}
    assert line(panel, "Place").accessibleName() == "Place: optional"
    assert "Country or city" in line(panel, "Place").accessibleDescription()


def test_attributes_are_switched(kit: Kit, panel: FramePanel) -> None:
    tense = next(each for each in panel.frame.attributes if each.code == "tense")
    settle()
    panel.area.ensureWidgetVisible(tense.switch)
    click(tense.switch.button("Future"))
    assert kit.mention("مباحثات").attribute("tense") == "Future"
    assert replace(kit.mention("مباحثات")).attribute("polarity") == "Positive"
