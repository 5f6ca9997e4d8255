"""Check mark-up: every span, code, type and day.

    python -m corpus.check [--data DATA] FILE [FILE ...]

Prints what is wrong with file and report, then counts; the exit status is 1 where something is wrong.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path

from corpus.sources import SourceError, read_source
from corpus.texts import SETS, Text, read_texts
from corpus.values import Label, Report
from detente.ontology import load as load_ontology

SECTORS = frozenset(
    "GOV MIL COP JUD LEG PRM PTY REB SPY UAF UNK SOC REL AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE "
    "IGO NGO ISM IMG MNC".split()
)
"""Sectors of PLOVER, and its codes for bodies that belong to no country."""
TABLE = Path(__file__).parents[1] / "src/detente/actors/data/countries.tsv"


@cache
def _countries() -> frozenset[str]:
    """Codes of states, from the program's own table."""
    rows = (line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return frozenset(row[2] for row in rows if len(row) > 2 and len(row[2]) == 3)


def faults_of(report: Report) -> Iterator[str]:
    """What is wrong with a report's codings, one sentence each."""
    for party in report.parties:
        if party.country and party.country not in _countries():
            yield f"@{party.key}: no country {party.country}"
        yield from (f"@{party.key}: no sector {s}" for s in party.sectors if s not in SECTORS)
        if party.code and party.code in _countries() and party.code != party.country:
            yield f"@{party.key}: code {party.code} but country {party.country}"
    for sentence in report.sentences:
        for label in sentence.codings:
            words = (report.text or "")[slice(*label.trigger)]
            yield from (f"“{words}”: {fault}" for fault in _faults(label, report.published))


def _faults(label: Label, published: date) -> Iterator[str]:
    ontology = load_ontology()
    for name in (label.type, *label.also):
        type_, *modes = name.split("/")
        if not ontology.knows(type_):
            yield f"no type {type_}"
            return
        yield from (f"{type_} has no mode {mode}" for mode in modes if not ontology.knows(type_, (mode,)))
    yield from (f"{label.type} has no mode {m}" for m in label.modes if not ontology.knows(label.type, (m,)))
    if not label.source:
        yield "no source"
    if label.symmetric and len({n.key for n in (*label.source, *label.target)}) < 2:
        yield "symmetric with one party"
    if ontology.type(label.type).target_required and not label.target:
        yield f"{label.type} needs a target"
    if {n.key for n in label.source} & {n.key for n in label.target}:
        yield "the same actor on both sides"
    if label.when and label.when.days and label.when.days[0].year > published.year + 60:
        yield f"a day far away: {label.when.days[0]}"
    if label.where and label.where.country and label.where.country not in _countries():
        yield f"no country {label.where.country}"
    if any(context not in ontology.contexts for context in label.contexts):
        yield f"no such context among {', '.join(label.contexts)}"


def read_all(paths: Sequence[Path], data: Path | None) -> Iterable[Report | SourceError]:
    """The reports of files of mark-up, in order; real ones need the data folder."""
    texts: dict[str, Text] = {}
    sets = {line.split()[1] for p in paths for line in p.read_text("utf-8").splitlines() if line.startswith("=== ")}
    for name in sorted(sets & set(SETS)) if data else ():
        texts |= read_texts(data, name)  # type: ignore[arg-type]
    for path in paths:
        yield from read_source(path, texts)


def main() -> int:
    """Check the files; 1 where something is wrong."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--data", type=Path)
    asked.add_argument("files", nargs="+", type=Path)
    options = asked.parse_args()
    wrong = 0
    counts: Counter[str] = Counter()
    types: Counter[str] = Counter()
    for report in read_all(options.files, options.data):
        if isinstance(report, SourceError):
            wrong += 1
            print(report)
            continue
        for fault in faults_of(report):
            wrong += 1
            print(f"{report.id}: {fault}")
        counts["reports"] += 1
        counts["sentences"] += len(report.sentences)
        counts["sentences with nothing"] += sum(not s.codings for s in report.sentences)
        counts["codings"] += sum(len(s.codings) for s in report.sentences)
        counts["optional"] += sum(not label.required for s in report.sentences for label in s.codings)
        counts["traps"] += sum(len(s.traps) for s in report.sentences)
        types.update(label.type for s in report.sentences for label in s.codings)
    print(", ".join(f"{n} {name}" for name, n in counts.items()))
    print(", ".join(f"{name} {n}" for name, n in types.most_common()))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
