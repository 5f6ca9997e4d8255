"""The codebook of a bundle, made from the ontology and the declared columns: as values for JSON, and as Markdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any

from detente.exchange.out.columns import Column
from detente.exchange.out.markdown import code, table
from detente.ontology import Ontology

QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
_KINDS = {
    "text": "text",
    "day": "day, as 2018-03-01",
    "whole": "whole number",
    "number": "number",
    "truth": "true or false",
}
_WORDS: dict[str, dict[str, str]] = {
    "modality": {
        "actual": "it happened, or is happening",
        "planned": "announced or agreed, not done yet",
        "possible": "may happen: demanded, threatened, expected, considered",
        "hypothetical": "depends on a condition",
        "denied": "said not to have happened, or not to be going to",
    },
    "place_precision": {
        "country": "a country: the coordinates are a point inside it, not where it happened",
        "region": "a part of a country: a point inside it",
        "city": "a town",
        "site": "a building, base, border crossing or other spot",
    },
    "date_precision": {
        "day": "one day",
        "week": "a week",
        "month": "a month",
        "quarter": "three months",
        "season": "a season",
        "half": "half a year",
        "year": "a year",
        "decade": "ten years",
        "range": "from one day to another",
    },
}


def codebook(
    ontology: Ontology, name: str, tables: Mapping[str, Sequence[Column]], unknown: Sequence[str] = ()
) -> dict[str, Any]:
    """All that the values mean, as plain values. `unknown` are types in the data that the ontology does not have."""
    return {
        "ontology": name,
        "quads": [{"quad": quad, "meaning": line} for quad, line in QUADS.items()],
        "types": [
            {
                "type": t.name,
                "meaning": t.line,
                "quad": t.quad,
                "intensity": t.intensity,
                "target_required": t.target_required,
                "modes": [
                    {"mode": m.name, "meaning": m.line, "intensity": m.intensity}
                    for m in ontology.modes.get(t.name, {}).values()
                ],
            }
            for t in ontology.types.values()
        ],
        "types_not_described": list(unknown),
        "contexts": [{"context": context, "meaning": line} for context, line in ontology.contexts.items()],
        "cameo": [
            {"code": c.code, "meaning": c.name, "goldstein": c.goldstein, "type": c.type, "modes": list(c.modes)}
            for c in ontology.cameo.values()
        ],
        "sectors": [{"sector": sector, "meaning": line} for sector, line in _sectors()],
        **{field: [{"value": v, "meaning": line} for v, line in words.items()] for field, words in _WORDS.items()},
        "files": {
            file: [
                {"column": c.name, "kind": c.kind, "meaning": c.meaning, "is_text_of_report": c.is_quoted}
                for c in columns
            ]
            for file, columns in tables.items()
        },
    }


def to_markdown(book: Mapping[str, Any]) -> str:
    """The codebook to be read."""
    lines = ["# Codebook", "", f"Ontology: {code(book['ontology'])}.", "", "## Columns", ""]
    lines += ["What is not known is empty. Days are inclusive at both ends. Files are UTF-8.", ""]
    for file, columns in book["files"].items():
        lines += [f"### {code(file)}", ""]
        lines += table(("column", "kind", "meaning"), ((c["column"], _KINDS[c["kind"]], c["meaning"]) for c in columns))
        lines.append("")
    lines += ["## Types", ""]
    lines += table(
        ("type", "meaning", "quad", "intensity", "target"),
        (
            (
                t["type"],
                t["meaning"],
                t["quad"],
                t["intensity"],
                "required" if t["target_required"] else "may be missing",
            )
            for t in book["types"]
        ),
    )
    if book["types_not_described"]:
        told = ", ".join(code(name) for name in book["types_not_described"])
        lines += ["", f"The data has types that this ontology does not describe: {told}."]
    lines += ["", "Quads: " + "; ".join(f"{q['quad']} {q['meaning']}" for q in book["quads"]) + ".", ""]
    lines += ["## Modes", ""]
    lines += table(
        ("type", "mode", "meaning", "intensity"),
        ((t["type"], m["mode"], m["meaning"], m["intensity"]) for t in book["types"] for m in t["modes"]),
    )
    for title, key, columns in (
        ("Contexts", "contexts", ("context", "meaning")),
        ("Sectors of actors", "sectors", ("sector", "meaning")),
        ("Modality", "modality", ("value", "meaning")),
        ("Precision of days", "date_precision", ("value", "meaning")),
        ("Precision of places", "place_precision", ("value", "meaning")),
        ("CAMEO codes", "cameo", ("code", "meaning", "goldstein", "type")),
    ):
        lines += ["", f"## {title}", ""]
        lines += table(columns, ([row[c] for c in columns] for row in book[key]))
    return "\n".join([*lines, ""])


def _sectors() -> list[tuple[str, str]]:
    text = (files("detente.exchange.out") / "data" / "sectors.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and line[0] != "#"]
    return [(sector, line) for sector, line in rows[1:]]
