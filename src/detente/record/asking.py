"""Questions to the record: filters, bound into SQL, and the codings and documents that answer them."""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from detente.claims.flat import from_json
from detente.claims.values import Claim
from detente.errors import AskError
from detente.record.layout.m06_register import PARTIES_NOW
from detente.record.rows import coding_of, document_of
from detente.record.words import phrase_of, says
from detente.values import Coding, Document

_PAGE = 400
"""Codings fetched at a time: below SQLite's limit of bound values in its oldest versions (999)."""


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked of the record; None and () ask nothing. Actors are codes, days inclusive, several words mean "or".

    Days are compared with the interval in which the act happened, any overlap counting; codings without a day answer
    no question about days. Raises AskError for what nothing could answer: an empty text, a quad that is none.
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
    """Words in the sentence (of a document: in its text or title), by the rule of `detente.record.words`."""
    min_confidence: float | None = None
    limit: int | None = None
    as_known: date | None = None
    """What the record held at the end of that day (UTC): later documents, revisions and corrections are left out."""

    def __post_init__(self) -> None:
        texts = (self.source, self.target, *(self.pair or ()), *self.types, self.country, self.place)
        for text in (*texts, self.modality, self.outlet, self.text):
            if text is not None and (not text or not _is_whole(text)):
                raise AskError(
                    "This is no text to ask for.", f"asked: {text!a}", "Leave the filter out, or give words."
                )
        if not set(self.quads) <= {1, 2, 3, 4}:
            raise AskError(
                "This is no quad.", f"asked: {self.quads}", "Quads are 1 and 2 cooperation, 3 and 4 conflict."
            )
        if self.min_confidence is not None and not math.isfinite(self.min_confidence):
            raise AskError("This is no confidence.", f"asked: {self.min_confidence}", "Give a number from 0 to 1.")
        if self.limit is not None and self.limit < 1:
            raise AskError("A limit is at least one.", f"asked: {self.limit}", "Leave it out to have all.")
        if self.first_day is not None and self.last_day is not None and self.first_day > self.last_day:
            asked = f"asked: {self.first_day} to {self.last_day}"
            raise AskError("The period ends before it begins.", asked, "Give a first day no later than the last.")


def _is_whole(text: str) -> bool:
    return text.isascii() or not any("\ud800" <= c <= "\udfff" for c in text)


_FOUND = "d.document IN (SELECT rowid FROM documents_text WHERE documents_text MATCH ?)"
_PARTY = "EXISTS (SELECT 1 FROM {parties} p WHERE p.coding = c.coding AND {wanted})"
# the parties by the corrections that held before a moment, which is bound twice
_PARTIES_THEN = f"({PARTIES_NOW.replace('x.until IS NULL', 'x.since < ? AND (x.until IS NULL OR x.until >= ?)')})"
_KNOWN = (
    "d.recorded_at < ? AND d.revision ="
    " (SELECT max(o.revision) FROM documents o WHERE o.id = d.id AND o.recorded_at < ?)"
)


def iter_codings(connection: sqlite3.Connection, ask: Ask) -> Iterator[tuple[Document, Coding]]:
    """The codings that answer, with their documents, in order of publication, document and place in the text."""
    conditions, values = coding_conditions(ask)
    standing, known = revision_condition(ask)
    where = " AND ".join([standing, *conditions])
    limit = "" if ask.limit is None else f" LIMIT {int(ask.limit)}"
    numbers = [
        row[0]
        for row in connection.execute(
            f"SELECT c.coding FROM codings c JOIN documents d ON d.document = c.document WHERE {where}"
            " ORDER BY d.published IS NULL, d.published, d.id, c.sentence_index, c.trigger_start, c.coding" + limit,
            [*known, *values],
        )
    ]
    yield from codings_at(connection, numbers, ask)


def codings_at(
    connection: sqlite3.Connection, numbers: Sequence[int], ask: Ask | None = None
) -> Iterator[tuple[Document, Coding]]:
    """The codings of these rows with their documents, in that order; their parties as they stand, or stood then."""
    for at in range(0, len(numbers), _PAGE):
        yield from _fetch(connection, numbers[at : at + _PAGE], _parties(ask or Ask()))


def iter_documents(connection: sqlite3.Connection, ask: Ask) -> Iterator[tuple[Document, int, int]]:
    """The documents that answer, each with its revision and its number of codings, in order of publication.

    Days are those of publication, words those of the text; any other filter asks for a coding of the document.
    """
    standing, values = revision_condition(ask)
    conditions = [standing]
    for value, condition in ((ask.first_day, "d.published >= ?"), (ask.last_day, "d.published <= ?")):
        if value is not None:
            conditions.append(condition)
            values.append(value.isoformat())
    if ask.outlet is not None:
        conditions.append("contains(d.outlet, ?)")
        values.append(ask.outlet)
    if ask.text is not None:
        phrase = phrase_of(ask.text)
        conditions.append("(says(d.text, ?) OR says(d.title, ?))" if phrase is None else _FOUND)
        values += [ask.text, ask.text] if phrase is None else [phrase]
    inner, more = _acts(ask)
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


def iter_outcomes(
    connection: sqlite3.Connection, *, only_failed: bool = False, outcomes: Sequence[str] = ()
) -> Iterator[sqlite3.Row]:
    """The last outcome of each input that was ever tried, in the order of trying; `outcomes` asks for some of them."""
    wanted = ("failed",) if only_failed else tuple(outcomes)
    those = f" AND outcome IN ({_marks(wanted)})" if wanted else ""
    yield from connection.execute(
        "SELECT run, input, document_id, outcome, reason, recorded_at FROM outcomes o WHERE outcome_id ="
        f" (SELECT max(outcome_id) FROM outcomes WHERE input = o.input){those} ORDER BY outcome_id",
        wanted,
    )


