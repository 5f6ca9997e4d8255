"""Filed events into the record: once each, in large batches, damaged rows set aside with their reason.

Invariant: rows stay as filed. The other side of a symmetric act is kept too, marked `twin_of`, and never counted.
"""

from __future__ import annotations

import operator
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from itertools import islice
from typing import Any, NamedTuple

from detente.errors import InputError
from detente.exchange.filed import Damaged, Filed, FiledActor, FiledReport, Imported, Row
from detente.record.adding import begin_run, end_run
from detente.record.store import transaction
from detente.record.tallying import tally
from detente.relations.packed import pack

_BATCH = 25_000
_COLUMNS = (
    *("row_key", "event_key", "run", "origin", "filed_id", "day", "filed_day", "source", "target"),
    *("cameo", "type", "modes", "quad", "goldstein", "intensity", "side"),
    *("n_reports", "n_outlets", "n_mentions", "place_name", "place_country", "lat", "lon", "url"),
)
_FURTHER = ("last_day", "contexts", "modality", "historical", "dead", "publisher")
"""Columns that many origins have nothing for: a batch without any of them is stored in a fifth less time."""

_NOTHING = (None,) * len(_FURTHER)
_told_further = operator.itemgetter(*map(Filed._fields.index, _FURTHER))


def _insert(columns: Sequence[str]) -> str:
    return f"INSERT OR IGNORE INTO imported ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"


