"""Corrections of the register: added as dated rows, never overwritten, and what follows from them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from typing import cast

from detente.errors import AskError
from detente.record.registered.standing import completed, standing_of, void_among
from detente.record.registered.values import FIELDS, Correction, Identity, Standing, Verdict
from detente.record.store import now, transaction

_ALL = (
    "SELECT correction, verdict, name, code, country, sets, withdraws, reason, recorded_at FROM actor_corrections"
    " ORDER BY correction"
)
_INSERT = (
    "INSERT INTO actor_corrections (verdict, name, code, country, sets, withdraws, reason, recorded_at)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_NOW = (
    "SELECT rowid, name, code, country, to_name, to_code, to_country, to_sector, to_role FROM actors_standing"
    " WHERE until IS NULL"
)
_END = "UPDATE actors_standing SET until = ? WHERE rowid = ?"
_STAND = (
    "INSERT INTO actors_standing (name, code, country, to_name, to_code, to_country, to_sector, to_role, since, until)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)"
)
_SECTORS = "SELECT DISTINCT sector FROM actors_by_document WHERE name = ? AND code IS ? AND country IS ?"


def corrections_in(connection: sqlite3.Connection) -> list[Correction]:
    """All corrections that were ever made, the first first."""
    return [
        Correction(number, verdict, Identity(name, code, country), json.loads(sets), withdraws, reason, at)
        for number, verdict, name, code, country, sets, withdraws, reason, at in connection.execute(_ALL)
    ]


def merge(connection: sqlite3.Connection, one: Identity, other: Identity, reason: str | None = None) -> Correction:
    """Say that `one` is `other`: it stands as that from now on. Raises AskError where they are the same already."""
    if one == other:
        raise AskError(f"{one} is {other} already.", "asked: to merge two actors", "Name two.")
    return _record(connection, "merged", one, other._asdict(), None, reason)


def correct(
    connection: sqlite3.Connection, actor: Identity, given: Mapping[str, str | None], reason: str | None = None
) -> Correction:
    """Say what else an actor is: its name, code, country, sector or role.

    Raises AskError for a field that is none, a name that is empty, and where nothing would change.
    """
    unknown = [field for field in given if field not in FIELDS]
    if unknown or not given:
        what = f"“{unknown[0]}” is nothing that an actor has." if unknown else "There is nothing to correct."
        raise AskError(what, f"asked: to correct {actor}", f"Give one of: {', '.join(FIELDS)}.")
    for field in ("name", "sector", "role"):
        if field in given and not (given[field] or "").strip():
            raise AskError(f"The {field} is empty.", f"asked: to correct {actor}", f"Give a {field}.")
    sectors = [row[0] for row in connection.execute(_SECTORS, actor)]
    sets = completed(actor, sectors, given)
    if all(getattr(Standing(*actor), field) == value for field, value in sets.items()):
        raise AskError(f"{actor} is so already.", f"asked: to correct {actor}", "See it with: detente actors show NAME")
    return _record(connection, "corrected", actor, sets, None, reason)


def withdraw(connection: sqlite3.Connection, number: int, reason: str | None = None) -> Correction:
    """Say that an earlier correction, or the withdrawal of one, no longer holds.

    Raises AskError where there is none of this number, or it is void already.
    """
    known = corrections_in(connection)
    found = next((c for c in known if c.number == number), None)
    where = f"asked: to withdraw correction {number}"
    if found is None:
        told = "They are listed by: detente actors corrections"
        raise AskError("There is no correction of this number.", where, told)
    if number in void_among(known):
        by = max(c.number for c in known if c.withdraws == number)
        raise AskError(f"Correction {by} withdrew it already.", where, f"To put it back: detente actors withdraw {by}")
    return _record(connection, "withdrawn", found.actor, {}, number, reason)


def _record(
    connection: sqlite3.Connection,
    verdict: Verdict,
    actor: Identity,
    sets: Mapping[str, str | None],
    withdraws: int | None,
    reason: str | None,
) -> Correction:
    moment = now()
    with transaction(connection):
        values = (verdict, *actor, json.dumps(sets, ensure_ascii=False), withdraws, reason, moment)
        number = cast(int, connection.execute(_INSERT, values).lastrowid)
        _stand(connection, standing_of(corrections_in(connection)), moment)
    return Correction(number, verdict, actor, sets, withdraws, reason, moment)


def _stand(connection: sqlite3.Connection, wanted: Mapping[Identity, Standing], moment: str) -> None:
    """End what no longer holds, and begin what does now."""
    holding = {}
    for row, name, code, country, *stands in connection.execute(_NOW).fetchall():
        holding[Identity(name, code, country)] = Standing(*stands)
        if wanted.get(Identity(name, code, country)) != Standing(*stands):
            connection.execute(_END, (moment, row))
    begun = [(*actor, *stands, moment) for actor, stands in wanted.items() if holding.get(actor) != stands]
    connection.executemany(_STAND, begun)
