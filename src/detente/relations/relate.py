"""From codings, events and filed days of a pair to its series: what is counted, where, and what is not and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from detente.record.merging import Event, ToldEvent
from detente.record.merging.event import Report
from detente.record.merging.flat import dyads_of
from detente.relations.accuracy import coder_accuracy, true_events
from detente.relations.behind import Dyad, actors_of
from detente.relations.interval import count
from detente.relations.notes import notes_of
from detente.relations.periods import first_of, iter_periods, last_of
from detente.relations.values import (
    OWN,
    By,
    Count,
    Counted,
    DyadDay,
    Evidence,
    FiledAct,
    Point,
    Relation,
    Series,
    Unit,
)
from detente.values import Actor, Coding, Document, When

_ELSEWHERE = "in no event of this pair"
"""Of a coding that could count: its event, as most reports tell it, has other parties, or it is not merged yet."""


@dataclass(frozen=True, slots=True)
class Range:
    """From when to when, both inclusive; None for as far as there is anything."""

    first_day: date | None = None
    last_day: date | None = None

    def holds(self, day: date) -> bool:
        """Whether the day lies in it."""
        return (self.first_day is None or self.first_day <= day) and (self.last_day is None or day <= self.last_day)


@dataclass(frozen=True, slots=True)
class Told:
    """What a record's reports tell, to be counted as events: these, and the codings that belong to none of them."""

    events: Sequence[ToldEvent] = ()
    others: Sequence[tuple[Document, Coding]] = ()


def relate(
    pair: tuple[str, str],
    codings: Iterable[tuple[Document, Coding]] | Told,
    days: Iterable[DyadDay] = (),
    *,
    names: tuple[str, str] | None = None,
    by: By = "month",
    within: Range | None = None,
    filed: Iterable[FiledAct] = (),
    covered: dict[str, tuple[date, date]] | None = None,
    measured: Sequence[Series] = (),
    directed: bool = False,
    reports: Mapping[str, tuple[Report, ...]] | None = None,
) -> Relation:
    """The relation of two actors: the series of their codings, then one for each origin of the days.

       Counted are actual, not historical codings whose days lie within one period; the others are evidence without a
       period's count. Of `Told` the events are counted so, each once, and all codings that tell one are its evidence.
       `reports` are all reports that a document stands for, where copies are known of; by default it stands for itself.
    `covered` says from when to when an origin knows anything, so that silence there counts as zero.
       `measured` are series already made of whole tables (`measures`); that of this program's codings lends its weights
       to the series of the evidence. With `directed`, only what the first does to the second counts.
    """
    wanted = within or Range()
    unit: Unit = "events" if isinstance(codings, Told) else "codings"
    if isinstance(codings, Told):
        evidence = told_evidence(codings, pair, by, wanted, directed=directed)
    else:
        evidence = [
            _evidence(document, coding, by, wanted)
            for document, coding in codings
            if is_of_pair(coding, pair, directed=directed)
        ]
    known_reports = reports or {}
    counted = _counted(evidence, unit, known_reports)
    own = _own(evidence, by, unit, known_reports)
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
        counted=counted,
        notes=notes_of(counted, evidence, series, covered or {}),
    )


def is_of_pair(coding: Coding, pair: tuple[str, str], *, directed: bool = False) -> bool:
    """Whether one of the pair acts upon the other, or both act together; `directed`: the first upon the second."""
    return _is_of(actors_of(coding), coding.symmetric, pair, directed=directed)


def _is_of(dyads: Iterable[Dyad], symmetric: bool, pair: tuple[str, str], *, directed: bool) -> bool:
    for source, target in dyads:
        if source is None or target is None:
            continue
        inside = source.country is not None and source.country == target.country
        told = (_key(source, inside), _key(target, inside))
        if told == pair or (told == pair[::-1] and (symmetric or not directed)):
            return True
    return False


def told_evidence(told: Told, pair: tuple[str, str], by: By, wanted: Range, *, directed: bool) -> list[Evidence]:
    """The codings behind the events of the pair, event by event, then those that belong to none of them."""
    evidence, seen = list[Evidence](), set[tuple[str, str]]()
    for event, members in told.events:
        if not _is_of(dyads_of(event), event.symmetric, pair, directed=directed):
            continue
        period = _period(event.when, by)
        reason = _reason(event, by, wanted)
        for member in members:
            seen.add((member.document.id, member.coding.id))
            why = reason if member.founds or reason is not None else f"told as {member.coding.modality}"
            evidence.append(Evidence(member.document, member.coding, period, why, event))
    for document, coding in told.others:
        if (document.id, coding.id) in seen or not is_of_pair(coding, pair, directed=directed):
            continue
        alone = _evidence(document, coding, by, wanted)
        evidence.append(alone if alone.not_counted is not None else replace(alone, not_counted=_ELSEWHERE))
    return evidence


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
    return Evidence(document, coding, _period(coding.when, by), _reason(coding, by, wanted))


def _period(when: When | None, by: By) -> date | None:
    """The first day of the period in which all of the days lie; None where there is none."""
    if when is None or first_of(when.first_day, by) != first_of(when.last_day, by):
        return None
    return first_of(when.first_day, by)


def _reason(act: Coding | Event, by: By, wanted: Range) -> str | None:
    """Why it is in no series; None where it is in one."""
    when = act.when
    if act.modality != "actual":
        return f"told as {act.modality}"
    if act.historical:
        return "told as history"
    if when is None:
        return "no day is known"
    if _period(when, by) is None:
        return f"its days, {when.first_day} to {when.last_day}, are wider than a {by}"
    if not (wanted.holds(when.first_day) or wanted.holds(when.last_day)):
        return "outside the days asked for"
    return None


def _acts(evidence: Sequence[Evidence]) -> list[Coding | Event]:
    """What the evidence counts: its events, each once, or its codings."""
    events = {e.event.id: e.event for e in evidence if e.event is not None}
    return [*events.values()] if events else [e.coding for e in evidence]


def _reports(evidence: Sequence[Evidence], reports: Mapping[str, tuple[Report, ...]]) -> dict[str, int | str]:
    """All reports behind the evidence, each with what stands for its text."""
    found: dict[str, int | str] = {}
    for id in dict.fromkeys(e.document.id for e in evidence):
        found |= {r.document: r.text for r in reports[id]} if id in reports else {id: id}
    return found


def _counted(evidence: Sequence[Evidence], unit: Unit, reports: Mapping[str, tuple[Report, ...]]) -> Counted | None:
    counted = [e for e in evidence if e.not_counted is None]
    if not counted:
        return None
    found = _reports(counted, reports)
    return Counted(unit, len(_acts(counted)), len(counted), len(found), len(set(found.values())))


def _own(evidence: Sequence[Evidence], by: By, unit: Unit, reports: Mapping[str, tuple[Report, ...]]) -> Series:
    counted = [e for e in evidence if e.not_counted is None and e.first_day is not None]
    if not counted:
        return Series(OWN, unit, by, ())
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
                count(sum(act.quad <= 2 for act in _acts(rows))),
                count(sum(act.quad > 2 for act in _acts(rows))),
                len(_reports(rows, reports)),
            )
        )
    return Series(OWN, unit, by, tuple(points))
