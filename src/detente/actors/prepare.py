"""The first reading of a document: its hits, the countries and short names that only it knows, its people.

Only then is a headline's "Trump" the Donald Trump of the second paragraph, and "Norlandic" of Norland.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from detente.actors.common_names import settle_common_names
from detente.actors.companies import settle_companies
from detente.actors.describing import State, names_of
from detente.actors.folding import fold
from detente.actors.handles import add_handles
from detente.actors.homes import home_of
from detente.actors.homonyms import settle_homonyms
from detente.actors.idioms import drop_idioms
from detente.actors.introduced import add_introduced
from detente.actors.invented import add_invented
from detente.actors.namesakes import settle_namesakes
from detente.actors.parts_of_names import honorific_gender, is_honorific, name_parts
from detente.actors.peoples import add_peoples
from detente.actors.register import Person, Register
from detente.actors.rows import CountryForm, Row, Spell
from detente.actors.scan import Hit, Scanned, scan
from detente.actors.tables import Knowledge
from detente.actors.teams import drop_teams
from detente.actors.things import is_thing_name
from detente.actors.titles import add_titles
from detente.actors.tree import Tree
from detente.values import Document, Sentence

_MONTH_LINKS = frozenset("in on since until till during last next this early late mid every each".split())
_PARTISAN = frozenset({"republican", "republicans", "democrat", "democrats", "senate", "gop", "county", "governor"})
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii"})
_LIST = 14
"""Words of a list of names over which a title reaches: "Senators Duro, Lee and Kovac"."""
_HALVES = (("PRK", "KOR", "Korea"),)
"""States that are halves of a land: any word for one of them lets "the North" mean the other or itself."""
_OPPOSITES = {"north": "south", "south": "north", "east": "west", "west": "east"}


class Prepared:
    """A document after the first reading."""

    def __init__(self, document: Document, sentences: Sequence[Sentence], knowledge: Knowledge) -> None:
        day = document.published
        self.scans: list[Scanned] = [scan(Tree(s), knowledge, day) for s in sentences]
        for found in self.scans:
            add_titles(found)
            add_handles(found, knowledge, day)
        settle_namesakes(self.scans)
        settle_companies(self.scans)
        drop_idioms(self.scans)
        drop_teams(self.scans)
        _settle_countries(self.scans)
        settle_homonyms(self.scans)
        _add_directions(self.scans, knowledge)
        home = home_of(document, self.scans, knowledge, names_of(knowledge))
        add_introduced(self.scans, home.code if home is not None else None)
        add_invented(self.scans)
        add_peoples(self.scans)
        codes = frozenset(h.form.code for f in self.scans for h in f.hits if h.form is not None)
        self.register = Register(knowledge, day, codes)
        self.people: dict[tuple[int, int], Person] = {}
        """The person of each name, by sentence index in the document's order and first token of the name."""
        self._enter_people(knowledge)
        known = [spell for person in self.register.people for spell in person.spells]
        settle_common_names(self.scans, knowledge, {spell.country for spell in known})

    def _enter_people(self, knowledge: Knowledge) -> None:
        singles: list[tuple[int, Hit]] = []
        for number, found in enumerate(self.scans):
            for hit in found.hits:
                if hit.kind == "person":
                    name = _clean(found, hit)
                    if len(name_parts(name)) > 1:
                        rows = _rows(hit, name, knowledge)
                        self.people[number, hit.first] = self.register.enter(
                            name, rows, _nation(found, hit), title=_title(found, hit), gender=_gender(found, hit)
                        )
                    else:
                        singles.append((number, hit))
        for number, hit in singles:
            found = self.scans[number]
            name = _clean(found, hit)
            self.people[number, hit.first] = self.register.enter(
                name,
                _rows(hit, name, knowledge),
                _nation(found, hit),
                title=_title(found, hit),
                gender=_gender(found, hit),
            )
        for number, found in enumerate(self.scans):
            self._add_surnames(number, found)

    def state_of_person(self, name: str) -> State | None:
        """The state that the text gives to the person of this name."""
        for person in self.register.people:
            if person.name == name:
                return next((f.states[0] for _, f in reversed(person.facts) if f.states), None)
        return None

    def gender_of(self, name: str) -> str | None:
        """The gender of the document's person of this name, as far as known."""
        return next((p.gender for p in self.register.people if p.name == name), None)

    def _add_surnames(self, number: int, found: Scanned) -> None:
        """Lone capitalised words that the document's people, or the tables' people in office, are called by."""
        weak = {h.first: h for h in found.weak}
        for token in found.tree.tokens:
            i, text = token.index, token.text
            form = fold(text)
            is_name = token.upos == "PROPN" or (token.upos in ("NOUN", "X") and self.register.knows(form))
            if not is_name or not text[:1].isupper() or _is_address(found, i):
                continue
            at = found.at.get(i)
            if (at is not None and not _may_be_surname(found, at)) or _is_month(found, i, form):
                continue
            hit: Hit | None = None
            is_first = found.tree.names.get(i) == "PER" and self.register.is_first_name(form)
            if self.register.knows(form) or is_first:
                rows = tuple(r for r in weak[i].rows if isinstance(r, Spell)) if i in weak else ()
                hit = Hit("person", i, i + 1, rows)
            elif i in weak and at is None and found.tree.names.get(i) not in ("LOC",):
                rows = tuple(r for r in weak[i].rows if isinstance(r, Spell))
                if self.register.is_likely(rows) or found.tree.names.get(i) == "PER":
                    hit = Hit("person", i, i + 1, rows)
            if hit is None or _belongs_to_other_name(found, i):
                continue
            found.add(hit)
            self.people[number, i] = self.register.enter(
                text, _spells(hit), title=_title(found, hit), gender=_gender(found, hit)
            )


