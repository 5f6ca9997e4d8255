"""The association of two weekly series at several lags, held against the same series in other weeks.

Cooperation is regressed on volume, trend and its own week before (Frisch and Waugh 1933: what is left of both sides
gives the same coefficient). The null turns the whole series of pressure round the year by every number of weeks, and
does the same with it reversed: 2T arrangements that keep how it clusters and lose only when it happened. Turns of up
to three weeks are left out: they still hold what is tested. Of several windows the strongest counts, in each
arrangement alike, so that the choice is paid for (Westfall and Young 1993).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from detente.relations.days import Floats
from detente.relations.pressure.values import Effect, Window

Positions = NDArray[np.intp]

AFTER = (Window((1,)), Window((1, 2)), Window((1, 2, 3, 4)))
BEFORE = (Window((-1,)), Window((-1, -2)))
SAME = (Window((0,)),)
FIRST, LAST = 4, 2
"""Weeks at the beginning and the end that no window may miss: the same weeks are used for all."""
_NEAR = 3
_Z = 1.959964


@dataclass(frozen=True, slots=True)
class Design:
    """Cooperation and what it is corrected for, ready to be held against any pressure."""

    outcome: Floats
    """log(1 + cooperation) by week."""
    controls: Floats
    """(weeks, columns), the first of ones."""

    @property
    def rows(self) -> slice:
        """The weeks used."""
        return slice(FIRST, len(self.outcome) - LAST)


def design_of(cooperation: Floats, volumes: Sequence[Floats]) -> Design:
    """The design of a pair's weekly cooperation: volume, a linear trend, the week before."""
    outcome = np.log1p(cooperation)
    size = len(outcome)
    before = np.r_[outcome[:1], outcome[:-1]]
    columns = [np.ones(size), np.linspace(-1, 1, size), *volumes, before]
    return Design(outcome, np.stack(columns, axis=1))


def arrangements(pressure: Floats) -> Floats:
    """(arrangements, weeks): as it was; turned by 1, 2 … weeks; reversed, turned by 0, 1 … weeks."""
    turns = [np.roll(series, by) for series in (pressure, pressure[::-1]) for by in range(len(pressure))]
    return np.stack(turns)


def far(size: int) -> Positions:
    """Which arrangements stand for chance: the one as it was, and all but the turns near it."""
    turned = np.arange(size)
    is_near = (np.minimum(turned, size - turned) <= _NEAR) & (turned > 0)
    return np.flatnonzero(np.r_[~is_near, np.ones(size, bool)])


def partial(design: Design, pressures: Floats, *, more: Floats | None = None, kept: Positions | None = None) -> Floats:
    """Partial correlations of the outcome with each series of pressures (…, weeks), given the controls.

    `more` (weeks, columns) are further controls; `kept` are positions among the weeks used, where not all are.
    """
    rows = design.rows
    controls = design.controls if more is None else np.concatenate([design.controls, more], axis=1)
    z, y, m = controls[rows], design.outcome[rows], pressures[..., rows]
    if kept is not None:
        z, y, m = z[kept], y[kept], m[..., kept]
    q, _ = np.linalg.qr(z)
    y = y - q @ (q.T @ y)
    m = m - (m @ q) @ q.T
    size = np.sqrt((m**2).sum(axis=-1) * (y @ y))
    return np.asarray(np.where(size > 1e-9, (m @ y) / np.maximum(size, 1e-9), 0.0))


def lagged(pressures: Floats, window: Window) -> Floats:
    """The mean of pressure over a window, at each week; round the end of the series, which the weeks used avoid."""
    return np.asarray(np.mean([np.roll(pressures, lag, axis=-1) for lag in window.lags], axis=0))


@dataclass(frozen=True, slots=True)
class Held:
    """Windows of one pressure held against chance; arrays have a row an arrangement, a column a window."""

    windows: tuple[Window, ...]
    found: Floats
    chance: Positions
    """Positions of the arrangements that stand for chance, the first is what was."""

    @property
    def spread(self) -> Floats:
        """Standard deviation of each window's association by chance."""
        return np.asarray(np.maximum(self.found[self.chance].std(axis=0), 1e-9))

    def scores(self) -> Floats:
        """The strongest window's association over its spread, in every arrangement."""
        return np.asarray((self.found / self.spread).max(axis=1))

    def p(self) -> float:
        """Share of arrangements with a score as high."""
        scores = self.scores()[self.chance]
        return float(np.mean(scores >= scores[0] - 1e-12))

    def best(self) -> int:
        """The window with the highest score."""
        return int((self.found[0] / self.spread).argmax())

    def effect(self) -> Effect:
        """The association of the strongest window."""
        at = self.best()
        estimate, spread = float(self.found[0, at]), float(self.spread[at])
        return Effect(
            self.windows[at], estimate, max(-1.0, estimate - _Z * spread), min(1.0, estimate + _Z * spread), self.p()
        )

    def most(self) -> float:
        """The largest effect that no window rules out, one-sided at 95 %."""
        return float((self.found[0] + 1.644854 * self.spread).max())


def hold(design: Design, pressure: Floats, windows: tuple[Window, ...], *, more: Floats | None = None) -> Held:
    """The windows of one series of pressure against chance."""
    turned = arrangements(pressure)
    found = np.stack([partial(design, lagged(turned, window), more=more) for window in windows], axis=1)
    return Held(windows, found, far(len(pressure)))


def blocks(size: int) -> list[Positions]:
    """For each of the weeks used, the positions of all others but its neighbours: what is left without one story."""
    at = np.arange(size)
    return [np.flatnonzero(np.abs(at - week) > 1) for week in at]


def runs(weeks: Sequence[int]) -> list[tuple[int, int]]:
    """First and last of each run of weeks that follow each other."""
    if not weeks:
        return []
    cuts = [at for at, (one, two) in enumerate(pairwise(weeks), 1) if two != one + 1]
    borders = [0, *cuts, len(weeks)]
    return [(weeks[a], weeks[b - 1]) for a, b in pairwise(borders)]
