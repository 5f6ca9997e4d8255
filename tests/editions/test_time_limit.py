"""A question that takes too long is stopped and says so; the record is as good as before."""

import sqlite3
import time

import pytest

from detente.errors import AskError, RecordError
from detente.record import Ask, Record
from detente.record.time_limit import begun, within
from editions.make import fill, reports

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


@pytest.fixture
def record(tmp_path):
    with Record.open(fill(tmp_path / "r.db", reports())) as opened:
        yield opened


def test_it_is_stopped_in_time_with_what_to_do(record):
    start = time.monotonic()
    with pytest.raises(AskError, match=r"longer than 0\.2 seconds") as raised, record.within(0.2):
        record.connection.execute(ENDLESS).fetchall()
    assert time.monotonic() - start < 5
    assert "--timeout 2 " in raised.value.todo
    assert len(list(record.codings())) == 8  # nothing is left of the limit


def test_a_slow_filter_is_stopped_through_the_records_own_calls(record):
    def slow(text, words):
        time.sleep(0.02)
        return False

    record.connection.create_function("contains", 2, slow)
    record.connection.execute("UPDATE codings SET place_name = 'x'")
    record.connection.execute(
        "INSERT INTO codings SELECT NULL, c.document, c.id || d.id || e.id, "
        + ", ".join(f"c.{name}" for name in columns(record))
        + " FROM codings c, codings d, codings e"
    )
    start = time.monotonic()
    with pytest.raises(AskError, match="was stopped"), record.within(0.1):
        list(record.codings(Ask(place="y")))
    assert time.monotonic() - start < 5  # all of it would take ten seconds


def columns(record):
    names = [row[1] for row in record.connection.execute("PRAGMA table_info(codings)")]
    return [name for name in names if name not in ("coding", "document", "id")]


@pytest.mark.parametrize("seconds", [0, None])
def test_no_limit_is_no_limit(record, seconds):
    with record.within(seconds):
        assert len(list(record.codings())) == 8


def test_other_errors_stay_what_they_are(record):
    with pytest.raises(sqlite3.OperationalError, match="no such table"), record.within(5):
        record.connection.execute("SELECT * FROM nowhere")
    with pytest.raises(RecordError, match="x"), within(record.connection, record.path, 5):
        raise RecordError("x", "y", "z")


def test_begun_looks_for_the_first_row_at_once_and_loses_none():
    asked = []

    def rows():
        for number in range(3):
            asked.append(number)
            yield number

    found = begun(rows())
    assert asked == [0]
    assert list(found) == [0, 1, 2]
    assert list(begun([])) == []
