"""Places in news written by others: `python benchmarks/hard/where_outside.py DATA [--show] [--json FILE]`.

DATA holds re3d/, m2e2_voa/ and news_wikinews/. Texts stay there; what is labelled by us is in where_outside.tsv and
corpus/.

`names`: country of 176 places that re3d and M2E2 mark in their texts; each name once, at its first mention, drawn with
a seed from all marked names and given a country by hand from the text (`-`: of no state; `,` parts countries accepted).
Of re3d a whole document is read, of M2E2 one sentence, as nothing else of the report is given with it.
`act`: M2E2's events in every second sentence that has one, asked for their trigger's place: the place chosen is in the
marked one or the other way round (arguments Place, Destination; Origin where there is neither). `none`: no place
chosen where the event has none of these. M2E2 marks as Place also what is no name ("the city") and leaves out places of
acts often told; so neither figure can reach 100.
`act country`, `act none`: the same of the codings of the reports labelled in corpus/, country right, of the acts that
the coder has. All texts are of the sets' development halves; about ten CPU seconds.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import importlib
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from detente.coding import code_document
from detente.language import analyse
from detente.reading import read_text
from detente.values import Coding, Sentence, Span, Where
from detente.where import Place, choose, countries_of, find_places

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
LABELS = Path(__file__).with_suffix(".tsv")
FILES = {"re3d": "re3d/dev.jsonl.gz", "m2e2_voa": "m2e2_voa/dev.jsonl.gz"}
sys.path.insert(0, str(CORPUS))

Row = tuple[str, str, bool, str]
"""The set, the figure, whether it is right, and what to show."""


def read_rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a compressed JSON Lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def names(data: Path) -> Iterator[Row]:
    """Country of each labelled name."""
    labels: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    with LABELS.open(encoding="utf-8", newline="") as file:
        for label in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            labels[label["set"], label["id"]].append(label)
    texts = {(s, row["id"]): row["text"] for s, file_name in FILES.items() for row in read_rows(data / file_name)}
    for (origin, name), found in labels.items():
        text = texts[origin, name]
        _, places = _places(text, name)
        every = [place.where for part in places for place in part]
        for label in found:
            span = Span(int(label["start"]), int(label["end"]))
            if span.of(text) != label["text"]:
                sys.exit(f"{LABELS.name}, {name}: {label['text']!r} is not at {span.start}; is this the labelled text?")
            wanted = {None if code == "-" else code for code in label["country"].split(",")}
            # of "eastern Ukraine" taken for two places as long as one another, the later is what is meant
            got = max(every, key=lambda w: (_shared(Span(w.start, w.end), span), w.start), default=None)
            is_found = got is not None and _shared(Span(got.start, got.end), span) > 0
            country = got.country if got is not None and is_found else "not found"
            yield origin, "names", country in wanted, f"{label['text']}: {country}, wanted {label['country']}"


def _places(text: str, name: str) -> tuple[tuple[Sentence, ...], list[tuple[Place, ...]]]:
    document = read_text(text, id=name)
    sentences = analyse(document)
    countries = countries_of(sentences, document)
    return sentences, [find_places(sentence, document, countries) for sentence in sentences]


def _shared(a: Span, b: Span) -> int:
    return min(a.end, b.end) - max(a.start, b.start)


def acts(data: Path) -> Iterator[Row]:
    """The place that the room chooses for M2E2's events."""
    rows = [row for row in read_rows(data / FILES["m2e2_voa"]) if row["gold"]][::2]
    for row in rows:
        spans = _token_spans(row["text"], row["tokens"])
        sentences, places = _places(row["text"], row["id"])
        for event in row["gold"]:
            trigger = _span(spans, event["trigger"])
            marked = [_span(spans, a) for a in _place_arguments(event["arguments"])]
            if trigger is None or None in marked:
                continue
            got = _chosen(sentences, places, trigger)
            shown = f"{trigger.of(row['text'])}: {got.text if got else '-'} in {row['text']!r}"
            if marked:
                is_right = got is not None and any(s and _shared(Span(got.start, got.end), s) > 0 for s in marked)
                yield "m2e2_voa", "act", is_right, shown
            else:
                yield "m2e2_voa", "none", got is None, shown


