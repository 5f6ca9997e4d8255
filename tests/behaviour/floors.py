"""The shares that hold, and the floors under them in floors.tsv.

Floors belong to the cases they were measured on: the table keeps a digest of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from math import floor
from pathlib import Path
from typing import NamedTuple

from filled import rows_of
from holding import BEHAVIOURS, CASES, Verdict

FLOORS = Path(__file__).parent / "floors.tsv"
_HEAD = """# Shares under which no behaviour may sink. Floors are raised by running
#     python benchmarks/behaviour.py --floors
# which never lowers one; to lower one is a decision of its own commit, with --lower.
# reads: the type that belongs there is found. holds: type, parties, modality, days and number of codings are as they
# must be. exact: everything else too. worst state: the renamed state that is least often read as the others are; all
# states: the renamed texts that are read alike for all states. cases: the digest of cases.tsv and actors.tsv.
"""


class Shares(NamedTuple):
    """How many cases, and of which share of them each holds."""

    cases: int
    reads: float
    holds: float
    exact: float


def shares(verdicts: Sequence[Verdict]) -> dict[str, Shares]:
    """The shares by behaviour; of renaming also those of the worst state, and of the texts alike in all states."""
    out = {}
    for behaviour in BEHAVIOURS:
        own = [v for v in verdicts if v.case.behaviour == behaviour]
        if own:
            out[behaviour] = _shares([(v.reads, v.holds, v.exact) for v in own])
    by_state = [_shares([(v.reads, v.holds, v.exact) for v in own]) for own in renamed(verdicts, "state").values()]
    if by_state:
        of = by_state[0].cases
        out["worst state"] = Shares(of, *(min(s[i] for s in by_state) for i in (1, 2, 3)))
        by_text = renamed(verdicts, "text").values()
        every = [(all(v.reads for v in o), all(v.holds for v in o), all(v.exact for v in o)) for o in by_text]
        out["all states"] = _shares(every)
    return out


def renamed(verdicts: Iterable[Verdict], by: str) -> dict[str, list[Verdict]]:
    """The verdicts of the renamed texts by "state" or by "text"."""
    groups: dict[str, list[Verdict]] = {}
    for v in verdicts:
        if v.state is not None:
            groups.setdefault(v.state if by == "state" else v.case.id, []).append(v)
    return groups


def digest_of_cases() -> str:
    """What the floors belong to: the cases and who stands in them."""
    found = hashlib.sha256()
    for path in (CASES, CASES.with_name("actors.tsv")):
        found.update(path.read_bytes())
    return found.hexdigest()[:16]


def read_floors(path: Path = FLOORS) -> tuple[dict[str, Shares], str | None]:
    """The floors and the digest of the cases they were measured on; nothing where there is no table yet."""
    if not path.exists():
        return {}, None
    rows = {
        r["behaviour"]: Shares(int(r["cases"]), float(r["reads"]), float(r["holds"]), float(r["exact"]))
        for r in rows_of(path)
    }
    digest = next((x.split()[-1] for x in path.read_text().splitlines() if x.startswith("# cases ")), None)
    return rows, digest


def raised(known: Mapping[str, Shares], found: Mapping[str, Shares], *, lower: bool) -> dict[str, Shares]:
    """The new floors: what was found, cut to three digits, but never under what is known unless `lower`."""
    out = {}
    for name, new in found.items():
        cut = Shares(new.cases, *(floor(1000 * x + 1e-9) / 1000 for x in new[1:]))
        old = known.get(name)
        out[name] = cut if old is None or lower else Shares(cut.cases, *map(max, cut[1:], old[1:]))
    return out


def sunk(known: Mapping[str, Shares], found: Mapping[str, Shares]) -> list[str]:
    """What lies under its floor, in words."""
    return [
        f"{name}, {field}: {getattr(found[name], field):.3f} under {getattr(low, field):.3f}"
        for name, low in known.items()
        if name in found
        for field in ("reads", "holds", "exact")
        if getattr(found[name], field) < getattr(low, field)
    ]


def write_floors(rows: Mapping[str, Shares], path: Path = FLOORS) -> None:
    """Write the table."""
    lines = [f"{name}\t{s.cases}\t{s.reads:.3f}\t{s.holds:.3f}\t{s.exact:.3f}" for name, s in rows.items()]
    head = f"{_HEAD}# cases {digest_of_cases()}\nbehaviour\tcases\treads\tholds\texact\n"
    path.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


def _shares(rows: Sequence[tuple[bool, bool, bool]]) -> Shares:
    return Shares(len(rows), *(sum(column) / len(rows) for column in zip(*rows, strict=True)))
