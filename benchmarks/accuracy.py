"""How right the coder is on reports not seen before: measure the part test, write the page, hold the floors.

    python benchmarks/accuracy.py DATA SCORER [--write] [--check | --floors] [--workers 2]
    python benchmarks/accuracy.py [--page] [--check]

Measures the whole coder and the frames alone. --write keeps the figures in docs/accuracy.json and makes
docs/accuracy.md; without DATA the figures kept are taken, and --page makes the page anew from them. --check exits with
1 where a figure lies under its floor in benchmarks/accuracy_floors.json, or corpus or model are not those the floors
were measured with; --floors sets the floors by what was measured now. Figures only: no text of the part test is shown.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.accuracy_examples import shown
from benchmarks.accuracy_floors import FLOORS, ROOT, Pins, faults, main_figures, read_floors, write_floors
from benchmarks.accuracy_page import page
from benchmarks.accuracy_slices import Done, modalities_of, sides_of, slices_of
from benchmarks.corpus import coded, reach
from benchmarks.second_coder import second_coder
from corpus.gold import gold_of, load_scorer
from corpus.load import reports
from corpus.values import Report

DOCS = ROOT / "docs"


def measure(data: Path, scorer_at: Path, workers: int) -> dict[str, Any]:
    """All figures of the page, and what they belong to. Raises SystemExit where real reports have no text."""
    found = list(reports("test", data=data))
    scorer = load_scorer(scorer_at)
    if not any(r.real for r in found):
        sys.exit(f"No real reports in {data}: the figures need the data folder that holds their texts.")
    with ProcessPoolExecutor(workers) as pool:
        frames = _done(found, list(pool.map(partial(coded, learned=False), found, chunksize=4)))
        coder = _done(found, list(pool.map(partial(coded, learned=True), found, chunksize=4)))
        reached: Counter[str] = Counter()
        for part in pool.map(partial(_reach, scorer_at), found, chunksize=4):
            reached.update(part)
    dyads = reached.pop("dyads")
    return {
        **asdict(Pins.now()),
        "reports": len(found),
        "sentences": sum(len(r.sentences) for r in found),
        "frames": sides_of(scorer, frames),
        "coder": sides_of(scorer, coder),
        "slices": slices_of(scorer, coder),
        "slices of frames": slices_of(scorer, frames),
        "modality": modalities_of(scorer, coder),
        "reach": {name: round(n / dyads, 3) for name, n in reached.items()},
        "reach of": dyads,
        "second coder": second_coder(scorer, data),
        "type of": typed(data / "plv/train.jsonl"),
        "examples": shown(),
    }


def typed(file: Path) -> dict[str, float] | None:
    """The figures that benchmarks/type_of.py prints of a file; None where there is no such file."""
    if not file.is_file():
        return None
    script = ROOT / "benchmarks/type_of.py"
    told = subprocess.run([sys.executable, script, file], check=True, capture_output=True, text=True).stdout
    n, *shares = (float(x) for x in re.findall(r"\d+(?:\.\d+)?", told.splitlines()[0].replace("F1", "")))
    return {"sentences": int(n), **dict(zip(("accuracy", "macro F1", "quad macro F1"), shares, strict=True))}


def _done(found: list[Report], codings: list[list[dict[str, Any]]]) -> list[Done]:
    return [Done(r, gold_of(r), c) for r, c in zip(found, codings, strict=True)]


def _reach(scorer_at: Path, report: Report) -> dict[str, int]:
    """How far the required dyads of one report get, with their number."""
    told = list(reach(load_scorer(scorer_at), [report]))
    return {"dyads": max((of for _, _, of in told), default=0), **{name: n for name, n, _ in told}}


def main() -> None:
    """Measure, write, check."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, nargs="?")
    parser.add_argument("scorer", type=Path, nargs="?")
    parser.add_argument("--workers", type=int, default=1, help="processes that code")
    parser.add_argument("--write", action="store_true", help="keep the figures and make docs/accuracy.md")
    parser.add_argument("--page", action="store_true", help="only make docs/accuracy.md from the figures kept")
    parser.add_argument("--docs", type=Path, default=DOCS, help="where figures and page lie")
    parser.add_argument("--at", type=Path, default=FLOORS, metavar="FILE", help="where the floors lie")
    floors = parser.add_mutually_exclusive_group()
    floors.add_argument("--check", action="store_true", help="exit with 1 where a figure has sunk")
    floors.add_argument("--floors", action="store_true", help="set the floors by what is measured now")
    args = parser.parse_args()
    kept = args.docs / "accuracy.json"
    if args.data is None:
        if args.write or args.floors or not (args.page or args.check):
            parser.error("name the data folder and the scorer to measure; the figures kept serve --page and --check")
        measured = json.loads(kept.read_text(encoding="utf-8"))
    elif args.scorer is None:
        parser.error("name the scorer too")
    else:
        measured = measure(args.data, args.scorer, args.workers)
        for name, value in main_figures(measured).items():
            print(f"{name:36} {value:.3f}")
    if args.write:
        kept.write_text(json.dumps(measured, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    if args.write or args.page:
        others = json.loads((args.docs / "benchmarks.json").read_text(encoding="utf-8"))
        (args.docs / "accuracy.md").write_text(page(measured, others), encoding="utf-8")
        print(f"written: {args.docs / 'accuracy.md'}")
    if args.floors:
        write_floors(measured, Pins.now(), args.at)
        print("floors set")
    if args.check:
        told = faults(read_floors(args.at), measured, Pins.now())
        print("\n".join(told) if told else "every figure stands at or above its floor", file=sys.stderr)
        sys.exit(1 if told else 0)


if __name__ == "__main__":
    main()
