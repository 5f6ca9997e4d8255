"""Who "he", "its", "they", "the pair" and "the two countries" are: the last fitting actor, subjects first.

Each resolved mention is remembered as a referent; a pronoun asks for the fitting one with the highest score. The rules
are few and plain: near before far, subjects before others, the subject of the clause above before its object, and
never a word of the pronoun's own clause ("Trump warned him": not Trump).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from detente.actors.tree import Tree
from detente.actors.words import DAMAGES, ORDERS, REPORTS
from detente.values import Actor

_REACH = 3
_MAIN = 6.0
"""What the subject of a sentence before has on those of its clauses."""
_VOWING = frozenset({"promise", "vow", "threaten", "pledge", "swear"})
"""Verbs whose subject does what the infinitive says, though someone is told: "promised her to come"."""
_WEIGHT = {"subject": 12.0, "object": 6.0, "agent": 5.0, "possessor": 3.0, "oblique": 2.0, "root": 4.0, "modifier": 0.0}


@dataclass(frozen=True, slots=True)
class Referent:
    """A mention that later words may mean again."""

    actors: tuple[Actor, ...]
    sentence: int
    first: int
    head: int
    function: str
    sort: str
    """"person", "state", "org", "people" (many, unnamed)."""
    gender: str | None = None
    plural: bool = False
    clause: int = -1
    leader: int = -1
    in_headline: bool = False
    word: str = ""
    roles: tuple[str, ...] = ()
    named: bool = False
    """Whether it is of a person's name."""
    main: bool = False
    """Whether it stands in the main clause of its sentence."""
    one: bool = False
    """Whether the word is of one body, though of many people: "the militia", "the opposition"."""


