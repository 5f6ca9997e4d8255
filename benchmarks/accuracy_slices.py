"""Figures of the coder on slices of a part of the corpus: by type, modality, region, register, origin and years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from corpus.values import MODALITIES, Report

Figures = dict[str, Any]
SIDES = ("real", "written", "all")
ORIGINS = {
    "news_wikinews": "Wikinews",
    "m2e2_voa": "Voice of America",
    "news_us_state": "US Department of State, press releases",
    "posts_us_state": "US Department of State, posts",
    "news_white_house": "White House",
    "news_wcep_2015": "Wikipedia, Current Events",
    "news_globalvoices_sents": "Global Voices",
}
BANDS = ((1990, 1999), (2000, 2009), (2010, 2019), (2020, 2029))
"""Years of publication that are counted together."""


@dataclass(frozen=True, slots=True)
class Done:
    """A report, its gold as the scorer reads it, and what was coded."""

    report: Report
    gold: dict[str, Any]
    codings: list[dict[str, Any]]


def sides_of(scorer: Any, done: Sequence[Done]) -> dict[str, Figures]:
    """The figures of real, written and all reports, each with those by type."""
    out = {}
    for side in SIDES:
        own = [d for d in done if side == "all" or d.report.real == (side == "real")]
        if own:
            n, per, _ = _score(scorer, own)
            out[side] = {**figures(scorer, own, n), "by type": types_of(per)}
    return out


def slices_of(scorer: Any, done: Sequence[Done]) -> dict[str, dict[str, Figures]]:
    """Slice to group to figures: region and register of the written, origin of the real, years of all reports."""
    ways: dict[str, Callable[[Report], str | None]] = {
        "region": lambda r: r.region or None,
        "register": lambda r: r.register or None,
        "origin": lambda r: ORIGINS.get(r.set),
        "years": lambda r: next((f"{a} to {b}" for a, b in BANDS if a <= r.published.year <= b), None),
    }
    out: dict[str, dict[str, Figures]] = {}
    for way, group_of in ways.items():
        groups: dict[str, list[Done]] = {}
        for d in done:
            if (group := group_of(d.report)) is not None:
                groups.setdefault(group, []).append(d)
        out[way] = {group: figures(scorer, groups[group]) for group in sorted(groups)}
    return out


def figures(scorer: Any, done: Sequence[Done], n: Counter[str] | None = None) -> Figures:
    """The scorer's figures of some reports with the numbers of reports and of coded dyads."""
    n = _score(scorer, done)[0] if n is None else n
    told = scorer.figures(n, [])
    return {**told, "coded": n["type_right"] + n["type_wrong"]}


def types_of(per: dict[tuple[str, str], Counter[str]]) -> dict[str, Figures]:
    """Precision, recall and F1 of each type, with how many dyads of it are required and how many were coded."""
    rows = {}
    for (kind, name), n in sorted(per.items()):
        if kind == "type":
            coded = n["right"] + n["wrong"]
            p = n["right"] / coded if coded else None
            r = n["found"] / n["required"] if n["required"] else None
            f1 = 2 * p * r / (p + r) if p and r else 0.0
            rows[name] = {
                "required": n["required"],
                "coded": coded,
                "precision": None if p is None else round(p, 2),
                "recall": None if r is None else round(r, 2),
                "f1": round(f1, 2),
            }
    return rows


def modalities_of(scorer: Any, done: Sequence[Done]) -> dict[str, Figures]:
    """By modality: how many dyads are required and found, and whether the modality of dyads right but for it is right.

    The scorer matches only dyads that agree on whether the act happened; here that is not asked, so that a modality can
    be wrong. Precision and recall are of the modality among dyads whose type and parties are right.
    """
    required: Counter[str] = Counter()
    found: Counter[str] = Counter()
    told: Counter[tuple[str, str]] = Counter()
    for d in done:
        gold, coded = _dyads(scorer, d)
        taken = set(scorer.match(coded, gold, "type").values())
        for g, one in enumerate(gold):
            if one["required"]:
                required[one["modality"]] += 1
                found[one["modality"]] += g in taken
        alike = [[{**x, "unreal": False} for x in own] for own in (coded, gold)]
        for c, g in scorer.match(*alike, "type").items():
            told[gold[g]["modality"], coded[c]["modality"]] += 1
    rows: dict[str, Figures] = {}
    for m in MODALITIES:
        said, meant, right = (
            sum(n for (_, b), n in told.items() if b == m),
            sum(n for (a, _), n in told.items() if a == m),
            told[m, m],
        )
        p, r = (right / said if said else None), (right / meant if meant else None)
        rows[m] = {
            "required": required[m],
            "recall of dyads": round(found[m] / required[m], 3) if required[m] else None,
            "asked": meant,
            "precision": None if p is None else round(p, 3),
            "recall": None if r is None else round(r, 3),
            "f1": round(2 * p * r / (p + r), 3) if p and r else 0.0,
        }
    return rows


def _dyads(scorer: Any, d: Done) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    whole = d.report.text or ""
    gold = [
        dict(
            event=g, pair=pair, types={g["type"], *g["also"]}, required=g["required"], modality=g["modality"],
            unreal=g["modality"] in scorer.UNREAL, spans=scorer.occurrences(whole, g["evidence"]),
        )
        for g in d.gold["gold"] for pair in scorer.dyads(g)
    ]  # fmt: skip
    coded = [
        dict(
            event=e, pair=pair, type=e["type"], at=(e["trigger"]["start"], e["trigger"]["end"]),
            unreal=e["modality"] in scorer.UNREAL, modality=e["modality"],
        )
        for e in d.codings for pair in scorer.dyads(e)
    ]  # fmt: skip
    return gold, coded


def _score(scorer: Any, done: Sequence[Done]) -> tuple[Counter[str], dict[tuple[str, str], Counter[str]], Any]:
    docs = [{**d.gold, "whole": d.report.text} for d in done]
    return scorer.score(docs, {d.report.id: d.codings for d in done})  # type: ignore[no-any-return]
