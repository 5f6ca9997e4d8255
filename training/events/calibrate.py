"""Fit the weights of a coding's confidence on a part of the corpus, and print how well they hold.

    python training/events/calibrate.py DATA SCORER OUT.json [--part dev]

Every reading is taken, however unlikely (the threshold is 0 here); a dyad is right where the scorer matches it with
its type to one that was coded, and left out where the scorer calls it a repeat. Ridge logistic regression by Newton's
method. Prints precision, recall and F1 by threshold, so that the one in `deciding.py` can be chosen on this part.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[2]))

from corpus.gold import load_scorer
from corpus.judged import Judged, Wanted, judged
from corpus.values import Part
from detente.coding import confidence, deciding
from detente.values import Coding

RIDGE = 1.0


def rated(scorer: Any, data: Path, part: Part) -> tuple[list[tuple[list[float], bool, bool]], int]:
    """Facts of each coded dyad, whether it is right, and whether it is one that was wanted; how many were wanted."""
    deciding.KEPT = deciding.KEPT_OF_RULES = 0.0
    found = list(judged(scorer, data, part))
    rows = [(facts_in(x.coding), x.is_right, x.is_wanted) for x in found if isinstance(x, Judged)]
    return rows, sum(x.n for x in found if isinstance(x, Wanted))


def facts_in(coding: Coding) -> list[float]:
    """The facts of the reading, as its explanation tells them."""
    how = next(step.how for step in coding.steps if step.field == "confidence")
    said = dict(part.rsplit(" ", 1) for part in how.split("; "))
    return [float(said.get(name, 0.0)) for name in confidence.FACTS]


def fit(x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weights of a logistic regression with a ridge on all but the constant."""
    w = np.zeros(x.shape[1])
    ridge = np.diag([0.0, *[RIDGE] * (x.shape[1] - 1)])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + ridge, x.T @ (y - p) - ridge @ w)
        w += step
        if np.abs(step).max() < 1e-8:
            break
    return w


def main() -> None:
    """Fit, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--part", default="dev", choices=("train", "dev", "test"))
    args = parser.parse_args()
    rows, wanted = rated(load_scorer(args.scorer), args.data, args.part)
    x, y, found = np.array([r[0] for r in rows]), np.array([float(r[1]) for r in rows]), np.array([r[2] for r in rows])
    w = fit(x, y)
    p = 1 / (1 + np.exp(-x @ w))
    print(f"{len(y)} dyads, {int(y.sum())} right, {wanted} wanted")
    for floor in np.arange(0.1, 0.75, 0.05):
        on = p >= floor
        precision, recall = y[on].mean() if on.any() else 0.0, found[on].sum() / wanted
        print(f"from {floor:.2f}: {int(on.sum())} coded, precision {precision:.3f}, recall {recall:.3f}, "
              f"F1 {2 * precision * recall / max(1e-9, precision + recall):.3f}")  # fmt: skip
    edges = np.quantile(p, np.linspace(0, 1, 11))
    at = np.clip(np.searchsorted(edges, p, side="right") - 1, 0, 9)
    bins = [at == b for b in range(10)]
    error = sum(abs(p[b].mean() - y[b].mean()) * b.sum() for b in bins if b.any()) / len(p)
    print(f"expected calibration error on the part it was fitted on: {error:.3f}")
    told = {name: round(float(v), 4) for name, v in zip(confidence.FACTS, w, strict=True)}
    args.out.write_text(json.dumps({"part": args.part, "weights": told}, indent=0) + "\n")
    print(told)
    list_file(args.out)


def list_file(path: Path) -> None:
    """Put the digest of the file into the model.json beside it, where there is one."""
    card = path.parent / "model.json"
    if card.exists():
        about = json.loads(card.read_text())
        about["files"][path.name] = hashlib.sha256(path.read_bytes()).hexdigest()
        about["files"] = dict(sorted(about["files"].items()))
        card.write_text(json.dumps(about, indent=0) + "\n")


if __name__ == "__main__":
    main()
