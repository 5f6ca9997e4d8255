"""PDF: the lines of its pages as paragraphs, by where they stand and how large they are set."""

from __future__ import annotations

import io
import logging
import re
import statistics
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from detente.reading.pieces import Piece
from detente.reading.source import DamagedError

MAX_PAGES = 1_000
MAX_STREAM = 10_000_000
"""Bytes that one stream of a PDF may unfold to."""
MAX_STEPS = 3_000_000
"""Instructions of all pages together; a page of text has some thousand."""
_EDGE = 2
"""Lines at the top and the bottom of a page that may be running heads."""
_HYPHEN = re.compile(r"(\w+)[-\u00ad\u2010]$")
_STOP = re.compile(r"[.!?:][\"'”’)\]]*$")


class Line(NamedTuple):
    """A line of a page: its words, how far it stands from the page's bottom, and the size of its letters."""

    words: str
    height: float
    size: float


class LockedError(Exception):
    """The file needs a password."""


class PdfText(NamedTuple):
    """The text of a PDF as paragraphs, and line by line with a blank line between paragraphs."""

    pieces: list[Piece]
    lines: str


def read_pdf(raw: bytes) -> PdfText:
    """The text of a PDF; no pieces where its pages hold no text, as scanned ones do.

    Raises DamagedError for one that is damaged or has too many pages, LockedError for one that needs a password.
    """
    pages = _without_running_heads(_pages(raw))
    paragraphs = _paragraphs(pages)
    lines = "\n\n".join("\n".join(line.words for line in paragraph) for paragraph, _ in paragraphs)
    return PdfText(_pieces(pages, paragraphs), lines)


