"""Every figure about relations: `python benchmarks/relations.py DATA [--scratch FOLDER] [--only NAME …]`.

Sections: import, visit, drift, panel, pressure, forecast, validity, and, with a scratch folder (3 GB), speed. Each
prints its tables, says which targets it reached, and is written to docs/benchmarks_relations.md and .json; what is
not run keeps its last figures. All but speed take some minutes on one core.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")  # before numpy: figures of one core
sys.path.insert(0, str(Path(__file__).parent))

from relations_cases import Cases, drifts, imports, panels, visit
from relations_show import Cell, Section, markdown, section, show, table, target
from write_docs import DOCS, machine

WORLDS = 10
POWER, FALSE = 0.8, 0.05
"""Of worlds with an effect of 0.5 SD at least so many must be called supported; of those without, at most so many."""
ROLLING = 0.7
CLOSE_CRPS = 0.03
"""How far conflictology may lie from what was reported, as a share of it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a section may need."""

    cases: Cases
    worlds: int
    speed: Path | None
    copies: int


@dataclass(frozen=True, slots=True)
class Part:
    """One section: its name, title, what it is about, how to run it alone, and the function."""

    name: str
    title: str
    about: str
    run: Callable[[Asked], Section]

    @property
    def command(self) -> str:
        """What readers type."""
        more = " SCRATCH=…" if self.name == "speed" else ""
        return f"make bench-relations DATA=…{more} ONLY={self.name}"


def pressures(asked: Asked) -> Section:
    """How often the test of pressure says what was planted."""
    from pressure import measure

    with contextlib.redirect_stdout(io.StringIO()):
        found = measure(asked.worlds)
    verdicts = ("supported", "not supported", "cannot tell")
    rows = [
        [r["world"], r["weeks"], r["wanted"], *(r[v] for v in verdicts), f"{r['low']:.0%} to {r['high']:.0%}"]
        for r in found["table"]
    ]
    weeks = sorted({c["weeks"] for c in found["curve"]})
    share = {(c["effect"], c["weeks"]): c["supported"] for c in found["curve"]}
    curve: list[list[Cell]] = [[f"{e:g} SD", *(share[e, w] for w in weeks)] for e in sorted({e for e, _ in share})]
    targets = _stated(found["table"])
    heads = ["world", "weeks", "wanted", *verdicts, "supported, 95 %"]
    return section(
        [
            table(f"Shares of the verdicts, {asked.worlds} worlds each", heads, rows),
            table("Share supported by planted effect and weeks", ["", *(f"{w} weeks" for w in weeks)], curve),
        ],
        targets,
        [f"{asked.worlds} worlds leave wide intervals; --worlds 100 narrows them."] if asked.worlds < 100 else [],
    )


def _stated(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What is wanted of all worlds of a kind together; one kind alone has too few."""
    targets = []
    for weeks in sorted({r["weeks"] for r in rows}):
        share, told = _pooled([r for r in rows if r["wanted"] == "supported" and r["weeks"] == weeks], "supported")
        targets.append(target(f"supported, planted 0.5 SD, {weeks} weeks", f"≥ {POWER:.0%}", told, share >= POWER))
    share, told = _pooled([r for r in rows if r["wanted"] == "not supported"], "supported")
    targets.append(target("supported, all worlds without an effect", f"≤ {FALSE:.0%}", told, share <= FALSE))
    share, told = _pooled([r for r in rows if r["wanted"] == "cannot tell"], "cannot tell")
    targets.append(target("cannot tell, sparse pairs", f"≥ {1 - FALSE:.0%}", told, share >= 1 - FALSE))
    return targets


def _pooled(rows: list[dict[str, Any]], verdict: str) -> tuple[float, str]:
    """The share of a verdict over rows, and in words with its interval."""
    from pressure import wilson

    n = sum(r["n"] for r in rows)
    k = round(sum(r[verdict] * r["n"] for r in rows))
    low, high = wilson(k, n)
    return k / n, f"{k} of {n} ({low:.0%} to {high:.0%})"


