"""How fast files of events come in: `python benchmarks/imports.py [--rows 1000000] [--rounds 1] [--json FILE]`.

A file in the form of GDELT 1.0 (58 columns, tabs, two events in five with one party only) is generated, and read in the
same run, each time in a new process: by DuckDB into a table of a file of its own and into one in memory (one thread,
all columns as text), and by `detente import gdelt` into a new record, which is checked, keyed, indexed and counted by
dyad and day besides. Printed are seconds of CPU and of the clock, their ratio, the most memory that a process held, and
the same of a quarter of the file: a memory that does not grow with the file is flat. A second import of the same file,
which changes nothing, is timed too, and so are opening the record and asking it for a dyad by month.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

_DUCKDB = """
import duckdb, resource, sys
connection = duckdb.connect(sys.argv[2])
connection.execute("SET threads = 1")
connection.execute("SET enable_progress_bar = false")
columns = ", ".join(f"'c{n}': 'VARCHAR'" for n in range(58))
connection.execute(
    f"CREATE TABLE events AS SELECT * FROM read_csv(?, delim = '\\t', header = false, quote = '', escape = '',"
    f" columns = {{{columns}}})", [sys.argv[1]]
)
connection.close()
"""
_DETENTE = """
import sys
from detente.cli import main
sys.argv = ["detente", "import", "gdelt", sys.argv[1], "--record", sys.argv[2], "--format", "json"]
main()
"""
_ASKED = """
import json, sys, time
from detente.record import Record
started = time.perf_counter()
record = Record.open(sys.argv[1])
opened = time.perf_counter()
query = "SELECT * FROM imported_by_month WHERE source_code = 'USA' AND target_code = 'IRN'"
record.connection.execute(query).fetchall()
print(json.dumps({"opening_s": opened - started, "dyad_s": time.perf_counter() - opened}))
"""
_MEASURED = """
import json, resource, subprocess, sys, time
started = time.perf_counter()
code = subprocess.run([sys.executable, "-c", *sys.argv[1:]], stdout=subprocess.DEVNULL).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({"code": code, "wall_s": time.perf_counter() - started, "cpu_s": used.ru_utime + used.ru_stime,
    "peak_mb": used.ru_maxrss / 1024}))
