"""Reports as gold files of the scorer: codings with evidence, parties by code, and traps.

    python -m corpus.gold DATA OUT [--part train|dev|test] [--real | --written]

Evidence is the trigger with the words beside it, as many as make it the only such place in the text.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from corpus.load import reports
from corpus.values import Coded, Label, Named, Party, Report, Spot

_PRONOUNS = frozenset({"", "i", "we", "you", "he", "she", "it", "they", "who"})
BESIDE = 3
"""Words of the sentence on each side of a trigger that belong to its evidence."""


def load_scorer(path: Path) -> Any:
    """The module of a scorer that is no part of the project; exits with a message where there is none."""
    spec = importlib.util.spec_from_file_location("scorer", path)
    if spec is None or spec.loader is None or not path.is_file():
        sys.exit(f"No scorer at {path}.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def gold_of(report: Report) -> dict[str, Any]:
    """The gold file of a report; raises ValueError where it has no text."""
    if report.text is None:
        raise ValueError(f"{report.id} has no text")
    parties = {p.key: p for p in report.parties}
    gold, traps = [], []
    for sentence in report.sentences:
        gold += [_coding(report.text, sentence, label, parties, n) for n, label in enumerate(sentence.codings)]
        traps += [
            {
                "id": f"trap-{t.trigger[0]}",
                "type": "*",
                "source": [],
                "target": [],
                "kind": t.kind,
                "modality": "any",
                "evidence": evidence_of(report.text, sentence, t.trigger, 0),
                "why": t.why or t.kind,
            }
            for t in sentence.traps
        ]
    title = report.title if report.text.startswith(f"{report.title}\n\n") else ""
    return {
        "id": report.id,
        "title": title,
        "published": report.published.isoformat(),
        "text": report.text.removeprefix(f"{title}\n\n") if title else report.text,
        "tags": [report.set, *filter(None, (report.register, report.region))],
        "gold": gold,
        "forbidden": traps,
    }


def evidence_of(text: str, sentence: Coded, trigger: Spot, beside: int = BESIDE) -> str:
    """The trigger's words and those beside it, more of them until no other place of the text reads the same."""
    own = text[sentence.start : sentence.end]
    cuts = [i for i, c in enumerate(own) if c.isspace()]
    first, last = trigger[0] - sentence.start, trigger[1] - sentence.start
    for n in range(beside, len(cuts) + 2):
        before = [-1, *(c for c in cuts if c < first)]
        after = [*(c for c in cuts if c >= last), len(own)]
        start = (before[max(0, len(before) - 1 - n)] + 1) if n else first
        end = after[min(n, len(after) - 1)] if n else last
        words = own[start:end]
        if text.count(words) == 1:
            return words
    return own


def _coding(text: str, sentence: Coded, label: Label, parties: dict[str, Party], number: int) -> dict[str, Any]:
    when, where = label.when, label.where
    speakers = [_called(text, n, parties) for n in label.attribution if n.key != "?"]
    return {
        "id": f"{label.type.lower()}-{label.trigger[0]}-{number}",
        "type": label.type,
        "modes": list(label.modes),
        "also": [name.split("/")[0] for name in label.also],
        "source": _actors(text, label.source, parties),
        "target": _actors(text, label.target, parties),
        "symmetric": label.symmetric,
        "date": {
            "start": when.days[0].isoformat(),
            "end": when.days[1].isoformat(),
            "implicit": when.spot is None,
        }
        if when and when.days
        else None,
        "place": {"name": where.name, "country": where.country, "inferred": where.spot is None} if where else None,
        "modality": label.modality,
        "historical": label.historical,
        "attribution": speakers[0] if speakers else None,
        "numbers": {k: list(v) for k, v in label.numbers.items()},
        "evidence": evidence_of(text, sentence, label.trigger),
        "required": label.required,
        "note": label.note,
    }


def _called(text: str, named: Named, parties: dict[str, Party]) -> str:
    """The words for a speaker; the name where they are a pronoun, which says nothing of who speaks."""
    words = text[slice(*named.spot)] if named.spot else ""
    return parties[named.key].name if words.lower() in _PRONOUNS else words


def _actors(text: str, named: Iterable[Named], parties: dict[str, Party]) -> list[dict[str, Any]]:
    """The parties; an unknown doer is none."""
    found = []
    for n in named:
        if n.key == "?":
            continue
        p = parties[n.key]
        found.append(
            {
                "code": p.code,
                "country": p.country,
                "sector": p.sectors[0],
                "also_sectors": list(p.sectors[1:]),
                "name": p.name,
                "text": text[slice(*n.spot)] if n.spot else None,
            }
        )
    return found


def main() -> None:
    """Write one file a report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--part", choices=("train", "dev", "test"))
    parser.add_argument("--real", action="store_true", help="only real reports")
    parser.add_argument("--written", action="store_true", help="only written reports")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    for number, report in enumerate(reports(args.part, data=args.data)):
        if (args.real and not report.real) or (args.written and report.real):
            continue
        file = args.out / f"{number:04d}.json"
        file.write_text(json.dumps(gold_of(report), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
