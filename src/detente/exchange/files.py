"""Files at the border: text lines out of plain, gzip and zip files; writing that leaves the old file or the new."""

from __future__ import annotations

import codecs
import gzip
import os
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Protocol, cast

from detente.errors import InputError

_UMASK = 0o022
_LONGEST = 1 << 20
"""Bytes of a line that are read: the rest of a longer one is left out, so that no file can fill the memory."""
_BLOCK = 1 << 18
_TABLES = (".tab", ".tsv", ".csv", ".txt", ".jsonl", ".json")
_UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


class _Stream(Protocol):
    """Bytes that come as they are unpacked: of a file that is cut, all that stands before the cut."""

    def read1(self, size: int, /) -> bytes: ...


def iter_lines(path: Path) -> Iterator[str]:
    """The lines of a text file without their ends; of a .gz unpacked; of a .zip, its one table.

    Bytes that are not UTF-8 are read as Windows-1252, line by line. Raises InputError where it cannot be read.
    """
    for number, (_, lines) in enumerate(iter_tables(path)):
        if number:
            raise InputError("The archive holds several tables.", f"file: {path}", "Unpack it and name the file.")
        yield from lines


def iter_tables(path: Path) -> Iterator[tuple[str, Iterator[str]]]:
    """The tables of a file, each with its name and its lines: one, but of a .zip as many as it holds, by name.

    A byte order mark is left out. Lines longer than 1 MiB are cut. Raises InputError where it cannot be read.
    """
    try:
        if path.suffix.lower() == ".zip":
            yield from _zipped(path)
        else:
            opened = gzip.open if path.suffix.lower() == ".gz" else open
            with opened(path, "rb") as stream:
                yield str(path), _lines(path, stream)
    except FileNotFoundError as error:
        raise InputError("There is no such file.", f"file: {path}", "Check the path.") from error
    except (OSError, EOFError, zipfile.BadZipFile, zlib.error) as error:
        raise _cut(path, error) from error


def _zipped(path: Path) -> Iterator[tuple[str, Iterator[str]]]:
    with zipfile.ZipFile(path) as archive:
        names = sorted(n for n in archive.namelist() if n.lower().endswith(_TABLES) and "__MACOSX" not in n)
        if not names:
            raise InputError("The archive holds no table.", f"file: {path}", "Unpack it and name the file.")
        for name in names:
            try:
                with archive.open(name) as stream:
                    yield f"{path}: {name}", _lines(path, cast(_Stream, stream))
            except (RuntimeError, NotImplementedError) as error:  # a password, an unknown compression
                raise _cut(path, error) from error


def _lines(path: Path, stream: _Stream) -> Iterator[str]:
    try:
        block = stream.read1(_BLOCK)
        encoding = _UTF16.get(block[:2])
        if encoding is not None:
            yield from _wide(block[2:], stream, encoding)
            return
        block = block.removeprefix(codecs.BOM_UTF8)
        kept = b""
        while block:
            whole, end, rest = (kept + block).rpartition(b"\n")
            if end:
                yield from _texts(whole)
            kept = rest
            if len(kept) > _LONGEST:
                yield _text(kept[:_LONGEST])
                kept = _after_line(stream)
            block = stream.read1(_BLOCK)
        if kept:
            yield from _texts(kept.removesuffix(b"\n"))
    except (OSError, EOFError, zipfile.BadZipFile, zlib.error) as error:
        raise _cut(path, error) from error


def _texts(lines: bytes) -> Iterator[str]:
    """The lines of a block, each without its end."""
    try:
        texts = lines.decode("utf-8").split("\n")
    except UnicodeDecodeError:
        yield from map(_text, lines.split(b"\n"))
        return
    if b"\r" in lines:
        texts = [line.rstrip("\r") for line in texts]
    yield from texts


def _text(line: bytes) -> str:
    line = line.rstrip(b"\r")
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace")


def _after_line(stream: _Stream) -> bytes:
    """What stands after the end of a line that is too long."""
    while block := stream.read1(_BLOCK):
        _, end, rest = block.partition(b"\n")
        if end:
            return rest
    return b""


def _wide(start: bytes, stream: _Stream, encoding: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    kept, block = "", start
    while block:
        lines = (kept + decoder.decode(block)).split("\n")
        kept = lines.pop()[:_LONGEST]
        yield from (line.rstrip("\r") for line in lines)
        block = stream.read1(_BLOCK)
    if kept:
        yield kept.rstrip("\r")


def _cut(path: Path, error: Exception) -> InputError:
    return InputError(f"The file cannot be read to its end: {error}.", f"file: {path}", "Fetch it again.")


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
