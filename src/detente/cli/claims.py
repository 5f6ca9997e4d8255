"""`detente claims`: what reports claim of relations, held against the record."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.codings import output
from detente.cli.own import Own, own_options
from detente.cli.table import TableAsked, open_table, table_options

if TYPE_CHECKING:
    from detente.claims import Claim
    from detente.relations.claimed import Held
    from detente.values import Document

_DAY = click.DateTime(["%Y-%m-%d"])


@click.command("claims", short_help="Hold what reports claim of relations against the record.")
@click.argument("inputs", nargs=-1)
@table_options
@click.option("--pair", nargs=2, metavar="A B", help="Claims about these two only.")
@click.option("--published", type=_DAY, help="Day of inputs that do not say their own.")
@click.option("--format", "form", type=click.Choice(["table", "json", "jsonl", "csv"]), default="table")
@click.option("-o", "--output", "target_file", type=click.Path(path_type=Path, dir_okay=False), help="Into this file.")
@own_options
def command(
    inputs: tuple[str, ...],
    asked: TableAsked,
    own: Own,
    pair: tuple[str, str] | None,
    published: datetime | None,
    form: str,
    target_file: Path | None,
) -> int:
    """Hold what reports claim of relations against the record: "US pressure forces Iran, North Korea closer".

    INPUTS are files, folders, globs or - for standard input; without any, the claims are those of the record's reports.
    Each is tested against the record's events and gets supported, not supported or cannot tell. A claim is the report's
    word, not a coding: it counts in no series. Claims have words of their own, so that --ontology changes none.
    """
    from detente.errors import AskError
    from detente.flat import dumps, write_csv
    from detente.relations.claimed import forms

    if own and not inputs:
        raise AskError(
            "The record's claims were read when their reports were added.",
            "asked: --actors or --ontology without INPUTS",
            "Name the reports to read, or leave these options out.",
        )
    failed: list[str] = []
    claims = list(_of_inputs(inputs, published, own, failed)) if inputs else _of_record(asked)
    if pair is not None:
        from detente.relations.naming import code_of_party

        known = {code for _, claim in claims for code in claim.codes()}
        wanted = {code_of_party(words, known) for words in pair}
        claims = [(document, claim) for document, claim in claims if wanted <= set(claim.codes())]
    held, against = _held(claims, asked, may_lack=bool(inputs))
    with output(target_file) as out:
        if form == "json":
            out.write(dumps(forms.to_json(held)) + "\n")
        elif form == "jsonl":
            out.writelines(dumps(one) + "\n" for one in forms.to_json(held))
        elif form == "csv":
            write_csv(forms.to_rows(held), out, forms.COLUMNS)
        else:
            out.write(forms.to_text(held, against))
    return 1 if failed else 0


def _of_inputs(
    inputs: tuple[str, ...], published: datetime | None, own: Own, failed: list[str]
) -> Iterator[tuple[Document, Claim]]:
    from detente.coded import claims_of_report
    from detente.reading import read

    knowledge = own.knowledge()
    for outcome in read(inputs, published=published.date() if published else None, stdin=sys.stdin.buffer):
        if outcome.document is None:
            failed.append(outcome.input)
            click.echo(str(outcome.error()), err=True)
            continue
        for claim in claims_of_report(outcome.document, knowledge):
            yield outcome.document, claim


def _of_record(asked: TableAsked) -> list[tuple[Document, Claim]]:
    from detente.record import Record

    with Record.open(asked.record, create=False) as record:
        return list(record.claims())


def _held(
    claims: list[tuple[Document, Claim]], asked: TableAsked, *, may_lack: bool
) -> tuple[list[tuple[Held, ...]], str | None]:
    from detente.relations.claimed.hold import Held, Holder

    if not claims or (may_lack and asked.days is None and not asked.record.exists()):
        nothing = [(Held(c, d, c.pairs()[0], "nothing", "cannot tell", ()),) for d, c in claims]
        return list(nothing), None
    with open_table(asked) as table:
        holder = Holder(table.days)
        held = [holder.hold(claim, document) for document, claim in claims]
        return held, f"{table.days.origin}, {table.days.first_day} to {table.days.last_day}"
