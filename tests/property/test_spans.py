"""The span index against brute force."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from db.rows import Mention
from desktop.spans import SpanIndex, sort_key

SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 12)), max_size=30)


def mentions(spans: list[tuple[int, int]]) -> list[Mention]:
    return [
        Mention(article="a", kind="entity", label="PER", start=start, end=start + size, id=f"{number:03}")
        for number, (start, size) in enumerate(spans)
    ]


@given(SPANS, st.integers(0, 50), st.integers(1, 10))
def test_overlapping_and_at_equal_brute_force(spans: list[tuple[int, int]], start: int, size: int) -> None:
    rows = mentions(spans)
    index = SpanIndex(rows)
    wanted = sorted((m for m in rows if m.start < start + size and m.end > start), key=sort_key)
    assert index.overlapping(start=start, end=start + size) == wanted
    assert {m.id for m in index.at(start)} == {m.id for m in rows if m.start <= start < m.end}
    sizes = [m.end - m.start for m in index.at(start)]
    assert sizes == sorted(sizes)


@given(SPANS, SPANS, st.data())
def test_the_index_stays_sorted_through_changes(
    spans: list[tuple[int, int]], more: list[tuple[int, int]], data: st.DataObject
) -> None:
    rows = mentions(spans)
    index = SpanIndex(rows)
    for start, size in more:
        if rows and data.draw(st.booleans()):
            at = data.draw(st.integers(0, len(rows) - 1))
            before = rows[at]
            if data.draw(st.booleans()):
                after = Mention(article="a", kind="entity", label="X", start=start, end=start + size, id=before.id)
                index.replace(before, after)
                rows[at] = after
            else:
                index.discard(before)
                del rows[at]
        else:
            new = Mention(article="a", kind="entity", label="PER", start=start, end=start + size)
            index.add(new)
            rows.append(new)
        assert list(index.ordered) == sorted(rows, key=sort_key)
        assert index.overlapping(start=0, end=100) == sorted(rows, key=sort_key)
