"""Every mode of every type in sentences of our own (modes.tsv), from text to coding."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
from notation import DAY

from detente.coding import code_document
from detente.ontology import load as load_ontology
from detente.reading import read_text
from detente.values import Coding, Party


class Row(NamedTuple):
    """One sentence and what it tells."""

    type: str
    mode: str
    source: str
    target: str
    both_ways: bool
    text: str


def read_modes() -> list[Row]:
    rows = []
    for line in Path(__file__).with_name("modes.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or line.startswith("act\t"):
            continue
        act, dyad, text = line.split("\t")
        type_, _, mode = act.partition("/")
        sign = "=" if "=" in dyad else ">"
        source, _, target = dyad.partition(sign)
        rows.append(Row(type_, mode, source, target, sign == "=", text))
    return rows


ROWS = read_modes()


def _is(code: str, party: Party | None) -> bool:
    return not code or (party is not None and code in (party.actor.code, party.actor.country))


def _tells(row: Row, c: Coding) -> bool:
    if c.type != row.type or c.modality != "actual" or (row.mode and row.mode not in c.modes):
        return False
    dyads = list(c.dyads())
    straight = any(_is(row.source, a) and _is(row.target, b) for a, b in dyads)
    return straight or (row.both_ways and any(_is(row.source, b) and _is(row.target, a) for a, b in dyads))


@pytest.mark.parametrize("row", [pytest.param(r, id=f"{r.type}/{r.mode}: {r.text[:40]}") for r in ROWS])
def test_the_sentence_tells_the_act(row: Row) -> None:
    codings = code_document(read_text(row.text, id="x", published=DAY))
    got = [(c.type, c.modes, [p.actor.code for p in c.source], [p.actor.code for p in c.target]) for c in codings]
    assert any(_tells(row, c) for c in codings), got


def test_every_mode_has_a_sentence() -> None:
    modes = {(t, m) for t, own in load_ontology().modes.items() for m in own}
    assert modes <= {(r.type, r.mode) for r in ROWS}
    assert set(load_ontology().types) <= {r.type for r in ROWS}
