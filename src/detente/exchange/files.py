"""Files at the border: text lines out of plain, gzip and zip files; writing that leaves the old file or the new."""

from __future__ import annotations

import gzip
import io
import os
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from detente.errors import InputError

_UMASK = 0o022


def iter_lines(path: Path) -> Iterator[str]:
    """The lines of a text file without their ends; of a .gz unpacked; of a .zip, its one .tab, .tsv, .csv or .txt.

    Bytes that are not UTF-8 are read as Windows-1252, line by line. Raises InputError where it cannot be read.
    """
    try:
        with _open(path) as stream:
            for line in stream:
                yield _text(line)
    except FileNotFoundError as error:
        raise InputError("There is no such file.", f"file: {path}", "Check the path.") from error
    except (OSError, EOFError, zipfile.BadZipFile) as error:
        raise InputError(f"The file cannot be read to its end: {error}.", f"file: {path}", "Fetch it again.") from error


@contextmanager
def _open(path: Path) -> Iterator[IO[bytes]]:
    if path.suffix == ".gz":
        with gzip.open(path, "rb") as stream:
            yield io.BufferedReader(stream)
    elif path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            names = [n for n in archive.namelist() if n.lower().endswith((".tab", ".tsv", ".csv", ".txt"))]
            if len(names) != 1:
                raise InputError(
                    f"The archive holds {len(names)} tables, not one.", f"file: {path}", "Unpack it and name the file."
                )
            with archive.open(names[0]) as stream:
                yield stream
    else:
        with path.open("rb") as stream:
            yield stream


def _text(line: bytes) -> str:
    line = line.rstrip(b"\r\n")
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace")


@contextmanager
def writing(path: Path) -> Iterator[IO[str]]:
    """A text stream whose file appears under its name only when all is written and on the disk.

    Raises InputError where the folder cannot be written to.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    except OSError as error:
        raise InputError(f"The file cannot be written: {error.strerror}.", f"file: {path}", "Name another.") from error
    part = Path(name)
    try:
        with open(handle, "w", encoding="utf-8", newline="") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        part.chmod(0o666 & ~_UMASK)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
