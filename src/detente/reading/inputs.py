"""What a user names to files: files, folders (with all below them), patterns; or why there is none."""

from __future__ import annotations

import difflib
import glob
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from detente.reading.outcome import Outcome, refused

STDIN = "-"
_MAGIC = re.compile(r"[*?[]")


def iter_files(inputs: Sequence[str]) -> Iterator[Path | Outcome | None]:
    """Each file once, in the order of the inputs, folders and patterns sorted; None stands for standard input.

    An input that gives no file gives an outcome that says so.
    """
    seen: set[str] = set()
    for name in inputs:
        for found in _iter_one(name):
            key = STDIN if found is None else os.path.realpath(found) if isinstance(found, Path) else None
            if key is None or key not in seen:
                yield found
            if key is not None:
                seen.add(key)


def _iter_one(name: str) -> Iterator[Path | Outcome | None]:
    if name == STDIN:
        yield None
        return
    if re.match(r"https?://", name, re.IGNORECASE):
        todo = "Save the page in a file and give its name."
        yield refused(name, "unsupported", "This command does not fetch pages from the network.", todo)
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
