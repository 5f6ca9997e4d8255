"""The dyad-day table: out of the record's imports and codings, and out of files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from detente.errors import AskError, InputError
from detente.exchange.cameo import find_code
from detente.exchange.filed import Filed, FiledActor
from detente.exchange.importing import import_rows
from detente.record import Record
from detente.relations.behind import acts_behind
from detente.relations.dayfile import read_days
from detente.relations.days import DyadDays, table_of, weeks_of, whole_weeks
from detente.relations.naming import code_of_party, name_of_party
from detente.relations.sources import days_of, origins_of

MONDAY = date(2018, 1, 1)


def filed(source: str, code: str, target: str, *, to: str = "IRN", of: str = "RUS", day: date = MONDAY) -> Filed:
    cameo = find_code(code)
    assert cameo is not None
    return Filed(f"{source}{code}{target}", day, FiledActor(source, of), FiledActor(target, to), cameo, 1)


@pytest.fixture
def record(tmp_path: Path) -> Record:
    opened = Record.open(tmp_path / "r.db")
    rows = [
        filed("Russia", "040", "Iran"),
        filed("Iran", "040", "Russia", of="IRN", to="RUS"),
        filed("Russia", "111", "Iran"),
        filed("Police (Iran)", "173", "Protester (Iran)", of="IRN"),
    ]
    import_rows(opened.connection, rows, origin="trial", command="import trial")
    return opened


def test_a_symmetric_act_filed_twice_counts_once_and_both_counts_are_kept(record: Record) -> None:
    days = days_of(record)
    pair = days.of_pair("IRN", "RUS")
    assert (pair.cooperation.sum(), pair.conflict.sum(), pair.filed.sum()) == (1, 1, 3)
    assert days.of_dyad("RUS", "IRN").conflict.sum() == 1
    assert days.of_dyad("IRN", "RUS").conflict.sum() == 0


def test_acts_inside_a_country_stand_between_the_state_and_a_sector(record: Record) -> None:
    days = days_of(record)
    assert days.of_dyad("IRN", "IRN:CVL").conflict.sum() == 1
    assert not len(days.between_countries().of_dyad("IRN", "IRN:CVL"))


def test_a_later_import_is_counted_before_the_next_question(record: Record) -> None:
    assert origins_of(record)[0].n == 3
    import_rows(record.connection, [filed("Russia", "112", "Iran", day=date(2018, 2, 1))], origin="trial", command="x")
    origin = origins_of(record)[0]
    assert (origin.n, origin.last_day) == (4, date(2018, 2, 1))
    assert days_of(record).of_pair("RUS", "IRN").conflict.sum() == 2


def test_events_behind_a_number_are_named(record: Record) -> None:
    acts = acts_behind(record, "trial", [("RUS", "IRN")], MONDAY, MONDAY)
    assert {(a.source, a.act, a.target, a.is_cooperation) for a in acts} == {
        ("Russia", "Consult", "Iran", True),
        ("Russia", acts[0].act, "Iran", False),
    }
    assert acts_behind(record, "trial", [("RUS", "IRN")], MONDAY, MONDAY, side="cooperation")[0].cameo == "040"


def test_unknown_origins_and_empty_periods_say_so(record: Record) -> None:
    with pytest.raises(AskError, match="has no origin"):
        days_of(record, origin="gdelt")
    with pytest.raises(AskError, match="no events in this period"):
        days_of(record, first_day=date(2020, 1, 1))


def test_an_empty_record_has_no_table(tmp_path: Path) -> None:
    with Record.open(tmp_path / "e.db") as empty, pytest.raises(AskError, match="holds no events"):
        days_of(empty)


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_a_file_of_dyad_days_is_read(tmp_path: Path, ending: str) -> None:
    import duckdb

    path = tmp_path / f"days.{ending}"
    duckdb.sql(
        "COPY (SELECT 'USA' AS source, 'IRN' AS target, DATE '2018-01-03' AS date, 2 AS vcoop, 0 AS mcoop, 1 AS vconf,"
        f" 0 AS mconf, -1.5 AS goldstein_sum) TO '{path}'"
    )
    days = read_days(path)
    assert (days.origin, days.cooperation.tolist(), days.conflict.tolist(), days.goldstein.tolist()) == (
        "days",
        [2],
        [1],
        [-1.5],
    )
    assert np.isnan(days.reports).all()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("source,target,date\nA,B,2018-01-01\n", "no counts"),
        ("source,date,cooperation,conflict\nA,2018-01-01,1,1\n", "no column"),
        ("source,target,date,cooperation,conflict\nA,B,soon,1,1\n", "is no day"),
        ("source,target,date,cooperation,conflict\nA,B,2018-01-01,-1,1\n", "negative"),
        ("source,target,date,cooperation,conflict\nA,B,2018-01-01,many,1\n", "is no number"),
    ],
)
def test_a_damaged_file_says_what_is_wrong(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "days.csv"
    path.write_text(text)
    with pytest.raises(InputError, match=said):
        read_days(path)


def some_days() -> DyadDays:
    rows = [
        ("USA", "IRN", date(2018, 1, 2), 0, 0, 1, 0, -2.0, -2.0, 1, None),
        ("USA", "IRN", date(2018, 1, 9), 1, 0, 0, 0, 1.0, 1.0, 1, 2),
        ("IRN", "USA", date(2018, 1, 9), 0, 2, 0, 0, 3.0, 3.0, 2, 1),
        ("USA", "IRN", date(2018, 1, 2), 0, 0, 2, 0, -4.0, -4.0, 2, None),
    ]
    return table_of("trial", "events", (date(2018, 1, 1), date(2018, 1, 16)), rows)


def test_rows_of_one_dyad_and_day_are_added_up() -> None:
    days = some_days()
    assert len(days) == 3
    assert days.of_dyad("USA", "IRN").conflict.tolist() == [3, 0]


def test_weeks_are_whole_and_pairs_add_both_directions() -> None:
    weeks = weeks_of(some_days())
    assert weeks.mondays == (date(2018, 1, 1), date(2018, 1, 8))
    cooperation, conflict = weeks.of_pair("IRN", "USA")
    assert (cooperation.tolist(), conflict.tolist()) == ([0.0, 3.0], [3.0, 0.0])
    assert whole_weeks(date(2018, 1, 2), date(2018, 1, 13)) == ()


def test_days_asked_for_shrink_what_is_known() -> None:
    days = some_days().within(date(2018, 1, 9))
    assert (days.first_day, len(days)) == (date(2018, 1, 9), 2)


def test_parties_inside_a_country_are_asked_by_sector_or_role() -> None:
    assert code_of_party("THA:CVL", ["THA:CVL"]) == "THA:CVL"
    assert code_of_party("Thai protesters") == "THA:CVL"
    assert code_of_party("Thai police") == "THA"
    assert code_of_party("Thailand OPP") == "THA:OPP"
    assert name_of_party("THA:CVL") == "Thailand, civilians"
    with pytest.raises(AskError, match="Iran"):
        code_of_party("Irann")
