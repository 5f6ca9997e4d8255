"""Score the coder on reports coded by hand: `python benchmarks/coding.py SCORER [GOLD…] [--show]`.

SCORER is score_codings.py (it says how it matches; broken spans count as wrong). GOLD are its gold files or folders of
them (default: the bundled dispatches' own). Codings are of the raw text, read as `detente code` reads it.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from corpus.gold import load_scorer
from detente.coding import code_document
from detente.flat import to_json
from detente.reading import read_text

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
OWN = Path(__file__).resolve().parents[1] / "src" / "detente" / "examples" / "gold"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("gold", type=Path, nargs="*", default=[OWN])
    parser.add_argument(
        "--articles", type=Path, metavar="DATA", help="score the labelled real articles of corpus/ instead"
    )
    parser.add_argument("--show", action="store_true", help="print each miss, wrong coding and sprung trap")
    parser.add_argument("--json", type=Path, help="also write the figures here")
    args = parser.parse_args()
    if args.articles:
        folder = Path(tempfile.mkdtemp()) / "articles"
        subprocess.run([sys.executable, str(CORPUS / "join.py"), str(args.articles), str(folder)], check=True)
        args.gold = [folder]
    scorer = load_scorer(args.scorer)
    everything: dict[str, Any] = {}
    for path in args.gold:
        docs = list(scorer.load_gold(path))
        codings: dict[str, list[Any]] = defaultdict(list)
        for doc in docs:
            day = date.fromisoformat(doc["published"]) if doc.get("published") else None
            document = read_text(doc["whole"], id=str(doc["id"]), published=day)
            codings[str(doc["id"])] = [to_json(c, document) for c in code_document(document)]
        show = (lambda line: print(line, file=sys.stderr)) if args.show else (lambda line: None)
        n, _per, confidences = scorer.score(docs, codings, show)
        figures = scorer.figures(n, confidences)
        everything[path.stem] = figures
        print(f"== {path.stem}")
        print("\n".join(f"{k:16} {v}" for k, v in figures.items()))
    if args.json:
        args.json.write_text(json.dumps(everything, indent=1) + "\n")


if __name__ == "__main__":
    main()
