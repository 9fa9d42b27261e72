"""What panels do to the session: try an edit and tell a refusal, jump to a mention wherever it is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMenu

from db.errors import Conflict, WorldError
from db.rows import ChangeSet
from desktop.edits import Edit, EditRefused
from desktop.ui.context import Context


def attempt(context: Context, make: Callable[[], Edit]) -> ChangeSet | None:
    """Make an edit and do it; a refusal or an error of the world's is told over the bridge, and None given."""
    if context.session is None:
        return None
    try:
        return context.session.do(make())
    except EditRefused as refusal:
        context.bridge.refused.emit(refusal)
    except WorldError as error:
        context.bridge.noted.emit(error.key, error.params)
    except Conflict:
        context.session.reload()
        context.bridge.noted.emit("errors.conflict", {})
    return None


def open_article(context: Context, article_id: str) -> bool:
    """Open an article; an error of the world's is told over the bridge. Gives whether it is open."""
    if context.session is None:
        return False
    try:
        context.session.open(article_id)
    except WorldError as error:
        context.bridge.noted.emit(error.key, error.params)
        return False
    return True


def open_beside(context: Context, article_id: str, *, mention: str | None = None) -> bool:
    """Show an article beside the open one, and select a mention in it; gives whether it is shown there."""
    session = context.session
    if session is None:
        return False
    try:
        shown = session.open_beside(article_id, mention_id=mention) is not None
    except WorldError as error:
        context.bridge.noted.emit(error.key, error.params)
        return False
    if not shown:
        context.bridge.noted.emit("beside.say.same" if session.article else "beside.say.none", {})
    return shown


def offer_beside(context: Context, menu: QMenu, *, article: str, mention: str) -> None:
    """Let a menu show a mention beside the open article; greyed where that is its own."""
    session = context.session
    opened = session.article if session is not None else None
    action = menu.addAction(context.tr("beside.open_mention"))
    action.setObjectName("beside_open")
    action.setEnabled(opened is not None and opened.row.id != article)
    action.triggered.connect(lambda: open_beside(context, article, mention=mention))


def jump(context: Context, *, article: str, mention: str | None) -> None:
    """Open the article, if another is open, and select the mention in it."""
    if open_article(context, article) and mention is not None and context.session is not None:
        context.session.select(mention)
