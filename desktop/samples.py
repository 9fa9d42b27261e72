"""The sample corpus: made from the articles in ``resources/sample`` into the user's data folder, kept from then on."""

from __future__ import annotations

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
    except OSError as error:
        raise WorldError("read_only", path=str(corpus.parent)) from error
    from db.importing import plan_import, run_import  # 100 ms that opening a sample made before does not need

    made = False
    store = Store.create(corpus, preset(LABEL_SET))
    try:
        plan = plan_import(store, files(), cancelled=cancelled)
        run_import(store, plan, skip=True, on_progress=on_progress, cancelled=cancelled)
        made = True
    finally:
        store.close()
        if not made:
            corpus.unlink(missing_ok=True)
    return corpus


def remake(
    *, on_progress: Callable[[int, int], None] | None = None, cancelled: Callable[[], bool] | None = None
) -> Path:
    """The sample corpus as it was at first. The present one is put aside beside it under a name of its own."""
    corpus = path()
    if corpus.exists():
        number = 1
        while (aside := corpus.with_name(f"{corpus.stem}-{number}.tawsim")).exists():
            number += 1
        with Store.open(corpus):  # nobody has it open, and what is in its journal file is in the corpus
            pass
        corpus.rename(aside)
    return make(on_progress=on_progress, cancelled=cancelled)
