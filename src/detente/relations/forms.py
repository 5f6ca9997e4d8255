"""A relation as others read it: JSON, rows for CSV, and bars for a terminal of 80 columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from detente.relations.periods import label
from detente.relations.values import Point, Relation, Series

COLUMNS = (
    *("source_code", "target_code", "origin", "unit", "by", "first_day", "last_day"),
    *("cooperation", "cooperation_low", "cooperation_high", "conflict", "conflict_low", "conflict_high", "reports"),
)
"""The columns of a relation's CSV."""
_BAR = 15
_DAYS_SHOWN = 60


def to_json(relation: Relation) -> dict[str, Any]:
    """The relation as plain values. `low` and `high` are those of cooperation, with 95 %; `reports` None is unknown.

    `turning_points` is empty: none are computed.
    """
    return {
        "pair": list(relation.pair),
        "names": list(relation.names),
        "by": relation.by,
        "series": [
            {
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
            }
            for series in relation.series
            for point in series.points
        ],
        "turning_points": [],
        "notes": list(relation.notes),
    }


def to_rows(relation: Relation) -> Iterator[dict[str, Any]]:
    """One row for each period of each origin, keyed by COLUMNS."""
    a, b = relation.pair
    for point in to_json(relation)["series"]:
        yield {column: ({"source_code": a, "target_code": b, "by": relation.by} | point)[column] for column in COLUMNS}


def to_text(relation: Relation, *, blocks: bool = True) -> str:
    """Table and bars in one, at most 80 columns; without `blocks` the bars are drawn with # for plain terminals."""
    lines = [f"{relation.names[0]} and {relation.names[1]}, by {relation.by}"]
    for series in relation.series:
        if series.points:
            lines += ["", *_series(series, blocks)]
    if not any(s.points for s in relation.series):
        lines += ["", "The record holds nothing about this pair."]
    lines += ["", *(f"· {note}" if blocks else f"- {note}" for note in relation.notes)]
    return "\n".join(piece for line in lines for piece in _wrapped(line)) + "\n"


def _series(series: Series, blocks: bool) -> Iterator[str]:
    unit = "codings of reports" if series.unit == "codings" else "events as filed"
    points = series.points
    if len(points) > _DAYS_SHOWN:
        points = tuple(p for p in points if p.cooperation.n or p.conflict.n)
        unit += f"; {len(series.points) - len(points)} of {len(series.points)} periods without any are left out"
    up = max(p.cooperation.n for p in points) if points else 0
    down = max(p.conflict.n for p in points) if points else 0
    scale = max(up, down, 1)
    yield f"{series.origin}: {unit}"
    told = any(p.reports for p in points)
    heads = f"{'':12}{'95 %':>10}{'n':>5} {'conflict':>{_BAR}} {'cooperation':<{_BAR}} {'n':<4} {'95 %':<11}"
    yield f"{heads[:-3]}{'reports':>7}" if told else heads.rstrip()
    for point in points:
        yield _line(point, series, scale, blocks, told)
    bad, good = sum(p.conflict.n for p in points), sum(p.cooperation.n for p in points)
    yield f"{'all':<12}{'':10}{bad:>5}{'':{2 * _BAR + 3}}{good}"


def _line(point: Point, series: Series, scale: int, blocks: bool, told: bool) -> str:
    name = label(point.first_day, series.by).removeprefix("week of ")
    bad, good = point.conflict, point.cooperation
    left = f"{_left(bad.n, scale, blocks):>{_BAR}}"
    right = f"{_right(good.n, scale, blocks):<{_BAR}}"
    low = f"{bad.low:g}–{bad.high:g}" if blocks else f"{bad.low:g}-{bad.high:g}"
    high = f"{good.low:g}–{good.high:g}" if blocks else f"{good.low:g}-{good.high:g}"
    reports = "" if point.reports is None or not told else str(point.reports)
    axis = "│" if blocks else "|"
    return f"{name:<12}{low:>10}{bad.n:>5} {left}{axis}{right} {good.n:<4} {high:<11}{reports:>4}".rstrip()


def _left(n: int, scale: int, blocks: bool) -> str:
    halves = _share(n, scale, 2)
    return ("▐" if halves % 2 else "") + "█" * (halves // 2) if blocks else "#" * _share(n, scale, 1)


def _right(n: int, scale: int, blocks: bool) -> str:
    eighths = _share(n, scale, 8)
    return "█" * (eighths // 8) + " ▏▎▍▌▋▊▉"[eighths % 8].strip() if blocks else "#" * _share(n, scale, 1)


def _share(n: int, scale: int, parts: int) -> int:
    """Of a full bar the part for n, in parts of a column; never nothing for something."""
    return max(1, round(n / scale * _BAR * parts)) if n else 0


def _wrapped(line: str) -> Iterator[str]:
    while len(line) > 80:
        cut = line.rfind(" ", 0, 80)
        if cut <= 2:
            break
        yield line[:cut]
        line = "  " + line[cut + 1 :]
    yield line
