"""Codings, events or imported events counted as a graph: actors, what each does to each, and in which periods.

Nodes are actors by code; of those who belong to a state without acting for it, by country and sector ("THA:CVL"); else
by name. An edge goes from source to target. A symmetric act is on both edges of its two, and `mutual` counts such acts:
all acts between two are both edges' `acts` less one edge's `mutual`. An act whose days are not known to a week is
counted, and has no place in time (the rule of `relations`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from detente.exchange.out.clean import clean
from detente.exchange.out.options import By

if TYPE_CHECKING:
    from detente.exchange.out.asked import Found
    from detente.values import Party

_WIDEST = 7
"""Days of an interval that still says when."""


class Node(NamedTuple):
    """An actor: its key in the graph, its name where the key does not tell it, code, country and sector."""

    key: str
    name: str | None
    code: str | None
    country: str | None
    sector: str | None


class Act(NamedTuple):
    """One dyad of an act, as the graph counts it; `report` tells reports apart, `reports` says how many tell of it."""

    source: Node | None
    target: Node | None
    quad: int
    intensity: float | None
    is_symmetric: bool
    first_day: date | None
    last_day: date | None
    report: str | None
    reports: int | None = 1


@dataclass(slots=True)
class Edge:
    """What one does to another."""

    acts: int = 0
    mutual: int = 0
    quads: list[int] = field(default_factory=lambda: [0, 0, 0, 0])
    intensity: float = 0.0
    weighed: int = 0
    reports: int | None = 0
    undated: int = 0
    first_day: date | None = None
    last_day: date | None = None
    periods: dict[date, int] = field(default_factory=dict)
    """Acts by the first day of the period in which they began."""
    report: str | None = None


@dataclass(slots=True)
class Presence:
    """An actor in the graph, with the acts in which it was source or target, a symmetric one once as each."""

    node: Node
    as_source: int = 0
    as_target: int = 0
    first_day: date | None = None
    last_day: date | None = None


@dataclass(slots=True)
class Graph:
    """Actors by key and edges by (source, target), as counted."""

    by: By
    nodes: dict[str, Presence] = field(default_factory=dict)
    edges: dict[tuple[str, str], Edge] = field(default_factory=dict)
    one_sided: int = 0
    """Acts that name one party only: its node counts them, no edge does."""


def count(acts: Iterable[Act], by: By) -> Graph:
    """Count acts; memory grows with actors, dyads and periods, and not with acts."""
    graph = Graph(by)
    for act in acts:
        first, last = _known(act)
        for actor, as_source, as_target in _seen(act):
            presence = graph.nodes.setdefault(actor.key, Presence(actor))
            presence.as_source += as_source
            presence.as_target += as_target
            _stretch(presence, first, last)
        if act.source is None or act.target is None:
            graph.one_sided += 1
            continue
        key = (act.source.key, act.target.key)
        _add(graph.edges.setdefault(key, Edge()), act, by, first, last)
        if act.is_symmetric and key[0] != key[1]:
            _add(graph.edges.setdefault((key[1], key[0]), Edge()), act, by, first, last)
    return graph


def coding_acts(found: Found) -> Iterator[Act]:
    """The dyads of the codings, each two actors of a coding once."""
    for document, coding in found:
        when, told = coding.when, set[tuple[str, str]]()
        for source, target in coding.dyads():
            a, b = _party(source), _party(target)
            key = (a.key if a else "", b.key if b else "")
            if key in told:
                continue
            told.add(key)
            first, last = (when.first_day, when.last_day) if when else (None, None)
            yield Act(a, b, coding.quad, coding.intensity, coding.symmetric, first, last, document.id)


def imported_acts(rows: Iterable[Mapping[str, Any]]) -> Iterator[Act]:
    """The rows of imported events that are acts between parties."""
    for row in rows:
        if row["quad"] is None:
            continue
        a, b = _filed(row, "source"), _filed(row, "target")
        first, last = row["day"], row["last_day"] or row["day"]
        yield Act(a, b, row["quad"], row["intensity"], bool(row["symmetric"]), first, last, None, row["n_reports"])


def spells(periods: Iterable[date], by: By) -> list[tuple[date, date]]:
    """The stretches of time that the periods make, those that touch joined; both ends inclusive."""
    found: list[tuple[date, date]] = []
    for start in sorted(periods):
        end = end_of(start, by)
        if found and start.toordinal() - found[-1][1].toordinal() <= 1:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def start_of(day: date, by: By) -> date:
    """The first day of the day's period; weeks begin on Monday."""
    if by == "month":
        return day.replace(day=1)
    return date.fromordinal(max(1, day.toordinal() - day.weekday())) if by == "week" else day


def end_of(start: date, by: By) -> date:
    """The last day of the period that begins so."""
    if by == "day":
        return start
    if by == "week":
        return date.fromordinal(min(date.max.toordinal(), start.toordinal() - start.weekday() + 6))
    if (start.year, start.month) == (date.max.year, 12):
        return date.max
    return (start.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _add(edge: Edge, act: Act, by: By, first: date | None, last: date | None) -> None:
    edge.acts += 1
    edge.mutual += act.is_symmetric
    if 1 <= act.quad <= 4:
        edge.quads[act.quad - 1] += 1
    if act.intensity is not None:
        edge.intensity += act.intensity
        edge.weighed += 1
    if act.reports is None or edge.reports is None:
        edge.reports = None
    elif act.report is None or act.report != edge.report:  # acts come report by report
        edge.reports += act.reports
    edge.report = act.report
    if first is None:
        edge.undated += 1
        return
    start = start_of(first, by)
    edge.periods[start] = edge.periods.get(start, 0) + 1
    _stretch(edge, first, last)


def _seen(act: Act) -> list[tuple[Node, int, int]]:
    both = int(act.is_symmetric)
    found = []
    if act.source is not None:
        found.append((act.source, 1, both))
    if act.target is not None:
        found.append((act.target, both, 1))
    return found


def _known(act: Act) -> tuple[date | None, date | None]:
    if act.first_day is None or act.last_day is None or (act.last_day - act.first_day).days >= _WIDEST:
        return None, None
    return act.first_day, max(act.first_day, act.last_day)


def _stretch(of: Edge | Presence, first: date | None, last: date | None) -> None:
    if first is None or last is None:
        return
    of.first_day = first if of.first_day is None else min(of.first_day, first)
    of.last_day = last if of.last_day is None else max(of.last_day, last)


def _party(party: Party | None) -> Node | None:
    if party is None:
        return None
    actor = party.actor
    return node(actor.name, actor.code, actor.country, actor.sector)


def _filed(row: Mapping[str, Any], side: str) -> Node | None:
    name = row[f"{side}_name"]
    return None if name is None else node(name, row[f"{side}_code"], None, row[f"{side}_sector"])


def node(name: str, code: str | None, country: str | None, sector: str | None) -> Node:
    """The node of an actor."""
    if code is not None:
        return Node(clean(code), None, code, None, None)
    if country is not None:
        return Node(clean(f"{country}:{sector or 'UNK'}"), None, None, country, sector or "UNK")
    plain = clean(" ".join(name.split()))
    return Node(plain, plain, None, None, sector)
