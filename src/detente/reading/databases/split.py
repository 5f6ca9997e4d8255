"""The text of a file to the articles of a database's export; none where it is an ordinary document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from detente.reading.databases.article import Article
from detente.reading.databases.factiva import is_factiva, iter_factiva
from detente.reading.databases.nexis import is_nexis, iter_nexis
from detente.reading.databases.proquest import is_proquest, iter_proquest
from detente.reading.lines import find_units
from detente.reading.outcome import Detail, Outcome, refused
from detente.reading.pieces import Piece, join
from detente.reading.tables import outlet_names
from detente.reading.text import Facts, assemble, document_of
from detente.reading.weigh import weigh
from detente.values import Document

_SIGNS = ("End of Document", " DOCUMENT", "Publication title", "HD")
_LENGTH = re.compile(r"\d words\b")
_MAX_MISSING = 0.4
_SHAPES = ((is_nexis, iter_nexis), (is_proquest, iter_proquest), (is_factiva, iter_factiva))


def may_be_export(text: str) -> bool:
    """Whether a look at the shapes is worth it; cheap, and False for most reports."""
    return any(sign in text for sign in _SIGNS) or (" words" in text and _LENGTH.search(text) is not None)


def find_articles(text: str) -> list[Article]:
    """The articles of an export in its order; [] for a text that is none."""
    if not may_be_export(text):
        return []
    lines = text.split("\n")
    for is_shape, iter_shape in _SHAPES:
        if is_shape(lines):
            return [a for a in iter_shape(lines) if a.title or a.body]
    return []


def iter_articles(name: str, articles: list[Article], published: date | None, detail: Detail) -> Iterator[Outcome]:
    """The outcome of each article: its text is title, blank line, body."""
    for number, article in enumerate(articles, 1):
        yield _read(f"{name}#{number}", article, published, replace(detail, item=number))


def _read(name: str, article: Article, published: date | None, detail: Detail) -> Outcome:
    if not article.body:
        reason = "The export holds no text of this article."
        return refused(name, "empty", reason, "Export it again with its full text.", detail)
    if article.missing > _MAX_MISSING:
        told = f"The database counts {article.words} words; the export holds {1 - article.missing:.0%} of them."
        detail = replace(detail, warning=told)
    day, how = (published, "given") if published else (article.published, "export")
    facts = Facts(
        title=article.title,
        published=day,
        published_how=how if day else None,
        outlet=outlet_names().get(article.outlet.lower(), article.outlet) if article.outlet else None,
        outlet_how="export" if article.outlet else None,
        url=article.url,
    )
    return weigh(name, _document(article, facts), detail)


def _document(article: Article, facts: Facts) -> Document:
    if article.dateline is None:
        return document_of(article.body, article.id, facts)
    title = [Piece(article.title, "headline")] if article.title else []
    text, units = join([*title, Piece(article.dateline, "dateline")])
    whole = f"{text}\n\n{article.body}"
    return assemble(whole, [*units, *find_units(whole, len(text))], article.id, facts)
