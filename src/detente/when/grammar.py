"""The grammar of news dates: patterns over the classes of words (`words.py`), each with what it means.

At each place of the sentence the rules are tried in order; the first that matches and accepts wins. A rule refuses with
None where the words are no date ("May" the modal verb, 2015 people).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from detente.when import ago_rules as ago
from detente.when import calendar_rules as calendar
from detente.when import distance_rules as distance
from detente.when import offset_rules as offset
from detente.when import period_rules as period
from detente.when.line import Line
from detente.when.match import Match
from detente.when.offset_rules import Step
from detente.when.relative import Both
from detente.when.seasons import read_season


class Found(NamedTuple):
    """Items `first` to `last`, last exclusive, that name a time; `shape` says what was given ("M", "MD", "W", "Y")."""

    first: int
    last: int
    both: Both
    shape: str
    step: Step | None = None


Rule = Callable[[Match], Both | None]


def may_hold_time(line: Line) -> bool:
    """Whether the sentence has a word without which no rule can match; the quick way out for most sentences."""
    return any(kind in _CORE for kind in line.kinds) or any(few in line.kinds for few in ("P", "wL", "ij_"))


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
            step = offset.step_of(Match(line, match)) if shape == "offset" else None
            return Found(first, match.end(), both, shape, step)
    return None


_MDY = r"(?:(?P<w>W),?\(?q?)?(?P<c>[lpxc])?(?P<m>M)q?(?P<d>D)"
_DMY = r"(?:(?P<w>W),?\(?)?(?P<c>)q?(?P<d>D)(?:[-k&h]q?(?P<d2>D))?[w-]?(?P<m>M)"
_LAST_YEAR = r"(?P<y>)(?:,?w?(?P<r>[ltx])(?P<u>U))?"
_CORE = frozenset("WVMYIEKSTUGCJQn03dφƒ9ögs8Dł")
"""Without one of these classes (or a part of the day after a relative word) a sentence names no time."""
_BEGINNINGS = frozenset("WVMDNYIEKUSTGlpvtjxcAFeLmrRq1XZOBioCJQ02H45suybafwgł7φƒ8")
_EDGE = r"(?:q?(?P<e>[eLm][-i]?|Bw|B-|m[wh]))?"
_WEEKDAY = r"(?P<e>[eLrR]o?)?(?:q?(?P<r>[lptxcj]|t[pc]|(?<=q)F))?(?P<w>W)P?"
_WHICH = r"q?(?P<o>[Ol2])"
_LIST: tuple[tuple[str, Rule, str], ...] = (
    (_MDY + r"(?:[-k&h](?P<d2>D))?,?w?(?P<y>Y)(?P<r>)(?P<u>)", calendar.read_day_of_month, "MDY"),
    (_MDY + r"(?:[-k&h](?P<d2>D)(?!M))?" + _LAST_YEAR, calendar.read_day_of_month, "MD"),
    (_DMY + r"[,-]?w?(?P<y>Y)(?P<r>)(?P<u>)", calendar.read_day_of_month, "MDY"),
    (_DMY + _LAST_YEAR, calendar.read_day_of_month, "MD"),
    (_WHICH + r"(?P<n>[ND])?(?P<u>U)w(?:(?P<m>M))?(?P<y>Y)(?P<r>)(?P<v>)", period.read_stretch, ""),
    (_WHICH + r"(?P<n>[ND])?(?P<u>U)w(?P<m>M)(?P<y>)(?P<r>)(?P<v>)", period.read_stretch, ""),
    (_WHICH + r"(?P<n>[ND])?(?P<u>U)w(?P<m>)(?P<y>)(?P<r>[ltqx])(?P<v>U)", period.read_stretch, ""),
    (r"q?(?P<n>N)w?M(?:,?Y)?", calendar.read_bad_day, ""),
    (r"M(?P<n>N)(?:,?Y)?", calendar.read_bad_day, ""),
    (_EDGE + r"q?(?P<o>O|D)-?(?P<u>U)(?!w[YM])", period.read_century, ""),
    (_WHICH + r"(?P<u>U)w[qt](?P<c>O|D)?(?P<v>U)", period.read_decade_of_century, ""),
    (r"(?P<u>U)(?P<n>N)", calendar.read_year_zero, ""),
    (r"Dw?C", calendar.read_day_of_fast, ""),
    (_WHICH + r"Hwq(?P<x>E)", period.read_half_decade, ""),
    (_WHICH + r"(?P<n>)(?P<u>H)w(?P<m>M),?w?(?P<y>Y?)(?P<r>)(?P<v>)", period.read_stretch, ""),
    (r"q?8w(?:q(?P<u>U)|(?P<y>Y))", period.read_turn, ""),
    (r"q?(?P<o>[Ol2])(?P<h>[UH])(?:w?(?P<y>Y)|w(?P<r>[ltqxp])(?P<u>U))?", period.read_quarter, ""),
    (r"(?P<o>K)(?P<h>)(?:w?,?(?P<y>Y))?(?P<r>)(?P<u>)", period.read_quarter, ""),
    (r"(?P<m>M)(?P<n>1?[DN])(?P<u>U)g", ago.read_month_of_year_ago, "MY"),
    (_EDGE + r"(?P<r>[lptxc])?(?P<m>M)[,-]?w?(?P<y>Y)(?P<r2>)(?P<u>)", calendar.read_month, "MY"),
    (_EDGE + r"(?P<r>[lptxc])?(?P<m>M)(?P<y>)(?:w?(?P<r2>[ltx])(?P<u>U))", calendar.read_month, "MY"),
    (_EDGE + r"(?P<r>[lptxcjAv]|(?<=q)F)?(?P<m>M)(?P<y>)(?P<r2>)(?P<u>)", calendar.read_month, "M"),
    (r"ƒU?Y?(?:[-/](?:Y|D|N))?|Y(?:[-/](?:Y|D|N))?ƒU|[lptx]ƒU|φ", calendar.read_other_calendar, "fiscal"),
    (r"(?P<y>Y)[-/](?P<y2>Y|D|N)", period.read_years, "range"),
    (r"q?" + _EDGE + r"(?P<r>[lptxc])?q?(?P<s>S),?w?(?P<y>Y)(?:[-/](?:Y|D|N))?(?P<r2>)(?P<u>)", read_season, ""),
    (r"q?" + _EDGE + r"(?P<r>[lptxc])?(?P<s>S)(?P<y>)w?(?P<r2>[ltx])(?P<u>U)", read_season, ""),
    (r"q?(?P<e>)(?P<s>S)(?P<r>bl)(?P<y>)(?P<r2>)(?P<u>)", read_season, ""),
    (_EDGE + r"(?P<r>[lptxcjAv]|(?<=q)F)(?P<s>S)(?P<y>)(?P<r2>)(?P<u>)", read_season, ""),
    (r"[isuybaf](?P<span>q?" + _EDGE + r"q?(?P<s>S))(?!,?w?Y|w?[ltx]U)(?P<r>)(?P<y>)(?P<r2>)(?P<u>)", read_season, ""),
    (r"q?" + _EDGE + r"(?P<x>E)", period.read_decade, ""),
    (r"Dw?J(?:,?Y)?|J,?Y", calendar.read_other_calendar, ""),
    (r"[DNY]9", calendar.read_other_calendar, ""),
    (_EDGE + r"(?P<y>Y)", calendar.read_year, "Y"),
    (r"q?(?P<r>[lptxc])?(?P<f>C)(?:,?[wi]?(?P<y>Y)|w?(?P<r2>[ltx])(?P<u>U))?", calendar.read_feast, "MD"),
    (r"I", calendar.read_figures, ""),
    (r"q?G", calendar.read_attack_of_2001, ""),
    (r"5[ND]?[UWSP]|1U", ago.read_habit, ""),
    (r"V", distance.read_weekdays, ""),
    (r"(?P<w>W),q(?P<d>D)(?!w?M)(?P<r>)(?P<u>)", calendar.read_day_alone, ""),
    (r"[osuybaf](?P<span>q(?P<d>D)(?!w?M)(?P<w>)(?:w(?P<r>[ltxq])(?P<u>U))?)", calendar.read_day_alone, ""),
    (r"q(?P<d>D)(?P<w>)w(?P<r>[ltx])(?P<u>U)", calendar.read_day_alone, ""),
    (r"q(?P<u>)(?P<w>W)(?P<ba>[ba])[lx]", ago.read_before_last, ""),
    (r"q?(?P<w>)(?P<u>U)(?P<ba>[ba])[lx]", ago.read_before_last, ""),
    (r"(?P<w>W)(?P<r>)(?P<u>U)(?!w)", ago.read_week_later, ""),
    (r"1(?P<u>U)(?P<r>[ol])(?P<w>W)", ago.read_week_later, ""),
    (r"q?(?P<w>W)(?P<ba>[ba])(?=[qDM])(?P<k>)(?P<n>)(?P<u>)(?P<to>)", offset.read_offset, "offset"),
    (_WEEKDAY + r"w?(?P<r2>[lptxc])(?P<u>U)", distance.read_weekday, "WR"),
    (r"(?P<e>)(?P<w>W)(?P<r>[lx])(?![UM])(?P<r2>)(?P<u>)", distance.read_weekday, "W"),
    (_WEEKDAY + r"(?P<r2>)(?P<u>)", distance.read_weekday, "W"),
    (r"q?(?P<u>U)(?P<ba>[ba])(?P<w>)(?P<t>T)", distance.read_today, ""),
    (r"(?P<t>T)(?P<k>[ok]?)(?P<w>W)", distance.read_overnight, "W"),
    (r"(?P<ba>)(?P<t>T)(?P<w>(?P<u>U))(?!w)", distance.read_today, ""),
    (r"[eLrR]?(?P<u>)(?P<ba>)(?P<w>)(?P<t>T)P?", distance.read_today, ""),
    (r"(?P<n>[DN1])(?P<u>U)&1Hg", ago.read_ago_and_half, ""),
    (r"(?P<n>[DN1])&1H(?P<u>U)g", ago.read_ago_and_half, ""),
    (r"H(?P<n>)1(?P<u>U)g", ago.read_ago_and_half, ""),
    (r"(?P<n>1?[DN1]w?)(?P<u>U)go?(?:(?P<w>W)|(?P<t>T)|t(?P<v>U))", ago.read_ago_sharp, ""),
    (r"(?P<n>1X|1?[DN]|[1X])w?(?P<u>U|P)(?P<g>[grR7]|b(?![_W]))", ago.read_ago, ""),
    (r"q(?P<u>U|P)(?P<ba>[ba])", ago.read_beside, ""),
    (r"(?P<n>1X|1?[DN]|[1qX])?(?P<u>U|P)(?P<to>kqU)?(?P<ba>[ba]|(?<=kqU)s)(?P<k>)", offset.read_offset, "offset"),
    (r"q?(?P<k>Q)w(?P<n>)(?P<u>)(?P<ba>)(?P<to>)", offset.read_offset, "offset"),
    (r"o(?P<span>q(?P<u>U))(?P<k>)(?P<n>)(?P<ba>)(?P<to>)", offset.read_offset, "offset"),
    (r"q?(?P<u>U)(?P<k>w)(?P<n>)(?P<ba>)(?P<to>)", offset.read_offset, "offset"),
    (r"o(?P<span>[q1_]?(?P<n>[ODN])?_?(?P<k>3)w?)(?P<u>)(?P<ba>)(?P<to>)", offset.read_offset, "offset"),
    (r"(?P<u>U)[grR]", ago.read_vague, ""),
    (r"ł[ba]", ago.read_long_before, ""),
    (r"0|(?P<late>wL)(?![MYWUESTCI])|qöU", ago.read_vague_adverb, "vague"),
    (r"(?P<n>[DN1])(?P<u>U)(?P<now>f6)", ago.read_ahead, ""),
    (r"i(?P<span>(?P<n>[DN1])(?P<u>U)['’]_?d)(?P<now>)", ago.read_ahead, ""),
    (r"[io](?P<span>j_)", ago.read_that_event, ""),
    (r"qUj_", ago.read_weeks_that_followed, ""),
    (r"i(?P<span>(?P<n>[DN1])(?P<u>U))(?P<now>)(?![grR])", ago.read_ahead, ""),
    (r"q?[lpxc]?[Zc](?P<u>U)", ago.read_vague, ""),
    (r"q?[lpxc]X(?P<u>U)", ago.read_vague, ""),
    (r"(?:[ubyasw]|7)(?P<d>)(?P<span>n)", ago.read_then, ""),
    (r"(?P<span>sn)(?P<d>)", ago.read_then, "since"),
    (r"o(?P<span>[qj](?P<d>d))", ago.read_then, ""),
    (r"s", ago.read_since_alone, "since"),
    (r"4(?P<span>(?P<n>[ND1]?)(?P<u>U))(?!w|[grR])", ago.read_duration, "for"),
    (r"(?:q?(?P<e>[eLmrR]|Bw|mw))?(?P<q>q)?(?P<r>[lptxc])(?P<n>1?[DN])(?P<u>U)(?P<p>)", distance.read_near, ""),
    (r"(?P<e>[rR])?(?P<q>q)?(?P<r>[lptxcjAFv])(?P<n>)(?P<u>)(?P<p>P)", distance.read_near, ""),
    (r"(?:q?(?P<e>[eLmrR]|Bw|mw))?(?P<q>q)?j?(?P<r>[lptxcjAFv])(?P<n>)(?P<u>U)(?P<p>)", distance.read_near, ""),
    (r"(?P<late>)(?:[dł]|X[dł])?g|[1X]d7", ago.read_vague_adverb, "vague"),
    (r"q?(?P<e>[rReL]|Bw|mw)i?q(?P<u>U)", distance.read_in_the, ""),
    (r"[io](?P<span>(?P<e>)q(?P<u>U))", distance.read_in_the, "weekend"),
)  # fmt: skip


@cache
def _rules() -> tuple[tuple[re.Pattern[str], Rule, str], ...]:
    return tuple((re.compile(source), rule, shape) for source, rule, shape in _LIST)
