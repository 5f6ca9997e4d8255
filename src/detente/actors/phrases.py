"""From hits to phrases: which words together name one actor, and what qualifies it.

"Iranian Foreign Minister Javad Zarif" is one phrase of kind person with a role and a nation; "the president's adviser"
one of kind role with an owner. Nothing is resolved here.
"""

from __future__ import annotations

from dataclasses import dataclass

from detente.actors.parts_of_names import honorific_gender, honorific_sector, is_honorific
from detente.actors.scan import COUNTERPARTS, Hit, Scanned

FORMER = frozenset({"former", "ex", "ex-", "ousted", "deposed", "exiled", "onetime", "one-time", "erstwhile"})
ARTICLES = frozenset({"the", "this", "that", "these", "those", "a", "an", "both"})
_PLAIN = frozenset({"ADJ", "NOUN", "PROPN", "VERB", "NUM", "ADV"})
_PREMODIFIERS = frozenset({"amod", "compound", "nmod", "nummod", "advmod", "flat", "obl", "det"})
_FRIENDLY = frozenset({"led", "run", "controlled", "governed"})
_AGAINST = frozenset({"pro", "anti"})


@dataclass(slots=True)
class Phrase:
    """Words that may name an actor. `owner` is the token of a possessor or of-noun that is not a country or body."""

    kind: str
    first: int
    last: int
    head: int
    via: str = "name"
    hit: Hit | None = None
    roles: tuple[Hit, ...] = ()
    nations: tuple[Hit, ...] = ()
    places: tuple[Hit, ...] = ()
    org: Hit | None = None
    owner: int | None = None
    former: bool = False
    counterpart: bool = False
    article: str | None = None
    gender: str | None = None
    soldier: bool = False


@dataclass(slots=True)
class _Left:
    """What stands before a head, read from right to left."""

    first: int
    roles: list[Hit]
    nations: list[Hit]
    org: Hit | None = None
    owner: int | None = None
    former: bool = False
    counterpart: bool = False
    article: str | None = None
    article_at: int | None = None
    gender: str | None = None
    soldier: bool = False


def person_phrase(found: Scanned, hit: Hit) -> Phrase:
    """The phrase of a person's name with the titles and nationality before it."""
    head = found.tree.head_of(hit.first, hit.last)
    left = _walk(found, hit.first, head, [], named=True)
    for role in left.roles:
        found.drop(role)
    phrase = Phrase("person", left.first, hit.last, head, "person" if len(left.roles) == 0 else "title", hit)
    _fill(phrase, left)
    return phrase


def role_phrase(found: Scanned, hit: Hit) -> Phrase:
    """The phrase of a role noun with nationality, body or owner before it or in an of-phrase after it."""
    tree = found.tree
    head = tree.head_of(hit.first, hit.last)
    if hit.last - 1 != head and tree.tokens[head].upos not in ("NOUN", "PROPN"):
        head = hit.last - 1
    left = _walk(found, hit.first, head, [hit], named=False)
    for role in left.roles:
        if role is not hit:
            found.drop(role)
    first = left.first if left.article_at is None else left.article_at
    phrase = Phrase("role", first, hit.last, head, "role", hit)
    _fill(phrase, left)
    _read_right(found, phrase)
    return phrase


def _fill(phrase: Phrase, left: _Left) -> None:
    phrase.roles, phrase.nations, phrase.org = tuple(left.roles), tuple(left.nations), left.org
    phrase.owner, phrase.former, phrase.counterpart = left.owner, left.former, left.counterpart
    phrase.article, phrase.gender, phrase.soldier = left.article, left.gender, left.soldier


def _read_right(found: Scanned, phrase: Phrase) -> None:
    """ "president of Iran", "head of the UN", "rebels in Syria"."""
    tree = found.tree
    for k in tree.kids[phrase.head]:
        if k < phrase.last or tree.relation(k) not in ("nmod", "obl"):
            continue
        case = tree.case(k)
        at = found.at.get(k)
        if case[:1] == ("of",):
            if at is None or at.kind in ("person", "role"):
                phrase.owner = k if phrase.owner is None else phrase.owner
                continue
            if at.kind == "country":
                phrase.nations += tuple(h for c in tree.conjuncts(k) if (h := found.at.get(c)) and h.kind == "country")
            elif at.kind in ("body", "group"):
                phrase.org = phrase.org or at
            if at.first - phrase.last <= 2:
                phrase.last = at.last
        elif case[:1] == ("in",) and at is not None and at.kind == "country":
            phrase.places += (at,)


def _walk(found: Scanned, start: int, head: int, roles: list[Hit], *, named: bool) -> _Left:
    left = _Left(start, list(roles), [])
    while left.first > 0 and _step(found, left, head, named):
        pass
    return left


