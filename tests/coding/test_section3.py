"""The same act done, promised, demanded, refused, threatened, judged, foreseen or denied (codebook, section 3)."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
from notation import Case, parse_expected, passes, shown

HERE = Path(__file__).parent
GAPS = HERE / "section3_gaps.tsv"


class Row(NamedTuple):
    """One sentence: which act, in which state, and what the codebook makes of it."""

    act: str
    state: str
    expected: str
    mode: str
    text: str


def read_rows() -> list[Row]:
    lines = (HERE / "section3.tsv").read_text("utf-8").splitlines()
    return [Row(*line.split("\t")) for line in lines if not line.startswith(("#", "act\t"))]


def read_gaps() -> dict[str, str]:
    """What the coder gives instead, by text, where it is known to be wrong."""
    lines = GAPS.read_text("utf-8").splitlines()
    pairs = [line.split("\t") for line in lines if not line.startswith(("#", "text\t"))]
    return {pair[0]: pair[1] for pair in pairs}


ROWS = read_rows()
WRONG = read_gaps()


@pytest.mark.parametrize("row", [pytest.param(r, id=f"{r.act}: {r.state}") for r in ROWS if r.text not in WRONG])
def test_the_act_is_coded_by_its_state(row: Row) -> None:
    codings = Case(row.act, row.expected, row.text).codings()
    expected = parse_expected(row.expected)
    assert passes(expected, codings), f"{row.expected!r} expected, got {shown(codings)!r}"
    if row.mode:
        assert any(expected[0].fits(c) and row.mode in c.modes for c in codings), [c.modes for c in codings]


@pytest.mark.parametrize("text", sorted(WRONG))
def test_a_known_gap_is_still_one(text: str) -> None:
    (row,) = [r for r in ROWS if r.text == text]
    codings = Case(row.act, row.expected, row.text).codings()
    assert not passes(parse_expected(row.expected), codings), "It is read rightly now: take it out of the gaps."


def test_acts_and_states_are_many() -> None:
    assert len({r.act for r in ROWS}) >= 12
    assert len({r.state for r in ROWS}) >= 15
    assert len({r.text for r in ROWS}) == len(ROWS)
    assert {r.text for r in ROWS} >= set(WRONG)
