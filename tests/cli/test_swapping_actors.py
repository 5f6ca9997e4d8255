"""Renaming two actors everywhere swaps the answer and changes nothing else, of the frame table.

How often it does so with the direct heads is measured, and held by floors, in tests/behaviour.
"""

from __future__ import annotations

import re
from datetime import date

import pytest

import detente

pytestmark = pytest.mark.slow

CODES = {"Peru": "PER", "Chile": "CHL", "Kenya": "KEN", "Ghana": "GHA", "France": "FRA", "Spain": "ESP"}
REPORTS = {
    "threats": "{a} threatened to cut off gas supplies to {b} on Monday. {b} rejected the threat and recalled its "
    "ambassador from {a}.",
    "talks": "The president of {a} met the president of {b} on Tuesday. {a} promised to send doctors to {b}.",
    "war": "Soldiers of {a} attacked a border post of {b}, killing three people. {b} accused {a} of aggression and "
    "demanded an apology from {a}.",
    "denied": "{a} denied that it had shelled villages in {b}. {b} warned {a} that it would retaliate.",
    "help": "{a} delivered food to {b} after the earthquake. {b} thanked {a} for its help.",
}


def reading(text: str) -> list[tuple[object, ...]]:
    found = []
    for c in detente.code(text, published=date(2021, 3, 3)):
        source = [(p.actor.code, p.actor.sector) for p in c.source]
        target = [(p.actor.code, p.actor.sector) for p in c.target]
        found.append((c.type, c.modes, source, target, c.modality, c.symmetric, c.when and c.when.first_day))
    return found


@pytest.fixture(autouse=True)
def frames_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("detente.coding.code.default_heads", lambda: None)


@pytest.mark.parametrize("pair", [("Peru", "Chile"), ("Kenya", "Ghana"), ("France", "Spain")], ids="-".join)
@pytest.mark.parametrize("name", REPORTS)
def test_swapped_names_swap_the_dyads(name: str, pair: tuple[str, str]) -> None:
    a, b = pair
    there = reading(REPORTS[name].format(a=a, b=b))
    back = reading(REPORTS[name].format(a=b, b=a))
    other = {CODES[a]: CODES[b], CODES[b]: CODES[a]}

    def swapped(side: object) -> list[tuple[str | None, str | None]]:
        assert isinstance(side, list)
        return [(other.get(code, code), sector) for code, sector in side]

    assert there
    assert back == [(kind, modes, swapped(s), swapped(t), *rest) for kind, modes, s, t, *rest in there]
    assert re.search("PER|KEN|FRA", str(there))
