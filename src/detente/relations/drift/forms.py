"""A drift as others read it: JSON, rows for CSV, and a ranking for a terminal of 80 columns."""

from __future__ import annotations

import shlex
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from detente.relations.drift.values import Change, Drift, Period, Shift
from detente.relations.values import Act, Ratio, unit_words

COLUMNS = (
    *("a_code", "b_code", "a_name", "b_name", "verdict", "lasts", "leans", "too_little", "volume"),
    *("cooperation_first", "cooperation_second", "conflict_first", "conflict_second"),
    *("tone", "tone_first", "tone_second", "change", "low", "high", "p", "p_without"),
    *("false_sign", "s", "q"),
    *("weeks_first", "weeks_second", "elsewhere_first", "elsewhere_second"),
    *("balance_first", "balance_second", "balance_change", "balance_low", "balance_high"),
    *("goldstein_first", "goldstein_second", "goldstein_change", "goldstein_low", "goldstein_high"),
    *("cooperation_ratio", "cooperation_ratio_low", "cooperation_ratio_high"),
    *("conflict_ratio", "conflict_ratio_low", "conflict_ratio_high"),
    *("origin", "unit", "first_from", "first_to", "second_from", "second_to"),
)
"""The columns of a drift's CSV, one row a pair; `tone_` and `change` to `high` are of the tone the verdict rests on."""
_WIDTH = 80
_NAME = 27
_ALONE = 0.05
"""Of pairs without any change so many would pass a test of one pair."""
_PLAIN = str.maketrans({"–": "-", "…": "~", "→": ">", "±": "", "“": '"', "”": '"'})
Name = Callable[[str], str]
Acts = Mapping[tuple[str, str], Sequence[Act]]


def to_json(
    drift: Drift, name: Name, changes: Iterable[Change] | None = None, acts: Acts | None = None
) -> dict[str, Any]:
    """The drift as plain values; `changes` are those to tell, all where None, in the drift's order.

    {"origin", "unit", "first": {"first_day", "last_day", "events", "tone"}, "second": {…}, "tone": "goldstein" or
    "balance", "control": "sign" or "discovery", "min_events", "fdr", "pairs", "tested", "warming", "cooling",
    "leaning", "cannot_tell", "clustering", "lasting", "unchanged", "carried": {"cooperation", "conflict"},
    "changes": [{"pair", "names", "verdict", "lasts", "leans", "too_little", "cooperation": [first, second], "conflict",
    "cooperation_ratio": {"ratio", "low", "high"}, "conflict_ratio", "goldstein": {"first", "second", "change", "low",
    "high", "p", "p_without", "weeks"}, "balance": {…}, "false_sign", "s", "q", "elsewhere": [first, second], "volume",
    "events": [{"day", "source", "target", "act", "n", …}]}]}

    `false_sign` is the chance that the true change has the other direction or none; `s` its mean over all pairs as
    clear or clearer, which `control` "sign" holds below `fdr`; `q` is p by Benjamini-Hochberg, which "discovery" does.
    `lasts`: a clear change stays clear if it counts as chance that moods last; `lasting` is their correlation from one
    week to the next, `unchanged` the share of pairs without any change.
    None is unknown; the counts at the top are of all pairs, whatever is told of them. "Cannot tell" is a verdict, and
    `too_little` says why. `events` are the heaviest of the second period that point the way of a clear change,
    cooperation behind a warming, conflict behind a cooling; [] where none were asked for.
    """
    told = drift.changes if changes is None else changes
    return {
        "origin": drift.origin,
        "unit": drift.unit,
        "first": _period(drift.first) | {"events": drift.events[0], "tone": _number(drift.world[0])},
        "second": _period(drift.second) | {"events": drift.events[1], "tone": _number(drift.world[1])},
        "tone": drift.tone,
        "control": drift.control,
        "min_events": drift.min_events,
        "fdr": drift.fdr,
        "pairs": len(drift.changes),
        "tested": drift.tested,
        "warming": len(drift.of("warming")),
        "cooling": len(drift.of("cooling")),
        "leaning": len(drift.leaning),
        "cannot_tell": len(drift.of("cannot tell")),
        "clustering": _number(drift.clustering),
        "lasting": _number(drift.lasting),
        "unchanged": _number(drift.unchanged),
        "carried": {"cooperation": _number(drift.carried[0]), "conflict": _number(drift.carried[1])},
        "changes": [_change(change, name, (acts or {}).get(change.pair, ())) for change in told],
    }


