"""Print reports as numbered sentences, to be coded in the mark-up.

    python -m corpus.sheet DATA SET ID [ID ...]

A coder writes only the sentences that hold something, each after its number, and ends with "rest: nothing".
"""

from __future__ import annotations

import sys
from pathlib import Path

from corpus.texts import Text, read_texts
from corpus.values import Spot
from detente.language.sentences import split


def sentences_of(text: str) -> list[Spot]:
    """The sentences of a report, cut where the program cuts them and at line ends."""
    spots, at = [], 0
    for line in text.split("\n"):
        for span in split(text, at, at + len(line)) if line.strip() else ():
            words = text[span.start : span.end]
            start = span.start + len(words) - len(words.lstrip())
            spots.append((start, start + len(words.strip())))
        at += len(line) + 1
    return [spot for spot in spots if spot[0] < spot[1]]


def sheet_of(text: Text) -> str:
    """The report as a coder gets it."""
    lines = [f"=== {text.set} {text.id}", f"published: {text.published}"]
    for number, (start, end) in enumerate(sentences_of(text.text)):
        lines.append(f"{number}: {text.text[start:end]}")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Print the sheets of the reports that are named."""
    texts = read_texts(Path(sys.argv[1]), sys.argv[2])
    for name in sys.argv[3:]:
        print(sheet_of(texts[name]))


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    main()
