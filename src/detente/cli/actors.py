"""`detente actors`: the register of who was seen as what, and the corrections that people make to it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

from detente.cli.answering import Answering, answer_options
from detente.cli.codings import PairCommand, ask_of, filters
from detente.wording import plural

if TYPE_CHECKING:
    from detente.record import Record
    from detente.record.registered import Correction, Evidence, Identity, Registered

_SHOWN = 8
_RECORD = click.option("--record", "path", default="detente.db", show_default=True, help="The record's file.")
_OF = click.option("--of", metavar="CODE", help="Its code or country, where several actors are called so.")
_REASON = click.option("--reason", metavar="TEXT", help="Why, kept with the correction.")


class _Actors(PairCommand, click.Group):
    """A group that lists by itself, with the filters of codings."""


@click.group("actors", cls=_Actors, invoke_without_command=True, short_help="Show who was seen as what; correct it.")
@click.option("--record", "path", default="detente.db", show_default=True, help="The record's file, or an edition.")
@click.option("--name", metavar="WORDS", help="Part of the actor's name.")
@click.option("--sector", metavar="SECTOR", help="PLOVER's sector: GOV, MIL, REB, OPP, CVL …")
@answer_options
@filters
@click.pass_context
def command(ctx: click.Context, /, path: str, answering: Answering, name: str, sector: str, **given: Any) -> int | None:
    """Show the register of actors: who was seen as what, from when to when, in how many reports.

    Without filters all are listed, those of most reports first. --country is the actor's own; all other filters ask for
    codings in which it takes part.
    """
    if ctx.invoked_subcommand is not None:
        return None
    from detente.record import Record
    from detente.record.time_limit import begun

    with Record.open(path, create=False) as record:
        ask = ask_of(record, given)
        with record.within(answering.seconds):
            found = begun(record.actors(ask, name=name, sector=None if sector is None else sector.upper()))
        if answering.is_table:
            _table(list(found), answering)
        else:
            answering.give(map(_object, found), lambda: map(_flat, found), _columns())
    return 0


@command.command("show")
@click.argument("name")
@_RECORD
@_OF
@click.option("--limit", type=click.IntRange(1), default=_SHOWN, show_default=True, help="Reports to quote.")
def show(name: str, path: str, of: str | None, limit: int) -> int:
    """Show one actor: as what it was seen, with the sentences that say so, and its corrections."""
    from detente.record import Record
    from detente.record.registered import corrections_in, fill_if_free, find_identities, iter_evidence
    from detente.record.store import trouble

    with Record.open(path, create=False) as record, trouble(record.path):
        fill_if_free(record.connection)
        made = corrections_in(record.connection)
        for number, actor in enumerate(find_identities(record.connection, name, of)):
            evidence = list(iter_evidence(record.connection, actor))
            meant = {e.name_coded for e in evidence} | {actor.name}
            if number:
                click.echo()
            _tell(actor, evidence, [c for c in made if {c.actor.name, c.sets.get("name")} & meant], limit)
    return 0


@command.command("merge")
@click.argument("a")
@click.argument("b")
@_RECORD
@click.option("--of", metavar="CODE", help="A's code or country, where several actors are called A.")
@click.option("--into", metavar="CODE", help="B's code or country, where several actors are called B.")
@_REASON
def merge(a: str, b: str, path: str, of: str | None, into: str | None, reason: str | None) -> int:
    """Say that actor A is actor B: from now on A stands as B in every answer."""
    from detente.record import Record
    from detente.record import registered as register
    from detente.record.store import trouble

    with Record.open(path, create=False) as record, trouble(record.path):
        one = _found(record, register.find_identity, a, of)
        other = register.find_identity(record.connection, b, into)
        made = register.merge(record.connection, one, other, reason)
    _said(made, f"{one} stands as {other}.")
    return 0


@command.command("correct")
@click.argument("name")
@_RECORD
@_OF
@click.option("--name", "new_name", metavar="NAME", help="What it is called.")
@click.option("--country", metavar="COUNTRY", help="The country it belongs to, by name or code.")
@click.option("--code", metavar="CODE", help="A body's or group's own code; of who acts for a state, it follows.")
@click.option("--sector", metavar="SECTOR", help="PLOVER's sector: GOV, MIL, REB, OPP, CVL …")
@click.option("--role", metavar="ROLE", help='Office or role: "foreign minister".')
@_REASON
def correct(name: str, path: str, of: str | None, new_name: str | None, reason: str | None, **given: str | None) -> int:
    """Correct what an actor is: from now on it stands so in every answer, and later reports are read by it."""
    from detente.actors.rows import SECTORS
    from detente.record import Record
    from detente.record import registered as register
    from detente.record.store import trouble

    sets = {field: value for field, value in {"name": new_name, **given}.items() if value is not None}
    if "sector" in sets:
        sets["sector"] = sets["sector"].upper()
        if sets["sector"] not in SECTORS:
            raise click.UsageError(f"--sector is one of: {' '.join(sorted(SECTORS))}.")
    with Record.open(path, create=False) as record, trouble(record.path):
        if "country" in sets:
            sets["country"] = _country(record, sets["country"])
        actor = _found(record, register.find_identity, name, of)
        made = register.correct(record.connection, actor, sets, reason)
    _said(made, f"{actor}: {_sets(made)}.")
    return 0


@command.command("withdraw")
@click.argument("number", type=int)
@_RECORD
@_REASON
def withdraw(number: int, path: str, reason: str | None) -> int:
    """Say that correction NUMBER no longer holds. It stays on record."""
    from detente.record import Record
    from detente.record import registered as register
    from detente.record.store import trouble

    with Record.open(path, create=False) as record, trouble(record.path):
        made = register.withdraw(record.connection, number, reason)
    _said(made, f"Correction {number} no longer holds.")
    return 0


@command.command("corrections")
@_RECORD
@answer_options
def corrections(path: str, answering: Answering) -> int:
    """List all corrections that were ever made, withdrawn ones too."""
    from detente.exchange.out.columns import Column, Kind
    from detente.exchange.tables import text_table
    from detente.record import Record
    from detente.record.registered import corrections_in

    with Record.open(path, create=False) as record:
        found = corrections_in(record.connection)
    rows = [
        {**c._asdict(), **c.actor._asdict(), "sets": _sets(c), "actor": str(c.actor), "number": c.number} for c in found
    ]
    if answering.is_table:
        shown = ("number", "recorded_at", "verdict", "actor", "sets", "reason")
        cells = [[row[name] if name != "recorded_at" else row[name][:10] for name in shown] for row in rows]
        with answering.text() as out:
            out.writelines(line + "\n" for line in text_table(("no", "day", *shown[2:]), cells))
        return 0
    kinds: dict[str, Kind] = {"number": "whole", "withdraws": "whole"}
    names = (*("number", "verdict", "name", "code", "country", "sets", "withdraws", "reason", "recorded_at"),)
    objects = ({name: row[name] for name in names} | {"sets": dict(c.sets)} for row, c in zip(rows, found, strict=True))
    answering.give(objects, lambda: rows, [Column(name, kinds.get(name, "text"), "") for name in names])
    return 0


def _found(record: Record, find: Any, name: str, of: str | None) -> Identity:
    from detente.record.registered import fill_if_free

    fill_if_free(record.connection)
    found: Identity = find(record.connection, name, of)
    return found


def _country(record: Record, words: str) -> str:
    from detente.errors import AskError
    from detente.exchange.countries import usual_name

    code = record.code_of(words)
    if usual_name(code) is None:
        raise AskError(f"“{words}” is no country.", "asked: --country", "Name a country; a body's code is --code.")
    return code


def _table(found: list[Registered], answering: Answering) -> None:
    from detente.exchange.tables import text_table

    rows = [
        (
            a.name,
            a.code or a.country,
            a.sector,
            a.documents,
            "–".join(dict.fromkeys(str(day) for day in (a.first_seen, a.last_seen) if day)) or None,
            a.role,
        )
        for a in found
    ]
    with answering.text() as out:
        out.writelines(line + "\n" for line in text_table(("name", "code", "sector", "n", "seen", "role"), rows))
        out.write(f"{plural(len(rows), 'actor')}; n: reports\n")


def _tell(actor: Identity, evidence: list[Evidence], made: Iterable[Correction], limit: int) -> None:
    days = sorted(e.published for e in evidence if e.published)
    span = f", {days[0]} to {days[-1]}" if days else ""
    click.echo(f"{actor}: {len(evidence):,} {'report' if len(evidence) == 1 else 'reports'}{span}")
    for (sector, role), these in _grouped(evidence):
        told = ", ".join(x for x in (role, sector) if x) or "nothing more known"
        click.echo(f"\n{told}: {len(these):,}")
        for e in these[: max(1, limit // 2)]:
            head = " · ".join(str(x) for x in (e.published or "undated", e.outlet, e.document) if x)
            coded = "" if e.name_coded == actor.name else f" (coded as {e.name_coded})"
            click.echo(textwrap.shorten(f"  {head}{coded}", 80, placeholder=" …"))
            sentence = textwrap.shorten(" ".join(e.sentence.split()), 230, placeholder=" …")
            click.echo(textwrap.fill(sentence, 80, initial_indent="  | ", subsequent_indent="  | "))
    for number, c in enumerate(made):
        if not number:
            click.echo("\nCorrections")
        why = f" ({c.reason})" if c.reason else ""
        told = _sets(c) if c.withdraws is None else f"correction {c.withdraws} no longer holds"
        text = f"{c.number}  {c.recorded_at[:10]}  {c.verdict}: {c.actor}: {told}{why}"
        click.echo(textwrap.fill(text, 80, initial_indent="  ", subsequent_indent="     "))


def _grouped(evidence: list[Evidence]) -> Iterator[tuple[tuple[str | None, str | None], list[Evidence]]]:
    of: dict[tuple[str | None, str | None], list[Evidence]] = {}
    for e in evidence:
        of.setdefault((e.sector, e.role), []).append(e)
    yield from sorted(of.items(), key=lambda item: (-len(item[1]), item[0][0] or "", item[0][1] or ""))


def _sets(correction: Correction) -> str:
    return ", ".join(f"{field} {value or 'none'}" for field, value in correction.sets.items()) or (
        f"withdraws {correction.withdraws}"
    )


def _said(made: Correction, what: str) -> None:
    click.echo(what)
    click.echo(f"Correction {made.number}; to take it back: detente actors withdraw {made.number}", err=True)


def _columns() -> Any:
    from detente.exchange.out.columns import Column, Kind

    kinds: dict[str, Kind] = {"first_seen": "day", "last_seen": "day", "documents": "whole", "codings": "whole"}
    kinds |= {"start": "whole", "end": "whole", "document_published": "day"}
    return [Column(name, kinds.get(name, "text"), "") for name in _NAMES]


_NAMES = (
    *("name", "code", "country", "sector", "role", "first_seen", "last_seen", "documents", "codings"),
    *("document_id", "document_published", "outlet", "start", "end", "words", "sentence", "via"),
)


def _flat(a: Registered) -> dict[str, Any]:
    e = a.evidence
    values = (
        *(a.name, a.code, a.country, a.sector, a.role, _iso(a.first_seen), _iso(a.last_seen), a.documents, a.codings),
        *(e.document, _iso(e.published), e.outlet, e.start, e.end, e.words, e.sentence, e.via),
    )
    return dict(zip(_NAMES, values, strict=True))


def _object(a: Registered) -> dict[str, Any]:
    row, e = _flat(a), a.evidence
    told = {name: row[name] for name in _NAMES[:9]}
    told["evidence"] = {
        "document": {"id": e.document, "published": _iso(e.published), "outlet": e.outlet},
        "text": e.words,
        "start": e.start,
        "end": e.end,
        "sentence": {"text": e.sentence, "start": e.sentence_start, "end": e.sentence_end},
        "via": e.via,
    }
    return told


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None
