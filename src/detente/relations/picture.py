"""A relation as a picture for print: cooperation up, conflict down and hatched, intervals, turning points, bursts.

The file depends on the relation alone: fonts are those that come with the drawing library, settings of the user's are
not read, and no time is written into it.
"""

from __future__ import annotations

import io
import os
import tempfile
import textwrap
import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from detente import __version__
from detente.errors import AskError, InputError
from detente.relations.forms.changes import Change, changes, marked, not_whole, title, verdict
from detente.relations.forms.places import Place, lanes, places
from detente.relations.periods import month_name
from detente.relations.values import Relation, Series, Side

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_WIDTH = 3.46
"""Inches: a column of a journal (88 mm)."""
_DPI = 600
_HEAD, _NAMES, _BARS, _MONTHS, _LINE, _SMALL_LINE, _MARGIN = 0.3, 0.16, 1.55, 0.36, 0.13, 0.1, 0.08
"""Inches down: the title, the names of the sides, the bars, the months, a line of words, a line of the note."""
_LEFT, _LANE = 0.4, 0.135
"""Inches: of the scale's numbers; of a row of marks, and how near two may stand in it."""
_PLOT = _WIDTH - _LEFT - _MARGIN
_LISTED = 8
_DENSE = 60
"""Above as many periods bars are too thin for hatching and intervals too many for strong lines."""

# Blue-green and rust stay apart for the colour-blind (contrast of hue and lightness) and in grey; hatching does the
# same for those who see no colour at all.
_INK, _SOFT, _GRID, _BAND = "#1d2125", "#555d66", "#dcd8cf", "#ece5d3"
_COLOUR: dict[Side, str] = {"cooperation": "#1b6a80", "conflict": "#ad4322"}
_FILL: dict[Side, str] = {"cooperation": "#86b7c4", "conflict": "#fae3da"}
"""Light enough for the interval to be seen upon it."""
_STYLE: dict[str, Any] = {
    "font.family": "DejaVu Sans",
    "font.size": 6.5,
    "axes.linewidth": 0.5,
    "hatch.linewidth": 0.5,
    "svg.fonttype": "path",
    "svg.hashsalt": "detente",
    "text.parse_math": False,
    "path.simplify": False,
}


def write_picture(relation: Relation, path: Path) -> None:
    """Write the picture into a file, as its ending says: .svg or .png (600 dots an inch, 88 mm wide).

    The same relation gives the same bytes. Raises AskError for another ending, where there is nothing to draw, or
    where matplotlib is not installed; InputError where the file cannot be written.

    >>> write_picture(relation(record, "USA", "PRK", by="week"), Path("relation.svg"))
    """
    form = path.suffix.lower().removeprefix(".")
    if form not in ("svg", "png"):
        raise AskError("A picture is written as .svg or .png.", f"file: {path}", "Name a file with one of these ends.")
    if not any(s.points for s in relation.series):
        raise AskError(
            "There is nothing to draw: no event of this pair is known.",
            f"pair: {', '.join(relation.names)}",
            "Ask for other days, or add reports or events first.",
        )
    try:
        import matplotlib.style
    except ImportError as error:
        raise AskError(
            "Pictures need matplotlib, which is not installed.", f"file: {path}", "Install it, or ask for --html."
        ) from error
    kept = io.BytesIO()
    named = _clean(relation.title)
    metadata = (
        {"Creator": f"détente {__version__}", "Date": None, "Title": named} if form == "svg" else {"Title": named}
    )
    with matplotlib.style.context(["default", _STYLE]):
        _figure(relation).savefig(
            kept, format=form, dpi=_DPI, metadata=metadata if form == "svg" else metadata | {"Software": None}
        )
    _write(path, kept.getvalue())


