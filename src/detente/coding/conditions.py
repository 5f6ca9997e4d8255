"""Whether the object condition of a row of the frame table holds at a word: what it acts on, and what stands near.

The rows of a word ask the same things of it again and again: they are found out once a word, and once a condition.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache, cached_property
from typing import NamedTuple

from detente.coding.clause import Clause
from detente.coding.frames import Frame, FrameTable
from detente.coding.roles import ADJUNCTS, subjects
from detente.coding.slots import Slot
from detente.coding.words import PARTITIVE
from detente.language.lemmas import lemma as past_lemma
from detente.values import Token

_PAST = {
    "bade": "bid",
    "besought": "beseech",
    "forbad": "forbid",
    "forgave": "forgive",
    "forsook": "forsake",
    "outfought": "outfight",
    "overflew": "overfly",
    "overran": "overrun",
    "overthrew": "overthrow",
    "slew": "slay",
    "strove": "strive",
    "unfroze": "unfreeze",
    "waylaid": "waylay",
    "unfrozen": "unfreeze",
    "withheld": "withhold",
}
"""Irregular forms that the model's lemmas lack."""
_NEAR = ("compound", "amod", "nmod", "obl", "compound:prt", "advmod")
"""How a word may hang on the act or on one of its roles for a condition with "~"."""

_QUESTIONS = frozenset({"infinitive", "actor", "person", "passive", "owned"})
"""Items that are no lemma or class; owned: "a Venezuelan plane", "Chad's tanker"."""


def lemma_of(token: Token) -> str:
    """The word's lemma, made right where the model leaves it as it stands: "overran", "summons" as a verb, "Tutsis"."""
    lemma = token.lemma.lower()
    if lemma in _PAST:
        return _PAST[lemma]
    if token.upos == "VERB" and token.xpos in ("VBD", "VBN") and lemma == token.text.lower():
        return past_lemma(lemma, "VERB", "VBD")  # "forgave", taken for a participle
    if token.xpos in ("VBZ", "NNS", "NNPS") and lemma == token.text.lower() and lemma.endswith("s"):
        return lemma if lemma.endswith("ss") else lemma[:-1]
    return lemma


class _Condition(NamedTuple):
    """The items of a row's condition, taken apart: each is met where all its parts are."""

    wanted: tuple[tuple[str, ...], ...]
    unwanted: tuple[tuple[str, ...], ...]
    looks_near: bool


@cache
def _parsed(items: tuple[str, ...]) -> _Condition:
    return _Condition(
        tuple(tuple(i.split("+")) for i in items if not i.startswith("!")),
        tuple(tuple(i.lstrip("!").split("+")) for i in items if i.startswith("!")),
        any("~" in i for i in items),
    )


class _Objects(NamedTuple):
    """What the arguments that a row looks at hold: head words, their lemmas and classes, and who is among them."""

    heads: list[int]
    words: set[str]
    actor: bool
    person: bool


