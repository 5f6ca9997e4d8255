"""Dead, injured, arrested, and the size of a crowd or force, where the sentence gives them of the act.

Which counts belong to which types: `_OF`. Codebook, section 9; corpus/GUIDELINE.md, 14.
"""

from __future__ import annotations

from collections.abc import Iterator

from detente.coding.amounts import count_of, is_counted, sum_of, whole_of
from detente.coding.clause import Clause
from detente.coding.sizes import size_of
from detente.values import Numbers

_OF = {
    "ASSAULT": ("dead", "injured"),
    "PROTEST": ("dead", "injured", "size"),
    "COERCE": ("arrested", "size"),
    "MOBILIZE": ("size",),
    "RETREAT": ("size",),
    "AID": ("size",),
}
"""The counts of a type."""

_DEAD = {"kill", "die", "behead", "execute", "slay", "massacre", "dead", "death", "casualty", "assassinate", "perish",
         "murder", "fatality", "gun", "life", "killing", "assassination", "execution", "drown"}  # fmt: skip
_HURT = {"injure", "wound", "hurt", "injury", "maim", "wounded", "injured"}
_HELD = {"arrest", "detain", "jail", "imprison", "apprehend", "custody", "detention", "capture", "catch", "nab",
         "round", "lock", "bar"}  # fmt: skip
_TAKEN = {"bundle", "carry", "collect", "cuff", "drag", "handcuff", "haul", "hold", "intern", "march", "pick", "pull",
          "remand", "seize", "snatch", "take"}  # fmt: skip
"""Verbs of an arrest where it is known to be one."""
_STRUCK = {"shoot", "stab", "knife", "poison"}
"""Verbs of a blow that wounds, where nothing says that it killed."""
_KINDS = {"dead": _DEAD, "injured": _HURT, "arrested": _HELD}
_SINGLE = {
    "dead": {"kill", "behead", "execute", "slay", "assassinate", "murder", "killing", "assassination",
             "execution"},
    "injured": {"injure", "wound", "maim"},
    "arrested": set(),  # the corpus counts arrests of several, not of one who is named
}  # fmt: skip
"""Words of which a single person is one: "assassinated a general"."""
_TOLLS = {"toll"}
_MANY = {
    "army", "battalion", "cabinet", "community", "congregation", "council", "couple", "crew", "crowd", "family",
    "force", "gang", "generation", "government", "group", "household", "leadership", "military", "militia",
    "minority", "mob", "navy",
    "opposition", "pair", "party", "people", "personnel", "police", "population", "public", "squad", "staff",
    "team", "unit", "youth",
}  # fmt: skip
"""Singular nouns of several persons."""
_COUNTED_BY = ("obj", "nsubj:pass", "nsubj", "nmod", "nummod", "obl:agent")
_AFTERWARDS = {"after", "as", "because", "before", "since", "though", "although", "while", "until", "if"}
"""Conjunctions of a clause that tells another deed."""


def numbers_of(clause: Clause, token: int, kind: str | None = None) -> Numbers:
    """The counts of the act named by the word at `token`, of a type like this (None: any), that its sentence gives.

    "…, killing three people and a nurse"   4 dead
    "the toll rose to 40 from 31"           40
    "hundreds marched"                      200
    """
    wanted = _OF.get(kind, ()) if kind is not None else ("dead", "injured", "arrested", "size")
    found: dict[str, int] = {}
    for name in wanted:
        n = size_of(clause, token, kind) if name == "size" else _harmed(clause, token, name)
        if n is not None:
            found[name] = n
    return Numbers(**found)


