"""The bundled fonts: registered once per process, Vazirmatn for the interface; the article's face is a setting."""

from __future__ import annotations

import logging

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

import resources

INTERFACE = ("Vazirmatn", "Noto Sans Arabic", "Noto Sans")
INTERFACE_PX = 13

_FAMILIES = "tawsim.families"
"""The application's property that holds what was registered in it."""
_log = logging.getLogger(__name__)


def register() -> list[str]:
    """Register every font below ``resources/fonts``; the families found. Font files Qt cannot read are logged.

    Once an application: Qt would take the same file again, and every look for a font would become slower by it.
    """
    application = QGuiApplication.instance()
    assert application is not None, "fonts without an application"
    present = application.property(_FAMILIES)
    if present is not None:
        return list(present)
    families: list[str] = []
    for file in sorted(resources.path("fonts").rglob("*.[to]tf")):
        number = QFontDatabase.addApplicationFont(str(file))
        if number < 0:
            _log.warning("font not usable: %s", file.name)
        else:
            families += QFontDatabase.applicationFontFamilies(number)
    application.setProperty(_FAMILIES, families)
    return families


def interface(*, px: int = INTERFACE_PX, bold: bool = False) -> QFont:
    """The interface's font at ``px`` logical pixels."""
    font = QFont()
    font.setFamilies(INTERFACE)
    font.setPixelSize(px)
    if bold:
        font.setWeight(QFont.Weight.DemiBold)
    return font
