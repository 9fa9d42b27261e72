"""The command line: ``tawsim new | import | export | check | info``, and ``tawsim [CORPUS]`` for the window.

Needs no screen and brings in no Qt. Exit code 0; 1 when the input is at fault, said on standard error; 2 for a wrong
call; 130 when stopped by the keyboard.
"""

from __future__ import annotations

import argparse
import io
import locale
import os
import sys
from collections.abc import Callable, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from db.errors import Conflict, WorldError
from db.exporting import FORMATS
from db.labelset import presets
from desktop import cli_jobs
from desktop.cli_jobs import Console, Fault
from desktop.messages import LANGUAGES, Language, Messages
from desktop.settings import Settings

INTERRUPTED = 130
COMMANDS: dict[str, Callable[[argparse.Namespace, Console], int]] = {
    "new": cli_jobs.new, "import": cli_jobs.import_, "export": cli_jobs.export, "check": cli_jobs.check,
    "info": cli_jobs.info,
}  # fmt: skip


def main(arguments: Sequence[str], *, window: Callable[[list[str]], int]) -> int:
    """Do what the arguments (without the program's name) ask for; returns the exit code."""
    _speak_utf8()
    settings = Settings()
    language = _language(arguments, settings)
    messages = Messages(language, digits=settings.get("digits"))
    asks = bool({"-h", "--help", "--version"} & set(arguments))
    if not asks and not any(word in COMMANDS for word in _plain(arguments)[:1]):
        return window(list(arguments))
    try:
        options = _parser(messages).parse_args(list(arguments))
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 2
    console = Console(messages, author=settings.get("author"))
    try:
        code = COMMANDS[options.command](options, console)
        sys.stdout.flush()
    except Fault as error:
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


def _version() -> str:
    try:
        return version("tawsim")
    except PackageNotFoundError:
        return "?"


def _parser(messages: Messages) -> argparse.ArgumentParser:
    tr = messages.tr
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--language", choices=LANGUAGES, default=argparse.SUPPRESS, help=tr("cli.help.language"))
    parser = argparse.ArgumentParser(
        prog="tawsim", description=tr("cli.help.about"), epilog=tr("cli.help.window"), parents=[shared],
        usage="tawsim [CORPUS]\n       tawsim {" + ",".join(COMMANDS) + "} ...",
    )  # fmt: skip
    parser.add_argument("--version", action="version", version=f"tawsim {_version()}", help=tr("cli.help.version"))
    names = "{" + ",".join(COMMANDS) + "}"
    commands = parser.add_subparsers(dest="command", required=True, prog="tawsim", metavar=names)

    def command(name: str) -> argparse.ArgumentParser:
        text = tr(f"cli.help.{name}")
        made = commands.add_parser(name, help=text, description=text, parents=[shared])
        made.add_argument("corpus", type=Path, metavar="CORPUS", help=tr("cli.help.corpus"))
        return made

    new = command("new")
    new.add_argument("--label-set", required=True, metavar="NAME",
                     help=tr("cli.help.label_set", names=", ".join(presets())))  # fmt: skip
    new.add_argument("--author", default="", help=tr("cli.help.author"))
    importing = command("import")
    importing.add_argument("files", type=Path, nargs="+", metavar="FILE", help=tr("cli.help.files"))
    importing.add_argument("--skip", action="store_true", help=tr("cli.help.skip"))
    importing.add_argument("--quiet", action="store_true", help=tr("cli.help.quiet"))
    _export_options(command("export"), messages)
    command("check")
    command("info").add_argument("--json", action="store_true", help=tr("cli.help.json"))
    return parser


def _export_options(export: argparse.ArgumentParser, messages: Messages) -> None:
    tr = messages.tr
    export.add_argument("--format", required=True, choices=FORMATS, help=tr("cli.help.format"))
    export.add_argument("--out", required=True, type=Path, metavar="PATH", help=tr("cli.help.out"))
    export.add_argument("--article", action="extend", nargs="+", metavar="REF", help=tr("cli.help.article"))
    export.add_argument("--state", choices=("new", "in_progress", "done"), help=tr("cli.help.state"))
    export.add_argument("--include", choices=("reviewed", "all"), help=tr("cli.help.include"))
    export.add_argument("--tokens", choices=("split", "expand"), default="split", help=tr("cli.help.tokens"))
    export.add_argument("--nested", choices=("outermost", "innermost"), default="outermost", help=tr("cli.help.nested"))
