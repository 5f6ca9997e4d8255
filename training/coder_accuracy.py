"""How often the coder is right about who cooperates or quarrels with whom: the error that intervals of relations carry.

    python training/coder_accuracy.py DATA SCORER            prints the table
    python training/coder_accuracy.py DATA SCORER --write    also writes src/detente/relations/data/coder_accuracy.tsv

Measured on the real reports of the part dev of the corpus: dyads of two actors with a code or country, told as actual,
right where dyad and side (cooperation or conflict) agree. The design effect is how many times the variance of a share
exceeds that of independent codings, linearised over reports (Kish 1965), the larger of that of precision and recall.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from corpus.gold import gold_of, load_scorer
from corpus.judged import Judged, judged_in
from corpus.load import reports
from corpus.values import Report
from detente.language import default_model
from detente.ontology import load as load_ontology

OUT = Path(__file__).parents[1] / "src/detente/relations/data/coder_accuracy.tsv"
SIDES = ("cooperation", "conflict")
HEAD = """# How often this program's codings of real reports are right, and how many acts it finds, by side.
# Made by training/coder_accuracy.py on the {reports} real reports of the part dev of the corpus with the model {model}:
# dyads of two actors with a code or country, told as actual, right where dyad and side (cooperation or conflict) agree.
# right of coded: precision. found of required: recall, by mention. design_effect: how many times the variance exceeds
# that of independent codings, because codings of one report go wrong together.
side	right	coded	found	required	design_effect
"""


def side_of(type_: str) -> str:
    """The side of a type."""
    return SIDES[load_ontology().quad(type_) > 2]


def is_dyad(pair: Sequence[dict[str, Any] | None]) -> bool:
    """Whether both are known by a code or country."""
    return all(a is not None and (a.get("code") or a.get("country")) for a in pair)


def counted(scorer: Any, report: Report) -> dict[str, tuple[int, int, int, int]]:
    """right, coded, found, required of a report, by side."""
    sums = {side: [0, 0, 0, 0] for side in SIDES}
    for x in judged_in(scorer, report, side_of):
        if isinstance(x, Judged) and x.coding.modality not in scorer.UNREAL and is_dyad(x.pair):
            own = sums[side_of(x.coding.type)]
            own[0] += x.is_right
            own[1] += 1
            own[2] += x.is_wanted
    for g in gold_of(report)["gold"]:
        if g["required"] and g["modality"] not in scorer.UNREAL:
            sums[side_of(g["type"])][3] += sum(map(is_dyad, scorer.dyads(g)))
    return {side: (a, b, c, d) for side, (a, b, c, d) in sums.items()}


def design_effect(shares: Iterable[tuple[int, int]]) -> float:
    """How many times the variance of a ratio of sums over reports exceeds the binomial one, at least 1."""
    rows = list(shares)
    hits, n = sum(a for a, _ in rows), sum(b for _, b in rows)
    p = hits / max(1, n)
    if not 0 < p < 1:
        return 1.0
    k = len(rows)
    variance = k / (k - 1) * sum((a - p * b) ** 2 for a, b in rows) / n**2
    return max(1.0, variance / (p * (1 - p) / n))


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("--write", action="store_true", help="write the table that the program uses")
    args = parser.parse_args()
    scorer = load_scorer(args.scorer)
    own = [r for r in reports("dev", data=args.data) if r.real]
    by_side: dict[str, list[tuple[int, int, int, int]]] = defaultdict(list)
    for report in own:
        for side, row in counted(scorer, report).items():
            by_side[side].append(row)
    told = HEAD.format(reports=len(own), model=default_model().version)
    for side in SIDES:
        rows = by_side[side]
        right, coded, found, required = (sum(r[i] for r in rows) for i in range(4))
        effect = max(design_effect((r[0], r[1]) for r in rows), design_effect((r[2], r[3]) for r in rows))
        told += f"{side}\t{right}\t{coded}\t{found}\t{required}\t{effect:.1f}\n"
    print(told, end="")
    if args.write:
        OUT.write_text(told, encoding="utf-8")


if __name__ == "__main__":
    main()
