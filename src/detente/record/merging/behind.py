"""What stands behind events: the codings that tell each, with their documents, and all reports of these."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from detente.record.asking import Ask, codings_at
from detente.record.merging.asking import iter_events
from detente.record.merging.event import Event, Report
from detente.record.merging.loading import report_rows
from detente.values import Coding, Document

_MEMBERS = (
    "SELECT x.coding, x.standing = 'founds' FROM event_codings x JOIN codings c ON c.coding = x.coding"
    " JOIN documents d ON d.document = c.document WHERE x.event = ?"
    " ORDER BY d.published IS NULL, d.published, d.id, c.sentence_index, c.trigger_start, x.coding"
)
_DOCUMENT = "SELECT document, id, outlet, published FROM documents WHERE id = ? AND is_current"


_REPORTS = (
    "SELECT c.document FROM event_codings x JOIN codings c ON c.coding = x.coding"
    " WHERE x.standing = 'founds' AND x.event IN ({0})"
    " UNION SELECT d.document FROM event_codings x JOIN codings c ON c.coding = x.coding"
    " JOIN documents d ON d.copy_of = c.document AND d.is_current AND NOT d.is_coded"
    " WHERE x.standing = 'founds' AND x.event IN ({0})"
)
_PAGE = 400


class Member(NamedTuple):
    """A coding of an event with its document; `founds`: it is no denial nor only imagined."""

    document: Document
    coding: Coding
    founds: bool


class ToldEvent(NamedTuple):
    """An event with all codings that tell it, the earliest report first."""

    event: Event
    members: tuple[Member, ...]


def told_events(connection: sqlite3.Connection, ask: Ask) -> Iterator[ToldEvent]:
    """The events that answer, in order of their days, each with its codings."""
    for number, event in iter_events(connection, ask):
        rows = [(row[0], bool(row[1])) for row in connection.execute(_MEMBERS, (number,))]
        codings = codings_at(connection, [coding for coding, _ in rows])
        members = (Member(*one, founds) for one, (_, founds) in zip(codings, rows, strict=True))
        yield ToldEvent(event, tuple(members))


def count_reports(connection: sqlite3.Connection, events: Sequence[int]) -> int:
    """How many reports tell of the events of these rows, copies too; a report of two events counts once."""
    found = set[int]()
    for at in range(0, len(events), _PAGE):
        page = events[at : at + _PAGE]
        marks = ", ".join("?" * len(page))
        found.update(row[0] for row in connection.execute(_REPORTS.format(marks), [*page, *page]))
    return len(found)


def reports_of(connection: sqlite3.Connection, documents: Iterable[str]) -> dict[str, tuple[Report, ...]]:
    """For the current document of each id all reports that it stands for: itself, and those that repeat its text."""
    found = {}
    for id in dict.fromkeys(documents):
        row = connection.execute(_DOCUMENT, (id,)).fetchone()
        if row is not None:
            found[id] = report_rows(connection, row)
    return found
