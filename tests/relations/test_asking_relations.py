"""Questions that a table cannot answer: actors that it does not file, periods that it does not know."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from detente.errors import AskError
from detente.exchange.cameo import find_code
from detente.exchange.filed import Filed, FiledActor
from detente.exchange.importing import import_rows
from detente.record import Record
from detente.relations.days import table_of
from detente.relations.naming import code_in_table
from detente.relations.pressure import pressure
from detente.relations.relate import Range
from detente.relations.relation import pair_series, relation, relation_of


def filed(source: str, of: str, code: str, target: str, to: str, day: date) -> Filed:
    cameo = find_code(code)
    assert cameo is not None
    return Filed(f"{source}{code}{target}{day}", day, FiledActor(source, of), FiledActor(target, to), cameo, 1)


@pytest.fixture
def record(tmp_path: Path) -> Record:
    opened = Record.open(tmp_path / "r.db")
    rows = [
        filed("Russia", "RUS", "111", "Iran", "IRN", date(2018, 1, 3)),
        filed("Russia", "RUS", "040", "Iran", "IRN", date(2018, 1, 4)),
        filed("Iran", "IRN", "057", "Russia", "RUS", date(2018, 2, 5)),
        filed("Russia", "RUS", "043", "Iran", "IRN", date(2018, 3, 5)),
    ]
    import_rows(opened.connection, rows, origin="trial", command="import trial")
    return opened


def test_an_actor_that_the_origin_does_not_file_has_no_zeros(record: Record) -> None:
    with pytest.raises(AskError, match="trial files nothing under European Union"):
        relation(record, "Iran", "EU")
    with pytest.raises(AskError, match="files nothing under France"):
        code_in_table("France", ["IRN", "RUS"], "trial")
    days = table_of("trial", "events", (date(2018, 1, 1), date(2018, 2, 1)), [])
    with pytest.raises(AskError, match="files nothing"):
        relation_of(days, "Iran", "Russia")


def test_a_sector_that_the_table_lacks_names_those_it_has() -> None:
    with pytest.raises(AskError, match=r"THA:CVL"):
        code_in_table("THA:REB", ["THA", "THA:CVL"], "trial")


def test_a_period_without_data_says_so(record: Record) -> None:
    with pytest.raises(AskError, match="nothing in this period") as told:
        relation(record, "Iran", "Russia", within=Range(date(2020, 1, 1)))
    assert "trial 2018-01-03 to 2018-03-05" in str(told.value)


def test_an_empty_record_says_so(tmp_path: Path) -> None:
    with Record.open(tmp_path / "e.db") as empty, pytest.raises(AskError, match="holds no events"):
        relation(empty, "Iran", "Russia")


def test_one_actor_is_no_pair(record: Record) -> None:
    with pytest.raises(AskError, match="two actors"):
        relation(record, "Iran", "IRN")


def test_a_direction_has_its_acts_and_symmetric_ones(record: Record) -> None:
    def counts(a: str, b: str) -> list[tuple[int, int]]:
        series = relation(record, a, b, directed=True).series[0]
        alone = pair_series(record, a, b, directed=True).series[0]
        assert [p.conflict.n for p in series.points] == [p.conflict.n for p in alone.points]
        return [(p.cooperation.n, p.conflict.n) for p in series.points]

    # criticism is one way, consulting and signing are both, and who hosts a visit is its target
    assert counts("RUS", "IRN") == [(1, 1), (1, 0), (0, 0)]
    assert counts("IRN", "RUS") == [(1, 0), (1, 0), (1, 0)]


def test_a_directed_relation_tells_no_changes_of_both(record: Record) -> None:
    found = relation(record, "RUS", "IRN", directed=True)
    assert found.directed
    assert found.sentences == ()
    assert any(note.startswith("Directed") for note in found.notes)


def test_series_alone_need_imported_events_and_a_known_origin(record: Record) -> None:
    assert pair_series(record, "RUS", "IRN").series[0].points[0].conflict.n == 1
    with pytest.raises(AskError, match="no origin"):
        pair_series(record, "RUS", "IRN", origin="nope")


def test_pressure_is_asked_of_countries() -> None:
    days = table_of("trial", "events", (date(2018, 1, 1), date(2018, 2, 1)), [])
    with pytest.raises(AskError, match="not of sectors"):
        pressure(days, "USA", "THA", "THA:CVL")
