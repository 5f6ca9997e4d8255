"""Step 2: the panel. Does the presser's joint hostility go with cooperation over all pairs of states?

Two-way fixed effects (pair, week); outcome log(1 + cooperative events of the pair); joint pressure P(x)P(y), the
product of log(1 + hostile events of the presser in the week), with P(x) + P(y) held constant; controls: each side's
events with third states, its cooperation with the presser, the outcome of the week before (with few weeks its
coefficient is biased toward zero: Nickell 1981). Standard errors by pair (linearmodels). Pairs share states, which
makes those too small (Aronow, Samii and Assenova 2015): p comes from turning each state's series of pressure round the
year by a number of weeks of its own, which keeps how it clusters and the states that pairs share.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from detente.relations.days import Floats
from detente.relations.pressure.association import Positions
from detente.relations.pressure.streams import Streams
from detente.relations.pressure.values import LeftOut, Panel, PanelRow

STATES, LEAST = 50, 10
LAGS = (-2, -1, 0, 1, 2, 4)
_CELLS = 120_000
"""Pairs times weeks at most: the last weeks are taken of a longer table."""
_FEWEST_PAIRS, _FEWEST_WEEKS = 30, 26


@dataclass(frozen=True, slots=True)
class _Cells:
    """The panel's series, (pairs, weeks) or (states, weeks)."""

    one: Positions
    two: Positions
    """Positions among the states of each pair's two."""
    outcome: Floats
    hostile: Floats
    """log(1 + n) of the presser toward each state."""
    controls: tuple[Floats, ...]


def panel(streams: Streams, *, seed: int = 0, draws: int = 199, lags: tuple[int, ...] = LAGS) -> Panel | None:
    """The panel of the streams' presser; None where there are too few pairs or weeks for one."""
    cells, codes = _cells(streams)
    pairs, weeks = cells.outcome.shape
    if pairs < _FEWEST_PAIRS or weeks < _FEWEST_WEEKS:
        return None
    rng = np.random.default_rng(seed)
    turns = rng.integers(1, weeks, (draws, len(codes)))
    rows = tuple(_row(cells, lag, turns) for lag in lags)
    without = []
    if 1 in lags:
        every = np.arange(pairs)
        for state, code in enumerate(codes):
            kept = every[(cells.one != state) & (cells.two != state)]
            without.append(LeftOut(code, _coefficient(cells, 1, kept)))
    without.sort(key=lambda left: (left.estimate, left.what))
    return Panel(len(codes), pairs, weeks, rows, tuple(dict.fromkeys((*without[:1], *without[-1:]))))


def _cells(streams: Streams) -> tuple[_Cells, tuple[str, ...]]:
    weeks, presser = streams.weeks, streams.presser
    others = [*streams.pair, *streams.others]
    both = weeks.cooperation + weeks.cooperation.transpose(1, 0, 2)
    events = both + weeks.conflict + weeks.conflict.transpose(1, 0, 2)
    ranked = sorted(others, key=lambda i: (-both[i].sum(), weeks.codes[i]))[:STATES]
    pairs = [(a, b) for at, a in enumerate(ranked) for b in ranked[at + 1 :] if events[a, b].sum() >= LEAST]
    last = max(_FEWEST_WEEKS, _CELLS // max(1, len(pairs)))
    both, events = both[..., -last:], events[..., -last:]
    place = {state: at for at, state in enumerate(ranked)}
    i, k = (np.array([pair[side] for pair in pairs], np.intp) for side in (0, 1))
    told = events.sum(axis=0) - events[presser]  # with all but the presser
    with_presser = np.log1p(both[presser])
    controls = (
        *(np.log1p(told[side] - events[i, k]) for side in (i, k)),
        *(with_presser[side] for side in (i, k)),
    )
    hostile = np.log1p(weeks.conflict[presser][ranked][:, -last:])
    one, two = (np.array([place[s] for s in side.tolist()], np.intp) for side in (i, k))
    cells = _Cells(one, two, np.log1p(both[i, k]), hostile, controls)
    return cells, tuple(weeks.codes[s] for s in ranked)


def _at(cells: _Cells, lag: int) -> tuple[slice, slice]:
    """The weeks of the outcome and those of the pressure."""
    size = cells.outcome.shape[1]
    first, end = max(lag, 1), size + min(lag, 0)
    return slice(first, end), slice(first - lag, end - lag)


def _columns(cells: _Cells, lag: int, pairs: Positions | None = None) -> tuple[Floats, list[Floats]]:
    """The outcome, and joint pressure, the sum of both and the controls at a lag, each (pairs, weeks)."""
    now, then = _at(cells, lag)
    kept = slice(None) if pairs is None else pairs
    one, two = cells.hostile[cells.one[kept]][:, then], cells.hostile[cells.two[kept]][:, then]
    before = slice(now.start - 1, now.stop - 1)
    columns = [one * two, one + two, *(c[kept][:, now] for c in cells.controls), cells.outcome[kept][:, before]]
    return cells.outcome[kept][:, now], columns


def _within(values: Floats) -> Floats:
    """Without the means of pairs and weeks (balanced panel)."""
    return np.asarray(values - values.mean(axis=1, keepdims=True) - values.mean(axis=0) + values.mean())


def _coefficient(cells: _Cells, lag: int, pairs: Positions | None = None) -> float:
    outcome, columns = _columns(cells, lag, pairs)
    x = np.stack([_within(c).ravel() for c in columns], axis=1)
    return float(np.linalg.lstsq(x, _within(outcome).ravel(), rcond=None)[0][0])


def _row(cells: _Cells, lag: int, turns: Positions) -> PanelRow:
    import pandas as pd
    from linearmodels.panel import PanelOLS

    outcome, columns = _columns(cells, lag)
    pairs, weeks = outcome.shape
    index = pd.MultiIndex.from_product([range(pairs), range(weeks)])
    names = [f"x{at}" for at in range(len(columns))]
    table = pd.DataFrame({name: c.ravel() for name, c in zip(names, columns, strict=True)}, index=index)
    model = PanelOLS(pd.Series(outcome.ravel(), index, name="y"), table, entity_effects=True, time_effects=True)
    fitted = model.fit(cov_type="clustered", cluster_entity=True)
    coefficient = float(fitted.params["x0"])
    drawn = _turned(cells, lag, turns, outcome, columns[2:])
    extreme = int(np.sum(np.abs(drawn) >= abs(coefficient) - 1e-12))
    p = (extreme + 1) / (len(drawn) + 1) if len(drawn) else None
    effect = coefficient * float(columns[0].std() / outcome.std())
    return PanelRow(lag, coefficient, float(fitted.std_errors["x0"]), effect, p)


def _turned(cells: _Cells, lag: int, turns: Positions, outcome: Floats, controls: list[Floats]) -> Floats:
    """The coefficient with each state's pressure turned round the year by weeks of its own, once for each draw."""
    _, then = _at(cells, lag)
    q, _ = np.linalg.qr(np.stack([_within(c).ravel() for c in controls], axis=1))
    y = _within(outcome).ravel()
    y = y - q @ (q.T @ y)
    size = cells.hostile.shape[1]
    weeks = np.arange(size)
    found = []
    for turn in turns:
        hostile = np.take_along_axis(cells.hostile, (weeks[None, :] - turn[:, None]) % size, axis=1)[:, then]
        one, two = hostile[cells.one], hostile[cells.two]
        x = np.stack([_within(one * two).ravel(), _within(one + two).ravel()], axis=1)
        x = x - q @ (q.T @ x)
        found.append(np.linalg.lstsq(x, y, rcond=None)[0][0])
    return np.asarray(found)
