"""Real cases with a known answer: what is imported, Iran and North Korea in 2018, four drifts, and the panel.

The expected figures are those of work done before the program was: events by hand from the files, change points of
weekly Goldstein sums (PELT), and a panel of the rows as filed.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from relations_show import Cell, Section, section, table, target

if TYPE_CHECKING:
    from detente.exchange.filed import Imported
    from detente.record import Record
    from detente.relations.days import DyadDays
    from detente.relations.drift import Change, Drift
    from detente.relations.values import Act

READ = {"icews14": 90_730, "icews18": 468_558}
_FIRST, _LAST = date(2018, 1, 1), date(2018, 10, 31)
CUTS = {
    "January to May and June to October": ((_FIRST, date(2018, 5, 31)), (date(2018, 6, 1), _LAST)),
    "January to June and July to October": ((_FIRST, date(2018, 6, 30)), (date(2018, 7, 1), _LAST)),
}
VERDICTS = ("warming", "cooling", "no clear change", "cannot tell")
PLACEBOS = 100
DRIFTS = (("RUS", "TUR"), ("CHN", "USA"), ("PRK", "USA"), ("IRN", "PRK"))
VISIT = (date(2018, 8, 2), date(2018, 8, 12))
MEETINGS = (("Ri Yong-ho", "Mohammad Javad Zarif"), ("Ri Yong-ho", "Hassan Rouhani"))
MET = "04"
"""CAMEO's root of meetings, visits and talks."""
TURN, WEEKS = date(2018, 3, 12), 2
PUBLISHED = {1: 0.0201, -1: 0.0192}
NEAR = 0.1
"""The panel's coefficient one week after and one week before."""

# What both sides of a symmetric act left: rows as filed, and those that count.
_SYMMETRIC = "SELECT count(*), sum(twin_of IS NULL) FROM imported WHERE origin = ? AND side IS NOT NULL"
_NO_WEIGHT = "SELECT count(*) FROM imported WHERE origin = ? AND goldstein IS NULL"


@dataclass(slots=True)
class Cases:
    """The data folder and a folder for records, each set imported when it is first asked for."""

    data: Path
    scratch: Path

    def record(self, name: str) -> Record:
        """An open record with this set alone; close it."""
        from detente.record import Record

        path = self.scratch / f"{name}.db"
        if not path.exists():
            self.bring_in(name)
        return Record.open(path, create=False)

    def bring_in(self, name: str) -> Imported:
        """Import the set into a fresh record."""
        from detente.exchange.importing import import_rows
        from detente.exchange.tkg import iter_tkg
        from detente.record import Record

        path = self.scratch / f"{name}.db"
        for old in self.scratch.glob(f"{path.name}*"):
            old.unlink()
        with Record.open(path) as record:
            rows = iter_tkg(self.data / name)
            return import_rows(record.connection, rows, origin=name, command=f"import tkg {name}")


def imports(cases: Cases) -> Section:
    """Rows in and what became of them; what each relation is; symmetric acts as filed and counted once."""
    columns: dict[str, list[Cell]] = {}
    targets = []
    for name, read in READ.items():
        done = cases.bring_in(name)
        relations = _relations(cases.data / name)
        with cases.record(name) as record:
            filed, once = record.connection.execute(_SYMMETRIC, (name,)).fetchone()
            (no_weight,) = record.connection.execute(_NO_WEIGHT, (name,)).fetchone()
        columns[name] = [
            *(done.read, done.stored, done.merged, done.quarantined, done.known),
            *(relations["relations"], relations["without"], relations["other"], no_weight, filed, once),
        ]
        targets += [
            target(f"{name}: rows read", f"{read:,}", f"{done.read:,}", done.read == read),
            target(f"{name}: rows quarantined", "0", f"{done.quarantined:,}", done.quarantined == 0),
            target(
                f"{name}: relations without CAMEO code or Goldstein weight, or with another than the file's",
                "0",
                f"{relations['without'] + relations['other']} of {relations['relations']}",
                relations["without"] + relations["other"] == 0,
            ),
        ]
    labels = (
        *("rows read", "events stored", "merged: second filing of a symmetric act", "quarantined", "known before"),
        *("relations", "of these without CAMEO code or weight", "of these with another code or weight than the file"),
        *("rows without Goldstein weight", "symmetric acts, rows as filed", "symmetric acts, counted once"),
    )
    rows = [[label, *(columns[name][at] for name in READ)] for at, label in enumerate(labels)]
    return section([table("", ["", *READ], rows)], targets)


