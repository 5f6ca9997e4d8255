"""A bundle: data with its codebook, question, versions, citation and manifest, as one folder or one zip file.

Invariant: the manifest names every other file with its SHA-256, and the same state and question give the same bytes.
"""

from __future__ import annotations

import json
import re
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import file_digest, sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from detente import __version__
from detente.errors import InputError
from detente.exchange.out import citation
from detente.exchange.out.aside import file_aside, folder_aside
from detente.exchange.out.asked import Coders, flat_rows, imported_rows
from detente.exchange.out.clean import json_value
from detente.exchange.out.codebook import codebook, to_markdown
from detente.exchange.out.columns import CODINGS, IMPORTED, REPORTS, Column, Fitting
from detente.exchange.out.event_columns import EVENT_CODINGS, EVENTS
from detente.exchange.out.events import EventTold, event_rows, iter_told, member_rows
from detente.exchange.out.naming import Naming
from detente.exchange.out.options import Options
from detente.exchange.out.query import query, words
from detente.exchange.out.readme import readme
from detente.exchange.out.reports import Reports
from detente.exchange.out.tables import staged, write_table_csv
from detente.exchange.out.works import PLOVER, PROGRAM, Work, of_origin
from detente.knowledge import PLOVER as PLOVER_NAME
from detente.ontology import load
from detente.wording import plural

if TYPE_CHECKING:
    from detente.record import Ask, Record

_MADE_BY = "détente bundle"
_FIRST = (1980, 1, 1, 0, 0, 0)
"""The day of every file in a zip: its own would make the same bundle other bytes."""
_LAYOUT = "PRAGMA user_version"
_RECORDED = "SELECT max(recorded_at) FROM documents WHERE is_current"
_IMPORTED_AT = "SELECT started_at FROM runs WHERE run = (SELECT max(run) FROM imported WHERE origin = ?)"


class Made(NamedTuple):
    """What went into a bundle's folder."""

    counts: dict[str, int]
    notes: tuple[str, ...]


def write_bundle(record: Record, target: Path, ask: Ask, options: Options) -> Made:
    """Write the bundle; a name in .zip makes one file, any other a folder, in place of an older bundle if there is one.

    Raises InputError where something else lies there.
    """
    if target.suffix.lower() != ".zip":
        _check(target)
        with folder_aside(target) as folder:
            return _fill(folder, record, target, ask, options)
    with file_aside(target) as part, tempfile.TemporaryDirectory(prefix="detente-") as name:
        folder = Path(name) / "bundle"
        folder.mkdir()
        made = _fill(folder, record, target, ask, options)
        _zip(folder, target.stem, part)
    return made


def _fill(folder: Path, record: Record, target: Path, ask: Ask, options: Options) -> Made:
    (folder / "data").mkdir()
    tables: dict[str, Sequence[Column]] = {}
    counts: dict[str, int] = {}
    told: set[str] = set()
    notes: list[str] = []
    ontology = load(options.ontology)
    with (
        tempfile.TemporaryDirectory(prefix="detente-") as name,
        Naming(record.connection, keeps_paths=options.keep_paths) as naming,
        Reports(Path(name) / "reports", coders := Coders(record, naming)) as reports,
    ):
        found = reports.passing(naming.passing(record.codings(ask)))
        written: list[tuple[str, Sequence[Column], Iterable[Mapping[str, Any]]]] = [
            ("codings", CODINGS, flat_rows(found, options)),
            ("reports", REPORTS, reports.rows()),
        ]
        if ask.as_known is None:
            # asked twice: an event's rows and those of its codings are two tables
            written.append(("events", EVENTS, event_rows(_noted(iter_told(record, ask, naming), told))))
            written.append(("event_codings", EVENT_CODINGS, member_rows(iter_told(record, ask, naming), options)))
        else:
            notes.append("Events are left out: they are not kept as they were known on a day.")
        written += [(f"imported_{_slug(o)}", IMPORTED, imported_rows(record, o, ask)) for o in options.imported]
        for file, columns, rows in written:
            fitting = Fitting(columns)
            counts[file] = _table(folder / "data" / file, fitting, rows, options)
            tables[f"data/{file}"] = columns
            if fitting.unfit:
                notes.append(f"{file}: {plural(fitting.unfit, 'value')} that did not fit the column, left empty.")
    counts = {"codings": reports.codings, "rows": counts.pop("codings"), **counts}
    if "events" in counts:
        counts |= {"events": len(told), "event_rows": counts["events"]}
    unknown = sorted(reports.types - set(ontology.types))
    if unknown:
        notes.append(f"The codebook's ontology lacks types of the data ({', '.join(unknown)}): give yours, --ontology.")
    label = PLOVER_NAME if options.ontology is None else options.ontology.name
    book = codebook(ontology, label, tables, unknown)
    question = query(record.path, "bundle", target, ask, options)
    title = options.title or f"Political events coded by détente: {words(ask)}"
    manifest = {
        "made_by": f"{_MADE_BY} {__version__}",
        "data": _data_of(folder),
        "state_of": _state_of(record, options),
        "counts": counts,
        "text": _text_told(options),
        "document_ids": {"from_given_folder": naming.named, "whole_paths": naming.whole, "said": naming.said()},
    }
    notes += [said] if (said := naming.said()) is not None else []
    _write_json(folder / "codebook.json", book)
    _write(folder / "codebook.md", to_markdown(book))
    _write_json(folder / "query.json", question)
    _write_json(folder / "versions.json", _versions(record, coders, label))
    works = _works(title, manifest, options, notes)
    _write(folder / "CITATION.txt", citation.to_text(works))
    _write(folder / "CITATION.bib", citation.to_bibtex(works))
    _write(folder / "CITATION.json", citation.to_csl(works))
    names = [*sorted([*_names(folder), "README.md", "manifest.json"])]
    _write(folder / "README.md", readme(title, question, manifest, names, notes))
    _write_json(folder / "manifest.json", manifest | {"files": [_file(folder, name) for name in _names(folder)]})
    return Made(counts, tuple(notes))


