"""Everything the user can do, as one table; menus, keys, review bar, cheat sheet and palette are drawn from it."""

from __future__ import annotations

from desktop.ui.commands import (
    beside,
    board,
    boundaries,
    edit,
    events,
    files,
    find,
    frame,
    links,
    mentions,
    navigate,
    needs,
    propagation,
    reaching,
    reading,
    relations,
    review,
    timeline,
    view,
    workplaces,
)
from desktop.ui.commands.base import GROUPS, Action

__all__ = ["ACTIONS", "GROUPS", "Action"]

_FILE = (
    Action("new", "file", ("Ctrl+N",), files.dialog("new_corpus"), needs.nothing),
    Action("open", "file", ("Ctrl+O",), files.dialog("open"), needs.nothing),
    Action("close", "file", ("Ctrl+W",), files.close_corpus, needs.corpus),
    Action("import", "file", ("Ctrl+I",), files.dialog("import"), needs.nothing, section=1),
    Action("export", "file", ("Ctrl+E",), files.dialog("export"), needs.corpus, section=1),
    Action("backup", "file", (), files.backup, needs.writable, section=2),
    Action("backups", "file", (), files.dialog("backups"), needs.corpus, section=2),
    Action("check", "file", (), files.dialog("check"), needs.corpus, section=2),
    Action("settings", "file", ("Ctrl+,",), files.dialog("settings"), needs.nothing, section=3),
    Action("quit", "file", ("Ctrl+Q",), files.quit_app, needs.nothing, section=4),
)

_EDIT = (
    Action("undo", "edit", ("Ctrl+Z",), edit.undo, needs.undo, repeatable=True),
    Action("redo", "edit", ("Ctrl+Y", "Ctrl+Shift+Z"), edit.redo, needs.redo, repeatable=True),
    Action("find", "edit", ("Ctrl+F",), find.find, needs.article, section=1),
    Action("find_next", "edit", ("Ctrl+G",), find.step(1), needs.article, repeatable=True, section=1),
    Action("find_previous", "edit", ("Ctrl+Shift+G",), find.step(-1), needs.article, repeatable=True,
           section=1),
    Action("commands", "edit", ("Ctrl+K",), view.commands, needs.nothing, section=2),
)  # fmt: skip

_REVIEW = (
    Action("accept", "review", ("A",), review.accept, needs.mention, hint=True, context=True),
    Action("reject", "review", ("S",), review.reject, needs.mention, hint=True, context=True),
    Action("unreviewed_next", "review", ("Space",), navigate.unreviewed_step(1), needs.article,
           repeatable=True, hint=True, section=1),
    Action("unreviewed_previous", "review", ("Shift+Space",), navigate.unreviewed_step(-1), needs.article,
           repeatable=True, section=1),
    Action("mention_next", "review", ("Tab",), navigate.mention_step(1), needs.article, repeatable=True, section=1),
    Action("mention_previous", "review", ("Shift+Tab",), navigate.mention_step(-1), needs.article,
           repeatable=True, section=1),
    Action("event_next", "review", ("Q",), navigate.mention_step(1, kind="event"), needs.article, repeatable=True,
           section=1),
    Action("event_previous", "review", ("W",), navigate.mention_step(-1, kind="event"), needs.article,
           repeatable=True, section=1),
    Action("sentence_next", "review", ("Ctrl+Down",), navigate.sentence_step(1), needs.article, repeatable=True,
           section=1),
    Action("sentence_previous", "review", ("Ctrl+Up",), navigate.sentence_step(-1), needs.article, repeatable=True,
           section=1),
    Action("accept_sentence", "review", ("Ctrl+Enter",), review.accept_sentence, needs.editable, section=2),
    Action("accept_above", "review", ("Ctrl+Shift+Enter",), review.accept_above, needs.editable, section=2),
    Action("article_done", "review", ("Ctrl+D",), review.article_done, needs.editable, checked=review.is_done,
           section=3),
    Action("article_next", "review", ("Ctrl+PgDn",), navigate.article_step(1), needs.corpus, repeatable=True,
           section=3),
    Action("article_previous", "review", ("Ctrl+PgUp",), navigate.article_step(-1), needs.corpus, repeatable=True,
           section=3),
    Action("place_back", "review", ("Ctrl+B",), navigate.place_step(-1), navigate.has_place(-1), section=4),
    Action("place_forward", "review", ("Ctrl+Shift+B",), navigate.place_step(1), navigate.has_place(1), section=4),
)  # fmt: skip

