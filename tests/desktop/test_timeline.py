"""The timeline without its picture: scale and ticks, rows without overlaps, dates of events, contradictions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.dates import Interval
from db.rows import Article
from desktop.timeline import events as timeline
from desktop.timeline.events import Corpus, Event, Filter, Saying, Source, agreed, grouped, pieces, together
from desktop.timeline.lanes import GAP, Lanes, arrange, pack
from desktop.timeline.reading import around_of
from desktop.timeline.scale import CLOSEST, ROOM, UNITS, WIDEST, Scale, Unit, above, ticks, unit_for

DAY = date(2024, 6, 19)
days = st.dates(date(1990, 1, 1), date(2040, 12, 31))
intervals = st.builds(lambda first, more: Interval.of(first, first + timedelta(days=more)), days, st.integers(0, 500))
scales = st.builds(
    Scale, st.floats(700_000, 740_000), st.floats(WIDEST, CLOSEST), st.floats(50, 4000), rtl=st.booleans()
)


def interval(text: str) -> Interval:
    return Interval.from_iso(text)


def said(
    mention: str, *dates: str, article: str = "a", cluster: str | None = "c", linked: bool = True, about: bool = False
) -> Saying:
    """An event mention with its dates."""
    sources = tuple(Source(f"{mention}-{at}", text, interval(text), linked=linked, approximate=about)
                    for at, text in enumerate(dates))  # fmt: skip
    return Saying(mention, article, "Contact:Meet", mention, cluster, sources)


def corpus(*sayings: Saying, names: dict[str, str] | None = None) -> Corpus:
    """A corpus of these event mentions, its articles in the order they come in."""
    by_article: dict[str, list[Saying]] = {}
    for each in sayings:
        by_article.setdefault(each.article, []).append(each)
    heads = {each: Article(each, f"مقال {each}", at, 10, "", "", id=each) for at, each in enumerate(by_article)}
    return Corpus(heads, {each: tuple(found) for each, found in by_article.items()}, names or {})


def isos(found: Iterable[timeline.Piece]) -> list[str]:
    return [piece.interval.iso() for piece in found]


# --- scale -----------------------------------------------------------------------------------------------------------


@given(scales, st.floats(0, 4000))
def test_a_place_and_its_day_are_each_other_s_way_back(scale: Scale, x: float) -> None:
    assert scale.x(scale.day(x)) == pytest.approx(x, abs=1e-3)


@given(scales, st.floats(0.2, 5), st.floats(0, 4000))
def test_zooming_keeps_the_moment_under_the_pointer_and_goes_back(scale: Scale, factor: float, x: float) -> None:
    closer = scale.zoomed(factor, about=x)
    assert closer.day(x) == pytest.approx(scale.day(x), abs=1e-4)
    assert WIDEST <= closer.per_day <= CLOSEST
    if closer.per_day == pytest.approx(scale.per_day * factor):
        back = closer.zoomed(1 / factor, about=x)
        assert (back.origin, back.per_day) == pytest.approx((scale.origin, scale.per_day), rel=1e-6)


@given(scales, st.floats(-500, 500))
def test_panning_moves_everything_by_as_much(scale: Scale, pixels: float) -> None:
    day = scale.day(10)
    assert scale.panned(pixels).x(day) == pytest.approx(10 + pixels, abs=1e-3)


@given(scales, days, st.integers(1, 5000))
def test_what_is_to_be_shown_fits(scale: Scale, first: date, count: int) -> None:
    begin = first.toordinal()
    shown = scale.resized(max(200.0, scale.width)).showing(begin, begin + count)
    for day in (begin, begin + count):
        assert -1 <= shown.x(day) <= shown.width + 1


def is_tick(unit: Unit, day: date) -> bool:
    """What a tick is, day by day."""
    if unit.part == "day":
        return unit.step == 1 or ((day.day - 1) % unit.step == 0 and day.day <= 31 - unit.step)
    if unit.part == "month":
        return day.day == 1 and (day.month - 1) % unit.step == 0
    return (day.month, day.day) == (1, 1) and day.year % unit.step == 0


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: f"{unit.step}-{unit.part}")
def test_ticks_are_those_found_day_by_day(unit: Unit) -> None:
    random = Random(5)
    for _ in range(12):
        first = random.randrange(date(1890, 1, 1).toordinal(), date(2060, 1, 1).toordinal())
        last = first + random.choice((0, 1, 40, 400, 9000, 60_000 if unit.part == "year" else 3000))
        wanted = [day for day in map(date.fromordinal, range(first, last)) if is_tick(unit, day)]
        assert list(ticks(unit, first=first, last=last)) == wanted


def test_ticks_end_where_the_calendar_does() -> None:
    assert list(ticks(Unit("year", 1000), first=-10**6, last=10**7))[-1] == date(9000, 1, 1)
    assert next(iter(ticks(Unit("day"), first=-50.5, last=3))) == date.min
    assert list(ticks(Unit("month"), first=date.max.toordinal() - 20, last=10**8)) == []


def test_ticks_have_room_for_their_words() -> None:
    for per_day in (WIDEST, 0.01, 0.13, 0.2, 1.5, 2, 7, 30, CLOSEST):
        unit = unit_for(per_day)
        assert unit.days * per_day >= ROOM[unit.part] or unit == UNITS[-1]
    assert above(Unit("day")) == Unit("month")
    assert above(Unit("year", 10)) is None


# --- rows ------------------------------------------------------------------------------------------------------------


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(0, 60)), max_size=60))
def test_rows_have_no_overlaps_and_are_as_few_as_can_be(found: list[tuple[int, int]]) -> None:
    spans = sorted((float(start), float(start + length)) for start, length in found)
    rows = pack(spans)
    for at, (start, end) in enumerate(spans):
        for other, (begin, stop) in enumerate(spans[:at]):
            if rows[at] == rows[other]:
                assert start >= stop + GAP or begin >= end + GAP
    at_once = max((sum(b <= start < e + GAP for b, e in spans) for start, _end in spans), default=0)
    assert max(rows, default=-1) + 1 <= max(at_once, 0)


def made(count: int, seed: int = 3) -> list[Event]:
    random = Random(seed)
    found = []
    for number in range(count):
        first = DAY + timedelta(days=random.randrange(2000))
        length = random.choice((0, 0, 0, 29, 364))
        iso = Interval.of(first, first + timedelta(days=length)).iso()
        saying = said(f"m{number}", iso, article=random.choice("abc"), cluster=None)
        found.append(Event(f"m{number}", "زيارة" * random.randrange(1, 9), "Contact:Meet", (saying,), pieces([saying])))
    return found


def overlaps(lanes: Lanes) -> list[tuple[int, int, int]]:
    """Things of one row that touch each other, found pair by pair."""
    end = (lambda thing: thing.reach) if lanes.named else (lambda thing: thing.end)
    return [
        (row, one.event, other.event)
        for row, things in enumerate(lanes.rows)
        for at, one in enumerate(things)
        for other in things[at + 1 :]
        if other.start < end(one) and one.start < end(other)
    ]


@pytest.mark.parametrize("mode", ["merged", "articles"])
@pytest.mark.parametrize("per_day", [0.01, 0.4, 3.0, 40.0])
def test_what_is_laid_out_is_all_there_without_overlaps(mode: str, per_day: float) -> None:
    events = made(150)
    lanes = arrange(events, per_day=per_day, height=300, mode=mode, articles="abc")
    assert overlaps(lanes) == []
    assert sorted(thing.event for row in lanes.rows for thing in row) == list(range(150))
    assert lanes.tops == sorted(lanes.tops)
    assert [band.article for band in lanes.bands] == ([None] if mode == "merged" else ["a", "b", "c"])
    for band in lanes.bands:
        inside = [row for row, top in enumerate(lanes.tops) if band.top <= top < band.bottom]
        here = {thing.sayings[0].article for row in inside for thing in lanes.rows[row]}
        assert here == ({band.article} if band.article else {"a", "b", "c"})


@pytest.mark.parametrize("named", [True, False])
def test_what_shows_between_two_places_is_what_reaches_in(named: bool) -> None:
    events = made(120)
    lanes = arrange(events, per_day=0.6, height=5000 if named else 1, mode="merged", articles=())
    assert lanes.named == named
    origin = DAY.toordinal() * 0.6
    for row, things in enumerate(lanes.rows):
        for first in range(0, 1300, 77):
            low, high = origin + first, origin + first + 150
            wanted = [each for each in things if (each.reach if named else each.end) > low and each.start < high]
            assert lanes.between(row, low, high) == wanted
    for top in range(0, int(lanes.height), 17):
        seen = [row for row, y in enumerate(lanes.tops) if y + lanes.row_height > top and y < top + 90]
        assert list(lanes.rows_between(top, top + 90)) == seen
        assert lanes.row_at(top) == next(row for row, y in enumerate(lanes.tops) if y <= top < y + lanes.row_height)


# --- when events were ------------------------------------------------------------------------------------------------


@given(st.lists(intervals, min_size=1, max_size=6))
def test_common_days_are_those_in_all(found: list[Interval]) -> None:
    first, last = min(each.first for each in found), max(each.last for each in found)
    common = [day for day in map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1))
              if all(each.first <= day <= each.last for each in found)]  # fmt: skip
    got = agreed(found)
    assert (got and (got.first, got.last)) == ((common[0], common[-1]) if common else None)
    hull = together(found)
    assert hull is not None
    assert (hull.first, hull.last) == ((common[0], common[-1]) if common else (first, last))


@given(st.lists(intervals, min_size=1, max_size=7))
def test_groups_are_one_exactly_where_all_pairs_have_a_day_in_common(found: list[Interval]) -> None:
    groups = list(grouped((each, str(at)) for at, each in enumerate(found)))
    pairwise = all(one.overlaps(other) for one in found for other in found)
    assert (len(groups) == 1) == pairwise
    assert sorted(name for _common, names in groups for name in names) == sorted(map(str, range(len(found))))
    for common, names in groups:
        assert all(found[int(name)].covers(common) for name in names)


def test_an_event_is_when_all_its_articles_agree() -> None:
    found = pieces([said("m", "2024-06-19"), said("n", "2024-06", article="b")])
    assert isos(found) == ["2024-06-19"]
    assert not found[0].approximate
    assert [saying.mention for saying in found[0].sayings] == ["m", "n"]


def test_two_articles_without_a_day_in_common_contradict_each_other() -> None:
    event = timeline.events(corpus(said("m", "2024-06-19"), said("n", "2024-07", article="b")))[0]
    assert event.contradicts
    assert isos(event.pieces) == ["2024-06-19", "2024-07"]
    assert [[each.mention for each in piece.sayings] for piece in event.pieces] == [["m"], ["n"]]


def test_one_article_may_name_a_beginning_and_an_end() -> None:
    found = pieces([said("m", "2024-06-19", "2024-06-25")])
    assert isos(found) == ["2024-06-19/2024-06-25"]
    assert isos(pieces([said("m", "2024-06-19"), said("n", "2024-06-25")])) == ["2024-06-19/2024-06-25"]


def test_arguments_count_before_what_only_stands_in_the_sentence() -> None:
    loose = said("n", "2023-01-01", article="b", linked=False)
    assert isos(pieces([said("m", "2024-06-19"), loose])) == ["2024-06-19"]
    alone = pieces([loose, said("o", "2022", article="c", linked=False), said("p", "2022", article="d", linked=False)])
    assert isos(alone) == ["2022"]
    assert alone[0].approximate
    assert pieces([said("m")]) == ()
    assert pieces([said("m", "2024", about=True)])[0].approximate


def test_events_are_clusters_and_mentions_in_none_and_can_be_filtered() -> None:
    rows = corpus(
        said("m", "2024-06-19"), said("alone", cluster=None), said("n", "2024", article="b"), names={"c": "القمة"}
    )
    found = timeline.events(rows)
    assert [(each.key, each.name, each.linked, each.articles) for each in found] == [
        ("c", "القمة", True, ["a", "b"]), ("alone", "alone", False, ["a"]),
    ]  # fmt: skip
    kept = [
        [each.key for each in found if wanted.lets(each)]
        for wanted in (Filter(), Filter(article="b"), Filter(label="Statement"), Filter(linked=False))
    ]
    assert kept == [["c", "alone"], ["c"], [], ["alone"]]


@pytest.mark.parametrize(("text", "words", "around"), [
    ("وصل أمس.\nوقال الوزير إن الاتفاق قريب جدا.", "قال", "قال الوزير إن الاتفاق قريب جدا"),
    ("لم يكن أحد يتوقع هذه النتيجة بعد الزيارة.", "الزيارة", "يتوقع هذه النتيجة بعد الزيارة"),
    ("انتهى اليوم. الزيارة.", "الزيارة", "الزيارة"),
    ("قال", "قال", "قال"),
    ("قال " + "كلمة " * 40, "قال", "قال " + "كلمة " * 7 + "كلمة"),
])  # fmt: skip
def test_words_around_a_trigger(text: str, words: str, around: str) -> None:
    start = text.index(words)
    assert around_of(text, start=start, end=start + len(words)) == around


@given(st.text(alphabet="اب .\n؟", max_size=120), st.data())
def test_words_around_hold_the_trigger_and_stay_short(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 20)))
    around = around_of(text, start=start, end=end)
    assert " ".join(text[start:end].split()) in around
    assert len(around) <= 80
    assert "\n" not in around
