"""Text to sentences, by rules over what stands before and after each full stop, question mark or line end.

A sentence is never longer than 150 words: what goes on longer is cut at a semicolon, a comma or a space, so that no
text, however hostile, makes the model's input long. Every rule looks at a bounded stretch, so time is linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from detente.language.tokens import ENDINGS, TITLES, tokenize
from detente.values import Span

LONGEST = 150
"""Words in a sentence at most."""

_SHORT_LINE = 45
"""Letters in a line at most that stands alone; wrapped lines are longer."""
_FAR = 400
_NUMBERED = "No Nos no nos Vol Vols vol Fig Figs fig Art Arts art Ch ch Pt pt pp Pp p Sec sec para Para Res"
_MONTHS = "Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec"
_STATES = "Sat Sun Miss Mass Wash Ill Ind Ore Pa Mo Minn"
# Abbreviations in small letters, so that "approx. ten" goes on where "they left. some stayed" does not.
_SMALL = "approx assn assoc capt dept depts govt incl intl mins prof profs reps sens sept univ viz vols figs"
_LEADING = "e.g i.e eg ie P.S PS"
# Words that begin sentences and not names: "in the U.S. The talks" ends a sentence, "the U.S. Senate" does not.
_STARTERS = """
    The A An This That These Those It Its He She They We I You His Her Their Our My Your In On At By For From With But
    And Or So Yet If When While As After Before Although Though However Meanwhile Since Because Some Many Most Several
    Both All No Not There Here What Who How Why Where Which Whether Once Until Under Last Earlier Later Also Such One
    Two Three Four Five Six Seven Ten Then Now Even Only Among During Despite Over Another Other Others Few Each Every
    To Without Within According Asked Instead Still Thus Therefore Moreover Nevertheless Today Yesterday Tomorrow
    Officials Police Protesters Neither Either Nor Between Through Amid Against Across Although Unlike Until Unless
    Critics Analysts Experts It's He's She's They're We're That's There's Let
"""
_CLOCK = "am pm a.m p.m A.M P.M"
_AFTER_CLOCK = """
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August
    September October November December Jan Feb Mar Apr Jun Jul Aug Sept Oct Nov Dec Mon Tue Tues Wed Thu Thurs Fri
    Sat Sun Eastern Central Pacific Mountain Greenwich Moscow Beijing Tokyo London Tehran GMT UTC EST EDT ET CST CDT
    CT PST PDT PT MST CET BST IST JST KST MSK AEST Local
"""
_SPEECH = "said|says|asked|asks|added|told|wrote|tweeted|shouted|replied|demanded|warned|chanted|cried|tells|wondered"

_CLOSERS = "\"”’')\\]»}*"
_OPENERS = "\"“‘'(\\[«{*"
_BULLET = r"(?:[•●▪■◦‣·*–—-][ \t\u00a0]|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})[.)][ \t\u00a0])"


class _Words(NamedTuple):
    """The lists above, as sets."""

    titles: frozenset[str]
    endings: frozenset[str]
    numbered: frozenset[str]
    small: frozenset[str]
    starters: frozenset[str]
    clock: frozenset[str]
    after_clock: frozenset[str]


@cache
def _words() -> _Words:
    titles = frozenset(f"{TITLES} {_LEADING}".split())
    return _Words(
        titles=titles | {title.upper() for title in titles if len(title) > 2},
        endings=frozenset(f"{ENDINGS} {_STATES}".split()),
        numbered=frozenset(f"{_NUMBERED} {_MONTHS}".split()),
        small=frozenset(_SMALL.split()),
        starters=frozenset(_STARTERS.split()),
        clock=frozenset(_CLOCK.split()),
        after_clock=frozenset(_AFTER_CLOCK.split()),
    )


@cache
def _candidate() -> re.Pattern[str]:
    # Closing marks and footnotes ("[6]") belong to the sentence, so do "!?" and "..."; a line end counts by itself.
    marks = rf"(?<![.!?…。！？])[.!?…。！？]++[{_CLOSERS}]*+(?:[ ]?\[\d{{1,3}}\]){{0,4}}+"
    after = rf"(?=\s|\Z|[{_OPENERS}]?[A-Z][a-z’']*+\s)"
    return re.compile(rf"{marks}{after}|(?P<line>\r?\n\s*+)")


_NEXT = re.compile(
    rf"\s*+(?P<bullet>[•●▪■◦‣–—-][ \t\u00a0])?(?P<open>[{_OPENERS}]*+)(?P<word>[^\W_][\w.’'&-]{{0,40}}+)?"
)
_SIGN = re.compile(r"\s*+(?:[•●▪■◦‣·*–—-]\s++)?")
_ITEM = re.compile(_BULLET)
_LAST_WORD = re.compile(r"[^\s(\[\"“”‘«—–/]*$")
_REPORTED = re.compile(rf"(?:[A-Z][\w.’'-]{{0,30}} |the |of |then ){{0,5}}(?:{_SPEECH})\b|(?:{_SPEECH})\b")
_SMALL_NAME = re.compile(
    r"(?:al|el|an|ar|as|ash|at|ad)-[A-Z‘’']|i[A-Z]|e[A-Z]|(?:de|van|von|bin|ibn|du|da|di|bint|ul) ?[A-Z]"
)
_MARKS = re.compile("[.!?…。！？]+")
_PLAIN_END = re.compile(r"(?<![^\s(\"“‘'])[a-z]{4,}\Z")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]|Ph\.D")
_LIST_NUMBER = re.compile(rf"\s*+[{_OPENERS}]*(?:\d{{1,3}}|[A-Za-z]|[IVXivx]{{1,5}})\Z")


def split(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The sentences of `text[start:end]`, in order, without the white space around them or a bullet before them.

    Quotes and brackets that close stay with what they close. Blank lines, bullets and lines too short to have been
    wrapped end a sentence as well; other line ends do not. Returns nothing for white space.

    >>> text = "Mr. Ri met U.S. envoys at 5 p.m. Tuesday. They talked."
    >>> [span.of(text) for span in split(text)]
    ['Mr. Ri met U.S. envoys at 5 p.m. Tuesday.', 'They talked.']
    """
    part = text[start:end]
    found: list[Span] = []
    first = 0
    # How far into its line the part begins: a line counts as short only as a whole.
    indent = start - 1 - text.rfind("\n", max(0, start - _FAR), start) if start else 0
    for cut in [*_cuts(part, indent), len(part)]:
        left = _SIGN.match(part, first, cut).end()  # type: ignore[union-attr]
        right = first + len(part[first:cut].rstrip())
        if left < right:
            found.extend(Span(start + a, start + b) for a, b in _short_enough(part, left, right))
        first = cut
    return found


