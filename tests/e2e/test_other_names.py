"""Other names by real keys: said on the card, found by the palette, kept over closing, read by another program."""

from __future__ import annotations

import json
from pathlib import Path

from db.check import check
from db.exporting import ExportOptions, export_corpus
from db.store import Store
from desktop.ui.panels.clusters import ClustersPanel
from tests.e2e import papers
from tests.e2e.hands import focus, plain, said, tab_to
from tests.e2e.reviewer import Reviewer, run
from tests.e2e.test_links import ENGLISH, card_of
from tests.e2e.test_review_by_keyboard import to

NAME = "رئيس الوزراء سامي الحدّاد"


def test_another_name_links_and_is_still_there_tomorrow(tmp_path: Path) -> None:
    path = papers.corpus(tmp_path)

    def first(r: Reviewer) -> None:
        to(r, NAME)
        r.press("n")
        panel = card_of(r, NAME)
        tab_to(r, panel.card.details)
        r.press("Space")
        line = panel.card.fields.aliases.line
        tab_to(r, line)
        r.type("أبو زياد")
        r.press("Enter")
        assert said(r) == f"Done: “{NAME}” is also known as “أبو زياد”"
        r.type("ابو زِياد")
        r.press("Enter")
        assert said(r) == "“أبو زياد” is among its names already."
        r.press("Ctrl+a", text="")
        r.press("Delete")
        r.type("Abu Ziad")
        r.press("Enter")
        r.press("Shift+Tab")
        assert focus() is panel.card.fields.aliases.chips[1]
        r.press("Delete")
        r.press("Ctrl+z")
        assert [chip.text() for chip in panel.card.fields.aliases.chips if chip.isVisible()] == [
            "أبو زياد", "Abu Ziad"
        ]  # fmt: skip

    def second(r: Reviewer) -> None:
        r.press("Ctrl+PgDn")
        to(r, "سامى الحداد")
        r.press("g")
        r.type("زياد")
        assert r.palette is not None
        row = r.palette.rows()[0]
        assert row.title == NAME
        assert "also “أبو زياد”" in plain(row.below)
        r.press("Enter")
        mention = r.session.mention
        assert mention is not None
        assert r.article.clusters[str(mention.cluster)].name == NAME
        panel = card_of(r, "abu ziad")
        assert isinstance(panel, ClustersPanel)
        assert panel.card.name.text() == NAME

    run([str(path), *ENGLISH], first)
    run([str(path), *ENGLISH], second)
    assert check(path) == []
    with Store.open(path, read_only=True) as store:
        export_corpus(store, ExportOptions("json"), tmp_path / "out.jsonl")
    told = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    found = [item for record in told for item in record.get("clusters", {}).get("entities", ()) if "aliases" in item]
    assert [(item["name"], item["aliases"]) for item in found] == [(NAME, ["أبو زياد", "Abu Ziad"])] * 2
