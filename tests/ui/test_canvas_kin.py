"""Mentions of the selected cluster: which are marked, where the nearest is, and that washes do not add up."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter

from db.rows import Mention
from desktop.ui.article import kin, paint
from desktop.ui.article.flow import Flow
from tests.ui.canvas_rig import application
from tests.ui.test_canvas_paint import article_of, style_of

TEXT = "قال رئيس الوزراء سامي الحدّاد إن الحدّاد سيزور مرسانة"
WIDTH, HEIGHT = 700, 220


@pytest.fixture(autouse=True)
def fonts():
    application()


def mention(words: str, name: str, *, cluster: str | None = "x", nth: int = 0, status: str = "accepted") -> Mention:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Mention("a", "entity", "PER", start, start + len(words), status=status, cluster=cluster, id=name)


def marks(*mentions: Mention, cluster: str | None = "x", selected: Mention | None = None) -> QImage:
    """The marks alone, on white."""
    flow = Flow(style_of(), article_of(TEXT, *mentions), width=WIDTH)
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    frame = paint.Frame(flow, list(flow.visible(0, HEIGHT)), 0, QRect(0, 0, WIDTH, HEIGHT))
    with QPainter(image) as painter:
        kin.paint_kin(painter, frame, cluster, selected)
    return image


NAME, LAST, TOWN = (mention("سامي الحدّاد", "name"), mention("الحدّاد", "last", nth=1),
                    mention("مرسانة", "town", cluster="y"))  # fmt: skip


def blank() -> QImage:
    """Nothing marked."""
    return marks()


def test_only_the_cluster_is_marked_and_not_the_selected_one_or_a_rejected_one() -> None:
    assert marks(NAME, LAST, TOWN) != blank()
    assert marks(NAME, LAST, TOWN, cluster=None) == blank()
    assert marks(TOWN) == blank()
    assert marks(NAME, selected=NAME) == blank()
    assert marks(mention("سامي الحدّاد", "no", status="rejected")) == blank()
    assert marks(NAME, LAST, selected=LAST) != marks(NAME, LAST)


def test_the_wash_of_one_inside_another_does_not_add_up() -> None:
    whole = mention("رئيس الوزراء سامي الحدّاد", "whole")
    alone, nested = marks(whole), marks(whole, NAME, selected=None)
    washes = [
        {image.pixelColor(x, y).rgb() for x in range(WIDTH) for y in range(HEIGHT)} - {QColor("white").rgb()}
        for image in (alone, nested)
    ]
    assert washes[0] == washes[1], "the wash and the brackets, no third tone"


def test_the_nearest_is_found() -> None:
    article = article_of(TEXT, NAME, LAST, TOWN)
    assert kin.nearest(article, "x", 0) == NAME
    assert kin.nearest(article, "x", len(TEXT)) == LAST
    assert kin.nearest(article, "z", 0) is None


def test_in_sight_means_the_whole_line() -> None:
    flow = Flow(style_of(), article_of(TEXT, LAST), width=WIDTH)
    placed = list(flow.visible(0, HEIGHT))
    assert kin.in_sight(placed, "x", height=HEIGHT)
    assert not kin.in_sight(placed, "x", height=10)
    assert not kin.in_sight(placed, "y", height=HEIGHT)
