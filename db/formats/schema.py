"""The shape of an article in our exchange format: typed dictionaries that check records, and the JSON Schema they make.

Typed dictionaries and not models: checking one news article of 255 mentions takes 0.22 ms against 0.49 ms, and what
comes out is plain dictionaries. Unknown fields are let through here and reported by the reader.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Annotated, Any, Literal, NotRequired

from pydantic import ConfigDict, Field, TypeAdapter, WithJsonSchema, with_config
from pydantic.json_schema import GenerateJsonSchema
from typing_extensions import TypedDict

FORMAT = "tawsim-article"
VERSION = 1
SCHEMA_ID = "urn:tawsim:article:1"

_OPEN = ConfigDict(extra="allow", strict=True)

Offset = Annotated[int, Field(ge=0, description="Unicode code points from the start of the article's text.")]
Score = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Name = Annotated[str, Field(min_length=1)]
Pair = Annotated[list[Offset], Field(min_length=2, max_length=2)]
Fragments = Annotated[
    list[Pair],
    Field(min_length=1, description="[start, end) pairs in reading order, apart from each other; the first begins at "
          "`start` and the last ends at `end`."),
]  # fmt: skip
Attributes = dict[str, str | None]
Scope = Literal["article", "corpus"]
StatusField = Annotated[
    Literal["suggested", "accepted", "edited", "rejected"],
    Field(description="Left out: `suggested` if the record names a `model` or the item has a score, else `accepted`."),
]
Source = Annotated[
    Name,
    Field(description="`human`, or a model's or rule's name. Left out: the `model` for suggestions, else `human`."),
]
LayerField = Annotated[Name, Field(description="Whose annotation it is; `main` where left out.")]
Quote = Annotated[str | None, Field(description="Exactly `text[start:end]` of the article.")]
Link = Annotated[str | None, Field(description="The id of the entity or event meant; null or `-`: none given.")]
IsoDate = Annotated[str | None, Field(description="ISO date as far as known: 2024, 2024-06 or 2024-06-19.")]
ScopeField = Annotated[
    Scope,
    Field(description="Whether cluster ids hold in this article alone. Left out: `article` if there is a `model`, else "
          "`corpus`; on a mention: as the record."),
]  # fmt: skip


@with_config(_OPEN)
class Trigger(TypedDict):
    """The words that stand for an event."""

    start: Offset
    end: Annotated[Offset, Field(description="End-exclusive.")]
    text: NotRequired[Quote]
    fragments: NotRequired[Fragments | None]


def _one_other(schema: dict[str, Any]) -> None:
    schema["oneOf"] = [{"required": ["cluster"]}, {"required": ["mention"]}]


@with_config(ConfigDict(extra="allow", strict=True, json_schema_extra=_one_other))
class DistinctItem(TypedDict):
    """What a mention was said not to be, though it may look so: exactly one of `cluster` and `mention`."""

    cluster: NotRequired[Annotated[Name, Field(description="The id of a cluster of the mention's kind.")]]
    mention: NotRequired[Annotated[Name, Field(description="The id of a mention of the same kind and layer.")]]
    article: NotRequired[
        Annotated[
            Name,
            Field(description="Of a `mention`: the article it is in; left out: this one. Of a `cluster`: the article "
                  "whose chain it is; left out: a cluster of the corpus."),
        ]
    ]  # fmt: skip
    source: NotRequired[Source]


@with_config(_OPEN)
class EntityMention(TypedDict):
    """A labelled stretch of the text that names or describes something."""

    id: NotRequired[Annotated[str | None, Field(description="Unique among the entities of a layer in this record.")]]
    start: Offset
    end: Annotated[Offset, Field(description="End-exclusive.")]
    text: NotRequired[Quote]
    label: Annotated[Name, Field(description="An entity type of the corpus' label set.")]
    entity: NotRequired[Link]
    cluster_scope: NotRequired[ScopeField]
    score: NotRequired[Score | None]
    status: NotRequired[StatusField]
    source: NotRequired[Source]
    note: NotRequired[str]
    layer: NotRequired[LayerField]
    fragments: NotRequired[Fragments | None]
    attributes: NotRequired[Attributes]
    distinct: NotRequired[list[DistinctItem]]


def _one_filler(schema: dict[str, Any]) -> None:
    schema["oneOf"] = [{"required": ["entity_id"]}, {"required": ["event_id"]}]


@with_config(ConfigDict(extra="allow", strict=True, json_schema_extra=_one_filler))
class ArgumentItem(TypedDict):
    """Who or what takes part in the event, and as what: exactly one of `entity_id` and `event_id`."""

    role: Name
    entity_id: NotRequired[Name]
    event_id: NotRequired[Name]
    status: NotRequired[StatusField]
    source: NotRequired[Source]
    score: NotRequired[Score | None]


@with_config(_OPEN)
class EventMention(TypedDict):
    """An event told in the text."""

    id: NotRequired[Annotated[str | None, Field(description="Unique among the events of a layer in this record.")]]
    type: Annotated[Name, Field(description="An event type of the corpus' label set.")]
    trigger: Trigger
    arguments: NotRequired[list[ArgumentItem]]
    polarity: NotRequired[str | None]
    modality: NotRequired[str | None]
    tense: NotRequired[str | None]
    attributes: NotRequired[Attributes]
    cluster: NotRequired[Link]
    cluster_scope: NotRequired[ScopeField]
    score: NotRequired[Score | None]
    status: NotRequired[StatusField]
    source: NotRequired[Source]
    note: NotRequired[str]
    layer: NotRequired[LayerField]
    distinct: NotRequired[list[DistinctItem]]


RelationItem = TypedDict(  # not a class, because of the name ``from``
    "RelationItem",
    {
        "from": Name,
        "to": Name,
        "to_article": NotRequired[
            Annotated[Name, Field(description="The id of the article that `to` is in; left out: this one.")]
        ],
        "type": Name,
        "status": NotRequired[StatusField],
        "source": NotRequired[Source],
        "score": NotRequired[Score | None],
        "layer": NotRequired[LayerField],
    },
)
RelationItem.__doc__ = "A typed link from one event of this record to another, or to one of another article, by ids."
RelationItem.__pydantic_config__ = _OPEN  # type: ignore[attr-defined]


@with_config(_OPEN)
class BelongingItem(TypedDict):
    """An entity that another one acts for or lies in: the state of a leader, the country of a city."""

    id: Name
    article: NotRequired[
        Annotated[Name, Field(description="The article whose chain it is; left out: a cluster of the corpus.")]
    ]
    source: NotRequired[Source]


@with_config(_OPEN)
class ClusterItem(TypedDict):
    """What is known of an entity or an event that mentions point to."""

    id: Name
    name: NotRequired[str | None]
    label: NotRequired[str | None]
    external: NotRequired[Annotated[str | None, Field(description="An id elsewhere, such as a Wikidata one.")]]
    aliases: NotRequired[
        Annotated[list[Name], Field(description="Other names of it; no mention need be called so.")]
    ]
    note: NotRequired[str]
    source: NotRequired[Name]
    cluster_scope: NotRequired[ScopeField]
    layer: NotRequired[LayerField]
    belongs_to: NotRequired[Annotated[list[BelongingItem], Field(description="Of entities.")]]


@with_config(_OPEN)
class ClusterLists(TypedDict):
    """Clusters by kind."""

    entities: NotRequired[list[ClusterItem]]
    events: NotRequired[list[ClusterItem]]


@with_config(_OPEN)
class RegionItem(TypedDict):
    """A stretch of the article with a kind."""

    start: Offset
    end: Offset
    kind: Annotated[Name, Field(description="title, dateline, body, caption, related, boilerplate, ...")]
    reference_date: NotRequired[IsoDate]


@with_config(_OPEN)
class Meta(TypedDict):
    """What is known about the article; any other field is kept as it is."""

    title: NotRequired[str | None]
    source: NotRequired[str | None]
    published: NotRequired[IsoDate]
    published_text: NotRequired[str | None]
    regions: NotRequired[list[RegionItem]]


@with_config(_OPEN)
class ArticleRecord(TypedDict):
    """One article with its annotations."""

    format: NotRequired[Annotated[Literal["tawsim-article"], WithJsonSchema({"const": FORMAT})]]
    version: NotRequired[Annotated[int, Field(ge=1, le=VERSION)]]
    id: Annotated[Name, Field(description="Unique in a corpus.")]
    language: NotRequired[Name]
    model: NotRequired[Annotated[Name | None, Field(description="What made annotations that nobody has confirmed.")]]
    state: NotRequired[Literal["new", "in_progress", "done"]]
    cluster_scope: NotRequired[ScopeField]
    text: Annotated[str, Field(min_length=1, description="Never altered: line ends and marks stay as they are.")]
    meta: NotRequired[Meta]
    clusters: NotRequired[ClusterLists]
    entities: NotRequired[list[EntityMention]]
    events: NotRequired[list[EventMention]]
    relations: NotRequired[list[RelationItem]]


@cache
def record_checker() -> TypeAdapter[ArticleRecord]:
    """The compiled checker of one record (made once)."""
    return TypeAdapter(ArticleRecord)


class _Untitled(GenerateJsonSchema):
    """Without a title on every field, which would only repeat its name."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ANN401
        return False


def article_schema() -> dict[str, Any]:
    """The published JSON Schema (draft 2020-12) of one record."""
    schema = record_checker().json_schema(schema_generator=_Untitled)
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "Tawsim article",
        "description": f"One article with its annotations, {FORMAT} version {VERSION}. All offsets are Unicode code "
        "points into `text`, end-exclusive. A `.json` file holds one such object or a list of them, a `.jsonl` file "
        "one a line. Fields beyond these are kept in `meta` and at the top, and left out with a warning elsewhere.",
    }
    schema.pop("title", None)
    schema.pop("description", None)
    return head | schema


def schema_text() -> str:
    """The schema as the published file holds it."""
    return json.dumps(article_schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    import sys

    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(schema_text())
