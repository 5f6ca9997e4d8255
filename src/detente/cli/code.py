"""`detente code`: codings of files, folders, globs or standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import IO, TYPE_CHECKING, Any

import click

from detente.cli.fetches import Fetching, fetch_options
from detente.cli.own import Own, own_options
from detente.cli.runs import engine_of, worker_options

if TYPE_CHECKING:
    from detente.engine import Engine
    from detente.reading import Outcome
    from detente.values import Coding, Document

FORMATS = click.Choice(["table", "json", "jsonl", "csv"])


@click.command("code")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--format", "form", type=FORMATS, default="table", show_default=True)
@click.option("-o", "--output", type=click.File("w", encoding="utf-8", atomic=True), default="-")
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="Leave out codings below this.")
@click.option("--published", type=click.DateTime(["%Y-%m-%d"]), help="Date of reports that give none.")
@fetch_options
@worker_options(default=0)
@own_options
def command(
    inputs: tuple[str, ...],
    form: str,
    output: IO[str],
    min_confidence: float,
    published: datetime | None,
    fetching: Fetching,
    own: Own,
    **limits: Any,
) -> int:
    """Code reports: who did what to whom, when, where, and according to whom.

    INPUT is a file, a folder, a pattern, an address (https://…), or - for standard input; what can be read, detente
    read --help tells.
    Exit code 0: done; 1: some inputs failed; 2: wrong usage.
    """
    from detente.coded import coder_of
    from detente.flat import dumps, to_json, to_rows, write_csv
    from detente.reading import read

    knowledge = own.knowledge()
    outcomes = read(
        inputs,
        published=published.date() if published else None,
        stdin=sys.stdin.buffer,
        fetcher=fetching.fetcher_for(inputs),
    )
    with engine_of(own, knowledge, **limits, claims=False) as engine:
        found = _Coded(outcomes, engine, min_confidence)
        if form == "csv":
            write_csv((row for document, codings in found for c in codings for row in to_rows(c, document)), output)
        elif form == "table":
            from detente.cli.show import coding_table

            for document, codings in found:
                coding_table(document, codings, output)
        else:
            lines = (dumps(to_json(c, d, coder_of(knowledge))) for d, codings in found for c in codings)
            if form == "jsonl":
                output.writelines(line + "\n" for line in lines)
            else:
                output.write("[" + ", ".join(lines) + "]\n")
    return 1 if found.is_failed else 0


class _Coded:
    """Each document with its codings, in the order of the inputs; what could not be read or coded is told."""

    def __init__(self, outcomes: Iterable[Outcome], engine: Engine, min_confidence: float) -> None:
        self._outcomes, self._engine, self._min_confidence = outcomes, engine, min_confidence
        self.is_failed = False

    def __iter__(self) -> Iterator[tuple[Document, list[Coding]]]:
        for outcome, answer in self._engine.in_order((one, one.document) for one in self._outcomes):
            document = outcome.document
            if document is None or answer is None:
                self._failed(str(outcome.error()))
                continue
            if outcome.detail.warning:
                click.echo(f"{outcome.input}: {outcome.detail.warning}", err=True)
            if answer.coded is None:
                self._failed(f"E-CODE  The report could not be coded: {answer.reason}.\n  {outcome.input}")
                continue
            yield document, [c for c in answer.coded.codings if c.confidence >= self._min_confidence]

    def _failed(self, told: str) -> None:
        self.is_failed = True
        click.echo(told, err=True)
