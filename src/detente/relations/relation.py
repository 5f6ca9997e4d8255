"""The relation of two actors, asked of the record: its series, what changed when, and the events behind each change."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from detente.errors import AskError
from detente.record import Ask, Record
from detente.record.merging import is_behind, reports_of, told_events
from detente.record.store import trouble
from detente.relations.behind import acts_behind, dyad_condition
from detente.relations.days import DyadDays
from detente.relations.halflife import fit_half_life
from detente.relations.interval import count as counted
from detente.relations.naming import code_of_party, name_in_file, name_of_party
from detente.relations.periods import first_of, iter_periods, known_part
from detente.relations.relate import Range, Told, relate
from detente.relations.sources import Origin, days_of, dyad_of, is_own, origin_of, origins_of
from detente.relations.values import (
    OWN,
    Act,
    Burst,
    By,
    FiledAct,
    Point,
    Relation,
    Series,
    TurningPoint,
    Unit,
    Weights,
)
from detente.values import Coding, Document
from detente.wording import plural

_PARTIES_SHOWN = 3
_NAMED = 6
"""Events named for each change."""

# One event is a distinct event_key: day, act and parties, whoever filed it and how often.
_ACTS = """
    SELECT i.origin, i.day, coalesce(i.cameo, i.type), i.quad <= 2, s.name, t.name, count(DISTINCT i.event_key)
    FROM filed_actors s JOIN imported i ON i.source = s.actor JOIN filed_actors t ON t.actor = i.target
    WHERE i.twin_of IS NULL AND i.is_counted AND i.day BETWEEN :first AND :last AND {dyads}
    GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 5, 6