def forecasts(asked: Asked) -> Section:
    """The forecasts of ICEWS 2018 pairs beside the benchmarks."""
    import forecasting
    from forecasting import REPORTED

    from detente.relations.dayfile import read_days
    from detente.relations.forecast.learn import MOST_ACTIVE
    from detente.relations.forecast.models import CONFLICTOLOGY_26

    folder = asked.cases.data / "icews18"
    tables, targets = [], []
    for name, days in (
        ("by sign", forecasting.days_by_sign(folder)),
        ("by quad", read_days(folder / "dyad_day.parquet")),
    ):
        found = forecasting.run(days, ROLLING)
        for group, cells in found.items():
            if name == "by sign" and group != MOST_ACTIVE:
                continue
            tables.append(_forecast_table(f"{name}, {group}", cells))
        cells = found[MOST_ACTIVE]
        if name == "by sign":
            targets += [_reported(model, reported, cells) for model, reported in REPORTED.items()]
        else:
            better = sum(c["difference"][2] < 0 for c in cells)
            worse = sum(c["difference"][1] > 0 for c in cells)
            told = f"better in {better}, worse in {worse} of {len(cells)} (interval without 0)"
            what = f"the forecast beside {CONFLICTOLOGY_26.name}, CRPS, most active pairs"
            targets.append(target(what, "no worse in any cell", told, worse == 0))
    return section(tables, targets)


def _forecast_table(title: str, cells: list[dict[str, Any]]) -> dict[str, Any]:
    heads = ["CRPS", *(f"{c['side']}, {c['horizon']} wk" for c in cells)]
    rows: list[list[Cell]] = [[name, *(c["models"][name]["crps"] for c in cells)] for name in cells[0]["models"]]
    rows.append(["forecast less conflictology-26", *(c["difference"] for c in cells)])
    rows.append(["forecast: counts within its 90 %", *(c["models"]["forecast"]["in_90"] for c in cells)])
    rows.append(["chosen on the weeks before", *(c["chosen"] for c in cells)])
    return table(f"{title}: {cells[0]['pairs']} pairs, {cells[0]['origins']} origins", heads, rows)


def _reported(model: str, reported: tuple[float, ...], cells: list[dict[str, Any]]) -> dict[str, Any]:
    ours = [c["models"][model]["crps"] for c in cells]
    is_close = all(abs(o / r - 1) <= CLOSE_CRPS for o, r in zip(ours, reported, strict=True))
    wanted = f"{', '.join(f'{r:g}' for r in reported)}, within {CLOSE_CRPS:.0%}"
    return target(f"{model} again", wanted, ", ".join(f"{o:.4g}" for o in ours), is_close)


def validities(asked: Asked) -> Section:
    """Codings of this program beside ICEWS 2018."""
    from relations_validity import measure

    from detente.relations.sources import days_of

    with asked.cases.record("icews18") as record:
        days = days_of(record)
    return measure(asked.cases.data, days)


def speeds(asked: Asked) -> Section:
    """Ten million events, beside DuckDB."""
    from relations_speed import measure

    if asked.speed is None:
        raise SystemExit("The section speed needs --scratch FOLDER: 3 GB at 22 copies.")
    figures = measure(asked.cases.data, asked.speed, asked.copies)
    made = figures.pop("made")
    shown = list(dict.fromkeys(what for values in figures.values() for what in values))
    rows = [
        [question, *(values.get(what) for what in shown if what not in ("target, s", "reached"))]
        for question, values in figures.items()
    ]
    targets = [
        target(question, f"{values['target, s']:g} s", f"{values['détente, s']:g} s", values["reached"])
        for question, values in figures.items()
        if "target, s" in values
    ]
    heads = ["", *(what for what in shown if what not in ("target, s", "reached"))]
    pairs = [[what, value] for what, value in made.items()]
    return section([table("The record", ["", "value"], pairs), table("Questions", heads, rows)], targets)