def _relations(folder: Path) -> dict[str, int]:
    """How many relations the set has, how many the program knows by name alone, how many differ from the file."""
    from detente.exchange.cameo import find_name

    with (folder / "relations.tsv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    found = [(find_name(row["name"]), row) for row in rows]
    other = [
        c for c, row in found if c is not None and (c.code, c.goldstein) != (row["cameo"], float(row["goldstein"]))
    ]
    return {"relations": len(rows), "without": sum(c is None for c, _ in found), "other": len(other)}


def visit(cases: Cases) -> Section:
    """Iran and North Korea in 2018: one visit; and the turn between the United States and North Korea."""
    from detente.relations.behind import acts_behind
    from detente.relations.bursts import bursts
    from detente.relations.naming import name_of_party
    from detente.relations.pressure import pressure
    from detente.relations.sources import days_of
    from detente.relations.turning import turning_points

    both = [("IRN", "PRK"), ("PRK", "IRN")]
    with cases.record("icews18") as record:
        days = days_of(record)
        found = bursts(days, "IRN", "PRK")
        acts = [acts_behind(record, days.origin, both, b.first_day, b.last_day, side=b.side, limit=100) for b in found]
    turns = turning_points(days, "IRN", "PRK")
    others = turning_points(days, "USA", "PRK")
    names = tuple(name_of_party(code) for code in ("USA", "IRN", "PRK"))
    answer = pressure(days, "USA", "IRN", "PRK", names=names, with_panel=False)  # type: ignore[arg-type]
    is_the_visit = len(found) == 1 and VISIT[0] <= found[0].first_day and found[0].last_day <= VISIT[1]
    targets = [
        target(
            "the one burst",
            f"within {VISIT[0]} to {VISIT[1]}",
            "; ".join(f"{b.first_day} to {b.last_day}" for b in found) or "none",
            is_the_visit,
        )
    ]
    for one, other in MEETINGS:
        met = sorted({act.day for part in acts for act in part if _is_meeting(act, one, other)})
        told = ", ".join(day.isoformat() for day in met) or "not named"
        targets.append(target(f"{one} and {other} meet", "named in the burst", told, bool(met)))
    targets += [
        target("turning points, Iran and North Korea", "none", str(len(turns) or "none"), not turns),
        target("pressure USA IRN PRK", "cannot tell", answer.verdict, answer.verdict == "cannot tell"),
        target(
            f"US-North Korea: a turn within {WEEKS} weeks of {TURN}",
            "one",
            "; ".join(f"{t.first_day} {t.side} {t.direction}" for t in others) or "none",
            any(abs((t.first_day - TURN).days) <= 7 * WEEKS for t in others),
        ),
    ]
    tables = [
        table(
            "Bursts, Iran and North Korea",
            ["days", "side", "events", "usual", "p"],
            [[f"{b.first_day} to {b.last_day}", b.side, b.n, b.expected, b.p] for b in found],
        ),
        table(
            "The acts of the bursts, heaviest first",
            ["day", "act", "source", "target", "weight"],
            [[str(a.day), a.act, a.source, a.target, a.weight] for part in acts for a in part[:12]],
        ),
        table(
            "Turning points, United States and North Korea",
            ["week of", "side", "before, a week", "after", "ratio by volume of news", "p"],
            [[str(t.first_day), f"{t.side} {t.direction}", t.before, t.after, list(t.ratio), t.p] for t in others],
        ),
    ]
    return section(tables, targets, [f"pressure USA IRN PRK: {answer.verdict}. {' '.join(answer.because)}"])


def _is_meeting(act: Act, one: str, other: str) -> bool:
    return {act.source, act.target} == {one, other} and (act.cameo or "").startswith(MET)


def drifts(cases: Cases) -> Section:
    """Four pairs between two parts of 2018 among all pairs, cut after May and after June; and placebos."""
    from detente.relations.drift import drift
    from detente.relations.sources import days_of

    with cases.record("icews18") as record:
        days = days_of(record)
    tables, targets = [], []
    told: dict[tuple[str, str], set[str]] = {pair: set() for pair in DRIFTS}
    heads = ["", "verdict", "lasts", "cooperation", "conflict", "tone before", "after", "change", "p", "q", "s"]
    for words, (first, second) in CUTS.items():
        found = drift(days, first=first, second=second)
        by_pair = {tuple(sorted(change.pair)): change for change in found.changes}
        rows = [["-".join(pair), *_drift(by_pair.get(pair))] for pair in DRIFTS]
        tables.append(table(f"Mean Goldstein weight, {words} 2018", heads, rows))
        counted = [[verdict, len(found.of(verdict))] for verdict in VERDICTS]  # type: ignore[arg-type]
        counted.append(["clear, and lasting", sum(change.lasts for change in found.changes)])
        counted.append(["correlation of moods from week to week", found.lasting])
        tables.append(table(f"All pairs by verdict, {words}", ["", "pairs, or share"], counted))
        for pair in DRIFTS:
            change = by_pair.get(pair)
            told[pair].add(change.verdict if change is not None else "no events")
    for name, pair, wanted in (
        ("Russia-Turkey", ("RUS", "TUR"), "warming"),
        ("US-China", ("CHN", "USA"), "cooling"),
        ("US-North Korea", ("PRK", "USA"), "warming"),
    ):
        opposite = "cooling" if wanted == "warming" else "warming"
        reached = wanted in told[pair] and opposite not in told[pair]
        targets.append(target(name, f"{wanted} in one cut at least", ", ".join(sorted(told[pair])), reached))
    visit = told["IRN", "PRK"]
    targets.append(target("Iran-North Korea", "cannot tell", ", ".join(sorted(visit)), visit == {"cannot tell"}))
    tables.append(_placebos(days))
    return section(
        tables,
        targets,
        [
            "q: p corrected for the number of pairs (Benjamini-Hochberg); s: the share of false directions among this "
            "pair and all that are as clear or clearer, which the verdict holds below 5 %. Lasts: clear also where it "
            "counts as chance that moods last from week to week.",
            "Placebos: the same 40 weeks put into two periods in another order. Even and odd weeks differ by nothing; "
            "months by lot differ by whatever lasts for weeks: only what is called lasting must not show there.",
        ],
    )


def _drift(change: Change | None) -> list[Cell]:
    """The cells of a pair; what nothing is known of stays empty."""
    if change is None:
        return ["no events"] + [None] * 9
    shift, chance = change.goldstein, change.chance
    sums = [f"{before:,} to {after:,}" for before, after in (change.cooperation, change.conflict)]
    tone: list[Cell] = [None] * 4
    if shift is not None:
        tone = [shift.first, shift.second, [shift.change, shift.low, shift.high], shift.p]
    sure: list[Cell] = [None] * 2 if chance is None else [chance.q, chance.s]
    return [change.verdict, "yes" if change.lasts else "no", *sums, *tone, *sure]


def _placebos(days: DyadDays) -> dict[str, Any]:
    """How many tables have a clear change where the weeks of 2018 are put into two periods in another order."""
    rng = np.random.default_rng(0)
    orders = {"even and odd weeks": [[*range(0, 40, 2), *range(1, 40, 2)]], "months by lot": []}
    for _ in range(PLACEBOS):
        lot = rng.permutation(10)
        halves = [*sorted(lot[:5].tolist()), *sorted(lot[5:].tolist())]
        orders["months by lot"].append([4 * month + week for month in halves for week in range(4)])
    rows: list[list[Cell]] = []
    for name, every in orders.items():
        found = [_in_order(days, weeks) for weeks in every]
        clear = [any(c.verdict in ("warming", "cooling") for c in one.changes) for one in found]
        lasting = [any(c.lasts for c in one.changes) for one in found]
        rows.append([name, len(found), float(np.mean(clear)), float(np.mean(lasting))])
    return table("Placebos: tables with any", ["", "tables", "clear change", "clear and lasting"], rows)


def _in_order(days: DyadDays, weeks: list[int]) -> Drift:
    """The drift between the halves of these weeks of 2018 (from 0), made to follow each other in this order."""
    from detente.relations.drift import drift

    start = days.first_day.toordinal()
    week, weekday = divmod(days.day - start, 7)
    place = np.full(int(week.max()) + 1, -1)
    place[weeks] = np.arange(len(weeks))
    at = place[week]
    moved = replace(days, day=(start + at * 7 + weekday).astype(np.int32)).take(np.flatnonzero(at >= 0))
    middle = days.first_day + timedelta(days=7 * (len(weeks) // 2))
    end = days.first_day + timedelta(days=7 * len(weeks) - 1)
    return drift(moved, first=(days.first_day, middle - timedelta(days=1)), second=(middle, end))


def panels(cases: Cases) -> Section:
    """The panel of US pressure on rows as filed, beside the published coefficients."""
    from detente.relations.dayfile import read_days
    from detente.relations.pressure.panel import panel
    from detente.relations.pressure.streams import streams_of

    days = read_days(cases.data / "icews18" / "dyad_day.parquet")
    found = panel(streams_of(days, "USA", ("IRN", "PRK")))
    if found is None:
        return section([], [target("the panel", "a coefficient one week after", "too few pairs or weeks", False)])
    rows: list[list[Cell]] = []
    at = {row.lag: row for row in found.rows}
    for lag in sorted(at):
        row, published = at[lag], PUBLISHED.get(lag)
        apart = row.coefficient / published - 1 if published else None
        percent = f"{apart:+.1%}" if apart is not None else None
        words = "same week" if not lag else f"{abs(lag)} week{'s' * (abs(lag) > 1)} {'after' if lag > 0 else 'before'}"
        rows.append([words, row.coefficient, row.error, published, percent, row.effect, row.p])
    heads = ["", "coefficient", "standard error", "published", "difference", "effect in SD", "p"]
    title = f"{found.states} states, {found.pairs} pairs, {found.weeks} weeks (published: 50, 576, 43)"
    is_both = all(at[lag].coefficient > 0 and (at[lag].p or 1) <= 0.05 for lag in PUBLISHED)
    told = "; ".join(f"{at[lag].coefficient:.4f}, p = {at[lag].p:.3f}" for lag in PUBLISHED)
    is_both = is_both and all(abs(at[lag].coefficient / value - 1) <= NEAR for lag, value in PUBLISHED.items())
    wanted = "both within 10 % of what was published, p ≤ 0.05"
    same = target("one week after; one week before", wanted, told, is_both)
    return section([table(title, heads, rows)], [same], [_reading(at[1], at[-1])])


def _reading(after: Any, before: Any) -> str:
    """The panel in words: after beside before."""
    if after.p is None or before.p is None:
        return "No p values: cannot tell."
    if after.p > 0.05:
        return f"Cooperation does not go with joint pressure one week later (p = {after.p:.3f})."
    if before.p <= 0.05:
        return (
            f"The association one week after pressure ({after.coefficient:.4f}, p = {after.p:.3f}) stands one week "
            f"before it as well ({before.coefficient:.4f}, p = {before.p:.3f}): no evidence of cause."
        )
    return (
        f"The association one week after pressure ({after.coefficient:.4f}, p = {after.p:.3f}) is not there one week "
        f"before it ({before.coefficient:.4f}, p = {before.p:.3f}); preceded by is all that this shows."
    )
