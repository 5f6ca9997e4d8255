"""Unnamed actors who are, by their own words, not of the country where they act: "foreign airlines", "peacekeepers"."""

from __future__ import annotations

from detente.actors.phrases import Phrase
from detente.actors.scan import Hit
from detente.actors.sets import word_set
from detente.actors.tree import Tree

_STRANGERS = word_set(
    "peacekeeper peacekeepers expatriate expatriates mercenary mercenaries tourist tourists foreigner foreigners "
    "interventionists mediators mediator arbitrator arbitrators helmets correspondent correspondents"
)
_FROM_ABROAD = word_set(
    "foreign international western multinational european arab african asian overseas global expatriate "
    "un u.n. nato eu "
    "allied outside neighbouring neighboring world worldwide regional"
)
_FORCES = word_set(
    "forces troops jets aircraft warplanes soldiers planes bases base helicopters fighters airstrikes strikes"
)
_SECTS = word_set("sunni shia shi'ite shiite israeli druze christian maronite")


def is_foreign_word(roles: tuple[Hit, ...]) -> bool:
    """Whether the last of the roles is a stranger's: "a tourist in Lima"."""
    return bool(roles) and roles[-1].role is not None and roles[-1].role.phrase in _STRANGERS


def is_foreign(tree: Tree, phrase: Phrase) -> bool:
    """Whether the noun or a word before it says that its people come from elsewhere; no "foreign ministry" does."""
    if tree.words[phrase.head].lower() in _STRANGERS:
        return True
    before = tree.words[phrase.head - 1].lower() if phrase.head else ""
    if before == "coalition" and tree.words[phrase.head].lower() in _FORCES:
        return True  # of several states, hardly of the one where they fight
    if any(tree.words[k].lower() in ("world", "globe") and tree.case(k) for k in tree.kids[phrase.head]):
        return True  # "bishops from around the world"
    if any(tree.words[k].lower() in _SECTS for k in tree.kids[phrase.head]):
        return False  # "Sunni Arab leaders" are of the country spoken of
    first = phrase.hit.first if phrase.hit is not None else phrase.head
    near = {*tree.kids[phrase.head], *range(phrase.first, first)}
    return any(k < first and tree.words[k].lower() in _FROM_ABROAD for k in near)
