"""The sample corpus: made from the articles in ``resources/sample`` into the user's data folder, kept from then on."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import resources
from db.errors import WorldError
from db.labelset import preset
from db.store import Store
from desktop import paths

LABEL_SET = "news"


def path() -> Path:
    """Where the sample corpus lies, or will lie."""
    return paths.data_dir() / "sample.tawsim"


def files() -> list[Path]:
    """The articles of the sample, with the suggestions that wait for review."""
    return sorted(resources.path("sample").glob("*.pre.json"))


def make(
    *, on_progress: Callable[[int, int], None] | None = None, cancelled: Callable[[], bool] | None = None
) -> Path:
    """The sample corpus, made where it is not there yet; what was done in it before is kept.

    WorldError (the folder cannot be written, the disk is full), Cancelled; nothing half-made stays.
    """
    corpus = path()
    if corpus.exists():
        return corpus
    try:
        corpus.parent.mkdir(parents=True, exist_ok=True)
        work = tempfile.TemporaryDirectory(prefix=".sample-", dir=corpus.parent)
    except OSError as error:
        raise WorldError("read_only", path=str(corpus.parent)) from error
    from db.importing import plan_import, run_import  # 100 ms that opening a sample made before does not need

    with work as folder:
        half = Path(folder) / corpus.name  # under its own name only when whole, or a crash would leave an empty sample
        with Store.create(half, preset(LABEL_SET)) as store:
            plan = plan_import(store, files(), cancelled=cancelled)
            run_import(store, plan, skip=True, on_progress=on_progress, cancelled=cancelled)
        half.replace(corpus)
    return corpus
