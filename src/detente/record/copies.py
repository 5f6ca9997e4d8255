"""Which document of the record a found one repeats, and whether it must be coded all the same.

The rule. A text that stands in the record already under another id is a duplicate: a report of the first, not coded
again; unless only the copy knows its day of publication, by which days in the text are read. A text that shares most
of its words with one there is a near-duplicate, and coded only where a paragraph of it says something that the first
does not. Texts under 50 words are the same report only on the same day. Only coded, current documents are repeated.
"""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from collections.abc import Sequence
from functools import cached_property
from typing import Literal, NamedTuple

from detente.record.likeness import LIKE, MIN_WORDS, bands_of, likeness, runs_of, says_more, words_of
from detente.record.rows import digest_of
from detente.record.store import transaction
from detente.values import Document

_SAME = (
    "SELECT document, id, published FROM documents"
    " WHERE text_digest = ? AND id <> ? AND is_current AND is_coded ORDER BY document LIMIT 50"
)
_IN_BAND = "SELECT * FROM (SELECT document FROM text_bands WHERE band = ? ORDER BY document LIMIT 50)"
_FIRST = "SELECT id, text_digest, text FROM documents WHERE document = ? AND is_current AND is_coded"
_INSERT_BAND = "INSERT OR IGNORE INTO text_bands (band, document) VALUES (?, ?)"
_UNMEASURED = "SELECT document, text FROM documents WHERE n_words IS NULL ORDER BY document LIMIT 200"
_MEASURED = "UPDATE documents SET n_words = ? WHERE document = ?"
_CANDIDATES = 8
_KEPT = 256


class Copy(NamedTuple):
    """What a found document repeats: the row and id of the first, how much of it, and whether it is coded even so."""

    kind: Literal["duplicate", "near_duplicate"]
    first: int
    first_id: str
    likeness: float
    is_coded: bool

    @property
    def reason(self) -> str:
        """Why it counts as a copy, for a user."""
        if self.kind == "duplicate":
            return f"the same text as {self.first_id}" + (", whose day is not known; coded" if self.is_coded else "")
        more = "coded, for it says more" if self.is_coded else "it says nothing more"
        return f"{int(self.likeness * 100)}% like {self.first_id}; {more}"


class Measured:
    """A found document with what it takes to compare it, counted when it is asked for: most that come again are known.

    Raises UnicodeEncodeError on half a character.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.digest = digest_of(document.text)

    @cached_property
    def n_words(self) -> int:
        """Words in the text."""
        return len(words_of(self.document.text))

    @cached_property
    def runs(self) -> frozenset[int]:
        """Checksums of its runs of words; none for a text too short to be compared by them."""
        return runs_of(words_of(self.document.text)) if self.n_words >= MIN_WORDS else frozenset()

    @cached_property
    def bands(self) -> tuple[int, ...]:
        """The bands by which its likes are found; none for a text too short."""
        return tuple(bands_of(self.runs)) if self.runs else ()


class Copies:
    """Finds copies in one record; keeps the words of the documents it compared last."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._words: OrderedDict[str, tuple[list[str], frozenset[int]]] = OrderedDict()

    def find(self, found: Measured) -> Copy | None:
        """The document that this one repeats, or None. Same record, same answer."""
        return self._same(found) or (self._like(found) if found.bands else None)

    def _same(self, found: Measured) -> Copy | None:
        document = found.document
        published = document.published.isoformat() if document.published else None
        undated = None
        for row in self._connection.execute(_SAME, (found.digest, document.id)):
            if (
                found.n_words < MIN_WORDS
                and None not in (published, row["published"])
                and published != row["published"]
            ):
                continue
            if published is None or row["published"] is not None:
                return Copy("duplicate", row["document"], row["id"], 1.0, False)
            undated = undated or Copy("duplicate", row["document"], row["id"], 1.0, True)
        return undated

    def _like(self, found: Measured) -> Copy | None:
        best: tuple[tuple[bool, float, int], Copy] | None = None
        for number in self._candidates(found.bands):
            first = self._connection.execute(_FIRST, (number,)).fetchone()
            if first is None or first["id"] == found.document.id:
                continue
            words, runs = self._of(first["text_digest"], first["text"])
            share = likeness(found.runs, runs)
            if share < LIKE:
                continue
            is_more = says_more(found.document, words)
            rank = (not is_more, share, -number)
            if best is None or rank > best[0]:
                best = rank, Copy("near_duplicate", number, first["id"], share, is_more)
        return best[1] if best else None

    def _candidates(self, bands: Sequence[int]) -> list[int]:
        """Documents that share bands with the text, those with most bands first, at most eight."""
        query = " UNION ALL ".join([_IN_BAND] * len(bands))
        rows = self._connection.execute(
            f"SELECT document FROM ({query}) GROUP BY document ORDER BY count(*) DESC, document LIMIT {_CANDIDATES}",
            bands,
        )
        return [row[0] for row in rows]

    def _of(self, digest: str, text: str) -> tuple[list[str], frozenset[int]]:
        known = self._words.pop(digest, None)
        if known is None:
            words = words_of(text)
            known = words, runs_of(words)
            if len(self._words) >= _KEPT:
                self._words.popitem(last=False)
        self._words[digest] = known
        return known


def insert_bands(connection: sqlite3.Connection, document: int, bands: Sequence[int]) -> None:
    """Make a coded document findable by its likes."""
    connection.executemany(_INSERT_BAND, [(band, document) for band in bands])


def measure_old(connection: sqlite3.Connection) -> None:
    """Measure the documents that an older layout left unmeasured; a kill on the way loses nothing."""
    while rows := connection.execute(_UNMEASURED).fetchall():
        with transaction(connection):
            for number, text in rows:
                words = words_of(text)
                connection.execute(_MEASURED, (len(words), number))
                if len(words) >= MIN_WORDS:
                    insert_bands(connection, number, bands_of(runs_of(words)))