def codes_in(connection: sqlite3.Connection) -> set[str]:
    """All codes of actors that the record holds."""
    rows = connection.execute(
        "SELECT DISTINCT code FROM parties WHERE code IS NOT NULL"
        " UNION SELECT to_code FROM actors_standing WHERE until IS NULL AND to_code IS NOT NULL"
        " UNION SELECT DISTINCT code FROM filed_actors WHERE code IS NOT NULL"
    )
    return {row[0] for row in rows}


def add_functions(connection: sqlite3.Connection) -> None:
    """Give the connection what its questions need beside SQL.

    `contains(text, words)`: whether the letters stand in the text, in any case of any script. `says(text, words)`:
    whether the words do.
    """

    def contains(text: str | None, words: str) -> bool:
        return text is not None and words.casefold() in text.casefold()

    connection.create_function("contains", 2, contains, deterministic=True)
    connection.create_function("says", 2, says, deterministic=True)


def coding_conditions(ask: Ask, *, without_country: bool = False) -> tuple[list[str], list[Any]]:
    """What is asked of a coding `c` and its document `d`, as SQL, with the values to bind; revisions are not asked for.

    Days are those of the act, words those of the sentence.
    """
    conditions, values = _acts(ask, without_country=without_country)
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
        phrase = phrase_of(ask.text)
        if phrase is not None:  # the index leaves few documents whose sentences are looked through
            conditions.append(_FOUND)
            values.append(phrase)
        conditions.append("says(substr(d.text, c.sentence_start + 1, c.sentence_end - c.sentence_start), ?)")
        values.append(ask.text)
    if ask.as_known is not None:
        conditions.append("coalesce(c.recorded_at, d.recorded_at) < ?")
        values.append(_after(ask.as_known))
    return conditions, values


def _acts(ask: Ask, *, without_country: bool = False) -> tuple[list[str], list[Any]]:
    """What is asked of a coding alone, with the values to bind."""
    parts: list[tuple[str, Sequence[Any]]] = []

    def party(wanted: str, value: str) -> tuple[str, list[Any]]:
        table, known = _parties(ask)
        return _PARTY.format(parties=table, wanted=wanted), [*known, value]

    if ask.source is not None:
        # a symmetric act has no direction: each party may stand as its source or its target
        side = "p.side IN ('source', CASE WHEN c.symmetric THEN 'target' ELSE 'source' END)"
        parts.append(party(f"{side} AND p.code = ?", ask.source))
    if ask.target is not None:
        side = "p.side IN ('target', CASE WHEN c.symmetric THEN 'source' ELSE 'target' END)"
        parts.append(party(f"{side} AND p.code = ?", ask.target))
    if ask.pair is not None:
        parts.append(_pair(party, *ask.pair))
    if ask.types:
        parts.append((f"c.type IN ({_marks(ask.types)})", ask.types))
    if ask.quads:
        parts.append((f"c.quad IN ({_marks(ask.quads)})", ask.quads))
    if ask.country is not None and not without_country:
        parts.append(party("p.side IN ('source', 'target') AND p.country = ?", ask.country))
    if ask.place is not None:
        parts.append(("(contains(c.place_name, ?) OR c.place_country = ?)", [ask.place, ask.place.upper()]))
    if ask.modality is not None:
        parts.append(("c.modality = ?", [ask.modality]))
    if ask.historical is not None:
        parts.append(("c.historical = ?", [int(ask.historical)]))
    if ask.min_confidence is not None:
        parts.append(("c.confidence >= ?", [ask.min_confidence]))
    return [p[0] for p in parts], [value for p in parts for value in p[1]]


def _pair(party: Callable[[str, str], tuple[str, list[Any]]], a: str, b: str) -> tuple[str, list[Any]]:
    """SQL: one of the two acts on the other, or both act together."""
    source, target, either = (
        f"{side} AND p.code = ?" for side in ("p.side = 'source'", "p.side = 'target'", "p.side <> 'attribution'")
    )
    asked = ((source, a), (target, b), (source, b), (target, a), (either, a), (either, b))
    sql, values = zip(*(party(*one) for one in asked), strict=True)
    told = "(({} AND {}) OR ({} AND {}) OR (c.symmetric AND {} AND {}))".format(*sql)
    return told, [value for bound in values for value in bound]


def revision_condition(ask: Ask) -> tuple[str, list[Any]]:
    """SQL: the revision `d` counts, now or as known on a day."""
    if ask.as_known is None:
        return "d.is_current", []
    return _KNOWN, [_after(ask.as_known)] * 2


def _parties(ask: Ask) -> tuple[str, list[Any]]:
    """The table of parties as they stand, now or as known on a day."""
    if ask.as_known is None:
        return "parties_now", []
    return _PARTIES_THEN, [_after(ask.as_known)] * 2


def _after(day: date) -> str:
    """The first moment that is after the day, as moments are stored; the last day of all has none after it."""
    return (day + timedelta(days=1)).isoformat() if day < date.max else "9999-12-31T~"


def _fetch(
    connection: sqlite3.Connection, numbers: Sequence[int], parties: tuple[str, list[Any]]
) -> Iterable[tuple[Document, Coding]]:
    marks = _marks(numbers)
    codings = {
        row["coding"]: row for row in connection.execute(f"SELECT * FROM codings WHERE coding IN ({marks})", numbers)
    }
    told = connection.execute(
        f"SELECT * FROM {parties[0]} WHERE coding IN ({marks}) ORDER BY coding, side, position", [*parties[1], *numbers]
    )
    of = {coding: list(rows) for coding, rows in groupby(told, key=lambda row: row["coding"])}
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
