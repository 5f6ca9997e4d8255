"""Roles named again: "the president", "the militants", "the North Korean leader", "a ministry official"."""

from __future__ import annotations

from collections.abc import Callable

from detente.actors.coreference import Memory, Referent, distinct
from detente.actors.describing import Description, State
from detente.actors.phrases import Phrase
from detente.actors.rows import Role
from detente.actors.tree import Tree
from detente.actors.words import ORGANISATION, fits_organisation, fits_role
from detente.values import Actor

_ARMED = frozenset({"REB", "MIL", "COP", "UAF", "PRM", "CRM", "OPP", "SPY"})
"""Groups that another word of the same sector may mean again: "the insurgents" after "Al-Shabaab fighters"."""


_UNITS = frozenset({"group", "militia", "movement", "sect", "outfit", "faction"})
_IN_OFFICE = frozenset({"current", "incumbent", "sitting", "new", "present", "acting", "outgoing", "interim"})
_ANY_OFFICE = frozenset({"envoy", "diplomat", "official", "negotiator", "politician", "emissary", "mediator"})
"""Words that anyone in the service of a state may be called by."""
_CHIEFS = frozenset({"chief", "head", "boss", "leader", "director", "president", "secretary-general", "chairman"})


_PLAIN_HEADS = frozenset(
    {"leader", "chief", "commander", "spokesman", "spokeswoman", "official", "figure", "politician"}
)
_OFFICIAL = frozenset({"GOV", "OPP", "REB", "LEG", "JUD", "MIL"})
_APART = frozenset({"OPP", "REB", "MIL", "COP", "REL", "LAB", "PTY", "CRM", "PRM"})
"""What "opposition" or "rebel" before a plain noun says: no president is meant."""


def _is_like(sector: str | None, wanted: str) -> bool:
    """Whether a body of the one sector may be called by a word of the other: "the militia" for a rebel army."""
    return sector == wanted or (wanted in ("PRM", "REB") and sector in ("PRM", "REB", "UAF"))


def is_in_name(word: str, actors: tuple[Actor, ...]) -> bool:
    """Whether the word is the first or the last of the one actor's name: "the union" for the Miners' Union."""
    words = actors[0].name.lower().split() if len(actors) == 1 else []
    return len(words) > 1 and word in (words[0], words[-1])


