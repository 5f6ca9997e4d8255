"""From a resolved phrase to the referent that later words may mean again."""

from __future__ import annotations

from detente.actors.coreference import Memory, Referent
from detente.actors.parts_of_names import gender_of_noun
from detente.actors.phrases import Phrase
from detente.actors.tree import Tree
from detente.values import Actor

_PLURAL_NAMES = frozenset({"nations", "states", "emirates", "countries", "affairs"})
_MANY = frozenset({"police", "people"})
_BACK = frozenset({"pronoun", "pair", "again", "related", "last"})
"""Phrases that themselves refer back."""


def make_referent(
    tree: Tree, memory: Memory, phrase: Phrase, actors: tuple[Actor, ...], gender_of_first: str | None
) -> Referent:
    """The referent of a phrase with its actors; `gender_of_first` is of the first actor, if the text tells it."""
    role = phrase.roles[-1].role if phrase.roles else None
    is_many = role is not None and role.kind == "group"
    sort = {"person": "person", "state": "state", "org": "org", "members": "state"}.get(phrase.kind, "person")
    gender, is_named = None, phrase.kind == "person"
    if phrase.kind == "person":
        gender = gender_of_first
    elif phrase.kind == "role":
        sort = "person" if role is None or role.kind == "person" else ("people" if is_many else "org")
        if sort == "person":
            gender = gender_of_first or gender_of_noun(tree.words[phrase.head])
    elif phrase.kind == "crowd":
        sort, is_many = "people", True
    elif phrase.kind in _BACK:
        last = next((r for r in reversed(memory.recent(tree.sentence.index)) if r.actors == actors), None)
        sort, gender = (last.sort, last.gender) if last is not None else ("person", None)
        is_named = last is not None and last.named
        if all(a.role is None and a.sector == "GOV" for a in actors):
            sort = "state"
    is_plural = tree.is_plural(phrase.head) and phrase.kind != "state"
    if phrase.kind == "org" and tree.words[phrase.head].lower() in _PLURAL_NAMES:
        is_plural = False
    leader = tree.leader(phrase.head)
    return Referent(
        actors,
        tree.sentence.index,
        phrase.first,
        phrase.head,
        tree.function(phrase.head) if phrase.via != "possessor" else "possessor",
        sort,
        gender,
        plural=len(actors) > 1 or is_many or is_plural,
        clause=tree.clause(phrase.head),
        leader=leader if len(tree.conjuncts(leader)) > 1 else -1,
        in_headline=tree.sentence.part in ("headline", "subheading", "related"),
        word=tree.tokens[phrase.head].lemma.lower(),
        roles=tuple(a.role for a in actors if a.role),
        main=tree.relation(tree.clause(phrase.head)) == "root",
        named=is_named,
        one=is_many and not tree.is_plural(phrase.head) and tree.words[phrase.head].lower() not in _MANY,
    )
