"""A cluster left empty goes with its last mention unless it holds what a person said; one step brings it back."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.check import check
from db.labelset import preset
from db.rows import Cluster, Mention
from db.store import Store
from desktop.edits import EditRefused, aliases, clusters, regroup
from desktop.session import Session
from tests.property.test_edits import bundles


@pytest.fixture
def session(tmp_path: Path):
    store = Store.create(tmp_path / "c.tawsim", preset("news"))
    store.bulk_import(bundles())
    session = Session(store)
    session.open("article1")
    yield session
    session.close()
    assert check(tmp_path / "c.tawsim") == []


def free(session: Session, count: int = 2) -> list[Mention]:
    """Entity mentions in no cluster."""
    found = [each for each in session.article.ordered if each.kind == "entity" and each.status != "rejected"]
    for each in found[:count]:
        if each.cluster is not None:
            session.do(clusters.unlink(session.article, each.id))
    return [session.article.mentions[each.id] for each in found[:count]]


def made(session: Session, mention: Mention, name: str = "") -> Cluster:
    """The new cluster that a mention is put in."""
    taken = session.ref_taken(mention.kind)
    session.do(
        clusters.link_new(
            session.article, mention.id, name=name, whole_chain=False, ref_taken=taken, alone_in=session.alone_in
        )
    )
    return session.store.row(Cluster, session.article.mentions[mention.id].cluster)


def linked(session: Session, mention: Mention, target: Cluster) -> None:
    taken = session.ref_taken(mention.kind)
    session.do(clusters.link(session.article, mention.id, cluster=target, whole_chain=False, ref_taken=taken))


def there(session: Session, cluster: Cluster) -> bool:
    return session.store.row(Cluster, cluster.id) is not None


def test_a_mention_alone_in_its_cluster_needs_no_new_one(session: Session) -> None:
    one, _ = free(session)
    own = made(session, one)
    seq = session.last.seq
    with pytest.raises(EditRefused) as refusal:
        made(session, one)
    assert (refusal.value.code, refusal.value.params) == ("alone", {"cluster": own.name})
    assert session.last.seq == seq
    assert made(session, one, name="اسم آخر").name == "اسم آخر", "another name is another cluster"
    assert not there(session, own)


def test_one_of_two_may_have_a_new_cluster(session: Session) -> None:
    one, two = free(session)
    own = made(session, one)
    linked(session, two, own)
    assert made(session, one).id != own.id
    assert there(session, own)


def test_an_emptied_cluster_goes_in_the_same_step_and_comes_back_with_it(session: Session) -> None:
    one, two = free(session)
    own, target = made(session, one), made(session, two)
    linked(session, one, target)
    assert not there(session, own)
    session.undo()
    assert session.store.row(Cluster, own.id) == own
    assert session.article.mentions[one.id].cluster == own.id
    session.redo()
    assert not there(session, own)
    session.undo()
    session.do(clusters.unlink(session.article, one.id))
    assert not there(session, own)
    session.undo()
    session.do(regroup.take_out(own, mentions=[session.store.mention(one.id)]))
    assert not there(session, own)
    session.undo()
    held = [session.store.mention(one.id)]
    session.do(regroup.move(own, target, mentions=held, ref_taken=session.ref_taken("entity")))
    assert not there(session, own)


def test_a_cluster_made_again_by_redo_goes_as_well(session: Session) -> None:
    one, _ = free(session)
    own = made(session, one)
    session.undo()
    session.redo()
    session.do(clusters.unlink(session.article, one.id))
    assert not there(session, own)


@pytest.mark.parametrize("said", ["name", "rename", "note", "external", "alias", "tie"])
def test_what_a_person_said_of_a_cluster_keeps_it(session: Session, said: str) -> None:
    one, two = free(session)
    own = made(session, one, name="اسم من عندي" if said == "name" else "")
    if said == "rename":
        session.do(clusters.rename(own, name="اسم جديد"))
    elif said in ("note", "external"):
        given = {"label": own.label, "external": "", "note": "", said: "Q1"}
        session.do(regroup.describe(own, **given))
    elif said == "alias":
        session.do(aliases.add(own, alias="كنية"))
    elif said == "tie":
        session.do(clusters.distinguish(session.article, two.id, other=own.id, name=own.name))
    session.do(clusters.unlink(session.article, one.id))
    assert there(session, own)


def test_a_model_s_cluster_stays(session: Session) -> None:
    found = [each for each in session.article.ordered if each.cluster is not None]
    given = session.store.row(Cluster, found[0].cluster)
    for each in session.store.cluster_mentions(given.id):
        session.do(regroup.take_out(given, mentions=[each]))
    assert there(session, given)
