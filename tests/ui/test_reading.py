"""A very long article is shown before its last row is read, and is whole for whoever asks sooner."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from db.bundle import ArticleBundle
from db.errors import WorldError
from db.rows import Argument, Mention
from db.slices import Slice
from db.store import Store
from desktop.article import OpenArticle
from desktop.edits import reviews
from desktop.reading import AT_ONCE
from desktop.session import Session
from desktop.ui.article.view import ArticleView
from desktop.ui.panels.frame import FramePanel
from desktop.ui.panels.inspector import InspectorPanel
from desktop.ui.reading import Reader
from tests.db.corpora import article
from tests.ui.panel_kit import Kit, corpus, settle, until

TEXT = "\n".join(["قال الرئيس الروسي فلاديمير بوتين إن بلاده ستدعم كوريا الشمالية."] * 900)
COUNT = AT_ONCE + 4_000


def long_article(position: int = 5) -> ArticleBundle:
    head = article("long", text=TEXT, position=position)
    random = Random(1)
    rows = []
    for number in range(COUNT):
        start = number * (len(TEXT) - 12) // COUNT
        kind, label = ("event", "Contact:Meet") if number % 4 == 0 else ("entity", "PER")
        status = "accepted" if random.random() < 0.3 else "suggested"
        end = start + random.randrange(2, 12)
        rows.append(Mention(head.id, kind, label, start, end, status=status, source="ner-1"))
    pairs = zip(rows[::4], rows[1::4], strict=True)
    links = tuple(Argument(head.id, one.id, "Entity", two.id, source="ner-1") for one, two in pairs)
    return ArticleBundle(head, TEXT, regions=(), clusters=(), mentions=tuple(rows), arguments=links, relations=())


@pytest.fixture
def bundle(kit: Kit) -> ArticleBundle:
    made = long_article()
    kit.session.store.bulk_import([made])
    return made


@pytest.fixture
def kit(tmp_path: Path) -> Iterator[Kit]:
    with corpus(tmp_path) as made:
        yield made




def test_what_is_in_sight_is_there_at_once_and_the_rest_comes(kit: Kit, bundle: ArticleBundle) -> None:
    heard = []
    kit.context.bridge.whole.connect(heard.append)
    opened = kit.session.open(bundle.article.id)
    assert not opened.whole
    assert opened.progress == (sum(row.status != "suggested" for row in bundle.mentions), COUNT)
    assert [row.id for row in opened.so_far(start=0, end=200)] == [row.id for row in bundle.mentions if row.start < 200]
    assert opened.so_far(start=len(TEXT) - 300, end=len(TEXT)) == []
    until(lambda: opened.whole)
    until(lambda: heard == [opened])
    assert opened.ordered == kit.session.store.mentions(bundle.article.id)
    assert set(opened.arguments.values()) == set(bundle.arguments)
    assert opened.progress == (sum(row.status != "suggested" for row in bundle.mentions), COUNT)


def test_whoever_asks_for_a_row_gets_it_whether_read_or_not(kit: Kit, bundle: ArticleBundle) -> None:
    opened = kit.session.open(bundle.article.id)
    last = bundle.mentions[-1]
    assert not opened.whole
    assert opened.next(last.start, step=-1) is not None
    assert opened.whole
    kit.session.close_article()
    opened = kit.session.open(bundle.article.id)
    kit.session.do(reviews.accept(opened, last.id))
    assert opened.whole
    assert opened.mentions[last.id].status == "accepted"
    kit.session.close_article()
    opened = kit.session.open(bundle.article.id)
    assert not opened.whole
    kit.session.undo()
    assert opened.mentions == {row.id: row for row in kit.session.store.mentions(bundle.article.id)}


def test_selecting_what_has_been_read_reads_no_more_and_the_panels_fill_up(kit: Kit, bundle: ArticleBundle) -> None:
    view, inspector, frame = ArticleView(kit.context), InspectorPanel(kit.context), FramePanel(kit.context)
    for widget in (view, inspector, frame):
        widget.resize(500, 700)
        widget.show()
    event, filler = bundle.mentions[:2]
    opened = kit.session.open(bundle.article.id)
    for mention in (event, filler, event):
        kit.session.select(mention.id)
        view.repaint()
        inspector.refresh()
        frame.refresh()
        assert not opened.whole
        assert (kit.session.mention, view.selected_mention()) == (mention, mention)
        assert inspector.head.echo.pieces
        assert not [line for line in (*inspector.frame.roles, *inspector.frame.fills) if not line.isHidden()]
    assert opened.next(event.id) == filler
    assert opened.next(filler.id, step=-1) == event
    assert opened.next(0) == event
    assert opened.at(event.start)[0] in bundle.mentions[:2]
    assert opened.overlapping(start=0, end=200) == [row for row in bundle.mentions if row.start < 200]
    assert not opened.whole
    assert not view._shown.links
    until(lambda: opened.whole)
    settle()
    assert len(view._shown.links) == 1
    assert next(line for line in inspector.frame.roles if line.role == "Entity").chips
    until(lambda: frame.frame.line("Entity") is not None)
    assert frame.frame.line("Entity").chips


def test_what_has_not_been_read_is_found_all_the_same(kit: Kit, bundle: ArticleBundle) -> None:
    opened = kit.session.open(bundle.article.id)
    assert opened.found("no such") is None
    kit.session.close_article()
    opened = kit.session.open(bundle.article.id)
    last = bundle.mentions[-1]
    kit.session.select(last.id)
    assert kit.session.mention == last
    kit.session.close_article()
    opened = kit.session.open(bundle.article.id)
    assert opened.next(bundle.mentions[-2].id) == last, "a step from where nothing is known yet"
    kit.session.close_article()
    opened = kit.session.open(bundle.article.id)
    assert last in opened.at(last.start)
    kit.session.close_article()
    opened = kit.session.open(bundle.article.id)
    assert last in opened.overlapping(start=last.start, end=last.end)


def test_the_caret_stays_in_sight_when_the_rest_has_been_read(kit: Kit, bundle: ArticleBundle) -> None:
    view = ArticleView(kit.context)
    view.resize(700, 500)
    view.show()
    view.setFocus()
    opened = kit.session.open(bundle.article.id)
    QTest.keyClick(view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert not opened.whole
    assert view.caret == len(TEXT)
    assert view.in_sight(view.caret)
    until(lambda: opened.whole and not view._idle.isActive())
    assert view.in_sight(view.caret)


def test_heights_found_before_the_last_row_was_read_are_put_right(kit: Kit, bundle: ArticleBundle) -> None:
    view = ArticleView(kit.context)
    view.resize(900, 700)
    view.show()
    opened = kit.session.open(bundle.article.id)
    assert not opened.whole
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum())
    at = view.spot_at(view.viewport().rect().center().toPointF()).position
    until(lambda: opened.whole and not view._idle.isActive())
    again = view.spot_at(view.viewport().rect().center().toPointF()).position
    assert view.flow.mentions_in(at - 20, at + 20)
    assert abs(again - at) < 400
    measured = list(view.flow._heights)
    view.refresh()
    until(lambda: not view._idle.isActive())
    assert view.flow._heights == measured


def test_a_corpus_that_fails_while_it_is_read_closes_the_article(
    kit: Kit, bundle: ArticleBundle, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[type[BaseException]] = []
    monkeypatch.setattr("sys.excepthook", lambda kind, *_rest: heard.append(kind))

    def torn() -> Iterator[Slice]:
        yield Slice(bundle.mentions[:600])
        raise WorldError("unreadable", path=str(kit.session.store.path))

    opened = OpenArticle(bundle.article, TEXT, rest=torn(), counts=(0, COUNT))
    kit.session.article = opened
    kit.context.bridge.opened.emit(opened)
    until(lambda: heard)
    assert heard == [WorldError]
    assert kit.session.article is None
    until(lambda: not kit.context.bridge.findChild(Reader)._idle.isActive())


def test_one_beside_another_is_read_to_its_end_too(kit: Kit, bundle: ArticleBundle) -> None:
    heard = []
    kit.context.bridge.whole.connect(heard.append)
    kit.session.open(kit.articles[0])
    opened = kit.session.open_beside(bundle.article.id)
    assert opened is not None
    assert not opened.whole
    kit.session.swap()
    until(lambda: heard == [opened])
    assert opened.whole
    assert kit.session.article is opened


def test_closing_the_corpus_ends_the_reading(kit: Kit, bundle: ArticleBundle) -> None:
    reader = kit.context.bridge.findChild(Reader)
    opened = kit.session.open(bundle.article.id)
    kit.context.bridge.detach()
    kit.context.session = None
    kit.session.close()
    until(lambda: not reader._idle.isActive())
    assert not opened.whole
    with Store.open(kit.session.store.path) as store:
        kit.context.session = Session(store)
        kit.context.bridge.attach(kit.context.session)
        opened = kit.context.session.open(bundle.article.id)
        until(lambda: opened.whole)
        kit.context.session.open(kit.articles[0])
        assert not reader._idle.isActive()
