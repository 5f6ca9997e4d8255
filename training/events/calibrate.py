"""Fit the weights of a coding's confidence on the corpus, and print how well they hold.

    python training/events/calibrate.py DATA SCORER OUT.json --halves MODEL0 MODEL1

Every reading is taken, however unlikely; a dyad is right where the scorer matches it with its type to one that was
coded, and left out where the scorer calls it a repeat. Ridge logistic regression on the part train, whose halves are
read by heads that have not seen them (`halves.py`); what comes out is scaled, by three numbers, on the part dev as the
shipped heads read it. Prints precision, recall and F1 by threshold on dev, so that the one in `deciding.py` can be
chosen. Needs scipy (dependency group `corpus`), the program does not.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2])]

from halves import Readings, arguments, deciding_by, read_dev, read_halves
from listing import list_file

from corpus.gold import load_scorer
from corpus.judged import Judged, Wanted, judged_in
from detente.actors.resolve import resolve_all
from detente.coding import code_document
from detente.coding.confidence import Fitted, heard
from detente.values import Coding

RIDGE = 10.0
LEAST = 8
"""Dyads in which a fact must hold to get a weight."""
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Rated:
    """Facts of each coded dyad, whether it is right, and whether it is one that was wanted; how many were wanted."""

    facts: list[dict[str, float]]
    right: Floats
    found: NDArray[np.bool_]
    wanted: int


def rated(scorer: Any, readings: Sequence[Readings]) -> Rated:
    """The dyads of reports as they are coded without any threshold."""
    rows: list[tuple[dict[str, float], bool, bool]] = []
    wanted = 0
    for one in readings:
        with deciding_by(one.heads):
            for report, doc, sentences in one.reports:
                mentions, noun = resolve_all(doc, sentences)
                codings = code_document(doc, sentences, mentions, noun=noun)
                for x in judged_in(scorer, report, codings=codings):
                    if isinstance(x, Judged):
                        rows.append((facts_in(x.coding), x.is_right, x.is_wanted))
                    elif isinstance(x, Wanted):
                        wanted += x.n
    return Rated([r[0] for r in rows], np.array([float(r[1]) for r in rows]), np.array([r[2] for r in rows]), wanted)


def facts_in(coding: Coding) -> dict[str, float]:
    """The facts of the reading, as its explanation tells them."""
    return dict(heard(next(step.how for step in coding.steps if step.field == "confidence")))


def matrix(facts: Sequence[Mapping[str, float]], at: Mapping[str, int]) -> csr_matrix:
    """The facts as rows, those without a column left out."""
    cells = [(i, at[name], value) for i, row in enumerate(facts) for name, value in row.items() if name in at]
    rows, columns, values = zip(*cells, strict=True)
    return csr_matrix((values, (rows, columns)), shape=(len(facts), len(at)))


def fit(x: Any, y: Floats, ridge: float) -> Floats:
    """Weights of a logistic regression with a ridge."""

    def loss(w: Floats) -> tuple[float, Floats]:
        z = x @ w
        p = 1 / (1 + np.exp(-z))
        return float((np.logaddexp(0, z) - y * z).sum() + ridge / 2 * w @ w), x.T @ (p - y) + ridge * w

    found: Floats = minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    return found


def main() -> None:
    """Fit, scale, print, write."""
    args = arguments(__doc__)
    scorer = load_scorer(args.scorer)
    train, dev = rated(scorer, read_halves(args.data, args.halves)), rated(scorer, [read_dev(args.data)])
    write(args.out, fitted_by(train, dev))


def fitted_by(train: Rated, dev: Rated) -> Fitted:
    """The weights fitted on train and scaled on dev; says how they hold there."""
    seen = Counter(name for row in train.facts for name in row)
    at = {name: i for i, name in enumerate(sorted(n for n, many in seen.items() if many >= LEAST))}
    w = fit(matrix(train.facts, at), train.right, RIDGE)
    found = {name: round(float(w[i]), 4) for name, i in at.items() if abs(w[i]) >= 0.00005}
    score = np.array([sum(found.get(name, 0.0) * value for name, value in row.items()) for row in dev.facts])
    scale = fit(np.stack([np.ones(len(score)), score, score**2], axis=1), dev.right, 1e-6)
    fitted = Fitted(found, *(round(float(x), 4) for x in scale))
    print(f"{len(train.right)} dyads of train, {len(found)} facts; scaled on dev by {scale.round(3).tolist()}")
    tell(dev, np.array([fitted.share(x) for x in score]))
    return fitted


def tell(dev: Rated, p: Floats) -> None:
    """Print precision and recall by threshold, and how far the probabilities are off."""
    print(f"{len(p)} dyads, {int(dev.right.sum())} right, {dev.wanted} wanted")
    for floor in np.arange(0.1, 0.75, 0.05):
        on = p >= floor
        precision, recall = dev.right[on].mean() if on.any() else 0.0, dev.found[on].sum() / dev.wanted
        print(f"from {floor:.2f}: {int(on.sum())} coded, precision {precision:.3f}, recall {recall:.3f}, "
              f"F1 {2 * precision * recall / max(1e-9, precision + recall):.3f}")  # fmt: skip
    edges = np.quantile(p, np.linspace(0, 1, 11))
    at = np.clip(np.searchsorted(edges, p, side="right") - 1, 0, 9)
    bins = [at == b for b in range(10)]
    error = sum(abs(p[b].mean() - dev.right[b].mean()) * b.sum() for b in bins if b.any()) / len(p)
    print(f"expected calibration error on the part it was scaled on: {error:.3f}")


def write(out: Path, fitted: Fitted) -> None:
    """Write what was fitted, and list the file."""
    told = {
        "parts": "weights: train, scale: dev",
        "scale": [fitted.shift, fitted.slope, fitted.bend],
        "weights": fitted.weights,
    }
    out.write_text(json.dumps(told, indent=0) + "\n")
    list_file(out)


if __name__ == "__main__":
    main()
