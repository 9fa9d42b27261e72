"""The command line: ``tawsim new | import | export | check | info``, and ``tawsim [CORPUS]`` for the window.

Needs no screen and brings in no Qt. Exit code 0; 1 when the input is at fault, said on standard error; 2 for a wrong
call; 130 when stopped by the keyboard.
"""

from __future__ import annotations

import io
import locale
import os
import sys
from collections.abc import Callable, Sequence

from db.errors import Conflict, WorldError
from desktop.messages import LANGUAGES, Language, Messages
from desktop.settings import Settings

INTERRUPTED = 130
COMMANDS = ("new", "import", "export", "check", "info")
"""Those of ``cli_parser``, which is not brought in just to open the window."""


def main(arguments: Sequence[str], *, window: Callable[[list[str]], int]) -> int:
    """Do what the arguments (without the program's name) ask for; returns the exit code."""
    _speak_utf8()
    asks = bool({"-h", "--help", "--version"} & set(arguments))
    if not asks and not any(word in COMMANDS for word in _plain(arguments)[:1]):
        return window(list(arguments))
    from desktop import cli_jobs, cli_parser  # they bring the readers of files, which a window does without at first

    settings = Settings()
    messages = Messages(_language(arguments, settings), digits=settings.get("digits"))
    try:
        options = cli_parser.make_parser(messages).parse_args(list(arguments))
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 2
    console = cli_jobs.Console(messages, author=settings.get("author"))
    try:
        if options.command != "new":
            options.corpus = cli_jobs.corpus_at(options.corpus)
        code = cli_parser.JOBS[options.command](options, console)
        sys.stdout.flush()
    except cli_jobs.Fault as error:
        console.complain(messages.tr(error.key, **error.params))
        return error.code
    except WorldError as error:
        console.complain(messages.error(error))
        return 1
    except Conflict:
        console.complain(messages.tr("cli.conflict"))
        return 1
    except KeyboardInterrupt:
        console.complain(messages.tr("cli.stopped"))
        return INTERRUPTED
    except BrokenPipeError:  # such as ``| head``: the reader has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return code


def _plain(arguments: Sequence[str]) -> list[str]:
    """The arguments that are neither options nor the language's name."""
    out = []
    skip = False
    for word in arguments:
        if skip:
            skip = False
        elif word == "--language":
            skip = True
        elif not word.startswith("-"):
            out.append(word)
    return out


def _language(arguments: Sequence[str], settings: Settings) -> Language:
    """As asked for here, else as chosen in the application, else Arabic where the system speaks it."""
    for place, word in enumerate(arguments):
        asked = word.partition("=")[2] if word.startswith("--language=") else ""
        if word == "--language" and place + 1 < len(arguments):
            asked = arguments[place + 1]
        for language in LANGUAGES:
            if language == asked:
                return language
    if settings.path.exists():
        return "en" if settings.get("language") == "en" else "ar"
    spoken = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), None)
    return "ar" if (spoken or locale.getlocale()[0] or "").lower().startswith("ar") else "en"


def _speak_utf8() -> None:
    """Write UTF-8 whatever the system's own encoding, and never fail for a character that a screen lacks."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
