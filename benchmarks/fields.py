"""Score what a right trigger says besides: days, place, modality, who says so, numbers; each with its cases.

    python benchmarks/fields.py DATA SCORER [--part dev] [--json FILE] [--show FIELD]

Asked of every coding of the corpus whose trigger the program found with a right type, required or optional, whether or
not its parties are right (`benchmarks/corpus.py` asks right dyads only). Of several codings at a trigger the one with
most of its parties counts. The test part is for figures only: --show refuses it.

    interval      both days are those of the corpus, where it has days
    place         the country of the place, where the corpus has one that the text names
    modality      one of five; macro F1 over those that the part has
    attribution   who says so, where the corpus has somebody. Words: half of those of the first speaker's mention, as
                  the scorer asks (impossible for "it" and "we"); speaker: those, or the same place in the text, or half
                  of those of his name
    numbers       dead, injured, arrested, size: in the range of the corpus, where it gives one

`said` counts what the program gives where the corpus gives nothing; F1 counts that against it.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from corpus.gold import load_scorer
from corpus.load import reports
from corpus.values import MODALITIES, Coded, Label, Party, Report
from detente.coding import code_document
from detente.reading import read_text
from detente.values import Coding

FIELDS = ("interval", "place", "attribution (words)", "attribution (speaker)", "dead", "injured", "arrested", "size")
COUNTS = ("dead", "injured", "arrested", "size")
Fold = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Case:
    """A coding of the corpus beside the program's at its trigger."""

    report: Report
    sentence: Coded
    gold: Label
    found: Coding


def cases(report: Report, codings: Sequence[Coding], missed: Counter[str] | None = None) -> Iterator[Case]:
    """The codings that the program has, with its own; `missed` counts the required ones it lacks, by modality."""
    for sentence in report.sentences:
        for gold in sentence.codings:
            types = {gold.type, *(name.split("/")[0] for name in gold.also)}
            first, last = gold.trigger
            near = [c for c in codings if c.trigger.start < last and first < c.trigger.end and c.type in types]
            if near:
                yield Case(report, sentence, gold, min(near, key=lambda c: _distance(report, gold, c)))
            elif missed is not None and gold.required:
                missed[gold.modality] += 1


def _distance(report: Report, gold: Label, coding: Coding) -> tuple[int, int]:
    parties = {p.key: p for p in report.parties}
    meant = {_who(parties[n.key]) for n in (*gold.source, *gold.target) if n.key in parties}
    said = {p.actor.country or p.actor.name for p in (*coding.source, *coding.target)}
    return -len(meant & said), abs(coding.trigger.start - gold.trigger[0])


def _who(party: Party) -> str:
    return party.country or party.name


def judged(case: Case, fold: Fold) -> Iterator[tuple[str, str]]:
    """(field, right | wrong | missed | said) of each field that either gives; modality stands apart."""
    gold, found = case.gold, case.found
    if gold.when is not None and gold.when.days is not None:
        when = found.when
        days = (when.first_day, when.last_day) if when is not None else None
        yield "interval", "missed" if days is None else _told(days == gold.when.days)
    if gold.where is not None and gold.where.spot is not None and gold.where.country is not None:
        where = found.where
        yield "place", "missed" if where is None else _told(where.country == gold.where.country)
    named = [n for n in gold.attribution if n.key != "?"]
    for field, is_right in (("attribution (words)", has_words), ("attribution (speaker)", is_speaker)):
        if named:
            yield field, "missed" if not found.attribution else _told(is_right(case, fold))
        elif found.attribution:
            yield field, "said"
    for name in COUNTS:
        meant, said = gold.numbers.get(name), getattr(found.numbers, name)
        if meant is not None:
            yield name, "missed" if said is None else _told(meant[0] <= said <= meant[1])
        elif said is not None:
            yield name, "said"


def _told(is_right: bool) -> str:
    return "right" if is_right else "wrong"


def has_words(case: Case, fold: Fold) -> bool:
    """Whether the program's speakers hold half of the words of the first speaker's mention, as the scorer asks."""
    first = next(n for n in case.gold.attribution if n.key != "?")
    names = {p.key: p.name for p in case.report.parties}
    text = case.report.text or ""
    return _shares(text[slice(*first.spot)] if first.spot else names[first.key], case.found, fold)


def is_speaker(case: Case, fold: Fold) -> bool:
    """Whether one of the program's speakers stands where one of the corpus does, or has half of his words or name."""
    keys = {n.key for n in case.gold.attribution}
    spots = [n.spot for n in (*case.gold.attribution, *case.sentence.mentions) if n.key in keys and n.spot]
    if any(p.start < last and first < p.end for p in case.found.attribution for first, last in spots):
        return True
    named = [p.name for p in case.report.parties if p.key in keys]
    return has_words(case, fold) or any(_shares(name, case.found, fold) for name in named)


def _shares(words: str, found: Coding, fold: Fold) -> bool:
    said = fold(" ".join(f"{p.text} {p.actor.name or ''}" for p in found.attribution))
    wanted = [w for w in re.findall(r"\w+", fold(words)) if len(w) > 2]
    return bool(wanted) and 2 * sum(w in said for w in wanted) >= len(wanted)


