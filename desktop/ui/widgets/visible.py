"""Showing and hiding only what is not so already: under a style sheet each call is dear, the question is not."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def show_if(widget: QWidget, on: bool) -> None:
    """``setVisible`` where it would change something."""
    if widget.isHidden() == on:
        widget.setVisible(on)
