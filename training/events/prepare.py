"""Put the corpus into words: one JSON line a sentence, with its labels and what the frame table proposes.

    python training/events/prepare.py DATA OUT.jsonl [--part train|dev|test]
    python training/events/prepare.py DATA OUT.jsonl --silver SET=N [SET=N ...]

The second form takes N uncoded reports of each data set, of the part train, and gives the rules' own codings as labels;
sentences that hold none are thinned.

Coded rows also tell, of each word that names somebody, which parties of the report it may be (`who`), so that the
heads learn who of a window is a party; uncoded reports do not tell that.
Read by `teach.py` beside it; needs the package, not torch.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from corpus.load import real, reports
from corpus.texts import Text, part_of, read_texts
from corpus.values import Coded, Label, Named, Report, Spot
from corpus.values import Party as CodedParty
from detente.actors import resolve
from detente.coding import code_document
from detente.coding.acts import find_acts
from detente.coding.clause import Clause
from detente.coding.grammar import grammar_of
from detente.knowledge import load as load_knowledge
from detente.language import analyse
from detente.reading import read_text
from detente.values import Coding, Document, Party, Sentence

Row = dict[str, Any]
Range = tuple[int, int]
_CONTENT = frozenset({"VERB", "NOUN", "ADJ", "PROPN"})
"""Parts of speech of words that a teacher may take for triggers."""
LONG = 60
"""Words from which on a silver sentence is left out."""


def ranges(sentence: Sentence, spots: Iterable[Spot | None]) -> list[Range]:
    """The words of several spans, those outside of the sentence left out."""
    return [r for spot in spots if spot and (r := sentence.words_of(*spot))]


def _spots(named: Sequence[Named]) -> Iterator[Spot | None]:
    yield from (n.spot for n in named)


def label_row(sentence: Sentence, label: Label) -> Row | None:
    """A coding as words; None where its trigger is no word of the sentence."""
    trigger = sentence.words_of(*label.trigger)
    if trigger is None:
        return None
    return {
        "word": sentence.head_of(*trigger),
        "trigger": trigger,
        "type": label.type,
        "modes": list(label.modes),
        "also": [name.split("/")[0] for name in label.also],
        "modality": label.modality,
        "historical": label.historical,
        "symmetric": label.symmetric,
        "required": label.required,
        "source": ranges(sentence, _spots(label.source)),
        "target": ranges(sentence, _spots(label.target)),
        "sources": [n.key for n in label.source],
        "targets": [n.key for n in label.target],
        "by": ranges(sentence, _spots(label.attribution)),
        "when": ranges(sentence, [label.when.spot if label.when else None]),
        "where": ranges(sentence, [label.where.spot if label.where else None]),
    }


def coding_row(sentence: Sentence, coding: Coding) -> Row:
    """A coding of the rules as words: what the heads get as a proposal."""

    def at(parties: Sequence[Party]) -> list[Range]:
        return ranges(sentence, ((p.start, p.end) for p in parties))

    trigger = sentence.words_of(*coding.trigger) or (0, 1)
    return {
        "word": sentence.head_of(*trigger),
        "type": coding.type,
        "modality": coding.modality,
        "historical": coding.historical,
        "source": at(coding.source),
        "target": at(coding.target),
        "by": at(coding.attribution),
    }


def proposals(document: Document) -> Iterator[tuple[Clause, list[Coding], Row]]:
    """Each sentence with the rules' codings and, as a row, all that they say of it."""
    sentences = analyse(document)
    mentions = resolve(document, sentences)
    codings = code_document(document, sentences, mentions, learned=False)
    frames = load_knowledge().frames
    for sentence, own in zip(sentences, mentions, strict=True):
        clause = Clause(sentence, own)
        acts = find_acts(clause, frames)
        mine = [c for c in codings if c.sentence_index == sentence.index]
        yield (
            clause,
            mine,
            {
                "words": [t.text for t in sentence.tokens],
                "heads": [t.head for t in sentence.tokens],
                "part": sentence.part,
                "mentions": [[m.first, m.last, m.head] for m in own],
                "actors": [[m.head, [_identity(a.code, a.country, a.name) for a in m.actors]] for m in own],
                "acts": [[a.token, a.frame.type or a.frame.op or "-"] for a in acts],
                "coded": [coding_row(sentence, c) for c in mine],
            },
        )


def _identity(code: str | None, country: str | None, name: str) -> list[str]:
    """By what an actor may be known."""
    return [x.casefold() for x in (code, country, name) if x]


