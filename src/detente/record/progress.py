"""How a long run goes, for people: rate, counts by outcome and time left."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from typing import IO, TypeVar

from detente.record.adding import Found, Tally

_EVERY_S = 60.0
One = TypeVar("One", bound=Found)


class Progress:
    """Writes one line that renews itself on a terminal, and a plain line a minute elsewhere.

    `total` is the number of files, None where it is not known; `seen` counts them as they go by.
    """

    def __init__(self, out: IO[str], *, total: int | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._out, self._total, self._clock = out, total, clock
        self._started = self._told = clock()
        self._is_terminal = out.isatty()
        self._files = 0
        self._file: str | None = None
        self._length = 0

    def seen(self, found: Iterable[One]) -> Iterator[One]:
        """The same outcomes, their files counted."""
        for one in found:
            if one.input != self._file:
                self._file = one.input
                self._files += 1
            yield one

    def tell(self, tally: Tally) -> None:
        """Say how far the run is."""
        now = self._clock()
        if not self._is_terminal and now - self._told < _EVERY_S:
            return
        self._told = now
        self._write(self.line(tally))

    def line(self, tally: Tally) -> str:
        """How far the run is, in one line."""
        passed = max(self._clock() - self._started, 1e-9)
        counts = ", ".join(f"{n:,} {outcome}" for outcome, n in tally.counts.items() if n)
        told = f"{tally.inputs:,} inputs, {tally.inputs / passed:.0f} a second ({counts}); {tally.codings:,} codings"
        if self._total is not None and 1 < self._files <= self._total:
            left = passed / self._files * (self._total - self._files)
            told += f"; {_duration(left)} left"
        return told

    def close(self, tally: Tally) -> None:
        """Say how the run ended."""
        self._write(self.line(tally).partition("; about")[0])
        if self._is_terminal:
            self._out.write("\n")

    def _write(self, line: str) -> None:
        if self._is_terminal:
            self._out.write("\r" + line.ljust(self._length))
            self._length = len(line)
        else:
            self._out.write(line + "\n")
        self._out.flush()


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"about {hours} h {minutes} min" if hours else f"about {minutes} min" if minutes else f"about {rest} s"
