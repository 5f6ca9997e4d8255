"""A user's own actor files: checked alone and beside each other, so that no name means two actors on one day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from detente.actors.checks import Line, iter_lines, kind_of, read_lines
from detente.actors.folding import fold
from detente.actors.rows import Kind
from detente.errors import TableError
from detente.ontology.tsv import read_text

_CODE = re.compile(r"[A-Z]{3}")
_SPACES: tuple[tuple[Kind, ...], ...] = (("body", "group"), ("person",), ("agency",))
"""Kinds whose rows have a name and aliases; bodies and groups share one space of names."""
_MEANS_ONE = frozenset({"name", "historical", "adjective", "noun", "capital", "seat"})
"""Kinds of country form that mean one state on one day; a town or region may have a namesake abroad."""


def read_own(paths: Sequence[Path], countries: Mapping[str, str]) -> list[tuple[Kind, str]]:
    """Kind and text of each file, in the order given; a file given twice counts once.

    `countries` holds the codes of the states that are known, by folded name. Raises TableError, with file and line, for
    a line that is not valid, for two rows of one name on overlapping days, in one file or in two, and for aliases that
    go in a circle.
    """
    files = [(path, kind_of(path)) for path in dict.fromkeys(paths)]
    codes = frozenset(countries.values()) | _own_states((p for p, kind in files if kind == "country"), countries)
    lines: dict[Kind, list[Line]] = {}
    for path, kind in files:
        lines.setdefault(kind, []).extend(read_lines(path, kind, codes))
    _check_states(lines.get("country", []))
    for space in _SPACES:
        named = [line for kind in space for line in lines.get(kind, ())]
        _check_circles(named)
        _check_names(named, may_share="person" in space)
    return [(kind, read_text(path)) for path, kind in files]


def _own_states(paths: Iterable[Path], countries: Mapping[str, str]) -> frozenset[str]:
    """Codes of states that the files bring along, each by a row of kind name.

    A code that no list knows, for a name that one knows, is a slip: "Norway" is NOR, not NRO.
    """
    known = frozenset(countries.values())
    found = set()
    for path in paths:
        for number, cells in iter_lines(path):
            if len(cells) < 3 or cells[1] != "name" or cells[2] in known or not _CODE.fullmatch(cells[2]):
                continue
            code = countries.get(fold(cells[0]))
            if code is not None:
                what = f"{cells[0]} has the code {code}, not {cells[2]}."
                raise TableError(what, f"{path}, line {number}", f"Write {code}.")
            found.add(cells[2])
    return frozenset(found)


def _check_states(lines: Iterable[Line]) -> None:
    seen: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        if line.cells["kind"] in _MEANS_ONE:
            before = seen.setdefault((fold(line.cells["form"]), line.cells["kind"]), [])
            for other in before:
                if other.cells["code"] != line.cells["code"] and _meet(other, line):
                    raise _double(line.cells["form"], other, line)
            before.append(line)


def _check_names(lines: Iterable[Line], *, may_share: bool) -> None:
    """Of people a single word, a surname, may be shared; no other form may be of two rows on one day."""
    seen: dict[str, list[Line]] = {}
    for line in lines:
        forms = {fold(form): form for form in reversed(_forms(line))}
        for key, form in forms.items():
            if may_share and " " not in key and key != fold(line.cells["name"]):
                continue
            for other in seen.get(key, ()):
                if _meet(other, line):
                    raise _double(form, other, line)
        for key in forms:
            if not may_share or " " in key or key == fold(line.cells["name"]):
                seen.setdefault(key, []).append(line)


def _check_circles(lines: Sequence[Line]) -> None:
    """Raise TableError where a name is an alias of a name that is, over however many rows, an alias of the first."""
    rows: dict[str, Line] = {}
    after: dict[str, dict[str, str]] = {}
    for line in lines:
        key = fold(line.cells["name"])
        rows.setdefault(key, line)
        after.setdefault(key, {}).update({fold(alias): alias for alias in _forms(line)[1:]})
    done: set[str] = set()
    for start in rows:
        trail = [start]
        waiting = [iter(after[start])]
        while waiting:
            step = next((k for k in waiting[-1] if k in rows and k != trail[-1] and k not in done), None)
            if step is None:
                waiting.pop()
                done.add(trail.pop())
            elif step in trail:
                circle = [*trail[trail.index(step) :], step]
                names = " -> ".join(rows[key].cells["name"] for key in circle)
                raise TableError(
                    f"The aliases go in a circle: {names}.",
                    f"{rows[circle[-2]].where} (and {rows[step].where})",
                    "Put the names of one actor into one row.",
                )
            else:
                trail.append(step)
                waiting.append(iter(after[step]))


def _forms(line: Line) -> list[str]:
    return [line.cells["name"], *(form for form in line.cells["aliases"].split("|") if form)]


def _meet(one: Line, other: Line) -> bool:
    return one.first_day <= other.last_day and other.first_day <= one.last_day


def _double(form: str, other: Line, line: Line) -> TableError:
    return TableError(
        f"{form} stands in two rows for overlapping days; the other is {other.where}.",
        line.where,
        "Join the two rows (a person with two offices: “foreign minister and deputy premier”), or part their days.",
    )
