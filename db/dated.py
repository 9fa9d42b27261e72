"""What bears on when the events of a corpus were: its event mentions, its time mentions, and how they are linked."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

import sqlalchemy as sa

from db.queries import CHUNK, rows_of
from db.rows import Argument, Article, Mention, Region
from db.schema import TABLES, article_text

ARTICLES_AT_ONCE = CHUNK
"""How many articles ``dated`` takes in one go."""


@dataclass(slots=True)
class DatedArticle:
    """One article as far as dates of events go; what has been rejected is left out."""

    article: Article
    text: str
    regions: list[Region] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    """Event mentions and time mentions in reading order."""
    arguments: list[Argument] = field(default_factory=list)
    """Those that a time mention fills."""


def eventful(connection: sa.Connection, *, layer: str) -> list[str]:
    """The ids of the articles with an event mention that is not rejected, by position."""
    article, mention = TABLES[Article].c, TABLES[Mention].c
    inside = sa.select(mention.article).where(
        mention.layer == layer, mention.kind == "event", mention.status != "rejected"
    )
    query = sa.select(article.id).where(article.id.in_(inside)).order_by(article.position)
    return list(connection.execute(query).scalars())


def telling(connection: sa.Connection, events: Iterable[str], *, layer: str) -> list[tuple[str, str, str]]:
    """(event, mention id, article id) of what tells of some events: the ids of clusters, or of mentions in none."""
    wanted = list(events)
    mention = TABLES[Mention].c
    found: list[tuple[str, str, str]] = []
    for start in range(0, len(wanted), CHUNK):
        some = wanted[start : start + CHUNK]
        for own, column in ((mention.cluster, mention.cluster.in_(some)), (mention.id, mention.id.in_(some))):
            query = sa.select(own, mention.id, mention.article, mention.cluster).where(
                column, mention.kind == "event", mention.layer == layer, mention.status != "rejected"
            )
            rows = connection.execute(query)
            found += [(key, each, article) for key, each, article, cluster in rows if (cluster or each) == key]
    return found


def dated(
    connection: sa.Connection, ids: Iterable[str], *, labels: Collection[str], layer: str, linked: bool = False
) -> list[DatedArticle]:
    """At most ``ARTICLES_AT_ONCE`` articles by position; ``labels`` are those of time mentions.

    ``linked``: of the events only those with an argument that such a mention fills.
    """
    wanted = list(ids)
    article, mention, argument = TABLES[Article], TABLES[Mention], TABLES[Argument]
    heads = (
        sa.select(article_text.c.text, article)
        .join(article_text, article_text.c.article == article.c.id)
        .where(article.c.id.in_(wanted))
        .order_by(article.c.position)
    )
    found = {line[1:]: line[0] for line in connection.execute(heads)}
    made = [DatedArticle(Article(*fields), text) for fields, text in found.items()]
    by_id = {each.article.id: each for each in made}
    region = TABLES[Region]
    for each in rows_of(connection, Region, sa.select(region).where(region.c.article.in_(wanted))):
        by_id[each.article].regions.append(each)
    column = mention.c
    is_time = sa.and_(column.kind == "entity", column.label.in_(labels))
    here = (column.article.in_(wanted), column.layer == layer, column.status != "rejected")
    times = sa.select(column.id).where(*here, is_time)
    filled = (
        argument.c.article.in_(wanted), argument.c.layer == layer, argument.c.status != "rejected",
        argument.c.filler.in_(times),
    )  # fmt: skip
    told = column.kind == "event"
    if linked:
        told = sa.and_(told, column.id.in_(sa.select(argument.c.event).where(*filled)))
    query = sa.select(mention).where(*here, sa.or_(told, is_time))
    for one in rows_of(connection, Mention, query.order_by(column.start, column.end.desc(), column.id)):
        by_id[one.article].mentions.append(one)
    for link in rows_of(connection, Argument, sa.select(argument).where(*filled)):
        by_id[link.article].arguments.append(link)
    return made
