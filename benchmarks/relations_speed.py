"""How fast ten million events answer: `python benchmarks/relations_speed.py DATA --scratch FOLDER [--copies 22]`.

The rows of ICEWS 2018 are laid end to end, 304 days each, the last copy on its own days, and imported into a record in
the scratch folder as any import is; it is kept for the next run. Then the two slowest questions, each beside DuckDB
on the same rows in a Parquet file (codes of both sides, quad, Goldstein weight, day) in the same run, one thread:
the months of one busy pair, and the drift of all pairs. DuckDB adds up plain rows: it pairs off no symmetric act filed
twice, names no act, and tests nothing. Wall seconds, medians; "new process" starts Python and reads what the
operating system may still hold in memory.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parent))

from speed import MAIN, run_child

if TYPE_CHECKING:
    from detente.exchange.filed import Damaged, Filed

DAYS_A_COPY = 304
LAST_DAY = date(2018, 10, 31)
PAIR = ("USA", "RUS")
TARGETS = {"series": 0.3, "drift": 20.0}
"""Seconds, of a new process and of a record that is open."""

# Of a code that the file does not know both sides keep what the record has: no country.
_ROWS = """
    COPY (
        SELECT s.iso3 AS source, t.iso3 AS target, c.quad, c.goldstein, q.date::DATE - (304 * n.n)::INTEGER AS day
        FROM read_parquet(?) q JOIN entities s ON s.id = q.subject_id JOIN entities t ON t.id = q.object_id
        JOIN acts c ON c.id = q.relation_id CROSS JOIN range(?) n(n) ORDER BY day
    ) TO '{file}' (FORMAT PARQUET)
"""
_MONTHS = """
    SELECT date_trunc('month', day), count(*) FILTER (quad <= 2), count(*) FILTER (quad > 2), sum(goldstein)
    FROM read_parquet('{file}')
    WHERE (source = '{a}' AND target = '{b}') OR (source = '{b}' AND target = '{a}') GROUP BY 1 ORDER BY 1
"""
_PAIRS = """
    WITH weekly AS (
        SELECT least(source, target) AS one, greatest(source, target) AS other, day >= '{middle}' AS is_later,
            date_trunc('week', day) AS week, count(*) AS n, count(*) FILTER (quad > 2) AS conflict,
            sum(goldstein) AS goldstein
        FROM read_parquet('{file}') WHERE source <> target GROUP BY ALL
    )
    SELECT one, other, is_later, sum(n), sum(conflict), sum(goldstein) / sum(n), stddev_samp(goldstein / n), count(*)
    FROM weekly GROUP BY ALL ORDER BY 1, 2, 3
"""
_DUCKDB = "import duckdb; c = duckdb.connect(); c.execute('SET threads = 1'); c.execute({sql!r}).fetchall()"


def copies_of(folder: Path, copies: int) -> Iterator[Filed | Damaged]:
    """The rows of the folder, so many times, the last copy on its own days and each before on days 304 earlier."""
    from detente.exchange.filed import Filed
    from detente.exchange.tkg import iter_tkg

    for n in reversed(range(copies)):
        back = timedelta(days=DAYS_A_COPY * n)
        for row in iter_tkg(folder):
            yield row._replace(day=row.day - back) if isinstance(row, Filed) else row


def prepare(folder: Path, scratch: Path, copies: int) -> dict[str, Any]:
    """The record and the Parquet file in the scratch folder, made unless a run before made them; what that took."""
    from detente.exchange.importing import import_rows
    from detente.record import Record

    scratch.mkdir(parents=True, exist_ok=True)
    note = scratch / f"made_{copies}.json"
    if note.exists():
        made: dict[str, Any] = json.loads(note.read_text("utf-8"))
        print(f"kept from a run before: {record_of(scratch, copies)}", file=sys.stderr)
        return made
    path = record_of(scratch, copies)
    for old in scratch.glob(f"{path.name}*"):
        old.unlink()

    def tell(read: int) -> None:
        if read % 1_000_000 == 0:
            print(f"  {read:,} rows, {time.perf_counter() - started:.0f} s", file=sys.stderr, flush=True)

    started = time.perf_counter()
    with Record.open(path) as record:
        done = import_rows(
            record.connection, copies_of(folder, copies), origin="icews18", command="benchmark", progress=tell
        )
        (dyad_days,) = record.connection.execute("SELECT count(*) FROM dyad_days").fetchone()
    import_s = time.perf_counter() - started
    rows = rows_of(scratch, copies)
    write_rows(folder, rows, copies)
    found = {
        "rows read": done.read,
        "events stored": done.stored,
        "rows merged": done.merged,
        "dyad-days": dyad_days,
        "import, s": round(import_s, 1),
        "rows a second": round(done.read / import_s),
        "record, MB": round(path.stat().st_size / 1e6, 1),
        "the rows as Parquet, MB": round(rows.stat().st_size / 1e6, 1),
    }
    note.write_text(json.dumps(found) + "\n", "utf-8")
    return found


def record_of(scratch: Path, copies: int) -> Path:
    """The record's file."""
    return scratch / f"laid_{copies}.db"


def rows_of(scratch: Path, copies: int) -> Path:
    """The Parquet file's name."""
    return scratch / f"laid_{copies}.parquet"


