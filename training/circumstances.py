"""Teach which of a report's times and places are an act's, by the reports of the corpus.

    python training/circumstances.py DATA --halves MODEL0 MODEL1 [--write]

Each half of the part train is read by heads that the other half taught (`events/halves.py`), so that their ties are as
weak as in use; the part dev by the shipped ones. Measures on each sixth of dev, taught by all the rest; --write also
writes when/data/dating.tsv and where/data/placing.tsv. A softmax over the answers that a report offers (`when.asked`,
`where.asked`): each sign has one weight. Every act of the coders whose trigger the program finds is a case. Two rounds:
what was chosen for an act is a sign for the next. Needs scipy (dependency group `corpus`), the program does not.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parent / "events")]

from halves import Readings, deciding_by, read_dev, read_halves

from corpus.values import Label, Report
from detente.actors import resolve
from detente.coding import code, code_document
from detente.language.events import EventHeads
from detente.values import Document, Mention, Sentence
from detente.when.asked import DayAsked, days_of
from detente.when.dating import TABLE as DATING
from detente.when.dating import best_of as best_day
from detente.when.dating import date_by
from detente.where.asked import Found, PlaceAsked, places_of
from detente.where.placing import TABLE as PLACING
from detente.where.placing import best_of as best_place
from detente.where.placing import place_by

PULL = 2.0
"""How strongly the weights are drawn to nought."""
LEAST = 6
"""Cases in which a sign must speak to get a weight."""
UNTOLD = 0.05
"""What an act counts whose days the coders left open: the day of publication is a convention there, no truth."""
NOWHERE = 0.5
"""What an act without a place counts: there are four to each with one, and a place left out costs as a wrong one."""
FOLDS = 6
START = {"by grammar": 2.0, "none": 1.0, "published": 1.0}
"""The weights of the first round: what the grammar says."""
Weights = dict[str, float]
Read = tuple[EventHeads, Report, Document, Sequence[Sentence], Sequence[tuple[Mention, ...]]]


@dataclass(frozen=True, slots=True)
class Case:
    """A question: the signs of each answer, which of them are right, how much it counts, and what is measured."""

    signs: tuple[tuple[str, ...], ...]
    right: frozenset[int]
    counts: float
    kind: str
    """Of days: said, untold (of the clause), open; of places: said, untold, none."""


Cases = list[Case]


def resolved(readings: Readings) -> list[Read]:
    """The reports with their mentions, and the heads that read them; without those that have no days of their own."""
    return [
        (readings.heads, report, doc, sentences, resolve(doc, sentences))
        for report, doc, sentences in readings.reports
        if report.set != "news_globalvoices_sents"
    ]


def cases_of(
    known: Iterable[Read], dating: Weights, placing: Weights, *, alone: bool = False
) -> tuple[list[Case], list[Case]]:
    """The cases of days and of places, as the weights decide; `alone`: of each sentence for itself."""
    days: list[Case] = []
    places: list[Case] = []
    for heads, report, document, sentences, mentions in _sentences_of(known) if alone else known:
        asked_days: list[DayAsked] = []
        asked_places: list[PlaceAsked] = []

        def date_noted(asked: DayAsked, noted: list[DayAsked] = asked_days) -> Any:
            noted.append(asked)
            return date_by(dating, asked)

        def place_noted(asked: PlaceAsked, noted: list[PlaceAsked] = asked_places) -> Any:
            noted.append(asked)
            return place_by(placing, asked)

        vars(code).update(date_act=date_noted, place_act=place_noted)
        with deciding_by(heads, keep=None):
            code_document(document, sentences, mentions)
        labels = [label for s in report.sentences for label in s.codings]
        if alone:
            labels = [x for x in labels if _is_told_in(x, sentences[0], document)]
        for one in asked_days:
            days += [c for label in _at(one, labels) if (c := day_case(one, label)) is not None]
        for two in asked_places:
            places += [c for label in _at(two, labels) if (c := place_case(two, label)) is not None]
    mark = ", alone" if alone else ""
    return [replace(c, kind=c.kind + mark) for c in days], [replace(c, kind=c.kind + mark) for c in places]


def _sentences_of(known: Iterable[Read]) -> Iterator[Read]:
    """Each sentence as a report of its own."""
    for heads, report, document, sentences, mentions in known:
        for sentence, own in zip(sentences, mentions, strict=True):
            alone = tuple(replace(m, sentence=0) for m in own)
            yield heads, report, document, (replace(sentence, index=0),), (alone,)


def _is_told_in(label: Label, sentence: Sentence, document: Document) -> bool:
    """Whether the sentence by itself tells the days and the place that the coders give."""
    day, place = label.when, label.where
    if day is not None and day.days is not None:
        is_default = day.spot is None and day.days == (document.published, document.published)
        if not is_default and not (day.spot and sentence.start <= day.spot[0] < sentence.end):
            return False
    return place is None or bool(place.spot and sentence.start <= place.spot[0] < sentence.end)


def _at(asked: DayAsked | PlaceAsked, labels: Iterable[Label]) -> list[Label]:
    """The first of the coders' acts whose trigger holds the word, as a list of one or none."""
    word = asked.sentence.tokens[asked.trigger]
    return [x for x in labels if x.trigger[0] < word.end and word.start < x.trigger[1]][:1]


