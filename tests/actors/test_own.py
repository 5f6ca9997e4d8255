"""A user's own actor files: beside each other, over the package's rows, and with names that mean one actor a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from detente.actors.folding import plain
from detente.actors.rows import COLUMNS, Body, CountryForm, Group, Kind, Role, Spell
from detente.actors.tables import Entry, Knowledge, _folded, load, spell_on
from detente.errors import TableError


def table(folder: Path, kind: Kind, *lines: str, name: str | None = None) -> Path:
    path = folder / (name or f"{kind}.tsv")
    path.write_text("\n".join(["\t".join(COLUMNS[kind]), *lines]) + "\n", encoding="utf-8")
    return path


def entry(knowledge: Knowledge, text: str, kind: Kind) -> Entry | None:
    return next((e for e in knowledge.match(text.split(), 0) if e.kind == kind), None)


# ---- over the package


def test_a_name_of_the_user_is_not_the_packages_any_more(tmp_path: Path) -> None:
    known = load([table(tmp_path, "group", "RIVER\tHamas\t\tNOR\tPTY")])
    found = entry(known, "Hamas", "group")
    assert found is not None
    assert [(g.code, g.country) for g in found.rows if isinstance(g, Group)] == [("RIVER", "NOR")]


def test_a_name_of_the_user_hides_a_state_of_that_name(tmp_path: Path) -> None:
    known = load([table(tmp_path, "body", "JRD\tJordan\t\tBUS\tNOR\tcompany")])
    assert [e.kind for e in known.match(["Jordan"], 0)] == ["body"]
    assert entry(known, "Jordanian", "country") is not None


def test_a_spell_of_the_user_leaves_the_packages_other_days(tmp_path: Path) -> None:
    known = load([table(tmp_path, "person", "Angela Merkel\t\tNOR\t\tSOC\tchair\t2022-01-01")])
    spells = known.people("Angela Merkel")
    now, then = spell_on(spells, date(2022, 5, 1)), spell_on(spells, date(2015, 5, 1))
    assert now is not None
    assert then is not None
    assert (now.country, then.country) == ("NOR", "DEU")


def test_a_surname_of_the_user_is_shared_with_the_packages_people(tmp_path: Path) -> None:
    known = load([table(tmp_path, "person", "Lena Merkel\tMerkel\tNOR\t\tLAB\tunion leader")])
    assert {s.name for s in known.people("Merkel")} >= {"Lena Merkel", "Angela Merkel"}


def test_a_name_and_a_common_word_stand_side_by_side(tmp_path: Path) -> None:
    known = load([table(tmp_path, "body", "OPP\tOpposition\t\tLAB\tNOR\tunion")])
    assert {e.kind for e in known.match(["Opposition"], 0)} == {"body", "role"}
    assert {e.kind for e in known.match(["opposition"], 0)} == {"role"}


def test_a_word_of_the_user_has_his_sector(tmp_path: Path) -> None:
    found = entry(load([table(tmp_path, "role", "nurses\tgroup\tLAB\tworker")]), "nurses", "role")
    assert found is not None
    assert [r.sector for r in found.rows if isinstance(r, Role)] == ["LAB"]


def test_a_state_of_the_user_comes_with_its_row(tmp_path: Path) -> None:
    states = table(tmp_path, "country", "Norland\tname\tNLD_\t\t1", "Norlandish\tadjective\tNRL", "Norland\tname\tNRL")
    with pytest.raises(TableError, match="NLD_"):
        load([states])
    states = table(tmp_path, "country", "Norlandish\tadjective\tNRL", "Norland\tname\tNRL\t\t1")
    people = table(tmp_path, "person", "Ana Duro\t\tNRL\t\tGOV\tpremier")
    known = load([people, states])
    assert known.name_of("NRL") == "Norland"
    found = entry(known, "Norlandish", "country")
    assert found is not None
    assert isinstance(found.row, CountryForm)


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    path = table(tmp_path, "body", "A\tAlfa Works\t\tBUS\tNOR\tcompany")
    assert entry(load([path]), "Alfa Works", "body") is not None
    table(tmp_path, "body", "B\tBeta Works\t\tBUS\tNOR\tcompany")
    known = load([path])
    assert entry(known, "Alfa Works", "body") is None
    found = entry(known, "Beta Works", "body")
    assert found is not None
    assert isinstance(found.row, Body)


def test_line_ends_and_marks_of_other_systems_do_not_matter(tmp_path: Path) -> None:
    path = table(tmp_path, "person", "Ana Duro\tDuro\tNOR\t\tGOV\tpremier")
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert [s.role for s in load([path]).people("Ana Duro") if isinstance(s, Spell)] == ["premier"]


# ---- names that mean two actors on one day

PERSON = "\t\tNOR\t\tGOV\tminister"


@pytest.mark.parametrize(
    ("kind", "lines", "words"),
    [
        ("person", [f"Ana Duro{PERSON}", "Ana Duro\t\tSWE\t\tOPP\tleader"], "Ana Duro stands in two rows"),
        (
            "person",
            [f"Ana Duro{PERSON}\t2018-01-01\t2020-12-31", "ANA DURO\t\tNOR\t\tLEG\tspeaker\t2020-12-31"],
            "two rows for overlapping days",
        ),
        ("person", [f"Ana Duro{PERSON}", "Ana Maria Duro\tAna Duro\tNOR\t\tLEG\tspeaker"], "Ana Duro stands in two"),
        ("body", ["A\tAlfa\tAW\tBUS\tNOR\tcompany", "B\tBeta\tAW\tBUS\tSWE\tcompany"], "AW stands in two rows"),
        ("agency", ["Wire\t\tNOR\tagency", "Telegram\tWire\tSWE\tagency"], "Wire stands in two rows"),
        ("group", ["A\tAlfa\t\tNOR\tREB\t\t2010-06-30", "B\tAlfa\t\tSWE\tPTY\t2010-06-30"], "Alfa stands in two rows"),
        ("country", ["Westmark\tregion\tNOR", "Westmark\tname\tNOR", "Westmark\tname\tSWE"], "Westmark stands in two"),
        ("country", ["Norway\tname\tNRO"], "Norway has the code NOR, not NRO"),
    ],
)
def test_a_name_that_means_two_is_refused_with_both_lines(
    tmp_path: Path, kind: Kind, lines: list[str], words: str
) -> None:
    path = table(tmp_path, kind, *lines)
    with pytest.raises(TableError) as caught:
        load([path])
    assert words in caught.value.what
    assert caught.value.where == f"{path}, line {1 + len(lines)}"
    assert caught.value.todo


@pytest.mark.parametrize(
    ("kind", "lines"),
    [
        ("person", [f"Ana Duro{PERSON}\t2018-01-01\t2020-12-31", "Ana Duro\t\tSWE\t\tOPP\tleader\t2021-01-01"]),
        ("person", [f"Ana Duro\tDuro{PERSON[1:]}", "Tom Duro\tDuro\tSWE\t\tOPP\tleader"]),
        ("group", ["A\tAlfa\tRiver Army\tNOR\tREB\t\t2010-06-30", "B\tRiver Army\t\tNOR\tPTY\t2010-07-01"]),
        ("body", ["A\tAlfa\tAL|A.L.\tBUS\tNOR\tcompany", "A\tAlfa Steel\t\tBUS\tNOR\tcompany"]),
        ("country", ["Springtown\tcity\tNOR", "Springtown\tcity\tSWE"]),
    ],
    ids=["one office after another", "a shared surname", "a new name", "two names of one firm", "namesake towns"],
)
def test_what_is_not_double_is_taken(tmp_path: Path, kind: Kind, lines: list[str]) -> None:
    load([table(tmp_path, kind, *lines)])


def test_a_name_in_two_files_is_told_with_both(tmp_path: Path) -> None:
    bodies = table(tmp_path, "body", "A\tAlfa\t\tBUS\tNOR\tcompany")
    groups = table(tmp_path, "group", "B\tBeta\t\tNOR\tREB", "C\tAlfa\t\tNOR\tREB")
    with pytest.raises(TableError) as caught:
        load([bodies, groups])
    assert caught.value.where == f"{groups}, line 3"
    assert f"{bodies}, line 2" in caught.value.what
    load([bodies, bodies])


@pytest.mark.parametrize(
    "lines",
    [
        ["A\tAlfa\tBeta\tNOR\tREB", "B\tBeta\tAlfa\tNOR\tREB"],
        ["A\tAlfa\tBeta\tNOR\tREB\t\t2010-01-01", "B\tBeta\tAlfa\tNOR\tREB\t2010-01-02"],
        ["A\tAlfa\tBeta\tNOR\tREB", "B\tBeta\tGamma\tNOR\tREB", "C\tGamma\tDelta|ALFA\tNOR\tREB"],
        ["X\tXi\tAlfa\tNOR\tREB", "A\tAlfa\tBeta\tNOR\tREB", "B\tBeta\tXi|Alfa\tNOR\tREB"],
    ],
    ids=["two", "two on other days", "three", "with a tail"],
)
def test_aliases_that_go_in_a_circle_are_refused(tmp_path: Path, lines: list[str]) -> None:
    path = table(tmp_path, "group", *lines)
    with pytest.raises(TableError) as caught:
        load([path])
    assert caught.value.what.startswith("The aliases go in a circle: ")
    assert "Alfa" in caught.value.what
    assert "Beta" in caught.value.what
    assert f"{path}, line {1 + len(lines)}" in caught.value.where
    assert "one row" in caught.value.todo


def test_aliases_of_a_circle_may_stand_in_two_files(tmp_path: Path) -> None:
    bodies = table(tmp_path, "body", "A\tAlfa\tBeta\tBUS\tNOR\tcompany")
    groups = table(tmp_path, "group", "B\tBeta\tAlfa\tNOR\tREB")
    with pytest.raises(TableError, match=r"Alfa -> Beta -> Alfa"):
        load([bodies, groups])


def test_a_name_among_its_own_aliases_is_no_circle(tmp_path: Path) -> None:
    load([table(tmp_path, "group", "A\tAl-Alfa\tAl Alfa|al-Alfa\tNOR\tREB")])


# ---- days


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2018-02-30", "2018-02-30 is not a date"),
        ("2019-02-29", "2019-02-29 is not a date"),
        ("0000-01-01", "0000-01-01 is not a date"),
        ("0001-01-01", "The year of 0001-01-01"),
        ("2199-01-01", "The year of 2199-01-01"),
        ("2018-13-01", "2018-13-01 is not a date"),
        ("20180807", "20180807 is not a date"),
        ("2018-W32-2", "2018-W32-2 is not a date"),
        ("7 August 2018", "7 August 2018 is not a date"),
        ("2018", "2018 is not a date"),
    ],
)
@pytest.mark.parametrize("place", ["first", "last"])
def test_a_bad_day_is_told_with_its_line(tmp_path: Path, day: str, words: str, place: str) -> None:
    days = f"{day}\t" if place == "first" else f"\t{day}"
    path = table(tmp_path, "person", f"Tom Berg{PERSON}", f"Ana Duro{PERSON}\t{days}")
    with pytest.raises(TableError) as caught:
        load([path])
    assert caught.value.what.startswith(words)
    assert caught.value.where == f"{path}, line 3"


def test_text_that_is_not_utf8_is_told_with_its_line(tmp_path: Path) -> None:
    path = table(tmp_path, "body", "A\tAlfa\t\tBUS\tNOR\tcompany")
    path.write_bytes(path.read_bytes() + "B\tBüro\t\tBUS\tDEU\tcompany\n".encode("latin-1"))
    with pytest.raises(TableError, match="UTF-8") as caught:
        load([path])
    assert ", line 3" in caught.value.where


# ---- the tables are folded as their words are


@pytest.mark.parametrize(
    "text", ["Iran’s", "é’s", "Côte d’Ivoire", "e\u0301", "Łódź", "“x”", "a–b", "ﬁ", "½", "İ", "`s´s", "`s", "plain's"]
)
def test_a_table_is_folded_as_a_word_is(text: str) -> None:
    assert _folded(text) == plain(text).lower()
