"""What actions do, by real keys on the whole application: one key each where one is the target."""

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from tests.ui.app_kit import running
from tests.ui.panel_kit import settle, until


@pytest.fixture
def app(tmp_path):
    with running(tmp_path) as app:
        yield app


def words(app, mention=None):
    return app.article.text_of(app.article.mentions[(mention or app.mention).id])


def caret_at(app, text, *, inside=0):
    """The caret into some words, nothing selected."""
    app.session.select(None)
    app.app.window.view.set_caret(app.article.text.index(text) + inside)
    app.app.window.view.setFocus()


def choose_text(app, text):
    start = app.article.text.index(text)
    app.session.select(None)
    app.app.window.view.select_text(start, start + len(text))
    app.app.window.view.setFocus()


# --- review ------------------------------------------------------------------------------------------------------


def test_accept_and_reject_take_one_key_and_go_on(app):
    first = app.select("بوتين")
    app.press("A")
    assert app.article.mentions[first.id].status == "accepted"
    second = app.mention
    assert second.start > first.start
    app.press("S")
    assert app.article.mentions[second.id].status == "rejected"
    assert app.mention.start > second.start


def test_after_the_last_one_the_ones_left_out_come(app):
    skipped = app.article.next(0, unreviewed=True)
    app.session.select(skipped.id)
    app.press("Tab")
    while app.mention.id != skipped.id:
        app.press("A")
    app.press("A")
    assert app.article.progress == (7, 7)
    assert "Ctrl+D" in app.said


def test_what_a_person_made_is_not_rejected_but_taken_away(app):
    caret_at(app, "روسيا", inside=2)
    app.press("3")
    made = app.mention.id
    app.press("S")
    assert made not in app.article.mentions


def test_delete_keeps_a_suggestion_as_rejected(app):
    gone = app.select("بوتين")
    app.press("Delete")
    assert app.article.mentions[gone.id].status == "rejected"
    app.press("H")
    app.session.select(gone.id)
    app.press("Backspace")
    assert gone.id not in app.article.mentions
    app.press("Ctrl+Z", "Ctrl+Z")
    assert app.article.mentions[gone.id].status == "suggested"


def test_accepting_a_sentence_takes_one_key_and_one_undo(app):
    app.select("بوتين")
    app.press("Ctrl+Enter")
    assert app.article.progress[0] == 4
    assert app.mention.start > app.article.paragraphs[0][1]
    app.press("Ctrl+Z")
    assert app.article.progress[0] == 0


def test_accepting_above_a_score_shows_how_many_and_remembers(app):
    app.select("بوتين")
    app.press("Ctrl+Shift+Enter")
    until(lambda: app.app.application.activeModalWidget() is not None)
    dialog = app.app.application.activeModalWidget()
    assert dialog.score.value() == 0.9
    assert "3" in dialog.preview.text()
    dialog.score.setValue(0.8)
    assert "4" in dialog.preview.text()
    until(lambda: dialog.isAncestorOf(app.focus))
    app.press("Enter")
    until(lambda: app.article.progress[0] == 4)
    assert app.commands.memory.threshold == 0.8


def test_done_and_not_done(app):
    app.press("Ctrl+D")
    assert app.article.row.state == "done"
    assert "7" in app.said
    app.press("Ctrl+D")
    assert app.article.row.state == "in_progress"


# --- getting about -----------------------------------------------------------------------------------------------


def test_tab_goes_through_all_and_space_through_the_undecided(app):
    caret_at(app, "عقد")
    app.press("Tab")
    first = app.mention
    app.press("Space")
    second = app.mention
    assert first.start < second.start
    app.press("Shift+Space")
    assert app.mention == first
    app.press("A")
    assert app.mention == second
    app.press("Shift+Space")
    assert app.mention == second, "the first one is decided"
    app.press("Shift+Tab")
    assert app.mention.id == first.id


def test_space_crosses_into_the_next_article_only_when_asked_twice(app):
    first = app.article.row.id
    app.session.select(app.article.ordered[-1].id)
    app.press("Space")
    assert app.article.row.id == first
    assert app.said
    app.press("Space")
    assert app.article.row.id != first
    assert words(app) == "كيم جونغ أون"
    app.press("Shift+Space", "Shift+Space")
    assert app.article.row.id == first
    assert app.mention.start == app.article.ordered[-1].start


def test_articles_and_back_to_where_one_was(app):
    first = app.select("بوتين", 1)
    app.press("Ctrl+PgDn")
    assert app.article.row.ref == "001"
    app.press("Ctrl+PgDn")
    assert app.article.row.ref == "001"
    assert app.said
    app.press("Ctrl+B")
    assert app.article.row.ref == "000"
    assert app.mention.id == first.id
    app.press("Ctrl+Shift+B")
    assert app.article.row.ref == "001"