def to_rows(drift: Drift, name: Name, changes: Iterable[Change] | None = None) -> Iterator[dict[str, Any]]:
    """One row for each pair, keyed by COLUMNS."""
    for change in drift.changes if changes is None else changes:
        shift = change.shift(drift.tone)
        yield {
            "a_code": change.pair[0],
            "b_code": change.pair[1],
            "a_name": name(change.pair[0]),
            "b_name": name(change.pair[1]),
            "verdict": change.verdict,
            "lasts": change.lasts,
            "leans": change.leans,
            "too_little": change.too_little,
            "volume": change.volume or None,
            "cooperation_first": change.cooperation[0],
            "cooperation_second": change.cooperation[1],
            "conflict_first": change.conflict[0],
            "conflict_second": change.conflict[1],
            "tone": drift.tone,
            "tone_first": _number(shift.first) if shift else None,
            "tone_second": _number(shift.second) if shift else None,
            "change": _number(shift.change) if shift else None,
            "low": _number(shift.low) if shift else None,
            "high": _number(shift.high) if shift else None,
            "p": _number(shift.p) if shift else None,
            "p_without": _number(shift.p_without) if shift else None,
            **_chance(change),
            "weeks_first": _number(shift.weeks[0]) if shift else None,
            "weeks_second": _number(shift.weeks[1]) if shift else None,
            "elsewhere_first": _number(change.elsewhere[0]),
            "elsewhere_second": _number(change.elsewhere[1]),
            **_flat_shift("balance", change.balance),
            **_flat_shift("goldstein", change.goldstein),
            **_flat_ratio("cooperation_ratio", change.cooperation_ratio),
            **_flat_ratio("conflict_ratio", change.conflict_ratio),
            "origin": drift.origin,
            "unit": drift.unit,
            "first_from": drift.first[0].isoformat(),
            "first_to": drift.first[1].isoformat(),
            "second_from": drift.second[0].isoformat(),
            "second_to": drift.second[1].isoformat(),
        }


def to_text(
    drift: Drift,
    name: Name,
    *,
    top: int = 15,
    country: str | None = None,
    acts: Acts | None = None,
    letters: bool = True,
    options: Sequence[str] = (),
) -> str:
    """The ranking, at most 80 columns; `country` shows its pairs only, `letters` is False for plain ASCII terminals.

    `options` are those of the table asked, for the command that shows what is behind a change.
    """
    pairs = drift.changes if country is None else drift.with_country(country)
    unit = unit_words(drift.origin, drift.unit)
    about = "between countries" if country is None else f"of {name(country)} with other countries"
    lines = [*textwrap.wrap(f"Warming and cooling {about}: {drift.origin}, {unit}", _WIDTH), ""]
    for label, period, events, tone in zip(
        ("first ", "second"), (drift.first, drift.second), drift.events, drift.world, strict=True
    ):
        days = (period[1] - period[0]).days + 1
        line = f"  {label}  {period[0]} to {period[1]}, {_n(days, 'days')}, {_n(events, drift.unit)}"
        lines.append(line + (f", tone of all {tone:+.2f}" if tone is not None else ""))
    lead = f"{'':{_NAME}} cooperation   conflict     tone       change, 95 %"
    heads = f"{'':{_NAME}}   1st   2nd   1st   2nd   1st   2nd"
    for verdict in ("warming", "cooling"):
        rows = [c for c in pairs if c.verdict == verdict]
        lines += [
            "",
            f"{verdict.upper()}  {_pairs(len(rows))}{_how_many_last(rows)}"
            if rows
            else f"{verdict.upper()}  none clear",
        ]
        if rows:
            lines += [lead, heads, *_rows(rows, drift, name, top, acts)]
    rows = [c for c in pairs if c.leans]
    if rows:
        lines += ["", f"LEANING, not clear  {_pairs(len(rows))}"]
        lines += [lead, heads, *_rows(rows, drift, name, top, None)]
        lines += textwrap.wrap(_alone(drift), _WIDTH)
    if country is not None:
        rest = [c for c in pairs if c.verdict == "no clear change" and not c.leans]
        if rest:
            lines += ["", f"NO CLEAR CHANGE  {_pairs(len(rest))}", lead, heads, *_rows(rest, drift, name, top, None)]
    lines += ["", *_notes(drift, pairs, country)]
    if any(c.verdict in ("warming", "cooling") for c in pairs):
        best = next(c for c in pairs if c.verdict in ("warming", "cooling"))
        words = ["detente", "relation", *(name(code) for code in best.pair), "--by", "week", *options]
        lines += ["What is behind one:", *_command(words)]
    text = "\n".join(line.rstrip() for line in lines) + "\n"
    return text if letters else text.translate(_PLAIN)


