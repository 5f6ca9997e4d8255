"""A coding as others read it: the JSON of one coding, and the flat form with one row a dyad.

Invariants: every `text` equals the document's text at `start:end`; empty is [] or None, never "".
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import IO, Any, NamedTuple, Protocol

from detente import __version__
from detente.spreadsheet import safe
from detente.values import Coding, Document, Numbers, Party, When


class Coder(NamedTuple):
    """What made a coding: the program's version, the model's digest, the ontology's name and version."""

    version: str = __version__
    model: str | None = None
    ontology: str | None = None


_ACTOR_COLUMNS = ("text", "name", "code", "country", "sector")
COLUMNS: tuple[str, ...] = (
    *("coding_id", "document_id", "published", "outlet", "url"),
    *("type", "modes", "quad", "intensity", "cameo", "goldstein"),
    *(f"source_{c}" for c in _ACTOR_COLUMNS),
    *(f"target_{c}" for c in _ACTOR_COLUMNS),
    *("symmetric", "first_day", "last_day", "date_precision", "date_implicit", "historical"),
    *("place_name", "place_country", "lat", "lon", "place_precision", "modality", "attribution"),
    *("dead", "injured", "arrested", "size", "confidence", "trigger", "sentence"),
)
"""The columns of the flat form, in order."""


def to_json(coding: Coding, document: Document, coder: Coder | None = None) -> dict[str, Any]:
    """One coding as the object that `--format jsonl` writes on a line; days are ISO dates.

    >>> to_json(coding, document)["trigger"]["text"]
    'met'
    """
    text = document.text
    when, where = coding.when, coding.where
    return {
        "id": coding.id,
        "document": {
            "id": document.id,
            "title": document.title,
            "published": _day(document.published),
            "outlet": document.outlet,
            "url": document.url,
        },
        "sentence": {
            "index": coding.sentence_index,
            "start": coding.sentence.start,
            "end": coding.sentence.end,
            "text": coding.sentence.of(text),
        },
        "trigger": {
            "text": coding.trigger.of(text),
            "start": coding.trigger.start,
            "end": coding.trigger.end,
        },
        "type": coding.type,
        "modes": list(coding.modes),
        "contexts": list(coding.contexts),
        "quad": coding.quad,
        "intensity": coding.intensity,
        "cameo": coding.cameo,
        "goldstein": coding.goldstein,
        "symmetric": coding.symmetric,
        "source": [_party(p) for p in coding.source],
        "target": [_party(p) for p in coding.target],
        "when": None if when is None else {**days_json(when), "text": when.text, "start": when.start, "end": when.end},
        "historical": coding.historical,
        "where": None
        if where is None
        else {
            "text": where.text,
            "start": where.start,
            "end": where.end,
            "name": where.name,
            "country": where.country,
            "lat": where.lat,
            "lon": where.lon,
            "precision": where.precision,
        },
        "modality": coding.modality,
        "attribution": [_speaker(p) for p in coding.attribution],
        "numbers": numbers_json(coding.numbers),
        "confidence": coding.confidence,
        "coder": (coder or Coder())._asdict(),
    }


def days_json(when: When) -> dict[str, Any]:
    """The days of an act, as ISO dates, and how they are known."""
    return {
        "first_day": _day(when.first_day),
        "last_day": _day(when.last_day),
        "precision": when.precision,
        "implicit": when.implicit,
    }


def numbers_json(numbers: Numbers) -> dict[str, int | None]:
    """How many an act hit or moved."""
    return {
        "dead": numbers.dead,
        "injured": numbers.injured,
        "arrested": numbers.arrested,
        "size": numbers.size,
    }


class Placed(Protocol):
    """Whatever says where an act was done: of a coding, or of an event."""

    @property
    def name(self) -> str: ...
    @property
    def country(self) -> str | None: ...
    @property
    def lat(self) -> float | None: ...
    @property
    def lon(self) -> float | None: ...
    @property
    def precision(self) -> str: ...


def setting_columns(when: When | None, where: Placed | None) -> dict[str, Any]:
    """The columns that say when and where an act was done."""
    return {
        "first_day": _day(when.first_day) if when else None,
        "last_day": _day(when.last_day) if when else None,
        "date_precision": when.precision if when else None,
        "date_implicit": when.implicit if when else None,
        "place_name": where.name if where else None,
        "place_country": where.country if where else None,
        "lat": where.lat if where else None,
        "lon": where.lon if where else None,
        "place_precision": where.precision if where else None,
    }


def to_rows(coding: Coding, document: Document) -> list[dict[str, Any]]:
    """The flat form: one row for each dyad of the coding, keyed by COLUMNS.

    Modes and attribution are joined by ";". A symmetric act gives all unordered pairs of its parties.
    """
    text = document.text
    shared: dict[str, Any] = {
        "coding_id": coding.id,
        "document_id": document.id,
        "published": _day(document.published),
        "outlet": document.outlet,
        "url": document.url,
        "type": coding.type,
        "modes": ";".join(coding.modes) or None,
        "quad": coding.quad,
        "intensity": coding.intensity,
        "cameo": coding.cameo,
        "goldstein": coding.goldstein,
        "symmetric": coding.symmetric,
        **setting_columns(coding.when, coding.where),
        "historical": coding.historical,
        "modality": coding.modality,
        "attribution": ";".join(p.actor.name for p in coding.attribution) or None,
        "dead": coding.numbers.dead,
        "injured": coding.numbers.injured,
        "arrested": coding.numbers.arrested,
        "size": coding.numbers.size,
        "confidence": coding.confidence,
        "trigger": coding.trigger.of(text),
        "sentence": coding.sentence.of(text),
    }
    rows = []
    for source, target in coding.dyads():
        row = shared | _side("source", source) | _side("target", target)
        rows.append({column: row[column] for column in COLUMNS})
    return rows


def write_csv(
    rows: Iterable[Mapping[str, Any]], out: IO[str], columns: Sequence[str] = COLUMNS, *, raw: bool = False
) -> int:
    """Write rows as CSV with a header and return how many there were.

    Text that a spreadsheet would run as a formula is made safe (detente.spreadsheet), unless `raw`; numbers are
    untouched. Booleans are true and false, None is empty.
    """
    out.write(_csv_line(columns))
    count = 0
    for row in rows:
        out.write(_csv_line([_cell(row.get(column), raw) for column in columns]))
        count += 1
    return count


def dumps(value: Any) -> str:
    """JSON on one line, letters as they are. Raises ValueError on NaN or infinity."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _csv_line(cells: Sequence[str]) -> str:
    # Only characters of the line's end are quoted, so a lone return needs it to be \r\n; lines end in \n all the same.
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue().removesuffix("\r\n") + "\n"


def _cell(value: Any, raw: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value if raw else safe(value)
    return str(value)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _party(party: Party) -> dict[str, Any]:
    actor = party.actor
    return {
        "text": party.text,
        "start": party.start,
        "end": party.end,
        "name": actor.name,
        "code": actor.code,
        "country": actor.country,
        "sector": actor.sector,
        "role": actor.role,
        "via": party.via,
    }


def _speaker(party: Party) -> dict[str, Any]:
    found = _party(party)
    return {key: found[key] for key in ("text", "start", "end", "name", "code", "country", "sector")}


def _side(side: str, party: Party | None) -> dict[str, Any]:
    if party is None:
        return {f"{side}_{column}": None for column in _ACTOR_COLUMNS}
    found = _party(party)
    return {f"{side}_{column}": found[column] for column in _ACTOR_COLUMNS}
