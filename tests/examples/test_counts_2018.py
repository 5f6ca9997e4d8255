"""The weekly counts of 2018 that the demonstration asks about."""

import datetime
from importlib import resources

TABLE = resources.files("detente.relations") / "data" / "counts_2018.tsv"


def _rows() -> list[tuple[datetime.date, str, str, int, int]]:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert lines[0].split("\t") == ["first_day", "source", "target", "cooperation", "conflict"]
    split = (line.split("\t") for line in lines[1:])
    return [(datetime.date.fromisoformat(day), a, b, int(c), int(h)) for day, a, b, c, h in split]


def test_table_is_small_and_cites_its_source() -> None:
    data = TABLE.read_bytes()
    assert len(data) < 300_000
    assert b"Boschee" in data[:2000]
    assert b"10.7910/DVN/28075" in data[:2000]


def test_rows_are_mondays_of_2018_sorted_and_without_zeros() -> None:
    rows = _rows()
    keys = [row[:3] for row in rows]
    assert keys == sorted(set(keys))
    for day, source, target, cooperation, conflict in rows:
        assert day.weekday() == 0
        assert datetime.date(2018, 1, 1) <= day <= datetime.date(2018, 10, 29)
        assert source != target
        assert min(cooperation, conflict) >= 0
        assert cooperation + conflict > 0
    assert len({code for _, *pair, _, _ in rows for code in pair}) == 30


def test_iran_and_north_korea_meet_in_the_first_weeks_of_august() -> None:
    by_week: dict[datetime.date, int] = {}
    for day, source, target, cooperation, _ in _rows():
        if {source, target} == {"IRN", "PRK"}:
            by_week[day] = by_week.get(day, 0) + cooperation
    august = by_week[datetime.date(2018, 7, 30)] + by_week[datetime.date(2018, 8, 6)]
    assert august > 3 * (sum(by_week.values()) - august)
