"""The record: the one file with all documents, codings, outcomes and imported events, and what can be asked of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from detente.claims.values import Claim
from detente.engine.engine import Engine
from detente.engine.unit import Coder
from detente.exchange.out.answer import Answer, Lazy
from detente.reading.stamp import Stamp
from detente.record import adding, asking, files, registered
from detente.record.adding import AddOptions
from detente.record.asking import Ask
from detente.record.names import code_of, named_in
from detente.record.outcome import Found, Tally
from detente.record.registered.values import Registered
from detente.record.retrying import Retry, to_retry
from detente.record.status import Status, status_of
from detente.record.store import connect, trouble
from detente.record.time_limit import within
from detente.values import Document

if TYPE_CHECKING:
    from detente.exchange.filed import Imported
    from detente.exchange.formats import Format, ImportOptions
    from detente.exchange.importing import Told
    from detente.exchange.out.options import Exported, Form
    from detente.exchange.out.options import Options as ExportOptions
    from detente.record.editions.creating import Created
    from detente.record.merging import Event, Merged

One = TypeVar("One")
DEFAULT = Path("detente.db")
MANIFEST = "manifest.json"
"""What tells an edition's folder."""


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

        An edition's folder opens like a record that can only be read. Raises RecordError where the file is no record,
        is newer than this program, or cannot be opened.
        """
        if (Path(path) / MANIFEST).is_file():
            from detente.record.editions.opening import open_edition

            return cls(open_edition(Path(path), factory), Path(path))
        return cls(connect(Path(path), create=create, factory=factory), Path(path))

    def add(self, found: Iterable[Found | Document], coder: Coder | Engine, options: AddOptions | None = None) -> Tally:
        """Code and store documents, or the outcomes of reading them; what is in the record already is skipped.

        Raises RecordError where the record cannot be written; all batches before are stored.
        """
        with trouble(self.path):
            tally = adding.add(self.connection, found, coder, options or AddOptions())
            registered.fill(self.connection)
            return tally

    def export(
        self, form: Form, target: str | Path, ask: Ask | None = None, options: ExportOptions | None = None
    ) -> Exported:
        """Write the codings that answer into a file that other programs open (detente.exchange.out).

        >>> record.export("parquet", "iran.parquet", Ask(country="IRN"))
        """
        from detente.exchange.out import export

        return export(self, form, target, ask, options)

    def import_(
        self,
        kind: Format,
        paths: Sequence[str | Path],
        options: ImportOptions | None = None,
        told: Told | None = None,
    ) -> Imported:
        """Bring in events that others coded (detente.exchange.formats); the sums, in rows.

        >>> record.import_("icews", ["Events.2018.tab"])
        """
        from detente.exchange.formats import import_files

        return import_files(self, kind, paths, options, told)

    def codings(self, ask: Ask | None = None) -> Answer:
        """The codings that answer, each with its document, in order of publication and place in the text.

        Nothing is read before it is iterated; `.to_arrow()`, `.to_polars()` and `.to_pandas()` make a table of them.
        """
        return Answer(lambda: self._told(asking.iter_codings(self.connection, ask or Ask())))

    def documents(self, ask: Ask | None = None) -> Lazy[tuple[Document, int, int]]:
        """The documents that answer, lazily, each with its revision and its number of codings."""
        return Lazy(lambda: self._told(asking.iter_documents(self.connection, ask or Ask())))

    def events(self, ask: Ask | None = None) -> Lazy[Event]:
        """The events that answer: what one or more codings say happened. Ask `merge` first for what came in since."""
        from detente.record.merging import iter_events

        def found() -> Iterator[Event]:
            for _, event in iter_events(self.connection, ask or Ask()):
                yield event

        return Lazy(lambda: self._told(found()))

    def merge(self) -> Merged:
        """Merge the codings that no event has yet into events."""
        from detente.record.merging import merge_new

        with trouble(self.path):
            return merge_new(self.connection)

    def claims(self, ask: Ask | None = None) -> Lazy[tuple[Document, Claim]]:
        """The claims of the record's documents, lazily, each with its document, in order of publication.

        Of the question, pair, days of publication and outlet count; the pair's codes must be among those of the claim.
        """
        return Lazy(lambda: self._told(asking.iter_claims(self.connection, ask or Ask())))

    def actors(self, ask: Ask | None = None, *, name: str | None = None, sector: str | None = None) -> Lazy[Registered]:
        """The register's actors that answer: as what each was seen, from when to when, and where that is said first.

        `name` are words in the actor's name; the country of the question is the actor's own, all else is asked of the
        codings in which it takes part. Corrections are made with detente.record.registered.
        """

        def found() -> Iterator[Registered]:
            registered.fill_if_free(self.connection)
            yield from registered.iter_actors(self.connection, ask or Ask(), name=name, sector=sector)

        return Lazy(lambda: self._told(found()))

    def within(self, seconds: float | None) -> AbstractContextManager[None]:
        """What is asked in the block is stopped after so many seconds, with an AskError that says so.

        >>> with record.within(5):
        ...     found = list(record.codings(Ask(text="oil")))
        """
        return within(self.connection, self.path, seconds)

    def outcomes(self, *, only_failed: bool = False, outcomes: Sequence[str] = ()) -> Iterator[sqlite3.Row]:
        """The last outcome of every input tried: run, input, document_id, outcome, reason, recorded_at.

        `outcomes` asks for some of detente.record.outcome.OUTCOMES.
        """
        with trouble(self.path):
            yield from asking.iter_outcomes(self.connection, only_failed=only_failed, outcomes=outcomes)

    def to_retry(self, outcomes: Sequence[str]) -> Retry:
        """What to try again: the inputs that ended so, and what the commands were given that met them."""
        with trouble(self.path):
            return to_retry(self.connection, outcomes)

    def is_known(self, stamp: Stamp) -> bool:
        """Whether a file of that stamp need not be read again: for detente.read, so that adding again is quick."""
        with trouble(self.path):
            return files.is_known(self.connection, stamp)

    def freeze(self, name: str | None = None, *, folder: Path | str | None = None, with_text: bool = False) -> Created:
        """Freeze the present state as an edition, a folder of Parquet files (detente.record.editions).

        >>> record.freeze("2026-spring").edition.id
        """
        from detente.record.editions.creating import create

        return create(self, name, folder=folder, with_text=with_text)

    def status(self) -> Status:
        """What the record holds, and its last runs."""
        with trouble(self.path):
            return status_of(self.connection, self.path)

    def code_of(self, words: str) -> str:
        """The code of the actor that the words name. Raises AskError with suggestions where there is none."""
        return code_of(words, asking.codes_in(self.connection), named_in(self.connection))

    def _told(self, found: Iterator[One]) -> Iterator[One]:
        with trouble(self.path):
            yield from found

    def close(self) -> None:
        """Close the file, with the log folded into it."""
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()
