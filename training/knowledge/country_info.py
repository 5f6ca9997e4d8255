"""Office holders of about 1990 to 2011 from CountryInfo, for the days that the hand-written lists leave open.

CountryInfo (Open Event Data Alliance, MIT) lists heads of state and government to the day, after rulers.org, and
ministers and envoys of January 2003 to February 2011 to the month, after the monthly "World Leaders" of the CIA.
In its dates `<` is "in office when the lists begin", `>` "in office at the last look", which for heads was in 2008:
their ends come from REIGN (Bell, Besaw and Frank 2021), by surname.
"""

from __future__ import annotations

import calendar
import csv
import gzip
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

_EARLIEST = date(1988, 1, 1)
_MINISTERS_FROM = date(2003, 1, 1)
_LIKELY_TO = date(2012, 2, 29)
"""Ministers in office at the last look are taken to stay a year, if no hand-written spell says otherwise: that the
lists end is no sign that they left."""
_HEADS_TO = date(2008, 6, 30)
_SOON = date(2010, 6, 30)
_SHORTEST = 40
"""Days: what is left of a spell beside hand-written ones counts only if longer."""

_HEADS = {
    "president": "president", "presidents": "president", "presidents of the presidency": "president",
    "chairmen of the presidency of the republic": "president", "heads of state": "head of state",
    "prime minister": "prime minister", "prime ministers": "prime minister", "premiers": "prime minister",
    "co-prime_ministers": "prime minister", "heads of government": "prime minister",
    "chairmen of the council of ministers (prime_ministers": "prime minister",
    "prime ministers (presidents_of_the_council_of_ministers": "prime minister",
    "first prime ministers": "prime minister",
    "chairmen of the council of ministers (premiers": "prime minister", "cabinet chiefs": "cabinet chief",
    "presidents of the executive yuan (premiers": "prime minister", "kings (title_druk_gyalpo": "king",
    "secretaries of the general people's_committee": "prime minister", "kings (title_maharajadhiraja": "king",
    "rulers": "emir", "rulers (hakim": "emir", "chief executives": "chief executive",
    "executive vice-presidents": "vice president", "governors-general": "governor-general",
    "chairmen of the council of ministers": "prime minister", "chancellors": "chancellor",
    "king": "king", "kings": "king", "kings/queens": "king", "sultans": "sultan", "emirs": "emir",
    "presidents of the government council": "prime minister", "ministers of state": "prime minister",
}  # fmt: skip
_OFFICES = (
    (
        r"Minister (of|for) (State and )?(Foreign|External) (Affairs|Relations|and European Affairs)\b",
        "foreign minister",
    ),
    (r"Secretary of (State for )?Foreign (Affairs|Relations|and Commonwealth)", "foreign minister"),
    (r"Minister (of|for) (National )?Defense\b(?! (Production|Science|Industry))", "defense minister"),
    (r"Secretary of (State for|National) Defense", "defense minister"),
    (r"Minister (of|for) (the )?(Interior|Internal Affairs|Home Affairs)\b", "interior minister"),
    (r"Minister (of|for) (the )?(Economy and )?Finance\b", "finance minister"),
    (r"Permanent Representative to the UN, New York$", "ambassador to the United Nations"),
    (r"Ambassador to the US$", "ambassador to the United States"),
)
_SAME = (
    {"prime minister", "premier", "chancellor", "taoiseach"},
    {"foreign minister", "foreign secretary", "secretary of state"},
    {"defense minister", "defence minister", "defense secretary", "defence secretary"},
    {"interior minister", "home minister", "home secretary"}, {"finance minister", "treasury secretary"},
    {"king", "queen", "monarch"}, {"president", "head of state", "leader"},
)  # fmt: skip
"""Titles of one office."""

_CODES = {"KSV": "XKX", "UNK": "XKX", "TMP": "TLS", "ZAR": "COD", "ROM": "ROU", "WBG": "PSE"}

