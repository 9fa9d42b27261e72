"""Palettes by keyboard alone: opening, searching in both languages, choosing, leaving; and by mouse."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from desktop.ui.dialogs.label_palette import label_palette
from desktop.ui.dialogs.palette import Palette
from desktop.ui.dialogs.palette_row import Row
from tests.ui.app_kit import running
from tests.ui.panel_kit import settle


@pytest.fixture(params=["en", "ar"])
def app(tmp_path, request):
    with running(tmp_path, language=request.param) as app:
        yield app


def palette(app):
    assert app.commands.palette is not None
    return app.commands.palette


def titles(app):
    return [row.title for row in palette(app).rows()]


def codes(app):
    return [row.value for row in palette(app).rows()]


def test_labels_have_keys_chips_and_the_present_one_is_current(app):
    app.select("بيونغ يانغ")
    app.press("D")
    rows = palette(app).rows()
    assert len(rows) == 16
    assert all(row.key and row.colour is not None for row in rows)
    assert palette(app).current.value == "GPE"
    assert palette(app).field.hasFocus()


@pytest.mark.parametrize("typed", ["منظم", "organ", "ORG"])
def test_labels_are_searched_in_arabic_and_english(app, typed):
    app.select("بوتين")
    app.press("D")
    app.type(typed)
    assert codes(app)[0] == "ORG"
    app.press("Enter")
    assert app.mention.label == "ORG"


def test_hamza_and_marks_do_not_matter_in_search(app):
    app.select("بوتين")
    app.press("D")
    app.type("منشاة")
    assert codes(app) == ["FAC"]


def test_digit_and_shifted_letter_choose_at_once_with_an_arabic_layout_too(app):
    app.select("بوتين")
    app.press("D")
    app.send(key=0x663, text="٣", place="3")
    assert app.mention.label == "GPE"
    app.press("D")
    app.send(key=0x64E, mods=4, text="ٌ", place="w")
    assert app.mention.label == "WEAPON"


def test_arrows_and_tab_move_and_wrap(app):
    app.select("بوتين")
    app.press("D", "Down", "Down", "Up", "Tab", "Enter")
    assert app.mention.label == app.session.labels.entities[2].code
    app.select("كيم جونغ أون")
    app.press("D", "Up", "Enter")
    assert app.mention.label == app.session.labels.entities[-1].code
    app.select("بيونغ يانغ")
    app.press("D", "PgDn", "PgUp", "Shift+Tab", "Enter")
    assert app.mention.label == "ORG", "the one before GPE"


def test_esc_leaves_everything_as_it_was(app):
    app.select("بوتين")
    app.press("D")
    app.type("من")
    app.press("Esc")
    assert app.commands.palette is None
    assert app.mention.label == "PER"
    assert app.focus is app.app.window.view
    assert not app.session.can_undo


def test_nothing_found_chooses_nothing(app):
    app.select("بوتين")
    app.press("D")
    app.type("xyzzy")
    assert titles(app) == []
    said = app.app.context.tr("palettes.label.none")
    assert palette(app).none.isVisible()
    assert palette(app).none.text() == said
    assert not palette(app).list.isVisible()
    app.press("Enter")
    assert app.commands.palette is not None
    assert app.said == said
    app.press("Backspace", "Backspace", "Backspace", "Backspace", "Backspace")
    assert not palette(app).none.isVisible()
    assert titles(app)
    app.press("Esc")


@pytest.mark.parametrize("y", [120, 700])
def test_it_stays_on_its_side_of_the_text_while_it_is_typed_in(app, y):
    window = app.app.window
    window.resize(1200, 800)
    settle()
    place = QRect(500, y, 40, 24)
    labels = app.session.labels
    shown = label_palette(app.app.context, window, kind="entity", labels=labels)
    shown.open_beside(place)
    above = shown.geometry().bottom() < place.top()
    assert above == (y == 700)
    for text in ("م", "مم", "ممم", "", "شخص"):
        shown.field.setText(text)
        box = shown.geometry()
        assert (box.bottom() < place.top()) == above, text
        assert (box.top() > place.bottom()) != above, text
        near = place.top() - box.bottom() if above else box.top() - place.bottom()
        assert 0 < near < 12, text
    shown.dismiss()


def test_all_labels_say_what_they_belong_to_in_the_users_language(app):
    latin = app.app.context.messages.language == "en"
    for kind in ("entity", "event"):
        shown = label_palette(app.app.context, app.app.window, kind=kind, labels=app.session.labels)
        shown.open_beside(None)
        details = [row.detail for row in shown.rows()]
        assert all(details)
        assert all(any("a" <= char.lower() <= "z" for char in detail) == latin for detail in details), details
        shown.dismiss()


def test_no_action_starts_while_it_is_open(app):
    app.select("بوتين")
    app.press("D", "Ctrl+D", "Ctrl+PgDn", "F1")
    assert app.article.row.ref == "000"
    assert app.article.row.state == "new"
    assert app.commands.palette is not None
    assert app.app.application.activeModalWidget() is None


def test_one_palette_at_a_time_and_none_is_left_behind(app):
    for _ in range(3):
        app.select("بوتين")
        app.press("D", "Esc", "G", "Esc")
        app.commands.trigger("label")
        app.commands.trigger("link_choose")
        app.press("Esc")
    settle()
    assert app.app.window.findChildren(Palette) == []


def test_leaving_it_with_the_mouse_closes_it(app):
    app.select("بوتين")
    app.press("D")
    other = QWidget(app.app.window)
    other.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    other.show()
    other.setFocus(Qt.FocusReason.MouseFocusReason)
    assert app.commands.palette is None


def test_a_click_chooses(app):
    app.select("بوتين")
    app.press("D")
    rows = palette(app).list
    QTest.mouseClick(
        rows.viewport(), Qt.MouseButton.LeftButton, pos=rows.visualItemRect(rows.item(3)).center()
    )
    assert app.mention.label == app.session.labels.entities[3].code


def test_it_stays_inside_the_window(app):
    window = app.app.window
    for place in (0, len(app.article.text)):
        app.session.select(None)
        window.view.set_caret(place)
        window.view.setFocus()
        app.commands.trigger("event") if place else app.commands.trigger("commands")
        if app.commands.palette is not None:
            assert window.rect().contains(palette(app).geometry())
            app.press("Esc")


def test_clusters_show_name_reason_and_spread(app):
    start = app.article.text.index("فلاديمير")
    app.session.select(None)
    app.app.window.view.set_caret(start + 2)
    app.app.window.view.setFocus()
    app.press("1", "Shift+J", "G")
    first = palette(app).current
    assert first.title == "فلاديمير بوتين"
    assert app.app.context.tr("palettes.reason.same") in first.below
    assert "5" in first.below or "5" in first.spoken
    assert first.key == "1"
    assert palette(app).rows()[-1].key == "0"
    app.press("1")
    assert app.article.clusters[app.mention.cluster].ref == "E-putin"


def test_clusters_are_searched_by_their_id_too(app):
    app.select("بيونغ يانغ")
    app.press("G")
    app.type("e-kim")
    assert titles(app)[0] == "كيم جونغ أون"
    app.press("Esc")


def test_roles_say_what_is_required_and_what_is_filled(app):
    app.select("مباحثات")
    app.press("R")
    rows = palette(app).rows()
    assert [row.value for row in rows[:3]] == ["Entity", "Place", "Time"]
    assert "بوتين" in rows[0].detail
    assert rows[0].dim
    assert rows[3].key == "1", "the likeliest pair"
    app.press("Esc")


@pytest.mark.parametrize("typed", ["accept all in the", "قبول كل ما في الجملة"])
def test_every_action_is_found_by_either_name(app, typed):
    app.select("بوتين")
    app.press("Ctrl+K")
    assert len(titles(app)) == len(app.commands.actions)
    app.type(typed)
    assert codes(app)[0] == "accept_sentence"
    app.press("Enter")
    assert app.article.progress[0] == 4


def test_what_cannot_be_done_stands_last_and_dimmed(app):
    app.session.select(None)
    app.app.window.view.setFocus()
    app.press("Ctrl+K")
    rows = palette(app).rows()
    dim = [row.dim for row in rows]
    assert dim == sorted(dim)
    assert next(row for row in rows if row.value == "accept").dim
    app.press("Esc")


def test_rows_speak_for_themselves():
    row = Row("x", "Title", key="1", detail="detail", below="below")
    assert row.spoken == "1, Title, detail, below"


def test_a_pair_with_shift_leaves_the_palette_for_another(app):
    app.caret_at("أعرب", inside=1)
    app.press("E", "1", "R")
    pairs = [row for row in palette(app).rows() if row.key.isdigit()]
    app.press(f"Shift+{pairs[0].key}")
    assert app.commands.palette is not None
    left = [row for row in palette(app).rows() if row.key.isdigit()]
    assert [row.key for row in left] == [row.key for row in pairs[1:]], "each keeps its digit"
    assert len(app.article.arguments_of(app.mention.id)) == 1
    app.press("Esc")
    assert app.commands.palette is None
    app.press("Ctrl+Z")
    assert app.article.arguments_of(app.mention.id) == []


def test_ctrl_does_for_a_digit_what_shift_does(app):
    app.select("مباحثات")
    app.press("R")
    key = next(row.key for row in palette(app).rows() if row.key.isdigit())
    app.send(key=int(key) + 0x30, mods=1, place=key)
    assert app.commands.palette is not None
    assert len(app.article.arguments_of(app.mention.id)) == 2
