"""What moved: the words of a sentence that say that a relation came closer or went apart, with its parties."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from detente.claims.frames import Frame, Frames
from detente.claims.tree import agent, is_passive, objects, partner, subject
from detente.claims.values import Direction
from detente.claims.who import Scene, distinct
from detente.claims.words import (
    APART,
    BETTER,
    EMBRACE,
    GATHERING,
    JOINTLY,
    LIGHT,
    NEARER,
    PRESSURE,
    TIES,
    TOGETHER,
    WORSE,
)
from detente.coding.clause import Clause
from detente.values import Party

_BETWEEN = ("between", "among", "amongst", "with", "to", "toward", "towards", "of")
_OPPOSITE: dict[Direction, Direction] = {"closer": "apart", "apart": "closer"}
_MUTUAL = {"fall", "reconcile"}
"""Verbs that two may do without a "with"."""
_PHYSICAL = {"MIL", "COP", "REB", "PRM"}


@dataclass(frozen=True, slots=True)
class Movement:
    """One reading of one word: direction, parties, and where a cause may stand."""

    token: int
    """The word that names it."""
    words: tuple[int, ...]
    """All the words of the trigger."""
    carrier: int
    """The verb whose negation, modal and tense are the movement's."""
    direction: Direction
    between: tuple[Party, ...]
    movers: tuple[Party, ...]
    """Those that move or are moved: of "drives A closer to B" only A."""
    agent: int | None
    """Head word of what moves them, where the grammar gives it."""
    is_ties_object: bool = False
    """Whether somebody or something does it to ties ("strengthened ties with"), not the ties by themselves."""


class _Result(NamedTuple):
    direction: Direction
    words: tuple[int, ...]
    partner: int | None


def find_movements(scene: Scene, frames: Frames) -> list[Movement]:
    """All movements that the sentence tells between two actors with codes or more, in order."""
    found = []
    for t in scene.clause.tokens:
        for frame in _rows(scene.clause, t.index, frames):
            movement = _READERS[frame.kind](scene, t.index, frame, frames)
            if movement is not None and len({p.actor.code for p in movement.between}) > 1:
                found.append(movement)
                break
    return found


def _rows(clause: Clause, token: int, frames: Frames) -> tuple[Frame, ...]:
    t = clause.tokens[token]
    lemma = t.lemma.lower()
    particle = clause.child(token, "compound:prt")
    if particle is not None and (rows := frames.get(f"{lemma} {clause.tokens[particle].lemma.lower()}")):
        return rows
    rows = frames.get(lemma, ())
    if t.upos in ("NOUN", "PROPN") and clause.child(token, "nsubj", "aux") is None:
        return tuple(r for r in rows if r.kind in ("noun", "seed"))
    if t.upos in ("VERB", "AUX", "ADJ"):
        return tuple(r for r in rows if r.kind in ("move", "bring", "ties"))
    return ()


# -- the subject moves


def _move(scene: Scene, verb: int, frame: Frame, frames: Frames) -> Movement | None:
    clause, tokens = scene.clause, scene.clause.tokens
    head = subject(clause, verb)
    if clause.tokens[verb].upos == "ADJ" or is_passive(clause, verb):
        return None
    words: tuple[int, ...] = (verb,)
    if frame.direction == "result":
        ties = head is not None and _is_ties(clause, head)
        result = _result(clause, verb, None, frame.prepositions) or (_become(clause, verb) if ties else None)
        if result is None or _is_only_together(clause, verb, result, GATHERING | JOINTLY):
            return None
        direction, other = result.direction, result.partner
        words = (verb, *result.words)
        if head is not None and ties:
            between = _of_ties(scene, head)
            return Movement(verb, words, verb, direction, between, between, None)
    else:
        obj = objects(clause, verb)
        if not _fits(clause, verb, obj, frame):
            return None
        if obj is not None and frame.objects != ("self",):
            words = (verb, obj)
        direction = "closer" if frame.direction == "closer" else "apart"
        other = partner(clause, words, frame.prepositions)
        has_idiom = frame.objects not in ((), ("self",))  # "mended fences" may be said of both alone
        if other is None and not has_idiom and tokens[verb].lemma not in _MUTUAL:
            return None
    if head is None:
        return None
    movers = tuple(p for p in scene.at(head) if p.actor.sector not in _PHYSICAL)
    if tokens[verb].lemma == "turn" and any(p.actor.role or p.via in ("person", "title", "role") for p in movers):
        return None  # a minister turns to the next point of a speech
    others = scene.at(other) if other is not None else ()
    if other is not None and not others:
        return None  # closer to a deal, to the final
    return Movement(verb, words, verb, direction, distinct((*movers, *others)), movers, None)


