"""The value of the words of a number, and how many people a noun tells of.

A number is the least that the report vouches for: 12 of "at least 12" and of "12 to 15"; "dozens" are 24, "hundreds"
200 (corpus/GUIDELINE.md, vague counts).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.coding.clause import Clause

_ONES = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen""".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS = {word: n for n, word in enumerate(_ONES)} | {word: 10 * n for n, word in enumerate(_TENS, 2)}
_DIGITS = re.compile(r"[0-9]{1,9}(?:\.[0-9]+)?")
_RANGE = re.compile(r"([0-9,]+)[-–—]([0-9,]+)")
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 1_000_000}
_VAGUE = {"tens": 10, "dozens": 12, "scores": 20, "hundreds": 100, "thousands": 1000, "millions": 1_000_000}
_SEVERAL = {"several", "few", "couple"}
_BETWEEN = {"-", "–", "—", "to", "or"}
_PEOPLE = frozenset(
    """adult boy child civilian employee family fighter girl guard inhabitant man marine member migrant officer people
    person personnel policeman prisoner protester refugee reservist resident serviceman soldier student troop victim
    villager woman worker""".split()
)
_BODIES = frozenset(
    """agency army bank battalion brigade city column company country crew department detachment division family firm
    force gang government group gunboat militia ministry nation newspaper organisation organization party patrol plane
    platoon regiment ship squad squadron state team town troupe union unit village warship""".split()
)
"""Nouns of what has many people in it: their number is none of persons."""


def value_of(words: list[str]) -> int | None:
    """A number in digits or words, of a range the lower end; None for anything else: "several".

    "two hundred and five", "half a dozen", "12 - 15" (12), "1.5 million", "tens of thousands" (20,000)
    """
    low = [w.lower() for w in words]
    for i, word in enumerate(low):
        if 0 < i < len(low) - 1 and word in _BETWEEN and not _is_compound(low[i - 1], word, low[i + 1]):
            return value_of(words[:i]) if value_of(words[i + 1 :]) is not None else None
    if "and" in low and low[0] == "between":
        at = low.index("and")
        return value_of(words[1:at]) if value_of(words[at + 1 :]) is not None else None
    vague = [w for w in low if w in _VAGUE]
    if vague:
        return _vague(low)
    span = _RANGE.fullmatch(low[0]) if len(low) == 1 else None
    return _plain(low) if span is None else _plain([span.group(1)])


def _vague(words: list[str]) -> int | None:
    """ "hundreds", "hundreds of thousands": two of the first word's, times the others'."""
    value = 2
    for word in words:
        if word not in _VAGUE and word not in ("of", "some", "many"):
            return None
        value *= _VAGUE.get(word, 1)
    return value


def _is_compound(before: str, word: str, after: str) -> bool:
    """ "twenty - one": one number, not a range."""
    return word == "-" and before in _TENS and after in _ONES


def _plain(words: list[str]) -> int | None:
    total, current, seen, digits = 0, 0.0, False, False
    for i, word in enumerate(words):
        w = word.replace(",", "")
        if _DIGITS.fullmatch(w):
            if digits:
                return None  # two figures beside each other are no number
            current, digits = current + float(w), True
        elif w in _WORDS:
            current += _WORDS[w]
        elif w == "half":
            current += 0.5
        elif w in _SEVERAL and words[i + 1 : i + 2] and words[i + 1] in _SCALES:
            current += 2  # "several hundred"
        elif w in _SCALES:
            current, digits = (current or 1) * _SCALES[w], False
            if w in ("thousand", "million"):
                total, current = total + round(current), 0
        elif w in ("-", "and", "a", "an"):
            continue
        else:
            return None
        seen = True
    return total + round(current) if seen else None


def sum_of(clause: Clause, noun: int, *, people: bool = False) -> int | None:
    """The numbers of a list together: "five soldiers and a nurse"; with `people` of those alone that tell of people."""
    found = [
        n
        for c in clause.conjuncts(noun)
        if (not people or tells_of_people(clause, c))
        and (c == noun or not _is_of_others(clause, c))
        and (n := count_of(clause, c)) is not None
    ]
    return sum(found) if found else None


