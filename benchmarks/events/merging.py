"""How right merging is, beside simpler counting: codings of the gold's reports into events.

    python benchmarks/events/merging.py [--json FILE]

The weights are fitted on one half of the gold and measured on the other. First on the gold's own triggers, types and
parties, with the days, places and numbers that the program finds; then end to end, on what the program codes. There a
coding counts for the event whose trigger it overlaps; the others are left out and counted.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parent))

from fit import fit, found_groups, labels_of, tellings
from gold import HALVES, Told, reports_of, told_by_gold, told_by_program
from scores import b_cubed, pairwise

from detente.record.merging.values import Side, Telling

Known = Mapping[str, tuple[Telling, str]]
HEAD = "| {:<44} | {:>6} | {:>6} | {:>5} | {:>5} | {:>5} | {:>5} | {:>5} | {:>5} |"


class Row(NamedTuple):
    """One line of the table."""

    what: str
    codings: int
    events: int
    pair: tuple[float, float, float]
    cubed: tuple[float, float, float]


def scored(what: str, known: Known, found: Sequence[str]) -> Row:
    """The scores of codings labelled so, in the order of their ids."""
    gold = [known[i][1] for i in sorted(known)]
    p, b = pairwise(gold, found), b_cubed(gold, found)
    return Row(what, len(gold), len(set(found)), (*p, p.f1), (*b, b.f1))


def by_day_dyad_type(telling: Telling) -> str:
    """The rule of most event data: what has day, parties and type in common is one event."""
    sides = [_who(telling.source), _who(telling.target)]
    return str((telling.first_day or telling.published, sorted(sides) if telling.symmetric else sides, telling.type))


def by_text(telling: Telling) -> str:
    """As counting by URL or exact text does: each place in each text is an event."""
    return str((telling.text, telling.start, telling.type))


def _who(side: Sequence[Side]) -> str:
    return ";".join(sorted(s.code or s.country or s.name for s in side))


def rows_of(what: str, known: Known, weights: Mapping[str, float]) -> list[Row]:
    """Merging and the two baselines."""
    ids = sorted(known)
    rules: tuple[tuple[str, Callable[[Telling], str]], ...] = (
        ("same day, dyad and type", by_day_dyad_type),
        ("exact text", by_text),
    )
    merged = labels_of(known, found_groups(known, weights))[1]
    rows = [scored(f"{what}, merged", known, merged)]
    return rows + [scored(f"{what}, {name}", known, [rule(known[i][0]) for i in ids]) for name, rule in rules]


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--json", type=Path)
    path = options.parse_args().json
    by_gold: dict[str, list[Told]] = {}
    by_program: dict[str, list[Told]] = {}
    for half in HALVES:
        by_gold[half], by_program[half] = [], []
        for report in reports_of(half):
            by_gold[half] += told_by_gold(report)
            by_program[half] += told_by_program(report)
    print(HEAD.format("", "coding", "events", "P", "R", "F1", "B3 P", "B3 R", "B3 F1"))
    print("|" + "|".join(["---"] * 9) + "|")
    kept: list[dict[str, Any]] = []
    for fitted_on, half in (("a", "b"), ("b", "a")):
        weights = fit(by_gold[fitted_on])
        rows = rows_of(f"half {half}, gold codings", tellings(by_gold[half]), weights)
        rows += rows_of(f"half {half}, program's", tellings(by_program[half]), weights)
        for row in rows:
            figures = [f"{x:.3f}" for x in (*row.pair, *row.cubed)]
            print(HEAD.format(row.what, row.codings, row.events, *figures))
            kept.append(row._asdict())
        out = sum(t.event is None for t in by_program[half])
        events = {t.event for t in by_gold[half]}
        print(f"half {half}: {len(events)} events; of the program's {len(by_program[half])} codings {out} are of none")
    if path is not None:
        path.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
