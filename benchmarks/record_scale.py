"""Many reports into one record, killed on the way: `python benchmarks/record_scale.py [--reports 20000] [--kills 20]`.

Writes reports from templates, adds them with the command line in one run, and prints the rate and the most memory that
its processes held. With --kills K the same reports go into a second record, in a run that is killed (SIGKILL) and run
again K times, at times drawn by --seed; the codings of both, as JSON Lines in the record's order, must be the same
bytes. A reader asks the record all the while, and the slowest answer is told.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from record_texts import write_reports

MAIN = "from detente.cli import main; main()"
_EVERY_S = 0.25
_ASKED = "SELECT count(*) FROM dyads_by_month WHERE source_code = 'GRC'"


@dataclass
class Watched:
    """What was seen of a run: seconds, memory of its processes together (kB), seconds that answers took."""

    seconds: float = 0.0
    memory: list[int] = field(default_factory=list)
    answers: list[float] = field(default_factory=list)
    kills: int = 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=20_000)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--texts", type=Path, help="JSON Lines of other reports: one for every nine of the templates.")
    parser.add_argument("--scratch", type=Path, help="Keep the records in this folder.")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="detente-") as folder:
        scratch = given.scratch or Path(folder)
        scratch.mkdir(parents=True, exist_ok=True)
        figures = measure(scratch, given)
    print(json.dumps(figures, indent=1))
    if given.json:
        given.json.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    if figures.get("the same bytes after the kills") is False:
        sys.exit("The record that was killed differs from the undisturbed one.")


def measure(scratch: Path, given: argparse.Namespace) -> dict[str, Any]:
    """The figures, by what they are called in the docs."""
    reports = scratch / "reports.jsonl"
    write_reports(reports, given.reports)
    others = mix(reports, given.texts) if given.texts else 0
    whole = scratch / "whole.db"
    seen = add(reports, whole, given.workers)
    quarter = max(1, len(seen.memory) // 4)
    figures: dict[str, Any] = {
        "reports": given.reports,
        "of these not from templates": others,
        "workers": given.workers,
        "seconds": round(seen.seconds, 1),
        "reports a second": round(given.reports / seen.seconds, 1),
        "most memory, MB": round(max(seen.memory) / 1000),
        "memory in the second quarter, MB": round(statistics.median(seen.memory[quarter : 2 * quarter + 1]) / 1000),
        "memory in the last quarter, MB": round(statistics.median(seen.memory[-quarter:]) / 1000),
        "slowest answer to a reader, s": round(max(seen.answers, default=0.0), 3),
        "record, MB": round(whole.stat().st_size / 1e6, 1),
        "outcomes": outcomes(whole),
    }
    if given.kills:
        killed = scratch / "killed.db"
        chance = random.Random(given.seed)
        total = Watched()
        for n in range(given.kills):
            # at even shares of the way, give or take: each run must get some of the way before it is killed
            due = given.reports * (n + chance.uniform(0.3, 1.0)) / given.kills
            run = add(reports, killed, given.workers, kill_at=round(due))
            total.kills += run.kills
        again = time.monotonic()
        add(reports, killed, given.workers)
        figures |= {
            "kills": total.kills,
            "the last run after the kills, s": round(time.monotonic() - again, 1),
            "the same bytes after the kills": export(whole) == export(killed),
            "SHA-256 of the codings": export(whole),
            "the doctor's verdict": ask(killed, "doctor", "--json")["is_whole"],
        }
    return figures


def mix(reports: Path, texts: Path) -> int:
    """Put other reports in the place of every tenth, as far as they go; how many."""
    lines, given = reports.read_text("utf-8").splitlines(), texts.read_text("utf-8").splitlines()
    places = range(9, len(lines), 10)
    for at, other in zip(places, given, strict=False):
        lines[at] = other
    reports.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return min(len(places), len(given))


def add(reports: Path, record: Path, workers: int, *, kill_at: int | None = None) -> Watched:
    """Run `detente add`, watched; with `kill_at` it is killed when the record holds about so many documents."""
    seen = Watched()
    began = time.monotonic()
    words = [sys.executable, "-c", MAIN, "add", str(reports), "--record", str(record), "--workers", str(workers)]
    child = subprocess.Popen(words, stderr=subprocess.DEVNULL)
    while child.poll() is None:
        time.sleep(_EVERY_S)
        seen.memory.append(memory_of(child.pid))
        stored = look(record, seen)
        if kill_at is not None and stored >= kill_at:
            child.kill()
            child.wait()
            seen.kills = 1
    seen.seconds = time.monotonic() - began
    if not seen.kills and child.returncode != 0:
        sys.exit(f"detente add ended with exit code {child.returncode}")
    return seen


def look(record: Path, seen: Watched) -> int:
    """Ask the record as a reader does, and return how many documents it holds.

    SQLite makes readers wait for the moment in which a log is recovered after a kill: that counts as time to answer.
    """
    if not record.exists():
        return 0
    began = time.monotonic()
    try:
        with closing(sqlite3.connect(f"file:{record}?mode=ro", uri=True, timeout=5)) as connection:
            connection.execute(_ASKED).fetchone()
            found: int = connection.execute("SELECT count(*) FROM documents").fetchone()[0]
    except sqlite3.OperationalError as error:
        if "no such table" in str(error):
            return 0  # it is being made
        raise
    seen.answers.append(time.monotonic() - began)
    return found


def memory_of(pid: int) -> int:
    """Resident memory of a process and its children, in kB."""
    children = Path(f"/proc/{pid}/task/{pid}/children")
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        below = [memory_of(int(child)) for child in children.read_text().split()]
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE") // 1000 + sum(below)


def outcomes(record: Path) -> dict[str, int]:
    """Inputs by outcome."""
    found: dict[str, int] = ask(record, "status", "--format", "json")["outcomes"]
    return found


def export(record: Path) -> str:
    """SHA-256 of the codings as `detente codings --format jsonl` writes them."""
    words = [sys.executable, "-c", MAIN, "codings", "--record", str(record), "--format", "jsonl"]
    with tempfile.TemporaryFile() as file:
        subprocess.run(words, stdout=file, check=True)
        file.seek(0)
        return hashlib.file_digest(file, "sha256").hexdigest()


def ask(record: Path, *words: str) -> Any:
    """What a command answers in JSON."""
    command = [sys.executable, "-c", MAIN, words[0], "--record", str(record), *words[1:]]
    return json.loads(subprocess.run(command, capture_output=True, check=False).stdout)


if __name__ == "__main__":
    main()
