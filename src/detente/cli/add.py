"""`detente add`: documents into the record."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from types import FrameType

import click


@click.command("add", short_help="Add documents to the record.")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--record", "path", default="detente.db", show_default=True, help="The record's file; made if absent.")
@click.option("--published", type=click.DateTime(["%Y-%m-%d"]), help="Day of publication, for reports of one day.")
@click.option("--batch", type=click.IntRange(1, 10_000), default=64, show_default=True, help="Inputs a transaction.")
def command(inputs: tuple[str, ...], path: str, published: datetime | None, batch: int) -> int:
    """Read and code reports, and keep them in the record.

    INPUT is a file, a folder, a pattern, or - for standard input. Running the same command again continues: what is in
    the record is skipped, changed text becomes a revision. Control-C finishes the batch and stops.
    Exit code 0: done; 1: some inputs failed; 2: wrong usage; 130: stopped.
    """
    from detente.coded import code_report
    from detente.reading import read
    from detente.reading.inputs import iter_files
    from detente.record import AddOptions, Record
    from detente.record.progress import Progress

    total = None if "-" in inputs else sum(1 for _ in iter_files(inputs))
    progress = Progress(sys.stderr, total=total)
    outcomes = read(inputs, published=published.date() if published else None, stdin=sys.stdin.buffer)
    with Record.open(path) as record, _stopping() as is_stopped:
        options = AddOptions(batch=batch, progress=progress.tell, stop=is_stopped, coder_facts=_coder())
        tally = record.add(progress.seen(outcomes), code_report, options)
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


def _coder() -> dict[str, str | None]:
    from detente.coding import coder_facts

    return coder_facts()._asdict()
