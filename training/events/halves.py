"""Reports read by heads that have not seen them: each half of the part train by those that the other half taught.

What is taught of the heads' readings (who is chosen, how sure to be) must not be taught by readings of reports that
they know by heart.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from corpus.load import reports
from corpus.texts import half_of
from corpus.values import Part, Report
from detente.coding import code, deciding
from detente.coding.confidence import told
from detente.language import Model, analyse
from detente.language.events import EventHeads
from detente.reading import read_text
from detente.values import Document, Sentence

Read = tuple[Report, Document, tuple[Sentence, ...]]


@dataclass(frozen=True, slots=True)
class Readings:
    """Reports with their sentences as a model reads them, and its heads."""

    heads: EventHeads
    reports: Sequence[Read]


def read_halves(data: Path, models: Sequence[Path]) -> list[Readings]:
    """The part train: half 0 by the model whose heads half 1 has taught, and the other way round."""
    return [
        Readings(EventHeads(models[1 - half]), list(_read("train", data, Model(models[1 - half]), half)))
        for half in (0, 1)
    ]


def read_dev(data: Path) -> Readings:
    """The part dev as the shipped model reads it."""
    return Readings(EventHeads(), list(_read("dev", data, Model())))


def _read(part: Part, data: Path, model: Model, half: int | None = None) -> Iterator[Read]:
    for report in reports(part, data=data):
        if half is None or half_of(report.id) == half:
            doc = read_text(report.text or "", id=report.id, published=report.published, outlet=report.outlet or None)
            yield report, doc, analyse(doc, model)


def arguments(about: str | None) -> argparse.Namespace:
    """What the scripts that teach by halves are told: data, scorer, where to write, and the models of the halves."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--halves", type=Path, nargs=2, required=True, help="models taught by one half each")
    return parser.parse_args()


@contextmanager
def deciding_by(heads: EventHeads, *, keep: float | None = 0.0) -> Iterator[None]:
    """Let these heads decide, keep what is read from this confidence on (None: as the program does), tell all facts."""
    before = code.default_heads, deciding.KEPT, deciding.KEPT_OF_RULES, deciding.brief
    code.default_heads = lambda: heads  # type: ignore[assignment]
    deciding.brief = lambda facts, _: told(facts)
    if keep is not None:
        deciding.KEPT = deciding.KEPT_OF_RULES = keep
    try:
        yield
    finally:
        code.default_heads, deciding.KEPT, deciding.KEPT_OF_RULES, deciding.brief = before
