"""Names that contain a country or a city and are not that state: airlines, papers, seas, wars, treaties, teams.

"Air China", "Bank of China", "Korean War", "New England", "Team USA", "South China Sea": the capitalised words around
the country belong to the same name, and none of them is a role, a body or a person.
"""

from __future__ import annotations

from detente.actors.sets import word_set
from detente.actors.tree import Tree

_HEADS = word_set(
    "air airlines airways aviation bank daily times post herald tribune journal gazette news weekly review today "
    "television radio tv museum university college school institute hospital airport hotel theatre theater opera "
    "symphony orchestra cup open league championship championships games olympics grand prix premier team united "
    "city sea ocean gulf strait straits channel bay peninsula island islands basin lake river desert mountains "
    "canal war wars revolution spring winter empire dynasty era crisis convention agreement accord accords treaty "
    "protocol pact declaration process initiative summit plan act street square avenue road railway railways "
    "motors steel oil petroleum gas electric mobile telecom telecommunications pharma group holdings inc corp "
    "corporation ltd co company plc llc partners capital securities insurance express mail telegraph star globe "
    "cathedral mosque temple shrine monastery bridge dam mall prison palace "
    "mirror sun observer tower towers centre center stadium park valley hills coast year wall rangers embassy"
)  # the last word of such names
_LEFT = word_set(
    "air team bank new miss little royal radio voice gulf sea bay strait church university lake port fort hotel"
)
_QUALIFIERS = word_set(
    "northern southern eastern western central greater mainland modern ancient imperial soviet communist islamic "
    "democratic north south east west"
)
_LINKS = frozenset({"compound", "flat", "amod", "nmod", "fixed", "appos"})


def is_title_case(tree: Tree) -> bool:
    """Whether most words of the sentence are capitalised, so that capitals say nothing (a headline in Title Case)."""
    if tree.title_case is None:
        words = [w for w in tree.words if len(w) > 3 and w[0].isalpha()]
        tree.title_case = len(words) > 3 and sum(w[0].isupper() for w in words) > 0.8 * len(words)
    return tree.title_case


def _is_name_word(tree: Tree, i: int, taken: set[int], capitals_tell: bool) -> bool:
    if not 0 <= i < len(tree.words) or i in taken or not tree.words[i][:1].isupper():
        return False
    if tree.words[i].lower() in _HEADS:
        return True
    token = tree.tokens[i]
    return capitals_tell and token.upos == "PROPN" and tree.names.get(i) != "PER" and len(token.text) > 1


def _is_linked(tree: Tree, i: int, first: int, last: int) -> bool:
    """Whether token `i` and the range hang on each other, or side by side on one name."""
    head = tree.head_of(first, last)
    inside = first <= tree.tokens[i].head < last and tree.relation(i) in _LINKS
    return inside or (
        tree.relation(head) in _LINKS
        and (tree.tokens[head].head == i or (tree.tokens[i].head == tree.tokens[head].head >= 0))
        and tree.relation(head) != "appos"
    )


def is_thing_name(tree: Tree, first: int, last: int, taken: set[int]) -> bool:
    """Whether the country or city at tokens `first` to `last` is only part of the name of something else.

    `taken` are the tokens of roles, bodies, groups, agencies, people and other countries.
    """
    capitals_tell = not is_title_case(tree)
    if _is_name_word(tree, last, taken, capitals_tell) and _is_linked(tree, last, first, last):
        return True
    left = first - 1
    if left < 0:
        return False
    word = tree.words[left].lower()
    if word in ("of", "the") and first >= 2:
        at = first - 2 if word == "of" else first - 3
        if word == "the" and (at < 0 or tree.words[first - 2].lower() != "of"):
            return False
        # "Bank of China", "Gulf of Mexico"
        return _is_name_word(tree, at, taken, capitals_tell) and tree.tokens[at].upos in ("PROPN", "NOUN")
    if word in _QUALIFIERS:
        return False
    own_head = first <= tree.tokens[left].head < last
    if word == "new" and not own_head and tree.relation(left) == "amod":
        return False  # "new U.S. aid", in a headline
    if (
        word in _LEFT
        and tree.words[left][0].isupper()
        and left not in taken
        and tree.relation(left) in _LINKS | {"root"}
    ):
        return True
    tells = left > 0 or (tree.words[left].isupper() and len(word) > 1)  # "CSKA Moscow"
    return _is_name_word(tree, left, taken, capitals_tell) and tells and _is_linked(tree, left, first, last)
