"""From hits to phrases: which words together name one actor, and what qualifies it.

"Iranian Foreign Minister Javad Zarif" is one phrase of kind person with a role and a nation; "the president's adviser"
one of kind role with an owner. Nothing is resolved here.
"""

from __future__ import annotations

from dataclasses import dataclass

from detente.actors.parts_of_names import honorific_gender, honorific_sector, is_honorific
from detente.actors.scan import COUNTERPARTS, Hit, Scanned

FORMER = frozenset(
    {"former", "ex", "ex-", "ousted", "deposed", "exiled", "onetime", "one-time", "erstwhile", "retired"}
)
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
    people: bool = False


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


def noun_phrase(found: Scanned, head: int) -> Phrase:
    """The phrase of a noun or pronoun that no table knows, with what qualifies it: "its neighbour", "the Thai side"."""
    if found.tree.tokens[head].upos not in ("NOUN", "PROPN", "NUM", "ADJ"):
        return Phrase("noun", head, head + 1, head, "noun")
    hit = found.at.get(head)
    is_role = hit is not None and hit.kind == "role"
    phrase = role_phrase(found, hit if hit is not None and is_role else Hit("role", head, head + 1))
    phrase.kind, phrase.via, phrase.roles = "noun", "noun", phrase.roles if is_role else ()
    return phrase


def _fill(phrase: Phrase, left: _Left) -> None:
    phrase.roles, phrase.nations, phrase.org = tuple(left.roles), tuple(left.nations), left.org
    phrase.owner, phrase.former, phrase.counterpart = left.owner, left.former, left.counterpart
    phrase.article, phrase.gender, phrase.soldier = left.article, left.gender, left.soldier


_PLACED = frozenset({"in", "at", "inside", "near", "around", "across", "outside", "throughout", "on", "along"})
_LEAVING = frozenset(
    "withdraw pull remove evacuate expel deport retreat return flee recall withdrawal evacuation removal".split()
)
_INMATES = frozenset({"GOV", "MIL", "EDU", "LAB", "BUS", "MED", "JRN", "REL", "LEG", "JUD", "SPY"})
_HOSTS = frozenset({"embassy", "consulate", "airport", "base"})


def _read_right(found: Scanned, phrase: Phrase) -> None:
    """ "president of Iran", "head of the UN", "rebels in Syria", "refugees from Mali", "a general in the army"."""
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
                phrase.nations += _joined_nations(found, k, many=tree.is_plural(phrase.head))
            elif at.kind in ("body", "group"):
                phrase.org = phrase.org or at
            if at.first - phrase.last <= 2:
                phrase.last = at.last
        elif case[:1] == ("from",) and at is not None and at.kind == "country":
            if not phrase.nations and phrase.owner is None and not _leaves(found, phrase.head):
                phrase.nations += _joined_nations(found, k, many=tree.is_plural(phrase.head))
        elif case[:1] == ("from",) and at is not None and at.kind == "group":
            phrase.org = phrase.org or at  # "gunmen from al-Shabaab"
            if at.first - phrase.last <= 2:
                phrase.last = at.last
        elif case[:1] == ("for",) and at is not None and at.kind in ("role", "country", "body", "group"):
            _speak_for(found, phrase, k, at)
        elif case[:1] and case[0] in _PLACED | {"from"}:
            _read_place(found, phrase, k, at)
    if not phrase.nations and phrase.owner is None and phrase.org is None:
        _read_list(found, phrase)


def _read_list(found: Scanned, phrase: Phrase) -> None:
    """ "the navies of China, India and Oman", by the words alone, where the tree hangs them elsewhere."""
    words = found.tree.words
    at = phrase.last
    if at >= len(words) or words[at].lower() != "of":
        return
    nations = _listed(found, at + 1)
    if nations:
        phrase.nations = nations if found.tree.is_plural(phrase.head) else nations[:1]
        phrase.last = nations[0].last


def _listed(found: Scanned, i: int) -> tuple[Hit, ...]:
    """The countries listed from token `i` on: all of "China, India and Oman", one of "China, which"."""
    words = found.tree.words
    nations: list[Hit] = []
    ends = False
    while i < len(words):
        hit, word = found.at.get(i), words[i].lower()
        if word in ("the", ",", "and") and i + 1 < len(words) and not ends:
            ends = ends or (word == "and")
            i += 1
        elif word == "the" and ends:
            i += 1
        elif hit is not None and hit.kind == "country" and (hit.form is None or hit.form.kind == "name"):
            nations.append(hit)
            i = hit.last
            if ends:
                break
        else:
            break
    is_whole = ends and len(nations) > 1 and not (i < len(words) and words[i] in ("'s", "’s"))
    return tuple(nations) if is_whole else tuple(nations[:1])


