"""What stands before the first element of an XML file: its encoding and its document type, which is never followed."""

from __future__ import annotations

import codecs
import re

_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,40})[\"']")
_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]{0,2000}>", re.IGNORECASE)
_ROOT = re.compile(
    r"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>\s*)*"
    r"<(?P<tag>(?:[\w.-]+:)?(?P<name>rss|feed|RDF|opml))(?=[\s>/])",
    re.DOTALL,
)
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def encoding_of(head: bytes, charset: str | None = None) -> str:
    """The encoding of an XML file: its mark, what it declares, what a server said, else UTF-8."""
    for mark, marked in _MARKS:
        if head.startswith(mark):
            return marked
    found = _DECLARED.search(head[:400])
    for name in (found[1].decode("ascii") if found else None, charset):
        try:
            codec = codecs.lookup(name) if name else None
        except LookupError:
            continue
        if codec is not None and codec.name not in ("utf-16", "utf-32") and getattr(codec, "_is_text_encoding", True):
            return {"iso8859-1": "windows-1252", "ascii": "windows-1252"}.get(codec.name, codec.name)
    return "utf-8"


def root_of(head: bytes) -> tuple[str, str] | None:
    """The root element of a feed or a list of feeds: its tag as written and its name; None for anything else."""
    text = head.decode(encoding_of(head), errors="replace").removeprefix("\ufeff")
    found = _ROOT.match(text)
    return (found["tag"], found["name"]) if found else None


def declares_entities(prolog: str) -> bool:
    """Whether it declares entities or another document type of its own, which can grow without end."""
    return "<!ENTITY" in prolog or "<!DOCTYPE" in without_doctype(prolog).upper()


def without_doctype(prolog: str) -> str:
    """The prolog without a document type that only names one, as old feeds do; nothing is fetched for it."""
    return _DOCTYPE.sub("", prolog)