def _harmed(clause: Clause, token: int, name: str) -> int | None:
    """How many are dead, injured or arrested: by the word itself, those under it, those above it."""
    lemmas = _KINDS[name]
    if name == "dead":
        for t in clause.tokens:
            if (
                t.lemma.lower() in _TOLLS
                and _is_of(clause, token, t.index)
                and (n := _toll(clause, t.index)) is not None
            ):
                return n
    own = _own(clause, token, name)
    if own is not None:
        return own
    for at in _around(clause, token):
        if clause.tokens[at].lemma.lower() in lemmas and (n := _count_at(clause, at)) is not None:
            return n
    lemma = clause.tokens[token].lemma.lower()
    is_named = lemma in _SINGLE[name] or (name == "dead" and _is_fatal(clause, token))
    return 1 if is_named and _has_single_victim(clause, token) else None


def _own(clause: Clause, token: int, name: str) -> int | None:
    """What the act's own verb tells: "shot dead five", "stabbed 11 people", "hauled off 400"."""
    t = clause.tokens[token]
    if t.upos != "VERB":
        return None
    lemma, fatal = t.lemma.lower(), _is_fatal(clause, token)
    if name == "dead" and not fatal:
        return None
    if name == "injured" and (lemma not in _STRUCK or fatal):
        return None
    if name == "arrested" and lemma not in _TAKEN:
        return None
    of = _victim(clause, token)
    if of is None or (name == "injured" and not is_counted(clause, of)):
        return None
    return sum_of(clause, of, people=name != "dead")


def _is_fatal(clause: Clause, verb: int) -> bool:
    """ "shot dead", "beaten to death", "fatally stabbed"."""
    for c in clause.children[verb]:
        t = clause.tokens[c]
        if t.text.lower() in ("dead", "fatally") or (t.lemma == "death" and clause.case(c) == "to"):
            return True
    return verb + 1 < len(clause.tokens) and clause.tokens[verb + 1].text.lower() == "dead"


def _victim(clause: Clause, verb: int) -> int | None:
    """The object or passive subject of a verb, or the noun that it describes."""
    t = clause.tokens[verb]
    one = clause.child(verb, "obj", "nsubj:pass")
    if one is None and t.deprel == "acl" and t.xpos == "VBN":
        return whole_of(clause, t.head)
    if t.deprel == "acl:relcl" and (one is None or clause.tokens[one].lemma in ("who", "that", "which")):
        return whole_of(clause, t.head)  # "three who were detained", "two it had locked up"
    if one is None and t.deprel == "conj" and t.head >= 0 and clause.tokens[t.head].xpos == t.xpos:
        return _victim(clause, t.head)
    return one


def _around(clause: Clause, token: int) -> Iterator[int]:
    """The word, what stands under it or under the verb that it is subject of, and the words that it hangs on."""
    yield token
    for t in clause.tokens:
        if t.index != token and _is_of(clause, token, t.index):
            yield t.index
    at = token
    for head in clause.ancestors(token):
        rel, of_harm = clause.tokens[at].deprel, _DEAD | _HURT
        together = rel == "conj" and {clause.tokens[at].lemma, clause.tokens[head].lemma} <= of_harm and at != token
        apart = rel in ("conj", "parataxis", "acl:relcl") and not together
        if apart or _tells_another(clause, at):
            return
        yield head
        at = head


def _is_of(clause: Clause, token: int, word: int) -> bool:
    """Whether the word stands under the act and in no clause of another deed."""
    tops = {token}
    if clause.tokens[token].deprel == "nsubj":
        tops.add(clause.tokens[token].head)  # "The raid left 31 dead"
    at = word
    for head in (*clause.ancestors(word), -1):
        if at in tops:
            return True
        if head < 0 or _tells_another(clause, at):
            return False
        rel = clause.tokens[at].deprel
        actor = any(m.via != "place-name" for m in clause.by_head.get(head, ()))
        if rel == "acl:relcl" and head not in tops and actor and clause.child(at, "nsubj") is not None:
            return False  # "struck Hamas, which had killed 1,200"
        if clause.tokens[at].lemma in ("accuse", "suspect", "blame", "convict", "charge") and at != word:
            return False
        at = head
    return False


