"""Other names of a cluster: added, taken away, refused calmly; kept through merge, split and another name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.check import check
from db.labelset import preset
from db.rows import Cluster
from db.store import Store
from desktop.edits import EditRefused, aliases, clusters, regroup
from desktop.session import Session
from tests.ui.panel_kit import bundles


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    store = Store.create(tmp_path / "c.tawsim", preset("news"))
    store.bulk_import(bundles())
    session = Session(store)
    yield session
    session.close()
    assert check(tmp_path / "c.tawsim") == []


def stored(session: Session, ref: str) -> Cluster:
    found = session.store.find_cluster("entity", ref)
    assert found is not None
    return found


def name(session: Session, ref: str, *names: str) -> Cluster:
    for each in names:
        session.do(aliases.add(stored(session, ref), alias=each))
    return stored(session, ref)


def merge(session: Session, kept: Cluster, gone: Cluster) -> None:
    moved = session.store.cluster_mentions(gone.id)
    session.do(regroup.merge(kept, gone, mentions=moved, ties=(), ref_taken=session.ref_taken("entity")))


def test_each_is_one_step_and_is_undone(session: Session) -> None:
    assert name(session, "E-putin", "القيصر", " Vladimir   Putin ").aliases == ("القيصر", "Vladimir Putin")
    last = session.last
    assert last is not None
    assert (last.label, dict(last.params)) == (
        "cluster.alias_add", {"alias": "Vladimir Putin", "cluster": "فلاديمير بوتين"}
    )  # fmt: skip
    done = session.do(aliases.remove(stored(session, "E-putin"), alias="القيصر"))
    assert done is not None
    assert len(done.changes) == 1
    for wanted in (("القيصر", "Vladimir Putin"), ("القيصر",), ()):
        session.undo()
        assert stored(session, "E-putin").aliases == wanted
    while session.redo():
        pass
    assert stored(session, "E-putin").aliases == ("Vladimir Putin",)


@pytest.mark.parametrize(
    ("alias", "code", "named"),
    [("", "blank", None), (" \n ", "blank", None), ("القَيصر", "alias_known", "القيصر"),
     ("فلاديمير  بوتِين", "alias_is_name", "فلاديمير بوتين")],
)  # fmt: skip
def test_what_says_nothing_new_is_refused(session: Session, alias: str, code: str, named: str | None) -> None:
    putin = name(session, "E-putin", "القيصر")
    with pytest.raises(EditRefused) as caught:
        aliases.add(putin, alias=alias)
    assert (caught.value.code, caught.value.params.get("name")) == (code, named)
    with pytest.raises(EditRefused) as caught:
        aliases.remove(putin, alias="آخر")
    assert caught.value.code == "alias_gone"


def test_merging_keeps_both_lists_and_the_name_that_goes(session: Session) -> None:
    kim = name(session, "E-kim", "القيصَر", "الزعيم")
    putin = name(session, "E-putin", "القيصر")
    merge(session, putin, kim)
    assert stored(session, "E-putin").aliases == ("القيصر", "كيم جونغ أون", "الزعيم")
    session.undo()
    assert (stored(session, "E-putin"), stored(session, "E-kim")) == (putin, kim)


def test_a_name_that_goes_is_none_of_its_own_where_it_is_alike(session: Session) -> None:
    session.do(clusters.rename(stored(session, "E-kim"), name="فلاديمير بوتِين"))
    merge(session, stored(session, "E-putin"), stored(session, "E-kim"))
    assert stored(session, "E-putin").aliases == ()


def test_splitting_leaves_them_where_they_are(session: Session) -> None:
    putin = name(session, "E-putin", "القيصر")
    some = session.store.cluster_mentions(putin.id)[:2]
    session.do(regroup.split(putin, mentions=some, name="آخر", ref_taken=session.ref_taken("entity")))
    assert stored(session, "E-putin").aliases == ("القيصر",)
    assert stored(session, "E-آخر").aliases == ()


def test_what_becomes_the_name_is_no_other_name_any_more(session: Session) -> None:
    putin = name(session, "E-putin", "القيصر", "الرئيس")
    session.do(clusters.rename(putin, name="القيصر"))
    assert (stored(session, "E-putin").name, stored(session, "E-putin").aliases) == ("القيصر", ("الرئيس",))
    session.undo()
    assert stored(session, "E-putin") == putin
