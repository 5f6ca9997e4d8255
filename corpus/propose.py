"""Print reports as numbered sentences with what the program reads in them, for a coder to mend.

    python -m corpus.propose DATA SET ID [ID ...]

Under a sentence stands each coding that the program proposes, the doubtful ones marked:
"? 0.34 AGREE signed: JPN > IND".
Only for reports of the part train: what measures the program is coded without having seen its answers.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from corpus.sheet import sentences_of
from corpus.texts import OUTLETS, Text, part_of, read_texts
from detente.coding import code_document
from detente.reading import read_text
from detente.values import Coding, Party

SURE = 0.7
"""From this confidence on a proposal is not marked as doubtful."""


def proposal(coding: Coding, text: str) -> str:
    """One proposal in a line."""

    def names(parties: tuple[Party, ...]) -> str:
        return ", ".join(f"{p.actor.code or p.actor.name} ({p.text})" for p in parties) or "-"

    mark = " " if coding.confidence >= SURE else "?"
    type_ = "/".join((coding.type, *coding.modes))
    parties = f"{names(coding.source)} > {names(coding.target)}"
    said = f"   {mark} {coding.confidence:.2f} {type_} [{coding.trigger.of(text)}]: {parties}"
    more = [coding.modality] if coding.modality != "actual" else []
    more += ["historical"] if coding.historical else []
    more += ["by " + names(coding.attribution)] if coding.attribution else []
    return "; ".join([said, *more])


def lines_of(text: Text) -> Iterator[str]:
    """The report as a coder gets it, with proposals."""
    document = read_text(text.text, id=text.id, published=text.published, outlet=OUTLETS.get(text.set))
    codings = code_document(document)
    yield f"=== {text.set} {text.id}"
    yield f"published: {text.published}"
    for number, (start, end) in enumerate(sentences_of(text.text)):
        yield f"{number}: {text.text[start:end]}"
        yield from (proposal(c, text.text) for c in codings if start <= c.trigger.start < end)


def main() -> None:
    """Print the sheets of the reports that are named."""
    texts = read_texts(Path(sys.argv[1]), sys.argv[2])
    for name in sys.argv[3:]:
        if part_of(name) != "train":
            sys.exit(f"{name} is not of the part train: use corpus.sheet")
        print("\n".join(lines_of(texts[name])), end="\n\n")


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    main()
