"""The log's index (`-shm`), which the processes that have the record open share: how far its transactions go.

A transaction is told of only when its last frame stands in the index. The index is written to memory, not to the disk:
it outlives a killed process, but after a power cut it may be of any age, and a copy may lack it.
Layout: https://www.sqlite.org/walformat.html#the_wal_index_file_format
"""

from __future__ import annotations

import os
import struct
from pathlib import Path
from typing import NamedTuple

_HEADER = struct.Struct("=3I2BH4I8s2I")
_VERSION = 3007000
_MASK = 0xFFFFFFFF
_kept: dict[tuple[int, int], int] = {}
"""Descriptors of indexes, by device and inode: POSIX drops all locks of a process on a file when it closes any
descriptor of it, also those of a connection that this process has open. So none is closed."""


class Index(NamedTuple):
    """What the index says of the log."""

    salt: tuple[int, int]
    last_commit: int
    """The last frame of the last transaction that was told of."""
    is_rebuilt: bool
    """Nothing was stored since it was made out of the log itself, so it knows no more than the log does."""


def index_of(path: Path) -> Path:
    """The index's file beside the record's."""
    return path.with_name(path.name + "-shm")


def read_index(path: Path) -> Index | None:
    """The index of the record in this file; None where there is none, or one that SQLite would not trust."""
    raw = _head(index_of(path))
    if len(raw) < 2 * _HEADER.size or raw[: _HEADER.size] != raw[_HEADER.size :]:
        return None
    version, _, changes, is_made, _, _, last, _, _, _, salt, *sums = _HEADER.unpack(raw[: _HEADER.size])
    if version != _VERSION or not is_made or _sums(raw[: _HEADER.size - 8]) != sums:
        return None
    salt_1, salt_2 = struct.unpack(">2I", salt)  # copied as they stand in the log
    return Index((salt_1, salt_2), last, changes == 0)


def _sums(raw: bytes) -> list[int]:
    one = two = 0
    for a, b in struct.iter_unpack("=2I", raw):
        one = (one + a + two) & _MASK
        two = (two + b + one) & _MASK
    return [one, two]


def _head(path: Path) -> bytes:
    size = 2 * _HEADER.size  # not more: the bytes behind are locked, and on Windows must not be read
    if os.name != "posix":
        try:
            with path.open("rb", buffering=0) as file:
                return file.read(size)
        except OSError:
            return b""
    try:
        found = path.stat()
        if (found.st_dev, found.st_ino) not in _kept:
            _kept[found.st_dev, found.st_ino] = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        return os.pread(_kept[found.st_dev, found.st_ino], size, 0)
    except OSError:
        return b""  # there is none, or it may not be read: nothing is known
