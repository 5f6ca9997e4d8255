"""Who says so: the speaker of the verb above an act, or of "according to …"."""

from __future__ import annotations

from itertools import pairwise

from detente.coding.clause import Clause
from detente.coding.parties import at_head
from detente.coding.words import SAYING
from detente.values import Mention

_ACCORDING = {"according to", "citing", "per", "according"}


def is_saying(lemma: str) -> bool:
    """Whether the verb reports what somebody says."""
    return lemma in SAYING


def speakers(clause: Clause, token: int) -> list[tuple[Mention | None, int, int]]:
    """(mention or None, first, last word) of everyone to whom the act at `token` is ascribed, nearest first."""
    found: list[tuple[Mention | None, int, int]] = []
    chain = [token, *clause.ancestors(token)]
    for at, head in pairwise(chain):
        h = clause.tokens[head]
        if (
            h.lemma in SAYING
            and h.upos == "VERB"
            and clause.tokens[at].deprel in ("ccomp", "parataxis", "xcomp", "obj", "advcl")
        ):
            _speaker_of(clause, head, found)
    for at in chain:
        for c in clause.children[at]:
            child = clause.tokens[c]
            if (
                child.deprel in ("parataxis", "parataxis:reporting", "discourse")
                and child.lemma in SAYING
                and not clause.span(c)[0] <= token < clause.span(c)[1]
            ):
                _speaker_of(clause, c, found)
            if (
                child.deprel.startswith(("obl", "advmod", "nmod", "advcl"))
                and clause.case(c) in _ACCORDING
                and c not in chain
            ):
                _add(clause, c, found)
            if child.text.lower() in ("citing", "according") and c not in chain:
                for x in clause.children[c]:
                    if clause.tokens[x].deprel in ("obj", "obl", "nmod"):
                        _add(clause, x, found)
    return found


def _speaker_of(clause: Clause, verb: int, found: list[tuple[Mention | None, int, int]]) -> None:
    subject = clause.child(verb, "nsubj")
    if subject is None and clause.tokens[verb].deprel == "conj":
        subject = clause.child(clause.tokens[verb].head, "nsubj")
    if subject is not None:
        _add(clause, subject, found)


def _add(clause: Clause, head: int, found: list[tuple[Mention | None, int, int]]) -> None:
    mention = at_head(clause, head)
    if mention is None:
        named = [m for m in clause.by_head.get(head, ()) if m.actors]
        mention = max(named, key=lambda m: m.last - m.first) if named else None
    if mention is not None:
        first, last = mention.first, mention.last
    else:
        if clause.tokens[head].upos in ("PRON", "NUM", "PUNCT", "SYM"):
            return
        first, last = clause.span(head)
        last = min(last, first + 12)
        for c in clause.children[head]:  # the name, not the clauses that hang on it
            if clause.tokens[c].deprel in ("acl:relcl", "acl", "appos", "parataxis", "conj") and c > head:
                last = min(last, clause.span(c)[0])
        while last > head + 1 and clause.tokens[last - 1].upos == "PUNCT":
            last -= 1
        while clause.tokens[first].upos in ("PUNCT", "ADP") or clause.tokens[first].deprel in ("case", "fixed"):
            first += 1
            if first >= head:
                break
    if all((first, last) != (a, b) for _, a, b in found) and first < last:
        found.append((mention, first, last))
