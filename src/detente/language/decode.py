"""From scores to spans: BIO tags of names and roles."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.values import Argument, Name


def name_spans(tags: Sequence[str]) -> tuple[Name, ...]:
    """Names from BIO tags; an I- without its B- opens a name."""
    found: list[Name] = []
    start, kind = 0, ""
    for i, tag in enumerate([*tags, "O"]):
        inside = tag.startswith("I-") and tag[2:] == kind
        if kind and not inside:
            found.append(Name(kind, start, i))
            kind = ""
        if tag != "O" and not inside:
            start, kind = i, tag[2:]
    return tuple(found)


@cache
def _before(tags: tuple[str, ...]) -> NDArray[np.int64]:
    """For each tag the tag that it may continue: its own role's B- for an I-, itself otherwise."""
    at = {t: i for i, t in enumerate(tags)}
    return np.array([at["B-" + t[2:]] if t.startswith("I-") else at[t] for t in tags])


def role_spans(scores: NDArray[Any], tags: Sequence[str], sizes: Sequence[int]) -> list[tuple[Argument, ...]]:
    """Arguments of each predicate: the best BIO sequence (Viterbi) of `scores` (predicates, words, tags)."""
    names = tuple(tags)
    inside = np.array([t.startswith("I-") for t in names])
    starts = _before(names)
    logs = scores - scores.max(-1, keepdims=True)
    logs -= np.log(np.exp(logs).sum(-1, keepdims=True))
    best = scores.argmax(-1)
    previous = np.concatenate([np.zeros((len(best), 1), best.dtype), best[:, :-1]], 1)
    broken = (inside[best] & (previous != best) & (previous != starts[best])).any(1)
    if broken.any():
        best[broken] = _viterbi(logs[broken], inside, starts)
    shares = np.take_along_axis(logs, best[..., None], -1)[..., 0].tolist()
    return [_spans(row, share, size, names) for row, share, size in zip(best.tolist(), shares, sizes, strict=True)]


def _spans(row: Sequence[int], shares: Sequence[float], size: int, names: Sequence[str]) -> tuple[Argument, ...]:
    """The arguments in one row of tags; the score of each is the geometric mean of its words' shares."""
    spans: list[Argument] = []
    start, role = -1, ""
    for i in range(size + 1):
        tag = names[row[i]] if i < size else "O"
        if role and not (tag[0] == "I" and tag[2:] == role):
            spans.append(Argument(role, start, i, math.exp(sum(shares[start:i]) / (i - start))))
            role = ""
        if tag != "O" and not role:
            start, role = i, tag[2:]
    return tuple(spans)


def _viterbi(logs: NDArray[Any], inside: NDArray[Any], starts: NDArray[Any]) -> NDArray[Any]:
    """Best sequences where an I- follows only its own B- or I-."""
    k, n, t = logs.shape
    own = np.arange(t)
    score = np.where(inside, -1e9, logs[:, 0])
    back = np.zeros((n, k, t), np.int64)
    for i in range(1, n):
        top = score.argmax(1)
        from_b = score[:, starts]
        keep = np.where(score >= from_b, own, starts)
        back[i] = np.where(inside, keep, top[:, None])
        score = np.where(inside, np.maximum(score, from_b), score.max(1)[:, None]) + logs[:, i]
    path = np.zeros((k, n), np.int64)
    path[:, -1] = score.argmax(1)
    rows = np.arange(k)
    for i in range(n - 1, 0, -1):
        path[:, i - 1] = back[i, rows, path[:, i]]
    return path
