"""What a word's own dependents say of its act: not, may, if, will, until … (codebook, sections 3 and 6)."""

from __future__ import annotations

from itertools import pairwise
from typing import Literal, NamedTuple

from detente.coding.attribution import is_saying
from detente.coding.clause import Clause
from detente.coding.words import (
    CONDITIONS,
    DOUBT,
    FUTURE,
    FUTURE_ADJECTIVES,
    INSTEAD,
    MAKE_BELIEVE,
    NEARLY,
    NEGATIONS,
    NOBODY,
    ORDINALS,
    PENDING,
    POSSIBLE,
    UNREAL,
    VOTES,
)

Status = Literal["fact", "future", "possible", "hypothetical", "denied"]

_PERHAPS = {"allegedly", "possibly", "perhaps", "probably", "maybe", "supposedly", "purportedly", "conceivably"}
_WOULD = {"would", "'d", "’d"}


class Reading(NamedTuple):
    """A status and the word that shows it, None where nothing is marked."""

    status: Status
    word: int | None


FACT = Reading("fact", None)


def own_reading(clause: Clause, token: int, shared: bool = False) -> Reading:
    """How the word's own dependents tell its act; `shared` where it only stands beside the word that is read."""
    for read in (_denied, _conditional, _marked_by_verb, _doubted):
        found = read(clause, token)
        if found is not None:
            return found
    return FACT if shared else _as_infinitive(clause, token)


def has_ended(clause: Clause, token: int) -> bool:
    """ "no longer sells arms", "does not pay any more": what was done and is done no more."""
    below = {clause.tokens[c].text.lower(): c for c in clause.children[token]}
    longer = below.get("longer", below.get("more", below.get("anymore")))
    if longer is None:
        return False
    words = {clause.tokens[x].text.lower() for x in clause.children[longer]}
    return "no" in words or (("any" in words or "anymore" in below) and bool({"not", "n't", "n’t"} & below.keys()))


def markers(clause: Clause, token: int) -> dict[str, int]:
    """Conjunctions and prepositions before the clause or noun, multiword ones joined ("as if", "instead of")."""
    found = {}
    for c in clause.children[token]:
        child = clause.tokens[c]
        more = [clause.tokens[x].text.lower() for x in clause.children[c] if clause.tokens[x].deprel == "fixed"]
        if child.deprel in ("mark", "case") or (child.deprel in ("advmod", "cc") and (more or child.lemma in PENDING)):
            found[" ".join([child.text.lower(), *more])] = c
    return found


def _one_of(words: frozenset[str], marks: dict[str, int]) -> int | None:
    """Where the first of the markers that is one of these words stands."""
    return next((c for m, c in marks.items() if m in words), None)


def _denied(clause: Clause, token: int) -> Reading | None:
    """ "did not attack", "no party attacked", "sold no weapons", "nearly attacked", "stopped short of attacking"."""
    t = clause.tokens[token]
    for c in clause.children[token]:
        child = clause.tokens[c]
        word, rel = child.text.lower(), child.deprel
        if rel in ("advmod", "cc:preconj", "det", "case", "advmod:neg") and (
            word in NEGATIONS or (word == "no" and rel == "det")
        ):
            return Reading("denied", c)
        if rel.startswith(("nsubj", "obj")) and (word in NEGATIONS or word in NOBODY or _is_denied_noun(clause, c)):
            return Reading("denied", c)
        if rel == "mark" and word in NEGATIONS:
            return Reading("denied", c)
        if rel in ("advmod", "xcomp") and word == "short" and t.lemma in ("stop", "fall"):
            return Reading("denied", c)
        if rel == "advmod" and word in NEARLY and c < token and t.upos == "VERB":
            return Reading("denied", c)
    instead = _one_of(INSTEAD, markers(clause, token))
    return None if instead is None else Reading("denied", instead)


def _is_denied_noun(clause: Clause, noun: int) -> bool:
    """ "no party", "neither Pakistan nor India"."""
    below = [clause.tokens[c] for c in clause.children[noun]]
    return any(
        t.text.lower() == "neither"
        or (t.deprel == "det" and t.text.lower() == "no")
        or (t.deprel == "cc:preconj" and t.text.lower() in NEGATIONS)
        for t in below
    )


def _conditional(clause: Clause, token: int) -> Reading | None:
    """ "if it attacks", "as though it attacked", "had it attacked", "until it withdraws"."""
    marks = markers(clause, token)
    condition = _one_of(CONDITIONS, marks)
    if condition is not None:
        return Reading("hypothetical", condition)
    pending = _one_of(PENDING, marks)
    if pending is not None and _is_awaited(clause, token, marks):
        return Reading("hypothetical", pending)
    inverted = _inversion(clause, token)
    return None if inverted is None else Reading("hypothetical", inverted)


def _inversion(clause: Clause, token: int) -> int | None:
    """ "Had Iran attacked", "Should Iran attack": the auxiliary before its subject, and no question."""
    subject = clause.child(token, "nsubj", "nsubj:pass")
    if subject is None or clause.tokens[token].deprel != "advcl" or clause.tokens[-1].text == "?":
        return None
    first = clause.span(token)[0]
    for i in (first - 1, first):  # the tree may hang it on the clause above
        if 0 <= i < subject and clause.tokens[i].text.lower() in ("had", "should", "were"):
            return i
    return None