def _is_address(found: Scanned, i: int) -> bool:
    """Whether a name follows the word, which is a title of address: "Sheikh Mohammed"."""
    at = found.at.get(i + 1)
    return is_honorific(found.tree.words[i]) and at is not None and at.kind == "person"


def _is_month(found: Scanned, i: int, form: str) -> bool:
    """Whether "May" is the month: "on May 3", "in May"."""
    if form not in ("may", "march", "april", "june", "august"):
        return False
    words = found.tree.words
    before, after = (words[i - 1].lower() if i else ""), (words[i + 1] if i + 1 < len(words) else "")
    if after[:1].isdigit() or before.rstrip(".").isdigit() or before in _MONTH_LINKS:
        return True
    return before in ("by", "before", "after", "from", "of", "to") and found.tree.names.get(i) != "PER"


def _spells(hit: Hit) -> tuple[Spell, ...]:
    return tuple(r for r in hit.rows if isinstance(r, Spell))


def _rows(hit: Hit, name: str, knowledge: Knowledge) -> tuple[Spell, ...]:
    """The spells of a name; of "Ana B. Duro, Jr." those of "Ana Duro", where no table has it so."""
    rows = _spells(hit) or knowledge.people(name)
    short = [
        w for w in name.replace(",", "").split() if len(w.rstrip(".")) > 1 and w.rstrip(".").lower() not in _SUFFIXES
    ]
    return rows or (knowledge.people(" ".join(short)) if 1 < len(short) < len(name.split()) else ())


def _clean(found: Scanned, hit: Hit) -> str:
    """The name without honorifics inside it; that of a handle as its capitals part it."""
    if hit.name is not None:
        return hit.name
    first = hit.first
    while first < hit.last - 1 and is_honorific(found.tree.words[first]):
        first += 1
    return found.text(first, hit.last)


def _title(found: Scanned, hit: Hit) -> str | None:
    """The role in words that stands just before the name: "President Obama"."""
    i = hit.first - 1
    while i >= 0 and is_honorific(found.tree.words[i]) and i not in found.at:
        i -= 1
    at = found.at.get(i) if i >= 0 else None
    if at is None or at.role is None:
        at = title_of_list(found, hit.first)
    return (at.role.role or at.role.phrase) if at is not None and at.role is not None else None


def title_of_list(found: Scanned, first: int) -> Hit | None:
    """The title in the plural before a list of names in which one begins there: "Senators Duro, Lee and Kovac"."""
    i = first - 1
    if i < 2 or found.tree.words[i] not in (",", "and", "&"):
        return None
    while i >= max(0, first - _LIST):
        at = found.at.get(i)
        if at is not None and at.role is not None:
            return at if at.role.kind == "group" and at.role.role != at.role.phrase else None
        if found.tree.words[i] not in (",", "and", "&") and found.tree.tokens[i].upos != "PROPN":
            return None
        i -= 1
    return None


def _gender(found: Scanned, hit: Hit) -> str | None:
    """The gender of the title of address before the name or at its beginning: "Mrs Clinton"."""
    i = hit.first if is_honorific(found.tree.words[hit.first]) else hit.first - 1
    return honorific_gender(found.tree.words[i]) if i >= 0 else None


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