def write_rows(folder: Path, target: Path, copies: int) -> None:
    """The same rows for DuckDB, with quad and weight by the program's own table."""
    import duckdb

    from detente.exchange import tkg

    connection = duckdb.connect()
    connection.execute("SET threads = 1")
    connection.execute("CREATE TABLE entities (id INTEGER, iso3 TEXT)")
    connection.executemany(
        "INSERT INTO entities VALUES (?, ?)", [(n, actor.code) for n, actor in tkg._actors(folder).items()]
    )
    connection.execute("CREATE TABLE acts (id INTEGER, quad INTEGER, goldstein DOUBLE)")
    acts = [(n, cameo.quad, cameo.goldstein) for n, cameo in tkg._relations(folder).items() if cameo is not None]
    connection.executemany("INSERT INTO acts VALUES (?, ?, ?)", acts)
    connection.execute(_ROWS.format(file=target), [str(folder / "quads.parquet"), copies])
    connection.close()


def median_s(ask: Callable[[], object], rounds: int) -> float:
    """Median wall seconds of asking, after once to warm up where it is asked more than once."""
    if rounds > 1:
        ask()
    seconds = []
    for _ in range(rounds):
        started = time.perf_counter()
        ask()
        seconds.append(time.perf_counter() - started)
    return statistics.median(seconds)


def beside(ours: float, peer: float) -> dict[str, float]:
    """Both and their ratio."""
    return {"détente, s": round(ours, 3), "DuckDB, s": round(peer, 3), "ratio": round(ours / peer, 2)}


def new_process(path: Path, rows: Path, copies: int) -> dict[str, dict[str, Any]]:
    """Each question asked by the command line, as users do, and DuckDB in a process of its own."""
    first, second = halves_of(copies)
    months, pairs = queries(rows, second[0])
    record = ["--record", str(path), "--format", "json"]
    between = ["--between", f"{first[0]}..{first[1]}", "--and", f"{second[0]}..{second[1]}"]
    asked = {
        "series": (["relation", *PAIR, "--by", "month", "--series-only", *record], months, 3),
        "relation in full": (["relation", *PAIR, "--by", "month", *record], months, 1),
        "drift": (["drift", *between, *record], pairs, 1),
    }
    found: dict[str, dict[str, Any]] = {}
    for question, (arguments, sql, rounds) in asked.items():
        ours = [run_child([MAIN, *arguments]) for _ in range(rounds)]
        peers = [run_child([_DUCKDB.format(sql=sql)]) for _ in range(rounds)]
        seconds = [statistics.median(s for s, _ in tried) for tried in (ours, peers)]
        sizes = [round(max(size for _, size in tried)) for tried in (ours, peers)]
        found[question] = {**beside(*seconds), "peak, MB": sizes[0], "peak of DuckDB, MB": sizes[1]}
    return found


def same_process(path: Path, rows: Path, copies: int) -> dict[str, dict[str, Any]]:
    """The same questions to a record that is open, from Python, and to a DuckDB that is."""
    import duckdb

    from detente.record import Record
    from detente.relations.drift import drift
    from detente.relations.relation import pair_series, relation
    from detente.relations.sources import days_of

    first, second = halves_of(copies)
    months, pairs = queries(rows, second[0])
    peer = duckdb.connect()
    peer.execute("SET threads = 1")
    months_s, pairs_s = (median_s(lambda sql=sql: peer.execute(sql).fetchall(), 3) for sql in (months, pairs))
    with Record.open(path, create=False) as record:
        series_s = median_s(lambda: pair_series(record, *PAIR, by="month"), 3)
        whole_s = median_s(lambda: relation(record, *PAIR, by="month"), 1)
        started = time.perf_counter()
        days = days_of(record)
        read_s = time.perf_counter() - started
    started = time.perf_counter()
    found = drift(days, first=first, second=second)
    test_s = time.perf_counter() - started
    parts = {"of it reading the days, s": round(read_s, 3), "testing, s": round(test_s, 3)}
    return {
        "series": beside(series_s, months_s),
        "relation in full": beside(whole_s, months_s),
        "drift": {**beside(read_s + test_s, pairs_s), **parts, "pairs": len(found.changes), "tested": found.tested},
    }


def halves_of(copies: int) -> tuple[tuple[date, date], tuple[date, date]]:
    """The two periods of the drift."""
    from detente.relations.drift import halves

    return halves(LAST_DAY - timedelta(days=DAYS_A_COPY * copies - 1), LAST_DAY)


def queries(rows: Path, middle: date) -> tuple[str, str]:
    """DuckDB's two questions: the months of the pair; all pairs by week and half, with the weeks' spread."""
    return _MONTHS.format(file=rows, a=PAIR[0], b=PAIR[1]), _PAIRS.format(file=rows, middle=middle)


def measure(data: Path, scratch: Path, copies: int = 22) -> dict[str, Any]:
    """All questions over the copies, as plain values."""
    figures: dict[str, Any] = {"made": prepare(data / "icews18", scratch, copies)}
    path, rows = record_of(scratch, copies), rows_of(scratch, copies)
    # Children first: Linux counts what the parent held when it started them among what they held.
    for how, asked in (("new process", new_process), ("warm", same_process)):
        for question, values in asked(path, rows, copies).items():
            most = TARGETS.get(question)
            reached = {"target, s": most, "reached": values["détente, s"] <= most} if most is not None else {}
            figures[f"{question}, {how}"] = {**values, **reached}
    return figures


def show(figures: dict[str, Any]) -> None:
    """Print the figures."""
    for name, values in figures.items():
        print(f"{name}")
        for what, value in values.items():
            print(f"  {what:32} {value:>14,}" if not isinstance(value, bool) else f"  {what:32} {value!s:>14}")


def main() -> int:
    """Print the figures; with --json write them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="the data folder, with icews18")
    parser.add_argument("--scratch", type=Path, required=True, help="a folder for the record: 3 GB at 22 copies")
    parser.add_argument("--copies", type=int, default=22)
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    figures = measure(args.data, args.scratch, args.copies)
    show(figures)
    if args.json:
        args.json.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
