"""No cell runs, no character breaks a file."""

from __future__ import annotations

import json
import time
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.exchange.out.clean import clean, json_value
from detente.spreadsheet import bare, safe
from exchange_out.hostile import FORMULAS, NAMES

_SIGNS = "=+-@＝＋－＠"


def _starts_a_formula(cell: str) -> bool:
    """As a spreadsheet that trims what cannot be seen and drops quotes around a cell."""
    bare = cell.lstrip(' \t\r\n\v\f\u00a0\u3000\u200b\ufeff\u2028\u2029\x85"')
    return bare[:1] != "" and bare[0] in _SIGNS


def _pieces(cell: str) -> list[str]:
    """What a program makes of a cell that splits at other separators, and at line ends."""
    found = [cell]
    for separator in (";", ",", "|", "\t", "\n", "\r", "\u2028"):
        found = [piece for one in found for piece in one.split(separator)]
    return found


@pytest.mark.parametrize("text", FORMULAS, ids=range(len(FORMULAS)))
def test_no_hostile_cell_starts_a_formula_however_it_is_split(text: str) -> None:
    assert any(_starts_a_formula(piece) for piece in _pieces(text))
    assert not [piece for piece in _pieces(safe(text)) if _starts_a_formula(piece)]


@given(st.text(alphabet=_SIGNS + " \t\r\n;,|a1\"'\u200b\u3000"))
def test_no_cell_starts_a_formula_and_only_apostrophes_are_added(text: str) -> None:
    told = safe(text)
    assert not [piece for piece in _pieces(told) if _starts_a_formula(piece)]
    assert told.replace("'", "") == text.replace("'", "")


@given(st.text(alphabet=_SIGNS + " \t\r\n;,|a1\"'\u200b\u3000\u2028"))
def test_the_apostrophes_come_off_again(text: str) -> None:
    assert bare(safe(text)) == text
    assert bare(safe(safe(text))) == safe(text)


@pytest.mark.parametrize("text", [*FORMULAS, "'=1", "''-5", "fine; '@you", "'tis", "'\t=1", ";'=1;=2"])
def test_the_apostrophes_come_off_hostile_cells(text: str) -> None:
    assert bare(safe(text)) == text


@pytest.mark.parametrize("text", ["5-3", "a=b", "e-mail", "it’s 5 - 3", "A/B", "x@y.example", "", " "])
def test_ordinary_words_stay(text: str) -> None:
    assert safe(text) == text


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_clean_text_is_xml_and_keeps_its_places(text: str) -> None:
    told = clean(text)
    assert len(told) == len(text)
    element = ElementTree.Element("a")
    element.set("b", told)
    ElementTree.fromstring(ElementTree.tostring(element, encoding="utf-8"))


@given(st.recursive(st.floats() | st.text(alphabet=st.characters(exclude_categories=())), st.lists, max_leaves=5))
def test_any_value_becomes_json_in_utf8(value: object) -> None:
    json.loads(json.dumps(json_value(value), allow_nan=False, ensure_ascii=False).encode("utf-8"))


@pytest.mark.parametrize("text", [" " * 200_000, "\n" * 200_000 + "a", ";" * 200_000, '"' * 200_000, ';"' * 100_000])
def test_time_is_linear(text: str) -> None:
    start = time.perf_counter()
    safe(text)
    clean(text)
    assert time.perf_counter() - start < 2.0


def test_harmless_letters_are_not_touched() -> None:
    assert all(clean(name) == name for name in NAMES if name.isprintable())
