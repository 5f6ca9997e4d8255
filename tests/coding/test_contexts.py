"""What a coding is about: by its act, by who stands in its sentence, by the words around; and a table that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from notation import DAY

from detente.coding import code_document
from detente.coding.contexts import load
from detente.errors import TableError
from detente.ontology import load as load_ontology
from detente.reading import read_text


def contexts(text: str) -> set[str]:
    return {x for c in code_document(read_text(text, id="x", published=DAY)) for x in c.contexts}


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Russian warplanes bombed a Syrian village on Friday.", "military"),
        ("The Norwegian army shelled a Swedish island on Friday.", "military"),
        ("Peru recalled its ambassador from Chile on Friday.", "diplomatic"),
        ("France and Mali held talks on Friday.", "diplomatic"),
        ("China slapped tariffs on Australian wine.", "economic"),
        ("Egypt accused Libya of torture on Friday.", "human_rights"),
        ("The United Nations accused Sudan of genocide.", "human_rights"),
        ("Kenya's opposition rejected the result of the election.", "election"),
        ("A court in Uganda convicted a Kenyan activist on Friday.", "legal"),
        ("Russia annexed a Ukrainian peninsula on Friday.", "territory"),
        ("North Korea conducted a nuclear test on Friday.", "cbrn"),
        ("A suicide bomber attacked the American embassy in Kabul.", "terrorism"),
        ("Hungary expelled forty Syrian refugees on Friday.", "migration"),
        ("Russian hackers attacked Estonia's largest bank.", "cyber"),
        ("Japan sent doctors to Nepal after the earthquake.", "disasters"),
        ("Burmese soldiers killed Rohingya villagers on Friday.", "religion_ethnicity"),
        ("Turkish police arrested three journalists on Friday.", "rights_freedoms"),
        ("Malian soldiers arrested the prime minister in a coup on Friday.", "pro_autocracy"),
    ],
)
def test_an_act_has_its_context(text: str, about: str) -> None:
    assert about in contexts(text)


@pytest.mark.parametrize(
    ("text", "not_about"),
    [
        ("Gunmen killed two farmers in Mali on Friday.", "military"),
        ("France and Mali held talks on Friday.", "military"),
        ("Kenya arrested a Somali smuggler on Friday.", "diplomatic"),
        ("Peru recalled its ambassador from Chile on Friday.", "economic"),
        ("China slapped tariffs on Australian wine.", "territory"),
    ],
)
def test_an_act_has_not_the_context_of_another(text: str, not_about: str) -> None:
    assert not_about not in contexts(text)


def test_every_context_of_the_table_is_one_of_the_ontology_and_every_one_but_few_has_a_rule() -> None:
    known, told = set(load_ontology().contexts), set(load().order)
    assert told <= known
    assert len(known - told) <= 3


def test_acts_of_the_table_are_types_and_modes_of_the_ontology() -> None:
    ontology = load_ontology()
    for key in load().acts:
        type_, _, mode = key.partition("/")
        assert type_ in ontology.types
        assert not mode or mode in ontology.modes[type_]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("military\tcolour\tgreen\t", "colour is nothing to look at"),
        ("military\tact\tASSAULT\tneighbours", "neighbours is no standing of parties"),
        ("military\tword\t\t", "no context or no keys"),
    ],
)
def test_a_row_that_is_wrong_is_told_with_its_line(tmp_path: Path, row: str, said: str) -> None:
    path = tmp_path / "contexts.tsv"
    path.write_text(f"context\tby\tkeys\twhere\n{row}\n", encoding="utf-8")
    with pytest.raises(TableError) as error:
        load(path)
    assert said in str(error.value)
    assert "line 2" in str(error.value)
