"""A closed window takes everything along: no widget, timer, listener or object of ours stays, whatever was open."""

from __future__ import annotations

import gc
import logging
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from desktop.ui import fonts
from desktop.ui.panels.act import open_beside
from tests.ui.app_kit import Running, running
from tests.ui.panel_kit import settle

DIALOGS = ("settings", "open", "new_corpus", "import", "export", "check", "backups")
DOORS = (
    "find", "commands", "accept_above", "label", "event", "propagate_everywhere", "argument_add", "argument_remove",
    "relation_add", "relation_across", "link_choose", "place_review", "place_events", "place_link", "timeline", "keys",
    "shortcuts",
)  # fmt: skip
"""The actions that show something, which is there until Esc."""


def nothing(app: Running) -> None:
    """Opened and closed at once."""


def docks(app: Running) -> None:
    """Every panel is shown, and has something to show."""
    app.select("بوتين")
    for dock in app.app.window.dock_widgets().values():
        dock.show()
        dock.raise_()
        settle()


def dialogs(app: Running) -> None:
    """Every dialog of a corpus is opened and closed again."""
    for name in DIALOGS:
        app.app.shell.show_dialog(name)
        settle()
        assert app.app.shell.dialog is not None
        app.app.shell.dialog.close()
        settle()


def palettes(app: Running) -> None:
    """Whatever an action shows on an event and on an entity, closed by Esc."""
    done = set()
    for words in ("مباحثات", "بوتين"):
        for door in DOORS:
            app.select(words)
            if app.commands.actions[door].when(app.commands):
                app.commands.trigger(door)
                settle()
                app.press("Esc")
                settle()
                done.add(door)
    assert done == set(DOORS)


def beside(app: Running) -> None:
    """A second article stands beside the first, both were edited, and they have changed places."""
    app.select("بوتين")
    app.press("A")
    second = next(line.article.id for line in app.session.store.articles() if line.article.id != app.article.row.id)
    assert open_beside(app.app.context, second)
    app.session.swap()
    settle()


def across(app: Running) -> None:
    """With an article beside, the list of links and the picking of events there were begun and left."""
    beside(app)
    app.session.swap()
    for words, keys in (("بوتين", ("G", "Esc")), ("مباحثات", ("B", "1", "Esc")), ("مباحثات", ("Alt+B", "1", "Esc"))):
        app.select(words)
        app.press(*keys)
        settle()


def choices(app: Running) -> None:
    """Language and theme change while it runs."""
    for key, value in (("language", "ar"), ("theme", "dark"), ("digits", "arabic"), ("theme", "light")):
        app.app.context.settings.set(key, value)
        settle()


def left() -> Counter[str]:
    """How many there are of everything that a window could leave behind: our objects by class, Qt's, the process'."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    gc.collect()
    found = Counter(
        f"{kind.__module__}.{kind.__qualname__}"
        for kind in map(type, gc.get_objects())
        if str(kind.__module__).partition(".")[0] in ("db", "desktop")
    )
    found["widgets"] = len(application.allWidgets())
    found["children of the application"] = len(application.children())  # Qt keeps gestures below one of its own
    found["timers"] = len(application.findChildren(QTimer))
    found["handlers of the log"] = len(logging.getLogger().handlers)
    found["style sheet"] = len(application.styleSheet())
    found["faces"] = sum(len(QFontDatabase.styles(family)) for family in QFontDatabase.families())
    return found


SCENES = (nothing, docks, dialogs, palettes, beside, across, choices)


@pytest.mark.parametrize("what", SCENES, ids=lambda what: what.__name__)
def test_a_closed_window_leaves_nothing(tmp_path: Path, what: Callable[[Running], None]) -> None:
    hook = sys.excepthook
    before: Counter[str] = Counter()
    for turn in ("first", "second"):  # the first one fills what is kept for the life of the process
        before = left() if turn == "second" else before
        (tmp_path / turn).mkdir()
        with running(tmp_path / turn) as app:
            what(app)
        del app
        assert sys.excepthook is hook
    assert {name: (before[name], count) for name, count in left().items() if count > before[name]} == {}


def test_fonts_are_registered_once(tmp_path: Path) -> None:
    with running(tmp_path):
        before = fonts.register()
        assert fonts.register() == before
        assert "Vazirmatn" in before
