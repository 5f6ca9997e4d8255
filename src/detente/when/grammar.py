"""The grammar of news dates: patterns over the classes of words (`words.py`), each with what it means.

At each place of the sentence the rules are tried in order; the first that matches and accepts wins. A rule refuses with
None where the words are no date ("May" the modal verb, 2015 people).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from detente.when import calendar_rules as calendar
from detente.when import distance_rules as distance
from detente.when.line import Line
from detente.when.match import Match
from detente.when.relative import Both


class Found(NamedTuple):
    """Items `first` to `last`, last exclusive, that name a time; `shape` says what was given ("M", "MD", "W", "Y")."""

    first: int
    last: int
    both: Both
    shape: str


Rule = Callable[[Match], Both | None]


def may_hold_time(line: Line) -> bool:
    """Whether the sentence has a word without which no rule can match; the quick way out for most sentences."""
    return any(kind in _CORE for kind in line.kinds) or "P" in line.kinds


def read(line: Line, at: int) -> Found | None:
    """The time that begins at that item, if one does."""
    if line.kinds[at] not in _BEGINNINGS:
        return None
    for pattern, rule, shape in _rules():
        match = pattern.match(line.kinds, at)
        if match is None:
            continue
        both = rule(Match(line, match))
        if both is not None:
            first = match.start("span") if "span" in pattern.groupindex else at
            return Found(first, match.end(), both, shape)
    return None


_MDY = r"(?:(?P<w>W),?\(?q?)?(?P<c>[lpxc])?(?P<m>M)q?(?P<d>D)"
_DMY = r"(?:(?P<w>W),?\(?)?(?P<c>)q?(?P<d>D)(?:[-k&](?P<d2>D))?w?(?P<m>M)"
_LAST_YEAR = r"(?P<y>)(?:,?w?(?P<r>[ltx])(?P<u>U))?"
_CORE = frozenset("WVMYIEKSTUG")
"""Without one of these classes (or a part of the day after a relative word) a sentence names no time."""
_BEGINNINGS = frozenset("WVMDNYIEKUSTGlpvtjxcAFeLmrRq1XZOBio")
_EDGE = r"(?:q?(?P<e>[eLm]-?|Bw|mw))?"
_WEEKDAY = r"(?P<e>[eLrR]o?)?(?:q?(?P<r>[lptxc]|t[pc]|(?<=q)F))?(?P<w>W)P?"
_LIST: tuple[tuple[str, Rule, str], ...] = (
    (_MDY + r"(?:[-k&](?P<d2>D))?,?(?P<y>Y)(?P<r>)(?P<u>)", calendar.read_day_of_month, "MDY"),
    (_MDY + r"(?:[-k&](?P<d2>D)(?!M))?" + _LAST_YEAR, calendar.read_day_of_month, "MD"),
    (_DMY + r",?(?P<y>Y)(?P<r>)(?P<u>)", calendar.read_day_of_month, "MDY"),
    (_DMY + _LAST_YEAR, calendar.read_day_of_month, "MD"),
    (r"q?(?P<o>[Ol])(?P<n>[ND])?(?P<u>U)w(?:(?P<m>M))?(?P<y>Y)(?P<r>)(?P<v>)", calendar.read_stretch, ""),
    (r"q?(?P<o>[Ol])(?P<n>[ND])?(?P<u>U)w(?P<m>M)(?P<y>)(?P<r>)(?P<v>)", calendar.read_stretch, ""),
    (r"q?(?P<o>[Ol])(?P<n>[ND])?(?P<u>U)w(?P<m>)(?P<y>)(?P<r>[ltqx])(?P<v>U)", calendar.read_stretch, ""),
    (r"q?(?P<o>O)(?P<h>[UH])(?:w?(?P<y>Y)|w(?P<r>[ltqxp])(?P<u>U))?", calendar.read_quarter, ""),
    (r"(?P<o>K)(?P<h>)(?:w?,?(?P<y>Y))?(?P<r>)(?P<u>)", calendar.read_quarter, ""),
    (_EDGE + r"(?P<r>[lptxc])?(?P<m>M)(?:,?w?(?P<y>Y))(?P<r2>)(?P<u>)", calendar.read_month, "MY"),
    (_EDGE + r"(?P<r>[lptxc])?(?P<m>M)(?P<y>)(?:w?(?P<r2>[ltx])(?P<u>U))", calendar.read_month, "MY"),
    (_EDGE + r"(?P<r>[lptxc])?(?P<m>M)(?P<y>)(?P<r2>)(?P<u>)", calendar.read_month, "M"),
    (r"(?P<y>Y)[-/](?P<y2>Y|D|N)", calendar.read_years, "range"),
    (r"q?" + _EDGE + r"(?P<r>[lptxc])?q?(?P<s>S),?w?(?P<y>Y)(?P<r2>)(?P<u>)", calendar.read_season, ""),
    (r"q?(?P<r>[lptxc])?(?P<s>S)(?P<y>)w?(?P<r2>[ltx])(?P<u>U)", calendar.read_season, ""),
    (r"(?P<r>[lptxc])(?P<s>S)(?P<y>)(?P<r2>)(?P<u>)", calendar.read_season, ""),
    (r"i(?P<span>q(?P<s>S))(?P<r>)(?P<y>)(?P<r2>)(?P<u>)", calendar.read_season, ""),
    (r"q?" + _EDGE + r"(?P<x>E)", calendar.read_decade, ""),
    (_EDGE + r"(?P<y>Y)", calendar.read_year, "Y"),
    (r"I", calendar.read_figures, ""),
    (r"q?G", calendar.read_attack_of_2001, ""),
    (r"V", distance.read_weekdays, ""),
    (_WEEKDAY + r"w?(?P<r2>[lptxc])(?P<u>U)", distance.read_weekday, "WR"),
    (_WEEKDAY + r"(?P<r2>)(?P<u>)", distance.read_weekday, "W"),
    (r"q?(?P<u>U)(?P<ba>[ba])(?P<t>T)", distance.read_today, ""),
    (r"[eLrR]?(?P<u>)(?P<ba>)(?P<t>T)P?", distance.read_today, ""),
    (r"(?P<n>1X|[DN1X])w?(?P<u>U)(?P<g>[grR])", distance.read_ago, ""),
    (r"(?P<u>U)[grR]", distance.read_vague, ""),
    (r"i(?P<span>(?P<n>[DN1])(?P<u>U))(?![grR])", distance.read_ahead, ""),
    (r"q?[lpxc]?[Zc](?P<u>U)", distance.read_vague, ""),
    (r"q?[lpxc]X(?P<u>U)", distance.read_vague, ""),
    (r"(?:q?(?P<e>[eLmrR]|Bw|mw))?(?P<q>q)?(?P<r>[lptxc])(?P<n>[DN])(?P<u>U)(?P<p>)", distance.read_near, ""),
    (r"(?P<e>[rR])?(?P<q>q)?(?P<r>[lptxcjAFv])(?P<n>)(?P<u>)(?P<p>P)", distance.read_near, ""),
    (r"(?:q?(?P<e>[eLmrR]|Bw|mw))?(?P<q>q)?(?P<r>[lptxcjAFv])(?P<n>)(?P<u>U)(?P<p>)", distance.read_near, ""),
    (r"q?(?P<e>[rReL]|Bw|mw)i?q(?P<u>U)", distance.read_in_the, ""),
    (r"[io](?P<span>(?P<e>)q(?P<u>U))", distance.read_in_the, "weekend"),
)  # fmt: skip


@cache
def _rules() -> tuple[tuple[re.Pattern[str], Rule, str], ...]:
    return tuple((re.compile(source), rule, shape) for source, rule, shape in _LIST)
