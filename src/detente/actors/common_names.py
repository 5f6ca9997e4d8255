"""Parties, houses and forces whose name many states have: "National Assembly", "Labour Party", "National Guard".

A table has such a name for one state. Where the report names other states and not that one, its own is meant, of which
no table knows; which state that is, is asked as of any body (surroundings). The same holds of a longer name of which a
table knows only a part: "National Democratic Coalition".
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from detente.actors.rows import Body, Group
from detente.actors.scan import Hit, Scanned
from detente.actors.sets import word_set
from detente.actors.tables import Knowledge
from detente.actors.things import is_title_case

_UNKNOWN = "unknown"
"""The kind of a body that the report names and no table knows."""
_QUALITIES = word_set(
    "national democratic republican conservative liberal labour labor communist socialist social christian popular "
    "progressive independent independence united people's peoples workers new islamic patriotic revolutionary central "
    "federal supreme high general civic green green's reform freedom"
)
_KINDS = word_set(
    "party parties alliance coalition front movement union congress league bloc assembly house senate parliament "
    "representatives council court guard army navy force forces air fleet police service bureau agency commission "
    "investigation intelligence liberation defence defense security justice unity secret state reserve"
)
_BETWEEN = frozenset({"of", "the", "for", "and", "-"})
_COMMON = _QUALITIES | _KINDS | _BETWEEN


def settle_common_names(scans: Sequence[Scanned], knowledge: Knowledge, people: Collection[str | None]) -> None:
    """Take such names from the states of the package's tables; `people` are the countries of the people known."""
    _cut_longer_names(scans)
    found = [(f, h) for f in scans for h in f.hits if h.org is not None and h.org.country is not None]
    common = [(f, h) for f, h in found if _is_common(f, h)]
    if not common:
        return
    named = {h.form.code for f in scans for h in f.hits if h.form is not None}
    orgs = [h.org for _, h in common if h.org is not None and h.org.country not in named.union(people)]
    strangers = [org for org in orgs if not knowledge.is_own(org)]
    if not named or not strangers:
        return
    for scanned, hit in found:
        if hit.org is not None and hit.org in strangers:  # with its initials: "National Liberation Army (ELN)"
            _rename(scanned, hit, hit.first, hit.org)


def is_unknown(org: Body | Group | None) -> bool:
    """Whether the body is one that only this report names."""
    return isinstance(org, Body) and org.kind == _UNKNOWN


def _is_common(found: Scanned, hit: Hit) -> bool:
    words = [w.lower() for w in found.tree.words[hit.first : hit.last]]
    return all(w in _COMMON or w in ("'s", "’s") for w in words)


def _cut_longer_names(scans: Sequence[Scanned]) -> None:
    for found in scans:
        tree = found.tree
        for hit in list(found.hits):
            i, org = hit.first - 1, hit.org
            before = found.at.get(i)
            is_free = before is None or before.kind == "role"  # "a Chadian national"
            if org is None or org.country is None or i < 0 or not is_free or not tree.words[i][:1].isupper():
                continue
            lower = tree.words[i].lower()
            is_part = lower in _QUALITIES and (i > 0 or lower != "new") and tree.tokens[i].upos in ("ADJ", "PROPN")
            if is_part and hit.last - hit.first > 1 and not is_title_case(tree):
                _rename(found, hit, i, org)


def _rename(found: Scanned, hit: Hit, first: int, org: Body | Group) -> None:
    """Let the words from `first` on name a body of the same sector of which nothing else is known."""
    name = found.text(first, hit.last)
    found.add(Hit("body", first, hit.last, (Body(None, name, (), org.sector, None, _UNKNOWN),)))
