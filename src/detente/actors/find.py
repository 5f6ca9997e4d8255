"""All phrases of a sentence that may name an actor or refer to one, in the order of the text."""

from __future__ import annotations

from detente.actors.crowds import crowd_phrases
from detente.actors.deictic import deictic, is_alone, is_joined_to_noun
from detente.actors.demonyms import stands_for
from detente.actors.inanimate import is_only_thing
from detente.actors.phrases import ARTICLES, Phrase, person_phrase, role_phrase, stands_apart
from detente.actors.places import INSIDE, place_use
from detente.actors.scan import COUNTERPARTS, Hit, Scanned
from detente.actors.things import is_thing_name
from detente.actors.words import HE, IT, MEMBERS, RELATIVE, SHE, THEY, WE, YOU

_REPORTING = frozenset(
    "say report tell quote cite write add note publish broadcast show claim state describe announce air carry run "
    "confirm suggest reveal estimate call put obtain see learn understand have be".split()
)
_PRONOUNS = HE | SHE | IT | THEY | WE | YOU
_PLACES = ("capital", "city", "region", "seat")
_CASES_OF_MEMBERS = frozenset({"including", "like", "such"})
_ADJECTIVAL = frozenset({"amod", "compound", "nmod", "det"})


def find_phrases(found: Scanned) -> list[Phrase]:
    """The phrases of one sentence, sorted by their first token, the shorter first; nested ones are given too."""
    phrases: list[Phrase] = []
    used: set[int] = set()
    for hit in [h for h in found.hits if h.kind == "person"]:
        phrases.append(person_phrase(found, hit))
    for hit in sorted((h for h in found.hits if h.kind == "role"), key=lambda h: -h.first):
        if any(h is hit for h in found.hits):
            phrase = _of_role(found, hit)
            if phrase is not None:
                phrases.append(phrase)
    phrases += _lone_counterparts(found)
    for phrase in phrases:
        used.update(id(h) for h in (*phrase.nations, phrase.org) if h is not None)
    phrases += _states(found, phrases, used)
    phrases += _orgs(found, used)
    phrases += _members(found, phrases)
    phrases += crowd_phrases(found, {p.head for p in phrases})
    phrases += _back_words(found, {p.head for p in phrases if p.kind in ("person", "state", "org")})
    return sorted(
        phrases, key=lambda p: (p.first, p.last - p.first, p.kind not in ("pair", "again", "related", "last"), p.head)
    )


def _of_role(found: Scanned, hit: Hit) -> Phrase | None:
    tree = found.tree
    head = tree.head_of(hit.first, hit.last)
    phrase = role_phrase(found, hit)
    is_group = hit.role is not None and hit.role.kind in ("group", "institution")
    if is_joined_to_noun(found, head):
        if not is_group or tree.tokens[head].upos == "ADJ":
            return None
        phrase.via = "modifier"
        before = found.at.get(phrase.first - 1)
        is_nation = before is not None and before.form is not None and before.form.kind == "adjective"
        if before is not None and is_nation and not phrase.nations and phrase.owner is None:
            phrase.nations = (before,)  # "Turkish army deployments"
    elif tree.tokens[head].upos == "ADJ" and tree.relation(head) in ("amod", "xcomp", "advmod"):
        return None
    if phrase.via != "modifier" and is_only_thing(tree, phrase.head):
        return None
    if any(tree.relation(k) == "cop" for k in tree.kids[phrase.head]):
        phrase.via = "predicate"
    elif tree.relation(phrase.head) == "xcomp" and tree.case(phrase.head) == ():
        phrase.via = "predicate"  # "became president"
    elif tree.case(phrase.head)[:1] == ("as",):
        phrase.via = "predicate"  # "as president"
    return phrase


def _lone_counterparts(found: Scanned) -> list[Phrase]:
    """ "his Iranian counterpart" with no name after it."""
    out = []
    for i, word in enumerate(found.tree.words):
        is_like = word.lower() in COUNTERPARTS or _is_colleague(found, i)
        if is_like and i not in found.at and not is_joined_to_noun(found, i):
            name_next = any(h.kind == "person" and h.first == i + 1 for h in found.hits)
            if not name_next:
                phrase = role_phrase(found, Hit("role", i, i + 1))
                phrase.roles, phrase.counterpart = (), True
                if phrase.nations or word.lower() in COUNTERPARTS:
                    out.append(phrase)
    return out


def _is_colleague(found: Scanned, i: int) -> bool:
    """ "his Chinese opposite number", "their Italian and Turkish colleagues"."""
    words = found.tree.words
    lower = words[i].lower()
    return lower in ("colleague", "colleagues", "homologue") or (
        lower in ("number", "numbers") and i > 0 and words[i - 1].lower() == "opposite"
    )


