"""How often the coder sees an act where there is none: `python benchmarks/hard/traps.py [--half HALF] …`.

traps.tsv (acts_notation.py says how to read it) holds sport, culture, markets, weather, science, idiom, names, habits,
make-believe and history, written with their gold before any coder read them. A trap is sprung, once, when something is
coded as a fact of the day that the gold does not list. `listed` are the acts that do stand in such a text, found with
type, parties and standing. The open half is for those who mend the coder; of the held half only totals are printed.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from acts import Share, by_class, counts, percent, totals
from acts_notation import Act, Case, pairs_of, read_cases
from halves import options

from detente.values import Coding

CASES = Path(__file__).with_suffix(".tsv")
FIGURES = ("kept", "listed")


def score(half: str | None = None) -> list[dict[str, Any]]:
    """One dict a case: id, class, half; kept: (1, 1) where the trap was not sprung; listed: acts found, of how many."""
    return [score_case(case, case.codings()) for case in read_cases(CASES, half)]


def score_case(case: Case, codings: Sequence[Coding]) -> dict[str, Any]:
    """The figures of one case."""
    required = [a for a in case.acts if not a.optional]
    found = sum(any(a.stands(c) and _is(a, c) for c in codings) for a in required)
    return {
        "id": case.id,
        "class": case.kind,
        "half": case.half,
        "kept": (int(not sprung_by(case, codings)), 1),
        "listed": (found, len(required)),
    }


def sprung_by(case: Case, codings: Sequence[Coding]) -> list[Coding]:
    """The codings of a fact of the day that the gold does not list."""
    facts = [a for a in case.acts if a.counts]
    return [c for c in codings if counts(c) and not any(_is(a, c) for a in facts)]


def report(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Everything that is kept of a run: per half, and per class over all cases given."""
    out: dict[str, Any] = {"command": "python benchmarks/hard/traps.py --json FILE", "halves": {}, "classes": {}}
    for half in ("open", "held"):
        own = [r for r in rows if r["half"] == half]
        if own:
            out["halves"][half] = _figures(own)
    out["classes"] = {kind: _figures(own) for kind, own in by_class(rows).items()}
    return out


def main() -> None:
    args = options(__doc__)
    rows = []
    for case in read_cases(CASES, args.half):
        codings = case.codings()
        rows.append(score_case(case, codings))
        if args.show and case.half == "open":
            _show(case, sprung_by(case, codings))
    if args.half != "held":
        for kind, own in by_class(rows).items():
            print(_line(kind, own))
    for half in ("open", "held"):
        own = [r for r in rows if r["half"] == half]
        if own:
            print(_line(half, own))
    if args.json:
        figures = report(rows)
        if args.half == "held":
            del figures["classes"]
        args.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def _is(act: Act, c: Coding) -> bool:
    fits = any(d.fits(a, b) for a, b in pairs_of(c) for side in act.parties for d in side)
    return fits and act.has_type(c.type)


def _figures(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    sums = totals(rows, FIGURES)
    sprung: Share = (sums["kept"][1] - sums["kept"][0], sums["kept"][1])
    return {"cases": len(rows), "sprung": sprung[0], "sprung percent": percent(sprung), "listed": list(sums["listed"])}


def _line(name: str, rows: Sequence[dict[str, Any]]) -> str:
    f = _figures(rows)
    found, of = f["listed"]
    return f"{name:40} sprung {f['sprung']:3} of {f['cases']:3} {f['sprung percent']:6} %   listed {found} of {of}"


def _show(case: Case, codings: Sequence[Coding]) -> None:
    for c in codings:
        sides = [[p.actor.code or p.actor.country or p.actor.name for p in side] for side in (c.source, c.target)]
        words = case.document.text[c.trigger.start : c.trigger.end]
        print(f"{case.id} {case.kind}: {case.document.text}", file=sys.stderr)
        print(f"    {words}: {sides[0]} {sides[1]} {c.type} {c.modes}", file=sys.stderr)


if __name__ == "__main__":
    main()
