"""Relations between two articles, by mouse and keys: seen on the text of both, followed, made across, opened again."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from db.check import check
from db.rows import Mention
from desktop.ui.article.tags import Tag
from desktop.ui.article.view import ArticleView
from tests.e2e import papers
from tests.e2e.reviewer import Mod, Reviewer, run
from tests.e2e.test_side_by_side import ENGLISH, beside, click_beside, named, other

WORD = "التقى"
"""Told in both articles."""


def met(r: Reviewer) -> Mention:
    """The event of the open article with that word."""
    return next(m for m in r.article.ordered if m.kind == "event" and r.article.text_of(m) == WORD)


def tags(view: ArticleView) -> list[Tag]:
    """Those in sight."""
    return view.tags()


def click_tag(r: Reviewer, view: ArticleView, tag: Tag, held: Mod = Mod.NoModifier) -> None:
    """A click on a tag."""
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, held, tag.plate.center().toPoint())
    r.count("click")
    r.settle()


def related(r: Reviewer) -> str:
    """Relate the two by keys; the relation's id."""
    r.select(met(r).id)
    r.press("Alt+b")
    r.press("1")
    r.press("1")
    (made,) = r.article.relations
    return made


def test_a_relation_into_another_article_is_seen_on_the_text_and_followed(tmp_path: Path) -> None:
    path = papers.corpus(tmp_path)
    kept: list[str] = []

    def script(r: Reviewer) -> None:
        kept.append(related(r))
        head = met(r).id
        (tag,) = tags(r.view)
        assert (tag.event, tag.relations) == (head, frozenset(kept))
        assert any(row.lstrip("\u2068").startswith("لقاء") for row in tag.rows), "the article it leads to"
        click_tag(r, r.view, tag)
        assert r.article.row.ref == "meeting"
        assert r.session.selected == met(r).id
        (back,) = tags(r.view)
        assert back.relations == tag.relations
        r.press("Alt+Enter")
        assert r.article.row.ref == "visit", "the key leads to the other end, too"
        assert r.session.selected == head
        r.press("Ctrl+z")
        assert tags(r.view) == []
        r.press("Ctrl+y")
        assert len(tags(r.view)) == 1

    run([str(path), *ENGLISH], script)

    def again(r: Reviewer) -> None:
        assert r.article.row.ref == "visit"
        (tag,) = tags(r.view)
        assert tag.relations == frozenset(kept)

    run([str(path), *ENGLISH], again)
    assert check(path) == []


