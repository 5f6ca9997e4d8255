"""The language model: words to tags, tree, names, and predicates with senses and roles, in one encoder pass.

Invariant: the result for a document does not depend on other documents; batches never reach over two documents,
because int8 activations are scaled over a whole batch.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray
from tokenizers import Tokenizer

from detente.errors import ModelError
from detente.language.batches import Row, feed_of, groups
from detente.language.decode import name_spans, role_spans
from detente.language.senses import Senses
from detente.language.trees import tree
from detente.language.windows import windows
from detente.values import Argument, Name

DEFAULT = Path(__file__).parent / "data" / "model"
MOST_PIECES = 500
"""The encoder's 512 places less room; words beyond are left without analysis."""

_OUTPUTS = ("words", "upos", "xpos", "names", "predicate", "arcs", "sense")

Floats = NDArray[np.float32]

_FOLD = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00ad": None, "\u200b": None})


@dataclass(frozen=True, slots=True)
class RawPredicate:
    """A predicate before its sense is chosen: the word, its score, sense vector and role spans."""

    word: int
    score: float
    vector: NDArray[np.float32]
    arguments: tuple[Argument, ...]


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the model says of one sentence, word by word; heads are word indices, -1 at the root."""

    upos: list[str]
    xpos: list[str]
    heads: list[int]
    deprels: list[str]
    names: tuple[Name, ...]
    predicates: tuple[RawPredicate, ...]
    vectors: NDArray[np.float32] | None = None
    """What the direct heads look at: a vector for each word (words, width)."""
    is_quiet: bool = False
    """Whether the gate says that the sentence holds no coding."""


def shape_of(word: str, first: bool) -> int:
    """The letters' case as one of six classes (lower, upper, title, title at the start, mixed, none)."""
    if word.islower():
        return 0
    if word.isupper():
        return 1 if sum(c.isalpha() for c in word) > 1 or not first else 3
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return 5
    if letters[0].isupper() and all(c.islower() for c in letters[1:]):
        return 3 if first else 2
    return 0 if all(c.islower() for c in letters) else 4


def sessions(folder: Path, names: Sequence[str], threads: int) -> Iterator[ort.InferenceSession]:
    """The graphs of a model, ready to run on `threads` cores, without noise and without spinning."""
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    for name in names:
        yield ort.InferenceSession(str(folder / f"{name}.onnx"), options, providers=["CPUExecutionProvider"])


