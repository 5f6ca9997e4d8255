"""What looks like a date and is none: the modal "may", a march, 2015 people, the Sunday Times, the June 4 Movement."""

from __future__ import annotations

import re

from detente.values import Sentence
from detente.when.line import Line
from detente.when.words import words_of

_NAME_BEFORE = frozenset({"black", "bloody", "good", "palm", "ash", "super", "holy", "red", "cyber", "fat", "maundy"})
"""Black September, Bloody Sunday, Good Friday."""
_NAME_AFTER = frozenset(
    words_of(
        "times mirror telegraph express post herald movement alliance group brigade brigades army front agreement "
        "accord massacre club street square bridge committee martyrs coalition club team mosque island islands "
        "commission panel memorial agreement rising war offensive parade"
    )
)
_NUMBERED = frozenset(
    words_of(
        "resolution resolutions article articles flight section chapter page room bill no number agenda vision channel "
        "boeing apollo euro expo highway route fiscal"
    )
)
"""Words whose number is a name: Resolution 1929, Vision 2030."""
_COUNTED = frozenset({"gmt", "hours", "utc", "local", "km", "miles", "metres", "meters", "feet", "percent", "per"})
_YEAR_CUES = frozenset("isubyfzalewh")
"""Classes before a bare year: in, since, until, before, after, by, from, of, early …"""
_MONTH_CUES = frozenset("isubyfzalptxceLmwo")
_NAMED_MAY = re.compile(r"\b(?:Theresa|Mrs|Ms|Minister|PM|Secretary|Brian|Philip)\.? May\b")
_AMBIGUOUS = frozenset({"may", "march"})


def is_month(line: Line, at: int, is_cued: bool) -> bool:
    """Whether the item, written as a month, is one and not a verb, a march or Mrs May."""
    word, token = line.word(at), line.token(at)
    if word not in _AMBIGUOUS:
        return True
    if is_cued:
        return True
    if token is not None and (token.xpos.startswith(("V", "MD")) or token.upos in {"VERB", "AUX"}):
        return False
    if line.kind(at - 1) == "q" or line.kind(at - 1) == "1":
        # "the March election", but "the March on Washington", "the March for Life"
        return line.upos(at + 1) == "NOUN" or line.kind(at + 1) == "'"
    if word == "may" and _NAMED_MAY.search(line.document.text):
        return line.kind(at - 1) in {"i", "l", "t", "x", "e", "L", "m"}
    return (
        line.kind(at - 1) in _MONTH_CUES
        or line.kind(at - 1) in {"-", "k", "&"}
        or line.word(at - 1) in {"during", "as"}
    )


def is_number_of_things(line: Line, at: int, *, after_month: bool = False) -> bool:
    """Whether the number counts something: "in August 20 people", "2015 troops", "at 1900 GMT"."""
    after, token = line.word(at + 1), line.token(at)
    if after in _COUNTED:
        return True
    if token is None:
        return False
    head = line.sentence.tokens[token.head] if token.head > token.index else None
    if token.deprel.startswith("nummod") and head is not None and head.upos == "NOUN":
        return head.xpos == "NNS" or (not head.xpos and head.text.endswith("s"))
    following = line.token(at + 1)
    if after_month and line.kind(at - 2) != "i":
        return False  # "the Sept. 11 attacks"
    return (
        following is not None
        and following.index == token.index + 1
        and following.xpos == "NNS"
        and following.head >= 0
        and not token.deprel.startswith(("nmod", "obl", "compound"))
    )


def is_year(line: Line, at: int, is_cued: bool) -> bool:
    """Whether a bare four-digit number is a year."""
    before = line.word(at - 1)
    if before in _NUMBERED or (line.kind(at + 1) == "-" and line.upos(at + 2) == "NOUN"):
        return False
    if before == "." and line.word(at - 2) == "no":
        return False
    if not 1500 <= line.items[at].value <= 2199 and line.kind(at - 1) != "i":
        return False
    with_article = line.kind(at - 1) in {"q", "'"} or before in {"s", "its", "their", "his", "her"}
    if with_article:
        # "the 2016 elections", but not "the 2000 troops"
        return line.word(at)[2:] != "00" and line.upos(at + 1) in {"NOUN", "ADJ", "PROPN", "VERB"}
    if is_number_of_things(line, at):
        return False
    if is_cued or before in {"year", "circa", "during", "around", "(", "as"}:
        return True
    if line.kind(at - 1) in _YEAR_CUES or (before == "to" and line.word(at - 2) in {"prior", "back", "up"}):
        return True
    if line.kind(at - 1) in {"k", "&", "-"}:
        return (
            line.kind(at - 2) == "Y" or "z" in line.kinds[max(0, at - 4) : at] or "f" in line.kinds[max(0, at - 6) : at]
        )
    token = line.token(at)
    return token is not None and token.deprel in {"nmod:tmod", "obl:tmod", "nmod:unmarked", "obl:unmarked"}


def is_inside_name(sentence: Sentence, first: int, last: int, *, is_feast: bool = False) -> bool:
    """Whether the tokens are part of a name: "the Sunday Times", "Black September", "the June 4 Movement"."""
    if not is_feast and any(n.start < last and first < n.end for n in sentence.names):
        return True
    tokens = sentence.tokens
    head = tokens[sentence.head_of(first, last)]
    after = tokens[last] if last < len(tokens) else None
    if after is not None and after.text[:1].isupper() and after.upos in {"PROPN", "NOUN"}:
        if after.text.lower() in _NAME_AFTER:
            return True
        if head.head >= last and head.deprel.split(":")[0] in {"compound", "flat"}:
            between = tokens[last : head.head + 1]
            if all(t.upos == "PROPN" for t in between) and tokens[head.head].text.lower() in _NAME_AFTER:
                return True
    before = tokens[first - 1] if first > 0 else None
    if is_feast:
        return False
    return before is not None and before.text[:1].isupper() and before.text.lower() in _NAME_BEFORE
