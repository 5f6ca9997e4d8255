"""Claims held against the record: by the test of pressure, by the pair's tone, or not, where it knows nothing."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from cli.run import run

from detente.claims import Cause, Claim, Quote
from detente.relations.claimed import hold
from detente.relations.claimed.forms import COLUMNS, to_json, to_rows, to_text
from detente.relations.days import DyadDays, table_of
from detente.values import Actor, Document, Part, Party, Span

TEXT = "Norland has pushed Iran and North Korea closer together."
MONDAY = date(2017, 1, 2)


def make_claim(
    direction: str = "closer",
    presser: str | None = None,
    modality: str = "asserted",
    day: date | None = date(2018, 1, 1),
) -> tuple[Claim, Document]:
    document = Document(id="d", text=TEXT, parts=(Part("body", 0, len(TEXT)),), title="Closer", published=day)

    def party(words: str, code: str) -> Party:
        at = TEXT.index(words)
        return Party(words, at, at + len(words), Actor(words, code, code, "GOV"), "name")

    quote = Quote(TEXT[:-1], Span(0, len(TEXT) - 1))
    between = (party("Iran", "IRN"), party("North Korea", "PRK"))
    cause = Cause((party("Norland", presser),), between, None, "agent") if presser else None
    trigger = Quote("pushed", Span(TEXT.index("pushed"), TEXT.index("pushed") + 6))
    return Claim("c", "d", 0, quote, trigger, between, direction, modality, cause, ()), document  # type: ignore[arg-type]


def tones(before: float, after: float, *, weekly: int = 12, seed: int = 0) -> DyadDays:
    """Two years of a pair whose events have these mean weights before and after 3 July 2017; others stay."""
    rng = np.random.default_rng(seed)
    rows = []
    for week in range(104):
        for a, b in (("IRN", "PRK"), ("FRA", "DEU"), ("USA", "IRN"), ("USA", "PRK"), ("CHN", "RUS")):
            level = (before if week < 26 else after) if (a, b) == ("IRN", "PRK") else 0.5
            for _ in range(rng.poisson(weekly)):
                weight = float(rng.normal(level, 2.0))
                day = MONDAY + timedelta(int(7 * week + rng.integers(7)))
                quads = (1, 0, 0, 0) if weight > 0 else (0, 0, 1, 0)
                rows.append((a, b, day, *quads, weight, weight, 1, None))
    return table_of("trial", "events", (MONDAY, MONDAY + timedelta(7 * 104 - 1)), rows)


@pytest.mark.parametrize(
    ("before", "after", "direction", "modality", "verdict"),
    [
        (-1.0, 2.0, "closer", "asserted", "supported"),
        (-1.0, 2.0, "apart", "asserted", "not supported"),
        (-1.0, 2.0, "closer", "denied", "not supported"),
        (0.5, 0.5, "closer", "asserted", "not supported"),
        (2.0, -1.0, "apart", "possible", "supported"),
    ],
)
def test_a_claim_without_a_presser_is_asked_of_the_pairs_tone(
    before: float, after: float, direction: str, modality: str, verdict: str
) -> None:
    [held] = hold(*make_claim(direction, modality=modality), tones(before, after, weekly=20))
    assert (held.how, held.verdict) == ("change", verdict), held.because


def test_a_prediction_is_asked_of_the_time_after_its_report() -> None:
    claim, document = make_claim(modality="predicted", day=date(2017, 7, 3))
    assert hold(claim, document, tones(-1.0, 2.0, weekly=20))[0].verdict == "supported"


def test_what_the_record_does_not_cover_cannot_be_told() -> None:
    days = tones(0.5, 0.5)
    for day in (None, date(2014, 1, 1), date(2024, 1, 1)):
        [held] = hold(*make_claim(day=day), days)
        assert held.verdict == "cannot tell", day
    few = days.take(np.flatnonzero(days.source != days.position("IRN")))
    assert hold(*make_claim(), few)[0].verdict == "cannot tell"


def test_a_claim_with_a_presser_is_asked_of_pressure() -> None:
    [held] = hold(*make_claim(presser="USA"), tones(0.5, 0.5))
    assert (held.how, held.presser) == ("pressure", "USA")
    assert held.tested is not None
    assert held.tested.outcome == "cooperation"
    [apart] = hold(*make_claim("apart", presser="USA"), tones(0.5, 0.5))
    assert apart.tested is not None
    assert apart.tested.outcome == "conflict"


def test_a_presser_of_the_pair_is_no_presser() -> None:
    assert hold(*make_claim(presser="IRN"), tones(0.5, 0.5))[0].how == "change"


def test_forms_tell_the_claim_and_the_verdict_apart() -> None:
    held = [hold(*make_claim(), tones(-1.0, 2.0, weekly=20))]
    [told] = json.loads(json.dumps(to_json(held)))
    assert (told["between"], told["held"][0]["verdict"]) == (["IRN", "PRK"], "supported")
    assert told["held"][0]["change"]["low"] > 0
    [row] = to_rows(held)
    assert set(row) == set(COLUMNS)
    text = to_text(held, "trial")
    assert "SUPPORTED" in text
    assert all(len(line) <= 80 for line in text.splitlines())
    assert to_text([], None) == "No report claims that a relation moved.\n"


@pytest.mark.slow
def test_as_a_user(tmp_path: Path) -> None:
    text = "Sanctions push Cuba, Nicaragua closer\n\nUS sanctions pushed Cuba and Nicaragua closer.\n"
    (tmp_path / "report.txt").write_text(text)
    done = run(tmp_path, "claims", "report.txt", "--published", "2018-08-07", "--format", "json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told
    assert {tuple(claim["between"]) for claim in told} == {("CUB", "NIC")}
    assert all(claim["held"] == [] for claim in told)
    assert run(tmp_path, "claims", "--record", "none.db").returncode == 2
