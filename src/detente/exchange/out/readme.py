"""The first page of a bundle: what it is, what lies in it, how to open and how to cite it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from detente.exchange.out.markdown import code, plain, table

_FILES = {
    "data/codings": "the codings, one row a dyad",
    "data/reports": "the reports that they rest on: headline, outlet, day, link",
    "data/events": "what the codings say happened, each event once, one row a dyad",
    "data/event_codings": "which codings, in which sentences of which reports, tell each event",
    "data/imported_": "events as others filed them",
    "codebook": "what each column, type, mode, context and code means",
    "query": "the question asked, to be asked again",
    "versions": "what made the data: program, model, ontology, layout of the record",
    "CITATION": "how to cite the data and what it is made of",
    "manifest": "every file with its size and SHA-256",
}


def readme(
    title: str, question: Mapping[str, Any], manifest: Mapping[str, Any], names: Sequence[str], notes: Sequence[str]
) -> str:
    """The page as Markdown; `names` are the files of the bundle."""
    lines = [f"# {plain(title)}", "", "Political events: who did what to whom, when, where, and according to whom.", ""]
    lines += [f"Data {code(manifest['data'])}, the record's state of {plain(manifest['state_of'] or 'no day')}.", ""]
    lines += ["Asked with:", "", f"    {question['command'].replace(chr(10), ' ')}", ""]
    lines += ["## Files", ""]
    lines += table(("file", "what"), ((name, _what(name)) for name in names))
    lines += ["", "## Words of the reports", "", plain(manifest["text"]["said"]), ""]
    if notes:
        lines += ["## To know", "", *(f"- {plain(note)}" for note in notes), ""]
    lines += ["## Open it", "", *_OPEN, ""]
    lines += ["## Counts of codings are no counts of events", ""]
    lines.append(
        "A coding is one reading of one clause: several reports of one event give several codings, and a coding with"
        " several parties several rows. Planned, denied and historical acts are there too unless the question leaves"
        " them out: see `modality` and `historical`."
    )
    if "data/events.csv" in names:
        lines += ["", "Count events in `data/events`, by `event_id`: each is there once however many reports tell it."]
    return "\n".join([*lines, ""])


_OPEN = (
    "    duckdb -c \"SELECT type, count(DISTINCT coding_id) FROM 'data/codings.parquet' GROUP BY type\"",
    "    python -c \"import pandas; print(pandas.read_csv('data/codings.csv').head())\"",
    "    Rscript -e \"head(read.csv('data/codings.csv'))\"",
)


def _what(name: str) -> str:
    return next((what for start, what in _FILES.items() if name.startswith(start)), "this page")
