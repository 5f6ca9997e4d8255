"""How often the test of pressure says what was planted: verdicts over many worlds of `planted.py`.

    python benchmarks/pressure.py [--worlds 40] [--json FILE]

For each kind of world and number of weeks the share of each verdict, with the 95 % interval of Wilson (1927) for the
one that matters; then the operating curve: the share of "supported" over effect sizes and numbers of weeks.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from planted import TRIAD, Plan, world

from detente.relations.pressure import pressure

LENGTHS = (52, 104, 156)
PLANTED = (
    ("planted, the week after", Plan("planted")),
    ("planted, over three weeks", Plan("planted", lags=(1, 2, 3))),
)
NULLS = (
    ("rich, nothing", Plan("rich")),
    ("rich, strong seasons", Plan("season")),
    ("rich, drifting levels", Plan("bursts")),
    ("shared occasions", Plan("occasion")),
    ("cooperation first", Plan("reverse")),
    ("one visit after one burst", Plan("one visit")),
    ("another presser", Plan("other presser")),
)
SPARSE = (("sparse pair", Plan("sparse")),)
EFFECTS = (0.2, 0.3, 0.4, 0.5, 0.7)


def wilson(k: int, n: int) -> tuple[float, float]:
    """95 % interval of a share."""
    z = 1.959964
    p, size = k / n, 1 + z * z / n
    middle, half = (p + z * z / (2 * n)) / size, z * (p * (1 - p) / n + z * z / (4 * n * n)) ** 0.5 / size
    return max(0.0, middle - half), min(1.0, middle + half)


def verdicts(plan: Plan, weeks: int, worlds: int, first_seed: int) -> Counter[str]:
    """The verdicts over so many worlds."""
    given = Plan(plan.kind, weeks, plan.effect, plan.lags, plan.rate, plan.pressure)
    return Counter(pressure(world(given, first_seed + at), *TRIAD, with_panel=False).verdict for at in range(worlds))


def row(name: str, wanted: str, weeks: int, found: Counter[str]) -> dict[str, Any]:
    """One line of the table."""
    n = sum(found.values())
    low, high = wilson(found["supported"], n)
    shares = {verdict: found[verdict] / n for verdict in ("supported", "not supported", "cannot tell")}
    return {"world": name, "weeks": weeks, "wanted": wanted, "n": n, **shares, "low": low, "high": high}


def measure(worlds: int, first_seed: int = 0) -> dict[str, Any]:
    """All tables, as plain values."""
    started = time.monotonic()
    table, curve = [], []
    for group, wanted in ((PLANTED, "supported"), (NULLS, "not supported"), (SPARSE, "cannot tell")):
        for name, plan in group:
            for weeks in LENGTHS:
                table.append(row(name, wanted, weeks, verdicts(plan, weeks, worlds, first_seed)))
                print(_line(table[-1]), flush=True)
    for effect in EFFECTS:
        for weeks in (*LENGTHS, 260):
            found = verdicts(Plan("planted", effect=effect), weeks, worlds, first_seed + 50_000)
            curve.append({"effect": effect, "weeks": weeks, "supported": found["supported"] / worlds, "n": worlds})
    return {"table": table, "curve": curve, "seconds": round(time.monotonic() - started)}


def _line(r: dict[str, Any]) -> str:
    shares = "  ".join(f"{verdict} {r[verdict]:4.0%}" for verdict in ("supported", "not supported", "cannot tell"))
    return f"{r['world']:28}{r['weeks']:4} weeks  {shares}   ({r['low']:.0%} to {r['high']:.0%} supported)"


def main() -> int:
    """Print the tables; with --json write them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--worlds", type=int, default=40)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    found = measure(given.worlds, given.seed)
    print("\nsupported, by planted effect (standard deviations) and weeks")
    lengths = sorted({c["weeks"] for c in found["curve"]})
    print(f"{'effect':8}" + "".join(f"{weeks:>8}" for weeks in lengths))
    for effect in EFFECTS:
        shares = [c["supported"] for c in found["curve"] if c["effect"] == effect]
        print(f"{effect:<8}" + "".join(f"{share:8.0%}" for share in shares))
    print(f"{found['seconds']} s")
    if given.json:
        given.json.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
