"""Why a coding is in its event: the coding of the event that it matches best, with the facts that speak for both."""

from __future__ import annotations

from typing import NamedTuple

from detente.record.merging.groups import Group, Web

JUDGED = "judged one event"
ONE_ACT = "one act of the report"
BY_OTHERS = "both match others of the event"


class Beside(NamedTuple):
    """The telling that one matches best, how well, and why: facts with their points, the weightiest first."""

    other: str | None = None
    score: float | None = None
    why: tuple[tuple[str, float], ...] = ()


def best_beside(web: Web, group: Group, telling: str) -> Beside:
    """What ties a telling to its group; nothing for the only one."""
    others = [t for t in group.founding if t != telling]
    pairs = {t: (min(t, telling), max(t, telling)) for t in others}
    for other, pair in sorted(pairs.items()):
        if pair in web.together:
            is_one_report = web.tellings[other].document == web.tellings[telling].document
            return Beside(other, None, ((ONE_ACT if is_one_report else JUDGED, 0.0),))
    known = {t: web.matches[p] for t, p in pairs.items() if p in web.matches}
    if not known:
        return Beside(None, None, ((BY_OTHERS, 0.0),)) if others else Beside()
    other = max(known, key=lambda t: (known[t].score, [-ord(c) for c in t]))
    facts = [(f.name, round(f.points, 2)) for f in known[other].facts if round(f.points, 2)]
    facts.sort(key=lambda f: (-abs(f[1]), f[0]))
    return Beside(other, round(known[other].score, 2), tuple(facts))
