"""What a word of nationality without a noun stands for: a state, people of it, or a language.

"three Japanese", "an Omani", "Batswana stood in line" are people; "the Japanese said no" is the state; "speaks
Russian", "English is to be dropped" is a tongue.
"""

from __future__ import annotations

from detente.actors.sets import word_set
from detente.actors.tree import Tree

_FEW = word_set("some many several few both most more other another no fellow young old elderly dead")
"""Words that count or tell people from others: "many Burkinabè", "other Chinese"."""
_PEOPLES_ACTS = word_set(
    "vote march rally mourn flee protest demonstrate queue celebrate riot chant pray starve die live riot strike stand "
    "cheer shiver emigrate migrate marry"
)
"""What people do, not their state: "the Irish voted"."""
_TONGUES = word_set(
    "english french german russian arabic chinese spanish portuguese italian japanese korean turkish greek hebrew "
    "ukrainian polish dutch swedish danish norwegian finnish hungarian romanian bulgarian serbian croatian albanian "
    "welsh irish persian urdu hindi bengali tamil thai vietnamese khmer burmese swahili amharic georgian armenian"
)
_SPEAKING = word_set("speak teach learn study understand translate write")


def stands_for(tree: Tree, head: int, word: str) -> str:
    """ "people", "state" or "language", for an adjective of nationality at token `head` that qualifies no noun."""
    verb = tree.tokens[tree.leader(head)].head
    lemma = tree.tokens[verb].lemma.lower() if verb >= 0 else ""
    before = [k for k in tree.kids[head] if k < head]
    said = {tree.words[k].lower() for k in before}
    subject = tree.function(head) == "subject"
    if any(tree.tokens[k].upos == "NUM" for k in before) or said & (_FEW | {"a", "an"}):
        return "people"
    is_one = said == {"the"} and tree.tokens[head].xpos in ("NN", "NNP") and word.endswith(("an", "i"))
    if is_one and not (subject and is_of_many(tree, verb)) and not tree.is_possessor(head):
        return "people"  # "the Australian" is a person; "the French" are a nation
    if "the" in said or tree.is_possessor(head):
        return "people" if subject and lemma in _PEOPLES_ACTS else "state"
    if tree.is_plural(head):
        return "people"
    if word.lower() in _TONGUES:
        if lemma in _SPEAKING or tree.case(head)[:1] in (("in",), ("into",), ("from",)):
            return "language"
        if subject and not is_of_many(tree, verb):
            return "language"  # "English is to be dropped"
    return "people" if subject and (lemma in _PEOPLES_ACTS or is_of_many(tree, verb)) else "state"


def is_of_many(tree: Tree, verb: int) -> bool:
    """Whether the verb's form is of several: "Japanese are", "Chinese buy"."""
    forms = [verb, *(k for k in tree.kids[verb] if tree.relation(k) in ("aux", "cop"))] if verb >= 0 else []
    return any(tree.tokens[k].xpos == "VBP" or tree.words[k].lower() in ("are", "were", "have") for k in forms)


_MADE = word_set("made built born designed bred grown style speaking educated")
"""Words by which a nationality says where a thing or a person comes from, not who acts."""


def of_made(tree: Tree, head: int) -> int:
    """The noun that a nationality within "Iranian-made drones" says more of; else the word itself."""
    words = tree.words[head + 1 : head + 3]
    if words[:1] != ["-"] or words[-1].lower() not in _MADE:
        return head
    noun = tree.tokens[head + 2].head
    return head if noun < 0 else noun
