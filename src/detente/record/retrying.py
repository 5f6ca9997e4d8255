"""Which inputs are to be tried again, and where they came from."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from detente.reading.inputs import is_address

# Watched feeds are not among them: `watch` itself asks them again, and takes their items' pages.
_NAMES = (
    "SELECT o.run, o.input FROM outcomes o WHERE o.outcome IN ({marks})"
    " AND o.outcome_id = (SELECT max(outcome_id) FROM outcomes WHERE input = o.input)"
    " AND o.input NOT IN (SELECT url FROM fetches WHERE feed IS NULL) ORDER BY o.run, o.outcome_id"
)
_INPUTS = "SELECT inputs FROM runs WHERE run = ? AND inputs IS NOT NULL"
_ITEM = re.compile(r"#\d+\Z")


class Retry(NamedTuple):
    """`names` are the inputs by the names of their outcomes; `inputs` what the commands were given, oldest first."""

    names: frozenset[str]
    inputs: tuple[str, ...]


def to_retry(connection: sqlite3.Connection, outcomes: Sequence[str]) -> Retry:
    """The inputs whose last outcome is one of these, with all that the runs were given that met them.

    An address that a run was not given, but met in a feed, is an input of its own.
    """
    marks = ", ".join("?" * len(outcomes))
    rows = connection.execute(_NAMES.format(marks=marks), tuple(outcomes)).fetchall()
    given: dict[str, None] = {}
    for run, found in groupby(rows, key=lambda row: row[0]):
        inputs = _inputs(connection, run)
        given.update(dict.fromkeys(inputs))
        addresses = tuple(filter(is_address, inputs))
        met = (name for _, name in found if is_address(name) and not name.startswith(addresses))
        given.update(dict.fromkeys(_ITEM.sub("", name) for name in met))
    return Retry(frozenset(name for _, name in rows), tuple(given))


def _inputs(connection: sqlite3.Connection, run: int) -> list[str]:
    row = connection.execute(_INPUTS, (run,)).fetchone()
    return [str(name) for name in json.loads(row[0])] if row is not None else []