class Offices:
    """Questions about roles, of one sentence to the memory."""

    def __init__(self, tree: Tree, memory: Memory, state_of: Callable[[Actor], State | None]) -> None:
        self.tree, self.memory, self.state_of = tree, memory, state_of
        self.number = tree.sentence.index

    def role_again(self, phrase: Phrase) -> tuple[Actor, ...]:
        """ "the president", "the militants": the last actor in that role, or the last of that kind."""
        if (
            phrase.article not in ("the", "this", "that", "these", "those")
            or phrase.owner is not None
            or not phrase.roles
        ):
            return ()
        role = phrase.roles[-1].role
        if role is None or phrase.former:
            return ()
        word = (role.role or role.phrase).lower()
        own = self.tree.tokens[phrase.head].lemma.lower()
        if role.kind == "person":
            plural = self.tree.is_plural(phrase.head)
            kind = role.sector if len(phrase.roles) > 1 or " " in role.phrase else None
            kind = phrase.roles[0].role.sector if len(phrase.roles) > 1 and phrase.roles[0].role else kind
            rules = {w.lower() for w in self.tree.words[phrase.first : phrase.head]} & _IN_OFFICE  # no former one

            def fits(r: Referent) -> bool:
                if r.sort != "person" or r.plural != plural:
                    return False
                if own in _PLAIN_HEADS and kind in _APART and r.actors[0].sector not in (kind, None):
                    return False
                held = [x for x in r.roles if not (rules and x.startswith("former "))]
                return any(fits_role(own, x) or fits_role(word, x) for x in held)

            def is_called(r: Referent) -> bool:
                return fits(r) and any(fits_role(own, x) for x in r.roles)

            best = self.memory.best(self.tree, phrase.head, is_called, own_clause=False, reach=12)
            best = best or self.memory.best(self.tree, phrase.head, fits, own_clause=False, reach=12)
            if best is None and not plural and role.sector in _OFFICIAL:
                return self.only_stranger(phrase)
            return best.actors if best is not None else ()
        return self._band_again(phrase, role, own)

    def _band_again(self, phrase: Phrase, role: Role, own: str) -> tuple[Actor, ...]:
        """ "the militants", "the militant group": the last group, named or not, of that kind."""
        many = role.kind == "group"

        def fits(r: Referent) -> bool:
            if r.sort not in ("people", "org") or len(r.actors) != 1 or r.function == "possessor":
                return False
            is_same = r.word == own or is_in_name(own, r.actors) or (many and role.sector in _ARMED)
            return is_same and r.actors[0].sector == role.sector

        def is_unit(r: Referent) -> bool:
            if r.sort != "org" or len(r.actors) != 1:
                return False
            is_like = own in _UNITS and _is_like(r.actors[0].sector, role.sector)
            return is_like or fits_organisation(own, r.actors[0])

        best = None
        if own in _UNITS or own in ORGANISATION:  # "the militant group": a named one before any fighters
            best = self.memory.best(self.tree, phrase.head, is_unit, own_clause=False, reach=12)
        best = best or self.memory.best(self.tree, phrase.head, fits, own_clause=False, reach=12)
        return best.actors if best is not None else ()

    def person_in_role(self, phrase: Phrase, said: Description) -> Actor | None:
        """ "the North Korean leader": the person of that state already named in that role."""
        role = phrase.roles[-1].role if phrase.roles else None
        if (
            role is None
            or role.kind != "person"
            or self.tree.is_plural(phrase.head)
            or len(said.states) != 1
            or phrase.former
        ):
            return None
        own = self.tree.tokens[phrase.head].lemma.lower()
        word = (role.role or role.phrase).lower()
        state = said.states[0]
        for ref in self.memory.recent(self.number, 12):
            actor = ref.actors[0]
            same = actor.country == state.code if state.code else state.name in (actor.name, "")
            is_holder = ref.sort == "person" and len(ref.actors) == 1 and same and actor.sector != "ELI"
            if is_holder and (fits_role(own, actor.role) or fits_role(word, actor.role)):
                return actor
        if own not in _ANY_OFFICE:
            return None
        officials = self._people(lambda a: a.country == state.code and a.sector == "GOV")
        return officials[0] if len(officials) == 1 else None  # "the American envoy", whatever his office at home

    def _people(self, fits: Callable[[Actor], bool]) -> tuple[Actor, ...]:
        """The people named before who fit, each once."""
        refs = [r for r in self.memory.recent(self.number, 12) if r.sort == "person" and len(r.actors) == 1]
        return distinct(r.actors[0] for r in refs if fits(r.actors[0]))

    def only_stranger(self, phrase: Phrase) -> tuple[Actor, ...]:
        """ "the acting president" where one person was named of whom nothing is known: who else?"""
        near = [r for r in self.memory.recent(self.number) if r.sort == "person" and len(r.actors) == 1]
        strangers = distinct(r.actors[0] for r in near if r.actors[0].role is None and r.actors[0].sector is None)
        return strangers if len(strangers) == 1 else ()

    def head_of_body(self, phrase: Phrase, code: str | None) -> Actor | None:
        """ "the UN chief": the person already named who leads that body."""
        is_one = phrase.article == "the" and not self.tree.is_plural(phrase.head) and not phrase.former
        if code is None or not is_one or self.tree.tokens[phrase.head].lemma.lower() not in _CHIEFS:
            return None
        return next(iter(self._people(lambda a: a.code == code and a.role is not None)), None)

    def stranger_of_body(self, phrase: Phrase) -> tuple[Actor, ...]:
        """ "The Hamas commander" where one person was named of whom nothing is known."""
        word = self.tree.tokens[phrase.head].lemma.lower()
        is_one = phrase.article == "the" and not self.tree.is_plural(phrase.head) and not phrase.former
        return self.only_stranger(phrase) if is_one and word in _CHIEFS | _ANY_OFFICE | {"commander"} else ()

    def body_again(self, phrase: Phrase, said: Description) -> tuple[Actor, ...]:
        """ "the Canadian firm", "the Lebanese group": the body or group of that country already named."""
        word = self.tree.tokens[phrase.head].lemma.lower()
        is_one = phrase.article in ("the", "this") and not self.tree.is_plural(phrase.head) and phrase.owner is None
        if word not in ORGANISATION or len(said.states) != 1 or not is_one:
            return ()
        code = said.states[0].code

        def fits(r: Referent) -> bool:
            is_body = r.sort == "org" and len(r.actors) == 1 and r.actors[0].country in (code, None)
            return is_body and fits_organisation(word, r.actors[0])

        best = self.memory.best(self.tree, phrase.head, fits, own_clause=False, reach=5)
        return best.actors if best is not None else ()

    def same_institution(self, phrase: Phrase) -> State | None:
        """ "a ministry official": of the state whose ministry was spoken of."""
        words = {self.tree.words[h.last - 1].lower() for h in phrase.roles[:-1] if h.role and h.role.kind != "person"}
        for ref in self.memory.recent(self.number):
            if ref.word in words and len(ref.actors) == 1 and (state := self.state_of(ref.actors[0])) is not None:
                return state
        return None
