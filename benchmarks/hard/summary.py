"""All rooms on their hard sentences, before and now: `python benchmarks/hard/summary.py [--write]`.

Each set was written before anybody mended its room; a half of it, drawn at random, was kept apart from those who
mended. Runs every scorer here, reads what it wrote beside the figures of before, prints a table, and with --write
makes docs/hard_sentences.md.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PAGE = HERE.parents[1] / "docs" / "hard_sentences.md"
ROWS = (
    ("actors", "country", "country of actor", 0.95),
    ("actors", "sector", "sector of actor", 0.88),
    ("actors", "code", "code of actor", None),
    ("actors", "trap", "names that stand for no state", None),
    ("coref", "f1", "coreference, link F1", 0.80),
    ("when", "interval", "interval of days", 0.92),
    ("when", "historical", "historical or not", None),
    ("where", "country", "country of place", 0.95),
    ("where", "name", "name of place", None),
    ("where", "none", "no place invented", None),
    ("acts", "triggers", "acts found", None),
    ("acts", "types", "type of acts found", 0.85),
    ("acts", "dyads", "dyad with type, F1", None),
    ("acts", "modality", "modality of acts found", None),
    ("acts", "contexts", "contexts, F1", None),
    ("traps", "sprung", "traps sprung (less is better)", 0.05),
)
"""Room, figure, what it is, and what was wanted of the half kept apart."""


def share(figures: dict[str, Any], name: str) -> tuple[float, int | None]:
    """A figure of a half as a share, and out of how many; None where it is no share of a number."""
    value = figures[name]
    if isinstance(value, dict):
        return value["right"] / value["all"], value["all"]
    if isinstance(value, list):
        return value[0] / value[1], value[1]
    if name == "sprung":
        return value / figures["cases"], figures["cases"]
    return float(value), None


def now(room: str) -> dict[str, Any]:
    """What the room's scorer says of both halves of the present program."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "now.json"
        subprocess.run(
            [sys.executable, str(HERE / f"{room}.py"), "--json", str(path)], check=True, stdout=subprocess.DEVNULL
        )
        found: dict[str, Any] = json.loads(path.read_text("utf-8"))["halves"]
        return found


def table() -> list[tuple[str, ...]]:
    """The cells of all rows."""
    rows = []
    done: dict[str, dict[str, Any]] = {}
    for room, figure, words, wanted in ROWS:
        before = json.loads((HERE / f"{room}.before.json").read_text("utf-8"))["halves"]
        if room not in done:
            done[room] = now(room)
            print(f"{room} …", file=sys.stderr)
        cells = []
        for half in ("open", "held"):
            for halves in (before, done[room]):
                value, of = share(halves[half], figure)
                cells.append(f"{value:.1%}")
            cells.append("" if of is None else f"{of:,}")
        rows.append((words, *cells, "" if wanted is None else f"{wanted:.0%}"))
    return rows


HEADS = ("figure", "open: before", "now", "of", "held: before", "now", "of", "wanted")


def page(rows: list[tuple[str, ...]]) -> str:
    """The page in Markdown."""
    lines = [
        "# Hard sentences",
        "",
        "For each room a set of hard sentences, sorted by class, was written before the room was mended. Half of each"
        " class, drawn at random, was open to those who mended; the other was kept apart, and only its totals were"
        " looked at, seven times in all; a dozen rows of actors and coreference were printed by mistake to somebody who"
        " mended them. So the open half shows what was taught, the half kept apart what to expect."
        " The answers are the writers' own; facts were written from memory.",
        "",
        "`python benchmarks/hard/summary.py --write` makes this page; each room alone:"
        " `python benchmarks/hard/actors.py --half open --show`.",
        "",
        "| " + " | ".join(HEADS) + " |",
        "|---|" + "---:|" * (len(HEADS) - 1),
        *("| " + " | ".join(row) + " |" for row in rows),
        "",
        "What was wanted is of the half kept apart. Of acts only those found have a type and a modality. Outside sets:"
        " `benchmarks/hard/coref_outside.py DATA` (GAP, GUM), `benchmarks/hard/where_outside.py DATA` (re3d, M2E2).",
    ]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Print the table; with --write make the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    rows = table()
    widths = [max(len(row[at]) for row in (HEADS, *rows)) for at in range(len(HEADS))]
    for row in (HEADS, *rows):
        print(
            "  ".join(
                cell.ljust(w) if not at else cell.rjust(w) for at, (cell, w) in enumerate(zip(row, widths, strict=True))
            )
        )
    if given.write:
        PAGE.write_text(page(rows), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
