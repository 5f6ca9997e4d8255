"""GDELT's events, 1.0 (57 columns; 58 with the URL) and 2.0 (61), and the mentions of 2.0 (16), told apart by content.

Files as downloaded have tabs and no header; through R, a spreadsheet or BigQuery they have one, and often commas. An
event of GDELT is told by articles: their number is its reports and never counts events. The day is the event's
(SQLDATE), not the one on which GDELT added it, which is kept beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from detente.errors import InputError
from detente.exchange.cells import EMPTY, Line, folded, iter_separated, read_count, read_day, read_place, tabbed
from detente.exchange.filed import Filed, FiledActor, Row, Typed, damaged
from detente.exchange.files import iter_tables
from detente.exchange.gdelt_codes import act_of, actor_of, country_of_place
from detente.exchange.gdelt_mentions import MENTIONS, report_of

_ACTOR = "code name countrycode knowngroupcode ethniccode religion1code religion2code type1code type2code type3code"
_GEO_1 = "type fullname countrycode adm1code lat long featureid"
_GEO_2 = "type fullname countrycode adm1code adm2code lat long featureid"
_START = "globaleventid sqldate monthyear year fractiondate"
_MIDDLE = (
    "isrootevent eventcode eventbasecode eventrootcode quadclass goldsteinscale nummentions numsources numarticles"
)
_SAME = {"day": "sqldate", "eventid": "globaleventid"}
_MOST_KNOWN = 200_000
"""Distinct values that are remembered, so that memory stays flat."""


def _names(geo: str) -> tuple[str, ...]:
    actors = [f"actor{n}{part}" for n in (1, 2) for part in _ACTOR.split()]
    places = [f"{of}geo{part}" for of in ("actor1", "actor2", "action") for part in geo.split()]
    return (*_START.split(), *actors, *_MIDDLE.split(), "avgtone", *places, "dateadded", "sourceurl")


_Strings = tuple[str, ...]
_Place = tuple[str | None, str | None, float | None, float | None]


class _Form(NamedTuple):
    """Where cells stand that differ between 1.0 and 2.0: the place of the act, its coordinates, the day added."""

    place: int
    lat: int
    added: int
    added_digits: int


_FIRST, _SECOND = _names(_GEO_1), _names(_GEO_2)
_FORMS = {58: _Form(49, 53, 56, 8), 61: _Form(51, 56, 59, 14)}
_DIALECTS = tuple(_FORMS.values())
_QUADS = frozenset("1234")


def iter_gdelt(path: Path) -> Iterator[Row]:
    """The rows of a file of events or mentions, each read or damaged.

    Raises InputError where the file is neither, or cannot be read.
    """
    reading = _Reading()
    for name, lines in iter_tables(path):
        yield from _iter_table(name, lines, reading)


def _iter_table(name: str, lines: Iterator[str], reading: _Reading) -> Iterator[Row]:
    first = next(lines, None)
    while first is not None and not first.strip():
        first = next(lines, None)
    if first is None:
        return  # quarters of an hour without news are empty files
    delimiter = "\t" if "\t" in first else ","
    heads = [folded(cell) for cell in first.replace('"', "").split(delimiter)]
    heads = [_SAME.get(head, head) for head in heads]
    if "globaleventid" in heads:
        if "mentionidentifier" in heads:
            yield from _iter_named(name, iter_separated(lines, delimiter, 2), heads, MENTIONS, reading)
        else:
            wanted = _SECOND if "actiongeoadm2code" in heads else _FIRST
            yield from _iter_named(name, iter_separated(lines, delimiter, 2), heads, wanted, reading)
        return
    rest = chain([first], lines)
    cells = first.split(delimiter)
    if len(cells) < 13 or not cells[0].strip(' "').isdigit():
        raise InputError(
            "This is not a GDELT file of events or mentions.",
            f"file: {name}; its first row has {len(cells)} columns",
            "Give a .CSV as downloaded (57, 58 or 61 columns; mentions 16), or with GDELT's column names.",
        )
    if delimiter == ",":
        for row in iter_separated(rest, delimiter):
            yield _read(name, row, reading)
    elif len(cells) <= len(MENTIONS) + 1:
        for number, line in enumerate(rest, 1):
            if line:
                yield _read(name, Line(number, line.split("\t"), line), reading)
    else:
        yield from _iter_plain(name, rest, reading)


def _iter_plain(name: str, lines: Iterable[str], reading: _Reading) -> Iterator[Row]:
    """Events as downloaded, with tabs and no header: the way of most rows, kept short."""
    event = reading.event
    for number, line in enumerate(lines, 1):
        if "\0" in line:
            yield damaged(name, number, "holds a NUL character", line)
        elif line:
            try:
                yield event(line.split("\t"), None)
            except ValueError as error:
                yield damaged(name, number, str(error), line)


def _iter_named(
    name: str, rows: Iterator[Line], heads: list[str], wanted: tuple[str, ...], reading: _Reading
) -> Iterator[Row]:
    """Rows under a header, their cells put in GDELT's own order; NA and the like are empty."""
    missing = [
        head for head in wanted if head in ("sqldate", "eventcode", "actor1code", "actor2code") and head not in heads
    ]
    if missing:
        raise InputError("The file lacks columns.", f"file: {name}; missing: {', '.join(missing)}", "Export it whole.")
    at = [heads.index(head) if head in heads else -1 for head in wanted]
    for row in rows:
        if row.reason is None and len(row.cells) != len(heads):
            cells = tabbed(row.text) if "\t" in row.text else row.cells
            if len(cells) != len(heads):
                yield damaged(name, row.number, f"{len(cells)} columns where the header has {len(heads)}", row.text)
                continue
            row = row._replace(cells=cells)
        cells = [row.cells[i] if i >= 0 else "" for i in at] if row.reason is None else []
        yield _read(name, row._replace(cells=["" if cell in EMPTY else cell for cell in cells]), reading, len(wanted))


