"""What the tables know, class by class: who held which office, what stands for a state, bodies, groups, role nouns."""

from __future__ import annotations

import os
import sys
from collections import defaultdict
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from detente.actors.rows import Agency, Body, CountryForm, Group, Kind, Role, Row, Spell
from detente.actors.tables import load, spell_on

KNOWN = load()
DATA = Path(str(files("detente.actors") / "data"))
KNOWLEDGE = Path(__file__).parents[2] / "training" / "knowledge"


def rows(text: str, kind: Kind) -> list[Row]:
    """The rows of one table for a whole text."""
    words = text.split()
    return [r for e in KNOWN.match(words, 0) if e.kind == kind and e.words == len(words) for r in e.rows]


@pytest.mark.parametrize(
    ("name", "day", "country", "role"),
    [
        ("Felipe Gonzalez", "1992-04-20", "ESP", "prime minister"),
        ("Jozsef Antall", "1991-06-01", "HUN", "prime minister"),
        ("Chuan Leekpai", "1998-03-01", "THA", "prime minister"),
        ("Konstantinos Mitsotakis", "1992-01-01", "GRC", "prime minister"),
        ("Habibie", "1999-09-13", "IDN", "president"),
        ("Andrei Kozyrev", "1994-01-15", "RUS", "foreign minister"),
        ("Klaus Kinkel", "1995-05-01", "DEU", "foreign minister"),
        ("Tang Jiaxuan", "2000-10-01", "CHN", "foreign minister"),
        ("Jack Straw", "2003-02-05", "GBR", "foreign secretary"),
        ("Hoshyar Zebari", "2008-06-01", "IRQ", "foreign minister"),
        ("William Cohen", "1998-12-16", "USA", "defense secretary"),
        ("Roberta Pinotti", "2016-06-01", "ITA", "defence minister"),
        ("Jean-Marc de La Sabliere", "2004-03-01", "FRA", "ambassador to the United Nations"),
        ("Zhang Jun", "2022-02-25", "CHN", "ambassador to the United Nations"),
        ("Nirupam Sen", "2006-01-01", "IND", "ambassador to the United Nations"),
        ("Bhupesh Baghel", "2021-03-01", "IND", "chief minister"),
        ("Maura Healey", "2017-02-01", "USA", "state attorney general"),
        ("Joshua Wong", "2019-08-30", "HKG", "activist"),
        ("Amara Essy", "1994-09-20", "CIV", "foreign minister"),
        ("Greta Thunberg", "2019-09-23", "SWE", "climate activist"),
        ("Sissi", "2019-04-20", "EGY", "president"),
        ("Trump", "2022-11-15", "USA", "former president"),
        ("Qassem Soleimani", "2020-01-04", "IRN", "Quds Force commander"),  # killed the day before
        ("Abu Bakr al-Baghdadi", "2019-11-02", None, "Islamic State leader"),
    ],
)
def test_an_office_holder_of_the_day(name: str, day: str, country: str | None, role: str) -> None:
    spell = spell_on(KNOWN.people(name), date.fromisoformat(day))
    assert spell is not None
    assert (spell.country, spell.role) == (country, role)


@pytest.mark.parametrize(
    ("name", "day", "code"),
    [
        ("Sadako Ogata", "1994-07-20", "UNO"),
        ("Hans Blix", "2003-01-27", "UNO"),
        ("Hans Blix", "1992-05-01", "IAEA"),
        ("Willy Claes", "1995-05-30", "NATO"),
        ("Jacques Santer", "1998-01-01", "EU"),
        ("James Wolfensohn", "1999-01-01", "WB"),
        ("Jonas Savimbi", "1996-01-01", "UNITA"),
    ],
)
def test_who_led_a_body_or_group(name: str, day: str, code: str) -> None:
    spell = spell_on(KNOWN.people(name), date.fromisoformat(day))
    assert spell is not None
    assert (spell.code, spell.sector != "ELI") == (code, True)


