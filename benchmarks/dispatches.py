"""How well the bundled dispatches are cut: `python benchmarks/dispatches.py [--show] [--json FILE]`.

From bytes, as `detente code` reads them. Sentences: F1 of exact spans among headlines, subheadings, captions, related
headlines and the body. Parts: share of gold sentences, datelines, credits and notices that stand in a part of their
kind. The dispatches served to develop the reading: the figures show that it holds together, not how it fares elsewhere.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from detente.examples import read_boundaries, read_dispatches
from detente.language.sentences import split
from detente.values import Document

READ = {"headline", "subheading", "body", "caption", "related"}


def found_sentences(document: Document) -> set[tuple[int, int]]:
    """The spans of the document's sentences, parts without sentences left out."""
    spans = (split(document.text, p.start, p.end) for p in document.parts if p.kind in READ)
    return {(s.start, s.end) for part in spans for s in part}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true", help="print each sentence missed or wrong")
    parser.add_argument("--json", type=Path, help="also write the figures here")
    args = parser.parse_args()
    boundaries = read_boundaries()
    right = found = gold = in_part = parts = 0
    for outcome in read_dispatches():
        document = outcome.document
        if document is None:
            sys.exit(f"{outcome.input}: {outcome.reason}")
        rows = boundaries[document.id]
        want = {(b.start, b.end) for b in rows if b.part in READ}
        have = found_sentences(document)
        right, found, gold = right + len(want & have), found + len(have), gold + len(want)
        for b in rows:
            parts += 1
            in_part += any(p.kind == b.part and p.start <= b.start and b.end <= p.end for p in document.parts)
        if args.show:
            for sign, spans in (("missed", want - have), ("wrong ", have - want)):
                for start, end in sorted(spans):
                    print(f"{sign} {document.id} {start}-{end} {document.text[start:end]!r}", file=sys.stderr)
    figures = {
        "reports": len(boundaries),
        "sentences": gold,
        "sentences F1": round(200 * right / (found + gold), 2),
        "precision": round(100 * right / found, 2),
        "recall": round(100 * right / gold, 2),
        "in the right part, %": round(100 * in_part / parts, 2),
    }
    for name, value in figures.items():
        print(f"{name:24} {value:10}")
    if args.json:
        args.json.write_text(json.dumps(figures, indent=1) + "\n")


if __name__ == "__main__":
    main()
