"""Clusters as wholes: merging, splitting and moving across articles, what one is, and who acts for whom."""

import pytest

from db.check import check
from db.labelset import preset
from db.rows import Cluster, Tie
from db.store import Store
from desktop.edits import EditRefused, clusters, regroup, reviews
from desktop.session import Session
from tests.desktop.rows import article, mention, put
from tests.ui.panel_kit import bundles


@pytest.fixture
def session(tmp_path):
    store = Store.create(tmp_path / "c.tawsim", preset("news"), author="أمل")
    store.bulk_import(bundles())
    session = Session(store)
    yield session
    session.close()
    assert check(tmp_path / "c.tawsim") == []


def named(session, name):
    found = session.store.all_clusters("entity")
    return next(line.cluster for line in found if line.cluster.name == name)


def counts(session):
    return {line.cluster.name: (line.mentions, line.articles) for line in session.store.all_clusters("entity")}


def merge(session, kept, gone):
    store = session.store
    return regroup.merge(
        kept, gone, mentions=store.cluster_mentions(gone.id), ties=store.ties(), ref_taken=session.ref_taken(kept.kind)
    )


def test_merging_moves_every_mention_of_all_articles_and_is_undone_in_one_step(session):
    putin, kim = named(session, "فلاديمير بوتين"), named(session, "كيم جونغ أون")
    before = counts(session)
    session.open(session.store.article_ids()[0])
    done = session.do(merge(session, putin, kim))
    assert done.label == "cluster.merge"
    total = tuple(map(sum, zip(*before.values(), strict=True)))
    assert counts(session) == {"فلاديمير بوتين": (total[0], 2)}
    assert session.store.clusters([kim.id]) == {}
    assert {each.cluster for each in session.article.mentions.values()} <= {putin.id, None}
    session.undo()
    assert counts(session) == before
    assert kim.id in session.article.clusters or kim.id in session.store.clusters([kim.id])
    session.redo()
    assert session.store.clusters([kim.id]) == {}


def test_merging_keeps_what_only_the_other_knew_and_what_was_said_of_it(session):
    putin, kim = named(session, "فلاديمير بوتين"), named(session, "كيم جونغ أون")
    session.do(regroup.describe(kim, label="PER", external="Q56226", note="زعيم"))
    kim = named(session, "كيم جونغ أون")
    mention = session.store.cluster_mentions(putin.id)[0]
    session.open(mention.article)
    session.do(clusters.distinguish(session.article, mention.id, other=kim.id, name=kim.name))
    session.do(regroup.affiliate(kim, putin, ties=session.store.ties()))
    session.do(merge(session, putin, kim))
    kept = named(session, "فلاديمير بوتين")
    assert (kept.external, kept.note) == ("Q56226", "زعيم")
    assert [(tie.kind, tie.one, tie.other) for tie in session.store.ties()] == [("distinct", mention.id, putin.id)]


def test_splitting_and_moving_back(session):
    putin = named(session, "فلاديمير بوتين")
    before = counts(session)
    mentions = session.store.cluster_mentions(putin.id)
    taken = session.ref_taken("entity")
    session.do(regroup.split(putin, mentions=mentions[-1:], name="بوتين آخر", ref_taken=taken))
    other = named(session, "بوتين آخر")
    assert session.store.cluster_line(other.id).mentions == 1
    moved = session.store.cluster_mentions(other.id)
    session.do(regroup.move(other, putin, mentions=moved, ref_taken=taken))
    assert {name: count for name, count in counts(session).items() if count[0]} == before
    session.do(regroup.take_out(putin, mentions=session.store.cluster_mentions(putin.id)[:1]))
    assert session.store.cluster_line(putin.id).mentions == before["فلاديمير بوتين"][0] - 1


def test_what_cannot_be(session):
    putin, kim = named(session, "فلاديمير بوتين"), named(session, "كيم جونغ أون")
    taken = session.ref_taken("entity")
    mentions = session.store.cluster_mentions(putin.id)
    with pytest.raises(EditRefused, match="same_cluster"):
        merge(session, putin, putin)
    with pytest.raises(EditRefused, match="nothing_chosen"):
        regroup.split(putin, mentions=[], name="x", ref_taken=taken)
    with pytest.raises(EditRefused, match="blank"):
        regroup.split(putin, mentions=mentions, name=" ", ref_taken=taken)
    with pytest.raises(EditRefused, match="moved"):
        regroup.move(kim, putin, mentions=mentions, ref_taken=taken)
    with pytest.raises(EditRefused, match="known"):
        regroup.affiliate(putin, kim, ties=[Tie("affiliated", kim.id, putin.id)])


def test_what_a_person_splits_off_a_chain_is_the_corpus_own() -> None:
    opened = article()
    chain = Cluster(kind="entity", ref="X-1", name="بوتين", scope="article", source="model")
    put(opened, chain)
    one = mention(opened, "بوتين", "PER", cluster=chain.id)
    edit = regroup.split(chain, mentions=[one], name="آخر", ref_taken=lambda ref: ref == "آخر")
    made = edit.changes[0].after
    assert isinstance(made, Cluster)
    assert (made.scope, made.ref) == ("", "آخر-2")


def test_a_cluster_is_removed_only_when_no_mention_is_in_it_and_comes_back_in_one_step(session):
    putin, kim, store = named(session, "فلاديمير بوتين"), named(session, "كيم جونغ أون"), session.store
    session.open(store.article_ids()[0])
    session.do(regroup.affiliate(putin, kim, ties=store.ties()))

    def remove():
        return regroup.remove(kim, mentions=store.cluster_mentions(kim.id), ties=store.ties())

    with pytest.raises(EditRefused, match="in_use"):
        remove()
    inside = store.cluster_mentions(kim.id)
    session.do(regroup.take_out(kim, mentions=inside[1:]))
    session.do(reviews.reject(session.article, inside[0].id))
    done = session.do(remove())
    assert (done.label, dict(done.params)) == ("cluster.remove", {"cluster": kim.name})
    assert store.clusters([kim.id]) == {}
    assert store.ties() == []
    assert store.mention(inside[0].id).cluster is None
    session.undo()
    assert store.clusters([kim.id]) == {kim.id: kim}
    assert len(store.ties()) == 1
    assert store.mention(inside[0].id).cluster == kim.id
