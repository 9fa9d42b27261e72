"""Back and forward: to where one was before a jump, in the article or in another; walking about fills no list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from db.labelset import preset
from db.rows import Mention
from db.store import Store
from desktop.ui.app import start
from desktop.ui.commands.places import AT_MOST, Place, Places
from tests.db.corpora import article
from tests.ui.app_kit import Running
from tests.ui.canvas_rig import bundle
from tests.ui.panel_kit import settle, until

LINE = "قال بوتين إن كيم وصل ثم غادر. " * 6
TEXT = "\n".join(f"{LINE}سطر {number}." for number in range(50))
EVERY = [at for at in range(len(TEXT)) if TEXT.startswith("بوتين", at)]
SECOND = "استقبل كيم ضيفه.\n" + TEXT


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Running]:
    path = tmp_path / "corpus.tawsim"
    heads = [article(f"00{number}", text=text, position=number) for number, text in enumerate((TEXT, SECOND))]
    mentions = [Mention(heads[0].id, "entity", "PER", at, at + 5, id=f"m{at}") for at in EVERY]
    other = Mention(heads[1].id, "entity", "PER", SECOND.rindex("كيم"), SECOND.rindex("كيم") + 3, id="kim")
    with Store.create(path, preset("news")) as store:
        store.bulk_import([replace(bundle(TEXT, *mentions), article=heads[0]),
                           replace(bundle(SECOND, other), article=heads[1])])  # fmt: skip
    app = start([str(path), "--language", "en", "--theme", "light"])
    app.window.resize(1280, 760)
    QTest.qWaitForWindowExposed(app.window)
    app.window.activateWindow()
    running = Running(app)
    running.session.open(heads[0].id)
    app.window.view.setFocus()
    settle()
    yield running
    for widget in app.window.findChildren(QWidget):
        if widget.isWindow():
            widget.close()
    app.close()
    settle()


def here(app: Running) -> tuple[str | None, int, bool]:
    """The mention selected, the caret, and whether it is in sight."""
    view = app.app.window.view
    return app.session.selected, view.caret, view.in_sight(view.caret)


def choose(app: Running, at: int) -> str:
    app.session.select(f"m{at}")
    settle()
    return f"m{at}"


def possible(app: Running, step: int = -1) -> bool:
    return app.commands.places.has(step)


def test_from_the_end_of_the_article_back_to_the_mention_and_forward_again(app: Running) -> None:
    first = choose(app, EVERY[2])
    app.press("Ctrl+End")
    assert here(app) == (None, len(TEXT), True)
    app.press("Ctrl+B")
    assert here(app) == (first, EVERY[2], True)
    app.press("Ctrl+Shift+B")
    assert here(app) == (None, len(TEXT), True)
    assert not possible(app, 1)
    app.press("Ctrl+B", "Ctrl+B")
    assert app.said == "There is nowhere else to go"
    assert here(app) == (first, EVERY[2], True)


def test_back_from_the_end_to_the_top_of_an_article_just_opened(app: Running) -> None:
    app.press("Ctrl+End", "Ctrl+B")
    assert here(app) == (None, 0, True)


def test_back_to_the_text_that_was_selected(app: Running) -> None:
    view = app.app.window.view
    view.select_text(4, 9)
    app.press("Ctrl+End", "Ctrl+B")
    assert view.selection == (4, 9)
    assert view.in_sight(4)


def test_back_from_a_far_mention_that_was_chosen_in_a_list(app: Running) -> None:
    first = choose(app, EVERY[1])
    far = choose(app, EVERY[200])
    app.press("Ctrl+B")
    assert here(app) == (first, EVERY[1], True)
    app.press("Ctrl+Shift+B")
    assert here(app) == (far, EVERY[200], True)


def test_back_to_where_a_search_began_however_many_hits_were_gone_to(app: Running) -> None:
    view = app.app.window.view
    first = choose(app, EVERY[2])
    app.press("Ctrl+F")
    for words in ("سطر", "سطر 3", "سطر 30"):
        view.finding.bar.field.setText(words)
        until(lambda: view.finding.finder.done)
    assert view.selection is not None
    for _ in range(3):
        view.finding.step(1)
    view.finding.close()
    assert app.session.selected is None
    app.press("Ctrl+B")
    assert here(app) == (first, EVERY[2], True)
    assert not possible(app)


def test_back_after_scrolling_away_and_a_click(app: Running) -> None:
    view = app.app.window.view
    first = choose(app, EVERY[2])
    for _ in range(40):
        middle = QPointF(view.viewport().rect().center())
        QApplication.sendEvent(view.viewport(), QWheelEvent(
            middle, view.viewport().mapToGlobal(middle), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False))  # fmt: skip
    assert not possible(app)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.viewport().rect().center())
    assert view.caret > EVERY[20]
    app.press("Ctrl+B")
    assert here(app) == (first, EVERY[2], True)


def test_walking_about_in_sight_leaves_nothing(app: Running) -> None:
    view = app.app.window.view
    choose(app, EVERY[0])
    inside = sum(view.in_sight(at) for at in EVERY) // 2
    for _ in range(inside):
        app.press("Tab")
    assert app.session.selected == f"m{EVERY[inside]}"
    app.press("Shift+Tab", "Left", "Left", "Ctrl+Left", "Home", "End")
    for _ in range(30):
        app.press("Down")
    for _ in range(3):
        app.press("PgDn")
    assert not possible(app)


def test_an_article_opened_at_a_mention_is_one_place(app: Running) -> None:
    first = choose(app, EVERY[5])
    home = app.article.row.id
    ids = [line.article.id for line in app.session.store.articles()]
    app.session.open(ids[1])
    app.session.select("kim")
    settle()
    app.press("Ctrl+B")
    assert app.article.row.id == home
    assert here(app) == (first, EVERY[5], True)
    app.press("Ctrl+Shift+B")
    assert here(app) == ("kim", SECOND.rindex("كيم"), True)


def test_a_place_whose_mention_has_gone_is_still_gone_to(app: Running) -> None:
    view = app.app.window.view
    choose(app, EVERY[100])
    app.press("Delete", "h")
    app.session.select(f"m{EVERY[100]}")
    app.press("Ctrl+Home")
    app.session.select(f"m{EVERY[100]}")
    app.press("Delete")
    settle()
    assert f"m{EVERY[100]}" not in app.article.mentions
    app.press("Ctrl+Home", "Ctrl+End")
    assert possible(app)
    while possible(app):
        app.press("Ctrl+B")
        assert view.in_sight(view.caret)


# --- the list --------------------------------------------------------------------------------------------------------


def test_the_list_has_an_end() -> None:
    places = Places()
    places.opened(Place("a"))
    places.settled()
    for caret in range(0, 1000 * AT_MOST, 1000):
        places.moved(Place("a", caret=caret + 1000, anchor=caret + 1000))
        places.arrived(lambda _place: False)
    count = 0
    while places.step(-1) is not None:
        count += 1
    assert count == AT_MOST


def test_a_new_jump_ends_what_was_ahead() -> None:
    places = Places()
    places.opened(Place("a"))
    places.settled()
    places.moved(Place("a", caret=900, anchor=900))
    places.arrived(lambda _place: False)
    assert places.step(-1) == Place("a")
    assert places.has(1)
    places.moved(Place("a", caret=500, anchor=500))
    places.arrived(lambda _place: False)
    assert not places.has(1)
