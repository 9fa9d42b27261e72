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
    session.open(session.store.article_ids()[0])
    mention = next(each for each in session.article.ordered if each.kind == "entity" and each.cluster is None)
    session.do(clusters.distinguish(session.article, mention.id, other=kim.id, name=kim.name))
    session.do(merge(session, putin, kim))
    kept = named(session, "فلاديمير بوتين")
    assert (kept.external, kept.note) == ("Q56226", "زعيم")
    assert [(tie.kind, tie.one, tie.other) for tie in session.store.ties()] == [("distinct", mention.id, putin.id)]


# --- what was said not to be the same and is one now -----------------------------------------------------------------


@pytest.fixture
def told(session):
    """A mention of Putin in no cluster and one in his, each said not to be Kim, and the first not to be the second."""
    session.open(session.store.article_ids()[0])
    kim = named(session, "كيم جونغ أون")
    first, second = [each for each in session.article.ordered if session.article.text_of(each) == "بوتين"][:2]
    session.do(clusters.unlink(session.article, first.id))
    session.do(clusters.distinguish(session.article, first.id, other=kim.id, name=kim.name))
    session.do(clusters.distinguish(session.article, first.id, other=second.id, name="بوتين"))
    session.do(clusters.distinguish(session.article, second.id, other=kim.id, name=kim.name))
    warned = []
    session.listeners.warned.append(lambda edit: warned.extend(edit.warnings))
    return first.id, second.id, warned


def ways(session, first, second):
    """Every way by which what was said to be apart becomes one, and how many ties that contradicts."""
    putin, kim, store = named(session, "فلاديمير بوتين"), named(session, "كيم جونغ أون"), session.store
    other = next(each for each in store.cluster_mentions(kim.id) if each.article != session.article.row.id)
    there = Session(store).open(other.article)
    taken = session.ref_taken("entity")
    return {
        "link": (lambda: clusters.link(session.article, first, cluster=kim, whole_chain=True, ref_taken=taken), 1),
        "link to the other": (
            lambda: clusters.link(session.article, first, cluster=putin, whole_chain=True, ref_taken=taken), 1
        ),
        "join": (
            lambda: clusters.join(
                session.article, first, other_article=there, other_id=other.id, whole_chain=True, ref_taken=taken
            ), 1,
        ),
        "move": (lambda: regroup.move(putin, kim, mentions=[store.mention(second)], ref_taken=taken), 1),
        "merge": (lambda: merge(session, putin, kim), 1),
        "merge the other way": (lambda: merge(session, kim, putin), 1),
    }  # fmt: skip


NAMES = ["link", "link to the other", "join", "move", "merge", "merge the other way"]


@pytest.mark.parametrize("name", NAMES)
def test_however_it_becomes_one_what_was_said_is_taken_back_in_the_same_step(session, told, name):
    first, second, warned = told
    make, count = ways(session, first, second)[name]
    before = session.store.ties()
    session.do(make())
    assert len(session.store.ties()) == len(before) - count
    ((key, params),) = warned
    assert key == "board.taken_back"
    assert dict(params)["text"] == "بوتين"
    assert check(session.store.path) == []
    session.undo()
    assert set(session.store.ties()) == set(before)
    assert check(session.store.path) == []
    session.redo()
    assert len(session.store.ties()) == len(before) - count
    assert check(session.store.path) == []


def test_many_that_are_taken_back_are_counted(session, told):
    first, _second, warned = told
    kim = named(session, "كيم جونغ أون")
    putin, taken = named(session, "فلاديمير بوتين"), session.ref_taken("entity")
    session.do(clusters.link_new(session.article, first, name="هو", whole_chain=True, ref_taken=taken))
    session.do(merge(session, named(session, "هو"), kim))
    session.do(merge(session, putin, named(session, "هو")))
    assert warned == [
        ("board.taken_back", (("cluster", "كيم جونغ أون"), ("text", "بوتين"))),
        ("board.taken_back_all", (("count", "2"),)),
    ]
    assert session.store.ties() == []


def test_what_is_one_is_not_said_to_be_apart(session, told):
    _first, second, _warned = told
    putin = named(session, "فلاديمير بوتين")
    with pytest.raises(EditRefused) as refused:
        session.do(clusters.distinguish(session.article, second, other=putin.id, name=putin.name))
    assert refused.value.code == "together"


@pytest.mark.parametrize("turned", [False, True])
def test_that_one_belongs_to_the_other_ends_when_they_are_one_and_is_told(session, told, turned):
    warned = told[2]
    putin, kim = named(session, "فلاديمير بوتين"), named(session, "كيم جونغ أون")
    session.do(regroup.affiliate(*((putin, kim) if turned else (kim, putin)), ties=session.store.ties()))
    before = session.store.ties()
    session.do(merge(session, putin, kim))
    assert not [tie for tie in session.store.ties() if tie.kind == "affiliated"]
    names = sorted([putin.name, kim.name], reverse=turned)
    assert ("board.own_affiliation", (("cluster", names[0]), ("text", names[1]))) in warned
    session.undo()
    assert session.store.ties() == before


def test_of_two_affiliations_that_become_one_pair_the_kept_one_s_stays(session):
    putin, kim = named(session, "فلاديمير بوتين"), named(session, "كيم جونغ أون")
    session.open(session.store.article_ids()[0])
    city = next(each for each in session.article.ordered if session.article.text_of(each) == "بيونغ يانغ")
    taken = session.ref_taken("entity")
    session.do(clusters.link_new(session.article, city.id, name="بيونغ يانغ", whole_chain=True, ref_taken=taken))
    place = named(session, "بيونغ يانغ")
    session.do(regroup.affiliate(place, kim, ties=session.store.ties()))
    session.do(regroup.affiliate(putin, place, ties=session.store.ties()))
    session.do(merge(session, putin, kim))
    assert [(tie.one, tie.other) for tie in session.store.ties()] == [(putin.id, place.id)]


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
    edit = regroup.split(chain, mentions=[one], name="آخر", ref_taken=lambda ref: ref == "E-آخر")
    made = edit.changes[0].after
    assert isinstance(made, Cluster)
    assert (made.scope, made.ref) == ("", "E-آخر-2")


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
