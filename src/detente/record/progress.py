"""How a long run goes, for people: rate, counts by outcome and time left."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import IO, TYPE_CHECKING, TypeVar

from detente.record.outcome import Found, Tally
from detente.wording import plural

if TYPE_CHECKING:
    from rich.live import Live

_EVERY_S = 60.0
_REDRAW_S = 0.5
_RECENT_S = 60.0
One = TypeVar("One", bound=Found)


class Progress:
    """Draws a bar with its counts on a terminal, and writes a plain line a minute elsewhere.

    `total` is the number of inputs, as far as it can be told beforehand; None where it cannot.
    """

    def __init__(self, out: IO[str], *, total: int | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._out, self._total, self._clock = out, total, clock
        self._started = self._told = clock()
        self._recent: deque[tuple[float, int]] = deque([(self._started, 0)])
        self._is_terminal = out.isatty()
        self._read = 0
        self._tally: Tally | None = None
        self._live: Live | None = None

    def seen(self, found: Iterable[One]) -> Iterator[One]:
        """The same outcomes, counted as they are read; between batches the terminal shows how many."""
        for one in found:
            self._read += 1
            if self._is_terminal and self._clock() - self._told >= _REDRAW_S:
                self._draw()
            yield one

    def tell(self, tally: Tally) -> None:
        """Say how far the run is."""
        now = self._clock()
        self._tally = tally
        self._recent.append((now, tally.inputs))
        while len(self._recent) > 2 and now - self._recent[0][0] > _RECENT_S:
            self._recent.popleft()
        if self._is_terminal:
            self._draw()
        elif now - self._told >= _EVERY_S:
            self._told = now
            self._out.write(self.line(tally) + "\n")
            self._out.flush()

    def line(self, tally: Tally) -> str:
        """How far the run is, in one line."""
        if not tally.inputs:
            return "0 inputs"
        passed = max(self._clock() - self._started, 1e-9)
        rate = tally.inputs / passed
        told = f"{plural(tally.inputs, 'input')}, {rate:.{0 if rate >= 1 else 1}f} a second ({tally.told()});"
        told += f" {plural(tally.codings, 'coding')}"
        left = self._left(tally)
        return f"{told}; {_duration(left)} left" if left else told

    def close(self, tally: Tally) -> None:
        """Say how the run ended."""
        if self._live is not None:
            self._live.stop()
        self._total = None
        self._out.write(self.line(tally) + "\n")
        self._out.flush()

    def _left(self, tally: Tally) -> float | None:
        """Seconds left at the rate of the last minute; None where it cannot be told."""
        if self._total is None or not 1 < tally.inputs <= self._total:
            return None
        moment, before = self._recent[0]
        done, passed = tally.inputs - before, self._clock() - moment
        return passed / done * (self._total - tally.inputs) if done > 0 else None

    def _draw(self) -> None:
        from rich.console import Console
        from rich.live import Live
        from rich.progress_bar import ProgressBar
        from rich.table import Table
        from rich.text import Text

        self._told = self._clock()
        if self._live is None:
            # Without a thread of its own: the run itself says when to draw. Text on the terminal stays above the bar.
            self._live = Live(
                console=Console(file=self._out), auto_refresh=False, redirect_stdout=False, transient=True
            )
            self._live.start()
        tally = self._tally or Tally(0)
        rows = Table.grid()
        if self._total is not None and tally.inputs <= self._total:
            rows.add_row(ProgressBar(total=max(1, self._total), completed=tally.inputs, width=60))
        rows.add_row(Text(self.line(tally)))
        if self._total is None and self._read > tally.inputs:
            rows.add_row(Text(f"{self._read:,} read"))
        self._live.update(rows, refresh=True)


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"about {hours} h {minutes} min" if hours else f"about {minutes} min" if minutes else f"about {rest} s"
