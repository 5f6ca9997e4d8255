"""What a stream holds: told by its content first, by its name second."""

from __future__ import annotations

import json
import re
import tarfile
from typing import Literal

from detente.reading.decode import decode
from detente.reading.feeds.prolog import root_of

Form = Literal[
    "gzip", "bzip2", "xz", "zip", "tar", "warc", "pdf", "rtf", "feed", "opml", "lines", "json", "rows", "text"
]

_SIGNATURES: tuple[tuple[bytes, Form], ...] = (
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"WARC/", "warc"),
    (b"filedesc://", "warc"),
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
)
_LINES = frozenset((".jsonl", ".ndjson"))
_COLUMNS = re.compile(r"(?:^|[,;\t])\s*\"?text\"?\s*(?:[,;\t]|$)", re.IGNORECASE)
PAGES = frozenset((".html", ".htm", ".xhtml", ".mhtml"))


def form_of(head: bytes, suffix: str) -> Form:
    """The form of a stream that begins with `head`; "text" where it is a page, a plain text or nothing known."""
    for signature, form in _SIGNATURES:
        if head.startswith(signature):
            return form
    if head[257:262] == b"ustar" or (suffix == ".tar" and _is_tar(head)):
        return "tar"
    if suffix in _LINES:
        return "lines"
    if suffix == ".json":
        return "json"
    if suffix not in PAGES and is_object(_first_line(head)):
        return "lines"
    if (root := root_of(head)) is not None:
        return "opml" if root[1] == "opml" else "feed"
    if suffix in (".csv", ".tsv") and _COLUMNS.search(decode(_first_line(head)).text):
        return "rows"
    return "text"


def is_object(line: bytes) -> bool:
    """Whether a line is an object of a JSON Lines file, or meant as one."""
    if not line.lstrip(b"\xef\xbb\xbf \t").startswith(b"{"):
        return False
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return line.rstrip().endswith(b"}") or b'"text"' in line


def _first_line(head: bytes) -> bytes:
    return head.lstrip(b"\r\n\t ").partition(b"\n")[0]


def _is_tar(head: bytes) -> bool:
    if len(head) >= 512 and not any(head[:512]):  # an empty archive is its end alone
        return True
    try:
        tarfile.TarInfo.frombuf(head[:512], "utf-8", "surrogateescape")
    except (tarfile.TarError, ValueError):
        return False
    return True
