"""Which sentences of a report are read together by the heads' own layers, and what they see of those before.

The shared layers read each sentence alone. The heads must know what "the attack" was and who "they" are, so their own
layers read windows of sentences; a window takes over the report's first sentence, mostly its headline, and the last
ones of the window before. Invariant: windows follow from the lengths of the report's sentences alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

MOST = 384
"""Word pieces of a window, if it has more than one sentence of its own."""
BEFORE = 2
"""Sentences that a window takes over from the one before, beside the first of the report."""


class Window(NamedTuple):
    """Sentences by their numbers in the report: those taken over, and those that are read here."""

    before: list[int]
    own: list[int]


def windows(sizes: Sequence[int], first: int = MOST) -> list[Window]:
    """The windows of a report with sentences of so many word pieces; the first window has at most `first` of them."""
    found: list[Window] = []
    before: list[int] = []
    own: list[int] = []
    total, most = 0, first
    for i, size in enumerate(sizes):
        if own and total + size > most:
            found.append(Window(before, own))
            kept = [*before, *own][-BEFORE:]
            before, own, most = _that_fit(kept if 0 in kept else [0, *kept], sizes), [], MOST
            total = sum(sizes[k] for k in before)
        own.append(i)
        total += size
    return [*found, Window(before, own)] if own else found


def _that_fit(before: list[int], sizes: Sequence[int]) -> list[int]:
    """As many of the sentences, the last first, as fill no more than a window."""
    total, kept = 0, []
    for i in reversed(before):
        if total + sizes[i] <= MOST:
            total += sizes[i]
            kept.append(i)
    return kept[::-1]
