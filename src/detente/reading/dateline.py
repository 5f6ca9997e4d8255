"""The dateline at the start of a paragraph: "TEHRAN, Aug 7 (Reuters) -", "GENEVA, 12 March 2021 —", "(AP) —".

Recognised by its form alone (capitals, a day, an agency, the dash); this room knows no places.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from detente.reading.days import DAY, MONTH, WEEKDAY
from detente.reading.tables import agency_names, agency_pattern, outlet_names

_CAPS_WORD = r"[^\W\d_a-zß-ÿ](?:[^\W\d_a-zß-ÿ]|['’.-]){1,20}"
_CAPS = rf"{_CAPS_WORD}(?:(?: ?/ ?| (?:and|AND|de|la|al|el) |[  ]){_CAPS_WORD}){{0,4}}"
_TITLE_WORD = r"[A-ZÀ-ÖØ-Þ](?:[\w'’-]|\.(?=[A-Z ,]))*\.?"
_TITLE = (
    rf"{_TITLE_WORD}(?:(?: ?/ ?| (?:of|the|de|la|al|el|and|upon|do|da|es|di|du|des)(?: the)? | ){_TITLE_WORD}){{0,3}}"
)
_NO_DAY = rf"(?!{MONTH}|{WEEKDAY})"
_REGION = rf"(?:, ?{_NO_DAY}{_TITLE}){{0,2}}"
_WHEN = rf"(?:{WEEKDAY},? ?)?{DAY}"
_SEPARATOR = r"\s{0,2}(?:-{2,3}|[–—―]|-(?=\s)|:(?=\s))\s*"
_SPEAKER = re.compile(
    r"(?:THE|MR|MRS|MS|DR|SIR|Q|QUESTION|MODERATOR|PRESIDENT|VICE|PRIME|MINISTER|FOREIGN|SECRETARY|AMBASSADOR|GENERAL|"
    r"SENATOR|SPOKES\w+|SPEAKER|HOST|REPORTER|PRESS|DEPUTY|UNDER|ASSISTANT|CHANCELLOR|KING|QUEEN|ADMIRAL|COLONEL|SENIOR)\b"
)
_NO_PLACE = re.compile(
    r"(?:BREAKING|UPDATE|UPDATED|EXCLUSIVE|ANALYSIS|OPINION|EXPLAINER|EXPLAINED|FACTBOX|TIMELINE|WATCH|VIDEO|LIVE|"
    r"URGENT|CORRECTION|CORRECTED|FEATURE|INTERVIEW|COMMENT|COMMENTARY|EDITORIAL|REPORT|PHOTOS|FILE|NOTE|NEWS|ALERT|"
    r"WRAPUP|REFILE|INSIGHT|PREVIEW|COLUMN|SPECIAL|FOCUS|QUESTION|ANSWER|QUESTIONS|SUMMARY|BACKGROUND|CONTEXT|DEAD|"
    r"READ|RELATED|MORE|SUBSCRIBE|ADVERTISEMENT|CAPTION|PHOTO|IMAGE|SOURCE)\b"
)


class Dateline(NamedTuple):
    """A dateline that ends at `end` (of the same text), with its place and agency as written, if it names them."""

    end: int
    place: str | None
    agency: str | None
    is_sure: bool
    """An agency or a day stands in it; otherwise the form alone speaks for it."""


@cache
def _pattern() -> re.Pattern[str]:
    agency = agency_pattern()
    bracket = rf"(?:\((?P<paren>[^()\n]{{2,60}})\)|/(?P<slash>[A-Za-z][\w .-]{{1,30}})/|\[(?P<square>{agency})\])"
    return re.compile(
        rf"(?:{_NO_DAY}(?P<place>{_CAPS}|{_TITLE})(?P<region>{_REGION}))?"
        rf"(?:(?P<day1>[.,]?[  ]?{_WHEN}))?"
        rf"(?:[.,]?[  ]{{0,2}}(?:{bracket}|(?<=[ ,.])(?P<bare>{agency})))?"
        rf"(?:(?P<day2>[.,]?[  ]?{_WHEN}))?"
        rf"(?P<sep>\.?{_SEPARATOR}|\.(?=\s))?"
    )


@cache
def _agency() -> re.Pattern[str]:
    return re.compile(agency_pattern())


def find_dateline(paragraph: str, *, is_first: bool) -> Dateline | None:
    """The dateline that `paragraph` starts with, or None.

    `is_first`: the paragraph opens the report's body, where place and dash are enough; elsewhere a day or an agency
    must stand in it.
    """
    bracketed = _bracketed_place(paragraph) if is_first else None
    if bracketed is not None:
        return bracketed
    head = paragraph[:160]
    m = _pattern().match(head)
    if m is None or m.end() == 0 or _NO_PLACE.match(head):
        return None
    after = head[m.end() :]
    separator = (m["sep"] or "").strip(" .\n\t")
    agency = _named_agency(m)
    has_day = bool(m["day1"] or m["day2"]) or _is_day(m["paren"])
    is_caps = bool(m["place"]) and m["place"].upper() == m["place"] and sum(c.isalpha() for c in m["place"]) >= 3
    if not after.strip() or not _starts_sentence(after):
        return None
    place = m["place"].rstrip(".") if m["place"] else None
    if agency is not None or has_day:
        # "TEHRAN (AP) Iran said": an agency known by name needs no dash. "August 7 - the day" is no dateline.
        fits = bool(separator) or (agency is not None and (is_caps or m["slash"] or place is None or bool(m["sep"])))
        if m["slash"] and m["sep"]:
            fits = True
        is_whole = bool(place or agency) or re.search(r"\d{4}", m["day1"] or "") is not None
        return Dateline(m.end(), place, agency, True) if fits and is_whole else None
    if place is None or not separator:
        return None
    if m["paren"]:  # "KABUL (Afghanistan) - ", "NAIROBI (Example Wire) -"
        return Dateline(m.end(), place, None, True) if is_caps and separator != ":" else None
    return _by_form(m, after, separator, is_caps=is_caps) if is_first else None


def is_dateline(line: str) -> bool:
    """Whether a whole line is a dateline without its paragraph: "TEHRAN, Iran (AP)", "Geneva, 12 March 2021"."""
    m = _pattern().fullmatch(line)
    if m is None or not m["place"] or _NO_PLACE.match(line) or len(line) > 90:
        return False
    is_caps = m["place"].upper() == m["place"]
    known = _named_agency(m) is not None
    return bool(m["day1"] or m["day2"] or _is_day(m["paren"])) or (known and is_caps and m["bare"] is None)


def _by_form(m: re.Match[str], after: str, separator: str, *, is_caps: bool) -> Dateline | None:
    place = m["place"]
    if separator == ":" and _SPEAKER.match(place):
        return None  # "THE PRESIDENT: Thank you all"
    if is_caps:
        # A text all in capitals has no datelines by capitals; "TRUMP: Thank you" is left to the caller's count.
        has_small = any(c.islower() for c in after[:60])
        return Dateline(m.end(), place, None, False) if has_small else None
    words = len(place.split())
    if separator in ("-", ":") or words > 3 or not after[0].isupper():
        return None
    return Dateline(m.end(), place, None, False)  # "Nairobi — The government said"


def _bracketed_place(paragraph: str) -> Dateline | None:
    """ "[Nairobi] Kenya has recalled": how some collections write it."""
    m = re.match(rf"\[(?P<place>{_TITLE})\]\s+(?=[A-Z\"“‘])", paragraph[:80])
    return Dateline(m.end(), m["place"], None, False) if m else None


def _named_agency(m: re.Match[str]) -> str | None:
    for value in (m["paren"], m["slash"], m["square"], m["bare"]):
        if value:
            found = _agency().match(value.strip())
            if found:
                return agency_names()[found[0]]
            if value.strip().lower() in outlet_names():
                return outlet_names()[value.strip().lower()]
    last = (m["region"] or "").rpartition(",")[2].strip()
    return agency_names().get(last)


def _is_day(value: str | None) -> bool:
    return value is not None and re.fullmatch(_WHEN, value.strip()) is not None


def _starts_sentence(after: str) -> bool:
    """A sentence follows: a capital, a figure, a quote or a bracket, but not the rest of the same clause."""
    first = after.lstrip("\"'“”‘’«([ \u200b\ufeff")[:1]
    return bool(first) and not first.islower()
