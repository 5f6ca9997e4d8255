"""Teach which of the candidates is the source, and the target, of an act, by the reports of the corpus.

    python training/events/parties.py DATA SCORER OUT.tsv --halves MODEL0 MODEL1

The models' heads were taught by one half of the part train each (`teach.py --half`): every report is read by heads that
have not seen it, as they will read others (`halves.py`). A softmax over the candidates
of each reading whose trigger was coded by hand; each sign has a weight. What was chosen before is a sign for what comes
after, and the source one for the target: so the sources are taught first. Measures on the part dev, read by the
shipped heads. Needs scipy (dependency group `corpus`), the program does not.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2])]

from halves import Readings, arguments, deciding_by, read_dev, read_halves
from listing import list_file

from corpus.gold import load_scorer
from corpus.values import Label, Report
from detente.actors.resolve import resolve_all
from detente.coding import choosing, code_document, deciding
from detente.coding.candidates import Asked, Candidate, Role, candidates
from detente.coding.choosing import Choice, Weights, likeliest
from detente.values import Actor

RIDGE = 2.0
"""How strongly each weight is drawn to nought."""
LEAST = 6
"""Readings in which a sign must speak to get a weight."""
START: Weights = {"mean": 1.0, "nobody: absent": 1.0, "far": -2.0, "by rules": 1.0, "implied": 1.0}
"""What decides before anything is taught."""
ROLES: tuple[Role, ...] = ("source", "target")


@dataclass(frozen=True, slots=True)
class Case:
    """The signs of each candidate, which of them are right, and whether the reading's type is right and required."""

    found: tuple[Candidate, ...]
    right: tuple[bool, ...]
    counts: bool
    real: bool


def cases_of(scorer: Any, readings: Readings, weights: dict[Role, Weights], role: Role) -> list[Case]:
    """The questions for a role that a coder has answered, as the heads and these weights lead to them."""
    asked: list[Asked] = []

    def choose(one: Asked) -> Choice:
        if one.role == role:
            asked.append(one)
        return choosing.choose(one, weights[one.role])

    cases = []
    before, deciding.choose = deciding.choose, choose
    try:
        with deciding_by(readings.heads):
            for report, doc, sentences in readings.reports:
                asked.clear()
                mentions, noun = resolve_all(doc, sentences)
                code_document(doc, sentences, mentions, noun=noun)
                cases += [case for one in asked if (case := _case(scorer, report, one)) is not None]
    finally:
        deciding.choose = before
    return cases


def _case(scorer: Any, report: Report, asked: Asked) -> Case | None:
    """The question with the coders' answer; None where nobody has coded the trigger."""
    read, tokens = asked.read, asked.clause.tokens
    start, end = tokens[read.word].start, tokens[read.word].end
    if read.proposed is not None:
        start, end = read.proposed.coding.trigger
    near = [c for s in report.sentences for c in s.codings if c.trigger[0] < end and start < c.trigger[1]]
    good = [c for c in near if read.type in {c.type, *(a.partition("/")[0] for a in c.also)}]
    labels = good or near
    if not labels:
        return None
    wanted = _wanted(scorer, report, labels, asked)
    if wanted is None:
        return None
    found = candidates(asked)
    right = tuple(_is_right(scorer, c, wanted) for c in found)
    return Case(tuple(found), right, bool(good) and any(c.required for c in good), report.real)


def _wanted(scorer: Any, report: Report, labels: Sequence[Label], asked: Asked) -> list[dict[str, Any]] | None:
    """The parties that coders give the role, none where they leave it open; None where it is not known who."""
    known = {p.key: p for p in report.parties}
    given = [n for c in labels for n in ((*c.source, *c.target) if c.symmetric else getattr(c, asked.role))]
    found = [known[n.key] for n in given if n.key in known]
    if given and not found:
        return None
    rows = [
        {"code": p.code, "country": p.country, "name": p.name, "sector": p.sectors[0] if p.sectors else None}
        for p in found
    ]
    if asked.role == "target" and any(c.symmetric for c in labels):
        rows = [r for r in rows if not any(scorer.agree(_told(p.actor), r) for p in asked.source)]
    return rows


