"""Sentences to batches: which are encoded together, and the arrays that the encoder is fed.

A batch is as long as its longest sentence, and what is padded is encoded in vain. Many small batches waste calls, few
large ones padding; the groups here are those that cost least. Invariant: they follow from the sentences given alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

MOST = 512
"""Pieces of a batch, padded ones too: larger ones are no faster."""
CALL = 12
"""What one more call of the encoder costs, in pieces: 1.0 ms, where a piece takes 0.09 (int8, one core)."""


class Row(NamedTuple):
    """A sentence as the encoder takes it: pieces, first and last piece of each word (0 is the root), case shapes."""

    ids: list[int]
    first: list[int]
    last: list[int]
    shapes: list[int]


def groups(rows: Sequence[Row]) -> list[list[int]]:
    """Indices of sentences of like length, in groups that together cost least; empty sentences are left out.

    In the order of length a best set of groups ends in some last group, before which stands a best set for the rest.
    """
    order = sorted((i for i, row in enumerate(rows) if len(row.first) > 1), key=lambda i: (len(rows[i].ids), i))
    least, since = [0], [0]
    for end, i in enumerate(order, 1):
        longest, best, at = len(rows[i].ids), -1, end - 1
        for start in range(end - 1, -1, -1):
            pieces = longest * (end - start)
            if pieces > MOST and start < end - 1:
                break
            cost = least[start] + pieces + CALL
            if best < 0 or cost < best:
                best, at = cost, start
        least.append(best)
        since.append(at)
    found: list[list[int]] = []
    end = len(order)
    while end:
        found.append(order[since[end] : end])
        end = since[end]
    return found[::-1]


def feed_of(group: Sequence[int], rows: Sequence[Row]) -> dict[str, NDArray[np.int64]]:
    """The encoder's inputs for the rows of a group."""
    b, p, n = len(group), max(len(rows[i].ids) for i in group), max(len(rows[i].first) for i in group)
    ids, mask, shapes = (np.zeros((b, p), np.int64) for _ in range(3))
    first, last = (np.zeros((b, n), np.int64) for _ in range(2))
    for k, i in enumerate(group):
        row = rows[i]
        ids[k, : len(row.ids)], shapes[k, : len(row.ids)], mask[k, : len(row.ids)] = row.ids, row.shapes, 1
        first[k, : len(row.first)], last[k, : len(row.last)] = row.first, row.last
    return dict(ids=ids, mask=mask, shapes=shapes, first=first, last=last)
