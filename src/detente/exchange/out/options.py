"""How an export is made, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

from detente.errors import AskError

Form = Literal["csv", "parquet", "jsonl", "geojson", "graphml", "gexf", "bundle"]
FORMS: tuple[Form, ...] = get_args(Form)
By = Literal["day", "week", "month"]
QUOTE = 300
"""Code points of a sentence that are quoted at most, unless more are asked for."""


@dataclass(frozen=True, slots=True)
class Options:
    """How an export is made. Raises AskError for what is none."""

    raw: bool = False
    """CSV without apostrophes before what a spreadsheet would run."""
    with_text: bool = False
    """With the words of the reports: sentence, trigger, the words that name actors, days and places."""
    quote_length: int = QUOTE
    """Code points of a sentence that are quoted at most, around the words that name the act."""
    imported: tuple[str, ...] = ()
    """Origins of imported events: written in place of the codings (one), and into a bundle beside them."""
    by: By = "month"
    """The periods of a graph's timeline."""
    title: str | None = None
    """What a bundle is called in its citation."""
    authors: tuple[str, ...] = ()
    """Who made it, "Family, Given" or the name of a body."""
    ontology: Path | None = None
    """The folder of a user's own ontology, for the bundle's codebook."""
    events: bool = False
    """The events that the codings tell, in place of the codings; a bundle holds them beside in any case."""
    keep_paths: bool = False
    """Call reports by their ids also where these are whole paths of files, which show the folders of who added them."""

    def __post_init__(self) -> None:
        if self.quote_length < 1:
            raise AskError("A quote has at least one letter.", f"asked: {self.quote_length}", "Give 1 or more.")
        if self.events and self.imported:
            raise AskError(
                "Events of the record's reports and imported ones are two tables.",
                f"asked: events, and imported: {', '.join(self.imported)}",
                "Export one after the other; a bundle holds both without --events.",
            )
        if self.by not in get_args(By):
            raise AskError(f"{self.by} is no period.", "asked: the periods of a timeline", "Use day, week or month.")


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote: rows, features, nodes … by name, and what its reader should know."""

    form: Form
    path: Path
    counts: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
