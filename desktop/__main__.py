"""Where ``tawsim`` and ``python -m desktop`` begin: the command line, which opens the window only when asked to."""

from __future__ import annotations

import sys

from desktop import cli


def open_window(arguments: list[str]) -> int:
    """Show the window. Qt is brought in here and nowhere before."""
    from desktop.ui.app import main as show

    return show(arguments)


def main() -> int:
    """Run what the command line asks for; returns the exit code."""
    return cli.main(sys.argv[1:], window=open_window)


if __name__ == "__main__":
    sys.exit(main())
