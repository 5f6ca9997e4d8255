"""Dead, injured, arrested, and the size of a crowd, where the clause of an act gives them.

A number is the least that the report vouches for: 12 of "at least 12" and of "12 to 15"; of a toll that was revised the
new one. "Dozens" is no number. Codebook, section 9: for ASSAULT, PROTEST and COERCE.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.coding.clause import Clause
from detente.values import Numbers

COUNTED = frozenset({"ASSAULT", "PROTEST", "COERCE"})
"""Types that numbers belong to."""

_ONES = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen""".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS = {word: n for n, word in enumerate(_ONES)} | {word: 10 * n for n, word in enumerate(_TENS, 2)}
_DIGITS = re.compile(r"[0-9]{1,9}(?:\.[0-9]+)?")
_RANGE = re.compile(r"([0-9,]+)[-–—]([0-9,]+)")
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 1_000_000}
_BETWEEN = {"-", "–", "—", "to", "or"}
_DEAD = {"kill", "die", "behead", "execute", "slay", "massacre", "dead", "death", "casualty", "assassinate", "perish",
         "murder", "fatality", "gun", "life"}  # fmt: skip
_HURT = {"injure", "wound", "hurt", "injury", "maim"}
_HELD = {"arrest", "detain", "jail", "imprison", "apprehend", "custody", "detention"}
_KINDS = (("dead", _DEAD), ("injured", _HURT), ("arrested", _HELD))
_TOLLS = {"toll"}
_CROWD = {
    "protest", "march", "demonstrate", "rally", "gather", "demonstration", "protester", "demonstrator", "riot",
    "strike", "crowd", "picket", "assemble", "marcher", "throng", "parade", "sit-in", "blockade", "block",
}  # fmt: skip
_THRONGS = {"crowd", "throng", "mob", "protest", "march", "rally", "demonstration"}
_COUNTED_BY = ("obj", "nsubj:pass", "nsubj", "nmod", "nummod", "obl:agent")


def value_of(words: list[str]) -> int | None:
    """A number in digits or words, of a range the lower end; None for anything else: "dozens".

    "two hundred and five", "half a dozen", "12 - 15" (12), "1.5 million"
    """
    low = [w.lower() for w in words]
    for i, word in enumerate(low):
        if 0 < i < len(low) - 1 and word in _BETWEEN and not _is_compound(low[i - 1], word, low[i + 1]):
            return value_of(words[:i]) if value_of(words[i + 1 :]) is not None else None
    if "and" in low and low[0] == "between":
        at = low.index("and")
        return value_of(words[1:at]) if value_of(words[at + 1 :]) is not None else None
    span = _RANGE.fullmatch(low[0]) if len(low) == 1 else None
    return _plain(low) if span is None else _plain([span.group(1)])


def _is_compound(before: str, word: str, after: str) -> bool:
    """ "twenty - one": one number, not a range."""
    return word == "-" and before in _TENS and after in _ONES


def _plain(words: list[str]) -> int | None:
    total, current, seen, digits = 0, 0.0, False, False
    for word in words:
        w = word.replace(",", "")
        if _DIGITS.fullmatch(w):
            if digits:
                return None  # two figures beside each other are no number
            current, digits = current + float(w), True
        elif w in _WORDS:
            current += _WORDS[w]
        elif w == "half":
            current += 0.5
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


def numbers_of(clause: Clause, token: int, kind: str | None = None) -> Numbers:
    """The counts of the clause of the word at `token`, an act of this type, and of what hangs on it.

    "…, killing three people and a nurse"   4 dead
    "the toll rose to 40 from 31"           40
    """
    if kind is not None and kind not in COUNTED:
        return Numbers()
    found: dict[str, int] = {}
    above = {token, *clause.ancestors(token)}
    tops = {token}
    if clause.tokens[token].deprel == "nsubj":
        tops.add(clause.tokens[token].head)  # "The raid left 31 dead"
    for t in clause.tokens:
        if t.index not in above and tops.isdisjoint(clause.ancestors(t.index)):
            continue
        if t.lemma.lower() in _TOLLS and (n := _toll(clause, t.index)) is not None:
            found["dead"] = n
        for name, lemmas in _KINDS:
            if t.lemma.lower() in lemmas and name not in found and (n := _count_at(clause, t.index)) is not None:
                found[name] = n
    size = _size(clause, token) if kind in (None, "PROTEST") else None
    if size is not None:
        found["size"] = size
    return Numbers(**found)


