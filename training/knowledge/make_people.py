"""Make people.tsv: who held which office when, from hand-written lists and, for the states they lack, open data.

    python training/knowledge/make_people.py DATA_FOLDER OUTPUT

The hand-written lists beside this file win: offices_heads, _ministers, _1990, _cabinets, _public, _states and _bodies,
and other_spellings. From the data folder: office_holders of the factbook, country_codes, and CountryInfo with REIGN
(country_info.py) for the days that those leave open. A spell without a last day ends the day before the next of its
office begins; the spelling - means that headlines do not call the person by the surname alone.
"""

from __future__ import annotations

import csv
import gzip
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2] / "src")]
import country_info

from detente.actors.folding import fold

HEAD = """\
# People who held an office or led a body or group: one line a spell. Made by training/knowledge/make_people.py from our
# own lists (offices_heads, _ministers, _1990, _cabinets, _public, _states, _bodies); for heads of the states they lack
# from the CIA World Factbook (public domain); for the years to 2011 that these leave open from CountryInfo (Open Event
# Data Alliance, MIT; ends of heads' spells from REIGN, Bell, Besaw and Frank 2021). The first of a month or year stands
# where the exact day is not known. Aliases hold fuller, shorter and other spellings; a single word is what headlines
# use. The last spell of who died in post runs on, a month in a state's office, else a year.
"""
COLUMNS = ("name", "aliases", "country", "code", "sector", "role", "first_day", "last_day")

_FAMILY_FIRST = {"CHN", "KOR", "PRK", "TWN", "HKG"}
_NO_FAMILY_NAME = {"MMR", "KHM", "ETH", "ERI", "MNG", "THA", "ISL"}
_ENGLISH_NAMES = set("ATG BHS BLZ BRB DMA GRD GUY JAM KNA LCA NRU TTO TUV VCT".split())
"""States whose heads of the 1990s have surnames too common to tell them."""
_COMMON_TEXT = """
    He So Son Long Song Major English Young Friday Jesus An No To Key Do - I V Green Gross Fore Note Bird Horn Skate Sol
    Neptune Liverpool Junior John Christopher Sun Kong Sane Parts Grant Reno Scotty Bani Kok Lott Fini Mori Chi Fu
    Law Rage Swing MD Karat Barley Greening Grieve Corona Baloch Catatumbo Cordoba Kabwe Kaspersky Arman Murad
    Bartholomew Celestin Salahuddin Xenophon Blanche Wolf Bass Sale Stork Christian Marine
"""
_COMMON_WORDS = set(_COMMON_TEXT.split())
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
    if country == "HKG" and len(words) == 2 and "-" not in words[1]:
        return [words[1]]  # "Joshua Wong", but "Leung Chun-ying"
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
            surname = _ascii(spell.names[-1]).lower()
            if merged and _ascii(merged[-1].names[-1]).lower() == surname:
                continue
            merged.append(spell)
        yield from _closed(merged)


def gaps(data: Path, spells: list[Held]) -> Iterator[Held]:
    """Spells of CountryInfo for the offices and days that no other spell covers."""
    known: dict[tuple[str, str], list[tuple[date, date, tuple[str, ...]]]] = defaultdict(list)
    titles: dict[tuple[str, str], str] = {}
    starts: dict[tuple[str, str], list[date]] = defaultdict(list)
    for s in spells:
        if s.country and not s.code:
            first, last = date.fromisoformat(s.first), date.fromisoformat(s.last or "2100-01-01")
            known[s.country, country_info.office(s.role)].append((first, last, tuple(s.names)))
            titles.setdefault((s.country, country_info.office(s.role)), s.role)
            for name in s.names:
                starts[s.country, fold(name)].append(first)
    own = {country for country, _ in known} - {"SRB"}  # whose heads and Yugoslavia's are mixed there
    for told in country_info.holders(data, own, known):
        office = country_info.office(told.role)
        role = (
            told.role if office == country_info.office("president") else titles.get((told.country, office), told.role)
        )
        later = [d for n in told.names for d in starts[told.country, fold(n)] if told.first < d <= told.last]
        last = min(later) - timedelta(days=1) if later and told.is_open else told.last
        if (last - told.first).days >= 14:
            is_headlined = told.role in _HEADLINED and told.country not in _ENGLISH_NAMES
            names = [*told.names, *paternal(told.names, told.country), *([] if is_headlined else ["-"])]
            yield Held(names, told.country, "", "GOV", role, told.first.isoformat(), last.isoformat())


