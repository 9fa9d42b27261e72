"""Actions are found by plain words of either language, in the palette of commands and where keys are changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.messages import LANGUAGES, Messages
from desktop.ui.dialogs.shortcuts import ShortcutsDialog
from tests.ui.app_kit import Running, running
from tests.ui.panel_kit import settle

FIRST = {
    "zoom": "zoom_in", "bigger": "zoom_in", "shrink": "end_in", "extend": "end_out", "boundary": "end_out",
    "boundaries": "boundary",
    "nest": "nest", "overlap": "nest", "duplicate": "nest", "clitic": "boundary", "diacritics": "hide_marks",
    "hide tashkeel": "hide_marks", "jump back": "unreviewed_previous", "go back": "place_back", "dark": "theme_dark",
    "search": "find", "approve": "accept", "join": "merge", "coreference": "link_top", "preferences": "settings",
    "exit": "quit", "restore": "redo", "hotkeys": "keys", "fullscreen": "focus_mode", "side by side": "beside_open",
    "قبول": "accept", "موافقة": "accept", "تكبير": "zoom_in", "التشكيل": "hide_marks", "حركات": "hide_marks",
    "تداخل": "nest", "تراجع": "undo", "إلغاء": "undo", "ابحث": "find", "ضم": "merge", "قص": "end_in", "خروج": "quit",
    "تفضيلات": "settings", "ليلي": "theme_dark", "إحالة": "link_top", "المقال التالي": "article_next",
    "استرجاع": "backups", "اختصارات": "keys", "مقارنة": "beside_open",
}  # fmt: skip
"""What is typed, and what stands first or among the first."""
AMONG = 6


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Running]:
    with running(tmp_path) as app:
        yield app


def test_plain_words_find_the_action_near_the_top(app: Running) -> None:
    app.select("بوتين")
    app.press("Ctrl+K")
    palette = app.commands.palette
    assert palette is not None
    missed = {}
    for query, action in FIRST.items():
        palette.field.setText(query)
        found = [row.value for row in palette.rows()]
        if action not in found[:AMONG]:
            missed[query] = found[:AMONG]
    assert missed == {}


def test_names_come_before_other_words(app: Running) -> None:
    app.press("Ctrl+K")
    palette = app.commands.palette
    assert palette is not None
    palette.field.setText("merge")
    assert [row.value for row in palette.rows()][:2] == ["merge", "merge_previous"]
    palette.field.setText("previous")
    named = [row for row in palette.rows() if "previous" in row.title.lower()]
    assert palette.rows()[: len(named)] == named


def test_every_word_of_an_action_finds_it_in_both_places(app: Running) -> None:
    app.commands.trigger("shortcuts")
    dialog = app.app.window.findChild(ShortcutsDialog)
    app.press("Ctrl+K")
    app.commands.trigger("commands")
    palette = app.commands.palette
    assert palette is not None
    for language in LANGUAGES:
        catalogue = Messages(language)
        for action in app.commands.actions:
            words = catalogue.tr(f"actions.words.{action}")
            assert len(words.split()) >= 3
            assert len(set(words.split())) == len(words.split()), words
            for query in (words, words.split()[-1]):
                palette.field.setText(query)
                assert action in [row.value for row in palette.rows()], (action, query)
            dialog.search.setText(words)
            assert not dialog.row(action).isHidden()
    dialog.close()
    settle()