def _taken(found: Scanned) -> set[int]:
    return {i for i, h in found.at.items() if h.kind in ("role", "body", "group", "agency", "person", "country")}


def _states(found: Scanned, phrases: list[Phrase], used: set[int]) -> list[Phrase]:
    taken = _taken(found)
    covered = [(p.first, p.last, p) for p in phrases if p.kind in ("person", "role")]
    for _, last, p in covered:
        taken.update(range(p.first, last))
    out = []
    for hit in found.hits:
        if hit.kind != "country":
            continue
        phrase = _state(found, hit, taken - set(range(hit.first, hit.last)), covered, id(hit) in used)
        if phrase is not None:
            out.append(phrase)
    return out


def _state(
    found: Scanned, hit: Hit, taken: set[int], covered: list[tuple[int, int, Phrase]], is_used: bool
) -> Phrase | None:
    tree = found.tree
    head = tree.head_of(hit.first, hit.last)
    kind = hit.form.kind if hit.form is not None else "name"
    phrase = Phrase("state", hit.first, hit.last, head, "name" if kind in ("name", "historical") else kind, hit)
    if kind in ("adjective", "noun"):
        phrase.via = "demonym"
    inside = next((p for first, last, p in covered if first <= hit.first and hit.last <= last), None)
    if is_used and inside is None and tree.case(head)[:1] == ("from",) and kind != "city":
        phrase.via = "possessor"  # "refugees from Mali"
        return phrase
    if is_used and inside is not None:
        owns = (tree.is_possessor(head) or tree.case(head)[:1] in (("of",), ("from",))) and not _is_firm(found, inside)
        phrase.via = "possessor"
        return phrase if owns and kind not in ("adjective", "city") else None
    if is_thing_name(tree, hit.first, hit.last, taken):
        return None
    if _is_post(found, hit):
        phrase.via = "possessor"
        return phrase if kind in ("name", "historical") else None
    if place_use(tree, hit.first, hit.last, kind):
        case = tree.case(head)
        is_house = kind == "seat" and hit.form is not None and hit.form.sector in ("LEG", "JUD")
        if (kind in ("name", "historical") or is_house) and case and case[0] in INSIDE:
            phrase.via = "place-name"  # "in Mali", "in the Sejm"
            return phrase
        return None
    if kind == "city" or _follows_place(found, hit, head):
        return None
    function = tree.function(head)
    if kind == "region" and function not in ("subject", "agent", "possessor"):
        return None
    article = tree.determiner(head)
    phrase.article = tree.words[article].lower() if article is not None else None
    above = tree.tokens[head].head
    adjectival = function == "modifier" and tree.relation(head) in _ADJECTIVAL and not tree.case(head)
    shares = hit.last + 1 in found.at and found.tree.words[hit.last].lower() in ("and", "or") and " " in _form(hit)
    other = found.at.get(hit.last + 1) if hit.last + 1 in found.at and tree.words[hit.last].lower() == "and" else None
    if shares and hit.last - hit.first == 1:
        phrase.via = "name"  # "North and South Korea"
    elif adjectival and other is not None and stands_apart(hit, other):
        phrase.via = "name" if kind != "capital" else kind  # "Ethiopia and Tigray forces"
    elif adjectival and above >= 0 and tree.tokens[above].upos in ("NOUN", "PROPN", "VERB", "ADJ", "NUM"):
        phrase.via = "modifier"
    elif kind == "adjective":
        if tree.tokens[head].upos == "ADJ" and article is None and function in ("root", "other"):
            return None  # "is Iranian"
        meant = stands_for(tree, head, _form(hit))
        if meant == "language":
            return None
        phrase.people = meant == "people"
    return phrase


def _is_post(found: Scanned, hit: Hit) -> bool:
    """ "the French ambassador to Mali": where he serves, no party."""
    words = found.tree.words
    at = hit.first - 1 - (words[hit.first - 1].lower() == "the") if hit.first else -1
    role = found.at.get(at - 1) if at > 0 and words[at].lower() == "to" else None
    before = words[at - 1].lower() if at > 0 and words[at].lower() == "to" else ""
    is_envoy = before in ("ambassador", "envoy", "representative", "ambassadors", "envoys", "attache", "minister")
    return is_envoy and (role is None or role.kind in ("role", "person"))


def _form(hit: Hit) -> str:
    return hit.form.form if hit.form is not None else ""


def _is_firm(found: Scanned, phrase: Phrase) -> bool:
    """ "Bank of China": a name with the country in it."""
    role = phrase.roles[-1].role if phrase.roles else None
    return (
        role is not None and role.sector in ("BUS", "EDU", "JRN", "REL") and found.tree.words[phrase.head][0].isupper()
    )