def macro_f1(pairs: Counter[tuple[str, str]]) -> tuple[float, dict[str, tuple[float, float, float]]]:
    """The mean F1 over the modalities that the corpus has here, and (precision, recall, F1) of each."""
    rows: dict[str, tuple[float, float, float]] = {}
    for name in MODALITIES:
        right = pairs[name, name]
        meant = sum(n for (gold, _), n in pairs.items() if gold == name)
        said = sum(n for (_, found), n in pairs.items() if found == name)
        if meant:
            p, r = right / max(1, said), right / meant
            rows[name] = p, r, 2 * p * r / (p + r) if right else 0.0
    return sum(f for _, _, f in rows.values()) / max(1, len(rows)), rows


def row_of(name: str, n: Counter[str]) -> dict[str, Any]:
    """A line of the table: how often asked, and how often right, and F1 with what is said unasked."""
    asked = n["right"] + n["wrong"] + n["missed"]
    said = n["right"] + n["wrong"] + n["said"]
    share = n["right"] / max(1, asked)
    f1 = 2 * n["right"] / max(1, asked + said)
    return {"field": name, "asked": asked, "right": round(share, 3), **{k: n[k] for k in ("wrong", "missed", "said")},
            "f1": round(f1, 3)}  # fmt: skip


def table(found: dict[str, Counter[str]], pairs: Counter[tuple[str, str]], missed: Counter[str]) -> dict[str, Any]:
    """All figures."""
    macro, each = macro_f1(pairs)
    numbers: Counter[str] = sum((found.get(name, Counter()) for name in COUNTS), Counter())
    rows = [row_of(name, found.get(name, Counter())) for name in FIELDS]
    return {
        "fields": [*rows[:4], row_of("numbers", numbers), *rows[4:]],
        "modality": {
            "triggers": sum(pairs.values()),
            "accuracy": round(sum(n for (a, b), n in pairs.items() if a == b) / max(1, sum(pairs.values())), 3),
            "macro f1": round(macro, 3),
            "each": {
                name: {
                    "read as": [pairs[name, other] for other in MODALITIES],
                    "required, not coded": missed[name],
                    **dict(zip(("precision", "recall", "f1"), (round(x, 3) for x in prf), strict=True)),
                }
                for name, prf in each.items()
            },
        },
    }


def printed(figures: dict[str, Any]) -> str:
    """The tables as text."""
    lines = ["| field | asked | right | wrong | missed | said | F1 |", "|---|---:|---:|---:|---:|---:|---:|"]
    lines += [
        f"| {r['field']} | {r['asked']} | {r['right']:.3f} | {r['wrong']} | {r['missed']} | {r['said']} | "
        f"{r['f1']:.3f} |"
        for r in figures["fields"]
    ]
    m = figures["modality"]
    lines += [
        "",
        f"Modality of {m['triggers']} triggers: accuracy {m['accuracy']:.3f}, macro F1 {m['macro f1']:.3f}.",
        "",
    ]
    lines += [
        f"| in the corpus | {' | '.join(MODALITIES)} | not coded | precision | recall | F1 |",
        "|---|" + "---:|" * 9,
    ]
    lines += [
        f"| {name} | {' | '.join(map(str, r['read as']))} | {r['required, not coded']} | "
        f"{r['precision']:.2f} | {r['recall']:.2f} | {r['f1']:.2f} |"
        for name, r in m["each"].items()
    ]
    return "\n".join(lines)


def measured(rows: Iterator[tuple[Report, Sequence[Coding]]], fold: Fold, show: str | None = None) -> dict[str, Any]:
    """The figures of coded reports; prints the cases of a field that are not right."""
    found: dict[str, Counter[str]] = {}
    pairs: Counter[tuple[str, str]] = Counter()
    missed: Counter[str] = Counter()
    for report, codings in rows:
        for case in cases(report, codings, missed):
            pairs[case.gold.modality, case.found.modality] += 1
            verdicts = list(judged(case, fold))
            for field, verdict in verdicts:
                found.setdefault(field, Counter())[verdict] += 1
            if show is not None:
                wrong = [f"{field}: {v}" for field, v in verdicts if field.startswith(show) and v != "right"]
                if show == "modality" and case.gold.modality != case.found.modality:
                    wrong = [f"{case.gold.modality} read as {case.found.modality}"]
                for line in wrong:
                    print(f"{line} {_shown(case)}")
    return table(found, pairs, missed)


def _shown(case: Case) -> str:
    text, gold = case.report.text or "", case.gold
    by = [text[slice(*n.spot)] if n.spot else n.key for n in gold.attribution]
    said = [p.text for p in case.found.attribution]
    here = " ".join(text[case.sentence.start : case.sentence.end].split())
    trigger = text[slice(*gold.trigger)]
    return f"{gold.type} {trigger!r} {dict(gold.numbers)} by {by}; found {said} {case.found.numbers}: {here[:300]}"


def coded(found: Sequence[Report]) -> Iterator[tuple[Report, Sequence[Coding]]]:
    """Each report with the program's codings."""
    for report in found:
        if report.text is not None:
            yield (
                report,
                code_document(
                    read_text(report.text, id=report.id, published=report.published, outlet=report.outlet or None)
                ),
            )


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("--part", default="dev", choices=("train", "dev", "test"))
    parser.add_argument("--json", type=Path)
    parser.add_argument("--show", choices=("interval", "place", "modality", "attribution", *COUNTS), metavar="FIELD")
    args = parser.parse_args()
    if args.show and args.part == "test":
        sys.exit("The test part is not to be looked at: choose another part, or leave --show out.")
    fold: Fold = load_scorer(args.scorer).plain
    figures = measured(coded(list(reports(args.part, data=args.data))), fold, args.show)
    print(printed(figures))
    if args.json:
        args.json.write_text(json.dumps({"part": args.part, **figures}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
