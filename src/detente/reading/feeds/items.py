"""The items of a feed one after the other, as text, so that a feed of any length takes the memory of one item.

Only the borders are found here; what an item says is for the feed library.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

MAX_ITEM = 4_000_000
"""Characters of one item."""
MAX_HEAD = 200_000
"""Characters before the first item that are kept."""
_BORDER = re.compile(r"<!\[CDATA\[|<!--|<(?P<slash>/)?(?:[A-Za-z][\w.-]{0,40}:)?(?:item|entry)(?=[\s>/])")
_LONGEST = 60
"""No border is longer: so much of the text read may be the beginning of one."""


class Items:
    """Reads pieces of text and gives the items; `head` is what stands before the first, known once one was given."""

    def __init__(self, pieces: Iterator[str]) -> None:
        self._pieces = pieces
        self._text = ""
        self._at = 0
        self._start: int | None = None
        self._is_over = False
        self.head = ""
        self._has_item = False

    def __iter__(self) -> Iterator[str | None]:
        """Each item from its first to its last tag; None for one that is larger than `MAX_ITEM` or has no end."""
        until: str | None = None
        while True:
            if until is not None:
                end = self._text.find(until, self._at)
                if end >= 0:
                    self._at, until = end + len(until), None
                    continue
                if not self._more(len(until)):
                    break
                continue
            found = _BORDER.search(self._text, self._at)
            if found is None or found.end() + _LONGEST > len(self._text):
                if self._more(_LONGEST, None if found is None else found.start()):
                    continue
                if found is None:
                    break
            self._at = found.end()
            if found[0] in ("<![CDATA[", "<!--"):
                until = "]]>" if found[0] != "<!--" else "-->"
            elif found["slash"] is None:
                if self._start is not None:
                    yield self._take(found.start())  # an item inside another: the first was not closed
                self._begin(found.start())
            elif self._start is not None:
                self._at = self._text.find(">", found.end()) + 1 or found.end()
                yield self._take(self._at)
        if self._start is not None:
            yield None
        self._keep_head(len(self._text))

    def _begin(self, at: int) -> None:
        self._keep_head(at)
        self._has_item, self._start, self._is_over = True, at, False

    def _keep_head(self, end: int) -> None:
        if not self._has_item:
            self.head = (self.head + self._text[:end])[:MAX_HEAD]

    def _take(self, end: int) -> str | None:
        item = None if self._is_over else self._text[self._start : end]
        self._start = None
        return item if item is None or len(item) <= MAX_ITEM else None

    def _more(self, keep: int, found: int | None = None) -> bool:
        """Read on, and let go of what is done; False at the end."""
        piece = next(self._pieces, "")
        if not piece:
            return False
        done = found if found is not None else max(self._at, len(self._text) - keep)
        if self._start is None:
            self._keep_head(done)
            self._text, self._at = self._text[done:] + piece, 0
        elif done - self._start > MAX_ITEM or self._is_over:
            self._is_over, self._start = True, 0
            self._text, self._at = self._text[done:] + piece, 0
        else:
            cut = self._start
            self._text, self._at, self._start = self._text[cut:] + piece, done - cut, 0
        return True
