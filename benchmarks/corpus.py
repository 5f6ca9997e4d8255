"""Score the coder on a part of the corpus, beside the frame table alone, and how far each step gets.

    python benchmarks/corpus.py DATA SCORER [--part dev] [--by type] [--json FILE] [--show]

Prints precision, recall and F1 of types, quads and dyads, traps and the facts of right codings for real, written and
all reports; then, of the required dyads, for how many some reading (before any threshold) has the trigger, the trigger
with the type, with the parties, with both. The test part is for figures only: --show refuses it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from corpus.gold import gold_of, load_scorer
from corpus.load import reports
from corpus.values import Report
from detente.coding import code_document, deciding
from detente.flat import to_json
from detente.language.events import default_heads
from detente.reading import read_text

HEAD = (
    "| | required | type P | R | F1 | quad P | R | F1 | dyad P | R | F1 | traps | date | place | modality | "
    "attribution | sector |\n|---|" + "---:|" * 16
)
SIDES = ("real", "written", "all")


def coded(report: Report, *, learned: bool) -> list[dict[str, Any]]:
    """The program's codings of a report, as it prints them."""
    document = read_text(report.text or "", id=report.id, published=report.published, outlet=report.outlet or None)
    return [to_json(c, document) for c in code_document(document, learned=learned)]


def scored(scorer: Any, found: Sequence[Report], *, learned: bool, show: bool) -> dict[str, Any]:
    """The scorer's figures by side, and its counts by type."""
    docs, codings = [], {}
    for report in found:
        gold = gold_of(report)
        docs.append({**gold, "whole": report.text, "real": report.real})
        codings[report.id] = coded(report, learned=learned)
    out: dict[str, Any] = {}
    for side in SIDES:
        own = [d for d in docs if side == "all" or d["real"] == (side == "real")]
        if own:
            n, per, confidences = scorer.score(own, codings, print if show and side == "all" else lambda line: None)
            out[side] = {**scorer.figures(n, confidences), "by type": by_type(per)}
    return out


def by_type(per: dict[tuple[str, str], Counter[str]]) -> dict[str, dict[str, Any]]:
    """Precision, recall and F1 of each type with the number required."""
    rows = {}
    for (kind, name), n in sorted(per.items()):
        if kind == "type":
            p = n["right"] / max(1, n["right"] + n["wrong"])
            r = n["found"] / max(1, n["required"])
            f1 = 2 * p * r / (p + r) if p + r else 0.0
            rows[name] = {
                "required": n["required"],
                "precision": round(p, 2),
                "recall": round(r, 2),
                "f1": round(f1, 2),
            }
    return rows


def reach(scorer: Any, found: Sequence[Report]) -> Iterator[tuple[str, int, int]]:
    """How many required dyads some reading has, at no threshold: trigger, and type, and parties."""
    kept = deciding.KEPT, deciding.KEPT_OF_RULES
    deciding.KEPT = deciding.KEPT_OF_RULES = 0.0
    n: Counter[str] = Counter()
    for report in found:
        document = read_text(report.text or "", id=report.id, published=report.published, outlet=report.outlet or None)
        read = [(c, to_json(c, document)) for c in code_document(document)]
        for g in gold_of(report)["gold"]:
            if not g["required"]:
                continue
            spans = scorer.occurrences(report.text, g["evidence"])
            near = [(c, e) for c, e in read if any(scorer.overlap((c.trigger.start, c.trigger.end), s) for s in spans)]
            for pair in scorer.dyads(g):
                n["dyads"] += 1
                n["trigger"] += bool(near)
                typed = [(c, e) for c, e in near if c.type in {g["type"], *g["also"]}]
                n["trigger and type"] += bool(typed)
                gold = {"event": g, "pair": pair}
                n["trigger and parties"] += any(_same(scorer, e, gold) for _, e in near)
                n["trigger, type and parties"] += any(_same(scorer, e, gold) for _, e in typed)
    deciding.KEPT, deciding.KEPT_OF_RULES = kept
    yield from ((name, count, n["dyads"]) for name, count in n.items() if name != "dyads")


def _same(scorer: Any, event: dict[str, Any], gold: dict[str, Any]) -> bool:
    return any(scorer.same_parties({"pair": pair}, gold) for pair in scorer.dyads(event))


def line(name: str, figures: dict[str, Any]) -> str:
    """One row of the table."""
    cells = [f"{figures[k][x]:.3f}" if figures[k].get(x) is not None else "-" for k in ("type", "quad", "dyad")
             for x in ("precision", "recall", "f1")]  # fmt: skip
    facts = [
        f"{figures[k]['right']}/{figures[k]['of']}" for k in ("date", "place", "modality", "attribution", "sector")
    ]
    traps = f"{figures['traps']['sprung']}/{figures['traps']['of']}"
    return f"| {name} | {figures['required']} | {' | '.join(cells)} | {traps} | {' | '.join(facts)} |"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("--part", default="dev", choices=("train", "dev", "test"))
    parser.add_argument("--by", choices=("type",))
    parser.add_argument("--json", type=Path)
    parser.add_argument("--show", action="store_true", help="print each miss and each wrong coding (not of test)")
    args = parser.parse_args()
    if args.show and args.part == "test":
        sys.exit("The test part is not to be looked at: choose another part, or leave --show out.")
    scorer, found = load_scorer(args.scorer), list(reports(args.part, data=args.data))
    everything = {"frames alone": scored(scorer, found, learned=False, show=args.show and default_heads() is None)}
    if default_heads() is not None:
        everything["heads and frames"] = scored(scorer, found, learned=True, show=args.show)
    reached = {name: round(count / max(1, of), 3) for name, count, of in reach(scorer, found)}
    lines = [HEAD, *(line(f"{name}, {side}", f) for name, sides in everything.items() for side, f in sides.items())]
    lines += ["", "| required dyads that some reading has | share |", "|---|---:|"]
    lines += [f"| {name} | {share} |" for name, share in reached.items()]
    if args.by:
        lines += ["", "| type | required | precision | recall | F1 |", "|---|---:|---:|---:|---:|"]
        best = list(everything.values())[-1]["all"]["by type"]
        lines += [f"| {name} | {' | '.join(map(str, row.values()))} |" for name, row in best.items()]
    print("\n".join(lines))
    if args.json:
        args.json.write_text(json.dumps({"part": args.part, **everything, "reach": reached}, indent=1) + "\n")


if __name__ == "__main__":
    main()
