"""To which state those belong of whom a phrase does not say it: "security forces", "the government", a named minister.

The rules, each with its answer: the phrase's own place, its clause, who acts or speaks there, the report's dateline,
the state that it is about, that of its people and places. Of what they and the rest of the report say the best is
chosen (belonging).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from detente.actors.backward import Backward
from detente.actors.belonging import Choose, choose, group_of
from detente.actors.coreference import Memory
from detente.actors.describing import Description, State, names_of, state_of
from detente.actors.foreign import is_foreign
from detente.actors.homes import (
    Named,
    about_of,
    bodies_in,
    counts_of,
    datelines,
    home_of,
    land_of_office,
    named_in,
    scene_of,
    setting_of,
    towns_of,
)
from detente.actors.lands import Lands
from detente.actors.peoples import is_of_people
from detente.actors.phrases import Phrase
from detente.actors.rows import Role
from detente.actors.scan import Scanned
from detente.actors.sets import word_set
from detente.actors.signs import Question, article_of, gather
from detente.actors.tables import Knowledge
from detente.actors.tree import Tree
from detente.values import STATE_SECTORS, Actor, Document

_OF_THE_DATELINE = frozenset({"foreign ministry", "foreign office", "ministry of foreign affairs"})
_LANDS = frozenset({"name", "historical", "capital", "region"})
_LOCAL = frozenset({"REB", "PRM", "UAF", "CVL", "CRM", "REF", "LAB", "REL", "EDU", "MED", "OPP"})
"""Who, unnamed, belongs to where things happen rather than to whoever speaks of them."""
_ARMED = frozenset({"REB", "PRM", "UAF"})
_DATELINE = 2
"""What a dateline weighs beside the states named: as much as one of them."""
_AT_HOME = STATE_SECTORS | word_set("OPP CVL LAB PTY EDU MED AGR REL BUS REB SOC CRM PRM ELI")
"""Sectors of people who belong to the report's home where nothing else is said of them: "Health Minister X"."""
_SURE = word_set("foreign place where office sender captor institution apart worldly only people")
"""Rules that stand where they are the first: no more often wrong on the corpus than what is chosen in their place."""
_WORLDLY = word_set(
    "international world global worldwide africa african asia asian europe european arab islamic muslim nations "
    "universal regional pacific atlantic mediterranean americas inter-american pan-african transnational united"
)
"""Words by which an organisation belongs to no one state."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a whole report says of where it plays."""

    names: dict[str, str]
    home: State | None
    """The state of the dateline, or the only one that is named."""
    about: State | None
    """The state named clearly oftener than every other."""
    is_abroad: bool
    """Whether the report is about another state than that of its dateline."""
    is_apart: bool
    """Whether it is so and does not name the state of its dateline again: nothing of it happens there."""
    only: State | None
    """The only state that is named at all, where the report plays there: "in Bolivia", a dateline."""
    scene: State | None = None
    """The state in which it places things clearly oftener than in any other."""
    setting: State | None = None
    """Where its people and places are, where it has no home and is about no one state."""
    named: tuple[Named, ...] = ()
    """Where it names which state."""
    lands: Callable[[], Lands] | None = None
    """The states that it may mean, read when first asked for; None before its people are known."""
    choose: Choose = choose

    @classmethod
    def of(
        cls, document: Document, scans: Sequence[Scanned], knowledge: Knowledge, choose: Choose = choose
    ) -> Surroundings:
        """Those of a document, but for the setting, which asks for its people."""
        names = names_of(knowledge)
        home = home_of(document, scans, knowledge, names)
        named = named_in(scans, names)
        counts = counts_of(named)
        about = about_of(counts)
        is_abroad = home is not None and about is not None and counts[about] > 2 * max(counts[home], _DATELINE)
        is_apart = is_abroad and home not in counts
        only = next(iter(counts)) if len(counts) == 1 and home in (None, *counts) else None
        only = only if _is_scene(document, scans) else None
        scene = scene_of(named)
        return cls(names, home, about, is_abroad, is_apart, only, scene, named=tuple(named), choose=choose)

    def with_people(
        self, document: Document, scans: Sequence[Scanned], people: Sequence[str], publisher: str | None
    ) -> Surroundings:
        """The same with the setting and all states; `people` are the countries of those named, once for each mention.

        `publisher` is the country of the ministry or body whose own the report is.
        """
        setting = setting_of(self.named, scans, people, self.names)
        has_dateline = bool(datelines(document))
        wholes = {
            "home": self.home,
            "dateline": self.home if has_dateline else None,
            "about": self.about,
            "abroad": self.about if self.is_abroad else None,
            "far home": self.home if self.is_abroad and not self.is_apart else None,
            "only": self.only,
            "scene": self.scene,
            "setting": setting,
            "publisher": State(self.names.get(publisher, publisher), publisher) if publisher is not None else None,
        }

        @cache
        def lands() -> Lands:
            known = [State(self.names[code], code) for code in people if code in self.names]
            codes = (h.org.country for f in scans for h in f.hits if h.org is not None)
            bodies = [State(self.names[code], code) for code in codes if code in self.names]
            towns = towns_of(document, scans, self.names)
            return Lands(document, scans, self.named, wholes, known, bodies, bodies_in(scans), towns)

        return replace(self, setting=setting, lands=lands)

    def of_office(self, role: str) -> State | None:
        """The state of an office that few states have: "the chancellor"."""
        named = (state for state, _ in counts_of(self.named).most_common())
        return land_of_office(role, (self.home, self.about, self.setting, *named), self.names)

    def of_organisation(self, found: Scanned, phrase: Phrase, org: Actor, memory: Memory) -> State | None:
        """The state of an organisation of whose country nothing is said."""
        word = found.tree.words[phrase.last - 1].lower()
        rules = list(self._rules_of_body(org.name))
        question = Question("body", phrase.first, phrase.head, org.sector, rules, org.sector or "-", word, org.name)
        return self._answer(question, found, memory)

    def _rules_of_body(self, name: str) -> Iterator[tuple[str, State | None]]:
        """Of where the report plays, unless the name is of many countries."""
        if {w.strip(".,").lower() for w in name.split()} & _WORLDLY:
            yield "worldly", None
        if self.is_abroad:
            yield "abroad", self.about
        for name, state in (("home", self.home), ("about", self.about), ("setting", self.setting)):
            if state is not None:
                yield name, state

    def of_person(
        self, found: Scanned, phrase: Phrase, actor: Actor, phrases: Sequence[Phrase], memory: Memory
    ) -> State | None:
        """The state of an official of whom nothing is said: "President Habibie gave way: Jakarta will let …".

        `phrases` are those of the sentence.
        """
        rules = list(self._rules_of_person(actor, phrases)) if actor.sector in _AT_HOME else []
        return self._of_name("holder", found, phrase, actor, rules, memory)

    def of_stranger(
        self, found: Scanned, phrase: Phrase, actor: Actor, memory: Memory, *, is_plain: bool
    ) -> State | None:
        """The state of someone of whom nothing at all is said; `is_plain`: outside of a transcript, which says less."""
        rules: list[tuple[str, State | None]] = [("only", self.only)] if self.only is not None and is_plain else []
        if is_plain and self.scene is not None and {self.about, self.home} <= {None, self.scene}:
            rules.append(("scene", self.scene))
        return self._of_name("stranger", found, phrase, actor, rules, memory)

    def _of_name(
        self,
        group: str,
        found: Scanned,
        phrase: Phrase,
        actor: Actor,
        rules: Sequence[tuple[str, State | None]],
        memory: Memory,
    ) -> State | None:
        word, article = (actor.role or "-").split(" of ")[0], "title" if phrase.roles else "name"
        question = Question(group, phrase.first, phrase.head, actor.sector, rules, article, word, actor.name)
        return self._answer(question, found, memory)

    def _answer(self, question: Question, found: Scanned, memory: Memory) -> State | None:
        if question.rules and question.rules[0][0] in _SURE:
            return question.rules[0][1]
        if self.lands is None:
            return None
        asked = gather(question, self.lands(), found.tree, memory)
        key = self.choose(asked)
        if key == asked.rule:
            return question.rules[0][1] if question.rules else None
        return asked.given.get(key)

    def _rules_of_person(self, actor: Actor, phrases: Sequence[Phrase]) -> Iterator[tuple[str, State | None]]:
        office = self.of_office(actor.role or "")
        if office is not None:
            yield "office", office
        if self.home is not None:
            yield "home", self.home
        here = {
            state_of(p.hit, self.names)
            for p in phrases
            if p.kind == "state" and p.hit is not None and p.via in ("capital", "seat")
        }
        if actor.sector == "GOV" and len(here) == 1:
            yield "capital", next(iter(here))
        for name, state in (("setting", self.setting), ("about", self.about)):
            if state is not None:
                yield name, state

    def of_phrase(self, found: Scanned, phrase: Phrase, said: Description, backward: Backward) -> tuple[State, ...]:
        """The states of an unqualified "security forces", "the government"; () where nothing tells."""
        role, tree = phrase.roles[-1].role if phrase.roles else None, found.tree
        rules = list(self._rules_of_phrase(found, phrase, said, backward))
        if not rules and phrase.via == "modifier":
            return ()  # "ties with Norland were strained by a court ruling"
        question = Question(
            group_of(said.sector, is_person=role is not None and role.kind == "person"),
            phrase.first,
            phrase.head,
            said.sector,
            rules,
            article_of(tree, phrase),
            tree.tokens[phrase.head].lemma.lower(),
        )
        state = self._answer(question, found, backward.memory)
        return (state,) if state is not None else ()

    def of_noun(self, found: Scanned, phrase: Phrase, owners: Sequence[State], backward: Backward) -> State | None:
        """The state of someone meant by a word that no table knows, or by a pronoun; `owners` have him as theirs."""
        tree = found.tree
        upos = tree.tokens[phrase.head].upos
        rules: list[tuple[str, State | None]] = [("owner", state) for state in owners]
        rules += self._rules_of_phrase(found, phrase, Description(), backward)
        question = Question(
            "pronoun" if upos in ("PRON", "DET") else "noun",
            phrase.first,
            phrase.head,
            None,
            rules,
            article_of(tree, phrase) if upos != "PROPN" else "name",
            tree.tokens[phrase.head].lemma.lower(),
        )
        return self._answer(question, found, backward.memory)

    def _rules_of_phrase(
        self, found: Scanned, phrase: Phrase, said: Description, backward: Backward
    ) -> Iterator[tuple[str, State | None]]:
        """What each rule says that has an answer, the nearest first."""
        role = phrase.roles[-1].role if phrase.roles else None
        if is_foreign(found.tree, phrase):
            yield "foreign", None
        if phrase.places:
            yield "place", state_of(phrase.places[0], self.names)
        there = found.at.get(found.tree.place_of_clause(phrase.head))
        if there is not None and there.kind == "country":
            yield "where", state_of(there, self.names)
        office = self.of_office(role.role or role.phrase) if role is not None and role.kind == "person" else None
        if office is not None:
            yield "office", office
        near = (
            ("sender", backward.sender(phrase, said.sector)),
            ("sentence", self._of_sentence(found, phrase, said, backward)),
            ("institution", backward.offices.same_institution(phrase)),
        )
        yield from ((name, state) for name, state in near if state is not None)
        yield from self._rules_of_society(phrase, said, backward)
        own = backward.own_state(phrase)
        if own is not None:
            yield "own", own
        is_domestic = role is None or (role.role or role.phrase) not in _OF_THE_DATELINE
        if self.is_abroad and is_domestic and self.about is not None:
            yield "apart" if self.is_apart else "abroad", self.about
        if self.home is not None:
            yield "home", self.home
            return
        if (
            self.about is None
            and said.sector in _ARMED
            and any(map(is_of_people, found.tree.words[phrase.first : phrase.last]))
        ):
            yield "people", None  # "the Kurdish militia", between Turkey and Syria
        subject = main = last = None
        if said.sector in STATE_SECTORS and phrase.article == "the":
            subject, main = backward.subjects_state(phrase), backward.main_subjects_state(phrase)
            last = backward.last_state(phrase)
        far = (("subject", subject), ("about", self.about), ("setting", self.setting), ("main", main), ("last", last))
        yield from ((name, state) for name, state in far if state is not None)

    def _rules_of_society(
        self, phrase: Phrase, said: Description, backward: Backward
    ) -> Iterator[tuple[str, State | None]]:
        """Of those who belong to where things happen rather than to whoever speaks of them."""
        if said.sector not in _LOCAL:
            return
        for name, state in (("captor", backward.captor(phrase)), ("quiet", backward.own_state(phrase, spoken=False))):
            if state is not None:
                yield name, state
        role = phrase.roles[-1].role if phrase.roles else None
        if self.scene is not None and not _is_expert(role):
            yield "scene", self.scene

    def _of_sentence(self, found: Scanned, phrase: Phrase, said: Description, backward: Backward) -> State | None:
        """The land that the sentence puts the phrase in: "in Syria, fighters …"."""
        role = phrase.roles[-1].role if phrase.roles else None
        is_known_person = phrase.article == "the" and role is not None and role.kind == "person"
        if is_known_person and said.sector not in STATE_SECTORS and self.home is not None:
            return None  # "the suspect had fought in Syria"
        for hit in found.hits:
            at = found.tree.head_of(hit.first, hit.last)
            above = found.tree.tokens[at].head
            if above in backward.by_head and above != phrase.head:
                continue  # "a spokesman in Doha said women may not study": where he is
            case = found.tree.case(at)[:1]
            is_town = hit.form is not None and hit.form.kind in ("capital", "city")
            is_place = case in (("in",), ("near",)) or (case in (("into",), ("through",), ("across",)) and is_town)
            if hit.kind == "country" and is_place and not _is_aside(found.tree, at, phrase.head):
                return state_of(hit, self.names)
        return None


