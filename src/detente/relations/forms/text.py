"""A relation for a terminal of 80 columns: what changed when, then bars by period, then how the pair compares."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterator, Sequence

from detente.relations.forms.changes import (
    NAMED,
    Change,
    act_words,
    changes,
    marked,
    named_acts,
    not_whole,
    short_day,
    title,
    verdict,
)
from detente.relations.periods import label
from detente.relations.values import Act, Count, Point, Relation, Series, unit_words

_COLUMNS = 80
_BAR = 15
_BAR_MARKED = 13
_MARKS = 3
_DAYS_SHOWN = 60
_CHANGES_SHOWN = 12
_ACTS_SHOWN = 6
_SENTENCE_SHOWN = 140
_TURNING = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_ASCII = str.maketrans({"→": "->", "–": "-", "×": "x", "“": '"', "”": '"', "’": "'", "…": "...", "·": "-"})


def to_text(relation: Relation, *, blocks: bool = True) -> str:
    """Words, table and bars in one, at most 80 columns; without `blocks` all is drawn in plain characters."""
    found = changes(relation)
    lines = [f"{relation.title}, by {relation.by}"]
    lines += _changed(relation, found, blocks)
    of = marked(relation)
    for series in relation.series:
        if series.points:
            lines += ["", *_series(series, blocks, found if series is of else ())]
    if not any(s.points for s in relation.series):
        lines += ["", "The record holds nothing about this pair."]
    if relation.sentences:
        lines += ["", "How that compares"]
        told = [s for s in relation.sentences if " towards " not in s]  # each direction: in the page and in JSON
        lines += [line for sentence in told for line in _hung(sentence, "  ", "  ")]
    lines += ["", *(f"· {note}" if blocks else f"- {note}" for note in relation.notes)]
    wrapped = (piece for line in lines for piece in _wrapped(_printable(line)))
    return "\n".join(piece if blocks else piece.translate(_ASCII) for piece in wrapped) + "\n"


def _changed(relation: Relation, found: Sequence[Change], blocks: bool) -> Iterator[str]:
    said = verdict(relation)
    if not found and said is None:
        return
    yield ""
    yield "What changed"
    for change in found[:_CHANGES_SHOWN]:
        yield from _change(change, blocks)
    if len(found) > _CHANGES_SHOWN:
        yield f"  and {len(found) - _CHANGES_SHOWN} more, which --format json lists."
    if said is not None:
        yield from _hung(said, "  ", "  ")
    if any(change.acts for change in found):
        yield from _hung(NAMED, "  ")


def _change(change: Change, blocks: bool) -> Iterator[str]:
    number = f"{change.number:>3}  "
    inner = " " * len(number)
    yield from _hung(f"{title(change)}: {change.head}.", number, inner)
    yield from _hung(f"{change.detail}.", inner, inner)
    room = _ACTS_SHOWN
    for heading, acts in named_acts(change):
        if heading and room:
            yield f"{inner}{heading}"
        for act in acts[:room]:
            yield from _act(act, change, inner, blocks)
        room -= len(acts[:room])
    if len(change.acts) > _ACTS_SHOWN:
        yield f"{inner}and {len(change.acts) - _ACTS_SHOWN} more"


def _act(act: Act, change: Change, inner: str, blocks: bool) -> Iterator[str]:
    day = short_day(act.day, change.first_day)
    sign = ("▲" if act.is_cooperation else "▼") if blocks else ("+" if act.is_cooperation else "-")
    start = f"{inner}{day:<7}{sign} "
    yield from _hung(_one_line(act_words(act)), start, " " * len(start))
    if act.sentence is not None:
        told = textwrap.shorten(_one_line(act.sentence), _SENTENCE_SHOWN, placeholder=" …")
        yield from _hung(f"“{told}”", " " * len(start), " " * len(start))


def _series(series: Series, blocks: bool, found: Sequence[Change]) -> Iterator[str]:
    unit = unit_words(series.origin, series.unit)
    points = series.points
    if len(points) > _DAYS_SHOWN:
        points = tuple(p for p in points if p.cooperation.n or p.conflict.n)
        empty = len(series.points) - len(points)
        unit += f"; {empty} of {len(series.points)} periods have none and are left out" if empty else ""
    scale = max([1, *(max(p.cooperation.n, p.conflict.n) for p in points)])
    marks = {p.first_day: mark for p in points if (mark := marks_of(p, found))}
    cut = not_whole(series)
    bar = _BAR_MARKED if marks else _BAR - bool(cut)
    wide = 12 + bool(cut)
    lead = wide + _MARKS if marks else wide
    yield f"{series.origin}: {unit}" + ("; numbers after the period: see above" if marks else "")
    told = any(p.reports for p in points)
    heads = f"{'':{lead}}{'95 %':>10}{'n':>5} {'conflict':>{bar}} {'cooperation':<{bar}} {'n':<4} {'95 %':<11}"
    yield f"{heads[:-3]}{'reports':>7}" if told else heads.rstrip()
    for point in points:
        name = label(point.first_day, series.by).removeprefix("week of ")
        name = f"{name}{'' if point.is_whole else '~'}"
        name = f"{name:<{wide}}{marks.get(point.first_day, ''):<{_MARKS}}" if marks else f"{name:<{wide}}"
        yield _line(name, point, scale, bar, blocks, told)
    bad, good = sum(p.conflict.n for p in points), sum(p.cooperation.n for p in points)
    yield f"{'all':<{lead}}{'':10}{bad:>5}{'':{2 * bar + 3}}{good}"
    if cut is not None:
        yield from _hung(f"~ {cut}", "", "  ")


def marks_of(point: Point, found: Sequence[Change]) -> str:
    """The numbers of the changes of a period, in three characters: "1", "1,2", "1+" for more than have room."""
    numbers = [
        str(c.number) for c in found if c.first_day <= point.last_day and (c.last_day or c.first_day) >= point.first_day
    ]
    mark = ",".join(numbers)
    return mark if len(mark) <= _MARKS else f"{numbers[0]}+"


def _line(name: str, point: Point, scale: int, bar: int, blocks: bool, told: bool) -> str:
    bad, good = point.conflict, point.cooperation
    left = f"{_left(bad.n, scale, bar, blocks):>{bar}}"
    right = f"{_right(good.n, scale, bar, blocks):<{bar}}"
    reports = "" if point.reports is None or not told else str(point.reports)
    axis = "│" if blocks else "|"
    told_bad, told_good = _interval(bad), _interval(good)
    return f"{name}{told_bad:>10}{bad.n:>5} {left}{axis}{right} {good.n:<4} {told_good:<11}{reports:>4}".rstrip()


def _interval(count: Count) -> str:
    """The interval in at most 9 characters up to four digits: whole numbers from 100 on."""
    return f"{count.low:.0f}–{count.high:.0f}" if count.high >= 100 else f"{count.low:g}–{count.high:g}"


def _left(n: int, scale: int, bar: int, blocks: bool) -> str:
    halves = _share(n, scale, 2 * bar)
    return ("▐" if halves % 2 else "") + "█" * (halves // 2) if blocks else "#" * _share(n, scale, bar)


def _right(n: int, scale: int, bar: int, blocks: bool) -> str:
    eighths = _share(n, scale, 8 * bar)
    return "█" * (eighths // 8) + " ▏▎▍▌▋▊▉"[eighths % 8].strip() if blocks else "#" * _share(n, scale, bar)


def _share(n: int, scale: int, full: int) -> int:
    """Of a full bar the part for n; never nothing for something."""
    return max(1, round(n / scale * full)) if n else 0


def _hung(text: str, first: str, rest: str | None = None) -> list[str]:
    return textwrap.wrap(
        text, _COLUMNS, initial_indent=first, subsequent_indent=first if rest is None else rest, break_on_hyphens=False
    )


def _one_line(text: str) -> str:
    return " ".join(_printable(text).split())


def _printable(text: str) -> str:
    """Characters that could command a terminal, or turn its writing round, replaced: what reports say is only shown."""
    return "".join(" " if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") or c in _TURNING else c for c in text)


def _wrapped(line: str) -> Iterator[str]:
    while len(line) > _COLUMNS:
        cut = line.rfind(" ", 0, _COLUMNS)
        if cut <= 2:
            break
        yield line[:cut]
        line = "  " + line[cut + 1 :]
    yield line
