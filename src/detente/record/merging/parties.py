"""Whether the parties of two tellings can be the same: codes equal, or one side unknown or more general."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from detente.record.merging.values import Side, Telling

_UNORDERED = frozenset({"AGREE", "CONSULT", "COOPERATE", "SUPPORT"})
"""Types of acts that two may do together: who is named first is the report's choice."""
_RANK = {"same": 0, "like": 1, "unknown": 2}


class Parties(NamedTuple):
    """How sources and targets of two tellings go together ("same", "like", "unknown", "soil"), and whether turned."""

    source: str
    target: str
    is_turned: bool


def compare(one: Telling, other: Telling) -> Parties | None:
    """How the parties go together; None where they are different actors, or nobody is known to be the same."""
    straight = _sides(one.source, one.target, other.source, other.target)
    if straight is None and _best(one.source, other.source) == "same" and _by_soil(one, other):
        return Parties("same", "soil", False)
    if straight is None and (is_inward(one) or is_inward(other)):
        return _one_misread(one, other)
    if not is_unordered(one, other):
        return straight and Parties(*straight, False)
    turned = _sides(one.source, one.target, other.target, other.source)
    if turned is not None and (straight is None or _cost(turned) < _cost(straight)):
        return Parties(*turned, not (one.symmetric and other.symmetric))
    if straight is not None:
        return Parties(*straight, False)
    return _joint(one, other)


def _by_soil(one: Telling, other: Telling) -> bool:
    """Whether one names the group that was struck, and the other the state on whose soil.

    "struck two hideouts of the Pakistani Taliban in Khost", "struck the Afghan province of Khost"
    """
    if one.type != "ASSAULT" or other.type != "ASSAULT":
        return False
    for state, group in ((one, other), (other, one)):
        is_group = bool(group.target) and not any(_is_state(side) for side in group.target)
        lands = {side.code for side in state.target if _is_state(side)}
        if is_group and group.place is not None and group.place.country in lands:
            return True
    return False


def is_inward(telling: Telling) -> bool:
    """Whether a state is said to act upon itself: one of the two is likely misread ("Chile was told by Venezuela")."""
    sources, targets = ({side.code for side in sides} for sides in (telling.source, telling.target))
    return len(sources) == 1 and sources == targets and None not in sources


def _one_misread(one: Telling, other: Telling) -> Parties | None:
    """The side that agrees, where one telling has the same state on both; the other side is as good as unknown."""
    if _best(one.source, other.source) == "same":
        return Parties("same", "unknown", False)
    return Parties("unknown", "same", False) if _best(one.target, other.target) == "same" else None


def _is_state(side: Side) -> bool:
    return side.code is not None and side.code == side.country


def is_unordered(one: Telling, other: Telling) -> bool:
    """Whether source and target may change places between two tellings."""
    return (one.symmetric and other.symmetric) or {one.type, other.type} <= _UNORDERED


def may_turn(telling: Telling) -> bool:
    """Whether another telling of the act may have source and target change places."""
    return telling.symmetric or telling.type in _UNORDERED


def _joint(one: Telling, other: Telling) -> Parties | None:
    """Acts of more than two, each telling with its own first: any two parties of one are among those of the other."""
    ours, theirs = (*one.source, *one.target), (*other.source, *other.target)
    fits = [_best((a,), theirs) for a in ours]
    if sum(fit == "same" for fit in fits) < 2:
        return None
    return Parties("same", "same", False)


def _sides(
    source: Sequence[Side], target: Sequence[Side], source_2: Sequence[Side], target_2: Sequence[Side]
) -> tuple[str, str] | None:
    a, b = _best(source, source_2), _best(target, target_2)
    if a is None or b is None or "same" not in (a, b):
        return None
    return a, b


def _cost(fits: tuple[str, str]) -> int:
    return _RANK[fits[0]] + _RANK[fits[1]]


def _best(ours: Sequence[Side], theirs: Sequence[Side]) -> str | None:
    """The closest that an actor of one side comes to one of the other."""
    if not ours or not theirs:
        return "unknown"
    fits = [fit for a in ours for b in theirs if (fit := _fit(a, b)) is not None]
    return min(fits, key=_RANK.__getitem__) if fits else None


def _fit(one: Side, other: Side) -> str | None:
    if one.code is not None and other.code is not None:
        if one.code == other.code:
            return "same"
        # a group and the state it is of, or two groups of one country: reports differ over who it was
        return "like" if one.country is not None and one.country == other.country else None
    if one.name == other.name and (one.country == other.country or None in (one.country, other.country)):
        return "same"
    if one.country is not None and other.country is not None:
        if one.country != other.country:
            return None
        return "same" if one.code == other.code and one.sector == other.sector else "like"
    if one.code is None and other.code is None and one.country is None and other.country is None:
        return "like" if set(one.name.split()) & set(other.name.split()) else None
    is_body = (one.code is not None and one.country is None) or (other.code is not None and other.country is None)
    is_national = one.country is not None or other.country is not None
    return None if is_body and is_national else "unknown"  # an international body is nobody of a country
