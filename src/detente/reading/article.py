"""A page to a document: the report's blocks among all that a page shows, with its headline, captions and dates.

The extractor (trafilatura) judges which blocks are the report; the words come from the page's own blocks, so that it
cannot lose repeats or nested text without its being measured (`coverage`).
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from detente.reading.days import parse_day
from detente.reading.lines import Unit
from detente.reading.looks import find_mark, is_body_like
from detente.reading.page import Block, Page
from detente.reading.published import outlet_of_url
from detente.reading.text import Facts
from detente.values import PartKind

MIN_COVERAGE = 0.5
"""Below this share of the visible running text the extractor is taken to have lost some, and is not followed."""
_MAX_EXTRACTED = 3_000_000
_DATES = (
    "article:published_time",
    "og:article:published_time",
    "jsonld:datepublished",
    "datepublished",
    "og:pubdate",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "published_time",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "citation_publication_date",
    "article.published",
    "displaydate",
    "date",
)
_DECK = re.compile(
    r"(?:^|[\s_-])(?:standfirst|sub-?title|sub-?head(?:line|ing)?|deck|dek|tagline|strapline)(?:$|[\s_-])", re.I
)
_CREDIT = re.compile(r"(?:^|[\s_-])(?:credit|credits|photographer|copyright|image-source)(?:$|[\s_-])", re.I)
_CAPTION = re.compile(r"(?:^|[\s_-])(?:caption|wp-caption-text|image-caption|photo-caption|cutline)(?:$|[\s_-])", re.I)


@dataclass(frozen=True, slots=True)
class Article:
    """The report of a page: its text, the units with their kinds, what the page says of it, and how much was kept."""

    text: str
    units: tuple[Unit, ...]
    facts: Facts
    coverage: float
    warning: str | None


def find_article(page: Page, facts: Facts) -> Article:
    """The report among the blocks of a page; its text is "" where the page shows no running text."""
    blocks = page.blocks
    title = _find_title(page)
    head = _headline_block(blocks, title)
    running = [_is_running(b) for b in blocks]
    if not any(running):  # a site that wraps everything in "newsletter" or the like
        blocks = [replace(b, is_outside=False) for b in blocks]
        running = [_is_running(b) for b in blocks]
    extracted = _extract(page)
    kept = [_is_kept(b, extracted) and (not b.is_outside) for b in blocks]
    total = sum(_letters(b) for b, r in zip(blocks, running, strict=True) if r)
    coverage = _share(blocks, [k and r for k, r in zip(kept, running, strict=True)], total)
    warning = None
    if coverage < MIN_COVERAGE and blocks:
        warning = f"The extractor kept {coverage:.0%} of the visible text; the page was read block by block instead."
        start = head if head is not None and any(running[head:]) else 0
        kept = [r and i >= start for i, r in enumerate(running)]
        if not any(kept):  # a page without paragraphs: whatever it shows
            kept = [not b.is_outside and b.linked < 0.5 for b in blocks]
        coverage = _share(blocks, [k and r for k, r in zip(kept, running, strict=True)], total)
    elif head is not None:
        # The extractor may leave out a lead paragraph that stands apart, or one between two others.
        last = max(i for i, k in enumerate(kept) if k)
        kept = [k or (head < i <= last and running[i] and blocks[i].tag == "p") for i, k in enumerate(kept)]
        coverage = _share(blocks, [k and r for k, r in zip(kept, running, strict=True)], total)
    chosen = _choose(blocks, kept, head)
    text, units = _join(title if head is None else None, chosen, blocks, head)
    return Article(text, units, _page_facts(page, facts), round(coverage, 3), warning)


def _letters(block: Block) -> int:
    return sum(c.isalpha() for c in block.text)


def _share(blocks: Sequence[Block], marks: Sequence[bool], total: int) -> float:
    return sum(_letters(b) for b, m in zip(blocks, marks, strict=True) if m) / total if total else 0.0


def _is_running(block: Block) -> bool:
    """Running text by form: a paragraph outside of navigation that is not mostly links."""
    if block.is_outside or block.linked > 0.5 or block.tag in ("figcaption", "time") or block.tag.startswith("h"):
        return False
    is_prose = block.tag in ("p", "blockquote", "pre") or is_body_like(block.text)
    return is_prose and len(block.text) >= 25 and find_mark(block.text) is None


def _extract(page: Page) -> tuple[set[tuple[str, ...]], set[tuple[str, ...]]]:
    """What the extractor takes for the report: its five-word runs, and its short lines whole."""
    if not 0 < len(page.copy) <= _MAX_EXTRACTED:
        return set(), set()
    import trafilatura

    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    found = trafilatura.extract(
        page.copy,
        include_comments=False,
        include_tables=True,
        favor_recall=True,
        deduplicate=False,
        with_metadata=False,
    )
    runs: set[tuple[str, ...]] = set()
    lines: set[tuple[str, ...]] = set()
    for line in (found or "").split("\n"):
        words = tuple(re.findall(r"\w+", line.casefold()))
        lines.add(words)
        runs.update(zip(words, words[1:], words[2:], words[3:], words[4:], strict=False))
    return runs, lines


def _is_kept(block: Block, extracted: tuple[set[tuple[str, ...]], set[tuple[str, ...]]]) -> bool:
    runs, lines = extracted
    words = tuple(re.findall(r"\w+", block.text.casefold()))
    if len(words) < 5:
        return bool(words) and words in lines
    own = list(zip(words, words[1:], words[2:], words[3:], words[4:], strict=False))
    return sum(run in runs for run in own) >= 0.6 * len(own)


def _find_title(page: Page) -> str | None:
    """The report's title by the page's metadata, without the outlet's name behind a dash or a bar."""
    meta = page.meta
    title = meta.get("og:title") or meta.get("jsonld:headline") or meta.get("twitter:title") or meta.get("title")
    if not title:
        return None
    title = " ".join(title.split())
    site = meta.get("og:site_name", "")
    cut = re.split(r"\s+[|–—»·-]\s+", title)
    if len(cut) > 1 and (cut[-1].casefold() == site.casefold() or ("og:title" not in meta and len(cut[0]) >= 15)):
        title = title[: title.rindex(cut[-1])].rstrip(" |–—»·-") if cut[-1].casefold() == site.casefold() else cut[0]
    return title or None


