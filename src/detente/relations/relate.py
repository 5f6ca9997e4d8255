"""From codings and filed days of a pair to its series: what is counted, where, and what is not and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from detente.relations.interval import count
from detente.relations.periods import first_of, iter_periods, last_of
from detente.relations.values import OWN, By, DyadDay, Evidence, FiledAct, Point, Relation, Series, Unit
from detente.values import Coding, Document


@dataclass(frozen=True, slots=True)
class Range:
    """From when to when, both inclusive; None for as far as there is anything."""

    first_day: date | None = None
    last_day: date | None = None

    def holds(self, day: date) -> bool:
        """Whether the day lies in it."""
        return (self.first_day is None or self.first_day <= day) and (self.last_day is None or day <= self.last_day)


def relate(
    pair: tuple[str, str],
    codings: Iterable[tuple[Document, Coding]],
    days: Iterable[DyadDay] = (),
    *,
    names: tuple[str, str] | None = None,
    by: By = "month",
    within: Range | None = None,
    filed: Iterable[FiledAct] = (),
    covered: dict[str, tuple[date, date]] | None = None,
) -> Relation:
    """The relation of two actors: the series of their codings, then one for each origin of the days.

    Counted are actual, not historical codings whose days lie within one period; the others are evidence without a
    period's count. `covered` says from when to when an origin knows anything, so that silence there counts as zero.
    """
    wanted = within or Range()
    evidence = [_evidence(document, coding, by, wanted) for document, coding in codings if is_of_pair(coding, pair)]
    series = [s for s in [_own(evidence, by, wanted)] if s.points]
    by_origin: dict[str, list[DyadDay]] = defaultdict(list)
    for day in days:
        if wanted.holds(day.day):
            by_origin[day.origin].append(day)
    for origin in sorted(set(by_origin) | set(covered or {})):
        series.append(series_of(by_origin[origin], origin, by=by, within=wanted, covered=(covered or {}).get(origin)))
    return Relation(
        pair=pair,
        names=names or pair,
        by=by,
        series=tuple(series),
        evidence=tuple(evidence),
        filed=tuple(filed),
        notes=_notes(evidence, series, covered or {}),
    )


def is_of_pair(coding: Coding, pair: tuple[str, str]) -> bool:
    """Whether one of the pair acts upon the other, or both act together."""
    return any(a is not None and b is not None and {a.actor.code, b.actor.code} == set(pair) for a, b in coding.dyads())


def series_of(
    days: Sequence[DyadDay],
    origin: str,
    *,
    unit: Unit = "events",
    by: By = "month",
    within: Range | None = None,
    covered: tuple[date, date] | None = None,
) -> Series:
    """The series of one origin's days, every period filled from the first day known or wanted to the last."""
    wanted = within or Range()
    known = [d.day for d in days] + list(covered or ())
    if not known:
        return Series(origin, unit, by, ())
    first = max(filter(None, (wanted.first_day, min(known))))
    last = min(filter(None, (wanted.last_day, max(known))))
    sums: dict[date, list[DyadDay]] = defaultdict(list)
    for day in days:
        sums[first_of(day.day, by)].append(day)
    points = []
    for period in iter_periods(first, last, by):
        rows = sums[period]
        told = [d.reports for d in rows if d.reports is not None]
        points.append(
            Point(
                period,
                last_of(period, by),
                count(sum(d.cooperation for d in rows)),
                count(sum(d.conflict for d in rows)),
                None if len(told) < len(rows) else sum(told),
            )
        )
    return Series(origin, unit, by, tuple(points))


def _evidence(document: Document, coding: Coding, by: By, wanted: Range) -> Evidence:
    when = coding.when
    period = None
    reason = None
    if when is not None and first_of(when.first_day, by) == first_of(when.last_day, by):
        period = first_of(when.first_day, by)
    if coding.modality != "actual":
        reason = f"told as {coding.modality}"
    elif coding.historical:
        reason = "told as history"
    elif when is None:
        reason = "no day is known"
    elif period is None:
        reason = f"its days, {when.first_day} to {when.last_day}, are wider than a {by}"
    elif not (wanted.holds(when.first_day) or wanted.holds(when.last_day)):
        reason = "outside the days asked for"
    return Evidence(document, coding, period, reason)


def _own(evidence: Sequence[Evidence], by: By, wanted: Range) -> Series:
    counted = [e for e in evidence if e.not_counted is None and e.first_day is not None]
    if not counted:
        return Series(OWN, "codings", by, ())
    of: dict[date, list[Evidence]] = defaultdict(list)
    for e in counted:
        if e.first_day is not None:
            of[e.first_day].append(e)
    points = []
    for period in iter_periods(min(of), max(of), by):
        rows = of[period]
        points.append(
            Point(
                period,
                last_of(period, by),
                count(sum(e.coding.quad <= 2 for e in rows)),
                count(sum(e.coding.quad > 2 for e in rows)),
                len({e.document.id for e in rows}),
            )
        )
    return Series(OWN, "codings", by, tuple(points))


def _notes(
    evidence: Sequence[Evidence], series: Sequence[Series], covered: dict[str, tuple[date, date]]
) -> tuple[str, ...]:
    notes = []
    left: dict[str, int] = defaultdict(int)
    for e in evidence:
        if e.not_counted is not None:
            left["wider than a period" if e.not_counted.startswith("its days") else e.not_counted] += 1
    if left:
        told = ", ".join(f"{n} {reason}" for reason, n in sorted(left.items()))
        notes.append(f"Codings not counted: {told}.")
    if any(s.unit == "codings" for s in series):
        notes.append("Codings are readings of reports: several may tell of one event.")
    if any(s.unit == "events" for s in series):
        notes.append("Events of other origins are counted as filed there, by country, and apart from codings.")
        spans = [f"{origin} from {first} to {last}" for origin, (first, last) in sorted(covered.items())]
        if spans:
            notes.append(f"Imported days: {'; '.join(spans)}.")
    notes.append("Turning points are not computed yet.")
    return tuple(notes)