_OTHER_PLACES = {"JERSEY", "GUERNSEY", "MAYOTTE", "SAINT_BARTHELEMY", "GAZA", "CROATIAN_REPUBLIC_OF_HERZEG/BOSNIA"}
"""Blocks that carry the code of the state that rules the place, or of another."""
_WRONG_HEADS = {"MUS"}
"""Mauritius has the leaders of Mauritania there."""

_LOW = {
    "al",
    "bin",
    "ibn",
    "bint",
    "de",
    "la",
    "del",
    "da",
    "dos",
    "do",
    "von",
    "van",
    "der",
    "den",
    "el",
    "e",
    "y",
    "ul",
    "ur",
    "und",
}
_NOT_NAMES = re.compile(r"MINISTER|GENERAL_|COUNCIL|PRESIDENT|VACANT|GOVERN|COMMITTEE|\bDR_|[^A-Z_.'\-]")


class Told(NamedTuple):
    """One spell of CountryInfo; days inclusive."""

    names: tuple[str, ...]
    country: str
    role: str
    first: date
    last: date
    is_open: bool


def office(role: str) -> str:
    """One word for all titles of an office."""
    return next((min(same) for same in _SAME if role in same), role)


def _name(text: str) -> str | None:
    """ "ABD_AL_RAHMAN_SHALGAM_" as written; None for what is no name of a person."""
    if _NOT_NAMES.search(text.strip("_")):
        return None
    words = text.strip("_").replace("-", "-_").split("_")
    shown = [w.lower() if w.lower().strip("-") in _LOW and i else _capital(w) for i, w in enumerate(words) if w]
    name = " ".join(shown).replace("- ", "-")
    return name if len(name.replace("-", " ").split()) > 1 else None


def _hyphenated(name: str, country: str) -> str:
    """ "Ban Ki-moon" for "Ban Ki Moon": the last part needs no capital."""
    words = name.replace("-", " ").split()
    if country not in ("KOR", "PRK", "TWN", "HKG") or len(words) != 3:
        return name
    return f"{words[0]} {words[1]}-{words[2].lower()}"


def _capital(word: str) -> str:
    if word.startswith("MC") and len(word) > 3:
        return "Mc" + word[2:].capitalize()
    return re.sub(r"[A-Z]+", lambda m: m[0].capitalize(), word)


def _day(text: str) -> date:
    year, month, day = int(text[:4]), int(text[4:6]) or 1, int(text[6:8]) or 1
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


def _spans(text: str, is_head: bool) -> Iterator[tuple[str, date, date, bool]]:
    """Code, first and last day of each bracket, and whether it was open at the last look."""
    end = _HEADS_TO if is_head else _LIKELY_TO
    for code, sign, first, last in re.findall(r"\[(?:([A-Z]+) )?\s*([<>]?)(\d{8})(?:\s*-\s*(\d{8}))?\s*\]", text):
        if sign == ">":
            yield code, _day(first), max(end, _day(first)), True
        elif sign == "<":
            yield code, _MINISTERS_FROM, _day(first), False
        elif last:
            yield code, _day(first), _day(last), False


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    """ISO code and text of each country; the code is the one that holds today, for the codes of ISO have misprints."""
    text = re.sub(r"<!--.*?-->", "", text, flags=re.S)
    for block in re.findall(r"<Country>((?:(?!<Country>).)*?)</Country>", text, flags=re.S):  # some are not closed
        name = re.search(r"<CountryName>([^<]*)", block)
        told = re.search(r"^<CountryCode>\s*(?:([A-Z]{3})<|.*\[([A-Z]{3}) >?\d{8}\])", block, flags=re.M)
        if told and name and name[1] not in _OTHER_PLACES:
            code = told[1] or told[2]
            yield _CODES.get(code, code), block


