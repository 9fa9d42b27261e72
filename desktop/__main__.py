"""Where ``tawsim`` and ``python -m desktop`` begin: the command line, which opens the window only when asked to."""

from __future__ import annotations

import builtins
import gc
import sys
from types import ModuleType

from desktop import cli

COLLECT_AFTER = (20_000, 20, 20)
"""New containers before the youngest of them are looked through; how often that happens before the older ones are."""


def open_window(arguments: list[str]) -> int:
    """Show the window. Qt is brought in here and nowhere before."""
    code: int = bring_in().main(arguments)
    return code


def bring_in() -> ModuleType:
    """Import ``desktop.ui.app``, the quick way.

    What needs no Qt comes first, and for the rest Python's own import is put back meanwhile: PySide examines every
    import after its own, for a spelling of names that nobody uses here. Modules are no garbage, so nobody looks for any
    meanwhile, nor later among them. Together a fifth of the time. Rows are none either, and an article may have 50,000:
    garbage is sought less often than Python would.
    """
    gc.disable()
    import desktop.session

    plain = builtins.__import__
    import desktop.ui  # noqa: F401 - Qt is in

    examining = builtins.__import__
    builtins.__import__ = plain
    try:
        from desktop.ui import app
    finally:
        builtins.__import__ = examining
    gc.freeze()
    gc.set_threshold(*COLLECT_AFTER)
    gc.enable()
    return app


def main() -> int:
    """Run what the command line asks for; returns the exit code."""
    return cli.main(sys.argv[1:], window=open_window)


if __name__ == "__main__":
    sys.exit(main())
