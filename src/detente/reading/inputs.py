"""What a user names to files and addresses: files, folders with all below them, patterns, URLs; or why not."""

from __future__ import annotations

import difflib
import glob
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from detente.reading.outcome import Outcome, refused

STDIN = "-"
_MAGIC = re.compile(r"[*?[]")
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


class Address(NamedTuple):
    """A URL that the user named."""

    url: str


def is_address(name: str) -> bool:
    """Whether an input is a URL to be fetched."""
    return _ADDRESS.match(name) is not None


def iter_inputs(inputs: Sequence[str]) -> Iterator[Path | Address | Outcome | None]:
    """Each file and address once, in the order of the inputs, folders and patterns sorted; None is standard input.

    An input that gives none gives an outcome that says so.
    """
    seen: set[str] = set()
    folders: dict[str, str] = {}
    for name in inputs:
        for found in _iter_one(name):
            key = _key(found, folders)
            if key is None or key not in seen:
                yield found
            if key is not None:
                seen.add(key)


def _key(found: Path | Address | Outcome | None, folders: dict[str, str]) -> str | None:
    """What is the same for the same file by whatever name; `folders` keeps where each leads, which takes longest."""
    if isinstance(found, Path):
        folder, name = os.path.split(found)
        if folder not in folders:
            folders[folder] = os.path.realpath(folder)
        path = os.path.join(folders[folder], name)
        return os.path.realpath(path) if os.path.islink(path) else path
    return STDIN if found is None else found.url if isinstance(found, Address) else None


def _iter_one(name: str) -> Iterator[Path | Address | Outcome | None]:
    if name == STDIN:
        yield None
        return
    if is_address(name):
        yield Address(name)
        return
    try:
        path = Path(os.path.expanduser(name))
        exists, is_folder = os.path.exists(path), os.path.isdir(path)
    except ValueError:
        yield refused(name, "missing", "This is not the name of a file.", "Check the name.")
        return
    if exists and not is_folder:
        yield path
    elif is_folder:
        yield from _iter_folder(name, path)
    elif _MAGIC.search(name):
        matches = sorted(glob.glob(str(path), recursive=True))
        for match in matches:
            if os.path.isdir(match):
                yield from _iter_folder(match, Path(match))
            else:
                yield Path(match)
        if not matches:
            yield refused(name, "missing", "No file fits this pattern.", "Check the pattern, or give a folder.")
    else:
        yield refused(name, "missing", "There is no file or folder of this name.", _suggest(path))


def _iter_folder(name: str, folder: Path) -> Iterator[Path | Outcome]:
    """Every file below the folder, sorted; hidden files and folders are left out."""
    found = False
    unreadable: list[str] = []
    for root, folders, names in os.walk(folder, onerror=lambda e: unreadable.append(str(e.filename))):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for file in sorted(names):
            if not file.startswith("."):
                found = True
                yield Path(root) / file
    for path in sorted(unreadable):
        yield refused(path, "unreadable", "The folder cannot be opened.", "Check its permissions.")
    if not found and not unreadable:
        yield refused(name, "empty", "The folder holds no files.", "Give a folder with reports in it.")


def _suggest(path: Path) -> str:
    """The nearest name in the same folder, if one is near."""
    folder = path.parent
    if not folder.is_dir():
        return f"The folder {folder} does not exist either; check the path."
    try:
        names = os.listdir(folder)
    except OSError:
        return "Check the path."
    near = difflib.get_close_matches(path.name, names[:2000], n=1)
    return f'Check the spelling; the nearest name there is "{near[0]}".' if near else "Check the spelling of the path."
