"""A small scorer with the names of the one that measures: parties agree by code, a coding lies at its words."""

from __future__ import annotations

from typing import Any

UNREAL = {"possible", "hypothetical", "denied"}
Dyad = dict[str, Any]


def keys_of(actor: Dyad) -> frozenset[str]:
    return frozenset(str(actor[k]) for k in ("code", "country", "name") if actor.get(k))


def known(actor: Dyad | None) -> Dyad | None:
    return actor if actor and keys_of(actor) else None


def agree(coded: Dyad | None, gold: Dyad | None) -> bool:
    coded, gold = known(coded), known(gold)
    return (coded is None and gold is None) or bool(coded and gold and keys_of(coded) & keys_of(gold))


def same_parties(coded: Dyad, gold: Dyad) -> bool:
    return all(agree(c, g) for c, g in zip(coded["pair"], gold["pair"], strict=True))


def overlap(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def match(coded: list[Dyad], gold: list[Dyad], level: str) -> dict[int, int]:
    """The first coded dyad that fits each gold one."""
    taken: dict[int, int] = {}
    for g, one in enumerate(gold):
        for c, other in enumerate(coded):
            if c not in taken and _fits(other, one):
                taken[c] = g
                break
    return taken


def repeats(coded: list[Dyad], gold: list[Dyad], level: str, taken: dict[int, int]) -> set[int]:
    return {c for c, one in enumerate(coded) if c not in taken and any(_fits(one, gold[g]) for g in taken.values())}


def springs(coded: Dyad, trap: Dyad, text: str) -> bool:
    return "at" in trap and overlap(coded["at"], trap["at"])


def _fits(coded: Dyad, gold: Dyad) -> bool:
    near = any(overlap(coded["at"], s) for s in gold["spans"])
    return bool(
        near and coded["type"] in gold["types"] and coded["unreal"] == gold["unreal"] and same_parties(coded, gold)
    )


def occurrences(text: str, words: str) -> list[tuple[int, int]]:
    at = text.find(words)
    return [(at, at + len(words))] if at >= 0 else []


def dyads(event: Dyad) -> list[tuple[Dyad | None, Dyad | None]]:
    sides = [event.get(side) or [None] for side in ("source", "target")]
    return [(s, t) for s in sides[0] for t in sides[1]]
