"""Links: within an article, to another article's entity, new, taken away; a cluster's mentions in all articles."""

from __future__ import annotations

from pathlib import Path

from desktop.ui.dialogs.cluster_palette import NewCluster
from desktop.ui.models.cluster_mentions import ENTRY
from desktop.ui.panels.clusters import ClustersPanel
from tests.e2e import hands, papers
from tests.e2e.hands import click, click_row, panel, rows, said
from tests.e2e.reviewer import Reviewer, run
from tests.e2e.test_review_by_keyboard import to, words

ENGLISH = ["--language", "en", "--theme", "light"]


def cluster_of(r: Reviewer, text: str, nth: int = 0) -> str | None:
    """The name of the cluster the nth mention with a text is in."""
    found = [m for m in r.article.ordered if r.article.text_of(m) == text][nth]
    return r.article.clusters[found.cluster].name if found.cluster else None


def spread(r: Reviewer, name: str) -> str:
    """What the clusters panel says below a cluster's name: how many mentions in how many articles."""
    card = card_of(r, name).card
    return hands.plain(card.counts.text())


def card_of(r: Reviewer, name: str) -> ClustersPanel:
    """The clusters panel with a cluster in it, found by its name."""
    found = panel(r, ClustersPanel)
    if found.visibleRegion().isEmpty():
        r.press("Alt+5")
        r.wait(lambda: not found.visibleRegion().isEmpty())
    click(r, found.search)
    hands.type_path(r, name)
    assert found.model.rowCount(), f"no cluster {name!r}"
    click_row(r, found.view, 0)
    return found


def in_two_articles(path: Path) -> None:
    """Name the minister in one article, link him from the other."""

    def script(r: Reviewer) -> None:
        to(r, "رئيس الوزراء سامي الحدّاد")
        r.press("n")
        assert cluster_of(r, "رئيس الوزراء سامي الحدّاد") == "رئيس الوزراء سامي الحدّاد"
        assert cluster_of(r, "الحدّاد") == "رئيس الوزراء سامي الحدّاد", "the whole suggested chain goes with it"
        r.press("Ctrl+PgDn")
        to(r, "سامى الحداد")
        r.press("g")
        assert r.palette is not None
        first = r.palette.rows()[0]
        assert first.title == "رئيس الوزراء سامي الحدّاد", "another spelling, found by part of the name"
        assert "name" in first.below
        r.press("1")
        assert said(r).startswith("Done: link “سامى الحداد” to")

    run([str(path), *ENGLISH], script)


def test_a_chain_becomes_an_entity_of_all_articles(tmp_path: Path) -> None:
    path = papers.corpus(tmp_path)
    in_two_articles(path)

    def again(r: Reviewer) -> None:
        assert r.article.row.ref == "visit"
        found = card_of(r, "سامي الحداد")
        assert spread(r, "سامي الحداد") == "5 mentions in 2 articles · labels differ:"
        told = rows(found.card.view)
        assert [line for line in told if line.startswith(("الحدّاد يزور", "لقاء في"))]
        here = [
            row for row in range(found.card.model.rowCount())
            if found.card.model.index(row).data(ENTRY).mention is not None
        ]  # fmt: skip
        assert len(here) == 5
        click_row(r, found.card.view, here[-1])
        assert r.article.row.ref == "meeting", "a click opens the other article"
        assert words(r) == "الحداد"
        assert r.view.mentions_at(r.letter(r.article.mentions[r.session.selected or ""].start + 2))
        click_row(r, found.card.view, here[0])
        assert r.article.row.ref == "visit"
        assert words(r) == "رئيس الوزراء سامي الحدّاد"

    run([str(path), *ENGLISH], again)


def test_one_key_links_to_the_likeliest(tmp_path: Path) -> None:
    path = papers.corpus(tmp_path)

    def script(r: Reviewer) -> None:
        to(r, "الحكومة")
        r.press("n")
        to(r, "مرسانة")
        r.press("3")
        r.press("n")
        r.press("Ctrl+PgDn")
        to(r, "مرسانه")
        r.press("c")
        assert cluster_of(r, "مرسانه") == "مرسانة", "one key, and the chain with it"
        assert cluster_of(r, "مرسانه", 1) == "مرسانة"
        to(r, "مرسانه", 1)
        r.press("u")
        assert cluster_of(r, "مرسانه", 1) is None
        assert cluster_of(r, "مرسانه") == "مرسانة"

    def again(r: Reviewer) -> None:
        r.press("Ctrl+PgDn") if r.article.row.ref == "visit" else None
        assert cluster_of(r, "مرسانه", 1) is None
        assert spread(r, "مرسانة") == "2 mentions in 2 articles"

    run([str(path), *ENGLISH], script)
    run([str(path), *ENGLISH], again)


def test_one_mention_alone_and_a_new_name(tmp_path: Path) -> None:
    path = papers.corpus(tmp_path)

    def script(r: Reviewer) -> None:
        to(r, "موسى الأشقري شركة أغرومار")
        r.press("g")
        r.type("شركة أغرومار")
        r.choose(lambda value: isinstance(value, NewCluster), shift=True)
        assert cluster_of(r, "موسى الأشقري شركة أغرومار") == "شركة أغرومار"
        assert cluster_of(r, "موسى") != "شركة أغرومار", "Shift: this mention alone"
        found = card_of(r, "شركة أغرومار")
        click(r, found.card.name)
        hands.type_path(r, "أغرومار")
        r.press("Enter")
        assert cluster_of(r, "موسى الأشقري شركة أغرومار") == "أغرومار", "renamed in its card"

    run([str(path), *ENGLISH], script)
    run([str(path), *ENGLISH], lambda r: card_of(r, "أغرومار"))


def test_events_link_across_articles(tmp_path: Path) -> None:
    path = papers.corpus(tmp_path)

    def script(r: Reviewer) -> None:
        to(r, "التقى")
        r.press("n")
        r.press("Ctrl+PgDn")
        to(r, "التقى")
        r.press("c")
        assert cluster_of(r, "التقى") == "التقى"

    def again(r: Reviewer) -> None:
        found = panel(r, ClustersPanel)
        r.press("Alt+5")
        r.wait(lambda: not found.visibleRegion().isEmpty())
        click(r, found.kinds.button("event"))
        assert spread(r, "التقى") == "2 mentions in 2 articles"

    run([str(path), *ENGLISH], script)
    run([str(path), *ENGLISH], again)