def _step(found: Scanned, left: _Left, head: int, named: bool) -> bool:
    """Take the word or hit before what is read so far; False where the phrase begins."""
    tree, i = found.tree, left.first - 1
    word, hit = tree.words[i], found.at.get(i)
    lower = word.lower()
    has_role = bool(left.roles) or left.counterpart
    if hit is not None and hit.last == left.first:
        return _step_hit(found, left, head, hit, has_role, named)
    if lower in COUNTERPARTS:
        left.counterpart, left.first = True, i
        return True
    if named and is_honorific(word):
        left.gender, left.first = honorific_gender(word) or left.gender, i
        left.soldier = left.soldier or honorific_sector(word) == "MIL"
        return True
    if tree.tokens[i].xpos == "POS" or lower in ("'s", "’s"):
        return _step_possessor(found, left, i, has_role)
    if tree.tokens[i].xpos == "PRP$" and has_role:
        left.owner, left.first = i, i
        return False
    if lower in ARTICLES and (has_role or left.nations):
        left.article, left.article_at = lower, i
        return False
    if lower in FORMER and (tree.is_inside(i, head) or has_role):
        left.former, left.first = True, i
        return True
    if lower == "-" and i > 0:
        return _step_hyphen(found, left, i)
    if not has_role and not (named and tree.tokens[i].deprel == "amod"):
        return False
    fits = tree.tokens[i].upos in _PLAIN and tree.relation(i) in _PREMODIFIERS and tree.is_inside(i, head)
    if fits and i not in found.at:
        left.first = i
    return fits and i not in found.at


def _step_hit(found: Scanned, left: _Left, head: int, hit: Hit, has_role: bool, named: bool) -> bool:
    tree = found.tree
    if hit.kind == "role":
        if not (named or tree.is_inside(hit.last - 1, head)):
            return False
        left.roles.insert(0, hit)
        left.first = hit.first
        return True
    if hit.kind == "country":
        before = tree.words[hit.first - 1].lower() if hit.first else ""
        if named and before in ("of", "the"):
            return _step_of(found, left, hit)
        if not has_role and not named:
            return False
        if before == "-" and hit.first > 1 and tree.words[hit.first - 2].lower() in _AGAINST:
            left.first = hit.first - 2
            return True
        if not (named or tree.is_inside(hit.last - 1, head)):
            return False
        left.nations.insert(0, hit)
        left.first = hit.first
        other = found.at.get(hit.first - 2) if hit.first > 1 else None
        if (
            before in ("and", ",", "or")
            and other is not None
            and other.kind == "country"
            and _are_joined(found, other, hit)
        ):
            left.first = hit.first - 1
        return True
    if hit.kind in ("body", "group", "agency") and has_role:
        left.org, left.first = left.org or hit, hit.first
        return True
    if hit.kind == "person" and has_role and not named and tree.is_inside(hit.first, head):
        left.owner, left.first = tree.head_of(hit.first, hit.last), hit.first  # "Trump administration"
    return False


def _are_joined(found: Scanned, other: Hit, hit: Hit) -> bool:
    """Whether two nationalities stand side by side before one noun: "US and British activists"."""
    tree = found.tree
    a, b = tree.head_of(other.first, other.last), tree.head_of(hit.first, hit.last)
    ta, tb = tree.tokens[a], tree.tokens[b]
    if tree.leader(b) == a and tree.relation(a) in ("amod", "compound", "nmod"):
        return True
    return ta.head in (tb.head, b) and tree.relation(a) in ("amod", "compound", "nmod", "conj")


def _step_of(found: Scanned, left: _Left, hit: Hit) -> bool:
    """ "President of France Emmanuel Macron"."""
    words = found.tree.words
    at = hit.first - 1
    if words[at].lower() == "the":
        at -= 1
    role = found.at.get(at - 1)
    if at < 1 or words[at].lower() != "of" or role is None or role.kind != "role" or role.last != at:
        return False
    left.nations.insert(0, hit)
    left.roles.insert(0, role)
    left.first = role.first
    return True


def _step_possessor(found: Scanned, left: _Left, i: int, has_role: bool) -> bool:
    if i == 0:
        return False
    hit = found.at.get(i - 1)
    if hit is None:
        if has_role and found.tree.is_nominal(i - 1):
            left.owner = i - 1
        return False
    if hit.kind == "country":
        left.nations.insert(0, hit)
        left.first = hit.first
        other = found.at.get(hit.first - 2) if hit.first > 1 else None
        if other is not None and other.kind == "country" and _conjoined(found, other, hit):
            left.first = hit.first - 1
            return True
    elif hit.kind in ("body", "group") and has_role:
        left.org = left.org or hit
        left.first = hit.first
    elif has_role:
        left.owner = found.tree.head_of(hit.first, hit.last)
        left.first = hit.first
    return False


def _conjoined(found: Scanned, other: Hit, hit: Hit) -> bool:
    tree = found.tree
    return tree.leader(tree.head_of(hit.first, hit.last)) == tree.head_of(other.first, other.last)


def _step_hyphen(found: Scanned, left: _Left, i: int) -> bool:
    """ "US-led coalition" is of the US; "US-backed rebels" and "Iranian-born" are not."""
    tree = found.tree
    hit = found.at.get(i - 1)
    if hit is not None and hit.kind == "country":
        if tree.words[i + 1].lower() in _FRIENDLY:
            left.nations.insert(0, hit)
        left.first = hit.first
        return True
    if tree.words[i - 1].lower() in FORMER:
        left.former, left.first = True, i - 1
        return True
    if hit is None and tree.tokens[i - 1].upos in _PLAIN | {"X"}:
        left.first = i - 1
        return True
    return False