_INSERT = _insert(_COLUMNS)
_INSERT_ALL = _insert((*_COLUMNS, *_FURTHER))
_INSERT_ACTOR = "INSERT INTO filed_actors (origin, name, code, sectors, sector, filed_code) VALUES (?, ?, ?, ?, ?, ?)"
_INSERT_REPORT = (
    "INSERT OR IGNORE INTO filed_reports (origin, filed_id, url, sentence, outlet, reported_at, confidence, run)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_QUARANTINE = "INSERT INTO quarantine (run, input, line, reason, row) VALUES (?, ?, ?, ?, ?)"
_QUARANTINED = "SELECT line, reason, row FROM quarantine WHERE input = ?"
_MOST_REASONS = 10_000

# Rows of one act are paired off, the first filed from each side, then the second …: two stories of one meeting give
# four rows, two of them merged. The earlier row of each pair is the one that counts.
_PAIR_OFF = """
    CREATE TEMP TABLE paired AS
    WITH touched AS (SELECT DISTINCT event_key FROM imported WHERE imported > ? AND side IS NOT NULL),
    ranked AS (
        SELECT imported, event_key, row_number() OVER (PARTITION BY event_key, side ORDER BY imported) AS k
        FROM imported WHERE side IS NOT NULL AND event_key IN (SELECT event_key FROM touched)
    )
    SELECT min(imported) AS kept, max(imported) AS twin FROM ranked GROUP BY event_key, k HAVING count(*) = 2
"""
_MARK = (
    "UPDATE imported SET twin_of = p.kept FROM paired p WHERE imported.imported = p.twin AND imported.twin_of IS NULL"
)


class Source(NamedTuple):
    """A file to import: its name, and its rows as they come."""

    name: str
    rows: Iterable[Row]


@dataclass(slots=True)
class Told:
    """What is told of an import while it runs: rows read after each batch; reasons and files that failed, counted."""

    progress: Callable[[int], None] | None = None
    stop: Callable[[], bool] = lambda: False
    reasons: Counter[str] = field(default_factory=Counter)
    failed: list[InputError] = field(default_factory=list)


def import_rows(
    connection: sqlite3.Connection,
    rows: Iterable[Row],
    *,
    origin: str,
    command: str,
    progress: Callable[[int], None] | None = None,
    stop: Callable[[], bool] = lambda: False,
) -> Imported:
    """Store the rows under the name of their origin; `progress` is told the rows read so far after each batch.

    Rows that the record holds already are counted as known. A stopped or killed import goes on when run again.
    """
    told = Told(progress, stop)
    return import_sources(connection, [Source(command, rows)], origin=origin, command=command, told=told)


def import_sources(
    connection: sqlite3.Connection, sources: Sequence[Source], *, origin: str, command: str, told: Told
) -> Imported:
    """The same of many files in one run, counted by dyad and day once, when all are in.

    Of several files, one that cannot be read to its end does not stop the others: what came before its fault is stored,
    and it is told. Of one file alone the InputError is raised.
    """
    run = begin_run(connection, command)
    batches = _Batches(connection, run, origin, told)
    total = Imported(0, 0, 0, 0, 0)
    for source in sources:
        if told.stop():
            break
        try:
            for done in batches.store(source.rows):
                total = total + done
                if told.progress:
                    told.progress(total.read)
        except InputError as error:
            if len(sources) == 1:
                raise
            told.failed.append(error)
    tally(connection)
    pack(connection)
    end_run(connection, run, total.told())
    return total


class _Batches:
    """Stores rows, each batch in one transaction."""

    def __init__(self, connection: sqlite3.Connection, run: int, origin: str, told: Told) -> None:
        self._connection, self._run, self._origin, self._told = connection, run, origin, told
        self._actors = _Actors(connection, origin)
        self._days = _Days()
        self._quarantine = _Quarantine(connection)

    def store(self, rows: Iterable[Row]) -> Iterator[Imported]:
        """The sums of each batch, once it is on the disk. What a file gave before it failed is stored too."""
        source = iter(rows)
        while not self._told.stop():
            batch, error = _take(source)
            if batch:
                yield self._store(batch)
            if error is not None:
                raise error
            if not batch:
                return

    def _store(self, batch: Sequence[Row]) -> Imported:
        connection, actors, days = self._connection, self._actors, self._days
        run, origin = self._run, self._origin
        filed = [row for row in batch if isinstance(row, Filed)]
        damaged = [row for row in batch if isinstance(row, Damaged)]
        reports = [row for row in batch if isinstance(row, FiledReport)]
        with actors, transaction(connection):
            last = connection.execute("SELECT coalesce(max(imported), 0) FROM imported").fetchone()[0]
            values = [_values(row, run, origin, actors, days) for row in filed]
            if any(told != _NOTHING for told in map(_told_further, filed)):
                further = [_further(row) for row in filed]
                new = _changes(connection, _INSERT_ALL, list(map(operator.add, values, further)))
            else:
                new = _changes(connection, _INSERT, values)
            twins = _merge(connection, last) if new else 0
            told = [(origin, *report, run) for report in reports]
            new += _changes(connection, _INSERT_REPORT, told) if told else 0
            connection.executemany(_QUARANTINE, [(run, *row) for row in self._quarantine.new(damaged)])
        for row in damaged:
            if len(self._told.reasons) < _MOST_REASONS or row.reason in self._told.reasons:
                self._told.reasons[row.reason] += 1
        expanded = sum(row.is_further for row in filed)
        known = len(batch) - len(damaged) - new
        return Imported(len(batch) - expanded, new - twins, twins, len(damaged), known, expanded)


def _take(source: Iterator[Row]) -> tuple[list[Row], InputError | None]:
    """The next rows, and what ended them before their number was full."""
    batch: list[Row] = []
    try:
        for row in islice(source, _BATCH):
            batch.append(row)  # one by one: what came before a fault is kept
    except InputError as error:
        return batch, error
    return batch, None


def _changes(connection: sqlite3.Connection, statement: str, values: Sequence[tuple[Any, ...]]) -> int:
    before = connection.total_changes
    connection.executemany(statement, values)
    return connection.total_changes - before


def _merge(connection: sqlite3.Connection, last: int) -> int:
    """Pair off the rows stored after row `last` with those of the other side, and return how many became twins."""
    connection.execute(_PAIR_OFF, (last,))
    merged = connection.execute(_MARK).rowcount
    connection.execute("DROP TABLE paired")
    return merged


def _values(row: Filed, run: int, origin: str, actors: _Actors, days: _Days) -> tuple[Any, ...]:
    """The row's values, in the order of `_COLUMNS`. This runs for every row of every file: it is kept plain."""
    act, prefix_day = row.act, days[row.day]
    source = row.source.name if row.source is not None else ""
    target = row.target.name if row.target is not None else ""
    side: int | None = None
    if act.one_act is None:
        event = f"{act.code or f'{act.type}:{act.mode}'}|{source}|{target}"
    elif act.one_act == "042":
        # a visit is filed as the guest's (042) and as the host's (043): the guest stands first in the event
        side = int(act.code == "043")
        event = f"042|{target}|{source}" if side else f"042|{source}|{target}"
    else:
        side = int(source > target)
        event = f"{act.one_act}|{min(source, target)}|{max(source, target)}"
    if row.event is not None:
        event = row.event
    return (
        _key(prefix_day[0], f"{origin}|row|{row.key}"),
        _key(prefix_day[0], f"{origin}|event|{event}"),
        run,
        origin,
        row.filed_id,
        prefix_day[1],
        row.filed_day,
        None if row.source is None else actors.number(row.source),
        None if row.target is None else actors.number(row.target),
        act.code,
        act.type,
        act.mode,
        act.quad,
        act.goldstein,
        act.intensity,
        side,
        row.n_reports,
        row.n_outlets,
        row.n_mentions,
        row.place_name,
        row.place_country,
        row.lat,
        row.lon,
        row.url,
    )


def _further(row: Filed) -> tuple[Any, ...]:
    """The values of `_FURTHER`."""
    last_day, *others = _told_further(row)
    return (None if last_day is None else last_day.isoformat(), *others)


class _Days(dict[date, tuple[int, str]]):
    """Days as keys begin with them, 16 bits at the top of 64, and as they are stored; each worked out once."""

    def __missing__(self, day: date) -> tuple[int, str]:
        found = self[day] = ((day.toordinal() & 0xFFFF) << 48, day.isoformat())
        return found


def _key(prefix: int, text: str) -> int:
    """16 bits of the day, then 48 of a hash: rows of one day lie together in the index, which is then written once.

    Among ten million rows of thirty years the chance that any two of a day are alike is below 1 in 50,000.
    """
    key = prefix | int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=6).digest(), "big")
    return key - (1 << 64) if key >> 63 else key


