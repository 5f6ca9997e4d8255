"""Role words that name a thing as often as those in it: "prison", "vessels", "the palace", "business".

They are parties only where they act or are acted upon: "gunmen stormed the prison", "the vessel opened fire".
"""

from __future__ import annotations

from detente.actors.sets import word_set
from detente.actors.tree import Tree

_THINGS = word_set(
    "prison prisons jail jails penitentiary palace palaces vessel vessels ship ships tanker tankers gunship gunships "
    "helicopter helicopters warship warships warplane warplanes jet jets tank tanks convoy convoys frigate destroyer "
    "submarine carrier carriers gunboat gunboats boat boats convoy mine mines business businesses market markets risk "
    "hospital hospitals mosque mosques church churches base bases school schools embassy embassies consulate "
    "consulates station stations university academy center centre industry exchange airport"
)
_AGAINST = frozenset({"on", "against", "at", "upon"})


def is_only_thing(tree: Tree, head: int) -> bool:
    """Whether the word at `head` is of things and stands where a thing does: "taken to prison", "business is slow"."""
    if tree.words[head].lower() not in _THINGS:
        return False
    function = tree.function(head)
    if function in ("object", "agent", "possessor"):
        return False
    if function == "subject":
        return _is_state_of_things(tree, tree.leader(head))
    case = tree.case(head)[:1]
    return not (case and case[0] in _AGAINST)


def _is_state_of_things(tree: Tree, head: int) -> bool:
    """ "The risk is high": a subject of no act."""
    predicate = tree.tokens[head].head
    if predicate < 0:
        return False
    return tree.tokens[predicate].upos not in ("VERB", "AUX") or any(
        tree.relation(k) == "cop" for k in tree.kids[predicate]
    )
