"""The coder of reports, as this process uses it and as a process of a pool makes it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from detente.coded import code_report, codings_of
from detente.engine.unit import Coder

if TYPE_CHECKING:
    from detente.knowledge import Knowledge


def report_coder(actors: Sequence[Path] = (), ontology: Path | None = None, *, claims: bool = True) -> Coder:
    """Reads reports by the package's tables, or by a user's own. Raises TableError for one that is not valid."""
    if not actors and ontology is None:
        return coder_by(None, claims=claims)
    from detente.knowledge import load

    return coder_by(load(actors, ontology), claims=claims)


def coder_by(knowledge: Knowledge | None, *, claims: bool = True) -> Coder:
    """Reads reports by these tables: all that they say, or without `claims` the codings alone."""
    return partial(code_report if claims else codings_of, knowledge=knowledge)
