"""Files and folders that appear under their name only when they are complete and on the disk.

Invariant: whoever looks at any moment, also after a kill, sees the old one or the new one. A killed run leaves a hidden
file or folder beside, `.NAME.….part`, which may be deleted.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from detente.errors import InputError

_MODE = 0o644
_FOLDER_MODE = 0o755
_LONGEST = 80
"""Letters of the name that its hidden twin repeats: names may be 255 bytes long and no longer."""
_HERE, _EXCHANGE = -100, 2
"""AT_FDCWD and RENAME_EXCHANGE of Linux."""


@contextmanager
def file_aside(target: Path) -> Iterator[Path]:
    """A path to write to, whose file becomes `target` at the end; where the block raises, `target` stays as it was.

    Raises InputError where the folder cannot be written to or the disk is full.
    """
    with _telling(target):
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=_hidden(target), suffix=".part")
        os.close(handle)
    part = Path(name)
    try:
        with _telling(target):
            yield part
            sync(part)
            part.chmod(_MODE)
            part.replace(target)
            sync(target.parent)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


@contextmanager
def folder_aside(target: Path) -> Iterator[Path]:
    """The same for a folder. One that is there is exchanged for the new one and then deleted."""
    with _telling(target):
        part = Path(tempfile.mkdtemp(dir=target.parent, prefix=_hidden(target), suffix=".part"))
    try:
        with _telling(target):
            yield part
            for path in sorted(part.rglob("*"), reverse=True):
                path.chmod(_FOLDER_MODE if path.is_dir() else _MODE)
                sync(path)
            part.chmod(_FOLDER_MODE)
            sync(part)
            _put(part, target)
            sync(target.parent)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def sync(path: Path) -> None:
    """Have what is written of a file, or a folder's list of names, on the disk."""
    if path.is_dir() and os.name == "nt":
        return  # Windows has no handle of a folder to sync
    handle = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _put(part: Path, target: Path) -> None:
    if not target.exists():
        part.rename(target)
    elif not _exchange(part, target):
        # no exchange in one step here: for a moment nothing has the name, and the old one stands beside
        old = part.with_name(part.name + ".old")
        target.rename(old)
        part.rename(target)
        shutil.rmtree(old, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two names in one step; False where the system cannot."""
    if not sys.platform.startswith("linux"):
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    return rename is not None and rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0


def _hidden(target: Path) -> str:
    name = target.name
    while len(os.fsencode(name)) > _LONGEST:
        name = name[:-1]
    return f".{name}."


@contextmanager
def _telling(target: Path) -> Iterator[None]:
    """Turn what the system says against writing into an InputError that names the file."""
    try:
        yield
    except OSError as error:
        said = error.strerror or str(error)
        raise InputError(
            f"It cannot be written: {said}.",
            f"file: {target}",
            "Free space or name another place; nothing was changed.",
        ) from error
