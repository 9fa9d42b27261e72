"""From the session's listeners to Qt signals: the only wire between the two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.session import Session


class Bridge(QObject):
    """News as signals. Panels connect here and stay connected while corpora come and go.

    A slot that raises does not keep the others from running and undoes nothing: Qt hands its exception to
    ``sys.excepthook``, where ``app`` logs and shows it.
    """

    changed = Signal(object)
    """A ChangeSet was committed (an edit, an undo, a redo)."""
    opened = Signal(object)
    """Another article is open: the OpenArticle, or None."""
    whole = Signal(object)
    """A long article, shown already, has been read to its end: the OpenArticle."""
    dated = Signal()
    """The dates have been read that relations are held against: what contradicts them may be more than was shown."""
    beside = Signal(object)
    """Another article stands beside the open one: the OpenArticle, or None; or a mention of it is to be shown."""
    swapped = Signal()
    """The two articles have changed places: what was beside is the open one. ``opened`` and ``selected`` follow."""
    previewed = Signal(object)
    """An edge of the selected mention is in the hand: the Mention as it would be; None: it is as it was."""
    selected = Signal(object)
    """Another mention is selected: its id, or None."""
    imported = Signal()
    """Articles came in; lists must be read again."""
    corpusChanged = Signal(object)  # noqa: N815 - a signal, named as Qt names them
    """Another corpus is open: the Session, or None."""
    warned = Signal(object)
    """An edit was made though the label set has a rule against it: the Edit, with its ``warnings``."""
    refused = Signal(object)
    """An edit broke a rule: the EditRefused."""
    noted = Signal(str, object)
    """Something to say in the review bar: a message key and its params (a dict)."""
    themeChanged = Signal()  # noqa: N815
    """Light became dark, or the other way round; ``context.theme`` is the new one."""
    settingChanged = Signal(str)  # noqa: N815
    """Another choice in the settings: its key."""

    pointed = Signal(object)
    """The pointer rests on a mention or a relation of either article: what is to be lit in both (a Pointed)."""
    roleAsked = Signal(str)  # noqa: N815
    """A role of the selected event waits for its filler to be picked on the text: its code; '': no longer."""
    touched = Signal()
    """A key or a button of the pointer was pressed: what comes now is of another gesture."""
    acting = Signal()
    """An action is about to be done: what was said of the one before has been read."""
    placeChanged = Signal()  # noqa: N815
    """Another work place: what the keys do may be told in another order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wires: list[tuple[list[Callable[..., None]], Callable[..., None]]] = []

    def attach(self, session: Session | None) -> None:
        """Listen to ``session`` instead of the one before, and say so."""
        self.detach()
        if session is not None:
            listeners = session.listeners
            self._wire(listeners.changed, self.changed.emit)
            self._wire(listeners.opened, self.opened.emit)
            self._wire(listeners.beside, self.beside.emit)
            self._wire(listeners.swapped, lambda _nothing: self.swapped.emit())
            self._wire(listeners.selected, self.selected.emit)
            self._wire(listeners.imported, lambda _nothing: self.imported.emit())
            self._wire(listeners.warned, self.warned.emit)
        self.corpusChanged.emit(session)

    def detach(self) -> None:
        """Stop listening, without saying so; a session that is being closed must not reach the panels."""
        for listeners, listener in self._wires:
            if listener in listeners:
                listeners.remove(listener)
        self._wires.clear()

    def _wire(self, listeners: list[Callable[..., None]], emit: Callable[..., None]) -> None:
        listeners.append(emit)
        self._wires.append((listeners, emit))
