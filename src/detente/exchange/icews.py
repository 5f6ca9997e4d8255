"""ICEWS event files (.tab, as downloaded or through R): a header, tabs, one row per event and story.

Column names may differ in case, blanks and underscores, and stand in any order. NA, NULL and empty are unknown. Files
of 2017 have days without hyphens, cells in quotation marks and no column of CAMEO codes: the event's text names it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from detente.errors import InputError
from detente.exchange.cameo import find_code, find_name
from detente.exchange.cells import EMPTY, folded, quoted, read_day, read_place, tabbed
from detente.exchange.countries import country_of, country_of_actor
from detente.exchange.filed import Damaged, Filed, FiledActor, damaged
from detente.exchange.files import iter_tables

_NEEDED = ("eventdate", "sourcename", "targetname")
_CODES = ("cameocode", "eventtext")
_WORDS = {"eventdate": "event date", "sourcename": "source", "targetname": "target", "cameocode": "CAMEO code"}
_Actors = dict[tuple[str, str | None, str | None], FiledActor]


def iter_icews(path: Path) -> Iterator[Filed | Damaged]:
    """The rows of an ICEWS file, each read or damaged.

    Raises InputError where the file has no ICEWS header or cannot be read.
    """
    actors: _Actors = {}
    for name, lines in iter_tables(path):
        yield from _iter_table(name, lines, actors)


def _iter_table(name: str, lines: Iterator[str], actors: _Actors) -> Iterator[Filed | Damaged]:
    columns = {folded(column): at for at, column in enumerate(tabbed(next(lines, "")))}
    missing = [column for column in _NEEDED if column not in columns]
    if not any(column in columns for column in _CODES):
        missing.append(_CODES[0])
    if missing:
        raise InputError(
            "This is not an ICEWS file: its first line does not name the columns.",
            f"file: {name}; missing: {', '.join(missing)}",
            "Give the .tab file as downloaded, with its header.",
        )
    width = len(columns)
    for number, line in enumerate(lines, 2):
        if not line.strip():
            continue
        cells = tabbed(line)
        if len(cells) != width:
            cells = _mended(line, cells, width)
        if len(cells) != width:
            reason = f"{len(cells)} columns where the header has {width}"
            yield damaged(name, number, reason, line)
            continue
        if "\0" in line:
            yield damaged(name, number, "holds a NUL character", line)
            continue
        values = {column: cell for column, at in columns.items() if (cell := cells[at].strip()) not in EMPTY}
        try:
            yield _filed(values, actors)
        except ValueError as error:
            yield damaged(name, number, str(error), line)


def _mended(line: str, cells: list[str], width: int) -> list[str]:
    """The cells of a line with a tab between quotation marks, or as they were."""
    if '"' not in line:
        return cells
    try:
        found = quoted(line, "\t")
    except ValueError:
        return cells
    return found if len(found) == width else cells


def _filed(values: Mapping[str, str], actors: _Actors) -> Filed:
    for name in _NEEDED:
        if name not in values:
            raise ValueError(f"no {_WORDS[name]}")
    day = read_day(values["eventdate"])
    code, text = values.get("cameocode"), values.get("eventtext")
    cameo = find_code(code, text) if code is not None else find_name(text) if text is not None else None
    if cameo is None:
        if code is None and text is None:
            raise ValueError(f"no {_WORDS['cameocode']}")
        raise ValueError(f"unknown CAMEO code {code[:20]!r}" if code else f"unknown event {(text or '')[:40]!r}")
    source, target = (_actor(values, side, actors) for side in ("source", "target"))
    story, sentence, number = (values.get(name, "") for name in ("storyid", "sentencenumber", "eventid"))
    key = f"{number}|{story}|{sentence}|{source.name}|{cameo.code}|{target.name}"
    place = next((values[n] for n in ("city", "district", "province") if n in values), None)
    country = values.get("country")
    lat, lon = read_place(values.get("latitude"), values.get("longitude"))
    return Filed(
        *(key, day, source, target, cameo, 1, place or country),
        *(country_of(country) if country else None, values.get("publisher")),
        filed_id=number or None,
        lat=lat,
        lon=lon,
    )


def _actor(values: Mapping[str, str], side: str, actors: _Actors) -> FiledActor:
    name, country, sectors = values[f"{side}name"], values.get(f"{side}country"), values.get(f"{side}sectors")
    wanted = (name, country, sectors)
    actor = actors.get(wanted)
    if actor is None:
        code = country_of(country) if country else None
        if code in (None, "AND"):  # ICEWS files presidents of France under Andorra, whose co-princes they are
            code = country_of_actor(name) or code
        actor = actors[wanted] = FiledActor(name, code, sectors)
    return actor
