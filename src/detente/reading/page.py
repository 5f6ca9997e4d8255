"""A web page to its blocks of visible text in reading order, its metadata, and a clean copy for the extractor.

The page is read as a stream of events, so nesting has no limit and hostile pages cost no more than their length.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

MAX_ATTRIBUTES = 1_000
"""On one tag. The extractor's time grows with the square of them: 50,000 took 20 s."""
MAX_ELEMENTS = 300_000
MAX_DEPTH = 150
"""Deeper elements are laid flat in the extractor's copy: below some 250 levels it loses text without a word."""

_SKIPPED_TAGS = """
    script style noscript template svg math canvas iframe object embed applet audio video map select option datalist
    textarea button input head title dialog"""
_BLOCK_TAGS = """
    p div h1 h2 h3 h4 h5 h6 li ul ol dl dt dd blockquote figcaption figure td th tr table caption section article
    header footer aside nav main pre address form fieldset hr center details summary"""
_VOID_TAGS = "area base br col embed hr img input link meta source track wbr"
_SKIPPED, _BLOCKS, _VOID = (frozenset(tags.split()) for tags in (_SKIPPED_TAGS, _BLOCK_TAGS, _VOID_TAGS))
_OUTSIDE = frozenset(("nav", "footer", "aside", "menu", "label"))
_OUTSIDE_NAME = re.compile(
    r"(?:^|[\s_-])(?:comments?|commentlist|disqus|sidebar|side-bar|related|recirc|promo|newsletter|share|sharing|social|"
    r"footer|nav|navbar|navigation|menu|cookies?|consent|advert|advertisement|ads?|breadcrumbs?|popup|modal|paywall|"
    r"outbrain|taboola|most-read|trending|recommended|subscribe)(?:$|[\s_-])",
    re.IGNORECASE,
)
_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d])|"
    r"text-indent\s*:\s*-\d{3,}|(?:left|top)\s*:\s*-\d{4,}px",
    re.IGNORECASE,
)
_COLOUR = re.compile(r"(?:^|;)\s*(color|background(?:-color)?)\s*:\s*([#\w(),. ]+)", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\n\r\f]+")


class TooComplexError(Exception):
    """The page has more attributes on a tag, or more elements, than any honest page."""


@dataclass(slots=True)
class Block:
    """One block of visible text. `is_outside`: in navigation, footer, comments and the like."""

    tag: str
    text: str
    name: str
    """Class and id of the elements around it, nearest first."""
    is_outside: bool
    in_article: bool
    linked: float
    """Share of its letters that are links."""
    depth: int


@dataclass(slots=True)
class Page:
    """A page as read."""

    blocks: list[Block] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)
    """By lower-case name: og:title, article:published_time, canonical, title, time, jsonld:datePublished …"""
    copy: str = ""
    """The visible page again, without hidden parts, scripts and depth."""
    depth: int = 0


def parse_page(source: str) -> Page:
    """Read a page. Raises TooComplexError for one that no honest outlet would send."""
    from lxml import etree

    reader = _Reader()
    # As bytes, so that the page's own declaration of a character set cannot change what was decoded.
    parser = etree.HTMLParser(target=reader, huge_tree=True, no_network=True, encoding="utf-8")
    data = source.encode("utf-8", errors="replace")
    for start in range(0, len(data), 1 << 16):
        parser.feed(data[start : start + (1 << 16)])
        if reader.is_too_complex:
            raise TooComplexError
    try:
        page: Page = parser.close()
    except etree.XMLSyntaxError:
        page = reader.close()
    if reader.is_too_complex:
        raise TooComplexError
    return page


@dataclass(slots=True)
class _Open:
    tag: str
    is_skipped: bool
    is_outside: bool
    in_article: bool
    name: str
    in_copy: bool


