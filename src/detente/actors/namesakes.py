"""Towns that bear the name of a more famous one: the land that the text puts after the name tells which it is.

"Paris, Texas", "London, Ontario", "Naples, Florida" are of America; once said, the lone name means the same town.
"""

from __future__ import annotations

from detente.actors.folding import fold
from detente.actors.rows import CountryForm
from detente.actors.scan import Hit, Scanned


def settle_namesakes(scans: list[Scanned]) -> None:
    """Give towns that a region of another country follows that country."""
    told: dict[str, CountryForm] = {}
    for found in scans:
        for hit in list(found.hits):
            form = _land_after(found, hit)
            if form is not None and hit.form is not None:
                told[fold(found.text(hit.first, hit.last))] = CountryForm(hit.form.form, "city", form.code)
    if not told:
        return
    for found in scans:
        for hit in list(found.hits):
            own = told.get(fold(found.text(hit.first, hit.last))) if hit.kind == "country" else None
            if own is not None:
                found.add(Hit("country", hit.first, hit.last, (own,)))


def _land_after(found: Scanned, hit: Hit) -> CountryForm | None:
    """The region, of another country, that follows a town's name after a comma, but not in a list of places."""
    words = found.tree.words
    if hit.form is None or hit.form.kind not in ("capital", "city", "region") or hit.last + 1 >= len(words):
        return None
    land = found.at.get(hit.last + 1) if words[hit.last] == "," else None
    form = land.form if land is not None else None
    if land is None or form is None or form.kind != "region" or form.code == hit.form.code:
        return None
    after = words[land.last] if land.last < len(words) else "."
    return None if after.lower() in ("and", "or", "'s", "’s") else form
