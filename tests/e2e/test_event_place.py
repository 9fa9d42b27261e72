"""The work place of events by real keys and mouse: F3, a role's key and a number, dragging, and coming back to it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from db.check import check
from db.labelset import preset
from db.store import Store
from desktop.ui.panels.frame import FramePanel
from desktop.ui.widgets.role_line import RoleLine
from desktop.ui.widgets.visible import in_sight
from tests.e2e import papers
from tests.e2e.hands import click, panel, plain, said, type_key
from tests.e2e.reviewer import Mod, Reviewer, corpus, run
from tests.e2e.test_review_by_keyboard import words
from tests.ui.panel_kit import bundles

ENGLISH = ["--language", "en", "--theme", "light"]


def frame(r: Reviewer) -> FramePanel:
    """The frame, in sight."""
    r.settle()
    found = panel(r, FramePanel)
    assert found.isVisible()
    return found


def line(r: Reviewer, role: str) -> RoleLine:
    found = frame(r).frame.line(role)
    assert found is not None, f"no line for {role}"
    return found


def shown(r: Reviewer) -> list[tuple[str, str]]:
    """(role, filler) as the frame shows them; they are what is held."""
    frame(r)
    event = frame(r).event_shown
    assert event is not None
    seen = [(each.role, chip.text()) for each in frame(r).frame.shown_roles for chip in each.chips]
    stored = [(a.role, r.article.text_of(r.article.mentions[a.filler])) for a in r.article.arguments_of(event.id)]
    assert sorted(seen) == sorted(stored), "what is shown is what is held"
    return sorted(seen)


def carry(r: Reviewer, origin: QPointF, target: RoleLine, *, drop: bool = True) -> None:
    """Drag from a point of the article to a role, as the mouse does it: the article gets every move."""
    viewport = r.view.viewport()
    frame(r).area.ensureWidgetVisible(target)
    r.settle()
    end = QPointF(viewport.mapFromGlobal(target.mapToGlobal(QPoint(30, 10))))
    press, move, release = QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonRelease
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    steps = [(press, origin), *((move, origin + (end - origin) * share) for share in (0.3, 0.7, 1.0))]
    for kind, point in [*steps, *([(release, end)] if drop else [])]:
        place = QPointF(viewport.mapToGlobal(point.toPoint()))
        button, held = none if kind == move else left, none if kind == release else left
        QApplication.sendEvent(viewport, QMouseEvent(kind, point, place, button, held, Mod.NoModifier))
        r.settle()
    r.count("drag")


def chip_of(r: Reviewer, text: str, nth: int = 0) -> QPointF:
    """The middle of the chip that hangs below a mention."""
    mention = [each for each in r.article.ordered if r.article.text_of(each) == text][nth]
    r.show(mention.start, mention.end)
    for y in range(r.view.viewport().height()):
        for x in range(0, r.view.viewport().width(), 6):
            found = r.view.handle_at(QPointF(x, y))
            if found is not None and found.id == mention.id:
                return QPointF(x + 4, y + 3)
    raise AssertionError(f"no chip of {text} is in sight")


def test_a_new_event_with_two_arguments_in_the_frame_takes_six_actions(tmp_path: Path) -> None:
    path = corpus(tmp_path)
    with Store.create(path, preset("news")) as store:
        store.bulk_import(bundles())
    kept: list[tuple[str, str]] = []

    def script(r: Reviewer) -> None:
        r.press("F3")
        assert words(r) == "مباحثات", "the nearest event is selected"
        r.view.setFocus()
        before = sum(r.actions.values())
        r.click(r.article.text.index("أعرب") + 1)
        r.press("e")
        r.press("1")
        assert words(r) == "أعرب"
        click(r, line(r, "Speaker").offers[0])
        click(r, line(r, "Place").offers[0])
        assert sum(r.actions.values()) - before == 5
        kept.extend(shown(r))
        assert len(kept) == 2

    def again(r: Reviewer) -> None:
        r.wait(lambda: panel(r, FramePanel).isVisible())
        r.select(next(each for each in r.article.ordered if r.article.text_of(each) == "أعرب").id)
        assert shown(r) == kept, "the place and what was done in it are there again"

    run([str(path), *ENGLISH], script)
    run([str(path), "--language", "en"], again)
    assert check(path) == []


def test_an_argument_is_two_keys_from_the_article(tmp_path: Path) -> None:
    path = papers.corpus(tmp_path)

    def script(r: Reviewer) -> None:
        r.press("F3")
        r.press("q") if words(r) != "التقى" else None
        assert words(r) == "التقى"
        assert shown(r) == [("Entity", "رئيس الوزراء سامي الحدّاد")]
        r.view.setFocus()
        before = sum(r.actions.values())
        r.press("Alt+t")
        assert r.view.picking, "the fillers of the role are numbered"
        assert line(r, "Time")._target == "here", "and one sees which role it is"
        r.press("1")
        assert sum(r.actions.values()) - before == 2
        assert ("Time", "اليوم الخميس") in shown(r)
        type_key(r, "Alt+p")
        assert r.view.picking
        r.press("Esc")
        assert said(r) == "No argument was added"
        assert line(r, "Place")._target == ""
        r.press("Alt+k")
        assert said(r) == "Events of type “Meeting” have no role “Attacker”."
        r.press("p")
        assert r.session.mention is not None
        assert r.session.mention.attribute("polarity") == "Negative", "the bare key is still the attribute's"
        r.press("4")
        assert r.session.mention.label == "Movement:Transport", "and a digit still gives a label"
        r.press("Ctrl+z")
        r.press("F2")
        assert not panel(r, FramePanel).isVisible()
        r.press("Alt+t")
        assert not r.view.picking, "only in its place"

    run([str(path), *ENGLISH], script)


def test_the_frame_is_worked_in_by_keyboard_alone(tmp_path: Path) -> None:
    path = papers.corpus(tmp_path)

    def script(r: Reviewer) -> None:
        r.press("F3")
        while words(r) != "التقى":
            r.press("q")
        assert r.view.hasFocus()
        r.press("F3")
        assert line(r, "Entity").hasFocus()
        r.press("Down")
        assert line(r, "Place").hasFocus()
        r.press("Enter")
        assert r.view.picking
        place = next(
            number for number, each in enumerate(r.view.picking, 1)
            if r.article.text_of(r.article.mentions[each]) == "وزير النقل"
        )  # fmt: skip
        r.press(str(place))
        assert line(r, "Place").hasFocus(), "the keyboard comes back"
        assert "takes only: Country or city" in line(r, "Place").warning.text()
        r.press("Delete")
        assert ("Place", "وزير النقل") not in shown(r)
        assert line(r, "Place").hasFocus()
        r.press("Enter")
        r.press("Esc")
        assert line(r, "Place").hasFocus(), "after giving up too"
        r.press("Up")
        r.press("Delete")
        assert shown(r) == []
        assert "is not complete without this role" in line(r, "Entity").warning.text()
        r.press("Esc")
        assert r.view.hasFocus()
        r.press("Ctrl+z")
        assert shown(r) == [("Entity", "رئيس الوزراء سامي الحدّاد")]

    run([str(path), *ENGLISH], script)


def test_mentions_are_dragged_onto_roles(tmp_path: Path) -> None:
    path = papers.corpus(tmp_path)

    def script(r: Reviewer) -> None:
        r.press("F3")
        while words(r) != "التقى":
            r.press("q")
        carry(r, chip_of(r, "اليوم الخميس"), line(r, "Time"), drop=False)
        assert (line(r, "Time")._target, line(r, "Place")._target) == ("here", "")
        assert said(r) == "Drop “اليوم الخميس” on a role of the event"
        r.press("Esc")
        assert line(r, "Time")._target == ""
        assert words(r) == "التقى", "nothing else came of it"
        carry(r, chip_of(r, "اليوم الخميس"), line(r, "Time"))
        assert ("Time", "اليوم الخميس") in shown(r), "a date"
        carry(r, chip_of(r, "وزير النقل"), line(r, "Entity"))
        assert ("Entity", "وزير النقل") in shown(r), "an entity"
        assert words(r) == "التقى", "the event stays selected"
        carry(r, chip_of(r, "قال"), line(r, "Place"))
        assert ("Place", "قال") in shown(r), "an event, with a warning"
        assert "does not take" in said(r)
        assert "The label of “قال” is “Statement”" in plain(line(r, "Place").warning.text())

    run([str(path), *ENGLISH], script)

    def again(r: Reviewer) -> None:
        r.press("q") if not r.session.selected else None
        while words(r) != "التقى":
            r.press("q")
        assert [role for role, _ in shown(r)] == ["Entity", "Entity", "Place", "Time"]

    run([str(path), *ENGLISH], again)


def test_a_wrong_filler_is_refused_where_the_label_set_is_strict(tmp_path: Path) -> None:
    article = papers.record(
        "visit", papers.VISIT, title="زيارة",
        entities=[("PER", "سامي الحدّاد", 0, None), ("GPE", "مرسانة", 1, None)],
        events=[("Contact.Meet", "التقى", 0, ()), ("Movement.Transport", "زار", 0, ())],
    )  # fmt: skip
    path = papers.corpus(tmp_path, article, labels="ace2005")

    def script(r: Reviewer) -> None:
        r.press("F3")
        while words(r) != "التقى":
            r.press("q")
        carry(r, chip_of(r, "سامي الحدّاد"), line(r, "Place"))
        assert said(r).startswith("The role “Place” of “Meeting” does not take “Person”. It takes: "), said(r)
        assert shown(r) == []
        assert not r.session.can_undo, "nothing was written"
        carry(r, chip_of(r, "مرسانة"), line(r, "Place"))
        assert shown(r) == [("Place", "مرسانة")]
        r.press("w")
        assert words(r) == "زار"
        price = line(r, "Price")
        assert not price._key.legend, "Alt with a digit shows a panel: Enter on the line does it"
        assert not price.offers

    run([str(path), *ENGLISH], script)


def test_only_the_selected_events_links_are_strong(tmp_path: Path) -> None:
    path = papers.corpus(tmp_path)

    def script(r: Reviewer) -> None:
        r.press("F3")
        while words(r) != "التقى":
            r.press("q")
        assert {link.event for link in r.view._shown.links} == {r.session.selected}
        assert len(r.view._shown.links) == 1
        r.press("q")
        assert words(r) == "قال"
        assert not r.view._shown.links

    run([str(path), *ENGLISH], script)


def test_without_events_it_says_how_to_make_one(tmp_path: Path) -> None:
    article = papers.record("plain", papers.VISIT, title="خبر", entities=[("GPE", "مرسانة", 0, None)], events=[])
    path = papers.corpus(tmp_path, article)

    def script(r: Reviewer) -> None:
        r.press("F3")
        assert said(r).startswith("There are no events in this article yet.")
        assert frame(r).empty.isVisible()
        r.click(papers.place(r.article.text, "التقى")[0] + 1)
        r.press("e")
        r.press("2")
        assert words(r) == "التقى"
        assert not frame(r).empty.isVisible()
        assert [each.role for each in frame(r).frame.shown_roles] == ["Entity", "Place", "Time"]

    run([str(path), *ENGLISH], script)


def test_the_work_places_take_turns_and_come_back(tmp_path: Path) -> None:
    path = papers.corpus(tmp_path)

    def docks(r: Reviewer) -> set[str]:
        r.settle()
        assert r.window is not None
        found = r.window.dock_widgets()
        return {name for name in ("frame", "board", "inspector") if in_sight(found[name])}

    def script(r: Reviewer) -> None:
        assert docks(r) == {"inspector"}
        r.press("F3")
        assert docks(r) == {"frame"}
        r.press("F4")
        assert docks(r) == {"board"}
        r.press("F2")
        assert docks(r) == {"inspector"}
        r.press("F11")
        assert docks(r) == set()
        r.press("F3")
        assert docks(r) == {"frame"}, "a work place ends the focus mode"
        assert r.window is not None
        assert not r.window.focus_mode()
        assert r.window.review_bar.hints.shown[0] == "event", "hints for events come first"

    run([str(path), *ENGLISH], script)
    run([str(path), *ENGLISH], lambda r: _is(docks(r), {"frame"}))


def _is(one: object, other: object) -> None:
    assert one == other