def _figure(relation: Relation) -> Figure:
    from matplotlib.figure import Figure

    found = changes(relation)
    of = marked(relation)
    words = _words(relation, found)
    note = textwrap.wrap(_note(relation), 88)
    panels = [_Panel(s, _placed(s, found if s is of else ())) for s in relation.series if s.points]
    height = _HEAD + sum(p.height for p in panels) + len(words) * _LINE + 0.16 + len(note) * _SMALL_LINE + _MARGIN
    figure = Figure(figsize=(_WIDTH, height), facecolor="white")

    def write(text: str, down: float, size: float, **how: Any) -> None:
        given: dict[str, Any] = {"va": "top", "color": _INK} | how
        figure.text(_MARGIN / _WIDTH, 1 - down / height, text, size=size, **given)

    write(_clean(relation.title), 0.08, 8.5, weight="bold")
    down = _HEAD
    for panel in panels:
        top = down + _NAMES + panel.above
        box = (_LEFT / _WIDTH, 1 - (top + _BARS) / height, _PLOT / _WIDTH, _BARS / height)
        _draw(figure.add_axes(box), panel)
        down += panel.height
    for line in words:
        write(line, down, 6)
        down += _LINE
    write("\n".join(note), down + 0.12, 5, color=_SOFT, linespacing=1.4)
    return figure


class _Panel(NamedTuple):
    """A series with its marks, and the inches they need."""

    series: Series
    marks: list[Place]

    @property
    def above(self) -> float:
        return _LANE * lanes(self.marks, "cooperation")

    @property
    def below(self) -> float:
        return _LANE * lanes(self.marks, "conflict")

    @property
    def height(self) -> float:
        return _NAMES + self.above + _BARS + self.below + _NAMES + _MONTHS


def _placed(series: Series, found: Sequence[Change]) -> list[Place]:
    return places(found, series.points, _LANE / _PLOT * len(series.points))


def _draw(axes: Axes, panel: _Panel) -> None:
    series = panel.series
    points = series.points
    is_dense = len(points) > _DENSE
    middles = [at + 0.5 for at in range(len(points))]
    for side, sign in _SIGNS:
        counts = [getattr(p, side) for p in points]
        colour = _COLOUR[side]
        bars = axes.bar(
            middles,
            [sign * c.n for c in counts],
            0.9 if is_dense else min(0.72, 0.1 * len(points)),
            color=colour if is_dense else _FILL[side],
            edgecolor="none" if is_dense else colour,
            linewidth=0.4,
            hatch="////////" if side == "conflict" and not is_dense else None,
            zorder=3,
        )
        for bar, point in zip(bars, points, strict=True):
            if not point.is_whole:
                bar.set(alpha=0.45, linestyle=(0, (2, 1)))
        shown = [(x, c) for x, c in zip(middles, counts, strict=True) if c.n]
        axes.vlines(
            [x for x, _ in shown],
            [sign * c.low for _, c in shown],
            [sign * c.high for _, c in shown],
            colors=_INK,
            linewidth=0.2 if is_dense else 0.5,
            alpha=0.4 if is_dense else 0.8,
            zorder=4,
        )
    axes.axhline(0, color=_INK, linewidth=0.6, zorder=5)
    axes.set_xlim(0, len(points))
    _scale(axes, series)
    _months(axes, series, panel.below + _NAMES)
    told = f"{_clean(series.origin)}: {series.unit} by {series.by}"
    _beside(axes, told, 1, panel.above + 0.05, color=_SOFT, ha="right", weight="normal")
    _beside(axes, "▲ cooperation", 0, panel.above + 0.05, color=_COLOUR["cooperation"])
    _beside(axes, "▼ conflict", 0, -_BARS - panel.below - 0.05, color=_COLOUR["conflict"], va="top")
    for place in panel.marks:
        _mark(axes, place, len(points))


def _beside(axes: Axes, text: str, x: float, inches: float, **how: Any) -> None:
    """Words so many inches above the top of the bars, below it with a minus."""
    given: dict[str, Any] = {"va": "bottom", "ha": "left", "weight": "bold", "size": 6} | how
    axes.text(x, 1 + inches / _BARS, text, transform=axes.transAxes, **given)


def _scale(axes: Axes, series: Series) -> None:
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    up, down = (max((getattr(p, s).high for p in series.points if getattr(p, s).n), default=0.0) for s, _ in _SIGNS)
    least = max(up + down, 1.0) / 4
    # either side keeps a fifth of the height, so that its marks have a place
    axes.set_ylim(-max(1.06 * down, least), max(1.06 * up, least))
    axes.yaxis.set_major_locator(MaxNLocator(6, integer=True))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{abs(value):,.0f}"))
    axes.grid(axis="y", color=_GRID, linewidth=0.4)
    axes.set_axisbelow(True)
    for name in ("top", "right", "left", "bottom"):
        axes.spines[name].set_visible(False)
    axes.tick_params(length=0, labelsize=6, colors=_SOFT, pad=2)


