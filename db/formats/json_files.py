"""Raw records out of ``.json`` and ``.jsonl`` files: decoding, line and column of what is not JSON, no meaning.

``.jsonl`` is read line by line and needs memory for one line only; a ``.json`` file is read whole.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from db.formats.problems import Problem, field_path

LINES = (".jsonl", ".ndjson")
SUFFIXES = (".json", *LINES)
BOM = b"\xef\xbb\xbf"
_FORBIDDEN = re.compile("[\x00\ud800-\udfff]")
_ESCAPED = re.compile(rb"\\u(?:0000|[dD][89a-fA-F])")


@dataclass(frozen=True, slots=True)
class RawRecord:
    """One decoded JSON value, and where it stood."""

    file: str
    place: str
    """``#n``: the n-th record of a ``.json``, the n-th line of a ``.jsonl``, from 1."""
    value: Any


class _Refused(ValueError):
    def __init__(self, reason: str, **params: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.params = params


def expand(paths: list[Path]) -> list[Path]:
    """Folders replaced by the ``.json`` and ``.jsonl`` files directly in them, by name; loss lists are passed over."""
    out: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = (item for item in path.iterdir() if item.suffix.lower() in SUFFIXES and item.is_file())
            out += sorted(item for item in inside if not item.name.endswith(".losses.jsonl"))
        else:
            out.append(path)
    return out


def read_raw(path: Path, *, on_bytes: Callable[[bytes], None] | None = None) -> Iterator[RawRecord | Problem]:
    """The records of a file in order, with a problem in place of each that cannot be decoded.

    ``on_bytes`` sees every byte read, in order (for a hash of the file as read, or for progress).
    """
    feed = on_bytes or (lambda _: None)
    name = str(path)
    try:
        with path.open("rb") as stream:
            if path.suffix.lower() in LINES:
                yield from _lines(name, stream, feed)
            else:
                content = stream.read()
                feed(content)
                yield from _whole(name, content)
    except FileNotFoundError:
        yield Problem(name, "", "", "file_missing")
    except OSError as error:
        yield Problem(name, "", "", "file_unreadable", {"reason": error.strerror or type(error).__name__})


def file_hash(path: Path) -> str:
    """SHA-256 of a file's bytes. Raises OSError."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def record_name(value: object, place: str) -> str:
    """How problems name a record: by its id, or by its place when it has none."""
    name = value.get("id") if isinstance(value, dict) else None
    return name if isinstance(name, str) and name and not _FORBIDDEN.search(name) else place


def _lines(name: str, stream: BinaryIO, feed: Callable[[bytes], None]) -> Iterator[RawRecord | Problem]:
    found = False
    for number, line in enumerate(stream, 1):
        feed(line)
        content = (line.removeprefix(BOM) if number == 1 else line).strip()
        if not content:
            continue
        found = True
        place = f"#{number}"
        value = _decoded(name, place, content, first_line=number)
        yield value if isinstance(value, Problem) else _record(name, place, value, content)
    if not found:
        yield Problem(name, "", "", "file_empty")


def _whole(name: str, content: bytes) -> Iterator[RawRecord | Problem]:
    content = content.removeprefix(BOM)
    values = _decoded(name, "", content, first_line=1) if content.strip() else []
    if isinstance(values, Problem):
        yield values
        return
    if not isinstance(values, list):
        values = [values]
    if not values:
        yield Problem(name, "", "", "file_empty")
    for index in range(len(values)):
        yield _record(name, f"#{index + 1}", values[index], content)
        values[index] = None  # a record that has been dealt with is not kept


def _record(name: str, place: str, value: object, content: bytes) -> RawRecord | Problem:
    """The record, unless a string in it holds what nothing can store; such characters only come as escapes."""
    found = next(_forbidden(value, ()), None) if _ESCAPED.search(content) else None
    if found is None:
        return RawRecord(name, place, value)
    path, char, position = found
    params = {"character": f"U+{ord(char):04X}", "position": position}
    return Problem(name, record_name(value, place), field_path(path), "forbidden_character", params)


def _decoded(name: str, place: str, content: bytes, *, first_line: int) -> Any:  # noqa: ANN401
    """The JSON value, or a Problem."""
    try:
        return json.loads(content.decode("utf-8"), object_pairs_hook=_object, parse_constant=_constant)
    except UnicodeDecodeError as error:
        line = first_line + content.count(b"\n", 0, error.start)
        return Problem(name, place, "", "not_utf8", {"line": line, "byte": error.start + 1})
    except json.JSONDecodeError as error:
        params = {"line": first_line + error.lineno - 1, "column": error.colno, "reason": error.msg}
        return Problem(name, place, "", "not_json", params)
    except _Refused as error:
        return Problem(name, place, "", error.reason, error.params)
    except RecursionError:
        return Problem(name, place, "", "too_deep")
    except ValueError as error:  # a number of more digits than Python reads
        return Problem(name, place, "", "not_json", {"line": first_line, "column": 1, "reason": str(error)})


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    out = dict(pairs)
    if len(out) != len(pairs):
        names = [name for name, _ in pairs]
        raise _Refused("field_twice", name=next(name for name in names if names.count(name) > 1))
    return out


def _constant(word: str) -> float:
    raise _Refused("no_such_number", found=word)


def _forbidden(value: object, path: tuple[int | str, ...]) -> Iterator[tuple[tuple[int | str, ...], str, int]]:
    """NULs (SQLite's length() stops there) and lone surrogates (no encoding holds them): path, character, position."""
    if isinstance(value, str):
        yield from ((path, found[0], found.start()) for found in _FORBIDDEN.finditer(value))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _forbidden(item, (*path, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _forbidden(key, (*path, "?"))
            yield from _forbidden(item, (*path, key))