_MENTION = (
    Action("label", "mention", ("D",), mentions.label, needs.editable, hint=True, context=True),
    Action("repeat", "mention", (".",), mentions.repeat, needs.editable),
    Action("propagate", "mention", ("I",), propagation.propagate, needs.mention, context=True),
    Action("propagate_everywhere", "mention", ("Ctrl+Shift+I",), propagation.propagate_everywhere, needs.mention),
    Action("create", "mention", ("Enter",), mentions.create, needs.editable, context=True),
    Action("boundary", "mention", ("F",), boundaries.cycle, needs.mention, hint=True, section=1, context=True),
    Action("end_out", "mention", ("J",), mentions.edge("end", unit="letter", outward=True), needs.mention,
           repeatable=True, hint=True, section=1),
    Action("end_in", "mention", ("K",), mentions.edge("end", unit="letter", outward=False), needs.mention,
           repeatable=True, hint=True, section=1),
    Action("start_in", "mention", ("L",), mentions.edge("start", unit="letter", outward=False), needs.mention,
           repeatable=True, hint=True, section=1),
    Action("start_out", "mention", (";",), mentions.edge("start", unit="letter", outward=True), needs.mention,
           repeatable=True, hint=True, section=1),
    Action("end_out_word", "mention", ("Shift+J",), mentions.edge("end", unit="word", outward=True), needs.mention,
           repeatable=True, section=2),
    Action("end_in_word", "mention", ("Shift+K",), mentions.edge("end", unit="word", outward=False), needs.mention,
           repeatable=True, section=2),
    Action("start_in_word", "mention", ("Shift+L",), mentions.edge("start", unit="word", outward=False),
           needs.mention, repeatable=True, section=2),
    Action("start_out_word", "mention", ("Shift+;",), mentions.edge("start", unit="word", outward=True),
           needs.mention, repeatable=True, section=2),
    Action("end_out_clitic", "mention", ("Ctrl+Shift+J",), mentions.edge("end", unit="clitic", outward=True),
           needs.mention, repeatable=True, section=2),
    Action("end_in_clitic", "mention", ("Ctrl+Shift+K",), mentions.edge("end", unit="clitic", outward=False),
           needs.mention, repeatable=True, section=2),
    Action("start_in_clitic", "mention", ("Ctrl+Shift+L",), mentions.edge("start", unit="clitic", outward=False),
           needs.mention, repeatable=True, section=2),
    Action("start_out_clitic", "mention", ("Ctrl+Shift+;",), mentions.edge("start", unit="clitic", outward=True),
           needs.mention, repeatable=True, section=2),
    Action("end_left", "mention", ("Alt+Left",), mentions.end_to(leftward=True), needs.mention, repeatable=True,
           section=2),
    Action("end_right", "mention", ("Alt+Right",), mentions.end_to(leftward=False), needs.mention, repeatable=True,
           section=2),
    Action("split", "mention", ("X",), mentions.split, needs.mention, section=3, context=True),
    Action("merge", "mention", ("M",), mentions.merge(1), needs.mention, section=3, context=True),
    Action("merge_previous", "mention", ("Ctrl+M",), mentions.merge(-1), needs.mention, section=3),
    Action("nest", "mention", ("V",), mentions.nest, needs.mention, section=3, context=True),
    Action("delete", "mention", ("Delete", "Backspace"), review.delete, needs.mention, section=3, context=True),
)  # fmt: skip

_EVENT = (
    Action("event", "event", ("E",), events.event, needs.editable, hint=True, context=True, section=0),
    Action("argument_add", "event", ("R",), events.argument_add, needs.event, hint=True, section=1, context=True),
    Action("argument_remove", "event", ("Shift+R",), events.argument_remove, needs.event, section=1, context=True),
    Action("polarity", "event", ("P",), events.cycle("polarity"), events.has_attribute("polarity"), hint=True,
           section=2),
    Action("modality", "event", ("O",), events.cycle("modality"), events.has_attribute("modality"), hint=True,
           section=2),
    Action("tense", "event", ("T",), events.cycle("tense"), events.has_attribute("tense"), hint=True, section=2),
    Action("relation_add", "event", ("B",), relations.add, needs.event, section=3, context=True),
    Action("relation_across", "event", ("Alt+B",), relations.add_across, needs.event, section=3, context=True),
    Action("relation_change", "event", ("Y",), relations.change, needs.event, section=3, context=True),
    Action("relation_go", "event", ("Alt+Enter",), reaching.go_on, reaching.can_go, section=3, context=True),
)  # fmt: skip

