"""Text to Document: the parts, and what the text itself tells of its day, outlet and address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from detente.reading.decode import line_ends
from detente.reading.lines import Unit, find_units
from detente.reading.parts import find_parts
from detente.reading.published import find_outlet, find_published, find_url
from detente.values import Document, Part


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a document besides its text, and how. None where it is not known."""

    title: str | None = None
    published: date | None = None
    published_how: str | None = None
    outlet: str | None = None
    outlet_how: str | None = None
    url: str | None = None
    file: str | None = None
    """The file's name, which may hold a day."""


def read_text(
    text: str,
    *,
    id: str,
    published: date | None = None,
    title: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
) -> Document:
    """Read plain text as people paste it into a document with its parts.

    The document's text is `text` with line ends made "\\n" and without a byte-order mark; with a `title` it is the
    title, a blank line, and the text. `published` and `outlet` that are not given are looked for in dateline,
    caption, "Published" lines and URL, and stay None where nothing gives them. An empty text has no parts.
    """
    facts = Facts(
        title=line_ends(title) if title else None,
        published=published,
        published_how="given" if published else None,
        outlet=outlet,
        outlet_how="given" if outlet else None,
        url=url,
    )
    return document_of(line_ends(text), id, facts)


def document_of(text: str, id: str, facts: Facts) -> Document:
    """A document of plain text exactly as it stands, below the facts' title if there is one."""
    title = facts.title if facts.title and facts.title.strip() else None
    if title is None:
        return assemble(text, find_units(text), id, facts)
    whole = f"{title}\n\n{text}"
    left = len(title) - len(title.lstrip())
    head = Unit(left, len(title.rstrip()), False, "headline")
    return assemble(whole, [head, *find_units(whole, len(title))], id, facts)


def assemble(text: str, units: Sequence[Unit], id: str, facts: Facts) -> Document:
    """The document of a text whose units are known, with day, outlet and address filled in from the text."""
    parts = tuple(find_parts(text, units))
    url = facts.url or find_url(text, parts)
    published, published_how = facts.published, facts.published_how
    if published is None and (found := find_published(text, parts, url, facts.file)) is not None:
        published, published_how = found
    outlet, outlet_how = facts.outlet, facts.outlet_how
    if outlet is None and (named := find_outlet(text, parts, url)) is not None:
        outlet, outlet_how = named
    return Document(
        id=id,
        text=text,
        parts=parts,
        title=facts.title or _title(text, parts),
        published=published,
        published_how=published_how,
        outlet=outlet,
        outlet_how=outlet_how,
        url=url,
    )


def _title(text: str, parts: Sequence[Part]) -> str | None:
    for part in parts:
        if part.kind == "headline":
            return " ".join(text[part.start : part.end].split()).lstrip("#* ") or None
    return None
