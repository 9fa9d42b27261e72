"""The gestures on the articles and the session's news, connected to the verbs they mean."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QTimer
from PySide6.QtWidgets import QMenu

from db.rows import ChangeSet
from desktop.article import OpenArticle
from desktop.edits.gaps import Edge
from desktop.session import Session
from desktop.ui import menus
from desktop.ui.article.spread import Spread
from desktop.ui.article.view import ArticleView
from desktop.ui.commands import beside, board, events, frame, links, mentions, reaching, relations
from desktop.ui.commands.base import Commands
from desktop.ui.commands.places import Place
from desktop.ui.panels.board import BoardPanel
from desktop.ui.panels.frame import FramePanel


class Wiring(QObject):
    """Lives as long as the spread, which is its parent."""

    def __init__(self, commands: Commands, spread: Spread) -> None:
        super().__init__(spread)
        self._commands = commands
        commands.beside_view = lambda: next((view for view in spread.views if view is not commands.view), None)
        self._settle_places = QTimer(self, singleShot=True, interval=0)
        self._settle_places.timeout.connect(commands.places.settled)
        bridge = commands.context.bridge
        for view in spread.views:
            self._connect(view)
        spread.added.connect(self._connect)
        spread.activated.connect(self._activated)
        bridge.opened.connect(self._opened)
        bridge.selected.connect(self._selected)
        bridge.changed.connect(self._changed)
        bridge.imported.connect(self._imported)
        bridge.corpusChanged.connect(self._corpus_changed)
        bridge.settingChanged.connect(self._setting_changed)
        linking = commands.window.findChild(BoardPanel)
        if linking is not None:
            linking.chosen.connect(lambda number: board.choose(commands, number))
            linking.wanted.connect(lambda what: board.VERBS[what](commands))
        form = commands.window.findChild(FramePanel)
        if form is not None:
            form.roleWanted.connect(lambda event_id, role: frame.want(commands, event_id, role))
            form.left.connect(lambda: commands.view.setFocus())
        session = commands.session
        commands.lexicon.expect(session)
        if session is not None and session.article is not None:
            commands.places.opened(self._place())
            commands.places.settled()

    def _connect(self, view: ArticleView) -> None:
        view.selectionMade.connect(self._text_selected)
        view.edgeDragged.connect(self._edge_dragged)
        view.menuRequested.connect(self._menu)
        view.pickMade.connect(self._picked)
        view.pickCancelled.connect(self._pick_cancelled)
        view.pickMissed.connect(lambda: self._commands.view.setFocus())
        view.carried.connect(lambda mention_id, point: frame.carried(self._commands, mention_id, point))
        view.laidDown.connect(lambda mention_id, point: frame.laid_down(self._commands, mention_id, point))
        view.acrossWanted.connect(self._across)
        view.reachFollowed.connect(
            lambda event, relation, aside: reaching.followed(self._commands, view, event, relation, aside=aside)
        )
        view.caretMoved.connect(lambda: self._moved(view))
        view.arrived.connect(lambda: self._arrived(view))
        view.word_meant = self._commands.word_meant

    def _activated(self, view: ArticleView) -> None:
        self._commands.view = view
        self._commands.stop_picking()

    def _across(self, mention_id: str, alone: bool) -> None:
        beside.across(self._commands, mention_id, alone=alone)
        self._commands.view.setFocus()

    def _text_selected(self, start: int, end: int, at_once: bool) -> None:
        if end > start and self._commands.work is not None and not self._commands.read_only:
            make = mentions.create_again if at_once else mentions.ask_entity
            make(self._commands, (start, end))

    def _edge_dragged(self, mention_id: str, edge: str, position: int) -> None:
        which: Edge = "start" if edge == "start" else "end"
        article = self._commands.article
        mention = article.mentions.get(mention_id) if article else None
        if mention is not None:
            mentions.drop(self._commands, mention, which=which, at=position)

    def _menu(self, point: QPoint, _position: int) -> None:
        commands = self._commands
        menu = QMenu(commands.window)
        chosen = [action for action in commands.actions.values() if action.context and action.when(commands)]
        menus.add(menu, chosen, commands)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(point)

    def _picked(self, mention_id: str) -> None:
        if isinstance(self._commands.pick, relations.RelationPick):
            relations.picked(self._commands, mention_id)
            self._commands.view.setFocus()
        elif isinstance(self._commands.pick, links.LinkPick):
            beside.picked(self._commands, mention_id)
        else:
            events.picked(self._commands, mention_id)

    def _pick_cancelled(self) -> None:
        pick = self._commands.pick
        self._commands.stop_picking()
        if pick is not None and pick.back is not None:
            pick.back()

    def _opened(self, article: OpenArticle | None) -> None:
        self._commands.stop_picking()
        self._commands.places.opened(self._place() if article else None)
        self._settle_places.start()

    def _selected(self, mention_id: str | None) -> None:
        pick = self._commands.pick
        if pick is not None and mention_id != pick.event:
            self._commands.stop_picking()
        self._commands.places.selected(mention_id)

    # --- where one has been --------------------------------------------------------------------------------------

    def _place(self) -> Place | None:
        """Where one is in the open article."""
        commands = self._commands
        if commands.session is None or commands.article is None:
            return None
        view = commands.view
        return Place(commands.article.row.id, commands.session.selected, view.caret, view.anchor)

    def _moved(self, view: ArticleView) -> None:
        place = self._place()
        if place is not None and view is self._commands.view:
            self._commands.places.moved(place)

    def _arrived(self, view: ArticleView) -> None:
        if view is self._commands.view:
            self._commands.places.arrived(lambda place: view.in_sight(place.caret), searching=view.finding.going)

    def _changed(self, changes: ChangeSet) -> None:
        if self._commands.index is not None:
            self._commands.index.changed(changes)
        self._commands.lexicon.changed(changes)

    def _imported(self) -> None:
        if self._commands.index is not None:
            self._commands.index.forget()
        self._commands.lexicon.imported()

    def _corpus_changed(self, session: Session | None) -> None:
        self._commands.forget()
        self._commands.lexicon.expect(session)

    def _setting_changed(self, key: str) -> None:
        if key == "shortcuts":
            self._commands.read_shortcuts()
