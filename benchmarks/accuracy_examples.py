"""What the coder still gets wrong, shown on sentences written for this: what it codes beside what a coder would."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from detente.coding import code_document
from detente.reading import read_text
from detente.values import Coding, Party

EXAMPLES = Path(__file__).parent / "accuracy_examples.tsv"
PUBLISHED = date(2026, 3, 11)
NOTHING = "nothing"


def shown(path: Path = EXAMPLES) -> list[dict[str, Any]]:
    """Every example with what is wanted, what is coded, and whether they are the same."""
    with path.open(encoding="utf-8") as lines:
        rows = list(
            csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
        )
    out = []
    for row in rows:
        coded = told(code_document(read_text(row["text"], id="example", published=PUBLISHED)))
        out.append({**row, "coded": coded, "is right": set(coded.split("; ")) == set(row["wanted"].split("; "))})
    return out


def told(codings: Iterable[Coding]) -> str:
    """Codings in a line: type, modality where it is not actual, parties by code, country, sector or words."""
    lines = []
    for c in codings:
        modality = "" if c.modality == "actual" else f" ({c.modality})"
        lines.append(f"{c.type}{modality} {_parties(c.source)}>{_parties(c.target)}")
    return "; ".join(dict.fromkeys(lines)) or NOTHING


def _parties(parties: tuple[Party, ...]) -> str:
    names = (
        p.actor.code or p.actor.country or (p.actor.sector if p.actor.sector != "UNK" else p.text) for p in parties
    )
    return "+".join(dict.fromkeys(n or p.text for n, p in zip(names, parties, strict=True))) or "-"