def paternal(names: Sequence[str], country: str) -> list[str]:
    """Spanish names without the mother's surname: "Felipe Gonzalez" of "Felipe Gonzalez Marquez"."""
    cut = []
    for name in names:
        words = name.split()
        if country in _SPANISH and len(words) > 2 and words[-2] not in _GIVEN and words[-2][0].isupper():
            cut.append(" ".join(words[:-1]))
    return cut


_SPANISH = set("ARG BOL CHL COL CRI CUB DOM ECU ESP GTM HND MEX NIC PAN PER PRY SLV URY VEN".split())
_GIVEN_TEXT = """
    Alberto Alejandro Alfonso Alfredo Alicia Alvaro Ana Andres Angel Angela Antonio Armando Arturo Augusto
    Aurelio Beatriz Bernardo Carlos Carmen Cecilia Cesar Cristina Daniel David Diego Domingo Eduardo Elena
    Enrique Ernesto Esteban Eugenio Felipe Fernando Francisco Gabriel Gonzalo Guillermo Gustavo Hector Hernan
    Horacio Hugo Humberto Ignacio Isabel Ivan Jaime Javier Jesus Joaquin Jorge Jose Juan Julio Leonardo Luis
    Luisa Manuel Marcelo Marcos Margarita Maria Mario Marta Martin Mauricio Maximo Mercedes Miguel Moises Nelson
    Nestor Nicolas Octavio Oscar Osvaldo Pablo Patricia Patricio Pedro Rafael Ramiro Ramon Raul Ricardo Roberto
    Rodolfo Rodrigo Rosa Ruben Salvador Santiago Sergio Silvia Tomas Vicente Victor
"""
_GIVEN = set(_GIVEN_TEXT.split())

_HEADLINED = {"president", "prime minister", "chancellor", "king", "emir", "sultan"}
"""Whom of CountryInfo's office holders headlines call by the surname alone."""


def ambiguous_surnames(spells: list[Held]) -> set[str]:
    """Surnames that are also given names in the table, or of people of three countries: no name by themselves."""
    given = {fold(s.names[0].split()[0]) for s in spells}
    homes: dict[str, set[str]] = defaultdict(set)
    for s in spells:
        homes[fold(s.names[0].split()[-1])].add(s.country)
    return given | {surname for surname, countries in homes.items() if len(countries) > 2}


_DIED_TEXT = """
    Abdelmalek Droukdel, Abu Bakr al-Baghdadi, Abu Mahdi al-Muhandis, Abu Musab al-Zarqawi, Abubakar Shekau, Ahmad
    Shah Massoud, Ahmed Yassin, Akhtar Mansour, Alexander Zakharchenko, Alexei Navalny, Alfonso Cano, Amir Ali
    Hajizadeh, Anna Lindh, Anwar al-Awlaki, Aslan Maskhadov, Ayman al-Zawahiri, Baitullah Mehsud, Benazir Bhutto,
    Bingu wa Mutharika, Cyprien Ntaryamira, Dzhokhar Dudayev, Ebrahim Raisi, Fuad Shukr, Hakimullah Mehsud, Hashem
    Safieddine, Hassan Nasrallah, Hossein Salami, Hugo Chavez, Idriss Deby, Imad Mughniyeh, Ismail Haniyeh, John
    Atta Mills, John Garang, John Magufuli, Jonas Savimbi, Jovenel Moise, Juvenal Habyarimana, Kim Jong-il, Laurent
    Kabila, Lech Kaczynski, Manuel Marulanda, Meles Zenawi, Melchior Ndadaye, Michael Sata, Mohammad Bagheri,
    Mohammed Deif, Mohammed Sinwar, Mohsen Fakhrizadeh, Mono Jojoy, Morgan Tsvangirai, Nasir al-Wuhayshi, Osama bin
    Laden, Pablo Escobar, Pierre Nkurunziza, Pim Fortuyn, Qassem Soleimani, Rafik Hariri, Raul Reyes, Shamil
    Basayev, Umaru Yar'Adua, Velupillai Prabhakaran, Yahya Sinwar, Yasser Arafat, Yevgeny Prigozhin, Yitzhak Rabin,
    Zoran Djindjic
"""
_DIED_IN_POST = set(" ".join(_DIED_TEXT.split()).split(", "))
"""People who were killed or died in office: news of it, and of the months after, never calls them former leaders."""


