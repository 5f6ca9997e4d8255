"""Teach to which of a report's states an actor belongs whose words do not say it, by the reports of the corpus.

    python training/belonging.py DATA              teaches on the part train, measures on the part dev
    python training/belonging.py DATA --write      also writes src/detente/actors/data/belonging.tsv

A softmax over the states that a report may mean, and none: each sign has a weight for all actors and one for each group
of them, and the table holds their sums. The first round follows the rules, the second the choices of the first, as what
is chosen is a sign for what comes after. Needs scipy (dependency group `corpus`), the program does not.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

sys.path.insert(0, str(Path(__file__).parents[1]))

from corpus.load import reports
from corpus.values import Report
from detente.actors.belonging import GROUPS, NOBODY, TABLE, WORDS, Asked, Choose, by_rule, choose_by, decide
from detente.actors.resolve import resolve_all
from detente.coding.parties import usable
from detente.language import analyse
from detente.reading import read_text
from detente.values import Document, Mention, Sentence

OUT = Path(__file__).parents[1] / "src/detente/actors/data" / TABLE
SHARED, OWN = 1.0, 4.0
"""How strongly the weights for all actors, and those of one group, are drawn to nought."""
LEAST = 5
"""Questions in which a sign must speak to get a weight; a third of them for one of a single word."""
ROUNDS = 2
Read = tuple[Report, Document, tuple[Sentence, ...]]
Weights = dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True)
class Case:
    """A question with the signs for each answer, what the rules and the coders say, and whether the text is real."""

    group: str
    signs: dict[str, tuple[str, ...]]
    rule: str
    is_firm: bool
    most_named: str
    truth: str
    real: bool


def read(part: Any, data: Path) -> list[Read]:
    """The reports of a part with their sentences."""
    out = []
    for report in reports(part, data=data):
        doc = read_text(report.text or "", id=report.id, published=report.published, outlet=report.outlet or None)
        out.append((report, doc, analyse(doc)))
    return out


def spots_of(report: Report, sentence: Sentence) -> list[tuple[str, int]]:
    """Whom the coders name in a sentence: the key of the party and the head of its words."""
    spots = set()
    for coded in report.sentences:
        if coded.start < sentence.end and sentence.start < coded.end:
            named = [*coded.mentions]
            for label in coded.codings:
                named += [*label.source, *label.target, *label.attribution]
            spots |= {(n.key, n.spot) for n in named if n.spot and sentence.start <= n.spot[0] < sentence.end}
    words = [(key, sentence.words_of(*spot)) for key, spot in sorted(spots)]
    return [(key, sentence.head_of(*found)) for key, found in words if found is not None]


class Truth:
    """The countries (of those of no one state the codes) that the coders give to heads of phrases, and by name."""

    def __init__(self, report: Report, sentences: Sequence[Sentence], mentions: Sequence[Sequence[Mention]]) -> None:
        countries = {p.key: p.country or p.code or NOBODY for p in report.parties}
        self.at: dict[tuple[int, int], set[str]] = {}
        self.of: dict[str, Counter[str]] = {}
        for sentence, own in zip(sentences, mentions, strict=True):
            for key, head in spots_of(report, sentence):
                country = countries[key]
                self.at.setdefault((sentence.index, head), set()).add(country)
                held = [m for m in own if m.first <= head < m.last]
                best = min(held, key=lambda m: (m.head != head, m.last - m.first), default=None)
                if best is not None and len(best.actors) == 1:
                    self.of.setdefault(best.actors[0].name, Counter())[country] += 1
                    if best.head != head:
                        self.at.setdefault((sentence.index, best.head), set()).add(country)

    def of_question(self, asked: Asked) -> str | None:
        """The one true answer; None where the coders say nothing, or several."""
        said = self.at.get((asked.sentence, asked.head), set())
        if asked.name is not None and len(said) != 1:
            said = {key for key, _ in self.of.get(asked.name, Counter()).most_common(1)}
        return next(iter(said)) if len(said) == 1 else None


def cases_of(read_reports: Iterable[Read], choose: Choose) -> list[Case]:
    """All questions that the coders answer, as they come up while `choose` answers them."""
    cases = []
    for report, document, sentences in read_reports:
        asked: list[Asked] = []

        def note(question: Asked, asked: list[Asked] = asked) -> str:
            asked.append(question)
            return choose(question)

        mentions, noun = resolve_all(document, sentences, choose=note)
        truth = Truth(report, sentences, mentions)
        for number, head in sorted(truth.at):
            if not any(m.first <= head < m.last and usable(m, modifier=True) for m in mentions[number]):
                noun(number, head)
        bodies = {p.code for p in report.parties if p.code and not p.country}
        for one in asked:
            true = truth.of_question(one)
            true = NOBODY if true in bodies and one.group not in WORDS else true
            if true is not None:
                whole = one.lands.signs
                signs = {k: (*whole.get(k, ()), *one.signs.get(k, ())) for k in (NOBODY, *one.given)}
                most = next((k for k in one.given if "named 1" in whole.get(k, ())), NOBODY)
                cases.append(Case(one.group, signs, one.rule, one.is_firm, most, true, report.real))
    return cases


def teach(cases: Sequence[Case]) -> Weights:
    """The weights, by group and sign: words that no table knows learn from all cases, the others from their own."""
    words = _taught(cases)
    others = _taught([c for c in cases if c.group not in WORDS])
    return {g: (words if g in WORDS else others)[g] for g in GROUPS}


def _taught(cases: Sequence[Case]) -> Weights:
    """The weights of the cases whose truth is among the answers."""
    cases = [c for c in cases if c.truth in c.signs]
    seen = Counter(s for c in cases for s in {s for signs in c.signs.values() for s in signs})
    seen_in = Counter((c.group, s) for c in cases for s in {s for signs in c.signs.values() for s in signs})
    columns: dict[tuple[str | None, str], int] = {}
    for sign in sorted(s for s, n in seen.items() if n >= LEAST):
        columns[None, sign] = len(columns)
    shared = len(columns)
    for group, sign in sorted(k for k, n in seen_in.items() if n >= LEAST and not k[1].startswith("none: ")):
        columns[group, sign] = len(columns)
    rows: list[int] = []
    cols: list[int] = []
    starts, true = [], []
    n = 0
    for case in cases:
        starts.append(n)
        for key, signs in case.signs.items():
            if key == case.truth:
                true.append(n)
            found = [c for s in signs for g in (None, case.group) if (c := columns.get((g, s))) is not None]
            rows += [n] * len(found)
            cols += found
            n += 1
    table = csr_matrix((np.ones(len(rows)), (rows, cols)), shape=(n, len(columns)))
    weights = _fit(table, np.array(starts), np.array(true), shared)
    own = {place: float(w) for place, w in zip(columns, weights, strict=True)}
    return {g: {s: own.get((g, s), 0.0) + own[None, s] for (h, s) in columns if h is None} for g in GROUPS}


def _fit(table: Any, starts: Any, true: Any, shared: int) -> Any:
    """The weights with the least loss: the log-likelihood of the true answers, with the weights' squares against it."""
    case = np.repeat(np.arange(len(starts)), np.diff([*starts, table.shape[0]]))
    pull = np.where(np.arange(table.shape[1]) < shared, SHARED, OWN)

    def loss(weights: Any) -> tuple[float, Any]:
        scores = table @ weights
        top = np.maximum.reduceat(scores, starts)
        parts = np.exp(scores - top[case])
        sums = np.add.reduceat(parts, starts)
        value = (top + np.log(sums) - scores[true]).sum() + 0.5 * (pull * weights**2).sum()
        parts /= sums[case]
        parts[true] -= 1.0
        return float(value), table.T @ parts + pull * weights

    return minimize(loss, np.zeros(table.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 400}).x


