"""A dyad-day file: what it lacks is not invented, and a cell that is none is refused with its line."""

from datetime import date

import duckdb
import pytest

from detente.errors import InputError
from detente.relations.dayfile import read_days
from detente.relations.measures import measured
from detente.relations.profile import profile

HEAD = "source,target,date,cooperation,conflict"


def _file(tmp_path, *rows, head=HEAD, name="mine.csv"):
    path = tmp_path / name
    path.write_text("\n".join([head, *rows]) + "\n", "utf-8")
    return path


def test_what_a_file_has_no_columns_for_is_not_told(tmp_path):
    days = read_days(_file(tmp_path, "AAA,BBB,2030-01-07,3,1", "AAA,CCC,2030-01-09,1,1"))
    assert (days.has_weights, days.has_intensity, days.has_quads) == (False, False, False)
    assert not days.of_pair("AAA", "BBB").within(date(2030, 1, 7)).has_weights
    point = measured(days, "AAA", "BBB", by="week").points[0]
    assert (point.goldstein, point.intensity, point.reports) == (None, None, None)
    told = " ".join(profile(days, "AAA", "BBB").sentences())
    assert "verbal" not in told
    assert "Goldstein" not in told
    assert "75 %" in told


def test_what_a_file_tells_is_told(tmp_path):
    head = "source,target,date,vcoop,mcoop,vconf,mconf,goldstein_sum,intensity,reports"
    days = read_days(_file(tmp_path, "AAA,BBB,2030-01-07,1,2,0,1,2.5,,", head=head))
    assert (days.has_weights, days.has_intensity, days.has_quads) == (True, True, True)
    assert (days.goldstein.tolist(), days.intensity.tolist()) == ([2.5], [0.0])
    assert "verbal cooperation" in " ".join(profile(days, "AAA", "BBB").sentences())


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("AAA,BBB,2030-01-08,nan,1", "“nan” in column “cooperation” is no finite number"),
        ("AAA,BBB,2030-01-08,1,inf", "“inf” in column “conflict” is no finite number"),
        ("AAA,BBB,2030-01-08,2000000,1", "2,000,000 in column “cooperation” is no count"),
        ("AAA,BBB,2030-01-08,-1,1", "-1 in column “cooperation” is no count"),
        ("AAA,BBB,2030-01-08,many,1", "“many” in column “cooperation” is no number"),
        ("AAA,BBB,2030-01-08,,1", "A cell of column “cooperation” is empty"),
        ("AAA,BBB,,1,1", "A cell of column “date” is empty"),
        ("AAA,,2030-01-08,1,1", "A cell of column “target” is empty"),
        ("AAA,BBB,8 Jan,1,1", "“8 Jan” is no day"),
        ("AAA,BBB,2030-01-08,1", "A row has 4 cells where the header has 5"),
        ("AAA,BBB,2030-01-08,1,1,1", "A row has 6 cells where the header has 5"),
        ('AAA,"BBB,2030-01-08,1,1', "A row cannot be read"),
    ],
)
def test_a_cell_that_is_none_is_refused_with_its_line(tmp_path, row, says):
    with pytest.raises(InputError) as caught:
        read_days(_file(tmp_path, "AAA,BBB,2030-01-07,3,1", "", row))
    assert says in caught.value.what
    assert caught.value.where.endswith("mine.csv, line 4")
    assert max(map(len, str(caught.value).splitlines())) < 200


def test_a_parquet_cell_is_refused_with_its_row(tmp_path):
    path = tmp_path / "mine.parquet"
    rows = "('A', 'B', DATE '2030-01-07', 1, 0), ('B', 'A', NULL, 2, 0)"
    names = "(source, target, date, cooperation, conflict)"
    duckdb.sql(f"COPY (SELECT * FROM (VALUES {rows}) t{names}) TO '{path}' (FORMAT PARQUET)")
    with pytest.raises(InputError, match="column “date” is empty") as caught:
        read_days(path)
    assert caught.value.where.endswith("row 2")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_what_stands_between_cells_is_found(tmp_path, separator):
    text = HEAD.replace(",", separator), "AAA,BBB,2030-01-07,3,1".replace(",", separator)
    assert read_days(_file(tmp_path, text[1], head="\ufeff" + text[0])).counts.sum() == 4


@pytest.mark.parametrize("content", [b"", b"\0\1\2", b"source,target\xf4\n", b"source,source,date\n"])
def test_what_is_no_table_is_refused(tmp_path, content):
    path = tmp_path / "mine.csv"
    path.write_bytes(content)
    with pytest.raises(InputError):
        read_days(path)


def test_many_events_of_the_only_pair_are_not_called_too_few(tmp_path):
    days = read_days(_file(tmp_path, *(f"AAA,BBB,2030-{1 + n // 28:02}-{1 + n % 28:02},1,0" for n in range(63))))
    [last] = [s for s in profile(days, "AAA", "BBB").sentences() if "AAA and BBB are friendlier" in s]
    assert last.endswith("cannot be told: no other pair of theirs tells what is usual.")
