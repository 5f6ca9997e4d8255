"""GDELT's mentions: which article tells of which event, in which sentence. They join to events by GlobalEventID."""

from __future__ import annotations

from detente.exchange.cells import read_count
from detente.exchange.filed import FiledReport

MENTIONS: tuple[str, ...] = (
    *("globaleventid", "eventtimedate", "mentiontimedate", "mentiontype", "mentionsourcename", "mentionidentifier"),
    *("sentenceid", "actor1charoffset", "actor2charoffset", "actioncharoffset", "inrawtext", "confidence"),
    *("mentiondoclen", "mentiondoctone", "mentiondoctranslationinfo", "extras"),
)


def report_of(cells: list[str]) -> FiledReport:
    """The report of a row of mentions. Raises ValueError with the reason where it is damaged."""
    number, url = cells[0].strip(), cells[5].strip()
    if not number.isdecimal():
        raise ValueError(f"no event number in {number[:20]!r}")
    if not url:
        raise ValueError("no article")
    if not cells[3].strip().isdecimal() or not cells[2].strip().isdecimal():
        raise ValueError("not a mention: no time and kind of article where they belong")
    at = cells[2].strip()
    moment = f"{at[:4]}-{at[4:6]}-{at[6:8]}T{at[8:10]}:{at[10:12]}:{at[12:14]}+00:00" if len(at) == 14 else None
    return FiledReport(number, url, read_count(cells[6]) or 0, cells[4].strip() or None, moment, read_count(cells[11]))
