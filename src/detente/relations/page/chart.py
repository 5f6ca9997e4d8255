"""A series as an inline picture: cooperation upwards, conflict downwards and hatched, the 95 % interval as a line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from xml.etree.ElementTree import Element

from detente.relations.page.elements import element
from detente.relations.periods import label, month_name
from detente.relations.values import By, Count, Point, Series

_WIDTH, _LEFT, _RIGHT, _TOP, _BOTTOM = 760, 46, 8, 26, 56
_HEIGHT = 210
"""Units given to bars: parted between up and down by what each needs, at least a fifth to each."""


def chart(series: Series, title: str, name: str) -> Element:
    """The picture of a series; `name` is unique on the page and names its title and description."""
    points = series.points
    up, down = (_scale(1.08 * max(_reach(getattr(p, side)) for p in points)) for side in ("cooperation", "conflict"))
    share = min(0.8, max(0.2, up / (up + down))) if up + down else 0.5
    zero = _TOP + _HEIGHT * share
    unit = min([_HEIGHT * part / scale for part, scale in ((share, up), (1 - share, down)) if scale], default=1.0)
    step = (_WIDTH - _LEFT - _RIGHT) / len(points)
    height = _TOP + _HEIGHT + _BOTTOM
    bars: list[Element] = []
    for at, point in enumerate(points):
        x = _LEFT + at * step
        bars.append(_bar(point, point.cooperation, series.by, x, step, zero, -unit))
        bars.append(_bar(point, point.conflict, series.by, x, step, zero, unit))
    return element(
        "svg",
        element("title", title, id=f"{name}-title"),
        element("desc", _described(points, series.by), id=f"{name}-desc"),
        element("defs", _hatch(f"{name}-hatch")),
        _axis(up, zero, -unit),
        _axis(down, zero, unit),
        element("g", bars, style=f"--hatch:url(#{name}-hatch)"),
        element("line", x1=_LEFT, x2=_WIDTH - _RIGHT, y1=_n(zero), y2=_n(zero), class_="zero"),
        element("text", "▲ cooperation", x=_LEFT, y=14, class_="up"),
        element("text", "▼ conflict", x=_LEFT, y=_n(_TOP + _HEIGHT + 17), class_="down"),
        _months([p.first_day for p in points], series.by, step, _TOP + _HEIGHT + 41),
        viewBox=f"0 0 {_WIDTH} {height}",
        role="img",
        aria_labelledby=f"{name}-title {name}-desc",
        class_="chart dense" if step < 8 else "chart",
    )


def _bar(point: Point, count: Count, by: By, x: float, step: float, zero: float, unit: float) -> Element:
    side = "cooperation" if unit < 0 else "conflict"
    told = f"{label(point.first_day, by)}: {count.n} {side}, 95 % interval {count.low} to {count.high}"
    wide = min(56, max(0.8, step * 0.68))
    left, middle = x + (step - wide) / 2, x + step / 2
    end = zero + unit * count.n
    children: list[Element] = [element("title", told)]
    # the whole column answers the pointer, an empty one too
    top, bottom = (_TOP, zero) if unit < 0 else (zero, _TOP + _HEIGHT)
    children.append(element("rect", x=_n(x), y=_n(top), width=_n(step), height=_n(bottom - top), class_="touch"))
    if count.n:
        y, tall = min(zero, end), abs(end - zero)
        box = {"x": _n(left), "y": _n(y), "width": _n(wide), "height": _n(tall)}
        children.append(element("rect", class_="fill", **box))
        if unit > 0:
            children.append(element("rect", class_="hatched", **box))
        low, high = _n(zero + unit * count.low), _n(zero + unit * count.high)
        children.append(element("line", x1=_n(middle), x2=_n(middle), y1=low, y2=high, class_="whisker"))
        if step >= 26:
            number = zero + unit * count.high + (-5 if unit < 0 else 13)
            children.append(element("text", str(count.n), x=_n(middle), y=_n(number), class_="number"))
    return element("g", children, class_="up" if unit < 0 else "down")


def _axis(scale: int, zero: float, unit: float) -> Element:
    lines: list[Element] = []
    for value in (scale // 2, scale) if scale >= 10 else (scale,) if scale else ():
        y = zero + unit * value
        lines.append(element("line", x1=_LEFT, x2=_WIDTH - _RIGHT, y1=_n(y), y2=_n(y), class_="grid"))
        lines.append(element("text", str(value), x=_LEFT - 8, y=_n(y + 4), class_="tick"))
    if unit < 0:
        lines.append(element("text", "0", x=_LEFT - 8, y=_n(zero + 4), class_="tick"))
    return element("g", lines)


def _months(days: Sequence[date], by: By, step: float, y: float) -> Element:
    """A label where a month begins, as many as have room; the year at the first label and at each January."""
    starts = [at for at, day in enumerate(days) if at == 0 or day.month != days[at - 1].month or by == "month"]
    every = max(1, -(-len(starts) * 48 // (_WIDTH - _LEFT - _RIGHT)))
    texts: list[Element] = []
    year = None
    for at in starts[::every]:
        day = days[at]
        x = _LEFT + (at + 0.5) * step if by == "month" else _LEFT + at * step
        anchor = "middle" if by == "month" else "start"
        texts.append(element("text", month_name(day), x=_n(x), y=_n(y - 4), class_="month", text_anchor=anchor))
        if day.year != year:
            year = day.year
            texts.append(element("text", str(year), x=_n(x), y=_n(y + 9), class_="year", text_anchor=anchor))
    return element("g", texts)


def _described(points: Sequence[Point], by: By) -> str:
    first, last = label(points[0].first_day, by), label(points[-1].first_day, by)
    told = [f"From {first} to {last}."]
    for side in ("cooperation", "conflict"):
        counts = [getattr(p, side).n for p in points]
        top = max(range(len(counts)), key=lambda i: (counts[i], -i))
        peak = f", most in {label(points[top].first_day, by)} ({counts[top]})" if counts[top] else ""
        told.append(f"{side.capitalize()}: {sum(counts)} in all{peak}.")
    return " ".join(told)


def _hatch(name: str) -> Element:
    line = element("line", x1=0, y1=0, x2=0, y2=5, class_="stroke")
    return element(
        "pattern", line, id=name, width=5, height=5, patternUnits="userSpaceOnUse", patternTransform="rotate(45)"
    )


def _reach(count: Count) -> float:
    return count.high if count.n else 0.0


def _scale(reach: float) -> int:
    """The next round number above what is reached; 0 for nothing."""
    if not reach:
        return 0
    size = 1
    while True:
        for factor in (1, 2, 3, 4, 5, 6, 8):
            if factor * size >= max(reach, 1):
                return factor * size
        size *= 10


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
