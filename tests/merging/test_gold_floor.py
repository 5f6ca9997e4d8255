"""Merging is as right as promised on reports that its weights were not fitted on."""

from __future__ import annotations

from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "benchmarks" / "events"


@pytest.mark.slow
def test_the_half_not_fitted_on_reaches_the_floor(monkeypatch):
    monkeypatch.syspath_prepend(str(FOLDER))
    pytest.importorskip("sklearn")
    import fit
    import gold
    import scores

    told = {half: [t for r in gold.reports_of(half) for t in gold.told_by_gold(r)] for half in gold.HALVES}
    assert sum(len(gold.events_of(t)) for t in told.values()) >= 150
    assert len({t.document.id for own in told.values() for t in own}) >= 400
    for fitted_on, half in (("a", "b"), ("b", "a")):
        known = fit.tellings(told[half])
        labels = fit.labels_of(known, fit.found_groups(known, fit.fit(told[fitted_on])))
        assert scores.pairwise(*labels).f1 >= 0.85, half
        assert scores.b_cubed(*labels).f1 >= 0.85, half