def day_case(asked: DayAsked, label: Label) -> Case | None:
    """Which days are the coders'; None where no answer is theirs."""
    found, told = days_of(asked), label.when
    if told is None or told.days is None:
        right = {n for n, d in enumerate(found) if {"published", "none"} & set(d.signs)}
        counts, kind = UNTOLD, "open"
    else:
        same = [
            d.timing.when is not None and (d.timing.when.first_day, d.timing.when.last_day) == told.days for d in found
        ]
        right, counts, kind = {n for n, is_same in enumerate(same) if is_same}, 1.0, "untold"
        if told.spot is not None:
            spot, kind = told.spot, "said"
            said = {n for n, d in enumerate(found) if d.said and d.said.start < spot[1] and spot[0] < d.said.end}
            right = (right & said) or said or right
    return Case(tuple(d.signs for d in found), frozenset(right), counts, kind) if right else None


def place_case(asked: PlaceAsked, label: Label) -> Case | None:
    """Which places are the coders'; None where no answer is theirs."""
    found, told = places_of(asked), label.where
    counts = 1.0
    if told is None:
        right, kind, counts = {0}, "none", NOWHERE
    else:
        lands = {n for n, f in enumerate(found) if f.where is not None and f.where.country == told.country}
        if told.spot is not None:
            spot, kind = told.spot, "said"
            over = {n for n, f in enumerate(found) if f.how != "scene" and _touches(f, spot)}
            right = (over & lands) or over
        else:
            kind = "untold"
            named = {n for n in lands if _name(found[n]) == told.name.lower()}
            right = named or {n for n in lands if found[n].how == "scene"}
    return Case(tuple(f.signs for f in found), frozenset(right), counts, kind) if right else None


def _touches(found: Found, spot: tuple[int, int]) -> bool:
    return found.where is not None and found.where.start < spot[1] and spot[0] < found.where.end


def _name(found: Found) -> str:
    return found.where.name.lower() if found.where is not None else ""


def teach(cases: Sequence[Case]) -> Weights:
    """The weights with the least loss: the log-likelihood of right answers, with the weights' squares against it."""
    seen = Counter(s for c in cases for s in {s for row in c.signs for s in row})
    columns = {s: n for n, s in enumerate(sorted(s for s, n in seen.items() if n >= LEAST))}
    rows: list[int] = []
    cols: list[int] = []
    starts, right = [], []
    n = 0
    for case in cases:
        starts.append(n)
        for answer, signs in enumerate(case.signs):
            found = [columns[s] for s in signs if s in columns]
            rows += [n] * len(found)
            cols += found
            right.append(answer in case.right)
            n += 1
    table = csr_matrix((np.ones(len(rows)), (rows, cols)), shape=(n, len(columns)))
    counts = np.array([c.counts for c in cases])
    fitted = _fit(table, np.array(starts), np.array(right), counts)
    return {s: float(fitted[n]) for s, n in columns.items()}


