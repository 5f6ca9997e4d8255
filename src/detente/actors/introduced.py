"""Organisations that no table knows and the report itself introduces: "the Lake Basin Commission (LBC)".

Their acronyms mean them from then on, whatever the tables have for the same letters.
"""

from __future__ import annotations

from detente.actors.folding import fold
from detente.actors.orgs import is_between_states, is_head_noun, sector_of_name
from detente.actors.rows import Body, CountryForm, Group
from detente.actors.scan import Hit, Scanned
from detente.actors.sets import word_set
from detente.actors.things import is_title_case

_LINKS = frozenset({"of", "for", "and", "on", "in", "the", "against", "&"})
_OPENERS = frozenset({"the", "a", "an", "this", "that", "its", "their", "his", "her", "our", "former", "new"})
_PARTS = word_set(
    "north south east west northern southern eastern western central upper lower inner outer new old greater mainland "
    "modern ancient imperial soviet communist islamic democratic equatorial team miss little saint san "
    "holy united free "
    "young fortress global metropolitan continental federal republican cold deep visit gulf sea lake bay mount embassy"
)
"""Words before a country's name that make a part, a time or a contest of it, not a firm."""


def add_introduced(scans: list[Scanned], home: str | None) -> None:
    """Add body hits for the organisations that the document introduces, then for their acronyms and later uses.

    `home` is the code of the state that organisations without a nationality in their name belong to.
    """
    acronyms: dict[str, tuple[Body | Group, ...]] = {}
    names: dict[str, Body] = {}
    for found in scans:
        _read_acronyms(found, home, acronyms)
    for found in scans:
        _add_branches(found)
        for first, last in _names(found):
            name = found.text(first, last)
            body = names.setdefault(fold(name), _body_of(found, first, last, home))
            found.add(Hit("body", first, last, (body,)))
    if not acronyms:
        return
    for found in scans:
        for token in found.tree.tokens:
            rows = acronyms.get(token.text)
            at = found.at.get(token.index)
            if rows is not None and (at is None or (at.last - at.first == 1 and at.org not in rows)):
                found.add(Hit("body", token.index, token.index + 1, rows))


def _read_acronyms(found: Scanned, home: str | None, acronyms: dict[str, tuple[Body | Group, ...]]) -> None:
    words = found.tree.words
    for i in range(1, len(words) - 2):
        word = words[i + 1]
        if words[i] == "(" and words[i + 2] == ")" and word[:1].isupper() and word.isalpha() and 1 < len(word) < 9:
            org = _named_before(found, i, word.upper(), home)
            if org is not None and not word.isupper() and not _spells(word, org.name):
                continue  # "Seifsa" is an acronym, "(Brussels)" none
            if org is not None:
                acronyms.setdefault(word, (org,))


def _spells(word: str, name: str) -> bool:
    """Whether the letters of a word begin words of the name, in their order."""
    initials = iter(w[0].lower() for w in name.split())
    return all(any(letter == one for one in initials) for letter in word.lower())


def _named_before(found: Scanned, end: int, acronym: str, home: str | None) -> Body | Group | None:
    """The body whose name ends before token `end` and whose words have the acronym's letters."""
    hit = found.at.get(end - 1)
    if hit is not None and hit.org is not None and hit.last == end:
        return hit.org
    words = found.tree.words
    for first in range(max(0, end - len(acronym) - 4), end - 1):
        if not words[first][0].isupper() or words[first].lower() in _OPENERS:
            continue
        initials = "".join(w[0] for w in words[first:end] if w[0].isupper())
        if initials.upper() == acronym:
            body = _body_of(found, first, end, home)
            found.add(Hit("body", first, end, (body,)))
            return body
    return None


def _body_of(found: Scanned, first: int, last: int, home: str | None) -> Body:
    """What the words of the name say of the organisation."""
    words = found.tree.words[first:last]
    sector = sector_of_name(words)
    country = next(
        (h.form.code for i in range(first, last) if (h := found.at.get(i)) is not None and h.form is not None), None
    )
    country = None if is_between_states(words) else country or _owner_of(found, first) or home
    return Body(None, found.text(first, last), (), sector, country, "agency")


