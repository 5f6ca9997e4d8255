"""The seven steps, in order: series, panel, placebos, rotations, leaving out, event study, verdict.

The question is fixed before the data are looked at: is cooperation of a pair higher in the one, two or four weeks after
weeks in which the presser was hostile toward both?
"""

from __future__ import annotations

from datetime import timedelta

import numpy as np

from detente.errors import AskError
from detente.relations.days import DyadDays, Floats
from detente.relations.pressure.association import AFTER, BEFORE, SAME, Design, Held, design_of, hold, lagged, partial
from detente.relations.pressure.panel import panel
from detente.relations.pressure.placebos import on_one_alone, other_pressers, without_states, without_stories
from detente.relations.pressure.streams import Streams, joint, streams_of
from detente.relations.pressure.study import study
from detente.relations.pressure.values import Evidence, Pressure, Verdict, Week
from detente.relations.pressure.verdict import Findings, decide, evidence_of, too_little
from detente.relations.values import Side

_LEAST = 16
"""Weeks below which not even the first steps are made."""


def pressure(
    days: DyadDays,
    presser: str,
    a: str,
    b: str,
    *,
    seed: int = 0,
    outcome: Side = "cooperation",
    names: tuple[str, str, str] | None = None,
    with_panel: bool = True,
) -> Pressure:
    """Hold "the presser's hostility toward both goes with their cooperation" against the table.

    Whole weeks between countries count. The same table, actors and seed give the same answer. `outcome` asks for the
    pair's conflict instead; the panel, which is of cooperation, is then left out, as without `with_panel`. `names` are
    those of presser and pair for the sentences.

    Raises AskError where the three are not three countries.
    """
    if presser in (a, b) or a == b:
        raise AskError(
            "The presser and the pair must be three different actors.",
            f"asked: {presser} on {a} and {b}",
            "Name a presser outside the pair: detente pressure USA IRN PRK",
        )
    if any(":" in code for code in (presser, a, b)):
        raise AskError(
            "The test asks of countries, not of sectors inside one.",
            f"asked: {presser} on {a} and {b}",
            "Name three countries: detente pressure USA IRN PRK",
        )
    called = names or (presser, a, b)
    streams = streams_of(days, presser, (a, b))
    evidence = evidence_of(streams, outcome)
    lacking = too_little(evidence, called, outcome)
    told = _Told(days, streams, called, evidence, outcome)
    if evidence.weeks < _LEAST or not evidence.events or not evidence.pressed_weeks:
        return told.answer("cannot tell", tuple(lacking))
    pressed = joint(streams.hostile())
    design = design_of(streams.outcome(outcome), streams.volumes())
    after, same, lead = (hold(design, pressed, windows) for windows in (AFTER, SAME, BEFORE))
    effect, before, at_once = after.effect(), lead.effect(), same.effect()
    alone = _alone(design, pressed, after, lead)
    findings = Findings(
        effect=effect,
        most=after.most(),
        spread=float(after.spread[after.best()]),
        same_week=at_once,
        lead=before,
        after_alone=alone,
        most_more=min(_most_more(after, lead), _most_more(after, same)),
        stories=without_stories(streams, design, pressed, effect.window),
        pressers=other_pressers(streams, design, effect.window, effect.estimate),
    )
    verdict, because = decide(findings, called, outcome)
    if lacking:
        verdict, because = "cannot tell", tuple(lacking)
    corrected = _corrected(design)
    return told.answer(
        verdict,
        because,
        effect=effect,
        same_week=at_once,
        lead=before,
        after_alone=alone,
        percent=100 * (float(np.exp(effect.estimate * corrected.std())) - 1),
        pressers=findings.pressers,
        stories=findings.stories,
        states=without_states(streams, outcome, pressed, effect.window),
        alone=on_one_alone(streams, design, effect.window),
        study=study(streams.mondays, streams.hostile(), corrected),
        panel=panel(streams, seed=seed) if with_panel and outcome == "cooperation" else None,
    )


def _alone(design: Design, pressed: Floats, after: Held, lead: Held) -> float:
    """The effect after pressure with the pressure of the same week and of the placebo's weeks held constant."""
    window, placebo = after.windows[after.best()], lead.windows[lead.best()]
    more = np.stack([pressed, lagged(pressed, placebo)], axis=1)
    return float(partial(design, lagged(pressed, window), more=more))


def _most_more(after: Held, other: Held) -> float:
    """The largest by which the effect after may exceed that at other lags, one-sided at 95 %, from the rotations."""
    difference = after.found[:, after.best()] - other.found[:, other.best()]
    return float(difference[0] + 1.644854 * difference[after.chance].std())


def _corrected(design: Design) -> Floats:
    """log(1 + n) of the outcome without what volume, trend and the week before explain, by week."""
    q, _ = np.linalg.qr(design.controls)
    return design.outcome - q @ (q.T @ design.outcome)


class _Told:
    """What every answer carries."""

    def __init__(
        self, days: DyadDays, streams: Streams, names: tuple[str, str, str], evidence: Evidence, outcome: Side
    ) -> None:
        self._streams, self._names, self._evidence, self._outcome = streams, names, evidence, outcome
        self._origin, self._known = days.origin, (days.first_day, days.last_day)

    def answer(self, verdict: Verdict, because: tuple[str, ...], **found: object) -> Pressure:
        s = self._streams
        codes = s.weeks.codes
        first, last = (s.mondays[0], s.mondays[-1] + timedelta(days=6)) if s.mondays else self._known
        one, two = s.hostile()
        joined = joint((one, two))
        cooperation, conflict, volume = s.cooperation(), s.conflict(), s.volume()
        series = tuple(
            Week(
                monday,
                int(cooperation[t]),
                int(conflict[t]),
                (int(one[t]), int(two[t])),
                float(joined[t]),
                int(volume[t]),
            )
            for t, monday in enumerate(s.mondays)
        )
        return Pressure(
            presser=codes[s.presser],
            pair=(codes[s.pair[0]], codes[s.pair[1]]),
            origin=self._origin,
            first_day=first,
            last_day=last,
            verdict=verdict,
            because=because,
            evidence=self._evidence,
            outcome=self._outcome,
            series=series,
            names=self._names,
            **found,  # type: ignore[arg-type]
        )