def _cuts(part: str, indent: int) -> Iterator[int]:
    """Where sentences end, ascending."""
    began = 0
    for match in _candidate().finditer(part):
        cut = match.end()
        if match["line"] is not None:
            is_end = _ends_line(part, indent, match.start(), cut)
        else:
            is_end = _ends_sentence(part, began, match.start(), cut)
        if is_end:
            yield cut
            began = cut


def _ends_line(part: str, indent: int, last: int, cut: int) -> bool:
    """Whether a line end is the end of a sentence: "KEY POINTS\\nIran said", "- first\\n- second", a blank line."""
    if part.count("\n", last, cut) > 1 or _ITEM.match(part, cut):
        return True
    before = part.rfind("\n", max(0, last - _FAR), last)
    line = last - before - 1 if before >= 0 else min(last, _FAR) + indent
    return line < _SHORT_LINE and part[cut : cut + 2].lstrip("\"“‘'(")[:1].isupper()


def _ends_sentence(part: str, began: int, stop: int, cut: int) -> bool:
    """Whether the mark at `stop`, with what closes up to `cut`, ends a sentence."""
    following = _NEXT.match(part, cut)
    word = following["word"] if following else None
    if following is None or (word is None and not following["bullet"]):
        # Nothing more, or marks alone: ". . ." goes on, so does ". )"; a picture or a rule begins anew.
        rest = part[cut : cut + 40].lstrip()
        return not rest or (rest[0] not in ".,;:)]}?!…" and part[cut : cut + 1].isspace())
    if following["bullet"] or "\n\n" in part[cut : following.start("open") + 1]:
        return True
    word = word or ""
    at = following.start("word")
    marks = _MARKS.match(part, stop).group()  # type: ignore[union-attr]
    closed = cut - stop - len(marks)
    if word[0].islower() and not _SMALL_NAME.match(part, at):
        # "they left. some stayed": written carelessly; "it is over." he said; "approx. ten".
        plain = _PLAIN_END.search(part, max(began, stop - 40), stop)
        return marks == "." and not closed and bool(plain) and plain.group() not in _words().small  # type: ignore[union-attr]
    if marks != ".":
        # '"Why?" Mr. Ri asked'; "[...] the talks"; "Yahoo! Inc."
        if closed and _REPORTED.match(part, at):
            return False
        return part[stop - 1 : stop] != "[" and not word.startswith(("Inc", "Corp"))
    before = _LAST_WORD.search(part, max(began, stop - 40), stop)
    last = before.group() if before else ""
    is_marked = bool(closed) or any(mark in "\"“‘'«" for mark in following["open"])
    return _ends_at_full_stop(part, began, stop, last, word, is_marked)


def _ends_at_full_stop(part: str, began: int, stop: int, last: str, word: str, is_marked: bool) -> bool:
    """Whether the full stop after `last` ends a sentence before `word`; `is_marked` where quotes stand between."""
    words = _words()
    piece = last.rsplit("-", 1)[-1]
    starts = word[-1:] != "." and word.replace("’", "'").removesuffix("'s").rstrip(".,") in words.starters
    # "1. Iran", "(a) The": a number that begins a list item.
    if stop - began <= 6 and _LIST_NUMBER.match(part[began:stop]):
        return False
    if last in words.titles or piece in words.titles:
        return False
    # "No. 2", "Jan. 3".
    if word[0].isdigit() and last in words.numbered:
        return False
    # "5 p.m. Tuesday", "10 a.m. (EST)".
    if last in words.clock:
        return is_marked or (part[stop + 1 : stop + 3] != " (" and word.rstrip(".") not in words.after_clock)
    # "J. R. Smith", "George W. Bush"; "vitamin C. The"; "U.S. Senate"; "in the U.S. The".
    if _INITIALS.fullmatch(piece):
        return starts or (is_marked and len(piece) > 1)
    if piece in words.endings:
        return starts or is_marked
    return True


def _short_enough(part: str, left: int, right: int) -> Iterator[tuple[int, int]]:
    """The sentence, in pieces of at most LONGEST words."""
    if right - left <= LONGEST or len(re.findall(r"\w+|[^\w\s]", part[left:right])) * 2 <= LONGEST:
        yield left, right
        return
    words = tokenize(part[left:right], left)
    # One less: a word before a cut may part where it would not before what followed it ("A." before a name).
    most = LONGEST - 1
    first = 0
    while len(words) - first > most:
        last = first + most
        for marks in (";", ",:—–"):
            at = next((i for i in range(last - 1, first + most // 3, -1) if part[words[i][0]] in marks), None)
            if at is not None:
                last = at + 1
                break
        yield words[first][0], words[last - 1][1]
        first = last
    yield (words[first][0] if first else left), right
