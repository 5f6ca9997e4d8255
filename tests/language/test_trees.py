"""The best tree with one root, against all trees of small sentences."""

from itertools import product

import numpy as np
import pytest

from detente.language.trees import tree


def is_tree(heads: tuple[int, ...]) -> bool:
    if heads.count(-1) != 1:
        return False
    for word in range(len(heads)):
        node = word
        for _ in heads:
            node = heads[node] if node >= 0 else node
        if node >= 0:
            return False
    return True


def total(scores: np.ndarray, heads: tuple[int, ...] | np.ndarray) -> float:
    return float(sum(scores[word + 1, head + 1] for word, head in enumerate(heads)))


def best_by_trying_all(scores: np.ndarray) -> float:
    words = len(scores) - 1
    return max(total(scores, heads) for heads in product(range(-1, words), repeat=words) if is_tree(heads))


@pytest.mark.parametrize("words", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("lean", [0.0, 3.0, -3.0], ids=["even", "many roots", "no root"])
def test_equals_the_best_of_all_trees(words: int, seed: int, lean: float) -> None:
    scores = np.random.default_rng(seed).normal(size=(words + 1, words + 1))
    scores[:, 0] += lean
    heads = tree(scores)
    assert is_tree(tuple(heads.tolist()))
    assert total(scores, heads) == pytest.approx(best_by_trying_all(scores))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(40))
def test_equals_the_best_of_all_trees_of_six_words(seed: int) -> None:
    scores = np.random.default_rng(seed).integers(-4, 5, size=(7, 7)).astype(np.float32)
    assert total(scores, tree(scores)) == pytest.approx(best_by_trying_all(scores))


def test_a_cycle_is_broken_where_it_costs_least() -> None:
    scores = np.array([[0, 0, 0, 0], [1, 0, 9, 0], [2, 9, 0, 0], [0, 5, 1, 0]], dtype=float)
    assert tree(scores).tolist() == [1, -1, 0]


def test_two_wanted_roots_become_one() -> None:
    scores = np.array([[0, 0, 0], [9, 0, 1], [8, 2, 0]], dtype=float)
    assert tree(scores).tolist() == [-1, 0]


def test_forbidden_arcs_are_left_out() -> None:
    scores = np.full((4, 4), -np.inf)
    scores[1, 2] = scores[2, 3] = scores[3, 0] = -50.0
    scores[3, 1] = 90.0
    assert tree(scores).tolist() == [1, 2, -1]


def test_nothing_allowed_still_gives_a_tree() -> None:
    assert is_tree(tuple(tree(np.full((6, 6), -np.inf)).tolist()))


def test_one_word_and_no_word() -> None:
    assert tree(np.zeros((2, 2))).tolist() == [-1]
    assert tree(np.zeros((1, 1))).tolist() == []


def test_the_scores_are_not_changed() -> None:
    scores = np.random.default_rng(1).normal(size=(8, 8))
    before = scores.copy()
    tree(scores)
    assert (scores == before).all()


def test_long_chains_of_cycles_give_a_tree() -> None:
    # Each word prefers the word after it, the last one its neighbour: cycles inside cycles.
    words = 400
    scores = np.zeros((words + 1, words + 1))
    for word in range(1, words + 1):
        scores[word, min(word + 1, words) if word < words else word - 1] = 10.0 + word
        scores[word, word - 1] += 9.0
    assert is_tree(tuple(tree(scores).tolist()))


@pytest.mark.parametrize("shape", [(2, 3), (4,), (0, 0)])
def test_what_is_no_square_is_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="square"):
        tree(np.zeros(shape))


def test_not_a_number_is_refused() -> None:
    scores = np.zeros((3, 3))
    scores[1, 2] = np.nan
    with pytest.raises(ValueError, match="not a number"):
        tree(scores)
