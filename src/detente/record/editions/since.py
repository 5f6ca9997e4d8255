"""What changed of a pair since somebody last looked: codings that came, changed or went, and how the series moved."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from detente.errors import AskError
from detente.record.asking import Ask, revision_condition
from detente.record.editions.comparing import Change, Kind
from detente.record.editions.manifest import Edition
from detente.record.editions.moving import Counts, of_codings, of_events, of_events_then
from detente.record.editions.reasons import Facts, of_coding
from detente.record.merging import merge_if_free
from detente.record.store import trouble
from detente.values import Coding, Document, Party

if TYPE_CHECKING:
    from detente.record.record import Record

Unit = Literal["events", "codings"]
OWN = "détente"
_FACTS = (
    "SELECT d.text_digest AS text_sha256, d.published, d.title, d.outlet, d.url, d.is_coded, r.coder"
    " FROM documents d LEFT JOIN runs r ON r.run = d.run WHERE d.id = ? AND {revision}"
)
_IS_THERE = (
    "SELECT 1 FROM codings c JOIN documents d ON d.document = c.document WHERE d.id = ? AND c.id = ? AND {known}"
)
_IMPORTED = """
    SELECT i.origin, substr(i.day, 1, 7), count(DISTINCT CASE WHEN i.quad <= 2 THEN i.event_key END),
        count(DISTINCT CASE WHEN i.quad > 2 THEN i.event_key END)
    FROM filed_actors s JOIN imported i ON i.source = s.actor JOIN filed_actors t ON t.actor = i.target
        JOIN runs r ON r.run = i.run
    WHERE i.is_counted AND r.started_at < ?
        AND ((s.code = ? AND t.code = ?) OR (s.code = ? AND t.code = ?))
    GROUP BY 1, 2
