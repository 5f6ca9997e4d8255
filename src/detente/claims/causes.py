"""Why, in the report's words: the agent of the move, or a phrase or clause of cause beside it."""

from __future__ import annotations

from detente.claims.moving import Movement
from detente.claims.tree import agent, is_passive, objects, subject
from detente.claims.values import Cause, Link, Quote
from detente.claims.who import Scene, distinct
from detente.claims.words import BEARERS, BECAUSE, MARKS, NOUNS_OF_CAUSE, PRESSING, PRESSURE, SETTING
from detente.values import Party, Span

_OWNS = ("nmod:poss", "compound", "amod", "nmod:desc", "nmod")
_ONTO = ("on", "against", "at", "toward", "towards", "for", "upon", "to")
_BY = ("by", "from")


def cause_of(scene: Scene, movement: Movement, tops: tuple[int, ...]) -> Cause | None:
    """The cause that the sentence gives for a movement, None where it gives none.

    `tops` are the verbs above the movement that only carry it ("failed to drive"), whose phrases are its own.
    """
    if movement.agent is not None:
        return _of_phrase(scene, movement, movement.agent, "agent")
    clause, tokens = scene.clause, scene.clause.tokens
    spots = sorted({movement.carrier, *movement.words, *tops})
    below = sorted({c for w in spots for c in clause.children[w]} - set(spots))
    for c in below:
        rel = tokens[c].deprel
        if rel.startswith(("obl", "nmod", "advmod")):
            found = _linked(scene, movement, c)
            if found is not None:
                return found
        elif rel.startswith("advcl"):
            marks = [tokens[x].text.lower() for x in clause.children[c] if tokens[x].deprel in ("mark", "advmod")]
            mark = next((m for m in marks if m in MARKS), None)
            if mark is not None:
                found = _of_clause(scene, movement, c, "because" if MARKS[mark] == "because" else "setting")
                if found is not None:
                    return found
    return None


def _linked(scene: Scene, movement: Movement, head: int) -> Cause | None:
    """ "because of US sanctions", "in response to …", "amid Trump's threats"."""
    clause, tokens = scene.clause, scene.clause.tokens
    case = clause.case(head)
    if case is None:
        return None
    if case == "to" and any(tokens[i].text.lower() == "thanks" for i in range(max(0, clause.span(head)[0] - 1), head)):
        return _of_phrase(scene, movement, head, "because")
    if tokens[head].lemma in NOUNS_OF_CAUSE and case in ("in", "as", "on"):
        inner = next((c for c in clause.children[head] if clause.case(c) in ("to", "of")), None)
        return _of_phrase(scene, movement, inner, "because") if inner is not None else None
    if case in BECAUSE:
        return _of_phrase(scene, movement, head, "because")
    if case in SETTING:
        found = _of_phrase(scene, movement, head, "setting")
        return found if found is not None and found.source and found.what is not None else None
    return None


def _of_phrase(scene: Scene, movement: Movement, head: int, link: Link) -> Cause | None:
    clause, tokens = scene.clause, scene.clause.tokens
    own = scene.at(head)
    if own and tokens[head].upos in ("PROPN", "PRON"):
        return Cause(own, (), None, link)
    is_name = tokens[head].upos == "PROPN" and tokens[head].text[:1].isupper()
    if is_name or tokens[head].upos in ("PRON", "DET"):  # "it", "we", a name that nothing is known of
        return None
    source: list[Party] = []
    targets: list[Party] = []
    chain = [head]
    inner = _borne(scene, head)
    if inner is not None:
        chain.append(inner)
        head = inner
    for at in chain:
        for c in clause.children[at]:
            rel = tokens[c].deprel
            case = clause.case(c)
            is_owner = rel in _OWNS and c < at and case in (None, "'s", "’s")
            if is_owner or (rel.startswith(("nmod", "obl")) and case in _BY):
                source += scene.at(c)
    for at in chain:
        for c in clause.children[at]:
            if tokens[c].deprel.startswith(("nmod", "obl")) and c > at and c not in chain:
                if clause.case(c) == "of":
                    (targets if source or _is_patient(scene, at, c) else source).extend(scene.at(c))
                elif clause.case(c) in _ONTO:
                    targets += scene.at(c)
    return _cause(
        scene, movement, distinct(source), distinct(targets), _words(scene, head), link, _presses(scene, head)
    )


