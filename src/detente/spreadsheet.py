"""Text as a cell that no spreadsheet runs as a formula, and back.

The rule: an apostrophe goes before a cell that would start a formula, and before what would start one in it where a
program that splits at another separator than the file's, or at a line end, makes a new cell. An apostrophe that stands
there already gets one more, so that taking one off gives back every text as it was.
"""

from __future__ import annotations

import re
import unicodedata

_SIGNS = r"=+\-@＝＋－＠"
_GAP = r"\s\"\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
"""White space, what cannot be seen, and quotes: a reader may drop them before it looks whether a cell is a formula."""
_INSIDE = re.compile(rf"(?:(?<![{_GAP}])([{_GAP}]++)|(?<=[;,|]))('*+)([{_SIGNS}])")
"""A formula's first sign after a separator or a gap; linear, as each gap is met once."""
_ENDS = frozenset("\t\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029")
_FORMULA = frozenset("=+-@＝＋－＠")
_TRIMMED = " \n\u00a0\u3000\ufeff'"


def safe(text: str) -> str:
    """The text with an apostrophe before it, and in it, wherever a spreadsheet would take what follows for a formula.

    >>> safe("=1+1"), safe("fine; =1+1"), safe("-5"), safe("fine")
    ("'=1+1", "fine; '=1+1", "'-5", 'fine')
    """
    told = _INSIDE.sub(_apart, text)
    return f"'{told}" if _starts(told) else told


def bare(cell: str) -> str:
    """The text of a cell that `safe` made.

    >>> bare("'=1+1"), bare("fine; '=1+1"), bare("'tis fine")
    ('=1+1', 'fine; =1+1', "'tis fine")
    """
    if "'" not in cell:
        return cell
    return _INSIDE.sub(_together, cell[1:] if cell[0] == "'" and _starts(cell[1:]) else cell)


def _starts(text: str) -> bool:
    """Whether the text starts a formula; apostrophes before the sign do not count, so that the rule can be undone."""
    if text.lstrip(_TRIMMED)[:1] in ("\t", "\r"):
        return True
    first = next((c for c in text if c not in "\"'" and unicodedata.category(c)[0] not in "ZC"), "")
    return first in _FORMULA


def _apart(found: re.Match[str]) -> str:
    gap, marks, sign = found[1] or "", found[2], found[3]
    return f"{gap}{marks}'{sign}" if _is_border(found) else found[0]


def _together(found: re.Match[str]) -> str:
    gap, marks, sign = found[1] or "", found[2], found[3]
    return f"{gap}{marks[1:]}{sign}" if _is_border(found) else found[0]


def _is_border(found: re.Match[str]) -> bool:
    """Whether a new cell may begin there: after a separator, or where the gap has a line end."""
    before = found.string[found.start() - 1 : found.start()]
    return before in (";", ",", "|") or not _ENDS.isdisjoint(found[1] or "")