def _how_many_last(rows: Sequence[Change]) -> str:
    """Of clear changes, how many stay clear where moods that last count as chance."""
    n = sum(change.lasts for change in rows)
    if len(rows) == 1:
        return ", which lasts (*)" if n else ", not known to last"
    return f", {n:,} of them last{'s' if n == 1 else ''} (*)" if n else ", none of them known to last"


def _alone(drift: Drift) -> str:
    """How many pairs pass the test of one pair, leaning or clear, and how many would by chance."""
    passing = len(drift.leaning) + len(drift.of("warming")) + len(drift.of("cooling"))
    chance = round(_ALONE * drift.tested)
    told = f"Each would pass if it alone were tested, as {passing:,} of the {drift.tested:,} pairs tested do"
    return f"{told}; chance alone lets about {chance:,}." if chance else f"{told}."


def _command(words: Sequence[str]) -> list[str]:
    """A command to copy, over as many lines as it needs."""
    lines = [" "]
    for word in map(shlex.quote, words):
        if len(lines[-1]) + len(word) + 3 > _WIDTH and lines[-1].strip():
            lines[-1] += " \\"
            lines.append("   ")
        lines[-1] += f" {word}"
    return lines


def _rows(rows: Sequence[Change], drift: Drift, name: Name, top: int, acts: Acts | None) -> Iterator[str]:
    for change in rows[:top]:
        shift = change.shift(drift.tone)
        if shift is None:
            continue
        counts = (*change.cooperation, *change.conflict)
        told = "".join(f"{n:>6}" for n in counts)
        digits = 1 if drift.tone == "goldstein" else 2
        interval = f"{shift.low:+z.{digits}f} to {shift.high:+z.{digits}f}"
        tones = f"{shift.first:>z6.{digits}f}{shift.second:>z6.{digits}f}"
        who = _cut(f"{name(change.pair[0])} – {name(change.pair[1])}", _NAME - 2 * change.lasts) + " *" * change.lasts
        yield f"{who:<{_NAME}}{told}{tones} {interval:>14}"
        if change.volume:
            yield f"    {change.volume} than expected"
        for act in (acts or {}).get(change.pair, ()):
            yield f"    {act.day}  " + _cut(f"{act.act}: {act.source} → {act.target} ({act.n})", _WIDTH - 16)
    if len(rows) > top:
        yield f"… and {len(rows) - top:,} more (--top {len(rows)})"


def _notes(drift: Drift, pairs: Sequence[Change], country: str | None) -> list[str]:
    what = (
        "the mean Goldstein weight of an event, -10 to +10"
        if drift.tone == "goldstein"
        else "(cooperation - conflict) / (cooperation + conflict), -1 to +1"
    )
    few = sum(c.too_little == "few events" for c in pairs)
    other = sum(c.verdict == "cannot tell" for c in pairs) - few
    level = sum(c.verdict == "no clear change" for c in pairs)
    of_whom = "" if country is None else "Of the pairs shown: "
    notes = [
        f"Tone: {what}, of both directions, as the average week has it; a week's burst counts as about one week.",
        f"Clear: tone differs beyond the pair's own weeks, also without the one week that speaks loudest for it, and "
        f"{_held(drift)}.",
        *_lasting(drift, pairs),
        f"{of_whom}{level:,} without clear change, leaning or not. Cannot tell: {few:,} with fewer than "
        f"{drift.min_events} {drift.unit} in a period, {other:,} with all in one week or an interval wider than "
        f"±{drift.widest:g}.",
        "Ranked by the least change that the interval allows. “Than expected”: given the news volume and what both "
        "sides do with all others.",
    ]
    return [line for note in notes for line in textwrap.wrap(note, _WIDTH)]


