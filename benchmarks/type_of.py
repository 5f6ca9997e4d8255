"""Score `detente.type_of` on sentences with source and target given: `python benchmarks/type_of.py FILE [--show TYPE]`.

FILE is the train part of the PLV set (`snowood1/Zero-Shot-PLOVER`): JSON Lines with text, source and target marked in
`marked`, and the type, where YIELD joins CONCEDE and RETREAT. It is never trained on. Prints accuracy, macro F1 of
types and of quad classes (DESIGN's 1 to 4), and by type; published beside it: zero-shot NLI with roberta-large on the
sister set, which is kept apart (Hu et al. 2024): 0.835, 0.821, 0.892.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from pathlib import Path

import detente
from detente.ontology import load

JOINED = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}


_MARK = re.compile(r"</?[st]>")


def spans(row: dict[str, str]) -> tuple[str, tuple[int, int], tuple[int, int]]:
    """The text without marks, and where source and target stand: at their marks, else where their words first stand."""
    at: dict[str, int] = {}
    text, last = "", 0
    for mark in _MARK.finditer(row["marked"]):
        text += row["marked"][last : mark.start()]
        at.setdefault(mark[0], len(text))
        last = mark.end()
    text += row["marked"][last:]
    found = []
    for letter, side in (("s", "source"), ("t", "target")):
        start, end = at.get(f"<{letter}>"), at.get(f"</{letter}>")
        if start is None or end is None or start >= end:
            start = max(0, text.find(row[side]))
            end = start + max(1, len(row[side]))
        found.append((start, end))
    return text, found[0], found[1]


def macro_f1(pairs: list[tuple[str, str]]) -> float:
    """The mean F1 over the labels that the gold has."""
    right = Counter(g for g, s in pairs if g == s)
    gold, said = Counter(g for g, _ in pairs), Counter(s for _, s in pairs)
    return sum(2 * right[k] / (gold[k] + said[k]) for k in gold) / len(gold)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--show", help="print the sentences of this type that are wrong")
    args = parser.parse_args()
    ontology = load()
    quads = {t: str(ontology.type(t).quad) for t in ontology.types}
    quads["YIELD"] = "1"
    pairs: list[tuple[str, str]] = []
    for line in args.file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text, source, target = spans(row)
        shares: Counter[str] = Counter()
        for name, share in detente.type_of(text, source=source, target=target):
            shares[JOINED.get(name, name)] += share
        said = max(shares, key=lambda k: shares[k]) if shares else "-"
        pairs.append((row["type"], said))
        if args.show == row["type"] and said != row["type"]:
            print(said, row["marked"])
    n = len(pairs)
    accuracy = sum(g == s for g, s in pairs) / n
    print(f"{n} sentences: accuracy {accuracy:.3f}, macro F1 {macro_f1(pairs):.3f}, quad macro F1 ", end="")
    print(f"{macro_f1([(quads[g], quads.get(s, '-')) for g, s in pairs]):.3f}\n\n| type | cases | right | taken for |")
    print("|---|---:|---:|---|")
    for name in sorted({g for g, _ in pairs}):
        own = Counter(s for g, s in pairs if g == name)
        other = ", ".join(f"{k} {v}" for k, v in own.most_common() if k != name)
        print(f"| {name} | {own.total()} | {own[name]} | {other} |")


if __name__ == "__main__":
    main()
