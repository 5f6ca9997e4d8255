"""From scores of tags to spans: the best sequence in which nothing goes on that has not begun."""

from __future__ import annotations

import math

import numpy as np
import pytest

from detente.language.decode import name_spans, role_spans
from detente.values import Argument, Name

TAGS = ["O", "B-ARG0", "I-ARG0", "B-ARG1", "I-ARG1"]


def _scores(*tags: str, by: float = 8.0) -> np.ndarray:
    scores = np.zeros((1, len(tags), len(TAGS)), np.float32)
    for i, tag in enumerate(tags):
        scores[0, i, TAGS.index(tag)] = by
    return scores


@pytest.mark.parametrize(
    ("tags", "size", "spans"),
    [
        (("B-ARG0", "I-ARG0", "O", "B-ARG1"), 4, [("ARG0", 0, 2), ("ARG1", 3, 4)]),
        (("B-ARG0", "B-ARG0", "I-ARG0"), 3, [("ARG0", 0, 1), ("ARG0", 1, 3)]),
        (("B-ARG0", "I-ARG0", "I-ARG0"), 2, [("ARG0", 0, 2)]),
        (("O", "O"), 2, []),
    ],
    ids=["two", "neighbours", "padding", "none"],
)
def test_tags_become_spans(tags: tuple[str, ...], size: int, spans: list[tuple[str, int, int]]) -> None:
    (found,) = role_spans(_scores(*tags), TAGS, [size])
    assert [(a.role, a.start, a.end) for a in found] == spans


def test_a_role_that_goes_on_without_a_beginning_is_mended() -> None:
    scores = _scores("O", "I-ARG1", "I-ARG1")
    scores[0, 1, TAGS.index("B-ARG1")] = 7.0
    (found,) = role_spans(scores, TAGS, [3])
    assert [(a.role, a.start, a.end) for a in found] == [("ARG1", 1, 3)]


def test_the_score_of_a_span_is_the_geometric_mean_of_its_words() -> None:
    scores = _scores("B-ARG0", "I-ARG0")
    scores[0, 1] = 0.0
    scores[0, 1, TAGS.index("I-ARG0")] = 1.0
    (found,) = role_spans(scores, TAGS, [2])
    shares = [math.exp(8) / (math.exp(8) + 4), math.e / (math.e + 4)]
    assert found[0][:3] == ("ARG0", 0, 2)
    assert isinstance(found[0], Argument)
    assert found[0].score == pytest.approx(math.sqrt(shares[0] * shares[1]), rel=1e-5)


def test_a_name_may_begin_with_its_inside() -> None:
    assert name_spans(["I-LOC", "I-LOC", "O", "B-PER", "I-ORG"]) == (
        Name("LOC", 0, 2),
        Name("PER", 3, 4),
        Name("ORG", 4, 5),
    )
