"""Bytes that are being read: of a file, or of a member of an archive, counted as they unfold.

Nothing is ever extracted to disk, and no name inside an archive is used as a path.
"""

from __future__ import annotations

import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import Any, BinaryIO, Protocol

from detente.reading.outcome import OutcomeKind

MAX_UNFOLDED = 20_000_000_000
"""Bytes that one file may unfold to, all layers together."""
MIN_UNFOLDED = 50_000_000
"""So much any file may unfold to, however small it is."""
MAX_RATIO = 100
"""Beyond `MIN_UNFOLDED`, how many times its own size a file may unfold to; news text packs 3 to 15 times."""
MAX_LAYERS = 4
"""Packing within packing: a .tar.gz has two layers."""
MAX_MEMBERS = 1_000_000
HEAD = 1 << 16
"""So many bytes tell what a stream holds."""

DAMAGED = (
    OSError,
    EOFError,
    ValueError,
    KeyError,
    IndexError,
    RuntimeError,  # zipfile: a password is needed; NotImplementedError: a method it does not know
    zlib.error,
    lzma.LZMAError,
    struct.error,
    zipfile.BadZipFile,
    tarfile.TarError,
)
"""What the standard library raises for damaged or unknown packing."""


class DamagedError(Exception):
    """Bytes cannot be unpacked or read; `kind` is the outcome that this is."""

    def __init__(self, reason: str, *, kind: OutcomeKind = "malformed") -> None:
        super().__init__(reason)
        self.kind: OutcomeKind = kind


class UnfoldError(Exception):
    """A file unfolds to more than it may: the rest of it is not read."""


class Budget:
    """How much one file may still unfold to; shared by all its layers."""

    def __init__(self, size: int | None) -> None:
        self._left = MAX_UNFOLDED if size is None else min(MAX_UNFOLDED, MIN_UNFOLDED + MAX_RATIO * size)

    def take(self, count: int) -> None:
        """Count bytes. Raises UnfoldError when they are too many."""
        self._left -= count
        if self._left < 0:
            raise UnfoldError


class _Readable(Protocol):
    def read(self, size: int = ..., /) -> bytes: ...


class _Counted(io.RawIOBase):
    """A stream whose bytes are counted; what came before damage is given out before DamagedError is raised."""

    def __init__(self, stream: _Readable, budget: Budget | None) -> None:
        self._stream, self._budget = stream, budget
        self._error: DamagedError | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        if self._error is not None:
            raise self._error
        view, at = memoryview(buffer), 0
        while at < len(view):
            try:
                piece = self._stream.read(len(view) - at)
            except DamagedError as error:
                self._error = error
            except DAMAGED as error:
                is_disk = isinstance(error, OSError) and error.errno is not None
                told = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
                kind: OutcomeKind = "unreadable" if is_disk else "malformed"
                self._error = DamagedError(told or type(error).__name__, kind=kind)
                self._error.__cause__ = error
            if self._error is not None:
                if at == 0:
                    raise self._error
                break
            if not piece:
                break
            view[at : at + len(piece)] = piece
            at += len(piece)
        if self._budget is not None:
            self._budget.take(at)
        return at


def buffered(stream: _Readable, budget: Budget | None) -> io.BufferedReader:
    """The stream with its bytes counted and its beginning to be peeked at."""
    return io.BufferedReader(_Counted(stream, budget), HEAD)


@dataclass(frozen=True, slots=True)
class Source:
    """A stream with its name. `label` names its content by suffix: the name without that of its packing."""

    name: str
    stream: io.BufferedReader
    label: str
    budget: Budget
    published: date | None = None
    layer: int = 0
    size: int | None = None
    """Its bytes, where they are known before it is read."""
    url: str | None = None
    charset: str | None = None
    """What a server said of it."""
    disk: BinaryIO | None = None
    """The file itself, for formats that are read from their end."""

    @property
    def head(self) -> bytes:
        """The first bytes, left in the stream. Raises DamagedError, UnfoldError."""
        return self.stream.peek(1)[:HEAD]

    @property
    def suffix(self) -> str:
        """ ".txt", in small letters; "" where there is none."""
        return PurePosixPath(self.label).suffix.lower()


def source_of(raw: bytes, name: str, url: str | None = None, charset: str | None = None) -> Source:
    """Bytes that are in memory, as fetched from `url`; `charset` is what the server said."""
    file = io.BytesIO(raw)
    stream, label = buffered(file, None), PurePosixPath(name).name
    return Source(name, stream, label, Budget(len(raw)), size=len(raw), url=url, charset=charset, disk=file)
