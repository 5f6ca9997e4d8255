"""At which stage of the coder each wrong or missing coding of a report was lost.

A stage is told by comparing three things: what was coded by hand, what the program coded, and what it would have coded
with no threshold. Parties, types and places are compared by the scorer, so that an error here is an error there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

Dyad = dict[str, Any]
Range = tuple[int, int]
NOT_READ = "no trigger read"
DROPPED = "trigger read, but dropped for want of a party"
BELOW = "below the threshold, all else right"
BELOW_PARTY = "below the threshold, a party wrong too"
BELOW_TYPE = "below the threshold, the type wrong too"
TYPE = "wrong type"
SOURCE = "source only"
TARGET = "target only"
BOTH = "source and target"
REVERSED = "source and target changed places"
MODALITY = "modality: done or not"
ONE_FOR_TWO = "one coding for two acts"
TRAP = "a trap"
EXTRA = "one party too many in a right coding"
RIGHT_PARTIES = "right parties, wrong type"
RIGHT_TYPE = "right type, wrong party"
NEITHER = "an act, but neither its type nor its parties"
OPTIONAL = "a reading of an act that is optional"
OTHER_ACT = "no act, in a sentence that tells others"
NOTHING = "no act, in a sentence that tells none"
MISSED = (
    NOT_READ,
    DROPPED,
    BELOW,
    BELOW_PARTY,
    BELOW_TYPE,
    TYPE,
    SOURCE,
    TARGET,
    BOTH,
    REVERSED,
    MODALITY,
    ONE_FOR_TWO,
)
FALSE = (TRAP, EXTRA, RIGHT_PARTIES, RIGHT_TYPE, NEITHER, MODALITY, OPTIONAL, OTHER_ACT, NOTHING)
"""The stages in the order of the work."""
HAS, HAS_NOT = "some mention of the sentence has the right one", "none has"
SIDES = tuple(
    f"{role} {what}"
    for role in ("source", "target")
    for what in (f"missing; {HAS}", f"missing; {HAS_NOT}", f"wrong; {HAS}", f"wrong; {HAS_NOT}", "extra")
)
"""What may be wrong with a side: its party missing or another, or one where there is none."""


@dataclass(frozen=True, slots=True)
class Named:
    """A sentence and everything by which the actors that it mentions may be recognised."""

    start: int
    end: int
    keys: frozenset[str]


@dataclass(frozen=True, slots=True)
class Coded:
    """A report with what was coded by hand, by the program, by the program without a threshold, and dropped."""

    id: str
    real: bool
    text: str
    gold: Sequence[Dyad]
    traps: Sequence[dict[str, Any]]
    kept: Sequence[Dyad]
    unlimited: Sequence[Dyad]
    dropped: Sequence[Range]
    """Triggers that the heads read, but whose coding lacked a party that its type needs."""
    sentences: Sequence[Named]


@dataclass(frozen=True, slots=True)
class Fault:
    """A dyad that is missed or false, where it was lost, and `sides`: what is wrong with its parties.

    `key` tells it within its report by type, place of the trigger and parties, without a word of the text.
    """

    report: str
    real: bool
    is_missed: bool
    sentence: int
    key: str
    stage: str
    sides: tuple[str, ...]
    dyad: Dyad


def faults(scorer: Any, of: Coded) -> Iterator[Fault]:
    """Every missed dyad of a report in the order of the coders, then every false one in that of the program."""
    taken = scorer.match(of.kept, of.gold, "type")
    again = scorer.repeats(of.kept, of.gold, "type", taken)
    loosely = scorer.match(of.unlimited, of.gold, "type")
    for g, gold in enumerate(of.gold):
        if gold["required"] and g not in taken.values():
            stage, sides = _missed(scorer, of, g, taken, loosely)
            yield _fault(of, gold, gold["trigger"], stage, sides, is_missed=True)
    right = {_mark(of.kept[c]) for c in taken}
    for c, coded in enumerate(of.kept):
        if c not in taken and c not in again and not coded["unreal"]:
            yield _fault(of, coded, coded["at"], _false(scorer, of, coded, right), (), is_missed=False)


def _fault(of: Coded, dyad: Dyad, at: Range, stage: str, sides: tuple[str, ...], *, is_missed: bool) -> Fault:
    sentence = next((s.start for s in of.sentences if s.start <= at[0] < s.end), at[0])
    type_ = dyad["event"]["type"]
    return Fault(of.id, of.real, is_missed, sentence, f"{type_}@{at[0]}:{_name(dyad)}", stage, sides, dyad)


def _name(dyad: Dyad) -> str:
    """The parties by code, country or sector: never by words of the text."""
    return ">".join((a.get("code") or a.get("country") or a.get("sector") or "?") if a else "-" for a in dyad["pair"])


def _mark(dyad: Dyad) -> tuple[Any, ...]:
    """What makes two dyads those of one coding."""
    return dyad["at"], dyad["event"]["type"]


def _missed(
    scorer: Any, of: Coded, g: int, taken: dict[int, int], loosely: dict[int, int]
) -> tuple[str, tuple[str, ...]]:
    gold = of.gold[g]
    loose = _candidates(scorer, gold, of.unlimited, of.gold, loosely)
    kept = _candidates(scorer, gold, of.kept, of.gold, taken)
    if not kept and not loose:
        read = any(scorer.overlap(d, s) for d in of.dropped for s in gold["spans"])
        return (DROPPED if read else NOT_READ), ()
    typed = [c for c in kept if c["type"] in gold["types"]]
    if typed:
        return _sides(scorer, of, gold, typed)
    typed = [c for c in loose if c["type"] in gold["types"]]
    if typed:
        stage, sides = _sides(scorer, of, gold, typed)
        return (BELOW if not sides and stage != REVERSED else BELOW_PARTY), sides
    return (TYPE if kept else BELOW_TYPE), ()


def _candidates(
    scorer: Any, gold: Dyad, coded: Sequence[Dyad], all_gold: Sequence[Dyad], taken: dict[int, int]
) -> list[Dyad]:
    """What was coded at the place of an act, but for codings that are right of another act."""
    own = {_mark(coded[c]) for c, g in taken.items() if all_gold[g]["event"] is gold["event"]}
    others = {_mark(coded[c]) for c in taken} - own
    near = [c for c in coded if any(scorer.overlap(c["at"], s) for s in gold["spans"]) and _mark(c) not in others]
    exact = [c for c in near if scorer.overlap(c["at"], gold["trigger"])]
    return exact or near


def _sides(scorer: Any, of: Coded, gold: Dyad, coded: Sequence[Dyad]) -> tuple[str, tuple[str, ...]]:
    """What is wrong with the parties of the nearest of some dyads of the right type."""
    symmetric = bool(gold["event"].get("symmetric"))
    rated = []
    for n, c in enumerate(coded):
        pairs = [c["pair"], c["pair"][::-1]] if symmetric else [c["pair"]]
        for pair in pairs:
            wrong = [not scorer.agree(got, want) for got, want in zip(pair, gold["pair"], strict=True)]
            rated.append((sum(wrong), n, pair, wrong))
    bad, _, pair, wrong = min(rated, key=lambda r: r[:2])
    if not bad:
        fitting = any(c["unreal"] == gold["unreal"] for c in coded)
        return (ONE_FOR_TWO if fitting else MODALITY), ()
    if bad == 2 and any(
        scorer.agree(c["pair"][0], gold["pair"][1]) and scorer.agree(c["pair"][1], gold["pair"][0]) for c in coded
    ):
        return REVERSED, ()
    told = []
    keys = frozenset[str]().union(
        *(s.keys for s in of.sentences if any(scorer.overlap((s.start, s.end), x) for x in gold["spans"]))
    )
    for role, got, want, is_wrong in zip(("source", "target"), pair, gold["pair"], wrong, strict=True):
        if not is_wrong:
            continue
        if scorer.known(want) is None:
            told.append(f"{role} extra")
            continue
        what = "missing" if scorer.known(got) is None else "wrong"
        told.append(f"{role} {what}; {HAS if keys & scorer.keys_of(want) else HAS_NOT}")
    return (BOTH if bad == 2 else SOURCE if wrong[0] else TARGET), tuple(told)


def _false(scorer: Any, of: Coded, coded: Dyad, right: set[tuple[Any, ...]]) -> str:
    if any(scorer.springs(coded, trap, of.text) for trap in of.traps):
        return TRAP
    if _mark(coded) in right:
        return EXTRA
    near = [g for g in of.gold if any(scorer.overlap(coded["at"], s) for s in g["spans"])]
    exact = [g for g in near if scorer.overlap(coded["at"], g["trigger"])] or near
    if not exact:
        here = next((s for s in of.sentences if s.start <= coded["at"][0] < s.end), None)
        told = here is not None and any(here.start <= g["trigger"][0] < here.end for g in of.gold)
        return OTHER_ACT if told else NOTHING
    parties = [g for g in exact if scorer.same_parties(coded, g)]
    typed = [g for g in exact if coded["type"] in g["types"]]
    if any(g in typed for g in parties):
        return MODALITY
    if not any(g["required"] for g in exact):
        return OPTIONAL
    return RIGHT_PARTIES if parties else RIGHT_TYPE if typed else NEITHER