class _Reader:
    """Takes the parser's events; keeps the open elements and the block being filled."""

    def __init__(self) -> None:
        self.page = Page()
        self.is_too_complex = False
        self._stack: list[_Open] = []
        self._elements = 0
        self._words: list[str] = []
        self._linked = 0
        self._links = 0
        self._copy: list[str] = ["<html><body>"]
        self._copied = 0
        self._raw: list[str] | None = None
        self._raw_tag = ""

    def start(self, tag: str, attributes: Any) -> None:
        if not isinstance(tag, str) or self.is_too_complex:
            return
        self._elements += 1
        if self._elements > MAX_ELEMENTS or len(attributes) > MAX_ATTRIBUTES:
            self.is_too_complex = True
            return
        if tag in _BLOCKS:
            self._flush()
        elif tag == "br":
            self._words.append("\n")
        if tag == "meta" or tag == "link":
            self._take_meta(tag, attributes)
        if tag == "time" and attributes.get("datetime") and self._stack and not self._stack[-1].is_outside:
            name = "article:time" if self._stack[-1].in_article else "time"
            self.page.meta.setdefault(name, attributes["datetime"])
        if tag == "html" and attributes.get("lang"):
            self.page.meta.setdefault("lang", attributes["lang"])
        if (tag == "script" and "ld+json" in attributes.get("type", "")) or tag == "title":
            self._raw, self._raw_tag = [], tag
        self._open(tag, attributes)

    def _open(self, tag: str, attributes: Any) -> None:
        above = self._stack[-1] if self._stack else _Open("", False, False, False, "", True)
        name = f"{attributes.get('class', '')} {attributes.get('id', '')}".strip()[:200]
        is_frame = tag in ("html", "body", "main", "article")
        is_outside = above.is_outside or tag in _OUTSIDE or (not is_frame and _OUTSIDE_NAME.search(name) is not None)
        is_skipped = above.is_skipped or (tag in _SKIPPED) or _is_hidden(tag, attributes)
        in_copy = not is_skipped and self._copied < MAX_DEPTH and tag not in ("html", "body", "meta", "link")
        joined = f"{name} {above.name}".strip()[:200] if tag not in ("p", "h1", "h2", "h3") or name else above.name
        self._stack.append(
            _Open(
                tag,
                is_skipped,
                is_outside,
                above.in_article or tag == "article",
                joined if not is_frame else "",
                in_copy,
            )
        )
        self.page.depth = max(self.page.depth, len(self._stack))
        if tag == "a":
            self._links += 1
        if in_copy:
            kept = "".join(
                f' {k}="{html.escape(attributes[k], quote=True)}"' for k in ("class", "id", "href") if attributes.get(k)
            )
            self._copy.append(f"<{tag}{kept}>")
            if tag not in _VOID:
                self._copied += 1
        elif not is_skipped and tag in _BLOCKS:
            self._copy.append("<br><br>")

    def end(self, tag: str) -> None:
        if not isinstance(tag, str) or self.is_too_complex or not self._stack:
            return
        if tag in _BLOCKS:
            self._flush()
        if self._raw is not None and tag == self._raw_tag:
            self._take_raw("".join(self._raw))
            self._raw = None
        top = self._stack.pop()
        if top.tag == "a":
            self._links -= 1
        if top.in_copy and top.tag not in _VOID:
            self._copied -= 1
            self._copy.append(f"</{top.tag}>")

    def data(self, data: str) -> None:
        if self._raw is not None:
            self._raw.append(data)
        if self.is_too_complex or not self._stack or self._stack[-1].is_skipped:
            return
        self._words.append(_SPACE.sub(" ", data))
        if self._links:
            self._linked += sum(c.isalpha() for c in data)
        self._copy.append(html.escape(data, quote=False))

    def comment(self, text: str) -> None:
        """Comments are not part of the page."""

    def close(self) -> Page:
        self._flush()
        self._copy.append("</body></html>")
        self.page.copy = "".join(self._copy)
        return self.page

    def _flush(self) -> None:
        raw = "".join(self._words)
        self._words, linked = [], self._linked
        self._linked = 0
        top = next((o for o in reversed(self._stack) if o.tag in _BLOCKS or o.tag == "body"), None)
        letters = max(1, sum(c.isalpha() for c in raw))
        for piece in re.split(r"\n[ \n]*\n", raw):  # two line breaks part paragraphs where the markup does not
            words = "\n".join(line.strip(" ") for line in re.sub(r" +", " ", piece).split("\n")).strip(" \n")
            if words and top is not None:
                tag = _telling_tag(self._stack)
                is_outside, depth = top.is_outside, len(self._stack)
                self.page.blocks.append(
                    Block(tag, words, top.name, is_outside, top.in_article, linked / letters, depth)
                )

    def _take_meta(self, tag: str, attributes: Any) -> None:
        if tag == "link":
            if attributes.get("rel", "").lower() == "canonical" and attributes.get("href"):
                self.page.meta.setdefault("canonical", attributes["href"])
            return
        name = (attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or "").lower()
        if name and attributes.get("content"):
            self.page.meta.setdefault(name, attributes["content"].strip())

    def _take_raw(self, raw: str) -> None:
        if self._raw_tag == "title":
            self.page.meta.setdefault("title", " ".join(raw.split()))
            return
        if len(raw) > 200_000:
            return
        try:
            value = json.loads(raw)
        except (ValueError, RecursionError):
            return
        for item in _objects(value):
            for key in ("datePublished", "headline"):
                if isinstance(item.get(key), str):
                    self.page.meta.setdefault(f"jsonld:{key.lower()}", item[key])


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-LD script that may describe the report: top level, lists, and "@graph"."""
    if isinstance(value, list):
        for item in value[:50]:
            if isinstance(item, dict):
                yield item
    elif isinstance(value, dict):
        yield value
        if isinstance(value.get("@graph"), list):
            yield from _objects(value["@graph"])


def _telling_tag(stack: list[_Open]) -> str:
    """The innermost element that says what a block is; a `p` inside a `figcaption` is a caption."""
    tags = [o.tag for o in stack[-12:]]
    for wanted in (
        "figcaption",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "time",
        "li",
        "td",
        "th",
        "pre",
        "blockquote",
        "p",
    ):
        if wanted in tags:
            return wanted
    return "div"


def _is_hidden(tag: str, attributes: Any) -> bool:
    if tag in ("html", "body"):
        return False
    if "hidden" in attributes or attributes.get("aria-hidden", "").lower() == "true":
        return True
    style = attributes.get("style", "")
    if not style:
        return False
    if _HIDDEN_STYLE.search(style):
        return True
    colours = {name.lower().removesuffix("-color"): value.strip().lower() for name, value in _COLOUR.findall(style)}
    return "color" in colours and colours["color"] == colours.get("background")