def _fits(clause: Clause, verb: int, obj: int | None, frame: Frame) -> bool:
    """Whether the verb's object is what the row asks for: none, itself, or one of these nouns."""
    if not frame.objects:
        return clause.child(verb, "obj") is None
    if obj is None:
        return False
    if frame.objects == ("self",):
        return clause.tokens[obj].text.lower() in ("itself", "themselves", "himself", "herself")
    return clause.tokens[obj].lemma.lower() in frame.objects or clause.tokens[obj].text.lower() in frame.objects


def _is_only_together(clause: Clause, verb: int, result: _Result, verbs: frozenset[str]) -> bool:
    """ "brought together for talks", "moving together to promote": a meeting or a joint act, no nearer relation."""
    only = bool(result.words) and {clause.tokens[w].text.lower() for w in result.words} <= TOGETHER
    return only and clause.tokens[verb].lemma in verbs


# -- another moves them


def _bring(scene: Scene, verb: int, frame: Frame, frames: Frames) -> Movement | None:
    clause = scene.clause
    passive = is_passive(clause, verb)
    obj = subject(clause, verb) if passive else objects(clause, verb)
    if obj is None or clause.tokens[verb].upos == "ADJ":
        return None
    cause = agent(clause, verb) if passive else subject(clause, verb)
    words: tuple[int, ...] = (verb,)
    if frame.direction == "result":
        result = _result(clause, verb, obj, frame.prepositions)
        if result is None:
            return None
        presses = cause is not None and clause.tokens[cause].lemma.lower() in PRESSURE
        if _is_only_together(clause, verb, result, GATHERING) and not presses:
            return None
        direction, other, words = result.direction, result.partner, (verb, *result.words)
    else:
        direction = "closer" if frame.direction == "closer" else "apart"
        other = partner(clause, (verb,), frame.prepositions)
        if frame.objects == ("@odds",):
            odds = next((c for c in clause.children[verb] if clause.tokens[c].lemma in ("odds", "odd")), None)
            if odds is None:
                return None
            other, words = partner(clause, (odds, verb), frame.prepositions), (verb, odds)
        if direction == "closer" and other is None and len({p.actor.code for p in scene.at(obj)}) < 2:
            return None
    if _is_ties(clause, obj):
        between = _of_ties(scene, obj)
        return Movement(verb, words, verb, direction, between, between, cause)
    movers = tuple(p for p in scene.at(obj) if p.actor.sector not in _PHYSICAL)
    others = scene.at(other) if other is not None else ()
    if not movers or (other is not None and not others):
        return None
    between = distinct((*movers, *others))
    return Movement(verb, words, verb, direction, between, movers, cause)


def _result(clause: Clause, verb: int, obj: int | None, prepositions: tuple[str, ...]) -> _Result | None:
    """Where the move ends: "closer (to)", "together", "apart", "away from", "into the arms of"."""
    tokens = clause.tokens
    near = [c for c in clause.children[verb] if c > verb and tokens[c].deprel not in ("nsubj", "punct")]
    if obj is not None:
        near += [c for h in clause.conjuncts(obj) for c in clause.children[h] if c > h]
    near += [x for c in near if tokens[c].deprel in ("advmod", "xcomp", "amod") for x in clause.children[c]]
    near = sorted(set(near))
    plain = {c: tokens[c].text.lower() for c in near}
    said = tuple(c for c in near if plain[c] in NEARER | TOGETHER | APART)
    if said:
        nearer = any(plain[c] in NEARER for c in said)
        if nearer and any(tokens[x].lemma in TIES for c in said if (x := tokens[c].head) >= 0):
            said = ()  # "into closer ties with"
        else:
            apart = any(plain[c] in APART for c in said)
            places = tuple(p for p in (prepositions or ("to",)) if p != "from" or apart)
            spots = (*said, verb) if nearer else (verb,)
            other = partner(clause, spots, tuple(p for p in places if p != "with" or not nearer))
            return _Result("apart" if apart else "closer", said, other)
    for c in near:
        case = clause.case(c)
        if plain[c] == "away":
            source = partner(clause, (c, verb), ("from",))
            return _Result("apart", (c,), source) if source is not None else None
        lemma = tokens[c].lemma.lower()
        if case == "into" and lemma in EMBRACE | TIES:
            owner = clause.child(c, "nmod:poss")
            other = owner if owner is not None else partner(clause, (c, verb), ("of", "with"))
            return _Result("closer", (c,), other) if other is not None else None
    return None