# --- mentions ----------------------------------------------------------------------------------------------------


def test_a_digit_relabels_and_the_dot_repeats(app):
    app.select("بوتين")
    app.press("6")
    assert app.mention.label == "OCC"
    app.select("كيم جونغ أون")
    app.press(".")
    assert app.mention.label == "OCC"


def test_the_word_at_the_caret_takes_one_key(app):
    caret_at(app, "روسيا", inside=2)
    app.press("3")
    assert (words(app), app.mention.label, app.mention.status) == ("روسيا", "GPE", "accepted")
    caret_at(app, "الوكالة", inside=1)
    app.press("Enter")
    assert (words(app), app.mention.label) == ("الوكالة", "GPE"), "the label used last"


def test_selected_text_takes_its_label(app):
    choose_text(app, "كوريا الشمالية.")
    app.press("Shift+Left" if app.app.window.view.caret == 0 else "3")
    assert words(app) == "كوريا الشمالية."
    app.press("K")
    assert words(app) == "كوريا الشمالية"


def test_blanks_around_selected_text_are_left_out(app):
    choose_text(app, " روسيا ")
    app.press("3")
    assert words(app) == "روسيا"


def test_enter_with_nothing_used_yet_asks(app):
    caret_at(app, "روسيا", inside=2)
    app.press("Enter")
    assert app.commands.palette is not None
    app.press("3")
    assert words(app) == "روسيا"


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
    assert words(app) == "كيم جونغ أو"
    app.press("J")
    assert words(app) == "كيم جونغ أون"
    app.press("L")
    assert words(app) == "يم جونغ أون"
    app.press(";")
    assert words(app) == "كيم جونغ أون"
    app.press("Shift+K")
    assert words(app) == "كيم جونغ"
    app.press("Shift+J", "Shift+L")
    assert words(app) == "جونغ أون"
    app.press("Shift+;", "Shift+;")
    assert words(app) == "الشمالي كيم جونغ أون"
    app.press("Alt+Right")
    assert words(app) == "الشمالي كيم جونغ أو"
    app.press("Alt+Left")
    assert words(app) == "الشمالي كيم جونغ أون"


def test_each_step_of_an_edge_is_one_undo(app):
    app.select("كيم جونغ أون")
    app.press("K", "K", "Ctrl+Z")
    assert words(app) == "كيم جونغ أو"
    app.press("Ctrl+Y")
    assert words(app) == "كيم جونغ أ"


def test_peeling_and_restoring_is_the_same_key(app):
    choose_text(app, "وذكرت")
    app.press("3", "F")
    assert words(app) == "ذكرت"
    app.press("F")
    assert words(app) == "وذكرت"
    app.select("مباحثات")
    app.press("F")
    assert words(app) == "مباحثات"
    assert app.said


def test_split_at_the_caret_and_merge_again(app):
    kim = app.select("كيم جونغ أون")
    app.app.window.view.set_caret(kim.start + 3)
    app.press("X")
    assert words(app) == "جونغ أون"
    assert words(app, kim) == "كيم"
    app.session.select(kim.id)
    app.press("M")
    assert words(app) == "كيم جونغ أون"


def test_two_words_split_without_a_caret(app):
    city = app.select("بيونغ يانغ")
    app.press("X")
    assert (words(app, city), words(app)) == ("بيونغ", "يانغ")


def test_three_words_need_one(app):
    app.select("كيم جونغ أون")
    app.press("X")
    assert words(app) == "كيم جونغ أون"
    assert app.said


def test_dragging_an_edge_moves_it(app):
    kim = app.select("كيم جونغ أون")
    app.app.window.view.edgeDragged.emit(kim.id, "end", kim.start + 3)
    assert words(app) == "كيم"


def test_text_chosen_with_the_mouse_asks_for_its_label(app):
    view = app.app.window.view
    at = app.article.text.index("روسيا")
    view.reveal(start=at, end=at + 5)
    points = []
    for place in (at, at + 5):
        view.set_caret(place)
        foot = view.viewport().mapFromGlobal(view.caret_point())
        points.append(foot - type(foot)(0, 12))
    view.set_caret(0)
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=points[0])
    QTest.mouseMove(view.viewport(), (points[0] + points[1]) / 2)
    QTest.mouseMove(view.viewport(), points[1])
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=points[1])
    assert app.commands.palette is not None
    app.press("3")
    assert (words(app), app.mention.label) == ("روسيا", "GPE")


def test_a_refused_edit_is_said_in_the_bar(app):
    choose_text(app, "بوتين")
    before = len(app.article.mentions)
    app.press("1")
    assert len(app.article.mentions) == before
    assert app.said