class _Actors:
    """Numbers of the actors of one origin; those of a batch that fails are forgotten."""

    def __init__(self, connection: sqlite3.Connection, origin: str) -> None:
        self._connection, self._origin = connection, origin
        rows = connection.execute("SELECT name, actor FROM filed_actors WHERE origin = ?", (origin,))
        self._numbers: dict[str, int] = {row[0]: row[1] for row in rows}
        self._new: list[str] = []

    def number(self, actor: FiledActor) -> int:
        found = self._numbers.get(actor.name)
        if found is None:
            row = (self._origin, *actor)
            found = self._numbers[actor.name] = self._connection.execute(_INSERT_ACTOR, row).lastrowid or 0
            self._new.append(actor.name)
        return found

    def __enter__(self) -> None:
        self._new.clear()

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:
            for name in self._new:
                del self._numbers[name]


class _Quarantine:
    """Damaged rows that the quarantine holds already, of the input at hand."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._input: str | None = None
        self._known: set[tuple[int, str, str]] = set()

    def new(self, rows: Iterable[Damaged]) -> Iterator[Damaged]:
        """Those that it does not hold."""
        for row in rows:
            if row.input != self._input:
                self._input = row.input
                found = self._connection.execute(_QUARANTINED, (row.input,))
                self._known = {(line, reason, text) for line, reason, text in found}
            if (row.line, row.reason, row.row) not in self._known:
                yield row
