"""The gate: sentences that hold no coding by the looks of them are quiet and get no coding; all else stays."""

from __future__ import annotations

import numpy as np
import pytest

from detente.coding import code_document
from detente.language import analyse, default_model
from detente.reading import read_text
from detente.values import Document

IDLE = [
    "The museum opens at nine on weekdays.",
    "She likes her tea with a little milk.",
    "The valley is green in spring.",
]
ACTS = [
    "Rebels shelled the Syrian army's positions near Aleppo on Friday.",
    "Japan imposed new sanctions on North Korea.",
    "The French president met the Malian prime minister in Bamako.",
    "Thousands of protesters marched against the Chilean government in Santiago.",
]

pytestmark = pytest.mark.skipif(default_model().gate is None, reason="the model has no gate")


def _document(*sentences: str) -> Document:
    return read_text(" ".join(sentences), id="d")


def test_only_sentences_that_may_hold_no_coding_are_quiet() -> None:
    sentences = analyse(_document(*IDLE, *ACTS))
    assert [s.is_quiet for s in sentences] == [True] * len(IDLE) + [False] * len(ACTS)
    assert all(s.vectors is not None and len(s.vectors) == len(s.tokens) for s in sentences)


def test_where_all_is_quiet_the_upper_layers_do_not_run() -> None:
    assert all(s.vectors is not None and not len(s.vectors) for s in analyse(_document(*IDLE)))


def test_without_the_gate_none_is_quiet_and_all_else_is_the_same() -> None:
    document = _document(*IDLE, *ACTS)
    gated, free = analyse(document), analyse(document, gated=False)
    assert not any(s.is_quiet for s in free)
    assert gated == free
    for one, other in zip(gated, free, strict=True):
        np.testing.assert_array_equal(one.vectors, other.vectors)


def test_a_sentence_that_is_left_out_has_no_coding_but_its_actors_serve_the_next() -> None:
    document = _document("Norway's foreign minister is a tall man.", "He condemned Sweden.")
    sentences = [*analyse(document)]
    assert {c.sentence_index for c in code_document(document, sentences)} == {1}
    assert code_document(_document(*IDLE)) == []
