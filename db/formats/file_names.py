"""File names out of article ids: safe on every system, and no two the same."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 80
"""Code points; Arabic ones take two bytes each, and file systems hold 255 bytes."""

_UNSAFE = re.compile(r"[^\w.()+=@ -]+")
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


class FileNames:
    """Gives out names, each once (whatever the case of its letters)."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, ref: str) -> str:
        """A name, without suffix, for an article."""
        base = _UNSAFE.sub("_", ref).strip(" .")[:LONGEST].rstrip(" .") or "_"
        if _RESERVED.match(base):
            base = "_" + base
        name, number = base, 1
        while (key := unicodedata.normalize("NFC", name).casefold()) in self._taken:
            number += 1
            name = f"{base}-{number}"
        self._taken.add(key)
        return name