def _line(line: str) -> tuple[tuple[str, ...], str, list[str]] | None:
    """Names, brackets and titles of one line."""
    said, _, titles = line.strip().partition("#")
    found = re.match(r"(?:(?:\{[^}]+\}\s*)+|[^\s\[#]+)", said)
    if not found:
        return None
    raw = re.findall(r"\{([^}]+)\}", found[0]) or [found[0]]
    names = tuple(dict.fromkeys(n for r in raw if (n := _name(r))))
    return (names, said[found.end() :], [t.strip() for t in titles.split(" & ")]) if names else None


def _heads(country: str, block: str) -> Iterator[Told]:
    leaders = re.search(r"<Leaders>(.*?)</Leaders>", block, flags=re.S)
    for tag, body in re.findall(r"<([A-Z][^>/]*)>(.*?)</\1>", leaders[1] if leaders else "", flags=re.S):
        role = _HEADS.get(tag.lower())
        for line in body.splitlines() if role else ():
            if (read := _line(line)) and not re.search(r"\[[A-Z]{3,}", line):
                for _, first, last, is_open in _spans(read[1], True):
                    yield Told(read[0], country, str(role), first, last, is_open)


def _paired(
    spans: Sequence[tuple[str, date, date, bool]], titles: Sequence[str]
) -> Iterator[tuple[str, date, date, bool]]:
    """Title, first and last day: brackets and titles stand in one order, several brackets of a code for one title."""
    codes = list(dict.fromkeys(s[0] for s in spans))
    if len(titles) == 1:
        yield from ((titles[0], *s[1:]) for s in spans)
    elif len(spans) == len(titles):
        yield from ((t, *s[1:]) for t, s in zip(titles, spans, strict=True))
    elif len(codes) == len(titles):
        yield from ((titles[codes.index(s[0])], *s[1:]) for s in spans)


def _ministers(country: str, block: str) -> Iterator[Told]:
    government = re.search(r"<Government>(.*?)</Government>", block, flags=re.S)
    for line in (government[1] if government else "").splitlines():
        if line.strip().startswith("#") or not (read := _line(line)):
            continue
        for title, first, last, is_open in _paired(list(_spans(read[1], False)), read[2]):
            role = next((r for pattern, r in _OFFICES if re.match(pattern, title)), None)
            if role and "Acting" not in title:
                yield Told(read[0], country, role, first, last, is_open)


def _words(names: Sequence[str]) -> set[str]:
    return {w.strip(".'").lower() for n in names for w in re.split(r"[ -]", n) if len(w.strip(".")) > 2}


_FAMILY_FIRST = {"CHN", "HKG", "KOR", "PRK", "TWN", "VNM"}


def _is_same(one: Sequence[str], other: Sequence[str], country: str) -> bool:
    """Whether two lists of spellings seem to be of one person: two words in common, or the surname alone."""
    shared = _words(one) & _words(other)
    surname = {n.split()[-1].lower() for n in one} & {n.split()[-1].lower() for n in other}
    return len(shared) > 1 or (bool(shared) and bool(surname) and country not in _FAMILY_FIRST)


def _ends(data: Path) -> dict[tuple[str, str], list[date]]:
    """Last months of leaders by state's name and surname, from REIGN."""
    ends: dict[tuple[str, str], list[date]] = {}
    abbreviations = _cow(data)
    with (data / "leaders_reign/leaderlist_3_21.csv").open(encoding="latin-1") as file:
        for d in csv.DictReader(file):
            country = abbreviations.get(d["stateabb"])
            if country and d["eyear"].isdigit() and d["emonth"].isdigit():
                year, month = int(d["eyear"]), int(d["emonth"])
                day = date(year, month, calendar.monthrange(year, month)[1])
                for word in _words([d["leader"]]):
                    ends.setdefault((country, word), []).append(day)
    return ends


def _cow(data: Path) -> dict[str, str]:
    """Correlates of War abbreviations to ISO codes, as CountryInfo pairs them."""
    text = read(data)
    return {cow[1]: country for country, block in _blocks(text) if (cow := re.search(r"<COW-Alpha>([A-Z]{3})<", block))}