def _read(name: str, row: Line, reading: _Reading, width: int | None = None) -> Row:
    """One row. Without a header (`width` None) its dialect is told by its width and its last columns."""
    number, cells, text, reason = row
    if reason is not None or "\0" in text:
        return damaged(name, number, reason or "holds a NUL character", text)
    try:
        if width == len(MENTIONS) or (width is None and 13 <= len(cells) <= len(MENTIONS) + 1):
            return report_of(cells)
        return reading.event(cells, width)
    except ValueError as error:
        return damaged(name, number, str(error), text)


class _Reading:
    """Reads events, and remembers the values that come again: days, acts, actors."""

    def __init__(self) -> None:
        self._days: dict[str, date] = {}
        self._acts: dict[_Strings, Typed] = {}
        self._actors: dict[_Strings, FiledActor | None] = {}
        self._places: dict[_Strings, _Place] = {}

    def event(self, cells: list[str], width: int | None) -> Filed:
        """The event of a row. Raises ValueError with the reason where it is damaged."""
        form = _form(cells) if width is None else _FORMS[width]
        number, day_cell, added = cells[0], cells[1], cells[form.added]
        if not number:
            raise ValueError("no event number")
        day = self._days.get(day_cell) or self._day(day_cell)
        told = (cells[26], cells[28], cells[29], cells[30])
        act = self._acts.get(told) or self._act(told)
        source, target = self._actor(tuple(cells[5:15])), self._actor(tuple(cells[15:25]))
        mentions, outlets, reports = cells[31:34]
        filed = (cells[form.place + 1], cells[form.place + 2], cells[form.lat], cells[form.lat + 1])
        place, country, lat, lon = self._places.get(filed) or self._place(filed)
        url = cells[form.added + 1] if len(cells) > form.added + 1 else None
        return Filed._make(
            (
                *(number, day, source, target, act),
                int(reports) if reports.isdecimal() else read_count(reports),
                *(place, country, None),
                None if source is not None and target is not None else number,  # one-sided events are one by one
                number,
                f"{added[:4]}-{added[4:6]}-{added[6:8]}" if len(added) >= 8 else None,
                *(None, None, lat, lon),
                int(outlets) if outlets.isdecimal() else read_count(outlets),
                int(mentions) if mentions.isdecimal() else read_count(mentions),
                *(None, url or None, None, None, False),
            )
        )

    def _place(self, filed: _Strings) -> _Place:
        name, country, lat, lon = filed
        is_known = bool(name or country)  # GDELT writes 0, 0 for nowhere
        place = (name or None, country_of_place(country), *(read_place(lat, lon) if is_known else (None, None)))
        if len(self._places) < _MOST_KNOWN:
            self._places[filed] = place
        return place

    def _day(self, cell: str) -> date:
        if not cell.strip():
            raise ValueError("no day")
        day = self._days[cell] = read_day(cell)
        return day

    def _act(self, told: tuple[str, ...]) -> Typed:
        act = act_of(*told)
        if act is None:
            raise ValueError(f"unknown CAMEO code {told[0][:20]!r}" if told[0] else "no CAMEO code")
        if len(self._acts) < _MOST_KNOWN:
            self._acts[told] = act
        return act

    def _actor(self, cells: tuple[str, ...]) -> FiledActor | None:
        if cells in self._actors:
            return self._actors[cells]
        actor = actor_of(cells)
        if len(self._actors) < _MOST_KNOWN:
            self._actors[cells] = actor
        return actor


def _form(cells: list[str]) -> _Form:
    """The dialect of a row without header. Raises ValueError where it is none, or is torn."""
    width = len(cells)
    for form in _DIALECTS:
        after = form.added + 1
        if width < after or len(cells[form.added]) != form.added_digits or not cells[form.added].isdecimal():
            continue
        if cells[29] in _QUADS and (width <= after + 1 or not any(cells[after + 1 :])):
            return form
    if width in (57, 58, 61):
        raise ValueError(f"{width} columns, but not GDELT's: no quad class or day added where they belong")
    raise ValueError(f"{width} columns where GDELT has 57, 58 or 61")
