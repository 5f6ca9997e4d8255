"""This program's own files: codings as JSON Lines, and the flat form as CSV or Parquet (`detente code`, `export`).

A coding of several parties gives one dyad for each two. Planned, denied and historical acts, and those whose days are
not known to a week, are kept and not counted, as at home. A coding without a day goes to the quarantine: imported
events are kept by their day.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

from detente.errors import InputError
from detente.exchange.cells import iter_separated, read_count, read_number
from detente.exchange.filed import Damaged, Filed, FiledActor, Typed, damaged
from detente.exchange.files import iter_tables
from detente.spreadsheet import bare

_NEEDED = ("coding_id", "type", "quad", "first_day", "source_name", "target_name")
_PARQUET_ROWS = 20_000


def iter_own(path: Path) -> Iterator[Filed | Damaged]:
    """The dyads of a file of codings, and its damaged rows.

    Raises InputError where the file is none, or cannot be read.
    """
    if path.suffix.lower() == ".parquet":
        yield from _iter_flat(str(path), _parquet_rows(path))
        return
    for name, lines in iter_tables(path):
        first = next(lines, "")
        if first.lstrip().startswith("{"):
            yield from _iter_jsonl(name, chain([first], lines))
        else:
            yield from _iter_csv(name, first, lines)


def _iter_jsonl(name: str, lines: Iterable[str]) -> Iterator[Filed | Damaged]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            dyads = list(_of_coding(json.loads(line)))
        except ValueError as error:
            reason = f"no JSON: {error}" if isinstance(error, json.JSONDecodeError) else str(error)
            yield damaged(name, number, reason, line)
            continue
        except (KeyError, TypeError, AttributeError, RecursionError) as error:
            yield damaged(name, number, f"no coding of détente: {error!r}"[:200], line)
            continue
        yield from dyads


def _of_coding(coding: Mapping[str, Any]) -> Iterator[Filed]:
    document, when, where = coding["document"], coding["when"], coding["where"] or {}
    shared = {
        **{name: coding[name] for name in ("type", "quad", "intensity", "cameo", "goldstein", "symmetric")},
        **{name: coding[name] for name in ("historical", "modality")},
        "coding_id": coding["id"],
        "document_id": document["id"],
        "published": document["published"],
        "outlet": document["outlet"],
        "url": document["url"],
        "modes": ";".join(coding["modes"]) or None,
        "contexts": ";".join(coding["contexts"]) or None,
        "first_day": when["first_day"] if when else None,
        "last_day": when["last_day"] if when else None,
        "place_name": where.get("name"),
        "place_country": where.get("country"),
        "lat": where.get("lat"),
        "lon": where.get("lon"),
        "dead": coding["numbers"]["dead"],
    }
    is_further = False
    for source, target in _dyads(coding):
        row = shared | _party("source", source) | _party("target", target)
        yield _filed(row)._replace(is_further=is_further)
        is_further = True


def _dyads(coding: Mapping[str, Any]) -> list[tuple[Any, Any]]:
    """The dyads of a coding as DESIGN's contract has them: all unordered pairs of a symmetric one."""
    sources, targets = list(coding["source"]), list(coding["target"])
    if coding["symmetric"]:
        parties = sources + targets
        pairs = [(a, b) for i, a in enumerate(parties) for b in parties[i + 1 :]]
        return pairs or [(party, None) for party in parties] or [(None, None)]
    return [(source, target) for source in sources or [None] for target in targets or [None]]


def _party(side: str, party: Mapping[str, Any] | None) -> dict[str, Any]:
    return {f"{side}_{n}": None if party is None else party.get(n) for n in ("name", "code", "country", "sector")}


def _iter_csv(name: str, first: str, lines: Iterator[str]) -> Iterator[Filed | Damaged]:
    heads = next(iter_separated(iter([first])), None)
    names = heads.cells if heads is not None else []
    _check(name, names)

    def rows() -> Iterator[tuple[int, str, Mapping[str, Any] | str]]:
        for row in iter_separated(lines, ",", 2):
            if row.reason is None and len(row.cells) != len(names):
                yield row.number, row.text, f"{len(row.cells)} columns where the header has {len(names)}"
            else:
                cells = (bare(cell) or None for cell in row.cells)
                yield row.number, row.text, row.reason or dict(zip(names, cells, strict=True))

    yield from _iter_flat(name, rows())