def _become(clause: Clause, verb: int) -> _Result | None:
    """ "relations have become strained", "ties grew warmer"."""
    for c in clause.children[verb]:
        word = clause.tokens[c].text.lower()
        if c > verb and word in BETTER | WORSE:
            return _Result("closer" if word in BETTER else "apart", (c,), None)
    return None


# -- ties move


def _ties(scene: Scene, verb: int, frame: Frame, frames: Frames) -> Movement | None:
    clause, tokens = scene.clause, scene.clause.tokens
    direction: Direction = "closer" if frame.direction == "closer" else "apart"
    passive = is_passive(clause, verb)
    head = tokens[verb].head
    is_headline = tokens[verb].deprel in ("amod", "acl") and 0 <= head < verb and tokens[head].deprel == "root"
    if is_headline and _is_ties(clause, head) and "subject" in frame.prepositions:  # "China, Japan ties warm"
        between = _of_ties(scene, head)
        return Movement(verb, (head, verb), verb, direction, between, between, None)
    if tokens[verb].upos == "ADJ":
        return None
    if tokens[verb].deprel == "amod":  # "deteriorating relations" move; "strained relations" only are
        if tokens[verb].xpos != "VBG" or head < 0 or not _is_ties(clause, head) or "subject" not in frame.prepositions:
            return None
        between = _of_ties(scene, head)
        return Movement(verb, (verb, head), verb, direction, between, between, None)
    if "subject" in frame.prepositions and not passive:
        noun = subject(clause, verb)
        obj = clause.child(verb, "obj")
        has_object = obj is not None and tokens[obj].lemma not in ("thanks", "thank")  # "improved thanks to"
        if noun is None or not _is_ties(clause, noun) or has_object:
            return None
        between = _of_ties(scene, noun)
        return Movement(verb, (verb,), verb, direction, between, between, None)
    if "object" not in frame.prepositions:
        return None
    noun = subject(clause, verb) if passive else objects(clause, verb)
    if noun is None or not _is_ties(clause, noun):
        return None
    if tokens[verb].lemma in ("forge", "build") and not any(
        tokens[c].text.lower() in BETTER for c in clause.children[noun]
    ):
        return None
    cause = agent(clause, verb) if passive else subject(clause, verb)
    between = _of_ties(scene, noun)
    mine = scene.at(cause) if cause is not None else ()
    if len({p.actor.code for p in between}) < 2 and cause is not None:
        between = distinct((*between, *(mine or _owners(scene, cause))))
    with_ = partner(clause, (verb,), ("with",))
    if len({p.actor.code for p in between}) < 2 and with_ is not None:
        between = distinct((*between, *scene.at(with_)))
    if mine and {p.actor.code for p in mine} <= {p.actor.code for p in between}:
        cause = None  # "India has strengthened its ties with Iran": its own doing
    return Movement(verb, (verb,), verb, direction, between, between, cause, is_ties_object=True)


def _is_ties(clause: Clause, noun: int) -> bool:
    return clause.tokens[noun].lemma.lower() in TIES


