"""Questions to the record: filters, bound into SQL, and the codings and documents that answer them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from detente.claims.flat import from_json
from detente.claims.values import Claim
from detente.record.rows import coding_of, document_of
from detente.values import Coding, Document

_PAGE = 400
"""Codings fetched at a time: below SQLite's limit of bound values in its oldest versions (999)."""


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked of the record; None and () ask nothing. Actors are codes, days inclusive, several words mean "or".

    Days are compared with the interval in which the act happened, any overlap counting; codings without a day answer
    no question about days.
    """

    source: str | None = None
    target: str | None = None
    pair: tuple[str, str] | None = None
    """Both take part in the act, in whatever role."""
    types: tuple[str, ...] = ()
    quads: tuple[int, ...] = ()
    country: str | None = None
    """A source or target belongs to it."""
    place: str | None = None
    """Name of the place, or code of its country."""
    first_day: date | None = None
    last_day: date | None = None
    modality: str | None = None
    historical: bool | None = None
    outlet: str | None = None
    text: str | None = None
    """Words in the sentence (of a document: in its text), in any case."""
    min_confidence: float | None = None
    limit: int | None = None


_PARTY = "EXISTS (SELECT 1 FROM parties p WHERE p.coding = c.coding AND p.side {side} AND p.{column} = ?)"


def iter_codings(connection: sqlite3.Connection, ask: Ask) -> Iterator[tuple[Document, Coding]]:
    """The codings that answer, with their documents, in order of publication, document and place in the text."""
    where, values = _where(ask)
    limit = "" if ask.limit is None else f" LIMIT {int(ask.limit)}"
    numbers = [
        row[0]
        for row in connection.execute(
            f"SELECT c.coding FROM codings c JOIN documents d ON d.document = c.document WHERE d.is_current{where}"
            " ORDER BY d.published IS NULL, d.published, d.id, c.sentence_index, c.trigger_start, c.coding" + limit,
            values,
        )
    ]
    for at in range(0, len(numbers), _PAGE):
        yield from _fetch(connection, numbers[at : at + _PAGE])


def iter_documents(connection: sqlite3.Connection, ask: Ask) -> Iterator[tuple[Document, int, int]]:
    """The documents that answer, each with its revision and its number of codings, in order of publication.

    Days are those of publication, words those of the text; any other filter asks for a coding of the document.
    """
    conditions, values = ["d.is_current"], list[Any]()
    for value, condition in ((ask.first_day, "d.published >= ?"), (ask.last_day, "d.published <= ?")):
        if value is not None:
            conditions.append(condition)
            values.append(value.isoformat())
    if ask.outlet is not None:
        conditions.append("contains(d.outlet, ?)")
        values.append(ask.outlet)
    if ask.text is not None:
        conditions.append("(contains(d.text, ?) OR contains(d.title, ?))")
        values += [ask.text, ask.text]
    inner, more = _coding_conditions(ask)
    if inner:
        conditions.append(f"EXISTS (SELECT 1 FROM codings c WHERE c.document = d.document AND {' AND '.join(inner)})")
        values += more
    limit = "" if ask.limit is None else f" LIMIT {int(ask.limit)}"
    for row in connection.execute(
        "SELECT d.*, (SELECT count(*) FROM codings c WHERE c.document = d.document) AS n FROM documents d"
        f" WHERE {' AND '.join(conditions)} ORDER BY d.published IS NULL, d.published, d.id{limit}",
        values,
    ):
        yield document_of(row), row["revision"], row["n"]


def iter_claims(connection: sqlite3.Connection, ask: Ask) -> Iterator[tuple[Document, Claim]]:
    """The claims of the documents that answer, in order of publication; `pair` asks for claims about those two."""
    where, values = ["d.is_current"], list[Any]()
    for value, condition in ((ask.first_day, "d.published >= ?"), (ask.last_day, "d.published <= ?")):
        if value is not None:
            where.append(condition)
            values.append(value.isoformat())
    if ask.outlet is not None:
        where.append("contains(d.outlet, ?)")
        values.append(ask.outlet)
    rows = connection.execute(
        "SELECT d.*, c.body FROM claims c JOIN documents d ON d.document = c.document"
        f" WHERE {' AND '.join(where)} ORDER BY d.published IS NULL, d.published, d.id, c.start, c.id",
        values,
    )
    for row in rows:
        document = document_of(row)
        claim = from_json(json.loads(row["body"]), document)
        if ask.pair is None or set(ask.pair) <= set(claim.codes()):
            yield document, claim


def iter_outcomes(connection: sqlite3.Connection, *, only_failed: bool = False) -> Iterator[sqlite3.Row]:
    """The last outcome of each input that was ever tried, in the order of trying."""
    failed = " AND outcome = 'failed'" if only_failed else ""
    yield from connection.execute(
        "SELECT run, input, document_id, outcome, reason, recorded_at FROM outcomes o WHERE outcome_id ="
        f" (SELECT max(outcome_id) FROM outcomes WHERE input = o.input){failed} ORDER BY outcome_id"
    )


def codes_in(connection: sqlite3.Connection) -> set[str]:
    """All codes of actors that the record holds."""
    rows = connection.execute(
        "SELECT DISTINCT code FROM parties WHERE code IS NOT NULL"
        " UNION SELECT DISTINCT code FROM filed_actors WHERE code IS NOT NULL"
    )
    return {row[0] for row in rows}


def add_functions(connection: sqlite3.Connection) -> None:
    """Give the connection `contains(text, words)`: whether the words stand in the text, in any case of any script."""

    def contains(text: str | None, words: str) -> bool:
        return text is not None and words.casefold() in text.casefold()

    connection.create_function("contains", 2, contains, deterministic=True)


def _where(ask: Ask) -> tuple[str, list[Any]]:
    conditions, values = _coding_conditions(ask)
    if ask.outlet is not None:
        conditions.append("contains(d.outlet, ?)")
        values.append(ask.outlet)
    if ask.first_day is not None:
        conditions.append("c.last_day >= ?")
        values.append(ask.first_day.isoformat())
    if ask.last_day is not None:
        conditions.append("c.first_day <= ?")
        values.append(ask.last_day.isoformat())
    if ask.text is not None:
        conditions.append("contains(substr(d.text, c.sentence_start + 1, c.sentence_end - c.sentence_start), ?)")
        values.append(ask.text)
    return "".join(f" AND {c}" for c in conditions), values


def _coding_conditions(ask: Ask) -> tuple[list[str], list[Any]]:
    """What is asked of a coding alone, with the values to bind."""
    parts: list[tuple[str, Sequence[Any]]] = []
    if ask.source is not None:
        # a symmetric act has no direction: each party may stand as its source or its target
        side = "IN ('source', CASE WHEN c.symmetric THEN 'target' ELSE 'source' END)"
        parts.append((_PARTY.format(side=side, column="code"), [ask.source]))
    if ask.target is not None:
        side = "IN ('target', CASE WHEN c.symmetric THEN 'source' ELSE 'target' END)"
        parts.append((_PARTY.format(side=side, column="code"), [ask.target]))
    if ask.pair is not None:
        parts.append((pair_condition(), pair_values(*ask.pair)))
    if ask.types:
        parts.append((f"c.type IN ({_marks(ask.types)})", ask.types))
    if ask.quads:
        parts.append((f"c.quad IN ({_marks(ask.quads)})", ask.quads))
    if ask.country is not None:
        parts.append((_PARTY.format(side="IN ('source', 'target')", column="country"), [ask.country]))
    if ask.place is not None:
        parts.append(("(contains(c.place_name, ?) OR c.place_country = ?)", [ask.place, ask.place.upper()]))
    if ask.modality is not None:
        parts.append(("c.modality = ?", [ask.modality]))
    if ask.historical is not None:
        parts.append(("c.historical = ?", [int(ask.historical)]))
    if ask.min_confidence is not None:
        parts.append(("c.confidence >= ?", [ask.min_confidence]))
    return [p[0] for p in parts], [value for p in parts for value in p[1]]


def pair_condition() -> str:
    """SQL: the coding `c` has a dyad of two codes (bind `pair_values`): one acts on the other, or both act together."""
    each = "EXISTS (SELECT 1 FROM parties p WHERE p.coding = c.coding AND p.side = '{}' AND p.code = ?)"
    either = "EXISTS (SELECT 1 FROM parties p WHERE p.coding = c.coding AND p.side <> 'attribution' AND p.code = ?)"
    across = f"({each.format('source')} AND {each.format('target')})"
    return f"({across} OR {across} OR (c.symmetric AND {either} AND {either}))"


def pair_values(a: str, b: str) -> list[str]:
    """What `pair_condition` binds."""
    return [a, b, b, a, a, b]


def _fetch(connection: sqlite3.Connection, numbers: Sequence[int]) -> Iterable[tuple[Document, Coding]]:
    marks = _marks(numbers)
    codings = {
        row["coding"]: row for row in connection.execute(f"SELECT * FROM codings WHERE coding IN ({marks})", numbers)
    }
    parties = connection.execute(
        f"SELECT * FROM parties WHERE coding IN ({marks}) ORDER BY coding, side, position", numbers
    )
    of = {coding: list(rows) for coding, rows in groupby(parties, key=lambda row: row["coding"])}
    wanted = sorted({row["document"] for row in codings.values()})
    documents = {
        row["document"]: document_of(row)
        for row in connection.execute(f"SELECT * FROM documents WHERE document IN ({_marks(wanted)})", wanted)
    }
    for number in numbers:
        row = codings[number]
        document = documents[row["document"]]
        yield document, coding_of(row, of.get(number, []), document.id)


def _marks(values: Sequence[Any]) -> str:
    return ", ".join("?" * len(values))
