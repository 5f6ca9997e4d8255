"""What speaks, at one place of a report, for each state to which an actor there may belong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detente.actors.belonging import NOBODY, WORDS, Asked
from detente.actors.coreference import Memory
from detente.actors.describing import State
from detente.actors.homes import Named
from detente.actors.lands import Lands, key_of, key_of_actor
from detente.actors.phrases import Phrase
from detente.actors.places import INSIDE
from detente.actors.tree import Tree
from detente.actors.words import SENDS

_REACH = 6
"""Sentences before in which a state named still counts as near."""
_AGO = {1: "1 ago", 2: "2 ago", 3: "3 ago", 4: "3 ago"}
_ARTICLES = {"these": "the", "those": "the", "this": "the", "that": "the", "both": "the", "an": "a"}
_SOME = frozenset("other some many several various all any no".split())
_INNER = frozenset({"nmod", "amod", "compound", "appos", "flat", "conj"})


@dataclass(frozen=True, slots=True)
class Question:
    """An actor of whom its words do not say whose it is. `rules` are what each rule says of it, the first first."""

    group: str
    first: int
    head: int
    sector: str | None
    rules: Sequence[tuple[str, State | None]]
    article: str
    word: str
    name: str | None = None


def article_of(tree: Tree, phrase: Phrase) -> str:
    """The article as "the" or "a", "own" for one that is somebody's; without any "many" for a plural, else "bare"."""
    if phrase.owner is not None:
        return "own"
    if phrase.article is not None:
        return _ARTICLES.get(phrase.article, phrase.article)
    return "many" if tree.is_plural(phrase.head) else "bare"


def gather(question: Question, lands: Lands, tree: Tree, memory: Memory) -> Asked:
    """The question with the signs for every answer."""
    signs = _Signs(lands, with_bodies=question.group in WORDS)
    rules = question.rules
    rule = NOBODY if not rules or rules[0][1] is None else key_of(rules[0][1])
    for name, state in rules:
        if state is None:
            signs.add(NOBODY, f"rule {name}")
        else:
            signs.given.setdefault(key_of(state), state)
            signs.add(key_of(state), f"rule {name}")
    signs.add(rule, "first rule")
    function = tree.function(question.head)
    is_near = _of_sentence(signs, question, tree, function)
    _of_before(signs, tree.sentence.index, is_near=is_near)
    _of_actors(signs, question, tree, memory, function)
    _of_nobody(signs, question, tree, function)
    for name in ("home", "about", "publisher"):
        key = lands.wholes.get(name)
        if key is not None:
            signs.add(key, f"{name}, {question.article}")
    return Asked(
        question.group,
        tree.sentence.index,
        question.head,
        question.name,
        rule,
        bool(rules) and rules[0][0] == "home" and question.name is None,
        lands,
        signs.given,
        signs.found,
    )


class _Signs:
    """The signs found so far, and the states that they speak for."""

    def __init__(self, lands: Lands, *, with_bodies: bool) -> None:
        self.lands = lands
        self.named = lands.with_bodies if with_bodies else lands.by_sentence
        self.given = {**lands.given, **lands.bodies} if with_bodies else dict(lands.given)
        self.found: dict[str, list[str]] = {NOBODY: []}

    def add(self, key: str, *signs: str) -> None:
        """Note signs for a state that the report may mean."""
        own = self.found.get(key)
        if own is None:
            if key not in self.given:
                return
            is_known = key in self.lands.given or key in self.lands.bodies
            own = self.found[key] = [] if is_known else ["state", "not named"]
        own += signs


def _of_sentence(signs: _Signs, question: Question, tree: Tree, function: str) -> bool:
    """What the states named in the same sentence say; whether one of them stands before the actor."""
    near: Named | None = None
    after: Named | None = None
    for one in signs.named.get(tree.sentence.index, ()):
        key, head = key_of(one.state), question.head
        if one.first < question.first:
            near = one
            signs.add(key, "before")
            if one.is_inside:
                signs.add(key, "before, in it")
            elif one.kind != "city" and tree.function(one.head) == "subject":
                signs.add(key, "before, subject")
            elif _is_placed(tree, one.head):
                signs.add(key, "before, placed")
        elif one.head != head:
            after = after or one
            signs.add(key, "after")
            if one.is_inside:
                signs.add(key, "after, in it")
            elif _is_placed(tree, one.head):
                signs.add(key, "after, placed")
        if one.head != head:
            _of_phrase(signs, key, one, tree, head)
    if near is not None:
        signs.add(key_of(near.state), "nearest", f"nearest, {function}", f"nearest, {near.kind}")
    elif after is not None:
        signs.add(key_of(after.state), "next")
    return near is not None