def _of_ties(scene: Scene, noun: int) -> tuple[Party, ...]:
    """Whose ties: "between A and B", "A's ties with B", "A-B ties", "A, B ties"."""
    clause = scene.clause
    found: list[Party] = []
    for c in clause.children[noun]:
        t = clause.tokens[c]
        if t.deprel.startswith("nmod") and clause.case(c) in _BETWEEN:
            found += scene.at(c)
            if clause.tokens[c].lemma.lower() in TIES:
                found += _of_ties(scene, c)
        elif t.deprel in ("nmod:poss", "compound", "amod", "nmod:desc", "nsubj", "nmod") and c < noun:
            found += _with_parts(scene, c)
    return distinct(found)


def _with_parts(scene: Scene, word: int) -> tuple[Party, ...]:
    """The actors of a modifier and of what hangs on it ("US-China" is two names, one below the other)."""
    clause = scene.clause
    found = list(scene.at(word))
    for c in clause.children[word]:
        if clause.tokens[c].deprel in ("compound", "amod", "nmod", "appos", "dep", "flat", "nmod:desc"):
            covered = any(p.start <= clause.tokens[c].start < p.end for p in found)
            if not covered:
                found += scene.at(c)
    return distinct(found)


def _owners(scene: Scene, noun: int) -> tuple[Party, ...]:
    clause = scene.clause
    return distinct(
        [p for c in clause.children[noun] if clause.tokens[c].deprel in ("nmod:poss", "compound") for p in scene.at(c)]
    )


# -- a noun names the movement


def _noun(scene: Scene, noun: int, frame: Frame, frames: Frames) -> Movement | None:
    clause, tokens = scene.clause, scene.clause.tokens
    direction: Direction = "closer" if frame.direction == "closer" else "apart"
    verb, effect, agent_ = _around(clause, noun, frames)
    if frame.kind == "seed" and (verb is None or effect is None):
        return None
    between = list(_of_ties(scene, noun))
    names = [c for c in clause.children[noun] if tokens[c].deprel.startswith("nmod") and clause.case(c)]
    names += [c for c in clause.children[verb] if clause.case(c) in ("between", "with")] if verb is not None else []
    for c in names:
        if clause.case(c) in (*frame.prepositions, "in", "of"):
            if tokens[c].lemma.lower() in TIES:
                between += _of_ties(scene, c)
            elif clause.case(c) in frame.prepositions:
                between += scene.at(c)
    parties = distinct(between)
    if len({p.actor.code for p in parties}) < 2 and verb is not None and tokens[verb].lemma in LIGHT:
        head = subject(clause, verb)
        parties = distinct((*parties, *(scene.at(head) if head is not None else ())))
        agent_ = None
    if effect == "reverse":
        direction = _OPPOSITE[direction]
    if agent_ is not None and {p.actor.code for p in scene.at(agent_)} & {p.actor.code for p in parties}:
        agent_ = None
    carrier = verb if verb is not None and (effect is not None or tokens[verb].lemma in LIGHT) else noun
    words = (noun,) if carrier == noun else tuple(sorted((carrier, noun)))
    return Movement(noun, words, carrier, direction, parties, parties, agent_)


def _around(clause: Clause, noun: int, frames: Frames) -> tuple[int | None, str | None, int | None]:
    """(verb, keep or reverse, head word of the cause) of the verb that has the noun as subject or object."""
    t = clause.tokens[noun]
    verb = t.head
    if verb < 0 or clause.tokens[verb].upos != "VERB":
        return None, None, None
    passive = is_passive(clause, verb)
    place = "object" if t.deprel == "obj" or (t.deprel.startswith("nsubj") and passive) else None
    place = "subject" if t.deprel.startswith("nsubj") and not passive else place
    if place == "subject" and clause.child(verb, "obj") is not None:
        return None, None, None
    particle = clause.child(verb, "compound:prt")
    lemma = clause.tokens[verb].lemma.lower()
    rows = frames.get(f"{lemma} {clause.tokens[particle].lemma.lower()}", ()) if particle is not None else ()
    for row in rows or frames.get(lemma, ()):
        if row.kind == "around" and place in row.prepositions:
            cause = None
            if place == "object":
                cause = agent(clause, verb) if passive else subject(clause, verb)
            return verb, row.direction, cause
    return verb if place == "object" else None, None, None


_READERS = {"move": _move, "bring": _bring, "ties": _ties, "noun": _noun, "seed": _noun}
