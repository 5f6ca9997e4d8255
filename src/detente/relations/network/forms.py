"""A signed network as others read it: JSON, and a summary for a terminal of 80 columns."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from detente.relations.network.values import Network, Tie
from detente.relations.values import unit_words

Name = Callable[[str], str]
_WIDTH = 80
_NAME = 38


def to_json(networks: Sequence[Network], name: Name, *, clear_only: bool = False) -> dict[str, Any]:
    """The networks of one or more periods as plain values.

    {"origin", "unit", "sign", "least", "states": n, "seed", "shuffles", "periods": [{"first_day", "last_day",
    "positive", "negative", "unsigned", "triads": {"+++", "++-", "+--", "---"}, "balance": {"share", "shuffled", "sd",
    "z", "p"}, "frustration": {"low", "high", "exact", "share"}, "camps": [[code, …], […]], "modularity",
    "communities": [[code, …], …], "states": [{"code", "name", "events", "friends", "foes", "community",
    "betweenness", "participation"}], "ties": [{"pair", "names", "cooperation", "conflict", "goldstein", "tone",
    "expected", "residual", "z", "sign"}]}]}

    `sign` of a tie is 1, -1, or 0 where neither can be told; None is unknown. With `clear_only` `ties` are those with a
    sign; `unsigned` still says how many others there are.
    """
    first = networks[0]
    return {
        "origin": first.origin,
        "unit": first.unit,
        "sign": first.asked.sign,
        "least": first.asked.least,
        "states": len(first.states),
        "seed": first.asked.seed,
        "shuffles": first.asked.shuffles,
        "periods": [_period(network, name, clear_only) for network in networks],
    }


def to_text(network: Network, name: Name, *, top: int = 8, letters: bool = True) -> str:
    """One network in at most 80 columns: balance, frustration, groups, bridges, and the most surprising ties."""
    lines = [*_head(network), ""]
    lines += [*_balance(network, name), ""]
    lines += [*_groups(network, name), *_bridges(network, name), ""]
    is_expected = network.asked.sign == "expected"
    friendly = sorted((t for t in network.ties if t.sign > 0), key=lambda t: (-t.z, t.pair))
    hostile = sorted((t for t in network.ties if t.sign < 0), key=lambda t: (t.z, t.pair))
    words = "than expected" if is_expected else "than expected, of ties that are so"
    lines += [*_ties(f"FRIENDLIER {words}", friendly[:top], len(friendly), name)]
    lines += ["", *_ties(f"MORE HOSTILE {words}", hostile[:top], len(hostile), name), ""]
    lines += _notes(network)
    return _finished(lines, letters)


def to_text_over_time(networks: Sequence[Network], name: Name, *, letters: bool = True) -> str:
    """The measures of each period, a line each, in at most 80 columns."""
    first, last = networks[0], networks[-1]
    title = f"Signed network of {len(first.states)} states over time: {first.origin}, {first.first_day}"
    lines = [
        *textwrap.wrap(f"{title} to {last.last_day}", _WIDTH),
        "",
        f"{'from':<11}{'ties +':>7}{'ties -':>7}{'unclear':>9}{'triads':>8}{'balanced':>10}{'by chance':>11}"
        f"{'z':>6}{'frustrated':>11}",
    ]
    for one in networks:
        balance, frustration = one.balance, one.frustration
        chance = f"{100 * balance.shuffled:.0f} %" if balance.shuffled is not None else "–"
        share = balance.triads.balanced
        bounds = _bounds(one) if frustration.ties else "–"
        lines.append(
            f"{one.first_day!s:<11}{one.positive:>7}{one.negative:>7}{one.unsigned:>9}{balance.triads.n:>8}"
            f"{'–' if share is None else f'{100 * share:.0f} %':>10}{chance:>11}"
            f"{'–' if balance.z is None else f'{balance.z:.1f}':>6}{bounds:>11}"
        )
    lines += ["", "Groups and bridge"]
    for one in networks:
        sizes = ", ".join(str(len(group)) for group in one.communities if len(group) > 1) or "none"
        bridge = max(one.states, key=lambda s: s.betweenness, default=None)
        shown = name(bridge.code) if bridge is not None and bridge.betweenness > 0 else "none"
        lines.append(f"{one.first_day!s:<11} groups of {sizes}; bridge {shown}")
    lines += ["", *_notes(first)]
    few = sum(one.balance.triads.n < 30 for one in networks)
    if few:
        note = f"In {few} of {len(networks)} periods there are fewer than 30 triads: their balance can hardly be told."
        lines += textwrap.wrap(note, _WIDTH)
    return _finished(lines, letters)


def _head(network: Network) -> Iterator[str]:
    unit = unit_words(network.origin, network.unit)
    yield from textwrap.wrap(
        f"Signed network of the {len(network.states)} most active states: {network.origin}, "
        f"{network.first_day} to {network.last_day}, {unit}",
        _WIDTH,
    )
    told = f"{_n(network.positive, 'friendly ties')}, {network.negative:,} hostile"
    yield told + (f", {network.unsigned:,} whose sign cannot be told" if network.unsigned else "")


def _balance(network: Network, name: Name) -> Iterator[str]:
    balance, triads, frustration = network.balance, network.balance.triads, network.frustration
    if triads.balanced is None:
        yield "BALANCE  cannot tell: no three states have all three ties"
    else:
        census = zip(triads, ("+++", "++-", "+--", "---"), strict=True)
        yield f"BALANCE  {_n(triads.n, 'triads')}: " + ", ".join(f"{n:,} {signs}" for n, signs in census)
        line = f"{_percent(triads.balanced)} balanced (+++ or +--)"
        if balance.shuffled is not None and balance.sd is not None:
            line += f"; with signs shuffled {_percent(balance.shuffled)} (SD {100 * balance.sd:.1f})"
            line += f", z {balance.z:.1f}, p {balance.p:.3f}" if balance.z is not None else ""
        yield from textwrap.wrap(line, _WIDTH, initial_indent="  ", subsequent_indent="  ")
    if frustration.ties:
        share = f"{_percent(frustration.high / frustration.ties)} of {frustration.ties:,} ties"
        exact = "exact" if frustration.is_exact else "bounds; no time for more"
        some = "1 tie contradicts" if _bounds(network) == "1" else f"{_bounds(network)} ties contradict"
        yield from textwrap.wrap(
            f"FRUSTRATION  {some} the best two camps, {share} ({exact})", _WIDTH, subsequent_indent="  "
        )
        one, other = network.camps
        small = other if len(other) <= len(one) else one
        shown = ", ".join(name(code) for code in small) or "nobody"
        yield from textwrap.wrap(
            f"the smaller camp: {shown}",
            _WIDTH,
            initial_indent="  ",
            subsequent_indent="  ",
            max_lines=3,
            placeholder=" …",
        )


def _groups(network: Network, name: Name) -> Iterator[str]:
    groups = [group for group in network.communities if len(group) > 1]
    if not groups:
        yield "GROUPS  none"
        return
    yield f"GROUPS  {len(groups)}, friends inside, foes outside (signed modularity {network.modularity:.2f})"
    for number, group in enumerate(groups, 1):
        yield from textwrap.wrap(
            ", ".join(name(code) for code in group),
            _WIDTH,
            initial_indent=f"{number:>3}  ",
            subsequent_indent="     ",
        )


def _bridges(network: Network, name: Name) -> Iterator[str]:
    ranked = sorted((s for s in network.states if s.betweenness > 0), key=lambda s: (-s.betweenness, s.code))[:5]
    if not ranked:
        yield "BRIDGES  none: no shortest friendly path passes through another state"
        return
    shown = ", ".join(f"{name(s.code)} {100 * s.betweenness:.0f} %" for s in ranked)
    yield from textwrap.wrap(
        f"BRIDGES  {shown} of shortest friendly paths pass through", _WIDTH, subsequent_indent="  "
    )


def _ties(title: str, ties: Sequence[Tie], total: int, name: Name) -> Iterator[str]:
    if not ties:
        yield f"{title}  none"
        return
    more = f" of {total:,}" if total > len(ties) else ""
    yield f"{title}  {len(ties)}{more}"
    yield f"{'':{_NAME}}{'cooperation':>12}{'conflict':>9}{'tone':>7}{'expected':>9}"
    for tie in ties:
        who = f"{name(tie.pair[0])} – {name(tie.pair[1])}"
        who = who if len(who) <= _NAME else who[: _NAME - 1] + "…"
        yield f"{who:<{_NAME}}{tie.cooperation:>12,}{tie.conflict:>9,}{tie.tone:>+z7.1f}{tie.expected:>+z9.1f}"


def _notes(network: Network) -> list[str]:
    asked = network.asked
    tie = f"A tie needs {_n(asked.least, network.unit)}, both directions together."
    is_weighed = network.tone == "goldstein"
    tone = "the mean Goldstein weight" if is_weighed else "(cooperation - conflict) / (cooperation + conflict)"
    if asked.sign == "expected":
        rule = (
            "Friendly or hostile: a tone better or worse than both states' usual tones and the tie's volume let "
            f"expect, by more than 1.96 times what its weeks differ. Tone is {tone}."
        )
    elif not is_weighed:
        rule = (
            "Friendly or hostile: cooperation is more or less than conflict, however little, as there are no weights."
        )
    else:
        rule = "Friendly or hostile: the sum of the Goldstein weights is above or below zero, however little."
    shuffled = f"Signs were shuffled over the same ties {asked.shuffles:,} times (seed {asked.seed})."
    return [line for note in (rule, tie + " " + shuffled) for line in textwrap.wrap(note, _WIDTH)]


def _n(n: int, nouns: str) -> str:
    return f"1 {nouns[:-1]}" if n == 1 else f"{n:,} {nouns}"


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"


def _bounds(network: Network) -> str:
    found = network.frustration
    return str(found.high) if found.is_exact else f"{found.low}–{found.high}"


def _finished(lines: Sequence[str], letters: bool) -> str:
    text = "\n".join(line.rstrip() for line in lines) + "\n"
    return text if letters else text.replace("–", "-").replace("…", "~")


def _period(network: Network, name: Name, clear_only: bool) -> dict[str, Any]:
    balance, frustration = network.balance, network.frustration
    return {
        "first_day": network.first_day.isoformat(),
        "last_day": network.last_day.isoformat(),
        "positive": network.positive,
        "negative": network.negative,
        "unsigned": network.unsigned,
        "triads": dict(zip(("+++", "++-", "+--", "---"), balance.triads, strict=True)),
        "balance": {
            "share": _number(balance.triads.balanced),
            "shuffled": _number(balance.shuffled),
            "sd": _number(balance.sd),
            "z": _number(balance.z),
            "p": _number(balance.p),
        },
        "frustration": {
            "low": frustration.low,
            "high": frustration.high,
            "exact": frustration.is_exact,
            "share": _number(frustration.high / frustration.ties) if frustration.ties else None,
        },
        "camps": [list(camp) for camp in network.camps],
        "modularity": _number(network.modularity),
        "communities": [list(group) for group in network.communities],
        "states": [
            {
                "code": state.code,
                "name": name(state.code),
                "events": state.events,
                "friends": state.friends,
                "foes": state.foes,
                "community": state.community,
                "betweenness": _number(state.betweenness),
                "participation": _number(state.participation),
            }
            for state in network.states
        ],
        "ties": [
            {
                "pair": list(tie.pair),
                "names": [name(code) for code in tie.pair],
                "cooperation": tie.cooperation,
                "conflict": tie.conflict,
                "goldstein": _number(tie.goldstein),
                "tone": _number(tie.tone),
                "expected": _number(tie.expected),
                "residual": _number(tie.residual),
                "z": _number(tie.z),
                "sign": tie.sign,
            }
            for tie in network.ties
            if tie.sign or not clear_only
        ],
    }


def _number(value: float | None) -> float | None:
    """To four digits that count."""
    return None if value is None else float(f"{value:.4g}")
