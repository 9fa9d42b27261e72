"""A correction carried to the other places of the article: looked at, one left out, undone, there after reopening."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QListWidget

from db.check import check
from db.labelset import preset
from db.rows import Mention
from db.store import Store
from tests.e2e import hands
from tests.e2e.reviewer import Reviewer, corpus, run
from tests.ui.panel_kit import bundles


def labels_of(r: Reviewer, words: str) -> list[tuple[str, str]]:
    return [(label, status) for label, text, status in hands.mentions(r) if text == words]


def words_of(r: Reviewer, mention: Mention) -> str:
    return r.session.store.text(mention.article)[mention.start : mention.end]


def test_one_correction_in_all_places_but_one(tmp_path: Path) -> None:
    path = corpus(tmp_path)
    with Store.create(path, preset("news"), author="أمل") as store:
        store.bulk_import(bundles())
    before: list[list[tuple[str, str]]] = []

    def work(r: Reviewer) -> None:
        r.view.setFocus()
        first = next(each for each in r.article.ordered if r.article.text_of(each) == "بوتين")
        r.click(first.start + 1)
        r.press("6")
        before.append(labels_of(r, "بوتين"))
        r.session.select(first.id)
        r.press("i")
        listed = r.dialog().findChild(QListWidget)
        assert isinstance(listed, QListWidget)
        assert listed.count() == 2
        r.press("Down")
        r.press("Space")
        r.press("Enter")
        hands.closed(r)
        assert labels_of(r, "بوتين") == [("OCC", "edited"), ("OCC", "edited"), ("PER", "suggested")]
        assert hands.said(r) == "Corrected in 1 more place."
        r.press("Ctrl+z")
        assert labels_of(r, "بوتين") == before[0]
        r.press("Ctrl+y")

    def again(r: Reviewer) -> None:
        assert labels_of(r, "بوتين") == [("OCC", "edited"), ("OCC", "edited"), ("PER", "suggested")]
        r.view.setFocus()
        r.press("Ctrl+z")
        assert labels_of(r, "بوتين") == before[0]
        first = next(each for each in r.article.ordered if r.article.text_of(each) == "بوتين")
        r.session.select(first.id)
        r.press("i")
        r.dialog()
        r.press("Esc")
        hands.closed(r)
        assert labels_of(r, "بوتين") == before[0], "Escape leaves all as it is"
        r.session.select(next(each for each in r.article.ordered if each.kind == "event").id)
        r.press("i")
        r.wait(lambda: "No other place" in hands.said(r))

    run([str(path), "--language", "en"], work)
    run([str(path), "--language", "en"], again)


def test_one_correction_in_all_articles(tmp_path: Path) -> None:
    path = corpus(tmp_path)
    with Store.create(path, preset("news"), author="أمل") as store:
        store.bulk_import(bundles())

    def all_of(r: Reviewer) -> list[list[tuple[str, str, str]]]:
        store = r.session.store
        return [
            [(m.label, m.status, store.article(key).state) for m in store.mentions(key) if words_of(r, m) == "بوتين"]
            for key in store.article_ids()
        ]

    before: list[list[list[tuple[str, str, str]]]] = []

    def work(r: Reviewer) -> None:
        r.view.setFocus()
        first = next(each for each in r.article.ordered if r.article.text_of(each) == "بوتين")
        r.click(first.start + 1)
        r.press("6")
        before.append(all_of(r))
        r.session.select(first.id)
        r.press("Ctrl+Shift+i")
        listed = r.dialog().findChild(QListWidget)
        assert isinstance(listed, QListWidget)
        lines = [listed.item(row).text() for row in range(listed.count())]
        other = r.session.store.article(r.session.store.article_ids()[1]).title
        assert [other in line for line in lines] == sorted(other in line for line in lines)
        assert any(other in line for line in lines)
        assert not all(other in line for line in lines)
        r.press("Enter")
        r.wait(lambda: hands.said(r) == f"Corrected in {len(lines)} more places.")
        after = all_of(r)
        assert {label for article in after for label, _, _ in article} == {"OCC"}
        assert {state for article in after for _, _, state in article} == {"in_progress"}
        assert "suggested" not in {status for article in after for _, status, _ in article}
        r.press("Ctrl+z")
        assert all_of(r) == before[0]
        r.press("Ctrl+y")
        assert all_of(r) == after
        before.append(after)

    def again(r: Reviewer) -> None:
        assert all_of(r) == before[1]
        r.view.setFocus()
        r.press("Ctrl+z")
        assert all_of(r) == before[0]

    run([str(path), "--language", "en"], work)
    run([str(path), "--language", "en"], again)
    assert check(path) == []
