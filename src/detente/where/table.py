"""What the place tables know of a name. Nothing is read before the first question.

`places.tsv` (91,000 rows) is never parsed as a whole: it is sorted by key, and a name is found by bisection.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from detente.errors import TableError
from detente.values import PlacePrecision
from detente.where.keys import key_of

_KINDS: dict[str, PlacePrecision] = {"country": "country", "region": "region", "city": "city", "site": "site"}
_CITY_SHARE = 0.15
"""A city that holds this share of the region of the same name is meant by the bare name ("Aleppo", "New York");
below it the region is ("Quebec", where the city has one in twelve of the province's people)."""


_ALTERNATE = 50
"""An alternate name counts a fiftieth: Islamabad is the capital, not the old name of Chattogram."""


_OURS = 500_000
"""What a town of our own table weighs that GeoNames has not under this name."""


class Entry(NamedTuple):
    """One place that a name may mean. `weight` is its population; 0 for a region or site of our own table."""

    name: str
    kind: PlacePrecision
    country: str | None
    region: str
    lat: float
    lon: float
    weight: int
    is_ours: bool


@lru_cache(maxsize=8192)
def entries_of(key: str) -> tuple[Entry, ...]:
    """Every place of that key, the one that the bare name most likely means first; () where none is known.

    >>> [(e.country, e.kind) for e in entries_of("georgia")][:2]
    [('GEO', 'country'), ('USA', 'region')]
    """
    found = [*_by_hand().get(key, ()), *_from_geonames(key)]
    own = {(e.country, e.kind) for e in found if e.is_ours and e.kind != "site"}
    people = {(e.country, e.kind): e.weight for e in sorted(found, key=lambda e: e.weight) if not e.is_ours}
    found = [
        e._replace(weight=max(people.get((e.country, e.kind), 0), _OURS)) if e.is_ours and e.kind == "city" else e
        for e in found
        if e.is_ours or (e.country, e.kind) not in own
    ]
    return tuple(sorted(found, key=lambda e: _rank(e, key, found)))


@cache
def adjectives() -> dict[str, str]:
    """Key of an adjective of nationality -> country: "syrian" -> "SYR"."""
    return {key_of(word): fields[0] for fields in _lines("countries.tsv", 8) for word in _words(fields[3])}


@cache
def capitals() -> dict[str, str]:
    """Country -> name of its capital: "MLI" -> "Bamako"."""
    return {fields[0]: fields[6] for fields in _lines("countries.tsv", 8)}


def country_of(code: str) -> Entry | None:
    """The country with this code; None for an unknown one."""
    return next((e for rows in _by_hand().values() for e in rows if e.kind == "country" and e.country == code), None)


def capital_of(code: str) -> Entry | None:
    """The capital of the country with this code; None where the tables have none."""
    found = [e for e in entries_of(key_of(capitals().get(code, ""))) if e.country == code]
    return next((e for e in found if e.kind == "city"), found[0] if found else None)


@cache
def anchors() -> dict[str, str]:
    """Key of a word that is no place but tells the country -> country: "carabineros" -> "CHL", "knesset" -> "ISR"."""
    return {key_of(word): fields[0] for fields in _lines("anchors.tsv", 2) for word in _words(fields[1])}


@cache
def landmarks() -> dict[str, frozenset[str]]:
    """Names of two to four words of our own table of sites, towns and regions, in small letters, by first word."""
    found: dict[str, set[str]] = {}
    for fields in _lines("sites.tsv", 7):
        for name in (fields[0], *_words(fields[1])):
            if 1 <= name.count(" ") <= 3:
                found.setdefault(name.lower().partition(" ")[0], set()).add(name.lower())
    return {first: frozenset(names) for first, names in found.items()}


def _rank(entry: Entry, key: str, all_of_name: list[Entry]) -> tuple[int, int, str]:
    if entry.kind == "country":
        return 0, 0, entry.name
    if entry.is_ours:
        return 1, 0, entry.name
    weight = entry.weight if key_of(entry.name) == key else entry.weight // _ALTERNATE
    if entry.kind == "region":
        for other in all_of_name:
            if other.kind == "city" and other.country == entry.country and other.weight >= _CITY_SHARE * weight:
                weight = min(weight, other.weight - 1)
    return 2, -weight, entry.country or ""


@cache
def _by_hand() -> dict[str, list[Entry]]:
    table: dict[str, list[Entry]] = {}
    for iso3, name, others, _, lat, lon, _, people in _lines("countries.tsv", 8):
        entry = Entry(name, "country", iso3, "", float(lat), float(lon), int(people), True)
        for word in (name, *_words(others)):
            table.setdefault(key_of(word), []).append(entry)
    for name, others, kind, country, lat, lon, region in _lines("sites.tsv", 7):
        entry = Entry(name, _KINDS[kind], country or None, region, float(lat), float(lon), 0, True)
        for word in (name, *_words(others)):
            table.setdefault(key_of(word), []).append(entry)
    return table


def _from_geonames(key: str) -> list[Entry]:
    if not key:
        return []
    text = _geonames()
    want = key.encode() + b"\t"
    low, high = 0, len(text)
    while low < high:
        start = text.rfind(b"\n", 0, (low + high) // 2) + 1
        stop = text.find(b"\n", (low + high) // 2)
        if text[start : start + len(want)] < want:
            low = stop + 1
        else:
            high = start
    found = []
    while text.startswith(want, low):
        stop = text.find(b"\n", low)
        fields = text[low:stop].decode().split("\t")
        if len(fields) != 8:
            raise TableError(
                "a line does not have 8 columns", f"places.tsv, near {key!r}", "run training/knowledge/places.py"
            )
        _, name, kind, country, region, lat, lon, people = fields
        found.append(Entry(name, _KINDS[kind], country, region, float(lat), float(lon), int(people), False))
        low = stop + 1
    return found


@cache
def _geonames() -> bytes:
    text = (files("detente.where") / "data" / "places.tsv").read_bytes()
    while text.startswith(b"#"):
        text = text[text.index(b"\n") + 1 :]
    return text


def _lines(name: str, width: int) -> list[list[str]]:
    rows = []
    for number, line in enumerate((files("detente.where") / "data" / name).read_text("utf-8").splitlines(), 1):
        if line.startswith("#"):
            continue
        fields = line.split("\t")
        if len(fields) != width:
            raise TableError(f"a line does not have {width} columns", f"{name}, line {number}", "mend the line")
        rows.append(fields)
    return rows


def _words(cell: str) -> list[str]:
    return [word for word in cell.split(";") if word]
