"""Whom "the pair", "both leaders", "the three countries", "the ministers" and "each other" mean."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from detente.actors.coreference import Memory, Referent, distinct
from detente.actors.describing import State, make_actor
from detente.actors.phrases import Phrase
from detente.actors.tree import Tree
from detente.actors.words import NUMBERS, PERSONS, STATES, fits_role
from detente.values import Actor

_BYSTANDERS = frozenset({"CVL", "JRN", "UNK", "MED", "EDU", "REF", "SOC", "BUS"})
_AT_HOME = frozenset({"REB", "OPP", "PTY", "LAB", "UAF"})
"""Who may be a side against the state of his own country."""
_ALWAYS: dict[str, tuple[tuple[str, str], ...]] = {
    "baltic": (("Estonia", "EST"), ("Latvia", "LVA"), ("Lithuania", "LTU")),
    "benelux": (("Belgium", "BEL"), ("Netherlands", "NLD"), ("Luxembourg", "LUX")),
}
"""Regions whose states are always the same."""
_SINGULAR = {"men": "man", "women": "woman", "statesmen": "statesman"}
_ALLIES = frozenset({"allies", "partners", "sides", "parties", "rivals", "neighbours", "neighbors", "foes", "enemies"})


def _is_side(referent: Referent) -> bool:
    """Whether the referent may be a side of a conflict or of talks."""
    is_unnamed = referent.sort == "people" or referent.word in ("soldier", "officer", "official")
    if referent.word in ("army", "military", "force", "government"):
        return referent.function != "modifier"  # "a truce between the army and the rebels"
    return referent.function != "modifier" and not (is_unnamed and referent.actors[0].sector in _BYSTANDERS | {"MIL"})


def _of_several_countries(actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The actors, unless some are of one country: two sides are not a minister and his state, but army and rebels."""
    sides = [(a.country, a.sector in _AT_HOME) for a in actors if a.country is not None]
    return actors if len(set(sides)) == len(sides) else ()


class Several:
    """Questions about several actors at once, of one sentence to the memory."""

    def __init__(self, tree: Tree, memory: Memory, state_of: Callable[[Actor], State | None]) -> None:
        self.tree, self.memory, self.state_of = tree, memory, state_of
        self.number = tree.sentence.index

    def meant_by(self, phrase: Phrase, word: str) -> tuple[Actor, ...]:
        """The actors of a phrase of kind pair, whose head is `word`; () where nothing fits."""
        if word in ("other", "another"):
            subject = self.tree.subject(self.tree.clause(phrase.head))
            refs = [r for r in self.memory.by_sentence.get(self.number, []) if subject is not None]
            own = distinct(
                a for r in refs if r.head == subject or (r.leader == subject and r.leader >= 0) for a in r.actors
            )
            return own if len(own) > 1 else ()
        count = self._count(phrase, word)
        if word in ("participants", "both", "all"):
            return self._all_named(2 if word == "both" else None)
        if word in PERSONS:
            return self._people(word, count) or self._holders(word, count)
        if word in STATES and (named := self._of_region(phrase)):
            return named
        if word in STATES:
            return self.memory.several(self.number, lambda r: r.function != "modifier", count, self.as_states)
        found = self.memory.several(self.number, _is_side, count, _of_several_countries)
        if not found and word in _ALLIES:
            return self.memory.several(self.number, _is_side, count, self.as_states)
        return found

    def _all_named(self, count: int | None) -> tuple[Actor, ...]:
        """ "Both were acquitted", "All agreed", "Participants discussed …": the people last named together."""
        for s in range(self.number - 1, max(-1, self.number - 4), -1):
            refs = [r for r in self.memory.by_sentence.get(s, []) if r.sort == "person" and not r.in_headline]
            many = distinct(a for r in refs if len(r.actors) > 1 for a in r.actors)
            who = many or distinct(a for r in refs for a in r.actors)
            if len(who) > 1 and (count is None or len(who) == count):
                return who
        return ()

    def _of_region(self, phrase: Phrase) -> tuple[Actor, ...]:
        """ "the three Baltic states": those whom the words themselves name."""
        said = {w.lower() for w in self.tree.words[phrase.first : phrase.head]}
        members = next((m for region, m in _ALWAYS.items() if region in said), ())
        return tuple(make_actor(name, State(name, code), "GOV", None) for name, code in members)

    def _count(self, phrase: Phrase, word: str) -> int | None:
        said = (w.lower() for w in self.tree.words[phrase.first : phrase.last])
        return next((NUMBERS[w] for w in said if w in NUMBERS), NUMBERS.get(word))

    def _people(self, word: str, count: int | None) -> tuple[Actor, ...]:
        """ "the two ministers": the last so many people named together, who have such a role if the word names one."""
        one = _SINGULAR.get(word, word.removesuffix("s"))
        is_role = one not in ("man", "woman", "leader", "politician", "statesman", "counterpart")

        def is_person(r: Referent) -> bool:
            many = r.sort == "people" and len(r.actors) > 1 and r.word in (one, word)
            return (r.sort == "person" or many) and r.function != "modifier"

        def has_role(r: Referent) -> bool:
            return is_person(r) and all(fits_role(one, a.role) or (a.role or "").endswith(one) for a in r.actors)

        if is_role:
            return self.memory.several(self.number, has_role, count) or (
                self.memory.together(self.number, has_role, count) if count else ()
            )
        if one == "leader":
            leaders = self.memory.several(self.number, has_role, count)
            if leaders:
                return leaders
        found = self.memory.several(self.number, is_person, count)
        return found or (self.memory.together(self.number, is_person, count) if count else ())

    def _holders(self, word: str, count: int | None) -> tuple[Actor, ...]:
        """ "the two leaders" of two states that the text named last, where it names no people."""
        one = _SINGULAR.get(word, word.removesuffix("s"))
        if one not in ("leader", "president", "minister", "envoy", "diplomat"):
            return ()

        def is_state(r: Referent) -> bool:
            return r.sort == "state" and r.function != "modifier"

        states = self.memory.several(self.number, is_state, count, self.as_states)
        if count is None and one != "leader":
            return ()
        made = []
        for actor in states:
            state = self.state_of(actor)
            known = (r for r in self.memory.recent(self.number, 12) if r.sort == "person" and len(r.actors) == 1)
            holder = next(
                (
                    r.actors[0]
                    for r in known
                    if r.actors[0].country == actor.country and fits_role(one, r.actors[0].role)
                ),
                None,
            )
            made.append(holder or make_actor(f"{one} of {actor.name}", state, "GOV", one))
        return tuple(made)

    def in_role(self, role: str, phrase: Phrase) -> tuple[Actor, ...]:
        """ "the three foreign ministers": the last so many people named together in that very role."""

        def fits(r: Referent) -> bool:
            return r.function != "modifier" and all(a.role == role for a in r.actors)

        count = self._count(phrase, self.tree.words[phrase.head].lower())
        found = self.memory.several(self.number, fits, count)
        return found or (self.memory.together(self.number, fits, count) if count else ())

    def as_states(self, actors: Iterable[Actor]) -> tuple[Actor, ...]:
        """The states for which actors stand."""
        states = [state._replace(part=None) for a in actors if (state := self.state_of(a)) is not None]
        return distinct(make_actor(state.name, state, "GOV", None) for state in states)