def _is_of_others(clause: Clause, noun: int) -> bool:
    """ "killed five and wounded 110": what the tree joins to the dead and are none."""
    others = ("wounded", "injured", "missing", "arrested", "hurt")
    return any(clause.tokens[c].text.lower() in others for c in clause.children[noun])


def count_of(clause: Clause, noun: int) -> int | None:
    """How many a noun tells of: its number, or one for "a soldier"; None where that is open ("soldiers")."""
    t = clause.tokens[noun]
    for c in clause.children[noun]:
        if clause.tokens[c].deprel.startswith("nummod"):
            if clause.tokens[c].text.lower() in _VAGUE:
                return value_of(vague_words(clause, c))
            return value_of(list(_number_words(clause, c)))
    if t.text.lower() in _VAGUE and t.xpos != "NN":
        return value_of(vague_words(clause, noun))
    if t.upos == "NUM":
        return value_of(list(_number_words(clause, noun)))
    if t.lemma in _SCALES and t.xpos == "NN":
        return value_of([*_number_words(clause, noun)])
    one = any(clause.tokens[c].text.lower() in ("a", "an", "another") for c in clause.children[noun])
    group = any(clause.case(c) == "of" for c in clause.children[noun] if clause.tokens[c].deprel == "nmod")
    return 1 if t.xpos == "NN" and t.upos == "NOUN" and one and not group else None


def is_counted(clause: Clause, noun: int) -> bool:
    """Whether a number says how many: "six men", "hundreds", not "a man"."""
    t = clause.tokens[noun]
    numbered = any(clause.tokens[c].deprel.startswith("nummod") for c in clause.children[noun])
    return numbered or t.upos == "NUM" or t.text.lower() in _VAGUE or t.lemma in _SCALES


def tells_of_people(clause: Clause, noun: int) -> bool:
    """Whether the noun tells of persons: a mention of them, a word for people, or a number by itself."""
    t = clause.tokens[noun]
    lemma = t.lemma.lower()
    if t.upos == "NUM" or t.text.lower() in _VAGUE or lemma in _SCALES:
        of = [c for c in clause.children[noun] if clause.tokens[c].deprel == "nmod" and clause.case(c) == "of"]
        return all(tells_of_people(clause, c) for c in of)
    if lemma in _PEOPLE:
        return True
    return lemma not in _BODIES and any(
        m.via in ("role", "demonym", "title", "person", "text") for m in clause.by_head.get(noun, ())
    )


def vague_words(clause: Clause, noun: int) -> list[str]:
    """ "hundreds", "tens of thousands", also where the tree makes "thousands" the head."""
    words = [t.text.lower() for t in clause.tokens]
    first = last = noun
    while first > 1 and words[first - 1] in ("of", "-") and words[first - 2] in _VAGUE:
        first -= 2
    while last + 2 < len(words) and words[last + 1] in ("of", "-") and words[last + 2] in _VAGUE:
        last += 2
    return [w for w in words[first : last + 1] if w in _VAGUE]


def whole_of(clause: Clause, noun: int) -> int:
    """The word that counts the noun, where that is its head: "thousands" of "thousands of detainees"."""
    t = clause.tokens[noun]
    if t.deprel == "nmod" and t.head >= 0 and clause.case(noun) == "of":
        head = clause.tokens[t.head]
        if head.text.lower() in _VAGUE or head.upos == "NUM" or head.lemma in _SCALES:
            return whole_of(clause, t.head)
    return noun


def _number_words(clause: Clause, token: int) -> Iterator[str]:
    """The words of a number: figures, number words, and what joins them ("between 12 and 15")."""
    start, end = clause.span(token)
    for i in range(start, end):
        t = clause.tokens[i]
        low = t.text.lower()
        numeral = t.upos == "NUM" or low in _SCALES or low in ("half", "between") or (low in _WORDS and t.upos != "DET")
        several = low in _SEVERAL and i + 1 < end and clause.tokens[i + 1].text.lower() in _SCALES
        if numeral or several or (low in _BETWEEN | {"and"} and start < i < end - 1):
            yield t.text
