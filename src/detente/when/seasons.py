"""What seasons mean: "last spring", "the summer of 2016", "the winter of 2013-14", "all this winter"."""

from __future__ import annotations

import re
from datetime import date

from detente.when import days, relative
from detente.when.match import Match, part_of, same, year_of
from detente.when.mention import Interval
from detente.when.relative import UNKNOWN, Both

_SOUTH = re.compile(
    r"\b(?:Australi|New Zealand|South Africa|Argentin|Chile|Uruguay|Paragua|Lesotho|Botswana|Namibia|Zimbabwe|Mozambi"
    r"|Madagascar|Brazil|Canberra|Sydney|Melbourne|Brisbane|Wellington|Auckland|Pretoria|Cape Town|Johannesburg|Durban"
    r"|Santiago|Valpara|Buenos Aires|Montevideo|Falkland|New South Wales|Queensland|Harare|Tasmania)"
)
"""Lands and towns where summer comes in December."""
_NORTH = re.compile(
    r"\b(?:Europe|Britain|British|London|America|Washington|United States|Russia|China|Iraq|Iran|Ukrain)"
)


def read_season(m: Match) -> Both | None:
    """The days of a season, that of the place that the sentence speaks of."""
    name, published = m.line.word(m.match.start("s")), m.line.context.published
    text = m.line.document.text[m.line.sentence.start : m.line.sentence.end]
    is_southern = bool(_SOUTH.search(text)) and not _NORTH.search(text)
    if m.item("y") is not None:
        given = year_of(m, "y")
        is_known = days.year(given) is not None and given < days.LAST_YEAR
        return _part(m, same(days.season(given, name, is_southern=is_southern) if is_known else None))
    if m.kind("r") in {"j", "A", "F", "v"}:
        return same(_of_previous(m, name, is_southern))
    if published is None:
        return UNKNOWN
    if m.kind("r2"):
        year = published.year + {"l": -1, "t": 0, "x": 1}[m.kind("r2")]
        return _part(m, same(days.season(year, name, is_southern=is_southern))) if m.unit() == "year" else None
    both = relative.nearest_season(published, name, is_southern=is_southern)
    if both == UNKNOWN:
        return UNKNOWN
    near = relative.seasons_near(published, name, is_southern)
    if m.kind("r") == "bl":
        return same([s for s in near if s.last_day < published][-2])  # "the summer before last"
    if m.kind("r") in {"l", "p"}:
        return _part(m, same([s for s in near if s.last_day < published][-1]))
    if m.kind("r") in {"x", "c"}:
        return _part(m, same(next(s for s in near if s.first_day > published)))
    if not m.kind("r") and (name == "fall" or m.line.kind(m.match.end()) == "w"):
        return None  # "in the fall of Kabul", "in the spring of nations"
    if not m.kind("r") and m.line.upos(m.match.end()) == "NOUN":
        return None  # "in spring water"
    if part_of(m) is not None:
        return _part(m, (_begun(near, published), _to_come(near, published)))
    return both


def _begun(near: list[Interval], published: date) -> Interval:
    return [s for s in near if s.first_day <= published][-1]


def _to_come(near: list[Interval], published: date) -> Interval:
    return next(s for s in near if s.last_day >= published)


def _of_previous(m: Match, name: str, is_southern: bool) -> Interval | None:
    """ "that summer", "the following spring": counted from the time named before."""
    previous = m.line.context.previous
    if previous is None or not days.FIRST_YEAR + 2 < previous.first_day.year < days.LAST_YEAR - 2:
        return None
    near = relative.seasons_near(previous.first_day, name, is_southern)
    if m.kind("r") == "F":
        return next(s for s in near if s.first_day > previous.last_day)
    if m.kind("r") == "v":
        return [s for s in near if s.last_day < previous.first_day][-1]
    year = previous.first_day.year
    holding = [s for s in near if s.first_day <= previous.first_day <= s.last_day]
    return holding[0] if holding else days.season(year, name, is_southern=is_southern)


def _part(m: Match, both: Both) -> Both:
    which = part_of(m)
    return both if which is None else (days.part(both[0], which), days.part(both[1], which))
