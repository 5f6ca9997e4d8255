"""The words of a sentence that a table knows, and the names of people: what phrases are built from.

Two readings: `scan` finds what one sentence alone shows; the register then tells which lone surnames and which
invented countries the rest of the document has made known (`Scanned.add`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from detente.actors.folding import fold
from detente.actors.parts_of_names import is_honorific, is_particle
from detente.actors.rows import Body, CountryForm, Group, Role, Row
from detente.actors.sets import word_set
from detente.actors.tables import Entry, Knowledge
from detente.actors.tree import Tree

_NOT_NAMES = word_set("VERB AUX ADP DET SCONJ CCONJ PART PRON ADV INTJ")
_CALENDAR = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december christmas easter ramadan"
)
_GIVEN = word_set(
    "india paris london jordan chad georgia israel sydney florence kenya ireland virginia carolina "
    "dakota chelsea lourdes "
    "milan vienna adelaide austin savannah brooklyn dallas houston jackson lincoln madison charlotte orlando phoenix "
    "cuba asia china victoria santiago salvador vladimir"
)
"""Names of places that are given names too; from general knowledge."""
_NAMED_AFTER = word_set(
    "university college institute times post herald tribune journal gazette news airport stadium bank airlines airways "
    "park river valley fashion week club school hospital group united city open marathon olympics ministry embassy "
    "police today daily express mail international national state county district street road bridge gate house hall "
    "museum opera orchestra stock exchange agreement accord accords summit conference convention protocol treaty"
)
"""Words after a place's name that go on with the name of a thing."""
_CHIEFS = frozenset({"chief", "head", "boss", "supremo", "frontman"})
_BEFORE_DAYS = word_set("since in last next this until on early late mid")
COUNTERPARTS = frozenset({"counterpart", "counterparts"})
_ORDER = ("country", "body", "group", "person", "role", "agency")


@dataclass(frozen=True, slots=True)
class Hit:
    """Tokens `first` to `last` that a table knows ("person": a full or short name, with no rows for a stranger).

    "nothing" are words that a table knows and that name nobody here: "Dutch" of "Dutch courage", a team.
    """

    kind: str
    first: int
    last: int
    rows: tuple[Row, ...] = ()
    name: str | None = None
    """The text of a country that only this document knows."""

    @property
    def form(self) -> CountryForm | None:
        """The country form, for a hit of that kind with one."""
        row = self.rows[0] if self.rows else None
        return row if isinstance(row, CountryForm) else None

    @property
    def role(self) -> Role | None:
        """The role, for a hit of that kind."""
        row = self.rows[0] if self.rows else None
        return row if isinstance(row, Role) else None

    @property
    def org(self) -> Body | Group | None:
        """The body or group, for a hit of those kinds."""
        row = self.rows[0] if self.rows else None
        return row if isinstance(row, Body | Group) else None


@dataclass(slots=True)
class Scanned:
    """A sentence's tree with its hits; `at` gives the hit that holds a token."""

    tree: Tree
    hits: list[Hit] = field(default_factory=list)
    at: dict[int, Hit] = field(default_factory=dict)
    weak: list[Hit] = field(default_factory=list)
    """People of the tables named by one word, to be taken only if nothing in the document speaks against it."""

    def add(self, hit: Hit) -> None:
        """Take the tokens of the hit, dropping any hit that they overlap."""
        for old in {id(self.at[i]): self.at[i] for i in range(hit.first, hit.last) if i in self.at}.values():
            self.drop(old)
        self.hits.append(hit)
        for i in range(hit.first, hit.last):
            self.at[i] = hit

    def drop(self, hit: Hit) -> None:
        """Give the hit's tokens free."""
        self.hits = [h for h in self.hits if h is not hit]
        for i in range(hit.first, hit.last):
            self.at.pop(i, None)

    def copy(self) -> Scanned:
        """The same, to be changed apart."""
        return Scanned(self.tree, list(self.hits), dict(self.at), list(self.weak))

    def text(self, first: int, last: int) -> str:
        """The words of the tokens as one string, blanks as in the text where known."""
        tokens = self.tree.tokens
        out = tokens[first].text
        for i in range(first + 1, last):
            out += (" " if tokens[i].start > tokens[i - 1].end else "") + tokens[i].text
        return out


