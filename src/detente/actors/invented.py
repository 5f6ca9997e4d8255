"""Countries that no table knows: "Norland" has a prime minister in the text, so it is a state there.

A report may be about a state that a table lacks, or an invented one; its name is kept, with no code.
"""

from __future__ import annotations

from detente.actors.folding import fold
from detente.actors.parts_of_names import is_honorific
from detente.actors.scan import Hit, Scanned
from detente.actors.sets import phrase_set, word_set
from detente.actors.tree import Tree
from detente.actors.words import SPEECH

_STATE_ROLES = phrase_set(
    "government|prime minister|foreign minister|defence minister|defense minister|foreign ministry|defence "
    "ministry|defense ministry|interior minister|interior ministry|parliament|army|navy|air "
    "force|king|queen|border guards|armed forces|troops|police|ambassador|embassy|president|finance "
    "minister|soldiers|forces|premier|ministry|minister"
)
_OFFICES = phrase_set(
    "prime minister|foreign minister|defence minister|defense minister|president|king|queen|government|"
    "foreign ministry|parliament|army|premier|chancellor|finance minister|interior minister"
)
_ENDINGS = ("ish", "ic", "ian", "ean", "ese", "an", "i")
_WORLDS = word_set("africa asia europe america americas oceania eurasia arabia scandinavia west east north south")
"""Parts of the world, which are no states (PLOVER.md 5)."""
_NO_NATIONS = word_set(
    "european african asian arab arabian eurasian nordic scandinavian balkan latin american caribbean islamic catholic "
    "christian anglican lutheran sunni shi'i democratic republican catalan christian-democratic"
)


def add_invented(scans: list[Scanned]) -> None:
    """Add country hits for names that have a government, or that speak as a place does, and for their adjectives."""
    names = _people_who_are_states(scans)
    surnames = {
        fold(f.tree.words[h.last - 1]) for f in scans for h in f.hits if h.kind == "person" and h.last - h.first > 1
    }
    for found in scans:
        for first, last in _unknown_names(found):
            is_named = fold(found.text(first, last)) not in _WORLDS and not _is_part_of_state(found, first)
            is_named = is_named and fold(found.text(first, last)) not in surnames
            if is_named and _acts_as_state(found, first, last):
                text = found.text(first, last)
                names.setdefault(fold(text), text)
    for found in scans:
        for i, role in ((h.first - 1, h) for h in found.hits if h.kind == "role" and h.first > 0):
            if _is_strange_adjective(found, i) and fold(found.tree.sentence_text(role.first, role.last)) in _OFFICES:
                text = found.tree.words[i]
                if not any(_is_form_of(fold(text), key) for key in names):
                    names[fold(text)] = text
    if not names:
        return
    for found in scans:
        for hit in [h for h in found.hits if h.kind == "person" and not h.rows]:
            known = names.get(fold(found.text(hit.first, hit.last)))
            if known is not None:
                found.add(Hit("country", hit.first, hit.last, (), known))
        for first, last in _unknown_names(found):
            known = names.get(fold(found.text(first, last)))
            if known is not None:
                found.add(Hit("country", first, last, (), known))
        for token in found.tree.tokens:
            if token.index in found.at or not token.text[:1].isupper() or token.upos not in ("ADJ", "PROPN", "NOUN"):
                continue
            form = fold(token.text)
            for key, name in names.items():
                if form == key or _is_form_of(form, key):
                    found.add(Hit("country", token.index, token.index + 1, (), name))
                    break


def _is_form_of(form: str, name: str) -> bool:
    """Whether "Norlandic" is made from "Norland"."""
    stem = name[:-1] if name[-1] in "aeiouy" else name
    return " " not in name and form != name and len(stem) > 3 and form.startswith(stem) and len(form) - len(stem) < 6


def _is_strange_adjective(found: Scanned, i: int) -> bool:
    """Whether the word looks like the adjective of a country that no table knows: "Sudlandish"."""
    token = found.tree.tokens[i]
    form = fold(token.text)
    return (
        _is_unknown(found, i, "ADJ")
        and form.endswith(_ENDINGS)
        and form not in _NO_NATIONS
        and token.deprel in ("amod", "compound", "nmod", "nmod:desc", "flat")
    )


def _unknown_names(found: Scanned) -> list[tuple[int, int]]:
    """Runs of proper nouns that nothing is known of and the name finder did not call people."""
    tree, out, i = found.tree, [], 0
    n = len(tree.words)
    while i < n:
        if not _is_unknown(found, i):
            i += 1
            continue
        last = i + 1
        while last < n and _is_unknown(found, last) and _joins(tree, last):
            last += 1
        out.append((i, last))
        i = last
    return out


def _joins(tree: Tree, i: int) -> bool:
    """Whether word `i` belongs to the name that the word before it is part of: "New Norland"."""
    before = tree.tokens[i - 1]
    return tree.relation(i) in ("flat", "compound") or (before.head == i and before.deprel in ("compound", "amod"))


def _is_unknown(found: Scanned, i: int, also: str = "PROPN") -> bool:
    token = found.tree.tokens[i]
    return (
        token.upos in ("PROPN", also)
        and i not in found.at
        and token.text[:1].isupper()
        and found.tree.names.get(i) != "PER"
        and not is_honorific(token.text)
    )


def _is_part_of_state(found: Scanned, first: int) -> bool:
    """ "The Brazilian Amazon", "Turkey's Black Sea coast": a land of the state before it."""
    before = found.at.get(first - 1) or (found.at.get(first - 2) if first > 1 else None)
    return before is not None and before.form is not None and first - before.last <= 1


def _acts_as_state(found: Scanned, first: int, last: int) -> bool:
    tree = found.tree
    head = tree.head_of(first, last)
    above = tree.tokens[head].head
    is_place = tree.names.get(head) == "LOC"
    if above < 0:
        return False
    role = found.at.get(above)
    if (role is None or role.kind != "role") and last < len(tree.words):
        follows = last + 1 if tree.words[last] in ("'s", "’s") else last
        role = found.at.get(follows)
    if role is not None and role.role is not None:
        case = tree.case(head)[:1]
        owns = tree.is_possessor(head) or case == ("of",) or (not case and tree.relation(head) in ("compound", "nmod"))
        phrase = fold(tree.sentence_text(role.first, role.last))
        needs_place = phrase in ("president", "minister", "forces", "soldiers", "troops", "police", "ministry")
        owns = owns and tree.tokens[head].deprel != "nmod:desc"
        return owns and phrase in _STATE_ROLES and (is_place or not needs_place)
    speaks = tree.function(head) in ("subject", "agent") and tree.tokens[above].lemma.lower() in SPEECH
    return is_place and (speaks or tree.is_possessor(head))


def _people_who_are_states(scans: list[Scanned]) -> dict[str, str]:
    """Lone names that the name finder took for people though they have a government, and are no part of a full name."""
    full = {
        fold(word)
        for found in scans
        for hit in found.hits
        if hit.kind == "person" and hit.last - hit.first > 1
        for word in found.tree.words[hit.first : hit.last]
    }
    names: dict[str, str] = {}
    for found in scans:
        for hit in found.hits:
            word = found.tree.words[hit.first]
            is_lone = hit.kind == "person" and not hit.rows and hit.last - hit.first == 1 and fold(word) not in full
            if is_lone and _acts_as_state(found, hit.first, hit.last):
                names.setdefault(fold(word), word)
    return names
