"""Reviewing with the mouse: click, cycle through nested mentions, drag an edge, drag over text, the context menu."""

from __future__ import annotations

from pathlib import Path

from tests.e2e import hands, papers
from tests.e2e.hands import click, mentions, said, shown
from tests.e2e.reviewer import Reviewer, run
from tests.e2e.test_review_by_keyboard import look_again, words

ENGLISH = ["--language", "en", "--theme", "light"]


def at(r: Reviewer, text: str, nth: int = 0) -> int:
    """Where some words begin in the article."""
    return papers.place(r.article.text, text, nth)[0]


def test_clicks_select_and_go_through_what_is_nested(tmp_path: Path) -> None:
    path = papers.corpus(tmp_path)
    kept: list[tuple[str, str, str]] = []

    def script(r: Reviewer) -> None:
        inside = at(r, "رئيس الوزراء") + 2
        r.click(inside)
        assert words(r) == "رئيس الوزراء", "the innermost first"
        r.click(inside)
        assert words(r) == "رئيس الوزراء سامي الحدّاد"
        r.click(inside)
        assert words(r) == "رئيس الوزراء", "and round again"
        first = at(r, "رئيس الوزراء")
        seen = set()
        for _ in range(3):
            r.click(first)
            seen.add(words(r))
        assert len(seen) == 2, "on the edge both have too"
        r.click(at(r, "مدينة") + 1)
        assert r.session.selected is None, "a click beside mentions selects none"
        r.click(at(r, "مرسانة", 1) + 1)
        assert r.window is not None
        hint = next(h for h in r.window.review_bar.hints._buttons.values() if h.action == "accept")
        click(r, hint)
        assert ("ORG", "مرسانة", "accepted") in mentions(r)
        assert words(r) == "التقى", "the button of the review bar goes on as the key does"
        click(r, r.window.review_bar.undo)
        assert ("ORG", "مرسانة", "suggested") in mentions(r)
        r.click(at(r, "التقى"))
        click(r, hint)
        kept.extend(mentions(r))

    run([str(path), *ENGLISH], script)
    assert ("Contact:Meet", "التقى", "accepted") in kept
    look_again(path, kept)


def test_edges_are_dragged_and_esc_lets_go(tmp_path: Path) -> None:
    path = papers.corpus(tmp_path)
    kept: list[tuple[str, str, str]] = []

    def script(r: Reviewer) -> None:
        r.click(at(r, "شركة") + 1)
        assert words(r) == "موسى الأشقري شركة أغرومار"
        edge = next(each for each in r.view.edges() if each.which == "end")
        grip = r.at(at(r, " أغرومار") + 8, after=True)
        grip.setX(edge.x + (1.0 if edge.rtl else -1.0))
        r.drag_point(grip, r.at(at(r, " شركة"), after=True))
        assert words(r) == "موسى الأشقري", "one drag"
        assert shown(r, "أغرومار") == [], "and the box is drawn there"
        assert said(r) == "Done: change the edges of “موسى الأشقري”"
        r.press("Ctrl+z")
        assert words(r) == "موسى الأشقري شركة أغرومار"
        r.press("Ctrl+y")
        kept.extend(mentions(r))

    run([str(path), *ENGLISH], script)
    assert ("PER", "موسى الأشقري", "edited") in kept
    look_again(path, kept)


def test_a_drag_over_text_offers_labels_and_events(tmp_path: Path) -> None:
    path = papers.corpus(tmp_path)
    kept: list[tuple[str, str, str]] = []

    def script(r: Reviewer) -> None:
        start, end = papers.place(r.article.text, "شركة أغرومار")
        r.drag(start, end)
        assert r.palette is not None, "the palette comes by itself"
        r.press("2")
        assert ("ORG", "شركة أغرومار", "accepted") in mentions(r)
        r.drag(*papers.place(r.article.text, "زار"))
        r.press("e")
        assert r.palette is not None
        assert r.palette.rows()[0].value == "Statement", "E shows the event types"
        r.press("4")
        assert ("Movement:Transport", "زار", "accepted") in mentions(r)
        r.drag(*papers.place(r.article.text, "واتهم"))
        r.type("اتهام")
        assert r.palette is not None
        assert len(r.palette.rows()) == 1, "an event type is found by its name too"
        r.press("Enter")
        assert ("Accusation", "اتهم", "accepted") in mentions(r), "the proclitic is left out"
        r.press("f")
        assert ("Accusation", "واتهم", "accepted") in mentions(r), "and comes back with one key"
        r.drag(*papers.place(r.article.text, "بناء الميناء"))
        rows = r.palette.list
        click(r, rows.viewport(), rows.visualItemRect(rows.item(4)).center())
        assert ("FAC", "بناء الميناء", "accepted") in mentions(r)
        r.drag(*papers.place(r.article.text, "خطة لذلك"))
        r.press("Esc")
        assert not any(each[1] == "خطة لذلك" for each in mentions(r)), "Esc makes nothing"
        kept.extend(mentions(r))

    actions = run([str(path), *ENGLISH], script)
    assert actions["drag"] == 5
    look_again(path, kept)


def test_the_menu_at_the_pointer(tmp_path: Path) -> None:
    path = papers.corpus(tmp_path)
    kept: list[tuple[str, str, str]] = []

    def script(r: Reviewer) -> None:
        menu = hands.context_menu(r, at(r, "اليوم الخميس") + 2)
        assert words(r) == "اليوم الخميس", "what is under the pointer is meant"
        named = {each.objectName() for each in menu.actions() if not each.isSeparator()}
        assert {"accept", "reject", "label", "delete", "event", "link_choose"} <= named
        hands.choose_item(r, menu, "reject")
        assert ("DATE", "اليوم الخميس", "rejected") in mentions(r)
        menu = hands.context_menu(r, at(r, "الميناء") + 2)
        assert r.session.selected is None
        hands.choose_item(r, menu, "label")
        assert r.palette is not None
        r.press("5")
        assert ("FAC", "الميناء", "accepted") in mentions(r)
        kept.extend(mentions(r))

    run([str(path), *ENGLISH], script)
    look_again(path, kept)
