"""The first reading of a document: its hits, the countries and short names that only it knows, its people.

Only then is a headline's "Trump" the Donald Trump of the second paragraph, and "Norlandic" of Norland.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from detente.actors.describing import State
from detente.actors.folding import fold
from detente.actors.parts_of_names import is_honorific, name_parts
from detente.actors.register import Person, Register
from detente.actors.rows import Body, CountryForm, Group, Spell
from detente.actors.scan import Hit, Scanned, scan
from detente.actors.sets import phrase_set, word_set
from detente.actors.tables import Knowledge
from detente.actors.things import is_thing_name
from detente.actors.tree import Tree
from detente.actors.words import SPEECH
from detente.values import Sentence

_STATE_ROLES = phrase_set(
    "government|prime minister|foreign minister|defence minister|defense minister|foreign ministry|defence "
    "ministry|defense ministry|interior minister|interior ministry|parliament|army|navy|air "
    "force|king|queen|border guards|armed forces|troops|police|ambassador|embassy|president|finance "
    "minister|soldiers|forces|premier|ministry|minister"
)
_OFFICES = phrase_set(
    "prime minister|foreign minister|defence minister|defense minister|president|king|queen|government|"
    "foreign ministry|parliament|army|premier|chancellor|finance minister|interior minister"
)
_ENDINGS = ("ish", "ic", "ian", "ean", "ese", "an", "i")
_NO_NATIONS = word_set(
    "european african asian arab arabian eurasian nordic scandinavian balkan latin american caribbean islamic catholic "
    "christian anglican lutheran sunni shi'i democratic republican catalan christian-democratic"
)
_PARTISAN = frozenset({"republican", "republicans", "democrat", "democrats", "senate", "gop", "county", "governor"})


class Prepared:
    """A document after the first reading."""

    def __init__(self, sentences: Sequence[Sentence], knowledge: Knowledge, day: date | None) -> None:
        self.scans: list[Scanned] = [scan(Tree(s), knowledge, day) for s in sentences]
        _settle_countries(self.scans)
        _add_acronyms(self.scans)
        _add_invented(self.scans)
        codes = frozenset(h.form.code for f in self.scans for h in f.hits if h.form is not None)
        self.register = Register(knowledge, day, codes)
        self.people: dict[tuple[int, int], Person] = {}
        """The person of each name, by sentence index in the document's order and first token of the name."""
        self._enter_people(knowledge)

    def _enter_people(self, knowledge: Knowledge) -> None:
        singles: list[tuple[int, Hit]] = []
        for number, found in enumerate(self.scans):
            for hit in found.hits:
                if hit.kind == "person":
                    name = _clean(found, hit)
                    if len(name_parts(name)) > 1:
                        rows = _spells(hit) or knowledge.people(name)
                        self.people[number, hit.first] = self.register.enter(name, rows, _nation(found, hit))
                    else:
                        singles.append((number, hit))
        for number, hit in singles:
            found = self.scans[number]
            name = _clean(found, hit)
            person = self.register.find(name_parts(name))
            if person is None:
                person = self.register.enter(name, _spells(hit) or knowledge.people(name), _nation(found, hit))
            self.people[number, hit.first] = person
        for number, found in enumerate(self.scans):
            self._add_surnames(number, found)

    def state_of_person(self, name: str) -> State | None:
        """The state that the text gives to the person of this name."""
        for person in self.register.people:
            if person.name == name:
                return next((f.states[0] for _, f in reversed(person.facts) if f.states), None)
        return None

    def _add_surnames(self, number: int, found: Scanned) -> None:
        """Lone capitalised words that the document's people, or the tables' people in office, are called by."""
        weak = {h.first: h for h in found.weak}
        for token in found.tree.tokens:
            i, text = token.index, token.text
            form = fold(text)
            is_name = token.upos == "PROPN" or (token.upos in ("NOUN", "X") and self.register.knows(form))
            if not is_name or not text[:1].isupper():
                continue
            at = found.at.get(i)
            if at is not None and not _may_be_surname(found, at):
                continue
            hit: Hit | None = None
            if self.register.knows(form):
                hit = Hit("person", i, i + 1)
            elif i in weak and at is None and found.tree.names.get(i) not in ("LOC",):
                rows = tuple(r for r in weak[i].rows if isinstance(r, Spell))
                if self.register.is_likely(rows) or found.tree.names.get(i) == "PER":
                    hit = Hit("person", i, i + 1, rows)
            if hit is None or _belongs_to_other_name(found, i):
                continue
            found.add(hit)
            person = self.register.find((form,)) or self.register.enter(text, _spells(hit))
            self.people[number, i] = person


