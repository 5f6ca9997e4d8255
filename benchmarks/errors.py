"""Sort every error of the coder on a part of the corpus by the stage at which it was lost.

    python benchmarks/errors.py DATA SCORER [--part dev] [--json FILE] [--keep before|after]
    python benchmarks/errors.py DATA SCORER --sample 320 > SHEET

Prints how many required dyads are missed, and how many coded ones are false, by stage, in real and in written reports.
`--keep` puts the counts beside those of another state into benchmarks/errors_stages.json, from which
`python benchmarks/errors_page.py` makes docs/errors.md. `--sample` prints a fixed random sample to be sorted by hand.
The part test is not to be looked at, and cannot be chosen.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.errors_page import SORTED, STAGES, read
from benchmarks.errors_stages import FALSE, HAS, HAS_NOT, MISSED, SIDES, Coded, Fault, Named, faults
from corpus.gold import gold_of, load_scorer
from corpus.load import reports
from corpus.values import Report
from detente.actors import resolve
from detente.coding import code, code_document, deciding
from detente.flat import to_json
from detente.language import analyse
from detente.reading import read_text
from detente.values import Coding, Document

SEED = 20281
Counts = dict[str, dict[str, dict[str, int]]]
"""Kind of error, stage, side of the corpus: how many."""


def coded_twice(scorer: Any, report: Report) -> Coded:
    """A report with everything that its errors are told by; its sentences are analysed once and coded twice."""
    document = read_text(report.text or "", id=report.id, published=report.published, outlet=report.outlet or None)
    sentences = analyse(document)
    mentions = resolve(document, sentences)
    kept = code_document(document, sentences)
    step: Any = code
    limits, decide = (deciding.KEPT, deciding.KEPT_OF_RULES), step.decide
    dropped: list[tuple[int, int]] = []

    def watched(read: Any, others: Any, clause: Any, *rest: Any) -> Any:
        found = decide(read, others, clause, *rest)
        if found is None:
            token = clause.tokens[read.word]
            dropped.append((token.start, token.end))
        return found

    deciding.KEPT = deciding.KEPT_OF_RULES = 0.0
    step.decide = watched
    try:
        unlimited = code_document(document, sentences)
    finally:
        (deciding.KEPT, deciding.KEPT_OF_RULES), step.decide = limits, decide
    named = [
        Named(
            s.start,
            s.end,
            frozenset(
                k
                for m in mentions[s.index]
                for a in m.actors
                for k in scorer.keys_of({"code": a.code, "country": a.country, "name": a.name})
            ),
        )
        for s in sentences
    ]
    return Coded(
        report.id, report.real, document.text, list(_asked(scorer, report)), gold_of(report)["forbidden"],
        _dyads(scorer, kept, document), _dyads(scorer, unlimited, document), dropped, named,
    )  # fmt: skip


def _asked(scorer: Any, report: Report) -> Iterator[dict[str, Any]]:
    """The dyads coded by hand, as the scorer compares them, with the place of the trigger."""
    labels = (label for sentence in report.sentences for label in sentence.codings)
    for event, label in zip(gold_of(report)["gold"], labels, strict=True):
        spans = scorer.occurrences(report.text, event["evidence"])
        for pair in scorer.dyads(event):
            yield dict(
                event=event, pair=pair, type=event["type"], types={event["type"], *event["also"]},
                required=event["required"], unreal=event["modality"] in scorer.UNREAL, spans=spans,
                trigger=label.trigger,
            )  # fmt: skip


def _dyads(scorer: Any, codings: Iterable[Coding], document: Document) -> list[dict[str, Any]]:
    """The dyads coded by the program, as the scorer compares them."""
    found = []
    for coding in codings:
        event = to_json(coding, document)
        at, unreal = (coding.trigger.start, coding.trigger.end), coding.modality in scorer.UNREAL
        found += [dict(event=event, pair=p, type=coding.type, at=at, unreal=unreal) for p in scorer.dyads(event)]
    return found


def counted(found: Iterable[tuple[Coded, Sequence[Fault]]]) -> Counts:
    """How many errors of each stage, and of each side of those whose parties are wrong, real and written.

    Beside them, of how many: the dyads that are required, and those coded that are right or false.
    """
    n: Counter[tuple[str, str, bool]] = Counter()
    for report, own in found:
        required = sum(g["required"] for g in report.gold)
        n["of", "required", report.real] += required
        n["of", "found", report.real] += required - sum(f.is_missed for f in own)
        n["of", "false", report.real] += sum(not f.is_missed for f in own)
        for fault in own:
            n["missed" if fault.is_missed else "false", fault.stage, fault.real] += 1
            for side in fault.sides:
                n["sides", side, fault.real] += 1
    kinds = (("of", ("required", "found", "false")), ("missed", MISSED), ("sides", SIDES), ("false", FALSE))
    return {
        kind: {stage: {"real": n[kind, stage, True], "written": n[kind, stage, False]} for stage in stages}
        for kind, stages in kinds
    }


def left(found: Iterable[tuple[Coded, Sequence[Fault]]], sample: Iterable[Mapping[str, str]]) -> dict[str, int]:
    """How many errors of the sample sorted by hand are errors still, by cause."""
    now = {(f.report, "missed" if f.is_missed else "false", f.key) for _, own in found for f in own}
    return dict(Counter(row["cause"] for row in sample if (row["report"], row["kind"], row["coding"]) in now))


def table(counts: Counts) -> str:
    """The counts as lines of 80 columns."""
    heads = {"of": "dyads", "missed": "missed, by stage", "sides": "wrong parties", "false": "false, by stage"}
    lines = []
    for kind, rows in counts.items():
        lines += [f"{heads[kind]:58} {'real':>6} {'written':>7} {'all':>6}"]
        lines += [_row(stage, n) for stage, n in rows.items()]
        total = {side: sum(n[side] for n in rows.values()) for side in ("real", "written")}
        lines += ["" if kind == "of" else _row("all", total) + "\n"]
    return "\n".join(lines)


def _row(name: str, n: dict[str, int]) -> str:
    short = name.replace(HAS, "the sentence has it").replace(HAS_NOT, "it has not")
    return f"  {short:56} {n['real']:6} {n['written']:7} {n['real'] + n['written']:6}"


def sheet(report: Coded, fault: Fault) -> Iterator[str]:
    """An error with its sentence and the one before, to be read and sorted by hand."""
    here = max((i for i, s in enumerate(report.sentences) if s.start <= fault.sentence), default=0)
    shown = [report.text[s.start : s.end] for s in report.sentences[max(0, here - 1) : here + 1]]
    spot = report.sentences[here]
    beside = [
        d
        for d in (report.kept if fault.is_missed else report.gold)
        if spot.start <= d["at" if fault.is_missed else "trigger"][0] < spot.end
    ]
    event = fault.dyad["event"]
    yield f"{'MISSED' if fault.is_missed else 'FALSE'} {fault.report} {fault.sentence} {fault.key} | {fault.stage}"
    if fault.sides:
        yield f"  sides: {'; '.join(fault.sides)}"
    yield f"  {_told(fault.dyad)} {event.get('modality')} [{event.get('evidence') or event['trigger']['text']}]"
    yield "  text: " + " // ".join(" ".join(s.split()) for s in shown)
    yield f"  {'coded' if fault.is_missed else 'by hand'}: " + "; ".join(_told(d) for d in beside)
    yield ""


def _told(dyad: dict[str, Any]) -> str:
    pair = (f"{a.get('name') or a.get('text')}/{a.get('code') or a.get('country')}" if a else "-" for a in dyad["pair"])
    return f"{dyad['type']} {' > '.join(pair)}"


def main() -> None:
    """Print the table, or the sample."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("--part", default="dev", choices=("train", "dev"))
    parser.add_argument("--json", type=Path, help="also write the counts")
    parser.add_argument("--keep", choices=("before", "after"), help=f"also keep the counts in {STAGES.name}")
    parser.add_argument("--sample", type=int, help="print so many errors to be sorted by hand instead")
    args = parser.parse_args()
    scorer = load_scorer(args.scorer)
    found = [(c, list(faults(scorer, c))) for r in reports(args.part, data=args.data) for c in [coded_twice(scorer, r)]]
    if args.sample:
        every = [(coded, fault) for coded, own in found for fault in own]
        for number in sorted(random.Random(SEED).sample(range(len(every)), min(args.sample, len(every)))):
            coded, fault = every[number]
            print("\n".join(sheet(coded, fault)))
        return
    counts = counted(found)
    print(table(counts))
    if args.json:
        args.json.write_text(json.dumps(counts, indent=1) + "\n")
    if args.keep:
        kept = json.loads(STAGES.read_text()) if STAGES.exists() else {}
        kept |= {args.keep: counts, f"left {args.keep}": left(found, read(SORTED))}
        STAGES.write_text(json.dumps(kept, indent=1) + "\n")


if __name__ == "__main__":
    main()
