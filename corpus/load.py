"""Load the corpus.

    from corpus.load import reports
    for report in reports("train", data=Path("DATA")): ...

Written reports stand in `written/`; real ones are rows in `coded/`, whose texts come from the data folder. Without the
folder real reports are left out, unless `without_text` asks for their labels alone.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from corpus.rows import from_row
from corpus.sources import SourceError, read_source
from corpus.texts import OUTLETS, part_of, read_texts
from corpus.values import Part, Report

HERE = Path(__file__).parent


def written(folder: Path = HERE / "written") -> Iterator[Report]:
    """The written reports in order; raises SourceError for one that does not compile."""
    for path in sorted(folder.glob("*.txt")):
        for found in read_source(path, {}):
            if isinstance(found, SourceError):
                raise found
            yield found


def real(data: Path | None, folder: Path = HERE / "coded", *, without_text: bool = False) -> Iterator[Report]:
    """The real reports in order of set and id; a set whose data is absent is left out and said so."""
    for path in sorted(folder.glob("*.jsonl")):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        if without_text:
            yield from (from_row(row, None) for row in rows)
            continue
        if data is None or not (data / path.stem).is_dir():
            print(f"{path.stem}: {len(rows)} reports left out, their texts are not there", file=sys.stderr)
            continue
        texts = read_texts(data, path.stem)
        for row in rows:
            text = texts[row["id"]]
            yield from_row(row, text.text, text.title, OUTLETS.get(path.stem, ""))


def reports(part: Part | None = None, *, data: Path | None = None) -> Iterator[Report]:
    """All reports of a part (None: of the whole corpus), real ones first."""
    for report in (*real(data), *written()):
        if part is None or part_of(report.id) == part:
            yield report
