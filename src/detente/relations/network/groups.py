"""Groups of states with friends inside and foes outside, and the states between them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from detente.relations.network.balance import Signs

Labels = NDArray[np.int64]


def communities_of(signs: Signs, *, seed: int, starts: int = 20) -> tuple[Labels, float]:
    """A group for each state, from 0 in order of size, -1 for those without a tie; and the signed modularity.

    Gómez, Jensen and Arenas (2009), Physical Review E 80:016114: friendly ties inside groups beyond what the states'
    numbers of friends lead to expect, hostile ties inside groups short of it. Found by moving states and then whole
    groups as in Blondel et al. (2008), the best of `starts` seeded orders.
    """
    has_ties = np.flatnonzero(np.abs(signs).sum(axis=1))
    labels = np.full(len(signs), -1, np.int64)
    if not len(has_ties):
        return labels, 0.0
    gain = _gain(signs[np.ix_(has_ties, has_ties)])
    rng = np.random.default_rng(seed)
    best, best_value = np.zeros(len(has_ties), np.int64), -np.inf
    for _ in range(starts):
        found = _settle(gain, rng)
        value = float(gain[found[:, None] == found[None, :]].sum())
        if value > best_value + 1e-12:
            best, best_value = found, value
    sizes = sorted(set(best.tolist()), key=lambda g: (-int((best == g).sum()), int(np.flatnonzero(best == g)[0])))
    renamed = {group: at for at, group in enumerate(sizes)}
    labels[has_ties] = [renamed[group] for group in best.tolist()]
    return labels, best_value


def betweenness_of(signs: Signs) -> list[float]:
    """The share of shortest paths over friendly ties that pass through each state (Freeman 1977)."""
    import networkx as nx

    graph = nx.from_numpy_array((signs > 0).astype(int))
    found = nx.betweenness_centrality(graph)
    return [float(found[at]) for at in range(len(signs))]


def participation_of(signs: Signs, labels: Labels) -> list[float]:
    """1 - sum over groups of (share of the state's friendly ties that go there)^2 (Guimerà and Amaral 2005)."""
    friendly = signs > 0
    inside = np.stack(
        [friendly[:, labels == g].sum(axis=1) for g in range(labels.max(initial=-1) + 1)] or [np.zeros(len(signs))]
    )
    total = friendly.sum(axis=1)
    shares = np.divide(inside, total, out=np.zeros(inside.shape), where=total > 0)
    return [float(part) for part in np.where(total > 0, 1 - (shares**2).sum(axis=0), 0.0)]


def _gain(signs: Signs) -> NDArray[np.float64]:
    """What two states in one group add to the modularity."""
    gain = signs.astype(np.float64)
    for tie in ((signs > 0).astype(np.float64), -(signs < 0).astype(np.float64)):
        strength = tie.sum(axis=1)
        if strength.sum():
            gain -= np.outer(strength, strength) / strength.sum()
    whole: NDArray[np.float64] = gain / np.abs(signs).sum()
    return whole


def _settle(gain: NDArray[np.float64], rng: np.random.Generator) -> Labels:
    """Groups that no move of a member, and no joining of two groups, makes better."""
    labels = np.arange(len(gain))
    between = gain
    while True:
        moved = _move(between, rng)
        if len(set(moved.tolist())) == len(between):
            return labels
        groups = {group: at for at, group in enumerate(dict.fromkeys(moved.tolist()))}
        step = np.array([groups[group] for group in moved.tolist()])
        labels = step[labels]
        member = (step[:, None] == np.arange(len(groups))[None, :]).astype(np.float64)
        between = member.T @ between @ member


def _move(gain: NDArray[np.float64], rng: np.random.Generator) -> Labels:
    size = len(gain)
    labels = np.arange(size)
    is_moving = True
    while is_moving:
        is_moving = False
        for node in rng.permutation(size).tolist():
            worth = np.bincount(labels, gain[node], minlength=size)
            worth[labels[node]] -= gain[node, node]
            best = int(worth.argmax())
            if worth[best] > worth[labels[node]] + 1e-12:
                labels[node] = best
                is_moving = True
    return labels