def scan(tree: Tree, knowledge: Knowledge, day: date | None) -> Scanned:
    """Find what the tables know in one sentence, and the names of people in it."""
    found = Scanned(tree)
    words = tree.words
    i, n = 0, len(words)
    while i < n:
        entries = knowledge.match(words, i) if words[i][:1].isalnum() else []
        hit = _choose(tree, entries, i, day) if entries else None
        whole = hit
        if hit is not None and hit.kind == "role" and hit.last - i > 1 and len(entries) > 1:
            hit = _part_of_role(tree, knowledge, entries, hit, day) or hit
        if hit is None:
            i += 1
        elif hit.kind == "person" and hit.last - hit.first == 1:
            found.weak.append(hit)
            i += 1
        else:
            found.add(hit)
            i = hit.last
            if whole is not None and whole is not hit and not knowledge.match(words, i):
                found.add(Hit("role", i, whole.last, whole.rows))  # "chief" of "UN chief", no role of its own
                i = whole.last
    _add_chiefs(found)
    _add_people(found)
    return found


def _add_chiefs(found: Scanned) -> None:
    """ "The Hezbollah chief", "Nato's head", "the boss of the FSB": whoever leads a body, by a noun of many senses."""
    tree = found.tree
    for token in tree.tokens:
        i = token.index
        if i in found.at or token.upos != "NOUN" or token.lemma.lower() not in _CHIEFS:
            continue
        for k in tree.kids[i]:
            hit = found.at.get(k)
            before = k < i and (tree.relation(k) == "compound" or tree.is_possessor(k))
            of = k > i and tree.relation(k) == "nmod" and tree.case(k)[:1] == ("of",)
            if hit is not None and hit.kind in ("body", "group") and (before or of):
                found.add(Hit("role", i, i + 1, (Role(token.lemma.lower(), "person", "GOV", "head of body"),)))
                break


def _choose(tree: Tree, entries: list[Entry], at: int, day: date | None) -> Hit | None:
    longest = 0
    options: list[Hit] = []
    for entry in entries:
        if entry.words < longest:
            break
        hit = _fit(tree, entry, at, day)
        if hit is not None:
            longest = entry.words
            options.append(hit)
    if not options:
        return None
    if len(options) > 1 and tree.names.get(at) == "PER":
        people = [h for h in options if h.kind == "person"]
        options = people or options
    return min(options, key=lambda h: _ORDER.index(h.kind))


def _part_of_role(tree: Tree, knowledge: Knowledge, entries: list[Entry], hit: Hit, day: date | None) -> Hit | None:
    """ "UN envoy" is a body and a role, though a table may know both words as one role."""
    for entry in entries:
        if entry.kind in ("body", "group", "country") and entry.words < hit.last - hit.first:
            rest = knowledge.match(tree.words, hit.first + entry.words)
            if not rest and entry.kind == "body" and hit.role is not None and hit.role.kind == "person":
                return _fit(tree, entry, hit.first, day)
            if any(e.kind == "role" and hit.first + entry.words + e.words == hit.last for e in rest):
                return _fit(tree, entry, hit.first, day)
    return None


def _fit(tree: Tree, entry: Entry, at: int, day: date | None) -> Hit | None:
    last = at + entry.words
    token = tree.tokens[at]
    rows = entry.rows
    is_cut = entry.kind == "agency" and last < len(tree.words) and tree.words[at].lower() == "the"
    if is_cut and tree.words[last][0].isupper() and tree.tokens[last].upos in ("PROPN", "ADJ"):
        return None  # "The National Assembly" is no paper
    if entry.kind == "role":
        end = tree.tokens[last - 1]
        if end.upos not in ("NOUN", "PROPN", "ADJ") or (
            end.upos == "ADJ" and entry.words == 1 and not _is_noun_like(tree, at)
        ):
            return None
    elif entry.words == 1:
        is_acronym = len(token.text) > 1 and token.text.replace(".", "").isupper()
        if not token.text[0].isupper() or (token.upos in _NOT_NAMES and not is_acronym):
            return None
        if token.upos == "AUX" or (entry.kind == "person" and fold(token.text) in _CALENDAR):
            return None
    if entry.kind in ("country", "group"):
        kept = tuple(r for r in rows if isinstance(r, CountryForm | Group) and r.holds_on(day))
        if not kept and entry.kind == "country":
            return None
        rows = kept or rows
    return Hit(entry.kind, at, last, rows)


