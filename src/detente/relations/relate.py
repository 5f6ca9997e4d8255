"""From codings and filed days of a pair to its series: what is counted, where, and what is not and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from detente.relations.accuracy import coder_accuracy, true_events
from detente.relations.interval import count
from detente.relations.periods import first_of, iter_periods, last_of
from detente.relations.values import OWN, By, Count, DyadDay, Evidence, FiledAct, Point, Relation, Series, Unit
from detente.values import Actor, Coding, Document


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
    measured: Sequence[Series] = (),
    directed: bool = False,
) -> Relation:
    """The relation of two actors: the series of their codings, then one for each origin of the days.

    Counted are actual, not historical codings whose days lie within one period; the others are evidence without a
    period's count. `covered` says from when to when an origin knows anything, so that silence there counts as zero.
    `measured` are series already made of whole tables (`measures`); that of this program's codings lends its weights
    to the series of the evidence. With `directed`, only what the first does to the second counts.
    """
    wanted = within or Range()
    evidence = [
        _evidence(document, coding, by, wanted)
        for document, coding in codings
        if is_of_pair(coding, pair, directed=directed)
    ]
    own = _own(evidence, by, wanted)
    series = [_weighed(own, next((s for s in measured if s.origin == OWN), None))] if own.points else []
    series += [s for s in measured if s.origin != OWN]
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
        directed=directed,
        notes=_notes(evidence, series, covered or {}),
    )


def is_of_pair(coding: Coding, pair: tuple[str, str], *, directed: bool = False) -> bool:
    """Whether one of the pair acts upon the other, or both act together; `directed`: the first upon the second."""
    for source, target in coding.dyads():
        if source is None or target is None:
            continue
        inside = source.actor.country is not None and source.actor.country == target.actor.country
        told = (_key(source.actor, inside), _key(target.actor, inside))
        if told == pair or (told == pair[::-1] and (coding.symmetric or not directed)):
            return True
    return False


def _key(actor: Actor, inside: bool) -> str | None:
    """The actor as a party of a dyad: its code; inside its country, without a code of its own, country and sector."""
    if actor.code is not None or not inside:
        return actor.code
    return f"{actor.country}:{actor.sector or 'UNK'}"


def _weighed(own: Series, measured: Series | None) -> Series:
    """The series of the evidence with the coder's error in its intervals, and with what the whole table adds."""
    known = {p.first_day: p for p in measured.points} if measured is not None else {}
    accuracy = coder_accuracy()
    points = []
    for point in own.points:
        found = known.get(point.first_day)
        is_same = found is not None and all(n.n == m.n for n, m in _both(point, found))
        if found is not None and is_same:
            points.append(replace(found, reports=point.reports))
            continue
        cooperation = true_events(point.cooperation.n, 1.0, accuracy.cooperation)
        conflict = true_events(point.conflict.n, 1.0, accuracy.conflict)
        points.append(replace(found or point, cooperation=cooperation, conflict=conflict, reports=point.reports))
    return replace(own, points=tuple(points))


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


def _both(one: Point, other: Point) -> tuple[tuple[Count, Count], ...]:
    return (one.cooperation, other.cooperation), (one.conflict, other.conflict)


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
        notes.append(
            "Codings are readings of reports: several may tell of one event. Their intervals are of the true events"
            " that such reports tell, and carry the coder's measured error."
        )
    if any(s.unit == "events" for s in series):
        notes.append("Events of other origins are counted as filed there, by country, and apart from codings.")
        spans = [f"{origin} from {first} to {last}" for origin, (first, last) in sorted(covered.items())]
        if spans:
            notes.append(f"Imported days: {'; '.join(spans)}.")
    return tuple(notes)
