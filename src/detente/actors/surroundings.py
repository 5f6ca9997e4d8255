"""To which state those belong of whom a phrase does not say it: "security forces", "the government", a named minister.

The nearest that speaks is taken: the phrase's own place, its clause, who acts or speaks there, the report's dateline,
the state that it is about, that of its people and places.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from detente.actors.backward import Backward
from detente.actors.describing import Description, State, names_of, state_of
from detente.actors.foreign import is_foreign
from detente.actors.homes import about_of, counts_of, home_of, land_of_office, scene_of, setting_of
from detente.actors.phrases import Phrase
from detente.actors.rows import Role
from detente.actors.scan import Scanned
from detente.actors.sets import word_set
from detente.actors.tables import Knowledge
from detente.actors.tree import Tree
from detente.values import STATE_SECTORS, Actor, Document

_OF_THE_DATELINE = frozenset({"foreign ministry", "foreign office", "ministry of foreign affairs"})
_LANDS = frozenset({"name", "historical", "capital", "region"})
_LOCAL = frozenset({"REB", "PRM", "UAF", "CVL", "CRM", "REF", "LAB", "REL", "EDU", "MED", "OPP"})
"""Who, unnamed, belongs to where things happen rather than to whoever speaks of them."""
_DATELINE = 2
"""What a dateline weighs beside the states named: as much as one of them."""
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
    only: State | None
    """The only state that is named at all, where the report plays there: "in Bolivia", a dateline."""
    scene: State | None = None
    """The state in which it places things clearly oftener than in any other."""
    setting: State | None = None
    """Where its people and places are, where it has no home and is about no one state."""

    @classmethod
    def of(cls, document: Document, scans: Sequence[Scanned], knowledge: Knowledge) -> Surroundings:
        """Those of a document, but for the setting, which asks for its people."""
        names = names_of(knowledge)
        home = home_of(document, scans, knowledge, names)
        counts = counts_of(scans, names)
        about = about_of(counts)
        is_abroad = home is not None and about is not None and counts[about] > 2 * max(counts[home], _DATELINE)
        only = next(iter(counts)) if len(counts) == 1 and home in (None, *counts) else None
        return cls(names, home, about, is_abroad, only if _is_scene(document, scans) else None, scene_of(scans, names))

    def with_people(self, scans: Sequence[Scanned], countries: Sequence[str | None]) -> Surroundings:
        """The same with the setting; `countries` are those of the people named, once for each mention."""
        setting = setting_of(scans, countries, self.names)
        return replace(self, setting=setting)

    def of_office(self, role: str) -> State | None:
        """The state of an office that few states have: "the chancellor"."""
        return land_of_office(role, (self.home, self.about, self.setting), self.names)

    def of_organisation(self, name: str) -> State | None:
        """The state of an organisation of whose country nothing is said, unless its name is of many countries."""
        if {w.strip(".,").lower() for w in name.split()} & _WORLDLY:
            return None
        return self.home if self.home is not None and not self.is_abroad else self.about or self.home or self.setting

    def of_person(self, actor: Actor, phrases: Sequence[Phrase]) -> State | None:
        """The state of an official of whom nothing is said: "President Habibie gave way: Jakarta will let …".

        `phrases` are those of the sentence.
        """
        office = self.of_office(actor.role or "")
        if office is not None or self.home is not None:
            return office or self.home
        here = {
            state_of(p.hit, self.names)
            for p in phrases
            if p.kind == "state" and p.hit is not None and p.via in ("capital", "seat")
        }
        if actor.sector == "GOV" and len(here) == 1:
            return next(iter(here))
        return self.setting or self.about

    def of_phrase(self, found: Scanned, phrase: Phrase, said: Description, backward: Backward) -> tuple[State, ...]:
        """The states of an unqualified "security forces", "the government"; () where nothing tells."""
        role = phrase.roles[-1].role if phrase.roles else None
        if is_foreign(found.tree, phrase):
            return ()
        if phrase.places:
            return (state_of(phrase.places[0], self.names),)
        there = found.at.get(found.tree.place_of_clause(phrase.head))
        if there is not None and there.kind == "country":
            return (state_of(there, self.names),)
        if role is not None and role.kind == "person":
            office = self.of_office(role.role or role.phrase)
            if office is not None:
                return (office,)
        sender = backward.sender(phrase, said.sector)
        if sender is not None:
            return (sender,)
        place = self._of_sentence(found, phrase, said, backward)
        if place is not None:
            return (place,)
        is_local = said.sector in _LOCAL and self.scene is not None
        last = backward.offices.same_institution(phrase)
        if last is None and said.sector in _LOCAL:
            last = backward.captor(phrase) or backward.own_state(phrase, spoken=False)
        if last is None and is_local and not _is_expert(role) and self.scene is not None:
            return (self.scene,)
        last = last or backward.own_state(phrase)
        if last is not None:
            return (last,)
        is_domestic = role is None or (role.role or role.phrase) not in _OF_THE_DATELINE
        if self.is_abroad and is_domestic and self.about is not None:
            return (self.about,)
        if self.home is not None:
            return (self.home,)
        if said.sector in STATE_SECTORS and phrase.article == "the":
            last = backward.subjects_state(phrase) or self.about or self.setting
            last = last or backward.main_subjects_state(phrase) or backward.last_state(phrase)
            return (last,) if last is not None else ()
        near = self.about or self.setting
        return (near,) if near is not None else ()

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
