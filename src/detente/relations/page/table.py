"""A series as a table: what its pictures show, and the figures they leave out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element

from detente.relations.forms.changes import Change
from detente.relations.page.corrected import factor
from detente.relations.page.elements import element
from detente.relations.periods import label
from detente.relations.values import Count, Point, Ratio, Series, Weights


class _Column(NamedTuple):
    head: str
    cell: Callable[[Point], str | None]
    """The cell's text; None where it is not known."""
    is_soft: bool = False


def table(series: Series, changes: Sequence[Change] = ()) -> Element:
    """The table of all periods; columns of which no period knows anything are left out."""
    shown = [*_ALWAYS, *(c for c in _IF_KNOWN if any(c.cell(p) is not None for p in series.points))]
    if changes:
        shown.append(_Column("Marks", lambda p: _marks(p, changes)))
    rows = [
        element(
            "tr",
            element("th", _named(p, series), scope="row"),
            [element("td", _told(c.cell(p)), class_="interval" if c.is_soft else None) for c in shown],
        )
        for p in series.points
    ]
    heads = [element("th", h, scope="col") for h in ("Period", *(c.head for c in shown))]
    made = element("table", element("thead", element("tr", heads)), element("tbody", rows))
    return element("div", made, class_="scroll", tabindex=0, role="region", aria_label="Table of the series")


def _named(point: Point, series: Series) -> str:
    return label(point.first_day, series.by) + ("" if point.is_whole else " (part)")


def _told(cell: str | None) -> str:
    return "–" if cell is None else cell


def _interval(count: Count) -> str:
    return f"{count.low:.1f} to {count.high:.1f}"


def _ratio(ratio: Ratio | None) -> str | None:
    return None if ratio is None else f"×{factor(ratio.ratio)} ({factor(ratio.low)} to {factor(ratio.high)})"


def _sum(weights: Weights | None) -> str | None:
    return None if weights is None else f"{weights.sum:+.1f}"


def _mean(weights: Weights | None) -> str | None:
    return None if weights is None or weights.mean is None else f"{weights.mean:+.2f}"


def _decimal(value: float | None) -> str | None:
    return None if value is None else f"{value:.1f}"


def _marks(point: Point, changes: Sequence[Change]) -> str:
    inside = [c for c in changes if c.first_day <= point.last_day and (c.last_day or c.first_day) >= point.first_day]
    return ", ".join(str(c.number) for c in inside)


_ALWAYS = (
    _Column("Cooperation", lambda p: str(p.cooperation.n)),
    _Column("95 % interval", lambda p: _interval(p.cooperation), True),
    _Column("Conflict", lambda p: str(p.conflict.n)),
    _Column("95 % interval", lambda p: _interval(p.conflict), True),
    _Column("Reports", lambda p: "not told" if p.reports is None else str(p.reports)),
)
_IF_KNOWN = (
    _Column("Cooperation, corrected", lambda p: _ratio(p.corrected_cooperation)),
    _Column("Conflict, corrected", lambda p: _ratio(p.corrected_conflict)),
    _Column("All events", lambda p: None if p.volume is None else f"{p.volume:,}"),
    _Column("Goldstein, mean", lambda p: _mean(p.goldstein)),
    _Column("Goldstein, sum", lambda p: _sum(p.goldstein), True),
    _Column("Intensity, mean", lambda p: _mean(p.intensity)),
    _Column("Intensity, sum", lambda p: _sum(p.intensity), True),
    _Column("Cooperation, fading", lambda p: _decimal(p.decayed_cooperation)),
    _Column("Conflict, fading", lambda p: _decimal(p.decayed_conflict)),
)
