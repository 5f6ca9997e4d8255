"""Files of any format into a record, in one call: `import_files(record, "gdelt", paths)`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from detente.errors import InputError
from detente.exchange.filed import Imported, Row

if TYPE_CHECKING:
    from detente.exchange.importing import Told
    from detente.record import Record

Format = Literal["acled", "detente", "gdelt", "icews", "polecat", "tkg"]
FORMATS: tuple[Format, ...] = ("acled", "detente", "gdelt", "icews", "polecat", "tkg")
RESERVED = ("détente", "detente")
"""Names of no origin: those of this program's own codings."""
_ENDS: dict[Format, tuple[str, ...]] = {
    "acled": (".csv",),
    "detente": (".jsonl", ".csv", ".parquet"),
    "gdelt": (".csv", ".tsv", ".txt"),
    "icews": (".tab", ".tsv"),
    "polecat": (".txt", ".tsv", ".tab"),
}


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """Under which name the events are kept, and which day is day 0 of a folder that only counts days."""

    origin: str | None = None
    first_day: date | None = None


def import_files(
    record: Record,
    kind: Format,
    paths: Sequence[str | Path],
    options: ImportOptions | None = None,
    told: Told | None = None,
) -> Imported:
    """Bring the files, or the files of folders, into the record and return the sums, in rows.

    What the record holds already changes nothing; a killed import continues when run again. `told` is filled with the
    reasons of damaged rows and the files that failed. Raises InputError where a path is missing or of another format
    (of several files: only where all are), AskError where `origin` is reserved.
    """
    from detente.errors import AskError
    from detente.exchange.importing import Source, Told, import_sources
    from detente.record.store import trouble

    asked = options or ImportOptions()
    if asked.origin is not None and asked.origin.strip().casefold() in RESERVED:
        raise AskError(
            f"“{asked.origin}” is the name of this program's own codings.", "asked: --origin", "Choose another name."
        )
    found = told if told is not None else Told()
    total = Imported(0, 0, 0, 0, 0)
    by_origin: dict[str, list[Source]] = {}
    for path in paths:
        for file in files_of(kind, Path(path)):
            source = Source(str(file), _rows(kind, file, asked.first_day))
            by_origin.setdefault(asked.origin or origin_of(kind, file), []).append(source)
    for origin, sources in by_origin.items():
        named = sources[0].name if len(sources) == 1 else f"{len(sources)} files"
        with trouble(record.path):
            total = total + import_sources(
                record.connection, sources, origin=origin, command=f"import {kind} {named}", told=found
            )
    if found.failed and len(found.failed) == sum(map(len, by_origin.values())):
        raise found.failed[0]
    return total


def files_of(kind: Format, path: Path) -> list[Path]:
    """The files of a format that a path names: itself, or, of a folder, those with its ends, sorted by name.

    Raises InputError where a folder holds none.
    """
    if kind == "tkg" or not path.is_dir():
        return [path]
    ends = _ENDS[kind]
    wanted = (*ends, *(f"{end}.gz" for end in ends), ".zip")
    found = sorted(p for p in path.iterdir() if p.name.lower().endswith(wanted) and p.is_file())
    if not found:
        raise InputError(f"The folder holds no {ends[0]} file.", f"folder: {path}", "Name the folder with the files.")
    return found


def origin_of(kind: Format, path: Path) -> str:
    """The name under which events are kept where none is given: the format's, or that of the file or folder."""
    name = path.resolve().name.lower()
    if kind == "detente":
        while (end := Path(name).suffix) in (".gz", ".zip", ".jsonl", ".json", ".csv", ".parquet"):
            name = name.removesuffix(end)
        return f"{name}-file" if name in RESERVED else name
    return name if kind == "tkg" else kind


def _rows(kind: Format, path: Path, first_day: date | None) -> Iterable[Row]:
    if kind == "tkg":
        from detente.exchange.tkg import iter_tkg

        return _late(lambda: iter_tkg(path, first_day))
    return _late(lambda: _reader(kind)(path))


def _late(rows: Callable[[], Iterable[Row]]) -> Iterator[Row]:
    """The rows, asked for when they are needed: a file that cannot be read then fails by itself."""
    yield from rows()


def _reader(kind: Format) -> Callable[[Path], Iterable[Row]]:
    from detente.exchange import acled, gdelt, icews, own, polecat

    return {
        "acled": acled.iter_acled,
        "detente": own.iter_own,
        "gdelt": gdelt.iter_gdelt,
        "icews": icews.iter_icews,
        "polecat": polecat.iter_polecat,
    }[kind]