def _tells_another(clause: Clause, verb: int) -> bool:
    """ "after rebels killed five": a clause with a subject and a conjunction of its own."""
    if clause.tokens[verb].deprel != "advcl" or clause.child(verb, "nsubj", "nsubj:pass") is None:
        return False
    return any(
        clause.tokens[c].deprel == "mark" and clause.tokens[c].text.lower() in _AFTERWARDS
        for c in clause.children[verb]
    )


def _count_at(clause: Clause, token: int) -> int | None:
    """How many a word of harm or arrest tells of: its object or subject, or the noun that it describes."""
    t = clause.tokens[token]
    if t.lemma.lower() in ("gun", "life", "round", "lock", "bar") and not _is_meant(clause, token):
        return None
    if t.upos != "VERB" and (own := count_of(clause, token)) is not None:
        return own  # "12 deaths", "three dead", "made 30 arrests"
    children = sorted(clause.children[token], key=lambda c: clause.tokens[c].deprel != "obj")
    active = clause.child(token, "obj") is not None
    for c in children:
        rel = clause.tokens[c].deprel
        if rel not in _COUNTED_BY or (rel == "nsubj" and active):
            continue
        n = sum_of(clause, c)
        if n is not None:
            return n
    if t.deprel == "acl:relcl" and (of := _victim(clause, token)) == whole_of(clause, t.head):
        return sum_of(clause, of)
    if t.deprel in ("acl", "amod", "xcomp", "appos", "advmod", "compound:prt") and t.head >= 0:
        head = clause.tokens[t.head]
        noun = t.head if head.upos in ("NOUN", "NUM", "PROPN") else clause.child(t.head, "obj", "nsubj:pass")
        if noun is not None:
            return sum_of(
                clause, whole_of(clause, noun)
            )  # "with 12 people killed", "left 12 people dead", "shot dead 12 people"
    return None


def _is_meant(clause: Clause, token: int) -> bool:
    """ "gunned down", "rounded up", "behind bars"; "claimed 40 lives", "cost 40 lives"."""
    t = clause.tokens[token]
    if t.lemma.lower() == "bar":
        return clause.case(token) == "behind"
    if t.lemma.lower() != "life":
        return t.upos == "VERB" and clause.child(token, "compound:prt") is not None
    return t.head >= 0 and clause.tokens[t.head].lemma in ("claim", "cost", "take", "lose")


def _has_single_victim(clause: Clause, token: int) -> bool:
    """Whether one person is the victim: "assassinated the governor", "Duro was killed", "the killing of a monk"."""
    t = clause.tokens[token]
    if t.upos == "NOUN":
        if t.xpos != "NN":
            return False
        victims = [
            c
            for c in clause.children[token]
            if clause.tokens[c].deprel == "nmod:poss" or (clause.tokens[c].deprel == "nmod" and clause.case(c) == "of")
        ]
    else:
        one = _victim(clause, token)
        victims = [] if one is None else [one]
    return len(victims) == 1 and len(clause.conjuncts(victims[0])) == 1 and _is_person(clause, victims[0])


def _is_person(clause: Clause, noun: int) -> bool:
    """Whether the word means one person."""
    t = clause.tokens[noun]
    if t.lemma.lower() in _MANY or t.xpos in ("NNS", "NNPS"):
        return False
    if t.text.lower() in ("he", "she", "him", "her", "his"):
        return True
    mentions = [m for m in clause.by_head.get(noun, ()) if len(m.actors) == 1]
    if t.upos == "PROPN":
        return any(m.via in ("person", "title", "role") for m in mentions)
    return t.upos == "NOUN" and t.xpos == "NN" and any(m.via in ("role", "title", "person") for m in mentions)


def _toll(clause: Clause, token: int) -> int | None:
    """ "the death toll rose to 40 from 31", "raising the toll to 40", "a toll of 40"."""
    for at in (token, clause.tokens[token].head):
        for c in clause.children[at] if at >= 0 else ():
            if clause.case(c) in ("to", "at", "of", "above"):
                n = count_of(clause, c)
                if n is not None:
                    return n
    return None
