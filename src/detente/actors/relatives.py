"""Whom "its northern neighbour", "his predecessor", "her father", "his guest", "the latter" mean."""

from __future__ import annotations

from collections.abc import Callable

from detente.actors.coreference import Memory, Referent, distinct
from detente.actors.describing import State, make_actor
from detente.actors.folding import fold
from detente.actors.parts_of_names import FEMALE, MALE, name_parts
from detente.actors.rows import CountryForm
from detente.actors.sets import word_set
from detente.actors.tree import Tree
from detente.values import Actor

NEIGHBOURS = word_set("neighbour neighbor")
_RIVALS = word_set("rival arch-rival foe enemy adversary opponent challenger")
KIN = {
    "father": MALE, "son": MALE, "brother": MALE, "uncle": MALE, "nephew": MALE, "grandfather": MALE, "grandson": MALE,
    "mother": FEMALE, "daughter": FEMALE, "sister": FEMALE, "aunt": FEMALE, "niece": FEMALE, "cousin": None,
    "sibling": None, "wife": FEMALE, "husband": MALE, "half-brother": MALE,
}  # fmt: skip
_COMPANIONS = word_set(
    "guest host visitor counterpart interlocutor opponent challenger rival successor predecessor protege"
)
RELATIVES = NEIGHBOURS | _RIVALS | frozenset(KIN) | _COMPANIONS
"""Nouns that say how one stands to the owner of the noun: "his predecessor"."""


def related(
    tree: Tree, memory: Memory, head: int, owners: tuple[Actor, ...], state_of: Callable[[Actor], State | None]
) -> tuple[Actor, ...]:
    """The actor whom the noun at `head` relates to its one owner; () where nobody named before fits."""
    word = tree.tokens[head].lemma.lower()
    if len(owners) != 1:
        return ()
    owner = owners[0]
    is_state = owner.sector == "GOV" and owner.role is None
    if word in NEIGHBOURS or (is_state and word in _RIVALS):
        return _other_state(tree, memory, head, owner, state_of)

    def is_other(r: Referent) -> bool:
        return r.sort == "person" and len(r.actors) == 1 and r.actors[0] != owner and not r.plural

    def is_kin(r: Referent) -> bool:
        gender = KIN[word]
        same = set(name_parts(r.actors[0].name)) & set(name_parts(owner.name)) if is_other(r) else set()
        return bool(same) and (gender is None or r.gender in (None, gender))

    def held_it(r: Referent) -> bool:
        actor = r.actors[0]
        is_of_one = owner.country is None or actor.country in (None, owner.country)
        return is_other(r) and is_of_one and (word != "predecessor" or actor.sector in ("ELI", "GOV", None))

    if word in KIN:
        fits = is_kin
    elif word in ("predecessor", "successor", "protege"):
        fits = held_it
    else:
        fits = is_other
    best = memory.best(tree, head, fits, own_clause=False, reach=3 if word in _COMPANIONS else 12)
    return best.actors if best is not None else ()


def _other_state(
    tree: Tree, memory: Memory, head: int, owner: Actor, state_of: Callable[[Actor], State | None]
) -> tuple[Actor, ...]:
    own = state_of(owner)

    def fits(r: Referent) -> bool:
        is_state = r.sort == "state" and len(r.actors) == 1 and r.actors[0].sector == "GOV" and r.actors[0].role is None
        return is_state and own is not None and r.actors[0].country != own.code

    best = memory.best(tree, head, fits, own_clause=False, reach=5) if own is not None else None
    if best is None:
        return ()
    state = state_of(best.actors[0])
    return (make_actor(state.name, state, "GOV", None),) if state is not None else ()


def former_or_latter(memory: Memory, sentence: int, word: str) -> tuple[Actor, ...]:
    """ "the former", "the latter": the first or the second of the last two that were named together."""
    for s in range(sentence, max(-1, sentence - 4), -1):
        refs = [r for r in memory.by_sentence.get(s, []) if r.leader >= 0 and r.function != "modifier"]
        for ref in reversed(refs):
            two = distinct(a for r in refs if r.leader == ref.leader for a in r.actors)
            if len(two) == 2:
                return (two[0],) if fold(word) == "former" else (two[1],)
    return ()


def compatriot(memory: Memory, sentence: int, form: CountryForm | None) -> tuple[Actor, ...]:
    """ "She met Javad Zarif; the Iranian said …": the person of that country named last."""
    near = memory.recent(sentence)
    people = (r.actors for r in near if r.sort == "person" and len(r.actors) == 1 and not r.plural)
    return next((a for a in people if form is not None and a[0].country == form.code), ())