def _is_noun_like(tree: Tree, i: int) -> bool:
    """An adjective that stands for people: "the military", "rebel fighters"."""
    return tree.relation(i) in ("nsubj", "obj", "obl", "nmod", "compound", "amod", "conj", "root")


def _add_people(found: Scanned) -> None:
    """Names of people by the name finder, and words that follow a title or an honorific."""
    tree = found.tree
    for start, end in _people_found(tree):
        first, last = _trim(found, start, end)
        if first < last:
            while first > 0 and _is_free_name(found, first - 1) and first <= tree.tokens[first - 1].head < last:
                first -= 1  # "Ama Boateng", of which the name finder saw the last word only
            _take_name(found, first, _extend(found, last))
    _add_places_as_names(found)
    _add_described(found)
    for i, word in enumerate(tree.words):
        nxt = i + 1
        if nxt >= len(tree.words) or not _starts_name(found, nxt):
            continue
        hit = found.at.get(i)
        if is_honorific(word) and (hit is None or hit.kind == "role"):
            if nxt not in found.at or found.at[nxt].kind != "person":
                _take_name(found, nxt, _extend(found, nxt + 1))
        elif hit is not None and _is_title_of(found, hit, i, nxt):
            last = _extend(found, nxt + 1)
            if last not in found.at or found.at[last].kind != "role":  # "Deputy Emergency Situations Minister X"
                _take_name(found, nxt, last)


def _people_found(tree: Tree) -> list[tuple[int, int]]:
    """The name finder's people, those it cut at a hyphen made whole: "Choi" and "-sil" of "Choi Soon-sil"."""
    out: list[tuple[int, int]] = []
    for name in tree.sentence.names:
        if name.kind != "PER":
            continue
        start, end = name.start, name.end
        if tree.words[start] in ("-", "‑") or (start > 0 and tree.words[start - 1] in ("-", "‑")):
            before = start - 1 - (tree.words[start] not in ("-", "‑"))
            is_cut = out and 0 <= before - out[-1][1] + 1 <= 1 and tree.words[before][:1].isupper()
            if is_cut and tree.tokens[before].end == tree.tokens[before + 1].start:
                start = out.pop()[0]
        out.append((start, end))
    return out


def _add_described(found: Scanned) -> None:
    """Names that the name finder missed, with a role beside them: "Ana Duro, the president", "Ana Duro is …"."""
    tree = found.tree
    for hit in [h for h in found.hits if h.role is not None and h.role.kind == "person"]:
        head = tree.head_of(hit.first, hit.last)
        named = tree.tokens[head].head if tree.relation(head) == "appos" else None
        if any(tree.relation(k) == "cop" for k in tree.kids[head]):
            named = next((k for k in tree.kids[head] if tree.relation(k) == "nsubj"), None)
        if named is None or named in found.at or tree.tokens[named].upos != "PROPN":
            continue
        first = named
        while first > 0 and tree.tokens[first - 1].head == named and _is_free_name(found, first - 1):
            first -= 1
        last = _extend(found, named + 1)
        if last - first > 1 and not any(i in found.at for i in range(first, last)):
            found.add(Hit("person", first, last))


def _add_places_as_names(found: Scanned) -> None:
    """ "India Walton, a nurse": a place's name that is a given name, before a surname that nothing else is known of."""
    tree = found.tree
    for hit in [h for h in found.hits if h.form is not None and h.last - h.first == 1 and h.last < len(tree.words)]:
        i, nxt = hit.first, hit.last
        token = tree.tokens[nxt]
        if (
            tree.words[i].lower() not in _GIVEN
            or nxt in found.at
            or token.upos != "PROPN"
            or not token.text[0].isupper()
        ):
            continue
        hangs = tree.tokens[i].head == nxt or token.head == i
        if hangs and token.text.lower() not in _NAMED_AFTER and not tree.words[nxt].isupper():
            found.add(Hit("person", i, _extend(found, nxt + 1)))


def _is_free_name(found: Scanned, i: int) -> bool:
    token = found.tree.tokens[i]
    return (
        token.upos == "PROPN" and i not in found.at and token.deprel in ("compound", "flat") and token.text[0].isupper()
    )


