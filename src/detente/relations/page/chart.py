"""A series as an inline picture: cooperation upwards, conflict downwards and hatched, the 95 % interval as a line."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from detente.relations.forms.changes import Change
from detente.relations.forms.places import lanes, places
from detente.relations.page.elements import element, number
from detente.relations.page.marks import LANE, Frame, bands, numbered
from detente.relations.periods import label, month_name
from detente.relations.values import By, Count, Point, Series

WIDTH, LEFT, RIGHT = 760, 46, 8
"""Units of the picture, and of them what the scale takes on the left and what stays free on the right."""
_TOP, _BOTTOM = 26, 60
_HEIGHT = 210
"""Units given to bars: parted between up and down by what each needs, at least a fifth to each."""

_TICK = 12
"""Units between two numbers of the scale, at least."""


def chart(series: Series, title: str, name: str, changes: Sequence[Change] = ()) -> Element:
    """The picture of a series with its changes; `name` is unique on the page and names its title and description."""
    points = series.points
    step = (WIDTH - LEFT - RIGHT) / len(points)
    marks = places(changes, points, LANE / step)
    top = _TOP + LANE * lanes(marks, "cooperation")
    bottom = top + _HEIGHT
    below = bottom + LANE * lanes(marks, "conflict")
    up, down = (_scale(1.08 * max(_reach(getattr(p, side)) for p in points)) for side in ("cooperation", "conflict"))
    share = min(0.8, max(0.2, up / (up + down))) if up + down else 0.5
    zero = top + _HEIGHT * share
    unit = min([_HEIGHT * part / scale for part, scale in ((share, up), (1 - share, down)) if scale], default=1.0)
    frame = Frame(LEFT, step, top, zero, bottom)
    bars: list[Element] = []
    for at, point in enumerate(points):
        bars.append(_bar(point, point.cooperation, series.by, at, frame, -unit))
        bars.append(_bar(point, point.conflict, series.by, at, frame, unit))
    return element(
        "svg",
        element("title", title, id=f"{name}-title"),
        element("desc", _described(points, series.by, [m.change for m in marks]), id=f"{name}-desc"),
        element("defs", _hatch(f"{name}-hatch")),
        bands(marks, frame) if marks else None,
        _axis(up, zero, -unit),
        _axis(down, zero, unit),
        numbered(marks, frame) if marks else None,
        element("g", bars, style=f"--hatch:url(#{name}-hatch)"),
        element("line", x1=LEFT, x2=WIDTH - RIGHT, y1=number(zero), y2=number(zero), class_="zero"),
        element("text", "▲ cooperation", x=LEFT, y=14, class_="up"),
        element("text", "▼ conflict", x=LEFT, y=number(below + 17), class_="down"),
        months(points, series.by, step, below + 45),
        viewBox=f"0 0 {WIDTH} {number(below + _BOTTOM)}",
        role="img",
        aria_labelledby=f"{name}-title {name}-desc",
        class_="chart dense" if step < 8 else "chart",
    )


def _bar(point: Point, count: Count, by: By, at: int, frame: Frame, unit: float) -> Element:
    step, zero = frame.step, frame.zero
    x = frame.left + at * step
    side = "cooperation" if unit < 0 else "conflict"
    part = "" if point.is_whole else " (only a part is known)"
    told = f"{label(point.first_day, by)}{part}: {count.n} {side}, 95 % interval {count.low} to {count.high}"
    wide = min(56, max(0.8, step * 0.68))
    left, middle = x + (step - wide) / 2, x + step / 2
    end = zero + unit * count.n
    children: list[Element] = [element("title", told)]
    # the whole column answers the pointer, an empty one too
    top, bottom = (frame.top, zero) if unit < 0 else (zero, frame.bottom)
    children.append(
        element("rect", x=number(x), y=number(top), width=number(step), height=number(bottom - top), class_="touch")
    )
    if count.n:
        y, tall = min(zero, end), abs(end - zero)
        box = {"x": number(left), "y": number(y), "width": number(wide), "height": number(tall)}
        children.append(element("rect", class_="fill", **box))
        if unit > 0:
            children.append(element("rect", class_="hatched", **box))
        low, high = number(zero + unit * count.low), number(zero + unit * count.high)
        children.append(element("line", x1=number(middle), x2=number(middle), y1=low, y2=high, class_="whisker"))
        if step >= 26:
            beyond = zero + unit * count.high + (-5 if unit < 0 else 13)
            children.append(element("text", str(count.n), x=number(middle), y=number(beyond), class_="number"))
    kind = "up" if unit < 0 else "down"
    return element("g", children, class_=kind if point.is_whole else f"{kind} part")


def _axis(scale: int, zero: float, unit: float) -> Element:
    lines: list[Element] = []
    has_half = scale >= 10 and abs(unit) * scale >= 2 * _TICK
    for value in (scale // 2, scale) if has_half else (scale,) if scale else ():
        y = zero + unit * value
        lines.append(element("line", x1=LEFT, x2=WIDTH - RIGHT, y1=number(y), y2=number(y), class_="grid"))
        if abs(unit) * value >= _TICK:
            near = " near" if value < scale or abs(unit) * value < 2 * _TICK else ""
            lines.append(element("text", str(value), x=LEFT - 8, y=number(y + 4), class_="tick" + near))
    if unit < 0:
        lines.append(element("text", "0", x=LEFT - 8, y=number(zero + 4), class_="tick"))
    return element("g", lines)


def months(points: Sequence[Point], by: By, step: float, y: float) -> Element:
    """A label where a month begins, as many as have room; the year at the first label and at each January."""
    days = [p.first_day for p in points]
    starts = [at for at, day in enumerate(days) if at == 0 or day.month != days[at - 1].month or by == "month"]
    every = max(1, -(-len(starts) * 48 // (WIDTH - LEFT - RIGHT)))
    texts: list[Element] = []
    year = None
    for at in starts[::every]:
        day = days[at]
        x = LEFT + (at + 0.5) * step if by == "month" else LEFT + at * step
        anchor = "middle" if by == "month" else "start"
        texts.append(element("text", month_name(day), x=number(x), y=number(y - 4), class_="month", text_anchor=anchor))
        if day.year != year:
            year = day.year
            texts.append(element("text", str(year), x=number(x), y=number(y + 9), class_="year", text_anchor=anchor))
    return element("g", texts)


def _described(points: Sequence[Point], by: By, changes: Sequence[Change]) -> str:
    first, last = label(points[0].first_day, by), label(points[-1].first_day, by)
    told = [f"From {first} to {last}."]
    for side in ("cooperation", "conflict"):
        counts = [getattr(p, side).n for p in points]
        top = max(range(len(counts)), key=lambda i: (counts[i], -i))
        peak = f", most in {label(points[top].first_day, by)} ({counts[top]})" if counts[top] else ""
        told.append(f"{side.capitalize()}: {sum(counts)} in all{peak}.")
    told += [f"Mark {change.number}: {change.sentence}" for change in changes]
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
        for factor in (1, 1.2, 1.6, 2, 2.4, 3, 4, 5, 6, 8):
            if factor * size >= max(reach, 1) and factor * size == int(factor * size):
                return int(factor * size)
        size *= 10
