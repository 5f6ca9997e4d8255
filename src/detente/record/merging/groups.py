"""From tellings to groups of one event each: compared, scored, joined; what founds no event is attached at the end.

The groups depend on the tellings, the weights and the judgements alone, not on any order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from detente.record.merging import blocking
from detente.record.merging.clustering import RULED_OUT, grouped
from detente.record.merging.connecting import connected
from detente.record.merging.scoring import match
from detente.record.merging.values import Match, Telling
from detente.record.merging.within import same_acts

_MOST = 1500
"""Tellings that are joined at once; of a larger web the weaker ties are cut until it falls apart."""
_ONE_REPORT = frozenset({"one report", "one sentence"})
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Judged:
    """What people judged of pairs of codings, each pair once, the lesser id first."""

    together: frozenset[Pair] = frozenset()
    apart: frozenset[Pair] = frozenset()


@dataclass(frozen=True, slots=True)
class Group:
    """The tellings of one event: those that found it, and those attached. No event where none founds it."""

    founding: tuple[str, ...]
    attached: tuple[str, ...] = ()


@dataclass(slots=True)
class Web:
    """Tellings and how far pairs of them match; pairs that are not in `matches` cannot be of one event."""

    tellings: dict[str, Telling]
    matches: dict[Pair, Match] = field(default_factory=dict)
    together: set[Pair] = field(default_factory=set)
    apart: frozenset[Pair] = frozenset()


def group(tellings: Iterable[Telling], judged: Judged | None = None) -> list[Group]:
    """The groups of some tellings, in order of their first ids."""
    web = web_of(tellings, judged or Judged())
    return sorted((g for part in parts_of(web) for g in groups_of(web, part)), key=lambda g: g.founding + g.attached)


def web_of(tellings: Iterable[Telling], judged: Judged, weights: Mapping[str, float] | None = None) -> Web:
    """Compare the tellings that blocking brings together, and note what is joined or kept apart in any case."""
    known = {t.id: t for t in sorted(tellings, key=lambda t: t.id)}
    web = Web(known, apart=judged.apart)
    for a, b in blocking.pairs_of(known.values()):
        found = match(a, b, weights)
        if found is not None:
            web.matches[a.id, b.id] = found
    by_report: dict[str, list[Telling]] = {}
    for t in known.values():
        by_report.setdefault(t.document, []).append(t)
    web.together = {p for own in by_report.values() for p in same_acts(own)} - judged.apart
    web.together |= {p for p in judged.together if p[0] in known and p[1] in known}
    return web


def is_tie(found: Match) -> bool:
    """Whether a match alone can bring two tellings together; without any such, they never come into one group."""
    return found.score > 0


def parts_of(web: Web) -> list[tuple[str, ...]]:
    """The tellings that hang together by ties, each part in order; parts have nothing to do with one another."""
    ties = [pair for pair, found in web.matches.items() if is_tie(found)]
    return connected(web.tellings, [*ties, *web.together])


def groups_of(web: Web, part: Sequence[str]) -> list[Group]:
    """The groups of one part: founding tellings joined, then the others attached where they fit best."""
    within = set(part)
    founding = [t for t in part if web.tellings[t].world != "attached"]
    scores = {p: m.score for p, m in web.matches.items() if p[0] in within and p[1] in within} if within else {}
    cores = [group for piece in _pieces(founding, scores, web.together) for group in _joined(web, piece, scores)]
    at = {t: i for i, core in enumerate(cores) for t in core}
    attached: dict[int, list[str]] = {}
    alone = []
    for t in part:
        if t not in at:
            best = _best_core(t, cores, scores, web)
            attached.setdefault(best, []).append(t) if best is not None else alone.append(t)
    found = [Group(core, tuple(attached.get(i, ()))) for i, core in enumerate(cores)]
    return found + [Group((), (t,)) for t in alone]


def _pieces(keys: Sequence[str], scores: Mapping[Pair, float], together: Iterable[Pair]) -> list[tuple[str, ...]]:
    if len(keys) <= _MOST:
        return [tuple(keys)] if keys else []
    pieces, cut = [tuple(keys)], 0.0
    while cut < 8 and any(len(p) > _MOST for p in pieces):
        cut += 0.5
        done = [p for p in pieces if len(p) <= _MOST]
        large = {t for p in pieces if len(p) > _MOST for t in p}
        ties = [p for p, s in scores.items() if s > cut and p[0] in large and p[1] in large]
        ties += [p for p in together if p[0] in large and p[1] in large]
        pieces = done + connected(large, ties)
    return sorted(pieces)


def _joined(web: Web, piece: Sequence[str], scores: Mapping[Pair, float]) -> list[tuple[str, ...]]:
    own = set(piece)
    inner = {p: s for p, s in scores.items() if p[0] in own and p[1] in own}
    clashes = {p for p in inner if any(f.name in _ONE_REPORT for f in web.matches[p].facts)} - web.together
    return grouped(piece, inner, clashes=clashes, together=sorted(web.together), apart=sorted(web.apart))


def _best_core(telling: str, cores: Sequence[tuple[str, ...]], scores: Mapping[Pair, float], web: Web) -> int | None:
    """The group that a telling which founds none is attached to: judged, else where it fits best and well enough."""
    best: tuple[float, int] | None = None
    for i, core in enumerate(cores):
        pairs = [(min(telling, t), max(telling, t)) for t in core]
        if any(p in web.apart for p in pairs):
            continue
        fit = sum(scores.get(p, RULED_OUT) for p in pairs) / len(pairs)
        if any(p in web.together for p in pairs):
            return i
        if fit > 0 and (best is None or fit > best[0]):
            best = fit, i
    return None if best is None else best[1]
