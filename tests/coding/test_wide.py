"""Plain sentences of many lands (wide.tsv), and what looks like an act in them and is none (seeming.tsv)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from detente.coding import code_document
from detente.ontology import load as load_ontology
from detente.reading import read_text
from detente.values import Coding, Party

HERE = Path(__file__).parent
DAY = date(2022, 8, 10)


def read_lines(name: str) -> list[list[str]]:
    lines = (HERE / name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def codings_of(text: str) -> list[Coding]:
    return [c for c in code_document(read_text(text, id="x", published=DAY)) if c.modality == "actual"]


def _codes(parties: tuple[Party, ...]) -> set[str]:
    return {code for p in parties for code in (p.actor.code, p.actor.country) if code}


def _tells(expected: str, c: Coding) -> bool:
    dyad, _, kind = expected.partition(":")
    if c.type != kind:
        return False
    sources, targets = _codes(c.source), _codes(c.target)
    if "=" in dyad:
        return set(dyad.split("=")) <= sources | targets
    source, _, target = dyad.partition(">")
    return (source == "*" or source in sources) and (target == "*" or target in targets)


WIDE = read_lines("wide.tsv")[1:]
SEEMING = [row[0] for row in read_lines("seeming.tsv")[1:]]


@pytest.mark.parametrize(("expected", "text"), [pytest.param(e, t, id=f"{e} {t[:40]}") for e, t in WIDE])
def test_the_sentence_tells_the_act(expected: str, text: str) -> None:
    codings = codings_of(text)
    got = [(c.type, sorted(_codes(c.source)), sorted(_codes(c.target))) for c in codings]
    assert any(_tells(expected, c) for c in codings), got


@pytest.mark.parametrize("text", SEEMING)
def test_what_looks_like_an_act_is_none(text: str) -> None:
    assert [c.type for c in codings_of(text) if not c.historical] == []


def test_every_type_has_sentences() -> None:
    assert {e.partition(":")[2] for e, _ in WIDE} == set(load_ontology().types)
    assert len(WIDE) >= 200
    assert len(SEEMING) >= 120
