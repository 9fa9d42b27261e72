"""Counts, quotes within quotes, tool tips, the caret of an empty field, room for a date: small things that are seen."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.bidi import counted, isolated, outside
from desktop.messages import Messages
from desktop.ui import fonts, theme
from desktop.ui.panels.articles_delegate import below_words
from desktop.ui.panels.inspector_date import DateSection
from desktop.ui.widgets.elided import elided
from desktop.ui.widgets.fields import begin_at_start
from tests.ui.app_kit import running
from tests.ui.canvas_rig import application
from tests.ui.panel_kit import settle


def test_a_count_is_no_part_of_what_is_counted() -> None:
    assert counted("February 2022", "2") == f"{isolated('February 2022')}\u00a0\u2066×2\u2069"
    assert outside(counted("فبراير 2022", "٢")).strip() == ""


def test_quotes_within_quotes_are_the_inner_ones() -> None:
    title = "«فولدر» تهاتف «الباذان»"
    ar, en = Messages("ar"), Messages("en")
    assert ar.tr("relations.elsewhere", title=title) == "في «“فولدر” تهاتف “الباذان”»"
    assert "«“فولدر”" not in en.tr("relations.elsewhere", title=title)
    assert "“the ‘good’ end”" in en.tr("relations.elsewhere", title="the “good” end")
    assert title in ar.tr("relations.because", links=title), "outside quotes they stay as they are"


@pytest.mark.parametrize("verb", ["add", "remove", "retype", "flip", "accept", "reject"])
def test_the_name_of_a_relation_is_quoted(verb: str) -> None:
    for language, name, quoted in (("ar", "جزء من", "«جزء من»"), ("en", "is part of", "“is part of”")):
        assert quoted in Messages(language).tr(f"history.relation.{verb}", relation=name, text="a", other="b")


@pytest.mark.parametrize("key", ["hint", "hint_dates"])
def test_of_two_relations_arabic_speaks_in_the_dual(key: str) -> None:
    messages = Messages("ar")
    assert "إحداهما" in messages.tr(f"relations.contradiction.{key}", count=2)
    assert "واحدة منها" in messages.tr(f"relations.contradiction.{key}", count=3)
    assert "one of them" in Messages("en").tr(f"relations.contradiction.{key}", count=2)


def test_tool_tips_belong_to_the_theme() -> None:
    dark, light = theme.load("dark"), theme.load("light")
    assert dark.role("tooltip").lightness() < 100
    assert dark.role("tooltip.text").lightness() > 180
    for each in (dark, light):
        assert theme.contrast(each.role("tooltip.text"), each.role("tooltip")) >= 7


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_caret_of_an_empty_field_stands_where_its_hint_begins(language: str, tmp_path: Path) -> None:
    with running(tmp_path, language=language) as r:
        app = r.app
        for name in ("articles", "mentions", "clusters"):
            dock = app.window.docks.by_name[name]
            dock.show()
            dock.raise_()
            settle()
        r.commands.trigger("link_choose")
        r.select("بوتين")
        r.press("d")
        fields = [each for each in app.window.findChildren(QLineEdit) if each.placeholderText() and each.isVisible()]
        assert len(fields) >= 2
        for field in fields:
            assert_at_start(field, rtl=language == "ar")


def assert_at_start(field: QLineEdit, *, rtl: bool) -> None:
    """Empty, the caret stands at the side where reading begins; with words, the words say which side."""
    field.setText("")
    field.grab()
    caret = field.cursorRect().center().x()
    assert (caret > field.width() / 2) == rtl, field.placeholderText()
    field.setText("putin")
    field.grab()  # what has scrolled is known once it is painted
    assert field.cursorRect().center().x() < field.width() / 2 + 20
    field.setText("")
    field.grab()
    assert (field.cursorRect().center().x() > field.width() / 2) == rtl


def test_a_field_follows_the_language(tmp_path: Path) -> None:
    with running(tmp_path, language="en") as r:
        holder = QWidget()
        field = QLineEdit(holder)
        field.resize(200, 30)
        begin_at_start(field)
        holder.show()
        settle()
        assert_at_start(field, rtl=False)
        r.app.context.settings.set("language", "ar")
        settle()
        assert (field.cursorRect().center().x() > 100) == field.isRightToLeft()
        holder.close()
        holder.deleteLater()


def test_the_date_of_an_article_is_whole_and_its_source_gives_way() -> None:
    application()
    font = QFont(fonts.interface())
    metrics = QFontMetrics(font)
    date = "10 October 2024"
    sizes = range(11, 17)
    for rtl, size in ((rtl, size) for rtl in (True, False) for size in sizes):
        font.setPixelSize(size)
        metrics = QFontMetrics(font)
        room = metrics.horizontalAdvance(date) + 60
        shown = below_words(metrics, "وكالة مرفأ للأنباء في العاصمة", date, room, rtl=rtl)
        assert date in shown
        assert shown.count("…") == 1
        assert metrics.horizontalAdvance(shown) <= room
        assert date in elided(metrics, shown, room, rtl=rtl), "as it is painted"
    assert "…" not in below_words(metrics, "مرفأ", date, room, rtl=True)
    narrow = metrics.horizontalAdvance(date) - 20
    assert "…" in below_words(metrics, "مرفأ", date, narrow, rtl=True)


def test_no_line_told_of_a_date_is_cut_at_its_end(tmp_path: Path) -> None:
    with running(tmp_path, language="ar") as r:
        r.session.select(next(each.id for each in r.article.ordered if each.kind == "entity"))
        section = r.app.window.findChild(DateSection)
        assert section is not None
        section._tell(r.app.context.tr("dates.not_understood", text="كلام غير مفهوم"), "danger")
        label = section.told
        label.setParent(None)
        label.setLayoutDirection(r.app.window.layoutDirection())
        for width in range(226, 300):
            label.resize(width, label.heightForWidth(width))
            image = label.grab().toImage()
            ground = image.pixelColor(0, image.height() - 1)
            assert all(image.pixelColor(x, y) == ground for x in (0, 1) for y in range(image.height())), width
        label.deleteLater()
