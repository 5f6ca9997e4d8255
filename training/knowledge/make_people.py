"""Make people.tsv: who held which office when, from hand-written lists and, for the states they lack, open data.

    python training/knowledge/make_people.py DATA_FOLDER OUTPUT

The hand-written offices_heads.txt, offices_ministers.txt and other_spellings.txt beside this file win. From the data
folder: office_holders of the factbook, and country_codes. A spell without a last day ends the day before the next of
its office begins.
"""

from __future__ import annotations

import csv
import gzip
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

HEAD = """\
# People who held an office or led a body or group: one line a spell. Made by training/knowledge/make_people.py from our
# own lists (offices_heads.txt, offices_ministers.txt) and, for heads of the states they lack, from the CIA World
# Factbook (public domain). The first of a month or year stands where the exact day is not known. Aliases hold fuller,
# shorter and other spellings; a single word is what headlines use.
"""
COLUMNS = ("name", "aliases", "country", "code", "sector", "role", "first_day", "last_day")

_FAMILY_FIRST = {"CHN", "KOR", "PRK", "TWN", "HKG"}
_NO_FAMILY_NAME = {"MMR", "KHM", "ETH", "ERI", "MNG", "THA", "ISL"}
_COMMON_WORDS = {
    "He",
    "So",
    "Son",
    "Long",
    "Song",
    "Major",
    "English",
    "Young",
    "Friday",
    "Jesus",
    "An",
    "No",
    "To",
    "Key",
    "Do",
}
_TITLES = re.compile(
    r"^(Acting |Interim |Caretaker |Transition |Transitional )*(President|Prime Minister|Premier|King|Queen|Emir|Amir|"
    r"Sultan|Grand Duke|Prince|Taoiseach)(-Designate)?\b"
)


class Held(NamedTuple):
    """One spell before it is written."""

    names: list[str]
    country: str
    code: str
    sector: str
    role: str
    first: str
    last: str


def _ascii(text: str) -> str:
    table = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i"})
    return "".join(c for c in unicodedata.normalize("NFKD", text.translate(table)) if not unicodedata.combining(c))


def short_names(name: str, country: str) -> list[str]:
    """What headlines call a person: the family name, with and without its particle."""
    words = name.split()
    if words and words[-1] in ("Jr", "Jr.", "II", "III", "IV", "VI", "X"):
        words = words[:-1]
    if len(words) < 2 or country in _NO_FAMILY_NAME:
        return []
    if words[0] in ("King", "Queen", "Prince", "Pope", "Sheikh", "Sultan", "Emperor"):
        return []
    if "bin" in words[1:-1]:
        return []
    if country in _FAMILY_FIRST and words[0] not in ("Timothy", "David", "Joseph", "Jaushieh", "Sean", "Donald"):
        return [words[0]]
    last = words[-1]
    bare = re.sub(r"^(al|el|Al|El|as|ash|ad|an)-", "", last)
    return list(dict.fromkeys([last, bare[0].upper() + bare[1:]]))


def hand(path: Path) -> Iterator[Held]:
    """The spells of a hand-written list."""
    block: list[Held] = []
    country = code = sector = role = ""
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        if line.startswith("@"):
            yield from _closed(block)
            block = []
            place, role = (s.strip() for s in line[1:].split("|"))
            cells = [*(("" if c == "-" else c) for c in place.split()), "", ""][:3]
            country, sector, code = cells
            if not sector and not code:
                sector = "GOV"
            continue
        found = re.fullmatch(r"(\D.*?) (\d{4}-\d\d-\d\d)(?: (\d{4}-\d\d-\d\d))?", line)
        if not found:
            raise SystemExit(f"{path}, line {number}: not a spell: {line}")
        names = found[1].split("=")
        block.append(Held(names, country, code, sector, role, found[2], found[3] or ""))
    yield from _closed(block)


def _closed(block: list[Held]) -> Iterator[Held]:
    """End each spell without a last day before the next begins, unless several hold such a role side by side."""
    for i, held in enumerate(block):
        last = held.last
        if not last and i + 1 < len(block) and not held.role.endswith("+"):
            last = (date.fromisoformat(block[i + 1].first) - timedelta(days=1)).isoformat()
        yield held._replace(last=last, role=held.role.removesuffix("+").strip())


_MONTHS = {
    m: i for i, m in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1)
}


def _day(text: str) -> str:
    found = re.search(r"(?:(\d{1,2}) )?(?:([A-Z][a-z]{2})[a-z]* )?(\d{4})", text)
    if not found:
        return ""
    month = _MONTHS.get((found[2] or "jan").lower(), 1)
    return f"{found[3]}-{month:02d}-{int(found[1] or 1):02d}"


