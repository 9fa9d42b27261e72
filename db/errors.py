"""What can go wrong that is not a fault of ours: the world's errors, the input's, and a lost race.

Each carries a message key and its parameters; the words are found in ``resources/i18n`` when shown.
"""

from __future__ import annotations


class WorldError(Exception):
    """Something outside the program stands in the way; the message says what is safe and what to do.

    Codes: ``locked`` (holder), ``busy``, ``damaged``, ``newer`` and ``older`` (found, known), ``read_only``,
    ``opened_read_only``, ``disk_full``, ``not_a_corpus``, ``missing``, ``exists``,
    ``unreadable``. ``path`` is always among the parameters.
    """

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(f"{code} {params}")
        self.code = code
        self.params = params

    @property
    def key(self) -> str:
        """The message key."""
        return f"errors.{self.code}"


class Conflict(Exception):
    """A row in the file is not the one a change was computed from: memory and file had parted."""


class Cancelled(Exception):
    """The user stopped a long task; nothing of it was kept."""


class Undecodable(ValueError):
    """A column does not hold what it should: the file is damaged. ``translated`` makes a WorldError of it."""