PARTS = (
    Part(
        "import",
        "Import",
        "ICEWS14 and ICEWS18 into a fresh record. Relations are found by their name alone.",
        lambda asked: imports(asked.cases),
    ),
    Part(
        "visit",
        "One visit: Iran and North Korea, 2018",
        "Events counted once (ICEWS18). The visit of Foreign Minister Ri to Tehran is the one thing that happened.",
        lambda asked: visit(asked.cases),
    ),
    Part(
        "drift",
        "Drift",
        "Events counted once (ICEWS18), all pairs of countries tested together.",
        lambda asked: drifts(asked.cases),
    ),
    Part(
        "panel",
        "The panel of US pressure",
        "Rows as filed (ICEWS18), as in the work that published the coefficients, whose sample was drawn a little "
        "differently.",
        lambda asked: panels(asked.cases),
    ),
    Part(
        "pressure",
        "The test of pressure on worlds in which the answer is known",
        "Invented worlds (benchmarks/planted.py), each with an effect planted or none.",
        pressures,
    ),
    Part(
        "forecast",
        "Forecasts",
        "ICEWS18 by week: learned on the first 30 of 43 weeks, every later week an origin. CRPS: less is better.",
        forecasts,
    ),
    Part(
        "validity",
        "Codings beside another coder's events",
        "What this program codes, beside ICEWS18 of the same pairs of countries and months (January to October 2018). "
        "In brackets 95 % of draws of pairs.",
        validities,
    ),
    Part(
        "speed",
        "Ten million events",
        "ICEWS18 laid end to end; DuckDB adds up the plain rows of a Parquet file on one thread, without pairing off "
        "acts filed twice and without any test.",
        speeds,
    ),
)


def page(known: dict[str, Any]) -> str:
    """docs/benchmarks_relations.md."""
    lines = [
        "# Benchmarks of relations",
        "",
        "Every figure here was printed by a command; `make bench-relations DATA=… SCRATCH=…` runs them all and writes",
        "this page. DATA is the data folder; with SCRATCH, a folder with 3 GB free, speed is measured too.",
        "",
    ]
    for part in PARTS:
        if part.name in known:
            lines += [f"## {part.title}", "", part.about, "", f"`{part.command}` ({known[part.name]['machine']})", ""]
            lines += markdown(known[part.name]["figures"])
    return "\n".join(lines).rstrip() + "\n"


def main() -> int:
    """Run the sections and write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="the data folder: icews14, icews18, posts_us_state")
    parser.add_argument("--scratch", type=Path, help="a folder for large records; speed is left out without one")
    parser.add_argument("--only", nargs="+", choices=[part.name for part in PARTS], help="these sections")
    parser.add_argument("--worlds", type=int, default=WORLDS, help="worlds of each kind for the test of pressure")
    parser.add_argument("--copies", type=int, default=22, help="how often ICEWS18 is laid end to end")
    parser.add_argument("--docs", type=Path, default=DOCS, help="where to write")
    args = parser.parse_args()
    kept = args.docs / "benchmarks_relations.json"
    known: dict[str, Any] = json.loads(kept.read_text("utf-8")) if kept.exists() else {}
    missed = 0
    with tempfile.TemporaryDirectory() as folder:
        asked = Asked(Cases(args.data, Path(folder)), args.worlds, args.scratch, args.copies)
        for part in PARTS:
            if part.name not in (args.only or [p.name for p in PARTS]):
                continue
            if part.name == "speed" and args.scratch is None and not args.only:
                print(f"\n== {part.title}: left out ({part.command})")
                continue
            print(f"\n== {part.title}", flush=True)
            started = time.process_time()
            found = part.run(asked)
            show(found)
            print(f"{time.process_time() - started:.0f} CPU seconds", file=sys.stderr, flush=True)
            missed += sum(not one["reached"] for one in found["targets"])
            known[part.name] = {"machine": machine(), "figures": found}
            kept.write_text(json.dumps(known, indent=1, ensure_ascii=False) + "\n", "utf-8")
    (args.docs / "benchmarks_relations.md").write_text(page(known), "utf-8")
    print(f"\n{missed} target{'s' * (missed != 1)} not reached; written: {args.docs / 'benchmarks_relations.md'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
