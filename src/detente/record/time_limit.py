"""A question that takes too long is stopped, and says so."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import TypeVar

from detente.errors import AskError, RecordError

T = TypeVar("T")
SECONDS = 60.0
"""How long the program's commands let a question take, unless told otherwise."""
_STEPS = 200
"""Steps of the database between two looks at the clock: some microseconds, or some rows of a slow filter."""


@contextmanager
def within(connection: sqlite3.Connection, path: Path, seconds: float | None) -> Iterator[None]:
    """What is asked of the record in this block is stopped after so many seconds; None and 0 set no limit.

    Raises AskError where it was stopped. Time counts from the start of the block, whoever spends it, and is looked at
    while the database works.
    """
    if not seconds:
        yield
        return
    due = time.monotonic() + seconds
    connection.set_progress_handler(lambda: time.monotonic() > due, _STEPS)
    try:
        yield
    except (sqlite3.OperationalError, RecordError) as error:
        cause = error.__cause__ if isinstance(error, RecordError) else error
        if not isinstance(cause, sqlite3.OperationalError) or "interrupted" not in str(cause):
            raise
        raise AskError(
            f"The question took longer than {seconds:g} seconds and was stopped.",
            f"record: {path}",
            f"Ask for fewer days or actors, or give it more time: --timeout {10 * seconds:g} (0: no limit)",
        ) from error
    finally:
        connection.set_progress_handler(None, 0)


def begun(found: Iterable[T]) -> Iterator[T]:
    """The same rows, the first of them looked for at once: the search is done then, and only reading is left."""
    rows = iter(found)
    for first in rows:
        return chain([first], rows)
    return iter(())
