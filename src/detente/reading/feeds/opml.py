"""Lists of feeds (OPML), as feed readers write them."""

from __future__ import annotations

import re
from typing import NamedTuple

from detente.errors import InputError
from detente.reading.decode import MAX_BYTES
from detente.reading.feeds.prolog import declares_entities, encoding_of, root_of, without_doctype

_MAX_FEEDS = 100_000


class ListedFeed(NamedTuple):
    """A feed of a list: its address and its title, if the list gives one."""

    url: str
    title: str | None


def list_feeds(raw: bytes, name: str) -> tuple[ListedFeed, ...]:
    """The feeds of an OPML file, each once, in its order; `name` is told where it is wrong. Raises InputError."""
    from lxml import etree

    root = root_of(raw[:65536])
    if root is None or root[1] != "opml" or len(raw) > MAX_BYTES:
        raise InputError("The file is no list of feeds (OPML).", name, "Export the list from your feed reader again.")
    text = raw.decode(encoding_of(raw), errors="replace").removeprefix("\ufeff")
    prolog, tag, rest = text.partition(f"<{root[0]}")
    if declares_entities(prolog) or "<!ENTITY" in rest:
        raise InputError("The list declares entities of its own.", name, "Take a list that your feed reader wrote.")
    prolog = re.sub(r"<\?xml.*?\?>", "", without_doctype(prolog), flags=re.DOTALL)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False, encoding="utf-8"
    )
    tree = etree.fromstring((prolog + tag + rest).strip().encode("utf-8", "replace"), parser)
    if tree is None:
        raise InputError("The list cannot be read.", name, "Export it from your feed reader again.")
    feeds: dict[str, ListedFeed] = {}
    for outline in tree.iter("outline", "{*}outline"):
        named = {str(k).lower(): v for k, v in outline.attrib.items()}
        url = named.get("xmlurl", "").strip()
        if url.lower().startswith(("http://", "https://")) and len(feeds) < _MAX_FEEDS:
            feeds.setdefault(url, ListedFeed(url, named.get("title") or named.get("text") or None))
    return tuple(feeds.values())
