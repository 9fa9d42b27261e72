"""Relations between events of two articles: made, changed and taken away from either; what goes with a mention."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from db.bundle import ArticleBundle
from db.check import check
from db.rows import Change, Cluster, Mention, Relation
from db.store import Store
from desktop import wording
from desktop.edits import Edit, EditRefused, clusters, mentions, regroup, relations, reviews
from desktop.messages import Messages
from desktop.session import Session
from tests.db.corpora import article as head_of
from tests.desktop.rows import labels

LABELS = labels()
WORDS = ("زار", "التقى", "وقع")
TEXT = " ثم ".join(WORDS)


def key(word: str, number: int) -> str:
    return f"{word}{number}"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    store = Store.create(tmp_path / "c.tawsim", LABELS)
    bundles = []
    for number in range(3):
        row = head_of(f"{number}", text=TEXT, position=number, title=f"المقال {number}")
        made = tuple(
            Mention(row.id, "event", "Contact:Meet", TEXT.index(word), TEXT.index(word) + len(word),
                    id=key(word, number), status="accepted", source="m")
            for word in WORDS
        )  # fmt: skip
        bundles.append(ArticleBundle(row, TEXT, mentions=made))
    store.bulk_import(bundles)
    session = Session(store)
    session.open(store.article_ids()[0])
    yield session
    path = store.path
    while session.undo() is not None:
        pass
    assert [store.relations(each) for each in store.article_ids()] == [[], [], []]
    session.close()
    assert check(path) == []


def at(session: Session, number: int) -> None:
    session.open(session.store.article_ids()[number])


def relate(session: Session, kind: str, head: tuple[str, int], tail: tuple[str, int]) -> Edit:
    at(session, head[1])
    target = session.store.outer([key(*tail)])[key(*tail)]
    edit = relations.add(
        session.article, LABELS, type=kind, head=key(*head), tail=key(*tail) if head[1] == tail[1] else target,
        closure=session.closure,
    )  # fmt: skip
    session.do(edit)
    return edit


def every(session: Session) -> list[tuple[str, str, str]]:
    """All relations of the corpus; the article of each is that of its head."""
    rows = [row for each in session.store.article_ids() for row in session.store.relations(each)]
    for row in rows:
        head = session.store.mention(row.head)
        assert head is not None
        assert row.article == head.article
    return sorted((row.type, row.head, row.tail) for row in rows)


def fresh(session: Session) -> None:
    """What is in memory is what reading the article anew gives."""
    article = session.article
    again = Session(session.store).open(article.row.id)
    assert article.relations == again.relations
    assert {each: article.outer[each] for each in again.outer} == again.outer


def test_it_is_seen_and_told_from_both_articles(session: Session) -> None:
    edit = relate(session, "BEFORE", ("زار", 0), ("وقع", 1))
    assert dict(edit.params) == {"text": "زار", "relation": "BEFORE", "other": "وقع"}
    (row,) = session.article.relations.values()
    assert (session.article.end(row.tail), session.article.words_of(row.tail)) == (session.store.mention("وقع1"), "وقع")
    assert session.article.outer["وقع1"].title == "المقال 1"
    fresh(session)
    at(session, 1)
    assert session.article.relations_of("وقع1") == [row]
    assert (session.article.words_of("زار0"), session.article.outer["زار0"].title) == ("زار", "المقال 0")
    at(session, 2)
    assert not session.article.relations
    assert not session.article.outer


def test_it_is_changed_from_the_article_it_leads_to_and_the_history_is_that_one(session: Session) -> None:
    relate(session, "BEFORE", ("زار", 0), ("وقع", 1))
    at(session, 1)
    (row,) = session.article.relations.values()
    for make in (
        lambda: relations.retype(session.article, LABELS, row.id, type="CAUSES", closure=session.closure),
        lambda: relations.flip(session.article, LABELS, row.id, closure=session.closure),
        lambda: relations.flip(session.article, LABELS, row.id, closure=session.closure),
        lambda: relations.remove(session.article, row.id),
    ):
        done = session.do(make())
        assert done is not None
        assert done.article == session.article.row.id
        fresh(session)
    assert every(session) == []
    at(session, 2)
    for wanted in (("CAUSES", "زار0", "وقع1"), ("CAUSES", "وقع1", "زار0"), ("CAUSES", "زار0", "وقع1"),
                   ("BEFORE", "زار0", "وقع1")):  # fmt: skip
        session.undo()
        assert session.article.row.ref == "1"
        assert every(session) == [wanted]
        fresh(session)
    session.undo()
    assert session.article.row.ref == "0"


def test_turned_round_it_lies_in_the_article_of_its_new_head(session: Session) -> None:
    relate(session, "BEFORE", ("زار", 0), ("وقع", 1))
    (row,) = session.article.relations.values()
    session.do(relations.flip(session.article, LABELS, row.id, closure=session.closure))
    (turned,) = session.article.relations.values()
    assert (turned.id, turned.article, turned.head) == (row.id, session.store.article_ids()[1], "وقع1")
    fresh(session)
    session.do(relations.flip(session.article, LABELS, row.id, closure=session.closure))
    assert session.article.relations == {row.id: row}


def test_said_from_the_other_side_it_is_the_same(session: Session) -> None:
    relate(session, "BEFORE", ("زار", 0), ("وقع", 1))
    for kind, head, tail in (("BEFORE", ("زار", 0), ("وقع", 1)), ("AFTER", ("وقع", 1), ("زار", 0))):
        with pytest.raises(EditRefused, match="duplicate_relation"):
            relate(session, kind, head, tail)


def test_two_mentions_of_one_event_are_not_related_wherever_they_are(session: Session) -> None:
    one, other = session.article.mentions["زار0"], session.store.mention("زار1")
    taken = session.ref_taken("event")
    session.do(clusters.link_pair(session.article, one.id, other=other, text="زار", ref_taken=taken))
    with pytest.raises(EditRefused, match="same_event"):
        relate(session, "CAUSES", ("زار", 0), ("زار", 1))


def test_a_circle_through_three_articles_is_refused(session: Session) -> None:
    for kind in ("SUBEVENT", "CAUSES"):
        relate(session, kind, ("زار", 0), ("زار", 1))
        relate(session, kind, ("زار", 1), ("زار", 2))
        with pytest.raises(EditRefused) as refused:
            relate(session, kind, ("زار", 2), ("زار", 0))
        assert refused.value.code == "relation_circle"
        messages = Messages("ar")
        told = messages.tr(refused.value.key, **wording.params(messages, LABELS, refused.value.params))
        assert told.count("«زار»") >= 4
        for row in [row for each in session.store.article_ids() for row in session.store.relations(each)]:
            at(session, int(row.head[-1]))
            session.do(relations.remove(session.article, row.id))


def test_a_circle_through_linked_mentions_is_refused(session: Session) -> None:
    relate(session, "SUBEVENT", ("زار", 0), ("التقى", 1))
    at(session, 1)
    one, other = session.article.mentions["التقى1"], session.store.mention("وقع2")
    taken = session.ref_taken("event")
    session.do(clusters.link_pair(session.article, one.id, other=other, text="زار", ref_taken=taken))
    with pytest.raises(EditRefused, match="relation_circle"):
        relate(session, "SUBEVENT", ("وقع", 2), ("زار", 0))


def test_a_contradiction_in_time_names_the_links_of_other_articles(session: Session) -> None:
    relate(session, "BEFORE", ("زار", 0), ("التقى", 1))
    relate(session, "BEFORE", ("التقى", 1), ("وقع", 2))
    edit = relate(session, "BEFORE", ("وقع", 2), ("زار", 0))
    ((warning, params),) = edit.warnings
    assert warning == "relations.warning.contradiction"
    assert dict(params)["links"].splitlines() == ["زار\tBEFORE\tالتقى", "التقى\tBEFORE\tوقع"]
    (trouble,) = session.closure.contradictions()
    assert len(trouble.links) == 3


@pytest.mark.parametrize("make", [mentions.delete, reviews.reject])
def test_what_leads_here_goes_with_the_mention_and_comes_back_with_it(session: Session, make: object) -> None:
    relate(session, "BEFORE", ("زار", 0), ("وقع", 1))
    relate(session, "CAUSES", ("التقى", 2), ("وقع", 1))
    relate(session, "BEFORE", ("وقع", 1), ("زار", 1))
    before = every(session)
    done = session.do(make(session.article, "وقع1"))
    gone = [change for change in done.changes if isinstance(change.row, Relation)]
    assert len(gone) == 3, "one change set"
    kept = [row for each in session.store.article_ids() for row in session.store.relations(each)]
    assert all(row.status == "rejected" for row in kept)
    assert not session.closure.contradictions()
    assert session.closure.relations_of("زار0") == []
    fresh(session)
    session.undo()
    assert every(session) == before
    fresh(session)
    at(session, 0)
    fresh(session)
    assert len(session.article.relations) == 1
    session.redo()
    session.undo()
    at(session, 0)
    assert len(session.closure.relations_of("زار0")) == 1


def test_an_open_article_follows_what_becomes_of_the_other_end(session: Session) -> None:
    relate(session, "BEFORE", ("زار", 0), ("وقع", 1))
    store, ids = session.store, session.store.article_ids()
    cluster = Cluster("event", "V", "حدث")
    other = store.mention("وقع1")
    session.do(Edit("x", (Change(None, cluster), Change(other, replace(other, cluster=cluster.id)))))
    assert session.article.end("وقع1").cluster == cluster.id
    session.do(regroup.take_out(cluster, mentions=store.cluster_mentions(cluster.id)))
    assert session.article.end("وقع1").cluster is None
    other = store.mention("وقع1")
    session.do(Edit("x", (Change(other, replace(other, start=other.start + 1)),)))
    assert session.article.words_of("وقع1") == "قع"
    assert session.article.row.id == ids[0]
    fresh(session)


def test_mentions_that_become_one_keep_what_leads_to_them(session: Session) -> None:
    relate(session, "BEFORE", ("زار", 0), ("وقع", 1))
    relate(session, "CAUSES", ("التقى", 1), ("زار", 2))
    session.do(mentions.merge_next(session.article, "التقى1"))
    assert every(session) == [("BEFORE", "زار0", "التقى1"), ("CAUSES", "التقى1", "زار2")]
    fresh(session)


def test_check_finds_a_relation_whose_end_is_gone(session: Session, tmp_path: Path) -> None:
    relate(session, "BEFORE", ("زار", 0), ("وقع", 1))
    copy = tmp_path / "copy.tawsim"
    shutil.copy(session.store.backup(), copy)
    with sqlite3.connect(copy) as connection:
        connection.execute("DELETE FROM mention WHERE id = 'وقع1'")
    found = check(copy)
    assert any(each.code == "foreign_key" and each.params["table"] == "relation" for each in found), found
