"""How well the coder reads acts of every kind: `python benchmarks/hard/acts.py [--half HALF] [--show] [--json FILE]`.

acts.tsv (acts_notation.py says how to read it) was written, sentence and gold, before any coder read it, by class of
language. Its open half is for those who mend the coder; of the held half only totals are printed, so that they can see
how it fares without seeing it. Figures, right of how many:
  triggers  acts at whose words something was coded (or at those of an optional act of the same parties and type)
  types     of those, with a right type
  dyads     F1 of (source, target, type) over what is told as a fact of the day; a coding that repeats one, or that the
            gold lists as right if found, counts neither way
  modality  of the acts found with a right type, also optional ones that are no fact: modality and history right
  modes     of the acts found with a right type, whose modes are looked at: all modes right, no other
  contexts  F1 over the sentence's codings taken together
  whole     sentences with every act right (type, parties, modality) and nothing else told as a fact
By type and by mode: acts of the gold whose trigger was found with the type (and the mode), of all.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent))

from acts_notation import Act, Case, Dyad, pairs_of, read_cases
from halves import options

from detente.values import Actor, Coding

CASES = Path(__file__).with_suffix(".tsv")
FIGURES = ("triggers", "types", "dyads", "modality", "modes", "contexts", "whole")
Share = tuple[int, int]


class Pair(NamedTuple):
    """One dyad of a coding."""

    coding: Coding
    source: Actor | None
    target: Actor | None


def score(half: str | None = None) -> list[dict[str, Any]]:
    """One dict a case: id, class, half, and right and all of each figure; by type and by mode beside them."""
    return [score_case(case, case.codings()) for case in read_cases(CASES, half)]


def score_case(case: Case, codings: Sequence[Coding]) -> dict[str, Any]:
    """The figures of one case."""
    text = case.document.text
    required = [a for a in case.acts if not a.optional]
    at = {id(a): [c for c in codings if any(b.is_at(c, text) for b in _twins(case, a))] for a in case.acts}
    typed = {id(a): [c for c in at[id(a)] if a.has_type(c.type)] for a in case.acts}
    found = [a for a in required if at[id(a)]]
    right = [a for a in required if typed[id(a)]]
    judged = right + [a for a in case.acts if a.optional and not a.counts and typed[id(a)]]
    modes = [[m for c in typed[id(a)] if (m := a.modes_right(c)) is not None] for a in right]
    stand = [any(a.stands(c) for c in typed[id(a)]) for a in judged]
    hit, wrong, gold = dyads(case.acts, codings)
    uncounted = [any(a.stands(c) and _has_parties(a, c) for c in typed[id(a)]) for a in required if not a.counts]
    return {
        "id": case.id,
        "class": case.kind,
        "half": case.half,
        "triggers": (len(found), len(required)),
        "types": (len(right), len(found)),
        "dyads": (2 * hit, hit + wrong + gold),
        "modality": (sum(stand), len(stand)),
        "modes": (sum(any(m) for m in modes), sum(bool(m) for m in modes)),
        "contexts": contexts(case, codings),
        "whole": (int(hit == gold and not wrong and all(uncounted)), 1),
        "by type": _by_type(required, typed),
        "by mode": _by_mode(required, typed),
    }


def dyads(acts: Sequence[Act], codings: Sequence[Coding]) -> tuple[int, int, int]:
    """(right, wrong, gold) dyads among what is told as a fact of the day, matched one to one."""
    rest = [Pair(c, a, b) for c in codings if counts(c) for a, b in pairs_of(c)]
    claims = [a for a in acts if a.counts]
    hit = gold = 0
    for act in (a for a in claims if not a.optional):
        taken, n = max((_take(act, side, rest) for side in act.parties), key=lambda t: len(t[0]) / t[1])
        rest = [p for i, p in enumerate(rest) if i not in taken]
        hit, gold = hit + len(taken), gold + n
    wrong = sum(not any(_fits(a, d, p) for a in claims for side in a.parties for d in side) for p in rest)
    return hit, wrong, gold


def counts(c: Coding) -> bool:
    """Whether a coding enters a day's counts."""
    return c.modality == "actual" and not c.historical


def contexts(case: Case, codings: Sequence[Coding]) -> Share:
    """Twice the contexts that are right, and all found and wanted; (0, 0) where they are not looked at."""
    if case.contexts is None:
        return 0, 0
    found = {x for c in codings for x in c.contexts}
    right = sum(bool(group & found) for group in case.contexts)
    wrong = found - case.contexts_may.union(*case.contexts)
    return 2 * right, right + len(wrong) + len(case.contexts)


def totals(rows: Iterable[dict[str, Any]], figures: Sequence[str] = FIGURES) -> dict[str, Share]:
    """The sums of each figure."""
    sums = dict.fromkeys(figures, (0, 0))
    for row in rows:
        for f in figures:
            sums[f] = (sums[f][0] + row[f][0], sums[f][1] + row[f][1])
    return sums


