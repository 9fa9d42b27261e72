"""Edits of relations: what is refused and why, what is warned about, what becomes of suggestions."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from db.bundle import ArticleBundle
from db.rows import Mention, Relation
from db.store import Store
from desktop import wording
from desktop.edits import Edit, EditRefused, clusters, relations
from desktop.messages import Messages
from desktop.session import Session
from tests.db.corpora import article as head_of
from tests.desktop.rows import labels

LABELS = labels()
TEXT = "زار بوتين كيم ثم التقى به ووقع اتفاقا وغادر البلاد وأعلن ذلك"
TRIGGERS = ("زار", "التقى", "وقع", "غادر", "أعلن")


@pytest.fixture
def session(tmp_path: Path):
    store = Store.create(tmp_path / "c.tawsim", LABELS)
    bundles = []
    for number in (0, 1):
        row = head_of(f"{number}", text=TEXT, position=number)
        made = [
            Mention(row.id, "event", "Contact:Meet", TEXT.index(word), TEXT.index(word) + len(word),
                    id=f"{word}{number}", status="accepted")
            for word in TRIGGERS
        ]  # fmt: skip
        hint = Relation(row.id, "BEFORE", made[0].id, made[1].id, source="rel-1", id=f"hint{number}")
        bundles.append(ArticleBundle(row, TEXT, (), (), tuple(made), (), (hint,)))
    store.bulk_import(bundles)
    session = Session(store)
    session.open(store.articles()[0].article.id)
    yield session
    session.close()


def relate(session: Session, kind: str, head: str, tail: str) -> Edit:
    number = session.store.article(session.article.row.id).position
    edit = relations.add(
        session.article, LABELS, type=kind, head=f"{head}{number}", tail=f"{tail}{number}", closure=session.closure
    )
    session.do(edit)
    return edit


def one(session: Session, kind: str) -> Relation:
    (found,) = [row for row in session.article.relations.values() if row.type == kind and row.source == "human"]
    return found


def test_a_relation_said_backwards_is_the_same_one(session: Session) -> None:
    relate(session, "BEFORE", "وقع", "غادر")
    relate(session, "SIMULTANEOUS", "وقع", "أعلن")
    for kind, head, tail in (("BEFORE", "وقع", "غادر"), ("AFTER", "غادر", "وقع"), ("SIMULTANEOUS", "أعلن", "وقع")):
        with pytest.raises(EditRefused) as refused:
            relate(session, kind, head, tail)
        assert refused.value.code == "duplicate_relation"


def test_adding_what_was_suggested_accepts_it(session: Session) -> None:
    relate(session, "AFTER", "التقى", "زار")
    assert list(session.article.relations) == ["hint0"]
    row = session.article.relations["hint0"]
    assert (row.type, row.status, row.source) == ("BEFORE", "accepted", "rel-1")


def test_retype_and_flip(session: Session) -> None:
    relate(session, "BEFORE", "وقع", "غادر")
    row = one(session, "BEFORE")
    session.do(relations.flip(session.article, LABELS, row.id, closure=session.closure))
    assert (one(session, "BEFORE").head, one(session, "BEFORE").tail) == (row.tail, row.head)
    session.do(relations.retype(session.article, LABELS, row.id, type="CAUSES", closure=session.closure))
    assert one(session, "CAUSES").id == row.id
    session.undo()
    session.undo()
    assert session.article.relations[row.id] == row
    session.do(relations.retype(session.article, LABELS, row.id, type="SIMULTANEOUS"))
    for make, code in (
        (lambda: relations.flip(session.article, LABELS, row.id), "symmetric"),
        (lambda: relations.retype(session.article, LABELS, row.id, type="XYZ"), "relation"),
        (lambda: relations.flip(session.article, LABELS, "none"), "gone"),
    ):
        with pytest.raises(EditRefused) as refused:
            make()
        assert refused.value.code == code


def test_suggestions_are_accepted_corrected_or_kept_as_rejected(session: Session) -> None:
    session.do(relations.accept(session.article, "hint0", closure=session.closure))
    assert session.article.relations["hint0"].status == "accepted"
    session.do(relations.flip(session.article, LABELS, "hint0", closure=session.closure))
    assert session.article.relations["hint0"].status == "edited"
    session.do(relations.reject(session.article, "hint0"))
    assert session.article.relations["hint0"].status == "rejected"
    relate(session, "BEFORE", "وقع", "غادر")
    session.do(relations.remove(session.article, one(session, "BEFORE").id))
    assert list(session.article.relations) == ["hint0"]


def test_circles_are_refused_with_the_links_that_lead_back(session: Session) -> None:
    relate(session, "SUBEVENT", "وقع", "التقى")
    relate(session, "SUBEVENT", "التقى", "زار")
    with pytest.raises(EditRefused) as refused:
        relate(session, "SUBEVENT", "زار", "وقع")
    assert refused.value.code == "relation_circle"
    messages = Messages("ar")
    told = messages.tr(refused.value.key, **wording.params(messages, LABELS, refused.value.params))
    for words in ("وقع", "التقى", "زار", "جزء من"):
        assert words in told
    assert relate(session, "CAUSES", "زار", "وقع").warnings == ()
    relate(session, "CAUSES", "وقع", "غادر")
    with pytest.raises(EditRefused, match="relation_circle"):
        relate(session, "CAUSES", "غادر", "زار")
    relate(session, "BEFORE", "غادر", "زار")
    relate(session, "CAUSES", "زار", "غادر")
    back, short = one(session, "BEFORE"), _of(session, "زار", "غادر")
    for make in (
        lambda: relations.retype(session.article, LABELS, back.id, type="CAUSES", closure=session.closure),
        lambda: relations.flip(session.article, LABELS, short, closure=session.closure),
    ):
        with pytest.raises(EditRefused, match="relation_circle"):
            make()


def _of(session: Session, head: str, tail: str) -> str:
    (row,) = [row for row in session.article.relations.values() if (row.head, row.tail) == (f"{head}0", f"{tail}0")]
    return row.id


def test_a_contradiction_is_made_with_a_warning_that_names_the_links(session: Session) -> None:
    relate(session, "BEFORE", "التقى", "وقع")
    relate(session, "BEFORE", "وقع", "غادر")
    edit = relate(session, "BEFORE", "غادر", "التقى")
    ((key, pairs),) = edit.warnings
    told = wording.warnings(Messages("en"), LABELS, edit.warnings)
    assert key == "relations.warning.contradiction"
    assert dict(pairs)["links"].count("\n") == 1
    for words in ("“⁨التقى⁩” before “⁨وقع⁩”", "“⁨وقع⁩” before “⁨غادر⁩”"):
        assert words in told
    (found,) = session.closure.contradictions()
    assert len(found.links) == 3


def test_a_cluster_is_one_event_across_articles(session: Session) -> None:
    store = session.store
    relate(session, "BEFORE", "وقع", "غادر")
    second = store.articles()[1].article.id
    taken = session.ref_taken("event")
    session.do(clusters.link_new(session.article, "غادر0", name="المغادرة", whole_chain=False, ref_taken=taken))
    cluster = session.article.mentions["غادر0"].cluster
    session.open(second)
    known = store.clusters([cluster])[cluster]
    session.do(clusters.link(session.article, "غادر1", cluster=known, whole_chain=False, ref_taken=taken))
    relate(session, "BEFORE", "غادر", "أعلن")
    (inferred,) = session.closure.inferred(session.article.mentions["أعلن1"])
    assert (inferred.type, inferred.tail) == ("AFTER", "وقع0")
    session.undo()
    session.undo()
    relate(session, "BEFORE", "غادر", "أعلن")
    assert session.closure.inferred(session.article.mentions["أعلن1"]) == []
    for mention in ("غادر1", "التقى1"):
        session.do(clusters.link(session.article, mention, cluster=known, whole_chain=False, ref_taken=taken))
    with pytest.raises(EditRefused) as refused:
        relate(session, "CAUSES", "التقى", "غادر")
    assert refused.value.code == "same_event"


def test_only_what_people_stand_behind_counts(session: Session) -> None:
    relate(session, "BEFORE", "التقى", "وقع")
    assert session.closure.inferred(session.article.mentions["زار0"]) == []
    session.do(relations.accept(session.article, "hint0", closure=session.closure))
    assert [each.tail for each in session.closure.inferred(session.article.mentions["زار0"])] == ["وقع0"]
    session.undo()
    assert session.closure.inferred(session.article.mentions["زار0"]) == []
    assert replace(session.article.relations["hint0"], status="accepted") != session.article.relations["hint0"]
