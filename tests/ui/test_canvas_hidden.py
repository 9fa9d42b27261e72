"""Hidden tashkeel and tatweel: nothing moves an offset, spans at hidden letters still show, carets go as before."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtTest import QTest

from db.rows import Mention
from desktop.messages import Messages
from desktop.ui.article import caret, paint
from desktop.ui.article.flow import Flow
from desktop.ui.article.hit import Spot
from desktop.ui.article.layout import Paragraph
from desktop.ui.article.offsets import hidden
from desktop.ui.article.stacking import Hanging
from desktop.ui.article.stage import Shown, Stage
from desktop.ui.article.style import CanvasStyle
from desktop.ui.article.view import ArticleView
from tests.ui.app_kit import running
from tests.ui.canvas_oracle import ink_extent
from tests.ui.canvas_rig import application, bundle, session_of, view_of
from tests.ui.test_canvas_paint import article_of, style_of

TEXT = "قالَ الرَّئِيسُ إنَّ الـــكـــتابَ لِأوكرانيا مُهِمٌّ جِدًّا"
WORD = (TEXT.index("ا", TEXT.index("إنَّ ") + 1), TEXT.index(" لِأ"))
BOTH = hidden(marks=True, tatweel=True)


@pytest.fixture
def view(tmp_path: Path) -> ArticleView:
    application()
    mention = Mention("a", "entity", "PER", *WORD, id="m")
    view = view_of(session_of(tmp_path, bundle(TEXT, mention)), tmp_path)
    view._context.settings.listeners.append(view._context.bridge.settingChanged.emit)
    return view


def hide(view: ArticleView) -> None:
    for key in ("hide_marks", "hide_tatweel"):
        view._context.settings.set(key, True)


def shown_of(view: ArticleView) -> str:
    return view.flow.paragraph(0).offsets.shown


def test_the_choice_takes_effect_at_once_and_back(view: ArticleView) -> None:
    before = view.viewport().grab().toImage()
    view.set_caret(WORD[0] + 3)
    hide(view)
    assert shown_of(view) == "قال الرئيس إن الكتاب لأوكرانيا مهم جدا"
    assert view.text == TEXT
    assert view.caret == WORD[0] + 3
    for key in ("hide_marks", "hide_tatweel"):
        view._context.settings.set(key, False)
    view.set_caret(0)
    assert view.viewport().grab().toImage() == before


def test_the_caret_visits_the_same_places_in_the_same_order(view: ArticleView) -> None:
    def walk() -> list[int]:
        spot, found = Spot(0), [0]
        while (after := caret.by_letter(view.flow, spot, left=True)) != spot:
            spot = after
            found.append(spot.position)
        back = []
        while (after := caret.by_letter(view.flow, spot, left=False)) != spot:
            spot = after
            back.append(spot.position)
        assert back == found[-2::-1]
        return found

    full = walk()
    view._context.settings.set("hide_marks", True)
    assert walk() == full
    view._context.settings.set("hide_tatweel", True)
    tatweel = {at + 1 for at, char in enumerate(TEXT) if char == "ـ" and TEXT[at + 1] == "ـ"}
    ends = {at + 1 for at, char in enumerate(TEXT[:-1]) if char != "ـ" and TEXT[at + 1] == "ـ"}
    assert walk() == [position for position in full if position not in tatweel | ends]


def test_what_is_selected_and_copied_holds_what_is_hidden(view: ArticleView) -> None:
    hide(view)
    view.set_caret(WORD[0])
    for _ in range("الكتاب".__len__()):
        QTest.keyClick(view, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert view.selection == WORD
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "الـــكـــتابَ"


def test_a_press_on_a_letter_finds_its_mention_and_its_place(view: ArticleView) -> None:
    hide(view)
    paragraph = view.flow.paragraph(0)
    for point in range(*WORD):
        if BOTH.fullmatch(TEXT, point, point + 1) or TEXT[point] == "ـ":
            continue
        (line, ((left, right),)), *_ = paragraph.rectangles((point, point + 1))
        at = QPointF(view.stage.x + (left + right) / 2, view.stage.header.height - view.scrolled + line.y + 8)
        assert view.letter_at(at) == point
        assert [mention.id for mention in view.mentions_at(at)] == ["m"]


@pytest.mark.parametrize(("start", "end"), [(0, 0), (1, 0), (0, -1), (2, -1), (4, -1)])
def test_a_span_whose_edge_is_hidden_shows_from_or_to_the_next_letter(start: int, end: int) -> None:
    application()
    font = style_of().text_font
    bare = Paragraph(TEXT, start=0, font=font, width=900, leave_out=BOTH)
    span = (WORD[0] + start, WORD[1] + end)
    letters = [at for at in range(*span) if bare.unit(at + 1) > bare.unit(at)]
    wanted = bare.rectangles((letters[0], letters[-1] + 1))
    assert bare.rectangles(span) == wanted
    assert wanted


def test_a_mention_of_nothing_but_hidden_letters_is_still_there_to_see() -> None:
    application()
    font = style_of().text_font
    bare = Paragraph(TEXT, start=0, font=font, width=900, leave_out=BOTH)
    marks = Mention("a", "entity", "PER", WORD[0] + 2, WORD[0] + 5, id="tatweel")
    ((boxes, lanes),) = Hanging(bare, lambda _mention: 30.0).boxes([marks]).values()
    assert lanes == 1
    (stretch,) = boxes[0].stretches
    (_, ((left, _),)), *_ = bare.rectangles((WORD[0], WORD[0] + 2))
    assert stretch.right - stretch.left == 2
    assert abs(stretch.left + 1 - left) < 0.01


def test_no_highlight_moves_a_glyph_and_the_ink_is_that_of_the_bare_text() -> None:
    application()
    look = style_of().theme
    style = CanvasStyle(look, leave_out=BOTH)
    mentions = [Mention("a", "entity", "PER", at, at + 6, id=str(at)) for at in range(0, len(TEXT) - 6, 5)]
    plain = letters(article_of(BOTH.sub("", TEXT)), CanvasStyle(look))
    assert letters(article_of(TEXT), style) == plain
    style.lane = 0
    assert letters(article_of(TEXT, *mentions), style) == plain


def letters(article, style: CanvasStyle) -> QImage:
    flow = Flow(style, article, width=640)
    image = QImage(640, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    frame = paint.Frame(flow, list(flow.visible(0, 200)), 0, QRect(0, 0, 640, 200))
    with QPainter(image) as painter:
        paint.paint_text(painter, frame)
    return image


def test_the_selection_lies_under_the_letters_it_holds() -> None:
    application()
    look = style_of().theme
    style = CanvasStyle(look, leave_out=BOTH)
    stage = Stage(style, Messages("ar"), article_of(TEXT), QSize(700, 200))
    (placed,) = stage.placed(0)
    image = QImage(700, 200, QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        stage.paint(painter, QRect(0, 0, 700, 200), 0, Shown(selection=WORD))
    y = int(placed.y + 2)
    inked = [x for x in range(700) if image.pixelColor(x, y) == style.selection]
    (_, ((left, right),)), *_ = placed.paragraph.rectangles(WORD)
    assert abs(inked[0] - stage.x - left) <= 1
    assert abs(inked[-1] + 1 - stage.x - right) <= 1
    assert ink_extent(image.convertToFormat(QImage.Format.Format_Grayscale8)) is not None


def test_keys_of_the_window_hide_and_show(tmp_path: Path) -> None:
    with running(tmp_path) as app:
        app.press("Ctrl+T")
        assert app.app.context.settings.get("hide_marks") is True
        assert app.app.window.view.stage.style.leave_out is not None
        app.press("Ctrl+Shift+T")
        assert app.app.context.settings.get("hide_tatweel") is True
        app.press("Ctrl+T", "Ctrl+Shift+T")
        assert app.app.window.view.stage.style.leave_out is None


@pytest.mark.parametrize(("chips", "name"), [("code", "PER"), ("ar", "شخص"), ("en", "Person")])
def test_a_chip_carries_the_code_or_the_name(chips: str, name: str) -> None:
    application()
    style = CanvasStyle(style_of().theme, chips=chips)
    assert style.chip_label(Mention("a", "entity", "PER", 0, 4)) == name
    assert style.chip_label(Mention("a", "entity", "NOWHERE", 0, 4)) == "NOWHERE"
    assert style.chip_label(Mention("a", "entity", "PER", 0, 4, score=0.2)) == f"{name} ؟"
