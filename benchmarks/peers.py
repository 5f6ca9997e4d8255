"""Score codings of peers' test sentences, from raw text: `python benchmarks/peers.py DATA/peer_tests [--show]`.

Sets: petr_unit_real, petr2_gsr, petr_unit_invented, plover_gsr_cameo (see PROVENANCE.md there; MIT and CC BY-SA 4.0).
A dyad is (source country or body, target country or body), domestic ones kept. Of a symmetric coding both directions
are right where the gold has them, and neither is wrong for want of one. Counted: actual codings. Matching is one to
one over distinct dyads ("dyad") or distinct dyads with PLOVER type ("type"). Gold rows of CAMEO 01 (statements), which
PLOVER does not code, are neither asked for nor wrong to find.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from detente.coding import code_document
from detente.reading import read_text
from detente.values import Coding, Party

SETS = ("petr_unit_real", "petr2_gsr", "petr_unit_invented", "plover_gsr_cameo")
_BODIES = {
    "IGOEUREEC": "EU",
    "IGOEUR": "EU",
    "EUR": "EU",
    "IGOUNO": "UNO",
    "UNO": "UNO",
    "IGONAT": "NATO",
    "IMGMUSISI": "IS",
}


def gold_key(code: str) -> str:
    """The country or body of a CAMEO actor code; the sector where there is neither ("---REB")."""
    for start, body in _BODIES.items():
        if code.startswith(start):
            return body
    if code[:3] in ("IGO", "IMG", "NGO", "MNC"):
        return code[3:6] or code
    return code[3:6] if code.startswith("---") else code[:3]


def party_keys(party: Party | None) -> tuple[str, ...]:
    """By what a party may be recognised: country or body, else its sector; ("",) for nobody."""
    if party is None:
        return ("",)
    a = party.actor
    return tuple(dict.fromkeys(k for k in (a.country, a.code, a.sector if a.sector != "UNK" else None) if k)) or ("",)


def coded_dyads(coding: Coding) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    for s, t in coding.dyads():
        yield party_keys(s), party_keys(t)


def score(rows: list[dict[str, Any]], codings: list[list[Coding]], show: bool) -> dict[str, dict[str, float]]:
    counts = {level: [0, 0, 0] for level in ("dyad", "type")}
    for row, found in zip(rows, codings, strict=True):
        for level in counts:
            gold: list[tuple[set[str], set[str], set[str] | None, bool]] = []
            for g in row["gold"]:
                types = {g["plover"], *(g.get("plover_alt") or [])} - {None}
                sources = {gold_key(c) for c in (g["source"], *(g.get("source_alt") or []))}
                targets = {gold_key(c) for c in (g["target"], *(g.get("target_alt") or []))}
                asked = bool(types)
                gold.append((sources, targets, types if level == "type" and types else None, asked))
            mine: dict[tuple[tuple[tuple[str, ...], tuple[str, ...]], bool, str], Coding] = {}
            for c in found:
                if c.modality not in ("actual", "planned"):
                    continue
                for s, t in coded_dyads(c):
                    pair = (min(s, t), max(s, t)) if c.symmetric else (s, t)
                    mine.setdefault((pair, c.symmetric, c.type if level == "type" else ""), c)
            left = sorted(range(len(gold)), key=lambda i: not gold[i][3])
            right = wrong = 0
            for (s, t), symmetric, kind in sorted(mine):
                hits = []
                for a, b in ((s, t), (t, s)) if symmetric else ((s, t),):
                    hit = next(
                        (
                            i
                            for i in left
                            if gold[i][0] & set(a)
                            and gold[i][1] & set(b)
                            and (gold[i][2] is None or kind in gold[i][2])
                        ),
                        None,
                    )
                    if hit is not None:
                        left.remove(hit)
                        hits.append(hit)
                right += sum(gold[h][3] for h in hits)
                wrong += not hits
            left = [i for i in left if gold[i][3]]
            counts[level][0] += right
            counts[level][1] += wrong
            counts[level][2] += len(left)
            if show and (wrong or left):
                said = [(p, k) for p, _, k in mine]
                print(
                    f"{level} {row['id']}: coded {said} missed {[row['gold'][i] for i in left]}",
                    row["text"][:300],
                    sep="\n    ",
                    file=sys.stderr,
                )
    figures = {}
    for level, (right, wrong, missed) in counts.items():
        p, r = right / max(1, right + wrong), right / max(1, right + missed)
        figures[level] = dict(
            precision=round(p, 3), recall=round(r, 3), f1=round(2 * p * r / max(1e-9, p + r), 3), gold=right + missed
        )
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", action="store_true", help="print each miss and each wrong dyad")
    parser.add_argument("--sets", nargs="*", default=SETS)
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    everything = {}
    for name in args.sets:
        rows = [json.loads(line) for line in (args.folder / f"{name}.dev.jsonl").read_text().splitlines()]
        codings = [
            code_document(
                read_text(r["text"], id=r["id"], published=date.fromisoformat(r["date"]) if r.get("date") else None)
            )
            for r in rows
        ]
        everything[name] = score(rows, codings, args.show)
        print(name, json.dumps(everything[name]))
    if args.json:
        args.json.write_text(json.dumps(everything, indent=1) + "\n")


if __name__ == "__main__":
    main()
