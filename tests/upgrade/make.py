"""Makes the corpus that stands for this version in ``tests/upgrade``: ``python -m tests.upgrade.make``.

Run once for each schema version that is released, and never again for that version: later programs must open it.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from db.codec import SCHEMA_VERSION
from db.rows import Argument, Change, Cluster, Mention
from tests.db.corpora import filled


def make(path: Path) -> None:
    """A small corpus with every kind of change in its journal."""
    with filled(path, mentions=6) as store:
        article = store.articles()[0].article
        one, two, three, *_ = store.mentions(article.id)
        cluster = Cluster("entity", "E-putin", "بوتين", aliases=("القيصر", "Putin"))
        store.commit(
            "cluster.link_new",
            [Change(None, cluster), Change(one, replace(one, cluster=cluster.id, label="ORG", status="edited"))],
            params=[("text", "بوتين")],
        )
        new = Mention(article.id, "event", "Meet", 60, 70, gaps=((62, 64),), attributes=(("polarity", "Positive"),),
                      status="accepted")  # fmt: skip
        filler = Argument(article.id, new.id, "Participant", two.id, status="accepted")
        store.commit("event.create", [Change(None, new), Change(None, filler)])
        store.commit("mention.delete", [Change(three, None)]) if three.kind == "entity" else None
        store.undo()
        store.redo()


if __name__ == "__main__":
    target = Path(__file__).parent / f"v{SCHEMA_VERSION}.tawsim"
    if target.exists():
        raise SystemExit(f"{target.name} is there already")
    make(target)
