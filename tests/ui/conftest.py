"""The corpus of two articles that panels are tried on, and an end to what a test leaves behind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from desktop.ui.article.view import ArticleView
from tests.ui.panel_kit import Kit, corpus


@pytest.fixture(autouse=True)
def _dressed(dressed: None) -> None:
    """Style sheets are not made anew for each test; the very first start is ``first_start``'s."""


@pytest.fixture
def kit(tmp_path: Path) -> Iterator[Kit]:
    """Two articles in Arabic and light, the first of them open."""
    with corpus(tmp_path) as kit:
        kit.session.open(kit.articles[0])
        yield kit


@pytest.fixture(autouse=True)
def no_view_left() -> Iterator[None]:
    """No article view outlives its test: one left to Python's garbage turns up among the windows of a later test."""
    yield
    for each in QApplication.topLevelWidgets():
        if isinstance(each, ArticleView):
            each.context.bridge.detach()
            delete(each)