def _of_phrase(signs: _Signs, key: str, one: Named, tree: Tree, head: int) -> None:
    """A state named within the words that say more of the actor, or of what the actor is said to be."""
    way = _way(tree, one.head, head)
    if way is not None:
        signs.add(key, "within", f"within, {way}")
    above = tree.tokens[head].head
    if tree.relation(head) == "appos" and one.first < head and one.head != above and tree.is_inside(one.head, above):
        signs.add(key, "beside")  # "a Norlandic rower, Ada Vint"


def _way(tree: Tree, i: int, top: int) -> str | None:
    """How token `i` hangs below `top`: "beside" it, in a "clause" or as a "noun"; None where it does not."""
    way = "noun"
    for _ in range(12):
        above = tree.tokens[i].head
        if above < 0:
            return None
        if above == top:
            relation = tree.relation(i)
            return {"appos": "beside", "acl": "clause"}.get(relation, way)
        i = above
    return None


def _is_placed(tree: Tree, i: int) -> bool:
    """Whether the state is named inside the words for a place: "in the Norlandic port of Astby"."""
    for _ in range(4):
        if tree.relation(i) not in _INNER:
            return False
        i = tree.tokens[i].head
        if i < 0:
            return False
        case = tree.case(i)
        if case and case[0] in INSIDE and tree.relation(i) in ("obl", "nmod"):
            return True
    return False


def _of_before(signs: _Signs, number: int, *, is_near: bool) -> None:
    """What the states named in the sentences before say, the last first."""
    lands, seen = signs.lands, set[str]()
    part = lands.part[number]
    for at in range(number - 1, max(-1, number - _REACH - 1), -1):
        for one in reversed(signs.named.get(at, ())):
            key = key_of(one.state)
            if key in seen:
                continue
            signs.add(key, _AGO.get(number - at, "5 ago"))
            if lands.part[at] == part:
                signs.add(key, "same paragraph")
            if not seen:
                signs.add(key, "last", *(() if is_near else ("last, none nearer",)))
            seen.add(key)


def _of_actors(signs: _Signs, question: Question, tree: Tree, memory: Memory, function: str) -> None:
    """What the actors spoken of before say, whatever their words."""
    here = memory.by_sentence.get(tree.sentence.index, ())
    clause = tree.clause(question.head)
    doer = tree.subject(clause)
    for ref in here:
        is_doer = ref.head == doer and doer != question.head and len(ref.actors) == 1
        if is_doer and (key := key_of_actor(ref.actors[0])):
            signs.add(key, "doer", f"doer, {function}")
            if tree.tokens[clause].lemma.lower() in SENDS:
                signs.add(key, "doer sends")
    is_last = True
    for ref in reversed(here):
        if ref.head == question.head or len(ref.actors) != 1 or not (key := key_of_actor(ref.actors[0])):
            continue
        if is_last:
            signs.add(key, "spoken of")
            is_last = False
        if ref.function == "subject":
            signs.add(key, "subject")
            break
    again = memory.by_word.get(question.word)
    if again is not None:
        signs.add(key_of_actor(again.actors[0]), "same word")
    alike = memory.by_sector.get(question.sector or "")
    if alike is not None:
        signs.add(key_of_actor(alike.actors[0]), "same sector")


def _of_nobody(signs: _Signs, question: Question, tree: Tree, function: str) -> None:
    signs.add(NOBODY, "none", f"none, {question.article}", f"none of {signs.lands.many}", f"none, {function}")
    signs.add(NOBODY, f"none: {question.word}")
    if any(tree.relation(k) == "nummod" or tree.words[k].lower() in _SOME for k in tree.kids[question.head]):
        signs.add(NOBODY, "none, counted")
    if not question.rules:
        signs.add(NOBODY, "no rule")
