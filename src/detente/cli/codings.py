"""`detente codings`: ask the record; the filters that all such commands share."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeVar

import click

from detente.cli.answering import Answering, answer_options
from detente.wording import plural

if TYPE_CHECKING:
    from detente.record import Ask, Record
    from detente.values import Coding, Document

Function = TypeVar("Function", bound=Callable[..., Any])
_DAY = click.DateTime(["%Y-%m-%d"])
_MODALITIES = click.Choice(["actual", "planned", "possible", "hypothetical", "denied"])
_FILTERS = (
    click.option("--source", help="Who acts, by name or code: Iran, IRN, NATO."),
    click.option("--target", help="Who is acted upon."),
    click.option("--pair", help="Two actors, whoever acts: --pair Iran 'North Korea', or IRN,PRK."),
    click.option("--type", "types", multiple=True, help="PLOVER type; several mean any of them."),
    click.option("--quad", "quads", multiple=True, type=click.IntRange(1, 4), help="PLOVER's quad class, 1 to 4."),
    click.option("--country", help="A source or target belongs to this country."),
    click.option("--place", help="Where: part of the place's name, or a country's code."),
    click.option("--from", "first_day", type=_DAY, help="First day, inclusive."),
    click.option("--to", "last_day", type=_DAY, help="Last day, inclusive."),
    click.option(
        "--modality", type=_MODALITIES, metavar="WORD", help="actual, planned, possible, hypothetical, denied."
    ),
    click.option("--historical/--no-historical", default=None, help="Only what is told as history, or none of it."),
    click.option("--outlet", help="Part of the outlet's name."),
    click.option("--text", help="Words in the sentence (of a document: in its text)."),
    click.option("--min-confidence", type=click.FloatRange(0, 1), metavar="P", help="0 to 1."),
    click.option("--limit", type=click.IntRange(1), help="So many at most."),
)
as_known = click.option(
    "--as-known", type=_DAY, metavar="DAY", help="What the record held at the end of that day (UTC)."
)


def filters(function: Function) -> Function:
    """Give a command the filters; they reach it as keyword arguments, for `ask_of`."""
    for option in reversed(_FILTERS):
        function = option(function)
    return function


class PairCommand(click.Command):
    """Lets `--pair A B` stand for `--pair A,B`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        joined: list[str] = []
        rest = list(args)
        while rest:
            arg = rest.pop(0)
            joined.append(arg)
            if arg == "--pair" and rest:
                first = rest.pop(0)
                if "," not in first and rest and not rest[0].startswith("-"):
                    first = f"{first},{rest.pop(0)}"
                joined.append(first)
        return super().parse_args(ctx, joined)


def ask_of(record: Record, given: dict[str, Any]) -> Ask:
    """The question that the filters ask. Raises AskError for an unknown actor, UsageError for a pair that is none."""
    from detente.record import Ask

    def code(words: str | None) -> str | None:
        return None if words is None else record.code_of(words)

    def day(moment: datetime | None) -> Any:
        return moment.date() if moment else None

    pair = None
    if given["pair"] is not None:
        names = [name.strip() for name in given["pair"].split(",")]
        if len(names) != 2 or not all(names):
            raise click.UsageError("--pair needs two actors: --pair Iran 'North Korea', or IRN,PRK.")
        pair = (record.code_of(names[0]), record.code_of(names[1]))
    plain = {name: given[name] for name in ("place", "modality", "historical", "outlet", "text", "limit")}
    return Ask(
        source=code(given["source"]),
        target=code(given["target"]),
        pair=pair,
        types=tuple(t.upper() for t in given["types"]),
        quads=given["quads"],
        country=code(given["country"]),
        first_day=day(given["first_day"]),
        last_day=day(given["last_day"]),
        min_confidence=given["min_confidence"],
        as_known=day(given.get("as_known")),
        **plain,
    )


@contextmanager
def output(path: Path | None) -> Iterator[IO[str]]:
    """Standard output, or a file that appears when all is written."""
    if path is None:
        yield sys.stdout
        return
    from detente.exchange.files import writing

    with writing(path) as stream:
        yield stream


@click.command("codings", cls=PairCommand, short_help="Ask the record for codings.")
@click.option("--record", "path", default="detente.db", show_default=True, help="The record's file, or an edition.")
@answer_options
@as_known
@filters
def command(path: str, answering: Answering, **given: Any) -> int:
    """Ask the record for codings: who did what to whom, when, where, according to whom.

    Without filters all are listed, planned, denied and historical acts too. Days are those of the act; codings without
    a day answer no question about days.
    """
    from detente.exchange.out.columns import CODINGS
    from detente.flat import to_json, to_rows
    from detente.record import Record
    from detente.record.time_limit import begun

    with Record.open(path, create=False) as record:
        ask = ask_of(record, given)
        with record.within(answering.seconds):
            found = begun(record.codings(ask))
        if answering.is_table:
            with answering.text() as out:
                _table(list(found), out)
            return 0
        objects = (to_json(coding, document) for document, coding in found)
        answering.give(objects, lambda: (row for doc, coding in found for row in to_rows(coding, doc)), CODINGS)
    return 0


def _table(found: list[tuple[Document, Coding]], out: IO[str]) -> None:
    from detente.exchange.tables import text_table
    from detente.values import Party

    def who(parties: tuple[Party, ...]) -> str:
        return ", ".join(p.actor.code or p.actor.name for p in parties) or "–"

    rows = []
    for document, coding in found:
        day = coding.when.first_day.isoformat() if coding.when else None
        kind = coding.type if coding.modality == "actual" else f"{coding.type} ({coding.modality})"
        sentence = coding.sentence.of(document.text)
        rows.append((day, kind, who(coding.source), who(coding.target), f"{coding.confidence:.2f}", sentence))
    for line in text_table(("day", "type", "source", "target", "conf", "sentence"), rows):
        out.write(line + "\n")
    out.write(f"{plural(len(rows), 'coding')}\n")
