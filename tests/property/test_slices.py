"""An article read in slices holds what it holds read at once, whatever a slice's size and wherever reading fails."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from db.errors import WorldError
from db.rows import DEFAULT_LAYER, Argument, Change, Cluster, Mention, Relation
from db.slices import Slice, Slices
from db.store import Store
from tests.db.corpora import filled

ROUNDS = 12


def messy(path: Path, random: Random) -> tuple[Store, str]:
    """A corpus whose first article has many mentions at the same few places, in two layers, and many links."""
    store = filled(path, articles=2, mentions=3)
    article = store.article_ids()[0]
    clusters = [Cluster("entity", f"E-{number}", "x") for number in range(4)]
    own = [each.id for each in clusters]
    rows = [
        Mention(article, "event", "Meet", start, start + random.randrange(1, 5), cluster=random.choice([None, *own]),
                layer=random.choice((DEFAULT_LAYER, "second")))
        for start in (random.randrange(6) for _ in range(random.randrange(60)))
    ]  # fmt: skip
    pairs = [(random.choice(rows).id, random.choice(rows).id) for _ in range(random.randrange(40) if rows else 0)]
    links: list[Argument | Relation] = [Argument(article, one, "Agent", two) for one, two in pairs]
    links += [Relation(article, "BEFORE", one, two) for one, two in pairs[::2] if one != two]
    store.commit("x", [Change(None, row) for row in (*clusters, *rows, *links)])
    return store, article


def whole(slices: list[Slice]) -> tuple[list[Mention], list[Argument], list[Relation], dict[str, Cluster]]:
    return (
        [row for each in slices for row in each.mentions],
        [row for each in slices for row in each.arguments],
        [row for each in slices for row in each.relations],
        {key: row for each in slices for key, row in each.clusters.items()},
    )


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_slices_are_the_article(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    with messy(tmp_path / "a.tawsim", random)[0] as store:
        article = store.article_ids()[0]
        mentions = store.mentions(article)
        wanted = (mentions, store.arguments(article), store.relations(article),
                  store.clusters({row.cluster for row in mentions if row.cluster}))  # fmt: skip
        for size in (1, 2, 3, 7, 1000):
            slices = list(store.slices(article, size=size))
            assert whole(slices) == wanted
            counts = [(len(each.mentions), len(each.arguments), len(each.relations)) for each in slices]
            assert all(0 < sum(each) <= size for each in counts)
        assert store.counts(article) == (sum(row.status != "suggested" for row in mentions), len(mentions))
        assert whole(list(store.slices(article, layer="nobody's", size=3))) == ([], [], [], {})


def test_a_slice_that_could_not_be_read_is_read_the_next_time(tmp_path: Path) -> None:
    random = Random(3)
    store, article = messy(tmp_path / "a.tawsim", random)

    def ask(query: Callable[..., Any], *args: object, **kwargs: object) -> object:
        if random.random() < 0.4:
            raise WorldError("io")
        return store._read(query, *args, **kwargs)

    with store:
        reader = Slices(ask, article, layer=DEFAULT_LAYER, size=2)
        found, failures = [], 0
        while True:
            try:
                one = next(reader, None)
            except WorldError:
                failures += 1
                continue
            if one is None:
                break
            found.append(one)
        assert failures > 5
        assert whole(found)[:3] == (store.mentions(article), store.arguments(article), store.relations(article))
