"""Bytes held whole to documents: a page, a plain text, an office file, or a database's export with many articles."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from detente.reading.article import find_article
from detente.reading.databases.split import find_articles, iter_articles, may_be_export
from detente.reading.decode import MAX_BYTES, Decoded, decode
from detente.reading.office.docx import pieces_of_docx
from detente.reading.office.pdf import LockedError, PdfText, read_pdf
from detente.reading.office.rtf import pieces_of_rtf
from detente.reading.outcome import Detail, Outcome, refused
from detente.reading.page import TooComplexError, parse_page
from detente.reading.pieces import Piece, document_of_pieces, join
from detente.reading.source import DamagedError
from detente.reading.text import Facts, assemble, document_of
from detente.reading.weigh import refuse_length, weigh

_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|article|main|div|p|h1|meta|title|section)\b[^<]*>",
    re.IGNORECASE | re.DOTALL,
)
_OFFICE: dict[str, Callable[..., Sequence[Piece] | PdfText]] = {
    "DOCX": pieces_of_docx,
    "PDF": read_pdf,
    "RTF": pieces_of_rtf,
}
_XML = re.compile(r"\s*<(?:\?xml|rss|feed|rdf:RDF|!DOCTYPE\s+(?!html))", re.IGNORECASE)


def read_bytes(
    raw: bytes,
    *,
    name: str,
    published: date | None = None,
    url: str | None = None,
    is_page: bool | None = None,
    charset: str | None = None,
) -> Outcome:
    """One document from bytes, a page or plain text (`is_page` None: by content). `name` becomes its id.

    `charset` is what a server said of it.
    """
    outcome, decoded = _decode(raw, name, charset)
    if decoded is None:
        return outcome
    facts = _facts(name, published, url)
    if _is_page(decoded.text, is_page):
        return _read_page(decoded.text, name, name, facts, outcome.detail)
    return _read_plain(decoded.text, name, name, facts, outcome.detail)


def iter_document(
    raw: bytes,
    *,
    name: str,
    published: date | None = None,
    url: str | None = None,
    is_page: bool | None = None,
    charset: str | None = None,
) -> Iterator[Outcome]:
    """As `read_bytes`, with an outcome for each article of an export; the id is the address where there is one."""
    outcome, decoded = _decode(raw, name, charset)
    if decoded is None:
        yield outcome
        return
    detail, facts = outcome.detail, _facts(name, published, url)
    is_page = _is_page(decoded.text, is_page)
    if may_be_export(decoded.text):
        text = decoded.text
        if is_page:
            try:
                text = "\n\n".join(block.text for block in parse_page(text).blocks)
            except TooComplexError:
                text = ""  # told below
        if articles := find_articles(text):
            yield from iter_articles(name, articles, published, detail)
            return
    read = _read_page if is_page else _read_plain
    yield read(decoded.text, name, url or name, facts, detail)


def iter_office(
    name: str,
    kind: str,
    content: bytes | zipfile.ZipFile,
    published: date | None,
    *,
    url: str | None = None,
    size: int | None = None,
) -> Iterator[Outcome]:
    """The document, or the articles, of an office file; `kind` is "DOCX", "PDF" or "RTF"."""
    detail = Detail(size=size)
    make = _OFFICE[kind]
    try:
        made = make(content)
    except LockedError:
        yield refused(name, "unsupported", "The file is locked by a password.", "Save it without one.", detail)
        return
    except DamagedError as error:
        todo = "Open it in its program and save it again, or save its text."
        yield refused(name, error.kind, f"The {kind} file cannot be read: {error}.", todo, detail)
        return
    pieces = made.pieces if isinstance(made, PdfText) else made
    if not any(c.isalnum() for p in pieces for c in p.words):
        scanned = kind == "PDF"
        reason = "The pages hold no text, only pictures, as scanned ones do." if scanned else "It holds no words."
        todo = "Let a text recognition program (OCR) add the text first." if scanned else "Give a file with a report."
        yield refused(name, "empty", reason, todo, detail)
        return
    text = made.lines if isinstance(made, PdfText) else join(pieces)[0]
    if articles := find_articles(text):
        yield from iter_articles(name, articles, published, detail)
        return
    if (outcome := refuse_length(name, len(text), detail)) is not None:
        yield outcome
        return
    yield weigh(name, document_of_pieces(pieces, url or name, _facts(name, published, url)), detail)


def too_large(name: str, detail: Detail) -> Outcome:
    """The outcome of a document with too many bytes."""
    reason = f"The file has {(detail.size or 0) / 1e6:.0f} MB; a document may have {MAX_BYTES / 1e6:.0f} MB."
    return refused(name, "too_large", reason, "Split it into its reports, or write them as JSON Lines.", detail)


def _facts(name: str, published: date | None, url: str | None) -> Facts:
    return Facts(published=published, published_how="given" if published else None, url=url, file=Path(name).name)


def _is_page(text: str, is_page: bool | None) -> bool:
    return bool(is_page or (is_page is None and _PAGE.match(text[:8000])))


def _decode(raw: bytes, name: str, charset: str | None) -> tuple[Outcome, Decoded | None]:
    """The text, with an outcome whose detail tells of the decoding; without a text, the outcome says why."""
    size = Detail(size=len(raw))
    if len(raw) > MAX_BYTES:
        return too_large(name, size), None
    if not raw.strip():
        return refused(name, "empty", "The file is empty.", "Give a file that holds a report.", size), None
    decoded = decode(raw, charset=charset)
    detail = replace(size, encoding=decoded.encoding, replaced=round(decoded.replaced, 6))
    if decoded.trouble == "binary":
        todo = "Unpack or convert it to plain text, HTML or JSON Lines first."
        return refused(name, "binary", decoded.what, todo, detail), None
    if decoded.trouble is not None:
        return refused(name, "bad_encoding", decoded.what, "Save the file as UTF-8.", detail), None
    if decoded.replaced:
        detail = replace(detail, warning=f"{decoded.replaced:.2%} of the characters could not be decoded.")
    return refused(name, "empty", "", "", detail), decoded


def _read_plain(text: str, name: str, id: str, facts: Facts, detail: Detail) -> Outcome:
    if _XML.match(text[:500]):
        todo = "Save the reports as pages, plain text or JSON Lines."
        return refused(name, "unsupported", "The file is XML of an unknown kind, not a report.", todo, detail)
    if (outcome := refuse_length(name, len(text), detail)) is not None:
        return outcome
    return weigh(name, document_of(text, id, facts), detail)


def _read_page(source: str, name: str, id: str, facts: Facts, detail: Detail) -> Outcome:
    try:
        page = parse_page(source)
    except TooComplexError:
        reason = "The page has thousands of attributes on one tag, or hundreds of thousands of elements."
        return refused(name, "too_complex", reason, "Save the report's text alone.", detail)
    if (outcome := refuse_length(name, sum(len(block.text) for block in page.blocks), detail)) is not None:
        return outcome
    article = find_article(page, facts)
    if not article.text:
        reason = "The page shows no running text."
        detail = replace(detail, coverage=0.0, depth=page.depth)
        return refused(name, "empty", reason, "Open it in a browser and save the report's text.", detail)
    warnings = [w for w in (detail.warning, article.warning) if w]
    detail = replace(detail, coverage=article.coverage, depth=page.depth, warning=" ".join(warnings) or None)
    return weigh(name, assemble(article.text, article.units, id, article.facts), detail)