def _joined_nations(found: Scanned, k: int, *, many: bool) -> tuple[Hit, ...]:
    """The countries that stand together there: "of Russia, Turkey and Iran"; `many` may be of each of a list."""
    joined = tuple(h for c in found.tree.conjuncts(k) if (h := found.at.get(c)) and h.kind == "country")
    listed = _listed(found, found.at[k].first) if many else ()
    return listed if len(listed) > len(joined) else joined


def _leaves(found: Scanned, head: int) -> bool:
    """ "withdraw troops from Syria": where they are, not whose they are."""
    tree = found.tree
    above = tree.tokens[head].head
    return above >= 0 and tree.tokens[above].lemma.lower() in _LEAVING


def _speak_for(found: Scanned, phrase: Phrase, k: int, at: Hit) -> None:
    """ "a spokesman for the rebels", "the envoy for Syria" (who is not of Syria)."""
    role = phrase.roles[-1].role if phrase.roles else None
    if role is None or not role.phrase.startswith(("spokes", "lawyer")):
        return
    if phrase.nations or phrase.owner is not None or phrase.org is not None:
        return
    if at.kind == "role":
        phrase.owner = k
    elif at.kind == "country":
        phrase.nations = (at,)
    else:
        phrase.org = at


def _read_place(found: Scanned, phrase: Phrase, k: int, at: Hit | None) -> None:
    tree = found.tree
    if at is not None and at.kind == "country":
        phrase.places += (at,)
        return
    role = phrase.roles[-1].role if phrase.roles else None
    is_free = not phrase.nations and phrase.owner is None and phrase.org is None and role is not None
    if is_free and at is not None and at.kind == "role" and tree.words[k].lower() not in _HOSTS:
        is_house = at.role is not None and at.role.kind == "institution"
        if is_house and role is not None and role.sector in _INMATES and role.kind != "institution":
            phrase.owner = k
            return
    for m in tree.kids[k]:
        hit = found.at.get(m)
        if (
            hit is not None
            and hit.kind == "country"
            and (m < k or (tree.case(m)[:1] and tree.case(m)[0] in _PLACED | {"of"}))
        ):
            phrase.places += (hit,)  # "workers at a mine in Peru", "fighters in Syrian camps"


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
    if lower in ("least", "most", "than"):
        return False  # "at least 25 people"
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
    if tree.tokens[i].xpos in ("PRP$", "WP$") and has_role:  # "its troops", "whose troops"
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
        is_adjective = hit.form is not None and hit.form.kind == "adjective"
        if named and before in ("of", "the", "to") and not is_adjective:
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
            and not stands_apart(other, hit)
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


def stands_apart(other: Hit, hit: Hit) -> bool:
    """ "Ethiopia and Tigray forces": a state, and the forces of a part or a breakaway land."""
    if other.form is None or hit.form is None or other.form.kind not in ("name", "capital"):
        return False
    return hit.form.kind in ("region", "city") or (hit.form.sector == "PRE" and other.form.sector != "PRE")


def _are_joined(found: Scanned, other: Hit, hit: Hit) -> bool:
    """Whether two nationalities stand side by side before one noun: "US and British activists"."""
    tree = found.tree
    a, b = tree.head_of(other.first, other.last), tree.head_of(hit.first, hit.last)
    ta, tb = tree.tokens[a], tree.tokens[b]
    if tree.leader(b) == a and tree.relation(a) in ("amod", "compound", "nmod"):
        return True
    return ta.head in (tb.head, b) and tree.relation(a) in ("amod", "compound", "nmod", "conj")


def _step_of(found: Scanned, left: _Left, hit: Hit) -> bool:
    """ "President of France Emmanuel Macron"; "US ambassador to Germany Richard Grenell", who is not of Germany."""
    words = found.tree.words
    at = hit.first - 1
    if words[at].lower() == "the":
        at -= 1
    role = found.at.get(at - 1)
    link = words[at].lower() if at >= 1 else ""
    if link not in ("of", "to") or role is None or role.kind != "role" or role.last != at:
        return False
    if link == "of":
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
        if tree.words[i + 1].lower() in _FRIENDLY | {"based"}:
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
