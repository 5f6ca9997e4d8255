"""A sentence as the grammar of dates sees it: its items, their classes as one string, and the words behind them."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from detente.values import Document, Sentence, Token
from detente.when.mention import Context
from detente.when.words import Item, items_of


class Line(NamedTuple):
    """`kinds[i]` is the class of `items[i]`; offsets of items count from the sentence's start."""

    sentence: Sentence
    document: Document
    items: list[Item]
    kinds: str
    starts: list[int]
    context: Context

    @classmethod
    def of(cls, sentence: Sentence, document: Document, context: Context) -> Line:
        items = items_of(document.text[sentence.start : sentence.end])
        starts = [t.start for t in sentence.tokens]
        return cls(sentence, document, items, "".join(i.kind for i in items), starts, context)

    def token(self, item: int) -> Token | None:
        """The word of the sentence that the item lies in; None outside of the sentence."""
        if not 0 <= item < len(self.items) or not self.starts:
            return None
        place = bisect_right(self.starts, self.sentence.start + self.items[item].start) - 1
        return self.sentence.tokens[max(place, 0)]

    def upos(self, item: int) -> str:
        token = self.token(item)
        return token.upos if token is not None else ""

    def word(self, item: int) -> str:
        """The item in small letters; "" outside of the sentence."""
        return self.items[item].text.lower() if 0 <= item < len(self.items) else ""

    def kind(self, item: int) -> str:
        return self.kinds[item] if 0 <= item < len(self.items) else ""
