"""The rows of an edition's tables, out of the record and in the form in which they are written."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from heapq import merge
from typing import TYPE_CHECKING, Any

from detente.record.editions.tables import Table

if TYPE_CHECKING:
    from detente.record.record import Record

_LISTS = ("modes", "contexts")
_CODER = ("version", "model", "ontology")


def rows_of(record: Record, table: Table, *, with_text: bool) -> Iterator[Mapping[str, Any]]:
    """The rows of a table, in order, with or without words of the reports."""
    stored = _stored(record, table)
    if table.name == "documents":
        return map(_document, stored)
    if table.name in ("codings", "dyads"):
        return map(_coding, stored)
    if table.name == "claims" and not with_text:
        return map(_claim, stored)
    if table.name == "dyad_days":
        return merge(stored, _own_days(record), key=lambda r: (r["origin"], r["source"], r["target"], r["day"]))
    return stored


def _stored(record: Record, table: Table) -> Iterator[dict[str, Any]]:
    for row in record.connection.execute(table.query):
        yield dict(row)


def _document(row: dict[str, Any]) -> dict[str, Any]:
    facts = json.loads(row.pop("coder") or "{}")
    return row | {f"coder_{name}": facts.get(name) for name in _CODER}


def _coding(row: dict[str, Any]) -> dict[str, Any]:
    for name in _LISTS:
        if name in row:
            row[name] = ";".join(json.loads(row[name])) or None
    return row


def _claim(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"body": json.dumps(_wordless(json.loads(row["body"])), ensure_ascii=False)}


def _wordless(value: Any) -> Any:
    """The same JSON, the words at each span left out."""
    if isinstance(value, dict):
        spans = {"text", "start", "end"} <= value.keys()
        return {key: None if spans and key == "text" else _wordless(inner) for key, inner in value.items()}
    return [_wordless(inner) for inner in value] if isinstance(value, list) else value


def _own_days(record: Record) -> Iterator[dict[str, Any]]:
    """The events that the record's reports tell counted by dyad and day, as `relation` counts them."""
    from detente.relations.sources import days_of, origins_of
    from detente.relations.values import OWN

    if not any(origin.name == OWN for origin in origins_of(record)):
        return
    days = days_of(record, origin=OWN)
    for at in range(len(days)):
        counts = [int(n) for n in days.counts[:, at]]
        reports = float(days.reports[at])
        yield {
            "origin": OWN,
            "source": days.codes[days.source[at]],
            "target": days.codes[days.target[at]],
            "day": date.fromordinal(int(days.day[at])).isoformat(),
            "verbal_cooperation": counts[0],
            "material_cooperation": counts[1],
            "verbal_conflict": counts[2],
            "material_conflict": counts[3],
            "goldstein": float(days.goldstein[at]),
            "intensity": float(days.intensity[at]),
            "filed": int(days.filed[at]),
            "reports": int(reports) if reports == reports else None,
        }