def _fit(table: Any, starts: Any, right: Any, counts: Any) -> Any:
    case = np.repeat(np.arange(len(starts)), np.diff([*starts, table.shape[0]]))

    def loss(weights: Any) -> tuple[float, Any]:
        scores = table @ weights
        top = np.maximum.reduceat(scores, starts)
        parts = np.exp(scores - top[case])
        good = np.where(right, parts, 0.0)
        sums, goods = np.add.reduceat(parts, starts), np.add.reduceat(good, starts) + 1e-300
        value = (counts * (np.log(sums) - np.log(goods))).sum() + 0.5 * PULL * (weights**2).sum()
        slope = counts[case] * (parts / sums[case] - good / goods[case])
        return float(value), table.T @ slope + PULL * weights

    return minimize(loss, np.zeros(table.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 400}).x


def show_all(parts: Iterable[tuple[Cases, Cases, Weights, Weights]]) -> None:
    """How often grammar and weights choose a right answer, by kind of case, over all parts."""
    n: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str, bool]] = Counter()
    for days, places, dating, placing in parts:
        for what, cases, weights, best in (("days", days, dating, best_day), ("places", places, placing, best_place)):
            for case in cases:
                n[what, case.kind] += 1
                for is_taught, own in ((False, START), (True, weights)):
                    right[what, case.kind, is_taught] += best(case.signs, own) in case.right
    print(f"{'':<22}{'n':>6}{'grammar':>9}{'taught':>8}")
    for (what, kind), count in sorted(n.items()):
        shares = [100 * right[what, kind, is_taught] / count for is_taught in (False, True)]
        print(f"{what:<8}{kind:<14}{count:>6}{shares[0]:>9.1f}{shares[1]:>8.1f}")


def write(weights: Weights, path: Path, what: str) -> None:
    """The table, a row a sign; weights of less than a twentieth left out."""
    lines = [f"# {what}", "# Taught by the corpus: python training/circumstances.py", "sign\tweight"]
    lines += [f"{s}\t{w:.2f}" for s, w in sorted(weights.items()) if abs(w) >= 0.05]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def rounds(known: Sequence[Read], own: Sequence[Read]) -> tuple[tuple[Cases, Cases], list[tuple[Cases, Cases]]]:
    """The cases of both parts after a first round on the part train; those of the part dev report by report."""
    days, places = cases_of(known, START, START)
    dating, placing = teach(days), teach(places)
    return cases_of(known, dating, placing), [cases_of([r], dating, placing) for r in own]


def _joined(rows: Iterable[tuple[Cases, Cases]]) -> tuple[Cases, Cases]:
    rows = list(rows)
    return [c for days, _ in rows for c in days], [c for _, places in rows for c in places]


def measured(
    known: tuple[Cases, Cases], own: Sequence[tuple[Cases, Cases]], alone: Sequence[tuple[Cases, Cases]]
) -> Iterator[tuple[Cases, Cases, Weights, Weights]]:
    """Each sixth of the reports of the part dev, whole and sentence by sentence, with weights taught without it."""
    for fold in range(FOLDS):
        rest = _joined(r for n, r in enumerate(own) if n % FOLDS != fold)
        here = _joined(r for row in (own, alone) for n, r in enumerate(row) if n % FOLDS == fold)
        yield *here, teach([*known[0], *rest[0]]), teach([*known[1], *rest[1]])


def main() -> None:
    """Teach, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--halves", type=Path, nargs=2, required=True, help="models taught by one half each")
    parser.add_argument("--write", action="store_true", help="write the tables that the program uses")
    args = parser.parse_args()
    run(
        [row for half in read_halves(args.data, args.halves) for row in resolved(half)],
        resolved(read_dev(args.data)),
        args.write,
    )


def run(train: Sequence[Read], dev: Sequence[Read], is_written: bool) -> None:
    """Teach by both parts and measure on dev."""
    known, own = rounds(train, dev)
    show_all(measured(known, own, [cases_of([r], START, START, alone=True) for r in dev]))
    if is_written:
        days, places = _joined(own)
        write(teach([*known[0], *days]), DATING, "Which days are an act's: what each sign weighs.")
        write(teach([*known[1], *places]), PLACING, "Which place is an act's, or none: what each sign weighs.")


if __name__ == "__main__":
    main()
