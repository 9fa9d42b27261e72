"""Digits in the work place of events: on a role's line they put what is offered in the role, and never a label."""

from __future__ import annotations

import pytest

from desktop.ui.commands import frame
from tests.ui.app_kit import running
from tests.ui.panel_kit import settle


@pytest.fixture
def app(tmp_path):
    with running(tmp_path) as it:
        yield it


def on_line(app, role):
    """The frame of the talks, the keyboard on the line of a role."""
    app.select("مباحثات")
    app.press("F3")
    settle()
    panel = frame.panel(app.commands)
    panel.refresh()
    line = panel.frame.line(role)
    line.setFocus()
    settle()
    return panel, line


def held(app):
    arguments = app.article.arguments_of(app.mention.id)
    return [(each.role, app.words(app.article.mentions[each.filler])) for each in arguments]


def test_a_digit_puts_what_is_offered_in_the_role(app):
    _panel, place = on_line(app, "Place")
    assert [chip.text() for chip in place.offers] == ["1 بيونغ يانغ"], "numbered while the line has the keyboard"
    label = app.mention.label
    app.press("1")
    settle()
    assert ("Place", "بيونغ يانغ") in held(app)
    assert app.mention.label == label
    assert place.hasFocus()


def test_offers_are_numbered_on_the_line_with_the_keyboard_alone(app):
    panel, place = on_line(app, "Place")
    panel.frame.line("Time").setFocus()
    settle()
    assert [chip.text() for chip in place.offers] == ["+ بيونغ يانغ"]


@pytest.mark.parametrize("key", ["1", "2", "9", "0", "Shift+1"])
def test_a_digit_without_an_offer_does_nothing_and_says_so(app, key):
    _panel, time = on_line(app, "Time")
    assert not time.offers
    label, before = app.mention.label, held(app)
    app.press(key)
    settle()
    assert (app.mention.label, held(app)) == (label, before)
    assert app.said == f"Nothing with the number {key[-1]} is offered here"


def test_digits_on_the_text_are_labels_still(app):
    on_line(app, "Place")
    app.press("Esc")
    app.press("4")
    assert app.mention.label == "Movement:Transport"
