"""Mentions, events and links made and corrected by real keys: one key each where one is the target."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from tests.ui.app_kit import running


@pytest.fixture
def app(tmp_path):
    with running(tmp_path) as app:
        yield app


# --- mentions ----------------------------------------------------------------------------------------------------


def test_a_digit_relabels_and_the_dot_repeats(app):
    app.select("بوتين")
    app.press("6")
    assert app.mention.label == "OCC"
    app.select("كيم جونغ أون")
    app.press(".")
    assert app.mention.label == "OCC"


def test_the_word_at_the_caret_takes_one_key(app):
    app.caret_at("روسيا", inside=2)
    app.press("3")
    assert (app.words(), app.mention.label, app.mention.status) == ("روسيا", "GPE", "accepted")
    app.caret_at("الوكالة", inside=1)
    app.press("Enter")
    assert (app.words(), app.mention.label) == ("الوكالة", "GPE"), "the label used last"


def test_selected_text_takes_its_label(app):
    app.choose_text("كوريا الشمالية.")
    app.press("3")
    assert app.words() == "كوريا الشمالية"


def test_blanks_around_selected_text_are_left_out(app):
    app.choose_text(" روسيا ")
    app.press("3")
    assert app.words() == "روسيا"


def test_enter_with_nothing_used_yet_asks(app):
    app.caret_at("روسيا", inside=2)
    app.press("Enter")
    assert app.commands.palette is not None
    app.press("3")
    assert app.words() == "روسيا"


def test_enter_on_a_selected_mention_asks_for_its_label(app):
    app.commands.memory.labels["entity"] = "LOC"
    app.select("بوتين")
    app.press("Enter")
    assert app.commands.palette is not None
    app.press("Esc")
    assert app.mention.label == "PER"


def test_edges_move_as_their_keys_lie(app):
    app.select("كيم جونغ أون")
    app.press("K")
    assert app.words() == "كيم جونغ أو"
    app.press("J")
    assert app.words() == "كيم جونغ أون"
    app.press("L")
    assert app.words() == "يم جونغ أون"
    app.press(";")
    assert app.words() == "كيم جونغ أون"
    app.press("Shift+K")
    assert app.words() == "كيم جونغ"
    app.press("Shift+J", "Shift+L")
    assert app.words() == "جونغ أون"
    app.press("Shift+;", "Shift+;")
    assert app.words() == "الشمالي كيم جونغ أون"
    app.press("Alt+Right")
    assert app.words() == "الشمالي كيم جونغ أو"
    app.press("Alt+Left")
    assert app.words() == "الشمالي كيم جونغ أون"


def test_each_step_of_an_edge_is_one_undo(app):
    app.select("كيم جونغ أون")
    app.press("K", "K", "Ctrl+Z")
    assert app.words() == "كيم جونغ أو"
    app.press("Ctrl+Y")
    assert app.words() == "كيم جونغ أ"


def test_one_key_goes_through_the_likely_boundaries(app):
    app.choose_text("وذكرت ")
    app.press("3")
    assert app.words() == "ذكرت", "left out: general Arabic knows the word without و"
    app.press("F")
    assert app.words() == "وذكرت"
    assert "2" in app.said
    app.press("F")
    assert app.words() == "وذكرت "
    app.press("F")
    assert app.words() == "ذكرت"
    app.press("Ctrl+Z")
    assert app.words() == "وذكرت ", "each press is one undo"


def test_a_name_that_stands_by_itself_is_not_peeled(app):
    app.select("بوتين")
    app.press("F")
    assert app.words() == "بوتين"
    assert app.said == app.commands.context.tr("boundaries.none")
    app.select("مباحثات")
    app.press("F")
    assert app.words() == "مباحثات"


def test_the_likeliest_comes_first_whatever_it_had(app):
    text = app.article.text
    app.choose_text("وذكرت")
    app.press("3", "F", "Ctrl+Z", "F")
    assert app.words() == "وذكرت"
    app.commands.memory.round = None
    app.press("F")
    assert app.words() == "ذكرت"
    assert text == app.article.text


def test_what_came_in_is_not_changed_unless_asked(app):
    before = {each.id: (each.start, each.end) for each in app.article.ordered}
    for mention in app.article.ordered:
        app.session.select(mention.id)
        app.press("A")
    assert {each.id: (each.start, each.end) for each in app.article.ordered} == before


def test_a_mention_confirmed_once_teaches_the_next(app):
    text = app.article.text
    assert app.commands.proposals((text.index("ستدعم"), text.index("ستدعم") + 5))[0].reason == "word"
    app.caret_at("بوتين", inside=1)
    app.press("1")
    names = app.commands.lexicon.of(app.session).names
    app.select("بوتين")
    app.press("A")
    assert "بوتين" in names
    app.press("Ctrl+Z")
    assert "بوتين" not in names


def test_the_palette_shows_what_a_new_mention_will_cover(app):
    app.choose_text(" كوريا الشمالية.")
    app.press("D")
    subject = app.commands.palette.findChild(QLabel, "subject")
    assert "كوريا الشمالية" in subject.text()
    assert "كوريا الشمالية." not in subject.text()
    view = app.app.window.view
    assert app.article.text[slice(*view.selection)] == "كوريا الشمالية"
    app.press("3")
    assert app.words() == "كوريا الشمالية"


def test_a_double_click_leaves_the_proclitic_out(app):
    view = app.app.window.view
    at = app.article.text.index("وذكرت")
    view.set_caret(at + 3)
    foot = view.viewport().mapFromGlobal(view.caret_point())
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=foot - QPoint(0, 12))
    assert app.article.text[slice(*view.selection)] == "ذكرت"


def test_split_at_the_caret_and_merge_again(app):
    kim = app.select("كيم جونغ أون")
    app.app.window.view.set_caret(kim.start + 3)
    app.press("X")
    assert app.words() == "جونغ أون"
    assert app.words(kim) == "كيم"
    app.session.select(kim.id)
    app.press("M")
    assert app.words() == "كيم جونغ أون"


def test_merging_with_the_previous_keeps_the_selected_one(app):
    kim = app.select("كيم جونغ أون")
    app.app.window.view.set_caret(kim.start + 3)
    app.press("X")
    second = app.mention
    app.press("Ctrl+M")
    assert app.words() == "كيم جونغ أون"
    assert app.mention.id == second.id
    assert kim.id not in app.article.mentions


def test_another_mention_on_the_same_letters(app):
    kim = app.select("كيم جونغ أون")
    app.press("V", "2")
    assert app.words() == "كيم جونغ أون"
    assert (app.mention.id != kim.id, app.mention.label) == (True, "ORG")
    app.press("F")
    assert app.said == app.commands.context.tr("boundaries.none")


def test_edges_go_to_clitics(app):
    app.choose_text("العلاقات")
    app.press("5", "Ctrl+Shift+L")
    assert app.words() == "علاقات"
    app.press("Ctrl+Shift+;", "Ctrl+Shift+K")
    assert app.words() == "العلاقات"


def test_two_words_split_without_a_caret(app):
    city = app.select("بيونغ يانغ")
    app.press("X")
    assert (app.words(city), app.words()) == ("بيونغ", "يانغ")


def test_three_words_need_one(app):
    app.select("كيم جونغ أون")
    app.press("X")
    assert app.words() == "كيم جونغ أون"
    assert app.said


def test_dragging_an_edge_moves_it(app):
    kim = app.select("كيم جونغ أون")
    app.app.window.view.edgeDragged.emit(kim.id, "end", kim.start + 3)
    assert app.words() == "كيم"


def test_text_chosen_with_the_mouse_asks_for_its_label(app):
    view = app.app.window.view
    at = app.article.text.index("روسيا")
    view.reveal(start=at, end=at + 5)
    points = []
    for place in (at, at + 5):
        view.set_caret(place)
        foot = view.viewport().mapFromGlobal(view.caret_point())
        points.append(foot - QPoint(0, 12))
    view.set_caret(0)
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=points[0])
    QTest.mouseMove(view.viewport(), (points[0] + points[1]) / 2)
    QTest.mouseMove(view.viewport(), points[1])
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=points[1])
    assert app.commands.palette is not None
    app.press("3")
    assert (app.words(), app.mention.label) == ("روسيا", "GPE")


def test_a_refused_edit_is_said_in_the_bar(app):
    app.choose_text("بوتين")
    before = len(app.article.mentions)
    app.press("1")
    assert len(app.article.mentions) == before
    assert app.said


# --- events ------------------------------------------------------------------------------------------------------


def test_an_event_takes_two_keys(app):
    app.caret_at("أعرب", inside=1)
    app.press("E", "1")
    assert (app.words(), app.mention.kind, app.mention.label) == ("أعرب", "event", "Statement")
    app.press("E", "7")
    assert app.mention.label == "Support:Pledge"


def test_an_argument_takes_two_keys_when_it_is_the_likely_one(app):
    app.caret_at("أعرب", inside=1)
    app.press("E", "1", "R", "1")
    (argument,) = app.article.arguments_of(app.mention.id)
    assert argument.role == "Speaker"
    assert app.words(app.article.mentions[argument.filler]) == "بوتين"


def test_a_role_and_a_number_or_a_click_give_any_argument(app):
    meet = app.select("مباحثات")
    app.press("R", "P")
    assert app.commands.picking
    app.press("1")
    assert ("Place", "بيونغ يانغ") in roles(app, meet)
    app.press("R", "E")
    view = app.app.window.view
    kim = next(each for each in app.article.ordered if app.words(each) == "كيم جونغ أون")
    assert kim.id in view.picking
    click_on(app, kim)
    assert ("Entity", "كيم جونغ أون") in roles(app, meet)
    assert not app.commands.picking


def roles(app, event):
    return {(each.role, app.words(app.article.mentions[each.filler])) for each in app.article.arguments_of(event.id)}


def click_on(app, mention):
    """A click on the second letter of a mention."""
    view = app.app.window.view
    view.set_caret(mention.start + 1)
    foot = view.viewport().mapFromGlobal(view.caret_point())
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=foot - QPoint(0, 12))


def test_esc_ends_picking_and_digits_are_labels_again(app):
    app.select("مباحثات")
    app.press("R", "P", "Esc")
    assert not app.commands.picking
    app.press("4")
    assert app.mention.label == "Movement:Transport"


def test_another_action_ends_picking(app):
    app.select("مباحثات")
    app.press("R", "P", "Ctrl+PgDn")
    assert not app.commands.picking
    assert app.commands.pick is None


def test_the_only_argument_goes_at_once_and_several_are_asked_for(app):
    meet = app.select("مباحثات")
    app.press("R", "1", "Shift+R")
    assert app.commands.palette is not None
    app.press("1")
    assert len(app.article.arguments_of(meet.id)) == 1
    app.press("Shift+R")
    assert app.article.arguments_of(meet.id) == []


def test_attributes_cycle(app):
    app.select("مباحثات")
    app.press("P", "O", "T")
    assert app.mention.attributes == (("modality", "Other"), ("polarity", "Negative"), ("tense", "Present"))
    app.press("P")
    assert app.mention.attribute("polarity") == "Positive"


# --- links -------------------------------------------------------------------------------------------------------


def test_the_likeliest_cluster_takes_one_key(app):
    app.caret_at("فلاديمير", inside=1)
    app.press("1", "Shift+J", "C")
    assert app.words() == "فلاديمير بوتين"
    assert app.article.clusters[app.mention.cluster].ref == "E-putin"


def test_with_no_candidate_one_is_asked_for(app):
    app.select("بيونغ يانغ")
    app.press("C")
    assert app.commands.palette is not None
    app.press("0")
    first = app.mention.cluster
    assert app.article.clusters[first].name == "بيونغ يانغ"
    app.select("بيونغ يانغ", 1)
    app.press("C")
    assert app.mention.cluster == first, "the new one is a candidate at once"


def test_a_cluster_of_another_article_is_found_by_typing(app):
    app.select("بيونغ يانغ")
    app.press("G")
    app.type("كيم")
    app.press("Enter")
    assert app.article.clusters[app.mention.cluster].ref == "E-kim"


def test_new_named_by_hand_and_unlinked(app):
    app.select("بيونغ يانغ")
    app.press("G")
    app.type("العاصمة")
    app.press("Up", "Enter")
    assert app.article.clusters[app.mention.cluster].name == "العاصمة"
    app.press("U")
    assert app.mention.cluster is None


def test_what_was_linked_to_last_is_offered(app):
    app.select("بيونغ يانغ")
    app.press("N")
    linked = app.mention.cluster
    app.select("بوتين")
    app.press("G")
    assert linked in [getattr(row.value, "id", None) for row in app.commands.palette.rows()]
