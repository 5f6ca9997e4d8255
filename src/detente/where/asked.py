"""What is asked when an act is placed, and the places that may be its own, each with the signs that speak for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from detente.values import Document, Sentence, Where
from detente.where.find import Place, Places
from detente.where.phrase import phrases_of, widened
from detente.where.setting import Setting
from detente.where.standing import standing_of
from detente.where.ties import base, case_of
from detente.where.unnamed import is_in_town, land_of, placed

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_NEAR = 3
_HERE = frozenset({"here", "this city", "this town", "this capital", "this village", "this port"})
_PLAIN = frozenset({"in", "at", "near", "outside", "inside", "on", "to", "from", "into", "of", "for", "with", "by"})


class Scene(NamedTuple):
    """The place of an act that the report told before, and the sentence that told it."""

    sentence: int
    where: Where


@dataclass(frozen=True, slots=True)
class PlaceAsked:
    """An act whose place is asked for, with what grammar, heads and the report before it say of it."""

    places: Sequence[Place]
    """The places of its sentence; as `find_places` gives them they know the scene set before."""
    sentence: Sentence
    trigger: int
    document: Document
    setting: frozenset[str]
    """What the report says of where it is set, from `countries_of`."""
    ties: NDArray[np.float32]
    """Probability of each word of the sentence to say where the act was done."""
    type: str
    by_grammar: Where | None
    earlier: Sequence[Scene] = ()
    """Acts with a place told before, the last one first."""


class Found(NamedTuple):
    """A place that may be the act's; None for none."""

    where: Where | None
    signs: tuple[str, ...]
    how: str


def places_of(asked: PlaceAsked) -> list[Found]:
    """All answers: none, each place that the sentence names, words for a place without a name, the scene before."""
    found = [Found(None, ("none", f"none of {asked.type}"), "none")]
    lands = asked.places.lands if isinstance(asked.places, Places) else ()
    named = [*asked.places, *lands]
    found += [_named(asked, p, named) for p in named]
    if asked.sentence.part == "dateline":
        return found[:1]
    for first, last in phrases_of(asked.sentence, asked.ties, named):
        found.append(_unnamed(asked, first, last, bool(named)))
    return found + _scenes(asked, named)


def _named(asked: PlaceAsked, place: Place, named: Sequence[Place]) -> Found:
    sentence, trigger = asked.sentence, asked.trigger
    chosen = asked.by_grammar
    is_grammars = chosen is not None and chosen.start == place.where.start
    ties = [float(asked.ties[p.first : p.last].mean()) for p in named]
    own = float(asked.ties[place.first : place.last].mean())
    tie = f"tie {min(max(int(own * 10), 0), 9)}"
    case = case_of(sentence, place.head)
    between = sentence.tokens[place.last : trigger] or sentence.tokens[trigger + 1 : place.first]
    kind = "land" if place.where.precision == "country" else "town"
    signs = ["named", tie, f"{kind}, {tie}", "before" if place.first < trigger else "after"]
    stands = standing_of(place, sentence, trigger)
    signs += [stands, *([f"{stands}, by grammar"] if is_grammars else [])]
    signs += ["by grammar", f"by grammar, {tie}"] if is_grammars else []
    signs += ["points to the dateline"] if _is_here(place, asked.setting) else []
    signs += ["grammar has another"] if chosen is not None and not is_grammars else []
    signs += ["tied best"] if own == max(ties) else []
    signs += [f"case {case}"] if case in _PLAIN else ["no case"] if case is None else []
    signs += [f"{kind} is {base(sentence.tokens[place.head])}"]
    signs += ["says where the other lies"] if place.is_container else []
    signs += ["near"] if len(between) <= _NEAR else []
    signs += ["verb between"] if any(t.upos in {"VERB", "AUX"} for t in between) else []
    signs += [f"place of {asked.type}", "headline"] if sentence.part == "headline" else [f"place of {asked.type}"]
    where = _with_land(asked, place.where)
    return Found(widened(where, place, sentence, asked.document, asked.ties), tuple(signs), "named")


def _is_here(place: Place, setting: frozenset[str]) -> bool:
    """Whether the words only point to where the report was written: "here", "this city"."""
    here = setting.dateline if isinstance(setting, Setting) else None
    return here is not None and place.where.name == here.name and place.where.text.lower() in _HERE


def _unnamed(asked: PlaceAsked, first: int, last: int, beside: bool) -> Found:
    own = float(asked.ties[first:last].max())
    tie = f"words, tie {min(int(own * 10), 9)}"
    signs = ["words", tie, "words beside a place" if beside else "only words"]
    signs += ["words against grammar"] if asked.by_grammar is not None else []
    before = _before(asked)
    where = placed(asked.sentence, asked.document, asked.setting, (first, last), before)
    return Found(where, tuple(signs), "words")


def _before(asked: PlaceAsked) -> Where | None:
    """The town or region told last, by an act or by the text."""
    near = next((s.where for s in asked.earlier if s.where.precision != "country"), None)
    far = asked.places.far if isinstance(asked.places, Places) else None
    return near or far


def _scenes(asked: PlaceAsked, named: Sequence[Place]) -> list[Found]:
    """The place that the text before leaves in force, and that of the act told last."""
    found: list[Found] = []
    chosen = asked.by_grammar
    inside = (asked.sentence.start, asked.sentence.end)
    if chosen is not None and not any(p.where.start == chosen.start for p in named):
        found.append(Found(chosen, ("scene", "scene by grammar"), "scene"))
    for scene in asked.earlier[:1]:
        if inside[0] <= scene.where.start < inside[1] or any(f.where == scene.where for f in found):
            continue
        back = asked.sentence.index - scene.sentence
        signs = ["scene", "scene of the last act", f"scene {'1' if back <= 1 else '2' if back <= 3 else 'far'} back"]
        signs += ["scene with a place here"] if named else []
        signs += [f"scene of {asked.type}"]
        found.append(Found(scene.where, tuple(signs), "scene"))
    return found


def _with_land(asked: PlaceAsked, where: Where) -> Where:
    """A name that no table knows: a street or house lies in the town told before, all else in the land spoken of."""
    if where.lat is not None or not isinstance(asked.setting, Setting):
        return where
    town = _before(asked)
    if is_in_town(where.text) and town is not None and where.country in {None, town.country}:
        return replace(where, name=town.name, country=town.country, lat=town.lat, lon=town.lon, precision="site")
    if where.country is not None:
        return where
    return replace(where, country=land_of(asked.sentence, asked.document, asked.setting, where.text))
