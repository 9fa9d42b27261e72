"""Lanes and depths are what slow, plain definitions give."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.ui.article.lanes import assign_lanes, nesting_depths

STARTS_AND_WIDTHS = st.tuples(st.integers(0, 60), st.integers(0, 25))
EXTENTS = st.lists(STARTS_AND_WIDTHS.map(lambda pair: (float(pair[0]), float(sum(pair)))), max_size=14)
SPANS = st.lists(st.tuples(st.integers(0, 12), st.integers(1, 8)).map(lambda p: (p[0], p[0] + p[1])), max_size=14)
GAP = 2.0


def apart(one: tuple[float, float], two: tuple[float, float]) -> bool:
    return one[1] + GAP <= two[0] or two[1] + GAP <= one[0]


def plainly(extents: list[tuple[float, float]]) -> list[int]:
    """Narrow ones first, each in the first lane where it is apart from all that are there."""
    lanes = [0] * len(extents)
    done: list[int] = []
    for index in sorted(range(len(extents)), key=lambda i: (extents[i][1] - extents[i][0], extents[i][0])):
        lane = 0
        while not all(apart(extents[index], extents[other]) for other in done if lanes[other] == lane):
            lane += 1
        lanes[index] = lane
        done.append(index)
    return lanes


@given(EXTENTS)
def test_lanes_are_the_plain_ones(extents: list[tuple[float, float]]) -> None:
    assert assign_lanes(extents, gap=GAP) == plainly(extents)


@given(EXTENTS)
def test_nothing_in_a_lane_touches_and_no_lane_is_empty(extents: list[tuple[float, float]]) -> None:
    lanes = assign_lanes(extents, gap=GAP)
    for one in range(len(extents)):
        for two in range(one):
            assert lanes[one] != lanes[two] or apart(extents[one], extents[two])
    assert sorted(set(lanes)) == list(range(max(lanes, default=-1) + 1))


@given(SPANS)
def test_depth_counts_the_spans_around(spans: list[tuple[int, int]]) -> None:
    spans = sorted(spans, key=lambda span: (span[0], -span[1]))
    expected = [
        sum(1 for outer in spans[:index] if outer[0] <= start and outer[1] >= end)
        for index, (start, end) in enumerate(spans)
    ]
    assert nesting_depths(spans) == expected
