"""The answer as others read it: JSON with every step, rows of the weekly series, and text of 80 columns."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any

from detente.relations.forms.plain import act_to_json
from detente.relations.pressure.values import LEVEL, Effect, LeftOut, Pressure

COLUMNS = ("first_day", "cooperation", "conflict", "hostile_a", "hostile_b", "joint_pressure", "volume")
"""The columns of the weekly series as CSV."""
_WIDTH, _NAMES = 80, 18


def to_json(found: Pressure) -> dict[str, Any]:
    """The answer as plain values; numbers to four decimals, None where a step could not be made.

    `effect` is in standard deviations of the pair's weekly cooperation per standard deviation of joint pressure,
    `permutation_p` its p; `placebo` holds the lead and the other pressers, `leave_one_out` the lowest and the highest
    effect without one story or one state, `panel` what holds over all pairs.
    """
    e = found.evidence
    return {
        "presser": found.presser,
        "pair": list(found.pair),
        "outcome": found.outcome,
        "origin": found.origin,
        "period": {"first_day": found.first_day.isoformat(), "last_day": found.last_day.isoformat(), "weeks": e.weeks},
        "verdict": found.verdict,
        "because": list(found.because),
        "evidence": {
            "events": e.events,
            "active_weeks": e.active_weeks,
            "effective_weeks": _n(e.effective_weeks),
            "busiest_week": e.busiest_week.isoformat() if e.busiest_week else None,
            "busiest_share": _n(e.busiest_share),
            "hostile": list(e.hostile),
            "pressed_weeks": e.pressed_weeks,
            "hostile_share": [[_n(share) for share in halves] for halves in e.hostile_share],
        },
        "effect": None if found.effect is None else _effect(found.effect) | {"percent": _n(found.percent)},
        "permutation_p": None if found.effect is None else _n(found.effect.p),
        "same_week": None if found.same_week is None else _effect(found.same_week),
        "placebo": {
            "lead": None if found.lead is None else _effect(found.lead),
            "after_alone": _n(found.after_alone),
            "pressers": [{"code": p.code, "kept": _n(p.kept)} | _effect(p.effect) for p in found.pressers],
        },
        "leave_one_out": {"story": _left(found.stories), "state": _left(found.states), "target": _left(found.alone)},
        "event_study": None
        if found.study is None
        else {
            "shocks": [day.isoformat() for day in found.study.shocks],
            "change": _n(found.study.change),
            "usual": _n(found.study.usual),
            "spread": _n(found.study.spread),
            "p": _n(found.study.p),
        },
        "panel": None
        if found.panel is None
        else {
            "states": found.panel.states,
            "pairs": found.panel.pairs,
            "weeks": found.panel.weeks,
            "lags": [
                {
                    "lag": r.lag,
                    "coefficient": _n(r.coefficient),
                    "standard_error": _n(r.error),
                    "effect": _n(r.effect),
                    "p": _n(r.p),
                }
                for r in found.panel.rows
            ],
            "leave_one_out": _left(found.panel.without),
        },
        "series": list(to_rows(found)),
        "events": [act_to_json(act) for act in found.acts],
    }


def to_rows(found: Pressure) -> Iterator[dict[str, Any]]:
    """One row a week, keyed by COLUMNS; `hostile_a` is the presser toward the first of the pair."""
    for w in found.series:
        values = (w.first_day.isoformat(), w.cooperation, w.conflict, *w.hostile, _n(w.joint), w.volume)
        yield dict(zip(COLUMNS, values, strict=True))


def to_text(found: Pressure, *, blocks: bool = True) -> str:
    """The question, the verdict and its reasons, then the steps, the weeks and the events, within 80 columns."""
    presser, a, b = found.names or (found.presser, *found.pair)
    lines = [f"Does {presser}'s hostility toward {a} and {b} go with their {found.outcome}?"]
    lines.append(f"{found.origin}, {found.first_day} to {found.last_day}, {found.evidence.weeks} weeks")
    lines += ["", found.verdict.upper()]
    lines += [f"  {reason}" for reason in found.because]
    lines += ["", *_steps(found, presser, a, b)]
    lines += _weeks(found, blocks)
    lines += _events(found)
    lines += ["", "Effects: standard deviations of weekly log(1 + cooperation) per standard"]
    lines += ["deviation of joint pressure, corrected for volume, trend and the week before."]
    return "\n".join(piece for line in lines for piece in _wrapped(line)) + "\n"


def _steps(found: Pressure, presser: str, a: str, b: str) -> Iterator[str]:
    e = found.evidence
    kind = "cooperative" if found.outcome == "cooperation" else "hostile"
    yield (
        f"1 series    {e.events} {kind} events of {a} and {b}, in {e.active_weeks} of {e.weeks} weeks; hostile events"
        f" of {presser}: {e.hostile[0]} toward {a}, {e.hostile[1]} toward {b}, toward both in"
        f" {_weeks_in_words(e.pressed_weeks)};"
        f" hostile share of its acts, first and second half: {_share(a, e.hostile_share[0])},"
        f" {_share(b, e.hostile_share[1])}"
    )
    if found.panel is not None:
        told = {r.lag: r for r in found.panel.rows}
        after, before = told.get(1), told.get(-1)
        if after and before:
            is_same = abs(before.coefficient) >= 0.6 * abs(after.coefficient)
            yield (
                f"2 panel     over {found.panel.pairs} pairs of {found.panel.states} states: {after.coefficient:+.4f}"
                f" one week after joint pressure (p {_p(after.p)}), {before.coefficient:+.4f} one week before it"
                f" (p {_p(before.p)}): "
                + ("as much before as after, so no sign of pressure at work" if is_same else "more after than before")
            )
    elif found.outcome == "cooperation":
        yield "2 panel     too few pairs or weeks for one"
    if found.effect is None or found.lead is None:
        yield "3-6         not made: too little to go on"
        return
    strong = [p.code for p in found.pressers if p.effect.p <= LEVEL and p.effect.estimate > 0]
    others = f"other pressers with a rise at p ≤ {LEVEL:g}: {', '.join(strong) or 'none'} of {len(found.pressers)}"
    if not found.pressers:
        others = "no other state was hostile toward both often enough to be one"
    yield f"3 placebos  {found.lead.window.words()}: {_told(found.lead)}; {others}"
    yield f"4 shifts    {found.effect.window.words()}: {_told(found.effect)}; {_same(found)}"
    yield f"5 left out  {_ends('one story', found.stories)}; {_ends('one state', found.states)}; {_alone(found, a, b)}"
    if found.study is not None:
        s = found.study
        change = "no such week" if s.change is None else f"{s.change:+.2f} (p {_p(s.p)}; by chance ±{s.spread:.2f})"
        many = _weeks_in_words(len(s.shocks))
        yield f"6 events    {many} of high pressure on both; {found.outcome} after less before: {change}"
    yield f"7 verdict   {found.verdict}"


def _weeks(found: Pressure, blocks: bool) -> Iterator[str]:
    if not found.series:
        return
    (one, other), is_good = found.pair, found.outcome == "cooperation"
    bars = " ▁▂▃▄▅▆▇█" if blocks else " .:-=+*#@"
    yield ""
    yield f"By week from {found.series[0].first_day}; each row to its own highest week:"
    rows = (
        (f"{found.presser} → {one}", [w.hostile[0] for w in found.series]),
        (f"{found.presser} → {other}", [w.hostile[1] for w in found.series]),
        (f"{one} with {other}", [w.cooperation if is_good else w.conflict for w in found.series]),
    )
    step = max(1, -(-len(found.series) // (_WIDTH - _NAMES - 6)))
    for name, values in rows:
        joined = [sum(values[at : at + step]) for at in range(0, len(values), step)]
        top = max(joined)
        drawn = "".join(bars[0 if not v else max(1, round(8 * v / top))] for v in joined)
        yield f"{name:<{_NAMES}}{drawn} {'≤' if blocks else '<='}{top}"
    if step > 1:
        yield f"(one column for {step} weeks)"


def _events(found: Pressure) -> Iterator[str]:
    if not found.acts:
        return
    yield ""
    yield f"In the weeks of most pressure and of most {found.outcome}:"
    for act in found.acts:
        sign = "▲" if act.is_cooperation else "▼"
        many = f" ({act.n}×)" if act.n > 1 else ""
        yield f"{act.day} {sign} {act.source} → {act.target}: {act.act}{many}"
        if act.sentence:
            yield f"    “{textwrap.shorten(act.sentence, 200, placeholder=' …')}”"


def _told(effect: Effect) -> str:
    return f"{effect.estimate:+.2f} [{effect.low:+.2f}, {effect.high:+.2f}], p {_p(effect.p)}"


def _same(found: Pressure) -> str:
    return f"same week {found.same_week.estimate:+.2f}" if found.same_week else ""


def _weeks_in_words(n: int) -> str:
    return f"{n} week{'' if n == 1 else 's'}"


def _share(name: str, halves: tuple[float | None, float | None]) -> str:
    if halves == (None, None):
        return f"toward {name} none known"
    return f"toward {name} {' to '.join('unknown' if share is None else f'{share:.0%}' for share in halves)}"


def _ends(what: str, left: tuple[LeftOut, ...]) -> str:
    if not left:
        return f"without {what}: not tried"
    ends = f"{left[0].estimate:+.2f} ({left[0].what})"
    return f"without {what} {ends} to {left[-1].estimate:+.2f}" if len(left) > 1 else f"without {what} {ends}"


def _alone(found: Pressure, a: str, b: str) -> str:
    told = ", ".join(f"{name} {left.estimate:+.2f}" for name, left in zip((a, b), found.alone, strict=False))
    return f"pressure on one alone: {told}"


def _p(p: float | None) -> str:
    return "not known" if p is None else "<0.001" if p < 0.001 else f"{p:.3f}"


def _effect(effect: Effect) -> dict[str, Any]:
    return {
        "weeks": list(effect.window.lags),
        "estimate": _n(effect.estimate),
        "low": _n(effect.low),
        "high": _n(effect.high),
        "p": _n(effect.p),
    }


def _left(left: tuple[LeftOut, ...]) -> list[dict[str, Any]]:
    return [{"without": one.what, "estimate": _n(one.estimate)} for one in left]


def _n(value: float | None) -> float | None:
    return None if value is None else round(float(value), 4)


def _wrapped(line: str) -> list[str]:
    if len(line) <= _WIDTH:
        return [line]
    indent = "  " if line.startswith("  ") else "    " if line[:4].strip() and line[:4] == line[:4].lstrip() else ""
    if line[:1].isdigit() and line[1:2] in (" ", "-"):
        indent = " " * 12
    return textwrap.wrap(line, _WIDTH, subsequent_indent=indent) or [""]
