"""`detente events`: ask the record for events, see why codings are one, and judge that they are or are not."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from detente.cli.codings import PairCommand, ask_of, filters, output

if TYPE_CHECKING:
    from detente.record import Record
    from detente.record.merging import Event, Merged, Told
    from detente.values import Actor

_TWO = click.Tuple([str, str])


@click.command("events", cls=PairCommand, short_help="Ask the record for events: codings merged.")
@click.option("--record", "path", default="detente.db", show_default=True, help="The record's file.")
@click.option("--format", "form", type=click.Choice(["table", "json", "jsonl", "csv"]), default="table")
@click.option("-o", "--output", "target_file", type=click.Path(path_type=Path, dir_okay=False), help="Into this file.")
@click.option("--why", metavar="ID", help="Show the codings of this event, or of this coding's, and why each is there.")
@click.option("--together", type=_TWO, metavar="CODING CODING", help="Judge that two codings tell one event.")
@click.option("--apart", type=_TWO, metavar="CODING CODING", help="Judge that two codings tell two events.")
@click.option("--rebuild", is_flag=True, help="Merge the whole record anew first. Judgements stay.")
@filters
def command(
    path: str,
    form: str,
    target_file: Path | None,
    why: str | None,
    together: tuple[str, str] | None,
    apart: tuple[str, str] | None,
    rebuild: bool,
    **given: Any,
) -> int:
    """Ask the record for events: what one or more codings, from one or more documents, say happened.

    What came in since the last time is merged first. The filters ask the event as a whole; days are those of the act.
    Planned acts and history are listed too.
    """
    from detente.record import Record
    from detente.record.merging import get_event, told_of

    with Record.open(path, create=False) as record:
        if together or apart:
            _judge(record, together, apart)
        _merge(record, rebuild=rebuild)
        if why is None and (together or apart):
            why = (together or apart or ("",))[0]
        with output(target_file) as out:
            if why is not None and form == "table":
                number, event = get_event(record.connection, why)
                _why(event, told_of(record.connection, number), out)
            elif why is not None:
                _write(record, [get_event(record.connection, why)], form, out)
            else:
                _list(record, given, form, out)
    return 0


def _judge(record: Record, together: tuple[str, str] | None, apart: tuple[str, str] | None) -> None:
    from detente.record.merging import judge
    from detente.record.store import trouble

    with trouble(record.path):
        if together:
            judge(record.connection, *together, "together")
        if apart:
            judge(record.connection, *apart, "apart")


def _merge(record: Record, *, rebuild: bool) -> None:
    """Bring the events up to date; where another process is writing, show those there are."""
    from detente.errors import RecordError
    from detente.record import merging
    from detente.record.store import trouble

    if not rebuild and not merging.is_behind(record.connection):
        return
    try:
        with trouble(record.path):
            if rebuild:
                merging.rebuild(record.connection, told=_told)
            else:
                merging.merge_new(record.connection, told=_told)
    except RecordError as error:
        if rebuild:
            raise
        click.echo(f"What came in last is not merged yet: {error.what}", err=True)


def _told(merged: Merged) -> None:
    if merged.codings and merged.codings % 5000 == 0:
        click.echo(f"{merged.codings:,} codings merged", err=True)


def _list(record: Record, given: dict[str, Any], form: str, out: IO[str]) -> None:
    from detente.record.merging import iter_events
    from detente.record.store import trouble

    with trouble(record.path):
        found = iter_events(record.connection, ask_of(record, given))
        if form == "table":
            _table([event for _, event in found], out)
        else:
            _write(record, found, form, out)


def _write(record: Record, found: Iterable[tuple[int, Event]], form: str, out: IO[str]) -> None:
    from detente.flat import dumps, write_csv
    from detente.record.merging import told_of
    from detente.record.merging.flat import COLUMNS, to_json, to_rows

    if form == "csv":
        write_csv((row for _, event in found for row in to_rows(event)), out, COLUMNS)
        return
    lines = (dumps(to_json(event, told_of(record.connection, number))) for number, event in found)
    if form == "jsonl":
        out.writelines(line + "\n" for line in lines)
    else:
        out.write("[" + ",\n".join(lines) + "]\n")


def _table(events: list[Event], out: IO[str]) -> None:
    from detente.exchange.tables import text_table

    rows = [
        (
            _days(event),
            event.type if event.modality == "actual" else f"{event.type} ({event.modality})",
            _who(event.source),
            _who(event.target),
            event.n_reports,
            event.n_texts,
            event.n_outlets,
            event.id,
        )
        for event in events
    ]
    heads = ("day", "type", "source", "target", "reports", "texts", "outlets", "id")
    out.writelines(line + "\n" for line in text_table(_short(heads), [_cut(row) for row in rows]))
    reports = sum(event.n_reports for event in events)
    out.write(f"{len(events):,} events in {reports:,} reports (a report of two events counts for both)\n")


def _short(heads: tuple[str, ...]) -> tuple[str, ...]:
    return tuple({"reports": "rep", "texts": "txt", "outlets": "out"}.get(head, head) for head in heads)


def _cut(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """Narrow enough for 80 columns: the id, by which a user goes on, is never cut."""
    day, kind, source, target, *counts, id = row
    return day, kind[:10], source[:10], target[:10], *counts, id


def _days(event: Event) -> str | None:
    if event.when is None:
        return None
    mark = "~" if event.when.implicit else "h" if event.historical else ""
    return f"{mark}{event.when.first_day.isoformat()}"


def _who(actors: tuple[Actor, ...]) -> str:
    return ",".join(a.code or a.country or a.name for a in actors) or "–"


def _why(event: Event, told: list[Told], out: IO[str]) -> None:
    from detente.cli.show import width

    columns = width()
    when = "undated" if event.when is None else _span(event)
    said = f"{_who(event.source)} {event.type} {_who(event.target)}, {when}"
    said += f", {event.where.name}" if event.where else ""
    out.write(f"{_plain(said)}\n{_count(event.n_reports, 'report')}, {_count(event.n_texts, 'text')}, ")
    out.write(f"{_count(event.n_outlets, 'outlet')}; {event.first_report or '–'} to {event.last_report or '–'}\n\n")
    names = {t.id: t for t in told}
    for t in told:
        facts = [t.type, *([] if t.modality == "actual" else [t.modality]), *(["history"] if t.historical else [])]
        out.write(_plain(f"{t.id}  {t.published or 'undated'}  {t.outlet or t.document}: {', '.join(facts)}") + "\n")
        out.write(_filled(f"“{t.sentence}”", columns))
        out.write(_filled(_reason(t, names), columns) + "\n")


def _reason(told: Told, names: dict[str, Told]) -> str:
    if told.beside is None and not told.why:
        return "the only coding of the event"
    facts = ", ".join(name if not points else f"{name} {points:+.1f}" for name, points in told.why)
    with_whom = names[told.beside].outlet or names[told.beside].document if told.beside in names else "the others"
    score = "" if told.score is None else f" {told.score:+.1f}"
    attached = " (attached: it founds no event)" if told.standing == "attached" else ""
    return f"with {told.beside or with_whom} ({with_whom}){score}: {facts}{attached}"


def _span(event: Event) -> str:
    when = event.when
    if when is None:
        return "undated"
    said = when.first_day.isoformat() if when.first_day == when.last_day else f"{when.first_day} to {when.last_day}"
    return f"about {said} (no report says the day)" if when.implicit else said


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}" + ("" if number == 1 else "s")


def _filled(text: str, columns: int) -> str:
    return textwrap.fill(_plain(text), columns, initial_indent="  ", subsequent_indent="  ") + "\n"


def _plain(text: str) -> str:
    """One line, without characters that act on a terminal."""
    return "".join("\ufffd" if unicodedata.category(c) in ("Cc", "Cf", "Cs") else c for c in " ".join(text.split()))
