"""What a run knows: frame table, ontology and actors, the package's or a user's own, and which they were."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente.errors import TableError
from detente.ontology.tsv import read_text

if TYPE_CHECKING:
    from detente.actors import Knowledge as ActorTables
    from detente.coding.frames import FrameTable
    from detente.ontology import Ontology

PLOVER = "PLOVER"
_PACKAGE = {"actors": "detente.actors", "frames": "detente.coding", "ontology": "detente.ontology"}
_SHORT = 12


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The tables that a run codes by. Two of the same digests give the same codings."""

    frames: FrameTable
    ontology: Ontology
    actors: ActorTables
    name: str = PLOVER
    """The ontology's name: PLOVER, or that of the user's folder."""
    own: tuple[tuple[str, str], ...] = ()
    """The user's tables as (file name, SHA-256 of its text), in the order in which they stand."""

    @property
    def label(self) -> str:
        """The ontology's name, with a digest of the user's tables where there are any: "labour 3f9c0a127be4"."""
        return f"{self.name} {_digest(self.own)}" if self.own else self.name

    def facts(self) -> dict[str, Any]:
        """What the record keeps with a run: digests of the package's tables, by room, and of the user's, by file."""
        package = {room: _of_package(module) for room, module in _PACKAGE.items()}
        return {"tables": {**package, "own": [[name, digest[:_SHORT]] for name, digest in self.own]}}


def load(actors: Sequence[Path | str] = (), ontology: Path | str | None = None) -> Knowledge:
    """The package's tables, with a user's actor files before them and the tables of his ontology over them.

    A folder among `actors` stands for the tables in it. Files that have not changed since are not read anew. Raises
    TableError, with file and line, for a table that is not valid.
    """
    paths = tuple(dict.fromkeys(file for path in actors for file in _files_of(Path(path))))
    folder = None if ontology is None else Path(ontology)
    found = [] if folder is None else _tables_in(folder)
    return _load(paths, folder, tuple((p.name, _digest_of_file(p)) for p in (*paths, *found)))


@lru_cache(maxsize=4)
def _load(actors: tuple[Path, ...], folder: Path | None, own: tuple[tuple[str, str], ...]) -> Knowledge:
    from detente.actors.tables import load as load_actors
    from detente.coding.frames import load as load_frames
    from detente.coding.frames import load_over
    from detente.ontology import load as load_ontology

    tables = load_actors(actors)
    if folder is None:
        return Knowledge(load_frames(), load_ontology(), tables, own=own)
    types = load_ontology(folder) if (folder / "types.tsv").exists() else None
    frames = load_over(folder, types)
    return Knowledge(frames, frames.ontology, tables, PLOVER if types is None else folder.resolve().name, own)


def _files_of(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    found = sorted(path.glob("*.tsv"))
    if not found:
        raise TableError("The folder holds no table of actors.", f"folder: {path}", "Put tables there, named .tsv.")
    return found


def _tables_in(folder: Path) -> list[Path]:
    """The tables of a user's ontology. Raises TableError for a folder without any, or with one that nothing reads."""
    from detente.coding.frames import FILES as FRAME_FILES
    from detente.ontology.ontology import FILES as TYPE_FILES

    known = (*TYPE_FILES, *FRAME_FILES)
    where = f"folder: {folder}"
    if not folder.is_dir():
        raise TableError("There is no such folder.", where, "Name the folder that holds types.tsv and frames.tsv.")
    found = sorted(folder.glob("*.tsv"))
    names = [p.name for p in found]
    if not found:
        todo = "Put types.tsv and frames.tsv there, or frames.tsv alone to add words to PLOVER's."
        raise TableError("The folder holds no table of an ontology.", where, todo)
    for path in found:
        if path.name not in known:
            todo = f"Use one of: {', '.join(known)}; actors go into files of their own (--actors)."
            raise TableError(f"{path.name} is no table of an ontology.", f"file: {path}", todo)
    alone = [n for n in TYPE_FILES if n in names]
    if alone and "types.tsv" not in alone:
        todo = f"Put types.tsv beside it, or take {alone[0]} out to use PLOVER's."
        raise TableError(f"{alone[0]} stands without types.tsv.", where, todo)
    return found


def _digest(tables: Iterable[tuple[str, str]]) -> str:
    whole = "\n".join(f"{name}\t{digest}" for name, digest in tables)
    return hashlib.sha256(whole.encode()).hexdigest()[:_SHORT]


def _digest_of_file(path: Path) -> str:
    return hashlib.sha256(read_text(path).encode()).hexdigest()


@lru_cache
def _of_package(module: str) -> str:
    folder = files(module) / "data"
    tables = sorted((p for p in folder.iterdir() if p.name.endswith(".tsv")), key=lambda p: p.name)
    return _digest((p.name, hashlib.sha256(p.read_bytes()).hexdigest()) for p in tables)