def _noted(found: Iterable[EventTold], told: set[str]) -> Iterator[EventTold]:
    """The same events, their ids noted."""
    for one in found:
        told.add(one[0].id)
        yield one


def _table(path: Path, fitting: Fitting, rows: Iterable[Mapping[str, Any]], options: Options) -> int:
    csv, parquet = path.with_suffix(".csv"), path.with_suffix(".parquet")
    with staged(fitting.columns, parquet) as stage:
        return write_table_csv(stage.passing(fitting.rows(rows)), fitting.columns, csv, raw=options.raw)


def _works(title: str, manifest: Mapping[str, Any], options: Options, notes: list[str]) -> list[Work]:
    year = int(manifest["state_of"][:4]) if manifest["state_of"] else None
    data = Work("data", "dataset", title, options.authors, year, str(manifest["data"]))
    found = [data, PROGRAM]
    if options.ontology is None:
        found.append(PLOVER)
    else:
        found.append(Work("ontology", "dataset", f"Ontology {options.ontology.name}"))
    for origin in options.imported:
        work = of_origin(origin)
        if work is None:
            notes.append(f"Whose events those of {origin} are is not known here: cite them yourself.")
        elif work not in found:
            found.append(work)
    return found


def _text_told(options: Options) -> dict[str, Any]:
    if options.with_text:
        said = (
            f"Sentences are quoted with at most {options.quote_length} characters, around the words that name the act."
            " They belong to the reports' publishers; links are kept."
        )
        return {"included": True, "quote_length": options.quote_length, "said": said}
    said = (
        "The reports' words (sentence, trigger, names as they stand there) are left out, as they belong to the reports'"
        " publishers; headlines and links are kept as references. The option --with-text quotes them."
    )
    return {"included": False, "quote_length": None, "said": said}


def _versions(record: Record, coders: Coders, ontology: str) -> dict[str, Any]:
    import duckdb

    return {
        "program": __version__,
        "record_layout": record.connection.execute(_LAYOUT).fetchone()[0],
        "codebook_ontology": ontology,
        "coders": list(coders.seen.values()),
        "written_with": {"duckdb": duckdb.__version__},
    }


def _state_of(record: Record, options: Options) -> str | None:
    """The moment of the newest report or import that the record holds, of what is exported."""
    moments = [record.connection.execute(_RECORDED).fetchone()[0]]
    for origin in options.imported:
        row = record.connection.execute(_IMPORTED_AT, (origin,)).fetchone()
        moments.append(row[0] if row else None)
    return max((moment for moment in moments if moment), default=None)


def _data_of(folder: Path) -> str:
    """The data's own name: made of the tables' content, so the same rows have it wherever they are exported."""
    told = [f"{path.name} {_digest(path)}\n" for path in sorted((folder / "data").glob("*.csv"))]
    return sha256("".join(told).encode()).hexdigest()[:16]


def _file(folder: Path, name: str) -> dict[str, Any]:
    return {"name": name, "bytes": (folder / name).stat().st_size, "sha256": _digest(folder / name)}


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()


def _names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def _check(target: Path) -> None:
    """Raise InputError where the folder holds anything but an older bundle: it will be replaced whole."""
    if not target.exists() or (target.is_dir() and not any(target.iterdir())):
        return
    try:
        manifest = json.loads((target / "manifest.json").read_text("utf-8"))
        is_ours = str(manifest["made_by"]).startswith(_MADE_BY)
        known = {"manifest.json", *(file["name"] for file in manifest["files"])}
    except (OSError, ValueError, KeyError, TypeError):
        is_ours, known = False, set()
    strange = "" if not is_ours else next((name for name in _names(target) if name not in known), "")
    if not is_ours or strange:
        raise InputError(
            f"The folder holds {strange or 'something other than a bundle'}, which would be lost.",
            f"folder: {target}",
            "Name another folder, or empty this one.",
        )


def _zip(folder: Path, stem: str, part: Path) -> None:
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in _names(folder):
            info = zipfile.ZipInfo(f"{stem}/{name}", _FIRST)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o100644 << 16
            info.create_system = 3
            with (folder / name).open("rb") as source, archive.open(info, "w", force_zip64=True) as out:
                while block := source.read(1 << 20):
                    out.write(block)


def _slug(origin: str) -> str:
    return re.sub(r"[^\w-]+", "_", origin)[:60]


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="")


def _write_json(path: Path, value: Any) -> None:
    _write(path, json.dumps(json_value(value), ensure_ascii=False, allow_nan=False, indent=1) + "\n")
