"""The date field of the inspector: Ctrl+Z is the field's while something is typed, the corpus' once that is stored."""

from __future__ import annotations

from pathlib import Path

from desktop.ui.panels.inspector_date import DateSection
from tests.e2e import papers
from tests.e2e.hands import panel, said
from tests.e2e.reviewer import Reviewer, run
from tests.e2e.test_review_by_keyboard import to


def test_undo_takes_back_the_date_that_was_stored(tmp_path: Path) -> None:
    def script(r: Reviewer) -> None:
        to(r, "اليوم الخميس")
        section = panel(r, DateSection)
        mention = r.session.mention
        section.field.setFocus()
        r.settle()
        r.type("2024-10-11")
        r.press("Ctrl+z")
        assert section.field.text() == "", "what is being typed is the field's to take back"
        assert r.session.last is None
        r.type("2024-10-11")
        r.press("Enter")
        r.settle()
        assert r.article.mentions[mention.id].attribute("date") == "2024-10-11"
        assert section.field.text() == ""
        r.press("Ctrl+z")
        r.settle()
        assert section.field.text() == ""
        assert r.article.mentions[mention.id].attribute("date") is None
        assert said(r).startswith("Undone:")
        r.press("Ctrl+y")
        assert r.article.mentions[mention.id].attribute("date") == "2024-10-11"

    run([str(papers.corpus(tmp_path)), "--language", "en"], script)