class Memory:
    """The referents of a document up to the word being resolved."""

    def __init__(self) -> None:
        self.referents: list[Referent] = []
        self.by_sentence: dict[int, list[Referent]] = {}
        self.by_word: dict[str, Referent] = {}
        self.by_sector: dict[str, Referent] = {}
        """The last single actor called by each word, and of each sector."""
        self.lands: list[tuple[Actor, ...]] = []
        """The states named as places, in order: no parties, but an epithet may mean them."""
        self.things: dict[int, bool] = {}
        """The sentences whose main subject is a thing or an act, not an actor, with whether it is plural."""

    def add(self, referent: Referent) -> None:
        """Remember a referent."""
        self.referents.append(referent)
        self.by_sentence.setdefault(referent.sentence, []).append(referent)
        if len(referent.actors) == 1:
            self.by_word[referent.word] = referent
            if (sector := referent.actors[0].sector) is not None:
                self.by_sector[sector] = referent

    def recent(self, sentence: int, reach: int = _REACH) -> list[Referent]:
        """The referents of this sentence and the `reach` before it, the last first; headlines as a last resort."""
        out: list[Referent] = []
        for s in range(sentence, max(-1, sentence - reach - 1), -1):
            out += reversed(self.by_sentence.get(s, []))
        body = [r for r in out if not r.in_headline or r.sentence == sentence]
        return body or out

    def best(
        self,
        tree: Tree,
        token: int,
        fits: Callable[[Referent], bool],
        *,
        own_clause: bool,
        reach: int = _REACH,
        gender: str | None = None,
        never: tuple[Actor, ...] = (),
    ) -> Referent | None:
        """The fitting referent with the highest score for the pronoun at `token`, or None.

        `never` are actors that it cannot mean; `own_clause` says whether the pronoun may mean a word of its own clause,
        as possessives may.
        """
        sentence = tree.sentence.index
        clause = tree.clause(token)
        above = _clauses_above(tree, token)
        quoted = tree.quoted()
        told = told_object(tree, token)
        here_before = self.by_sentence.get(sentence, [])
        own = {r.actors for r in here_before if r.clause == clause and r.head != token and r.function != "possessor"}
        told_of = _told_in(tree, token)
        implied = implied_subject(tree, token) if not own_clause else None
        if implied is not None:
            told_so = {k for k in tree.kids[implied] if tree.relation(k) == "appos"} | {implied}
            own |= {r.actors for r in here_before if r.head in told_so or r.leader == implied}
        own |= {(a,) for actors in own for a in actors}
        anchor = _anchor(tree, token)
        harmed = _harming_subject(tree, token) if own_clause else None
        best, best_score = None, float("-inf")
        for nearness, ref in enumerate(self.recent(sentence, reach)):
            if not fits(ref):
                continue
            here = ref.sentence == sentence
            if never and ref.actors == never:
                continue
            if here and ref.head in quoted and token not in quoted:
                continue  # “We have no soldiers there,” he said
            if here and anchor is not None and ref.head in (anchor, tree.tokens[token].head):
                continue
            if not own_clause and ((here and ref.clause == clause) or ref.actors in own):
                continue
            score = _WEIGHT.get(ref.function, 1.0) - 30.0 * (sentence - ref.sentence) - 0.01 * nearness
            if not here and ref.main and ref.function == "subject":
                score += _MAIN  # "Peru hit back, saying Chile had no right. It …": Peru
            if here and ref.head in told_of:
                score += 12.0  # "al-Shabaab, whose spokesman said its men had done it"
            if here and harmed is not None and harmed in (ref.head, ref.leader):
                score -= 25.0  # "residents said marines fired on their homes"
            if here and told is not None and ref.head == told:
                score += 40.0
            if here and ref.function in ("subject", "agent") and ref.clause in above:
                score += 20.0 - 3.0 * above.index(ref.clause)
            if gender is not None:
                score += 4.0 * (ref.gender == gender) + 6.0 * ref.named
                score -= 35.0 * self._is_one_of_many(ref, gender)  # "Rice and Bush clapped as she …": neither of them
            if score > best_score:
                best, best_score = ref, score
        return best

    def _is_one_of_many(self, ref: Referent, gender: str) -> bool:
        """Whether the referent is coordinated with another person whom the pronoun could as well mean."""
        beside = (r for r in self.by_sentence[ref.sentence] if r.leader == ref.leader and r.sort == "person")
        return ref.leader >= 0 and sum(r.gender in (None, gender) for r in beside) > 1

    def several(
        self,
        sentence: int,
        fits: Callable[[Referent], bool],
        count: int | None,
        turn: Callable[[tuple[Actor, ...]], tuple[Actor, ...]] = tuple,
    ) -> tuple[Actor, ...]:
        """The actors last named together: coordinated, subject with object, or the only ones of a sentence.

        `turn` says what the actors stand for, as people for their states; `count`, how many there must be then.
        """
        for s in range(sentence, max(-1, sentence - 2 * _REACH - 1), -1):
            refs = [r for r in self.by_sentence.get(s, []) if fits(r)]
            for named in _groups(refs):
                group = turn(named)
                if len(group) > 1 and (count is None or len(group) == count):
                    return group
        return ()

    def together(self, sentence: int, fits: Callable[[Referent], bool], count: int) -> tuple[Actor, ...]:
        """The last `count` fitting actors, named one by one, if the last few sentences name no more; else ()."""
        refs = [r for r in self.recent(sentence) if fits(r) and len(r.actors) == 1]
        found = distinct(r.actors[0] for r in reversed(refs))
        return found if len(found) == count else ()


def _clauses_above(tree: Tree, token: int) -> list[int]:
    """The predicates above the token, its own clause first."""
    out: list[int] = []
    at = token
    for _ in range(12):
        above = tree.clause(at)
        if above == at or above in out:
            break
        out.append(above)
        at = above
    return out


def told_object(tree: Tree, token: int) -> int | None:
    """The object of "warned X that he …", for the subject of the clause that follows."""
    clause = tree.clause(token)
    if tree.relation(token) != "nsubj" or tree.relation(clause) not in ("ccomp", "xcomp", "advcl"):
        return None
    verb = tree.tokens[clause].head
    if verb < 0 or tree.tokens[verb].lemma.lower() not in ORDERS or tree.relation(clause) == "advcl":
        return None
    if tree.tokens[verb].lemma.lower() in REPORTS:
        bids = any(tree.words[k].lower() in ("must", "should", "ought") for k in tree.kids[clause])
        if not bids:
            return None
    return next((k for k in tree.kids[verb] if tree.relation(k) in ("obj", "iobj")), None)