def _months(axes: Axes, series: Series, below: float) -> None:
    """A month's name where it begins, as many as have room; the year at the first and at each January."""
    days = [p.first_day for p in series.points]
    by_month = series.by == "month"
    starts = [at for at, day in enumerate(days) if at == 0 or by_month or day.month != days[at - 1].month]
    labels, year = [], None
    chosen = starts[:: max(1, -(-len(starts) // 12))]
    for at in chosen:
        labels.append(month_name(days[at]) + (f"\n{days[at].year}" if days[at].year != year else "\n"))
        year = days[at].year
    middle = 0.5 if by_month else 0
    axes.set_xticks([at + middle for at in chosen], labels, ha="center" if by_month else "left")
    axes.tick_params(axis="x", pad=72 * below + 3)


def _mark(axes: Axes, place: Place, periods: int) -> None:
    change = place.change
    is_up = change.side == "cooperation"
    colour = _COLOUR[change.side]
    low, high = axes.get_ylim()
    edge = high if is_up else low
    points_out = 72 * _LANE * (place.lane + 0.5)
    if change.kind == "burst":
        wide = max(place.end - place.start, periods / 150)
        left, right = place.middle - wide / 2, place.middle + wide / 2
        axes.fill_between([left, right], 0, edge, color=_BAND, linewidth=0, zorder=1)
        axes.vlines([left, right], 0, edge, colors=colour, linewidth=0.4, linestyles="dotted", zorder=2)
    else:
        axes.vlines(place.middle, 0, edge, colors=colour, linewidth=0.8, linestyles="dashed", zorder=2)
    axes.annotate(
        str(change.number),
        (place.middle, edge),
        (0, points_out if is_up else -points_out),
        textcoords="offset points",
        ha="center",
        va="center_baseline",
        size=5,
        weight="bold",
        color="white",
        bbox={
            "boxstyle": "circle,pad=0.25" if is_up else "square,pad=0.3",
            "facecolor": colour,
            "edgecolor": "none",
        },
        annotation_clip=False,
        zorder=6,
    )


def _words(relation: Relation, found: Sequence[Change]) -> list[str]:
    """The changes in a line each, and what there is to say where no level turned."""
    lines = [f"{c.number}   {title(c)}: {c.short}" for c in found[:_LISTED]]
    if len(found) > _LISTED:
        lines.append(f"and {len(found) - _LISTED} more")
    said = verdict(relation)
    return [*lines, *(textwrap.wrap(said, 76) if said is not None else ())]


def _note(relation: Relation) -> str:
    origins = " and ".join(dict.fromkeys(_clean(s.origin) for s in relation.series if s.points))
    marks = []
    if relation.turning_points:
        marks.append("dashed, a level turns")
    if relation.bursts:
        marks.append("shaded, a burst")
    if marks:
        marks.append("round numbers are of cooperation, square ones of conflict")
    told = f"Source: {origins}. Thin lines: 95 % intervals of the rate."
    cut = [note for s in relation.series if s.points and (note := not_whole(s)) is not None]
    told += "".join(f" Pale bars: {note}" for note in dict.fromkeys(cut))
    return f"{told}{' Marks: ' + '; '.join(marks) + '.' if marks else ''} Drawn by détente {__version__}."


def _clean(text: str) -> str:
    return " ".join("".join(" " if unicodedata.category(c).startswith("C") else c for c in text).split())


def _write(path: Path, content: bytes) -> None:
    """The whole file, or the old one: written aside and renamed."""
    part: Path | None = None
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
        part = Path(name)
        with open(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        part.chmod(0o644)
        part.replace(path)
    except OSError as error:
        if part is not None:
            with suppress(OSError):
                part.unlink()
        raise InputError(f"The file cannot be written: {error.strerror}.", f"file: {path}", "Name another.") from error


_SIGNS: tuple[tuple[Side, int], ...] = (("cooperation", 1), ("conflict", -1))
