"""Whom a state's name or people's name means, and "the country" where no state was named since the dateline."""

from __future__ import annotations

from detente.actors.coreference import Memory
from detente.actors.describing import make_actor, state_actor, state_of
from detente.actors.phrases import Phrase
from detente.actors.relatives import compatriot
from detente.actors.scan import Scanned
from detente.actors.surroundings import Surroundings
from detente.actors.tree import Tree
from detente.actors.wording import text_of
from detente.values import Actor

_FEDERAL = frozenset("USA AUS IND BRA MEX NGA DEU MYS VEN MMR AUT ETH SDN SSD SOM FSM".split())
"""States of states, where "the state" is one of these."""
_PLACING = (("in",), ("across",), ("around",), ("throughout",), ("inside",))


def named_state(found: Scanned, phrase: Phrase, memory: Memory, names: dict[str, str]) -> tuple[Actor, ...]:
    """The state of a phrase of kind "state", or its people: "Norland", "a Norlander", "the Norlandic"."""
    hit = phrase.hit
    if hit is None:
        return ()
    if hit.form is not None and hit.form.kind == "noun" and phrase.via == "demonym":
        return (make_actor(hit.form.form, state_of(hit, names), "CVL", None),)
    if phrase.people and phrase.article == "the":
        again = compatriot(memory, found.tree.sentence.index, hit.form)
        if again:
            phrase.via = "coreference"
            return again
    if phrase.people:
        return (make_actor(text_of(found, phrase), state_of(hit, names), "CVL", None),)
    return (state_actor(hit, names),)


def home_again(tree: Tree, phrase: Phrase, around: Surroundings) -> tuple[Actor, ...]:
    """ "The bloc closed its borders with the country": that of the dateline, where no state was named since."""
    home, word = around.only or around.home, tree.words[phrase.head].lower()
    is_whole = word == "country" or (word == "state" and home is not None and home.code not in _FEDERAL)
    is_land = phrase.kind == "again" and phrase.owner is None and is_whole
    if home is None or not is_land or phrase.last - phrase.first > 2 or tree.case(phrase.head)[:1] in _PLACING:
        return ()
    return (make_actor(home.name, home, "GOV", None),)
