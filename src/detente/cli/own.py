"""The options by which a command takes a user's own actors and ontology."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from detente.knowledge import Knowledge
    from detente.record import Record

_F = TypeVar("_F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Own:
    """Which tables of the user's a command is to read by."""

    actors: tuple[Path, ...] = ()
    ontology: Path | None = None

    def __bool__(self) -> bool:
        return bool(self.actors) or self.ontology is not None

    def knowledge(self) -> Knowledge | None:
        """The tables to code by, None for the package's alone. Raises TableError for one that is not valid."""
        if not self:
            return None
        from detente.knowledge import load

        return load(self.actors, self.ontology)


@contextmanager
def corrected(own: Own, record: Record) -> Iterator[Own]:
    """The same tables and, after them, what people corrected of the record's actors; its files are gone afterwards."""
    from detente.record.registered import own_lists

    with TemporaryDirectory(prefix="detente-") as folder:
        yield Own((*own.actors, *own_lists(record.connection, Path(folder), own.actors)), own.ontology)


def own_options(command: _F) -> _F:
    """Give a command --actors and --ontology, passed to it as one `own`."""
    from functools import wraps

    @click.option(
        *("--actors", "actor_files"),
        type=click.Path(path_type=Path),
        multiple=True,
        metavar="FILE",
        help="Actors of your own: a table of the package's form, or a folder of them; may be given again.",
    )
    @click.option(
        "--ontology",
        type=click.Path(path_type=Path),
        metavar="DIR",
        help="Types, frames and rules of your own: a folder with types.tsv, frames.tsv …",
    )
    @wraps(command)
    def reading(*args: Any, actor_files: tuple[Path, ...], ontology: Path | None, **others: Any) -> Any:
        return command(*args, own=Own(actor_files, ontology), **others)

    return reading  # type: ignore[return-value]
