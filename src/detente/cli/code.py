"""`detente code`: codings of files, folders, globs or standard input."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import IO, Any

import click

from detente.cli.own import Own, own_options

FORMATS = click.Choice(["table", "json", "jsonl", "csv"])


@click.command("code")
@click.argument("inputs", nargs=-1, required=True)
@click.option("--format", "form", type=FORMATS, default="table", show_default=True)
@click.option("-o", "--output", type=click.File("w", encoding="utf-8", atomic=True), default="-")
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="Leave out codings below this.")
@click.option("--published", type=click.DateTime(["%Y-%m-%d"]), help="Date of reports that give none.")
@own_options
def command(
    inputs: tuple[str, ...], form: str, output: IO[str], min_confidence: float, published: datetime | None, own: Own
) -> int:
    """Code reports: who did what to whom, when, where, and according to whom.

    INPUTS are files (text, HTML, JSON Lines), folders, globs, or - for standard input.
    """
    from detente.coded import coder_of, codings_of
    from detente.flat import COLUMNS, dumps, to_json, to_rows, write_csv
    from detente.reading import read

    knowledge = own.knowledge()
    failed = 0
    objects: list[Any] = []
    rows: list[dict[str, Any]] = []
    for outcome in read(inputs, published=published.date() if published else None, stdin=sys.stdin.buffer):
        if outcome.document is None:
            failed += 1
            click.echo(str(outcome.error()), err=True)
            continue
        if outcome.detail.warning:
            click.echo(f"{outcome.input}: {outcome.detail.warning}", err=True)
        document = outcome.document
        codings = [c for c in codings_of(document, knowledge) if c.confidence >= min_confidence]
        if form == "jsonl":
            for c in codings:
                output.write(dumps(to_json(c, document, coder_of(knowledge))) + "\n")
        elif form == "json":
            objects += [to_json(c, document, coder_of(knowledge)) for c in codings]
        elif form == "csv":
            rows += [row for c in codings for row in to_rows(c, document)]
        else:
            from detente.cli.show import coding_table

            coding_table(document, codings, output)
    if form == "json":
        output.write(dumps(objects) + "\n")
    elif form == "csv":
        write_csv(rows, output, COLUMNS)
    return 1 if failed else 0
