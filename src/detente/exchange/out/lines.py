"""Codings and imported events as JSON: one object a line, and GeoJSON for maps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from detente.exchange.out.clean import json_value
from detente.exchange.out.options import Options
from detente.exchange.out.quoting import cut, quote, with_quote, without_text
from detente.flat import dumps, to_json

if TYPE_CHECKING:
    from detente.exchange.out.asked import Coders, Found
    from detente.values import Coding, Document, Party

_DROPPED = frozenset({"lat", "lon", "place_precision"})


class Feature(NamedTuple):
    """Something to put on a map: where known, its coordinates; and what to tell of it."""

    id: str | None
    lat: float | None
    lon: float | None
    properties: Mapping[str, Any]


def write_jsonl(objects: Iterable[Mapping[str, Any]], target: Path) -> int:
    """Write each object on a line and return how many there were."""
    count = 0
    with target.open("w", encoding="utf-8", newline="") as out:
        for told in objects:
            out.write(dumps(json_value(told)) + "\n")
            count += 1
    return count


def coding_objects(found: Found, options: Options, coders: Coders) -> Iterator[Mapping[str, Any]]:
    """The contract's JSON of each coding, with as much of the reports' words as the options say."""
    for document, coding in found:
        told = to_json(coding, document) | {"coder": coders.of(document)}
        if options.with_text:
            yield with_quote(told, coding, document.text, options.quote_length)
        else:
            yield without_text(told)


def row_objects(rows: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """A table's rows as objects, days as ISO dates."""
    for row in rows:
        yield {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}


def write_geojson(features: Iterable[Feature], target: Path) -> tuple[int, int]:
    """Write a FeatureCollection (RFC 7946), a feature a line; return how many, and how many had no place on earth."""
    count = placeless = 0
    with target.open("w", encoding="utf-8", newline="") as out:
        out.write('{"type": "FeatureCollection", "features": [')
        for id_, lat, lon, properties in features:
            if lat is None or lon is None or not (-90 <= lat <= 90 and -180 <= lon <= 180):
                placeless += 1
                continue
            point = {"type": "Point", "coordinates": [lon, lat]}
            feature = {"type": "Feature", "id": id_, "geometry": point, "properties": properties}
            if id_ is None:
                del feature["id"]
            out.write((",\n" if count else "\n") + dumps(json_value(feature)))
            count += 1
        out.write("\n]}\n")
    return count, placeless


def coding_features(found: Found, options: Options) -> Iterator[Feature]:
    """Each coding with its place, if it has one; several parties in one role are joined by ;."""
    for document, coding in found:
        where, when, numbers = coding.where, coding.when, coding.numbers
        told: dict[str, Any] = {
            "coding_id": coding.id,
            "document_id": document.id,
            "published": _iso(document.published),
            "outlet": document.outlet,
            "url": document.url,
            "type": coding.type,
            "modes": _joined(coding.modes),
            "contexts": _joined(coding.contexts),
            "quad": coding.quad,
            "intensity": coding.intensity,
            **_side("source", coding.source),
            **_side("target", coding.target),
            "symmetric": coding.symmetric,
            "first_day": _iso(when.first_day) if when else None,
            "last_day": _iso(when.last_day) if when else None,
            "date_precision": when.precision if when else None,
            "historical": coding.historical,
            "place_name": where.name if where else None,
            "place_country": where.country if where else None,
            "precision": where.precision if where else None,
            "modality": coding.modality,
            "dead": numbers.dead,
            "injured": numbers.injured,
            "arrested": numbers.arrested,
            "size": numbers.size,
            "confidence": coding.confidence,
            **(_words(document, coding, options.quote_length) if options.with_text else {}),
        }
        yield Feature(coding.id, where.lat if where else None, where.lon if where else None, told)


def imported_features(rows: Iterable[Mapping[str, Any]]) -> Iterator[Feature]:
    """Imported events with their coordinates; most origins do not say how exact they are."""
    for row in row_objects(rows):
        told = {name: value for name, value in row.items() if name not in _DROPPED} | {"precision": None}
        yield Feature(row["filed_id"], row["lat"], row["lon"], told)


def _words(document: Document, coding: Coding, most: int) -> dict[str, Any]:
    return {"trigger": cut(coding.trigger.of(document.text), most), "sentence": quote(document.text, coding, most)}


def _side(side: str, parties: Sequence[Party]) -> dict[str, Any]:
    return {
        f"{side}_name": _joined(p.actor.name for p in parties),
        f"{side}_code": _joined(p.actor.code for p in parties if p.actor.code),
        f"{side}_country": _joined(p.actor.country for p in parties if p.actor.country),
        f"{side}_sector": _joined(p.actor.sector for p in parties if p.actor.sector),
    }


def _joined(words: Iterable[str]) -> str | None:
    return ";".join(dict.fromkeys(words)) or None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