def test_side_by_side_both_show_it_with_one_letter_and_light_up_together(tmp_path: Path) -> None:
    path = papers.corpus(tmp_path)

    def script(r: Reviewer) -> None:
        made = related(r)
        r.session.select(None)
        (tag,) = tags(r.view)
        click_tag(r, r.view, tag, Mod.ControlModifier)
        assert beside(r).row.ref == "meeting", "with Ctrl beside, not in place of this one"
        assert r.article.row.ref == "visit"
        far = other(r)
        (here,), (there,) = tags(r.view), tags(far)
        assert here.reaches[0].letter == there.reaches[0].letter == "A"
        assert r.session.selected_beside == there.event
        assert made in r.view._shown.chosen
        assert made in far._shown.chosen
        dark = [view.viewport().grab().toImage() for view in (r.view, far)]
        QTest.mouseMove(far.viewport(), there.plate.center().toPoint())
        r.wait(lambda: r.view._shown.lit == far._shown.lit == frozenset({made}))
        assert all(one != view.viewport().grab().toImage() for one, view in zip(dark, (r.view, far), strict=True))
        QTest.mouseMove(far.viewport(), QPoint(far.viewport().width() // 2, far.viewport().height() - 4))
        r.wait(lambda: not r.view._shown.lit)
        r.session.select(None)
        before = r.view.scrolled, r.view.caret
        click_tag(r, r.view, tags(r.view)[0])
        assert r.article.row.ref == "visit", "what is worked on stays"
        assert (r.view.scrolled, r.view.caret) == before
        assert (r.session.selected, r.session.selected_beside) == (here.event, there.event)
        assert r.view.hasFocus()
        r.session.select(named(r.article, "مرسانة").id)
        click_tag(r, far, tags(far)[0])
        assert r.session.selected == here.event, "from there it leads to the one here"
        assert r.view.hasFocus()
        assert not r.view.beside

    run([str(path), *ENGLISH], script)

    def again(r: Reviewer) -> None:
        assert beside(r).row.ref == "meeting"
        assert tags(r.view)[0].reaches[0].letter == tags(other(r))[0].reaches[0].letter

    run([str(path), *ENGLISH], again)


def test_resting_on_a_mention_marks_its_cluster_in_both(tmp_path: Path) -> None:
    path = papers.corpus(tmp_path)

    def script(r: Reviewer) -> None:
        r.session.select(named(r.article, "رئيس الوزراء سامي الحدّاد").id)
        r.press("F7")
        click_beside(r, named(beside(r), "سامى الحداد"), Mod.ControlModifier)
        cluster = named(r.article, "رئيس الوزراء سامي الحدّاد").cluster
        r.session.select(None)
        for view in (other(r), r.view):
            article = view.stage.article
            assert article is not None
            mention = next(each for each in article.ordered if each.cluster == cluster)
            view.reveal(start=mention.start, end=mention.end)
            QTest.mouseMove(view.viewport(), middle(view, mention))
            r.wait(lambda: r.view._shown.hovered == other(r)._shown.hovered == cluster)
            QTest.mouseMove(view.viewport(), QPoint(1, 1))
            r.wait(lambda: r.view._shown.hovered is None)

    run([str(path), *ENGLISH], script)


def middle(view: ArticleView, mention: Mention) -> QPoint:
    """A point on a mention's first letter."""
    line = next(
        (placed, line, box)
        for placed in view.stage.placed(view.scrolled)
        for line in placed.paragraph.lines
        for box in line.boxes
        if box.mention.id == mention.id
    )
    placed, at, box = line
    return QPoint(int(view.stage.x + (box.left + box.right) / 2), placed.y + at.y + at.height // 2)


def undone(r: Reviewer, how: str, *, at_most: int, before: int) -> None:
    """The relation was made, in so many actions, the hand where it was; take it back."""
    made = next(iter(r.article.relations.values()))
    assert {made.head, made.tail} == {met(r).id, there(r).id}, how
    assert sum(r.actions.values()) - before <= at_most, how
    assert r.article.row.ref == "visit"
    assert r.view.hasFocus()
    assert not r.view.beside
    assert not r.view.picking
    assert not other(r).picking
    r.press("Ctrl+z")
    assert not r.article.relations


def there(r: Reviewer) -> Mention:
    """The event beside with that word."""
    return next(m for m in beside(r).ordered if m.kind == "event" and beside(r).text_of(m) == WORD)


def test_events_beside_are_picked_by_a_click_or_a_number(tmp_path: Path) -> None:
    path = papers.corpus(tmp_path)

    def script(r: Reviewer) -> None:
        r.select(met(r).id)
        r.press("F7")
        for key in ("Alt+b", "b"):
            before = sum(r.actions.values())
            r.press(key)
            r.press("1")
            assert r.palette is None
            assert there(r).id in other(r).picking
            click_beside(r, there(r))
            undone(r, key, at_most=3, before=before)
        for key in ("Alt+b", "b"):
            before = sum(r.actions.values())
            r.press(key)
            r.press("1")
            number = other(r).picking.index(there(r).id) + 1
            assert number <= 9
            r.press(str(number))
            undone(r, f"{key} and a number", at_most=3, before=before)
        r.press("Alt+b")
        r.press("1")
        r.press("Alt+b")
        assert r.palette is not None, "pressed again: any article"
        r.press("Esc")
        assert r.view.picking, "back to picking on the text"
        nothing = next(m for m in beside(r).ordered if m.kind == "entity")
        click_beside(r, nothing)
        assert r.article.row.ref == "visit", "a click on anything else is none"
        assert r.view.picking
        assert r.view.hasFocus()
        r.press("Esc")
        assert not other(r).picking
        click_beside(r, there(r))
        assert r.article.row.ref == "meeting", "afterwards a click goes there as ever"
        r.press("F8")
        r.select(met(r).id)
        r.press("Alt+b")
        r.press("1")
        r.press("1")
        assert len(r.article.relations) == 1

    run([str(path), *ENGLISH], script)

    def again(r: Reviewer) -> None:
        (row,) = r.article.relations.values()
        assert r.session.store.mention(row.tail).article == beside(r).row.id
        assert tags(r.view)[0].reaches[0].letter == tags(other(r))[0].reaches[0].letter

    run([str(path), *ENGLISH], again)
    assert check(path) == []


def test_while_the_list_waits_a_click_beside_links(tmp_path: Path) -> None:
    path = papers.corpus(tmp_path)

    def script(r: Reviewer) -> None:
        here = named(r.article, "مرسانة")
        r.select(here.id)
        r.press("F7")
        there = named(beside(r), "مرسانه")
        before = r.session.last
        r.press("g")
        assert r.palette is not None
        assert there.id in other(r).picking
        assert all(beside(r).mentions[each].kind == "entity" for each in other(r).picking)
        rows = {row.value.id: row.key for row in r.palette.rows() if row.key and hasattr(row.value, "id")}
        badges = other(r)._shown.badges
        assert badges is not None
        assert {each: rows[beside(r).mentions[each].cluster or each] for each in badges} == badges
        r.press("Esc")
        r.wait(lambda: not other(r).picking)
        with r.doing("link from the list"):
            r.press("g")
            click_beside(r, there)
        assert r.palette is None
        assert r.article.row.ref == "visit"
        assert r.session.selected == here.id
        assert r.view.hasFocus()
        r.wait(lambda: not other(r).picking)
        assert r.article.mentions[here.id].cluster == beside(r).mentions[there.id].cluster is not None
        assert r.session.last is not before
        r.press("Ctrl+z")
        assert r.session.store.mention(here.id).cluster != r.session.store.mention(there.id).cluster

    actions = run([str(path), *ENGLISH], script)
    assert sum(count for kind, count in actions.items() if kind.startswith("link from the list")) == 2


def test_what_is_out_of_sight_is_marked_in_the_strips_of_both(tmp_path: Path) -> None:
    path = papers.corpus(tmp_path)

    def script(r: Reviewer) -> None:
        r.session.select(named(r.article, "رئيس الوزراء سامي الحدّاد").id)
        r.press("F7")
        click_beside(r, named(beside(r), "سامى الحداد"), Mod.ControlModifier)
        strips = [view._overview for view in (r.view, other(r))]
        r.wait(lambda: all(strip.kin_rows for strip in strips))
        click_beside(r, named(beside(r), "سامى الحداد"))
        assert r.article.row.ref == "meeting"
        r.wait(lambda: all(strip.kin_rows for strip in strips))
        r.press("Esc")
        r.wait(lambda: not any(strip.kin_rows for strip in strips))

    run([str(path), *ENGLISH], script)
