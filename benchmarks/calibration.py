"""Is confidence a probability? `python benchmarks/calibration.py DATA SCORER [--part test] [--write docs]`.

Prints, for the coded dyads of a part of the corpus: the expected calibration error (ten bins of equal numbers, Naeini
et al. 2015), by type and for real and written text, the reliability table, and precision and share kept from each
confidence on (risk and coverage). --write DIR also draws them as calibration.svg there and puts the page beside it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[1]))

from corpus.gold import load_scorer
from corpus.judged import Judged, judged

BINS = 10
FEW = 20
"""Types with fewer coded dyads get no error of their own."""
PAGE = """# Is confidence a probability?

Confidence of a coding was fitted on the part train of the corpus, read by heads that had not seen it, and scaled on
dev; this is what holds on the part {part}, which nobody looked at. A dyad is right where the scorer finds the trigger
in the evidence, both parties and the type right, and agrees whether it happened. Made by `python
benchmarks/calibration.py DATA SCORER --part {part} --write docs`.

![reliability, and precision by share of codings kept](calibration.svg)

"""
Floats = NDArray[np.float64]


def bins_of(p: Floats) -> list[NDArray[np.int64]]:
    """Indices of the dyads, in bins of equal numbers by confidence."""
    return [np.sort(x) for x in np.array_split(np.argsort(p, kind="stable"), min(BINS, len(p)))]


def error_of(p: Floats, y: Floats) -> float:
    """Expected calibration error: the mean distance of confidence and share right, bins weighed by their numbers."""
    return float(sum(abs(p[b].mean() - y[b].mean()) * len(b) for b in bins_of(p)) / len(p))


def lines_of(found: Sequence[Judged]) -> list[str]:
    """The tables."""
    p, y = np.array([x.coding.confidence for x in found]), np.array([float(x.is_right) for x in found])
    lines = [f"{len(p)} coded dyads, {y.mean():.3f} right, mean confidence {p.mean():.3f}", ""]
    lines += ["| | dyads | right | mean confidence | expected calibration error |", "|---|---:|---:|---:|---:|"]
    sides = [("all", found), ("real", [x for x in found if x.real]), ("written", [x for x in found if not x.real])]
    for type_ in sorted({x.coding.type for x in found}):
        sides.append((type_, [x for x in found if x.coding.type == type_]))
    for name, own in sides:
        if len(own) < FEW:
            continue
        q, z = np.array([x.coding.confidence for x in own]), np.array([float(x.is_right) for x in own])
        lines.append(f"| {name} | {len(own)} | {z.mean():.3f} | {q.mean():.3f} | {error_of(q, z):.3f} |")
    lines += ["", "| confidence | dyads | mean | right |", "|---|---:|---:|---:|"]
    for b in bins_of(p):
        lines.append(f"| {p[b].min():.2f} to {p[b].max():.2f} | {len(b)} | {p[b].mean():.3f} | {y[b].mean():.3f} |")
    lines += ["", "| `--min-confidence` | kept | right |", "|---|---:|---:|"]
    for floor in np.arange(0.2, 0.9, 0.1):
        on = p >= floor
        if on.any():
            lines.append(f"| {floor:.1f} | {on.mean():.3f} | {y[on].mean():.3f} |")
    return lines


def draw(found: Sequence[Judged], path: Path) -> None:
    """Reliability and risk-coverage as one SVG."""
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "detente"
    from matplotlib import pyplot

    p, y = np.array([x.coding.confidence for x in found]), np.array([float(x.is_right) for x in found])
    figure, (left, right) = pyplot.subplots(1, 2, figsize=(9, 4))
    left.plot([0, 1], [0, 1], color="#999999", linewidth=1)
    left.plot([p[b].mean() for b in bins_of(p)], [y[b].mean() for b in bins_of(p)], "o-", color="#1b5e8c")
    left.set(xlabel="confidence", ylabel="share right", xlim=(0, 1), ylim=(0, 1), title="reliability")
    order = np.argsort(-p, kind="stable")
    kept = np.arange(1, len(p) + 1) / len(p)
    right.plot(kept[9:], (y[order].cumsum() / np.arange(1, len(p) + 1))[9:], color="#1b5e8c")
    right.set(
        xlabel="share of codings kept, surest first", ylabel="share right", ylim=(0, 1), title="risk and coverage"
    )
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})


def main() -> None:
    """Print; draw where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("--part", default="test", choices=("train", "dev", "test"))
    parser.add_argument("--write", type=Path, metavar="DIR", help="also write calibration.md and calibration.svg there")
    args = parser.parse_args()
    found = [x for x in judged(load_scorer(args.scorer), args.data, args.part) if isinstance(x, Judged)]
    lines = lines_of(found)
    print("\n".join(lines))
    if args.write:
        (args.write / "calibration.md").write_text(PAGE.format(part=args.part) + "\n".join(lines) + "\n")
        draw(found, args.write / "calibration.svg")


if __name__ == "__main__":
    main()
