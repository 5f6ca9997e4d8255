"""What becomes of a fetch: bytes with what is known of them, or why there are none."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Why = Literal[
    "unchanged",  # the server says that nothing is new since the last fetch
    "refused",  # the address, scheme, port or redirect is not allowed
    "robots",  # the outlet asks programs not to read this page
    "missing",  # 404, 410
    "http_error",  # any other answer that is no page
    "later",  # the server asks to come back later
    "unreachable",  # no such host, no connection, connection lost
    "timeout",
    "bad_certificate",
    "too_large",
    "damaged",  # what came is not what was announced
    "unsupported",  # pictures, sound, an unknown packing
    "stopped",  # by the user
]


@dataclass(frozen=True, slots=True)
class Hop:
    """One request on the way: where it went, to which address, and whether that is one of the own network."""

    url: str
    address: str | None = None
    is_private: bool = False
    http_status: int | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page or file as it came, unpacked. `url` is what was asked for, the last hop where it was found."""

    url: str
    body: bytes = field(repr=False)
    fetched_at: datetime
    hops: tuple[Hop, ...]
    content_type: str | None = None
    """ "text/html", in small letters and without its parameters; None where the server does not say it."""
    charset: str | None = None
    """As the server says; pages lie."""
    etag: str | None = None
    last_modified: str | None = None
    wire_bytes: int = 0
    """Bytes of the body as they were sent, perhaps packed."""

    @property
    def final_url(self) -> str:
        """Where it was found."""
        return self.hops[-1].url

    @property
    def is_private(self) -> bool:
        """Whether it came from an address of the own network, which --allow-private lets in."""
        return self.hops[-1].is_private


@dataclass(frozen=True, slots=True)
class NotFetched:
    """Why nothing was fetched, and what can be done."""

    url: str
    outcome: Why
    reason: str
    """One sentence that says what happened."""
    todo: str
    fetched_at: datetime
    hops: tuple[Hop, ...] = ()
    is_temporary: bool = False
    """Whether another try, later, may well succeed."""
    retry_at: datetime | None = None
    """Not before; None where the server does not say."""


class FetchError(Exception):
    """Ends a fetch from within; `fetch` makes it a NotFetched, so that it reaches nobody else."""

    def __init__(self, outcome: Why, reason: str, todo: str, *, temporary: bool = False, wait: float | None = None):
        super().__init__(reason)
        self.outcome, self.reason, self.todo = outcome, reason, todo
        self.is_temporary, self.wait = temporary, wait
        """`wait`: seconds before which the server does not want to be asked again."""