def factbook(data: Path, has: set[str]) -> Iterator[Held]:
    """Heads of the states for which the hand-written list has no office."""
    iso = {"kv": "XKX", "we": "PSE"}
    sovereign = set()
    with (data / "country_codes/country-codes.csv").open(encoding="utf-8") as file:
        for d in csv.DictReader(file):
            for fips in d["FIPS"].split(","):
                iso[fips.strip().lower()] = d["ISO3166-1-Alpha-3"]
            if d["is_independent"] == "Yes":
                sovereign.add(d["ISO3166-1-Alpha-3"])
    offices: dict[tuple[str, str], dict[str, Held]] = defaultdict(dict)
    with gzip.open(data / "factbook/office_holders.csv.gz", "rt", encoding="utf-8") as file:
        for d in csv.DictReader(file):
            country = iso.get(d["fips"], "")
            found = _TITLES.match(d["holder"])
            first = _day(d["since"])
            if country not in sovereign or not found or not first or "Vice" in d["holder"] or "Deputy" in d["holder"]:
                continue
            role = found[2].lower().replace("amir", "emir")
            role = {"taoiseach": "prime minister", "premier": "prime minister"}.get(role, role)
            if f"{country} {role}" in has or (f"{country} monarch" in has and role in ("queen", "king")):
                continue
            if re.search(r"ELIZABETH II|CHARLES III|WILLEM|MACRON", d["holder"]) and country not in (
                "GBR",
                "NLD",
                "FRA",
            ):
                continue
            rest = d["holder"][found.end() :].strip()
            rest = re.sub(r"^(Gen\.|Sheikh|Dr\.?|Sir|Dame|Col\.|Brig\.|Ratu|Lt\.|\(Ret\.\)|Tuila.*epa) ", "", rest)
            rest = re.sub(r'"[^"]*" |\(.*?\)|,.*| - .*| of the .*| of .*| in caretaker.*', "", rest).strip()
            words = [
                w.title() if w.isupper() and len(w) > 2 and not re.fullmatch(r"[IVX]+", w) else w for w in rest.split()
            ]
            family = [w.title() for w in rest.split() if w.isupper() and len(w) > 2 and not re.fullmatch(r"[IVX]+", w)]
            name = " ".join(words)
            if (len(words) < 2 and role not in ("king", "queen", "emir", "sultan")) or not family or len(words) > 5:
                continue
            names = [name]
            if role in ("king", "queen", "sultan", "prince", "emir"):
                names = [f"{role.title()} {name}"]
            else:
                plain = [w for w in words if w in family or words.index(w) == 0]
                names += [" ".join(plain)] if len(plain) > 1 and len(words) > 2 else []
                names += [" ".join(family)] if len(family) < 3 else []
            key = first
            offices[country, role][key] = Held(list(dict.fromkeys(names)), country, "", "GOV", role, first, "")
    for office in sorted(offices):
        spells = [offices[office][k] for k in sorted(offices[office])]
        merged: list[Held] = []
        for spell in spells:
            family = _ascii(spell.names[-1]).lower()
            if merged and _ascii(merged[-1].names[-1]).lower() == family:
                continue
            merged.append(spell)
        yield from _closed(merged)


def main(data: Path, output: Path) -> None:
    """Write the table."""
    here = Path(__file__).parent
    spells = [*hand(here / "offices_heads.txt"), *hand(here / "offices_ministers.txt")]
    has = {f"{s.country} {s.role}" for s in spells}
    has |= {f"{s.country} prime minister" for s in spells if s.role in ("premier", "chancellor")}
    spells += factbook(data, has)
    lines = ["\t".join(COLUMNS)]
    people: dict[str, list[str]] = {}
    for s in spells:  # a person has the same aliases in every spell
        known = people.setdefault(_ascii(s.names[0]), [])
        short = [] if any(" " not in n for n in s.names[1:]) else short_names(s.names[0], s.country)
        known += [n for n in [*s.names[1:], *short] if n not in known and n not in _COMMON_WORDS]
    for line in (here / "other_spellings.txt").read_text("utf-8").splitlines():
        name, *spellings = line.split("=")
        if not line.startswith("#"):
            people[_ascii(name)] += [n for n in spellings if n not in people[_ascii(name)]]
    for s in spells:
        # An alias that folds to another form of the line says nothing new.
        seen = {_fold(s.names[0])}
        aliases = []
        for alias in people[_ascii(s.names[0])]:
            if _fold(alias) not in seen:
                seen.add(_fold(alias))
                aliases.append(alias)
        lines.append(
            "\t".join([s.names[0], "|".join(aliases), s.country, s.code, s.sector, s.role, s.first, s.last]).rstrip(
                "\t"
            )
        )
    output.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(spells)} spells of {len(people)} people, {len({s.country for s in spells})} countries")


def _fold(text: str) -> str:
    sys.path.insert(0, str(Path(__file__).parents[2] / "src"))
    from detente.actors.folding import fold

    return fold(text)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
