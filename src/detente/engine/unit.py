"""The unit of work: a shard of documents, coded one after the other; the same answers wherever it is done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from detente.coded import Coded
from detente.errors import DetenteError
from detente.values import Coding, Document

Coder = Callable[[Document], Sequence[Coding] | Coded]
"""Reads a document: its codings, or all that it says."""
NO_MEMORY = "coding it needs more memory than there is"
UNIT = 8
"""Documents a unit: enough that a worker seldom waits, few enough that a stop is quick."""


class Answer(NamedTuple):
    """What came of coding a document: all that it says, or the reason why it could not be coded."""

    coded: Coded | None
    reason: str | None = None


def code_one(document: Document, coder: Coder) -> Answer:
    """Code a document. Nothing is raised: even a mistake in the coder fails this document only, with its reason."""
    try:
        coded = coder(document)
    except DetenteError as error:
        return Answer(None, f"{error.what} ({error.where})")
    except MemoryError:
        return Answer(None, NO_MEMORY)
    except Exception as error:
        return Answer(None, f"the coder failed: {type(error).__name__}: {error}")
    return Answer(coded if isinstance(coded, Coded) else Coded(tuple(coded)))
