"""Photo captions and their credits: "… on August 7, 2018. / AFP PHOTO / ATTA KENARE", "(Photo: …)", "[Reuters]"."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from detente.reading.tables import agency_names, agency_pattern

_TAIL = 220
"""A credit stands within so many characters of the end."""


class Credit(NamedTuple):
    """A credit that starts at `start` and goes to the end. `is_photo`: it can only belong to a picture."""

    start: int
    is_photo: bool


_PHOTO_WORD = r"(?:[Pp]hotos?|PHOTO|[Ii]mages?|[Pp]ictures?|[Cc]redit|[Cc]ourtesy|[Hh]andout|[Ff]ile|FILE|©|Getty|Pool)"
_CREDIT_WORD = r"(?:[Cc]redit|[Cc]ourtesy|[Ss]ource)"
_LABEL = rf"(?:FILE )?(?:PHOTO|Photos?|Image|Picture|Pic|Photograph|(?:Photo|Image|Picture) {_CREDIT_WORD})"
_KEEPER = (
    r"(?:Handout|Courtesy(?: of)?|Credit:?|CREDIT:?|Getty Images|Shutterstock|Wikimedia Commons|Creative Commons|"
    r"Pool photo|File photo|Archive photo)"
)
_NAME = r"(?:[A-ZÀ-ÖØ-Þ]\.|[A-ZÀ-ÖØ-Þ][\w'’-]*|de|la|al|van|von|bin|el|for)"
_WHO = rf"{_NAME}(?: {_NAME}){{0,4}}"
_SENTENCE_END = r"(?:(?<=[.!?”\"’)—–|-])\s{1,2}|^)"


@cache
def _photo() -> re.Pattern[str]:
    agency = agency_pattern()
    pool = r"(?: ?(?:PHOTO|Photo|File Photo|file photo|Pool|POOL))?"
    forms = (
        # "/ AFP PHOTO / ATTA KENARE", "/ AFP / JANE DOE", "AFP PHOTO/Jane Doe"
        rf"(?:[/|]\s{{0,2}}|(?<=[.!?”\"’)])\s{{1,2}}|^){agency}{pool}(?: ?/ ?{_WHO}){{0,3}}",
        # "(Photo: Jane Doe/Reuters)", "[File: Jane Doe/AP]", "(AP Photo/Jane Doe)", "[Reuters]", "(AFP)"
        rf"[(\[](?:[^()\[\]\n]{{0,60}}\b)?(?:{_PHOTO_WORD}|{agency})[^()\[\]\n]{{0,80}}[)\]]",
        # "Photo: …", "Photo by …", "Photograph: Jane Doe/AFP", "Image credit: …"
        rf"(?:^|(?<=[\s|/])){_LABEL}(?: (?:by|courtesy(?: of)?|from|via) |: ?(?:by )?)[^\n.]{{2,90}}",
        # "REUTERS/Jane Doe/File Photo", "AP Photo/Jane Doe", "AFP/Getty Images"
        rf"(?:(?<=\s)|^){agency}(?: [Pp]hotos?| PHOTO| Images?| Pool)? ?/ ?{_WHO}(?: ?/ ?{_WHO}){{0,3}}",
        # "Jane Doe/AFP via Getty Images"
        rf"{_SENTENCE_END}(?:{_WHO} ?/ ?){{1,3}}(?:{agency}|Getty Images)(?: via [A-Z][\w ]{{2,30}})?",
        # "© AFP 2018"
        rf"(?:(?<=[\s.])|^)(?:© ?[^\n.;:]{{2,80}}|\([cC]\) ?(?:{agency}|(?:19|20)\d\d)[^\n.;:]{{0,60}})",
        # "Courtesy of the ministry", "Getty Images"
        rf"{_SENTENCE_END}{_KEEPER}\b[^\n.]{{0,80}}",
    )
    return re.compile("(?:" + "|".join(forms) + r")\s*[.\]]?\s*$")


_MAY_CREDIT = re.compile(
    r"[/(\[©|]|[Pp]hoto|PHOTO|[Ii]mage|[Pp]ic|[Cc]ourtesy|[Cc]redit|CREDIT|Getty|Handout|Shutterstock|Commons"
)


@cache
def _last_words() -> frozenset[str]:
    return frozenset(name.split()[-1] for name in agency_names())


@cache
def _wire() -> re.Pattern[str]:
    """An agency alone at the end of a paragraph: "He declined to comment. AFP", "— Reuters", "(AP)"."""
    agency = rf"(?!Getty){agency_pattern()}"
    several = rf"{agency}(?:(?:, ?| ?/ ?| and | & ){agency}){{0,3}}"
    return re.compile(
        rf"(?:(?<=[.!?”\"’)])\s{{1,2}}|\s[–—-]{{1,2}}\s{{0,2}}|^[–—-]{{0,2}}\s?)(?:\({several}\)|{several})\.?$"
    )


_SIGN_FORMS = (
    r"^\(?FILE(?: ?PHOTO| ?IMAGE| ?PICTURE)?\)?\b ?[:–—-]",
    r"^File (?:photo|picture|image)\b",
    r"^(?:Image|Photo|Picture|Video) caption\b",
    r"^(?:Caption|Photo) ?:",
    r"^Pictured\b",
    r"^In this\b[^.]{0,60}\b(?:photo|image|picture|frame grab|still)\b",
    r"^(?:An?|The|This) (?:(?:undated|file|handout|combination|satellite|aerial|video|screen|general|archive) )+"
    r"(?:photo|image|picture|view|grab|still|frame|shot)",
    r"\((?:L|R|C|left|right|centre|center|top|bottom|above|below|pictured|2nd[ -][LR]|L-R|from left|2[LR]|[LR]\d)\)",
    r", (?:second (?:from )?|far |top |bottom )?(?:left|right|centre|center), (?=\w)",
    r"\b[Ff]rom left(?: to right)?,",
    r"\((?:file|archive|archival) ?(?:photo|image|picture)?\)",
    r"\b(?:is|are) (?:seen|pictured|shown) (?:here|in|at|on|during|after|with|near|from)\b",
    r"\b(?:in|this) (?:this )?(?:undated |handout |file )(?:photo|image|picture)\b",
    r"\bfile (?:photo|picture|image)\b",
)
_SIGNS = re.compile("|".join(_SIGN_FORMS))


def find_credit(paragraph: str) -> Credit | None:
    """The credit at the end of a paragraph, or None; its start is 0 where the paragraph is nothing else."""
    base = max(0, len(paragraph) - _TAIL)
    tail = paragraph[base:]
    if (
        _MAY_CREDIT.search(tail) is None
        and tail.split()[-1:]
        and tail.split()[-1].strip("()[].–—-") not in _last_words()
    ):
        return None  # most paragraphs: nothing in them that a credit is made of
    for pattern, is_photo in ((_photo(), True), (_wire(), False)):
        m = pattern.search(tail)
        if m is None or (base and m.start() == 0):
            continue
        start = base + m.start() + len(m[0]) - len(m[0].lstrip())
        only_name = re.fullmatch(rf"[(\[]?{agency_pattern()}[)\]]?\.?", paragraph[start:].strip()) is not None
        return Credit(start, is_photo and not (only_name and not paragraph[start:].startswith("[")))
    return None


def has_caption_sign(paragraph: str) -> bool:
    """Whether the words can only describe a picture: "FILE PHOTO:", "(R)", "is seen in", "in this photo"."""
    return _SIGNS.search(paragraph[:700]) is not None


def is_file_picture(caption: str) -> bool:
    """Whether a caption says that its picture is an old one, so that its day is not the report's."""
    return (
        re.search(r"\b(?:FILE|[Ff]ile (?:photo|picture|image)|[Aa]rchiv|[Uu]ndated)|[(\[][Ff]ile\b", caption)
        is not None
    )