class Conditions:
    """What rows may ask of one word of a clause with these roles."""

    def __init__(self, clause: Clause, table: FrameTable, token: int, slots: tuple[Slot, ...]) -> None:
        self._clause = clause
        self._table = table
        self._token = token
        self._slots = slots
        self._objects: dict[tuple[tuple[str, ...], tuple[str, ...], bool], _Objects] = {}

    def hold(self, frame: Frame) -> bool:
        """Whether the row's object condition is met by an argument that is not its source."""
        if self._is_passive and {"visit", "weak"} <= frame.flags:
            return False  # "were flown out", "was headed by": nobody travels of his own will
        if not frame.object:
            return True
        condition = _parsed(frame.object)
        objects = self._objects_of(frame)
        near = self._near if condition.looks_near else frozenset()
        if any(all(self._met(part, objects, near) for part in item) for item in condition.unwanted):
            return False
        return not condition.wanted or any(
            all(self._met(part, objects, near) for part in item) for item in condition.wanted
        )

    def _met(self, item: str, objects: _Objects, near: Collection[str]) -> bool:
        if item[0] == "~":
            return item[1:] in near
        if item not in _QUESTIONS:
            return item in objects.words
        clause, below = self._clause, self._clause.children
        if item == "infinitive":
            return any(clause.tokens[c].deprel == "xcomp" and clause.child(c, "mark") for c in below[self._token])
        if item == "actor":
            return objects.actor
        if item == "person":
            return objects.person
        if item == "passive":
            return self._is_passive
        return any(clause.by_head.get(c) for h in objects.heads for c in below[h] if _owns(clause, c))

    @cached_property
    def _is_passive(self) -> bool:
        return self._clause.is_passive(self._token)

    def _with_classes(self, lemmas: Iterable[str]) -> set[str]:
        """Lemmas, and their classes as rows write them: "@weapon"."""
        found = set(lemmas)
        return found | {f"@{name}" for lemma in found for name in self._table.classes(lemma)}

    def _objects_of(self, frame: Frame) -> _Objects:
        """The roles that a row's condition looks at, by what of the row says which these are."""
        asked = (frame.source, frame.target, frame.op is None)
        known = self._objects.get(asked)
        if known is not None:
            return known
        clause = self._clause
        heads: list[int] = []
        actor = person = False
        own = None if self._is_passive or frame.op is not None else clause.child(self._token, "nsubj")
        for s in _object_slots(frame, self._slots):
            if s.head == own and s.role == "ARG1":
                continue  # "parliament closes for the summer": nobody closes it
            for h in clause.conjuncts(s.head):
                heads.append(h)
                heads += _of_part(clause, h)
                if any(m.actors for m in clause.by_head.get(h, ())):
                    actor = True
                    person = person or clause.tokens[h].upos in ("PROPN", "PRON")
        words = self._with_classes(lemma_of(clause.tokens[h]) for h in heads)
        found = self._objects[asked] = _Objects(heads, words, actor, person)
        return found

    @cached_property
    def _near(self) -> Collection[str]:
        """Lemmas and prepositions on and beside the word and its roles, with the classes of the lemmas."""
        clause, token, slots = self._clause, self._token, self._slots
        near: set[str] = set()
        timed = {s.head for s in slots if s.role == "ARGM-TMP"}
        for x in (token, *(s.head for s in slots)):
            below = [c for c in clause.children[x] if clause.tokens[c].deprel in _NEAR]
            near |= {lemma_of(clause.tokens[c]) for c in below}
            near |= {p for c in below if c not in timed and (p := clause.case(c)) is not None}
            if x != token:
                near.add(lemma_of(clause.tokens[x]))
        near |= {s.prep for s in slots if s.prep is not None and s.head not in timed}  # not "fired on Sunday"
        for c in clause.children[token]:  # "charging Rabat with helping them"
            mark = clause.child(c, "mark") if clause.tokens[c].deprel == "advcl" else None
            if mark is not None and clause.tokens[mark].lemma == "with":
                near.add("with")
        if clause.tokens[token].deprel == "xcomp" and clause.child(token, "nsubj") is None:
            # "nurses vowed to strike"
            near |= {lemma_of(clause.tokens[f.mention.head]) for f in subjects(clause, token)}
        return self._with_classes(near)


def _object_slots(frame: Frame, slots: tuple[Slot, ...]) -> list[Slot]:
    """The roles that a row's condition looks at: all but the doer's, also where the doer is the object ("hosted")."""
    turned = "ARG0" in frame.target and "ARG0" not in frame.source
    doers = {"ARG0"} if turned else set(frame.source)
    return [
        s
        for s in slots
        if s.role not in doers
        and (not s.role.startswith("ARGM") or (s.prep in frame.target and s.role not in ADJUNCTS))
    ]


def _owns(clause: Clause, word: int) -> bool:
    return clause.tokens[word].deprel in ("nmod:poss", "amod", "compound")


def _of_part(clause: Clause, head: int) -> list[int]:
    """What a part is of: "thousands of refugees", "a group of soldiers"."""
    if clause.tokens[head].lemma.lower() not in PARTITIVE:
        return []
    return [c for c in clause.children[head] if clause.tokens[c].deprel == "nmod" and clause.case(c) == "of"]