"""
_ALWAYS = "9999-12-31T~"


class Moved(NamedTuple):
    """A month whose counts are others than they were."""

    origin: str
    month: str
    cooperation: tuple[int, int]
    """Then and now."""
    conflict: tuple[int, int]


@dataclass(frozen=True, slots=True)
class PairChanges:
    """What changed of two actors."""

    pair: tuple[str, str]
    since: str
    """A day, or the id of an edition."""
    changes: tuple[Change, ...]
    """Of codings: what was read, whatever is counted."""
    moved: tuple[Moved, ...]
    unit: Unit = "events"
    """What the months count of the reports read here."""


class _State(NamedTuple):
    """The record as it is, as it was known on a day, or as an edition froze it."""

    record: Record
    as_known: date | None = None

    def ask(self, pair: tuple[str, str]) -> Ask:
        return Ask(pair=pair, as_known=self.as_known)


def pair_changes(record: Record, a: str, b: str, since: date | Edition, *, count: Unit = "events") -> PairChanges:
    """Say what of two actors, by name or code, is other than on that day (as known at its end) or in that edition.

    The months that moved count events, each once however many reports tell it, or with `count` "codings" each telling
    (`detente.record.editions.moving`); what came in is merged first, unless another process is writing.

    Raises AskError where an actor is unknown, or the two are one.
    """
    from detente.record.record import Record as Opened

    pair = (record.code_of(a), record.code_of(b))
    if pair[0] == pair[1]:
        raise AskError("A pair is two actors; these are one.", f"asked: {a} and {b} ({pair[0]})", "Name two.")
    with ExitStack() as stack:
        stack.enter_context(trouble(record.path))
        if isinstance(since, Edition):
            then = _State(stack.enter_context(Opened.open(since.folder, create=False)))
        else:
            then = _State(record, since)
        now = _State(record)
        before = {(d.id, c.id): c for d, c in then.record.codings(then.ask(pair))}
        after = {(d.id, c.id): (d, c) for d, c in now.record.codings(now.ask(pair))}
        changes = tuple(_changes(before, after, then, now))
        if count == "events":
            merge_if_free(record.connection)
            own = (_events_then(pair, before, after, then, now), of_events(record.connection, now.ask(pair)))
        else:
            own = (of_codings(before.values()), of_codings(c for _, c in after.values()))
        moved = tuple(_moved(_series(then, pair, own[0]), _series(now, pair, own[1])))
    return PairChanges(pair, since.id if isinstance(since, Edition) else since.isoformat(), changes, moved, count)


def _events_then(
    pair: tuple[str, str],
    before: dict[tuple[str, str], Coding],
    after: dict[tuple[str, str], tuple[Document, Coding]],
    then: _State,
    now: _State,
) -> Counts:
    if then.record is not now.record:
        return of_events(then.record.connection, then.ask(pair))

    def is_changed(key: tuple[str, str]) -> bool:
        return key in before and (key not in after or _told(before[key]) != _told(after[key][1]))

    return of_events_then(now.record.connection, now.ask(pair), before, is_changed, lambda key: _is_there(then, key))


def _changes(
    before: dict[tuple[str, str], Coding],
    after: dict[tuple[str, str], tuple[Document, Coding]],
    then: _State,
    now: _State,
) -> Iterator[Change]:
    documents: dict[str, Facts | None] = {}
    for key in [*after, *(key for key in before if key not in after)]:
        was, found = before.get(key), after.get(key)
        coding = found[1] if found is not None else before[key]
        change: Kind = "added" if was is None else "withdrawn" if found is None else "changed"
        fields: tuple[str, ...] = ()
        if was is not None and found is not None:
            one, other = _told(was), _told(coding)
            fields = tuple(name for name in one if one[name] != other[name])
            if not fields:
                continue
        if key[0] not in documents:
            documents[key[0]] = _document(key[0], then, now)
        facts = documents[key[0]]
        why = of_coding(change, fields, facts, is_corrected=True)
        if facts is None and change != "changed" and _is_there(then, key) and _is_there(now, key):
            why = "an actor was corrected"
        yield Change("codings", change, *key, _act(coding), fields, why)


def _told(coding: Coding) -> dict[str, Any]:
    """What a coding says, without the words of the report, which an edition may leave out."""
    when, where = coding.when, coding.where
    return {
        "type": coding.type,
        "modes": coding.modes,
        "contexts": coding.contexts,
        "parties": tuple(tuple(p.actor for p in side) for side in (coding.source, coding.target, coding.attribution)),
        "days": when and (when.first_day, when.last_day, when.precision, when.implicit),
        "historical": coding.historical,
        "place": where and (where.name, where.country),
        "modality": coding.modality,
        "numbers": coding.numbers,
        "confidence": coding.confidence,
    }


def _document(id: str, then: _State, now: _State) -> Facts | None:
    """What became of a document, None where nothing did."""
    was, found = _facts(id, then), _facts(id, now)
    if was is None or found is None:
        return Facts("added" if was is None else "withdrawn")
    fields = [name for name in was if was[name] != found[name]]
    return Facts("changed", fields) if fields else None


def _facts(id: str, state: _State) -> dict[str, Any] | None:
    revision, values = revision_condition(Ask(as_known=state.as_known))
    row = state.record.connection.execute(_FACTS.format(revision=revision), (id, *values)).fetchone()
    if row is None:
        return None
    found = dict(row)
    coder = json.loads(found.pop("coder") or "{}")
    return found | {f"coder_{name}": coder.get(name) for name in ("version", "model", "ontology")}


def _is_there(state: _State, key: tuple[str, str]) -> bool:
    known, values = revision_condition(Ask(as_known=state.as_known))
    query = _IS_THERE.format(known=known)
    return state.record.connection.execute(query, (*key, *values)).fetchone() is not None


_Counts = dict[tuple[str, str], tuple[int, int]]


def _series(state: _State, pair: tuple[str, str], own: Counts) -> _Counts:
    """Cooperation and conflict by origin and month; `own` is what was read here."""
    found = {(OWN, month): counts for month, counts in own.items()}
    moment = _ALWAYS if state.as_known is None else f"{state.as_known}T~"
    a, b = pair
    for origin, month, cooperation, conflict in _imported(state.record.connection, (moment, a, b, b, a)):
        found[origin, month] = (cooperation, conflict)
    return found


def _imported(connection: sqlite3.Connection, values: tuple[str, ...]) -> list[Any]:
    return connection.execute(_IMPORTED, values).fetchall()


def _moved(then: _Counts, now: _Counts) -> Iterator[Moved]:
    for origin, month in sorted(then.keys() | now.keys()):
        was, found = then.get((origin, month), (0, 0)), now.get((origin, month), (0, 0))
        if was != found:
            yield Moved(origin, month, (was[0], found[0]), (was[1], found[1]))


def _act(coding: Coding) -> str:
    def who(parties: tuple[Party, ...]) -> str:
        return ", ".join(p.actor.code or p.actor.country or p.actor.name for p in parties) or "–"

    day = coding.when.first_day if coding.when else "undated"
    arrow = "↔" if coding.symmetric else "→"
    told = f"{day} {coding.type} {who(coding.source)}"
    return f"{told} {arrow} {who(coding.target)}" if coding.target else told
