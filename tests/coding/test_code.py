"""The coder by class of language: the cases of cases.tsv, and what holds of every coding of any text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from notation import DAY, GAPS, Case, parse_expected, passes, read_cases, shown

from detente.coding import code_document
from detente.language import analyse
from detente.ontology import load as load_ontology
from detente.reading import read_text
from detente.values import Coding, Document, Party

CASES = read_cases()
GAP_TEXTS = {case.text for case in read_cases(GAPS)}
KNOWN = [case for case in CASES if case.text not in GAP_TEXTS]
SHARE = 220 / 241
"""Of all cases, those read rightly when this was last measured; it is only ever raised."""


@pytest.mark.parametrize("case", [pytest.param(c, id=f"{c.kind}: {c.text[:50]}") for c in KNOWN])
def test_codings_are_those_of_the_codebook(case: Case) -> None:
    codings = case.codings()
    assert passes(parse_expected(case.expected), codings), f"{case.expected!r} expected, got {shown(codings)!r}"


def test_the_share_read_rightly_does_not_fall() -> None:
    right = sum(passes(parse_expected(c.expected), c.codings()) for c in CASES)
    assert right / len(CASES) >= SHARE


def test_cases_are_many_and_in_classes() -> None:
    assert len(CASES) >= 120
    assert len({c.text for c in CASES}) == len(CASES)
    assert len({c.kind for c in CASES}) >= 35
    assert {c.text for c in CASES} >= GAP_TEXTS


WHOLE = read_text("\n\n".join(c.text for c in CASES if not c.text.startswith("# ")), id="whole", published=DAY)


@pytest.fixture(scope="module")
def codings() -> list[Coding]:
    return code_document(WHOLE)


def test_every_span_slices_to_its_words(codings: list[Coding]) -> None:
    text = WHOLE.text
    assert len(codings) > 150
    for c in codings:
        assert c.sentence.start <= c.trigger.start < c.trigger.end <= c.sentence.end
        for p in (*c.source, *c.target, *c.attribution):
            assert text[p.start : p.end] == p.text != ""
        if c.when is not None and c.when.text is not None:
            assert text[c.when.start : c.when.end] == c.when.text
        if c.where is not None:
            assert text[c.where.start : c.where.end] == c.where.text
        for step in c.steps:
            assert step.start is None or text[step.start : step.end] == step.text


def test_every_coding_is_whole(codings: list[Coding]) -> None:
    ontology = load_ontology()
    for c in codings:
        rules = ontology.type(c.type)
        assert c.quad == ontology.quad(c.type)
        assert c.intensity == ontology.intensity(c.type, c.modes)
        assert set(c.modes) <= set(ontology.modes[c.type])
        assert 0 < c.confidence < 1
        assert c.source or c.type == "ASSAULT"
        assert c.target or not rules.target_required or (c.symmetric and len(c.source) > 1)
        assert c.document_id == WHOLE.id
        assert not c.symmetric or len(c.source) == 1
        names = [p.actor.name for p in c.source]
        assert not {p.actor.name for p in c.target if p.actor.code} & {n for n in names if n}


def test_codings_come_in_the_order_of_their_triggers_each_once(codings: list[Coding]) -> None:
    assert all(a.trigger.start <= b.trigger.start for a, b in pairwise(codings))
    assert len({c.id for c in codings}) == len(codings)


def test_coding_again_gives_the_same(codings: list[Coding]) -> None:
    assert code_document(WHOLE) == codings
    assert code_document(WHOLE, analyse(WHOLE)) == codings


@pytest.mark.parametrize("text", ["", " \n\n\t ", "…", "?!", "Iran", "\n".join("a" for _ in range(50))])
def test_a_text_that_says_nothing_gives_nothing(text: str) -> None:
    assert code_document(read_text(text, id="d", published=DAY)) == []


def test_a_document_without_a_day_is_coded_without_inventing_one() -> None:
    document = read_text("Iran condemned Israel.", id="d")
    (coding,) = code_document(document)
    assert document.published is None
    assert coding.when is None
    assert not coding.historical


def _swapped(document: Document, names: dict[str, str]) -> Document:
    words = [names.get(w.rstrip(".,"), w.rstrip(".,")) + w[len(w.rstrip(".,")) :] for w in document.text.split(" ")]
    return read_text(" ".join(words), id=document.id, published=DAY)


@pytest.mark.parametrize(
    "text",
    [
        "Japan condemned Norway.",
        "Japan was condemned by Norway.",
        "Japan threatened to expel diplomats from Norway.",
        "Talks between Japan and Norway ended on Monday.",
        "Japan imposed sanctions on Norway, officials in Norway said.",
        "Japan released sailors from Norway after Norway apologised.",
        "Japan refused to meet envoys from Norway.",
    ],
)
def test_two_states_that_change_places_change_places_in_the_codings(text: str) -> None:
    def codes(side: tuple[Party, ...], back: dict[str, str]) -> list[str | None]:
        return [back.get(p.actor.code or "", p.actor.code) for p in side]

    def plain(document: Document, back: dict[str, str]) -> list[tuple[object, ...]]:
        return [
            (c.type, c.modes, c.modality, c.symmetric, codes(c.source, back), codes(c.target, back))
            for c in code_document(document)
        ]

    document = read_text(text, id="d", published=DAY)
    swapped = _swapped(document, {"Japan": "Norway", "Norway": "Japan"})
    assert plain(document, {}) == plain(swapped, {"JPN": "NOR", "NOR": "JPN"}) != []
