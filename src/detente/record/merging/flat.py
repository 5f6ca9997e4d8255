"""An event as others read it: the JSON of one event with the codings behind it, and the flat form, a row a dyad."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from detente.flat import days_json, numbers_json, setting_columns
from detente.record.merging.asking import Corrected, Told
from detente.record.merging.event import Event
from detente.values import Actor

_ACTOR = ("name", "code", "country", "sector")
COLUMNS: tuple[str, ...] = (
    *("event_id", "type", "quad", "intensity"),
    *(f"source_{c}" for c in _ACTOR),
    *(f"target_{c}" for c in _ACTOR),
    *("symmetric", "first_day", "last_day", "date_precision", "date_implicit", "historical", "modality"),
    *("place_name", "place_country", "lat", "lon", "place_precision", "dead", "injured", "arrested", "size"),
    *("codings", "reports", "texts", "outlets", "first_report", "last_report", "confidence"),
)
"""The columns of the flat form, in order."""


def to_json(event: Event, told: Sequence[Told], corrections: Sequence[Corrected] = ()) -> dict[str, Any]:
    """One event as the object that `--format jsonl` writes on a line; days are ISO dates.

    Its parties are those that stand now; `corrections` say which were coded otherwise, and since when they stand so.
    """
    when, where = event.when, event.where
    return {
        "id": event.id,
        "type": event.type,
        "quad": event.quad,
        "intensity": event.intensity,
        "modality": event.modality,
        "historical": event.historical,
        "symmetric": event.symmetric,
        "source": [_actor(a) for a in event.source],
        "target": [_actor(a) for a in event.target],
        "when": None if when is None else days_json(when),
        "where": None if where is None else where._asdict(),
        "numbers": numbers_json(event.numbers),
        "reports": event.n_reports,
        "texts": event.n_texts,
        "outlets": event.n_outlets,
        "first_report": _day(event.first_report),
        "last_report": _day(event.last_report),
        "confidence": event.confidence,
        "corrections": [c._asdict() for c in corrections],
        "codings": [_told(t) for t in told],
    }


def to_rows(event: Event) -> list[dict[str, Any]]:
    """The flat form: one row a dyad, keyed by COLUMNS; a symmetric act gives all unordered pairs of its parties."""
    numbers = event.numbers
    shared: dict[str, Any] = {
        "event_id": event.id,
        "type": event.type,
        "quad": event.quad,
        "intensity": event.intensity,
        "symmetric": event.symmetric,
        **setting_columns(event.when, event.where),
        "historical": event.historical,
        "modality": event.modality,
        "dead": numbers.dead,
        "injured": numbers.injured,
        "arrested": numbers.arrested,
        "size": numbers.size,
        "codings": event.n_codings,
        "reports": event.n_reports,
        "texts": event.n_texts,
        "outlets": event.n_outlets,
        "first_report": _day(event.first_report),
        "last_report": _day(event.last_report),
        "confidence": event.confidence,
    }
    return [shared | _side("source", source) | _side("target", target) for source, target in dyads_of(event)]


def dyads_of(event: Event) -> list[tuple[Actor | None, Actor | None]]:
    """(source, target) actors: ordered pairs, or all unordered pairs of a symmetric act."""
    if event.symmetric:
        parties = event.source + event.target
        pairs: list[tuple[Actor | None, Actor | None]] = [
            (a, b) for i, a in enumerate(parties) for b in parties[i + 1 :]
        ]
        return pairs or [(a, None) for a in parties] or [(None, None)]
    return [(s, t) for s in event.source or (None,) for t in event.target or (None,)]


def _told(told: Told) -> dict[str, Any]:
    return {
        "id": told.id,
        "document": told.document,
        "outlet": told.outlet,
        "published": _day(told.published),
        "url": told.url,
        "type": told.type,
        "modality": told.modality,
        "historical": told.historical,
        "trigger": told.trigger,
        "sentence": told.sentence,
        "standing": told.standing,
        "beside": told.beside,
        "score": told.score,
        "why": [{"fact": name, "points": points} for name, points in told.why],
    }


def _actor(actor: Actor) -> dict[str, Any]:
    return {"name": actor.name, "code": actor.code, "country": actor.country, "sector": actor.sector}


def _side(side: str, actor: Actor | None) -> dict[str, Any]:
    if actor is None:
        return dict.fromkeys(f"{side}_{column}" for column in _ACTOR)
    return {f"{side}_{key}": value for key, value in _actor(actor).items()}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
