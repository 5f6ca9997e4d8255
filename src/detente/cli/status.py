"""`detente status`: what the record holds, and its last runs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from detente.wording import plural

if TYPE_CHECKING:
    from detente.record.status import Run, Status


@click.command("status", short_help="Show what the record holds, and its last runs.")
@click.option("--record", "path", default="detente.db", show_default=True, help="The record's file.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
def command(path: str, form: str) -> int:
    """Show what the record holds, what became of the inputs, and the last runs.

    Documents are the newest revisions. A copy repeats another document's text, wholly or nearly. A run that was "cut
    short" did not come to its end: run the same command again.
    """
    from detente.record import Record

    with Record.open(path, create=False) as record:
        status = record.status()
    if form == "json":
        click.echo(json.dumps(_json(status), ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(_lines(status)))
    return 0


def _json(status: Status) -> dict[str, object]:
    from dataclasses import asdict

    lists = {"imported": [i._asdict() for i in status.imported], "runs": [r._asdict() for r in status.runs]}
    return asdict(status) | lists


def _lines(status: Status) -> Iterator[str]:
    from detente.exchange.tables import text_table
    from detente.record.outcome import label_of

    yield f"record     {status.record}  ({_size(status.bytes)}, layout {status.layout})"
    days = f", published {status.first_published} to {status.last_published}" if status.first_published else ""
    yield f"documents  {status.documents:,} from {plural(status.outlets, 'outlet')}{days}"
    if status.copies or status.revisions:
        yield f"           {status.copies:,} of them copies; {status.revisions:,} older revisions beside"
    yield f"codings    {status.codings:,}; {plural(status.claims, 'claim')}"
    for imported in status.imported:
        days = f"{imported.first_day} to {imported.last_day}"
        yield f"imported   {plural(imported.events, 'event')} from {imported.origin}, {days}"
    if status.outcomes:
        told = ", ".join(f"{n:,} {label_of(outcome)}" for outcome, n in status.outcomes.items())
        yield f"inputs     {told}"
    if status.runs:
        yield ""
        yield from text_table(("run", "command", "started", "state", "counts"), [_row(run) for run in status.runs])


def _row(run: Run) -> tuple[object, ...]:
    counts = ", ".join(f"{n:,} {name.replace('_', ' ')}" for name, n in run.counts.items() if n)
    return run.run, run.command, run.started_at[:16].replace("T", " "), run.state, counts or None


def _size(n: int) -> str:
    return f"{n / 1e9:.1f} GB" if n >= 1e9 else f"{n / 1e6:.1f} MB" if n >= 1e5 else f"{n / 1e3:.0f} kB"
