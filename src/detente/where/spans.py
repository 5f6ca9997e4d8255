"""Which tokens of a sentence may name a place: names the tagger calls LOC, capitalised words after "in", "near" …"""

from __future__ import annotations

from detente.values import Sentence
from detente.where.keys import key_of
from detente.where.table import entries_of, landmarks
from detente.where.verbs import ENTERED, STRUCK
from detente.where.words import word_set

LOCATIVE = word_set(
    "in at near on outside off inside around across throughout along within from to into towards toward over above "
    "beyond through via between of round past down up behind beside opposite"
)
_BEFORE_TOWNS = word_set("in at near outside off to from of into around throughout across over")
_GREAT = 300_000
_NOT_OF_PEOPLE = word_set(
    "shell bomb bombard besiege recapture retake overrun occupy blockade patrol flatten raze strafe storm pound "
    "invade garrison encircle liberate"
)
_SCENES = word_set("lie lay erupt await witness")
_BEFORE_A_NAME = word_set(
    "the northern southern eastern western central north south east west downtown occupied nearby neighbouring "
    "neighboring city town village port capital province region district northeastern northwestern southeastern "
    "southwestern northeast northwest southeast southwest besieged"
)
"""Words that may stand between the preposition and the name: "in the northern city of Mosul"."""
_PARTICLES = word_set("de del do da dos das la le les el al es ash as of upon on sur am an der den y und")
"""Within a name: "Dar es Salaam", "Rio de Janeiro"."""
_NOT_FIRST = word_set("of in from at the and to near")


def place_spans(sentence: Sentence) -> list[tuple[int, int, bool]]:
    """(first, last, tagged) of every span that may name a place, in order, last exclusive, without overlap."""
    tokens = sentence.tokens
    taken = [False] * len(tokens)
    freed = -1
    for name in sentence.names:
        if name.kind != "LOC" and _is_mistaken(sentence, name.start, name.end, freed):
            freed = name.end
        else:
            taken[name.start : name.end] = [True] * (name.end - name.start)
    found = _landmarks(sentence, taken)
    claimed = {i for first, last, _ in found for i in range(first, last)}
    for name in sentence.names:
        if name.kind == "LOC" and not claimed & set(range(name.start, name.end)):
            first, last = _whole(sentence, name.start, name.end, taken)
            taken[first:last] = [True] * (last - first)
            found += _pieces(sentence, first, last)
    i = 0
    while i < len(tokens):
        if taken[i] or tokens[i].upos != "PROPN" or not tokens[i].text[:1].isupper():
            i += 1
            continue
        first, last = i, i + 1
        if i and tokens[i - 1].upos == "ADJ" and tokens[i - 1].text[:1].isupper() and not taken[i - 1]:
            first = i - 1  # "Northern Ireland", but also "European Union", which is then no known place
        while (
            last < len(tokens) and not taken[last] and tokens[last].upos == "PROPN" and tokens[last].text[:1].isalnum()
        ):
            last += 1
        while last + 1 < len(tokens) and _is_hyphen(sentence, last) and tokens[last + 1].text[:1].isalpha():
            last += 2  # "Ras al-Ain"
        if (
            _follows_locative(sentence, first)
            or _follows_place(sentence, first, found)
            or _is_object_of_place_verb(sentence, first, last)
            or _is_well_known(sentence, first, last)
        ):
            found.append((first, last, False))
        i = last
    return _joined(sentence, sorted(found))


def _landmarks(sentence: Sentence, taken: list[bool]) -> list[tuple[int, int, bool]]:
    """Names of several words that our own table has, however the tagger cuts them: "outside the [White][House]"."""
    tokens, found = sentence.tokens, []
    at = 0
    while at + 1 < len(tokens):
        step = 1
        known = landmarks().get(tokens[at].text.lower(), frozenset()) if tokens[at].text[:1].isupper() else frozenset()
        if known and not any(n.kind == "PER" and n.start <= at < n.end for n in sentence.names):
            for size in (4, 3, 2):
                last = at + size
                if last > len(tokens) or not tokens[last - 1].text[:1].isupper():
                    continue
                is_longer = any(n.kind == "LOC" and n.start < last < n.end for n in sentence.names)
                if not is_longer and " ".join(t.text.lower() for t in tokens[at:last]) in known:
                    found.append((at, last, True))
                    taken[at:last] = [True] * size
                    step = size
                    break
        at += step
    return found


def _joined(sentence: Sentence, spans: list[tuple[int, int, bool]]) -> list[tuple[int, int, bool]]:
    """Neighbours that are one known name together: "[Tel] [Aviv]", "[East] [Germany]"."""
    found: list[tuple[int, int, bool]] = []
    for first, last, tagged in spans:
        between = sentence.tokens[found[-1][1] : first] if found else sentence.tokens[:0]
        if found and len(between) < 3 and all(t.text.lower() in _PARTICLES for t in between):
            words = " ".join(t.text for t in sentence.tokens[found[-1][0] : last])
            if entries_of(key_of(words)):
                found[-1] = (found[-1][0], last, tagged or found[-1][2])
                continue
        found.append((first, last, tagged))
    return found


