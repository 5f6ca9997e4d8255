"""The place that the headline or an earlier sentence leaves in force for what is told next."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from detente.values import Document, Sentence, Where
from detente.where.setting import Setting
from detente.where.spans import LOCATIVE
from detente.where.words import word_set

if TYPE_CHECKING:
    from detente.where.find import Place

Named = Callable[[Sentence, Document, Setting], "tuple[Place, ...]"]
_GATHERING = word_set("assemble gather meet convene")
_REPORTING = word_set("say tell announce declare warn add report condemn accuse")
_FAR = 4
"""Body sentences that "the attack" may look back over."""
_LARGE = frozenset({"Europe", "Asia", "Africa", "Middle East", "America", "Latin America", "Central America", "West"})


class Scenes(NamedTuple):
    """`before` holds for any deed on the spot, `far` only for what the text takes up again ("the blast wounded …")."""

    before: Where | None
    far: Where | None
    are_gathered: bool
    """Whether the sentence before says that people met there."""


def scenes(sentence: Sentence, document: Document, setting: Setting, named: Named) -> Scenes:
    """The towns or regions in which headline and earlier sentences set what this sentence goes on to tell."""
    body = [s for s in setting.sentences if s.part == "body"]
    at = next((n for n, s in enumerate(body) if s.index == sentence.index), None)
    if at is None:
        return Scenes(None, None, False)
    heads = [s for s in setting.sentences if s.part == "headline"]
    headline = _scene(heads[0], document, setting, named) if len(heads) == 1 else None
    if at == 0:
        return Scenes(headline, headline, False)
    last = body[at - 1]
    root = next((t for t in last.tokens if t.head < 0), None)
    near, gathered = None, False
    if root is not None and root.lemma.lower() not in _REPORTING:
        near, gathered = _scene(last, document, setting, named), root.lemma.lower() in _GATHERING
    far = near
    for other in reversed(body[max(0, at - _FAR) : at]):
        far = far or _scene(other, document, setting, named)
    return Scenes(near, far or headline, gathered)


def _scene(sentence: Sentence, document: Document, setting: Setting, named: Named) -> Where | None:
    found = [p for p in named(sentence, document, setting) if not p.is_container]
    towns = [p for p in found if p.where.precision != "country" and p.where.name not in _LARGE]
    if not towns or len({p.where.country for p in towns}) != 1:
        return None
    place = towns[0]
    before = sentence.tokens[place.first - 1].text.lower() if place.first else ""
    is_said = before in LOCATIVE - {"from", "to", "of", "between"} or (
        place.first == 0 and len(sentence.tokens) > place.last and sentence.tokens[place.last].upos in {"VERB", "AUX"}
    )
    return place.where if is_said else None
