"""What an export is made of: the codings that answer a question, or imported events, out of one state of the record."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from detente.errors import AskError
from detente.exchange.out.naming import Naming
from detente.exchange.out.options import Options
from detente.exchange.out.quoting import cut, quote
from detente.flat import Coder, to_rows
from detente.record.store import trouble
from detente.values import Coding, Document

if TYPE_CHECKING:
    from detente.record import Ask, Record

Found = Iterable[tuple[Document, Coding]]
_ORIGINS = "SELECT DISTINCT origin FROM filed_actors UNION SELECT DISTINCT origin FROM imported ORDER BY origin"
_IMPORTED = """
    SELECT i.origin, i.filed_id, i.event_key, i.day, i.last_day, i.filed_day,
        s.name AS source_name, s.code AS source_code, s.sector AS source_sector, s.filed_code AS source_filed_code,
        t.name AS target_name, t.code AS target_code, t.sector AS target_sector, t.filed_code AS target_filed_code,
        i.side IS NOT NULL AS symmetric, i.cameo, i.type, i.modes, i.contexts, i.quad, i.goldstein, i.intensity,
        i.modality, coalesce(i.historical, 0) AS historical, i.dead, i.n_reports, i.n_outlets, i.n_mentions,
        i.place_name, i.place_country, i.lat, i.lon, i.publisher, i.url
    FROM imported i LEFT JOIN filed_actors s ON s.actor = i.source LEFT JOIN filed_actors t ON t.actor = i.target
    WHERE i.origin = ? AND i.twin_of IS NULL
"""
_ORDER = " ORDER BY i.day, i.imported"
_CODER = """
    SELECT r.coder FROM documents d JOIN runs r ON r.run = d.run WHERE d.id = ? AND d.is_current
"""


@contextmanager
def one_state(connection: sqlite3.Connection) -> Iterator[None]:
    """All that is read in the block is of one state of the record, whatever is added meanwhile."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    finally:
        if connection.in_transaction:
            connection.execute("COMMIT")


def flat_rows(found: Found, options: Options) -> Iterator[Mapping[str, Any]]:
    """The flat form of the codings, one row a dyad, with as much of the reports' words as the options say."""
    for document, coding in found:
        for row in to_rows(coding, document):
            if options.with_text:
                row["sentence"] = quote(document.text, coding, options.quote_length)
                for name in ("trigger", "source_text", "target_text"):
                    row[name] = cut(row[name], options.quote_length)
            else:
                row["sentence"] = row["trigger"] = row["source_text"] = row["target_text"] = None
            yield row


class Coders:
    """Which coder made the codings of a document, as its run says."""

    def __init__(self, record: Record, naming: Naming) -> None:
        self._connection, self._naming = record.connection, naming
        self._last: tuple[str, dict[str, Any]] | None = None
        self.seen: dict[str, dict[str, Any]] = {}
        """What the runs say of all coders that were asked for, in order."""

    def of(self, document: Document) -> dict[str, Any]:
        """The coder of a document's newest revision, as the contract has it; None for what its run does not say."""
        if self._last is None or self._last[0] != document.id:
            row = self._connection.execute(_CODER, (self._naming.id_of(document.id),)).fetchone()
            told = row[0] if row is not None and row[0] else "{}"
            facts = json.loads(told)
            self._last = (document.id, {name: facts.get(name) for name in Coder._fields})
            self.seen[told] = facts
        return self._last[1]


def origin_of(record: Record, words: str) -> str:
    """The origin of imported events that is called so. Raises AskError where the record has none."""
    with trouble(record.path):
        known = [row[0] for row in record.connection.execute(_ORIGINS)]
    for origin in known:
        if origin.casefold() == words.casefold():
            return str(origin)
    told = f"It has: {', '.join(known)}." if known else "It has none: bring some in with detente import."
    raise AskError(f"The record has no imported events of “{words}”.", f"record: {record.path}", told)


def imported_rows(record: Record, origin: str, ask: Ask) -> Iterator[Mapping[str, Any]]:
    """The imported events of an origin that answer, by day, a symmetric act filed from both sides once.

    Raises AskError where the question is one that only codings can answer.
    """
    where, values = _where(ask)
    limit = "" if ask.limit is None else f" LIMIT {int(ask.limit)}"
    with trouble(record.path):
        for row in record.connection.execute(_IMPORTED + where + _ORDER + limit, (origin, *values)):
            yield dict(row)


def check_imported(ask: Ask) -> None:
    """Raise AskError where the question asks for what imported events do not have."""
    for value, option in (
        (ask.text, "--text"),
        (ask.min_confidence, "--min-confidence"),
        (ask.as_known, "--as-known"),
    ):
        if value is not None:
            raise AskError(
                f"Imported events have nothing that {option} could ask.",
                "asked: --imported with a filter of codings",
                f"Leave {option} out, or export the codings without --imported.",
            )


def _where(ask: Ask) -> tuple[str, list[Any]]:
    parts: list[tuple[str, list[Any]]] = []
    for mine, other, code in (("s", "t", ask.source), ("t", "s", ask.target)):
        if code is not None:
            parts.append((f"({mine}.code = ? OR (i.side IS NOT NULL AND {other}.code = ?))", [code, code]))
    if ask.pair is not None:
        a, b = ask.pair
        parts.append(("((s.code = ? AND t.code = ?) OR (s.code = ? AND t.code = ?))", [a, b, b, a]))
    for column, wanted in (("type", ask.types), ("quad", ask.quads)):
        if wanted:
            parts.append((f"i.{column} IN ({', '.join('?' * len(wanted))})", list(wanted)))
    if ask.country is not None:
        parts.append(("(s.code = ? OR t.code = ?)", [ask.country, ask.country]))
    if ask.place is not None:
        parts.append(("(contains(i.place_name, ?) OR i.place_country = ?)", [ask.place, ask.place.upper()]))
    if ask.first_day is not None:
        parts.append(("coalesce(i.last_day, i.day) >= ?", [ask.first_day.isoformat()]))
    if ask.last_day is not None:
        parts.append(("i.day <= ?", [ask.last_day.isoformat()]))
    if ask.modality is not None:
        parts.append(("coalesce(i.modality, 'actual') = ?", [ask.modality]))
    if ask.historical is not None:
        parts.append(("coalesce(i.historical, 0) = ?", [int(ask.historical)]))
    if ask.outlet is not None:
        parts.append(("contains(i.publisher, ?)", [ask.outlet]))
    return "".join(f" AND {part}" for part, _ in parts), [v for _, values in parts for v in values]
