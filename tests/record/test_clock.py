"""Neither the machine's time zone nor a clock that is set back changes what the record says."""

from __future__ import annotations

import ast
import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import detente
from detente.record import Record
from record.make import fake_coder, make_document


@pytest.fixture(params=["Pacific/Kiritimati", "Pacific/Pago_Pago"])  # the first and the last zone of a day
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


def test_moments_are_utc_whatever_the_zone(tmp_path: Path, zone: str) -> None:
    assert datetime.now().astimezone().utcoffset() != timedelta(0)
    with Record.open(tmp_path / "r.db") as record:
        record.add([make_document(id="a")], fake_coder)
        moments = [
            *record.connection.execute("SELECT started_at, ended_at FROM runs").fetchone(),
            *record.connection.execute("SELECT recorded_at FROM documents").fetchone(),
            *record.connection.execute("SELECT recorded_at FROM outcomes").fetchone(),
        ]
    assert len(moments) == 4
    for moment in map(datetime.fromisoformat, moments):
        assert moment.utcoffset() == timedelta(0)
        assert abs(moment - datetime.now(UTC)) < timedelta(minutes=1)


def test_weekdays_are_reckoned_from_the_day_of_publication_whatever_the_zone(zone: str) -> None:
    text = "Iran accused North Korea of piracy on Tuesday."
    document = detente.read_text(text, id="a", published=datetime(2020, 3, 1).date())
    assert [str(c.when.first_day) for c in detente.code(document) if c.when] == ["2020-02-25"]


def test_after_the_clock_is_set_back_the_last_outcome_is_the_one_that_came_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(document: object) -> list[object]:
        raise ValueError("boom")

    with Record.open(tmp_path / "r.db") as record:
        for moment, coder in (("2030-01-01T00:00:00+00:00", broken), ("2020-01-01T00:00:00+00:00", fake_coder)):
            monkeypatch.setattr("detente.record.adding.now", lambda moment=moment: moment)
            record.add([make_document(id="a")], coder)
        rows = record.connection.execute("SELECT recorded_at, outcome FROM outcomes ORDER BY outcome_id").fetchall()
        assert [tuple(row) for row in rows] == [
            ("2030-01-01T00:00:00+00:00", "failed"),
            ("2020-01-01T00:00:00+00:00", "stored"),
        ]
        assert [row["outcome"] for row in record.outcomes()] == ["stored"]
        assert record.to_retry(["failed"]).inputs == ()
        assert record.status().runs[0].state == "ended"


def test_no_duration_is_measured_by_a_clock_that_can_be_set() -> None:
    root = Path(detente.__file__).parent
    wrong = [
        str(path.relative_to(root))
        for path in sorted(root.rglob("*.py"))
        if re.search(r"time\.time\b|utcnow", text := path.read_text("utf-8"))
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
        if (node.value.id, node.attr) in {("time", "time"), ("datetime", "utcnow")}
    ]
    assert wrong == []
