"""What actions do, by real keys on the whole application: one key each where one is the target."""

import pytest

from tests.ui.app_kit import running
from tests.ui.panel_kit import until


@pytest.fixture
def app(tmp_path):
    with running(tmp_path) as app:
        yield app


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
    app.caret_at("روسيا", inside=2)
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
    app.caret_at("عقد")
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


def test_events_and_sentences_have_keys_of_their_own(app):
    app.select("بوتين")
    app.press("Q")
    assert app.mention.kind == "event"
    app.press("Q")
    assert app.said == app.commands.context.tr("actions.say.last_event")
    app.session.select(app.article.ordered[-1].id)
    app.press("W")
    assert app.mention.kind == "event"
    starts = [app.article.text.index(words) for words in ("عقد", "وذكرت", "وقال")]
    view = app.app.window.view
    app.caret_at("عقد")
    app.press("Ctrl+Down")
    assert view.caret == starts[1]
    app.press("Ctrl+Down", "Ctrl+Down")
    assert view.caret == starts[2]
    assert app.said == app.commands.context.tr("actions.say.last_sentence")
    view.set_caret(starts[1] + 5)
    app.press("Ctrl+Up")
    assert view.caret == starts[1]
    app.press("Ctrl+Up", "Ctrl+Up")
    assert view.caret == starts[0]


def test_space_crosses_into_the_next_article_only_when_asked_twice(app):
    first = app.article.row.id
    app.session.select(app.article.ordered[-1].id)
    app.press("Space")
    assert app.article.row.id == first
    assert app.said
    app.press("Space")
    assert app.article.row.id != first
    assert app.words() == "كيم جونغ أون"
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


def test_going_on_at_the_beginning_is_said(app):
    app.session.select(app.article.ordered[-1].id)
    app.app.window.view.setFocus()
    app.press("A")
    assert app.mention.id == app.article.ordered[0].id
    assert app.said == app.app.context.tr("actions.say.from_the_top")
    app.press("A")
    assert app.said != app.app.context.tr("actions.say.from_the_top")


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
    app.caret_at("عقد")
    app.press("Tab")
    assert app.mention.id == gone.id
    app.press("H")
    app.caret_at("عقد")
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
    assert not docks["articles"].isHidden()
    shown = app.commands.actions["panel_articles"].checked
    docks["articles"].hide()
    assert not shown(app.commands)
    app.press("Alt+1")
    assert shown(app.commands)


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


def test_an_event_rejected_by_mistake_comes_back_with_its_arguments(app):
    event = app.select("مباحثات")
    app.press("A")
    app.session.select(event.id)
    app.press("S", "H")
    assert app.article.arguments_of(event.id) == []
    app.session.select(event.id)
    app.press("A")
    assert [argument.status for argument in app.article.arguments_of(event.id)] == ["accepted"]
