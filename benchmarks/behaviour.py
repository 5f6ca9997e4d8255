"""Behaviour that averages hide: `python benchmarks/behaviour.py [BEHAVIOUR…] [--show] [--floors] [--json FILE]`.

The cases are those of tests/behaviour/cases.tsv, and holding.py beside them says when one holds:
  swap      two actors swapped everywhere swap the answer and change nothing else
  rename    a state's name replaced by another's changes only the name (one case for each text and state)
  passive, noun, spelling   active to passive, verb to noun, UK to US spelling change nothing
  apart     two acts of one type in one report stay apart
  nothing   a report with nothing to code yields nothing
  bytes     running again, in another order, in another process, alone gives the same bytes
reads: the type that belongs there is found; holds: type, parties, modality, days and number of codings are as they must
be; exact: every other field too. By state: whether each is read as most are, the mean intensity of what is told of it
as done, and the mean confidence. --floors raises the floors that the tests keep; with --lower it also lowers them.
No learned part: --frames. One behaviour or two: name them. --write makes docs/behaviour.md.
"""

from __future__ import annotations

import argparse
import contextlib
import functools
import io
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "behaviour"))

from floors import Shares, raised, read_floors, renamed, shares, sunk, write_floors
from holding import BEHAVIOURS, Coder, Verdict, read_cases, verdicts
from same_bytes import differing

from detente.coding import code_document

PAGE = Path(__file__).resolve().parents[1] / "docs" / "behaviour.md"
ABOUT = """# Behaviour that averages hide

Made by `python benchmarks/behaviour.py --write` from short texts written for it (`tests/behaviour/cases.tsv`). Two
actors that change places everywhere must change places in the answer, another state's name must change only the name;
passive for active, a noun for a verb, American for British spelling must change nothing; two acts of one type must
stay apart, a text with nothing to code must give nothing, and running again must give the same bytes.

*Reads*: the type that belongs there is found. *Holds*: so are parties, modality, days and number of codings. *Exact*:
every other field too. "Worst state": texts read alike for the state that fares worst; "all states": texts read alike
for every state. What differs is mostly an act near the threshold, coded in one form of the text and not in the other.
*Intensity* and *confidence* by state are means over the same texts with only the name changed: a state that were coded
more harshly than others would stand out.
"""


def main() -> None:
    """Print the shares; show, write and raise what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("behaviours", nargs="*", metavar="BEHAVIOUR", help=f"of {', '.join(BEHAVIOURS)}, bytes")
    parser.add_argument("--frames", action="store_true", help="the frame table alone decides")
    parser.add_argument("--show", action="store_true", help="print the cases that do not hold to the letter")
    parser.add_argument("--floors", action="store_true", help="raise the floors to what was found")
    parser.add_argument("--lower", action="store_true", help="with --floors: also lower them")
    parser.add_argument("--json", type=Path, help="also write the figures here")
    parser.add_argument("--write", action="store_true", help="also make docs/behaviour.md")
    args = parser.parse_args()
    if unknown := set(args.behaviours) - {*BEHAVIOURS, "bytes"}:
        parser.error(f"no behaviour {', '.join(sorted(unknown))}")
    if (args.floors or args.write) and (args.behaviours or args.frames):
        parser.error("--floors and --write take all behaviours of the shipped coder")
    told = io.StringIO()
    with contextlib.redirect_stdout(told):
        measure(args)
    print(told.getvalue(), end="")
    if args.write:
        PAGE.write_text(f"{ABOUT}\n{told.getvalue()}", encoding="utf-8")


def measure(args: argparse.Namespace) -> None:
    """Code the cases and print what was asked for."""
    coder: Coder = functools.partial(code_document, learned=False) if args.frames else code_document
    wanted = set(args.behaviours or (*BEHAVIOURS, "bytes"))
    cases = [c for c in read_cases() if c.behaviour in wanted]
    found = list(verdicts(cases, coder))
    figures = shares(found)
    if args.show:
        show(found)
    print("| behaviour | cases | reads | holds | exact | what differs |\n|---|---:|---:|---:|---:|---|")
    for name, share in figures.items():
        print(line(name, share, [v for v in found if v.case.behaviour == name]))
    if "bytes" in wanted:
        figures["bytes"] = same_bytes(coder, elsewhere=not args.frames)
    by_state = states(found)
    if args.json:
        all_shares = {name: share._asdict() for name, share in figures.items()}
        args.json.write_text(json.dumps({"shares": all_shares, "states": by_state}, indent=1) + "\n", encoding="utf-8")
    if args.floors:
        raise_floors({name: share for name, share in figures.items() if name != "bytes"}, lower=args.lower)


def line(name: str, share: Shares, own: Sequence[Verdict]) -> str:
    """One row of the table, with the three commonest differences of the cases that do not hold to the letter."""
    why = Counter(reason for v in own for reason in v.why)
    most = ", ".join(f"{reason} {n}" for reason, n in sorted(why.items(), key=lambda x: (-x[1], x[0]))[:3])
    return f"| {name} | {share.cases} | {share.reads:.3f} | {share.holds:.3f} | {share.exact:.3f} | {most} |"


def same_bytes(coder: Coder, *, elsewhere: bool) -> Shares:
    """The share of cases whose bytes are the same in every run, printed; the first case of each behaviour is also coded
    alone in a process of its own. A coder that is not the shipped one is not run elsewhere."""
    cases = read_cases()
    alone = [next(c.id for c in cases if c.behaviour == b) for b in BEHAVIOURS] if elsewhere else []
    bad = differing(cases, coder, alone=alone, elsewhere=elsewhere)
    share = 1 - len(bad) / len(cases)
    print(f"| bytes | {len(cases)} | | {share:.3f} | {share:.3f} | {', '.join(bad)} |")
    return Shares(len(cases), share, share, share)


def states(found: Sequence[Verdict]) -> dict[str, dict[str, Any]]:
    """How each state is read in the renamed texts, printed."""
    groups = renamed(found, "state")
    if groups:
        print("\n| state | texts | holds | exact | intensity | confidence |\n|---|---:|---:|---:|---:|---:|")
    out: dict[str, dict[str, Any]] = {}
    for state, own in groups.items():
        n = len(own)
        row = {
            "texts": n,
            "holds": sum(v.holds for v in own) / n,
            "exact": sum(v.exact for v in own) / n,
            "intensity": sum(v.intensity for v in own) / n,
            "confidence": sum(v.confidence for v in own) / n,
        }
        print(f"| {state} | {n} | {row['holds']:.3f} | {row['exact']:.3f} | {row['intensity']:.2f} | "
              f"{row['confidence']:.3f} |")  # fmt: skip
        out[state] = row
    return out


def show(found: Sequence[Verdict]) -> None:
    """Print what was read of each case that does not hold to the letter."""
    for v in found:
        if v.exact and v.reads:
            continue
        holds = "holds to the letter" if v.exact else "holds" if v.holds else "does not hold"
        reads = "" if v.reads else f"; no {v.case.type} read"
        print(f"{v.case.id} {v.case.behaviour}{f' {v.state}' if v.state else ''}: {holds}{reads}  {', '.join(v.why)}")
        for text, read in v.told:
            print(f"    {' ¶ '.join(text.split(chr(10) * 2))}\n        {read}")


def raise_floors(found: dict[str, Shares], *, lower: bool) -> None:
    """Write the floors, and say which figures lie under those that are kept."""
    known, _ = read_floors()
    for words in sunk(known, found):
        print(f"{'Lowered' if lower else 'Kept'}: {words}", file=sys.stderr)
    write_floors(raised(known, found, lower=lower))


if __name__ == "__main__":
    main()
