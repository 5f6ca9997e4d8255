"""Who tells of an act: in its clause, beside it, in another sentence; and how many it killed, held or moved."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from detente.coding import code_document
from detente.coding.deciding import settled_modality
from detente.reading import read_text
from detente.values import Coding, Modality, Numbers


def codings(text: str) -> list[Coding]:
    """What a report of 12 March 2024 tells."""
    return code_document(replace(read_text(text, id="x"), published=date(2024, 3, 12)))


def last(text: str, kind: str) -> Coding:
    """The last coding of a type."""
    return [c for c in codings(text) if c.type == kind][-1]


@pytest.mark.parametrize(
    ("text", "kind", "speaker"),
    [
        (
            "Russian forces shelled Kharkiv, Ukrainian defence minister Rustem Umerov said.",
            "ASSAULT",
            "Ukrainian defence",
        ),
        ("According to the Turkish foreign ministry, Israel bombed Damascus on Monday.", "ASSAULT", "Turkish foreign"),
        ("A statement from the Iraqi army said Turkish jets bombed Duhok.", "ASSAULT", "Iraqi army"),
        ("The Kenyan police said they had arrested 30 protesters in Nairobi.", "COERCE", "they|Kenyan police"),
        ("Sudanese troops shelled Omdurman, witnesses told reporters.", "ASSAULT", "witnesses"),
        ("Spain and Portugal said that Russian jets had bombed Odesa.", "ASSAULT", "Portugal"),
    ],
)
def test_who_tells(text: str, kind: str, speaker: str) -> None:
    found = " ".join(p.text for p in last(text, kind).attribution)
    assert any(words in found for words in speaker.split("|")), found


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("France said it would lend Chad 40 million euros.", "AGREE"),
        ("Germany condemned Russia over the shelling of Kharkiv.", "ACCUSE"),
        ("Israel bombed Damascus; the Methodists said amen.", "ASSAULT"),
    ],
)
def test_nobody_tells(text: str, kind: str) -> None:
    assert last(text, kind).attribution == ()


@pytest.mark.parametrize(
    "text",
    [
        '"We waited for help all night," Kenyan defence minister Aden Duale said. "Ethiopia shelled Moyale twice."',
        "Kenyan defence minister Aden Duale spoke at noon.\n\nADEN DUALE: Ethiopia shelled Moyale twice.",
        '"Ethiopia shelled Moyale twice. Nobody warned us," said Kenyan defence minister Aden Duale.',
    ],
)
def test_who_tells_in_another_sentence(text: str) -> None:
    found = " ".join(f"{p.text} {p.actor.name}" for p in last(text, "ASSAULT").attribution)
    assert "duale" in found.lower(), found


def test_a_reporter_tells_nothing() -> None:
    assert last("HOST: Ethiopia shelled Moyale twice.", "ASSAULT").attribution == ()


@pytest.mark.parametrize(
    ("text", "kind", "numbers"),
    [
        ("Rebels killed dozens of Nigerian soldiers near Maiduguri.", "ASSAULT", Numbers(dead=24)),
        ("Police shot dead five Kenyan protesters in Nairobi.", "ASSAULT", Numbers(dead=5)),
        ("Gunmen assassinated Afghan governor Dawood Laghmani in Kabul.", "ASSAULT", Numbers(dead=1)),
        ("Iranian police rounded up 40 activists in Shiraz.", "COERCE", Numbers(arrested=40)),
        ("Police arrested two students and 30 teachers in Minsk.", "COERCE", Numbers(arrested=32)),
        ("Thousands of teachers marched in Lima against the government.", "PROTEST", Numbers(size=2000)),
        ("Tens of thousands of Poles protested in Warsaw against the government.", "PROTEST", Numbers(size=20_000)),
        ("Israel freed 90 Palestinian prisoners on Sunday.", "RETREAT", Numbers(size=90)),
        ("Poland sent 500 soldiers to its border with Belarus.", "MOBILIZE", Numbers(size=500)),
    ],
)
def test_numbers_of_sentences(text: str, kind: str, numbers: Numbers) -> None:
    assert last(text, kind).numbers == numbers


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Israel struck Gaza after gunmen had killed 12 people in Haifa.", "ASSAULT"),
        ("Russia moved four gunboats to the Black Sea coast of Ukraine.", "MOBILIZE"),
    ],
)
def test_numbers_of_others(text: str, kind: str) -> None:
    first = next(c for c in codings(text) if c.type == kind)
    assert first.numbers == Numbers()


@pytest.mark.parametrize(
    ("heads", "sure", "rules", "marked", "modality"),
    [
        ("actual", 0.99, "possible", False, "actual"),  # "arrived to seize the town"
        ("actual", 0.99, "possible", True, "possible"),  # "may seize the town"
        ("actual", 0.99, "denied", True, "denied"),
        ("actual", 0.9, "possible", False, "possible"),
        ("planned", 0.7, "possible", True, "planned"),
        ("planned", 0.7, "denied", True, "denied"),
        ("possible", 0.7, "actual", False, "possible"),
        ("possible", 0.5, "actual", False, "actual"),
    ],
)
def test_modality_of_heads_and_rules(
    heads: Modality, sure: float, rules: Modality, marked: bool, modality: Modality
) -> None:
    assert settled_modality(heads, sure, rules, marked) == modality
