"""Dates in the inspector with real clicks and keys: what is read is shown, a person's word is stored, all is undone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from db.bundle import ArticleBundle
from db.formats.article_json import parse_record
from db.formats.article_write import to_record
from db.formats.json_files import RawRecord
from db.formats.vocabulary import Vocabulary
from db.rows import Mention, Region
from db.store import Store
from desktop.ui.panels.inspector import InspectorPanel
from desktop.ui.panels.inspector_date import DateSection
from tests.db.corpora import article
from tests.ui.panel_kit import Kit, click, corpus, shown, spans, type_text

TEXT = "قال أمس الثلاثاء إن الاجتماع عُقد في موسكو.\nوكان قد زارها يوم الأربعاء الماضي."
RELATED = "أعلن اليوم الأربعاء عن اتفاق."


def bundle() -> ArticleBundle:
    text = f"{TEXT}\n{RELATED}"
    head = replace(article("dates", text=text, position=9, title="تواريخ"), published="2024-06-20")
    found = [("أمس الثلاثاء", "DATE"), ("الأربعاء الماضي", "DATE"), ("اليوم الأربعاء", "DATE"), ("موسكو", "GPE")]
    mentions = tuple(
        Mention(head.id, "entity", label, start, end, source="ner-1", ref=f"T{number}")
        for number, (words, label) in enumerate(found)
        for start, end in spans(text, words)
    )
    regions = (
        Region(head.id, 0, len(TEXT), "body"),
        Region(head.id, len(TEXT) + 1, len(text), "related", reference_date="2024-07-04"),
    )
    return ArticleBundle(head, text, regions=regions, clusters=(), mentions=mentions, arguments=(), relations=())


@pytest.fixture
def kit(tmp_path: Path) -> Iterator[Kit]:
    with corpus(tmp_path) as kit:
        made = bundle()
        kit.session.store.bulk_import([made], params=(("count", "1"),))
        kit.session.open(made.article.id)
        yield kit


@pytest.fixture
def section(kit: Kit) -> Iterator[DateSection]:
    panel = InspectorPanel(kit.context)
    shown(panel, width=330, height=760)
    yield panel.date
    panel.close()


def plain(text: str) -> str:
    return text.replace("\u2068", "").replace("\u2069", "")


def test_a_date_is_shown_as_read_with_its_reference_and_its_doubt(kit: Kit, section: DateSection) -> None:
    kit.session.select(kit.mention("موسكو").id)
    assert section.isHidden()
    kit.session.select(kit.mention("أمس الثلاثاء").id)
    assert section.isVisible()
    assert section.value.text() == "الأربعاء 19 يونيو 2024"
    assert section.granularity.text() == "يوم"
    assert section.origin.text() == "مقروء آليًا من 20 يونيو 2024: تاريخ نشر المقال"
    assert section.doubts[0].said.text() == "؟ في النص الثلاثاء، وهذا اليوم الأربعاء."
    assert section.doubts[0].take.text() == "خذ الثلاثاء 18 يونيو 2024"
    assert kit.session.store.history(row_id=kit.mention("أمس الثلاثاء").id) == []
    kit.session.select(kit.mention("اليوم الأربعاء").id)
    assert section.value.text() == "الخميس 4 يوليو 2024"
    assert "تاريخ مرجع هذا المقطع" in section.origin.text()
    assert section.reference.text() == "2024-07-04"


def test_the_offered_day_is_taken_with_one_click_and_taken_back(kit: Kit, section: DateSection) -> None:
    kit.session.select(kit.mention("أمس الثلاثاء").id)
    click(section.doubts[0].take)
    assert kit.mention("أمس الثلاثاء").attribute("date") == "2024-06-18"
    assert kit.mention("أمس الثلاثاء").status == "accepted"
    assert section.value.text() == "الثلاثاء 18 يونيو 2024"
    assert not section.doubts[0].isVisible()
    assert "القراءة الآلية: الأربعاء 19 يونيو 2024" in section.origin.text()
    click(section.undo)
    assert kit.mention("أمس الثلاثاء").attributes == ()
    assert section.doubts[0].isVisible()
    kit.session.undo()
    assert kit.mention("أمس الثلاثاء").attribute("date") == "2024-06-18"
    kit.session.undo()
    assert kit.mention("أمس الثلاثاء").status == "suggested"
    assert section.value.text() == "الأربعاء 19 يونيو 2024"


@pytest.mark.parametrize("way", ["click", "button", "field"])
def test_what_is_read_is_confirmed_with_one_click_or_enter(kit: Kit, section: DateSection, way: str) -> None:
    kit.session.select(kit.mention("الأربعاء الماضي").id)
    if way == "click":
        click(section.button)
    else:
        widget = section.button if way == "button" else section.field
        widget.setFocus()
        QTest.keyClick(widget, Qt.Key.Key_Return)
    assert kit.mention("الأربعاء الماضي").attribute("date") == "2024-06-19"
    assert section.origin.text() == "أكّده مراجع"
    assert not section.button.isEnabled()
    assert len(kit.session.store.history(row_id=kit.mention("الأربعاء الماضي").id)) == 1


@pytest.mark.parametrize(
    ("typed", "iso", "understood"),
    [
        ("2024-06-12", "2024-06-12", "الأربعاء 12 يونيو 2024"),
        ("12 حزيران/يونيو", "2024-06-12", "الأربعاء 12 يونيو 2024"),
        ("2024-06-10/2024-06-12", "2024-06-10/2024-06-12", "من 10 يونيو 2024 إلى 12 يونيو 2024"),
        ("العام الماضي", "2023", "عام 2023"),
    ],
)
def test_a_date_is_corrected_in_iso_or_words(
    kit: Kit, section: DateSection, typed: str, iso: str, understood: str
) -> None:
    kit.session.select(kit.mention("الأربعاء الماضي").id)
    section.field.setFocus()
    type_text(section.field, typed)
    assert section.told.text() == f"يُفهم: {understood}"
    QTest.keyClick(section.field, Qt.Key.Key_Return)
    assert kit.mention("الأربعاء الماضي").attribute("date") == iso
    assert section.value.text() == understood
    assert section.field.text() == ""


def test_what_is_not_understood_is_said_and_nothing_is_stored(kit: Kit, section: DateSection) -> None:
    kit.session.select(kit.mention("الأربعاء الماضي").id)
    section.field.setFocus()
    type_text(section.field, "يوم ما")
    assert not section.button.isEnabled()
    QTest.keyClick(section.field, Qt.Key.Key_Return)
    assert "لم يُفهم «يوم ما»" in section.told.text()
    assert section.field.text() == "يوم ما"
    assert kit.mention("الأربعاء الماضي").attributes == ()
    kit.session.select(kit.mention("أمس الثلاثاء").id)
    assert section.field.text() == ""
    assert not section.told.isVisible()


def test_the_reference_date_of_the_region_is_set_where_a_date_is_read(kit: Kit, section: DateSection) -> None:
    kit.session.select(kit.mention("أمس الثلاثاء").id)
    assert plain(section.reference.placeholderText()) == "20 يونيو 2024 (النشر)"
    section.reference.setFocus()
    type_text(section.reference, "2024-06-19")
    QTest.keyClick(section.reference, Qt.Key.Key_Return)
    assert section.value.text() == "الثلاثاء 18 يونيو 2024"
    assert "تاريخ مرجع هذا المقطع" in section.origin.text()
    assert not section.doubts[0].isVisible()
    assert kit.session.article is not None
    stored = kit.session.store.regions(kit.session.article.row.id)
    assert [region.reference_date for region in stored] == ["2024-06-19", "2024-07-04"]
    kit.session.undo()
    assert section.value.text() == "الأربعاء 19 يونيو 2024"
    assert section.reference.text() == ""


def test_a_reference_date_has_to_be_a_whole_day(kit: Kit, section: DateSection) -> None:
    kit.session.select(kit.mention("أمس الثلاثاء").id)
    section.reference.setFocus()
    type_text(section.reference, "2024-06")
    QTest.keyClick(section.reference, Qt.Key.Key_Return)
    assert "يوم كامل" in section.told.text()
    assert section.value.text() == "الأربعاء 19 يونيو 2024"


def test_the_fields_are_reached_by_tab_and_named(kit: Kit, section: DateSection) -> None:
    kit.session.select(kit.mention("أمس الثلاثاء").id)
    section.window().setFocus()
    reached = set()
    for _ in range(30):
        QTest.keyClick(section.window().focusWidget(), Qt.Key.Key_Tab)
        reached.add(section.window().focusWidget())
    wanted = {section.doubts[0].take, section.field, section.button, section.reference}
    assert wanted <= reached
    assert all(each.accessibleName() for each in wanted)


def test_in_english_too(tmp_path: Path) -> None:
    with corpus(tmp_path, language="en") as kit:
        made = bundle()
        kit.session.store.bulk_import([made], params=(("count", "1"),))
        kit.session.open(made.article.id)
        panel = InspectorPanel(kit.context)
        shown(panel, width=330, height=760)
        kit.session.select(kit.mention("أمس الثلاثاء").id)
        assert panel.date.value.text() == "Wednesday 19 June 2024"
        assert panel.date.origin.text() == "Read automatically from 20 June 2024: when the article was published"
        assert panel.date.doubts[0].said.text() == "? The text says Tuesday, but this day is a Wednesday."


def test_a_confirmed_date_is_exported_and_read_again(kit: Kit, section: DateSection) -> None:
    kit.session.select(kit.mention("أمس الثلاثاء").id)
    click(section.doubts[0].take)
    opened, store = kit.session.article, kit.session.store
    assert opened is not None
    assert isinstance(store, Store)
    out = to_record(
        ArticleBundle(
            opened.row, opened.text, regions=tuple(store.regions(opened.row.id)), clusters=(),
            mentions=tuple(store.mentions(opened.row.id)), arguments=(), relations=(),
        )
    )  # fmt: skip
    told = {item["text"]: item.get("attributes") for item in out["entities"]}
    assert told == {
        "أمس الثلاثاء": {"date": "2024-06-18"}, "الأربعاء الماضي": None, "اليوم الأربعاء": None, "موسكو": None,
    }  # fmt: skip
    again = parse_record(RawRecord("f.json", "#1", out), Vocabulary(store.labels))
    assert again.problems == []
    assert again.bundle is not None
    assert [each.attribute("date") for each in again.bundle.mentions] == ["2024-06-18", None, None, None]
    out["entities"][0]["attributes"]["date"] = "yesterday"
    wrong = parse_record(RawRecord("f.json", "#1", out), Vocabulary(store.labels))
    assert [(each.field, each.code) for each in wrong.problems] == [("entities[0].attributes.date", "bad_interval")]
