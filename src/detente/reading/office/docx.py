"""DOCX: the paragraphs of the main text, with headings and captions by their styles.

Read with the XML library itself: the libraries for DOCX unpack without limit, leave out what tracked changes inserted
and what stands in content controls, and do not tell hidden text. Headers, footers, notes and comments are left out.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

from detente.reading.pieces import Piece
from detente.reading.source import DAMAGED, DamagedError
from detente.values import PartKind

MAX_PART = 20_000_000
"""Bytes of the main text as XML; a thousand pages have some ten million."""
MAX_PARAGRAPHS = 200_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_LEFT_OUT = frozenset(("del", "moveFrom", "instrText", "delText", "delInstrText", "Fallback", "txbxContent", "pPr"))
_HEADING = re.compile(r"(?:heading|titre|überschrift|titolo|título)\s?\d", re.IGNORECASE)


def is_docx(names: frozenset[str]) -> bool:
    """Whether a zip archive with these members is a DOCX file."""
    return "[Content_Types].xml" in names and "word/document.xml" in names


def pieces_of_docx(archive: zipfile.ZipFile) -> list[Piece]:
    """The paragraphs of an opened DOCX file. Raises DamagedError for one that is damaged, too large or hostile."""
    styles = _styles(archive)
    pieces: list[Piece] = []
    has_headline = False
    for words, style in _paragraphs(archive):
        hint = _hint(styles.get(style, style), has_headline=has_headline) if len(words) <= 400 else None
        has_headline = has_headline or hint == "headline"
        pieces += [Piece(words, hint)]
        if len(pieces) > MAX_PARAGRAPHS:
            raise DamagedError(f"it has more than {MAX_PARAGRAPHS:,} paragraphs", kind="too_large")
    return pieces


def _hint(style: str, *, has_headline: bool) -> PartKind | None:
    name = style.lower()
    if name == "title" or _HEADING.match(name):
        return "subheading" if has_headline else "headline"
    return "subheading" if name == "subtitle" else "caption" if name == "caption" else None


def _styles(archive: zipfile.ZipFile) -> dict[str, str]:
    """The id of each style to its name."""
    try:
        archive.getinfo("word/styles.xml")
    except KeyError:
        return {}
    found: dict[str, str] = {}
    for style in _iter_elements(archive, "word/styles.xml", "style"):
        name = style.find(f"{_W}name")
        if name is not None:
            found[style.get(f"{_W}styleId") or ""] = name.get(f"{_W}val") or ""
        style.clear()
    return found


def _paragraphs(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    """The words and the style of each paragraph of the main text that holds words."""
    found = []
    for paragraph in _iter_elements(archive, "word/document.xml", "p"):
        if any(a.tag == f"{_W}p" for a in paragraph.iterancestors()):
            continue  # a text box inside a paragraph: read with the paragraph around it, or left out
        words = "".join(_words(paragraph)).strip()
        if words:
            style = paragraph.find(f"{_W}pPr/{_W}pStyle")
            found.append((words, "" if style is None else style.get(f"{_W}val") or ""))
        paragraph.clear()
    return found


def _words(element: Any) -> list[str]:
    """The visible words below an element: inserted text too, deleted and hidden text not."""
    words: list[str] = []
    for child in element:
        name = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
        if name in _LEFT_OUT or (name == "r" and _is_hidden(child)):
            continue
        if name == "t":
            words.append(child.text or "")
        elif name in _BREAKS:
            words.append(_BREAKS[name])
        else:
            words += _words(child)
    return words


def _is_hidden(run: Any) -> bool:
    """Hidden by its format, or white."""
    properties = run.find(f"{_W}rPr")
    if properties is None:
        return False
    hidden, colour = properties.find(f"{_W}vanish"), properties.find(f"{_W}color")
    if hidden is not None and (hidden.get(f"{_W}val") or "1") not in ("0", "false", "off"):
        return True
    shade = properties.find(f"{_W}shd")
    is_white = colour is not None and (colour.get(f"{_W}val") or "").upper() == "FFFFFF"
    return is_white and (shade is None or (shade.get(f"{_W}fill") or "auto").upper() in ("AUTO", "FFFFFF"))


def _iter_elements(archive: zipfile.ZipFile, part: str, name: str) -> Any:
    """The finished elements of a name. Raises DamagedError; entities are never followed and nothing is fetched."""
    from lxml import etree

    try:
        with archive.open(part) as member:
            raw = member.read(MAX_PART + 1)
    except DAMAGED as error:
        raise DamagedError(f"its part {part} cannot be read: {error}") from error
    if len(raw) > MAX_PART:
        raise DamagedError(f"its part {part} has more than {MAX_PART / 1e6:.0f} MB", kind="too_large")
    if b"<!DOCTYPE" in raw[:4096] or b"<!ENTITY" in raw[:65536]:
        raise DamagedError("it declares entities, which no office program writes")
    raw = raw.replace(_STRICT, _W[1:-1].encode(), 1)
    try:
        yield from (
            element
            for _, element in etree.iterparse(
                io.BytesIO(raw), tag=_W + name, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
            )
        )
    except etree.XMLSyntaxError as error:
        raise DamagedError(f"its part {part} is no XML: {error}") from error
