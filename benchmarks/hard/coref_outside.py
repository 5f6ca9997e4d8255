"""Words that refer back, on texts and answers of others: `python benchmarks/hard/coref_outside.py DATA [--json FILE]`.

DATA holds `gap_coref` and `gum_coref` (their PROVENANCE.md says whence). Nothing of them is kept here.

GAP (Webster et al. 2018, Apache-2.0), the test set, Wikipedia: a pronoun and two names of people, A and B, and whether
it means either. Of a fixed sample of ROWS rows, half with he and half with she: the program's answer is A or B where
the one actor given for the pronoun is the actor given for that name, or bears the name's words. `accuracy`: rows
answered as the key has it (A, B, or neither) of all. `recall`, `precision` as GAP counts: of the names that are meant,
those answered; of those answered, those meant; the same by gender of the pronoun.

GUM (Zeldes 2017, CC BY-NC-SA 4.0: for measuring only), every news and interview document of train, dev and test. A link
is a mention that is no name, in a cluster that named a person, place or organization before it; a mention is a name
where all words of its minimal span are written with a capital and the span is no pronoun. First and second persons are
left out: who speaks in an interview is a matter of layout. `recall`: links whose answer is the actor given for one of
the names before it in the cluster, or bears its words. `precision`: of the words that the program resolves by
coreference and that are a mention in GUM, those whose actor is that of a name before in the cluster or was given, by
other means, for any mention before in it ("refugees ... they"); words for things are wrong.
The program reads sentences joined by blanks, not the page; several actors given for one mention are wrong here.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import random
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from detente.actors import resolve
from detente.language import analyse
from detente.reading import read_text
from detente.values import Actor, Mention

ROWS, SEED = 400, 4
GENRES = frozenset({"news", "interview"})
TYPES = frozenset({"person", "place", "organization"})

_SHE = frozenset({"she", "her", "hers"})
_SPEAKERS = frozenset(
    "i me my mine myself we us our ours ourselves you your yours yourself yourselves".split()
)  # who speaks in an interview is not in the sentences
_PRONOUNS = frozenset(
    "he him his himself she her hers herself it its itself they them their theirs themselves who whom whose which "
    "that this these those one".split()
)
_NO_SPACE_BEFORE = re.compile(r"[,.;:!?%)\]}’”]|'s|n't|'\w{1,2}|’\w{1,2}")
_NO_SPACE_AFTER = frozenset({"(", "[", "{", "“", "‘", "$", "£", "€"})

Figure = tuple[int, int]


class Found(NamedTuple):
    """What the program makes of a text: each mention with the place of its head."""

    mentions: tuple[tuple[int, Mention], ...]

    def at(self, start: int, end: int, heads: frozenset[int] | None = None) -> Mention | None:
        """The mention whose head stands in the words (at one of `heads`), nearest to them in extent."""
        fitting = [m for head, m in self.mentions if start <= head < end and (heads is None or head in heads)]
        return min(fitting, key=lambda m: abs(m.start - start) + abs(m.end - end), default=None)


class Told(NamedTuple):
    """A mention of GUM in the text made of its sentences."""

    group: str
    start: int
    end: int
    heads: frozenset[int]
    """Where the words of its minimal span begin."""
    text: str
    is_name: bool


def _found(text: str, published: date | None = None) -> Found:
    document = read_text(text, id="outside", published=published)
    sentences = analyse(document)
    mentions = resolve(document, sentences)
    return Found(
        tuple((s.tokens[m.head].start, m) for s, of in zip(sentences, mentions, strict=True) for m in of if m.actors)
    )


def _words(text: str) -> set[str]:
    plain = unicodedata.normalize("NFKD", text)
    return set(re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c)).lower()))


def _is_same(actor: Actor, name: str, named: Mention | None) -> bool:
    """Whether the actor is the one given for a name, or bears all its words."""
    return (named is not None and named.actors == (actor,)) or _words(name) <= _words(actor.name)


# -- GAP


def gap(path: Path) -> dict[str, Figure]:
    """Right and of how many, by figure, over the sample of a GAP file."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    sums: Counter[str] = Counter()
    for row in _sample(rows):
        for name, number in _row_marks(row).items():
            sums[name] += number
    out = {"accuracy": (sums["same"], sums["rows"])}
    for who in ("", " he", " she"):
        out["recall" + who] = sums["right" + who], sums["meant" + who]
        out["precision" + who] = sums["right" + who], sums["given" + who]
    return out


def _gender(row: dict[str, str]) -> str:
    return " she" if row["Pronoun"].lower() in _SHE else " he"