def _parquet_rows(path: Path) -> Iterator[tuple[int, str, Mapping[str, Any] | str]]:
    import duckdb

    if not path.exists():
        raise InputError("There is no such file.", f"file: {path}", "Check the path.")
    connection = duckdb.connect()
    try:
        connection.execute("SET threads = 1")
        connection.execute("SET enable_progress_bar = false")
        found = connection.execute("SELECT * FROM read_parquet(?)", [str(path)])
        names = [column[0] for column in found.description or ()]
        _check(str(path), names)
        number = 0
        while batch := found.fetchmany(_PARQUET_ROWS):
            for cells in batch:
                number += 1
                row = dict(zip(names, cells, strict=True))
                yield number, json.dumps(row, ensure_ascii=False, default=str), row
    except duckdb.Error as error:
        raise InputError(f"The file cannot be read: {error}", f"file: {path}", "Write it again.") from error
    finally:
        connection.close()


def _check(name: str, names: Iterable[str]) -> None:
    missing = [column for column in _NEEDED if column not in set(names)]
    if missing:
        raise InputError(
            "This is no file of codings of détente.",
            f"file: {name}; missing: {', '.join(missing)}",
            "Give JSON Lines, CSV or Parquet as `detente code` and `detente export` write them.",
        )


def _iter_flat(name: str, rows: Iterable[tuple[int, str, Mapping[str, Any] | str]]) -> Iterator[Filed | Damaged]:
    for number, text, row in rows:
        if isinstance(row, str):
            yield damaged(name, number, row, text)
            continue
        if "\0" in text:
            yield damaged(name, number, "holds a NUL character", text)
            continue
        try:
            yield _filed(row)
        except (ValueError, TypeError) as error:
            yield damaged(name, number, str(error), text)


def _filed(row: Mapping[str, Any]) -> Filed:
    first, last = (_day(row.get(name)) for name in ("first_day", "last_day"))
    if first is None:
        raise ValueError("no day is known")
    source, target = (_actor(row, side) for side in ("source", "target"))
    if source is None and target is None:
        raise ValueError("no actor")
    type_, modes, cameo = (_text(row.get(name)) for name in ("type", "modes", "cameo"))
    if type_ is None or str(row.get("quad")) not in ("1", "2", "3", "4"):
        raise ValueError("no type and quad")
    one_act = f"{cameo or type_}:{modes or ''}" if _is_true(row.get("symmetric")) else None
    act = Typed(
        *(cameo, type_, modes, int(row["quad"])),
        *(_number(row.get("goldstein")), _number(row.get("intensity")), one_act),
    )
    parties = "|".join(actor.name if actor is not None else "" for actor in (source, target))
    dead = row.get("dead")
    return Filed(
        *(f"{row.get('document_id')}|{row['coding_id']}|{parties}", first, source, target, act, 1),
        *(_text(row.get("place_name")), _text(row.get("place_country")), _text(row.get("outlet"))),
        filed_id=_text(row["coding_id"]),
        filed_day=_text(row.get("published")),
        last_day=last if last != first else None,
        contexts=_text(row.get("contexts")),
        lat=_number(row.get("lat")),
        lon=_number(row.get("lon")),
        dead=dead if isinstance(dead, int) else read_count(dead),
        url=_text(row.get("url")),
        modality=_text(row.get("modality")),
        historical=_is_true(row.get("historical")),
    )


def _actor(row: Mapping[str, Any], side: str) -> FiledActor | None:
    name, code, country, sector = (_text(row.get(f"{side}_{n}")) for n in ("name", "code", "country", "sector"))
    if name is None:
        return None
    # a body or a group has a code of its own; whoever belongs to a state without acting for it has its country
    told = code or country
    return FiledActor(f"{name} ({told})" if told else name, told, None, sector or "UNK", code)


def _day(value: Any) -> date | None:
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise ValueError(f"no day in {str(value)[:20]!r}") from None


def _text(value: Any) -> str | None:
    if value is None:
        return None
    return value.isoformat() if isinstance(value, date) else str(value) or None


def _number(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float) else read_number(value)


def _is_true(value: Any) -> bool:
    return value is True or str(value).lower() in ("true", "1")
