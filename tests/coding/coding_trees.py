"""Clauses for the tests of coding, word by word: "form/UPOS/XPOS/head/relation", heads counted from 1, 0 the root."""

from __future__ import annotations

from detente.coding.clause import Clause
from detente.language.lemmas import lemma
from detente.values import Sentence, Token


def make_clause(text: str) -> Clause:
    """A clause without names, roles and mentions: only what the tree says."""
    tokens, at = [], 0
    for i, word in enumerate(text.split()):
        form, upos, xpos, head, relation = word.rsplit("/", 4)
        tokens.append(Token(i, at, at + len(form), form, lemma(form, upos, xpos), upos, xpos, int(head) - 1, relation))
        at += len(form) + 1
    return Clause(Sentence(0, 0, at - 1, "body", tuple(tokens)), ())


def at(clause: Clause, form: str) -> int:
    """The place of the only word of this form."""
    (found,) = [t.index for t in clause.tokens if t.text == form]
    return found