def answer(case: Case, weights: Weights) -> str:
    """What the weights say, as the program decides."""
    own = weights[case.group]
    return decide(
        {key: sum(own.get(s, 0.0) for s in signs) for key, signs in case.signs.items()}, case.rule, is_firm=case.is_firm
    )


def chooser(weights: Weights) -> Choose:
    """The weights as the program uses them."""
    return lambda asked: choose_by(weights[asked.group], asked)


def show(cases: Sequence[Case], weights: Weights) -> None:
    """How often the most named state, the rules and the weights are right, by group and kind of text."""
    sets = {"all": list(cases), "real": [c for c in cases if c.real], "written": [c for c in cases if not c.real]}
    sets |= {"no state": [c for c in cases if c.truth == NOBODY]}
    sets |= {group: [c for c in cases if c.group == group] for group in GROUPS}
    print(f"{'':<12}{'n':>6}{'most named':>12}{'rules':>8}{'taught':>8}")
    for name, own in sets.items():
        if own:
            right = [
                100 * sum(f(c) == c.truth for c in own) / len(own)
                for f in (lambda c: c.most_named, lambda c: c.rule, lambda c: answer(c, weights))
            ]
            print(f"{name:<12}{len(own):>6}{right[0]:>12.1f}{right[1]:>8.1f}{right[2]:>8.1f}")


def write(weights: Weights, path: Path) -> None:
    """The table: a row a sign, a column a group, weights of less than a twentieth left out."""
    known = dict.fromkeys(s for group in GROUPS for s in weights[group])
    signs = sorted(s for s in known if any(abs(own.get(s, 0.0)) >= 0.05 for own in weights.values()))
    lines = [
        "# To which state an actor belongs: what each sign for a state weighs, by group of actors.",
        "# Taught by the corpus: python training/belonging.py DATA --write",
        "\t".join(("sign", *GROUPS)),
    ]
    for sign in signs:
        cells = (weights[g].get(sign, 0.0) for g in GROUPS)
        lines.append("\t".join((sign, *(f"{w:.2f}" if abs(w) >= 0.05 else "" for w in cells))))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Teach, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--write", action="store_true", help="write the table that the program uses")
    args = parser.parse_args()
    known, choose = read("train", args.data), by_rule
    weights: Weights = {}
    for _ in range(ROUNDS):
        weights = teach(cases_of(known, choose))
        choose = chooser(weights)
    show(cases_of(read("dev", args.data), choose), weights)
    if args.write:
        write(weights, OUT)


if __name__ == "__main__":
    main()