def implied_subject(tree: Tree, token: int) -> int | None:
    """Who does what a clause without a subject says: "raided the house, accusing them", "promised to help him".

    The pronoun that is the object there is somebody else.
    """
    clause = tree.clause(token)
    above = tree.tokens[clause].head
    if above < 0 or tree.relation(token) == "nsubj" or any(tree.relation(k) == "nsubj" for k in tree.kids[clause]):
        return None
    if tree.relation(clause) == "xcomp" and tree.tokens[above].lemma.lower() in _VOWING:
        return tree.subject(above)
    if tree.relation(clause) == "xcomp":
        told = next((k for k in tree.kids[above] if tree.relation(k) in ("obj", "iobj")), None)
        return told if told is not None else tree.subject(above)
    if tree.relation(clause) == "advcl" and tree.tokens[clause].xpos == "VB":  # "named Micheletti to replace him"
        objects = (k for k in tree.kids[above] if tree.relation(k) in ("obj", "xcomp") and tree.is_nominal(k))
        named = next(objects, None)
        return named if named is not None else tree.subject(above)
    is_participle = tree.relation(clause) == "advcl" and tree.tokens[clause].xpos == "VBG"
    return tree.subject(above) if is_participle else None


def _told_in(tree: Tree, token: int) -> set[int]:
    """The nouns of whose relative clause the token is a part, of which the clause tells."""
    out: set[int] = set()
    at = tree.tokens[token].head
    for _ in range(8):
        if at < 0:
            break
        if tree.tokens[at].deprel == "acl:relcl" and tree.relation(token) != "nsubj":
            out.add(tree.tokens[at].head)
        at = tree.tokens[at].head
    return out


def _anchor(tree: Tree, token: int) -> int | None:
    """Of whom "Federico Franco, his deputy" is said: not "his" own deputy."""
    noun = tree.tokens[token].head
    if noun < 0 or tree.tokens[token].deprel != "nmod:poss":
        return None
    if tree.relation(noun) == "appos":
        return tree.tokens[noun].head
    if any(tree.relation(k) == "cop" for k in tree.kids[noun]):
        return next((k for k in tree.kids[noun] if tree.relation(k) == "nsubj"), None)
    return None


def _harming_subject(tree: Tree, token: int) -> int | None:
    """The subject of "burned their villages", "fired on their homes": not whose villages they are."""
    noun = tree.tokens[token].head
    verb = tree.tokens[noun].head if noun >= 0 else -1
    if verb < 0 or tree.tokens[verb].lemma.lower() not in DAMAGES or tree.tokens[verb].upos != "VERB":
        return None
    is_hit = tree.relation(noun) == "obj" or tree.case(noun)[:1] in (("on",), ("at",), ("into",), ("upon",))
    return tree.subject(verb) if is_hit and noun > verb else None


def distinct(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    """The actors without repeats, in order; the same name is the same actor."""
    return tuple({(a.name, a.country): a for a in actors}.values())


def _groups(refs: list[Referent]) -> Iterable[tuple[Actor, ...]]:
    """The sets of actors that one sentence names together, the likeliest first."""
    for ref in reversed(refs):
        if len(ref.actors) > 1:
            yield ref.actors
        members = [r for r in refs if r.leader == ref.leader and r.leader >= 0]
        if len(members) > 1:
            yield distinct(a for r in members for a in r.actors)
    for ref in reversed(refs):
        if ref.function == "subject":
            others = [r for r in refs if r.clause == ref.clause and r.function in ("object", "oblique")]
            if others:
                yield distinct((*ref.actors, *others[0].actors))
    yield distinct(a for r in refs for a in r.actors)