def _of_clause(scene: Scene, movement: Movement, verb: int, link: Link) -> Cause | None:
    """ "as Washington squeezes both", "because the United States suspended aid to Islamabad"."""
    clause, tokens = scene.clause, scene.clause.tokens
    passive = is_passive(clause, verb)
    doer = agent(clause, verb) if passive else subject(clause, verb)
    done_to = clause.child(verb, "nsubj:pass", "nsubj") if passive else objects(clause, verb)
    source = (scene.at(doer) or _owner(scene, doer)) if doer is not None else ()
    if not source and link == "setting":
        return None
    targets: list[Party] = []
    presses = tokens[verb].lemma in PRESSING
    word = verb
    if done_to is not None:
        targets += scene.at(done_to)
        for c in (*clause.children[done_to], *clause.children[verb]):
            if tokens[c].deprel.startswith(("nmod", "obl")) and clause.case(c) in (*_ONTO, "from"):
                targets += scene.at(c)
        if not scene.at(done_to) and tokens[done_to].upos == "NOUN":
            word, presses = done_to, presses or _presses(scene, done_to)
    what = _words(scene, word) if word != verb else _quote(scene, verb, verb + 1)
    return _cause(scene, movement, source, distinct(targets), what, link, presses)


def _cause(
    scene: Scene,
    movement: Movement,
    source: tuple[Party, ...],
    targets: tuple[Party, ...],
    what: Quote,
    link: Link,
    presses: bool,
) -> Cause:
    """Put it together; pressure that names no target is taken to be on those who are moved."""
    own = {p.actor.code for p in source}
    targets = tuple(p for p in targets if p.actor.code not in own)
    if presses and source and not targets:
        moved = tuple(p for p in movement.movers if p.actor.code not in own)
        return Cause(source, moved, what, link, implied=bool(moved))
    return Cause(source, targets, what, link)


def _owner(scene: Scene, noun: int) -> tuple[Party, ...]:
    clause = scene.clause
    return distinct([p for c in clause.children[noun] if clause.tokens[c].deprel in _OWNS for p in scene.at(c)])


def _borne(scene: Scene, head: int) -> int | None:
    """The act that a bearer carries after "of": "the restoration of US sanctions"."""
    clause, tokens = scene.clause, scene.clause.tokens
    if tokens[head].lemma.lower() not in BEARERS:
        return None
    for c in clause.children[head]:
        if tokens[c].deprel == "nmod" and clause.case(c) == "of" and tokens[c].upos == "NOUN":
            return c
    return None


def _is_patient(scene: Scene, noun: int, of: int) -> bool:
    """Whether the roles say that what follows "of" undergoes the act: "the poisoning of …"."""
    predicate = scene.clause.predicates.get(noun)
    return predicate is not None and any(a.role == "ARG1" and a.start <= of < a.end for a in predicate.arguments)


def _presses(scene: Scene, head: int) -> bool:
    clause, tokens = scene.clause, scene.clause.tokens
    words = {tokens[head].lemma.lower()}
    words |= {tokens[c].lemma.lower() for c in clause.children[head] if tokens[c].deprel in ("compound", "amod")}
    return bool(words & PRESSURE)


def _words(scene: Scene, head: int) -> Quote:
    """The noun with the words just before it that qualify it, without the actors: "pressure campaigns"."""
    clause, tokens = scene.clause, scene.clause.tokens
    named = {i for m in clause.mentions for i in range(m.first, m.last) if m.via != "role"}
    first = head
    while first - 1 >= 0:
        t = tokens[first - 1]
        is_part = t.deprel in ("compound", "amod") and t.upos in ("NOUN", "ADJ", "VERB") and t.index not in named
        if not is_part or not clause.below(t.index, head):
            break
        first -= 1
    return _quote(scene, first, head + 1)


def _quote(scene: Scene, first: int, last: int) -> Quote:
    tokens = scene.clause.tokens
    span = Span(tokens[first].start, tokens[last - 1].end)
    return Quote(span.of(scene.document.text), span)