_HEADS = ("president", "prime minister", "premier", "chancellor", "taoiseach")


def _without_retired(many: list[Held], known: list[Held]) -> list[Held]:
    """Leave out that a former head of state or government is a politician: he is a former head."""
    left: dict[tuple[str, str], str] = {}
    for s in known:
        if s.role in _HEADS and s.last and not s.code:
            left[s.names[0], s.country] = min(s.last, left.get((s.names[0], s.country), s.last))
    return [s for s in many if s.role != "politician" or s.first < left.get((s.names[0], s.country), "9999")]


def _mourned(spells: list[Held]) -> list[Held]:
    """Let the last spells of those who died in post run on: a month in a state's office, else a year."""
    ends: dict[str, str] = {}
    for s in spells:
        ends[s.names[0]] = max(ends.get(s.names[0], ""), s.last or "9999")
    longer = []
    for s in spells:
        if s.names[0] in _DIED_IN_POST and s.last and s.last == ends[s.names[0]]:
            days = 31 if s.sector == "GOV" else 366
            s = s._replace(last=(date.fromisoformat(s.last) + timedelta(days=days)).isoformat())
        longer.append(s)
    return longer


def _check(spells: list[Held]) -> None:
    """End the run where one person holds one office twice at a time, or leaves before coming."""
    seen: dict[tuple[str, ...], list[Held]] = defaultdict(list)
    wrong = []
    for s in spells:
        office = (fold(s.names[0]), s.country, s.code, s.role)
        if any(s.first <= (o.last or "9999") and o.first <= (s.last or "9999") for o in seen[office]):
            wrong.append(f"{s.names[0]}, {s.country}{s.code} {s.role}, {s.first}: overlaps another spell")
        if s.last and s.last < s.first:
            wrong.append(f"{s.names[0]}, {s.country}{s.code} {s.role}, {s.first}: ends before it begins, {s.last}")
        seen[office].append(s)
    if wrong:
        raise SystemExit("\n".join(wrong))


def main(data: Path, output: Path) -> None:
    """Write the table."""
    here = Path(__file__).parent
    spells = [*hand(here / "offices_heads.txt"), *hand(here / "offices_ministers.txt")]
    early = list(hand(here / "offices_1990.txt"))
    many = [s for name in ("cabinets", "public", "states", "bodies") for s in hand(here / f"offices_{name}.txt")]
    many = _without_retired(many, [*spells, *early, *many])
    now = spells + [s for s in early if not s.last]
    has = {f"{s.country} {s.role}" for s in now}
    has |= {f"{s.country} prime minister" for s in now if s.role in ("premier", "chancellor")}
    spells += [*early, *many]
    spells += factbook(data, has)
    told = list(gaps(data, spells))
    unclear = ambiguous_surnames([*spells, *told])
    spells += told
    weak = {id(s) for s in (*told, *many)}
    _check(spells)
    weak_ones = [id(s) in weak for s in spells]
    spells = _mourned(spells)
    weak = {id(s) for s, is_weak in zip(spells, weak_ones, strict=True) if is_weak}
    lines = ["\t".join(COLUMNS)]
    people: dict[str, list[str]] = {}
    for s in spells:  # a person has the same aliases in every spell
        known = people.setdefault(_ascii(s.names[0]), [])
        is_cut = id(s) in weak and s.country in _SPANISH
        whole = min((n for n in s.names if " " in n), key=len) if is_cut else s.names[0]
        short = [] if any(" " not in n for n in s.names[1:]) else short_names(whole, s.country)
        if id(s) in weak:
            short = [n for n in short if fold(n) not in unclear]
        known += [n for n in [*s.names[1:], *short] if n not in known and n not in _COMMON_WORDS]
    for line in (here / "other_spellings.txt").read_text("utf-8").splitlines():
        name, *spellings = line.split("=")
        if not line.startswith("#"):
            people[_ascii(name)] += [n for n in spellings if n not in people[_ascii(name)]]
    for s in spells:
        # An alias that folds to another form of the line says nothing new.
        seen = {fold(s.names[0])}
        aliases = []
        for alias in people[_ascii(s.names[0])]:
            if fold(alias) not in seen:
                seen.add(fold(alias))
                aliases.append(alias)
        row = [s.names[0], "|".join(aliases), s.country, s.code, s.sector, s.role, s.first, s.last]
        lines.append("\t".join(row).rstrip("\t"))
    output.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(spells)} spells of {len(people)} people, {len({s.country for s in spells})} countries")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