def _held(drift: Drift) -> str:
    if drift.control == "sign":
        told = f"at most {100 * drift.fdr:g} % of the directions called clear are false (false sign rate"
    else:
        told = f"at most {100 * drift.fdr:g} % of those called clear are no change at all (Benjamini-Hochberg"
    return f"{told}, {_n(drift.tested, 'pairs')} tested)"


def _lasting(drift: Drift, pairs: Sequence[Change]) -> list[str]:
    clear = [c for c in pairs if c.verdict in ("warming", "cooling")]
    if not clear:
        return []
    n = sum(c.lasts for c in clear)
    marked = f"the {n} marked * do" if n > 1 else "the one marked * does" if n else "none does"
    return [
        f"That two periods differ does not say that it lasts. Of those clear {marked} if it counts as chance that "
        f"moods last (correlation {drift.lasting:.2f} from one week to the next); turning points: detente relation."
    ]


def _pairs(n: int) -> str:
    return _n(n, "pairs")


def _n(n: int, nouns: str) -> str:
    return f"1 {nouns[:-1]}" if n == 1 else f"{n:,} {nouns}"


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"


def _change(change: Change, name: Name, acts: Sequence[Act]) -> dict[str, Any]:
    return {
        "pair": list(change.pair),
        "names": [name(code) for code in change.pair],
        "verdict": change.verdict,
        "lasts": change.lasts,
        "leans": change.leans,
        "too_little": change.too_little,
        "cooperation": list(change.cooperation),
        "conflict": list(change.conflict),
        "cooperation_ratio": _ratio(change.cooperation_ratio),
        "conflict_ratio": _ratio(change.conflict_ratio),
        "goldstein": _shift(change.goldstein),
        "balance": _shift(change.balance),
        **_chance(change),
        "elsewhere": [_number(tone) for tone in change.elsewhere],
        "volume": change.volume or None,
        "events": [
            {"day": act.day.isoformat(), "source": act.source, "target": act.target, "act": act.act}
            | {"cameo": act.cameo, "n": act.n, "weight": act.weight, "sentence": act.sentence, "document": act.document}
            for act in acts
        ],
    }


def _chance(change: Change) -> dict[str, Any]:
    values = change.chance or (None, None, None)
    return dict(zip(("false_sign", "s", "q"), map(_number, values), strict=True))


def _shift(shift: Shift | None) -> dict[str, Any] | None:
    if shift is None:
        return None
    return {key: _number(value) for key, value in shift._asdict().items() if key != "weeks"} | {
        "weeks": [_number(n) for n in shift.weeks]
    }


def _ratio(ratio: Ratio | None) -> dict[str, Any] | None:
    return None if ratio is None else {key: _number(value) for key, value in ratio._asdict().items()}


def _flat_shift(name: str, shift: Shift | None) -> dict[str, Any]:
    values = (None,) * 5 if shift is None else shift[:5]
    keys = ("first", "second", "change", "low", "high")
    return {f"{name}_{key}": _number(value) for key, value in zip(keys, values, strict=True)}


def _flat_ratio(name: str, ratio: Ratio | None) -> dict[str, Any]:
    keys = (name, f"{name}_low", f"{name}_high")
    return dict(zip(keys, (_number(v) for v in ratio or (None, None, None)), strict=True))


def _period(period: Period) -> dict[str, str]:
    return {"first_day": period[0].isoformat(), "last_day": period[1].isoformat()}


def _number(value: float | None) -> float | None:
    """To four digits that count."""
    return None if value is None else float(f"{value:.4g}")
