"""What a clause tells, once its acts are composed: type, modality and parties of an act, and whether it is an event."""

from __future__ import annotations

from dataclasses import dataclass, replace

from detente.coding.act import Act
from detente.coding.attribution import speakers
from detente.coding.clause import Clause
from detente.coding.factuality import Status
from detente.coding.frames import FrameTable
from detente.coding.memory import Memory, points_back
from detente.coding.parties import Found, identity, in_slot, parties
from detente.coding.roles import subjects
from detente.coding.screening import has_unknown_target, is_accident, is_blow, is_public, is_somebody
from detente.coding.screens import count, is_of
from detente.coding.slots import Slot
from detente.coding.standing import modality_of
from detente.coding.words import DUTY, HARM, OBJECTIONS, RELIEF, RELIEVES, SIT_DOWN, WEAPONS
from detente.ontology import Ontology
from detente.values import Coding, Modality, Party

_STATE = {"GOV", "MIL", "COP", "LEG", "JUD", "SPY"}
_MUTUAL = {"AGREE", "CONSULT", "SUPPORT", "COOPERATE"}
_SOLID = frozenset({"building", "territory", "vehicle", "mission", "property", "person_word", "monument", "road"})
"""Classes of the frame table that are hit in earnest."""
_ARMED = {"MIL", "REB", "COP", "UAF", "SPY", "CRM"}
_ALONE = {"PROTEST", "MOBILIZE", "RETREAT"}
"""Types that a noun tells without a target ("a rally of students")."""
_MEETING_PREPS = {"in", "during", "at", "on", "over", "after", "following", "before", "by", "via", "through"}


@dataclass
class Told:
    """An act as its clause tells it, while its parties are settled."""

    type: str
    modes: tuple[str, ...]
    cameo: str | None
    modality: Modality
    status: Status
    source: tuple[Party, ...]
    target: tuple[Party, ...]
    symmetric: bool


def told_of(
    clause: Clause, act: Act, frames: FrameTable, ontology: Ontology, memory: Memory, here: list[Coding]
) -> Told | None:
    """The act as an event with its parties; None where it is none, or lacks whom it needs."""
    kind, modality, status = modality_of(clause, act, frames)
    if kind is None:
        return None
    source = tuple(p for p in parties(act.source) if is_somebody(p))
    mine = {identity(p.actor) for p in source}
    struck = parties(act.target)
    if kind in ("ASSAULT", "COERCE"):
        lands = {p.actor.country for p in source}
        struck = tuple(_people_of(p) if p.actor.country in lands else p for p in struck)
    if kind == "SANCTION" and {"expel", "convict"} & set(act.modes):
        struck = tuple(_named_apart(p) if identity(p.actor) in mine else p for p in struck)
    target = tuple(p for p in struck if is_somebody(p) and identity(p.actor) not in mine)
    told = Told(kind, act.modes, act.cameo, modality, status, source, target, act.symmetric)
    if ontology.knows("ACCUSE", ("disapprove",), "111"):
        _read_protest(clause, act, told)
    _read_relief(clause, act, told)
    if not told.target or points_back(clause, act):
        quad = ontology.quad(told.type)
        told.target = memory.target_of(clause, act, told.type, quad, told.source, here) or told.target
    if told.modality == "hypothetical":
        _ask(clause, act, told, frames)
    like = ontology.like(told.type)
    _settle_sides(clause, act, told, memory, like)
    if not _is_event(clause, act, told, ontology) or _lacks_blows(clause, act, told, frames):
        return None
    if not told.source and clause.tokens[act.token].upos == "VERB" and clause.is_passive(act.token):
        told.source = memory.doer_before(clause, told.modes)
    if like == "ASSAULT" and is_accident(clause):
        return None
    if not told.source and not is_blow(clause, act, like, told.target, told.modality, memory.tells_assault):
        return None
    if not told.target and ontology.type(told.type).target_required:
        if clause.tokens[act.token].upos == "VERB" and "discontinue" in told.modes:
            told.target = memory.last_target(clause.sentence.index, told.source)
        if not told.target:
            return None
    return told if _has_whom_it_needs(clause, act, told, like) else None