def _is_expert(role: Role | None) -> bool:
    """Whether the people judge from afar: "analysts said the rebels …"."""
    return role is not None and (role.role or role.phrase).rstrip("s") in ("expert", "analyst", "scholar", "observer")


def _is_scene(document: Document, scans: Sequence[Scanned]) -> bool:
    """Whether the report says of a state that something is there; "crossed into Pakistan" says it of a stranger."""
    if any(part.kind == "dateline" for part in document.parts):
        return True
    lands = [(f.tree, h) for f in scans for h in f.hits if h.form is not None and h.form.kind in _LANDS]
    return any(tree.case(tree.head_of(h.first, h.last))[:1] in (("in",), ("across",), ("near",)) for tree, h in lands)


def _is_aside(tree: Tree, place: int, head: int) -> bool:
    """ "Tanks rolled in while Thaksin was in New York": the place of a clause with a subject of its own."""
    clause = tree.clause(place)
    if tree.relation(clause) not in ("advcl", "acl") or tree.is_inside(head, clause):
        return False
    if any(tree.words[k].lower() in ("when", "if", "that", "where") for k in tree.kids[clause] if k < clause):
        return False
    subject = next((k for k in tree.kids[clause] if tree.relation(k) == "nsubj"), None)
    return subject is not None and subject != head
