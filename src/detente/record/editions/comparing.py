"""Two editions compared: what was added, changed, withdrawn, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from detente.errors import RecordError
from detente.record.editions.manifest import Edition, check
from detente.record.editions.parquet import opened
from detente.record.editions.reasons import Facts, of_coding, of_document, of_event
from detente.record.editions.tables import TABLES, without_words

if TYPE_CHECKING:
    import duckdb

Kind = Literal["added", "changed", "withdrawn"]
KINDS: tuple[Kind, ...] = ("added", "changed", "withdrawn")
_COMPARED = ("documents", "codings", "claims", "events", "actor_corrections")
_PARTIES = """
    (SELECT document_id, coding_id, bool_or(is_corrected) AS is_corrected,
        string_agg(concat_ws('|', side, position, name, code, country, sector, role), ';' ORDER BY side, position)
            AS parties,
        string_agg(coalesce(code, country, name), ', ' ORDER BY position) FILTER (side = 'source') AS source,
        string_agg(coalesce(code, country, name), ', ' ORDER BY position) FILTER (side = 'target') AS target
    FROM {edition}_parties GROUP BY ALL)
"""
_EVENT_PARTIES = """
    (SELECT event_id,
        string_agg(concat_ws('|', side, position, name, code, country, sector), ';' ORDER BY side, position) AS parties,
        string_agg(coalesce(code, country, name), ', ' ORDER BY position) FILTER (side = 'source') AS source,
        string_agg(coalesce(code, country, name), ', ' ORDER BY position) FILTER (side = 'target') AS target
    FROM {edition}_event_parties GROUP BY ALL)
"""
_IMPORTED = """
    SELECT origin, count(*) FILTER (a.row_key IS NULL), count(*) FILTER (b.row_key IS NULL)
    FROM one_imported a FULL OUTER JOIN other_imported b USING (origin, row_key)
    WHERE a.row_key IS NULL OR b.row_key IS NULL GROUP BY origin ORDER BY origin
"""


class Change(NamedTuple):
    """One difference: of a document, coding, claim, event or correction."""

    table: str
    change: Kind
    document: str | None
    id: str
    what: str
    """In short: "2018-08-07 CONSULT IRN → PRK"."""
    fields: tuple[str, ...]
    """Which columns differ; () for what is only in one of the two."""
    why: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What another edition has otherwise than one."""

    one: str
    other: str
    """Their ids."""
    versions: tuple[str, ...]
    """Which versions changed, in words."""
    changes: tuple[Change, ...]
    imported: tuple[tuple[str, int, int], ...]
    """(origin, rows added, rows withdrawn)"""

    def counts(self) -> dict[str, Counter[Kind]]:
        """Changes by table."""
        found: dict[str, Counter[Kind]] = {name: Counter() for name in _COMPARED}
        for change in self.changes:
            found[change.table][change.change] += 1
        for _, added, withdrawn in self.imported:
            found.setdefault("imported", Counter()).update({"added": added, "withdrawn": withdrawn})
        return {name: counts for name, counts in found.items() if counts}


def compare(one: Edition, other: Edition) -> Difference:
    """Say what the other edition has that one has not, has otherwise, or lacks, and why.

    Raises RecordError where one of them was altered since it was made.
    """
    check(one)
    check(other)
    import duckdb

    with opened(one=one, other=other) as connection:
        try:
            changes = tuple(_changes(connection))
            imported = tuple((str(o), int(a), int(w)) for o, a, w in connection.execute(_IMPORTED).fetchall())
        except duckdb.Error as error:
            raise RecordError(
                f"The editions cannot be compared: {error}.",
                f"folders: {one.folder}, {other.folder}",
                "Make them anew.",
            ) from error
    return Difference(one.id, other.id, tuple(_versions(one, other)), changes, imported)


def _versions(one: Edition, other: Edition) -> Iterator[str]:
    if one.versions.program != other.versions.program:
        yield f"program {one.versions.program} → {other.versions.program}"
    if one.versions.layout != other.versions.layout:
        yield f"layout {one.versions.layout} → {other.versions.layout}"
    for name in ("version", "model", "ontology"):
        before, after = ({str(c[name]) for c in e.versions.coders if c[name]} for e in (one, other))
        if before != after:
            yield f"coder's {name} {', '.join(sorted(before)) or '–'} → {', '.join(sorted(after)) or '–'}"