# --- events ------------------------------------------------------------------------------------------------------


def test_an_event_takes_two_keys(app):
    caret_at(app, "أعرب", inside=1)
    app.press("E", "1")
    assert (words(app), app.mention.kind, app.mention.label) == ("أعرب", "event", "Statement")
    app.press("E", "7")
    assert app.mention.label == "Support:Pledge"


def test_an_argument_takes_two_keys_when_it_is_the_likely_one(app):
    caret_at(app, "أعرب", inside=1)
    app.press("E", "1", "R", "1")
    (argument,) = app.article.arguments_of(app.mention.id)
    assert argument.role == "Speaker"
    assert words(app, app.article.mentions[argument.filler]) == "بوتين"


def test_a_role_and_a_number_or_a_click_give_any_argument(app):
    meet = app.select("مباحثات")
    app.press("R", "P")
    assert app.commands.picking
    app.press("1")
    assert ("Place", "بيونغ يانغ") in roles(app, meet)
    app.press("R", "E")
    view = app.app.window.view
    kim = next(each for each in app.article.ordered if words(app, each) == "كيم جونغ أون")
    assert kim.id in view.picking
    view.pickMade.emit(kim.id) if not clicked(app, kim) else None
    assert ("Entity", "كيم جونغ أون") in roles(app, meet)
    assert not app.commands.picking


def roles(app, event):
    return {(each.role, words(app, app.article.mentions[each.filler])) for each in app.article.arguments_of(event.id)}


def clicked(app, mention):
    """A click in the middle of a mention that is being offered."""
    view = app.app.window.view
    selected = app.session.selected
    view.set_caret(mention.start + 1)
    foot = view.viewport().mapFromGlobal(view.caret_point())
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPointF(foot).toPoint() - type(foot)(0, 12))
    settle()
    return app.session.selected == selected and not app.commands.picking


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
    caret_at(app, "فلاديمير", inside=1)
    app.press("1", "Shift+J", "C")
    assert words(app) == "فلاديمير بوتين"
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


# --- undo --------------------------------------------------------------------------------------------------------


def test_undo_goes_to_the_article_it_concerns(app):
    first = app.select("بوتين")
    app.press("6", "Ctrl+PgDn", "Ctrl+Z")
    assert app.article.row.ref == "000"
    assert app.mention.id == first.id
    assert app.mention.label == "PER"
    app.press("Ctrl+PgDn", "Ctrl+Shift+Z")
    assert app.article.row.ref == "000"
    assert app.mention.label == "OCC"


def test_nothing_to_undo_is_said(app):
    app.press("Ctrl+Z")
    assert app.said


# --- view --------------------------------------------------------------------------------------------------------


def test_rejected_mentions_come_and_go(app):
    gone = app.select("بوتين")
    app.press("S", "H")
    assert app.session.show_rejected
    caret_at(app, "عقد")
    app.press("Tab")
    assert app.mention.id == gone.id
    app.press("H")
    caret_at(app, "عقد")
    app.press("Tab")
    assert app.mention.id != gone.id


def test_zoom_is_a_setting(app):
    settings = app.app.context.settings
    before = settings.get("font_size")
    app.press("Ctrl++", "Ctrl++", "Ctrl+-")
    assert settings.get("font_size") == before + 2
    app.press("Ctrl+0")
    assert settings.get("font_size") == before


def test_focus_mode_and_panels(app):
    docks = app.app.window.docks.by_name
    app.press("F11")
    assert all(dock.isHidden() for dock in docks.values())
    app.press("F11")
    app.press("Alt+4")
    until(lambda: not docks["history"].visibleRegion().isEmpty() or docks["history"].isHidden())


def test_the_other_language_keeps_the_place(app):
    chosen = app.select("بوتين", 1)
    app.press("Ctrl+L")
    assert app.app.context.messages.language == "ar"
    assert app.session.selected == chosen.id
    app.app.window.view.setFocus()
    app.press("A")
    assert app.article.mentions[chosen.id].status == "accepted"
    assert app.commands.name("accept") == "قبول"


def test_the_menu_at_the_pointer_holds_what_can_be_done(app):
    app.select("بوتين")
    view = app.app.window.view
    view.menuRequested.emit(view.caret_point(), view.caret)
    menu = app.app.application.activePopupWidget()
    shown = {item.objectName() for item in menu.actions() if item.objectName()}
    assert {"accept", "label", "link_top", "delete"} <= shown
    assert "argument_add" not in shown
    next(item for item in menu.actions() if item.objectName() == "reject").trigger()
    menu.close()
    assert app.article.progress[0] == 1
