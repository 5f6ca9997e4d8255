"""Groups, bodies and houses that share a name: whose PPP, FPI or Congress it is, by the states the report speaks of.

"The PPP" is of Pakistan, Guyana or Korea; "Congress" in a report on Lima is Peru's, "Guatemala's Congress" always is
Guatemala's.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from detente.actors.folding import fold
from detente.actors.places import place_use
from detente.actors.rows import Body, CountryForm, Group, Spell
from detente.actors.scan import Hit, Scanned

_PARTIES = frozenset({("congress", "IND")})
"""Names of a house that are a party's in that state."""
_PLAIN = frozenset({"party", "union", "front", "movement", "alliance", "league", "coalition", "democrats", "congress"})
"""Last words of the names of parties."""
_SEATED = {"brussels": ("EU", "NATO"), "the hague": ("ICC", "ICJ")}
"""Cities that stand for a body that sits there: codes, the first before the second."""
_UNION = Body("EU", "European Union", (), None, None, "igo")
_PLACES = ("place", "city", "district", "person")
"""Words of a note by which a form may be no house at all."""


def settle_homonyms(scans: list[Scanned]) -> None:
    """Give each name that several states have the row, or the code, of the state that the report speaks for."""
    spoken = spoken_of(scans)
    shared = Counter(h.form.code for f in scans for h in f.hits if h.form is not None and _is_shared(h.form))
    bodies = {h.org.code: h for f in scans for h in f.hits if h.org is not None and h.org.code and not h.org.country}
    by_name = (h.form for f in scans for h in f.hits if h.form is not None)
    lands = {form.code for form in by_name if form.kind in ("name", "adjective", "noun")}
    for found in scans:
        for hit in list(found.hits):
            if hit.form is not None and hit.form.kind in ("capital", "seat"):
                _settle_city(found, hit, bodies, lands)
            if hit.kind in ("group", "body") and len(hit.rows) > 1:
                _settle_org(found, hit, spoken)
            elif hit.kind in ("group", "body"):
                _settle_stranger(found, hit, spoken)
            elif hit.form is not None and hit.form.kind == "seat":
                _settle_seat(found, hit, spoken, shared[hit.form.code])


def _settle_city(found: Scanned, hit: Hit, bodies: dict[str, Hit], lands: set[str]) -> None:
    """ "Brussels warned Budapest": the Union, or NATO where only that is named, unless the report speaks of Belgium."""
    form = hit.form
    seated = _SEATED.get(form.form.lower(), ()) if form is not None else ()
    if form is None or not seated or form.code in lands or place_use(found.tree, hit.first, hit.last, form.kind):
        return
    named = next((bodies[code] for code in seated if code in bodies), None)
    if named is not None:
        found.add(replace(hit, kind="body", rows=named.rows))
    elif form.form == "Brussels":
        found.add(replace(hit, kind="body", rows=(_UNION,)))


def spoken_of(scans: list[Scanned]) -> Counter[str]:
    """How much speaks for each state: names and nationalities, sure people, groups and bodies."""
    spoken: Counter[str] = Counter()
    for found in scans:
        for hit in found.hits:
            if hit.form is not None and len({r.code for r in hit.rows if isinstance(r, CountryForm)}) == 1:
                spoken[hit.form.code] += 1 if hit.form.kind == "city" or _is_shared(hit.form) else 2
            elif hit.kind == "person" and hit.last - hit.first > 1:
                codes = {r.country for r in hit.rows if isinstance(r, Spell) and r.country}
                spoken.update({c: 2 for c in sorted(codes) if len(codes) == 1})
            elif hit.org is not None and hit.org.country is not None and len(hit.rows) == 1:
                spoken[hit.org.country] += 1
    return spoken


def _is_shared(form: CountryForm) -> bool:
    note = form.note or ""
    return form.kind == "seat" and note.startswith("ambiguous") and not any(word in note for word in _PLACES)


def _settle_org(found: Scanned, hit: Hit, spoken: Counter[str]) -> None:
    rows = [r for r in hit.rows if isinstance(r, Body | Group)]
    best = max(rows, key=lambda r: spoken[r.country or ""], default=None)
    if best is not None and best is not hit.rows[0] and spoken[best.country or ""] > spoken[rows[0].country or ""]:
        found.add(replace(hit, rows=(best, *(r for r in hit.rows if r is not best))))


def _settle_stranger(found: Scanned, hit: Hit, spoken: Counter[str]) -> None:
    """ "The Workers' Party" of a report on Brazil is not Korea's: a plain name that many states have.

    Only where the report never speaks of the state of the table's row and clearly speaks of another.
    """
    org = hit.org
    words = found.tree.words[hit.first : hit.last]
    if org is None or org.country is None or org.sector not in ("PTY", "GOV", "OPP") or len(words) < 2:
        return
    name = found.text(hit.first, hit.last)
    is_plain = words[-1].lower() in _PLAIN and fold(name) != fold(org.name) and name != name.upper()
    ranked = [(c, n) for c, n in spoken.most_common(3) if c != org.country]
    if not is_plain or spoken[org.country] > 1 or not ranked or ranked[0][1] < 2:
        return
    if len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]:
        return
    found.add(replace(hit, kind="body", rows=(Body(None, name, (), "PTY", ranked[0][0], "agency"),)))


def _settle_seat(found: Scanned, hit: Hit, spoken: Counter[str], own: int) -> None:
    """Give a seat the state of its owner, or that of the report where only its own, `own`, speak for the table's."""
    form = hit.form
    if form is None or not (form.sector in ("LEG", "JUD") or _is_shared(form)):
        return
    code = _owner(found, hit)
    if code is None and _is_shared(form) and spoken[form.code] <= own:
        ranked = [(c, n) for c, n in spoken.most_common(3) if c != form.code]
        is_clear = bool(ranked) and ranked[0][1] > 2 and (len(ranked) < 2 or ranked[0][1] >= 2 * ranked[1][1])
        code = ranked[0][0] if is_clear else None
    if code is None or code == form.code:
        return
    sector = "PTY" if (form.form.lower(), code) in _PARTIES else form.sector
    found.add(replace(hit, rows=(replace(form, code=code, sector=sector, note=None),)))


def _owner(found: Scanned, hit: Hit) -> str | None:
    """The state of "Guatemala's Congress", "the Peruvian Congress"."""
    words, at = found.tree.words, hit.first - 1
    owned = at > 0 and words[at] in ("'s", "’s", "'", "’")
    before = found.at.get(at - 1 if owned else at)
    form = before.form if before is not None else None
    if form is None or form.kind in ("seat", "city"):
        return None
    return form.code if owned or form.kind == "adjective" else None
