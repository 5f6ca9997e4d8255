"""What a relation's reader should know of its numbers: what was counted, what was left out, and what intervals mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from detente.relations.values import Counted, Evidence, Series, is_read_here
from detente.wording import plural

_ERROR = "Their intervals are of the true events that such reports tell, and carry the coder's measured error"


def notes_of(
    counted: Counted | None,
    evidence: Sequence[Evidence],
    series: Sequence[Series],
    covered: Mapping[str, tuple[date, date]],
) -> tuple[str, ...]:
    """The notes, in the order in which they are told."""
    notes = [f"Counted: {told_of(counted)}."] if counted is not None else []
    notes += _left(evidence)
    own = {s.unit for s in series if is_read_here(s.origin, s.unit)}
    if "codings" in own:
        notes.append(f"Codings are readings of reports: several may tell of one event. {_ERROR}.")
    if "events" in own:
        notes.append(f"Events are merged from codings of reports, each counted once. {_ERROR}, not that of merging.")
    if any(not is_read_here(s.origin, s.unit) for s in series):
        apart = f", and apart from {own.pop()} of reports read here" if own else ""
        notes.append(f"Events of other origins are counted as filed there, by country{apart}.")
        spans = [f"{origin} from {first} to {last}" for origin, (first, last) in sorted(covered.items())]
        if spans:
            notes.append(f"Imported days: {'; '.join(spans)}.")
    return tuple(notes)


def told_of(counted: Counted) -> str:
    """ "2 events, told by 5 codings of 7 reports, 3 distinct texts"; "1 coding of 1 report"."""
    reports = plural(counted.reports, "report")
    if counted.texts != counted.reports:
        reports += f", {plural(counted.texts, 'distinct text')}"
    codings = f"{plural(counted.codings, 'coding')} of {reports}"
    return codings if counted.unit == "codings" else f"{plural(counted.n, 'event')}, told by {codings}"


def _left(evidence: Sequence[Evidence]) -> list[str]:
    """What is not counted, by reason: events of which no telling is, and codings."""
    kept = {e.event.id for e in evidence if e.event is not None and e.not_counted is None}
    events = {e.event.id: e.not_counted for e in evidence if e.event is not None and e.event.id not in kept}
    codings = [e.not_counted for e in evidence if e.event is None or e.event.id in kept]
    told = [(noun, _by_reason(reasons)) for noun, reasons in (("Events", events.values()), ("Codings", codings))]
    return [f"{noun} not counted: {reasons}." for noun, reasons in told if reasons]


def _by_reason(reasons: Iterable[str | None]) -> str:
    counts = Counter("wider than a period" if r.startswith("its days") else r for r in reasons if r is not None)
    return ", ".join(f"{n:,} {reason}" for reason, n in sorted(counts.items()))
