"""What is painted: letters never move, status and kind are told by shape, only what changed is painted again."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QImage, QPainter

from db.labelset import preset
from db.rows import Article, Change, ChangeSet, Mention, Region
from desktop.article import OpenArticle
from desktop.edits import Edit
from desktop.messages import Messages
from desktop.session import Session
from desktop.spans import sort_key
from desktop.ui import theme
from desktop.ui.article import paint
from desktop.ui.article.flow import Flow
from desktop.ui.article.stacking import Hanging
from desktop.ui.article.stage import Shown, Stage
from desktop.ui.article.style import CanvasStyle
from tests.ui.canvas_oracle import laid_out
from tests.ui.canvas_rig import TORTURE, application, bundle, session_of, view_of

WIDTH, HEIGHT = 640, 900
TEXT = "\n".join(text for text in TORTURE if text)


@pytest.fixture(autouse=True)
def app() -> None:
    application()


def style_of(name: theme.ThemeName = "light") -> CanvasStyle:
    look = theme.load(name)
    look.labels = preset("news")
    return CanvasStyle(look)


def article_of(text: str, *mentions: Mention, regions: tuple[Region, ...] = ()) -> OpenArticle:
    head = Article(ref="a", title="", position=0, length=len(text), sha256="", record_sha256="", id="a")
    return OpenArticle(head, text, mentions=mentions, regions=regions)


def letters(article: OpenArticle, style: CanvasStyle) -> QImage:
    """The text layer alone."""
    flow = Flow(style, article, width=WIDTH)
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    frame = paint.Frame(flow, list(flow.visible(0, HEIGHT)), 0, QRect(0, 0, WIDTH, HEIGHT))
    with QPainter(image) as painter:
        paint.paint_text(painter, frame)
    return image


def whole(article: OpenArticle, style: CanvasStyle, shown: Shown | None = None) -> QImage:
    """Everything."""
    stage = Stage(style, Messages("ar"), article, QSize(WIDTH, HEIGHT))
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        stage.paint(painter, QRect(0, 0, WIDTH, HEIGHT), 0, shown or Shown())
    return image


def test_no_highlight_moves_a_glyph() -> None:
    style = style_of()
    style.lane = 0  # lanes move lines down, which is no glyph's moving in its line
    bare = letters(article_of(TEXT), style)
    random = Random(7)
    for _ in range(25):
        mentions = []
        for number in range(random.randrange(1, 60)):
            start = random.randrange(len(TEXT))
            end = min(start + random.randrange(1, 25), len(TEXT))
            status = random.choice(("suggested", "accepted", "edited", "rejected"))
            kind, label = random.choice((("entity", "PER"), ("event", "Statement")))
            mentions.append(Mention("a", kind, label, start, end, status=status, id=str(number)))
        assert letters(article_of(TEXT, *mentions), style) == bare


def test_a_suggestion_is_dashed_and_an_accepted_mention_is_not() -> None:
    style = style_of()
    text = "قال فلاديمير بوتين اليوم"
    start, end = text.index("فلاديمير"), text.index(" اليوم")
    breaks, corners = {}, {}
    for status in ("suggested", "accepted", "edited", "rejected"):
        mention = Mention("a", "entity", "PER", start, end, status=status, id="m")
        stage = Stage(style, Messages("ar"), article_of(text, mention), QSize(WIDTH, HEIGHT))
        stage.flow.shown = lambda _: True
        (placed,) = stage.placed(0)
        line = placed.paragraph.lines[0]
        box = line.boxes[0]
        rect = paint.box_rect(box.stretches[0], box, line, stage.x, placed.y).toAlignedRect()
        image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
        with QPainter(image) as painter:
            stage.paint(painter, QRect(0, 0, WIDTH, HEIGHT), 0, Shown())
        columns = range(rect.left() + 12, rect.right() - 12)
        edge = [image.pixelColor(x, rect.top()).lightness() for x in columns]
        breaks[status] = sum(abs(one - two) > 20 for one, two in pairwise(edge))
        corners[status] = image.pixelColor(rect.right() - 3, rect.top() + 2).lightness()
    assert breaks["accepted"] == breaks["edited"] == 0
    assert breaks["rejected"] > breaks["suggested"] > 10
    assert corners["edited"] < corners["accepted"] - 40


def test_rejected_mentions_are_shown_on_demand_only(tmp_path: Path) -> None:
    text = "قال فلاديمير بوتين اليوم"
    session = session_of(tmp_path, bundle(text, Mention("a", "entity", "PER", 4, 18, status="rejected", id="m")))
    view = view_of(session, tmp_path)
    assert view.flow.mentions_in(0, len(text)) == []
    session.show_rejected = True
    view.refresh()
    assert [mention.id for mention in view.flow.mentions_in(0, len(text))] == ["m"]


def test_events_and_entities_differ_without_colour() -> None:
    style = style_of()
    text = "زيارة بوتين زيارة"
    entity = article_of(text, Mention("a", "entity", "EVENT", 0, 5, id="m"))
    event = article_of(text, Mention("a", "event", "Statement", 0, 5, id="m"))
    grey = QImage.Format.Format_Grayscale8
    assert whole(entity, style).convertToFormat(grey) != whole(event, style).convertToFormat(grey)


def test_page_litter_is_dimmed_and_nothing_else() -> None:
    style = style_of()
    text = "إقرأ أيضا هنا\nنص المقالة نفسه"
    plain = letters(article_of(text), style)
    dimmed = letters(article_of(text, regions=(Region("a", 0, 5, "boilerplate"),)), style)
    flow = Flow(style, article_of(text), width=WIDTH)
    first, second = flow.visible(0, HEIGHT)
    ((_, ((left, _),)),) = first.paragraph.rectangles((0, 5))

    def darkest(image: QImage, rect: QRect) -> int:
        return min(
            image.pixelColor(x, y).lightness()
            for x in range(rect.left(), rect.right())
            for y in range(rect.top(), rect.bottom())
        )

    litter = QRect(int(left) + 3, 0, WIDTH - int(left) - 3, first.paragraph.lines[0].height)
    body = QRect(0, second.y, WIDTH, second.paragraph.lines[0].height)
    assert darkest(dimmed, litter) > darkest(plain, litter) + 30
    assert dimmed.copy(body) == plain.copy(body)


def test_a_mention_in_page_litter_and_what_is_selected_there_has_the_full_ink() -> None:
    style = style_of("dark")
    text = "إقرأ أيضا هنا"
    litter = Region("a", 0, len(text), "boilerplate")
    bare = letters(article_of(text, regions=(litter,)), style)
    marked = letters(article_of(text, Mention("a", "entity", "PER", 0, 4, id="m"), regions=(litter,)), style)
    plain = letters(article_of(text), style)
    flow = Flow(style, article_of(text), width=WIDTH)
    (placed,) = flow.visible(0, HEIGHT)
    ((line, ((left, right),)),) = placed.paragraph.rectangles((0, 4))
    mention = QRect(int(left) + 1, 0, int(right - left) - 1, line.height)
    rest = QRect(0, 0, int(left) - 2, line.height)
    assert marked.copy(mention) == plain.copy(mention) != bare.copy(mention)
    assert marked.copy(rest) == bare.copy(rest) != plain.copy(rest)
    rejected = Mention("a", "entity", "PER", 0, 4, status="rejected", id="m")
    assert letters(article_of(text, rejected, regions=(litter,)), style) == bare
    shown = Shown(selection=(0, 4))
    assert shown.selection in Stage._lit(paint.Frame(flow, [placed], 0, QRect()), shown)


def test_grounds_do_not_add_up_and_lie_the_same_in_any_part_painted() -> None:
    style = style_of("dark")
    labels = ("PER", "OCC", "ORG", "GPE", "WEAPON")
    mentions = [Mention("a", "entity", label, 3 * n, 60 - 3 * n, id=label) for n, label in enumerate(labels)]
    mentions += [Mention("a", "entity", x, 70 + 4 * n, 84 + 4 * n, id=f"{x}2") for n, x in enumerate(labels)]
    article = article_of(TEXT, *reversed(mentions))
    stage = Stage(style, Messages("ar"), article, QSize(WIDTH, HEIGHT))
    image = whole(article, style)
    grounds = {style.inks(mention).fill.color().rgb() for mention in mentions}
    placed = stage.placed(0)[0]
    inner = next(box for line in placed.paragraph.lines for box in line.boxes if box.mention.id == "WEAPON")
    line = next(line for line in placed.paragraph.lines if inner in line.boxes)
    rect = paint.box_rect(inner.stretches[0], inner, line, stage.x, placed.y + line.y).toAlignedRect()
    assert image.pixelColor(rect.center().x(), rect.top() + 2).rgb() == style.inks(inner.mention).fill.color().rgb()
    assert len(grounds) == len(labels)
    part = QImage(image)
    for y in range(0, HEIGHT, 37):
        with QPainter(part) as painter:
            stage.paint(painter, QRect(0, y, WIDTH, 37), 0, Shown())
    assert part == image


@pytest.mark.parametrize("name", ["light", "dark"])
def test_everything_at_once_paints(name: theme.ThemeName) -> None:
    text = TEXT
    mentions = (
        Mention("a", "entity", "PER", 0, 40, id="outer"),
        Mention("a", "entity", "OCC", 4, 20, status="accepted", id="inner", score=0.2),
        Mention("a", "entity", "GPE", 50, 90, gaps=((55, 60), (70, 80)), status="edited", id="holes"),
        Mention("a", "event", "Statement", 10, 12, id="event", score=0.1),
        Mention("a", "entity", "NOWHERE", 0, len(text), id="all"),
    )
    article = article_of(text, *mentions)
    shown = Shown(selected=mentions[2], selection=(3, 30), picking=("outer", "holes"))
    assert whole(article, style_of(name), shown) != whole(article_of(text), style_of(name))


def test_painting_survives_having_nothing_to_show() -> None:
    stage = Stage(style_of(), Messages("ar"), None, QSize(50, 10))
    image = QImage(50, 10, QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        stage.paint(painter, QRect(0, 0, 50, 10), 0, Shown())
    assert whole(article_of(""), style_of()).pixelColor(600, 800) == style_of().background


def test_a_change_repaints_its_paragraph_and_no_other(tmp_path: Path) -> None:
    text = "\n".join(f"فقرة رقم {number} فيها كلام" for number in range(30))
    first = Mention("a", "entity", "PER", 0, 4, id="m")
    session = session_of(tmp_path, bundle(text, first))
    view = view_of(session, tmp_path)
    before = view.viewport().grab().toImage()
    rows = view.stage.rows_of({0}, view.scrolled)
    session.do(edit_of(session, replace(first, status="accepted")))
    after = view.viewport().grab().toImage()
    head = view.stage.header.height
    changed = [y for y in range(before.height()) if row(before, y) != row(after, y)]
    assert changed
    assert all(y < head or rows.top() <= y <= rows.bottom() for y in changed)


def row(image: QImage, y: int) -> QImage:
    return image.copy(0, y, image.width(), 1)


def edit_of(session: Session, after: Mention) -> Edit:
    assert session.article is not None
    return Edit("test", (Change(session.article.mentions.get(after.id), after),))


def test_what_arrives_by_signal_is_what_a_fresh_view_shows(tmp_path: Path) -> None:
    text = "\n".join(f"قال بوتين رقم {number} في موسكو اليوم إن (Kim) 2024" for number in range(12))
    mentions = [Mention("a", "entity", "PER", n * 9, n * 9 + 7, id=f"m{n}") for n in range(12)]
    session = session_of(tmp_path, bundle(text, *mentions))
    view = view_of(session, tmp_path)
    random = Random(3)
    for turn in range(30):
        known = sorted(session.article.mentions)
        mention = session.article.mentions[random.choice(known)]
        start = random.randrange(len(text) - 30)
        session.do(edit_of(session, replace(mention, start=start, end=start + random.randrange(1, 30), gaps=())))
        if turn % 3 == 0:
            session.undo()
    session.select(None)
    view.set_caret(0)
    view.verticalScrollBar().setValue(0)
    (folder := tmp_path / "again").mkdir()
    again = view_of(session, folder)
    view.clearFocus()
    again.clearFocus()
    assert view.viewport().grab().toImage() == again.viewport().grab().toImage()


def test_another_articles_changes_are_passed_over(tmp_path: Path) -> None:
    session = session_of(tmp_path, bundle("قال بوتين", Mention("a", "entity", "PER", 4, 9, id="m")))
    view = view_of(session, tmp_path)
    foreign = Mention("b", "entity", "PER", 400, 900, id="x")
    view._on_changed(ChangeSet(1, "c", "do", "test", (), (Change(None, foreign),)))
    assert view.text == "قال بوتين"


def test_boxes_told_again_are_those_made_anew() -> None:
    """Whatever changes among a paragraph's mentions, and in whatever order, nothing is left of what was before."""
    random = Random(5)
    text = " ".join(text for text in TORTURE if text)
    paragraph = laid_out(text, "Noto Naskh Arabic", 300)
    kept = Hanging(paragraph, lambda mention: 20.0 + len(mention.label))
    rows: dict[str, Mention] = {}
    seen: set[int] = set()
    for _ in range(300):
        for _ in range(random.randrange(1, 3)):
            key = str(random.randrange(40))
            if key in rows and random.random() < 0.3:
                del rows[key]
                continue
            start = random.randrange(len(text) - 1)
            end = min(start + random.choice((1, 3, 9, 40, 160)), len(text))
            gaps = ((start + 2, start + 5),) if end - start > 8 and random.random() < 0.3 else ()
            label, status = random.choice(("PER", "WEAPON")), random.choice(("suggested", "accepted"))
            rows[key] = Mention("a", "entity", label, start, end, gaps=gaps, status=status, id=key)
        ordered = sorted(rows.values(), key=sort_key)
        told = kept.boxes(ordered)
        fresh = Hanging(paragraph, lambda mention: 20.0 + len(mention.label)).boxes(ordered)
        assert told == fresh
        seen.add(sum(len(boxes) for boxes, _ in fresh.values()))
    assert len(seen) > 20