def _is_awaited(clause: Clause, token: int, marks: dict[str, int]) -> bool:
    """Whether "until", "once", "when" … name what has not happened: in the present tense, or under an open future.

    "fought until Kyiv agreed to talks"                 it did
    "will fight until Kyiv agrees", "would not stop until they were freed"   not yet
    """
    t = clause.tokens[token]
    if t.upos in ("VERB", "AUX"):
        finite = [t, *(clause.tokens[c] for c in clause.children[token] if clause.tokens[c].deprel.startswith("aux"))]
        if any(x.xpos in ("VBZ", "VBP") for x in finite) and clause.sentence.part == "body":
            return not any(x.lemma == "have" for x in finite) or bool({"until", "till", "once"} & marks.keys())
        if {"when", "after"} & marks.keys() and any(x.xpos == "VBD" for x in finite):
            return False
    return t.head >= 0 and any(
        clause.tokens[c].deprel == "aux"
        and (clause.tokens[c].text.lower() in FUTURE | POSSIBLE | UNREAL | _WOULD or clause.tokens[c].lemma == "will")
        for c in clause.children[t.head]
    )


def _marked_by_verb(clause: Clause, token: int) -> Reading | None:
    """ "will attack", "may attack", "said it would attack"; "would attack" that nobody told is unreal."""
    future = possible = None
    for c in clause.children[token]:
        child = clause.tokens[c]
        if child.deprel not in ("aux", "aux:pass"):
            continue
        word = child.text.lower()
        if word in FUTURE or child.lemma in ("will", "shall"):
            future = c
        elif word in POSSIBLE:
            possible = c
        elif word in _WOULD and _is_reported(clause, token):
            future = c  # "said it would halt the grants": the future, told in the past
        elif word in UNREAL:
            return Reading("hypothetical", c)
    if future is not None:
        return Reading("future", future)
    return None if possible is None else Reading("possible", possible)


def _doubted(clause: Clause, token: int) -> Reading | None:
    """ "allegedly attacked", "a possible attack", "a mock attack"."""
    nominal = clause.tokens[token].upos in ("NOUN", "PROPN")
    for c in clause.children[token]:
        child = clause.tokens[c]
        if child.deprel == "advmod" and child.text.lower() in _PERHAPS:
            return Reading("possible", c)
        if child.deprel in ("amod", "compound") and nominal:
            if child.lemma.lower() in MAKE_BELIEVE:
                return Reading("hypothetical", c)
            if child.deprel == "amod" and child.lemma.lower() in DOUBT:
                return Reading("possible", c)
    return None


def _as_infinitive(clause: Clause, token: int) -> Reading:
    """A bare "to …": a headline's future, what is "due to" come, a purpose; "the first to …" and a vote are facts."""
    t = clause.tokens[token]
    if not is_infinitive(clause, token):
        return FACT
    head = clause.tokens[t.head] if t.head >= 0 else None
    if head is not None and head.lemma == "have" and has_word(clause, t.head, "yet"):
        return Reading("denied", t.head)  # "has yet to send aid"
    auxiliary = any(
        clause.tokens[c].deprel in ("aux", "aux:pass") and clause.tokens[c].text.lower() != "to"
        for c in clause.children[token]
    )
    if t.deprel == "root" or (t.deprel in ("parataxis", "conj") and not auxiliary):
        return Reading("future", token)  # "Trump to visit China": a headline's future
    if head is None:
        return FACT
    foreseen = {head.lemma, head.text.lower()} & (FUTURE_ADJECTIVES | {"going"})
    if t.deprel == "xcomp" and foreseen and not (head.lemma == "go" and head.text.lower() != "going"):
        return Reading("future", t.head)
    if (
        t.deprel in ("advcl", "acl", "xcomp", "appos", "parataxis")
        and head.head < 0
        and head.upos == "PROPN"
        and clause.child(t.head, "cop") is None
    ):
        return Reading("future", token)  # the same where the parser makes the name the root
    near = (t.head, *clause.children[t.head])
    if t.deprel in ("acl", "advcl") and any(clause.tokens[c].lemma.lower() in ORDINALS for c in near):
        return FACT  # "became the first country to recognise it"
    if t.deprel == "advcl" and head.lemma in VOTES and own_reading(clause, t.head) == FACT:
        return FACT  # "voted on Tuesday to impose an embargo"
    return Reading("possible", token) if t.deprel in ("advcl", "acl", "csubj") else FACT


def _is_reported(clause: Clause, token: int) -> bool:
    """Whether a verb of saying or promising stands above, with no condition beside."""
    if any(
        clause.tokens[c].deprel == "advcl" and _one_of(CONDITIONS, markers(clause, c)) is not None
        for c in clause.children[token]
    ):
        return False
    chain = [token, *clause.ancestors(token)]
    return any(
        clause.tokens[at].deprel in ("ccomp", "parataxis", "conj") and is_saying(clause.tokens[head].lemma)
        for at, head in pairwise(chain)
    ) or any(
        clause.tokens[c].deprel == "parataxis" and is_saying(clause.tokens[c].lemma) for c in clause.children[token]
    )


def has_word(clause: Clause, token: int, word: str) -> bool:
    """Whether the word hangs directly on the token."""
    return any(clause.tokens[c].text.lower() == word for c in clause.children[token])


def is_infinitive(clause: Clause, token: int) -> bool:
    """Whether "to" marks the verb."""
    return any(clause.tokens[c].deprel == "mark" and clause.tokens[c].lemma == "to" for c in clause.children[token])
