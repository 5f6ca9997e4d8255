"""`detente events`: ask the record for events, see why codings are one, and judge that they are or are not."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterable
from typing import IO, TYPE_CHECKING, Any

import click

from detente.cli.answering import Answering, answer_options
from detente.cli.codings import PairCommand, ask_of, filters
from detente.wording import plural

if TYPE_CHECKING:
    from detente.record import Record
    from detente.record.merging import Corrected, Event, Told
    from detente.values import Actor

_TWO = click.Tuple([str, str])


@click.command("events", cls=PairCommand, short_help="Ask the record for events: codings merged.")
@click.option("--record", "path", default="detente.db", show_default=True, help="The record's file.")
@click.option("--why", metavar="ID", help="Show the codings of this event, or of this coding's, and why each is there.")
@click.option("--together", type=_TWO, metavar="CODING CODING", help="Judge that two codings tell one event.")
@click.option("--apart", type=_TWO, metavar="CODING CODING", help="Judge that two codings tell two events.")
@click.option("--rebuild", is_flag=True, help="Merge the whole record anew first. Judgements stay.")
@answer_options
@filters
def command(
    path: str,
    why: str | None,
    together: tuple[str, str] | None,
    apart: tuple[str, str] | None,
    rebuild: bool,
    answering: Answering,
    **given: Any,
) -> int:
    """Ask the record for events: what one or more codings, from one or more documents, say happened.

    What came in since the last time is merged first. The filters ask the event as a whole; days are those of the act.
    Planned acts and history are listed too. Parties are those that stand by the corrections of the register.
    """
    from detente.cli.merging import bring_events
    from detente.record import Record
    from detente.record.merging import corrections_of, get_event, told_of

    with Record.open(path, create=False) as record:
        if together or apart:
            _judge(record, together, apart)
        bring_events(record, rebuild=rebuild)
        if why is None and (together or apart):
            why = (together or apart or ("",))[0]
        if why is None:
            _list(record, given, answering)
            return 0
        number, event = get_event(record.connection, why)
        if not answering.is_table:
            _give(record, [(number, event)], answering)
            return 0
        with answering.text() as out:
            corrected = corrections_of(record.connection, event.id)
            _why(event, told_of(record.connection, number), corrected, out)
    return 0


def _judge(record: Record, together: tuple[str, str] | None, apart: tuple[str, str] | None) -> None:
    from detente.record.merging import judge
    from detente.record.store import trouble

    with trouble(record.path):
        if together:
            judge(record.connection, *together, "together")
        if apart:
            judge(record.connection, *apart, "apart")


def _list(record: Record, given: dict[str, Any], answering: Answering) -> None:
    from detente.record.merging import iter_events
    from detente.record.store import trouble
    from detente.record.time_limit import begun

    with trouble(record.path):
        with record.within(answering.seconds):
            found = begun(iter_events(record.connection, ask_of(record, given)))
        if answering.is_table:
            with answering.text() as out:
                _table(record, list(found), out)
        else:
            _give(record, found, answering)


def _give(record: Record, found: Iterable[tuple[int, Event]], answering: Answering) -> None:
    from detente.exchange.out.event_columns import EVENTS
    from detente.record.merging import corrections_of, told_of
    from detente.record.merging.flat import COLUMNS, to_json, to_rows

    connection = record.connection
    objects = (to_json(event, told_of(connection, n), corrections_of(connection, event.id)) for n, event in found)
    columns = [column for column in EVENTS if column.name in COLUMNS]
    answering.give(objects, lambda: (row for _, event in found for row in to_rows(event)), columns)


def _table(record: Record, found: list[tuple[int, Event]], out: IO[str]) -> None:
    from detente.exchange.tables import text_table
    from detente.record.merging import count_reports

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
        for _, event in found
    ]
    heads = ("day", "type", "source", "target", "reports", "texts", "outlets", "id")
    out.writelines(line + "\n" for line in text_table(_short(heads), [_cut(row) for row in rows]))
    reports = count_reports(record.connection, [number for number, _ in found])
    out.write(f"{plural(len(found), 'event')} in {plural(reports, 'report')}\n")


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


def _why(event: Event, told: list[Told], corrected: list[Corrected], out: IO[str]) -> None:
    from detente.cli.show import width

    columns = width()
    when = "undated" if event.when is None else _span(event)
    said = f"{_who(event.source)} {event.type} {_who(event.target)}, {when}"
    said += f", {event.where.name}" if event.where else ""
    out.write(f"{_plain(said)}\n{plural(event.n_reports, 'report')}, {plural(event.n_texts, 'text')}, ")
    out.write(f"{plural(event.n_outlets, 'outlet')}; {event.first_report or '–'} to {event.last_report or '–'}\n")
    for c in corrected:
        was, now = (f"{name} ({code or country or '–'})" for name, code, country in (c[1:4], c[4:7]))
        out.write(_filled(f"corrected: {was} stands as {now} since {c.since[:10]}", columns))
    out.write("\n")
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


def _filled(text: str, columns: int) -> str:
    return textwrap.fill(_plain(text), columns, initial_indent="  ", subsequent_indent="  ") + "\n"


def _plain(text: str) -> str:
    """One line, without characters that act on a terminal."""
    return "".join("\ufffd" if unicodedata.category(c) in ("Cc", "Cf", "Cs") else c for c in " ".join(text.split()))
