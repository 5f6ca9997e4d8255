"""The command line: one thin module per command, imported only when the command runs."""

from __future__ import annotations

import importlib
import io
import os
import sys

import click

from detente import __version__
from detente.errors import DetenteError

_COMMANDS = {
    "read": ("detente.cli.read", "Show documents as read, with their parts."),
    "code": ("detente.cli.code", "Code files, folders, patterns, addresses or standard input."),
    "explain": ("detente.cli.explain", "Show which words and steps gave each field of a coding."),
    "demo": ("detente.cli.demo", "Run the whole path on the bundled dispatches."),
    "add": ("detente.cli.add", "Add documents to the record."),
    "watch": ("detente.cli.watch", "Watch feeds, and add their new items to the record."),
    "import": ("detente.cli.import_", "Bring other event data into the record."),
    "codings": ("detente.cli.codings", "Ask the record for codings."),
    "events": ("detente.cli.events", "Ask the record for events: codings merged, and why."),
    "documents": ("detente.cli.documents", "List the record's documents and outcomes."),
    "actors": ("detente.cli.actors", "Show who was seen as what, and correct it."),
    "edition": ("detente.cli.edition", "Freeze states of the record, and compare them."),
    "status": ("detente.cli.status", "Show what the record holds, and its last runs."),
    "doctor": ("detente.cli.doctor", "Check that the record is whole, and back it up."),
    "relation": ("detente.cli.relation", "Show the relation of two actors over time."),
    "drift": ("detente.cli.drift", "Rank all pairs by warming and cooling between two periods."),
    "network": ("detente.cli.network", "Show who stands with whom: ties, triads, groups, bridges."),
    "pressure": ("detente.cli.pressure", "Test whether pressure on two goes with their cooperation."),
    "claims": ("detente.cli.claims", "Hold what reports claim of relations against the record."),
    "forecast": ("detente.cli.forecast", "Forecast a pair's next week and next four weeks."),
    "export": ("detente.cli.export", "Take codings out into other programs' forms."),
}


class _Lazy(click.Group):
    """Loads a command's module when it is asked for, so that --help stays quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = importlib.import_module(_COMMANDS[cmd_name][0]).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, short) for name, (_, short) in _COMMANDS.items()])


@click.command(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def cli() -> None:
    """Read news reports and keep the record of who did what to whom, when, where, and according to whom."""


def main() -> None:
    """Run the command line; exit 0 done, 1 done with failures, 2 wrong usage, 130 interrupted."""
    # Linear algebra on one thread: the same sums, bit for bit, on any number of cores, and no waiting for others.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    for stream in (sys.stdout, sys.stderr):
        # A terminal that lacks a letter shows "?" in its place; half an answer and a traceback would be worse.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        code = cli.main(standalone_mode=False)
    except DetenteError as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    except click.exceptions.Exit as error:
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (KeyboardInterrupt, click.Abort):
        sys.exit(130)
    sys.exit(code if isinstance(code, int) else 0)
