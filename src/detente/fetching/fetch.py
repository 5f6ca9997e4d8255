"""One fetch: from a URL, over its redirects, to bytes or to the reason why there are none."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import NamedTuple

import httpcore2
import httpx2

from detente.fetching.answers import check_head, check_status
from detente.fetching.body import CODINGS, read_body
from detente.fetching.deadline import Deadline
from detente.fetching.guard import Guard
from detente.fetching.options import FetchOptions, agent
from detente.fetching.outcome import Fetched, FetchError, Hop, NotFetched
from detente.fetching.transport import GuardedTransport
from detente.fetching.urls import parse_url
from detente.fetching.world import World
from detente.reading.links import bare_url

ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
BeforeHop = Callable[[httpx2.URL, Deadline, bool], None]
"""Asked before each request (robots, waiting); the third says whether the own network is let in. May refuse."""
_SAVE = "Open the page in a browser, save it in a file, and give its name."


class Validators(NamedTuple):
    """What a server gave with a page so that it can be asked whether the page is still the same."""

    url: str
    etag: str | None
    last_modified: str | None


class Request(NamedTuple):
    """What is asked for; `allow_private` narrows what the options allow."""

    url: str
    validators: Validators | None = None
    allow_private: bool = True
    seconds: float | None = None
    """A shorter deadline than that of the options."""


def fetch(
    request: Request, options: FetchOptions, world: World, before_hop: BeforeHop | None = None
) -> Fetched | NotFetched:
    """Fetch one URL. Nothing is raised, whatever the server does: what goes wrong is told."""
    hops: list[Hop] = []
    try:
        return _fetch(request, options, world, before_hop, hops)
    except FetchError as error:
        moment = world.now()
        return NotFetched(
            url=bare_url(request.url),
            outcome=error.outcome,
            reason=error.reason,
            todo=error.todo,
            fetched_at=moment,
            hops=tuple(hops),
            is_temporary=error.is_temporary,
            retry_at=None if error.wait is None else moment + timedelta(seconds=error.wait),
        )


def _fetch(
    request: Request, options: FetchOptions, world: World, before_hop: BeforeHop | None, hops: list[Hop]
) -> Fetched:
    deadline = Deadline(world, min(options.seconds, request.seconds or options.seconds))
    guard = Guard(options, world, deadline, allow_private=options.allow_private and request.allow_private)
    url = parse_url(request.url)
    transport = GuardedTransport(guard, world.trust)
    headers = {"user-agent": agent(), "accept": ACCEPT, "accept-encoding": CODINGS, "connection": "close"}
    with httpx2.Client(transport=transport, headers=headers, timeout=None, trust_env=False) as client, _told():
        while True:
            guard.forget()
            hops.append(Hop(str(url)))
            if before_hop is not None:
                before_hop(url, deadline, guard.allows_private)
            asked = client.build_request("GET", url, headers=_conditions(url, request.validators))
            answer = client.send(asked, stream=True, follow_redirects=False)
            try:
                hops[-1] = Hop(str(url), guard.address, guard.is_private, answer.status_code)
                target = _next(answer, hops, options)
                if target is None:
                    return _read(answer, request, hops, options, world.now())
                url = target
            finally:
                answer.close()


def _next(answer: httpx2.Response, hops: list[Hop], options: FetchOptions) -> httpx2.URL | None:
    """Where a redirect leads; None where the answer is none. Raises FetchError where it may not be followed."""
    if not answer.has_redirect_location:
        return None
    todo = "Give the address of the page that it leads to."
    if answer.next_request is None:
        raise FetchError("damaged", "It leads on to an address that cannot be understood.", todo)
    target = parse_url(str(answer.next_request.url))
    if hops[-1].url.startswith("https:") and target.scheme != "https":
        raise FetchError("refused", "It leads from https to http, which anybody on the way could read and alter.", todo)
    if len(hops) > options.max_redirects:
        circle = " in a circle" if str(target) in {hop.url for hop in hops} else ""
        raise FetchError("refused", f"It leads on{circle} more than {options.max_redirects} times.", _SAVE)
    return target


def _read(
    answer: httpx2.Response, request: Request, hops: list[Hop], options: FetchOptions, moment: datetime
) -> Fetched:
    check_status(answer, moment, is_conditional=any(k in answer.request.headers for k in _CONDITIONS))
    kind = check_head(answer, options)
    body, wire_bytes = read_body(answer.iter_raw(), answer.headers.get("content-encoding", ""), options)
    return Fetched(
        url=bare_url(request.url),
        body=body,
        fetched_at=moment,
        hops=tuple(hops),
        content_type=kind.content_type,
        charset=kind.charset,
        etag=_short(answer.headers.get("etag")),
        last_modified=_short(answer.headers.get("last-modified")),
        wire_bytes=wire_bytes,
    )


_CONDITIONS = ("if-none-match", "if-modified-since")


def _conditions(url: httpx2.URL, validators: Validators | None) -> dict[str, str]:
    """Headers that ask for a page only if it is new: sent only where the last one was found."""
    if validators is None or str(url) != validators.url:
        return {}
    values = zip(_CONDITIONS, (validators.etag, validators.last_modified), strict=True)
    return {name: value for name, value in values if value is not None}


def _short(header: str | None) -> str | None:
    """A header to be kept and sent back; one that is absurdly long, or not plain, is of no use."""
    return header if header and len(header) <= 500 and header.isascii() and header.isprintable() else None


@contextmanager
def _told() -> Iterator[None]:
    """Turn the client's errors into ours."""
    try:
        yield
    except (httpcore2.TimeoutException, httpx2.TimeoutException) as error:
        raise FetchError("timeout", "The server does not answer.", "Try again later.", temporary=True) from error
    except (httpcore2.NetworkError, httpx2.NetworkError, OSError) as error:
        cause: BaseException | None = error
        while cause is not None and not isinstance(cause, ssl.SSLError):
            cause = cause.__cause__ or cause.__context__
        if isinstance(cause, ssl.SSLCertVerificationError):
            told = cause.verify_message or "it is not valid"
            todo = "Check the address and your machine's clock; the page is not fetched unchecked."
            raise FetchError("bad_certificate", f"The server's certificate is refused: {told}.", todo) from error
        if cause is not None:
            reason = "No secure connection could be made."
            raise FetchError("unreachable", reason, "Try again later.", temporary=True) from error
        reason = f"The connection was lost: {error}." if str(error) else "The connection was lost."
        raise FetchError("unreachable", reason, "Try again later.", temporary=True) from error
    except (httpcore2.ProtocolError, httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError, ValueError) as error:
        reason = f"The server's answer is damaged: {str(error)[:200] or type(error).__name__}."
        raise FetchError("damaged", reason, "Try again later.", temporary=True) from error
