"""From a document's sentences to its mentions, each with the actors it names.

The first reading makes people and countries known (prepare); the second goes through the phrases in the order of the
text, resolves each from its own words, then the register, then the tables, then by coreference, and remembers it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from detente.actors.appositions import person_beside, whose
from detente.actors.backward import Backward
from detente.actors.belonging import Choose, choose
from detente.actors.common_names import is_unknown
from detente.actors.coreference import Memory, Referent, distinct
from detente.actors.demonyms import of_made
from detente.actors.describing import (
    Description,
    describe,
    make_actor,
    names_of,
    org_actor,
    state_actor,
    state_of,
)
from detente.actors.find import find_phrases
from detente.actors.foreign import is_foreign_word
from detente.actors.orgs import nation_before, org_of_name
from detente.actors.owners import Owners
from detente.actors.peoples import is_of_people
from detente.actors.phrases import Phrase, noun_phrase, person_phrase
from detente.actors.prepare import Prepared
from detente.actors.referents import make_referent
from detente.actors.register import Person
from detente.actors.relatives import KIN
from detente.actors.rows import Agency
from detente.actors.scan import Scanned
from detente.actors.speech import Speech, publisher_of
from detente.actors.states import home_again, named_state
from detente.actors.surroundings import Surroundings
from detente.actors.tables import Knowledge, load
from detente.actors.titles import shared_titles
from detente.actors.voice import Place, Voices
from detente.actors.wording import is_distinguished, text_of, text_of_head
from detente.values import Actor, Document, Mention, Sentence

_DWELLERS = frozenset({"CVL", "LAB", "BUS", "EDU", "MED", "AGR", "REL", "JUD", "COP", "OPP"})
_STATE_ITSELF = frozenset({"government", "authorities", "regime", "authority"})
_NO_REFERENT = frozenset({"place-name", "agency", "predicate"})


def resolve(
    document: Document, sentences: Sequence[Sentence], knowledge: Knowledge | None = None, *, choose: Choose = choose
) -> tuple[tuple[Mention, ...], ...]:
    """The mentions of each sentence, in order, each with its actors; `knowledge` stands for the package's tables.

    `choose` says to which state those belong whose words do not tell it; another than the package's serves training.

    Mentions may nest ("North Korea" inside "North Korea's foreign minister Ri Yong Ho"). `via` says how each was
    resolved: name, demonym, capital, seat, person, title, role, text, coreference, apposition, possessor (a state that
    only qualifies a mention around it), modifier (it qualifies a thing or an act: "Iran nuclear deal", "US sanctions"),
    range, place-name (after "in"), agency (attribution only). What cannot be resolved is not given.
    """
    return resolve_all(document, sentences, knowledge, choose=choose).mentions


class Resolved(NamedTuple):
    """The mentions of each sentence, and `noun`: who is meant by another noun or pronoun, by sentence and token.

    What no table and no rule knows is no mention; where something else tells that it is a party, `noun` says by the
    words beside it and the whole report of which state or body it is likeliest to be.
    """

    mentions: tuple[tuple[Mention, ...], ...]
    noun: Callable[[int, int], Mention]


def resolve_all(
    document: Document, sentences: Sequence[Sentence], knowledge: Knowledge | None = None, *, choose: Choose = choose
) -> Resolved:
    """As `resolve`, with the answers for words that are no mentions."""
    resolver = _Resolver(document, sentences, knowledge or load(), choose)
    return Resolved(resolver.run(), resolver.noun)


class _Resolver:
    def __init__(self, document: Document, sentences: Sequence[Sentence], knowledge: Knowledge, choose: Choose) -> None:
        self.document, self.day = document, document.published
        self.names, self.knowledge = names_of(knowledge), knowledge
        self.prepared = Prepared(document, sentences, knowledge)
        self.phrases: list[list[Phrase]] = [find_phrases(found) for found in self.prepared.scans]
        self.memory = Memory()
        self.owners = Owners(self.prepared, self.names, self.day)
        self.around = Surroundings.of(document, self.prepared.scans, knowledge, choose)
        heads = [frozenset(p.head for p in phrases) for phrases in self.phrases]
        voices = Voices(document, [found.tree for found in self.prepared.scans], heads)
        self.speech = Speech(voices, publisher_of(document.outlet, knowledge, self.names), self.names)
        self.history: list[dict[int, tuple[Actor, ...]]] = []
        """What each sentence before resolved, by head."""
        self.mentions: list[Mention] = []
        self.resolved: dict[int, tuple[Actor, ...]] = {}
        self.by_head: dict[int, Phrase] = {}
        self.by_place: dict[int, Phrase] = {}
        self.done: set[int] = set()
        for number, phrases in enumerate(self.phrases):
            self._learn(number, phrases)
        known = [p.actor(n, self.day, self.names) for (n, _), p in self.prepared.people.items()]
        people = [a.country for a in known if a.sector != "JRN" and a.country is not None]
        publisher = self.speech.publisher[0].country if self.speech.publisher else None
        self.around = self.around.with_people(document, self.prepared.scans, people, publisher)

    def run(self) -> tuple[tuple[Mention, ...], ...]:
        out = []
        for number, phrases in enumerate(self.phrases):
            self.mentions, self.resolved = [], {}
            self.by_head = {}
            self.by_place = {p.head: p for p in phrases if p.kind == "pronoun"}
            for phrase in phrases:
                if phrase.kind != "pronoun":
                    self.by_head.setdefault(phrase.head, phrase)
            backward = self._backward(number)
            for phrase in phrases:
                self._resolve(number, phrase, backward)
            self.history.append(self.resolved)
            backward.pronouns.note_subject(self.resolved)
            out.append(tuple(sorted(self.mentions, key=lambda m: (m.first, -m.last, m.head))))
        return tuple(out)

    def _backward(self, number: int) -> Backward:
        backward = Backward(self.prepared.scans[number], self.memory, self.by_head, self.owners.state_of)
        backward.resolve_at = partial(self._resolve_at, number, backward)
        at = partial(self._at_place, number, backward)
        backward.speech = partial(self.speech.meant_by, number, at)
        backward.pronouns.teller = partial(self.speech.teller, number, at)
        return backward

    def noun(self, number: int, head: int) -> Mention:
        """Who is meant by a noun or pronoun that is no mention, once all sentences are resolved."""
        found = self.prepared.scans[number].copy()
        head = of_made(found.tree, head)
        hit = found.at.get(head)
        phrase = noun_phrase(found, head)
        if hit is not None and hit.kind == "person" and (number, hit.first) in self.prepared.people:
            phrase = person_phrase(found, hit)
            actors: tuple[Actor, ...] = (self._person(number, phrase).actor(number, self.day, self.names),)
        elif hit is not None and hit.kind == "country":
            actors = (state_actor(hit, self.names),)
        elif hit is not None and hit.org is not None:
            actors = (org_actor(hit.org),)
        else:
            actors = self._of_noun(number, phrase, found)
        start, end = found.tree.tokens[phrase.first].start, found.tree.tokens[phrase.last - 1].end
        text = self.document.text[start:end]
        return Mention(number, phrase.first, phrase.last, head, start, end, text, actors, "noun")

    def _of_noun(self, number: int, phrase: Phrase, found: Scanned) -> tuple[Actor, ...]:
        said, name = describe(phrase, self.names), text_of(found, phrase)
        if said.org is not None:
            return (org_actor(said.org, name, None, said.sector),)
        if said.states:
            return tuple(make_actor(name, state, said.sector, None) for state in said.states)
        self.resolved, self.by_head = self.history[number], {}
        backward = self._backward(number)
        owners = backward.owner(phrase, self.resolved, None) if phrase.owner is not None else ()
        if len(owners) == 1 and owners[0].code is not None and owners[0].country is None and owners[0].role is None:
            return (Actor(name, owners[0].code, None, owners[0].sector),)  # "the Commonwealth's troika"
        states = [state for a in owners if (state := self.owners.state_of(a)) is not None]
        state = self.around.of_noun(found, phrase, states, backward)
        return (make_actor(name, state, said.sector, None),)

    # -- what the text says of people, read before anything is resolved

    def _learn(self, number: int, phrases: list[Phrase]) -> None:
        people = {p.head: p for p in phrases if p.kind == "person"}
        shared = shared_titles(self.prepared.scans[number], list(people.values()))
        for phrase in phrases:
            if phrase.kind == "person" and (phrase.roles or phrase.nations or phrase.org or phrase.soldier):
                self._note(number, phrase, describe(phrase, self.names))
                person = self._person(number, phrase)
                person.gender = person.gender or phrase.gender
            elif phrase.kind == "person" and phrase.gender:
                self._person(number, phrase).gender = phrase.gender
            elif phrase.kind == "role":  # a counterpart has no role of its own
                named = self._named_by(number, phrase, people)
                if named is not None:
                    self._note(number, named, self._said_at_place(describe(phrase, self.names), phrase))
            if phrase.kind == "person" and not phrase.roles:
                leader = shared.get(phrase.head)
                if leader is not None:
                    self._note(number, phrase, describe(leader, self.names))
                of = whose(self.prepared.scans[number], phrase, self.names)
                if of is not None:
                    self._note(number, phrase, of)

    def _said_at_place(self, said: Description, phrase: Phrase) -> Description:
        """ "Abu Yazan, a baker in Homs": those who are no officials, soldiers or strangers are of where they are."""
        is_local = said.sector in _DWELLERS and not said.states and not said.org and phrase.owner is None
        if not is_local or not phrase.places or is_foreign_word(phrase.roles):
            return said
        return said._replace(states=(state_of(phrase.places[0], self.names),))

    def _named_by(self, number: int, phrase: Phrase, people: dict[int, Phrase]) -> Phrase | None:
        return person_beside(self.prepared.scans[number].tree, phrase, people)

    def _note(self, number: int, phrase: Phrase, said: Description) -> None:
        person = self._person(number, phrase)
        is_former_now = said.sector == "ELI" and not said.states and not said.org
        if said.states or said.org or said.sector:
            person.facts.append((number, said))
        if is_former_now and not person.spells:
            person.facts[-1] = (number, said)

    def _person(self, number: int, phrase: Phrase) -> Person:
        hit = phrase.hit
        return self.prepared.people[number, hit.first if hit is not None else phrase.head]

    # -- one phrase

    def _resolve(self, number: int, phrase: Phrase, backward: Backward) -> None:
        if id(phrase) in self.done:
            return
        self.done.add(id(phrase))
        found = self.prepared.scans[number]
        if phrase.owner is not None and phrase.owner > phrase.head and phrase.owner in self.by_head:
            self._resolve(number, self.by_head[phrase.owner], backward)  # "the spokesman of the Peruvian army"
        if phrase.kind == "person":
            actors, via = self._of_person(number, phrase, backward), phrase.via
        elif phrase.kind == "role":
            if any(m.head == phrase.head and m.via == "coreference" for m in self.mentions):
                return  # "the two leaders" was found to mean two people
            actors, via = self._of_role(number, phrase, backward)
        elif phrase.kind == "state" and phrase.hit is not None:
            actors = named_state(found, phrase, self.memory, self.names)
            via = phrase.via
        elif phrase.kind == "org":
            actors, via = self._of_org(number, phrase), phrase.via
        elif phrase.kind == "crowd":
            actors, via = self._of_crowd(number, phrase, backward), phrase.via
        elif phrase.kind == "nations":
            actors, via = (Actor(text_of(found, phrase), None, None, "GOV"),), phrase.via
        elif phrase.kind == "members":
            actors, via = tuple(state_actor(h, self.names) for h in phrase.nations), phrase.via
        else:
            actors = backward.resolve(phrase, self.resolved) or home_again(found.tree, phrase, self.around)
            via = phrase.via
        if actors:
            self._give(number, phrase, actors, via)

    def _resolve_at(self, number: int, backward: Backward, head: int) -> tuple[Actor, ...]:
        phrase = self.by_head.get(head) or self.by_place.get(head)
        if phrase is not None:
            self._resolve(number, phrase, backward)
        return self.resolved.get(head, ())

    def _at_place(self, number: int, backward: Backward, place: Place) -> tuple[Actor, ...]:
        """Who is meant at a place anywhere in the document; of later sentences only names say it."""
        if place.sentence == number:
            return self._resolve_at(number, backward, place.token)
        if place.sentence < number:
            return self.history[place.sentence].get(place.token, ())
        phrase = next((p for p in self.phrases[place.sentence] if p.head == place.token), None)
        if phrase is None or phrase.kind not in ("person", "state", "org"):
            return ()
        if phrase.kind == "person":
            return (self._person(place.sentence, phrase).actor(place.sentence, self.day, self.names),)
        if phrase.kind == "org":
            return self._of_org(place.sentence, phrase)
        return named_state(self.prepared.scans[place.sentence], phrase, self.memory, self.names)

    def _give(self, number: int, phrase: Phrase, actors: tuple[Actor, ...], via: str) -> None:
        found = self.prepared.scans[number]
        tree, tokens = found.tree, found.tree.tokens
        actors = distinct(actors)
        if phrase.kind != "pronoun" or phrase.head not in self.resolved:
            self.resolved.setdefault(phrase.head, actors)
        if via != "predicate":
            first = phrase.first
            if phrase.kind == "role" and via != "coreference" and tree.tokens[first].upos == "DET":
                first += 1
            start, end = tokens[first].start, tokens[phrase.last - 1].end
            text = self.document.text[start:end]
            self.mentions.append(
                Mention(tree.sentence.index, first, phrase.last, phrase.head, start, end, text, actors, via)
            )
        if via == "place-name":
            self.memory.lands.append(actors)
        org = phrase.org.org if phrase.org is not None and phrase.kind in ("role", "person") else None
        if org is not None and org.code is not None:  # "The Hamas commander had led its armed wing"
            named = replace(phrase, kind="org", hit=phrase.org, head=phrase.org.first if phrase.org else phrase.head)
            self.memory.add(replace(self._referent(number, named, (org_actor(org),), found), function="modifier"))
        if via not in _NO_REFERENT:
            referent = self._referent(number, phrase, actors, found)
            self.memory.add(referent)
            if phrase.kind == "pair" and referent.sort == "person":
                for actor in actors:  # "The two want … he said; she …"
                    gender = self.prepared.gender_of(actor.name)
                    self.memory.add(replace(referent, actors=(actor,), gender=gender, plural=False, leader=-1))

    def _referent(self, number: int, phrase: Phrase, actors: tuple[Actor, ...], found: Scanned) -> Referent:
        gender = self._person(number, phrase).gender if phrase.kind == "person" else None
        return make_referent(found.tree, self.memory, phrase, actors, gender or self.prepared.gender_of(actors[0].name))

    def _of_org(self, number: int, phrase: Phrase) -> tuple[Actor, ...]:
        hit = phrase.hit
        if hit is None:
            made = org_of_name(self.prepared.scans[number], phrase, self.names)
            return tuple(self._at_home(number, phrase, a) for a in made)
        row = hit.rows[0]
        if isinstance(row, Agency):
            return (Actor(row.name, None, row.country, "JRN"),)
        if hit.org is None:
            return ()
        org, state = org_actor(hit.org), nation_before(self.prepared.scans[number], hit, self.names)
        is_its = state is not None and is_unknown(hit.org)  # "the Liberian Labour Party"
        return (make_actor(org.name, state, org.sector, None) if is_its else self._at_home(number, phrase, org),)

    def _at_home(self, number: int, phrase: Phrase, org: Actor) -> Actor:
        """An organisation whose country no table knows, as one of the state that the report lets it belong to."""
        if org.code is not None or org.country is not None or org.sector is None:
            return org
        home = self.around.of_organisation(self.prepared.scans[number], phrase, org, self.memory)
        return make_actor(org.name, home, org.sector, org.role) if home is not None else org

    def _of_person(self, number: int, phrase: Phrase, backward: Backward) -> tuple[Actor, ...]:
        person, found = self._person(number, phrase), self.prepared.scans[number]
        for role in self.phrases[number]:  # "Abdelkader Hachani, its leader": what the front is, before who he is
            is_owned = role.kind == "role" and role.owner is not None and id(role) not in self.done
            is_owned = is_owned and found.tree.tokens[role.head].lemma.lower() not in KIN
            if is_owned and self._named_by(number, role, {phrase.head: phrase}) is phrase:
                self._resolve(number, role, backward)
        self.owners.note_kin(found, phrase, person, backward)
        if phrase.counterpart or (phrase.owner is not None and phrase.roles):
            said = self.owners.owned(phrase, backward, self.resolved, person)
            if said is not None:
                person.facts.append((number, said))
        actor = person.actor(number, self.day, self.names)
        if actor.code is not None or actor.country is not None:
            return (actor,)
        if actor.sector is None and not person.spells:
            return (self._stranger(number, phrase, person, actor),)
        is_new = actor.sector is not None and actor.sector not in person.settled
        if is_new and not any(said.states or said.org for _, said in person.facts):
            person.settled.append(actor.sector or "")
            home = self.around.of_person(found, phrase, actor, self.phrases[number], self.memory)
            if home is not None:
                person.facts.append((number, Description((home,), actor.sector, actor.role)))  # "Health Minister X"
                actor = person.actor(number, self.day, self.names)
        return (actor,)

    def _stranger(self, number: int, phrase: Phrase, person: Person, actor: Actor) -> Actor:
        """Someone of whom nothing is said, as one of the state that the report lets him belong to, settled once."""
        if "" not in person.settled:
            person.settled.append("")
            is_plain = not self.speech.voices.is_transcript  # "MR DOW:"
            found = self.prepared.scans[number]
            person.home = self.around.of_stranger(found, phrase, actor, self.memory, is_plain=is_plain)
        return make_actor(actor.name, person.home, None, None) if person.home is not None else actor

    def _of_role(self, number: int, phrase: Phrase, backward: Backward) -> tuple[tuple[Actor, ...], str]:
        people = {p.head: p for p in self.phrases[number] if p.kind == "person"}
        named = self._named_by(number, phrase, people)
        if named is not None:
            person = self._person(number, named)
            if phrase.owner is not None:
                owned = self.owners.owned(phrase, backward, self.resolved, person)
                if owned is not None:
                    person.refine(number, owned)
            elif person.actor(number, self.day, self.names).country is None and not phrase.nations:
                again = backward.offices.role_again(phrase)  # "the Egyptian ambassador … The ambassador, X,"
                state = self.owners.state_of(again[0]) if len(again) == 1 else None
                if state is not None:
                    person.facts.append((number, Description((state,), again[0].sector, again[0].role)))
            return self._of_person(number, named, backward), self._via(phrase, "apposition")
        said, found = describe(phrase, self.names), self.prepared.scans[number]
        if not said.states and not said.org:
            again = self._again(number, phrase, said, backward)
            if again:
                return again, self._via(phrase, "coreference")
        if phrase.counterpart or (phrase.owner is not None and not said.states and not said.org):
            said = self.owners.owned(phrase, backward, self.resolved, None) or said
        elif said.states and phrase.via == "role" and phrase.article not in (None, "a", "an"):
            same = backward.offices.person_in_role(phrase, said)
            if same is not None:
                return (same,), "coreference"
            body = backward.offices.body_again(phrase, said)
            if body:
                return body, "coreference"
        if said.org is not None:
            chief = backward.offices.head_of_body(phrase, said.org.code)
            if chief is not None:
                return (chief,), self._via(phrase, "coreference")
            unknown = backward.offices.stranger_of_body(phrase)
            if unknown:
                return unknown, self._via(phrase, "coreference")
            of_body = org_actor(said.org, text_of(found, phrase), said.role, said.sector)
            return (self._at_home(number, phrase, of_body) if is_unknown(said.org) else of_body,), phrase.via
        owner = backward.body_of_owner(phrase, self.resolved) if not said.states else None
        if owner is not None:
            return (Actor(text_of(found, phrase), owner.code, None, owner.sector, said.role),), phrase.via
        states = said.states or self.around.of_phrase(found, phrase, said, backward)
        if said.sector is None and not states:
            return (), phrase.via
        name = text_of(found, phrase)
        word = found.tree.words[phrase.head].lower()
        made = []
        for state in states or (None,):
            own = f"{text_of_head(found, phrase)} of {state.name}" if len(states) > 1 and state else name
            if state is not None and self._has_pronoun(number, phrase) and len(states) < 2:
                own = f"{name} of {self._name_of_owner(phrase, backward) or state.name}"  # "its troops"
            if word in _STATE_ITSELF and state is not None and said.sector == "GOV":
                if state.part not in (None, "body"):  # "the government of Punjab" is not the state
                    made.append(Actor(own, None, state.code, "GOV", said.role))
                    continue
                own = state.name
            made.append(make_actor(own, state, said.sector, said.role))
        return tuple(made), phrase.via

    def _again(self, number: int, phrase: Phrase, said: Description, backward: Backward) -> tuple[Actor, ...]:
        tree = self.prepared.scans[number].tree
        before = tree.words[phrase.first : phrase.hit.first] if phrase.hit is not None else []
        if is_distinguished([w for w in before if not is_of_people(w)]):
            return ()  # "the Kurdish-led forces" are others
        if tree.is_plural(phrase.head) and phrase.article in ("the", "both", "these") and phrase.owner is None:
            together = backward.several.in_role(said.role or "", phrase)
            if len(together) > 1 and not phrase.former:
                return together  # "the three foreign ministers"
        return backward.offices.role_again(phrase)

    def _of_crowd(self, number: int, phrase: Phrase, backward: Backward) -> tuple[Actor, ...]:
        found = self.prepared.scans[number]
        states = self.around.of_phrase(found, phrase, Description((), "CVL"), backward)
        text = found.text(phrase.first, phrase.last)
        return (make_actor(text, states[0] if states else None, "CVL", None),)

    def _name_of_owner(self, phrase: Phrase, backward: Backward) -> str | None:
        owners = backward.owner(phrase, self.resolved, None)
        return owners[0].name if len(owners) == 1 else None

    def _has_pronoun(self, number: int, phrase: Phrase) -> bool:
        tree = self.prepared.scans[number].tree
        return phrase.owner is not None and not phrase.nations and tree.tokens[phrase.owner].xpos in ("PRP$", "WP$")

    @staticmethod
    def _via(phrase: Phrase, via: str) -> str:
        return phrase.via if phrase.via in ("predicate", "modifier") else via
