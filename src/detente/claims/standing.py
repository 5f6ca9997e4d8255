"""How a claim is told: its modality, and the clause that is its evidence; or that it is only a pledge."""

from __future__ import annotations

from typing import NamedTuple

from detente.claims.moving import Movement
from detente.claims.tree import is_finite, subject
from detente.claims.values import ClaimModality
from detente.claims.who import Scene
from detente.claims.words import DENYING, FAILING, PLEDGING, PREDICTING, RISKING, RISKS, TRYING
from detente.coding.clause import Clause
from detente.coding.factuality import Status, status_of

_OF: dict[Status, ClaimModality] = {
    "fact": "asserted",
    "future": "predicted",
    "possible": "possible",
    "hypothetical": "hypothetical",
    "denied": "denied",
}
_NOT = {"not", "n't", "never", "n’t"}


class Standing(NamedTuple):
    """The modality; the verbs that only carry the movement; the top word of the evidence."""

    modality: ClaimModality
    carriers: tuple[int, ...]
    top: int


def standing_of(scene: Scene, movement: Movement) -> Standing | None:
    """How the movement is told; None where somebody only pledges, wants or asks for it (a coding's business)."""
    clause, tokens = scene.clause, scene.clause.tokens
    modality = _OF[status_of(clause, movement.carrier).status]
    carriers: list[int] = []
    at = top = movement.carrier
    while True:
        above = tokens[at].head
        if above < 0:
            break
        rel, head = tokens[at].deprel, tokens[above]
        lemma = head.lemma.lower()
        is_pledge = lemma in PLEDGING and at not in (
            movement.carrier,
            movement.token,
        )  # "announced a summit, a hint that"
        if rel == "xcomp" or (rel in ("obj", "obl", "ccomp", "nmod", "acl") and lemma in _MINDED and not is_pledge):
            told = _above(scene, movement, above, modality)
            if told is None:
                return None
            modality = told
            if rel == "xcomp":
                carriers.append(above)
            top = above
        elif rel in ("nsubj", "nsubj:pass", "obj", "obl", "nmod", "acl", "appos", "dep") and not (
            rel == "acl" and tokens[at].xpos in ("VBN", "VBD")
        ):
            top = above  # up to the verb of the clause that the noun stands in
        else:
            break
        at = above
        if tokens[at].deprel in ("root", "advcl", "acl:relcl", "ccomp", "conj", "parataxis") and head.upos == "VERB":
            if tokens[at].deprel != "advcl" and not (
                tokens[at].deprel == "ccomp" and tokens[tokens[at].head].lemma in RISKS | RISKING
            ):
                break
            if tokens[at].deprel == "advcl":
                break
    if _is_own_aim(scene, movement, modality):
        return None
    if _asks(scene) and modality == "asserted":
        modality = "possible"
    return Standing(modality, tuple(carriers), top)


def _is_own_aim(scene: Scene, movement: Movement, modality: ClaimModality) -> bool:
    """Whether better relations are only aimed at: "to improve ties", "commitment to deepening ties", "will improve".

    Where a thing outside the pair is said to do it ("sanctions could strengthen their ties") it is a claim.
    """
    clause, tokens = scene.clause, scene.clause.tokens
    if movement.direction == "apart" or tokens[movement.carrier].upos != "VERB":
        return False
    by_thing = movement.agent is not None and tokens[movement.agent].upos == "NOUN" and not scene.at(movement.agent)
    if not is_finite(clause, movement.carrier):
        carried = tokens[movement.carrier].deprel == "xcomp" and by_thing
        governed = tokens[movement.carrier].deprel == "amod"  # "improving relations"
        return not carried and not governed
    is_aim = modality in ("possible", "predicted") and movement.is_ties_object
    return is_aim and not by_thing


_MINDED = RISKS | RISKING | TRYING | FAILING | DENYING | PREDICTING | PLEDGING


def _above(scene: Scene, movement: Movement, word: int, modality: ClaimModality) -> ClaimModality | None:
    """What a word above makes of the modality; None for a pledge or a wish of the parties themselves."""
    clause, tokens = scene.clause, scene.clause.tokens
    lemma = tokens[word].lemma.lower()
    noun = tokens[word].upos in ("NOUN", "PROPN")
    if noun:
        return "possible" if lemma in RISKS and modality != "denied" else modality
    if lemma in PLEDGING or lemma in TRYING:
        head = subject(clause, word)
        codes = {p.actor.code for p in scene.at(head)} if head is not None else set()
        own = bool(codes & {p.actor.code for p in movement.between})
        if lemma in PLEDGING or own or movement.agent is None:
            return None
        return "possible"
    if lemma in FAILING:
        return "asserted" if _negated(clause, word) else "denied"
    if lemma in DENYING:
        return "denied"
    if lemma in RISKING:
        return "denied" if _negated(clause, word) else "possible"
    if lemma in PREDICTING and modality in ("asserted", "possible", "hypothetical"):
        return "predicted"
    return modality


def _negated(clause: Clause, word: int) -> bool:
    return any(clause.tokens[c].text.lower() in _NOT for c in clause.children[word])


def _asks(scene: Scene) -> bool:
    return any(t.text == "?" for t in scene.clause.tokens[-2:])


def evidence_of(clause: Clause, top: int, needed: tuple[int, ...]) -> tuple[int, int]:
    """First and last word (exclusive) of the clause under `top`, without what is coordinated or added after.

    `needed` are words that must lie inside, whatever the tree says.
    """
    tokens = clause.tokens
    first, last = clause.span(top)
    for c in clause.children[top]:
        a, b = clause.span(c)
        if tokens[c].deprel in ("conj", "parataxis") and tokens[c].upos in ("VERB", "AUX"):
            if a > max(needed) and b == last:
                last = a
            elif b <= min(needed) and a == first:
                first = b
    first, last = min(first, *needed), max(last, max(needed) + 1)
    while last - 1 > max(needed) and (tokens[last - 1].upos == "PUNCT" or tokens[last - 1].deprel == "cc"):
        last -= 1
    while first < min(needed) and (tokens[first].upos == "PUNCT" or tokens[first].deprel == "cc"):
        first += 1
    return first, last