def _is_title_of(found: Scanned, hit: Hit, i: int, nxt: int) -> bool:
    tree = found.tree
    if hit.role is None or hit.last != i + 1 or hit.role.kind != "person" or nxt in found.at:
        return False
    role, name = tree.tokens[i], tree.tokens[nxt]
    if tree.names.get(nxt) == "PER":
        return True
    is_title = role.deprel in ("nmod:desc", "appos") and role.head in (nxt, name.head)  # not "Marine Traffic"
    return tree.names.get(nxt) is None and (is_title or (name.head == i and name.deprel in ("flat", "appos")))


def _starts_name(found: Scanned, i: int) -> bool:
    token = found.tree.tokens[i]
    hit = found.at.get(i)
    return (
        token.text[:1].isupper()
        and token.upos in ("PROPN", "NOUN", "ADJ", "X")
        and fold(token.text) not in _CALENDAR
        and (hit is None or (hit.kind == "country" and hit.form is not None and hit.form.kind in ("city", "region")))
        and not is_honorific(token.text)
    )


def _trim(found: Scanned, first: int, last: int) -> tuple[int, int]:
    """Cut titles and nationalities off a found name, and a trailing 's."""
    tree = found.tree
    is_month = last - first > 2 and first > 0 and fold(tree.words[first]) in _CALENDAR
    if is_month and tree.words[first - 1].lower() in _BEFORE_DAYS:
        first += 1  # "since May Lloyd Austin …"
    while first < last:
        hit = found.at.get(first)
        title = is_honorific(tree.words[first]) or (hit is not None and hit.kind in ("role", "body", "group"))
        nation = hit is not None and hit.kind == "country" and hit.last < last and _is_nation(hit, tree, last)
        if not title and not nation:
            break
        first = hit.last if hit is not None else first + 1
    while last > first and not (tree.words[last - 1][:1].isupper() or tree.tokens[last - 1].upos == "PROPN"):
        last -= 1  # a sign, or a verb that the name finder took along
    hit = found.at.get(first)
    if hit is not None and hit.kind in ("country", "body", "agency") and hit.last >= last:
        return first, first  # "Jordan" alone is the country
    return first, last


def _is_nation(hit: Hit, tree: Tree, last: int) -> bool:
    """Whether a country word that begins a name is no given name: "Iranian X" against "Israel Katz"."""
    form = hit.form
    return form is not None and (
        form.kind in ("adjective", "seat") or (hit.last in range(last) and hit.last - hit.first > 1)
    )


def _extend(found: Scanned, last: int) -> int:
    """Where a name that has begun ends: after the proper nouns, and the particles between them, that follow."""
    tree = found.tree
    n = len(tree.words)
    while last < n:
        token = tree.tokens[last]
        step = 1
        while last + step < n and is_particle(tree.words[last + step - 1]) and step < 3:
            step += 1
        at = last + step - 1
        if step > 1 and not (at < n and tree.words[at][:1].isalpha()):
            break
        token = tree.tokens[at]
        hit = found.at.get(at)
        if token.upos != "PROPN" or not token.text[:1].isalpha() or fold(token.text) in _CALENDAR:
            break
        if step == 1 and not token.text[0].isupper():
            break
        if hit is not None and hit.kind != "person" and not (hit.form and hit.form.kind in ("city", "region")):
            break
        if tree.tokens[last - 1].head == at and tree.tokens[last - 1].deprel in ("compound", "flat"):
            last = at + 1  # a name whose last word is the head
            continue
        if tree.relation(at) not in ("flat", "compound") and tree.names.get(at) != "PER":
            break
        if tree.names.get(at) in ("LOC", "ORG") and tree.relation(at) != "flat":
            break
        last = at + 1
    return last


def _take_name(found: Scanned, first: int, last: int) -> None:
    inside = {id(h): h for i in range(first, last) if (h := found.at.get(i)) is not None}
    rows: tuple[Row, ...] = ()
    for hit in inside.values():
        if hit.kind == "person" and hit.first <= first and hit.last >= last:
            return
        if hit.kind == "person":
            first, last = min(first, hit.first), max(last, hit.last)  # a stranger, though a table knows the surname
    for weak in found.weak:
        if (weak.first, weak.last) == (first, last):
            rows = weak.rows
    found.weak = [w for w in found.weak if not first <= w.first < last]
    found.add(Hit("person", first, last, rows))
