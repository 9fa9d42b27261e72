"""What can be said on the command line: its commands with their options, and their help in the user's language."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from db.exporting import FORMATS
from db.labelset import presets
from desktop import cli_jobs
from desktop.cli_jobs import Console
from desktop.messages import LANGUAGES, Messages

JOBS: dict[str, Callable[[argparse.Namespace, Console], int]] = {
    "new": cli_jobs.new, "import": cli_jobs.import_, "export": cli_jobs.export, "check": cli_jobs.check,
    "info": cli_jobs.info,
}  # fmt: skip


def make_parser(messages: Messages) -> argparse.ArgumentParser:
    """The parser of the whole command line; ``options.command`` names one of ``JOBS``."""
    tr = messages.tr
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--language", choices=LANGUAGES, default=argparse.SUPPRESS, help=tr("cli.help.language"))
    parser = argparse.ArgumentParser(
        prog="tawsim", description=tr("cli.help.about"), epilog=tr("cli.help.window"), parents=[shared],
        usage="tawsim [CORPUS]\n       tawsim {" + ",".join(JOBS) + "} ...",
    )  # fmt: skip
    parser.add_argument("--version", action="version", version=f"tawsim {_version()}", help=tr("cli.help.version"))
    names = "{" + ",".join(JOBS) + "}"
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


def _version() -> str:
    try:
        return version("tawsim")
    except PackageNotFoundError:
        return "?"
