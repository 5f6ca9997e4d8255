"""Whether an act is told as a fact: negation, modal verbs, conditions, purposes, future (codebook, sections 3, 6)."""

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
    GOES_ON,
    IMPLIED,
    NEGATIONS,
    POSSIBLE,
    UNREAL,
)

Status = Literal["fact", "future", "possible", "hypothetical", "denied"]

_ADVERBS = {
    "reportedly": "fact",
    "allegedly": "possible",
    "possibly": "possible",
    "perhaps": "possible",
    "probably": "possible",
    "maybe": "possible",
}


class Reading(NamedTuple):
    """A status and the word that shows it, None where nothing is marked."""

    status: Status
    word: int | None


def status_of(clause: Clause, token: int, upto: int | None = None) -> Reading:
    """How the act named by `token` is told, looking up the tree until `upto` (a word that takes charge of it).

    "did not attack"        denied
    "may attack"            possible
    "if he threatened"      hypothetical
    "will visit"            future
    "to attack" (a purpose) possible
    """
    own = _own(clause, token)
    if own.status != "fact":
        return own
    at = token
    for head in clause.ancestors(token):
        if head == upto:
            break
        rel = clause.tokens[at].deprel
        if rel in ("conj", "parataxis", "appos", "acl:relcl", "acl", "advcl", "advcl:relcl", "list") or rel.startswith(
            "nsubj"
        ):
            # a coordinated or attached clause has its own standing; a condition over both is still seen
            if (
                rel == "conj"
                and clause.tokens[at].upos == clause.tokens[head].upos
                and not _has_word(clause, at, "but")
            ):
                above = _own(clause, head, shared=True)
                if above.status != "fact" and not _has_own_aux(clause, at):
                    return above
            if rel.startswith("nsubj") and clause.tokens[head].lemma in GOES_ON:
                above = _own(clause, head)
                if above.status != "fact":
                    return above
            if rel in ("parataxis", "appos", "acl:relcl", "list", "advcl:relcl"):
                return Reading("fact", None)
        elif clause.tokens[head].upos in ("VERB", "ADJ", "AUX"):
            above = _own(clause, head)
            if above.status in ("denied", "hypothetical", "possible", "future"):
                if rel in ("obj", "obl", "ccomp", "xcomp", "nmod", "iobj"):
                    return above
            elif rel == "xcomp" and clause.tokens[head].lemma in ("have", "be") and _has_word(clause, head, "yet"):
                return Reading("denied", head)
            elif rel == "xcomp" and _is_infinitive(clause, at) and clause.tokens[head].lemma not in IMPLIED:
                return Reading("possible", at)
        at = head
    return Reading("fact", None)


def _is_reported(clause: Clause, token: int) -> bool:
    """Whether a verb of saying or promising stands above, with no condition beside."""
    if any(
        clause.tokens[c].deprel == "advcl"
        and any(clause.tokens[x].text.lower() in CONDITIONS for x in clause.children[c])
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


def _has_word(clause: Clause, token: int, word: str) -> bool:
    return any(clause.tokens[c].text.lower() == word for c in clause.children[token])


def _is_denied_subject(clause: Clause, subject: int) -> bool:
    """ "no party", "neither Pakistan nor India"."""
    below = [clause.tokens[c] for c in clause.children[subject]]
    return any(
        t.text.lower() == "neither"
        or (t.deprel == "det" and t.text.lower() == "no")
        or (t.deprel == "cc:preconj" and t.text.lower() in NEGATIONS)
        for t in below
    )


def _has_own_aux(clause: Clause, token: int) -> bool:
    return any(clause.tokens[c].deprel in ("aux", "nsubj", "nsubj:pass") for c in clause.children[token])


def _is_infinitive(clause: Clause, token: int) -> bool:
    return any(clause.tokens[c].deprel == "mark" and clause.tokens[c].lemma == "to" for c in clause.children[token])


def _own(clause: Clause, token: int, shared: bool = False) -> Reading:
    t = clause.tokens[token]
    future: int | None = None
    possible: int | None = None
    infinitive = False
    auxiliary = False
    for c in clause.children[token]:
        child = clause.tokens[c]
        word = child.text.lower()
        if child.deprel in ("advmod", "cc:preconj", "det", "case", "advmod:neg") and (
            word in NEGATIONS or (word == "no" and child.deprel == "det")
        ):
            return Reading("denied", c)
        if child.deprel.startswith("nsubj") and (word in NEGATIONS or _is_denied_subject(clause, c)):
            return Reading("denied", c)
        if child.deprel == "mark" and word in NEGATIONS:
            return Reading("denied", c)
        if child.deprel == "mark" and word in CONDITIONS:
            return Reading("hypothetical", c)
        if child.deprel == "mark" and word == "to":
            infinitive = True
        if child.deprel in ("aux", "aux:pass"):
            auxiliary = auxiliary or word != "to"
            if word in FUTURE or child.lemma in ("will", "shall"):
                future = c
            elif word in POSSIBLE:
                possible = c
            elif word in ("would", "'d", "’d") and _is_reported(clause, token):
                future = c  # "said it would halt the grants": the future, told in the past
            elif word in UNREAL:
                return Reading("hypothetical", c)
        if child.deprel == "advmod" and _ADVERBS.get(word) == "possible":
            possible = c
        if child.deprel == "amod" and t.upos in ("NOUN", "PROPN") and child.lemma.lower() in DOUBT:
            possible = c
    if future is not None:
        return Reading("future", future)
    if possible is not None:
        return Reading("possible", possible)
    if infinitive and not shared:
        above = clause.tokens[t.head] if t.head >= 0 else None
        if above is not None and above.lemma == "have" and _has_word(clause, t.head, "yet"):
            return Reading("denied", t.head)  # "has yet to send aid"
        if t.deprel == "root" or (t.deprel in ("parataxis", "conj") and not auxiliary):
            return Reading("future", token)  # "Trump to visit China": a headline's future
        head = clause.tokens[t.head] if t.head >= 0 else None
        if (
            t.deprel == "xcomp"
            and head is not None
            and (
                head.lemma in FUTURE_ADJECTIVES
                or head.text.lower() in FUTURE_ADJECTIVES
                or head.text.lower() == "going"
            )
        ):
            return Reading("future", t.head)
        if (
            t.deprel in ("advcl", "acl", "xcomp", "appos", "parataxis")
            and head is not None
            and head.head < 0
            and head.upos == "PROPN"
        ):
            return Reading("future", token)  # the same where the parser makes the name the root
        if t.deprel in ("advcl", "acl", "csubj"):
            return Reading("possible", token)
    return Reading("fact", None)
