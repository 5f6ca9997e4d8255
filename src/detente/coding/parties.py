"""From the words of a role to the actors in it: the actor named, those beside it, or whoever owns the thing named."""

from __future__ import annotations

from typing import NamedTuple

from detente.coding.clause import Clause
from detente.coding.slots import Slot
from detente.coding.words import PARTITIVE, RELATIVE
from detente.values import Actor, Mention, Party

_NOT_PARTY = {"agency", "place-name"}
_WITH = ("along with", "together with", "alongside", "as well as", "in concert with", "jointly with", "accompanied by")
_OWNED = {"belong", "own", "owe", "operate", "run", "control", "charter", "build"}
"""Of "a yacht belonging to a minister", "a ship owned by Greece", "debts owed by Congo"."""
_OWNER = ("nmod:poss", "compound", "amod", "nmod:desc")


class Found(NamedTuple):
    """A mention in a role, and how it came into it: named there, beside it, or owner of the thing named."""

    mention: Mention
    how: str


def usable(mention: Mention, *, place: bool = False, modifier: bool = False) -> bool:
    """Whether the mention may be a party: names somebody, and is not an agency, a mere place or a mere modifier."""
    if mention.via in _NOT_PARTY and not (place and mention.via == "place-name"):
        return False
    if mention.via == "modifier" and not modifier:
        return False
    return any(a.code or a.country or a.sector or a.name for a in mention.actors)


def at_head(clause: Clause, head: int, *, place: bool = False, modifier: bool = False) -> Mention | None:
    """The widest usable mention whose head word is `head`."""
    found = [m for m in clause.by_head.get(head, ()) if usable(m, place=place, modifier=modifier)]
    return max(found, key=lambda m: m.last - m.first) if found else None


def in_slot(clause: Clause, slot: Slot, *, owner: bool = True, place: bool = False) -> tuple[Found, ...]:
    """The actors in a role, in the order of the text; empty when it holds none."""
    found: list[Found] = []
    for head in (*clause.conjuncts(slot.head), *companions(clause, slot.head)):
        if head in companions(clause, slot.head):
            mention = at_head(clause, head, place=True)
            found += [Found(mention, "beside")] if mention is not None else []
            continue
        if not slot.start <= head < slot.end and head != slot.head:
            continue
        mention = at_head(clause, head, place=place, modifier=_modifies(clause, slot)) or _around(clause, head, place)
        if mention is not None:
            found.append(Found(mention, "named" if head == slot.head else "beside"))
        elif owner:
            found += _owners(clause, head, 0, place)
    return _without_repeats(found)


def companions(clause: Clause, subject: int) -> tuple[int, ...]:
    """Who does it with the subject: "Kuwait, along with Bahrain and Oman, has recalled its envoy"."""
    t = clause.tokens[subject]
    if not t.deprel.startswith("nsubj") or t.head < 0:
        return ()
    for c in (*clause.children[t.head], *clause.children[subject]):
        if not subject < c < max(t.head, subject + 12) or clause.tokens[c].deprel not in ("obl", "nmod", "advcl"):
            continue
        before = " ".join(x.text.lower() for x in clause.tokens[max(0, clause.span(c)[0]) : c])
        if any(before.lstrip(", ").startswith(w) for w in _WITH):
            return tuple(clause.conjuncts(c))
    return ()


def _modifies(clause: Clause, slot: Slot) -> bool:
    """Whether the role is filled by a modifier of an act's noun: "Russian air strikes"."""
    return slot.role == "poss" or (slot.role[:3] == "ARG" and clause.tokens[slot.head].deprel in ("amod", "compound"))


def _around(clause: Clause, head: int, place: bool) -> Mention | None:
    """The widest usable mention over the head where the tree has its own head elsewhere (in an apposition)."""
    found = [m for m in clause.mentions if m.first <= head < m.last and m.via != "possessor" and usable(m, place=place)]
    return max(found, key=lambda m: m.last - m.first) if found else None


