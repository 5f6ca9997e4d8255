"""ACLED's events: CSV with a header, of the columns of any year (ACTOR1, ally_actor_1, assoc_actor_1, inter1 …).

One row is one event: two clashes of a day in two places are two. Types are PLOVER's by a table (data/acled_types.tsv);
there is no CAMEO code and no Goldstein weight. Actors keep their names ("Protesters (India)"); their country is the one
their name says, or that of the armed group in this program's tables. A group that tells neither has none: where it
acted is not whose it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from detente.errors import InputError
from detente.exchange.acled_actors import actor_of
from detente.exchange.cells import EMPTY, Line, folded, iter_separated, read_count, read_day, read_place
from detente.exchange.countries import country_of
from detente.exchange.filed import Damaged, Filed, FiledActor, Typed, damaged
from detente.exchange.files import iter_tables

_NEEDED = ("eventdate", "eventtype", "actor1", "country")
_SAME = {
    "eventdatestring": "eventdate",
    "allyactor1": "assocactor1",
    "allyactor2": "assocactor2",
    "eventid": "eventidcnty",
}
_Known = dict[tuple[str, str], FiledActor]


class _Kind(NamedTuple):
    act: Typed
    way: str


def iter_acled(path: Path) -> Iterator[Filed | Damaged]:
    """The rows of an ACLED file, each read or damaged.

    Raises InputError where the file has no ACLED header or cannot be read.
    """
    actors: _Known = {}
    for name, lines in iter_tables(path):
        yield from _iter_table(name, lines, actors)


def _iter_table(name: str, lines: Iterator[str], actors: _Known) -> Iterator[Filed | Damaged]:
    first = next(lines, "")
    delimiter = max(",;\t", key=first.count)
    heads = [folded(cell) for cell in first.replace('"', "").split(delimiter)]
    heads = [_SAME.get(head, head) for head in heads]
    missing = [column for column in _NEEDED if column not in heads]
    if missing:
        raise InputError(
            "This is not an ACLED file: its first line does not name the columns.",
            f"file: {name}; missing: {', '.join(missing)}",
            "Give the CSV as exported, with its header.",
        )
    for row in iter_separated(lines, delimiter, 2):
        yield _read(name, row, heads, actors)


def _read(name: str, row: Line, heads: list[str], actors: _Known) -> Filed | Damaged:
    reason = row.reason
    if reason is None and len(row.cells) != len(heads):
        reason = f"{len(row.cells)} columns where the header has {len(heads)}"
    if reason is None and "\0" in row.text:
        reason = "holds a NUL character"
    if reason is not None:
        return damaged(name, row.number, reason, row.text)
    values = {
        head: cell for head, raw in zip(heads, row.cells, strict=True) if (cell := raw.strip()) and cell not in EMPTY
    }
    try:
        return _filed(values, actors)
    except ValueError as error:
        return damaged(name, row.number, str(error), row.text)


def _filed(values: Mapping[str, str], actors: _Known) -> Filed:
    if "eventdate" not in values:
        raise ValueError("no event date")
    day = read_day(values["eventdate"])
    kind = _kind(values.get("eventtype", ""), values.get("subeventtype", ""))
    one, two = (_actor(values, side, actors) for side in ("1", "2"))
    if one is None and two is None:
        raise ValueError("no actor")
    act, (source, target) = kind.act, (two, one) if kind.way == "backward" else (one, two)
    if act.type == "PROTEST" and act.mode is None and one is not None and one.name.startswith("Rioters"):
        act = _act("PROTEST", "riot", False)
    country = values.get("country")
    number = values.get("eventidcnty") or values.get("dataid")
    parties = "|".join(actor.name if actor is not None else "" for actor in (one, two))
    place = next((values[n] for n in ("location", "admin3", "admin2", "admin1") if n in values), None)
    key = number or f"{act.type}|{act.mode}|{parties}|{place}|{values.get('notes', '')}"
    lat, lon = read_place(values.get("latitude"), values.get("longitude"))
    outlets = [outlet for outlet in values.get("source", "").split(";") if outlet.strip()]
    return Filed(
        *(key, day, source, target, act, None, place or country),
        *(country_of(country) if country else None, values.get("source")),
        event=f"{day}|{key}",
        filed_id=number,
        lat=lat,
        lon=lon,
        n_outlets=len(outlets) or None,
        dead=read_count(values.get("fatalities")),
    )


def _actor(values: Mapping[str, str], side: str, actors: _Known) -> FiledActor | None:
    name, inter = values.get(f"actor{side}"), values.get(f"inter{side}", "")
    if name is None:
        return None
    found = actors.get((name, inter))
    if found is None:
        found = actors[name, inter] = actor_of(name, inter)
    return found


def _kind(event: str, sub_event: str) -> _Kind:
    table = _kinds()
    found = table.get((folded(event), folded(sub_event))) or table.get((folded(event), ""))
    if found is None and not event:
        raise ValueError("no event type")
    if found is None:
        raise ValueError(f"unknown event type {event[:40]!r}")
    return found


def _act(type_: str, mode: str | None, both: bool) -> Typed:
    from detente.ontology import load

    ontology = load()
    score = ontology.intensity(type_, (mode,) if mode else ())
    return Typed(None, type_, mode, ontology.quad(type_), None, score, type_ if both else None)


@cache
def _kinds() -> dict[tuple[str, str], _Kind]:
    found = {}
    text = (files("detente.exchange") / "data" / "acled_types.tsv").read_text("utf-8")
    lines = [line.split("\t") for line in text.splitlines() if line and line[0] != "#"]
    for event, sub_event, type_, mode, way, _ in lines[1:]:
        act = _act(type_, mode or None, way == "both") if type_ else Typed(None, None, None, None, None, None)
        found[folded(event), folded(sub_event)] = _Kind(act, way)
    return found