def _owner_of(found: Scanned, first: int) -> str | None:
    """ "Pyongyang's Foreign Trade Bank": the state whose possessive stands just before the name."""
    is_owned = first > 1 and found.tree.words[first - 1] in ("'s", "’s", "'", "’")
    hit = found.at.get(first - 2) if is_owned else None
    return hit.form.code if hit is not None and hit.form is not None else None


def _add_branches(found: Scanned) -> None:
    """ "Virgin Australia", "Oxfam Great Britain", "Air Senegal": a body or firm of the country in its name."""
    tree = found.tree
    if is_title_case(tree) or tree.sentence.part not in ("body", "caption"):
        return
    for hit in [h for h in found.hits if h.form is not None and h.form.kind == "name" and h.first > 0]:
        i = hit.first - 1
        token, before = tree.tokens[i], found.at.get(i)
        is_org = before is not None and before.org is not None and before.last == hit.first
        is_name = before is None and token.xpos == "NNP" and token.upos in ("PROPN", "ADJ") and len(token.text) > 2
        hangs = token.head in range(hit.first, hit.last) and token.deprel in ("compound", "amod", "flat")
        if not hangs or not (is_org or is_name) or token.text.lower() in _PARTS or tree.names.get(i) == "PER":
            continue
        if i > 0 and before is None and tree.tokens[i - 1].head == token.head and tree.tokens[i - 1].xpos == "NNP":
            continue
        first = before.first if before is not None else i
        sector = before.org.sector if before is not None and before.org is not None else "BUS"
        code = hit.form.code if hit.form is not None else None
        found.add(Hit("body", first, hit.last, (Body(None, found.text(first, hit.last), (), sector, code, "company"),)))


def _names(found: Scanned) -> list[tuple[int, int]]:
    """Runs of capitalised words with a noun of organisations in them: "Movement for Free Thailand"."""
    if is_title_case(found.tree) or found.tree.sentence.part not in ("body", "caption"):
        return []
    words, out, i = found.tree.words, [], 0
    while i < len(words):
        if not _is_part(found, i) or words[i].lower() in _OPENERS:
            i += 1
            continue
        last = _end(found, i)
        first = i
        i = last
        heads = [k for k in range(first, last) if is_head_noun(words[k])]
        is_whole_hit = (at := found.at.get(first)) is not None and at.last >= last
        if last - first < 2 or not heads or is_whole_hit or _has_politician(found, first, last):
            continue
        is_headed = heads[-1] == last - 1 or (heads[0] + 1 < last and words[heads[0] + 1].lower() in ("of", "for"))
        if is_headed and not _is_place_only(found, first, last):
            out.append((first, last))
    return out


def _end(found: Scanned, first: int) -> int:
    words, last = found.tree.words, first + 1
    while last < len(words):
        if _is_part(found, last):
            last += 1
            continue
        links = 0
        while links < 2 and last + links < len(words) and words[last + links].lower() in _LINKS:
            links += 1
        at = last + links
        opens = words[last].lower() in ("of", "for", "on", "against") and is_head_noun(words[last - 1])
        goes_on = words[last].lower() in ("and", "&") and any(
            is_head_noun(words[k]) for k in range(at, _run(found, at))
        )
        if links == 0 or at >= len(words) or not _is_part(found, at) or not (opens or goes_on):
            return last
        last = at + 1
    return last


def _run(found: Scanned, first: int) -> int:
    last = first
    while last < len(found.tree.words) and _is_part(found, last):
        last += 1
    return last


def _is_part(found: Scanned, i: int) -> bool:
    """Whether the word may be part of such a name: capitalised, and of no actor that is known otherwise."""
    token = found.tree.tokens[i]
    at = found.at.get(i)
    if at is not None and at.kind == "role":
        if at.last - at.first > 1 or (i == 0 and not is_head_noun(token.text)):
            return False
    elif at is not None and not (at.kind == "country" and isinstance(at.rows[0] if at.rows else None, CountryForm)):
        return False
    return token.text[:1].isupper() and token.upos in ("PROPN", "NOUN", "ADJ", "VERB") and len(token.text) > 1


def _has_politician(found: Scanned, first: int, last: int) -> bool:
    """ "Trump Administration"."""
    return any(first <= weak.first < last for weak in found.weak)


def _is_place_only(found: Scanned, first: int, last: int) -> bool:
    """ "Uganda Airlines" is a name, "Paris Court" hardly one; a seat or a whole country is none."""
    hit = found.at.get(first)
    return hit is not None and hit.last >= last
