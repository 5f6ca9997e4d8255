"""Temporal knowledge graphs made from ICEWS (ICEWS14, ICEWS18 …): quads of subject, relation, object and day.

Two forms of a folder are read: `quads.parquet` with `entities.tsv.gz` and `relations.tsv`; or the text form of the
published benchmarks, `train.txt`, `valid.txt`, `test.txt` with `entity2id.txt` and `relation2id.txt`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

from detente.errors import InputError
from detente.exchange.cameo import Cameo, find_code, find_name
from detente.exchange.countries import country_of_actor
from detente.exchange.filed import Damaged, Filed, FiledActor, damaged
from detente.exchange.files import iter_lines

FIRST_DAYS = {"icews14": date(2014, 1, 1), "icews18": date(2018, 1, 1), "icews0515": date(2005, 1, 1)}
"""Day 0 of the published sets."""
_SPLITS = ("train.txt", "valid.txt", "test.txt")
_PARQUET_ROWS = 20_000


def iter_tkg(folder: Path, first_day: date | None = None) -> Iterator[Filed | Damaged]:
    """The quads of the folder as filed events. `first_day` is day 0 where the folder neither has dates nor is known.

    Raises InputError where the folder has neither form.
    """
    if not folder.is_dir():
        raise InputError("There is no such folder.", f"folder: {folder}", "Name the folder that holds the quads.")
    if (folder / "quads.parquet").exists():
        return _iter_parquet(folder)
    if any((folder / name).exists() for name in _SPLITS):
        return _iter_text(folder, first_day or _known_day(folder))
    raise InputError(
        "The folder holds no quads.",
        f"folder: {folder}",
        "It needs quads.parquet, or train.txt with entity2id.txt and relation2id.txt.",
    )


def _iter_parquet(folder: Path) -> Iterator[Filed | Damaged]:
    import duckdb

    actors = _actors(folder)
    relations = _relations(folder)
    path = str(folder / "quads.parquet")
    connection = duckdb.connect()
    try:
        connection.execute("SET threads = 1")
        connection.execute("SET enable_progress_bar = false")
        rows = connection.execute("SELECT subject_id, relation_id, object_id, date FROM read_parquet(?)", [path])
        line = 0
        while batch := rows.fetchmany(_PARQUET_ROWS):
            for subject, relation, target, day in batch:
                line += 1
                yield _filed(path, line, (subject, relation, target, day), actors, relations)
    except duckdb.Error as error:
        raise InputError(f"The quads cannot be read: {error}", f"file: {path}", "Fetch the folder again.") from error
    finally:
        connection.close()


def _iter_text(folder: Path, first_day: date) -> Iterator[Filed | Damaged]:
    actors = {
        number: FiledActor(name.replace("_", " "), country_of_actor(name))
        for name, number in _pairs(folder / "entity2id.txt")
    }
    relations = {number: find_name(name) for name, number in _pairs(folder / "relation2id.txt")}
    paths = [folder / name for name in _SPLITS if (folder / name).exists()]
    unit = _hours_a_step(paths)
    for path in paths:
        for line, text in enumerate(iter_lines(path), 1):
            cells = text.split("\t") if "\t" in text else text.split()
            if not any(cells):
                continue
            try:
                subject, relation, target, step = (int(cell) for cell in cells[:4])
                day = first_day + timedelta(days=step // unit)
            except (ValueError, OverflowError):
                yield damaged(str(path), line, "not four whole numbers: subject, relation, object, time", text)
                continue
            yield _filed(str(path), line, (subject, relation, target, day), actors, relations)


def _filed(
    path: str,
    line: int,
    quad: tuple[int, int, int, date],
    actors: Mapping[int, FiledActor],
    relations: Mapping[int, Cameo | None],
) -> Filed | Damaged:
    subject, relation, target, day = quad
    source_actor, target_actor, cameo = actors.get(subject), actors.get(target), relations.get(relation)
    if source_actor is None or target_actor is None:
        number = subject if source_actor is None else target
        return Damaged(path, line, f"no entity has the number {number}", repr(quad))
    if cameo is None:
        return Damaged(path, line, f"relation {relation} is no known CAMEO event", repr(quad))
    return Filed(f"{subject}|{cameo.code}|{target}", day, source_actor, target_actor, cameo)


def _actors(folder: Path) -> dict[int, FiledActor]:
    found = {}
    for row in _table(folder, ("entities.tsv.gz", "entities.tsv")):
        name = row["name"]
        code = row["iso3"] if "iso3" in row else country_of_actor(name)
        found[int(row["id"])] = FiledActor(name, code or None)
    return found


def _relations(folder: Path) -> dict[int, Cameo | None]:
    return {
        int(row["id"]): find_code(row["cameo"], row["name"]) if row.get("cameo") else find_name(row["name"])
        for row in _table(folder, ("relations.tsv.gz", "relations.tsv"))
    }


def _table(folder: Path, names: Sequence[str]) -> Iterator[dict[str, str]]:
    path = next((folder / name for name in names if (folder / name).exists()), None)
    if path is None:
        raise InputError(f"{names[-1]} is missing.", f"folder: {folder}", "Fetch the whole folder.")
    lines = iter_lines(path)
    columns = next(lines, "").split("\t")
    for number, line in enumerate(lines, 2):
        row = dict(zip(columns, line.split("\t"), strict=False))
        if not {"id", "name"} <= row.keys() or not row["id"].isdigit():
            raise InputError("A line has no id and name.", f"file: {path}, line {number}", "Fetch the folder again.")
        yield row


def _pairs(path: Path) -> Iterator[tuple[str, int]]:
    if not path.exists():
        raise InputError(f"{path.name} is missing.", f"folder: {path.parent}", "Fetch the whole folder.")
    for line in iter_lines(path):
        name, _, number = line.rpartition("\t")
        if name and number.strip().isdigit():  # some sets begin with a line that counts the rest
            yield name.strip(), int(number)


def _known_day(folder: Path) -> date:
    name = re.sub(r"[^a-z0-9]+", "", folder.resolve().name.lower())
    for known, day in FIRST_DAYS.items():
        if known in name:
            return day
    raise InputError(
        "The days of this folder are counted, but not from when.",
        f"folder: {folder}",
        "Say which day is day 0: --first-day 2018-01-01",
    )


def _hours_a_step(paths: Sequence[Path]) -> int:
    """24 where times count hours (all are multiples of 24, as in RE-Net's files), else 1: they count days."""
    steps = set()
    for path in paths:
        for line in iter_lines(path):
            cells = line.split()
            if len(cells) >= 4 and cells[3].isdigit():
                steps.add(int(cells[3]))
    return 24 if len(steps) > 1 and all(step % 24 == 0 for step in steps) else 1
