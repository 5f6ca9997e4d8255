"""As what actors stand by the corrections: pure, from the rows to the rule that answers are made by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from detente.record.registered.values import Correction, Identity, Standing
from detente.values import STATE_SECTORS


def standing_of(corrections: Iterable[Correction]) -> dict[Identity, Standing]:
    """For each actor that a correction speaks of: as what it stands. Those that stand as coded are left out.

    A correction speaks of an actor as it stood when it was made, so they apply one after the other, in the order of
    their making, each once: "A is B", then "B is of Iran", make A a B of Iran. One that was withdrawn, and was not put
    back by withdrawing that again, applies to nothing.
    """
    known = list(corrections)
    void = void_among(known)
    rules = [c for c in known if c.verdict != "withdrawn" and c.number not in void]
    found = {}
    for actor in dict.fromkeys(rule.actor for rule in rules):
        stands = Standing(*actor)
        for rule in rules:
            if stands.identity == rule.actor:
                stands = Standing(**{**stands._asdict(), **rule.sets})
        if stands != Standing(*actor):
            found[actor] = stands
    return found


def void_among(corrections: Iterable[Correction]) -> set[int]:
    """The numbers of the corrections that no longer hold: withdrawn by one that was not itself withdrawn."""
    void: set[int] = set()
    for c in sorted(corrections, key=lambda c: c.number, reverse=True):
        if c.withdraws is not None and c.number not in void:
            void.add(c.withdraws)
    return void


def completed(actor: Identity, sectors: Iterable[str | None], given: Mapping[str, str | None]) -> dict[str, Any]:
    """What a correction sets when a person gives these fields: the code follows from country and sector.

    Who acts for a state has its code, all others of that country none; bodies and groups keep their own. `sectors` are
    those in which the actor was seen.

    >>> completed(Identity("Zarif", "IRN", "IRN"), ["GOV"], {"country": "IRQ"})
    {'country': 'IRQ', 'code': 'IRQ'}
    """
    sets: dict[str, Any] = dict(given)
    if "code" in given or (actor.code is not None and actor.code != actor.country):
        return sets
    country = given.get("country", actor.country)
    if "sector" in given:
        sets["code"] = country if given["sector"] in STATE_SECTORS else None
    elif "country" in given and (actor.code is not None or _is_state(sectors)):
        sets["code"] = country
    return sets


def _is_state(sectors: Iterable[str | None]) -> bool:
    seen = set(sectors)
    return bool(seen) and seen <= STATE_SECTORS
