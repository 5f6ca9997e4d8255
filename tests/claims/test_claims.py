"""Claims by class of language: the cases of cases.tsv, the known gaps, and what holds of every claim of any text."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest
from claim_cases import DAY, GAPS, Case, claims_in, fits, passes, read_cases, shown

from detente.actors import resolve
from detente.claims import Claim, from_json, to_json
from detente.claims.frames import load, read
from detente.claims.reading import claims_of, claims_of_document
from detente.errors import TableError
from detente.language import analyse
from detente.reading import read_text
from detente.values import Span

CASES = read_cases()
GAP_ROWS = read_cases(GAPS)
GAP_TEXTS = {c.text for c in GAP_ROWS}
KNOWN = [c for c in CASES if c.text not in GAP_TEXTS]


def _id(case: Case) -> str:
    return f"{case.kind}: {case.text[:50]}"


@pytest.mark.parametrize("case", KNOWN, ids=_id)
def test_claims_are_those_of_the_case(case: Case) -> None:
    assert passes(case), f"{case.expected!r} expected, got {shown(claims_in(case))!r}"


@pytest.mark.parametrize("case", GAP_ROWS, ids=_id)
def test_a_known_gap_is_still_one(case: Case) -> None:
    assert not passes(case), "It is read rightly now: take it out of known_gaps.tsv."


def test_cases_are_many_and_in_classes() -> None:
    assert len(CASES) >= 120
    assert len({c.text for c in CASES}) == len(CASES)
    assert len({c.kind for c in CASES}) >= 20
    assert {c.text for c in CASES} >= GAP_TEXTS
    assert len(GAP_TEXTS) <= 6


def test_a_wrong_claim_is_no_fit() -> None:
    (claim,) = claims_in(next(c for c in KNOWN if c.text.startswith("American sanctions have pushed Russia and China")))
    assert fits("CHN=RUS closer asserted cause USA:sanctions>CHN+RUS", claim)
    for wrong in (
        "CHN=RUS closer asserted",
        "CHN=IRN closer asserted cause USA:sanctions>CHN+RUS",
        "CHN=RUS apart asserted cause USA:sanctions>CHN+RUS",
        "CHN=RUS closer possible cause USA:sanctions>CHN+RUS",
        "CHN=RUS closer asserted cause IRN:sanctions>CHN+RUS",
        "CHN=RUS closer asserted cause USA:tariffs>CHN+RUS",
        "CHN=RUS closer asserted cause USA:sanctions>CHN",
    ):
        assert not fits(wrong, claim)


WHOLE = read_text("\n\n".join(c.text for c in CASES if "# " not in c.text), id="whole", published=DAY)


@pytest.fixture(scope="module")
def claims() -> tuple[Claim, ...]:
    return claims_of_document(WHOLE)


def test_every_quote_slices_to_its_words(claims: tuple[Claim, ...]) -> None:
    assert len(claims) > 60
    for c in claims:
        quotes = [c.evidence, c.trigger, *([c.cause.what] if c.cause and c.cause.what else [])]
        assert all(q.span.of(WHOLE.text) == q.text != "" for q in quotes)
        assert c.evidence.span.start <= c.trigger.span.start < c.trigger.span.end <= c.evidence.span.end
        parties = (*c.between, *c.attribution, *((*c.cause.source, *c.cause.targets) if c.cause else ()))
        assert all(Span(p.start, p.end).of(WHOLE.text) == p.text != "" for p in parties)


def test_every_claim_is_between_two_actors_with_codes(claims: tuple[Claim, ...]) -> None:
    for c in claims:
        assert len(c.codes()) == len(c.between) >= 2
        assert c.cause is None or not {p.actor.code for p in c.cause.source} & {p.actor.code for p in c.cause.targets}
        assert c.cause is None or c.cause.source or c.cause.what is not None
        assert c.document_id == "whole"
    assert len({c.id for c in claims}) == len(claims)
    assert [c.trigger.span for c in claims] == sorted(c.trigger.span for c in claims)


def test_what_is_parsed_already_is_not_parsed_again_and_gives_the_same(claims: tuple[Claim, ...]) -> None:
    sentences = analyse(WHOLE)
    assert claims_of(WHOLE, sentences, resolve(WHOLE, sentences)) == claims


FOUND = """Cuba and Nicaragua are promising to build closer ties, underlining the danger that Donald Trump’s sanctions \
may bring some American adversaries closer together."""


def test_a_report_of_two_claims() -> None:
    document = read_text(FOUND, id="d", published=DAY, title="Trump threats push Cuba, Nicaragua closer")
    first, second = claims_of_document(document)
    assert (first.evidence.text, first.modality) == ("Trump threats push Cuba, Nicaragua closer", "asserted")
    assert second.evidence.text == FOUND[FOUND.index("underlining") : -1]
    assert second.cause is not None
    assert second.cause.implied
    assert {p.via for p in second.between} == {"context"}
    told = to_json(second, document)
    assert from_json(json.loads(json.dumps(told)), document) == second
    parties = {side: [p["code"] for p in told["cause"].pop(f"{side}_parties")] for side in ("source", "target")}
    assert parties == {"source": ["USA"], "target": ["CUB", "NIC"]}
    assert told["between"] == ["CUB", "NIC"]
    assert (told["direction"], told["modality"], told["evidence"]["text"]) == (
        "closer",
        "possible",
        second.evidence.text,
    )
    assert told["cause"] == {
        "source": ["USA"],
        "targets": ["CUB", "NIC"],
        "targets_implied": True,
        "what": {
            "text": "sanctions",
            "start": document.text.index("sanctions"),
            "end": document.text.index("sanctions") + len("sanctions"),
        },
        "link": "agent",
    }


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("US sanctions drove Cuba and Russia together.", "agent"),
        ("Cuba and Russia drew closer because of US sanctions.", "because"),
        ("Cuba and Russia drew closer amid US sanctions.", "setting"),
        ("Cuba and Russia drew closer after the United States imposed sanctions.", "setting"),
    ],
)
def test_a_cause_says_how_it_is_linked(text: str, link: str) -> None:
    (claim,) = claims_of_document(read_text(text, id="d", published=DAY))
    assert claim.cause is not None
    assert (claim.cause.link, [p.actor.code for p in claim.cause.source]) == (link, ["USA"])


def test_two_states_that_change_places_change_places_in_the_claim() -> None:
    def of(text: str) -> tuple[object, ...]:
        (c,) = claims_of_document(read_text(text, id="d", published=DAY))
        assert c.cause is not None
        return c.codes(), c.direction, [p.actor.code for p in c.cause.source]

    assert of("Japan's tariffs pushed Norway closer to Chile.") == (("CHL", "NOR"), "closer", ["JPN"])
    assert of("Norway's tariffs pushed Japan closer to Chile.") == (("CHL", "JPN"), "closer", ["NOR"])


@pytest.mark.parametrize("text", ["", " \n ", "…", "closer", "Iran", "Iran and Russia", "Ties."])
def test_a_text_that_says_nothing_gives_nothing(text: str) -> None:
    assert claims_of_document(read_text(text, id="d", published=DAY)) == ()


def test_the_founding_report() -> None:
    """SEED=FILE names the gold of the founding report, with the text beside it (not part of the project)."""
    gold = Path(os.environ.get("SEED", ""))
    if gold.suffix != ".json" or not gold.exists():
        pytest.skip("the founding report is not here: set SEED=…/gold.json")
    want = json.loads(gold.read_text("utf-8"))
    text = (gold.parent / "article.txt").read_text("utf-8")
    document = read_text(text, id="seed", published=date(2018, 8, 8))
    got = [to_json(c, document) for c in claims_of_document(document)]
    assert [
        {
            "cause": {
                "source": c["cause"]["source"][0],
                "targets": c["cause"]["targets"],
                "what": c["cause"]["what"]["text"],
            },
            "effect": {"between": c["between"], "direction": c["direction"]},
            "modality": c["modality"],
            "evidence": c["evidence"]["text"],
        }
        for c in got
    ] == [{k: c[k] for k in ("cause", "effect", "modality", "evidence")} for c in want["claims"]]


def test_the_frame_table_reads_and_a_bad_row_is_named(tmp_path: Path) -> None:
    assert len(load()) > 100
    head = "lemma\tkind\tdirection\twith\tobject\texample\n"
    for row in ("drift\tmove\tsideways\tfrom\t\t", "drift\twander\tapart\t\t\t", "sour\tties\tapart\tsomewhere\t\t"):
        path = tmp_path / "frames.tsv"
        path.write_text(head + row + "\n", "utf-8")
        with pytest.raises(TableError, match="line 2"):
            read(path)
