"""ICEWS event files (.tab, as downloaded or through R): a header, tabs, one row per event and story.

Column names may differ in case, blanks and underscores, and stand in any order. NA, NULL and empty are unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from detente.errors import InputError
from detente.exchange.cameo import find_code
from detente.exchange.countries import country_of, country_of_actor
from detente.exchange.filed import Damaged, Filed, FiledActor
from detente.exchange.files import iter_lines

_NEEDED = ("eventdate", "sourcename", "targetname", "cameocode")
_EMPTY = frozenset({"", "NA", "NULL", "null", "None", "NaN"})


def iter_icews(path: Path) -> Iterator[Filed | Damaged]:
    """The rows of an ICEWS file, each read or damaged.

    Raises InputError where the file has no ICEWS header or cannot be read.
    """
    lines = iter_lines(path)
    header = next(lines, "").removeprefix("\ufeff")
    columns = {_folded(name): at for at, name in enumerate(_cells(header))}
    missing = [name for name in _NEEDED if name not in columns]
    if missing:
        raise InputError(
            "This is not an ICEWS file: its first line does not name the columns.",
            f"file: {path}; missing: {', '.join(missing)}",
            "Give the .tab file as downloaded, with its header.",
        )
    width = len(columns)
    actors: dict[tuple[str, str | None, str | None], FiledActor] = {}
    for number, line in enumerate(lines, 2):
        if not line.strip():
            continue
        cells = _cells(line)
        row = line[:2000]
        if len(cells) != width:
            yield Damaged(str(path), number, f"{len(cells)} columns where the header has {width}", row)
            continue
        values = {name: cell for name, at in columns.items() if (cell := cells[at].strip()) not in _EMPTY}
        try:
            yield _filed(values, actors)
        except ValueError as error:
            yield Damaged(str(path), number, str(error), row)


def _filed(values: Mapping[str, str], actors: dict[tuple[str, str | None, str | None], FiledActor]) -> Filed:
    for name in _NEEDED:
        if name not in values:
            raise ValueError(f"no {_WORDS[name]}")
    day = _day(values["eventdate"])
    cameo = find_code(values["cameocode"], values.get("eventtext"))
    if cameo is None:
        raise ValueError(f"unknown CAMEO code {values['cameocode'][:20]!r}")
    source, target = (_actor(values, side, actors) for side in ("source", "target"))
    story, sentence, number = (values.get(name, "") for name in ("storyid", "sentencenumber", "eventid"))
    key = f"{number}|{story}|{sentence}|{source.name}|{cameo.code}|{target.name}"
    place = next((values[n] for n in ("city", "district", "province") if n in values), None)
    country = values.get("country")
    return Filed(
        *(key, day, source, target, cameo, 1, place or country),
        *(country_of(country) if country else None, values.get("publisher")),
    )


_WORDS = {"eventdate": "event date", "sourcename": "source", "targetname": "target", "cameocode": "CAMEO code"}


def _actor(
    values: Mapping[str, str], side: str, actors: dict[tuple[str, str | None, str | None], FiledActor]
) -> FiledActor:
    name, country, sectors = values[f"{side}name"], values.get(f"{side}country"), values.get(f"{side}sectors")
    wanted = (name, country, sectors)
    actor = actors.get(wanted)
    if actor is None:
        code = country_of(country) if country else None
        if code in (None, "AND"):  # ICEWS files presidents of France under Andorra, whose co-princes they are
            code = country_of_actor(name) or code
        actor = actors[wanted] = FiledActor(name, code, sectors)
    return actor


def _day(cell: str) -> date:
    try:
        return date.fromisoformat(cell[:10])
    except ValueError:
        raise ValueError(f"no day in {cell[:20]!r}") from None


def _cells(line: str) -> list[str]:
    cells = line.split("\t")
    if '"' not in line:
        return cells
    return [c[1:-1].replace('""', '"') if len(c) > 1 and c[0] == c[-1] == '"' else c for c in cells]


def _folded(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", name.lower())
