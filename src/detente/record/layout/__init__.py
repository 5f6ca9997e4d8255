"""The layout of the record, as numbered migrations. Each runs once, in one transaction; none is ever edited later.

A revision of a document is a new row; the row it replaces stays with `is_current` 0, and so do its codings.
Days are ISO dates; moments are UTC; what is not known is NULL. A new migration is a module here whose name begins with
its number, and its line below; a record's layout is the number of the last that it went through.
"""

from __future__ import annotations

from collections.abc import Iterator

from detente.record.layout import (
    m01_first,
    m02_tallies,
    m03_packed,
    m04_adding,
    m05_events,
    m06_register,
    m07_editions,
    m08_filed,
    m09_fetches,
    m10_files,
    m11_event_parties,
)

MIGRATIONS: dict[int, tuple[str, ...]] = {
    1: m01_first.STATEMENTS,
    2: m02_tallies.STATEMENTS,
    3: m03_packed.STATEMENTS,
    4: m04_adding.STATEMENTS,
    5: m05_events.STATEMENTS,
    6: m06_register.STATEMENTS,
    7: m07_editions.STATEMENTS,
    8: m08_filed.STATEMENTS,
    9: m09_fetches.STATEMENTS,
    10: m10_files.STATEMENTS,
    11: m11_event_parties.STATEMENTS,
}
NEWEST = max(MIGRATIONS)


def statements_between(old: int, new: int) -> Iterator[str]:
    """The statements that lead from one layout to a newer one, in order; 0 is an empty file."""
    for number in sorted(MIGRATIONS):
        if old < number <= new:
            yield from MIGRATIONS[number]


def next_after(layout: int) -> int:
    """The number of the migration that comes next. Raises ValueError where there is none."""
    return min(number for number in MIGRATIONS if number > layout)