def _owners(clause: Clause, head: int, depth: int, place: bool) -> list[Found]:
    """Whoever owns the thing: "Trump's plan", "the Iranian position", "the restoration of US sanctions"."""
    found: list[Found] = []
    t = clause.tokens[head]
    if t.lemma.lower() in RELATIVE:
        return found
    common = t.upos != "PROPN"
    for c in clause.children[head]:
        rel = clause.tokens[c].deprel
        if rel in _OWNER or (rel == "appos" and depth == 0):
            mention = at_head(clause, c, place=place, modifier=common)
            if mention is not None:
                found.append(Found(mention, "owner" if rel != "appos" else "beside"))
                for other in clause.conjuncts(c)[1:]:
                    beside = at_head(clause, other, place=place, modifier=common)
                    if beside is not None:
                        found.append(Found(beside, "owner"))
    if found:
        return found
    for c in clause.children[head]:
        if clause.tokens[c].deprel == "acl" and clause.tokens[c].lemma in _OWNED:
            for x in clause.children[c]:
                if clause.tokens[x].deprel.startswith("obl") and clause.case(x) in ("to", "by"):
                    mention = at_head(clause, x, place=place)
                    if mention is not None:
                        return [Found(mention, "owner")]
                    return _owners(clause, x, depth + 1, place) if depth < 2 else []
    for c in clause.children[head]:
        if clause.tokens[c].deprel == "nmod" and clause.case(c) in ("of", "by", "among", "within", "from"):
            for other in clause.conjuncts(c):
                mention = at_head(clause, other, place=place)
                if mention is not None:
                    how = "named" if t.lemma in PARTITIVE else "owner"
                    found.append(Found(mention, how))
                elif depth < 2:
                    found += _owners(clause, other, depth + 1, place)
            if found:
                return found
    return found


def toward(clause: Clause, slot: Slot, prepositions: tuple[str, ...]) -> tuple[Found, ...]:
    """Whom the thing in a role is directed at: "a meeting with Kim", "action from the North", "strikes on Iran"."""
    found: list[Found] = []

    def look(head: int, depth: int) -> None:
        for c in clause.children[head]:
            rel = clause.tokens[c].deprel
            if rel.startswith(("nmod", "obl")) and clause.case(c) in prepositions:
                for other in clause.conjuncts(c):
                    mention = at_head(clause, other)
                    if mention is not None:
                        found.append(Found(mention, "toward"))
                if not found and depth < 2:
                    look(c, depth + 1)
            elif depth < 2 and rel in ("nmod", "acl", "obj", "xcomp", "ccomp", "compound"):
                look(c, depth + 1)

    look(slot.head, 0)
    return _without_repeats(found)


def _without_repeats(found: list[Found]) -> tuple[Found, ...]:
    seen: set[tuple[int, int]] = set()
    kept = []
    for f in found:
        spot = (f.mention.start, f.mention.end)
        if spot not in seen:
            seen.add(spot)
            kept.append(f)
    return tuple(kept)


def identity(actor: Actor) -> str:
    """What makes two mentions one party: a person's or body's name, or the state and sector it stands for."""
    return actor.name or f"{actor.code}{actor.country}{actor.sector}"


def parties(found: tuple[Found, ...]) -> tuple[Party, ...]:
    """One Party per actor, each actor once."""
    seen: set[str] = set()
    rows = []
    for f in found:
        for actor in f.mention.actors:
            key = identity(actor)
            if key not in seen:
                seen.add(key)
                rows.append(
                    Party(
                        f.mention.text,
                        f.mention.start,
                        f.mention.end,
                        actor,
                        f.mention.via if f.how == "named" else f.how,
                    )
                )
    return tuple(rows)


def country_of(clause: Clause, party: Party) -> str | None:
    """The country of whom an unnamed party is of: "reporters of a French radio station"; None where nothing tells."""
    for m in clause.mentions:
        if (m.start, m.end) != (party.start, party.end):
            continue
        for c in clause.children[m.head]:
            if clause.tokens[c].deprel == "nmod" and clause.case(c) in ("of", "from", "for"):
                own = at_head(clause, c)
                found = [Found(own, "owner")] if own is not None else _owners(clause, c, 1, place=False)
                countries = {a.country for f in found for a in f.mention.actors if a.country}
                if len(countries) == 1:
                    return countries.pop()
    return None
