"""How good the forecasts of pairs are: `python benchmarks/forecasting.py DATA [--cut 0.7] [--json FILE]`.

DATA is a folder of a set of quads with dyad_day.parquet (icews18; icews14 for a second look with nothing chosen anew).
The weeks up to the cut (30 of 43) are history: on them pairs are chosen, the regression is fitted and the model of
each cell (side and horizon) is chosen by rolling validation. Then all is frozen and every later week is an origin.
Scored are the 500 pairs with most events before the cut, and up to 2,000 pairs of each stratum below them.

Cooperation and conflict are counted in two ways: by the sign of the Goldstein weight, acts without one left out, on
rows as filed (REPORTED was measured so), and by quad, as the program counts.
CRPS, log score (in bins), absolute error of the median (less is better), and the share of counts within the interval
of 90 %, which holds more than that where counts are few. The interval of a difference is of 1,000
draws of pairs and, independently, of blocks of as many consecutive origins as the horizon has weeks (Owen 2007,
Annals of Applied Statistics 1: 386-411, resamples rows and columns alike).
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from detente.relations.dayfile import read_days
from detente.relations.days import DyadDays, table_of_columns
from detente.relations.forecast.history import (
    SIDES,
    STRATA,
    Floats,
    History,
    Places,
    history_of,
    stratum_of,
    windows,
)
from detente.relations.forecast.learn import MOST_ACTIVE, PAIRS, Group, Learned, learn, rows_of
from detente.relations.forecast.models import BENCHMARKS, CONFLICTOLOGY_26

FORECAST = "forecast"
HORIZONS = (1, 4)
SCORES = ("crps", "log_score", "mae", "in_90")
STRATUM_PAIRS = 2000
DRAWS = 1000
REPORTED = {"conflictology-12": (2.08, 7.68, 0.540, 1.84), "conflictology-26": (1.98, 6.37, 0.533, 1.75)}
"""Cooperation 1 week and 4 weeks, conflict 1 week and 4 weeks, of icews18 by sign."""


def days_by_sign(folder: Path) -> DyadDays:
    """Events between countries by the sign of their Goldstein weight: above zero in quad 1, below in quad 3."""
    import duckdb

    with gzip.open(folder / "entities.tsv.gz", "rt", encoding="utf-8") as lines:
        country = {int(row["id"]): row["iso3"] for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)}
    with (folder / "relations.tsv").open(encoding="utf-8") as lines:
        weight = {int(r["id"]): float(r["goldstein"]) for r in csv.DictReader(lines, delimiter="\t")}
    found = duckdb.sql(
        f"SELECT subject_id, object_id, relation_id, date::DATE AS day FROM '{folder / 'quads.parquet'}'"
    ).fetchall()
    rows = [
        (country[s], country[o], day, weight[r])
        for s, o, r, day in found
        if country[s] and country[o] and country[s] != country[o]
    ]
    source, target, day, goldstein = zip(*rows, strict=True)
    known = (min(d for *_, d in found), max(d for *_, d in found))
    sign = np.sign(goldstein)
    none, one = np.zeros(len(rows)), np.ones(len(rows))
    columns: list[Any] = [source, target, day, sign > 0, none, sign < 0, none, goldstein, none, one, none * np.nan]
    return table_of_columns(folder.name, "events", known, columns)


def most_filed(days: DyadDays, history: History, cut: int, n: int) -> Places:
    """The rows of the pairs with most rows filed before the cut, neutral ones too."""
    wide = len(history.codes)
    keys = history.one * wide + history.other
    first, end = history.mondays[0].toordinal(), history.mondays[cut].toordinal()
    asked = np.minimum(days.source, days.target).astype(np.int64) * wide + np.maximum(days.source, days.target)
    kept = (days.day >= first) & (days.day < end) & np.isin(asked, keys)
    filed = np.bincount(np.searchsorted(keys, asked[kept]), weights=days.filed[kept], minlength=len(keys))
    return np.sort(np.argsort(-filed, kind="stable")[:n])


class Teacher:
    """What was learned of each group, side and horizon from the weeks before the cut; each once."""

    def __init__(self, history: History, cut: int) -> None:
        self.history, self.cut = history, cut
        self.known: dict[tuple[Group, int, int], Learned] = {}
        self.seconds: dict[tuple[Group, int, int], float] = {}

    def of(self, group: Group, side: int, horizon: int) -> Learned:
        key = (group, side, horizon)
        if key not in self.known:
            started = time.process_time()
            self.known[key] = learn(self.history, group, side, horizon, self.cut)
            self.seconds[key] = round(time.process_time() - started, 2)
        return self.known[key]


def scored(teacher: Teacher, pairs: History, group: Group, side: int, horizon: int) -> dict[str, list[Floats]]:
    """CRPS, log score, absolute error and whether in the interval of each model, (origins, pairs) each.

    Pairs of a stratum that by an origin have come into another are forecast as that one's, as the program does.
    """
    sums = windows(pairs.counts[side], horizon)
    names = (FORECAST, *(model.name for model in BENCHMARKS))
    kept: dict[str, list[list[Floats]]] = {name: [[] for _ in SCORES] for name in names}
    for origin in range(teacher.cut, pairs.weeks - horizon + 1):
        found = {name: np.zeros((len(SCORES), len(pairs.one))) for name in names}
        at = np.asarray([group if group == MOST_ACTIVE else stratum_of(n) for n in pairs.events(origin)], dtype=object)
        for present in dict.fromkeys(at.tolist()):
            rows = np.flatnonzero(at == present)
            learned = teacher.of(present, side, horizon)
            seen = sums[rows, origin]
            for name, model in zip(names, (learned.chosen, *BENCHMARKS), strict=True):
                made = model.predict(pairs.rows(rows), side, origin, horizon, learned.fitted)
                error = np.abs(made.quantile(0.5) - seen)
                is_in = (made.quantile(0.05) <= seen) & (seen <= made.quantile(0.95))
                found[name][:, rows] = made.crps(seen), made.log_score(seen), error, is_in
        for name, three in found.items():
            for scores, values in zip(kept[name], three, strict=True):
                scores.append(values)
    return {name: [np.stack(scores) for scores in three] for name, three in kept.items()}


def interval(difference: Floats, block: int, seed: int = 0) -> tuple[float, float]:
    """95 % of the mean of (origins, pairs) when pairs and blocks of origins are drawn anew."""
    rng = np.random.default_rng(seed)
    origins, pairs = difference.shape
    means = []
    for _ in range(DRAWS):
        starts = rng.integers(0, origins, -(-origins // block))
        at = ((starts[:, None] + np.arange(block)) % origins).ravel()[:origins]
        times = np.bincount(rng.integers(0, pairs, pairs), minlength=pairs)
        means.append(float((difference[at].mean(axis=0) @ times) / pairs))
    low, high = np.quantile(means, [0.025, 0.975])
    return float(low), float(high)


def table(teacher: Teacher, pairs: History, group: Group) -> list[dict[str, Any]]:
    """The four cells of a group of pairs."""
    cells = []
    for side in range(len(SIDES)):
        for horizon in HORIZONS:
            learned = teacher.of(group, side, horizon)
            found = scored(teacher, pairs, group, side, horizon)
            difference = found[FORECAST][0] - found[CONFLICTOLOGY_26.name][0]
            told = (float(difference.mean()), *interval(difference, horizon))
            means = {name: [round(float(v.mean()), 4) for v in three] for name, three in found.items()}
            cells.append(
                {
                    "side": SIDES[side],
                    "horizon": horizon,
                    "pairs": len(pairs.one),
                    "origins": len(difference),
                    "mean seen": round(float(windows(pairs.counts[side], horizon)[:, teacher.cut :].mean()), 4),
                    "chosen": learned.chosen.name,
                    "models": {name: dict(zip(SCORES, three, strict=True)) for name, three in means.items()},
                    "difference": [round(v, 4) for v in told],
                    "seconds": teacher.seconds[group, side, horizon],
                }
            )
    return cells


def show(title: str, cells: list[dict[str, Any]]) -> None:
    """Print the cells side by side."""

    def line(head: str, values: Iterator[str]) -> None:
        print(f"{head:22}" + "".join(value.rjust(32) for value in values))

    print(f"\n{title}: {cells[0]['pairs']} pairs; CRPS / log score / absolute error of the median / within 90 %")
    line("", (f"{c['side']}, {c['horizon']} wk" for c in cells))
    for name in cells[0]["models"]:
        line(
            name, ("{crps:.4g} / {log_score:.3f} / {mae:.3g} / {in_90:.0%}".format(**c["models"][name]) for c in cells)
        )
    line("less conflictology-26", ("{:.3g} ({:.3g} to {:.3g})".format(*c["difference"]) for c in cells))
    line("in per cent", (f"{c['difference'][0] / c['models'][CONFLICTOLOGY_26.name]['crps']:+.1%}" for c in cells))
    for c in cells:
        print(f"  {c['side']}, {c['horizon']} wk: {c['chosen']}; {c['origins']} origins, {c['seconds']} s to learn")


def run(days: DyadDays, part: float) -> dict[str, list[dict[str, Any]]]:
    """The tables of all groups, by name."""
    history = history_of(days)
    cut = int(history.weeks * part)
    teacher = Teacher(history, cut)
    found = {MOST_ACTIVE: table(teacher, history.rows(most_filed(days, history, cut, PAIRS)), MOST_ACTIVE)}
    for stratum in reversed(STRATA):
        among = history.sample(at_most=4 * STRATUM_PAIRS, seed=1) if stratum == "no event" else history
        rows = rows_of(among, stratum, cut)
        if len(rows) > STRATUM_PAIRS:
            rows = np.sort(np.random.default_rng(1).choice(rows, STRATUM_PAIRS, replace=False))
        if len(rows):
            found[f"others, {stratum} before"] = table(teacher, among.rows(rows), stratum)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cut", type=float, default=0.7, help="share of the weeks that is history")
    parser.add_argument("--json", type=Path, help="also write the figures here")
    args = parser.parse_args()
    started = time.process_time()
    figures: dict[str, Any] = {}
    tables = {"by sign": days_by_sign(args.folder), "by quad": read_days(args.folder / "dyad_day.parquet")}
    for name, days in tables.items():
        figures[name] = run(days, args.cut)
        for group, cells in figures[name].items():
            show(f"{args.folder.name}, {name}, {group}", cells)
    for model, reported in REPORTED.items():
        ours = [c["models"][model]["crps"] for c in figures["by sign"][MOST_ACTIVE]]
        if args.folder.name == "icews18":
            print(f"\n{model} {', '.join(f'{v:.4g}' for v in ours)}; reported {', '.join(map(str, reported))}")
    figures["seconds"] = round(time.process_time() - started, 1)
    print(f"{figures['seconds']} CPU seconds", file=sys.stderr)
    if args.json:
        args.json.write_text(json.dumps(figures, indent=1) + "\n")


if __name__ == "__main__":
    main()
