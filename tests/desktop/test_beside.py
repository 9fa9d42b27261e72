"""Two articles open at once: both live, one active; they change places, undo goes where it belongs, none is twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.labelset import preset
from db.rows import Change, Mention
from db.store import Store
from desktop.edits import EditRefused, clusters, mentions, reviews
from desktop.session import Session
from tests.ui.panel_kit import bundles


@pytest.fixture
def session(tmp_path: Path):
    store = Store.create(tmp_path / "c.tawsim", preset("news"))
    store.bulk_import(bundles())
    session = Session(store)
    one, two = store.article_ids()
    session.open(one)
    session.open_beside(two)
    yield session
    session.close()


def news(session: Session) -> list[str]:
    """What is told from now on, by name, in order."""
    heard: list[str] = []
    listeners = session.listeners
    listeners.opened.append(lambda article: heard.append(f"opened {article.row.ref}" if article else "opened nothing"))
    listeners.beside.append(lambda article: heard.append(f"beside {article.row.ref}" if article else "beside nothing"))
    listeners.swapped.append(lambda _nothing: heard.append("swapped"))
    listeners.selected.append(lambda mention: heard.append("selected one" if mention else "selected nothing"))
    return heard


def refs(session: Session) -> list[str]:
    return [article.row.ref for article in session.opened]


def named(article, words: str, nth: int = 0) -> Mention:
    return [each for each in article.ordered if article.text_of(each) == words][nth]


def test_two_are_open_and_one_is_active(session: Session) -> None:
    assert refs(session) == ["000", "001"]
    assert session.article.row.ref == "000"
    assert session.companion.row.ref == "001"


def test_swapping_takes_the_selections_along(session: Session) -> None:
    here = named(session.article, "بوتين").id
    session.select(here)
    heard = news(session)
    session.swap()
    assert heard == ["swapped", "opened 001", "selected nothing"]
    assert refs(session) == ["001", "000"]
    assert (session.selected, session.selected_beside) == (None, here)
    there = named(session.article, "بوتين").id
    session.select(there)
    session.swap()
    assert (session.selected, session.selected_beside) == (here, there)


def test_opening_the_one_beside_swaps_and_nothing_is_in_memory_twice(session: Session) -> None:
    one, two = session.article, session.companion
    assert session.open(two.row.id) is two
    assert session.opened == [two, one]
    assert session.open_beside(two.row.id) is None, "the open article cannot stand beside itself"
    assert session.opened == [two, one]


def test_opening_beside_may_select_a_mention_there(session: Session) -> None:
    there = named(session.companion, "بوتين").id
    session.close_beside()
    assert refs(session) == ["000"]
    heard = news(session)
    session.open_beside(session.store.article_ids()[1], mention_id=there)
    assert session.selected_beside == there
    session.open_beside(session.store.article_ids()[1], mention_id="nothing")
    assert session.selected_beside == there
    assert heard == ["beside 001", "beside 001"]


def test_an_edit_is_taken_over_by_both(session: Session) -> None:
    mention = named(session.article, "بوتين")
    cluster = session.article.clusters[mention.cluster]
    session.do(clusters.rename(cluster, name="الرئيس"))
    assert [each.clusters[cluster.id].name for each in session.opened] == ["الرئيس", "الرئيس"]
    session.undo()
    assert [each.clusters[cluster.id].name for each in session.opened] == [cluster.name] * 2


def test_an_edit_of_the_one_beside_is_its_own_history_and_undo_goes_there(session: Session) -> None:
    there = named(session.companion, "بوتين")
    session.do(reviews.accept(session.companion, there.id))
    assert session.companion.mentions[there.id].status == "accepted"
    assert session.companion.row.state == "in_progress"
    assert session.article.row.state == "new"
    assert session.last.article == session.companion.row.id
    session.undo()
    assert refs(session) == ["001", "000"]
    assert session.selected == there.id
    assert session.article.mentions[there.id].status == "suggested"
    assert session.article.row.state == "new"


def test_one_undo_stack_for_both(session: Session) -> None:
    here, there = named(session.article, "بوتين"), named(session.companion, "بوتين")
    session.do(reviews.accept(session.article, here.id))
    session.swap()
    session.do(reviews.reject(session.article, there.id))
    session.undo()
    assert refs(session) == ["001", "000"]
    session.undo()
    assert refs(session) == ["000", "001"], "the one taken back last"
    assert session.article.mentions[here.id].status == "suggested"
    assert session.companion.mentions[there.id].status == "suggested"
    session.redo()
    session.redo()
    assert session.store.mention(there.id).status == "rejected"


def test_what_is_selected_beside_goes_with_its_mention(session: Session) -> None:
    there = named(session.companion, "بوتين").id
    session.open_beside(session.companion.row.id, mention_id=there)
    session.do(mentions.delete(session.companion, there))
    assert session.selected_beside is None


def test_an_import_reads_both_again(session: Session) -> None:
    before = session.opened
    session.reload()
    assert refs(session) == ["000", "001"]
    assert all(now is not then for now, then in zip(session.opened, before, strict=True))


def test_an_import_keeps_what_is_selected(session: Session) -> None:
    here, there = named(session.article, "بوتين", 1).id, named(session.companion, "بوتين").id
    session.select(here)
    session.open_beside(session.companion.row.id, mention_id=there)
    heard = news(session)
    session.reload()
    assert (session.selected, session.selected_beside) == (here, there)
    assert heard[-1] == "selected one"
    session.store.commit("x", [Change(session.article.mentions[here], None)])
    session.reload()
    assert (session.selected, session.selected_beside) == (None, there)


def test_closing_the_article_closes_both(session: Session) -> None:
    heard = news(session)
    session.close_article()
    assert session.opened == []
    assert heard == ["beside nothing", "opened nothing"]
    assert session.open_beside(session.store.article_ids()[1]) is None


def join(session: Session, here: Mention, there: Mention, *, whole_chain: bool = True):
    return clusters.join(
        session.article, here.id, other_article=session.companion, other_id=there.id, whole_chain=whole_chain,
        ref_taken=session.ref_taken(here.kind),
    )  # fmt: skip


def test_two_mentions_without_a_cluster_get_a_new_one_in_one_step(session: Session) -> None:
    start = session.companion.text.index("المطار")
    session.do(
        mentions.create(
            session.companion, session.labels, kind="entity", label="FAC", start=start, end=start + 6, layer="main"
        )
    )
    here, there = named(session.article, "بيونغ يانغ"), named(session.companion, "المطار")
    session.do(join(session, here, there))
    cluster = session.article.mentions[here.id].cluster
    assert cluster is not None
    assert cluster == session.companion.mentions[there.id].cluster
    assert session.article.clusters[cluster] == session.companion.clusters[cluster]
    assert session.article.clusters[cluster].name == "بيونغ يانغ"
    assert session.last.article == session.article.row.id
    session.undo()
    assert session.article.mentions[here.id].cluster is None
    assert session.store.mention(there.id).cluster is None


def test_a_mention_joins_the_cluster_of_the_other(session: Session) -> None:
    here, there = named(session.article, "بيونغ يانغ"), named(session.companion, "بوتين")
    session.do(join(session, here, there))
    assert session.article.mentions[here.id].cluster == there.cluster
    with pytest.raises(EditRefused, match="same_cluster"):
        join(session, here, there)


def test_where_only_this_one_has_a_cluster_the_other_joins_it(session: Session) -> None:
    session.swap()
    here, there = named(session.article, "بوتين"), named(session.companion, "بيونغ يانغ")
    session.do(join(session, here, there))
    assert session.companion.mentions[there.id].cluster == here.cluster
    assert session.last.article == session.companion.row.id


def test_an_event_and_an_entity_are_not_linked(session: Session) -> None:
    with pytest.raises(EditRefused, match="wrong_kind"):
        join(session, named(session.article, "مباحثات"), named(session.companion, "بوتين"))
