"""What is no event although a row of the frame table fits: accidents, private dealings, demands that a crowd voices."""

from __future__ import annotations

from detente.coding.act import Act
from detente.coding.clause import Clause
from detente.coding.marks import markers
from detente.coding.screens import count, is_of
from detente.coding.words import ACCIDENTS, WEAPONS
from detente.ontology import Ontology
from detente.values import Party


def is_game(clause: Clause) -> bool:
    """Whether the sentence is about sport, where fights and attacks are games, and nothing in it is earnest."""
    marks = count(clause, "game") + 2 * count(clause, "contest")
    return marks > 1 and not count(clause, "sober")


def is_show(clause: Clause) -> bool:
    """Whether the sentence is about music, film, painting or make-believe, and nothing in it is earnest."""
    marks = count(clause, "arts") + 2 * count(clause, "revel")
    return marks > 1 and not count(clause, "sober")


def is_accident(clause: Clause) -> bool:
    """Whether the sentence tells an accident or a disaster, with no weapon in it."""
    words = {
        x.lemma.lower()
        for x in clause.tokens
        if not (
            x.upos == "VERB"
            and (
                x.lemma in ("storm", "flood") or (x.lemma in ("sink", "derail", "drown") and _is_done(clause, x.index))
            )
        )
    }
    return bool(words & ACCIDENTS) and not words & WEAPONS


def _is_done(clause: Clause, verb: int) -> bool:
    """Whether somebody does it to something: "the navy sank a trawler"; but "a trawler sank"."""
    return clause.is_passive(verb) or clause.child(verb, "obj") is not None


def is_blow(clause: Clause, act: Act, kind: str, target: tuple[Party, ...], modality: str, told: bool) -> bool:
    """Whether it is harm to somebody named by a hand unknown (PLOVER.md section 7), and no accident.

    `told` is whether the report has told an assault before.
    """
    t = clause.tokens[act.token]
    if t.deprel == "amod":
        return False  # "the captured fighters", "the kidnapped girls": who they are, not what happened
    if kind != "ASSAULT" or not target or modality != "actual" or any(p.actor.sector == "UNK" for p in target):
        return False
    for s in act.slots:
        doer = clause.tokens[s.head]
        if s.role == "ARG0" and (doer.upos in ("PRON", "PROPN") or doer.lemma.lower() not in WEAPONS):
            return False  # somebody or something else does it, though nothing resolves who
    if {"abduct", "targeted", "torture", "sexual"} & set(act.modes):
        return True
    start, end = clause.span(act.token)
    aside = t.deprel in ("acl", "amod") and t.head >= 0 and clause.tokens[t.head].head >= 0
    if t.upos != "VERB" and (t.lemma.lower() not in WEAPONS or not any(s.prep in ("on", "against") for s in act.slots)):
        return False
    words = {x.lemma.lower() for x in (clause.tokens[start:end] if aside else clause.tokens)}
    return bool(words & WEAPONS) or (not aside and told)


def is_public(quad: int, source: tuple[Party, ...], target: tuple[Party, ...]) -> bool:
    """Whether an act is between public actors: private persons among themselves make no political event."""
    sectors = {p.actor.sector for p in (*source, *target)}
    if sectors == {"BUS"} or (quad <= 2 and sectors == {"BUS", "CVL"}):
        return False
    known = [bool(p.actor.code or p.actor.country or p.actor.sector) for p in (*source, *target)]
    return not known or (all(known) if quad <= 2 else any(known))


def is_somebody(party: Party) -> bool:
    """Whether it is an actor: with a country, a code or a sector, or a person known by name alone."""
    actor = party.actor
    return bool(actor.code or actor.country or actor.sector) or party.via in ("person", "title")


def has_unknown_target(clause: Clause, act: Act) -> bool:
    """Whether somebody stands in a target role whom nothing resolves: a pronoun or a name."""
    return any(
        s.role in act.frame.target and s.head not in act.agents and clause.tokens[s.head].upos in ("PRON", "PROPN")
        for s in act.slots
    )


def without_charges(clause: Clause, acts: list[Act]) -> list[Act]:
    """What somebody is arrested, tried or convicted for is alleged, and not coded beside it (codebook, section 4).

    "was jailed for locking up his daughter"
    """
    verdicts = {
        a.token
        for a in acts
        if (a.type == "COERCE" and "arrest" in a.modes) or (a.type == "SANCTION" and "convict" in a.modes)
    }
    return [a for a in acts if not _is_charge(clause, a.token, verdicts)]


def _is_charge(clause: Clause, token: int, verdicts: set[int]) -> bool:
    at = token
    for head in clause.ancestors(token):
        if head in verdicts:
            t = clause.tokens[at]
            return t.deprel in ("advcl", "obl", "nmod", "acl") and bool(
                {"for", "of", "over"} & markers(clause, at).keys()
            )
        at = head
    return False


def read_crowds(clause: Clause, acts: list[Act], ontology: Ontology) -> None:
    """What those who demonstrate demand is their protest (codebook, section 3): "marchers in Lima demanded talks"."""
    if not ontology.knows("PROTEST", ("demo",), "141"):
        return
    for act in acts:
        if act.type != "REQUEST" or clause.tokens[act.token].upos != "VERB":
            continue
        if any(is_of(clause, h, "marcher") for h in act.agents):
            act.type, act.modes, act.cameo = "PROTEST", ("demo",), "141"
            act.target = tuple(f for f in act.target if any(a.sector == "GOV" for a in f.mention.actors))
            act.note("type", "a crowd demands it: PROTEST")


def without_voiced_demands(clause: Clause, acts: list[Act], ontology: Ontology) -> list[Act]:
    """A protest takes in the demand that it voices, and with it whom the demand is made of."""
    crowds = [a for a in acts if ontology.like(a.type or "") == "PROTEST"]
    kept = []
    for act in acts:
        is_demand = ontology.like(act.type or "") == "REQUEST"
        over = [c for c in crowds if is_demand and clause.below(act.token, c.token)]
        if not over:
            kept.append(act)
        elif not over[0].target:
            over[0].target = act.target
    return kept
