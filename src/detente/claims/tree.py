"""Subject, object and agent of a word, with what it inherits over the tree: words, for a cause may be no actor."""

from __future__ import annotations

from detente.coding.clause import Clause

_WHO = {"which", "that", "who"}


def is_passive(clause: Clause, verb: int) -> bool:
    """Whether the verb is passive: an auxiliary says so, or it is a bare participle with a "by" ("pushed together by").

    A subject alone does not make it so: "Ties have soured" is often parsed with a passive subject.
    """
    if clause.child(verb, "aux:pass") is not None or clause.child(verb, "obl:agent") is not None:
        return True
    t = clause.tokens[verb]
    if t.deprel == "amod" and t.head > verb and clause.tokens[clause.tokens[t.head].head].lemma == "have":
        return False  # "have mended fences", read as fences that are mended
    return t.deprel in ("acl", "advcl", "amod") and t.xpos == "VBN" and clause.child(verb, "nsubj") is None


def subject(clause: Clause, verb: int, depth: int = 0) -> int | None:
    """The head word of the grammatical subject: its own, its antecedent's, or that of the verb it depends on."""
    if depth > 5:
        return None
    tokens = clause.tokens
    t = tokens[verb]
    own = clause.child(verb, "nsubj", "nsubj:pass", "csubj")
    if own is not None:
        is_relative = t.deprel in ("acl:relcl", "acl") and tokens[own].text.lower() in _WHO and t.head >= 0
        return t.head if is_relative else own
    if t.head < 0:
        return None
    head = tokens[t.head]
    if t.deprel in ("acl", "acl:relcl", "amod") and head.upos in ("NOUN", "PROPN", "PRON"):
        if (
            t.deprel == "amod" and t.head > verb
        ):  # "Russia and Turkey have mended fences", read as fences that are mended
            return _labelled(clause, verb, "ARG0")
        if t.xpos == "VB":  # "the effort to push them together": whoever's effort it is, so nobody to be sure of
            return None
        return t.head
    if t.deprel in ("xcomp", "advcl", "conj", "ccomp", "obl", "parataxis", "obj"):
        return subject(clause, t.head, depth + 1)
    return _labelled(clause, verb, "ARG0")


def objects(clause: Clause, verb: int) -> int | None:
    """The head word of what an active verb acts on: its object, or the noun it is parsed as a modifier of."""
    own = clause.child(verb, "obj", "iobj")
    if own is not None:
        return own
    t = clause.tokens[verb]
    if t.deprel == "amod" and t.head > verb:  # "have mended fences", read as fences that are mended
        return t.head
    return _labelled(clause, verb, "ARG1", after=True)


def is_finite(clause: Clause, verb: int) -> bool:
    """Whether the verb tells something of its own: "improved", "could improve"; not "to improve", "of improving"."""
    t = clause.tokens[verb]
    if clause.child(verb, "aux", "aux:pass", "cop") is not None:
        return True
    if t.deprel == "conj" and t.head >= 0 and clause.tokens[t.head].upos == "VERB" and t.xpos in ("VB", "VBG"):
        return clause.child(verb, "nsubj") is not None or is_finite(clause, t.head)
    return t.xpos in ("VBD", "VBZ", "VBP", "VBN") or (t.xpos == "VB" and clause.child(verb, "nsubj") is not None)


def agent(clause: Clause, verb: int) -> int | None:
    """The head word of who or what does a passive verb: the phrase with "by"."""
    for c in clause.children[verb]:
        rel = clause.tokens[c].deprel
        if rel == "obl:agent" or (rel.startswith(("obl", "nmod")) and clause.case(c) == "by"):
            return c
    return None


def partner(clause: Clause, words: tuple[int, ...], prepositions: tuple[str, ...]) -> int | None:
    """The first phrase with one of these prepositions that hangs on one of the words."""
    below = sorted(c for w in words for c in clause.children[w])
    for c in below:
        t = clause.tokens[c]
        if t.deprel.startswith(("obl", "nmod", "xcomp", "advcl")) and clause.case(c) in prepositions:
            return c
    return None


def _labelled(clause: Clause, verb: int, role: str, *, after: bool = False) -> int | None:
    predicate = clause.predicates.get(verb)
    if predicate is None:
        return None
    for a in predicate.arguments:
        if a.role == role and (not after or a.start > verb):
            head = clause.sentence.head_of(a.start, a.end)
            if head != verb:
                return head
    return None
