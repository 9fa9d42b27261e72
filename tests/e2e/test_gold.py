"""A scripted reviewer turns pre-annotations into exactly the gold, by real keys and mouse; then looks again after
closing and reopening, and compares through the JSON export."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from db.check import check
from db.exporting import ExportOptions, export_corpus
from db.importing import plan_import, run_import
from db.labelset import preset
from db.store import Store
from tests.e2e.reviewer import Reviewer, corpus, run
from tests.e2e.to_gold import difference, exported, review

SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "sample"


def prepared(folder: Path, files: list[Path]) -> Path:
    """A corpus with these files imported."""
    path = corpus(folder)
    with Store.create(path, preset("news"), author="أمل") as store:
        run_import(store, plan_import(store, files), skip=False)
    return path


def brought_to_gold(folder: Path, files: list[Path], gold: list[dict]) -> Counter[str]:
    """Review every article of a new corpus; assert that what is exported is the gold."""
    path = prepared(folder, files)

    def script(r: Reviewer) -> None:
        for number, record in enumerate(gold):
            if number or r.session.article is None:
                r.press("Ctrl+PgDn")
            assert r.article.row.ref == record["id"]
            r.view.setFocus()
            review(r, record)
            r.press("Ctrl+d")

    actions = run([str(path), "--language", "ar"], script)
    states: list[str] = []
    run(
        [str(path), "--language", "en"],
        lambda r: states.extend(line.article.state for line in r.session.store.articles()),
    )
    assert states == ["done"] * len(gold)
    assert check(path) == []
    out = folder / "out"
    with Store.open(path, read_only=True) as store:
        export_corpus(store, ExportOptions(format="json"), out)
    for record in gold:
        ours = json.loads((out / f"{record['id']}.json").read_text(encoding="utf-8"))
        assert difference(exported(ours), exported(record)) == {}
    return actions


def records(files: list[Path]) -> list[dict]:
    return [json.loads(file.read_text(encoding="utf-8")) for file in files]


def test_a_sample_article_comes_to_its_gold(tmp_path: Path) -> None:
    pre = sorted(SAMPLE.glob("*.pre.json"))[:1]
    gold = records(sorted(SAMPLE.glob("*.gold.json"))[:1])
    print(dict(brought_to_gold(tmp_path, pre, gold)))


@pytest.mark.timeout(900)
def test_the_news_set_comes_to_its_gold(tmp_path: Path, shared: Path) -> None:
    pre = sorted((shared / "news").glob("*.pre.json"))
    gold = records(sorted((shared / "news").glob("*.gold.json")))
    actions = brought_to_gold(tmp_path, pre, gold)
    print(dict(actions))
