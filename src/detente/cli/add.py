"""`detente add`: documents into the record."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from types import FrameType
from typing import TYPE_CHECKING, Any

import click

from detente.cli.own import Own, own_options

if TYPE_CHECKING:
    from detente.knowledge import Knowledge
    from detente.record import Record


@click.command("add", short_help="Add documents to the record.")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--record", "path", default="detente.db", show_default=True, help="The record's file; made if absent.")
@click.option("--published", type=click.DateTime(["%Y-%m-%d"]), help="Day of publication, for reports of one day.")
@click.option("--batch", type=click.IntRange(1, 10_000), default=64, show_default=True, help="Inputs a transaction.")
@own_options
def command(inputs: tuple[str, ...], path: str, published: datetime | None, batch: int, own: Own) -> int:
    """Read and code reports, and keep them in the record.

    INPUT is a file, a folder, a pattern, or - for standard input. Running the same command again continues: what is in
    the record is skipped, changed text becomes a revision. A record keeps the tables of each run: give every ontology a
    record of its own. Control-C finishes the batch and stops.
    Exit code 0: done; 1: some inputs failed; 2: wrong usage; 130: stopped.
    """
    from detente.coded import code_report
    from detente.reading import read
    from detente.reading.inputs import iter_files
    from detente.record import AddOptions, Record
    from detente.record.progress import Progress

    knowledge = own.knowledge()
    total = None if "-" in inputs else sum(1 for _ in iter_files(inputs))
    progress = Progress(sys.stderr, total=total)
    outcomes = read(inputs, published=published.date() if published else None, stdin=sys.stdin.buffer)
    with Record.open(path) as record, _stopping() as is_stopped:
        facts = _facts(knowledge)
        _warn_of_another(record, facts)
        options = AddOptions(batch=batch, progress=progress.tell, stop=is_stopped, coder_facts=facts)
        tally = record.add(progress.seen(outcomes), partial(code_report, knowledge=knowledge), options)
    progress.close(tally)
    for name, reason in tally.failures[:20]:
        click.echo(f"failed  {name}: {reason}", err=True)
    if len(tally.failures) > 20:
        click.echo(f"… and {tally.counts['failed'] - 20} more: detente documents --outcomes --failed", err=True)
    if tally.is_stopped:
        click.echo("Stopped; run the same command again to continue.", err=True)
        return 130
    return 1 if tally.counts["failed"] else 0


@contextmanager
def _stopping() -> Iterator[_Stop]:
    """Inside, the first interrupt asks for a stop, the second stops at once."""
    stop = _Stop()
    before = {number: signal.signal(number, stop.ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class _Stop:
    def __init__(self) -> None:
        self._is_asked = False

    def ask(self, number: int, frame: FrameType | None) -> None:
        if self._is_asked:
            raise KeyboardInterrupt
        self._is_asked = True
        click.echo("\nFinishing the batch; once more stops at once.", err=True)

    def __call__(self) -> bool:
        return self._is_asked


def _facts(knowledge: Knowledge | None) -> dict[str, Any]:
    """What the record keeps of the coder: versions, the ontology, and the digests of all tables."""
    from detente.coded import coder_of
    from detente.knowledge import load

    return coder_of(knowledge)._asdict() | (knowledge or load()).facts()


def _warn_of_another(record: Record, facts: dict[str, Any]) -> None:
    """Say so where the record's last reports were coded by another ontology: their types stand beside these."""
    import json

    last = record.connection.execute(
        "SELECT coder FROM runs WHERE command = 'add' ORDER BY run DESC LIMIT 1"
    ).fetchone()
    before = json.loads(last[0]).get("ontology") if last is not None and last[0] else None
    if before is not None and before != facts["ontology"]:
        click.echo(f"The record was coded by {before}, from here on by {facts['ontology']}.", err=True)
        click.echo(
            "What it holds already is not coded again; a record of its own (--record) keeps them apart.", err=True
        )
