"""A body as it is sent to its bytes, unpacked with limits: what is counted is what comes out."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from detente.fetching.options import FetchOptions
from detente.fetching.outcome import FetchError

CODINGS = "gzip, deflate"
"""What servers are told that we unpack. Brotli is not asked for: a server that has it has gzip as well."""
_PIECE = 1 << 16
_FREE = 1_000_000
"""So much may come out of however little."""
_GZIP = b"\x1f\x8b"
_TODO = "Save the page in a file with a browser, and give its name."


def read_body(pieces: Iterable[bytes], coding: str, options: FetchOptions) -> tuple[bytes, int]:
    """The unpacked bytes, and how many were sent. Raises FetchError where they are too many or damaged."""
    sent = 0

    def counted() -> Iterator[bytes]:
        nonlocal sent
        for piece in pieces:
            sent += len(piece)
            yield piece

    body = bytearray()
    for piece in _unpack(counted(), coding):
        body += piece
        if len(body) > options.max_bytes:
            raise too_large(options)
        if len(body) > _FREE and len(body) > options.max_ratio * sent:
            reason = f"It unpacks to more than {options.max_ratio} times its size."
            raise FetchError("too_large", reason, "If you trust it, save it in a file and give its name.")
    return bytes(body), sent


def too_large(options: FetchOptions) -> FetchError:
    """The trouble of a body with too many bytes."""
    reason = f"It has more than {options.max_bytes / 1e6:.0f} MB."
    return FetchError("too_large", reason, "If you trust it, save it in a file and give its name.")


def _unpack(pieces: Iterator[bytes], coding: str) -> Iterator[bytes]:
    coding = coding.strip().lower()
    if coding in ("", "identity"):
        yield from pieces
        return
    if coding not in ("gzip", "x-gzip", "deflate"):
        reason = f'The server packs its answer in a way that was not asked for: "{coding[:40]}".'
        raise FetchError("unsupported", reason, _TODO)
    try:
        yield from _inflate(pieces)
    except zlib.error as error:
        raise FetchError("damaged", "The packed answer is damaged.", _TODO, temporary=True) from error


def _inflate(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """gzip, also of several members, zlib, and the bare deflate that some servers send under its name."""
    opening = b""
    for piece in pieces:
        opening += piece
        if len(opening) >= 2:
            break
    if not opening:
        return
    is_wrapped = opening[:2] == _GZIP or (opening[0] & 15 == 8 and int.from_bytes(opening[:2], "big") % 31 == 0)
    bits = 47 if is_wrapped else -15
    inflater = zlib.decompressobj(bits)
    raw = opening
    while True:
        while raw:
            if inflater.eof:
                raw += next(pieces, b"") if len(raw) < 2 else b""
                if not raw.startswith(_GZIP):
                    return  # bytes after the end, which browsers ignore too
                inflater = zlib.decompressobj(bits)
            yield inflater.decompress(raw, _PIECE)
            raw = inflater.unused_data if inflater.eof else inflater.unconsumed_tail
        raw = next(pieces, b"")
        if not raw:
            break
    yield inflater.flush()
    if not inflater.eof:
        raise FetchError("damaged", "The packed answer ends in the middle.", _TODO, temporary=True)
