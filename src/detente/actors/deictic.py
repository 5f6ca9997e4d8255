"""Phrases that point back at those named before: "the pair", "both sides", "our two countries", "the group", "all"."""

from __future__ import annotations

from detente.actors.epithets import NOUNS
from detente.actors.phrases import Phrase
from detente.actors.relatives import RELATIVES
from detente.actors.scan import Scanned
from detente.actors.sets import word_set
from detente.actors.words import COUNTRY, NUMBERS, ORGANISATION, PAIRS, PERSONS, SIDES, STATES

_DETERMINERS = frozenset({"the", "these", "those", "this", "that", "both", "all"})
_AT_ODDS = word_set("warring rival feuding opposing neighbouring neighboring enemy hostile")
"""What tells two sides of one another, not from others: "the warring parties"."""
_WORDS = {*PAIRS, *STATES, *PERSONS, *SIDES, *COUNTRY, *ORGANISATION, *RELATIVES, *NOUNS}
_WORDS |= {"former", "latter", "participants"}
"""All nouns of such phrases: most words are none."""


def is_joined_to_noun(found: Scanned, head: int) -> bool:
    """Whether the word only modifies a noun after it: "police raid"."""
    tree = found.tree
    above = tree.tokens[head].head
    return (
        above > head
        and "," not in tree.words[head:above]  # "President, opposition to talk"
        and tree.relation(head) in ("compound", "amod", "nmod", "nummod")
        and not tree.is_possessor(head)
        and not tree.case(head)
        and tree.tokens[above].upos in ("NOUN", "PROPN")
    )


def is_alone(found: Scanned, i: int) -> bool:
    """Whether "both" or "all" stands for people by itself, as subject or object."""
    tree = found.tree
    of = [k for k in tree.kids[i] if k > i and tree.relation(k) in ("nmod", "obl")]
    is_of_them = all(tree.words[k].lower() in ("them", "whom") for k in of)
    is_before_noun = tree.tokens[i].head == i + 1 and tree.is_nominal(i + 1)
    return tree.relation(i) in ("nsubj", "obj") and is_of_them and not is_before_noun


def _stands_alone(found: Scanned, i: int) -> bool:
    """Whether the word qualifies no noun after it."""
    return found.tree.tokens[i].head != i + 1 or found.tree.tokens[i + 1].upos not in ("NOUN", "PROPN", "ADJ", "NUM")


def _only_describes(found: Scanned, k: int) -> bool:
    """Whether a word before the noun tells no other actor: "the Shia group", "the warring sides"."""
    role = found.at[k].role
    return found.tree.words[k].lower() in _AT_ODDS or (role is not None and role.sector in ("REL", "REB", "PTY"))


def deictic(found: Scanned, i: int, lower: str) -> Phrase | None:
    """ "the pair", "both sides", "the two countries", "the group"."""
    if lower not in _WORDS:
        return None
    tree = found.tree
    before = [
        tree.words[k].lower() for k in tree.kids[i] if k < i and tree.relation(k) in ("det", "nummod", "amod", "cc")
    ]
    if is_joined_to_noun(found, i):
        return None
    if not before and i > 0 and tree.words[i - 1].lower() == "the":
        before = ["the"]  # "the superpower's ambassador", where the article hangs on the ambassador
    owner = next((k for k in tree.kids[i] if tree.tokens[k].xpos == "PRP$" and k < i), None)
    if owner is not None and tree.is_plural(i) and lower in STATES and tree.words[owner].lower() == "our":
        return Phrase("pair", owner, i + 1, i, "coreference", owner=owner)  # "our two countries"
    if owner is not None and not tree.is_plural(i):
        if lower in COUNTRY:
            return Phrase("again", owner, i + 1, i, "coreference", owner=owner)  # "his country"
        if lower in RELATIVES:
            return Phrase("related", owner, i + 1, i, "coreference", owner=owner)  # "its northern neighbour"
    if lower in ("former", "latter") and i > 0 and tree.words[i - 1].lower() == "the" and _stands_alone(found, i):
        return Phrase("last", i - 1, i + 1, i, "coreference")
    if lower in PAIRS and i > 0 and tree.words[i - 1].lower() == "all" and _stands_alone(found, i):
        return Phrase("pair", i - 1, i + 1, i, "coreference")  # "all three"
    in_headline = tree.sentence.part in ("headline", "subheading")
    number = next((w for w in before if w in NUMBERS), None)
    articles = ("the", "this", "that", "these", "those", "both", *(("all",) if number is not None else ()))
    article = next((w for w in before if w in articles), None)
    if lower == "participants" and tree.function(i) == "subject" and not any(k > i for k in tree.kids[i]):
        return Phrase("pair", i, i + 1, i, "coreference")
    if article is None and not (number is not None and in_headline):
        return None
    rest = [w for w in before if w not in _DETERMINERS and w not in NUMBERS]
    owned = any(
        tree.relation(k) in ("nmod", "acl", "compound", "obl", "appos")
        and tree.tokens[k].deprel != "nmod:unmarked"
        and (k > i or tree.relation(k) != "compound" or tree.tokens[k].text[0].isupper())
        and not (k > i + 1 and tree.words[i + 1] == ",")  # "The council, trained by …,"
        for k in tree.kids[i]
    )
    first = min([k for k in tree.kids[i] if k < i and tree.relation(k) in ("det", "nummod", "cc")] or [i])
    first -= first == i and i > 0 and tree.words[i - 1].lower() == "the"
    said = [
        k for k in range(first, i) if tree.words[k].lower() not in _DETERMINERS and tree.words[k].lower() not in NUMBERS
    ]
    if owned or any(k in found.at and not _only_describes(found, k) for k in said):
        return None
    plural = tree.is_plural(i)
    is_counted = number is not None or "both" in before
    if lower in PAIRS or (plural and lower in STATES | PERSONS | SIDES):
        is_told_apart = (rest or said) and not is_counted and not set(rest) <= _AT_ODDS
        return None if is_told_apart else Phrase("pair", first, i + 1, i, "coreference", article=article)
    if plural or article in ("both", None):
        return None
    if lower in COUNTRY | ORGANISATION | NOUNS and (not rest or rest[0] not in ("other", "new", "same", "another")):
        return Phrase("again", first, i + 1, i, "coreference", article=article)
    return None