def who_of(sentence: Sentence, row: Row, coded: Iterable[Coded], parties: Sequence[CodedParty]) -> list[list[Any]]:
    """Every word of the sentence that names somebody, with the keys of the parties that it names by a coder's mark,
    and of those that it may name by what the program takes it for."""
    marked: dict[int, set[str]] = {}
    for named in (n for c in coded for n in c.mentions if n.spot):
        if (words := sentence.words_of(*named.spot)) is not None:
            own = sentence.head_of(*words)
            inside = [head for head, _ in row["actors"] if words[0] <= head < words[1]]
            marked.setdefault(own if own in inside else max(inside, default=own), set()).add(named.key)
    known = {p.key: set(_identity(p.code, p.country, p.name)) for p in parties}
    alike: dict[int, set[str]] = {head: set() for head in marked}
    for head, actors in row["actors"]:
        names = {x for actor in actors for x in actor}
        alike.setdefault(head, set()).update(key for key, own in known.items() if own & names)
    return [[head, sorted(marked.get(head, ())), sorted(keys)] for head, keys in sorted(alike.items())]


def rows_of(report: Report) -> Iterator[Row]:
    """The sentences of a report in order, as the program cuts them."""
    document = read_text(report.text or "", id=report.id, published=report.published, outlet=report.outlet or None)
    for number, (clause, _, row) in enumerate(proposals(document)):
        sentence = clause.sentence
        labels = [label for coded in _at(report, sentence) for label in coded.codings]
        traps = [t for coded in _at(report, sentence) for t in coded.traps]
        inside = [x for x in labels if sentence.start <= x.trigger[0] < sentence.end]
        found = [{**r, "grammar": grammar_of(clause, r["word"])} for x in inside if (r := label_row(sentence, x))]
        yield {
            "id": f"{report.id}#{number}",
            "set": report.set,
            "split": part_of(report.id),
            **row,
            "actors": [],
            "who": who_of(sentence, row, _at(report, sentence), report.parties),
            "labels": found,
            "traps": ranges(sentence, (t.trigger for t in traps)),
        }


def _at(report: Report, sentence: Sentence) -> list[Coded]:
    return [c for c in report.sentences if c.start < sentence.end and sentence.start < c.end]


def silver_row(clause: Clause, coding: Coding) -> Row:
    """A coding of the rules as if it were a coder's."""
    sentence = clause.sentence
    trigger = sentence.words_of(*coding.trigger) or (0, 1)
    when, where = coding.when, coding.where
    said = [(when.start, when.end)] if when and when.start is not None and when.end is not None else []
    return {
        **(known := coding_row(sentence, coding)),
        "grammar": grammar_of(clause, known["word"]),
        "trigger": trigger,
        "modes": list(coding.modes),
        "also": [],
        "symmetric": coding.symmetric,
        "required": True,
        "when": ranges(sentence, said),
        "where": ranges(sentence, [(where.start, where.end)] if where else []),
    }


def silver_rows(text: Text, weight: float) -> Iterator[Row]:
    """The sentences of an uncoded report, with the rules' codings as labels."""
    document = read_text(text.text, id=text.id, published=text.published)
    for number, (clause, codings, row) in enumerate(proposals(document)):
        labels = [silver_row(clause, c) for c in codings]
        yield {
            "id": f"{text.id}#{number}",
            "set": text.set,
            "split": "silver",
            "weight": weight,
            **row,
            "labels": labels,
            "traps": [],
            "grammar": {t.index: grammar_of(clause, t.index) for t in clause.tokens if t.upos in _CONTENT},
        }


def thinned(rows: Iterable[Row], seed: int = 3) -> Iterator[Row]:
    """All short rows with labels, a quarter of those with words of the frame table, a twentieth of the rest."""
    rng = random.Random(seed)
    for row in rows:
        share = 1.0 if row["labels"] else 0.25 if row["acts"] else 0.05
        if rng.random() < share and len(row["words"]) < LONG:
            yield row


def uncoded(data: Path, name: str, n: int) -> list[Text]:
    """The first N reports of a set, by the digest of their ids, that belong to the part train and are not coded."""
    known = {report.id for report in real(None, without_text=True)}
    texts = [t for t in read_texts(data, name).values() if part_of(t.id) == "train" and t.id not in known]
    return sorted(texts, key=lambda t: sha256(t.id.encode()).hexdigest())[:n]


def main() -> None:
    """Write the rows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--part", choices=("train", "dev", "test"))
    parser.add_argument("--silver", nargs="+", metavar="SET=N")
    parser.add_argument("--weight", type=float, default=0.5, help="of a silver sentence beside a coded one")
    args = parser.parse_args()
    if args.silver:
        asked = [item.partition("=") for item in args.silver]
        texts = (text for name, _, n in asked for text in uncoded(args.data, name, int(n)))
        rows = thinned(row for text in texts for row in silver_rows(text, args.weight))
    else:
        rows = (row for report in reports(args.part, data=args.data) for row in rows_of(report))
    n = 0
    with args.out.open("w", encoding="utf-8") as out:
        for row in rows:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
            n += 1
    print(f"{n} sentences")


if __name__ == "__main__":
    main()