def _headline_block(blocks: Sequence[Block], title: str | None) -> int | None:
    """The first-rank heading that is the headline: the one most like the title, else the first."""
    ranks = [i for i, b in enumerate(blocks) if b.tag == "h1" and any(c.isalpha() for c in b.text)]
    if not ranks:
        same = [i for i, b in enumerate(blocks) if b.tag == "h2" and title and _plain(b.text) == _plain(title)]
        return same[0] if same else None
    if title is None:
        return next((i for i in ranks if blocks[i].in_article), ranks[0])
    wanted = set(title.casefold().split())
    return max(ranks, key=lambda i: (len(wanted & set(blocks[i].text.casefold().split())), blocks[i].in_article, -i))


def _choose(blocks: Sequence[Block], kept: Sequence[bool], head: int | None) -> list[int]:
    """The blocks of the report in reading order: what was kept, and what belongs to it by its markup."""
    marked = [i for i, k in enumerate(kept) if k]
    if not marked:
        return []
    first = min(marked) if head is None else min(head, *marked)
    last = max(marked)
    chosen = []
    for i, block in enumerate(blocks):
        if i == head or (head is not None and i < head and not _is_caption(block)):
            continue
        is_inside = first <= i <= last and not block.is_outside
        is_under = head is not None and head < i < next((m for m in marked if m > head), 0) and not block.is_outside
        is_told = is_inside and (_is_caption(block) or (is_under and _is_deck(block, is_next=i - (head or 0) <= 3)))
        is_dated = is_inside and (
            block.tag == "time" or ((mark := find_mark(block.text)) is not None and mark.kind == "date")
        )
        if kept[i] or is_told or is_dated:
            chosen.append(i)
    return chosen


def _is_caption(block: Block) -> bool:
    return not block.is_outside and (block.tag == "figcaption" or _CAPTION.search(block.name.split(" ")[0]) is not None)


def _is_deck(block: Block, *, is_next: bool) -> bool:
    return (block.tag == "h2" and is_next) or _DECK.search(block.name) is not None


def _join(
    title: str | None, chosen: Sequence[int], blocks: Sequence[Block], head: int | None
) -> tuple[str, tuple[Unit, ...]]:
    """The text of the chosen blocks, joined by blank lines, with a unit for each."""
    if not chosen:
        return "", ()
    pieces: list[tuple[str, PartKind | None]] = []
    headline = blocks[head].text if head is not None else title
    if headline:
        pieces.append((" ".join(headline.split()), "headline"))
    has_body = False
    for i in chosen:
        block = blocks[i]
        hint = _hint(block, is_under=not has_body)
        if hint == "subheading" and headline and _plain(block.text) == _plain(headline):
            continue
        has_body = has_body or (hint is None and is_body_like(block.text))
        if hint is None and block.tag in ("p", "blockquote", "li") and find_mark(block.text) is None:
            hint = "body" if is_body_like(block.text) else None
        pieces.append((block.text, hint))
    units, at = [], 0
    for words, hint in pieces:
        units.append(Unit(at, at + len(words), False, hint))
        at += len(words) + 2
    return "\n\n".join(words for words, _ in pieces), tuple(units)


def _hint(block: Block, *, is_under: bool) -> PartKind | None:
    if block.tag == "figcaption" or _is_caption(block):
        return "credit" if _CREDIT.search(block.name.split(" ")[0]) and len(block.text) < 80 else "caption"
    if block.tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
        return "subheading" if find_mark(block.text) is None else None
    return "subheading" if is_under and block.tag == "p" and _DECK.search(block.name) else None


def _page_facts(page: Page, facts: Facts) -> Facts:
    """What the page's metadata adds to what is known already."""
    url = facts.url or next(
        (page.meta[k] for k in ("canonical", "og:url") if page.meta.get(k, "").startswith("http")), None
    )
    day, how = facts.published, facts.published_how
    if day is None and (found := _meta_day(page)) is not None:
        day, how = found, "metadata"
    outlet, outlet_how = facts.outlet, facts.outlet_how
    if outlet is None:
        site = page.meta.get("og:site_name") or page.meta.get("application-name")
        host = outlet_of_url(url) if url else None
        outlet = site or host
        outlet_how = "metadata" if site else "url" if host else None
    return replace(facts, published=day, published_how=how, outlet=outlet, outlet_how=outlet_how, url=url)


def _meta_day(page: Page) -> date | None:
    for name in _DATES:
        if name in page.meta and (day := parse_day(page.meta[name])) is not None:
            return day
    for name in ("article:time", "time"):  # the report's own line, before one that may stand in the page's head
        if name in page.meta:
            return parse_day(page.meta[name])
    return None


def _plain(words: str) -> str:
    return "".join(c for c in words.casefold() if c.isalnum())
