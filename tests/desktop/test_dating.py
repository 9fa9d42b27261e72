"""The date of a mention: its reference date and where that comes from, what stands beside it, and the words for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from db.dates import Interval, Resolution, Unresolved
from db.rows import Change, Mention, Region
from desktop.article import OpenArticle
from desktop.date_wording import doubt_words, granularity_words, interval_words, origin_words
from desktop.edits import EditRefused, dates
from desktop.messages import Messages
from desktop.suggest.dates import Dating, dating, is_time, reference_of, understand
from tests.desktop.rows import apply, argument, article, labels, mention

TEXT = "الخميس، 04 يوليو 2024 - 04:32 ص\nقال أمس الثلاثاء إنه سيعود الأحد.\nومن قبل زار المدينة العام الماضي."


def opened(published: str | None = "2024-06-19") -> OpenArticle:
    made = article(TEXT)
    made.row = replace(made.row, published=published)
    return made


def region(made: OpenArticle, *, start: int, end: int, day: str | None = None) -> Region:
    row = Region("article", start, end, "body", reference_date=day)
    made.apply([Change(None, row)])
    return row


def read(made: OpenArticle, found: Mention) -> Dating:
    return dating(made, labels(), made.mentions[found.id])


def iso(made: OpenArticle, found: Mention) -> str | None:
    interval = read(made, found).interval
    return interval.iso() if interval else None


def test_times_are_known_by_the_family_of_their_label() -> None:
    made = opened()
    assert is_time(labels(), mention(made, "أمس الثلاثاء", "DATE"))
    assert is_time(labels(), mention(made, "04:32 ص", "TIME"))
    assert not is_time(labels(), mention(made, "المدينة", "GPE"))
    assert not is_time(labels(), mention(made, "زار", "Contact:Meet", kind="event"))


def test_the_reference_is_the_region_s_else_the_day_of_publication() -> None:
    made = opened()
    yesterday = mention(made, "أمس الثلاثاء", "DATE")
    assert reference_of(made, yesterday).source == "published"
    assert iso(made, yesterday) == "2024-06-18"
    line = TEXT.index("قال")
    region(made, start=line, end=len(TEXT))
    assert reference_of(made, yesterday).source == "published"
    inner = region(made, start=line, end=TEXT.index("\nومن"), day="2024-06-26")
    assert reference_of(made, yesterday).source == "region"
    assert reference_of(made, yesterday).region == inner
    assert iso(made, yesterday) == "2024-06-25"
    assert iso(made, mention(made, "العام الماضي", "DATE")) == "2023"


@pytest.mark.parametrize("published", [None, "2024", "2024-06"])
def test_without_a_whole_reference_date_relative_ones_stay_open_and_say_why(published: str | None) -> None:
    made = opened(published)
    yesterday = read(made, mention(made, "أمس الثلاثاء", "DATE"))
    assert yesterday.automatic == Unresolved("no_reference")
    assert yesterday.interval is None
    said = origin_words(Messages("ar"), yesterday)
    assert ("لا تاريخ مرجع" in said) == (published is None)
    assert published is None or published in said
    assert iso(made, mention(made, "الخميس، 04 يوليو 2024", "DATE")) == "2024-07-04"


def test_an_hour_takes_the_day_beside_it() -> None:
    made = opened()
    hour = mention(made, "04:32 ص", "TIME")
    assert read(made, hour).automatic == Unresolved("no_day")
    day = mention(made, "الخميس، 04 يوليو 2024", "DATE")
    assert iso(made, hour) == "2024-07-04"
    made.apply([Change(day, replace(day, status="rejected"))])
    assert read(made, hour).automatic == Unresolved("no_day")


def test_an_hour_on_another_line_needs_one_dateline_around_both() -> None:
    made = article("04 يوليو 2024\n\n04:32 ص\nخبر")
    mention(made, "04 يوليو 2024", "DATE")
    hour = mention(made, "04:32 ص", "TIME")
    assert read(made, hour).automatic == Unresolved("no_day")
    made.apply([Change(None, Region("article", 0, hour.end, "dateline"))])
    assert iso(made, hour) == "2024-07-04"


def test_an_argument_of_what_is_to_come_is_read_forward() -> None:
    made = opened()
    sunday = mention(made, "الأحد", "DATE")
    assert iso(made, sunday) == "2024-06-16"
    event = mention(made, "سيعود", "Movement:Transport", kind="event", attributes=(("tense", "Future"),))
    argument(made, event, "Time", sunday)
    assert iso(made, sunday) == "2024-06-23"
    argument(made, mention(made, "قال", "Statement", kind="event", attributes=(("tense", "Past"),)), "Time", sunday)
    assert iso(made, sunday) == "2024-06-16"


# --- edits -----------------------------------------------------------------------------------------------------------


def test_only_a_person_stores_a_date() -> None:
    made = opened()
    yesterday = mention(made, "أمس الثلاثاء", "DATE")
    assert read(made, yesterday).stored is None
    edit = dates.confirm(made, labels(), yesterday.id, interval=Interval.from_iso("2024-06-17/2024-06-18"))
    assert (edit.label, dict(edit.params)) == (
        "date.confirm", {"text": "أمس الثلاثاء", "date": "2024-06-17/2024-06-18"},
    )  # fmt: skip
    apply(made, edit)
    kept = made.mentions[yesterday.id]
    assert kept.attributes == (("date", "2024-06-17/2024-06-18"),)
    assert kept.status == "accepted"
    assert iso(made, yesterday) == "2024-06-17/2024-06-18"
    automatic = read(made, yesterday).automatic
    assert isinstance(automatic, Resolution)
    assert automatic.interval.iso() == "2024-06-18"
    apply(made, dates.forget(made, labels(), yesterday.id))
    assert made.mentions[yesterday.id].attributes == ()
    assert iso(made, yesterday) == "2024-06-18"


def test_a_corrected_mention_stays_corrected_and_other_attributes_stay() -> None:
    made = opened()
    found = mention(made, "أمس الثلاثاء", "DATE", status="edited", attributes=(("x", "y"),))
    apply(made, dates.confirm(made, labels(), found.id, interval=Interval.from_iso("2024-06-18")))
    assert made.mentions[found.id].status == "edited"
    assert dict(made.mentions[found.id].attributes) == {"date": "2024-06-18", "x": "y"}


def test_dates_are_for_times() -> None:
    made = opened()
    place = mention(made, "المدينة", "GPE")
    with pytest.raises(EditRefused) as refused:
        dates.confirm(made, labels(), place.id, interval=Interval.year(2024))
    assert refused.value.code == "not_time"
    with pytest.raises(EditRefused):
        dates.forget(made, labels(), "gone")


def test_a_region_s_reference_date_is_set_and_taken_back() -> None:
    made = opened()
    yesterday = mention(made, "أمس الثلاثاء", "DATE")
    before = region(made, start=TEXT.index("قال"), end=TEXT.index("\nومن"))
    apply(made, dates.set_reference(made, yesterday.id, day=date(2024, 6, 26)))
    assert made.regions == [replace(before, reference_date="2024-06-26")]
    assert iso(made, yesterday) == "2024-06-25"
    apply(made, dates.set_reference(made, yesterday.id, day=None))
    assert made.regions == [before]
    assert iso(made, yesterday) == "2024-06-18"


def test_where_there_is_no_region_one_is_made_between_its_neighbours() -> None:
    made = opened(None)
    yesterday = mention(made, "أمس الثلاثاء", "DATE")
    assert dates.set_reference(made, yesterday.id, day=None).changes == ()
    head = region(made, start=0, end=TEXT.index("\nقال"))
    edit = dates.set_reference(made, yesterday.id, day=date(2024, 6, 19))
    apply(made, edit)
    assert [(each.start, each.end) for each in made.regions] == [(0, head.end), (head.end, len(TEXT))]
    assert iso(made, yesterday) == "2024-06-18"
    made.apply([change.flipped() for change in edit.changes])
    assert made.regions == [head]


def test_what_is_stored_and_no_interval_is_shown_as_that() -> None:
    made = opened()
    found = mention(made, "أمس الثلاثاء", "DATE", attributes=(("date", "soon"),))
    assert iso(made, found) is None
    assert "soon" in origin_words(Messages("en"), read(made, found))


# --- words -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("iso", "arabic", "english"),
    [
        ("2024-06-19", "الأربعاء 19 يونيو 2024", "Wednesday 19 June 2024"),
        ("2024-06", "يونيو 2024", "June 2024"),
        ("2024", "عام 2024", "2024"),
        ("2024-06-18/2024-06-20", "من 18 يونيو 2024 إلى 20 يونيو 2024", "18 June 2024 to 20 June 2024"),
        ("2023-12/2024-02", "من ديسمبر 2023 إلى فبراير 2024", "December 2023 to February 2024"),
        ("1990/1999", "من عام 1990 إلى عام 1999", "1990 to 1999"),
    ],
)
def test_intervals_are_said_in_both_languages(iso: str, arabic: str, english: str) -> None:
    interval = Interval.from_iso(iso)
    assert interval_words(Messages("ar"), interval) == arabic
    assert interval_words(Messages("en"), interval).translate({0x2068: None, 0x2069: None}) == english
    assert interval_words(Messages("ar", digits="arabic"), interval) == arabic.translate(
        str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
    )
    assert granularity_words(Messages("en"), interval)


def test_where_a_date_comes_from_is_said() -> None:
    made = opened()
    yesterday = mention(made, "أمس الثلاثاء", "DATE")
    assert origin_words(Messages("ar"), read(made, yesterday)) == "مقروء آليًا من 19 يونيو 2024: تاريخ نشر المقال"
    plain = mention(made, "الخميس، 04 يوليو 2024", "DATE")
    assert origin_words(Messages("ar"), read(made, plain)) == "مقروء آليًا من النص نفسه"
    apply(made, dates.confirm(made, labels(), yesterday.id, interval=Interval.from_iso("2024-06-18")))
    assert origin_words(Messages("ar"), read(made, yesterday)) == "أكّده مراجع"
    apply(made, dates.confirm(made, labels(), yesterday.id, interval=Interval.from_iso("2024-06-17")))
    assert "18 يونيو 2024" in origin_words(Messages("ar"), read(made, yesterday))


def test_a_wrong_weekday_is_said_with_the_nearest_day() -> None:
    made = opened("2024-06-20")
    found = read(made, mention(made, "أمس الثلاثاء", "DATE")).automatic
    assert isinstance(found, Resolution)
    doubt = found.doubt("weekday")
    assert doubt is not None
    assert doubt.offered == Interval.from_iso("2024-06-18")
    assert doubt_words(Messages("ar"), doubt, found.interval) == "في النص الثلاثاء، وهذا اليوم الأربعاء."


def test_typed_dates_are_iso_or_words() -> None:
    reference = reference_of(opened(), mention(opened(), "أمس الثلاثاء", "DATE"))
    for text, iso in (("2024-06", "2024-06"), (" 2024-06-18/2024-06-20 ", "2024-06-18/2024-06-20"),
                      ("أول أمس", "2024-06-17"), ("19/6/2024", "2024-06-19"), ("2024", "2024")):  # fmt: skip
        found = understand(text, reference)
        assert isinstance(found, Resolution), text
        assert found.interval.iso() == iso
    assert isinstance(understand("كلام", reference), Unresolved)
