"""The coder's behaviour that averages hide: what holds by construction exactly, the rest above its floor."""

from __future__ import annotations

from typing import Any

import pytest
from filled import read_actors
from floors import digest_of_cases, read_floors, shares, sunk
from holding import BEHAVIOURS, read_cases, texts_of, verdicts
from same_bytes import differing

from detente.coding import code_document
from detente.flat import to_json
from detente.ontology import load as load_ontology

CASES = read_cases()
RENAMED = [c for c in CASES if c.behaviour == "rename"]
OTHERS = [c for c in CASES if c.behaviour != "rename"]


def test_no_behaviour_sinks_under_its_floor() -> None:
    assert sunk(read_floors()[0], shares(list(verdicts(OTHERS, code_document)))) == []


@pytest.mark.slow
def test_no_state_is_read_otherwise_than_the_others() -> None:
    found = shares(list(verdicts(RENAMED, code_document)))
    assert {"rename", "worst state", "all states"} <= set(found)
    assert sunk(read_floors()[0], found) == []


def test_floors_are_those_of_these_cases() -> None:
    known, digest = read_floors()
    assert set(known) == {*BEHAVIOURS, "worst state", "all states"}
    assert digest == digest_of_cases(), "run benchmarks/behaviour.py --floors: the cases or their actors have changed"


def test_order_and_repetition_change_no_byte() -> None:
    assert differing(CASES[::4], code_document, elsewhere=False) == []


def test_a_text_alone_in_another_process_gives_the_same_bytes() -> None:
    assert differing([c for c in CASES if c.id in ("s09", "r18")], code_document, alone=["s09"], elsewhere=False) == []


@pytest.mark.slow
def test_no_run_of_any_text_changes_a_byte() -> None:
    alone = [next(c.id for c in CASES if c.behaviour == b) for b in BEHAVIOURS]
    assert differing(CASES, code_document, alone=alone) == []


def test_every_span_slices_to_its_words() -> None:
    seen = 0
    for case in CASES:
        document = texts_of(case)[0].document(case.id)
        for coding in code_document(document):
            for words, start, end in _quotes(to_json(coding, document)):
                assert document.text[start:end] == words != ""
                seen += 1
    assert seen > 3 * len(CASES)


def test_cases_are_many_different_and_of_all_types() -> None:
    texts = [t for c in CASES for t in (c.text, *([c.second] if c.second and c.behaviour != "apart" else []))]
    assert len(CASES) >= 60
    assert len(set(texts)) == len(texts)
    assert len({c.id for c in CASES}) == len(CASES)
    assert {c.behaviour for c in CASES} == set(BEHAVIOURS)
    for behaviour in ("swap", "rename", "passive", "noun", "spelling", "apart"):
        types = {c.type for c in CASES if c.behaviour == behaviour}
        assert types == set(load_ontology().types), behaviour


def test_renamed_texts_name_no_renamed_state_outside_the_slot() -> None:
    states = [a for a in read_actors().values() if a.renamed]
    assert len(states) >= 12
    for case in RENAMED:
        assert "{A" in case.text
        for a in states:
            assert not any(w in case.text for w in (a.name, a.adjective, a.people, a.capital, a.last) if w), case.id


def _quotes(value: Any) -> list[tuple[str, int, int]]:
    """All quoted words of a coding's JSON with their spans, at any depth."""
    if isinstance(value, list):
        return [q for item in value for q in _quotes(item)]
    if not isinstance(value, dict):
        return []
    own = [(value["text"], value["start"], value["end"])] if value.get("start") is not None else []
    return own + [q for item in value.values() for q in _quotes(item)]