def _add_directions(scans: list[Scanned], knowledge: Knowledge) -> None:
    """ "North and South Korea"; "the North", "talks with South" where one of the two is spoken of."""
    pairs = [_named_directions(found, knowledge) for found in scans]
    known: dict[str, tuple[Row, ...]] = {}
    codes = {h.form.code for found in scans for h in found.hits if h.form is not None}
    for north, south, land in _HALVES:  # "chided the North from a hangar in Seoul"
        if codes & {north, south} and not any(pairs):
            known = {d: _country_rows(knowledge, d.title(), land) for d in ("north", "south")}
    later: dict[str, tuple[Row, ...]] = {}
    for pair in reversed(pairs):
        later.update(pair)
    for found, pair in zip(scans, pairs, strict=True):
        known.update(pair)
        told = {**later, **known} if found.tree.sentence.part in ("headline", "subheading", "caption") else known
        if not told:
            continue
        for i in range(len(found.tree.words)):
            rows = told.get(found.tree.words[i].lower(), ())
            if rows and _is_lone_direction(found, i):
                found.add(Hit("country", i, i + 1, rows))


def _named_directions(found: Scanned, knowledge: Knowledge) -> dict[str, tuple[Row, ...]]:
    """The states that "north", "south" … mean beside a name of this sentence: "South Sudan", "South Yemen"."""
    words = found.tree.words
    known: dict[str, tuple[Row, ...]] = {}
    for i in range(len(words) - 1):
        direction = words[i].lower()
        if direction not in _OPPOSITES or not words[i][0].isupper() or not words[i + 1][:1].isupper():
            continue
        own = _country_rows(knowledge, words[i].title(), words[i + 1])
        other = _country_rows(knowledge, _OPPOSITES[direction].title(), words[i + 1])
        other = other or _country_rows(knowledge, words[i + 1])  # Sudan for South Sudan
        form = own[0] if own else None
        if not other or not isinstance(form, CountryForm) or form.kind not in ("name", "historical", "adjective"):
            continue
        at = found.at.get(i)
        if at is None or at.last != i + 2:
            found.add(Hit("country", i, i + 2, own))  # no state of today: "South Vietnam"
        known.setdefault(direction, _as_name(knowledge, own))
        known.setdefault(_OPPOSITES[direction], _as_name(knowledge, other))
        before = i - 2
        if before >= 0 and before not in found.at and words[i - 1].lower() in ("and", "or"):
            rows = _country_rows(knowledge, words[before], words[i + 1])
            if rows:
                found.add(Hit("country", before, before + 1, rows))
    return known


def _as_name(knowledge: Knowledge, rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The rows of the state's name for those of its adjective."""
    form = rows[0]
    name = knowledge.name_of(form.code) if isinstance(form, CountryForm) and form.kind == "adjective" else None
    return (_country_rows(knowledge, *name.split()) if name else ()) or rows


def _is_lone_direction(found: Scanned, i: int) -> bool:
    """Whether the word stands for the state: "the North", "North's offer", "talks with South", in a headline any."""
    tree = found.tree
    words, token = tree.words, tree.tokens[i]
    if i in found.at or not words[i][0].isupper() or token.upos not in ("PROPN", "NOUN", "ADJ"):
        return False
    after = words[i + 1] if i + 1 < len(words) else ""
    if after[:1].isupper() and (i + 1 not in found.at or tree.tokens[i].head == i + 1):
        return False
    if i + 1 in found.at and found.at[i + 1].kind == "country":
        return False
    before = words[i - 1].lower() if i else ""
    if after.lower() == "of":
        return False  # "the South of France"
    if i == 0 and after.lower() in ("and", "or") and words[i + 2 : i + 3] and words[i + 2].lower() in _OPPOSITES:
        return True  # "North and South traded threats"
    if before == "the" or after in ("'s", "’s"):
        return token.upos != "ADJ"
    if before in ("with", "between", "and", "against", "from", "to", "by", "for", "over", "on", "upon"):
        return before != "and" or i < 2 or words[i - 2].lower() in _OPPOSITES
    return tree.sentence.part in ("headline", "subheading", "related") and token.upos != "ADJ"


def _country_rows(knowledge: Knowledge, *words: str) -> tuple[Row, ...]:
    found = knowledge.match(words, 0)
    return next((e.rows for e in found if e.kind == "country" and e.words == len(words)), ())
