"""The knowledge tables: finding forms in words, spells by day, checks of a user's file, and facts."""

from __future__ import annotations

from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from detente.actors.checks import kind_of, read_rows
from detente.actors.folding import fold
from detente.actors.rows import COLUMNS, Body, CountryForm, Group, Kind, Role, Spell
from detente.actors.tables import Entry, Knowledge, load, spell_on
from detente.errors import TableError

KNOWN = load()
CODES = frozenset(row.code for row in KNOWN.rows("country") if isinstance(row, CountryForm))
TABLES: dict[Kind, str] = {
    "country": "countries.tsv",
    "body": "bodies.tsv",
    "group": "groups.tsv",
    "person": "people.tsv",
    "role": "roles.tsv",
    "agency": "agencies.tsv",
}


def first(text: str, kind: Kind | None = None) -> Entry | None:
    """The longest entry (of a kind) at the beginning of the words."""
    return next((e for e in KNOWN.match(text.split(), 0) if kind in (None, e.kind)), None)


def countries(text: str) -> set[tuple[str, str]]:
    """Code and kind of all country rows of the longest country entry at the beginning."""
    entry = first(text, "country")
    return {(r.code, r.kind) for r in entry.rows if isinstance(r, CountryForm)} if entry else set()


# ---- folding and matching


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Kim Jong-un", "kim jong un"),
        ("U.S.", "us"),
        ("Côte d’Ivoire", "cote divoire"),
        ("Iran’s", "iran"),
        ("Erdoğan", "erdogan"),
        ("Łukasz", "lukasz"),
        ("-", ""),
        ("'s", ""),
        (".", "."),
    ],
)
def test_folding_joins_spellings(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize("text", ["Kim Jong-un said", "Kim Jong - un said", "Kim Jong Un said", "KIM JONG UN SAID"])
def test_a_name_is_found_however_its_words_are_cut(text: str) -> None:
    entry = first(text, "person")
    assert entry is not None
    assert entry.words == len(text.split()) - 1
    assert not entry.short
    assert all(isinstance(r, Spell) and r.country == "PRK" for r in entry.rows)


def test_the_longest_form_comes_first() -> None:
    found = KNOWN.match(["South", "Korean", "foreign", "minister"], 0)
    assert [e.words for e in found] == sorted((e.words for e in found), reverse=True)
    assert found[0].words == 2
    assert ("KOR", "adjective") in countries("South Korean foreign minister")


def test_a_possessive_does_not_hide_a_country() -> None:
    assert countries("Iran 's parliament") == countries("Iran") == countries("Iran's parliament")


def test_a_name_does_not_run_over_the_end_of_a_sentence() -> None:
    assert all(e.words == 1 for e in KNOWN.match(["North", ".", "Korea"], 0))


@pytest.mark.parametrize("text", ["us", "turkey", "polish", "who", "may", "is", "it", "she", "male"])
def test_common_words_are_no_names(text: str) -> None:
    assert [e for e in KNOWN.match([text], 0) if e.kind != "role"] == []


@pytest.mark.parametrize(
    ("text", "code"), [("US", "USA"), ("U.S.", "USA"), ("Turkey", "TUR"), ("TURKEY", "TUR"), ("Polish", "POL")]
)
def test_the_same_words_with_capitals_are_countries(text: str, code: str) -> None:
    assert code in {c for c, _ in countries(text)}


@pytest.mark.parametrize(("text", "code"), [("NATO", "NATO"), ("Nato", "NATO"), ("WHO", "UNO"), ("U.N.", "UNO")])
def test_bodies_are_found_by_their_letters(text: str, code: str) -> None:
    entry = first(text, "body")
    assert entry is not None
    assert isinstance(entry.row, Body)
    assert entry.row.code == code


def test_a_surname_alone_is_marked_short() -> None:
    entry = first("Zarif said", "person")
    assert entry is not None
    assert entry.short


def test_words_at_the_end_of_the_text_are_matched() -> None:
    assert first("North", "country") is None
    assert ("PRK", "name") in {
        (r.code, r.kind) for e in KNOWN.match(["to", "North", "Korea"], 1) for r in e.rows if isinstance(r, CountryForm)
    }


def test_every_country_has_a_name_and_most_have_a_capital() -> None:
    assert all(KNOWN.name_of(code) for code in CODES)
    assert KNOWN.name_of("KOR") == "South Korea"
    assert KNOWN.name_of("QQQ") is None
    capitals = {r.code for r in KNOWN.rows("country") if isinstance(r, CountryForm) and r.kind == "capital"}
    assert CODES - capitals <= {"ATA", "SGP", "VAT", "HKG"}


# ---- the package's own tables pass the checks of a user's


@pytest.mark.parametrize("kind", list(TABLES))
def test_the_tables_of_the_package_are_valid(kind: Kind) -> None:
    path = Path(str(files("detente.actors") / "data" / TABLES[kind]))
    assert kind_of(path) == kind
    rows = read_rows(path, kind, CODES)
    assert tuple(rows) == KNOWN.rows(kind)
    least = {"country": 4000, "body": 400, "group": 350, "person": 2500, "role": 3000, "agency": 250}
    assert len(rows) >= least[kind]


def test_every_form_of_the_tables_is_found() -> None:
    for kind in ("group", "agency", "body"):
        for row in KNOWN.rows(kind):
            assert not isinstance(row, (CountryForm, Role))
            for form in (row.name, *row.aliases):
                words = form.split()
                assert any(row in e.rows and e.words == len(words) for e in KNOWN.match(words, 0)), form


def test_people_of_a_code_lead_a_known_body_or_group() -> None:
    codes = {r.code for k in ("body", "group") for r in KNOWN.rows(k) if isinstance(r, (Body, Group))}
    used = {r.code for r in KNOWN.rows("person") if isinstance(r, Spell) and r.code}
    assert used - codes == set()


# ---- spells


def test_a_former_holder_is_of_the_elite() -> None:
    spell = spell_on(KNOWN.people("Javad Zarif"), date(2022, 3, 1))
    assert spell is not None
    assert (spell.sector, spell.role) == ("ELI", "former foreign minister")


def test_nobody_holds_an_office_before_the_first_spell() -> None:
    assert spell_on(KNOWN.people("Rishi Sunak"), date(2010, 1, 1)) is None
    assert KNOWN.people("Nobody Atall") == ()
    assert spell_on((), date(2020, 1, 1)) is None


def test_a_spell_ends_on_its_last_day() -> None:
    spell = Spell("A B", (), "NOR", "GOV", "president", date(2020, 1, 1), date(2020, 6, 30))
    assert spell_on([spell], date(2020, 6, 30)) == spell
    after = spell_on([spell], date(2020, 7, 1))
    assert after is not None
    assert after.role == "former president"


def test_a_head_of_state_stands_before_a_minister_of_the_same_name() -> None:
    day = date(2018, 1, 1)
    minister = Spell("A Kim", (), "KOR", "GOV", "trade minister", date(2017, 1, 1))
    head = Spell("B Kim", (), "PRK", "GOV", "supreme leader", date(2011, 1, 1))
    assert spell_on([minister, head], day) == head


# ---- facts


def holders(country: str, role: str, day: date) -> set[str]:
    """Names of those who hold an office on a day."""
    return {
        r.name
        for r in KNOWN.rows("person")
        if isinstance(r, Spell) and r.country == country and r.role == role and r.holds_on(day)
    }


@pytest.mark.parametrize(
    ("country", "role", "day", "name"),
    [
        ("IRN", "foreign minister", "2018-08-07", "Mohammad Javad Zarif"),
        ("PRK", "foreign minister", "2018-08-07", "Ri Yong-ho"),
        ("PRK", "supreme leader", "2018-08-07", "Kim Jong-un"),
        ("GBR", "prime minister", "2022-09-10", "Liz Truss"),
        ("GBR", "prime minister", "2022-11-01", "Rishi Sunak"),
        ("GBR", "foreign secretary", "2016-08-01", "Boris Johnson"),
        ("USA", "president", "2012-05-01", "Barack Obama"),
        ("USA", "president", "2021-01-19", "Donald Trump"),
        ("USA", "president", "2021-01-20", "Joe Biden"),
        ("USA", "secretary of state", "2018-08-07", "Mike Pompeo"),
        ("USA", "national security adviser", "2018-08-07", "John Bolton"),
        ("RUS", "foreign minister", "2015-01-01", "Sergei Lavrov"),
        ("RUS", "president", "2010-01-01", "Dmitry Medvedev"),
        ("CHN", "foreign minister", "2023-02-01", "Qin Gang"),
        ("JPN", "prime minister", "2019-01-01", "Shinzo Abe"),
        ("KOR", "president", "2018-04-27", "Moon Jae-in"),
        ("KOR", "foreign minister", "2018-08-07", "Kang Kyung-wha"),
        ("IND", "foreign minister", "2018-01-01", "Sushma Swaraj"),
        ("PAK", "prime minister", "2022-04-12", "Shehbaz Sharif"),
        ("SAU", "foreign minister", "2018-11-01", "Adel al-Jubeir"),
        ("SYR", "president", "2018-01-01", "Bashar al-Assad"),
        ("ISR", "prime minister", "2022-08-01", "Yair Lapid"),
        ("ISR", "defense minister", "2018-08-07", "Avigdor Lieberman"),
        ("EGY", "president", "2013-01-01", "Mohamed Morsi"),
        ("TUR", "foreign minister", "2012-01-01", "Ahmet Davutoglu"),
        ("UKR", "president", "2014-07-01", "Petro Poroshenko"),
        ("DEU", "chancellor", "2022-01-01", "Olaf Scholz"),
        ("FRA", "foreign minister", "2013-01-01", "Laurent Fabius"),
        ("ITA", "prime minister", "2020-03-01", "Giuseppe Conte"),
        ("POL", "prime minister", "2018-01-01", "Mateusz Morawiecki"),
        ("NGA", "president", "2018-01-01", "Muhammadu Buhari"),
        ("ZAF", "president", "2015-01-01", "Jacob Zuma"),
        ("ETH", "prime minister", "2020-11-04", "Abiy Ahmed"),
        ("ZWE", "president", "2017-11-01", "Robert Mugabe"),
        ("BRA", "president", "2020-01-01", "Jair Bolsonaro"),
        ("VEN", "foreign minister", "2019-02-01", "Jorge Arreaza"),
        ("MEX", "president", "2014-01-01", "Enrique Pena Nieto"),
        ("CUB", "president", "2018-05-01", "Miguel Diaz-Canel"),
        ("AUS", "foreign minister", "2015-01-01", "Julie Bishop"),
        ("NZL", "prime minister", "2019-03-15", "Jacinda Ardern"),
    ],
)
def test_who_held_an_office(country: str, role: str, day: str, name: str) -> None:
    assert holders(country, role, date.fromisoformat(day)) == {name}


@pytest.mark.parametrize(
    ("code", "role", "day", "name"),
    [
        ("UNO", "secretary-general", "2016-12-31", "Ban Ki-moon"),
        ("UNO", "secretary-general", "2017-01-01", "Antonio Guterres"),
        ("NATO", "NATO secretary-general", "2018-08-07", "Jens Stoltenberg"),
        ("EU", "EU foreign policy chief", "2018-08-07", "Federica Mogherini"),
        ("IAEA", "IAEA director general", "2018-08-07", "Yukiya Amano"),
        ("IMF", "IMF managing director", "2018-08-07", "Christine Lagarde"),
        ("HEZBOLLAH", "Hezbollah leader", "2018-08-07", "Hassan Nasrallah"),
    ],
)
def test_who_led_a_body(code: str, role: str, day: str, name: str) -> None:
    on = date.fromisoformat(day)
    rows = [r for r in KNOWN.rows("person") if isinstance(r, Spell) and r.code == code and r.role == role]
    assert {r.name for r in rows if r.holds_on(on)} == {name}


@pytest.mark.parametrize(
    ("text", "code", "kind", "sector"),
    [
        ("Crimea", "UKR", "region", None),
        ("Kremlin", "RUS", "seat", "GOV"),
        ("Pentagon", "USA", "seat", "MIL"),
        ("Knesset", "ISR", "seat", "LEG"),
        ("Blue House", "KOR", "seat", "GOV"),
        ("Quai d'Orsay", "FRA", "seat", "GOV"),
        ("Pyongyang", "PRK", "capital", None),
        ("Gaza", "PSE", "region", None),
        ("Mosul", "IRQ", "region", None),
        ("Filipinos", "PHL", "noun", None),
        ("Soviet Union", "RUS", "historical", None),
        ("South Ossetia", "GEO", "name", "PRE"),
        ("Somaliland", "SOM", "name", "PRE"),
        ("Transnistria", "MDA", "name", "PRE"),
        ("Western Sahara", "MAR", "name", "PRE"),
        ("Kosovo", "XKX", "name", None),
        ("Greenland", "DNK", "region", None),
        ("Tripoli", "LBY", "capital", None),
    ],
)
def test_words_stand_for_countries(text: str, code: str, kind: str, sector: str | None) -> None:
    entry = first(text, "country")
    assert entry is not None
    assert entry.words == len(text.split())
    assert (code, kind, sector) in {(r.code, r.kind, r.sector) for r in entry.rows if isinstance(r, CountryForm)}


@pytest.mark.parametrize(
    ("phrase", "sector"),
    [
        ("foreign minister", "GOV"),
        ("former president", "ELI"),
        ("troops", "MIL"),
        ("riot police", "COP"),
        ("lawmakers", "LEG"),
        ("gunmen", "UAF"),
        ("rebels", "REB"),
        ("protesters", "CVL"),
        ("opposition leaders", "OPP"),
        ("farmers", "AGR"),
        ("refugees", "REF"),
        ("nurses", "MED"),
        ("journalists", "JRN"),
        ("supreme court", "JUD"),
        ("spy agency", "SPY"),
        ("drug cartel", "CRM"),
    ],
)
def test_roles_have_sectors(phrase: str, sector: str) -> None:
    entry = first(phrase, "role")
    assert entry is not None
    assert isinstance(entry.row, Role)
    assert (entry.words, entry.row.sector) == (len(phrase.split()), sector)


def test_a_group_changes_its_place_with_time() -> None:
    entry = first("Taliban", "group")
    assert entry is not None
    groups = [r for r in entry.rows if isinstance(r, Group)]
    assert [g.sector for g in groups if g.holds_on(date(2015, 1, 1))] == ["REB"]
    assert [g.sector for g in groups if g.holds_on(date(2023, 1, 1))] == ["GOV"]


# ---- a user's file


def table(tmp_path: Path, kind: Kind, *lines: str) -> Path:
    """A user's file of one table."""
    path = tmp_path / "own.tsv"
    path.write_text("\n".join(["# mine", "\t".join(COLUMNS[kind]), *lines]) + "\n", encoding="utf-8")
    return path


def test_a_users_rows_stand_first(tmp_path: Path) -> None:
    path = table(tmp_path, "person", "Ola Nordmann\tNordmann\tNOR\t\tGOV\ttrade minister\t2030-01-01")
    knowledge = load((path,))
    spell = spell_on(knowledge.people("Nordmann"), date(2031, 1, 1))
    assert spell is not None
    assert spell.role == "trade minister"
    assert knowledge.people("Angela Merkel") == KNOWN.people("Angela Merkel")
    assert isinstance(knowledge, Knowledge)


@pytest.mark.parametrize(
    ("kind", "lines", "words"),
    [
        ("person", ["A B\t\tXYZ\t\tGOV\tking"], "country code XYZ"),
        ("person", ["A B\t\tNOR\t\tBOSS\tking"], "sector BOSS"),
        ("person", ["A B\t\tNOR\t\tGOV\tking\t2020-13-01"], "not a date"),
        ("person", ["A B\t\tNOR\t\tGOV\tking\t2020-02-01\t2019-01-01"], "before the first"),
        ("person", ["A B\t\tNOR\t\tGOV\tking\t2020-01-01", "A. B\t\tNOR\t\tGOV\tking\t2021-01-01"], "overlapping"),
        ("person", ["\t\tNOR\t\tGOV\tking"], "name is empty"),
        ("person", ["A B\tC||D\tNOR\t\tGOV\tking"], "no letters"),
        ("person", ["A B\t\tNOR\t\tGOV\tking\t\t\t\t"], "columns"),
        ("country", ["Norland\tplanet\tNOR"], "kind planet"),
        ("role", ["thane\tperson\tGOV ", ""], "Blanks"),
        ("group", ["XG\tX Group\t\tNOR\tREB", "XG\tX Group\t\tNOR\tPTY"], "overlapping"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, kind: Kind, lines: list[str], words: str) -> None:
    path = table(tmp_path, kind, *lines)
    with pytest.raises(TableError) as error:
        load((path,))
    assert words in error.value.what
    assert f"line {2 + len([line for line in lines if line])}" in error.value.where


def test_a_header_of_no_table_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "own.tsv"
    path.write_text("name\tcolour\nA\tred\n", encoding="utf-8")
    with pytest.raises(TableError, match="columns of no table"):
        load((path,))


def test_a_missing_file_is_a_table_error(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="cannot be read"):
        load((tmp_path / "none.tsv",))
