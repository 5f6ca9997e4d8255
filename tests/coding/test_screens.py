"""The tables of what looks like an act: what they hold, and a row that is wrong is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from coding_trees import make_clause

from detente.coding.history import eras_in
from detente.coding.history import table as eras
from detente.coding.screens import expressions, figurative, kinds
from detente.errors import TableError


def test_every_kind_that_is_asked_for_is_there() -> None:
    assert {"game", "contest", "arts", "work", "beast", "sober", "habit", "statistic", "memory"} <= kinds().keys()


def test_words_and_expressions_are_lemmas_in_small_letters() -> None:
    words = [w for ws in kinds().values() for w in ws] + [w for es in expressions().values() for e in es for w in e]
    assert all(w == w.lower().strip() and w for w in words)


@pytest.mark.parametrize(
    ("tree", "inside"),
    [
        ("They/PRON/PRP/2/nsubj bit/VERB/VBD/0/root the/DET/DT/4/det bullet/NOUN/NN/2/obj", {1, 2, 3}),
        (
            "He/PRON/PRP/2/nsubj took/VERB/VBD/0/root it/PRON/PRP/2/obj by/ADP/IN/5/case storm/NOUN/NN/2/obl",
            {1, 2, 3, 4},
        ),
        ("It/PRON/PRP/2/nsubj bit/VERB/VBD/0/root a/DET/DT/4/det dog/NOUN/NN/2/obj", set()),
    ],
)
def test_an_expression_is_found_with_its_article_and_what_stands_in_its_gap(tree: str, inside: set[int]) -> None:
    assert figurative(make_clause(tree)) == inside


def test_an_era_is_found_with_its_last_year() -> None:
    tree = "The/DET/DT/3/det Warsaw/PROPN/NNP/3/compound Pact/PROPN/NNP/4/nsubj marched/VERB/VBD/0/root"
    assert eras_in(make_clause(tree)) == [(1, 1991), (2, 1991)]


@pytest.mark.parametrize(
    ("load", "text", "told"),
    [
        (kinds, "kind\twords\nbeast\twolf\nbeast\tbear\n", "line 3"),
        (kinds, "kind\twords\nbeast\t\n", "line 2"),
        (expressions, "expression\tmeans\n* the bullet\tendures\n", "line 2"),
        (eras, "year\tnames\nlong ago\tcarthage\n", "line 2"),
    ],
)
def test_a_faulty_row_is_told_with_its_line(load, text: str, told: str, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "table.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TableError, match=told):
        load(path)