"""
_LOOKED_AT = 60
_DIRECTED = (
    "Directed: only what the first does to the second; symmetric acts, such as meetings, belong to both directions. "
    "Changes and the comparison with others are told of both directions together: ask without --directed."
)
_BEHIND = "What came in last is not merged into events yet: another process is writing to the record."
_Acts = Callable[[str, TurningPoint | Burst, date], tuple[Act, ...]]


def relation(
    record: Record,
    a: str,
    b: str,
    *,
    by: By = "month",
    within: Range | None = None,
    origin: str | None = None,
    directed: bool = False,
    seed: int = 0,
    count: Unit = "events",
) -> Relation:
    """The relation of two actors, by code or name: series, turning points, bursts, profile, and what is behind them.

    Each origin of events has its series, or the one named; what changed is told of the one with most events of the
    pair. Of the reports read here events are counted, each once however many reports tell it, or with `count`
    "codings" every coding; what came in is merged first, unless another process is writing. With
    `directed` the series hold what the first does to the second only. Actors inside one country are named with their
    sector ("THA:CVL", "Thai protesters"). The same record, question and seed give the same answer.

    Raises AskError where an actor or origin is unknown, or the two are one.

    >>> relation(record, "Iran", "North Korea").series[0].points[-1].cooperation.n
    4
    """
    pair = _pair(a, b, _codes(record))
    wanted = within or Range()
    bounds = {"first_day": wanted.first_day, "last_day": wanted.last_day}
    codings = _codings(record, pair) if origin is None or is_own(origin) else []
    # codings without a day are no series, and still the evidence that there is
    chosen = _chosen(record, origin, wanted, count) if origins_of(record, count) or not codings else []
    tables = [days_of(record, origin=o.name, count=count, **bounds) for o in chosen]
    filing = [days for days in tables if days.origin == OWN or not _absent(days, pair)]
    notes = [note for days in tables if days not in filing for note in _absent(days, pair)]
    if tables and not filing:
        raise AskError(notes[0], f"asked: {a} and {b}", "Name actors that it files, or add reports of these.")
    tables = filing
    lives = {days.origin: fit_half_life(days) for days in tables if len(days)}
    measured = tuple(_series(record, days, pair, by, directed, lives[days.origin]) for days in tables if len(days))
    with trouble(record.path):
        filed = tuple(_acts(record.connection, pair, by, wanted, directed))
        told = (
            Told(list(told_events(record.connection, _ask(pair))), codings) if count == "events" and codings else None
        )
        reports = reports_of(record.connection, (document.id for document, _ in _all_told(told, codings)))
        if told is not None and is_behind(record.connection):
            notes.append(_BEHIND)
    found = relate(
        pair,
        codings if told is None else told,
        names=(name_of_party(pair[0]), name_of_party(pair[1])),
        by=by,
        within=wanted,
        directed=directed,
        measured=measured,
        filed=tuple(act for act in filed if origin is None or act.origin == tables[0].origin),
        reports=reports,
    )
    found = replace(found, notes=(*found.notes, *notes))
    if directed:
        return replace(found, notes=(*found.notes, _DIRECTED))

    def acts(name: str, change: TurningPoint | Burst, last: date) -> tuple[Act, ...]:
        dyads = [pair, pair[::-1]]
        return _distinct(
            acts_behind(*(record, name, dyads, change.first_day, last), side=change.side, limit=_LOOKED_AT, count=count)
        )

    return _changed(found, tables, seed, lives, acts)


def relation_of(days: DyadDays, a: str, b: str, *, by: By = "month", directed: bool = False, seed: int = 0) -> Relation:
    """The relation of two actors in a table of dyad-days, wherever it comes from: without the events behind.

    Raises AskError where an actor is unknown, or the two are one.
    """
    from detente.relations.measures import measured

    pair = _pair(a, b, set(days.codes))
    absent = _absent(days, pair)
    if absent:
        raise AskError(absent[0], f"asked: {a} and {b}", f"It has {plural(len(days.codes), 'actor')}.")
    names = (name_in_file(pair[0]), name_in_file(pair[1]))
    half_life = fit_half_life(days)
    series = measured(days, *pair, by=by, directed=directed, half_life=half_life)
    found = relate(pair, (), names=names, by=by, measured=(series,), directed=directed)
    if directed:
        return replace(found, notes=(*found.notes, _DIRECTED))
    return _changed(found, [days], seed, {days.origin: half_life}, name=name_in_file)


def pair_series(
    record: Record,
    a: str,
    b: str,
    *,
    by: By = "month",
    within: Range | None = None,
    origin: str | None = None,
    directed: bool = False,
) -> Relation:
    """The series of imported events of a pair alone, fast on large records: counts, weights and reports.

    Without the rest of the table nothing is known of its volume and clustering: intervals are those of a plain Poisson
    count, and no change is looked for. Raises AskError where an actor or origin is unknown, or nothing is imported.
    """
    pair = _pair(a, b, _codes(record))
    wanted = within or Range()
    chosen = [o for o in _chosen(record, origin, wanted, "codings") if o.name != OWN]
    if not chosen:
        raise AskError(
            "The record holds no imported events of these days.",
            f"record: {record.path}",
            "Ask without --series-only for what its reports say.",
        )

    def days(one: Origin) -> DyadDays:
        return dyad_of(record, one, *pair, directed=directed, first_day=wanted.first_day, last_day=wanted.last_day)

    series = tuple(_plain(days(one), by) for one in chosen)
    names = (name_of_party(pair[0]), name_of_party(pair[1]))
    found = relate(pair, (), names=names, by=by, measured=series, directed=directed)
    note = "Series only: intervals are of a plain Poisson count, and changes were not looked for."
    return replace(found, notes=(*found.notes, note))


def _chosen(record: Record, origin: str | None, wanted: Range, count: Unit) -> list[Origin]:
    """The origins asked for that know of any day wanted. Raises AskError where there is none."""
    known = list(origins_of(record, count))
    if origin is not None or not known:
        known = [origin_of(record, origin, count)]
    found = [o for o in known if _overlaps(o, wanted)]
    if not found:
        spans = "; ".join(f"{o.name} {o.first_day} to {o.last_day}" for o in known)
        raise AskError(
            "There is nothing in this period.",
            f"asked: {wanted.first_day or '…'} to {wanted.last_day or '…'}; known: {spans}",
            "Ask for days within what is known.",
        )
    return found


def _absent(days: DyadDays, pair: tuple[str, str]) -> list[str]:
    """Of whom of the pair the table knows nothing at all, in sentences: its silence is no zero."""
    missing = [code for code in pair if days.position(code) < 0 and not _is_inside(days, code)]
    return [f"{days.origin} files nothing under {name_of_party(code)} ({code})." for code in missing]


def _is_inside(days: DyadDays, code: str) -> bool:
    """Whether the table has acts inside the country of a code with a sector, if of others than it."""
    return ":" in code and any(known.startswith(f"{code.split(':')[0]}:") for known in days.codes)


def _codes(record: Record) -> set[str]:
    from detente.record.asking import codes_in

    with trouble(record.path):
        return codes_in(record.connection)


def _pair(a: str, b: str, known: set[str]) -> tuple[str, str]:
    pair = (code_of_party(a, known), code_of_party(b, known))
    if pair[0] == pair[1]:
        raise AskError(
            "A relation has two actors; these are one.",
            f"asked: {a} and {b} ({pair[0]})",
            "Name two, or a state and a sector of it: detente relation Thailand THA:CVL",
        )
    return pair


def _plain(days: DyadDays, by: By) -> Series:
    """Every period that the origin knows of, with plain Poisson intervals."""
    sums: dict[date, list[float]] = {}
    for row in range(len(days)):
        first = first_of(date.fromordinal(int(days.day[row])), by)
        of = sums.setdefault(first, [0.0] * 5)
        values = (days.counts[:2, row].sum(), days.counts[2:, row].sum(), days.goldstein[row], days.intensity[row])
        for at, value in enumerate((*values, days.reports[row])):
            of[at] += float(value)
    points = []
    known = (days.first_day, days.last_day)
    tells = not np.isnan(days.reports).all()
    for first in iter_periods(*known, by):
        good, bad, goldstein, intensity, reports = sums.get(first, [0.0] * 5)
        last, is_whole = known_part(first, by, known)
        points.append(
            Point(
                first_day=first,
                last_day=last,
                cooperation=counted(int(good)),
                conflict=counted(int(bad)),
                reports=int(reports) if tells and not np.isnan(reports) else None,
                goldstein=_weights(goldstein, good + bad) if days.has_weights else None,
                intensity=_weights(intensity, good + bad) if days.has_intensity else None,
                is_whole=is_whole,
            )
        )
    return Series(days.origin, days.unit, by, tuple(points), known)


def _weights(total: float, n: float) -> Weights:
    return Weights(total, total / n if n else None)


def _overlaps(origin: Origin, wanted: Range) -> bool:
    return not (
        (wanted.first_day is not None and origin.last_day < wanted.first_day)
        or (wanted.last_day is not None and origin.first_day > wanted.last_day)
    )


def _series(record: Record, days: DyadDays, pair: tuple[str, str], by: By, directed: bool, half_life: float) -> Series:
    from detente.relations.measures import measured

    if not directed or days.origin == OWN:
        return measured(days, *pair, by=by, directed=directed, half_life=half_life)
    origin = Origin(days.origin, days.unit, len(days), days.first_day, days.last_day)
    own = dyad_of(record, origin, *pair, directed=True, first_day=days.first_day, last_day=days.last_day)
    return measured(days, *pair, by=by, own=own, half_life=half_life)


def _codings(record: Record, pair: tuple[str, str]) -> list[tuple[Document, Coding]]:
    return list(record.codings(_ask(pair)))


def _ask(pair: tuple[str, str]) -> Ask:
    """What holds all that is told of the pair; inside a country more, as codes do not tell its sectors."""
    return Ask(country=pair[0].split(":")[0]) if any(":" in code for code in pair) else Ask(pair=pair)


def _all_told(told: Told | None, codings: list[tuple[Document, Coding]]) -> Iterator[tuple[Document, Coding]]:
    for event in told.events if told is not None else ():
        yield from ((member.document, member.coding) for member in event.members)
    yield from codings


def _changed(
    found: Relation,
    tables: Sequence[DyadDays],
    seed: int,
    lives: Mapping[str, float],
    acts: _Acts | None = None,
    name: Callable[[str], str] = name_of_party,
) -> Relation:
    """The relation with what changed in it, by the table that has most events of the pair, and its profile."""
    from detente.relations.bursts import bursts
    from detente.relations.profile import profile
    from detente.relations.turning import turning_points

    pair = found.pair
    days = max(tables, key=lambda t: (int(t.of_pair(*pair).counts.sum()), t.origin), default=None)
    if days is None or not len(days.of_pair(*pair)):
        return found
    points = turning_points(days, *pair, seed=seed)
    stories = bursts(days, *pair)
    if acts is not None:
        weeks = timedelta(days=27)
        points = tuple(replace(p, acts=acts(days.origin, p, p.first_day + weeks)) for p in points)
        stories = tuple(replace(s, acts=acts(days.origin, s, s.last_day)) for s in stories)
    is_between = pair[0].split(":")[0] != pair[1].split(":")[0]
    return replace(
        found,
        turning_points=points,
        bursts=stories,
        sentences=tuple(profile(days, *pair, seed=seed).sentences(name)) if is_between else (),
        half_life=lives[days.origin],
    )


def _distinct(acts: Sequence[Act]) -> tuple[Act, ...]:
    """The heaviest act of each two named actors, in order of the day: who met whom, not the same meeting six times."""
    first: dict[frozenset[str], Act] = {}
    for act in acts:
        first.setdefault(frozenset((act.source, act.target)), act)
    return tuple(sorted(list(first.values())[:_NAMED], key=lambda act: (act.day, act.source, act.target)))


def _acts(
    connection: sqlite3.Connection, pair: tuple[str, str], by: By, wanted: Range, directed: bool
) -> Iterator[FiledAct]:
    from detente.exchange.cameo import codes

    names = codes()
    sums: dict[tuple[str, date, str, bool], dict[tuple[str, str], int]] = defaultdict(lambda: defaultdict(int))
    days = {
        "first": (wanted.first_day or date.min).isoformat(),
        "last": (wanted.last_day or date.max).isoformat(),
    }
    for one, other in (pair,) if directed else (pair, pair[::-1]):
        condition, values = dyad_condition(one, other, both_ways=directed)
        rows = connection.execute(_ACTS.format(dyads=condition), days | values)
        for origin, day, cameo, is_cooperation, source, target, n in rows:
            key = (origin, first_of(date.fromisoformat(day), by), cameo, bool(is_cooperation))
            sums[key][(source, target)] += n
    for (origin, period, cameo, is_cooperation), parties in sorted(sums.items()):
        ranked = sorted(parties.items(), key=lambda p: (-p[1], p[0]))
        shown = tuple((source, target, n) for (source, target), n in ranked[:_PARTIES_SHOWN])
        name = names[cameo].name if cameo in names else cameo
        yield FiledAct(origin, period, name, is_cooperation, sum(parties.values()), shown)
