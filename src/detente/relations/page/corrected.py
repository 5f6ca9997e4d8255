"""The series against the volume of news: how many times what the pair's usual share of all events leads to expect."""

from __future__ import annotations

import math
from collections.abc import Sequence
from xml.etree.ElementTree import Element

from detente.relations.page.chart import LEFT, RIGHT, WIDTH, months
from detente.relations.page.elements import element, number
from detente.relations.periods import label
from detente.relations.values import By, Point, Ratio, Series, Side

_TOP, _ROW, _GAP, _BOTTOM = 24, 84, 30, 44
_SIDES: tuple[tuple[Side, str], ...] = (("cooperation", "▲ cooperation"), ("conflict", "▼ conflict"))


def corrected_chart(series: Series, name: str) -> Element | None:
    """Points with intervals over a scale of factors, a row for each side; None where nothing is corrected."""
    points = series.points
    if all(ratio_of(p, side) is None for p in points for side, _ in _SIDES):
        return None
    step = (WIDTH - LEFT - RIGHT) / len(points)
    most = _most(points)
    height = _TOP + 2 * _ROW + _GAP + _BOTTOM
    rows: list[Element] = []
    for at, (side, title) in enumerate(_SIDES):
        rows.append(_row(points, side, title, series.by, _TOP + at * (_ROW + _GAP), step, most))
    return element(
        "svg",
        element("title", "Corrected for the volume of news", id=f"{name}-title"),
        element("desc", _described(points, series.by), id=f"{name}-desc"),
        rows,
        months(points, series.by, step, height - 13),
        viewBox=f"0 0 {WIDTH} {height}",
        role="img",
        aria_labelledby=f"{name}-title {name}-desc",
        class_="chart dense" if step < 8 else "chart",
    )


def ratio_of(point: Point, side: Side) -> Ratio | None:
    """The corrected rate of a side in a period."""
    return point.corrected_cooperation if side == "cooperation" else point.corrected_conflict


def _row(points: Sequence[Point], side: Side, title: str, by: By, top: float, step: float, most: int) -> Element:
    bottom = top + _ROW
    kind = "up" if side == "cooperation" else "down"

    def height(ratio: float) -> float:
        held = math.log(min(most, max(1 / most, ratio if ratio > 0 else 0.0))) / math.log(most)
        return (top + bottom) / 2 - held * _ROW / 2

    children: list[Element] = []
    for value, text in ((most, f"×{most}"), (1, "×1"), (1 / most, f"×1/{most}")):
        y = height(value)
        line = "expected" if value == 1 else "grid"
        children.append(element("line", x1=LEFT, x2=WIDTH - RIGHT, y1=number(y), y2=number(y), class_=line))
        children.append(element("text", text, x=LEFT - 8, y=number(y + 4), class_="tick"))
    for at, point in enumerate(points):
        ratio = ratio_of(point, side)
        if ratio is None:
            continue
        x, y = LEFT + (at + 0.5) * step, height(ratio.ratio)
        told = f"{label(point.first_day, by)}: {side} {factor(ratio.ratio)} times what was to be expected, "
        told += f"95 % interval {factor(ratio.low)} to {factor(ratio.high)}"
        size = min(4.5, max(1.5, step * 0.3))
        low, high = number(height(ratio.low)), number(height(ratio.high))
        children.append(
            element(
                "g",
                element("title", told),
                element("line", x1=number(x), x2=number(x), y1=low, y2=high, class_="whisker"),
                element("circle", cx=number(x), cy=number(y), r=number(size), class_="dot")
                if kind == "up"
                else element("path", d=_diamond(x, y, size + 0.8), class_="dot"),
            )
        )
    children.append(element("text", title, x=LEFT, y=number(top - 9), class_=kind))
    return element("g", children, class_=kind)


def _diamond(x: float, y: float, size: float) -> str:
    corners = ((x, y - size), (x + size, y), (x, y + size), (x - size, y))
    return "M" + "L".join(f"{number(a)} {number(b)}" for a, b in corners) + "Z"


def _most(points: Sequence[Point]) -> int:
    """The end of the scale: a power of 2 that holds the ratios themselves, from 2 to 32."""
    found = (ratio_of(p, side) for p in points for side, _ in _SIDES)
    far = max((max(r.ratio, 1 / r.ratio) for r in found if r is not None and 0 < r.ratio < math.inf), default=2.0)
    return 1 << min(5, max(1, math.ceil(math.log2(far))))


def _described(points: Sequence[Point], by: By) -> str:
    told = ["Cooperation and conflict as multiples of what the volume of news leads to expect; 1 is as expected."]
    for side, _ in _SIDES:
        found = [(r, p) for p in points if (r := ratio_of(p, side)) is not None]
        above = sum(r.low > 1 for r, _ in found)
        below = sum(r.high < 1 for r, _ in found)
        told.append(f"{side.capitalize()}: surely above it in {above} of {len(found)} periods, below in {below}.")
        if above:
            ratio, top = max(found, key=lambda f: f[0].low)
            told.append(f"Most in {label(top.first_day, by)} ({factor(ratio.ratio)} times).")
    return " ".join(told)


def factor(value: float) -> str:
    """A multiple in two digits that count, three from 10 on: "0.25", "3.9", "12.4"."""
    if not math.isfinite(value):
        return "no limit"
    return f"{value:.2g}" if 0 < value < 0.95 else f"{value:.1f}" if value else "0"
