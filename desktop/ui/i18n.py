"""Qt's share of the language: layout direction, locale, and the words on its own standard buttons."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from desktop.messages import Messages

_NAME = "tawsim.qt-words"


def install(application: QApplication, messages: Messages) -> None:
    """Make the whole application read in ``messages``' direction and speak its language."""
    rtl = messages.direction == "rtl"
    application.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
    QLocale.setDefault(_locale(messages))
    for old in application.findChildren(QTranslator, _NAME):
        application.removeTranslator(old)
        old.setParent(None)
        old.deleteLater()
    translator = QTranslator(application)
    translator.setObjectName(_NAME)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{messages.language}", folder):
        application.installTranslator(translator)


def _locale(messages: Messages) -> QLocale:
    """Spin boxes write numbers by the locale: Egypt's with ٠-٩, that of the Emirates with 0-9, both in Arabic."""
    if messages.language == "en":
        return QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
    country = QLocale.Country.Egypt if messages.digits == "arabic" else QLocale.Country.UnitedArabEmirates
    locale = QLocale(QLocale.Language.Arabic, country)
    locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
    return locale
