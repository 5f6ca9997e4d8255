"""The record: the one file with all documents, codings, outcomes and imported events, and what can be asked of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from detente.claims.values import Claim
from detente.record import adding, asking
from detente.record.adding import AddOptions, Coder, Found, Tally
from detente.record.asking import Ask
from detente.record.names import code_of, named_in
from detente.record.store import connect, trouble
from detente.values import Coding, Document

DEFAULT = Path("detente.db")


class Record:
    """An open record. Use it in a `with` block, or close it.

    >>> with Record.open("norland.db") as record:
    ...     record.add(documents, coder)
    ...     for document, coding in record.codings(Ask(pair=("IRN", "PRK"))):
    ...         print(document.published, coding.type)
    """

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        asking.add_functions(connection)
        self.connection, self.path = connection, path

    @classmethod
    def open(
        cls,
        path: str | Path = DEFAULT,
        *,
        create: bool = True,
        factory: type[sqlite3.Connection] = sqlite3.Connection,
    ) -> Self:
        """Open the record in this file, made if absent unless `create` is False.

        Raises RecordError where the file is no record, is newer than this program, or cannot be opened.
        """
        return cls(connect(Path(path), create=create, factory=factory), Path(path))

    def add(self, found: Iterable[Found | Document], coder: Coder, options: AddOptions | None = None) -> Tally:
        """Code and store documents, or the outcomes of reading them; what is in the record already is skipped.

        Raises RecordError where the record cannot be written; all batches before are stored.
        """
        with trouble(self.path):
            return adding.add(self.connection, found, coder, options or AddOptions())

    def codings(self, ask: Ask | None = None) -> Iterator[tuple[Document, Coding]]:
        """The codings that answer, lazily, each with its document, in order of publication and place in the text."""
        with trouble(self.path):
            yield from asking.iter_codings(self.connection, ask or Ask())

    def documents(self, ask: Ask | None = None) -> Iterator[tuple[Document, int, int]]:
        """The documents that answer, lazily, each with its revision and its number of codings."""
        with trouble(self.path):
            yield from asking.iter_documents(self.connection, ask or Ask())

    def claims(self, ask: Ask | None = None) -> Iterator[tuple[Document, Claim]]:
        """The claims of the record's documents, lazily, each with its document, in order of publication.

        Of the question, pair, days of publication and outlet count; the pair's codes must be among those of the claim.
        """
        with trouble(self.path):
            yield from asking.iter_claims(self.connection, ask or Ask())

    def outcomes(self, *, only_failed: bool = False) -> Iterator[sqlite3.Row]:
        """The last outcome of every input tried: run, input, document_id, outcome, reason, recorded_at."""
        with trouble(self.path):
            yield from asking.iter_outcomes(self.connection, only_failed=only_failed)

    def code_of(self, words: str) -> str:
        """The code of the actor that the words name. Raises AskError with suggestions where there is none."""
        return code_of(words, asking.codes_in(self.connection), named_in(self.connection))

    def close(self) -> None:
        """Close the file, with the log folded into it."""
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()
