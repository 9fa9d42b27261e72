"""Edits of links: one mention or its chain, a cluster known or new, of this article or of another."""

from __future__ import annotations

import pytest

from db.rows import Cluster
from desktop.edits import EditRefused, clusters
from tests.desktop.rows import apply, article, mention, put


def scene():
    opened = article()
    chain = Cluster(kind="entity", ref="X-1", name="بوتين", scope="article", source="model")
    putin = Cluster(kind="entity", ref="E-putin", name="فلاديمير بوتين")
    put(opened, chain)
    put(opened, putin)
    first = mention(opened, "بوتين", "PER", cluster=chain.id)
    second = mention(opened, "بوتين", "PER", nth=1, cluster=chain.id)
    return opened, chain, putin, first, second


def test_linking_one_of_a_chain_takes_the_chain_along() -> None:
    opened, _, putin, first, second = scene()
    edit = clusters.link(opened, first.id, cluster=putin, whole_chain=True, ref_taken=lambda ref: False)
    apply(opened, edit)
    assert {opened.mentions[m.id].cluster for m in (first, second)} == {putin.id}
    assert dict(edit.params)["count"] == "2"
    assert opened.mentions[first.id].status == "suggested"


def test_linking_only_this_one() -> None:
    opened, chain, putin, first, second = scene()
    apply(opened, clusters.link(opened, first.id, cluster=putin, whole_chain=False, ref_taken=lambda ref: False))
    assert opened.mentions[first.id].cluster == putin.id
    assert opened.mentions[second.id].cluster == chain.id


def test_a_mention_linked_by_hand_has_no_chain_any_more() -> None:
    opened, _, putin, first, second = scene()
    apply(opened, clusters.link(opened, first.id, cluster=putin, whole_chain=True, ref_taken=lambda ref: False))
    other = Cluster(kind="entity", ref="E-other", name="آخر")
    apply(opened, clusters.link(opened, first.id, cluster=other, whole_chain=True, ref_taken=lambda ref: False))
    assert opened.mentions[second.id].cluster == putin.id


def test_a_chain_of_another_article_becomes_a_cluster_of_the_corpus() -> None:
    opened, _, _, first, _ = scene()
    foreign = Cluster(kind="entity", ref="X-7", name="بوتين الرئيس", scope="another", source="model")
    taken = "E-بوتين_الرئيس"
    edit = clusters.link(opened, first.id, cluster=foreign, whole_chain=False, ref_taken=lambda ref: ref == taken)
    apply(opened, edit)
    assert (opened.clusters[foreign.id].scope, opened.clusters[foreign.id].ref) == ("", "E-بوتين_الرئيس-2")


def test_a_new_cluster_is_named_and_given_an_id_of_its_name() -> None:
    opened, _, _, first, _ = scene()
    apply(opened, clusters.link_new(opened, first.id, name=" E-putin ", whole_chain=False, ref_taken=lambda ref: False))
    made = opened.clusters[opened.mentions[first.id].cluster]
    assert (made.name, made.ref, made.kind, made.label) == ("E-putin", "E-putin", "entity", "PER")
    apply(opened, clusters.link_new(opened, first.id, name="", whole_chain=False, ref_taken=lambda ref: False))
    assert opened.clusters[opened.mentions[first.id].cluster].name == "بوتين"


def test_unlink_and_wrong_kind() -> None:
    opened, _, _, first, _ = scene()
    apply(opened, clusters.unlink(opened, first.id))
    with pytest.raises(EditRefused) as refused:
        clusters.unlink(opened, first.id)
    assert refused.value.code == "unlinked"
    visit = Cluster(kind="event", ref="C-visit", name="زيارة")
    with pytest.raises(EditRefused) as refused:
        clusters.link(opened, first.id, cluster=visit, whole_chain=False, ref_taken=lambda ref: False)
    assert refused.value.code == "wrong_kind"


def test_rename() -> None:
    opened, _, putin, *_ = scene()
    apply(opened, clusters.rename(putin, name="الرئيس بوتين"))
    assert opened.clusters[putin.id].name == "الرئيس بوتين"
    with pytest.raises(EditRefused):
        clusters.rename(putin, name="  ")


def test_linking_with_a_mention_in_no_cluster_names_it() -> None:
    opened, *_ = scene()
    said, told = (mention(opened, "بوتين", "PER", nth=nth) for nth in (0, 1))
    never = lambda ref: False  # noqa: E731
    edit = clusters.link_pair(opened, said.id, other=told, text="بوتين", ref_taken=never)
    assert (edit.label, dict(edit.params)) == ("cluster.link_pair", {"text": "بوتين", "other": "بوتين"})
    edit = clusters.link_pair(opened, said.id, other=told, text="كيم", where="لقاء", ref_taken=never)
    assert (edit.label, dict(edit.params)) == (
        "cluster.link_across", {"text": "بوتين", "other": "كيم", "where": "لقاء"},
    )  # fmt: skip


def test_an_id_is_found_in_few_questions_where_a_thousand_have_the_name() -> None:
    for held in (0, 1, 2, 3, 7, 8, 1000):
        taken = {"C-قال", *(f"C-قال-{number}" for number in range(2, held + 1))} if held else set()
        asked: list[str] = []

        def ref_taken(ref: str, taken: set[str] = taken, asked: list[str] = asked) -> bool:
            asked.append(ref)
            return ref in taken

        assert clusters.free_ref("قال", ref_taken, kind="event") == (f"C-قال-{held + 1}" if held else "C-قال")
        assert len(asked) <= 22


def test_ids_of_new_clusters_are_of_one_kind_with_those_of_files() -> None:
    assert clusters.free_ref("الرئيس  الروسي", lambda _ref: False, kind="entity") == "E-الرئيس_الروسي"
    assert clusters.free_ref(" ", lambda _ref: False, kind="event") == "C-cluster"
    assert clusters.free_ref("D-2024-10-10", lambda _ref: False, kind="entity") == "D-2024-10-10", "typed as an id"
    assert clusters.free_ref("COVID 19", lambda _ref: False, kind="entity") == "E-COVID_19"
