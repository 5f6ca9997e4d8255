"""How alike two texts are: the share of their runs of five words that both have, and a MinHash to find the like ones.

A signature holds, for each of 100 hash functions, the least value over the runs; two texts agree in a place as often as
they share runs (Broder 1997). Cut into 20 bands of five, texts that share 70 % of their runs have a band in common
with probability 0.97, those that share 30 % with 0.05. Small enough to be no dependency: libraries keep the bands in
memory or in a server, here they are rows of the record.
"""

from __future__ import annotations

import re
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any
from zlib import crc32

from detente.values import Document

if TYPE_CHECKING:
    from numpy.typing import NDArray

LIKE = 0.7
"""Texts that share at least this much are near-duplicates: outlets cut a paragraph, change a headline, fix a word."""
MIN_WORDS = 50
"""Shorter texts ("Rockets hit the capital.") recur without being copies."""
_RUN = 5
_BANDS, _ROWS = 20, 5
_WORD = re.compile(r"\w+")
_BESIDE = frozenset({"credit", "dateline", "headline", "notice", "related", "subheading"})


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, without what stands between them."""
    return _WORD.findall(text.lower())


def runs_of(words: list[str]) -> frozenset[int]:
    """Checksums of the runs of five words; of a shorter text the one run that it is."""
    last = max(1, len(words) - _RUN + 1)
    return frozenset(crc32(" ".join(words[at : at + _RUN]).encode("utf-8", "replace")) for at in range(last))


def likeness(one: frozenset[int], other: frozenset[int]) -> float:
    """Share of the runs that both have, 0 to 1."""
    return len(one & other) / len(one | other)


def bands_of(runs: frozenset[int]) -> list[int]:
    """20 hashes of 64 bits, signed as SQLite keeps them; like texts share some."""
    import numpy as np

    factors, terms = _functions()
    # multiply-shift: the upper half of a 64-bit product is a hash of the 32-bit checksum (Dietzfelbinger 1997)
    values = np.fromiter(sorted(runs), dtype=np.uint64, count=len(runs))
    least = ((values[:, None] * factors + terms) >> np.uint64(32)).min(axis=0).astype("<u4")
    return [
        int.from_bytes(blake2b(bytes([band]) + rows.tobytes(), digest_size=8).digest(), "big", signed=True)
        for band, rows in enumerate(least.reshape(_BANDS, _ROWS))
    ]


def paragraphs_of(document: Document) -> list[str]:
    """The words of each paragraph of the report itself, one blank between them; headlines, credits and notices not."""
    texts = [document.text[p.start : p.end] for p in document.parts if p.kind not in _BESIDE]
    found = (" ".join(words_of(text)) for text in texts or [document.text])
    return [words for words in found if words]


def says_more(document: Document, first_words: list[str]) -> bool:
    """Whether a paragraph of the document does not stand, word for word, in the text of the first."""
    whole = f" {' '.join(first_words)} "
    return any(f" {paragraph} " not in whole for paragraph in paragraphs_of(document))


@cache
def _functions() -> tuple[NDArray[Any], NDArray[Any]]:
    """100 odd factors and 100 terms, the same for ever: the bands of two records can be compared."""
    import numpy as np

    drawn = [blake2b(f"détente {i}".encode(), digest_size=8).digest() for i in range(2 * _BANDS * _ROWS)]
    numbers = np.array([int.from_bytes(d, "big") for d in drawn], dtype=np.uint64)
    return numbers[: _BANDS * _ROWS] | np.uint64(1), numbers[_BANDS * _ROWS :]
