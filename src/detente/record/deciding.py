"""Whether a found document is new to the record, known, or a revision of a known one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from detente.record.rows import digest_of
from detente.values import Document

Do = Literal["stored", "skipped", "revised"]


class Revision(NamedTuple):
    """What the record holds of one revision of a document."""

    revision: int
    text_digest: str
    published: str | None
    title: str | None


class Decision(NamedTuple):
    """What is done with a found document, and why; `revision` is the number it gets or has."""

    do: Do
    reason: str | None
    revision: int


def decide(known: Sequence[Revision], found: Document) -> Decision:
    """Say whether a found document is stored, skipped or stored as a revision; `known` are its revisions, oldest first.

    A new published day or title revises too, as days in the text are read from it; one that is missing does not.
    Any known revision counts: two inputs that share an id would otherwise revise each other at every run.
    Raises UnicodeEncodeError where the text holds half a character (a lone surrogate).
    """
    digest = digest_of(found.text)
    if not known:
        return Decision("stored", None, 1)
    published = found.published.isoformat() if found.published else None
    for old in reversed(known):
        if old.text_digest == digest and published in (None, old.published) and found.title in (None, old.title):
            reason = (
                "already in the record" if old is known[-1] else f"already in the record as revision {old.revision}"
            )
            return Decision("skipped", reason, old.revision)
    newest = known[-1]
    if newest.text_digest != digest:
        reason = "the text changed"
    elif published not in (None, newest.published):
        reason = f"published day changed from {newest.published or 'unknown'} to {published}"
    else:
        reason = "the title changed"
    return Decision("revised", reason, newest.revision + 1)
