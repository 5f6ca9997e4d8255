"""Which PropBank senses a word may have, and which of them its vector is nearest to.

Table: PropBank frames (CC BY-SA 4.0), made by `training/export.py`.
"""

from __future__ import annotations

import gzip
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_POS = {"VERB": "v", "AUX": "v", "NOUN": "n", "PROPN": "n", "ADJ": "j", "ADV": "j"}


class Senses:
    """Candidates by lemma and part of speech; the vectors are int8 rows with a scale each."""

    def __init__(self, folder: Path) -> None:
        with np.load(folder / "senses.npz") as file:
            self._rows: NDArray[np.int8] = file["rows"]
            self._scale: NDArray[np.float32] = file["scale"]
        self.names: list[str] = []
        by_form: dict[str, list[tuple[int, str]]] = defaultdict(list)
        with gzip.open(folder / "rolesets.tsv.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                if line[0] != "#":
                    name, forms = line.rstrip("\n").split("\t")
                    for form in forms.split():
                        word, _, pos = form.rpartition("/")
                        by_form[word].append((len(self.names), pos))
                    self.names.append(name)
        self._by_form = dict(by_form)

    def candidates(
        self, lemma: str, upos: str, particle: str | None = None, after: str | None = None
    ) -> tuple[int, ...]:
        """Senses that the word may have: of its own part of speech, if there are any, else all.

        With a particle ("call off") those of the two together, if there are any; with the word `after` a verb, which
        may be a particle that the tree does not show ("look forward"), those beside its own.
        """
        pos = _POS.get(upos, "x")
        lemma = lemma.lower()
        if particle is not None:
            found = self._by_form.get(f"{lemma}_{particle.lower()}")
            if found:
                return tuple(dict.fromkeys(i for i, _ in found))
        found = self._by_form.get(lemma) or self._by_form.get(lemma.removesuffix("s"), [])
        own = tuple(dict.fromkeys(i for i, p in found if p == pos)) or tuple(dict.fromkeys(i for i, _ in found))
        if after is not None and pos == "v" and particle is None:
            beside = self._by_form.get(f"{lemma}_{after.lower()}", [])
            own = tuple(dict.fromkeys((*own, *(i for i, _ in beside))))
        return own

    def best(self, vector: NDArray[Any], candidates: Sequence[int]) -> str:
        """The candidate whose row has the largest product with `vector`."""
        if len(candidates) == 1:
            return self.names[candidates[0]]
        at = list(candidates)
        scores = (self._rows[at] @ vector) * self._scale[at]
        return self.names[at[int(scores.argmax())]]