def _sample(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    rng = random.Random(SEED)
    by_gender = [[r for r in rows if _gender(r) == g] for g in (" he", " she")]
    return [r for of in by_gender for r in rng.sample(of, min(ROWS // 2, len(of)))]


def _row_marks(row: dict[str, str]) -> Counter[str]:
    found = _found(row["Text"])
    at = int(row["Pronoun-offset"])
    answer = found.at(at, at + len(row["Pronoun"]))
    said: dict[str, bool] = {}
    for side in "AB":
        start = int(row[f"{side}-offset"])
        named = found.at(start, start + len(row[side]))
        one = answer.actors[0] if answer is not None and len(answer.actors) == 1 else None
        said[side] = one is not None and _is_same(one, row[side], named)
    if said["A"] and said["B"]:
        said = dict.fromkeys("AB", False)  # one actor for both names says nothing
    meant = {side: row[f"{side}-coref"].upper() == "TRUE" for side in "AB"}
    marks = Counter(rows=1, same=int(said == meant))
    for who in ("", _gender(row)):
        marks["right" + who] = sum(said[s] and meant[s] for s in "AB")
        marks["meant" + who], marks["given" + who] = sum(meant.values()), sum(said.values())
    return marks


# -- GUM


def gum(paths: Iterable[Path]) -> dict[str, Figure]:
    """Right and of how many, by figure and by genre and form of the words, over the news and interviews of GUM."""
    sums: Counter[str] = Counter()
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                document = json.loads(line)
                if document["genre"] in GENRES:
                    _add_document(document, sums)
    out = {}
    for of in ("", " news", " interview", " pronoun", " noun"):
        out["recall" + of] = sums["found" + of], sums["asked" + of]
        out["precision" + of] = sums["right" + of], sums["given" + of]
    return out


def _add_document(document: dict[str, Any], sums: Counter[str]) -> None:
    text, starts = _text_of([s["tokens"] for s in document["sents"]])
    found = _found(text, _day(document["date"]))
    names: dict[str, list[Told]] = {}
    actors: dict[str, list[Actor]] = {}  # given by other means than coreference
    for told in _mentions_of(document, text, starts):
        mention = found.at(told.start, told.end, told.heads)
        actor = mention.actors[0] if mention is not None and len(mention.actors) == 1 else None
        is_linked = mention is not None and mention.via == "coreference"
        before = names.setdefault(told.group, [])
        if told.is_name:
            before.append(told)
        elif told.text.lower() not in _SPEAKERS:
            is_found = actor is not None and any(
                _is_same(actor, n.text, found.at(n.start, n.end, n.heads)) for n in before
            )
            is_right = is_linked and (is_found or actor in actors.get(told.group, []))
            form = " pronoun" if told.text.lower() in _PRONOUNS else " noun"
            for of in ("", " " + document["genre"], form):
                sums["asked" + of] += bool(before)
                sums["found" + of] += is_found
                sums["given" + of] += is_linked
                sums["right" + of] += is_right
        if actor is not None and not is_linked:
            actors.setdefault(told.group, []).append(actor)


def _day(said: str) -> date | None:
    return date.fromisoformat(said) if re.fullmatch(r"\d{4}-\d\d-\d\d", said) else None


def _text_of(sentences: list[list[str]]) -> tuple[str, list[list[tuple[int, int]]]]:
    """The sentences as one text, and where each token stands in it."""
    text, places = "", []
    for tokens in sentences:
        here = []
        is_glued = True
        for token in tokens:
            if not (is_glued or _NO_SPACE_BEFORE.fullmatch(token)):
                text += " "
            here.append((len(text), len(text) + len(token)))
            text += token
            is_glued = token in _NO_SPACE_AFTER
        places.append(here)
        text += " " if tokens[-1:] and tokens[-1] in (".", "!", "?", "”", '"') else "\n\n"
    return text, places


def _mentions_of(document: dict[str, Any], text: str, places: list[list[tuple[int, int]]]) -> Iterator[Told]:
    """In the order of the text, the outer before the inner."""
    for m in sorted(document["mentions"], key=lambda m: (m["sent"], m["start"], -m["end"])):
        if m["sent"] != m["end_sent"]:
            continue
        tokens, here = document["sents"][m["sent"]]["tokens"], places[m["sent"]]
        least = [i for i in (m["start"] + int(k) - 1 for k in str(m["minspan"]).split(",")) if i < m["end"]]
        start, end = here[m["start"]][0], here[m["end"] - 1][1]
        words = " ".join(tokens[i] for i in least)
        is_name = (
            m["type"] in TYPES
            and all(tokens[i][:1].isupper() for i in least)
            and words.lower() not in _PRONOUNS | _SPEAKERS
        )
        heads = frozenset(here[i][0] for i in least)
        yield Told(m["grp"], start, end, heads, words if is_name else text[start:end], is_name)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="the folder that holds gap_coref and gum_coref")
    parser.add_argument("--json", type=Path, help="also write the figures here")
    args = parser.parse_args()
    out = {
        "gap": gap(args.data / "gap_coref" / "gap-test.tsv.gz"),
        "gum": gum(args.data / "gum_coref" / f"{part}.jsonl.gz" for part in ("train", "dev", "test")),
    }
    for name, figures in out.items():
        for figure, (right, of) in figures.items():
            print(f"{name} {figure:20} {right:5} of {of:5}  {100 * right / of if of else 0:5.1f} %")
    if args.json:
        command = "python benchmarks/hard/coref_outside.py DATA"
        args.json.write_text(json.dumps({"command": command, **out}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
