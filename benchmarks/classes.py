"""How the coder fares by class of language: `python benchmarks/classes.py [--show] [--gaps FILE] [--json FILE]`.

The sentences are those of tests/coding/cases.tsv, written for this project, with their codings, before the coder read
them. They are short and clean, one class each: the figure says which constructions are read, not how well news is.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "coding"))

from notation import parse_expected, passes, read_cases, shown

HEAD = """\
# The cases that the coder does not pass yet, with what it gives; made by `python benchmarks/classes.py --gaps FILE`.
class\texpected\ttext\tgot
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true", help="print each case that fails, with what was coded")
    parser.add_argument("--gaps", type=Path, help="write the failing cases here (tests/coding/known_gaps.tsv)")
    parser.add_argument("--json", type=Path, help="also write the figures here")
    args = parser.parse_args()
    cases = read_cases()
    right, every = Counter[str](), Counter[str]()
    gaps: list[tuple[str, str, str, str]] = []
    for case in cases:
        codings = case.codings()
        every[case.kind] += 1
        if passes(parse_expected(case.expected), codings):
            right[case.kind] += 1
        else:
            gaps.append((case.kind, case.expected, case.text, shown(codings)))
    if args.show:
        for kind, expected, text, got in gaps:
            print(f"{kind}: {text}\n    expected {expected}\n    got      {got}", file=sys.stderr)
    for kind in every:
        print(f"{kind:24} {right[kind]:3} of {every[kind]:3}")
    print(f"{'all':24} {right.total():3} of {every.total():3}  {100 * right.total() / every.total():.1f} %")
    if args.gaps:
        args.gaps.write_text(HEAD + "".join("\t".join(gap) + "\n" for gap in gaps), encoding="utf-8")
    if args.json:
        figures = {k: {"right": right[k], "all": every[k]} for k in every}
        args.json.write_text(
            json.dumps(figures | {"all": {"right": right.total(), "all": every.total()}}, indent=1) + "\n"
        )


if __name__ == "__main__":
    main()
