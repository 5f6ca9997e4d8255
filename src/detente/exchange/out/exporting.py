"""The one call that takes codings, events or imported events out of the record into a file for other programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from detente.errors import AskError, InputError
from detente.exchange.out import graph, graph_files, lines
from detente.exchange.out.aside import file_aside
from detente.exchange.out.asked import Coders, check_imported, flat_rows, imported_rows, one_state, origin_of
from detente.exchange.out.columns import CODINGS, IMPORTED, Fitting
from detente.exchange.out.event_columns import EVENTS
from detente.exchange.out.events import EventTold, event_acts, event_features, event_objects, event_rows, iter_told
from detente.exchange.out.naming import Naming
from detente.exchange.out.options import FORMS, Exported, Form, Options
from detente.exchange.out.tables import staged, write_table_csv
from detente.record.merging import merge_if_free
from detente.record.store import trouble
from detente.wording import plural

if TYPE_CHECKING:
    from detente.record import Ask, Record

_One = TypeVar("_One")


def export(
    record: Record, form: Form, target: str | Path, ask: Ask | None = None, options: Options | None = None
) -> Exported:
    """Write what answers the question to `target`, in one of FORMS, and say what was written.

    The file appears when it is complete; what it holds is of one state of the record. Raises AskError for a form or an
    origin that is not known, InputError where it cannot be written.

    >>> export(record, "parquet", "iran.parquet", Ask(country="IRN"))
    """
    from detente.record import Ask

    if form not in FORMS:
        raise AskError(f"“{form}” is no form of export.", "asked: a form", f"Use one of: {', '.join(FORMS)}.")
    path, wanted, chosen = Path(target), ask or Ask(), options or Options()
    origins = tuple(dict.fromkeys(origin_of(record, origin) for origin in chosen.imported))
    chosen = replace(chosen, imported=origins)
    if origins:
        check_imported(wanted)
    if form != "bundle" and path.is_dir():
        raise InputError("A folder has this name.", f"file: {path}", "Name a file.")
    if wanted.as_known is None and (chosen.events or form == "bundle"):
        with trouble(record.path):
            merge_if_free(record.connection)
    with one_state(record.connection):
        if form == "bundle":
            from detente.exchange.out.bundle import write_bundle

            made = write_bundle(record, path, wanted, chosen)
            return Exported(form, path, made.counts, made.notes)
        if len(origins) > 1:
            raise AskError(
                "A file holds the events of one origin.", f"asked: {', '.join(origins)}", "Name one, or use a bundle."
            )
        with file_aside(path) as part:
            if form in ("csv", "parquet"):
                counts, notes = _table(record, form, part, wanted, chosen)
            elif form == "jsonl":
                counts, notes = _jsonl(record, part, wanted, chosen)
            elif form == "geojson":
                counts, notes = _geojson(record, part, wanted, chosen)
            else:
                counts, notes = _graph(record, form, part, wanted, chosen)
    return Exported(form, path, counts, tuple(notes))


_Result = tuple[dict[str, int], list[str]]


def _table(record: Record, form: Form, part: Path, ask: Ask, options: Options) -> _Result:
    counted = _Counted("events" if options.events else "codings")
    fitting = Fitting(IMPORTED if options.imported else EVENTS if options.events else CODINGS)
    with Naming(record.connection, keeps_paths=options.keep_paths) as naming:
        rows = fitting.rows(_rows(record, ask, options, counted, naming))
        if form == "csv":
            n = write_table_csv(rows, fitting.columns, part, raw=options.raw)
        else:
            with staged(fitting.columns, part) as stage:
                for row in rows:
                    stage.put(row)
                n = stage.count
    return counted.and_("rows", n), [*_unfit(fitting), *_named(naming)]


def _jsonl(record: Record, part: Path, ask: Ask, options: Options) -> _Result:
    if options.imported:
        fitting = Fitting(IMPORTED)
        rows = fitting.rows(imported_rows(record, options.imported[0], ask))
        return {"rows": lines.write_jsonl(lines.row_objects(rows), part)}, _unfit(fitting)
    with Naming(record.connection, keeps_paths=options.keep_paths) as naming:
        if options.events:
            objects = event_objects(record, _told(record, ask, naming), options)
        else:
            found = naming.passing(record.codings(ask))
            objects = lines.coding_objects(found, options, Coders(record, naming))
        n = lines.write_jsonl(objects, part)
    return {"events" if options.events else "codings": n}, _named(naming)


def _geojson(record: Record, part: Path, ask: Ask, options: Options) -> _Result:
    notes: list[str] = []
    if options.imported:
        fitting = Fitting(IMPORTED)
        rows = fitting.rows(imported_rows(record, options.imported[0], ask))
        count, placeless = lines.write_geojson(lines.imported_features(rows), part)
        notes = _unfit(fitting)
    else:
        with Naming(record.connection, keeps_paths=options.keep_paths) as naming:
            if options.events:
                features = event_features(_told(record, ask, naming))
            else:
                features = lines.coding_features(naming.passing(record.codings(ask)), options)
            count, placeless = lines.write_geojson(features, part)
        notes = _named(naming)
    if placeless:
        what = plural(placeless, "event" if options.imported or options.events else "coding")
        notes.append(f"{what} without coordinates {'is' if placeless == 1 else 'are'} left out.")
    return {"features": count}, notes


def _graph(record: Record, form: Form, part: Path, ask: Ask, options: Options) -> _Result:
    notes = []
    # as everywhere, only actual acts that are not history enter a count, unless the question says otherwise
    if ask.modality is None and ask.historical is None:
        ask = replace(ask, modality="actual", historical=False)
        notes.append("Counted: actual acts, not told as history (--modality, --historical ask for others).")
    if options.imported:
        fitting = Fitting(IMPORTED)
        title = options.imported[0]
        acts = graph.imported_acts(fitting.rows(imported_rows(record, title, ask)))
    elif options.events:
        with Naming(record.connection, keeps_paths=True) as naming:
            title, acts = "détente", event_acts(_told(record, ask, naming))
    else:
        title, acts = "détente", graph.coding_acts(record.codings(ask))
    found = graph.count(acts, options.by)
    write = graph_files.write_gexf if form == "gexf" else graph_files.write_graphml
    write(found, title, part)
    if found.one_sided:
        told = "1 act names" if found.one_sided == 1 else f"{found.one_sided:,} acts name"
        notes.append(f"{told} one party only: a node counts it, no edge does.")
    return {"nodes": len(found.nodes), "edges": len(found.edges)}, notes


class _Counted:
    """Codings, or events, that pass, counted."""

    def __init__(self, unit: str) -> None:
        self._unit = unit
        self._n: int | None = None

    def passing(self, found: Iterable[_One]) -> Iterator[_One]:
        self._n = 0
        for one in found:
            self._n += 1
            yield one

    def and_(self, name: str, n: int) -> dict[str, int]:
        return {name: n} if self._n is None else {self._unit: self._n, name: n}


def _rows(record: Record, ask: Ask, options: Options, counted: _Counted, naming: Naming) -> Iterator[Mapping[str, Any]]:
    if options.imported:
        return imported_rows(record, options.imported[0], ask)
    if options.events:
        return event_rows(counted.passing(_told(record, ask, naming)))
    return flat_rows(counted.passing(naming.passing(record.codings(ask))), options)


def _told(record: Record, ask: Ask, naming: Naming) -> Iterator[EventTold]:
    with trouble(record.path):
        yield from iter_told(record, ask, naming)


def _named(naming: Naming) -> list[str]:
    said = naming.said()
    return [said] if said is not None else []


def _unfit(fitting: Fitting) -> list[str]:
    if not fitting.unfit:
        return []
    return [f"{plural(fitting.unfit, 'value')} that did not fit the column, left empty."]
