"""Two articles side by side: edit in both, link across with one action, undo, close, open again, look again."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from db.rows import Mention
from desktop.article import OpenArticle
from desktop.edits import clusters
from desktop.ui.article.hit import Spot
from desktop.ui.article.view import ArticleView
from desktop.ui.panels.board import BoardPanel
from tests.bench.rebuilding import prepared
from tests.e2e import papers
from tests.e2e.hands import said
from tests.e2e.reviewer import Mod, Reviewer, run
from tests.e2e.test_review_by_keyboard import to, words
from tests.test_sample import FOLDER

ENGLISH = ["--language", "en", "--theme", "light"]


def other(r: Reviewer) -> ArticleView:
    """The view of the article beside."""
    assert r.window is not None
    found = [view for view in r.window.spread.views if view is not r.view]
    assert len(found) == 1, "no article stands beside"
    return found[0]


def beside(r: Reviewer) -> OpenArticle:
    """The article beside."""
    found = r.session.companion
    assert found is not None, "no article stands beside"
    assert found.text == other(r).text
    return found


def named(article: OpenArticle, text: str, nth: int = 0) -> Mention:
    """The nth mention with a text."""
    return [each for each in article.ordered if article.text_of(each) == text][nth]


def click_beside(r: Reviewer, mention: Mention, held: Mod = Mod.NoModifier) -> None:
    """A click on a mention of the article beside, which is scrolled into sight as one does by the wheel."""
    view = other(r)
    view.reveal(start=mention.start, end=mention.end)
    x, y, height = view.stage.caret_at(Spot(mention.start + 1), view.scrolled)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, held, QPoint(int(x) - 2, int(y + height / 2)))
    r.count("click")
    r.settle()


def marked(view: ArticleView) -> set[str]:
    """What has brackets in a view: the words of the mentions of the marked cluster."""
    article, cluster = view.stage.article, view._shown.kin
    assert article is not None
    return {article.text_of(each) for each in article.ordered if cluster is not None and each.cluster == cluster}


def test_two_articles_are_worked_on_side_by_side(tmp_path: Path) -> None:
    path = papers.corpus(tmp_path)

    def script(r: Reviewer) -> None:
        assert r.article.row.ref == "visit"
        to(r, "رئيس الوزراء سامي الحدّاد")
        r.press("n")
        r.press("F7")
        assert beside(r).row.ref == "meeting"
        assert r.window is not None
        left = r.window.spread.views
        with r.doing("link across, both open"):
            click_beside(r, named(beside(r), "سامى الحداد"), Mod.ControlModifier)
        assert r.article.row.ref == "visit", "still here"
        assert words(r) == "رئيس الوزراء سامي الحدّاد"
        assert said(r).startswith("Done: link “سامى الحداد” to")
        assert "سامى الحداد" in marked(other(r))
        assert {"رئيس الوزراء سامي الحدّاد", "الحدّاد"} <= marked(r.view)
        r.press("A")
        click_beside(r, named(beside(r), "سامى الحداد"))
        assert r.article.row.ref == "meeting"
        assert r.window.spread.views == left, "places stay"
        r.press("A")
        assert named(r.article, "سامى الحداد").status == "accepted"
        assert named(beside(r), "رئيس الوزراء سامي الحدّاد").status == "accepted"

    actions = run([str(path), *ENGLISH], script)
    assert sum(count for kind, count in actions.items() if kind.startswith("link across")) == 1

    def again(r: Reviewer) -> None:
        assert r.article.row.ref == "meeting", "both are here again, and the active one is"
        assert beside(r).row.ref == "visit"
        assert r.window is not None
        assert r.window.spread.views == [other(r), r.view], "in their places"
        r.press("F8")
        to(r, "رئيس الوزراء سامي الحدّاد")
        assert named(r.article, "رئيس الوزراء سامي الحدّاد").status == "accepted"
        assert beside(r).row.ref == "meeting"
        assert named(beside(r), "سامى الحداد").status == "accepted"
        assert "سامى الحداد" in marked(other(r)), "still one cluster"
        r.press("Ctrl+Z")
        assert r.article.row.ref == "meeting", "undo goes to the article that it changes"
        assert named(r.article, "سامى الحداد").status == "suggested"
        r.press("Ctrl+Z")
        assert r.article.row.ref == "visit"
        r.press("Ctrl+Z")
        assert r.article.row.ref == "meeting", "it is the one that joined the cluster of the other"
        assert named(r.article, "سامى الحداد").cluster != named(beside(r), "رئيس الوزراء سامي الحدّاد").cluster
        r.press("Ctrl+Y")
        assert named(r.article, "سامى الحداد").cluster == named(beside(r), "رئيس الوزراء سامي الحدّاد").cluster
        r.press("Shift+F7")
        assert r.session.companion is None

    run([str(path), *ENGLISH], again)


def test_the_candidates_of_the_board_are_looked_at_beside(tmp_path: Path) -> None:
    path, _wanted = prepared(tmp_path, sorted(FOLDER.glob("*.gold.json"))[:2])

    def script(r: Reviewer) -> None:
        r.press("F4")
        assert r.window is not None
        found = r.window.findChild(BoardPanel)
        assert found is not None
        here = r.article.row.id
        for mention in r.article.ordered:
            if mention.kind == "event" and mention.cluster is None:
                r.session.select(mention.id)
                r.settle()
                away = [offer.mention for offer in found.offers if offer.mention.article != here]
                if len(away) > 1:
                    break
        chosen = r.session.selected
        r.press("F7")
        assert r.session.selected_beside == away[0].id
        assert other(r)._shown.selected == away[0], "framed there"
        assert found.offers[found.current].mention == away[0], "and the current one of the list"
        r.press("F7")
        assert r.session.selected_beside == away[1].id
        assert found.offers[found.current].mention == away[1]
        assert other(r).caret == away[1].start, "gone to where it is said"
        x, y, _height = other(r).stage.caret_at(other(r).spot, other(r).scrolled)
        assert other(r).viewport().rect().contains(int(x), int(y))
        assert r.session.selected == chosen
        r.press("Shift+F8")
        assert r.session.store.mention(chosen).cluster == r.session.store.mention(away[1].id).cluster is not None

    run([str(path), *ENGLISH], script)


def test_by_keyboard_alone(tmp_path: Path) -> None:
    path = papers.corpus(tmp_path)

    def script(r: Reviewer) -> None:
        to(r, "مرسانة")
        r.press("F7")
        r.press("F8")
        assert r.article.row.ref == "meeting"
        to(r, "مرسانه")
        with r.doing("link what is selected in both"):
            r.press("Shift+F8")
        here, there = named(r.article, "مرسانه"), named(beside(r), "مرسانة")
        assert here.cluster is not None
        assert here.cluster == there.cluster
        r.press("Ctrl+Z")
        assert named(r.article, "مرسانه").cluster != named(beside(r), "مرسانة").cluster
        r.press("F8")
        assert words(r) == "مرسانة", "what was selected there still is"

    actions = run([str(path), *ENGLISH], script)
    assert actions["link what is selected in both: key"] == 1


def test_the_way_to_the_other_article_is_to_what_it_shows(tmp_path: Path) -> None:
    """F8: to the mention with brackets that is in sight; else to the first letter in sight. Nothing scrolls."""
    name, filler = "سامي الحداد", "قال المتحدث إن العمل مستمر في المدينة كلها.\n" * 60
    texts = {"n0": f"وصل {name} اليوم.\n{filler}", "n1": f"{filler}ثم عاد {name} مساء.\n{filler}"}
    records = [papers.record(ref, text, title=ref, entities=[("PER", name, 0, None)], events=[])
               for ref, text in texts.items()]  # fmt: skip
    path = papers.corpus(tmp_path, *records)

    def script(r: Reviewer) -> None:
        first, second = (r.session.store.find_article(ref) for ref in texts)
        r.session.open(first.id)
        r.session.open_beside(second.id)
        mine, theirs = r.article, beside(r)
        r.session.do(clusters.join(mine, mine.ordered[0].id, other_article=theirs, other_id=theirs.ordered[0].id,
                                   whole_chain=False, ref_taken=r.session.ref_taken("entity")))  # fmt: skip
        r.session.close_beside()
        r.session.select(r.article.ordered[0].id)
        r.settle()
        r.press("F7")
        view = other(r)
        far = beside(r).ordered[0]
        assert view.in_sight(far.start)
        assert not view.in_sight(view.caret)
        place = view.scrolled
        r.press("F8")
        assert (r.article.row.id, r.session.selected) == (second.id, far.id)
        assert view.scrolled == place
        r.session.select(None)
        r.press("F8")
        r.session.select(None)
        r.settle()
        view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
        r.settle()
        place = view.scrolled
        assert not view.in_sight(view.caret)
        r.press("F8")
        assert r.view is view
        assert r.session.selected is None
        assert (view.scrolled, view.caret) == (place, view.span_in_sight()[0])
        first_seen, last_seen = view.span_in_sight()
        r.press("2")
        given = r.session.mention
        assert given is not None
        assert first_seen <= given.start < last_seen, "the word in sight has the label"

    run([str(path), *ENGLISH], script)
