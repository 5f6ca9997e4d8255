"""What a coding says, in a form in which the readings of two texts can be compared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from filled import Filled

from detente.values import Coding, Party


class Facts(NamedTuple):
    """One coding, without id, confidence and steps. Actors in slots are A and B, spans those of the text with slots.

    Of texts that are only to say the same, the spans are None.
    """

    type: str
    who: tuple[tuple[str | None, ...], tuple[str | None, ...]]
    """Source and target, each by slot, else code, else country; of a mutual act all parties together."""
    modality: str
    days: tuple[str, str] | None
    trigger: tuple[int, int] | None
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    cameo: str | None
    symmetric: bool
    historical: bool
    date: tuple[str, bool] | None
    place: tuple[Any, ...] | None
    source: tuple[Any, ...]
    target: tuple[Any, ...]
    attribution: tuple[Any, ...]
    numbers: tuple[int | None, ...]

    def core(self) -> tuple[Any, ...]:
        """What must never change: type, parties, modality, days."""
        return (self.type, self.who, self.modality, self.days)


Reading = tuple[Facts, ...]


def reading_of(codings: Sequence[Coding], text: Filled, *, spans: bool = True) -> Reading:
    """The facts of a text's codings, in an order that does not hang on the actors' names."""
    return tuple(sorted((_facts(c, text, spans=spans) for c in codings), key=repr))


def core_of(reading: Reading) -> tuple[Any, ...]:
    """What must never change of a reading: how many codings, and the core of each."""
    return tuple(sorted((f.core() for f in reading), key=repr))


def differences(first: Reading, second: Reading) -> list[str]:
    """What differs between two readings, in words: the number of codings, or the fields."""
    if len(first) != len(second):
        return ["nothing read in one" if not first or not second else "number of codings"]
    return [
        name
        for name in Facts._fields
        if any(getattr(a, name) != getattr(b, name) for a, b in zip(first, second, strict=True))
    ]


def shown(reading: Reading) -> str:
    """A reading on one line."""
    return "; ".join(f"{'+'.join(map(str, f.who[0]))}>{'+'.join(map(str, f.who[1]))} {f.type} {'/'.join(f.modes)} "
                     f"{f.modality} {f.days[0] if f.days else '-'}" for f in reading) or "nothing"  # fmt: skip


def _facts(c: Coding, text: Filled, *, spans: bool) -> Facts:
    def span(start: int | None, end: int | None) -> tuple[int, int] | None:
        return text.place(start, end) if spans and start is not None and end is not None else None

    def names(parties: Sequence[Party]) -> tuple[str | None, ...]:
        found = [text.slot_of_code(p.actor.code) or text.slot_of_country(p.actor.country) for p in parties]
        return tuple(sorted(found, key=repr))

    def party(p: Party) -> tuple[Any, ...]:
        a = p.actor
        return (span(p.start, p.end), text.slot_of_code(a.code), text.slot_of_country(a.country), a.sector)

    when, where, n = c.when, c.where, c.numbers
    who = (names((*c.source, *c.target)), ()) if c.symmetric else (names(c.source), names(c.target))
    return Facts(
        type=c.type,
        who=who,
        modality=c.modality,
        days=(when.first_day.isoformat(), when.last_day.isoformat()) if when else None,
        trigger=span(c.trigger.start, c.trigger.end),
        modes=tuple(sorted(c.modes)),
        contexts=tuple(sorted(c.contexts)),
        cameo=c.cameo,
        symmetric=c.symmetric,
        historical=c.historical,
        date=(when.precision, when.implicit) if when else None,
        place=(span(where.start, where.end), text.slot_of_country(where.country), where.precision) if where else None,
        source=tuple(sorted(map(party, c.source), key=repr)),
        target=tuple(sorted(map(party, c.target), key=repr)),
        attribution=tuple(sorted(map(party, c.attribution), key=repr)),
        numbers=(n.dead, n.injured, n.arrested, n.size),
    )
