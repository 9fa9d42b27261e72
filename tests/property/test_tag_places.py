"""Tags of relations into other articles, wherever events and relations are: in the margins, apart, and all told of."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from itertools import combinations
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.rows import Article, Mention, Relation
from desktop.ui.article.tags import EDGE
from tests.ui.canvas_rig import application, bundle, session_of, view_of

LINE = "قال بوتين إن بلاده ستدعم كوريا الشمالية في الدفاع عن سيادتها وأضاف أن الاتفاق لا يعني شيئا"
TEXT = "\n".join([LINE] * 8)
WORDS = [at for at in range(len(TEXT)) if at == 0 or TEXT[at - 1] in " \n"]
NAMES = ("لقاء", "مباحثات في مرسانة بين وزيري النقل", "a long English title of an article about a ferry")


def event(article: str, word: int) -> Mention:
    start = WORDS[word]
    return Mention(article, "event", "Statement", start, start + 3, status="accepted", id=f"{article}{word}")


def related(here: int, away: str, there: int, out: bool) -> Relation:
    """A relation between an event of the first article and one of another, one way or the other."""
    article, head, tail = ("a", f"a{here}", f"{away}{there}") if out else (away, f"{away}{there}", f"a{here}")
    return Relation(article, "BEFORE", head, tail, status="accepted", id=f"{here}{away}{there}")


ENDS = st.tuples(st.integers(0, 40), st.sampled_from(["b", "c"]), st.integers(0, 9), st.booleans())


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    ends=st.lists(ENDS, min_size=1, max_size=25, unique_by=lambda each: each[:3]), width=st.integers(260, 1400),
    px=st.integers(14, 40), beside=st.sampled_from(["", "left", "right"]), chosen=st.integers(0, 24),
    title=st.sampled_from(NAMES),
)  # fmt: skip
def test_tags_keep_to_the_margins_and_apart(
    ends: list[tuple[int, str, int, bool]], width: int, px: int, beside: str, chosen: int, title: str
) -> None:
    application()
    rows = [related(*each) for each in ends]
    own = [event("a", word) for word in sorted({each[0] for each in ends})]
    bundles = [replace(bundle(TEXT, *own), relations=tuple(row for row in rows if row.article == "a"))]
    for place, name in enumerate(("b", "c"), 1):
        head = Article(ref=name, title=title, position=place, length=len(TEXT), sha256="", record_sha256="", id=name)
        made = bundle(TEXT, *(event(name, word) for word in range(10)), article=head)
        bundles.append(replace(made, relations=tuple(row for row in rows if row.article == name)))
    with tempfile.TemporaryDirectory() as folder:
        session = session_of(Path(folder), *bundles)
        view = view_of(session, Path(folder), width=width, height=2400)
        view.context.settings.set("font_size", px)
        view.refresh()
        if beside:
            session.open_beside("b")
            view.faces_right = lambda: beside == "right"
        session.select(own[chosen % len(own)].id)
        tags, end = view.tags(), view.stage.x + view.flow.width
        assert all(EDGE <= tag.plate.left() <= tag.plate.right() <= view.viewport().width() - EDGE for tag in tags)
        assert all(tag.plate.right() < view.stage.x or tag.plate.left() > end for tag in tags), "clear of the text"
        assert not any(one.plate.intersects(two.plate) for one, two in combinations(tags, 2))
        told = [relation for tag in tags for relation in tag.relations]
        assert len(told) == len(set(told)), "each once"
        assert set(told) <= {row.id for row in rows}
        if px < 24:
            assert set(told) == {row.id for row in rows}, "all have room here"
        view.close()
        session.close()
