"""A small article in memory for tests of edits: text, mentions by their words, arguments."""

from __future__ import annotations

from db.labelset import LabelSet, preset
from db.rows import Argument, Article, Cluster, Kind, Mention, Relation
from desktop.article import OpenArticle
from desktop.edits import Edit

TEXT = 'عقد الرئيس فلاديمير بوتين الأربعاء مباحثات مع كيم في موسكو وبيونغ يانغ.\nوقال بوتين إن "روسيا" ستدعم كوريا.'


def labels() -> LabelSet:
    return preset("news")


def article(text: str = TEXT) -> OpenArticle:
    row = Article(ref="a1", title="عنوان", position=0, length=len(text), sha256="", record_sha256="", id="article")
    return OpenArticle(row, text)


def mention(
    opened: OpenArticle, words: str, label: str, *, kind: Kind = "entity", nth: int = 0, **fields: object
) -> Mention:
    """Put a suggested mention of the nth occurrence of these words in the article, as if it had been imported."""
    start = -1
    for _ in range(nth + 1):
        start = opened.text.index(words, start + 1)
    values: dict[str, object] = {"status": "suggested", "source": "model", **fields}
    made = Mention(article="article", kind=kind, label=label, start=start, end=start + len(words), **values)
    put(opened, made)
    return made


def argument(opened: OpenArticle, event: Mention, role: str, filler: Mention, **fields: object) -> Argument:
    values: dict[str, object] = {"status": "suggested", "source": "model", **fields}
    made = Argument(article="article", event=event.id, role=role, filler=filler.id, **values)
    put(opened, made)
    return made


def put(opened: OpenArticle, row: Mention | Argument | Relation | Cluster) -> None:
    from db.rows import Change

    opened.apply([Change(None, row)])


def apply(opened: OpenArticle, edit: Edit) -> None:
    """Make an edit last in memory alone."""
    opened.apply(edit.changes)


def shown(opened: OpenArticle) -> list[tuple[str, str, str]]:
    """(text, label, status) of every mention in reading order."""
    return [(opened.text_of(m), m.label, m.status) for m in opened.ordered]
