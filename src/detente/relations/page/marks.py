"""The marks of changes in a picture: a dashed line where a level turns, a band over a burst, each with its number.

Marks of cooperation stand above the zero line with round numbers, those of conflict below it with square ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element

from detente.relations.forms.places import Place
from detente.relations.page.elements import element, number

LANE = 26
"""Height of a row of numbers, and how near two may stand in it."""


class Frame(NamedTuple):
    """Where the bars lie: left edge, width of a period, and the heights of their top, zero line and bottom."""

    left: float
    step: float
    top: float
    zero: float
    bottom: float


def bands(marks: Sequence[Place], frame: Frame) -> Element:
    """The bands of bursts, which lie behind the bars."""
    return element("g", [_band(m, frame) for m in marks if m.change.kind == "burst"], class_="bands")


def numbered(marks: Sequence[Place], frame: Frame) -> Element:
    """The lines of turning points and all numbers, which lie before the bars."""
    return element("g", [_numbered(m, frame) for m in marks], class_="marks")


def _band(mark: Place, frame: Frame) -> Element:
    top, bottom = (frame.top, frame.zero) if mark.change.side == "cooperation" else (frame.zero, frame.bottom)
    wide = max(3.0, (mark.end - mark.start) * frame.step)
    left = frame.left + mark.middle * frame.step - wide / 2
    edges = [
        element("line", x1=number(x), x2=number(x), y1=number(top), y2=number(bottom), class_="edge")
        for x in (left, left + wide)
    ]
    box = element("rect", x=number(left), y=number(top), width=number(wide), height=number(bottom - top), class_="band")
    return element("g", box, edges, class_=_side(mark))


def _numbered(mark: Place, frame: Frame) -> Element:
    is_up = mark.change.side == "cooperation"
    x = frame.left + mark.middle * frame.step
    out = -1 if is_up else 1
    y = (frame.top if is_up else frame.bottom) + out * (LANE * mark.lane + LANE / 2)
    children: list[Element] = [element("title", f"{mark.change.number}: {mark.change.sentence}")]
    if mark.change.kind == "turning point":
        children.append(
            element("line", x1=number(x), x2=number(x), y1=number(y - out * 11), y2=number(frame.zero), class_="turn")
        )
    if is_up:
        children.append(element("circle", cx=number(x), cy=number(y), r=11, class_="badge"))
    else:
        children.append(element("rect", x=number(x - 10), y=number(y - 10), width=20, height=20, rx=2, class_="badge"))
    children.append(element("text", str(mark.change.number), x=number(x), y=number(y), class_="in-badge"))
    return element("g", children, class_=_side(mark))


def _side(mark: Place) -> str:
    return "up" if mark.change.side == "cooperation" else "down"
