"""What is taught of the heads' readings: whom to choose, how sure to be; on toy readings."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("scipy", reason="scipy teaches; the program does without")
ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "training" / "events"))

import calibrate  # noqa: E402
import parties  # noqa: E402
from halves import deciding_by  # noqa: E402

from corpus.texts import half_of  # noqa: E402
from detente.coding import code, deciding  # noqa: E402
from detente.coding.candidates import Candidate  # noqa: E402
from detente.coding.choosing import likeliest  # noqa: E402
from detente.values import Actor, Party  # noqa: E402


def candidate(country: str, **signs: float) -> Candidate:
    actor = Actor(f"minister of {country}", country, country, "GOV")
    return Candidate((Party("it", 0, 2, actor, "role"),) if country else (), None, signs)


def case(*found: Candidate, right: int) -> parties.Case:
    return parties.Case(found, tuple(i == right for i in range(len(found))), counts=True, real=True)


def test_signs_of_the_right_gain_weight() -> None:
    cases = [case(candidate("", nobody=1), candidate("PER", near=1), candidate("CHL", far=1), right=1)] * 40
    weights = parties.fit(cases)
    assert weights["near"] > weights["nobody"]
    assert weights["near"] > weights["far"]
    assert parties.share_right(cases, weights).startswith("all 1.000 (at best 1.000)")
    assert parties.fit(cases[:5]) == {}  # too few to tell


def test_a_state_that_several_speak_for_wins() -> None:
    found = [candidate("PER", a=1), candidate("CHL", b=1), candidate("CHL", c=1)]
    best, share = likeliest(found, {"a": 0.5, "b": 0.1, "c": 0.2})
    assert best == 2
    assert 0.5 < share < 0.8


def test_confidence_is_scaled_on_reports_apart(capsys: pytest.CaptureFixture[str]) -> None:
    chance = np.random.default_rng(5)
    signs = chance.normal(size=2000)
    right = (chance.random(2000) < 1 / (1 + np.exp(-2 * signs))).astype(float)
    facts = [{"constant": 1.0, "sign": float(s)} for s in signs]
    found = right > 0
    train = calibrate.Rated(facts[:1000], right[:1000], found[:1000], 700)
    dev = calibrate.Rated(facts[1000:], right[1000:], found[1000:], 700)
    fitted = calibrate.fitted_by(train, dev)
    assert fitted.weights["sign"] * fitted.slope == pytest.approx(2, abs=0.5)
    assert "expected calibration error on the part it was scaled on: 0.0" in capsys.readouterr().out


def test_all_is_as_before_after_other_heads_decided() -> None:
    before = code.default_heads, deciding.KEPT, deciding.KEPT_OF_RULES  # type: ignore[attr-defined]
    with deciding_by(None):  # type: ignore[arg-type]
        assert deciding.KEPT == 0.0
    assert before == (code.default_heads, deciding.KEPT, deciding.KEPT_OF_RULES)  # type: ignore[attr-defined]


def test_halves_are_halves() -> None:
    share = sum(half_of(f"report-{i}") for i in range(2000)) / 2000
    assert share == pytest.approx(0.5, abs=0.04)