def _pieces(pages: Sequence[Sequence[Line]], paragraphs: Sequence[tuple[list[Line], bool]]) -> list[Piece]:
    sizes = [line.size for page in pages for line in page for _ in range(max(1, len(line.words) // 20))]
    usual = statistics.median(sizes) if sizes else 0.0
    words = Counter(re.findall(r"\w+(?:-\w+)*", " ".join(line.words for page in pages for line in page)))
    pieces: list[Piece] = []
    has_headline = False
    for paragraph, goes_on in paragraphs:
        text = _join(paragraph, words)
        is_large = paragraph[0].size > usual * 1.2 and len(text) <= 300
        if goes_on and pieces and not is_large and pieces[-1].hint is None and not _STOP.search(pieces[-1].words):
            pieces[-1] = Piece(_join([Line(pieces[-1].words, 0, 0), Line(text, 0, 0)], words))
            continue
        pieces.append(Piece(text, ("subheading" if has_headline else "headline") if is_large else None))
        has_headline = has_headline or is_large
    return pieces


def _pages(raw: bytes) -> list[list[Line]]:
    import pypdf
    from pypdf.errors import DependencyError, FileNotDecryptedError, PdfReadError, WrongPasswordError

    logging.getLogger("pypdf").addHandler(logging.NullHandler())
    limits: dict[str, Any] = dict.fromkeys(
        (
            "zlib_maximum_output_length",
            "lzw_maximum_output_length",
            "run_length_maximum_output_length",
            "array_based_stream_maximum_output_length",
        ),
        MAX_STREAM,
    )
    steps = _Steps()
    try:
        with pypdf.apply_configuration(**limits):
            reader = pypdf.PdfReader(io.BytesIO(raw), strict=False)
            if reader.is_encrypted and not reader.decrypt(""):
                raise LockedError
            if len(reader.pages) > MAX_PAGES:
                raise DamagedError(f"it has more than {MAX_PAGES:,} pages", kind="too_large")
            return [_lines(page, steps) for page in reader.pages]
    except (DependencyError, FileNotDecryptedError, WrongPasswordError) as error:
        raise LockedError from error
    except (DamagedError, LockedError):
        raise
    except PdfReadError as error:
        raise DamagedError(str(error), kind="binary") from error
    except Exception as error:
        # A damaged file makes the library fail in any of its steps, with any exception; it fails this file only.
        raise DamagedError(f"{type(error).__name__}: {error}") from error


class _Steps:
    """Counts the instructions of pages. Raises DamagedError when they are too many."""

    def __init__(self) -> None:
        self._left = MAX_STEPS

    def __call__(self, *_: Any) -> None:
        self._left -= 1
        if self._left < 0:
            raise DamagedError("its pages have millions of instructions", kind="too_complex")


def _lines(page: Any, steps: _Steps) -> list[Line]:
    """The lines of a page in the order in which they are written."""
    lines: list[Line] = []
    words: list[str] = []
    at = size = 0.0

    def end() -> None:
        if text := " ".join("".join(words).split()):
            lines.append(Line(text, at, size))
        words.clear()

    def take(text: str, outer: Sequence[float], inner: Sequence[float], font: Any, font_size: float) -> None:
        nonlocal at, size
        for number, piece in enumerate(text.split("\n")):
            if number:
                end()
            if piece.strip() and not "".join(words).strip():
                at = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
                size = abs(font_size * (inner[3] or inner[1] or 1) * (outer[3] or outer[1] or 1))
            words.append(piece)

    page.extract_text(visitor_text=take, visitor_operand_before=steps)
    end()
    return lines


def _without_running_heads(pages: list[list[Line]]) -> list[list[Line]]:
    """The pages without what stands at the edge of most of them: title, address, day and number of the page."""
    if len(pages) < 2:
        return [[line for line in page if not _is_number(line.words)] for page in pages]
    edges = Counter(key for page in pages for key in {_key(line.words) for line in page[:_EDGE] + page[-_EDGE:]})
    running = {key for key, count in edges.items() if count >= max(2, 0.6 * len(pages))}
    kept = []
    for page in pages:
        last = len(page) - _EDGE
        kept.append(
            [
                line
                for i, line in enumerate(page)
                if _EDGE <= i < last or not (_key(line.words) in running or _is_number(line.words))
            ]
        )
    return kept


def _key(words: str) -> str:
    return re.sub(r"\d+", "0", words)


def _is_number(words: str) -> bool:
    return re.fullmatch(r"(?:page )?\d{1,4}(?: ?(?:/|of) ?\d{1,4})?", words, re.IGNORECASE) is not None


def _paragraphs(pages: Sequence[Sequence[Line]]) -> list[tuple[list[Line], bool]]:
    """Lines that belong together; True for the first of a page or a column, which may go on from the one before."""
    found: list[tuple[list[Line], bool]] = []
    for page in pages:
        gaps = [a.height - b.height for a, b in pairwise(page) if 0 < a.height - b.height < 60]
        usual = statistics.median_low(gaps) if gaps else 0.0
        for i, line in enumerate(page):
            before = page[i - 1] if i else None
            gap = before.height - line.height if before else 0.0
            is_near = before is not None and 0 <= gap <= max(usual, 1.05 * line.size) * 1.3
            is_alike = before is not None and abs(before.size - line.size) <= 0.1 * max(line.size, 1)
            if is_near and is_alike and not _is_last(page, i - 1):
                found[-1][0].append(line)
            else:
                is_next_column = before is not None and gap < 0
                found.append(([line], bool(found) and (i == 0 or is_next_column)))
    return found


def _is_last(page: Sequence[Line], i: int) -> bool:
    """Whether a line ends its paragraph where no gap shows it: a sentence ends well before the right edge."""
    width = max(len(line.words) for line in page)
    return len(page[i].words) < 0.6 * width and _STOP.search(page[i].words) is not None


def _join(lines: Sequence[Line], known: Counter[str]) -> str:
    """The words of a paragraph on one line; a word parted at the end of a line is put together again."""
    text = ""
    for line in lines:
        parted = _HYPHEN.search(text)
        if parted and line.words[:1].islower():
            after = re.match(r"\w+", line.words)
            has_hyphen = after is not None and f"{parted[1]}-{after[0]}" in known
            text = (text if has_hyphen else text[:-1]) + line.words
        else:
            text = f"{text} {line.words}" if text else line.words
    return text
