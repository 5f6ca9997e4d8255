"""What codings look like in a terminal, within 80 columns."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Sequence
from typing import IO

from detente.values import Coding, Document, Party


def width() -> int:
    """Columns to use: the terminal's, at most 100."""
    return min(100, shutil.get_terminal_size((80, 24)).columns)


def who(parties: Sequence[Party]) -> str:
    """ "Mohammad Javad Zarif (IRN GOV)", several joined by commas; a dash for nobody."""
    shown = []
    for p in parties:
        label = " ".join(x for x in (p.actor.code or p.actor.country, p.actor.sector) if x)
        shown.append(f"{' '.join(p.actor.name.split())} ({label})" if label else " ".join(p.actor.name.split()))
    return ", ".join(shown) or "-"


def days(coding: Coding) -> str:
    """The interval in short; "~" before it where the text does not say it."""
    w = coding.when
    if w is None:
        return "undated"
    said = w.first_day.isoformat() if w.first_day == w.last_day else f"{w.first_day} to {w.last_day}"
    return f"~{said}" if w.implicit else said


def line(coding: Coding) -> str:
    """One coding in one line: source, type, target."""
    arrow = "<->" if coding.symmetric else "->"
    kind = coding.type + (f" {'/'.join(coding.modes)}" if coding.modes else "")
    return (
        f"{who(coding.source)} {arrow} {kind} {arrow} {who(coding.target)}"
        if coding.target
        else f"{who(coding.source)} {arrow} {kind}"
    )


def coding_table(document: Document, codings: Sequence[Coding], out: IO[str]) -> None:
    """A document's codings, one paragraph each: the dyad, the facts, and the sentence with the trigger marked."""
    columns = width()
    title = document.title or document.id
    date = f"{document.published} ({document.published_how})" if document.published else "date not known"
    many = f"{len(codings)} coding{'' if len(codings) == 1 else 's'}"
    out.write(f"{textwrap.shorten(title, columns)}\n{date}; {many}\n\n")
    for c in codings:
        out.write(textwrap.fill(line(c), columns, subsequent_indent="    ") + "\n")
        facts = [days(c)]
        if c.where is not None:
            facts.append("in " + " ".join(c.where.name.split()))
        if c.modality != "actual":
            facts.append(c.modality)
        if c.historical:
            facts.append("historical")
        if c.attribution:
            facts.append("says " + ", ".join(dict.fromkeys(p.actor.name for p in c.attribution)))
        facts.append(f"confidence {c.confidence:.2f}")
        facts.append(c.id)
        out.write(textwrap.fill("  " + " · ".join(facts), columns, subsequent_indent="  ") + "\n")
        out.write(quote(document, c, columns) + "\n\n")


def quote(document: Document, coding: Coding, columns: int) -> str:
    """The sentence around the trigger, the trigger between » «."""
    s, t = coding.sentence, coding.trigger
    before, mid, after = (
        " ".join(document.text[a:b].split()) for a, b in ((s.start, t.start), (t.start, t.end), (t.end, s.end))
    )
    room = max(20, 3 * columns - len(mid) - 8)
    if len(before) + len(after) > room:
        left = min(len(before), max(room // 2, room - len(after)))
        right = min(len(after), room - left)
        before = ("…" + before[-left:]) if left < len(before) else before
        after = (after[:right] + "…") if right < len(after) else after
    text = f"{before} »{mid}« {after}".strip()
    return textwrap.fill(text, columns, initial_indent="  | ", subsequent_indent="  | ")
