"""What an item of a feed says, as the feed library understands it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from detente.reading.days import make_day, parse_day
from detente.reading.links import MAX_URL, bare_url, join_url

_DAYS = ("published", "updated", "created")
_CHARACTER = re.compile(r"&#(x[0-9a-fA-F]{1,8}|\d{1,9});?")


@dataclass(frozen=True, slots=True)
class Entry:
    """One item: its texts are HTML where `is_markup`, else plain; None where the feed does not say it."""

    id: str | None
    link: str | None
    title: str | None
    text: str | None
    is_markup: bool
    is_summary: bool
    """Whether the text is the item's summary, because the feed gives no full content."""
    published: date | None
    written_day: str | None
    """The day as the feed writes it."""
    author: str | None
    outlet: str | None
    """The item's own source, as aggregators name it."""
    feed_title: str | None
    feed_link: str | None


def parse_entries(head: str, items: Sequence[str], closing: str, base: str | None = None) -> list[Entry]:
    """The entries of some items of a feed, in order, whose head and closing tags are given.

    As many as there are items where each can be told apart; a list of another length otherwise. Links are taken from
    `base`, the feed's own address.
    """
    import feedparser

    # As bytes: a text might be taken for an address. What is fetched or opened here is nothing.
    raw = _CHARACTER.sub(_character, head + "".join(items) + closing).encode("utf-8", "replace")
    headers = {"content-type": "application/xml; charset=utf-8"}
    # Not cleaned there: what is hidden must still be seen to be hidden.
    try:
        found = feedparser.parse(raw, response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
    except Exception:
        # Crafted items make the library's reader of broken XML fail in many ways; the caller tells each apart.
        return []
    return [_entry(e, found.feed, base) for e in found.entries]


def _character(m: re.Match[str]) -> str:
    """A character by its number; numbers of none (halves of pairs, controls) become the sign for what is lost."""
    number = int(m[1][1:], 16) if m[1][0] == "x" else int(m[1])
    is_lost = 0xD800 <= number <= 0xDFFF or number > 0x10FFFF or (number < 32 and number not in (9, 10, 13))
    return "\ufffd" if is_lost else m[0]


def _entry(entry: Any, feed: Any, base: str | None) -> Entry:
    text, is_markup, is_summary = _text(entry)
    # Asked as a plain dict: the library's own takes one day for another where it is missing.
    written, parsed = (
        next((value for name in _DAYS if (value := dict.get(entry, name + suffix))), None) for suffix in ("", "_parsed")
    )
    day = parse_day(written) if written else None
    if day is None and parsed:
        day = make_day(parsed.tm_year, parsed.tm_mon, parsed.tm_mday)
    return Entry(
        id=entry.get("id") or None,
        link=_link(entry.get("link") or "", base),
        title=entry.get("title") or None,
        text=text,
        is_markup=is_markup,
        is_summary=is_summary,
        published=day,
        written_day=written,
        author=entry.get("author") or None,
        outlet=(entry.get("source") or {}).get("title") or None,
        feed_title=feed.get("title") or None,
        feed_link=feed.get("link") or None,
    )


def _link(link: str, base: str | None) -> str | None:
    url = bare_url(join_url(base or "", link)) if link and len(link) <= MAX_URL else ""
    return url if url.lower().startswith(("http://", "https://")) else None


def _text(entry: Any) -> tuple[str | None, bool, bool]:
    """The longest of an item's contents, or its summary where that is longer; a text of its own comes first."""
    texts = [(c, False) for c in entry.get("content") or ()]
    if entry.get("summary_detail"):
        texts.append((entry["summary_detail"], True))
    texts = [(t, is_summary) for t, is_summary in texts if (t.get("value") or "").strip()]
    if not texts:
        return None, False, False
    best, is_summary = max(texts, key=lambda t: (len(t[0]["value"]), not t[1]))
    return best["value"], "html" in (best.get("type") or ""), is_summary
