"""Sentences to batches: each sentence once, none too large, and no other way to group them costs less."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence

import numpy as np
import pytest

from detente.language.batches import CALL, MOST, Row, feed_of, groups


def _row(pieces: int, words: int | None = None) -> Row:
    n = pieces - 2 if words is None else words
    at = [0, *range(1, n + 1)]
    return Row([101, *range(1000, 1000 + pieces - 2), 102], at, at, [0] * pieces)


def _cost(found: Sequence[Sequence[int]], sizes: Sequence[int]) -> int:
    return sum(len(g) * max(sizes[i] for i in g) + CALL for g in found)


@pytest.mark.parametrize("seed", range(5))
def test_no_other_groups_of_neighbours_cost_less(seed: int) -> None:
    chance = random.Random(seed)
    sizes = [chance.randint(3, 60) for _ in range(9)]
    order = sorted(range(9), key=lambda i: sizes[i])
    every = []
    for cuts in itertools.product((False, True), repeat=8):
        parts = [[order[0]]]
        for i, cut in zip(order[1:], cuts, strict=True):
            if cut:
                parts.append([i])
            else:
                parts[-1].append(i)
        every.append(parts)
    found = groups([_row(n) for n in sizes])
    assert sorted(i for g in found for i in g) == list(range(9))
    assert _cost(found, sizes) == min(_cost(parts, sizes) for parts in every)


def test_sentences_of_one_length_share_batches_that_are_not_too_large() -> None:
    found = groups([_row(40)] * 30)
    assert max(len(g) * 40 for g in found) <= MOST
    assert len(found) == 3
    assert [i for g in found for i in g] == list(range(30))


def test_a_sentence_larger_than_a_batch_stands_alone() -> None:
    assert groups([_row(10), _row(MOST + 50), _row(MOST + 51)]) == [[0], [1], [2]]


def test_sentences_without_words_are_in_no_batch() -> None:
    assert groups([]) == []
    assert groups([_row(2), _row(5), _row(2)]) == [[1]]


def test_what_is_fed_is_padded_with_nothing() -> None:
    feed = feed_of([1, 0], [_row(4), _row(6)])
    assert feed["mask"].tolist() == [[1] * 6, [1] * 4 + [0] * 2]
    assert feed["ids"][1].tolist() == [101, 1000, 1001, 102, 0, 0]
    assert feed["first"].tolist() == [[0, 1, 2, 3, 4], [0, 1, 2, 0, 0]]
    assert np.array_equal(feed["first"], feed["last"])
