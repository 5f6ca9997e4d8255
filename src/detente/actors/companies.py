"""Organisations named again by the first word of their name, where that word is a surname or a country too.

"Ford Motor Company … Ford said"; not where the report names a person so in full, or gives the lone word a title.
"""

from __future__ import annotations

from detente.actors.folding import fold
from detente.actors.orgs import sector_of_name
from detente.actors.parts_of_names import is_honorific
from detente.actors.rows import Body, Row
from detente.actors.scan import Hit, Scanned


def settle_companies(scans: list[Scanned]) -> None:
    """Take the lone first word of a company named in full for that company."""
    known: dict[str, Row] = {}
    people: set[str] = set()
    for found in scans:
        words = found.tree.words
        for hit in found.hits:
            if hit.kind == "person" and hit.last - hit.first > 1:
                people.add(fold(words[hit.last - 1]))
            elif (
                hit.kind == "body"
                and hit.last - hit.first > 1
                and isinstance(hit.org, Body)
                and hit.org.sector == "BUS"
            ):
                known.setdefault(fold(words[hit.first]), hit.org)
        for name in found.tree.sentence.names:
            last = name.end
            while last < len(words) and words[last][:1].isupper() and sector_of_name([words[last]]) == "BUS":
                last += 1  # "Ford Motor" of "Ford Motor Company"
            parts = words[name.start : last]
            if name.kind == "ORG" and len(parts) > 1 and sector_of_name(parts) == "BUS" and name.start not in found.at:
                known.setdefault(fold(parts[0]), Body(None, " ".join(parts), (), "BUS", None, "company"))
    for found in scans:
        for token in found.tree.tokens:
            i, form = token.index, fold(token.text)
            if form in people or form not in known or token.upos != "PROPN" or not token.text[:1].isupper():
                continue
            at = found.at.get(i)
            if (at is not None and at.kind != "person") or (at is not None and at.last - at.first > 1):
                continue
            if not _is_titled(found, i) and not _is_longer(found, i):
                found.add(Hit("body", i, i + 1, (known[form],)))


def _is_titled(found: Scanned, i: int) -> bool:
    before = found.at.get(i - 1)
    return i > 0 and (is_honorific(found.tree.words[i - 1]) or (before is not None and before.kind == "role"))


def _is_longer(found: Scanned, i: int) -> bool:
    """Whether the word goes on as a longer name: "Ford Motor", "Gerald Ford"."""
    tokens = found.tree.tokens
    after = i + 1 < len(tokens) and tokens[i + 1].upos == "PROPN" and tokens[i + 1].text[:1].isupper()
    before = i > 0 and tokens[i - 1].upos == "PROPN" and tokens[i - 1].text[:1].isupper() and i - 1 not in found.at
    return after or before
