"""Claims in short, `IRN=PRK closer asserted cause USA:pressure>IRN+PRK` (the head of cases.tsv explains it)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from detente.claims import Claim
from detente.claims.reading import claims_of_document
from detente.reading import read_text
from detente.values import Document, Party

CASES = Path(__file__).parent / "cases.tsv"
GAPS = Path(__file__).parent / "known_gaps.tsv"
DAY = date(2018, 8, 10)
_SHAPE = re.compile(r"(\S+) (closer|apart) ([a-z]+)(?: cause (\S+?):([^>]*?)(?:>(\S+))?)?(?: by (.+))?")


@dataclass(frozen=True, slots=True)
class Case:
    """One text with the claims that it makes."""

    kind: str
    half: str
    expected: str
    text: str

    def document(self) -> Document:
        """The text as read: a body, or a headline over a line that says nothing."""
        if self.text.startswith("# "):
            return read_text("It was raining there.", id="case", published=DAY, title=self.text[2:])
        return read_text(self.text.replace(" | ", "\n\n"), id="case", published=DAY)


@cache
def claims_in(case: Case) -> tuple[Claim, ...]:
    """What the reader of claims makes of it."""
    return claims_of_document(case.document())


def read_cases(path: Path = CASES) -> list[Case]:
    """The rows of a table of cases."""
    lines = [x for x in path.read_text("utf-8").splitlines() if x and not x.startswith("#")]
    return [Case(*line.split("\t")[:4]) for line in lines[1:]]


def passes(case: Case) -> bool:
    """Whether each expected claim is there and no other."""
    wanted = [] if case.expected == "-" else case.expected.split("; ")
    left = list(claims_in(case))
    for item in wanted:
        fit = next((c for c in left if fits(item, c)), None)
        if fit is None:
            return False
        left.remove(fit)
    return not left


def fits(item: str, claim: Claim) -> bool:
    """Whether a claim is the one written in short; raises ValueError where that is not well formed."""
    shape = _SHAPE.fullmatch(item)
    if shape is None:
        raise ValueError(item)
    between, direction, modality, source, what, targets, by = shape.groups()
    if (claim.codes(), claim.direction, claim.modality) != (tuple(sorted(between.split("="))), direction, modality):
        return False
    if by is not None and not any(
        by in (p.actor.code, p.actor.country, p.text.split()[-1].lower()) for p in claim.attribution
    ):
        return False
    if claim.cause is None or source is None:
        return claim.cause is None and source is None
    said = claim.cause.what.text if claim.cause.what else ""
    return (
        _codes(claim.cause.source) == ([] if source == "?" else sorted(source.split("+")))
        and _codes(claim.cause.targets) == (sorted(targets.split("+")) if targets else [])
        and (what == "*" or f" {said}".endswith(f" {what}"))
    )


def shown(claims: Sequence[Claim]) -> str:
    """The claims of a text in short."""
    return "; ".join(map(_short, claims)) or "-"


def _short(c: Claim) -> str:
    text = f"{'='.join(c.codes())} {c.direction} {c.modality}"
    if c.cause is not None:
        source, targets = "+".join(_codes(c.cause.source)) or "?", "+".join(_codes(c.cause.targets))
        text += f" cause {source}:{c.cause.what.text if c.cause.what else ''}" + (f">{targets}" if targets else "")
    return text + "".join(f" by {p.actor.code or p.text}" for p in c.attribution[:1])


def _codes(parties: Sequence[Party]) -> list[str]:
    return sorted({p.actor.code for p in parties if p.actor.code})
