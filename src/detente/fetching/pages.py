"""A fetch to the outcomes of reading: what `read`, `code` and `add` take for an address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from detente.fetching.fetcher import Fetcher
from detente.fetching.outcome import Fetched, NotFetched, Why
from detente.reading.outcome import Outcome, OutcomeKind, refused
from detente.reading.stream import iter_bytes

_KINDS: dict[Why, OutcomeKind] = {
    "missing": "missing",
    "too_large": "too_large",
    "damaged": "malformed",
    "unsupported": "unsupported",
}
"""Outcomes of reading; any other stands for "unreadable"."""


def read_url(url: str, fetcher: Fetcher, *, published: date | None = None) -> Iterator[Outcome]:
    """The outcomes of an address that the user named, as of a file: a page, a feed, an archive …

    None where the user stopped the fetch: what was not tried is tried by the next run.
    """
    answer = fetcher.fetch_patiently(url)
    if isinstance(answer, Fetched):
        yield from read_page(answer, published=published)
    elif answer.outcome != "stopped":
        yield refused_page(answer)


def read_page(answer: Fetched, *, published: date | None = None, listed: date | None = None) -> Iterator[Outcome]:
    """The outcomes of what was fetched. `listed` is the day that a feed gives, for pages that do not say theirs."""
    outcomes = iter_bytes(
        answer.body, name=answer.url, published=published, url=answer.final_url, charset=answer.charset
    )
    for outcome in outcomes:
        document = outcome.document
        if document is not None and document.published is None and listed is not None:
            outcome = replace(outcome, document=replace(document, published=listed, published_how="feed"))
        if answer.is_private:
            told = f"It is from the own network ({answer.hops[-1].address}), let in by --allow-private."
            warning = " ".join(filter(None, (outcome.detail.warning, told)))
            detail = replace(outcome.detail, warning=warning, let_in=answer.hops[-1].address)
            outcome = replace(outcome, detail=detail, reason=f"{outcome.reason} {told}")
        if outcome.input != answer.url and outcome.detail.file is None:
            outcome = replace(outcome, detail=replace(outcome.detail, file=answer.url))
        yield outcome


def refused_page(answer: NotFetched, after: str = "") -> Outcome:
    """The outcome of reading for a page that was not fetched; `after` says what is done about it already."""
    todo = "" if after else answer.todo
    return refused(answer.url, _KINDS.get(answer.outcome, "unreadable"), f"{answer.reason}{after}", todo)