def read(data: Path) -> str:
    """The file's text."""
    return gzip.decompress((data / "actors_countryinfo/CountryInfo.140728.txt.gz").read_bytes()).decode("latin-1")


def _surnames(told: Told) -> set[str]:
    return {name.split()[-1].lower() for name in told.names}


def _closed(told: list[Told], ends: dict[tuple[str, str], list[date]], next_days: Sequence[date]) -> Iterator[Told]:
    """Spells of one office, each ended by its successor, open ones of heads by REIGN.

    `next_days` are the first days of hand-written spells of the office.
    """
    told = sorted(told, key=lambda t: (t.first, t.last))
    for i, one in enumerate(told):
        last = one.last
        if one.is_open and one.role in _HEADS.values():
            settled = one.first + timedelta(days=60)  # REIGN counts who led, in whichever office
            known = [d for w in _words(one.names) for d in ends.get((one.country, w), ()) if d > settled]
            soon = [d - timedelta(days=1) for d in next_days if _HEADS_TO < d <= _SOON]
            last = min(known or soon or [last])
        others = [t for t in told[i + 1 :] if t.first > one.first and not _is_same(t.names, one.names, one.country)]
        later = [t.first for t in others if one.is_open or t.last >= last]  # not who stood in for a while
        if later and later[0] <= last:
            last = later[0] - timedelta(days=1)
        elif later and 0 < (later[0] - last).days < 45:
            last = later[0] - timedelta(days=1)  # lists to the month
        yield one._replace(last=last)


def _left_open(one: Told, taken: Sequence[tuple[date, date]]) -> Told | None:
    """The longest part of a spell that no other covers."""
    parts = [(one.first, one.last)]
    for first, last in taken:
        parts = [
            p
            for a, b in parts
            for p in ((a, min(b, first - timedelta(days=1))), (max(a, last + timedelta(days=1)), b))
            if p[0] <= p[1]
        ]
    best = max(parts, key=lambda p: (p[1] - p[0]).days, default=None)
    if best is None or (best[1] - best[0]).days < min(_SHORTEST, (one.last - one.first).days):
        return None
    return one._replace(first=best[0], last=best[1])


def holders(
    data: Path, countries: set[str], known: dict[tuple[str, str], list[tuple[date, date, tuple[str, ...]]]]
) -> Iterator[Told]:
    """Spells of `countries` for days that `known` (spells by country and office) leaves open."""
    ends = _ends(data)
    offices: dict[tuple[str, str], list[Told]] = {}
    for country, block in _blocks(read(data)):
        if country in countries:
            heads = [] if country in _WRONG_HEADS else _heads(country, block)
            for found in (*heads, *_ministers(country, block)):
                told = found._replace(names=tuple(_hyphenated(n, country) for n in found.names))
                if told.first <= told.last and told.last >= _EARLIEST:
                    offices.setdefault((country, office(told.role)), []).append(told)
    for (country, title), spells in offices.items():
        if title == office("prime minister"):  # some heads of state stand among the heads of government there
            states = offices.get((country, office("president")), [])
            offices[country, title] = [
                t for t in spells if not any(t.first == s.first and _surnames(t) & _surnames(s) for s in states)
            ]
    for key in sorted(offices):
        hand = known.get(key, [])
        taken = [(first, last) for first, last, _ in hand]
        for told in _closed(offices[key], ends, [first for first, _ in taken]):
            if told.last < _EARLIEST or told.last < told.first:
                continue
            same = any(
                _is_same(told.names, names, told.country)
                and first - timedelta(days=200) <= told.last
                and told.first <= last
                for first, last, names in hand
            )
            rest = None if same else _left_open(told, taken)
            if rest is not None:
                taken.append((rest.first, rest.last))
                yield rest
