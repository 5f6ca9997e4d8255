"""Windows: every sentence is read once, with the first of the report and the two before it in sight."""

from __future__ import annotations

import random

import numpy as np
import pytest

from detente.language import analyse
from detente.language.windows import MOST, windows
from detente.reading import read_text


@pytest.mark.parametrize("seed", range(20))
def test_every_sentence_is_read_once_in_order_and_no_window_is_too_long(seed: int) -> None:
    rng = random.Random(seed)
    sizes = [rng.randrange(3, 120) for _ in range(rng.randrange(1, 60))]
    found = windows(sizes, rng.randrange(40, MOST))
    assert [i for w in found for i in w.own] == list(range(len(sizes)))
    for w in found:
        assert w.own
        assert len(w.own) == 1 or sum(sizes[i] for i in (*w.before, *w.own)) <= MOST


def test_a_window_takes_over_the_first_sentence_and_the_last_of_the_one_before() -> None:
    first, second, *_ = windows([100] * 9)
    assert first == ([], [0, 1, 2])
    assert second == ([0, 1, 2], [3])


def test_a_short_report_is_one_window_and_an_empty_one_none() -> None:
    assert windows([10, 20, 30]) == [([], [0, 1, 2])]
    assert windows([]) == []


def test_a_sentence_longer_than_a_window_is_read() -> None:
    assert [w.own for w in windows([10, MOST + 50, 10])] == [[0], [1], [2]]


def test_long_sentences_are_not_taken_over() -> None:
    found = windows([500] * 4)
    assert found == [([], [0]), ([], [1]), ([], [2]), ([], [3])]
    assert windows([30, 180, 170, 100]) == [([], [0, 1, 2]), ([0, 1, 2], [3])]
    assert windows([40, 180, 170, 100]) == [([], [0, 1]), ([0, 1], [2]), ([1, 2], [3])]


def test_every_sentence_of_a_long_report_has_a_vector_for_each_word_but_where_all_is_quiet() -> None:
    idle = "The museum by the lake opens at nine on weekdays and at ten on Sundays. "
    act = "Ghana expelled two diplomats of Togo on Monday. "
    sentences = analyse(read_text((idle * 9 + act + idle * 3) * 4, id="d"))
    assert len({s.is_quiet for s in sentences}) == 2
    for s in sentences:
        assert s.vectors is not None
        assert len(s.vectors) in ((0, len(s.tokens)) if s.is_quiet else (len(s.tokens),))


def test_what_was_told_before_changes_how_the_heads_see_a_sentence_but_not_its_tree() -> None:
    alone = analyse(read_text("The ministry rejected the offer.", id="a"), gated=False)[-1]
    told = analyse(read_text("France offered talks to Mali. The ministry rejected the offer.", id="b"), gated=False)[-1]
    assert [(t.text, t.upos, t.head) for t in alone.tokens] == [(t.text, t.upos, t.head) for t in told.tokens]
    assert alone.vectors is not None
    assert told.vectors is not None
    assert not np.allclose(alone.vectors, told.vectors, atol=1e-3)
