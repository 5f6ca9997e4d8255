"""What is noted of a fetch only when its outcomes are in the record: so that a kill loses nothing."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from detente.reading.outcome import Outcome


class Ledger:
    """Counts the outcomes given to the record, and makes each note when the record has stored as many."""

    def __init__(self) -> None:
        self._given = 0
        self._notes: deque[tuple[int, Callable[[], None]]] = deque()

    def given(self, outcome: Outcome) -> Outcome:
        """The same outcome, counted."""
        self._given += 1
        return outcome

    def note(self, note: Callable[[], None]) -> None:
        """Make this note when all outcomes given so far are stored."""
        self._notes.append((self._given, note))

    def stored(self, outcomes: int) -> None:
        """So many outcomes of the run are in the record."""
        while self._notes and self._notes[0][0] <= outcomes:
            self._notes.popleft()[1]()
