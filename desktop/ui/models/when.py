"""Points in time as the reader says them: local time, in the user's language and digits."""

from __future__ import annotations

from datetime import datetime

from desktop.messages import Messages


def local_time(messages: Messages, utc: str, *, now: datetime | None = None) -> str:
    """An ISO 8601 time in UTC as local hours and minutes, with the date unless it is today's."""
    try:
        at = datetime.fromisoformat(utc).astimezone()
    except ValueError:
        return utc
    today = (now or datetime.now().astimezone()).date()
    clock = messages.in_digits(f"{at:%H:%M}")
    if at.date() == today:
        return clock
    return messages.tr("panels.date_time", date=date_words(messages, f"{at:%Y-%m-%d}"), time=clock)


def date_words(messages: Messages, iso: str) -> str:
    """An ISO date known to the day, month or year, such as ``2024-06-19``, in words: ``19 يونيو 2024``."""
    parts = iso[:10].split("-")
    if not all(part.isdigit() for part in parts) or len(parts) > 3:
        return iso
    words = [str(int(part)) if place else part for place, part in enumerate(parts)]
    if len(words) > 1 and 1 <= int(words[1]) <= 12:
        words[1] = messages.tr(f"panels.month.{words[1]}")
    return messages.in_digits(" ".join(reversed(words)))
