"""What the tree and the predicates say of a trigger's neighbours: hints for the heads that tie parties to it."""

from __future__ import annotations

from collections.abc import Iterator

from detente.coding.clause import Clause

Range = tuple[int, int]

GRAMMAR = ("arg0", "arg1", "arg2", "subject", "object", "oblique", "noun", "above subject", "above object")
"""Numbered arguments of the trigger as a predicate (arg2: any further one); heads of its subject, object, prepositional
phrases, of nouns that hang on it; subject and object of the next word above that has one."""

_ARGUMENTS = {"ARG0": 0, "ARG1": 1, "ARG2": 2, "ARG3": 2, "ARG4": 2}
_RELATIONS = {
    "nsubj": 3, "nsubj:pass": 3, "nsubj:outer": 3, "obj": 4, "iobj": 4, "obl": 5, "obl:agent": 5, "nmod": 6,
    "nmod:poss": 6, "compound": 6, "amod": 6,
}  # fmt: skip


def grammar_of(clause: Clause, word: int) -> tuple[tuple[Range, ...], ...]:
    """Ranges of words for each of GRAMMAR.

    "Iran {freed} two sailors"   arg0, subject: Iran; arg1: two sailors; object: sailors
    """
    found: list[list[Range]] = [[] for _ in GRAMMAR]
    predicate = clause.predicates.get(word)
    for argument in predicate.arguments if predicate else ():
        column = _ARGUMENTS.get(argument.role)
        if column is not None:
            found[column].append((argument.start, argument.end))
    for child in clause.children[word]:
        column = _RELATIONS.get(clause.tokens[child].deprel)
        if column is not None:
            found[column] += _joined(clause, child)
    wanted = {name for name, column in (("subject", 3), ("object", 4)) if not found[column]}
    for above in clause.ancestors(word):
        for child in clause.children[above]:
            side = {3: "subject", 4: "object"}.get(_RELATIONS.get(clause.tokens[child].deprel, -1))
            if side in wanted and child != word:
                found[7 if side == "subject" else 8] += _joined(clause, child)
        if found[7]:
            break
    return tuple(tuple(ranges) for ranges in found)


def _joined(clause: Clause, head: int) -> Iterator[Range]:
    """The head of a phrase and those joined to it: "Iran and Iraq"."""
    yield head, head + 1
    for child in clause.children[head]:
        if clause.tokens[child].deprel == "conj":
            yield child, child + 1
