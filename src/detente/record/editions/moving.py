"""How the months of a pair were counted then, and are now: as events, each once, or as codings.

Events are kept as they are merged now. So those of a day are the events of now that a coding known then tells with
its day, and, of what was withdrawn or changed since, one for each type, day and parties. An edition has its own.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date

from detente.record.asking import Ask
from detente.record.merging import Event, told_events
from detente.values import Coding

Key = tuple[str, str]
"""A coding: its document and its id."""
Counts = dict[str, tuple[int, int]]
"""Cooperation and conflict by month."""
_Month = tuple[str, bool]
_Act = tuple[str, date, tuple[tuple[str, ...], ...]]
_WEEK = 7
"""What has wider days is counted on none, as in a relation's series."""


def of_codings(codings: Iterable[Coding]) -> Counts:
    """Every coding counted."""
    return _counts(month for coding in codings if (month := _month(coding)) is not None)


def of_events(connection: sqlite3.Connection, ask: Ask) -> Counts:
    """The events that answer."""
    told = (told.event for told in told_events(connection, replace(ask, as_known=None)))
    return _counts(month for event in told if (month := _month(event)) is not None)


def of_events_then(
    connection: sqlite3.Connection,
    ask: Ask,
    before: Mapping[Key, Coding],
    is_changed: Callable[[Key], bool],
    was_there: Callable[[Key], bool],
) -> Counts:
    """The events of then: `before` are the codings as they were, `is_changed` those that are otherwise or gone now."""
    found = list[_Month]()
    known = set[_Act]()
    for event, members in told_events(connection, replace(ask, as_known=None)):
        month = _month(event)
        # an undated telling, or history, counted in no month until another report told its day as news
        keys = [(m.document.id, m.coding.id) for m in members if m.founds and _month(m.coding) is not None]
        if month is None or not any(was_there(key) and not is_changed(key) for key in keys):
            continue
        found.append(month)
        known |= {act for m in members if (act := _act(m.coding)) is not None}
    for key, coding in before.items():
        act, month = _act(coding), _month(coding)
        if is_changed(key) and act is not None and month is not None and act not in known:
            known.add(act)
            found.append(month)
    return _counts(found)


def _month(act: Coding | Event) -> _Month | None:
    """The month in which it counts, and whether as cooperation; None where it counts in none."""
    when = act.when
    if act.modality != "actual" or act.historical or when is None or (when.last_day - when.first_day).days >= _WEEK:
        return None
    return f"{when.first_day:%Y-%m}", act.quad <= 2


def _act(coding: Coding) -> _Act | None:
    """What a coding tells, by which two are taken for one: type, first day, parties."""
    if coding.when is None:
        return None
    sides = [sorted(p.actor.code or p.actor.country or p.actor.name for p in s) for s in (coding.source, coding.target)]
    parties = [tuple(sorted({*sides[0], *sides[1]}))] if coding.symmetric else [tuple(side) for side in sides]
    return coding.type, coding.when.first_day, tuple(parties)


def _counts(months: Iterable[_Month]) -> Counts:
    counted = Counter(months)
    return {month: (counted[month, True], counted[month, False]) for month, _ in counted}