def test_an_office_is_left_in_time() -> None:
    before, after = (spell_on(KNOWN.people("Javier Solana"), date(year, 6, 1)) for year in (1998, 2005))
    assert before is not None
    assert after is not None
    assert (before.code, after.code) == ("NATO", "EU")


def test_no_state_has_two_heads_of_government_for_a_month() -> None:
    spells = defaultdict(list)
    for row in KNOWN.rows("person"):
        if isinstance(row, Spell) and row.role == "prime minister" and row.code is None and row.first_day:
            spells[row.country].append((row.first_day, row.last_day or date.max, row.name))
    double = [
        (country, one[2], other[2])
        for country, held in spells.items()
        for one, other in zip(sorted(held), sorted(held)[1:], strict=False)
        if one[2] != other[2] and one[1] > other[0] and (one[1] - other[0]).days > 31
    ]
    assert double == []


@pytest.mark.parametrize("name", ["Ford", "Cohen", "Hockey", "Fudge", "Marshall", "Carlos"])
def test_a_common_surname_alone_names_nobody_of_the_provinces(name: str) -> None:
    offices = {s.role for s in KNOWN.people(name) if s.country in ("USA", "CAN", "AUS", "ESP")}
    assert not offices & {"governor", "mayor", "provincial premier", "senator", "king", "treasurer"}


@pytest.mark.parametrize(
    ("text", "country"),
    [("Green Party", "CAN"), ("Labour Party", "NZL"), ("NDP", "CAN"), ("PPP", "GUY"), ("PAN", "IDN")],
)
def test_a_party_name_that_many_states_have_knows_them_all(text: str, country: str) -> None:
    held = {g.country for g in rows(text, "group") if isinstance(g, Group)}
    assert country in held
    assert len(held) > 1


@pytest.mark.parametrize(
    ("text", "code", "kind", "day"),
    [
        ("Czechoslovakia", "CZE", "historical", "2008-08-20"),  # named long after its end
        ("Northern Rhodesia", "ZMB", "historical", "2014-10-24"),
        ("South Yemeni", "YEM", "adjective", "1994-05-22"),
        ("Bonn", "DEU", "capital", "1990-07-17"),
        ("Alma-Ata", "KAZ", "capital", "1993-01-01"),
        ("Kasumigaseki", "JPN", "seat", "2012-09-11"),
        ("Place Beauvau", "FRA", "seat", "2005-11-08"),
        ("Leinster House", "IRL", "seat", "2010-11-22"),
        ("Plurinational State of Bolivia", "BOL", "name", "2019-10-21"),
        ("Nepalis", "NPL", "noun", "2015-04-25"),
        ("Batswana", "BWA", "noun", "2019-10-23"),
        ("Glaswegians", "GBR", "noun", "2014-09-18"),
    ],
)
def test_words_that_stand_for_a_state(text: str, code: str, kind: str, day: str) -> None:
    on = date.fromisoformat(day)
    forms = [r for r in rows(text, "country") if isinstance(r, CountryForm) and r.holds_on(on)]
    assert (code, kind) in {(f.code, f.kind) for f in forms}


@pytest.mark.parametrize(
    ("text", "country", "sector"),
    [
        ("Ryanair", "IRL", "BUS"),
        ("Qantas", "AUS", "BUS"),
        ("Norilsk Nickel", "RUS", "BUS"),
        ("Codelco", "CHL", "BUS"),
        ("TCS", "IND", "BUS"),
        ("British Medical Association", "GBR", "LAB"),
        ("RUC", "GBR", "COP"),
        ("Kopassus", "IDN", "MIL"),
        ("UNPROFOR", None, None),
        ("Global Witness", None, "SOC"),
        ("Rewards for Justice", "USA", "GOV"),
        ("Oversight Committee", "USA", "LEG"),
        ("DNC", "USA", "PTY"),
        ("CICIG", "GTM", "JUD"),
        ("Asayish", "IRQ", "COP"),
        ("Malian Armed Forces", "MLI", "MIL"),
        ("Kosovo Specialist Chambers", None, "JUD"),
    ],
)
def test_bodies(text: str, country: str | None, sector: str | None) -> None:
    assert (country, sector) in {(b.country, b.sector) for b in rows(text, "body") if isinstance(b, Body)}


