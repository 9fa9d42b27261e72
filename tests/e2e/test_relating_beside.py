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
        assert any(row.startswith("لقاء") for row in tag.rows), "the article it leads to"
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
