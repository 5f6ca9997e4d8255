"""Bytes to text: one decision, with the encoding and the share of characters that were lost."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

MAX_BYTES = 20_000_000
"""Larger inputs are not read: a report is some kilobytes, a page with everything some hundred."""

_MARKS = (  # the four-byte marks first: the UTF-16 mark is the beginning of the UTF-32 one
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (
    (b"\x1f\x8b", "compressed data (gzip)"),
    (b"BZh", "compressed data (bzip2)"),
    (b"\xfd7zXZ\x00", "compressed data (xz)"),
    (b"\x28\xb5\x2f\xfd", "compressed data (zstandard)"),
    (b"PK\x03\x04", "a zip archive or an office file"),
    (b"%PDF-", "a PDF file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\xd0\xcf\x11\xe0", "an old office file"),
    (b"SQLite format 3", "a SQLite database"),
    (b"PAR1", "a Parquet file"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.\-]{2,40})", re.IGNORECASE)
_MULTIBYTE = re.compile(rb"[\xc3-\xf4][\x80-\xbf]")
_MAX_REPLACED = 0.01
_MAX_FOREIGN = 0.30


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with its origin. `trouble` is "binary" or "bad_encoding" and then `text` is not to be used."""

    text: str
    encoding: str | None
    replaced: float
    trouble: str | None = None
    what: str = ""


def decode(raw: bytes, *, keep_line_ends: bool = False, charset: str | None = None) -> Decoded:
    """Decode a file: marks first, then UTF-8, then what a server (`charset`) or a page declares, then windows-1252.

    Line ends become "\\n" and a byte-order mark goes; nothing else changes. Bytes that are no text come back with
    `trouble` "binary"; text whose encoding cannot be told with "bad_encoding".
    """
    for signature, what in _SIGNATURES:
        if raw.startswith(signature):
            return Decoded("", None, 0.0, "binary", f"The file holds {what}, not text.")
    encoding = next((name for mark, name in _MARKS if raw.startswith(mark)), None)
    if encoding is None and b"\x00" in raw:
        return _with_nul(raw)
    text, encoding = _text(raw, encoding, charset)
    replaced = text.count("�") / max(1, len(text))
    if len(_CONTROL.findall(text)) > 0.005 * len(text) or "\x00" in text:
        return Decoded("", encoding, replaced, "binary", "The file holds control characters of a binary format.")
    if replaced > _MAX_REPLACED:
        return Decoded("", encoding, replaced, "bad_encoding", f"{replaced:.0%} of the characters cannot be decoded.")
    if encoding == "windows-1252" and sum(c > "\x7f" for c in text) > _MAX_FOREIGN * len(text):
        what = "The file is neither UTF-8 nor Western European text; its encoding is unknown."
        return Decoded("", None, replaced, "bad_encoding", what)
    if not keep_line_ends:
        text = line_ends(text)
    return Decoded(text, encoding, replaced)


def line_ends(text: str) -> str:
    """The text with "\\r\\n" and "\\r" made "\\n" and without a leading byte-order mark."""
    text = text.removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _with_nul(raw: bytes) -> Decoded:
    """UTF-16 without its mark is full of NULs in every other place; anything else with a NUL is binary."""
    sample = raw[:4000]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) > 0.8 * (len(sample) // 2) and min(even, odd) == 0:
        what = "The file looks like UTF-16 without its byte-order mark."
        return Decoded("", None, 0.0, "bad_encoding", what)
    return Decoded("", None, 0.0, "binary", "The file holds NUL bytes, so it is not text.")


def _text(raw: bytes, marked: str | None, charset: str | None) -> tuple[str, str]:
    if marked is not None:
        return raw.decode(marked, errors="replace"), marked.removesuffix("-sig")
    try:
        return raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    declared = _codec(charset) or _declared(raw)
    if declared is not None:
        return raw.decode(declared, errors="replace"), declared
    # A few broken bytes in a UTF-8 file are better lost than the whole file read as windows-1252.
    loose = raw.decode("utf-8", errors="replace")
    if len(_MULTIBYTE.findall(raw)) > 2 * loose.count("�"):
        return loose, "utf-8"
    return raw.decode("windows-1252", errors="replace"), "windows-1252"


def _declared(raw: bytes) -> str | None:
    """The character set a page declares, where it is one of text and not the UTF-8 that just failed."""
    found = _CHARSET.search(raw[:4000])
    return _codec(found[1].decode("ascii")) if found else None


def _codec(name: str | None) -> str | None:
    try:
        codec = codecs.lookup(name) if name else None
    except (LookupError, ValueError):
        return None
    if codec is None:
        return None
    is_text = getattr(codec, "_is_text_encoding", True)
    if not is_text or codec.name.startswith(("utf", "unicode", "raw", "idna", "punycode")):
        return None
    return {"iso8859-1": "windows-1252", "ascii": "windows-1252"}.get(codec.name, codec.name)