def by_class(rows: Sequence[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """The cases of each class, in the order of the table."""
    kinds: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        kinds[row["class"]].append(row)
    return kinds


def merged(rows: Sequence[dict[str, Any]], what: str) -> dict[str, Share]:
    """The sums by type or by mode, in alphabetical order."""
    sums: dict[str, Share] = {}
    for row in rows:
        for key, (n, of) in row[what].items():
            sums[key] = (sums.get(key, (0, 0))[0] + n, sums.get(key, (0, 0))[1] + of)
    return dict(sorted(sums.items()))


def percent(share: Share) -> float | None:
    """A share in percent to one digit; None of nothing."""
    return round(100 * share[0] / share[1], 1) if share[1] else None


def line(name: str, rows: Sequence[dict[str, Any]]) -> str:
    """A row of the table."""
    cells = [percent(share) for share in totals(rows).values()]
    return f"{name:40} {len(rows):3} " + " ".join(f"{'-' if c is None else c:>8}" for c in cells)


def report(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Everything that is kept of a run: per half, and per class over all cases given."""
    out: dict[str, Any] = {"command": "python benchmarks/hard/acts.py --json FILE", "halves": {}, "classes": {}}
    for half in ("open", "held"):
        own = [r for r in rows if r["half"] == half]
        if own:
            figures: dict[str, Any] = {"cases": len(own)}
            figures |= {f: _kept(share) for f, share in totals(own).items()}
            figures |= {what: {k: list(v) for k, v in merged(own, what).items()} for what in ("by type", "by mode")}
            out["halves"][half] = figures
    for kind, own in by_class(rows).items():
        out["classes"][kind] = {"cases": len(own)} | {f: list(share) for f, share in totals(own).items()}
    return out


def main() -> None:
    args = options(__doc__)
    cases = read_cases(CASES, args.half)
    rows = []
    for case in cases:
        codings = case.codings()
        row = score_case(case, codings)
        rows.append(row)
        if args.show and case.half == "open" and not row["whole"][0]:
            _show(case, codings)
    print(f"{'':40}     " + " ".join(f"{f:>8}" for f in FIGURES))
    if args.half != "held":
        for kind, own in by_class(rows).items():
            print(line(kind, own))
    for half in ("open", "held"):
        own = [r for r in rows if r["half"] == half]
        if own:
            print(line(half, own))
            if half == "open" or args.half is None:
                print("  by type: " + ", ".join(f"{k} {n}/{of}" for k, (n, of) in merged(own, "by type").items()))
                print("  by mode: " + ", ".join(f"{k} {n}/{of}" for k, (n, of) in merged(own, "by mode").items()))
    if args.json:
        figures = report(rows)
        if args.half == "held":
            del figures["classes"]
        args.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def _take(act: Act, side: Sequence[Dyad], rest: Sequence[Pair]) -> tuple[set[int], int]:
    """Which of the dyads left are those of one reading of the parties, and how many those are."""
    taken: set[int] = set()
    for dyad in side:
        i = next((i for i, p in enumerate(rest) if i not in taken and _fits(act, dyad, p)), None)
        if i is not None:
            taken.add(i)
    return taken, len(side)


def _twins(case: Case, act: Act) -> list[Act]:
    """An act and what may be coded in its place: the optional acts of the same parties and first type.

    "gave shelter … whom it granted asylum" -> one act told by two words
    """
    kind = (act.parties, act.readings[0].type, act.modality, act.historical)
    return [act] + [
        b for b in case.acts if b.optional and (b.parties, b.readings[0].type, b.modality, b.historical) == kind
    ]


def _fits(act: Act, dyad: Dyad, pair: Pair) -> bool:
    return act.has_type(pair.coding.type) and dyad.fits(pair.source, pair.target)


def _has_parties(act: Act, c: Coding) -> bool:
    return any(d.fits(a, b) for a, b in pairs_of(c) for side in act.parties for d in side)


def _by_type(required: Sequence[Act], typed: dict[int, list[Coding]]) -> dict[str, Share]:
    sums: dict[str, Share] = {}
    for act in required:
        n, of = sums.get(act.readings[0].type, (0, 0))
        sums[act.readings[0].type] = (n + bool(typed[id(act)]), of + 1)
    return sums


def _by_mode(required: Sequence[Act], typed: dict[int, list[Coding]]) -> dict[str, Share]:
    """By the modes of the first reading; another reading found wholly right counts too."""
    sums: dict[str, Share] = {}
    for act in required:
        first = act.readings[0]
        for mode in sorted(first.modes or ()):
            key = f"{first.type}/{mode}"
            n, of = sums.get(key, (0, 0))
            right = any((c.type == first.type and mode in c.modes) or act.modes_right(c) for c in typed[id(act)])
            sums[key] = (n + right, of + 1)
    return sums


def _kept(share: Share) -> dict[str, float | int | None]:
    return {"right": share[0], "all": share[1], "percent": percent(share)}


def _show(case: Case, codings: Sequence[Coding]) -> None:
    print(f"{case.id} {case.kind}: {case.document.text}", file=sys.stderr)
    for a in case.acts:
        print(f"    gold {a.said}", file=sys.stderr)
    for c in codings:
        sides = [[p.actor.code or p.actor.country or p.actor.name for p in side] for side in (c.source, c.target)]
        words = case.document.text[c.trigger.start : c.trigger.end]
        standing = c.modality + " historical" * c.historical
        print(f"    got  {words}: {sides[0]} {sides[1]} {c.type} {c.modes} {standing}", file=sys.stderr)


if __name__ == "__main__":
    main()
