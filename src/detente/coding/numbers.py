"""Dead, injured, arrested, and the size of a crowd, where the clause of an act gives them."""

from __future__ import annotations

import re

from detente.coding.clause import Clause
from detente.values import Numbers

_ONES = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen""".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS = {word: n for n, word in enumerate(_ONES)} | {word: 10 * n for n, word in enumerate(_TENS, 2)}
_DIGITS = re.compile(r"[0-9]{1,9}(?:\.[0-9]+)?")
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_DEAD = {"kill", "die", "behead", "execute", "slay", "massacre", "dead", "death", "casualty", "assassinate"}
_HURT = {"injure", "wound", "hurt", "injury"}
_HELD = {"arrest", "detain", "jail", "imprison", "apprehend"}
_CROWD = {
    "protest",
    "march",
    "demonstrate",
    "rally",
    "gather",
    "demonstration",
    "protester",
    "demonstrator",
    "riot",
}


def value_of(words: list[str]) -> int | None:
    """A number in digits or words, None for anything else: "dozens", and ranges ("12 - 15")."""
    total, current, seen, digits = 0, 0.0, False, False
    for word in words:
        w = word.lower().replace(",", "")
        if _DIGITS.fullmatch(w):
            if digits:
                return None  # two figures beside each other are a range
            current, digits = current + float(w), True
        elif w in _WORDS:
            current += _WORDS[w]
        elif w in _SCALES:
            current, digits = max(1, current) * _SCALES[w], False
            if w != "hundred":
                total, current = total + round(current), 0
        elif w in ("-", "and"):
            continue
        else:
            return None
        seen = True
    return total + round(current) if seen else None


def _count(clause: Clause, noun: int) -> int | None:
    for c in clause.children[noun]:
        if clause.tokens[c].deprel == "nummod":
            start, end = clause.span(c)
            words = [t.text for t in clause.tokens[start:end] if t.upos == "NUM" or t.text in ("-", "and")]
            return value_of(words)
    t = clause.tokens[noun]
    return value_of([t.text]) if t.upos == "NUM" else None


def numbers_of(clause: Clause, token: int) -> Numbers:
    """The counts of the clause of the word at `token` and of what hangs on it ("…, killing three people")."""
    found: dict[str, int] = {}
    for t in clause.tokens:
        kind = next(
            (
                k
                for k, lemmas in (("dead", _DEAD), ("injured", _HURT), ("arrested", _HELD))
                if t.lemma.lower() in lemmas
            ),
            None,
        )
        if kind is None or not (
            t.index == token or token in clause.ancestors(t.index) or t.index in clause.ancestors(token)
        ):
            continue
        for c in clause.children[t.index]:
            if clause.tokens[c].deprel in ("obj", "nsubj:pass", "nsubj", "nmod", "nummod") and kind not in found:
                n = _count(clause, c)
                if n is not None:
                    found[kind] = n
        if kind not in found and t.deprel in ("acl", "amod", "xcomp") and t.head >= 0:
            n = _count(clause, t.head)
            if n is not None:
                found[kind] = n
    if clause.tokens[token].lemma.lower() in _CROWD:
        for c in clause.children[token]:
            if clause.tokens[c].deprel.startswith("nsubj"):
                n = _count(clause, c)
                if n is not None:
                    found["size"] = n
    return Numbers(**found)
