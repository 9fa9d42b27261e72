"""All entities of the corpus by real keys: those in no cluster are found, gone to and linked; the counts follow."""

from __future__ import annotations

from pathlib import Path

from db.check import check
from desktop.ui.panels.clusters import ClustersPanel
from tests.bench.rebuilding import prepared
from tests.e2e.hands import focus, panel, rows, tab_to
from tests.e2e.reviewer import Reviewer, run
from tests.e2e.test_links import ENGLISH
from tests.test_sample import FOLDER


def listed(r: Reviewer) -> ClustersPanel:
    """The panel in sight, showing what is in no cluster, by the keyboard alone."""
    found = panel(r, ClustersPanel)
    if found.visibleRegion().isEmpty():
        r.press("Alt+5")
    r.wait(lambda: not found.visibleRegion().isEmpty())
    for _ in range(12):
        if not found.isAncestorOf(focus()):
            r.press("F6")
    assert found.isAncestorOf(focus())
    tab_to(r, found.where)
    r.press("End")
    assert found.where.currentData() == "none"
    r.wait(lambda: not found._later.isActive())
    return found


def counts(found: ClustersPanel) -> dict[str, int]:
    """What the choices say they hold."""
    said = {found.where.itemData(at): found.where.itemText(at) for at in range(found.where.count())}
    return {where: int(text.split()[-1]) for where, text in said.items()}


def one_becomes_a_cluster(r: Reviewer) -> str:
    """Go to the second one, make a cluster of it, take that back and do it again; gives the cluster's id."""
    found, store = listed(r), r.session.store
    before, names = counts(found), rows(found.view)
    assert before["none"] == len(names) == store.count_unlinked("entity") > 2
    assert before["all"] == before["none"] + before["clusters"]
    tab_to(r, found.view)
    r.press("Home")
    r.press("Down")
    wanted = found.model.mention(1)
    assert wanted is not None
    r.press("Enter")
    assert (r.session.selected, r.article.row.id) == (wanted.mention, wanted.article)
    tab_to(r, found.free.buttons["new"])
    r.press("Space")
    mention = store.mention(wanted.mention)
    assert mention is not None
    assert mention.cluster is not None
    assert rows(found.view) == [*names[:1], *names[2:]]
    after = {"none": before["none"] - 1, "clusters": before["clusters"] + 1, "one": before["one"] + 1}
    assert counts(found) == before | after
    r.press("Ctrl+z")
    assert (rows(found.view), counts(found)) == (names, before)
    r.press("Ctrl+y")
    assert found.card.cluster_id == mention.cluster, "what is selected is in a cluster now, which is shown"
    return mention.cluster


def another_is_linked_to(r: Reviewer, cluster: str) -> list[str]:
    """Link the first one to the cluster; gives what is left in the list."""
    found, store = panel(r, ClustersPanel), r.session.store
    many = len(rows(found.view))
    tab_to(r, found.view)
    r.press("Home")
    tab_to(r, found.free.buttons["link"])
    r.press("Space")
    assert r.palette is not None, "the candidates for the mention of the row"
    target = found.free.mention
    assert target is not None
    assert r.session.selected == target.mention
    r.type(store.clusters([cluster])[cluster].name)
    r.press("Enter")
    linked = store.mention(target.mention)
    assert linked is not None
    assert linked.cluster == cluster
    assert len(rows(found.view)) == many - 1
    return rows(found.view)


def test_what_is_in_no_cluster_is_worked_through_from_the_list(tmp_path: Path) -> None:
    path, _wanted = prepared(tmp_path, sorted(FOLDER.glob("*.gold.json"))[:2])
    left: list[str] = []

    def first(r: Reviewer) -> None:
        left.extend(another_is_linked_to(r, one_becomes_a_cluster(r)))

    def again(r: Reviewer) -> None:
        found = listed(r)
        assert rows(found.view) == left
        tab_to(r, found.search, back=True)
        mention = found.model.mention(0)
        assert mention is not None
        r.type(mention.words)
        assert left[0] in rows(found.view)
        assert len(rows(found.view)) < len(left)

    run([str(path), *ENGLISH], first)
    run([str(path), *ENGLISH], again)
    assert check(path) == []