_LINK = (
    Action("link_top", "link", ("C",), links.link_top, needs.mention, hint=True, context=True),
    Action("link_choose", "link", ("G",), links.link_choose, needs.mention, hint=True, context=True),
    Action("link_new", "link", ("N",), links.link_own, needs.mention),
    Action("unlink", "link", ("U",), links.unlink, needs.linked, context=True),
    Action("beside_link", "link", ("Shift+F8",), beside.link, beside.can_link, hint=True, context=True),
    Action("place_review", "link", ("F2",), workplaces.review, needs.corpus, checked=workplaces.reviewing,
           section=1),
    Action("place_events", "link", ("F3",), frame.show, needs.corpus, checked=frame.shown, section=1),
    Action("place_link", "link", ("F4",), board.show, needs.corpus, checked=board.shown, section=1),
)  # fmt: skip

_VIEW = (
    Action("rejected", "view", ("H",), view.toggle_rejected, needs.corpus, checked=view.rejected_shown),
    Action("focus_mode", "view", ("F11",), view.focus_mode, needs.corpus, checked=view.in_focus_mode),
    Action("timeline", "view", ("F5",), timeline.toggle, needs.corpus, checked=view.panel_shown("timeline")),
    Action("contradiction_next", "view", ("F9",), timeline.contradiction(1), needs.corpus, repeatable=True),
    Action("contradiction_previous", "view", ("Shift+F9",), timeline.contradiction(-1), needs.corpus, repeatable=True),
    Action("beside_open", "view", ("F7",), beside.open_best, needs.article, section=0, context=True),
    Action("beside_swap", "view", ("F8",), beside.swap, beside.is_open, hint=True, context=True),
    Action("beside_close", "view", ("Shift+F7",), beside.close, beside.is_open),
    Action("pane_next", "view", ("F6",), navigate.pane_step(1), needs.nothing, section=1),
    Action("pane_previous", "view", ("Shift+F6",), navigate.pane_step(-1), needs.nothing, section=1),
    *(
        Action(f"panel_{name}", "view", (f"Alt+{number}",), view.panel(name), needs.corpus,
               checked=view.panel_shown(name), section=2, picked=view.turn_panel(name))
        for number, name in enumerate(("articles", "mentions", "inspector", "history", "clusters", "relations"), 1)
    ),
    Action("zoom_in", "view", ("Ctrl++", "Ctrl+="), view.zoom(1), needs.corpus, repeatable=True, section=3),
    Action("zoom_out", "view", ("Ctrl+-",), view.zoom(-1), needs.corpus, repeatable=True, section=3),
    Action("zoom_reset", "view", ("Ctrl+0",), view.zoom(0), needs.corpus, section=3),
    Action("hide_marks", "view", ("Ctrl+T",), reading.toggle("hide_marks"), needs.corpus,
           checked=reading.is_on("hide_marks"), section=3),
    Action("hide_tatweel", "view", ("Ctrl+Shift+T",), reading.toggle("hide_tatweel"), needs.corpus,
           checked=reading.is_on("hide_tatweel"), section=3),
    *(
        Action(f"theme_{name}", "view", (), view.theme(name), needs.nothing, checked=view.theme_is(name), section=4)
        for name in ("light", "dark", "system")
    ),
    Action("language", "view", ("Ctrl+L",), view.language, needs.nothing, section=5),
)  # fmt: skip

_HELP = (
    Action("keys", "help", ("F1", "?"), view.keys, needs.nothing),
    Action("shortcuts", "help", (), view.shortcuts, needs.nothing),
)

ACTIONS: tuple[Action, ...] = (*_FILE, *_EDIT, *_REVIEW, *_MENTION, *_EVENT, *_LINK, *_VIEW, *_HELP)
"""In the order of menus, and within a menu of its lines."""
