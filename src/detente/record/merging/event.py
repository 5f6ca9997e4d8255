"""An event as its codings tell it: most said, most plainly said, first and last said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, TypeVar

from detente.record.merging.values import Spot
from detente.values import Actor, Coding, Document, Numbers, When

_T = TypeVar("_T")
_FINEST = ("day", "range", "week", "month", "season", "quarter", "half", "year", "decade")
_FINE = ("site", "city", "region", "country")


class Report(NamedTuple):
    """One document that publishes a text: which text (copies and near-duplicates share one), by whom, on which day."""

    document: str
    text: int
    outlet: str | None
    published: date | None


class Member(NamedTuple):
    """A coding that founds an event, with its document and all reports that its document stands for, itself too."""

    document: Document
    coding: Coding
    reports: tuple[Report, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """What one or more codings say happened."""

    id: str
    type: str
    quad: int
    intensity: float
    modality: str
    historical: bool
    symmetric: bool
    source: tuple[Actor, ...]
    target: tuple[Actor, ...]
    when: When | None
    where: Spot | None
    numbers: Numbers
    n_codings: int
    n_reports: int
    n_texts: int
    n_outlets: int
    first_report: date | None
    last_report: date | None
    face: int
    """Which member tells it most plainly, counted from 0; of an event asked of the record, the coding's row."""
    confidence: float
    """How sure the coder is of that coding."""


def event_of(id: str, members: Sequence[Member]) -> Event:
    """The event of these codings, in whatever order they are given in the same way."""
    ordered = sorted(range(len(members)), key=lambda i: _age(members[i]))
    kind = _most([(members[i].coding.type, len(members[i].reports)) for i in ordered])
    of_kind = [i for i in ordered if members[i].coding.type == kind]
    who = _most([(_who(members[i].coding), len(members[i].reports) * _is_whole(members[i].coding)) for i in of_kind])
    face = min(
        (i for i in of_kind if _who(members[i].coding) == who),
        key=lambda i: (*_plainness(members[i].coding), *_age(members[i])),
    )
    shown = members[face].coding
    reports = {r.document: r for m in members for r in m.reports}
    days = sorted(r.published for r in reports.values() if r.published is not None)
    codings = [members[i].coding for i in ordered]
    return Event(
        id=id,
        type=kind,
        quad=shown.quad,
        intensity=shown.intensity,
        modality=_most([(c.modality, 1) for c in codings]),
        historical=all(c.historical for c in codings),
        symmetric=shown.symmetric,
        source=tuple(dict.fromkeys(p.actor for p in shown.source)),
        target=tuple(dict.fromkeys(p.actor for p in shown.target)),
        when=_when(codings),
        where=_where(codings),
        numbers=_numbers([members[i] for i in ordered]),
        n_codings=len(members),
        n_reports=len(reports),
        n_texts=len({r.text for r in reports.values()}),
        n_outlets=len({" ".join(r.outlet.casefold().split()) for r in reports.values() if r.outlet}),
        first_report=days[0] if days else None,
        last_report=days[-1] if days else None,
        face=face,
        confidence=shown.confidence,
    )


def _age(member: Member) -> tuple[bool, str, str, int, str]:
    day = member.document.published
    coding = member.coding
    return day is None, day.isoformat() if day else "", member.document.id, coding.trigger.start, coding.id


def _plainness(coding: Coding) -> tuple[bool, bool, float]:
    """Less for a coding that says more: it is no history, its day is said, it is sure."""
    said = coding.when is not None and not coding.when.implicit
    return coding.historical, not said, -coding.confidence


def _who(coding: Coding) -> tuple[tuple[str, ...], ...]:
    """The parties as codes, countries or names; of a symmetric act in one order, whoever is named first."""
    sides = [
        tuple(sorted({p.actor.code or p.actor.country or p.actor.name for p in side}))
        for side in (coding.source, coding.target)
    ]
    return (tuple(sorted({*sides[0], *sides[1]})),) if coding.symmetric else tuple(sides)


def _is_whole(coding: Coding) -> bool:
    """Whether it names who acts and who is acted upon, and they are not the same."""
    who = _who(coding)
    return len(who[0]) > 1 if coding.symmetric else bool(who[0]) and bool(who[1]) and who[0] != who[1]


def _most(said: Sequence[tuple[_T, int]]) -> _T:
    """What is said most, of equals what was said first."""
    counts: Counter[_T] = Counter()
    for word, times in said:
        counts[word] += times
    return max(counts, key=lambda word: counts[word])


def _when(codings: Sequence[Coding]) -> When | None:
    """The days that most codings say, of the finest that any says; else the day of the first report."""
    said = [c.when for c in codings if c.when is not None and not c.when.implicit]
    if said:
        finest = min(_FINEST.index(w.precision) for w in said)
        fine = [w for w in said if _FINEST.index(w.precision) == finest]
        counts = Counter((w.first_day, w.last_day) for w in fine)
        best = max(counts, key=lambda days: (counts[days], -days[0].toordinal(), -days[1].toordinal()))
        return When(*best, fine[0].precision, implicit=False)
    implied = [c.when for c in codings if c.when is not None]
    return min(implied, key=lambda w: (w.first_day, w.last_day)) if implied else None


def _where(codings: Sequence[Coding]) -> Spot | None:
    """The place that most codings name, of the finest that any names."""
    said = [c.where for c in codings if c.where is not None]
    if not said:
        return None
    finest = min(_FINE.index(w.precision) for w in said)
    fine = [w for w in said if max(_FINE.index(w.precision), 1) == max(finest, 1)]  # a site is as good as its town
    counts = Counter((w.name, w.country) for w in fine)
    known = {(w.name, w.country): w for w in reversed(fine)}
    best = known[max(counts, key=lambda place: (counts[place], known[place].lat is not None))]
    return Spot(best.name, best.country, best.lat, best.lon, best.precision)


def _numbers(members: Sequence[Member]) -> Numbers:
    """Each number as the last report gives it: tolls are revised."""
    last: dict[str, int] = {}
    for member in members:
        for name in ("dead", "injured", "arrested", "size"):
            value = getattr(member.coding.numbers, name)
            if value is not None:
                last[name] = value
    return Numbers(**last)