def _follows_place(found: Scanned, hit: Hit, head: int) -> bool:
    """ "Tehran, Iran": the country says where the city is."""
    if hit.first < 2 or found.tree.words[hit.first - 1] != ",":
        return False
    before = found.at.get(hit.first - 2)
    is_town = (
        before is not None and before.form is not None and before.form.kind in _PLACES and before.kind == "country"
    )
    return is_town and found.tree.relation(head) in ("appos", "nmod", "list", "flat", "obl", "dep", "parataxis")


def _orgs(found: Scanned, used: set[int]) -> list[Phrase]:
    out = []
    for hit in found.hits:
        if hit.kind not in ("body", "group", "agency"):
            continue
        head = found.tree.head_of(hit.first, hit.last)
        if id(hit) in used:
            owns = found.tree.is_possessor(head) or found.tree.case(head)[:1] == ("of",)
            if owns and hit.kind != "agency":
                out.append(Phrase("org", hit.first, hit.last, head, "possessor", hit))  # "fighters of the M23"
            continue
        via = "agency" if hit.kind == "agency" and not _is_party(found, head) else "name"
        if hit.kind != "agency" and is_joined_to_noun(found, head):
            via = "modifier"
        out.append(Phrase("org", hit.first, hit.last, head, via, hit))
    for name in found.tree.sentence.names:
        if name.kind == "ORG" and not any(
            (at := found.at.get(i)) and (at.kind != "country" or (at.form and at.form.kind == "seat"))
            for i in range(name.start, name.end)
        ):
            first = name.start + (found.tree.words[name.start].lower() in ARTICLES)
            if first >= name.end or _is_only_country(found, first, name.end):
                continue
            head = found.tree.head_of(first, name.end)
            if not is_joined_to_noun(found, head):
                out.append(Phrase("org", first, name.end, head, "text", None))
    return out


def _is_party(found: Scanned, head: int) -> bool:
    """Whether a paper or broadcaster does more than report: "ordered the network off the air", "the network sued"."""
    tree = found.tree
    function, verb = tree.function(head), tree.tokens[tree.leader(head)].head
    if function not in ("subject", "object", "agent") or verb < 0 or tree.tokens[verb].upos != "VERB":
        return False
    lemma = tree.tokens[verb].lemma.lower()
    return lemma not in _REPORTING and not (function == "object" and lemma in ("tell", "inform", "cite", "quote"))


def _is_only_country(found: Scanned, first: int, last: int) -> bool:
    hit = found.at.get(first)
    return hit is not None and hit.kind == "country" and hit.last >= last


def _members(found: Scanned, phrases: list[Phrase]) -> list[Phrase]:
    """ "countries from Russia to the UK", "nations including Iran": the head stands for those named."""
    tree = found.tree
    states = {p.head: p for p in phrases if p.kind == "state"}
    out = []
    for token in tree.tokens:
        if token.lemma.lower() not in MEMBERS or not tree.is_plural(token.index):
            continue
        named: list[Phrase] = []
        starts = [k for k in tree.kids[token.index] if k in states and tree.case(k)[:1] == ("from",)]
        for k in starts:
            ends = [e for e in (*tree.kids[token.index], *tree.kids[k]) if e in states and tree.case(e)[:1] == ("to",)]
            if ends:
                named += [states[k], *(states[e] for e in ends)]
        for k in tree.kids[token.index]:
            if tree.case(k)[:1] and tree.case(k)[0] in _CASES_OF_MEMBERS:
                named += [states[c] for c in tree.conjuncts(k) if c in states]
        if named:
            for phrase in named:
                phrase.via = "range"
            i = token.index
            nations = tuple(p.hit for p in named if p.hit is not None)
            out.append(Phrase("members", i, i + 1, i, "range", None, nations=nations))
    return out


def _back_words(found: Scanned, heads: set[int]) -> list[Phrase]:
    tree = found.tree
    out = []
    for token in tree.tokens:
        i, lower = token.index, token.text.lower()
        if i in heads or (i in found.at and found.at[i].kind not in ("role", "country")):
            continue
        if token.upos in ("PRON", "DET") and (lower in _PRONOUNS or token.xpos in ("WP", "WP$", "WDT")):
            if lower in RELATIVE or (lower in _PRONOUNS and token.deprel != "expl" and token.text != "US"):
                out.append(Phrase("pronoun", i, i + 1, i, "coreference"))
        elif lower in ("both", "all") and is_alone(found, i):
            out.append(Phrase("pair", i, i + 1, i, "coreference"))  # "Both were acquitted", "both of them"
        elif lower in ("other", "another") and i > 0 and tree.words[i - 1].lower() in ("each", "one"):
            out.append(Phrase("pair", i - 1, i + 1, i, "coreference"))
        else:
            phrase = deictic(found, i, lower)
            if phrase is not None:
                out.append(phrase)
    return out