class Model:
    """The shipped encoder and its heads; `threads` is how many cores one call may use."""

    def __init__(self, folder: Path = DEFAULT, *, threads: int = 1, check: bool = False) -> None:
        card = folder / "model.json"
        if not card.exists():
            raise ModelError("The language model is missing.", str(folder), "Install the package again.")
        about = json.loads(card.read_text())
        if check:
            for name, digest in about["files"].items():
                if hashlib.sha256((folder / name).read_bytes()).hexdigest() != digest:
                    raise ModelError("A file of the language model was altered.", str(folder / name), "Install again.")
        labels = about["labels"]
        self.version: str = about["version"]
        self.upos: list[str] = labels["upos"]
        self.xpos: list[str] = labels["xpos"]
        self.deprels: list[str] = labels["deprels"]
        self.names: list[str] = labels["names"]
        self.tags: list[str] = labels["tags"]
        self._encode, self._links, self._roles = sessions(folder, ("encode", "links", "roles"), threads)
        # the direct heads' own upper layers, which go on from a middle layer of the encoder
        self._own = next(sessions(folder, ("own",), threads)) if (folder / "own.onnx").exists() else None
        self._outputs = [*_OUTPUTS, "below"] if self._own else [*_OUTPUTS]
        # says of which sentences nothing is coded
        self.gate = next(sessions(folder, ("gate",), threads)) if (folder / "gate.onnx").exists() else None
        self._tokenizer = Tokenizer.from_file(str(folder / "pieces.json"))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._pieces: dict[str, tuple[int, ...]] = {}
        self.senses = Senses(folder)

    def pieces_of(self, word: str) -> tuple[int, ...]:
        """The encoder's word pieces of one word."""
        known = self._pieces.get(word)
        if known is None:
            found = self._tokenizer.encode(word.translate(_FOLD), add_special_tokens=False).ids
            known = tuple(found[:40]) or (100,)
            if len(self._pieces) > 200_000:
                self._pieces.clear()
            self._pieces[word] = known
        return known

    def analyse(
        self,
        sentences: Sequence[Sequence[str]],
        predicates: Sequence[Sequence[int]] | None = None,
        *,
        gated: bool = True,
    ) -> list[Analysis]:
        """One Analysis per sentence, in order; `predicates` are the words to take as such, if known.

        Sentences are those of one report, whose order the heads' vectors tell. Unless `gated` none is called quiet.
        """
        rows = [self._encoded(words) for words in sentences]
        found: list[Analysis] = [Analysis([], [], [], [], (), ())] * len(rows)
        below: list[Floats] = [np.empty((0, 0), np.float32)] * len(rows)
        for group in groups(rows):
            self._batch(group, rows, sentences, predicates, found, below, gated)
        if self._own is None:
            return found
        vectors = self._own_vectors(self._own, rows, below, [a.is_quiet for a in found])
        return [replace(a, vectors=own) for a, own in zip(found, vectors, strict=True)]

    def looked_at(self, sentences: Sequence[Sequence[str]]) -> list[NDArray[np.float32]]:
        """What the gate looks at in each sentence (words, features), to teach it; the model must have own layers."""
        rows = [self._encoded(words) for words in sentences]
        found = [np.empty((0, 0), np.float32)] * len(rows)
        for group in groups(rows):
            feed = feed_of(group, rows)
            words, below = self._encode.run(["words", "below"], feed)
            for i, row in zip(group, _looked_at(words, below, feed["first"]), strict=True):
                found[i] = row[: len(sentences[i])].copy()
        return found

    def bare(self, sentences: Sequence[Sequence[str]], options: ort.RunOptions) -> None:
        """Only encode, in the same batches as `analyse`: what speed is measured against."""
        rows = [self._encoded(words) for words in sentences]
        for group in groups(rows):
            self._encode.run(["words"], feed_of(group, rows), options)

    def _encoded(self, words: Sequence[str]) -> Row:
        ids, first, last, shapes = [101], [0], [0], [5]
        for i, word in enumerate(words):
            own = self.pieces_of(word)
            if len(ids) + len(own) > MOST_PIECES:
                first.append(len(ids) - 1)
                last.append(len(ids) - 1)
                continue
            first.append(len(ids))
            ids.extend(own)
            last.append(len(ids) - 1)
            shape = shape_of(word, i == 0)
            shapes.extend([shape] * len(own) if len(own) > 1 else (shape,))
        ids.append(102)
        shapes.append(5)
        return Row(ids, first, last, shapes)

    def _batch(
        self,
        group: list[int],
        rows: Sequence[Row],
        sentences: Sequence[Sequence[str]],
        predicates: Sequence[Sequence[int]] | None,
        found: list[Analysis],
        below: list[Floats],
        gated: bool,
    ) -> None:
        sizes = [len(sentences[i]) for i in group]
        b, n = len(group), max(sizes)
        on = (np.arange(n)[None] < np.array(sizes)[:, None]).astype(np.float32)
        feed = feed_of(group, rows)
        words, upos, xpos, names, predicate, arcs, sense, *middle = self._encode.run(self._outputs, feed)
        quiet = [False] * b
        if middle:
            for k, i in enumerate(group):
                below[i] = middle[0][k, : len(rows[i].ids)].copy()
            if gated and self.gate is not None:
                (scores,) = self.gate.run(None, dict(vectors=_looked_at(words, middle[0], feed["first"]), on=on))
                quiet = (scores <= 0).tolist()
        if predicates is not None:
            predicate = np.full((b, n), -1.0, np.float32)
            for k, i in enumerate(group):
                predicate[k, list(predicates[i])] = 1.0
        heads = np.full((b, n), -1, np.int64)
        for k, m in enumerate(sizes):
            heads[k, :m] = tree(arcs[k, : m + 1, : m + 1])
        deprels = self._labels(words, heads, on)
        roles = self._arguments(words, on, predicate, sizes)
        upos, xpos, names = upos.argmax(-1).tolist(), xpos.argmax(-1).tolist(), names.argmax(-1).tolist()
        for k, i in enumerate(group):
            m = sizes[k]
            found[i] = Analysis(
                [self.upos[t] for t in upos[k][:m]],
                [self.xpos[t] for t in xpos[k][:m]],
                heads[k, :m].tolist(),
                [self.deprels[t] for t in deprels[k][:m]],
                name_spans([self.names[t] for t in names[k][:m]]),
                tuple(RawPredicate(w, s, sense[k, w], a) for w, s, a in roles[k]),
                None if middle else words[k, 1 : m + 1].copy(),
                quiet[k],
            )

    @staticmethod
    def _own_vectors(
        own: ort.InferenceSession, rows: Sequence[Row], below: Sequence[Floats], quiet: Sequence[bool]
    ) -> list[Floats]:
        """The heads' vectors, word by word, of a report's sentences; no row where a whole window is quiet."""
        width = max((x.shape[-1] for x in below), default=0)
        vectors = [np.empty((0, width), np.float32)] * len(rows)
        there = [i for i, row in enumerate(rows) if len(row.first) > 1]
        for window in windows([len(rows[i].ids) for i in there]):
            mine, fresh = ([there[k] for k in part] for part in (window.before, window.own))
            if all(quiet[i] for i in fresh):
                continue
            read = mine + fresh
            sizes = [len(rows[i].ids) for i in read]
            starts = np.cumsum([0, *sizes[:-1]]).tolist()
            first, last = [], []
            for i, start in zip(fresh, starts[len(mine) :], strict=True):
                first += [start + x for x in rows[i].first[1:]]
                last += [start + x for x in rows[i].last[1:]]
            (found,) = own.run(
                None,
                dict(
                    below=np.concatenate([below[i] for i in read]),
                    number=np.repeat(np.array(read, np.int64), sizes),
                    first=np.array(first, np.int64),
                    last=np.array(last, np.int64),
                ),
            )
            ends = np.cumsum([len(rows[i].first) - 1 for i in fresh])
            for i, part in zip(fresh, np.split(found, ends[:-1]), strict=True):
                vectors[i] = part
        return vectors

    def _labels(self, words: NDArray[Any], heads: NDArray[Any], on: NDArray[Any]) -> list[list[int]]:
        k, i = np.nonzero(on)
        (scores,) = self._links.run(None, dict(dep=words[k, i + 1], head=words[k, heads[k, i] + 1]))
        root = self.deprels.index("root")
        at_root = heads[k, i] < 0
        scores[~at_root, root] = -1e9
        best = scores.argmax(-1)
        best[at_root] = root
        table = np.zeros(on.shape, np.int64)
        table[k, i] = best
        rows: list[list[int]] = table.tolist()  # type: ignore[assignment]
        return rows

    def _arguments(
        self, words: NDArray[Any], on: NDArray[Any], predicate: NDArray[Any], sizes: list[int]
    ) -> list[list[tuple[int, float, tuple[Argument, ...]]]]:
        k, i = np.nonzero((predicate > 0) & (on > 0))
        found: list[list[tuple[int, float, tuple[Argument, ...]]]] = [[] for _ in sizes]
        if len(k):
            (tags,) = self._roles.run(None, dict(words=words, mask=on, sentence=k, word=i))
            spans = role_spans(tags, self.tags, [sizes[x] for x in k])
            scores = 1 / (1 + np.exp(-predicate[k, i]))
            for j, (x, y) in enumerate(zip(k.tolist(), i.tolist(), strict=True)):
                found[x].append((y, float(scores[j]), spans[j]))
        return found


def _looked_at(words: Floats, below: Floats, first: NDArray[np.int64]) -> Floats:
    """Of each word the encoder's vector and that of its first piece in the middle layer, the root left out."""
    pieces = below[np.arange(len(below))[:, None], first[:, 1:]]
    return np.concatenate([words[:, 1:], pieces], axis=-1)


@cache
def default_model() -> Model:
    """The model that the package ships, loaded once."""
    return Model()
