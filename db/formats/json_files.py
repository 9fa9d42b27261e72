"""Raw records out of ``.json`` and ``.jsonl`` files: decoding, line and column of what is not JSON, no meaning.

``.jsonl`` is read line by line and needs memory for one line only; a ``.json`` file is read whole.
"""

from __future__ import annotations

import hashlib
import json
import math
import os
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
_SUSPECT = re.compile(rb"\\u(?:0000|[dD][89a-fA-F])")
"""How JSON can spell a character that a corpus cannot hold; only then is a record searched for it."""


@dataclass(frozen=True, slots=True)
class RawRecord:
    """One decoded JSON value, and where it stood."""

    file: str
    place: str
    """``#n``: the n-th record of a ``.json``, the n-th line of a ``.jsonl``, from 1."""
    value: Any


class _Twice(dict[str, Any]):
    """An object that had a field twice."""


def expand(paths: list[Path]) -> list[Path]:
    """Folders replaced by the ``.json`` and ``.jsonl`` files directly in them, by name; loss lists are passed over.

    A folder with none of them stays, for ``read_raw`` to say so.
    """
    out: list[Path] = []
    for path in paths:
        try:
            inside = [item for item in path.iterdir() if item.suffix.lower() in SUFFIXES and item.is_file()]
        except OSError:  # no folder, or one that cannot be looked into, which reading it tells
            out.append(path)
        else:
            out += sorted(item for item in inside if not item.name.endswith(".losses.jsonl")) or [path]
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
        if os.access(path, os.R_OK) and os.path.isdir(path):
            yield Problem(name, "", "", "folder_empty")
            return
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
        value, suspect = _decoded(name, place, content, first_line=number)
        yield value if isinstance(value, Problem) else _record(name, place, value, suspect)
    if not found:
        yield Problem(name, "", "", "file_empty")


def _whole(name: str, content: bytes) -> Iterator[RawRecord | Problem]:
    content = content.removeprefix(BOM)
    values, suspect = _decoded(name, "", content, first_line=1) if content.strip() else ([], False)
    if isinstance(values, Problem):
        yield values
        return
    if not isinstance(values, list):
        values = [values]
    if not values:
        yield Problem(name, "", "", "file_empty")
    for index in range(len(values)):
        yield _record(name, f"#{index + 1}", values[index], suspect)
        values[index] = None  # a record that has been dealt with is not kept


def _record(name: str, place: str, value: object, suspect: bool) -> RawRecord | Problem:
    """The record, unless it holds something that nothing can store."""
    try:
        found = next(_impossible(value, ()), None) if suspect else None
    except RecursionError:
        found = ((), "too_deep", {})
    if found is None:
        return RawRecord(name, place, value)
    path, code, params = found
    return Problem(name, record_name(value, place), field_path(path), code, params)


def _decoded(name: str, place: str, content: bytes, *, first_line: int) -> tuple[Any, bool]:
    """The JSON value, or a Problem; and whether the value has to be searched for what nothing can store."""
    odd: list[str] = []

    def build(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        out = dict(pairs)
        if len(out) == len(pairs):
            return out
        names = [field for field, _ in pairs]
        odd.append(next(field for field in names if names.count(field) > 1))
        return _Twice({"?": odd[-1]} | out)

    def number(text: str) -> float:
        found = float(text)
        if not math.isfinite(found):  # NaN and Infinity, which are not JSON, and 1e999, which is
            odd.append(text)
        return found

    try:
        value = json.loads(
            content.decode("utf-8"), object_pairs_hook=build, parse_float=number, parse_constant=number
        )  # fmt: skip
    except UnicodeDecodeError as error:
        line = first_line + content.count(b"\n", 0, error.start)
        return Problem(name, place, "", "not_utf8", {"line": line, "byte": error.start + 1}), False
    except json.JSONDecodeError as error:
        params = {"line": first_line + error.lineno - 1, "column": error.colno}
        return Problem(name, place, "", "not_json", params), False
    except RecursionError:
        return Problem(name, place, "", "too_deep"), False
    except ValueError:  # a number of more digits than Python reads
        return Problem(name, place, "", "number_too_long"), False
    return value, bool(odd) or _SUSPECT.search(content) is not None


Found = tuple[tuple[int | str, ...], str, dict[str, object]]


def _impossible(value: object, path: tuple[int | str, ...]) -> Iterator[Found]:
    """What a corpus cannot hold, by path: objects with a field twice; numbers that are none; and in texts NUL (SQLite's
    length() stops there) and lone surrogates (no encoding holds them)."""
    if isinstance(value, str):
        for found in _FORBIDDEN.finditer(value):
            params: dict[str, object] = {"character": f"U+{ord(found[0]):04X}", "position": found.start()}
            yield path, "forbidden_character", params
    elif isinstance(value, float) and not math.isfinite(value):
        yield path, "no_such_number", {"found": str(value)}
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _impossible(item, (*path, index))
    elif isinstance(value, dict):
        if isinstance(value, _Twice):
            yield (*path, value["?"]), "field_twice", {"name": value["?"]}
        for key, item in value.items():
            yield from _impossible(key, (*path, "?"))
            yield from _impossible(item, (*path, key))
