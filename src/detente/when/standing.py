"""Where a time stands to the word of an act: at it, of a thing or a clause beside it, of the saying, of another act."""

from __future__ import annotations

from collections.abc import Sequence

from detente.values import Sentence
from detente.when.attach import anchor_of, dates_noun
from detente.when.mention import TimeMention

_SAID = frozenset({"ccomp", "parataxis"})
_OWN = frozenset({"acl", "advcl", "ccomp", "csubj", "parataxis"})
"""Clauses below a word whose times are their own."""
_VERBS = frozenset({"VERB", "AUX"})
_EDGES = frozenset({"before", "after"})
_STOPS = frozenset(",;:.?!")


def standing_of(time: TimeMention, sentence: Sentence, trigger: int) -> str:
    """The place in the tree of the word that the time belongs to, seen from the act's."""
    anchor = anchor_of(time, sentence)
    tokens = sentence.tokens
    if anchor == trigger or time.first <= trigger < time.last:
        return "at the act"
    if dates_noun(time, sentence):
        return "of a thing"  # "the 2015 accord"
    if anchor < 0:
        return "of no word"
    above = sentence.relations(trigger, anchor)
    if above is not None:
        if above & _SAID:
            return "of the saying"  # "said on Monday that troops had fled"
        return "above a clause" if above & _OWN else "of a word above"
    below = sentence.relations(anchor, trigger)
    kind = "a verb" if tokens[anchor].upos in _VERBS else "a noun"
    if below is not None:
        return "of a clause below" if below & _OWN else f"of {kind} below"
    return f"of {kind} elsewhere"


def is_counted_from(time: TimeMention, times: Sequence[TimeMention], sentence: Sentence, trigger: int) -> bool:
    """Whether another time counts from this one: "a week after the summit of 12 June"; not for the summit itself."""
    tokens = sentence.tokens
    for other in times:
        if not other.last <= time.first or tokens[other.last - 1].text.lower() not in _EDGES:
            continue
        is_one_phrase = not any(t.text in _STOPS for t in tokens[other.last : time.first])
        if is_one_phrase and not other.last <= trigger < time.first and other.interval is not None:
            return True
    return False
