"""What tells, without reading it, whether a file is still the one that was read."""

from __future__ import annotations

import hashlib
import os
import stat
import time
from datetime import date
from pathlib import Path
from typing import NamedTuple

from detente import __version__

_SETTLED_NS = 2_000_000_000
"""A file changed less than this before it is read may change again within the same tick of the file system's clock."""


class Stamp(NamedTuple):
    """A file as it was when it was read, times in nanoseconds. Equal stamps: same name, place, bytes and reading."""

    name: str
    place: str
    """SHA-256 of the whole path, which others need not know."""
    size: int
    modified_at: int
    changed_at: int
    """By the file system itself: programs can put `modified_at` back, but not this."""
    read_by: str
    """The program's version, and the day of publication where it was given."""


def stamp_of(path: Path, found: os.stat_result, published: date | None) -> Stamp | None:
    """The stamp of a plain file; None for anything else, which has no content of its own."""
    if not stat.S_ISREG(found.st_mode):
        return None
    place = hashlib.sha256(os.fsencode(os.path.abspath(path))).hexdigest()
    read_by = f"{__version__} {published}" if published else __version__
    name = path.as_posix().encode("utf-8", "backslashreplace").decode("utf-8")  # names of files may be any bytes
    return Stamp(name, place, found.st_size, found.st_mtime_ns, found.st_ctime_ns, read_by)


def is_settled(stamp: Stamp) -> bool:
    """Whether the file is old enough that any later change shows in its times."""
    return max(stamp.modified_at, stamp.changed_at) < time.time_ns() - _SETTLED_NS