@pytest.mark.parametrize(
    ("text", "day", "country", "sector"),
    [
        ("ANC", "1992-06-18", "ZAF", "OPP"),
        ("ANC", "1999-06-02", "ZAF", "GOV"),
        ("Swapo", "1988-12-22", "NAM", "REB"),
        ("MRTA", "1996-12-17", "PER", "REB"),
        ("Interahamwe", "1994-05-01", "RWA", "PRM"),
        ("RHDP", "2010-11-28", "CIV", "PTY"),
        ("Sweden Democrats", "2018-09-09", "SWE", "PTY"),
        ("Camorra", "2006-10-01", "ITA", "CRM"),
    ],
)
def test_groups_of_the_day(text: str, day: str, country: str, sector: str) -> None:
    on = date.fromisoformat(day)
    held = [g for g in rows(text, "group") if isinstance(g, Group) and g.holds_on(on)]
    assert [(g.country, g.sector) for g in held] == [(country, sector)]


@pytest.mark.parametrize(
    ("phrase", "sector"),
    [
        ("seamstresses", "LAB"),
        ("rock drillers", "LAB"),
        ("midwives", "MED"),
        ("vintners", "AGR"),
        ("stallholders", "BUS"),
        ("coastguards", "COP"),
        ("jawans", "MIL"),
        ("arbitrators", "JUD"),
        ("hecklers", "CVL"),
        ("Muslims", "CVL"),
        ("suspects", "CRM"),
        ("opposition rebels", "REB"),
        ("pickpockets", "CRM"),
        ("men on motorbikes", "UAF"),
        ("anchorwoman", "JRN"),
        ("parish priest", "REL"),
        ("returning officer", "GOV"),
    ],
)
def test_nouns_of_a_trade(phrase: str, sector: str) -> None:
    assert sector in {r.sector for r in rows(phrase, "role") if isinstance(r, Role)}


@pytest.mark.parametrize(
    ("name", "country"), [("Aftenposten", "NOR"), ("Stabroek News", "GUY"), ("Radio Okapi", "COD"), ("Kompas", "IDN")]
)
def test_papers_and_stations(name: str, country: str) -> None:
    assert country in {a.country for a in rows(name, "agency") if isinstance(a, Agency)}


def test_no_company_goes_by_a_common_surname() -> None:
    folded = {r.name.split()[-1] for r in KNOWN.rows("person") if isinstance(r, Spell)}
    new = [r for r in KNOWN.rows("body") if isinstance(r, Body) and r.kind == "company"]
    shared = {form for r in new for form in (r.name, *r.aliases) if " " not in form} & folded
    founders = {"Antonov", "Dassault", "Dell", "Kaspersky", "Odebrecht", "Tata"}  # firms named after them
    assert shared <= founders


@pytest.mark.parametrize("table", ["people", "roles"])
def test_a_table_is_what_its_script_makes(table: str, tmp_path: Path) -> None:
    data = os.environ.get("DETENTE_DATA")
    if not data or not (Path(data) / "actors_countryinfo").is_dir():
        pytest.skip("set DETENTE_DATA to the folder of the test data (actors_countryinfo)")
    sys.path.insert(0, str(KNOWLEDGE))
    try:
        __import__(f"make_{table}").main(Path(data), tmp_path / "made.tsv")
    finally:
        sys.path.remove(str(KNOWLEDGE))
    assert (tmp_path / "made.tsv").read_bytes() == (DATA / f"{table}.tsv").read_bytes()
