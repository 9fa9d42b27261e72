"""Every word the user reads: catalogues of messages, their plurals (Unicode CLDR), digits and reading direction.

A catalogue is ``resources/i18n/<language>/*.json``: flat objects in i18next's JSON format, version 4 (``{{name}}``
placeholders, plural forms as key suffixes ``_zero _one _two _few _many _other``).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal

import resources
from db.errors import WorldError
from desktop import bidi
from desktop.edits import EditRefused

Language = Literal["ar", "en"]
Digits = Literal["latin", "arabic"]
LANGUAGES: tuple[Language, ...] = ("ar", "en")
FORMS: dict[Language, tuple[str, ...]] = {
    "ar": ("zero", "one", "two", "few", "many", "other"),
    "en": ("one", "other"),
}

_PLACEHOLDER = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_ARABIC_DIGITS = str.maketrans("0123456789.", "٠١٢٣٤٥٦٧٨٩٫")
_ARABIC_LETTER = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_INNER = {"«»": str.maketrans("«»", "“”"), "“”": str.maketrans("“”", "‘’")}
"""Quotes around a placeholder, and what quotes of the same kind become within them."""
_LATIN_LETTER = re.compile("[A-Za-z\u00c0-\u024f\u0370-\u052f]")


def plural_form(language: Language, count: float) -> str:
    """The CLDR plural category of ``count``, such as ``few`` for 5 in Arabic."""
    if language == "en":
        return "one" if count == 1 else "other"
    if count != int(count):
        return "other"
    if count in (0, 1, 2):
        return ("zero", "one", "two")[int(count)]
    rest = int(count) % 100
    return "few" if 3 <= rest <= 10 else "many" if rest >= 11 else "other"


class Messages:
    """The messages of one language, with the user's choice of digits."""

    def __init__(self, language: Language = "ar", *, digits: Digits = "latin", folder: Path | None = None) -> None:
        self.language: Language = language
        self.digits: Digits = digits
        self._folder = folder or resources.path("i18n")
        self._texts = load(self._folder / language)

    @property
    def direction(self) -> Literal["rtl", "ltr"]:
        """Which way the interface reads."""
        return "rtl" if self.language == "ar" else "ltr"

    def has(self, key: str) -> bool:
        """Whether there is a text for ``key``."""
        return key in self._texts or f"{key}_other" in self._texts

    def tr(self, key: str, /, **params: object) -> str:
        """The text of ``key`` with its placeholders filled; ``count`` picks the plural form.

        Numbers are written in the chosen digits. A text of the other direction is isolated, so that a Latin path does
        not reorder the Arabic sentence around it. A key that has no text is given back itself.
        """
        text = self._texts.get(key)
        count = params.get("count")
        if isinstance(count, str) and count.isdecimal():  # as the journal keeps it
            count = params["count"] = int(count)
        if isinstance(count, (int, float)) and not isinstance(count, bool):
            form = f"{key}_{plural_form(self.language, count)}"
            text = self._texts.get(form, self._texts.get(f"{key}_other", text))
        if text is None:
            return key
        return _PLACEHOLDER.sub(lambda found: self._shown(params.get(found[1], found[0]), found), text)

    def number(self, value: float) -> str:
        """``value`` in the chosen digits; a fraction keeps the decimals it has."""
        return self.in_digits(str(value))

    def in_digits(self, text: str) -> str:
        """``text`` with its digits, and the decimal point between them, as chosen; for our own texts only."""
        return text.translate(_ARABIC_DIGITS) if self.digits == "arabic" else text

    def listed(self, items: Iterable[str]) -> str:
        """Several things in one line, with the comma of the language between them."""
        return ("، " if self.language == "ar" else ", ").join(items)

    def error(self, error: WorldError | EditRefused) -> str:
        """What to tell the user about an expected error."""
        return self.tr(error.key, **error.params)

    def _shown(self, value: object, place: re.Match[str]) -> str:
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return self.number(value)
        text = str(value)
        around = place.string[place.start() - 1 : place.start()] + place.string[place.end() : place.end() + 1]
        if around in _INNER:
            text = text.translate(_INNER[around])
        foreign = _LATIN_LETTER if self.direction == "rtl" else _ARABIC_LETTER
        return bidi.isolated(text) if foreign.search(text) else text


def load(folder: Path) -> dict[str, str]:
    """All catalogues of one language, merged in the order of their names."""
    texts: dict[str, str] = {}
    for file in sorted(folder.glob("*.json")):
        texts.update(json.loads(file.read_text(encoding="utf-8")))
    return texts


def problems(catalogues: Mapping[Language, Mapping[str, str]]) -> list[str]:
    """What is wrong between the languages: keys, plural forms or placeholders that one has and another lacks."""
    found: list[str] = []
    stems = {language: _stems(catalogues[language], language) for language in catalogues}
    everywhere = set().union(*stems.values())
    for language, own in stems.items():
        found += [f"{language} lacks {key}" for key in sorted(everywhere - own.keys())]
        found += [
            f"{language} has {key} in {sorted(forms)} only"
            for key, forms in sorted(own.items())
            if forms and forms != set(FORMS[language])
        ]
    for key in sorted(everywhere):
        fields = {language: _fields(catalogues[language], key) for language in catalogues if key in stems[language]}
        if len({frozenset(each) for each in fields.values()}) > 1:
            found.append(f"{key} has other placeholders: {fields}")
    return found


def _stems(texts: Mapping[str, str], language: Language) -> dict[str, set[str]]:
    stems: dict[str, set[str]] = {}
    for key in texts:
        stem, _, form = key.rpartition("_")
        plural = form in FORMS["ar"] and f"{stem}_other" in texts
        stems.setdefault(stem if plural else key, set()).update({form} if plural else ())
    return stems


def _fields(texts: Mapping[str, str], key: str) -> set[str]:
    """The placeholders of a message in any of its forms; Arabic's one and two need not repeat the number."""
    shown = [texts[each] for each in (key, *(f"{key}_{form}" for form in FORMS["ar"])) if each in texts]
    return {name for text in shown for name in _PLACEHOLDER.findall(text)}