def _is_mistaken(sentence: Sentence, first: int, last: int, freed: int) -> bool:
    """A name of a person or body may be a town that the tagger mistook, by the words around it.

    "In Kadugli"; "shelled Kadugli"; "Osh lay quiet"; and the rest of a name whose beginning is one ("Ras al[-][Ain]").
    """
    tokens = sentence.tokens
    if last - first > 3 or freed == first:
        return freed == first
    if first > 0 and tokens[first - 1].text.lower() in _BEFORE_TOWNS:
        return True
    head = tokens[sentence.head_of(first, last)]
    lemma = tokens[head.head].lemma.lower() if head.head >= 0 else ""
    return (head.deprel == "obj" and lemma in _NOT_OF_PEOPLE) or (head.deprel == "nsubj" and lemma in _SCENES)


def _whole(sentence: Sentence, first: int, last: int, taken: list[bool]) -> tuple[int, int]:
    """The tagged name with the parts of it that the tagger left out: "Mong [Kok]", "[Ayn al]-Arab"."""
    tokens = sentence.tokens
    while first and not taken[first - 1] and _is_part(sentence, first - 1, first):
        first -= 1
    while last + 1 < len(tokens) and _is_hyphen(sentence, last) and tokens[last + 1].text[:1].isalpha():
        last += 2
    while last < len(tokens) and not taken[last] and _is_part(sentence, last, last - 1):
        last += 1
    return first, last


def _is_part(sentence: Sentence, i: int, beside: int) -> bool:
    token, other = sentence.tokens[i], sentence.tokens[beside]
    if token.upos != "PROPN" or not token.text[:1].isupper() or token.text.isupper() != other.text.isupper():
        return False
    tied = token.head == beside or other.head == i or token.head == other.head
    return tied and token.deprel in {"compound", "flat", "amod", "nmod", "obl", "obj", "nsubj", "conj", "root"}


def _is_hyphen(sentence: Sentence, i: int) -> bool:
    before, token, after = sentence.tokens[i - 1], sentence.tokens[i], sentence.tokens[i + 1]
    return token.text in {"-", "‑"} and before.end == token.start and token.end == after.start


def _is_well_known(sentence: Sentence, first: int, last: int) -> bool:
    """A name of the tables wherever it stands, if it is that of a great city, a region or a country."""
    if sentence.tokens[first].upos != "PROPN" or len(sentence.tokens[first].text) < 4:
        return False
    entries = entries_of(key_of(" ".join(t.text for t in sentence.tokens[first:last])))
    return bool(entries) and (entries[0].is_ours or entries[0].weight >= _GREAT)


def _is_object_of_place_verb(sentence: Sentence, first: int, last: int) -> bool:
    """ "Shelled Kadugli", "patrol Khankendi", "Osh lay quiet"."""
    head = sentence.tokens[sentence.head_of(first, last)]
    lemma = sentence.tokens[head.head].lemma.lower() if head.head >= 0 else ""
    return (head.deprel == "obj" and lemma in ENTERED | STRUCK) or (head.deprel == "nsubj" and lemma in _SCENES)


def _pieces(sentence: Sentence, first: int, last: int) -> list[tuple[int, int, bool]]:
    """A tagged name cut at its commas ("Birmingham, Alabama" is two places), without "of" before it."""
    while first + 1 < last and sentence.tokens[first].text in _NOT_FIRST:
        first += 1
    pieces, start = [], first
    for i in range(first, last + 1):
        if i == last or sentence.tokens[i].text in {",", "(", ")"}:
            if i > start:
                pieces.append((start, i, True))
            start = i + 1
    return pieces


def _follows_locative(sentence: Sentence, first: int) -> bool:
    i = first - 1
    while i >= 0 and (sentence.tokens[i].text.lower() in _BEFORE_A_NAME or sentence.tokens[i].upos in {"ADJ", "DET"}):
        i -= 1
    if i >= 0 and sentence.tokens[i].text.lower() == "of" and i > 0:
        return sentence.tokens[i - 1].text.lower() in _BEFORE_A_NAME | {"out"}
    return i >= 0 and sentence.tokens[i].text.lower() in LOCATIVE


def _follows_place(sentence: Sentence, first: int, found: list[tuple[int, int, bool]]) -> bool:
    """Whether a place, then a comma, a bracket, "and" or "'s", stands before: "Tripoli, Libya", "Syria's Idlib"."""
    if first < 2 or sentence.tokens[first - 1].text.lower() not in {",", "(", "and", "'s", "’s"}:
        return False
    return any(last == first - 1 for _, last, _ in found)