def _spells(hit: Hit) -> tuple[Spell, ...]:
    return tuple(r for r in hit.rows if isinstance(r, Spell))


def _clean(found: Scanned, hit: Hit) -> str:
    """The name without honorifics inside it."""
    first = hit.first
    while first < hit.last - 1 and is_honorific(found.tree.words[first]):
        first += 1
    return found.text(first, hit.last)


def _nation(found: Scanned, hit: Hit) -> str | None:
    """The code of a nationality just before the name's title, to tell the order of the name."""
    i = hit.first - 1
    while i >= 0 and (at := found.at.get(i)) is not None and at.kind in ("role", "country"):
        if at.form is not None:
            return at.form.code
        i = at.first - 1
    if i >= 1 and found.tree.words[i] in ("'s", "’s"):
        at = found.at.get(i - 1)
        return at.form.code if at is not None and at.form is not None else None
    return None


def _may_be_surname(found: Scanned, hit: Hit) -> bool:
    """A town's name may be someone's ("Paris said she …") if the name finder says so, or the town is no capital."""
    if hit.form is None or hit.last - hit.first > 1:
        return False
    kind = hit.form.kind
    return kind in ("city", "region") or (kind == "capital" and found.tree.names.get(hit.first) == "PER")


def _belongs_to_other_name(found: Scanned, i: int) -> bool:
    """ "Trump Tower", "Ivana Trump" (a stranger whose name was found whole)."""
    tree = found.tree
    nxt, before = i + 1, i - 1
    if is_thing_name(tree, i, i + 1, {k for k, h in found.at.items() if h.kind != "country"}):
        return True
    if (
        nxt < len(tree.words)
        and tree.words[nxt][:1].isupper()
        and nxt not in found.at
        and tree.tokens[nxt].upos == "PROPN"
    ):
        return tree.tokens[nxt].head == i and tree.relation(nxt) == "flat"
    return before >= 0 and before not in found.at and tree.tokens[i].head == before and tree.relation(i) == "flat"


def _settle_countries(scans: list[Scanned]) -> None:
    """Give an ambiguous form ("Georgia") the country that the document's sure places speak for."""
    sure: Counter[str] = Counter()
    towns: Counter[str] = Counter()
    partisan = False
    for found in scans:
        for hit in found.hits:
            if (
                hit.kind == "country"
                and hit.form is not None
                and len({r.code for r in hit.rows if isinstance(r, CountryForm)}) == 1
            ):
                sure[hit.form.code] += hit.form.kind != "name"
                towns[hit.form.code] += hit.form.kind in ("city", "region")
        partisan = partisan or any(w.lower() in _PARTISAN for w in found.tree.words)
    for found in scans:
        for hit in list(found.hits):
            rows = [r for r in hit.rows if isinstance(r, CountryForm)]
            if len(rows) < 2:
                continue

            def score(row: CountryForm) -> tuple[float, int]:
                if row.kind in ("region", "city"):
                    points = towns[row.code] + 2.0 * (partisan and row.code == "USA") - 0.5
                else:
                    points = float(sure[row.code])
                order = ("name", "capital", "seat", "adjective", "noun", "historical", "region", "city")
                return (points, -order.index(row.kind))

            best = max(rows, key=score)
            found.add(Hit("country", hit.first, hit.last, (best, *(r for r in rows if r is not best))))


def _add_acronyms(scans: list[Scanned]) -> None:
    """ "the Shanghai Bloc (SB)": SB is the bloc from then on."""
    known: dict[str, tuple[Body | Group, ...]] = {}
    for found in scans:
        tree = found.tree
        for i in range(1, len(tree.words) - 2):
            word = tree.words[i + 1]
            if tree.words[i] == "(" and tree.words[i + 2] == ")" and word.isupper() and 1 < len(word) < 8:
                org = _named_before(found, i, word)
                if org is not None and i + 1 not in found.at:
                    known[word] = (org,)
        if known:
            for token in tree.tokens:
                if token.text in known and token.index not in found.at:
                    found.add(Hit("body", token.index, token.index + 1, known[token.text]))


def _named_before(found: Scanned, end: int, acronym: str) -> Body | Group | None:
    """The body whose name ends before token `end` and whose words have the acronym's letters."""
    hit = found.at.get(end - 1)
    if hit is not None and hit.org is not None:
        return hit.org
    words = found.tree.words
    for first in range(max(0, end - len(acronym) - 4), end - 1):
        if not words[first][0].isupper():
            continue
        initials = "".join(w[0] for w in words[first:end] if w[0].isupper())
        if initials.upper() == acronym and words[first].lower() not in ("the", "a"):
            name = found.text(first, end)
            org = Body(None, name, (), None, None, "igo")
            found.add(Hit("body", first, end, (org,)))
            return org
    return None