def _changes(connection: duckdb.DuckDBPyConnection) -> Iterator[Change]:
    documents: dict[str, Facts] = {}
    for row in _differing(connection, "documents"):
        facts = Facts(row.change, row.fields)
        documents[row.key[0]] = facts
        told = (row.shown["published"], row.shown["title"] or row.key[0])
        what = " ".join(str(one) for one in told if one is not None)
        yield Change("documents", row.change, row.key[0], row.key[0], what, row.fields, of_document(facts))
    for row in _differing(connection, "codings", _PARTIES, ("parties", "source", "target", "is_corrected")):
        why = of_coding(row.change, row.fields, documents.get(row.key[0]), bool(row.shown["is_corrected"]))
        fields = tuple(f for f in row.fields if f not in ("source", "target", "is_corrected"))
        yield Change("codings", row.change, row.key[0], row.key[1], _act(row.shown), fields, why)
    for row in _differing(connection, "claims"):
        why = of_coding(row.change, row.fields, documents.get(row.key[0]), False)
        yield Change("claims", row.change, row.key[0], row.key[1], "", row.fields, why)
    for row in _differing(connection, "events", _EVENT_PARTIES, ("parties", "source", "target")):
        fields = tuple(f for f in row.fields if f not in ("source", "target"))
        why = of_event(row.change, fields, row.before, row.shown)
        yield Change("events", row.change, None, row.key[0], _act(row.shown), fields, why)
    for row in _differing(connection, "actor_corrections"):
        what = f"{row.shown['verdict']}: {row.shown['name']}"
        yield Change(
            "actor_corrections", row.change, None, str(row.key[0]), what, row.fields, row.shown["reason"] or ""
        )


class _Row(NamedTuple):
    key: tuple[Any, ...]
    change: Kind
    fields: tuple[str, ...]
    shown: Mapping[str, Any]
    """The row as the other edition has it, or else as one had it."""
    before: Mapping[str, Any]


def _differing(
    connection: duckdb.DuckDBPyConnection, name: str, beside: str = "", more: Sequence[str] = ()
) -> Iterator[_Row]:
    """The rows of a table that are in one edition only, or differ; `beside` is a query of more columns by its key."""
    table = next(t for t in TABLES if t.name == name)
    key = table.key
    own = [c.name for c in without_words(table.columns) if c.name not in key]
    values = [*own, *more]
    using = ", ".join(key)

    def source(edition: str) -> str:
        if not beside:
            return f"{edition}_{name}"
        more_columns = ", ".join(f"m.{column}" for column in more)
        return (
            f"(SELECT t.*, {more_columns} FROM {edition}_{name} t"
            f" LEFT JOIN {beside.format(edition=edition)} m USING ({using}))"
        )

    differs = ", ".join(f'CASE WHEN a."{v}" IS DISTINCT FROM b."{v}" THEN \'{v}\' END' for v in values)
    columns = ", ".join(f'a."{v}", b."{v}"' for v in values)
    found = connection.execute(
        f"SELECT {using}, a.here, b.here, concat_ws(';', {differs}) AS fields, {columns}"
        f" FROM (SELECT *, true AS here FROM {source('one')}) a"
        f" FULL OUTER JOIN (SELECT *, true AS here FROM {source('other')}) b USING ({using})"
        f" WHERE a.here IS NULL OR b.here IS NULL OR fields <> '' ORDER BY {using}"
    )
    width = len(key)
    while rows := found.fetchmany(1000):
        for row in rows:
            before, after = row[width], row[width + 1]
            told = row[width + 3 :]
            was, now = (dict(zip(values, told[at::2], strict=True)) for at in (0, 1))
            change: Kind = "added" if before is None else "withdrawn" if after is None else "changed"
            fields = tuple(row[width + 2].split(";")) if change == "changed" else ()
            yield _Row(tuple(row[:width]), change, fields, was if after is None else now, was)


def _act(shown: Mapping[str, Any]) -> str:
    arrow = "↔" if shown["symmetric"] else "→"
    told = f"{shown['first_day'] or 'undated'} {shown['type']} {shown['source'] or '–'}"
    return f"{told} {arrow} {shown['target']}" if shown["target"] else told
