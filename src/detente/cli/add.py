"""`detente add`: documents into the record."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from detente.cli.fetches import Fetching, bare_inputs, fetch_options
from detente.cli.own import Own, corrected, own_options
from detente.cli.runs import count_inputs, engine_of, facts_of, stopping, worker_options

if TYPE_CHECKING:
    from detente.record import Record, Tally

_RETRIED = ("failed", "too_short", "other_language", "too_complex")
_SHOWN = 20


@click.command("add", short_help="Add documents to the record.")
@click.argument("inputs", nargs=-1, metavar="INPUT...")
@click.option("--record", "path", default="detente.db", show_default=True, help="The record's file; made if absent.")
@click.option("--published", type=click.DateTime(["%Y-%m-%d"]), help="Day of publication, for reports of one day.")
@click.option(
    "--retry",
    multiple=True,
    type=click.Choice(_RETRIED),
    help="Try again only inputs that ended so; without INPUT, those of earlier runs.",
)
@click.option("--batch", type=click.IntRange(1, 10_000), default=64, show_default=True, help="Inputs a transaction.")
@fetch_options
@worker_options(default=1)
@own_options
def command(
    inputs: tuple[str, ...],
    path: str,
    published: datetime | None,
    retry: tuple[str, ...],
    batch: int,
    fetching: Fetching,
    own: Own,
    **limits: Any,
) -> int:
    """Read and code reports, and keep them in the record.

    INPUT is a file, a folder, a pattern, an address (https://…), or - for standard input; what can be read, detente
    read --help tells. Running the same command again continues: files that have not changed are passed by, what is in
    the record is skipped, changed text becomes a revision, a text that is there under another name counts as a report
    of the first. A record keeps the tables of each run: give every ontology a record of its own. Control-C finishes the
    batch and stops.
    Exit code 0: done; 1: some inputs failed; 2: wrong usage; 130: stopped.
    """
    from detente.reading import read
    from detente.record import AddOptions, Record
    from detente.record.progress import Progress

    if not inputs and not retry:
        raise click.UsageError("Missing argument 'INPUT...'.")
    own.knowledge()  # a table of the user's that is not valid is told of before there is a record
    with (
        Record.open(path, create=not retry) as record,
        corrected(own, record) as own_now,
        stopping() as is_stopped,
    ):
        knowledge = own_now.knowledge()
        only, total = None, count_inputs(inputs)
        if retry:
            wanted = record.to_retry(retry)
            inputs, only, total = inputs or wanted.inputs, wanted.names, len(wanted.names)
        progress = Progress(sys.stderr, total=total)
        facts = facts_of(knowledge)
        _warn(record, facts)
        inputs = bare_inputs(inputs)
        options = AddOptions(
            batch=batch, progress=progress.tell, stop=is_stopped, coder_facts=facts, inputs=inputs, only=only
        )
        outcomes = read(
            inputs,
            published=published.date() if published else None,
            stdin=sys.stdin.buffer,
            fetcher=fetching.fetcher_for(inputs, is_stopped),
            is_known=record.is_known if only is None else lambda stamp: False,
        )
        with engine_of(own_now, knowledge, **limits) as engine:
            tally = record.add(progress.seen(outcomes), engine, options)
        tally.is_stopped = is_stopped()  # also within a fetch, which then has no outcome
    progress.close(tally)
    return _ended(tally)


def _ended(tally: Tally) -> int:
    """Tell what failed and how to go on; the exit code."""
    for name, reason in tally.failures[:_SHOWN]:
        click.echo(f"failed  {name}: {reason}", err=True)
    if tally.counts["failed"] > _SHOWN:
        click.echo(f"… and {tally.counts['failed'] - _SHOWN:,} more: detente documents --outcomes --failed", err=True)
    if tally.is_stopped:
        click.echo("Stopped; run the same command again to continue.", err=True)
        return 130
    return 1 if tally.is_failed else 0


def _warn(record: Record, facts: dict[str, Any]) -> None:
    """Say what a user may not expect: a run before that was killed; reports coded by another ontology."""
    import json

    from detente.record.status import runs_of

    runs = runs_of(record.connection, 1)
    if runs and runs[0].state == "cut short":
        click.echo(
            f"The last run ({runs[0].command}, {runs[0].started_at}) was cut short; its inputs continue.", err=True
        )
    last = record.connection.execute(
        "SELECT coder FROM runs WHERE command IN ('add', 'watch') ORDER BY run DESC LIMIT 1"
    ).fetchone()
    before = json.loads(last[0]).get("ontology") if last is not None and last[0] else None
    if before is not None and before != facts["ontology"]:
        click.echo(f"The record was coded by {before}, from here on by {facts['ontology']}.", err=True)
        click.echo(
            "What it holds already is not coded again; a record of its own (--record) keeps them apart.", err=True
        )
