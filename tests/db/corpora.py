"""Small corpora for the tests: articles with words at known places, and stores that hold them."""

from __future__ import annotations

import hashlib
from pathlib import Path

from db.bundle import ArticleBundle
from db.labelset import preset
from db.rows import Argument, Article, Cluster, Mention, Region, Relation
from db.store import Store

TEXT = "عقد الرئيس الروسي فلاديمير بوتين مباحثات مع كيم جونغ أون في بيونغ يانغ.\n" * 20


def article(ref: str = "000", *, text: str = TEXT, position: int = 0, title: str = "لقاء بوتين وكيم") -> Article:
    """A head that fits its text."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Article(ref=ref, title=title, position=position, length=len(text), sha256=digest, record_sha256=digest)


def bundle(ref: str = "000", *, text: str = TEXT, position: int = 0, mentions: int = 20) -> ArticleBundle:
    """An article with entity mentions, one event with an argument, a relation between two events and a cluster."""
    head = article(ref, text=text, position=position)
    cluster = Cluster("entity", "E-1", "بوتين", scope=head.id, source="coref-1")
    entities = tuple(
        Mention(head.id, "entity", "PER", i * 10, i * 10 + 5, source="ner-1", score=0.9, ref=f"e{i}",
                cluster=cluster.id if i < 2 else None)
        for i in range(mentions)
    )  # fmt: skip
    events = tuple(Mention(head.id, "event", "Meet", i * 40, i * 40 + 3, source="ner-1", ref=f"v{i}") for i in range(2))
    return ArticleBundle(
        head, text,
        regions=(Region(head.id, 0, 10, "title"),),
        clusters=(cluster,),
        mentions=entities + events,
        arguments=(Argument(head.id, events[0].id, "Participant", entities[0].id, source="ner-1"),),
        relations=(Relation(head.id, "BEFORE", events[0].id, events[1].id, source="ner-1"),),
    )  # fmt: skip


def empty(path: Path, *, author: str = "amal") -> Store:
    """A new corpus with nothing in it."""
    return Store.create(path, preset("news"), author=author)


def filled(path: Path, *, articles: int = 1, mentions: int = 20) -> Store:
    """A new corpus with articles of ``bundle``."""
    store = empty(path)
    store.bulk_import(bundle(f"{i:03}", position=i, mentions=mentions) for i in range(articles))
    return store
