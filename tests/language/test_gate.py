"""The gate: sentences that hold no coding by the looks of them get no vectors, and no coding; all else stays."""

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


def test_only_sentences_that_may_hold_a_coding_get_vectors() -> None:
    sentences = analyse(_document(*IDLE, *ACTS))
    assert [0 if s.vectors is None else len(s.vectors) for s in sentences] == [0, 0, 0] + [
        len(s.tokens) for s in sentences[3:]
    ]


def test_without_the_gate_every_sentence_gets_them_and_is_otherwise_the_same() -> None:
    document = _document(*IDLE, *ACTS)
    gated, free = analyse(document), analyse(document, gated=False)
    assert all(s.vectors is not None and len(s.vectors) == len(s.tokens) for s in free)
    assert gated == free


def test_vectors_of_a_kept_sentence_are_close_to_those_without_the_gate() -> None:
    document = _document(*IDLE, *ACTS)
    for gated, free in zip(analyse(document)[3:], analyse(document, gated=False)[3:], strict=True):
        assert gated.vectors is not None
        assert free.vectors is not None
        near = np.sum(gated.vectors * free.vectors, 1)
        assert np.all(near > 0.9 * np.linalg.norm(gated.vectors, axis=1) * np.linalg.norm(free.vectors, axis=1))


def test_a_sentence_that_is_left_out_has_no_coding_but_its_actors_serve_the_next() -> None:
    document = _document("Norway's foreign minister is a tall man.", "He condemned Sweden.")
    sentences = [*analyse(document)]
    assert {c.sentence_index for c in code_document(document, sentences)} == {1}
    assert code_document(_document(*IDLE)) == []