def _people_of(party: Party) -> Party:
    """A state's own town that it strikes stands for the people in it: "Ethiopian jets bombed Mekelle"."""
    a = party.actor
    if party.text == a.name or a.code is None or a.code != a.country or party.via not in ("owner", "place-name"):
        return party
    return replace(party, actor=replace(a, name=party.text, code=None, sector="CVL"))


def _named_apart(party: Party) -> Party:
    """A state's own official whom it dismisses is told by his office: "Mexico's president dismissed his minister"."""
    if party.via not in ("role", "title") or party.text == party.actor.name:
        return party
    return replace(party, actor=replace(party.actor, name=party.text))


def _read_protest(clause: Clause, act: Act, told: Told) -> None:
    """A state's protest is an objection; its soldiers' march is a move of forces, their mutiny stays what it is."""
    if told.type != "PROTEST" or not told.source or any(p.actor.sector not in _STATE for p in told.source):
        return
    lemma = clause.tokens[act.token].lemma.lower()
    if "boycott" in told.modes and told.target:
        told.type, told.modes, told.cameo = "SANCTION", ("discontinue",), "163"  # by a state, not its citizens
        return
    if all(p.actor.sector in ("MIL", "COP") for p in told.source):
        if lemma in ("march", "parade"):
            told.type, told.modes, told.cameo = "MOBILIZE", ("troops",), "152"
        return
    if lemma == "strike" and _tells_of_blows(clause):
        told.type, told.modes, told.cameo = "ASSAULT", (), "190"  # "an Israeli strike killed five"
        return
    if lemma in OBJECTIONS:
        told.type, told.modes, told.cameo = "ACCUSE", ("disapprove",), "111"


def _read_relief(clause: Clause, act: Act, told: Told) -> None:
    """Forces sent to a disaster to help are aid (codebook, AID): "sent a carrier to Haiti to help survivors"."""
    if told.type != "MOBILIZE" or not told.target:
        return
    below = {t.lemma.lower() for t in clause.tokens if t.index == act.token or clause.below(t.index, act.token)}
    if below & RELIEF and below & RELIEVES and not below & WEAPONS:
        told.type, told.modes, told.cameo = "AID", (), "073"


def _tells_of_blows(clause: Clause) -> bool:
    """Whether the sentence speaks of dead, or of arms other than a strike."""
    words = {t.lemma.lower() for t in clause.tokens}
    return bool(words & ((WEAPONS | HARM) - {"strike"}))


def _ask(clause: Clause, act: Act, told: Told, frames: FrameTable) -> None:
    """ "Pakistan must hand over the gunmen, India's minister said": the speaker asks it of who must."""
    auxiliaries = {
        clause.tokens[c].text.lower() for c in clause.children[act.token] if clause.tokens[c].deprel == "aux"
    }
    rule = frames.compose("REQUEST", told.type, told.modes, told.cameo)
    if not auxiliaries & DUTY or rule is None or rule.type is None or not told.source:
        return
    for mention, _, _ in speakers(clause, act.token):
        if mention is None or mention.via == "agency":
            continue
        said = tuple(Party(mention.text, mention.start, mention.end, a, mention.via) for a in mention.actors)
        if not {identity(p.actor) for p in said} & {identity(p.actor) for p in told.source}:
            told.type, told.modes, told.cameo, told.modality = rule.type, rule.modes, rule.cameo, "actual"
            told.source, told.target = said, told.source
            return


def _settle_sides(clause: Clause, act: Act, told: Told, memory: Memory, like: str) -> None:
    """Who stands on which side: hosts of a visit, the first-named of a reciprocal act as source."""
    if not told.source and told.symmetric and len(told.target) > 1:
        told.source, told.target = told.target, ()
    alone = not told.target and len(told.source) > 1
    if "mutual" in act.frame.flags or like in _MUTUAL:
        told.symmetric = told.symmetric or alone
    if "visit" in act.frame.flags and not told.target and told.source:
        host = memory.host_of(told.source[0].actor)
        if host is not None and clause.tokens[act.token].upos == "NOUN":
            told.target = (host,)