def _count_at(clause: Clause, token: int) -> int | None:
    """How many a word of harm or arrest tells of: its object or subject, or the noun that it describes."""
    t = clause.tokens[token]
    if t.lemma.lower() in ("gun", "life") and not _is_deadly(clause, token):
        return None
    if t.upos == "NOUN":
        own = _count(clause, token)  # "12 deaths", "three dead", "made 30 arrests"
        if own is not None:
            return own
    children = sorted(clause.children[token], key=lambda c: clause.tokens[c].deprel != "obj")
    active = clause.child(token, "obj") is not None
    for c in children:
        rel = clause.tokens[c].deprel
        if rel not in _COUNTED_BY or (rel == "nsubj" and active):
            continue
        n = _sum(clause, c)
        if n is not None:
            return n
    if t.deprel in ("acl", "amod", "xcomp", "appos", "advmod", "compound:prt") and t.head >= 0:
        head = clause.tokens[t.head]
        noun = t.head if head.upos in ("NOUN", "NUM", "PROPN") else clause.child(t.head, "obj", "nsubj:pass")
        if noun is not None:
            return _sum(clause, noun)  # "with 12 people killed", "left 12 people dead", "shot dead 12 people"
    return None


def _is_deadly(clause: Clause, token: int) -> bool:
    """ "gunned down"; "claimed 40 lives", "cost 40 lives"."""
    t = clause.tokens[token]
    if t.lemma.lower() == "gun":
        return t.upos == "VERB"
    return t.head >= 0 and clause.tokens[t.head].lemma in ("claim", "cost", "take", "lose")


def _toll(clause: Clause, token: int) -> int | None:
    """ "the death toll rose to 40 from 31", "raising the toll to 40", "a toll of 40"."""
    for at in (token, clause.tokens[token].head):
        for c in clause.children[at] if at >= 0 else ():
            if clause.case(c) in ("to", "at", "of", "above"):
                n = _count(clause, c)
                if n is not None:
                    return n
    return None


def _size(clause: Clause, token: int) -> int | None:
    """How many took part: the subject of a verb of protest, "a crowd of 5,000", "a march by 5,000 teachers"."""
    t = clause.tokens[token]
    if t.lemma.lower() not in _CROWD or (t.lemma == "strike" and t.upos == "VERB"):
        return None
    around = [token, *(c for c in clause.children[token] if clause.tokens[c].deprel.startswith(("nsubj", "obl:agent")))]
    for at in around:
        if clause.tokens[at].lemma.lower() in _THRONGS:
            for c in clause.children[at]:
                if clause.tokens[c].deprel == "nmod" and clause.case(c) in ("of", "by") and (n := _count(clause, c)):
                    return n
        if at != token and (n := _sum(clause, at)) is not None and _is_many(clause, at):
            return n
    return None


def _is_many(clause: Clause, noun: int) -> bool:
    """Not "a teacher protested": one is no crowd."""
    return any(clause.tokens[c].deprel == "nummod" for c in clause.children[noun]) or clause.tokens[noun].upos == "NUM"


def _sum(clause: Clause, noun: int) -> int | None:
    """The numbers of a list together: "five soldiers and a nurse"."""
    found = [n for c in clause.conjuncts(noun) if (n := _count(clause, c)) is not None]
    return sum(found) if found else None


def _count(clause: Clause, noun: int) -> int | None:
    """How many a noun tells of: its number, or one for "a soldier"; None where that is open ("soldiers")."""
    t = clause.tokens[noun]
    for c in clause.children[noun]:
        if clause.tokens[c].deprel == "nummod":
            return value_of(list(_number_words(clause, c)))
    if t.upos == "NUM":
        return value_of(list(_number_words(clause, noun)))
    if t.lemma == "dozen" and t.xpos == "NN":
        return value_of([*_number_words(clause, noun)])
    one = any(clause.tokens[c].text.lower() in ("a", "an", "another") for c in clause.children[noun])
    group = any(clause.case(c) == "of" for c in clause.children[noun] if clause.tokens[c].deprel == "nmod")
    return 1 if t.xpos == "NN" and t.upos == "NOUN" and one and not group else None


def _number_words(clause: Clause, token: int) -> Iterator[str]:
    """The words of a number: figures, number words, and what joins them ("between 12 and 15")."""
    start, end = clause.span(token)
    for i in range(start, end):
        t = clause.tokens[i]
        low = t.text.lower()
        numeral = t.upos == "NUM" or low in _SCALES or low in ("half", "between") or (low in _WORDS and t.upos != "DET")
        if numeral or (low in _BETWEEN | {"and"} and start < i < end - 1):
            yield t.text