def _add_invented(scans: list[Scanned]) -> None:
    """Countries that no table knows: names that have a government, or that speak as a place does."""
    names: dict[str, str] = {}
    for found in scans:
        for first, last in _unknown_names(found):
            if _acts_as_state(found, first, last):
                text = found.text(first, last)
                names.setdefault(fold(text), text)
    for found in scans:
        for i, role in ((h.first - 1, h) for h in found.hits if h.kind == "role" and h.first > 0):
            if _is_strange_adjective(found, i) and fold(found.tree.sentence_text(role.first, role.last)) in _OFFICES:
                text = found.tree.words[i]
                if not any(_is_form_of(fold(text), key) for key in names):
                    names[fold(text)] = text
    if not names:
        return
    for found in scans:
        for hit in [h for h in found.hits if h.kind == "person" and not h.rows]:
            known = names.get(fold(found.text(hit.first, hit.last)))
            if known is not None:
                found.add(Hit("country", hit.first, hit.last, (), known))
        for first, last in _unknown_names(found):
            known = names.get(fold(found.text(first, last)))
            if known is not None:
                found.add(Hit("country", first, last, (), known))
        for token in found.tree.tokens:
            if token.index in found.at or not token.text[:1].isupper() or token.upos not in ("ADJ", "PROPN", "NOUN"):
                continue
            form = fold(token.text)
            for key, name in names.items():
                if form == key or _is_form_of(form, key):
                    found.add(Hit("country", token.index, token.index + 1, (), name))
                    break


def _is_form_of(form: str, name: str) -> bool:
    """Whether "Norlandic" is made from "Norland"."""
    stem = name[:-1] if name[-1] in "aeiouy" else name
    return " " not in name and form != name and len(stem) > 3 and form.startswith(stem) and len(form) - len(stem) < 6


def _is_strange_adjective(found: Scanned, i: int) -> bool:
    """Whether the word looks like the adjective of a country that no table knows: "Sudlandish"."""
    token = found.tree.tokens[i]
    form = fold(token.text)
    return (
        _is_unknown(found, i, "ADJ")
        and form.endswith(_ENDINGS)
        and form not in _NO_NATIONS
        and token.deprel in ("amod", "compound", "nmod", "nmod:desc", "flat")
    )


def _unknown_names(found: Scanned) -> list[tuple[int, int]]:
    """Runs of proper nouns that nothing is known of and the name finder did not call people."""
    tree, out, i = found.tree, [], 0
    n = len(tree.words)
    while i < n:
        if not _is_unknown(found, i):
            i += 1
            continue
        last = i + 1
        while last < n and _is_unknown(found, last) and _joins(tree, last):
            last += 1
        out.append((i, last))
        i = last
    return out


def _joins(tree: Tree, i: int) -> bool:
    """Whether word `i` belongs to the name that the word before it is part of: "New Norland"."""
    before = tree.tokens[i - 1]
    return tree.relation(i) in ("flat", "compound") or (before.head == i and before.deprel in ("compound", "amod"))


def _is_unknown(found: Scanned, i: int, also: str = "PROPN") -> bool:
    token = found.tree.tokens[i]
    return (
        token.upos in ("PROPN", also)
        and i not in found.at
        and token.text[:1].isupper()
        and found.tree.names.get(i) != "PER"
        and not is_honorific(token.text)
    )


def _acts_as_state(found: Scanned, first: int, last: int) -> bool:
    tree = found.tree
    head = tree.head_of(first, last)
    above = tree.tokens[head].head
    is_place = tree.names.get(head) == "LOC"
    if above < 0:
        return False
    role = found.at.get(above)
    if (role is None or role.kind != "role") and last < len(tree.words):
        follows = last + 1 if tree.words[last] in ("'s", "’s") else last
        role = found.at.get(follows)
    if role is not None and role.role is not None:
        owns = tree.is_possessor(head) or tree.case(head)[:1] == ("of",) or tree.relation(head) in ("compound", "nmod")
        phrase = fold(tree.sentence_text(role.first, role.last))
        needs_place = phrase in ("president", "minister", "forces", "soldiers", "troops", "police", "ministry")
        owns = owns and tree.tokens[head].deprel != "nmod:desc"
        return owns and phrase in _STATE_ROLES and (is_place or not needs_place)
    speaks = tree.function(head) in ("subject", "agent") and tree.tokens[above].lemma.lower() in SPEECH
    return is_place and (speaks or tree.is_possessor(head))
