"""gzip, bzip2 and xz: one stream in, one stream out, whatever the packing asks for kept within limits."""

from __future__ import annotations

import bz2
import io
import lzma
import zlib
from collections.abc import Callable
from typing import Literal, Protocol

from detente.reading.source import DamagedError

Squeezed = Literal["gzip", "bzip2", "xz"]
_XZ_MEMORY = 256_000_000
"""An xz file names the memory it needs; the strongest usual setting needs 65 MB."""
_CHUNK = 1 << 16
SUFFIXES = {".gz": "", ".bz2": "", ".xz": "", ".tgz": ".tar", ".tbz2": ".tar", ".txz": ".tar", ".gzip": ""}


class _Unpacker(Protocol):
    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int = ...) -> bytes: ...


class Unpacked(Protocol):
    """What comes out."""

    def read(self, size: int = ..., /) -> bytes: ...


def unpack(kind: Squeezed, stream: io.BufferedReader) -> Unpacked:
    """The bytes that a stream unfolds to, read by and by; reading it raises what the packing's module raises."""
    if kind == "gzip":
        return _Chained(stream, _Gunzip)
    if kind == "bzip2":
        return _Chained(stream, bz2.BZ2Decompressor)
    return _Chained(stream, lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_XZ_MEMORY))


class _Gunzip:
    """One gzip stream, with the methods of the other two."""

    def __init__(self) -> None:
        self._unpacker = zlib.decompressobj(wbits=31)

    @property
    def eof(self) -> bool:
        return self._unpacker.eof

    @property
    def needs_input(self) -> bool:
        return not self._unpacker.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        return self._unpacker.unused_data

    def decompress(self, data: bytes, max_length: int = 0) -> bytes:
        return self._unpacker.decompress(self._unpacker.unconsumed_tail + data, max_length)


class _Chained:
    """One packed stream after the other, as the tools write them when files are joined."""

    def __init__(self, stream: io.BufferedReader, make: Callable[[], _Unpacker]) -> None:
        self._stream, self._make = stream, make
        self._unpacker = make()
        self._rest = b""

    def read(self, size: int = _CHUNK, /) -> bytes:
        while True:
            if self._unpacker.eof:
                self._rest = (self._unpacker.unused_data or self._stream.read1(_CHUNK)).lstrip(b"\x00")
                if not self._rest:
                    return b""
                self._unpacker = self._make()
            elif self._unpacker.needs_input and not self._rest:
                self._rest = self._stream.read1(_CHUNK)
                if not self._rest:
                    raise DamagedError("it ends too early")
            data, self._rest = self._rest, b""
            if piece := self._unpacker.decompress(data, size):
                return piece


def label_of(label: str) -> str:
    """The name of what is inside: "a.jsonl.gz" holds "a.jsonl", "a.tgz" holds "a.tar"."""
    for suffix, inner in SUFFIXES.items():
        if label.lower().endswith(suffix):
            return label[: -len(suffix)] + inner
    return label
