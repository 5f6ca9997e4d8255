"""Tar archives, read once from front to back; links, devices and names that lead elsewhere are never followed."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Callable, Iterator
from typing import Any

from detente.reading.archives.names import Names, is_hidden
from detente.reading.outcome import Outcome, refused
from detente.reading.source import DAMAGED, MAX_MEMBERS, DamagedError, Source, buffered

_MAX_READ = 30_000_000
"""No header of an honest archive is larger."""
_CHUNK = 1 << 16


class _Forward(io.RawIOBase):
    """A stream that can be asked where it is and moved forward, and back by the few bytes that tarfile needs."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream = stream
        self._at = 0
        self._last = b""
        self._again = b""

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at - len(self._again)

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        back = self._at - offset
        if whence != io.SEEK_SET or back > len(self._last):
            raise DamagedError("its members are out of order")
        self._again = self._last[len(self._last) - back :] if back > 0 else b""
        while self._at < offset:
            if not self._take(min(_CHUNK, offset - self._at)):
                break
        return offset

    def read(self, size: int | None = -1, /) -> bytes:
        if size is None or size < 0 or size > _MAX_READ:
            raise DamagedError("it asks for more memory than any honest archive", kind="too_complex")
        piece, self._again = self._again[:size], self._again[size:]
        return piece + self._take(size - len(piece)) if len(piece) < size else piece

    def _next(self, size: int, *, is_first: bool) -> bytes:
        """Some bytes; damage is told when none came before it, so that these are not lost."""
        try:
            return self._stream.read1(size)
        except DamagedError:
            if is_first:
                raise
            return b""

    def since(self, offset: int) -> bytes:
        """The last bytes read, from `offset` on."""
        return self._last[-(self._at - offset) :] if self._at > offset else b""

    def _take(self, size: int) -> bytes:
        piece = b""
        while len(piece) < size and (part := self._next(size - len(piece), is_first=not piece)):
            piece += part
        self._at += len(piece)
        if piece:
            self._last = (self._last + piece)[-1024:] if len(piece) < 1024 else piece[-1024:]
        return piece


class _Member:
    """The bytes of one member; tarfile itself gives out a torn member as if it were whole."""

    def __init__(self, forward: _Forward, start: int, size: int) -> None:
        self._forward, self._left = forward, size
        forward.seek(start)

    def read(self, size: int = -1, /) -> bytes:
        wanted = self._left if size < 0 else min(size, self._left)
        piece = self._forward.read(wanted) if wanted else b""
        if wanted and not piece:
            raise DamagedError("the archive ends inside of this member")
        self._left -= len(piece)
        return piece


def iter_tar(source: Source, read_member: Callable[[Source], Iterator[Outcome]]) -> Iterator[Outcome]:
    """The outcomes of every member in the archive's order; hidden ones and folders are passed over."""
    forward = _Forward(source.stream)
    try:
        archive = tarfile.TarFile(fileobj=forward, mode="r", errors="surrogateescape")
    except DAMAGED as error:
        raise DamagedError(str(error) or type(error).__name__) from error
    kept: Any = archive
    names = Names(source.name)
    found = False
    for number in range(MAX_MEMBERS + 1):
        try:
            info = archive.next()
        except DAMAGED as error:
            raise DamagedError(f"after {number} members: {error}") from error
        if info is None:
            end = forward.since(archive.offset)
            if not end or any(end):  # tarfile takes a damaged header, and a torn archive, for the archive's end
                raise DamagedError(f"after {number} members neither another nor the end follows; it may be cut short")
            break
        kept.members = []  # it keeps all of them otherwise
        if info.isdir() or is_hidden(info.name):
            continue
        found = True
        name = names.name(info.name)
        if not info.isreg() or info.issparse():
            reason = "The member is a link, a device or a file with holes; it is not followed."
            yield refused(name, "unsupported", reason, "Leave it out, or give the file it leads to.")
            continue
        if number == MAX_MEMBERS:
            raise DamagedError(f"it has more than {MAX_MEMBERS:,} members", kind="too_large")
        member = _Member(forward, info.offset_data, info.size)
        stream = buffered(member, None)  # counted already where the packing around it was unfolded
        yield from read_member(
            Source(name, stream, info.name, source.budget, source.published, source.layer + 1, info.size)
        )
    if not found:
        yield refused(source.name, "empty", "The archive holds no files.", "Give one with reports in it.")
