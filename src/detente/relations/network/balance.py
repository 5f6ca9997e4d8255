"""Structural balance: triads by their signs, and the fewest ties that contradict two camps."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from detente.relations.network.values import Balance, Frustration, Triads

Signs = NDArray[np.int64]
"""(states, states): 1, -1 or 0, symmetric, zero diagonal."""


def triads_of(signs: Signs) -> Triads:
    """The signed triad census, from traces of products of the friendly and the hostile ties."""
    friendly, hostile = (signs > 0).astype(np.float64), (signs < 0).astype(np.float64)
    p2, m2 = friendly @ friendly, hostile @ hostile
    return Triads(
        round(float((p2 * friendly).sum()) / 6),
        round(float((p2 * hostile).sum()) / 2),
        round(float((m2 * friendly).sum()) / 2),
        round(float((m2 * hostile).sum()) / 6),
    )


def balance_of(signs: Signs, *, shuffles: int, seed: int) -> Balance:
    """The triads, and how far their balanced share lies from that of networks with the same signs on other ties."""
    found = triads_of(signs)
    if found.balanced is None or shuffles < 2:
        return Balance(found, None, None, None, None)
    i, j = np.nonzero(np.triu(signs))
    values = signs[i, j]
    rng = np.random.default_rng(seed)
    shares = np.empty(shuffles)
    other = np.zeros(signs.shape)
    exists = (signs != 0).astype(np.float64)
    total = float(((exists @ exists) * exists).sum()) / 6
    for at in range(shuffles):
        other[i, j] = other[j, i] = rng.permutation(values)
        # the product of a triad's signs is 1 where it is balanced, else -1
        shares[at] = (float(((other @ other) * other).sum()) / 6 / total + 1) / 2
    mean, sd = float(shares.mean()), float(shares.std(ddof=1))
    away = abs(found.balanced - mean)
    p = (1 + int((np.abs(shares - mean) >= away - 1e-12).sum())) / (1 + shuffles)
    return Balance(found, mean, sd, (found.balanced - mean) / sd if sd > 0 else None, p)


def frustration_of(signs: Signs, *, seconds: float, seed: int) -> tuple[Frustration, NDArray[np.bool_]]:
    """The frustration index with the camp of each state (True or False); bounds where time does not suffice.

    Aref, Mason and Wilson (2018), the model with one variable a tie and their cuts for unbalanced triads: a triad
    with one or three hostile ties has at least one tie that contradicts any division. Solved by HiGHS. A seeded
    local search gives the division to beat, so that there is an answer whatever the time.
    """
    i, j = np.nonzero(np.triu(signs))
    camps = _search(signs, seed)
    high = _frustrated(signs, camps)
    if high == 0 or seconds <= 0:
        return Frustration(0, high, len(i)), camps
    low, better = _solve(signs, (i, j), high, seconds)
    if better is not None:
        camps, high = better, _frustrated(signs, better)
    return Frustration(min(low, high), high, len(i)), camps


def _frustrated(signs: Signs, camps: NDArray[np.bool_]) -> int:
    side = np.where(camps, 1, -1)
    return int((np.triu(signs) * np.outer(side, side) < 0).sum())


def _search(signs: Signs, seed: int, starts: int = 200) -> NDArray[np.bool_]:
    """The best of many local searches: states change camp, one at a time, while fewer ties contradict."""
    rng = np.random.default_rng(seed)
    size = len(signs)
    best = np.ones(size, np.int64)
    best_value = int((signs * np.outer(best, best)).sum())
    for start in range(starts):
        side = np.ones(size, np.int64) if start == 0 else rng.choice(np.array([-1, 1]), size)
        gain = side * (signs @ side)  # below zero: more of the state's ties contradict than agree
        while size and gain.min() < 0:
            worst = int(gain.argmin())
            side[worst] = -side[worst]
            gain = side * (signs @ side)
        value = int((signs * np.outer(side, side)).sum())
        if value > best_value:
            best, best_value = side.copy(), value
    return best * (best[0] if size else 1) > 0


def _solve(
    signs: Signs, ties: tuple[NDArray[np.intp], NDArray[np.intp]], high: int, seconds: float
) -> tuple[int, NDArray[np.bool_] | None]:
    """A lower bound, and the best division of the integer program, None where it found none in time."""
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import coo_array

    i, j = ties
    size, n = len(signs), len(i)
    number = np.full(signs.shape, -1)
    number[i, j] = number[j, i] = np.arange(n)
    rows: list[tuple[list[int], list[float], float]] = []  # columns, factors, at least
    for tie in range(n):
        a, b = int(i[tie]), int(j[tie])
        if signs[a, b] > 0:
            rows += [([size + tie, a, b], [1, -1, 1], 0), ([size + tie, a, b], [1, 1, -1], 0)]
        else:
            rows += [([size + tie, a, b], [1, -1, -1], -1), ([size + tie, a, b], [1, 1, 1], 1)]
    for tie in range(n):
        a, b = int(i[tie]), int(j[tie])
        for c in np.flatnonzero((signs[a] != 0) & (signs[b] != 0)).tolist():
            if c > b and signs[a, b] * signs[a, c] * signs[b, c] < 0:
                rows.append(([size + tie, size + int(number[a, c]), size + int(number[b, c])], [1, 1, 1], 1))
    rows.append(([size + tie for tie in range(n)], [-1.0] * n, -float(high)))
    at = np.repeat(np.arange(len(rows)), [len(row[0]) for row in rows])
    matrix = coo_array(
        ([f for row in rows for f in row[1]], (at, [c for row in rows for c in row[0]])), (len(rows), size + n)
    )
    lower, upper = np.zeros(size + n), np.ones(size + n)
    most = int(np.abs(signs).sum(axis=1).argmax())
    lower[most] = 1  # the two camps may be named either way: the state with most ties is in the first
    found = milp(
        np.r_[np.zeros(size), np.ones(n)],
        integrality=np.r_[np.ones(size), np.zeros(n)],
        bounds=Bounds(lower, upper),
        constraints=LinearConstraint(matrix.tocsr(), np.array([row[2] for row in rows]), np.inf),
        options={"time_limit": seconds, "mip_rel_gap": 0.0},
    )
    bound = getattr(found, "mip_dual_bound", None)
    low = int(np.ceil(bound - 1e-6)) if bound is not None and np.isfinite(bound) else 0
    return max(0, low), None if found.x is None else found.x[:size] > 0.5
