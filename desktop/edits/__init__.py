"""Edits: pure functions from the open article to the changes a gesture means; they know neither SQL nor Qt."""

from __future__ import annotations

from dataclasses import dataclass

from db.rows import Change


class EditRefused(Exception):
    """The edit would break a rule; ``code`` (``refused.<code>`` in the catalogue) and params say which."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(f"{code} {params}")
        self.code = code
        self.params = params

    @property
    def key(self) -> str:
        """The message key."""
        return f"refused.{self.code}"


@dataclass(frozen=True, slots=True)
class Edit:
    """What a gesture means: a history label with its parameters, and the changes of rows."""

    label: str
    changes: tuple[Change, ...]
    params: tuple[tuple[str, str], ...] = ()
    select: str | None = None
    """The mention to select afterwards, when the edit itself knows it (a new one, the merged one)."""
    warnings: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    """(message key, params) of rules the label set only warns about."""
