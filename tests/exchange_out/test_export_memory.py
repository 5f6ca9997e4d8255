"""A hundred thousand codings take no more memory than ten thousand."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from detente.record import Record

TESTS = Path(__file__).parent.parent
_FEW, _MANY = 10_000, 100_000
_MEGABYTES = 72
"""More that many may take: what DuckDB may keep, whatever it reads, and 4 MB of row numbers; objects would be 200."""
_PEAK = """
import resource, sys
from datetime import date
from detente.exchange.out import export
from detente.record import Ask, Record
known = date.max if sys.argv[2] == "bundle" else None  # without its events, whose merging is another matter
with Record.open(sys.argv[1], create=False) as record:
    done = export(record, sys.argv[2], sys.argv[3], Ask(limit=int(sys.argv[4]), as_known=known))
print(next(iter(done.counts.values())), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of 100,000 codings in 10,000 reports, made in SQL out of one."""
    from record.make import FULL, full_coding, make_document

    path = tmp_path_factory.mktemp("many") / "r.db"
    with Record.open(path) as record:
        record.add([make_document(FULL, id="first")], lambda d: [full_coding(d)])
        sql = record.connection
        for table in ("documents", "codings", "parties"):
            names = [row[1] for row in sql.execute(f"PRAGMA table_info({table})")]
            sql.execute(f"CREATE TEMP TABLE one_{table} AS SELECT {', '.join(names)} FROM {table}")
        sql.execute("BEGIN")
        series = "WITH RECURSIVE n (i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < {})"
        for table, n, new in (
            ("documents", 10_000, {"document": "i", "id": "'d' || i", "text_digest": "'t' || i"}),
            ("codings", 100_000, {"coding": "i", "document": "1 + i % 10000", "id": "'c' || i"}),
            ("parties", 100_000, {"coding": "i"}),
        ):
            names = [row[1] for row in sql.execute(f"PRAGMA table_info({table})")]
            told = ", ".join(new.get(name, name) for name in names)
            sql.execute(
                f"INSERT INTO {table} ({', '.join(names)}) {series.format(n)} SELECT {told} FROM n, one_{table}"
            )
        sql.execute("COMMIT")
    return path


@pytest.mark.slow
@pytest.mark.parametrize("form", ["csv", "parquet", "jsonl", "geojson", "gexf", "bundle"])
def test_memory_is_flat(many: Path, tmp_path: Path, form: str) -> None:
    peaks = []
    for n in (_FEW, _MANY):
        command = [sys.executable, "-c", _PEAK, str(many), form, str(tmp_path / f"out{n}"), str(n)]
        told = subprocess.run(
            command, cwd=TESTS, capture_output=True, text=True, timeout=600, check=True
        ).stdout.split()
        if form != "gexf":
            assert int(told[0]) == n
        peaks.append(int(told[1]))
    print(form, peaks)
    assert peaks[1] - peaks[0] < _MEGABYTES