def _is_right(scorer: Any, candidate: Candidate, wanted: Sequence[dict[str, Any]]) -> bool:
    if not candidate.parties or not wanted:
        return not candidate.parties and not wanted
    return all(any(scorer.agree(_told(p.actor), w) for w in wanted) for p in candidate.parties)


def _told(actor: Actor) -> dict[str, Any]:
    return {"code": actor.code, "country": actor.country, "name": actor.name, "sector": actor.sector}


def fit(cases: Sequence[Case], ridge: float = RIDGE) -> dict[str, float]:
    """The weights under which the right candidates are likeliest."""
    cases = [c for c in cases if any(c.right)]
    seen = Counter(sign for c in cases for sign in {s for one in c.found for s in one.signs})
    at = {sign: i for i, sign in enumerate(sorted(s for s, n in seen.items() if n >= LEAST))}
    rows, columns, values, starts, right = [], [], [], [], []
    row = 0
    for case in cases:
        starts.append(row)
        for one, is_right in zip(case.found, case.right, strict=True):
            for sign, value in one.signs.items():
                if sign in at and value:
                    rows.append(row)
                    columns.append(at[sign])
                    values.append(value)
            right.append(is_right)
            row += 1
    x = csr_matrix((values, (rows, columns)), shape=(row, len(at)))
    begin, good = np.array(starts), np.array(right)
    of = np.repeat(np.arange(len(cases)), np.diff([*starts, row]))

    def loss(w: Any) -> tuple[float, Any]:
        scores = x @ w
        scores = scores - np.maximum.reduceat(scores, begin)[of]
        raised = np.exp(scores)
        whole, own = np.add.reduceat(raised, begin), np.add.reduceat(raised * good, begin) + 1e-12
        slope = x.T @ (raised / whole[of] - raised * good / own[of])
        return float(np.log(whole / own).sum() + ridge / 2 * w @ w), slope + ridge * w

    found = minimize(loss, np.zeros(len(at)), jac=True, method="L-BFGS-B", options={"maxiter": 400})
    return {sign: round(float(w), 3) for sign, w in zip(at, found.x, strict=True) if abs(w) >= 0.0005}


def share_right(cases: Sequence[Case], weights: Weights) -> str:
    """How often the likeliest is right, of required codings whose type is read right, and how often any could be."""
    told = []
    for name, is_real in (("all", None), ("real", True), ("written", False)):
        own = [c for c in cases if c.counts and is_real in (None, c.real)]
        n = max(1, len(own))
        right = sum(c.right[likeliest(c.found, weights)[0]] for c in own) / n
        told.append(f"{name} {right:.3f} (at best {sum(any(c.right) for c in own) / n:.3f})")
    return ", ".join(told)


def write(out: Path, weights: dict[Role, Weights]) -> None:
    """The table of signs and weights."""
    signs = sorted({*weights["source"], *weights["target"]})
    lines = [
        "# Made by training/events/parties.py from the part train of the corpus; CC BY 4.0 like it.",
        "sign\tsource\ttarget",
    ]
    for sign in signs:
        lines.append("\t".join([sign, *(f"{weights[r][sign]:g}" if sign in weights[r] else "" for r in ROLES)]))
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    list_file(out)


def main() -> None:
    """Teach, measure, write."""
    args = arguments(__doc__)
    scorer = load_scorer(args.scorer)
    teach(scorer, read_halves(args.data, args.halves), read_dev(args.data), args.out)


def teach(scorer: Any, halves: Sequence[Readings], dev: Readings, out: Path) -> None:
    """Sources, then targets, then both once more in the light of what is chosen now."""
    weights: dict[Role, Weights] = {"source": START, "target": START}
    for role in ROLES:
        right = share_right(cases_of(scorer, dev, weights, role), START)
        print(f"untaught, {role}: right on dev: {right}", flush=True)
    for turn in (1, 2):
        for role in ROLES:
            cases = [c for one in halves for c in cases_of(scorer, one, weights, role)]
            weights = {**weights, role: fit(cases)}
            right = share_right(cases_of(scorer, dev, weights, role), weights[role])
            print(f"turn {turn}, {role}: {len(cases)} readings, {len(weights[role])} signs; right on dev: {right}",
                  flush=True)  # fmt: skip
    write(out, weights)


if __name__ == "__main__":
    main()
