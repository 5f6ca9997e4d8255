"""A part of the coder taken away is away, and back afterwards."""

from __future__ import annotations

from datetime import date

import pytest

from benchmarks.ablation import VARIANTS
from detente.coding import code_document
from detente.reading import read_text

TEXT = "Ghana expelled two diplomats of Togo on Monday. The cabinet in Lome called the move a slap in the face."


def told(learned: bool) -> list[tuple[str, float]]:
    """Type and confidence of each coding of the text."""
    found = code_document(read_text(TEXT, id="x", published=date(2012, 5, 9)), learned=learned)
    return [(c.type, c.confidence) for c in found]


@pytest.mark.parametrize("name", VARIANTS)
def test_each_part_comes_back(name: str) -> None:
    whole = told(learned=True)
    within, learned = VARIANTS[name]
    with within():
        without = told(learned)
    assert "SANCTION" in [kind for kind, _ in without]
    assert told(learned=True) == whole


def test_without_the_frame_table_the_heads_are_less_sure() -> None:
    with VARIANTS["heads alone"][0]():
        alone = told(learned=True)
    assert alone != told(learned=True)


def test_without_a_threshold_no_less_is_coded() -> None:
    with VARIANTS["no threshold"][0]():
        everything = told(learned=True)
    assert len(everything) >= len(told(learned=True))