"""
_CODES = "010 020 036 040 042 043 046 051 057 070 0871 090 111 112 120 130 141 172 173 180 190 193".split()
_COUNTRIES = "USA GBR FRA DEU RUS CHN IRN ISR PRK KOR JPN IND PAK TUR SYR IRQ UKR POL MEX BRA".split()
_ROLES = ("", "GOV", "MIL", "COP", "BUS", "MED", "CVL", "OPP")
_FIRST_DAY, _DAYS = date(2014, 1, 1), 700


def iter_rows(n: int) -> Iterator[str]:
    """So many rows, the same in each run: days go up, actors, acts and places are drawn."""
    draw = random.Random(1)
    actors = [(country + role, country, role) for country in _COUNTRIES for role in _ROLES]
    places = [
        f"4\t{n} Market Street, Norland Province\t{draw.choice(_COUNTRIES)[:2]}\tNL{n % 30:02d}\t"
        f"{n % 90 + 0.1234:.4f}\t{n % 180 + 0.4321:.4f}\t{-100000 - n}"
        for n in range(3000)
    ]
    for number in range(n):
        day = (_FIRST_DAY + timedelta(number * _DAYS // n)).strftime("%Y%m%d")
        parties = []
        for _ in range(2):
            code, country, role = draw.choice(actors) if draw.random() < 0.77 else ("", "", "")
            name = f"ACTOR {code}" if code else ""
            parties.append("\t".join((code, name, country, "", "", "", "", role, "", "")))
        code = draw.choice(_CODES)
        quad = 1 + sum(code[:2] > root for root in ("05", "09", "14"))
        articles = draw.randint(1, 30)
        yield "\t".join(
            [
                *(str(400_000_000 + number), day, day[:6], day[:4], f"{day[:4]}.5041", *parties),
                *("1", code, code[:3], code[:2], str(quad), "1.0", str(articles), "1", str(articles)),
                *(f"{draw.uniform(-9, 9):.14f}", *(draw.choice(places) for _ in range(3)), day),
                f"https://gazette.norland.example/{day}/story-{draw.randint(1, 10**8)}-of-that-day.html",
            ]
        )


def measured(script: str, *arguments: str) -> dict[str, float]:
    """Seconds and megabytes of a new process that runs the script. Raises RuntimeError where it fails."""
    words = [sys.executable, "-c", _MEASURED, script, *arguments]
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    found = json.loads(subprocess.run(words, capture_output=True, text=True, check=True, env=environment).stdout)
    if found.pop("code"):
        raise RuntimeError(f"the measured process failed: {arguments}")
    return {name: round(value, 2) for name, value in found.items()}


def compare(rows: int, rounds: int, folder: Path) -> dict[str, dict[str, float]]:
    """All that is measured, by what read the file."""
    whole, quarter = folder / "events.tsv", folder / "quarter.tsv"
    with whole.open("w", encoding="utf-8") as out:
        out.writelines(f"{row}\n" for row in iter_rows(rows))
    with whole.open(encoding="utf-8") as lines, quarter.open("w", encoding="utf-8") as out:
        out.writelines(islice(lines, rows // 4))

    def fresh(script: str, source: Path, name: str) -> Callable[[], dict[str, float]]:
        def once() -> dict[str, float]:
            for old in folder.glob(f"{name}*"):
                old.unlink()
            return measured(script, str(source), str(folder / name))

        return once

    tried: dict[str, Callable[[], dict[str, float]]] = {
        "DuckDB, table in a file": fresh(_DUCKDB, whole, "duck.db"),
        "DuckDB, table in memory": lambda: measured(_DUCKDB, str(whole), ":memory:"),
        "détente": fresh(_DETENTE, whole, "record.db"),
        "détente, again": lambda: measured(_DETENTE, str(whole), str(folder / "record.db")),
        "détente, a quarter": fresh(_DETENTE, quarter, "small.db"),
    }
    taken: dict[str, list[dict[str, float]]] = {name: [] for name in tried}
    for _ in range(rounds):
        for name, once in tried.items():
            taken[name].append(once())
    found = {name: {key: statistics.median(t[key] for t in times) for key in times[0]} for name, times in taken.items()}
    found["file"] = {"rows": rows, "mb": round(whole.stat().st_size / 1e6, 1)}
    told = subprocess.run(
        [sys.executable, "-c", _ASKED, str(folder / "record.db")], capture_output=True, text=True, check=True
    ).stdout
    found["record"] = {"mb": round((folder / "record.db").stat().st_size / 1e6, 1), **json.loads(told)}
    for kind in ("cpu_s", "wall_s"):
        found.setdefault("times DuckDB", {})[kind] = round(
            found["détente"][kind] / found["DuckDB, table in a file"][kind], 2
        )
    return found


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = compare(asked.rows, asked.rounds, Path(folder))
    print(f"{found['file']['rows']:,} rows, {found['file']['mb']} MB; the record: {found['record']['mb']} MB")
    print(f"{'':<26}{'CPU s':>9}{'clock s':>9}{'most MB':>9}")
    for name, row in found.items():
        if "peak_mb" in row:
            print(f"{name:<26}{row['cpu_s']:>9.1f}{row['wall_s']:>9.1f}{row['peak_mb']:>9.0f}")
    print(f"opening the record {found['record']['opening_s']:.3f} s, a dyad by month {found['record']['dyad_s']:.3f} s")
    ratio = found["times DuckDB"]
    print(f"détente takes {ratio['cpu_s']} times the CPU and {ratio['wall_s']} times the clock of DuckDB into a file.")
    if asked.json:
        asked.json.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
