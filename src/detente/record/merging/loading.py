"""From rows of the record to tellings and members: by document, as what a report tells besides counts too."""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from detente.record.merging.event import Report
from detente.record.merging.telling import tellings_of
from detente.record.merging.values import Telling
from detente.record.rows import coding_of, document_of
from detente.values import Coding, Document

_PAGE = 400
_KEPT = 2000
"""Documents kept with their tellings; the same ones are asked for again and again."""
_DOCUMENTS_OF = "SELECT DISTINCT document FROM codings WHERE coding IN ({})"
_DOCUMENTS = "SELECT * FROM documents WHERE document IN ({})"
_CODINGS = "SELECT * FROM codings WHERE document IN ({}) ORDER BY document, trigger_start, trigger_end, coding"
_PARTIES = (  # as they stand by the corrections that hold now
    "SELECT p.* FROM parties_now p JOIN codings c ON c.coding = p.coding WHERE c.document IN ({})"
    " ORDER BY p.coding, p.side, p.position"
)
_COPIES = (
    "SELECT document, id, outlet, published, copy_of FROM documents"
    " WHERE copy_of IN ({}) AND is_current AND NOT is_coded ORDER BY document"
)
_ABOVE = "SELECT copy_of FROM documents WHERE document = ?"


class Loaded(NamedTuple):
    """A document of the record with its codings and tellings by row number, and the reports it stands for."""

    document: Document
    codings: dict[int, Coding]
    tellings: dict[int, Telling]
    reports: tuple[Report, ...]


class Loader:
    """Reads documents of one record with their codings; keeps those read last."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._kept: OrderedDict[int, Loaded] = OrderedDict()

    def of(self, codings: Iterable[int]) -> dict[int, Loaded]:
        """The documents of these codings, by row number of the coding."""
        wanted = sorted(set(codings))
        documents = sorted({row[0] for row in self._rows(_DOCUMENTS_OF, wanted)})
        loaded = {number: self._kept[number] for number in documents if number in self._kept}
        missing = [number for number in documents if number not in loaded]
        for at in range(0, len(missing), _PAGE):
            loaded |= self._read(missing[at : at + _PAGE])
        for number in documents:
            self._kept[number] = loaded[number]
            self._kept.move_to_end(number)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        by_coding = {coding: one for one in loaded.values() for coding in one.codings}
        return {coding: by_coding[coding] for coding in wanted}

    def _read(self, numbers: Sequence[int]) -> dict[int, Loaded]:
        parties = self._rows(_PARTIES, numbers)
        of = {coding: list(rows) for coding, rows in groupby(parties, key=lambda row: row["coding"])}
        documents = {row["document"]: row for row in self._rows(_DOCUMENTS, numbers)}
        codings: dict[int, dict[int, Coding]] = {number: {} for number in numbers}
        for row in self._rows(_CODINGS, numbers):
            coding = coding_of(row, of.get(row["coding"], []), documents[row["document"]]["id"])
            codings[row["document"]][row["coding"]] = coding
        copies: dict[int, list[sqlite3.Row]] = {}
        for row in self._rows(_COPIES, numbers):
            copies.setdefault(row["copy_of"], []).append(row)
        found = {}
        for number in numbers:
            document, own = document_of(documents[number]), codings[number]
            told = tellings_of(document, list(own.values()), documents[number]["text_digest"])
            text = _text_of(self._connection, number)
            reports = [Report(document.id, text, document.outlet, document.published)]
            reports += [Report(r["id"], text, r["outlet"], _date(r["published"])) for r in copies.get(number, ())]
            found[number] = Loaded(document, own, dict(zip(own, told, strict=True)), tuple(reports))
        return found

    def _rows(self, query: str, values: Sequence[int]) -> Iterator[sqlite3.Row]:
        for at in range(0, len(values), _PAGE):
            page = values[at : at + _PAGE]
            yield from self._connection.execute(query.format(", ".join("?" * len(page))), page)


def report_rows(connection: sqlite3.Connection, row: sqlite3.Row) -> tuple[Report, ...]:
    """The reports that the document of this row stands for: itself, and those whose codings are its own."""
    text = _text_of(connection, row["document"])
    copies = connection.execute(_COPIES.format("?"), (row["document"],))
    return tuple(Report(r["id"], text, r["outlet"], _date(r["published"])) for r in (row, *copies))


def _text_of(connection: sqlite3.Connection, number: int) -> int:
    """The first of the documents that repeat one text, wholly or nearly."""
    while True:
        above = connection.execute(_ABOVE, (number,)).fetchone()[0]
        if above is None:
            return number
        number = int(above)


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