def _is_event(clause: Clause, act: Act, told: Told, ontology: Ontology) -> bool:
    """Whether enough take part for the kind of act, and public actors among them."""
    t = clause.tokens[act.token]
    if told.symmetric:
        everyone = told.source + told.target
        if len(everyone) < 2 and t.upos != "VERB" and not act.light:
            return False
        told.source, told.target = everyone[:1], everyone[1:]
    if not is_public(ontology.quad(told.type), told.source, told.target):
        return False
    if told.type == "ASSAULT" and not told.target and _is_unarmed_move(clause, act, told):
        return False
    meets_nobody = ontology.like(told.type) == "CONSULT" and not told.target and len(told.source) < 2
    return not meets_nobody or act.light or t.lemma in SIT_DOWN


def _is_unarmed_move(clause: Clause, act: Act, told: Told) -> bool:
    """ "two Kenyans attacked at the 30-kilometre mark": plain people, and nothing that is hit."""
    plain = {p.actor.sector for p in told.source} == {"CVL"}
    return plain and clause.tokens[act.token].upos == "VERB" and not any(s.role == "ARG1" for s in act.slots)


def _lacks_blows(clause: Clause, act: Act, told: Told, frames: FrameTable) -> bool:
    """Whether nothing shows that a word often meant as a figure is meant as a blow.

    No arms, no dead, nobody armed or official, nobody who is hit; "India had beaten Sri Lanka" needs one of the first.
    """
    if told.type != "ASSAULT" or not told.source or not is_of(clause, act.token, "prone", "sporty"):
        return False
    hit = [clause.tokens[s.head].lemma.lower() for s in act.slots if s.role == "ARG1"]
    if any(_SOLID & frames.classes(lemma) for lemma in hit):
        return False  # "a building was demolished"
    words = {t.lemma.lower() for t in clause.tokens if t.index not in act.words}
    if words & (WEAPONS | HARM) or count(clause, "sober"):
        return False
    if any(p.actor.sector in _ARMED for p in told.source + told.target):
        return False
    if is_of(clause, act.token, "sporty"):
        return True
    if any(p.via not in ("owner", "place-name", "toward", "place") for p in told.target):
        return False
    return all(p.actor.sector not in _STATE or p.via == "owner" for p in told.source)


def _has_whom_it_needs(clause: Clause, act: Act, told: Told, like: str) -> bool:
    """Whether the row's own wishes about parties are met, and a mere noun has a target."""
    flags = act.frame.flags
    if not told.target and "need_target" in flags and not has_unknown_target(clause, act):
        return False
    if "weak" in flags and not all(p.actor.code for p in told.source + told.target):
        return False
    noun = clause.tokens[act.token].upos == "NOUN"
    return not noun or bool(told.target) or act.light or like in _ALONE


def add_participants(clause: Clause, act: Act) -> None:
    """Parties of a meeting named by a noun that lacks them: those of the verb that it hangs on.

    "called for more during meetings in Tehran": whoever called; "told Kim in a phone call": who told and who was told.
    """
    t = clause.tokens[act.token]
    if t.upos != "NOUN" or act.frame.like != "CONSULT" or not act.symmetric:
        return
    if len(act.source) + len(act.target) >= 2 or any(len(f.mention.actors) > 1 for f in act.source):
        return
    if t.deprel not in ("obl", "nmod", "advcl") or clause.case(act.token) not in _MEETING_PREPS or t.head < 0:
        return
    verb = next((h for h in (t.head, *clause.ancestors(t.head)) if clause.tokens[h].upos == "VERB"), None)
    if verb is None:
        return
    found: list[Found] = list(subjects(clause, verb))
    if clause.case(act.token) in ("in", "during", "at", "on", "over", "by", "via"):
        obj = clause.child(verb, "obj", "iobj")
        if obj is not None:
            start, end = clause.span(obj)
            found += in_slot(clause, Slot("ARG1", start, end, obj, None, "tree"), owner=False)
    own = {f.mention for f in (*act.source, *act.target)}
    extra = tuple(f for f in found if f.mention not in own)
    if len(own) + sum(len(f.mention.actors) for f in extra) >= 2:
        act.source = act.source + extra
        act.note("source", "participants of the clause that the meeting belongs to")
        act.score -= 0.1
