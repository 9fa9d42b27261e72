"""No article view outlives its test: one left to Python's garbage turns up among the windows of a later test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from desktop.ui.article.view import ArticleView


@pytest.fixture(autouse=True)
def no_view_left() -> Iterator[None]:
    yield
    for each in QApplication.topLevelWidgets():
        if isinstance(each, ArticleView):
            each.context.bridge.detach()
            delete(each)
