"""From scores of pairs to groups: the two groups that fit best are joined first, until none fit.

Two groups fit as well as their pairs do on average (UPGMA), where a pair that cannot be of one event counts as much
against as any can. A report that tells both apart speaks against all of them: what its pair lacks counts by the share
of such reports in the smaller group, not of its pairs among all. The result depends on the tellings and their scores
alone, not on their order.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from heapq import heapify, heappop, heappush

RULED_OUT = -8.0
"""What a pair counts that cannot be of one event; no pair counts less."""


def grouped(
    keys: Sequence[str],
    scores: Mapping[tuple[str, str], float],
    *,
    clashes: Collection[tuple[str, str]] = frozenset(),
    together: Sequence[tuple[str, str]] = (),
    apart: Sequence[tuple[str, str]] = (),
) -> list[tuple[str, ...]]:
    """The groups of the keys, each in order. `scores` has pairs, the lesser first; a pair it lacks is ruled out.

    `clashes` are pairs of one report, told apart there. `together` are joined before all else, `apart` never end in one
    group.
    """
    work = _Work(sorted(keys))
    for pair, score in scores.items():
        work.note(pair, score, is_clash=pair in clashes)
    for a, b in apart:
        work.bar(a, b)
    for a, b in sorted((min(p), max(p)) for p in together):
        work.join_keys(a, b)
    heap = [(-fit, i, j) for i in work.sums for j in work.sums[i] if i < j and (fit := work.fit(i, j)) > 0]
    heapify(heap)
    while heap:
        cost, i, j = heappop(heap)
        if i not in work.members or j not in work.members or -cost != work.fit(i, j):
            continue  # said of groups that have been joined since
        kept = work.join(i, j)
        for other in work.sums[kept]:
            fit = work.fit(kept, other)
            if fit > 0:
                heappush(heap, (-fit, min(kept, other), max(kept, other)))
    return sorted(tuple(work.keys[i] for i in sorted(group)) for group in work.members.values())


_CLASH = 3.0


class _Work:
    """Groups under way, by the number of their least member."""

    def __init__(self, keys: Sequence[str]) -> None:
        self.keys = keys
        self.at = {key: i for i, key in enumerate(keys)}
        self.members: dict[int, list[int]] = {i: [i] for i in range(len(keys))}
        self.group_of = list(range(len(keys)))
        self.sums: dict[int, dict[int, float]] = {i: {} for i in self.members}
        """Of pairs between two groups that were scored, each above RULED_OUT."""
        self.clashes: dict[int, dict[int, float]] = {i: {} for i in self.members}
        self.barred: dict[int, set[int]] = {i: set() for i in self.members}

    def note(self, pair: tuple[str, str], score: float, *, is_clash: bool) -> None:
        i, j = self.at[pair[0]], self.at[pair[1]]
        self.sums[i][j] = self.sums[j][i] = max(score, RULED_OUT) - RULED_OUT
        if is_clash and score < 0:
            self.clashes[i][j] = self.clashes[j][i] = score

    def bar(self, a: str, b: str) -> None:
        if a in self.at and b in self.at:
            i, j = self.at[a], self.at[b]
            self.barred[i].add(j)
            self.barred[j].add(i)

    def fit(self, i: int, j: int) -> float:
        """How well two groups fit, above 0 well enough to be joined."""
        if j in self.barred[i]:
            return RULED_OUT
        n, m = len(self.members[i]), len(self.members[j])
        mean = self.sums[i].get(j, 0.0) / (n * m) + RULED_OUT
        return round(mean + _CLASH * self.clashes[i].get(j, 0.0) / min(n, m), 9)

    def join_keys(self, a: str, b: str) -> None:
        if a in self.at and b in self.at:
            i, j = self.group_of[self.at[a]], self.group_of[self.at[b]]
            if i != j and j not in self.barred[i]:
                self.join(i, j)

    def join(self, i: int, j: int) -> int:
        """Join two groups and return the number that stays."""
        kept, gone = min(i, j), max(i, j)
        for member in self.members[gone]:
            self.group_of[member] = kept
        self.members[kept] += self.members.pop(gone)
        for table in (self.sums, self.clashes):
            for other, total in table.pop(gone).items():
                del table[other][gone]
                if other != kept:
                    table[kept][other] = table[other][kept] = table[kept].get(other, 0.0) + total
        for other in self.barred.pop(gone):
            self.barred[other].discard(gone)
            self.barred[other].add(kept)
            self.barred[kept].add(other)
        return kept