def _place_arguments(arguments: list[dict[str, Any]]) -> list[dict[str, Any]]:
    roles = [{"Place", "Destination"}, {"Origin"}]
    return next(filter(None, ([a for a in arguments if a["role"] in role] for role in roles)), [])


def _token_spans(text: str, tokens: Iterable[str]) -> list[Span | None]:
    """Where each token stands in the text; None for one that is spelled otherwise there."""
    found: list[Span | None] = []
    at = 0
    for token in tokens:
        start = text.find(token, at, at + len(token) + 40)
        found.append(Span(start, start + len(token)) if start >= 0 else None)
        at = start + len(token) if start >= 0 else at
    return found


def _span(spans: list[Span | None], marked: dict[str, Any]) -> Span | None:
    first, last = spans[marked["start"]], spans[marked["end"] - 1]
    return Span(first.start, last.end) if first and last else None


def _chosen(sentences: Iterable[Sentence], places: Iterable[tuple[Place, ...]], trigger: Span) -> Where | None:
    for sentence, found in zip(sentences, places, strict=True):
        words = [t.index for t in sentence.tokens if t.start < trigger.end and trigger.start < t.end]
        if words:
            return choose(found, sentence, sentence.head_of(words[0], words[-1] + 1))
    return None


def reports(data: Path) -> Iterator[Row]:
    """Places of the codings of labelled reports; the same evidence is asked once."""
    corpus = importlib.import_module("join")
    for origin, read in corpus.SETS.items():
        articles = read(data / origin)
        for file in sorted((CORPUS / "real" / origin).glob("*.json")):
            labels = json.loads(file.read_text(encoding="utf-8"))
            article = articles[labels["id"]]
            corpus.join(labels, article)
            document = read_text(
                corpus.whole(article), id=labels["id"], published=date.fromisoformat(article["published"])
            )
            codings = code_document(document)
            asked = {(g["evidence"]["start"], g["evidence"]["end"], g["type"]): g for g in labels["gold"]}
            for (start, end, _), gold in asked.items():
                coding = _coding(codings, Span(start, end), {gold["type"], *gold["also"]})
                if coding is not None:
                    yield (origin, *_judged(gold, coding))


def _coding(codings: Iterable[Coding], evidence: Span, types: set[str]) -> Coding | None:
    ranked = [(_shared(c.trigger, evidence), c.confidence, c) for c in codings if c.type in types]
    ranked = [r for r in ranked if r[0] > 0]
    return max(ranked, key=lambda r: r[:2])[2] if ranked else None


def _judged(gold: dict[str, Any], coding: Coding) -> tuple[str, bool, str]:
    country = coding.where.country if coding.where else None
    place = coding.where.text if coding.where else "-"
    wanted = gold["place"]
    shown = f"{gold['evidence']['text']}: {place} {country}, wanted {wanted and wanted['name']}"
    if wanted:
        return "act country", country == wanted["country"], shown
    return "act none", coding.where is None, shown


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="the folder of the data sets")
    parser.add_argument("--show", action="store_true", help="print what was wrong among the names")
    parser.add_argument("--json", type=Path, help="also write the figures here")
    args = parser.parse_args()
    figures: dict[str, list[int]] = {}
    for step in (names, acts, reports):
        for origin, figure, is_right, shown in step(args.data):
            count = figures.setdefault(f"{origin}: {figure}", [0, 0])
            count[0] += is_right
            count[1] += 1
            if args.show and figure == "names" and not is_right:
                print(f"{origin}: {shown}", file=sys.stderr)
    for name, (right, asked) in sorted(figures.items()):
        print(f"{name:28}{right:5} of {asked:<5}{100 * right / asked:6.1f} %")
    if args.json:
        found = {"command": "python benchmarks/hard/where_outside.py DATA", "figures": dict(sorted(figures.items()))}
        args.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
