"""What people judge of two codings: that they tell one event, or two. Rows are added and never changed."""

from __future__ import annotations

import sqlite3
from typing import Literal, NamedTuple

from detente.errors import AskError
from detente.record.merging.groups import Judged, Pair
from detente.record.store import now

Verdict = Literal["together", "apart"]
_INSERT = "INSERT INTO merge_judgements (one, other, verdict, judged_at) VALUES (?, ?, ?, ?)"
_ALL = "SELECT one, other, verdict FROM merge_judgements ORDER BY judgement"
_CODINGS = (
    "SELECT c.coding, d.id AS document, c.id FROM codings c JOIN documents d ON d.document = c.document"
    " WHERE d.is_current AND c.id = ? ORDER BY c.coding LIMIT 2"
)


class Found(NamedTuple):
    """A coding of the record that a user named: its row, and the id by which merging knows it."""

    coding: int
    telling: str


def judge(connection: sqlite3.Connection, one: str, other: str, verdict: Verdict) -> None:
    """Note that two codings, by their ids, tell one event ("together") or two ("apart"); of one pair the last holds.

    Raises AskError where an id is not that of one current coding, and where both are the same.
    """
    a, b = sorted(find_coding(connection, id).telling for id in (one, other))
    if a == b:
        raise AskError("A coding cannot be judged beside itself.", f"coding: {one}", "Name two codings.")
    connection.execute(_INSERT, (a, b, verdict, now()))


def find_coding(connection: sqlite3.Connection, id: str) -> Found:
    """The current coding of this id. Raises AskError where there is none, or more than one."""
    rows = connection.execute(_CODINGS, (id,)).fetchall()
    if len(rows) != 1:
        what = "No coding of the record has this id." if not rows else "Several codings of the record have this id."
        raise AskError(what, f"coding: {id}", "List codings with their ids: detente codings --format jsonl")
    return Found(rows[0]["coding"], f"{rows[0]['document']}#{rows[0]['id']}")


def judged_in(connection: sqlite3.Connection) -> Judged:
    """What holds now: of each pair the last verdict."""
    last: dict[Pair, str] = {(one, other): verdict for one, other, verdict in connection.execute(_ALL)}
    return Judged(
        frozenset(pair for pair, verdict in last.items() if verdict == "together"),
        frozenset(pair for pair, verdict in last.items() if verdict == "apart"),
    )
