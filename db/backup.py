"""Backups: a whole, compact copy of a corpus in a folder beside it, made while it is open."""

from __future__ import annotations

import errno
import os
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from db.engine import Database, translated
from db.errors import WorldError


def backup_folder(corpus: Path) -> Path:
    """Where the backups of a corpus lie."""
    return corpus.with_name(corpus.stem + ".backups")


def backup(database: Database) -> Path:
    """Copy the corpus as it is now into its backups folder; returns the copy.

    The copy appears under its name only when it is whole and on the disk. WorldError ``disk_full``, ``read_only``, ...
    """
    folder = backup_folder(database.path)
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
    final = folder / f"{database.path.stem}.backup-{stamp}.tawsim"
    half = final.with_suffix(".part")
    try:
        folder.mkdir(exist_ok=True)
        with translated(database.path), closing(database.connect()) as connection:
            connection.execute("VACUUM INTO ?", (str(half),))
        with half.open("rb+") as file:
            os.fsync(file.fileno())
        half.replace(final)
    except OSError as error:
        code = "disk_full" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "read_only"
        raise WorldError(code, path=str(folder), detail=str(error)) from error
    finally:
        if half.exists():
            half.unlink()
    return final
