"""From scores of arcs to the best tree with one root.

The arcs that are best one by one form a tree in most sentences. Where they do not, the algorithm of Chu and Liu
(1965) and Edmonds (1967) contracts cycles until they do. One root only: every arc from the root costs as much more
as no choice of other arcs can win back, so the best tree has the fewest such arcs, which is one.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.floating[Any]]
Indices = NDArray[np.intp]


class _Contraction(NamedTuple):
    """What undoes one contraction: `rest` keep their arcs, `cycle` becomes one node behind them."""

    heads: Indices
    cycle: Indices
    rest: Indices
    enter: Indices
    leave: Indices


def tree(scores: Scores) -> Indices:
    """The head of each word in the tree with one root whose arcs sum to the most.

    `scores[dependent, head]` has a row and a column for the root, 0, before those of the words; its own row and the
    diagonal are ignored, -inf forbids an arc as far as any tree can do without it. Returns the index of each word's
    head, -1 for the word under the root. Raises ValueError where the scores are no square or hold a NaN.

    >>> tree(np.array([[0, 0, 0], [1, 0, 3], [3, 4, 0]]))
    array([ 1, -1])
    """
    if scores.ndim != 2 or scores.shape[0] != scores.shape[1] or not scores.size:
        raise ValueError(f"scores of arcs are a square with the root first, not {scores.shape}")
    arcs = np.array(scores, dtype=np.float64)
    if np.isnan(arcs[1:]).any():
        raise ValueError("a score of an arc is not a number")
    if len(arcs) == 1:
        return np.empty(0, np.intp)
    arcs[0] = 0.0
    np.fill_diagonal(arcs, -np.inf)
    heads: Indices = arcs.argmax(axis=1)
    if np.count_nonzero(heads[1:] == 0) != 1 or _cycle(heads) is not None:
        heads = _best(_one_root(arcs))
    parents: Indices = heads[1:] - 1
    return parents


def _one_root(arcs: NDArray[np.float64]) -> NDArray[np.float64]:
    """Scores with the same best tree of one root, all finite off the diagonal, arcs from the root dear."""
    finite = arcs[np.isfinite(arcs)]
    low, high, words = finite.min(), finite.max(), len(arcs) - 1
    dear = words * (high - low) + 1.0
    arcs = np.where(np.isfinite(arcs), arcs, low - dear)
    np.fill_diagonal(arcs, -np.inf)
    arcs[1:, 0] -= words * (high - low + dear) + 1.0
    return arcs


def _cycle(heads: Indices) -> Indices | None:
    """The nodes of one cycle, or None. Node 0 is the root, whose own head is ignored."""
    up = heads.tolist()
    seen = [0] * len(up)
    seen[0] = -1
    for first in range(1, len(up)):
        node = first
        while not seen[node]:
            seen[node] = first
            node = up[node]
        if seen[node] == first:
            cycle = [node]
            while (node := up[node]) != cycle[0]:
                cycle.append(node)
            return np.array(cycle)
    return None


def _best(arcs: NDArray[np.float64]) -> Indices:
    """Heads of the best tree, however many its roots; the first node is the root."""
    stack: list[_Contraction] = []
    while True:
        heads: Indices = arcs.argmax(axis=1)
        heads[0] = -1
        cycle = _cycle(heads)
        if cycle is None:
            break
        rest = np.setdiff1d(np.arange(len(arcs)), cycle)
        into = arcs[np.ix_(cycle, rest)] - arcs[cycle, heads[cycle]][:, None]
        out = arcs[np.ix_(rest, cycle)]
        stack.append(_Contraction(heads, cycle, rest, into.argmax(axis=0), out.argmax(axis=1)))
        smaller = np.full((len(rest) + 1, len(rest) + 1), -np.inf)
        smaller[:-1, :-1] = arcs[np.ix_(rest, rest)]
        smaller[-1, :-1] = into.max(axis=0)
        smaller[:-1, -1] = out.max(axis=1)
        arcs = smaller
    while stack:
        step = stack.pop()
        node = len(step.rest)
        inner, heads = heads, step.heads.copy()
        kept = inner[1:node]
        heads[step.rest[1:]] = np.where(kept == node, step.cycle[step.leave[1:]], step.rest[np.minimum(kept, node - 1)])
        heads[step.cycle[step.enter[inner[node]]]] = step.rest[inner[node]]
    return heads
