"""A relation as plain values: the object that JSON writes, and one flat row a period."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from detente.relations.forms.evidence import evidence_to_json
from detente.relations.values import Act, Burst, Point, Ratio, Relation, Series, TurningPoint

COLUMNS = (
    *("source_code", "target_code", "origin", "unit", "by", "first_day", "last_day"),
    *("cooperation", "cooperation_low", "cooperation_high", "conflict", "conflict_low", "conflict_high", "reports"),
    *("goldstein_sum", "goldstein_mean", "intensity_sum", "intensity_mean"),
    *("decayed_cooperation", "decayed_conflict", "volume"),
    *("corrected_cooperation", "corrected_cooperation_low", "corrected_cooperation_high"),
    *("corrected_conflict", "corrected_conflict_low", "corrected_conflict_high"),
    "is_whole",
)
"""The columns of a relation's CSV."""


def to_json(relation: Relation) -> dict[str, Any]:
    """The relation as plain values. `low` and `high` are those of cooperation, with 95 %; None is unknown.

    Of a period that is not whole (`is_whole`) `first_day` is still the period's, `last_day` the last day known.

    >>> to_json(relation(record, "USA", "PRK"))["turning_points"][0]["day"]
    '2018-03-12'
    """
    return {
        "pair": list(relation.pair),
        "names": list(relation.names),
        "directed": relation.directed,
        "by": relation.by,
        "half_life": _number(relation.half_life),
        "series": [_point(series, point) for series in relation.series for point in series.points],
        "turning_points": [_turning_point(found) for found in relation.turning_points],
        "bursts": [_burst(found) for found in relation.bursts],
        "profile": list(relation.sentences),
        "counted": relation.counted._asdict() if relation.counted is not None else None,
        "evidence": evidence_to_json(relation),
        "notes": list(relation.notes),
    }


def to_rows(relation: Relation) -> Iterator[dict[str, Any]]:
    """One row for each period of each origin, keyed by COLUMNS."""
    a, b = relation.pair
    for series in relation.series:
        for point in series.points:
            row = {"source_code": a, "target_code": b, "by": relation.by} | _point(series, point)
            yield {column: row[column] for column in COLUMNS}


def _point(series: Series, point: Point) -> dict[str, Any]:
    goldstein, intensity = point.goldstein, point.intensity
    return {
        "origin": series.origin,
        "unit": series.unit,
        "first_day": point.first_day.isoformat(),
        "last_day": point.last_day.isoformat(),
        "cooperation": point.cooperation.n,
        "conflict": point.conflict.n,
        "low": point.cooperation.low,
        "high": point.cooperation.high,
        "cooperation_low": point.cooperation.low,
        "cooperation_high": point.cooperation.high,
        "conflict_low": point.conflict.low,
        "conflict_high": point.conflict.high,
        "reports": point.reports,
        "goldstein_sum": _number(goldstein.sum) if goldstein else None,
        "goldstein_mean": _number(goldstein.mean) if goldstein else None,
        "intensity_sum": _number(intensity.sum) if intensity else None,
        "intensity_mean": _number(intensity.mean) if intensity else None,
        "decayed_cooperation": _number(point.decayed_cooperation),
        "decayed_conflict": _number(point.decayed_conflict),
        "volume": point.volume,
        **_ratio("corrected_cooperation", point.corrected_cooperation),
        **_ratio("corrected_conflict", point.corrected_conflict),
        "is_whole": point.is_whole,
    }


def _turning_point(found: TurningPoint) -> dict[str, Any]:
    return {
        "day": found.first_day.isoformat(),
        "side": found.side,
        "direction": found.direction,
        "before": _number(found.before),
        "after": _number(found.after),
        **_ratio("ratio", found.ratio),
        "p": _number(found.p),
        "events": [act_to_json(act) for act in found.acts],
    }


def _burst(found: Burst) -> dict[str, Any]:
    return {
        "first_day": found.first_day.isoformat(),
        "last_day": found.last_day.isoformat(),
        "side": found.side,
        "n": found.n,
        "expected": _number(found.expected),
        "p": _number(found.p),
        "events": [act_to_json(act) for act in found.acts],
    }


def act_to_json(act: Act) -> dict[str, Any]:
    return act._asdict() | {"day": act.day.isoformat(), "weight": _number(act.weight)}


def _ratio(name: str, ratio: Ratio | None) -> dict[str, float | None]:
    values = ratio or (None, None, None)
    return {key: _number(value) for key, value in zip((name, f"{name}_low", f"{name}_high"), values, strict=True)}


def _number(value: float | None) -> float | None:
    """To four decimals, below 1 to four digits that count; None for what JSON cannot write (an endless ratio)."""
    if value is None or not math.isfinite(value):
        return None
    return float(f"{value:.4g}") if abs(value) < 1 else round(float(value), 4)
