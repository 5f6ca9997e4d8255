"""What a host's robots.txt lets this program read, and how fast (RFC 9309)."""

from __future__ import annotations

from typing import NamedTuple

from protego import Protego

from detente.fetching.options import ROBOT
from detente.fetching.outcome import Fetched, NotFetched

MAX_ROBOTS = 512_000
"""Bytes that are looked at, as the RFC lets."""
LONGEST_DELAY = 60.0
_KEPT, _KEPT_FAILED = 24 * 3600.0, 600.0
"""Seconds for which rules are remembered: a day at most, says the RFC; soon again where they could not be read."""


class Rules(NamedTuple):
    """A host's rules: `parsed` None where there are none; `trouble` where they could not be read, so nothing may be."""

    parsed: Protego | None
    trouble: NotFetched | None
    kept: float
    """Seconds for which they hold."""

    def lets(self, url: str) -> bool:
        """Whether this program may read the page."""
        return self.trouble is None and (self.parsed is None or bool(self.parsed.can_fetch(url, ROBOT)))

    @property
    def delay(self) -> float:
        """Seconds that the host wants between two requests, 0 where it does not say."""
        asked = self.parsed.crawl_delay(ROBOT) if self.parsed is not None else None
        rate = self.parsed.request_rate(ROBOT) if self.parsed is not None else None
        return min(LONGEST_DELAY, max(float(asked or 0), rate.seconds / rate.requests if rate is not None else 0.0))


def rules_of(answer: Fetched | NotFetched) -> Rules:
    """The rules that an answer to /robots.txt gives.

    Where the server says that there is no such file (any 4xx), everything may be read; where it fails or does not
    answer, nothing for now.
    """
    if isinstance(answer, Fetched):
        return Rules(
            Protego.parse(answer.body[:MAX_ROBOTS].decode("utf-8", "replace").removeprefix("\ufeff")), None, _KEPT
        )
    status = answer.hops[-1].http_status if answer.hops else None
    if answer.outcome in ("missing", "http_error") and status is not None and 400 <= status < 500:
        return Rules(None, None, _KEPT)
    if answer.outcome in ("too_large", "damaged", "unsupported", "http_error") and status is not None and status < 400:
        return Rules(None, None, _KEPT)  # no file of rules that could be read by anybody
    return Rules(None, answer, _KEPT_FAILED)
