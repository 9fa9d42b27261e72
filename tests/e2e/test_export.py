"""The export dialog: JSON and CoNLL, all articles or chosen ones, a folder or one file, read by other programs."""

from __future__ import annotations

import json
from pathlib import Path

import nltk
import pytest
from nltk.corpus.reader import ConllCorpusReader

from desktop.ui.dialogs.export import ExportDialog
from desktop.ui.dialogs.export_options import OptionsPage
from desktop.ui.dialogs.import_ import ImportDialog
from tests.e2e import hands, papers
from tests.e2e.hands import button, click, mentions, tab_to
from tests.e2e.reviewer import Reviewer, run
from tests.e2e.test_review_by_keyboard import to

ENGLISH = ["--language", "en", "--theme", "light"]


def exporting(r: Reviewer) -> ExportDialog:
    """The export dialog, once it is not working."""
    dialog = r.dialog()
    assert isinstance(dialog, ExportDialog)
    r.wait(lambda: dialog.job is None)
    return dialog


def review(r: Reviewer) -> None:
    """Correct a little in the first article."""
    to(r, "مرسانة")
    r.press("3")
    to(r, "موسى الأشقري شركة أغرومار")
    r.press("s")
    r.press("Ctrl+d")


def choose(r: Reviewer, options: OptionsPage, code: str) -> None:
    """Choose which articles, with the arrows."""
    tab_to(r, options.which)
    for _ in range(options.which.count()):
        if options.which.currentData() == code:
            return
        r.press("Down")
    raise AssertionError(f"{code} is not offered")


def test_json_of_all_comes_back_as_it_was(tmp_path: Path) -> None:
    path, out = papers.corpus(tmp_path), tmp_path / "out"
    kept: list[tuple[str, str, str]] = []

    def script(r: Reviewer) -> None:
        review(r)
        kept.extend(mentions(r))
        r.press("Ctrl+e")
        dialog = exporting(r)
        assert dialog.options.format.value == "json"
        tab_to(r, dialog.options.path)
        hands.type_path(r, str(out))
        r.press("Enter")
        exporting(r)
        assert dialog.heading.text() == "2 articles exported", "nothing can be lost, so nothing is asked"
        assert "no difference" in dialog.result_page.text.text()
        r.press("Enter")
        hands.closed(r)

    run([str(path), *ENGLISH], script)
    files = sorted(out.glob("*.json"))
    assert [file.name for file in files] == ["meeting.json", "visit.json"]
    visit = json.loads(files[1].read_text(encoding="utf-8"))
    assert visit["text"] == papers.VISIT
    assert all(visit["text"][e["start"] : e["end"]] == e["text"] for e in visit["entities"])
    assert {e["label"] for e in visit["entities"] if e["text"] == "مرسانة"} == {"GPE"}

    def back(r: Reviewer) -> None:
        hands.drop(r, r.view.viewport(), files)
        dialog = r.dialog()
        assert isinstance(dialog, ImportDialog)
        r.wait(lambda: dialog.job is None)
        r.press("Enter")
        r.wait(lambda: dialog.job is None)
        r.press("Enter")
        hands.closed(r)
        r.wait(lambda: r.view.text)
        while r.article.row.ref != "visit":
            r.press("Ctrl+PgDn")
        assert mentions(r) == kept
        assert r.article.row.state == "done"

    (tmp_path / "b").mkdir()
    empty = papers.corpus(tmp_path / "b", papers.record("x", "كلمة", title="س", entities=[], events=[]))
    run([str(empty), *ENGLISH], back)


def test_conll_of_the_articles_done_is_read_by_nltk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, out = papers.corpus(tmp_path), tmp_path / "out.conll"

    def script(r: Reviewer) -> None:
        review(r)
        r.press("Ctrl+e")
        dialog = exporting(r)
        click(r, button(r, "CoNLL"))
        choose(r, dialog.options, "done")
        click(r, button(r, "One file"))
        tab_to(r, dialog.options.path)
        hands.type_path(r, str(out))
        r.press("Enter")
        exporting(r)
        assert dialog.heading.text() == "What this format cannot hold"
        assert "•" in dialog.losses_page.text.text()
        assert not out.exists(), "nothing is written before it is said"
        r.press("Enter")
        exporting(r)
        assert dialog.heading.text() == "1 article exported"
        r.press("Enter")
        hands.closed(r)

    run([str(path), *ENGLISH], script)
    monkeypatch.setattr(nltk.data, "path", [str(tmp_path)])
    reader = ConllCorpusReader(str(tmp_path), ["out.conll"], ("words", "pos"), encoding="utf-8")
    tagged = [pair for sentence in reader.tagged_sents() for pair in sentence]
    assert ("مرسانة", "B-GPE") in tagged
    assert ("واتهم", "O") in tagged
    assert "لقاء" not in {word for word, _tag in tagged}, "the other article is not done"


def test_chosen_articles_only(tmp_path: Path) -> None:
    path, out = papers.corpus(tmp_path), tmp_path / "chosen"

    def script(r: Reviewer) -> None:
        r.press("Ctrl+e")
        dialog = exporting(r)
        options = dialog.options
        choose(r, options, "picked")
        assert not dialog.primary.isEnabled(), "none is chosen yet"
        tab_to(r, options.search)
        r.type("لقاء")
        tab_to(r, options.list)
        r.press("Space")
        assert dialog.primary.isEnabled()
        tab_to(r, options.path)
        hands.type_path(r, str(out))
        r.press("Enter")
        exporting(r)
        assert dialog.heading.text() == "1 article exported"
        r.press("Enter")
        hands.closed(r)

    run([str(path), *ENGLISH], script)
    assert [file.name for file in out.glob("*.json")] == ["meeting.json"]

    def again(r: Reviewer) -> None:
        r.press("Ctrl+e")
        dialog = exporting(r)
        assert dialog.options.target.parent == tmp_path, "the last folder is offered again"
        assert not dialog.options.target.exists(), "and nothing there would be written over"
        r.press("Esc")
        hands.closed(r)

    run([str(path), *ENGLISH], again)
