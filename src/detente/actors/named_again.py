"""Bodies, groups and states named again by a noun: "the bloc", "the Canadian firm", "the gas-rich emirate"."""

from __future__ import annotations

from collections.abc import Callable

from detente.actors.coreference import Memory, Referent
from detente.actors.epithets import NOUNS, may_be_called
from detente.actors.offices import is_in_name
from detente.actors.phrases import Phrase
from detente.actors.tree import Tree
from detente.actors.words import COUNTRY, fits_organisation
from detente.values import Actor

_ARMED_WORDS = frozenset({"group", "movement", "outfit", "faction", "sect", "force"})
_ARMED = frozenset({"REB", "UAF", "PRM", "CRM", "OPP"})
_PLACED = frozenset({"in", "across", "around", "throughout", "inside"})

AsStates = Callable[[tuple[Actor, ...]], tuple[Actor, ...]]


def named_again(tree: Tree, memory: Memory, phrase: Phrase, as_states: AsStates) -> tuple[Actor, ...]:
    """The body, group or state that the phrase means again; () where nothing named before may be called so."""
    word = tree.words[phrase.head].lower()
    if (tree.case(phrase.head)[:1] or ("",))[0] in _PLACED:
        return ()  # "in the country"
    words = " ".join(tree.words[phrase.first + 1 : phrase.head])
    if word in COUNTRY | NOUNS:
        return _state_again(tree, memory, phrase, words, as_states)

    def is_called(r: Referent) -> bool:
        is_unit = r.sort == "org" or (r.sort == "people" and r.one)
        is_so_called = r.word == word or is_in_name(word, r.actors)
        return is_unit and len(r.actors) == 1 and is_so_called and (r.sort == "org" or r.function != "modifier")

    def fits(r: Referent) -> bool:
        if len(r.actors) != 1 or (r.function == "modifier" and r.sort != "org"):
            return False
        is_armed = word in _ARMED_WORDS and r.actors[0].sector in _ARMED
        is_unit = r.sort == "org" or (r.sort == "people" and (r.one or is_armed))
        return is_unit and r.word != word and fits_organisation(word, r.actors[0])

    best = memory.best(tree, phrase.head, is_called, own_clause=False, reach=12) if not words else None
    best = best or memory.best(tree, phrase.head, fits, own_clause=False, reach=5)
    return best.actors if best is not None else ()


def _state_again(tree: Tree, memory: Memory, phrase: Phrase, words: str, as_states: AsStates) -> tuple[Actor, ...]:
    """ "the country", "the former colonial power": the last state that may be called so, if only named as a place."""
    word = tree.words[phrase.head].lower()

    def is_state(r: Referent) -> bool:
        return r.sort == "state" and len(r.actors) == 1 and r.actors[0].sector == "GOV" and r.actors[0].role is None

    def is_plain(r: Referent) -> bool:
        return is_state(r) and r.function != "modifier"

    def is_told(r: Referent) -> bool:
        return is_state(r) and may_be_called(r.actors[0].country, word, words) is True

    def is_of_told(r: Referent) -> bool:
        acts = len(r.actors) == 1 and r.actors[0].code is not None and r.actors[0].code == r.actors[0].country
        return acts and may_be_called(r.actors[0].country, word, words) is True  # "French troops"

    if may_be_called(None, word, words) is None:
        if word not in COUNTRY:
            return ()  # "the power", "the giant"
        best = memory.best(tree, phrase.head, is_plain, own_clause=False, reach=5)
        return as_states(best.actors) if best is not None else ()
    best = memory.best(tree, phrase.head, is_told, own_clause=True, reach=12)
    best = best or memory.best(tree, phrase.head, is_of_told, own_clause=True, reach=12)
    if best is not None:
        return as_states(best.actors)
    return next((a for a in reversed(memory.lands) if may_be_called(a[0].country, word, words)), ())
