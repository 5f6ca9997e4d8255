"""What a unit of text looks like by itself: a sentence or a headline, a notice, a byline, a label."""

from __future__ import annotations

import re
from typing import NamedTuple

from detente.reading.days import iter_days
from detente.reading.tables import notices, outlet_names

MAX_HEADING = 200
"""No headline is longer."""

_PERIOD = re.compile(r"(?<!\.\.)(?:\.|。)[\"'”’»)\]\s\u200b\ufeff]*$")
_INNER_STOP = re.compile(r"[a-z]{3}[.][\"”’')]?\s+[\"“‘'(]?[A-Z]")
_ACRONYM_END = re.compile(r"(?:\b[A-Z]\.){2,}[\"'”’)]*$")
_BULLET = re.compile(r"(?:[•·●▪■◦‣*–—-]|\d{1,2}[.)])\s")
_NAME = r"(?:[A-ZÀ-ÖØ-Þ][\w.'’-]*|de|la|al|van|von|bin|el|der|den|bint|abu)"
_BY = r"(?:By|BY|By:|Words by|Story by|Written by|Report by|Analysis by|Text by)"
_BYLINE = re.compile(
    rf"{_BY}\s+{_NAME}(?:(?:,? and |,? & |, | in | for | \| | - |/| )(?:the |The )?{_NAME}){{0,12}}\W?$"
)
_PERSON = rf"{_NAME}(?: {_NAME}){{1,3}}"
_BYLINE_IN = re.compile(rf"{_PERSON}(?: and {_PERSON})? in (?:{_NAME} ?){{1,4}}(?:and .{{3,60}})?$")
_URL = re.compile(r"(?:https?://|www\.)\S+$", re.IGNORECASE)
_CLOCK = re.compile(
    r"\d{1,2}[:.]?\d{2}\s*(?:[ap]\.?m\.?|GMT|UTC|BST|EST|EDT|CET|CEST|HKT|IST|hrs|h|Z)*|GMT|UTC|[ap]\.?m\.?",
    re.IGNORECASE,
)


class Mark(NamedTuple):
    """A line of the page: its kind in notices.tsv and where its label ends ("Read more:" of "Read more: Iran …")."""

    kind: str
    end: int


def ends_sentence(words: str) -> bool:
    """Whether it ends as a sentence does; a headline may end with "?" or "!" or an acronym's period."""
    if not _PERIOD.search(words[-12:]):
        return False
    return not (len(words) <= 120 and _ACRONYM_END.search(words[-16:]))


def is_headline_like(words: str) -> bool:
    """Short, and not a finished sentence."""
    if len(words) > MAX_HEADING or ends_sentence(words) or words.endswith((":", ";", ",")):
        return False
    return _INNER_STOP.search(words) is None


def is_body_like(words: str) -> bool:
    """A paragraph of running text: finished sentences, or too long for a headline."""
    if len(words) > MAX_HEADING or (ends_sentence(words) and words.count(" ") >= 3):
        return True
    return _INNER_STOP.search(words) is not None


def is_bullet(words: str) -> bool:
    """An item of a list."""
    return _BULLET.match(words) is not None


def find_mark(words: str) -> Mark | None:
    """Which line of a page this is, by the table and by form; None where it may be report."""
    if not any(c.isalnum() for c in words):
        return Mark("notice", len(words))
    if _URL.match(words):
        return Mark("notice", len(words))
    if len(words) > 400:
        return None
    lead = len(words) - len(words.lstrip("#*_>»►▶•·-–—|[( \u200b\ufeff"))
    for notice in notices():
        if len(words) > notice.limit and notice.kind != "related":
            continue
        m = notice.pattern.match(words, lead)
        if m is None:
            continue
        if notice.kind == "related":
            rest = words[m.end() :].lstrip(" :|>»–—-*_…\u200b])")
            # "Related: Iran confirms drills" goes on with a headline; "See also the minister's remarks." does not.
            opens = bool(rest) and re.match(r"\W{0,3}\s{0,2}[:|>»–—-]", words[m.end() :]) is None
            if opens or (rest and not is_headline_like(rest)):
                continue
            return Mark("related", len(words) - len(rest))
        return Mark(notice.kind, m.end() if notice.kind == "title" else len(words))
    if is_day_line(words):
        return Mark("date", len(words))
    return None


def is_day_line(words: str) -> bool:
    """A line that holds a day and nothing besides but a weekday or a clock: "Tuesday, 7 August 2018 14:02 GMT"."""
    if len(words) > 70:
        return False
    found = next((day for day in iter_days(words) if day.year is not None), None)
    if found is None:
        return False
    rest = words[: found.start] + " " + words[found.end :]
    rest = re.sub(r"T\d\d:\d\d\S*", " ", _CLOCK.sub(" ", rest))
    rest = re.sub(r"\b(?:\w{3,6}day|at|on|date|Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b", " ", rest, flags=re.IGNORECASE)
    return not any(c.isalpha() for c in rest) or re.sub(r"\W", "", rest) in {"Z", "z"}


def is_byline(words: str) -> bool:
    """ "By Jane Doe and John Roe, Example Times": names only, no sentence."""
    return len(words) <= 140 and _BYLINE.match(words) is not None


def is_place_byline(words: str) -> bool:
    """ "Jane Doe in Tehran", as some papers write it under the headline."""
    return len(words) <= 90 and _BYLINE_IN.match(words) is not None


def is_outlet(words: str) -> bool:
    """Nothing but the name of an outlet or agency, or several."""
    names = [n.strip(" .()[]–—-*\u200b\ufeff").lower() for n in re.split(r"[,/|&]| and ", words[:120])]
    return len(words) <= 120 and all(n in outlet_names() for n in names) and bool(names)
