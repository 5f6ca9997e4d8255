"""Where a place stands to the word of an act: under it, under the word for another act, beside or above it."""

from __future__ import annotations

from detente.values import Sentence
from detente.where.find import Place

_SAID = frozenset({"ccomp", "parataxis"})
_VERBS = frozenset({"VERB"})
_LONGEST = 40


def standing_of(place: Place, sentence: Sentence, trigger: int) -> str:
    """The word for an act that the place hangs on first, seen from the act's own."""
    if place.first <= trigger < place.last:
        return "at the act"
    owner = _owner(sentence, place.head, trigger)
    if owner == trigger:
        return "of the act"
    if owner < 0:
        return "of no act"
    above = sentence.relations(trigger, owner)
    if above is not None:
        if above & _SAID:
            return "of the saying"  # "said in Geneva that troops had fled"
        return "above a relative clause" if "acl" in above else "of an act above"
    kind = "a verb" if sentence.tokens[owner].upos in _VERBS else "a noun"
    return f"of {kind} below" if sentence.relations(owner, trigger) is not None else f"of {kind} elsewhere"


def _owner(sentence: Sentence, head: int, trigger: int) -> int:
    """The first word above that tells an act; -1 for none."""
    tokens = sentence.tokens
    acts = {p.token for p in sentence.predicates} | {trigger}
    node = tokens[head].head
    for _ in range(_LONGEST):
        if node < 0 or node in acts or tokens[node].upos in _VERBS:
            return node
        node = tokens[node].head
    return -1
