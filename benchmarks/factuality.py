"""Read whether an event happened, beside what people said of it: UDS factuality over the English Web Treebank.

    python benchmarks/factuality.py DATA [--part test] [--show]

DATA holds uds_factuality. Each verb there has a score from about -3 (did not happen) to 3 (happened), the mean of what
several people answered. The program reads each verb in its sentence by itself, as the coder reads the word of an act:
by the rules alone (`detente.coding.factuality`); and where the heads take it for an act, by heads and rules together
(`detente.coding.deciding`), as it would be coded. "fact" and "actual" say that it happened, everything else that it did
not. Verbs are found by their form nearest to their place, as the words of the treebank are cut another way.

The parser was taught by the treebank's parts train and dev, so its trees are better there: figures are those of test.
Neither the rules nor the heads were taught by the scores.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np

from detente.actors import resolve
from detente.coding.clause import Clause
from detente.coding.deciding import settled_modality
from detente.coding.factuality import is_marked, status_of
from detente.coding.learned import FLOOR, hints_of
from detente.language import analyse
from detente.language.events import default_heads
from detente.reading import read_text
from detente.values import Modality

MODALITY: dict[str, Modality] = {
    "fact": "actual", "future": "planned", "possible": "possible", "hypothetical": "hypothetical", "denied": "denied",
}  # fmt: skip
"""The modality that a standing of the rules becomes where no type has a form of its own for it."""


CLEAR = 1.0
"""Of verbs with a score this far from 0 people were fairly sure."""


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb with its score, and how the program reads it: by the rules, and by heads and rules."""

    score: float
    rules: Modality
    both: Modality | None
    """None where the heads take it for no act."""
    text: str


def rows_of(data: Path, part: str) -> Iterator[dict[str, Any]]:
    """The sentences of a part in the order of the file."""
    with gzip.open(data / "uds_factuality" / "uds_factuality.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from (row for row in map(json.loads, lines) if row["split"] == part)


def verbs_of(row: dict[str, Any]) -> Iterator[Verb]:
    """The verbs of a sentence that the program finds again."""
    document = read_text(row["text"], id=row["id"])
    sentences = analyse(document, gated=False)
    mentions = resolve(document, sentences)
    heads = default_heads()
    words = [(n, t) for n, s in enumerate(sentences) for t in s.tokens]
    for verb in row["preds"]:
        same = [i for i, (_, t) in enumerate(words) if t.text == verb["form"]]
        if verb["upos"] != "VERB" or not same:
            continue
        n, token = words[min(same, key=lambda i: abs(i - verb["token"] + 1))]
        clause = Clause(sentences[n], tuple(mentions[n]))
        rules = MODALITY[status_of(clause, token.index).status]
        both: Modality | None = None
        vectors = sentences[n].vectors
        if heads is not None and vectors is not None and len(vectors):
            found = heads.triggers(vectors, [])
            if 1 - found.shares[token.index, 0] >= FLOOR:
                kind = found.types[1 + int(found.shares[token.index, 1:].argmax())]
                own = [(m.first, m.last, m.head) for m in mentions[n]]
                (ties,) = heads.ties(vectors, found, [token.index], [kind], [hints_of(clause, token.index, own, None)])
                likeliest = cast(Modality, max(ties.modality, key=lambda m: ties.modality[m]))
                both = settled_modality(likeliest, ties.modality[likeliest], rules, is_marked(clause, token.index))
        yield Verb(verb["factual"], rules, both, f"{verb['form']}: {row['text']}")


def line(name: str, verbs: list[Verb], read: list[Modality]) -> str:
    """How well one reading tells what happened."""
    score = np.array([v.score for v in verbs])
    said = np.array([m == "actual" for m in read])
    happened = score > 0
    right = said == happened
    p, r = (happened & said).sum() / max(1, said.sum()), (happened & said).sum() / max(1, happened.sum())
    not_p, not_r = (
        (~happened & ~said).sum() / max(1, (~said).sum()),
        (~happened & ~said).sum() / max(1, (~happened).sum()),
    )
    clear = np.abs(score) >= CLEAR
    correlation = float(np.corrcoef(said, score)[0, 1]) if 0 < said.sum() < len(said) else 0.0
    return (
        f"| {name} | {len(verbs)} | {right.mean():.3f} | {right[clear].mean():.3f} | {p:.2f} / {r:.2f} | "
        f"{not_p:.2f} / {not_r:.2f} | {correlation:.2f} |"
    )


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--part", default="test", choices=("train", "dev", "test"))
    parser.add_argument("--show", action="store_true", help="print verbs read against a clear score (not of test)")
    args = parser.parse_args()
    if args.show and args.part == "test":
        sys.exit("The test part is not to be looked at: choose another part, or leave --show out.")
    verbs = [v for row in rows_of(args.data, args.part) for v in verbs_of(row)]
    acts = [v for v in verbs if v.both is not None]
    if args.show:
        for v in verbs:
            if abs(v.score) >= CLEAR and (v.rules == "actual") != (v.score > 0):
                print(f"{v.score:+.1f} rules {v.rules}, with the heads {v.both}: {v.text}")
    print("| reading | verbs | right | of clear ones | happened P / R | not P / R | correlation |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    print(line("all happened", verbs, ["actual"] * len(verbs)))
    print(line("rules", verbs, [v.rules for v in verbs]))
    print(line("acts: all happened", acts, ["actual"] * len(acts)))
    print(line("acts: rules", acts, [v.rules for v in acts]))
    print(line("acts: heads and rules", acts, [v.both or v.rules for v in acts]))
    print("\n| rules read | verbs | happened | did not | mean score |\n|---|---:|---:|---:|---:|")
    for name in MODALITY.values():
        scores = np.array([v.score for v in verbs if v.rules == name])
        if len(scores):
            print(f"| {name} | {len(scores)} | {(scores > 0).sum()} | {(scores <= 0).sum()} | {scores.mean():+.2f} |")
    clear = sum(abs(v.score) >= CLEAR for v in verbs)
    print(f"\n{len(verbs)} verbs of the part {args.part}, {clear} of them clear ({CLEAR:.0f} or more from 0).")


if __name__ == "__main__":
    main()
