"""The page on a user's own tables names the columns, files and limits that the program has."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from detente.actors.checks import FIRST_YEAR, LAST_YEAR
from detente.actors.rows import BODY_KINDS, COLUMNS, COUNTRY_KINDS, ROLE_KINDS
from detente.coding.frames import FILES as FRAME_FILES
from detente.knowledge import load
from detente.ontology.ontology import CAMEO_COLUMNS, CONTEXT_COLUMNS, LIKE, MODE_COLUMNS, TYPE_COLUMNS
from detente.ontology.ontology import FILES as TYPE_FILES

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "own_knowledge.md").read_text("utf-8")


@pytest.mark.parametrize("columns", [*COLUMNS.values(), TYPE_COLUMNS, MODE_COLUMNS, CONTEXT_COLUMNS, CAMEO_COLUMNS])
def test_columns_are_those_of_the_tables(columns: tuple[str, ...]) -> None:
    assert f"`{' '.join(columns)}`" in PAGE


def test_files_kinds_and_limits_are_named() -> None:
    assert set(re.findall(r"^\| `(\w+\.tsv)` \|", PAGE, re.MULTILINE)) == {*TYPE_FILES, *FRAME_FILES}
    for kinds in (COUNTRY_KINDS, BODY_KINDS, ROLE_KINDS):
        assert ", ".join(kinds) in PAGE
    assert f"before {FIRST_YEAR} or after {LAST_YEAR}" in PAGE
    assert f"`{LIKE[0]}`" in PAGE


def test_the_example_is_valid() -> None:
    knowledge = load([ROOT / "examples" / "labour" / "actors"], ROOT / "examples" / "labour")
    assert knowledge.label.startswith("labour ")
    used = {f.type for f in knowledge.frames.rows if f.type} | {
        r.type for r in knowledge.frames.compositions() if r.type
    }
    assert used == set(knowledge.ontology.types)
    assert {knowledge.ontology.quad(t) for t in knowledge.ontology.types} == {1, 2, 3, 4}
