"""Zip archives: each member as a stream, in the archive's order."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from collections.abc import Callable, Iterator
from typing import BinaryIO, cast

from detente.reading.archives.names import Names, is_hidden
from detente.reading.outcome import Detail, Outcome, refused
from detente.reading.source import DAMAGED, DamagedError, Source, buffered

MAX_DIRECTORY = 20_000_000
"""Bytes of the list of members, some 200,000 of them; it is held in memory."""
MAX_NESTED = 100_000_000
"""A zip archive inside another archive, or on standard input, is held in memory: it is read from its end."""
_END = b"PK\x05\x06"
_UNPACK = "Unpack it and give the folder."


def open_zip(source: Source) -> zipfile.ZipFile:
    """The archive. Raises DamagedError for one that cannot be opened, with a reason for people."""
    disk: BinaryIO
    if source.disk is not None:
        disk = source.disk
    else:
        raw = source.stream.read(MAX_NESTED + 1)
        if len(raw) > MAX_NESTED:
            reason = f"it has more than {MAX_NESTED / 1e6:.0f} MB and is no file of its own"
            raise DamagedError(reason, kind="too_large")
        disk = io.BytesIO(raw)
    try:
        if _directory_size(disk) > MAX_DIRECTORY:
            raise DamagedError("its list of members is too long", kind="too_large")
        return zipfile.ZipFile(disk)
    except DAMAGED as error:
        raise DamagedError(str(error) or type(error).__name__, kind="binary") from error


def _directory_size(disk: BinaryIO) -> int:
    """Bytes of the list of members as the archive's end tells, before that list is read."""
    size = disk.seek(0, io.SEEK_END)
    disk.seek(max(0, size - 66_000))
    tail = disk.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + 16:
        return 0
    told = cast(int, struct.unpack_from("<L", tail, at + 12)[0])
    return min(size, told)  # a zip64 archive tells 0xFFFFFFFF here: its size is the bound


def iter_zip(
    archive: zipfile.ZipFile, source: Source, read_member: Callable[[Source], Iterator[Outcome]]
) -> Iterator[Outcome]:
    """The outcomes of every member; hidden ones and folders are passed over."""
    names = Names(source.name)
    found = False
    for info in archive.infolist():
        if info.is_dir() or is_hidden(info.filename):
            continue
        found = True
        name = names.name(info.filename)
        if (outcome := _refuse(name, info)) is not None:
            yield outcome
            continue
        try:
            member = archive.open(info)
        except DAMAGED as error:
            yield refused(name, "malformed", f"The member cannot be opened: {error}.", _UNPACK)
            continue
        with member:
            stream = buffered(member, source.budget)
            yield from read_member(
                Source(name, stream, info.filename, source.budget, source.published, source.layer + 1, info.file_size)
            )
    if not found:
        yield refused(source.name, "empty", "The archive holds no files.", "Give one with reports in it.")


def _refuse(name: str, info: zipfile.ZipInfo) -> Outcome | None:
    mode = info.external_attr >> 16
    if info.flag_bits & 0x1:
        return refused(name, "unsupported", "The member is locked by a password.", _UNPACK, Detail(size=info.file_size))
    if mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        reason = "The member is a link or a device, not a file; it is not followed."
        return refused(name, "unsupported", reason, "Leave it out, or give the file it leads to.")
    return None
