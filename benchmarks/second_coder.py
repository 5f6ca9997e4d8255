"""How well a second coder of the same reports does by the measure of the program: what can be hoped for.

    python benchmarks/second_coder.py DATA SCORER

The codings of `corpus/second` are scored as if a program had made them, against those of `corpus/coded`. Both coders
are language models of one kind under one guideline, so they agree more than two people would.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from corpus.gold import gold_of, load_scorer
from corpus.load import HERE, real
from corpus.values import Report


def second_coder(scorer: Any, data: Path) -> dict[str, float]:
    """Reports coded twice, dyads that the first coder requires, precision, recall and F1 of dyads with their type."""
    first = {r.id: r for r in real(data)}
    second = {r.id: r for r in real(data, HERE / "second")}
    both = sorted(first.keys() & second.keys())
    said = right = wanted = found = 0
    for meant, coded in ((_meant(scorer, first[i]), _coded(scorer, second[i])) for i in both):
        taken = scorer.match(coded, meant, "type")
        said += len(coded) - len(scorer.repeats(coded, meant, "type", taken))
        right += len(taken)
        wanted += sum(m["required"] for m in meant)
        found += sum(meant[g]["required"] for g in taken.values())
    p, r = right / max(1, said), found / max(1, wanted)
    return {"reports": len(both), "required": wanted, "P": p, "R": r, "F1": 2 * p * r / max(1e-9, p + r)}


def _rows(scorer: Any, report: Report) -> list[dict[str, Any]]:
    """Each dyad of a report with its coding and the words of its trigger."""
    labels = [label for s in report.sentences for label in s.codings]
    return [
        {"event": event, "pair": pair, "unreal": event["modality"] in scorer.UNREAL, "at": tuple(label.trigger)}
        for event, label in zip(gold_of(report)["gold"], labels, strict=True)
        for pair in scorer.dyads(event)
    ]


def _meant(scorer: Any, report: Report) -> list[dict[str, Any]]:
    return [
        row
        | {
            "types": {row["event"]["type"], *row["event"]["also"]},
            "required": row["event"]["required"],
            "spans": scorer.occurrences(report.text, row["event"]["evidence"]),
        }
        for row in _rows(scorer, report)
    ]


def _coded(scorer: Any, report: Report) -> list[dict[str, Any]]:
    """What the coder is sure of: his required codings."""
    rows = _rows(scorer, report)
    return [row | {"type": row["event"]["type"]} for row in rows if row["event"]["required"]]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("scorer", type=Path)
    args = parser.parse_args()
    for name, value in second_coder(load_scorer(args.scorer), args.data).items():
        print(f"{name:10} {value:.3f}" if isinstance(value, float) else f"{name:10} {value}")


if __name__ == "__main__":
    main()
