"""Find sentences that stand nearly alike in two parts of the corpus, and written ones that share a skeleton.

    python -m corpus.duplicates [DATA]

Sentences are alike where at least ALIKE of their runs of three words are shared (Jaccard). A skeleton is a sentence
without its mentions, days and places. Short sentences and skeletons (below SHORT words) are left aside. One sentence
alike is a formula of the outlet or a line of background; the exit status is 1 where two reports share MANY, or where
two written sentences share a skeleton.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from corpus.load import reports
from corpus.texts import part_of
from corpus.values import Coded, Report

ALIKE = 0.6
SHORT = 6
MANY = 2
WORD = re.compile(r"\w+")


class Place(NamedTuple):
    """A sentence: its report, the part that it is in, and its words."""

    report: str
    part: str
    words: tuple[str, ...]


def places(found: Iterable[Report]) -> Iterator[Place]:
    """Every sentence of some length of reports with text."""
    for report in found:
        for sentence in report.sentences:
            text = (report.text or "")[sentence.start : sentence.end]
            words = tuple(w.lower() for w in WORD.findall(text))
            if len(words) >= SHORT:
                yield Place(report.id, part_of(report.id), words)


def alike(sentences: Iterable[Place]) -> Iterator[tuple[Place, Place, float]]:
    """Pairs of sentences of two parts that are nearly the same, with their likeness."""
    rows = [(place, _runs(place.words)) for place in sentences]
    by_run: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, (place, runs) in enumerate(rows):
        shared: dict[int, int] = defaultdict(int)
        for run in sorted(runs):
            for other in by_run[run]:
                shared[other] += 1
            by_run[run].append(at)
        for other, n in sorted(shared.items()):
            mate, theirs = rows[other]
            likeness = n / (len(runs) + len(theirs) - n)
            if mate.part != place.part and likeness >= ALIKE:
                yield mate, place, likeness


def _runs(words: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    return frozenset(words[i : i + 3] for i in range(len(words) - 2))


def skeletons(found: Iterable[Report]) -> Iterator[tuple[str, list[str]]]:
    """Skeletons that several sentences of written reports share, with the reports."""
    seen: dict[str, list[str]] = defaultdict(list)
    for report in found:
        for sentence in report.sentences if not report.real else ():
            bare = _skeleton(report, sentence)
            if len(bare.split()) >= SHORT:
                seen[bare].append(report.id)
    yield from ((bare, ids) for bare, ids in seen.items() if len(ids) > 1)


def _skeleton(report: Report, sentence: Coded) -> str:
    """The words of the sentence that no mention, day or place covers."""
    text = report.text or ""
    spots = [n.spot for n in sentence.mentions if n.spot]
    for label in sentence.codings:
        spots += [x.spot for x in (label.when, label.where) if x and x.spot]
    kept = [
        m.group().lower()
        for m in WORD.finditer(text, sentence.start, sentence.end)
        if not any(a <= m.start() < b for a, b in spots)
    ]
    return " ".join(kept)


def main() -> int:
    """Print what was found; 1 where something was."""
    data = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    found = list(reports(data=data))
    shared: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one, other, likeness in alike(places(found)):
        pair = (f"{one.report} ({one.part})", f"{other.report} ({other.part})")
        shared[pair].append(f"  {likeness:.2f} {' '.join(other.words)[:100]}")
    wrong = 0
    for (first, second), lines in shared.items():
        wrong += len(lines) >= MANY
        print(f"{'FAULT ' if len(lines) >= MANY else ''}{first} and {second}", *lines, sep="\n")
    for bare, ids in skeletons(found):
        wrong += 1
        print(f"skeleton of {', '.join(ids)}: {bare[:90]}")
    print(f"{len(shared)} pairs of reports share a sentence; {wrong} faults in {len(found)} reports")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
