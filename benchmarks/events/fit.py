"""Fit the weights of what two tellings have in common, by logistic regression on the gold.

    python benchmarks/events/fit.py

writes `weights.tsv` of the package, fitted on both halves. `merging.py` measures with weights of one half on the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from sklearn.linear_model import LogisticRegression

from detente.record.merging import blocking, scoring
from detente.record.merging.facts import facts_of
from detente.record.merging.groups import Group, Judged, groups_of, parts_of, web_of
from detente.record.merging.telling import tellings_of
from detente.record.merging.values import Telling
from detente.values import Coding, Document

if TYPE_CHECKING:
    from gold import Told

_STRENGTH = 1.0
"""How freely the weights may grow (the C of the regression)."""
_CROWDED = 0.75
"""Of 0 to 1, how much less a pair counts where two events have many: an event told often should not decide all."""
MEANINGS = {
    "parties and type": "where every pair starts that has parties and type in common",
    "same days": "both say the same day or days",
    "days overlap": "the days they say overlap",
    "vague days": "one says only a week, a month or a year, which holds the other's day",
    "days differ": "both say a day, one or two days apart",
    "reports of one day": "both reports are of one day, and say none",
    "reports of next days": "both say no day; one report is of the day after the other",
    "reports of one week": "both say no day; the reports are of one week",
    "report of that day": "one says the day on which the other came out",
    "report of the day after": "one says a day, the other came out the day after",
    "report of days after": "one says a day, the other came out within a week",
    "report of the day before": "one says a day, the other came out the day before: time zones",
    "same days ahead": "both plan for the same day",
    "other days ahead": "both plan, for days that differ by one or two",
    "undated, told soon": "one tells of no day that can be known, within a week of the other's",
    "undated, told late": "one tells of no day that can be known, long after the other's",
    "both undated": "neither tells of a day that can be known",
    "same place": "one town, site or region",
    "places near": "places within 25 km of each other",
    "place named": "one names the place, the other has its name beside the act",
    "place within": "one place lies in or near the other",
    "same country": "both name the country only",
    "place not known": "one names no place",
    "other place name": "places of other names, of which the tables do not know where",
    "two towns": "two towns or sites, 25 to 100 km apart",
    "towns far apart": "two towns or sites more than 100 km apart",
    "two regions": "a region and a place outside of it",
    "two countries": "places in two countries",
    "a party alike": "a party is told more generally, or as another of its country",
    "a party unknown": "a party is not named by one",
    "target or its soil": "one names the group that was struck, the other the state on whose soil",
    "parties turned": "source and target have changed places",
    "swapped types": "types that tellings of one act give it in turn (swapped.tsv)",
    "words alike": "0 to 1: the words beside the act, by rarity and nearness",
    "copied words": "sentences alike enough to be one, edited",
    "reports alike": "0 to 1: headline and sentences around",
    "copied report, other words": "reports alike, the sentences not",
    "another act fits better": "one report tells another act that goes better with the other telling",
    "same number": "the same number of dead, injured, arrested or present",
    "headline and text": "headline and text of one report",
    "one report": "one report tells both, in two sentences",
    "one sentence": "one sentence tells both",
}
_BY_RULE = {"headline and text": 0.0, "other days ahead": -1.5, "both undated": 0.0, "towns far apart": -4.0}
"""Facts that the gold has too few of: it marks each act of a report once."""
_HEAD = """# How much each thing that two tellings have in common says for (or against) their being of one event. Fitted
# by benchmarks/events/fit.py, logistic regression, on reports written for this project.
fact\tweight\tmeaning
"""


def tellings(told: Sequence[Told]) -> dict[str, tuple[Telling, str]]:
    """The tellings by id, each with its event; those without one are left out, though rivals of their reports'."""
    by_report: dict[str, tuple[Document, list[tuple[Coding, str | None]]]] = {}
    for document, coding, event in told:
        by_report.setdefault(document.id, (document, []))[1].append((coding, event))
    found = {}
    for document, rows in by_report.values():
        for telling, (_, event) in zip(tellings_of(document, [c for c, _ in rows], document.text), rows, strict=True):
            if event is not None:
                found[telling.id] = (telling, event)
    return found


def fit(told: Sequence[Told]) -> dict[str, float]:
    """The weights that tell pairs of one event from others among these."""
    known = tellings(told)
    rows, events = [], []
    for a, b in blocking.pairs_of(t for t, _ in known.values()):
        facts = facts_of(a, b)
        if facts is not None:
            rows.append({n: v for n, v in facts.items() if n != "parties and type" and n not in _BY_RULE})
            events.append(tuple(sorted((known[a.id][1], known[b.id][1]))))
    names = sorted({n for row in rows for n in row})
    table = np.array([[row.get(n, 0.0) for n in names] for row in rows])
    times = Counter(events)
    counts = np.array([times[pair] ** -_CROWDED for pair in events])
    model = LogisticRegression(C=_STRENGTH, max_iter=5000)
    model.fit(table, [a == b for a, b in events], sample_weight=counts * len(counts) / counts.sum())
    weights = dict(zip(names, (float(w) for w in model.coef_[0]), strict=True)) | _BY_RULE
    return weights | {"parties and type": float(model.intercept_[0])}


def found_groups(known: Mapping[str, tuple[Telling, str]], weights: Mapping[str, float] | None) -> list[Group]:
    """The groups that these weights make."""
    web = web_of((t for t, _ in known.values()), Judged(), weights)
    return [g for part in parts_of(web) for g in groups_of(web, part)]


def labels_of(known: Mapping[str, tuple[Telling, str]], groups: Sequence[Group]) -> tuple[list[str], list[str]]:
    """The events of the codings by the gold, and by these groups."""
    group_of = {t: g[0] for g in (one.founding + one.attached for one in groups) for t in g}
    ids = sorted(known)
    return [known[i][1] for i in ids], [group_of[i] for i in ids]


def main() -> None:
    """Fit on both halves and write the table."""
    from gold import HALVES, reports_of, told_by_gold

    weights = fit([one for half in HALVES for report in reports_of(half) for one in told_by_gold(report)])
    rows = [f"{name}\t{weights.get(name, 0.0):.2f}\t{MEANINGS[name]}\n" for name in MEANINGS]
    if unknown := sorted(set(weights) - set(MEANINGS)):
        raise SystemExit(f"no meaning is written for: {', '.join(unknown)}")
    scoring._OWN.write_text(_HEAD + "".join(rows), encoding="utf-8")
    print(f"{len(rows)} weights")


if __name__ == "__main__":
    main()
