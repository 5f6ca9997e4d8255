"""The gold codings: PLOVER's types, words that stand in the text, parties that are somebody."""

import datetime
import re
from typing import Any

import pytest

from detente.examples import find_dispatches, iter_gold

TYPE_WORDS = """
    AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE
    ASSAULT
"""
SECTOR_WORDS = """
    GOV MIL COP JUD LEG PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE SOC REL
    IGO NGO IMG MNC ISM
"""
FIELD_WORDS = "id type also source target symmetric date place modality attribution evidence required note"
TYPES, SECTORS, FIELDS = set(TYPE_WORDS.split()), set(SECTOR_WORDS.split()), set(FIELD_WORDS.split())
MODALITIES = {"actual", "planned", "possible", "hypothetical", "denied"}
TEXTS = {file.name: file.read_text(encoding="utf-8") for file in find_dispatches()}
GOLD = {doc["id"]: doc for doc in iter_gold()}


def test_there_are_enough_codings_of_every_type() -> None:
    codings = [coding for doc in GOLD.values() for coding in doc["gold"]]
    assert len(GOLD) >= 24
    assert sum(slug.startswith("2018") for slug in GOLD) >= 16
    assert sum(coding["required"] for coding in codings) >= 150
    assert {coding["type"] for coding in codings} == TYPES


@pytest.mark.parametrize("slug", GOLD)
def test_document_names_its_report(slug: str) -> None:
    doc = GOLD[slug]
    assert doc["text_file"] == f"../dispatches/{slug}.txt"
    assert doc["published"] == slug[:10]
    assert doc["title"] in TEXTS[f"{slug}.txt"]
    ids = [item["id"] for item in doc["gold"] + doc["forbidden"]]
    assert len(ids) == len(set(ids))


def _check_party(party: dict[str, Any], text: str) -> None:
    assert set(party) == {"code", "country", "sector", "name", "text"}
    assert party["text"] in text
    assert party["name"]
    assert party["sector"] in SECTORS
    assert party["country"] is None or re.fullmatch("[A-Z]{3}", party["country"])


@pytest.mark.parametrize("slug", GOLD)
def test_codings_are_well_formed_and_found_in_the_text(slug: str) -> None:
    text = TEXTS[f"{slug}.txt"]
    for coding in GOLD[slug]["gold"]:
        assert set(coding) == FIELDS
        assert {coding["type"], *coding["also"]} <= TYPES
        assert coding["type"] not in coding["also"]
        assert coding["evidence"] in text
        assert coding["modality"] in MODALITIES
        assert coding["source"] or (coding["type"] in ("ASSAULT", "COERCE") and not coding["required"])
        assert not coding["symmetric"] or coding["target"]
        for party in coding["source"] + coding["target"]:
            _check_party(party, text)
        if coding["attribution"]:
            assert coding["attribution"] in re.sub(r"\s+", " ", text)
        if coding["date"]:
            start, end = (datetime.date.fromisoformat(coding["date"][key]) for key in ("start", "end"))
            assert start <= end <= datetime.date.fromisoformat(slug[:10])


@pytest.mark.parametrize("slug", GOLD)
def test_traps_are_found_in_the_text_and_give_a_reason(slug: str) -> None:
    traps = GOLD[slug]["forbidden"]
    assert traps
    for trap in traps:
        assert trap["type"] in TYPES
        assert trap["evidence"] in TEXTS[f"{slug}.txt"]
        assert trap["modality"] in {"any", *MODALITIES}
        assert trap["source"]
        assert trap["target"]
        assert trap["why"]
