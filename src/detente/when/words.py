"""The words of news dates, cut from a text and put into classes of one letter each, so that a date is a short pattern.

W weekday, V weekdays in the plural, M month, D number 1-31, N other number or number word, Y year, I date in figures,
E decade, K "Q2", U unit, S season, P part of the day, T today …, l last, p past, v previous, t this, j that, x next,
c coming, A same, F following, e early, L late, m mid, r earlier, R later, g ago, q the, 1 a, X vague quantity,
Z recent, O ordinal, H half, B beginning, end …, w of, o on, i in, s since, u until, b before, a after, y by, f from,
z between, k to, h through, & and, G 9/11, C feast, J month of another calendar, Q eve, n then, d time, 0 recently,
2 final, 3 anniversary, 4 for, 5 every, 6 now, 7 back, 8 turn, 9 BC, ö other, ł long, ƒ fiscal, φ FY2012; punctuation
stands for itself; _ is any other word.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from detente.when.feasts import feasts, read_rows


def words_of(cell: str) -> list[str]:
    """The words of a line of a list."""
    return cell.split()


MONTHS = words_of("january february march april may june july august september october november december")
_SHORT_MONTHS = {word[:3]: i for i, word in enumerate(MONTHS, 1) if word != "may"} | {"sept": 9}
WEEKDAYS = words_of("monday tuesday wednesday thursday friday saturday sunday")
_SHORT_DAYS = {
    "mon": 0,
    "tue": 1,
    "tues": 1,
    "wed": 2,
    "weds": 2,
    "thu": 3,
    "thur": 3,
    "thurs": 3,
    "fri": 4,
    "sat": 5,
    "sun": 6,
}
NUMBERS = words_of(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
_TENS = {word: i * 10 for i, word in enumerate(words_of("twenty thirty forty fifty sixty seventy eighty ninety"), 2)}
_ORDINAL_WORDS = words_of(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
)
_ORDINALS = {word: i for i, word in enumerate(_ORDINAL_WORDS, 1)} | {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_DECADES = {word: 1900 + 10 * i for i, word in enumerate(words_of("fifties sixties seventies eighties nineties"), 5)}
_DECADES |= {"twenties": 1920, "thirties": 1930, "forties": 1940, "noughties": 2000}
_CLASSES = {
    **{
        "l": "last",
        "p": "past",
        "v": "previous preceding",
        "t": "this",
        "j": "that",
        "x": "next",
        "c": "coming upcoming",
    },
    **{
        "A": "same",
        "F": "following",
        "e": "early",
        "L": "late",
        "m": "mid middle halfway midway",
        "r": "earlier",
        "R": "later",
    },
    **{"g": "ago", "q": "the", "1": "a an", "X": "several few couple some many", "Z": "recent", "H": "half"},
    **{
        "B": "beginning start end close dawn outset",
        "w": "of",
        "o": "on at",
        "i": "in during within over throughout",
        "s": "since",
    },
    **{"u": "until till", "b": "before", "a": "after", "y": "by", "f": "from", "z": "between", "k": "to into"},
    **{"h": "through thru", "&": "and", "S": "spring summer autumn fall winter"},
    **{"P": "morning afternoon evening night", "T": "today yesterday tomorrow tonight overnight"},
    **{
        "Q": "eve",
        "n": "then",
        "d": "time while",
        "0": "recently lately",
        "2": "final closing dying latter",
        "3": "anniversary",
    },
    **{"4": "for", "5": "every each", "6": "now", "7": "back", "8": "turn", "9": "bc bce", "ö": "other", "ł": "long"},
    **{"ƒ": "fiscal financial"},
    "U": "day days week weeks month months year years decade decades quarter quarters weekend weekends hour hours "
    "minute minutes century centuries fortnight fortnights nights moment moments millennium",
}
_ITEM = re.compile(
    r"(?P<I>\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?![\w-])|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}(?![\w-])"
    r"|\d{1,2}(?P<mark>[/.])\d{1,2}(?P=mark)\d\d(?![\w/.-]\w))|(?P<G>9/11\b)"
    r"|(?P<Y>(?<=[a-z] )['’]\d\d\b(?!s))|(?P<E>(?:['’]|\b[12]\d)\d0s\b)"
    r"|(?P<_>\d+(?:,\d{3})+(?:\.\d+)?\b|\d+\.\d+\b)|(?P<D>\d+(?:st|nd|rd|th)?\b)"
    r"|(?P<a>(?:[Tt]wenty|[Tt]hirty|[Ff]orty|[Ff]ifty|[Ss]ixty|[Ss]eventy|[Ee]ighty|[Nn]inety)-[a-z]+|[^\W_]+)|(?P<p>[^\w\s])"
)


class Item(NamedTuple):
    """One word, number or mark of a text, with its class, its place, and what it stands for (7 for July)."""

    kind: str
    start: int
    end: int
    text: str
    value: int


@cache
def _vocabulary() -> dict[str, tuple[str, int]]:
    words = {word: (kind, 0) for kind, cell in _CLASSES.items() for word in cell.split()}
    words |= {word: ("N", i) for i, word in enumerate(NUMBERS, 1)} | {word: ("N", n) for word, n in _TENS.items()}
    words |= {f"{w}-{u}": ("N", n + i) for w, n in _TENS.items() for i, u in enumerate(NUMBERS[:9], 1)}
    words |= {"hundred": ("N", 100)} | {word: ("E", first) for word, first in _DECADES.items()}
    words |= {word: ("O", i) for word, i in _ORDINALS.items()}
    words |= {word: ("M", i) for i, word in enumerate(MONTHS, 1)} | {w: ("M", i) for w, i in _SHORT_MONTHS.items()}
    words |= {word: ("W", i) for i, word in enumerate(WEEKDAYS)} | {w: ("W", i) for w, i in _SHORT_DAYS.items()}
    words |= {word + "s": ("V", i) for i, word in enumerate(WEEKDAYS)} | {f"q{i}": ("K", i) for i in range(1, 5)}
    words |= {word.lower(): ("J", 0) for row in read_rows("other_months.tsv") for word in row[0].split()}
    return words


def items_of(text: str) -> list[Item]:
    """The text cut into items, in order."""
    vocabulary, named, done = _vocabulary(), feasts(), 0
    items: list[Item] = []
    for match in _ITEM.finditer(text):
        if match.start() < done:
            continue  # inside of a feast's name
        word = match.group()
        group = match.lastgroup
        if group == "p":
            if word == "." and items and items[-1].end == match.start() and _is_short(items[-1]):
                items[-1] = items[-1]._replace(end=match.end(), text=items[-1].text + ".")
                continue
            items.append(Item({"–": "-", "—": "-", "’": "'"}.get(word, word), match.start(), match.end(), word, 0))
            continue
        kind, value = "_", 0
        if group == "a" and word[0].isupper():
            feast = _feast(text, match.start(), word, named)
            if feast:
                done = match.start() + len(feast)
                items.append(Item("C", match.start(), done, feast, 0))
                continue
        if group == "a" and word[:2] == "FY" and word[2:].isdigit():
            kind = "φ"
        elif group == "a":
            kind, value = vocabulary.get(word.lower(), ("_", 0))
            if kind == "J" and not (word[0].isupper() and items and items[-1].kind in "DNwqO"):
                kind = "_"
            if kind in "MW" and not _is_written_as_name(
                word, items[-1].text if items else "", text[match.end() : match.end() + 3]
            ):
                kind, value = "_", 0
        elif group == "D":
            kind, value = _number(word, text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1])
        elif group == "Y":
            short = int(word[1:])
            kind, value = "Y", short + (1900 if short > 30 else 2000)
        elif group in {"I", "G", "E"}:
            kind, value = group, 0
        items.append(Item(kind, match.start(), match.end(), word, value))
    return items


def _feast(text: str, start: int, word: str, named: dict[str, tuple[str, ...]]) -> str:
    """The feast whose name stands there, as written; "" where none does. A longer name wins over "Easter"."""
    for name in named.get(word.lower(), ()):
        end = start + len(name)
        if text[start:end] == name and not text[end : end + 1].isalnum():
            return text[start:end]
    return ""


def _is_short(item: Item) -> bool:
    """A short form of a month or day, whose full stop belongs to it: "Aug. 7"."""
    return item.kind in {"M", "W"} and (item.text.lower() in _SHORT_MONTHS or item.text.lower() in _SHORT_DAYS)


def _is_written_as_name(word: str, before: str, after: str) -> bool:
    """Months and days are capitalised; short forms carry a full stop or a number: "Aug. 7", not "Jan Egeland"."""
    if not word[0].isupper() or (word[1:] != word[1:].lower() and not word.isupper()):
        return False
    if word.lower() in _SHORT_MONTHS:
        return after[:1] == "." or after.lstrip(" -")[:1].isdigit()
    return word.lower() not in _SHORT_DAYS or (after[:1] == "." and before not in {"the", "The"})


def _number(word: str, before: str, after: str) -> tuple[str, int]:
    digits = word.rstrip("stndrh")
    value = int(digits) if len(digits) < 7 else 0
    if before in {"$", "€", "£", "¥", "#"} or after == "%" or (before == "." and digits == word):
        return "_", 0
    if digits != word:
        return ("D", value) if 1 <= value <= 31 else ("N", value) if value < 100 else ("_", 0)
    if len(digits) <= 2 and 1 <= value <= 31:
        return "D", value
    if len(digits) == 4 and 1000 <= value <= 2999:
        return "Y", value
    return ("N", value) if 0 <= value < 1000 else ("_", 0)
