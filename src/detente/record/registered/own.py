"""The tables of own actors that a record's corrections make, for the next reports to be read by."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from detente.record.registered.correcting import corrections_in
from detente.record.registered.own_list import Known, listed, taken_by, write_lists
from detente.record.registered.standing import standing_of
from detente.record.registered.values import Identity

_SEEN = "SELECT sector, role, via FROM actors_seen WHERE name = ? AND code IS ? AND country IS ? ORDER BY seen DESC"
_OF_PEOPLE = frozenset({"person", "title"})


def own_lists(connection: sqlite3.Connection, folder: Path, given: Sequence[Path] = ()) -> tuple[Path, ...]:
    """Write what the corrections say as tables into `folder`, and return their paths: () where they say nothing.

    `given` are the user's own files of actors: of a name in them, they alone speak. The same corrections give the same
    bytes. Raises TableError where one of `given` is no table.
    """
    standing = standing_of(corrections_in(connection))
    if not standing:
        return ()
    known = {actor: _known(connection, actor) for actor in standing}
    return write_lists(listed(standing, known, taken_by(given)), folder)


def _known(connection: sqlite3.Connection, actor: Identity) -> Known:
    from detente.actors.tables import load

    rows = connection.execute(_SEEN, actor).fetchall()
    sector = next((row[0] for row in rows if row[0]), None)
    role = next((row[1] for row in rows if row[1]), None)
    is_person = any(row[2] in _OF_PEOPLE for row in rows) or bool(load().people(actor.name))
    return Known(sector, role, is_person)
