"""What an HTTP answer says before its body is read: whether it is a page, and why not."""

from __future__ import annotations

from datetime import datetime
from email.message import Message
from typing import NamedTuple

import httpx2

from detente.fetching.body import too_large
from detente.fetching.options import FetchOptions
from detente.fetching.outcome import FetchError
from detente.fetching.retry_after import seconds_of

_NO_TEXT = ("image/", "audio/", "video/", "font/", "text/css", "text/javascript", "application/javascript")
_LATER = "Try again later."
_SAVE = "Open the page in a browser, save it in a file, and give its name."
_WORDS = {
    401: "it wants a password",
    402: "it wants to be paid",
    403: "it does not let this program read the page",
    404: "there is no such page",
    410: "the page is gone",
    429: "it was asked too often",
    451: "it may not show the page for legal reasons",
    503: "it is overloaded or closed for a while",
}
_TEMPORARY = frozenset({404, 408, 421, 425})
"""Beside all from 500 on. 404 too: feeds list pages before they are there."""


class Kind(NamedTuple):
    """What a server says of a body; None where it does not."""

    content_type: str | None
    charset: str | None


def check_status(answer: httpx2.Response, now: datetime, *, is_conditional: bool) -> None:
    """Raises FetchError for any answer that brings no page; redirects are not looked at."""
    status = answer.status_code
    if status == 304 and is_conditional:
        raise FetchError("unchanged", "Nothing is new since the last fetch.", "")
    if status in (200, 203) or answer.has_redirect_location:
        return
    words = _WORDS.get(status, "there is no page in it" if status < 400 else "it cannot give the page")
    reason = f"The server answered {status}: {words}."
    wait = seconds_of(answer.headers.get("retry-after"), now) if status in (429, 503) else None
    if status in (429, 503):
        raise FetchError("later", reason, _LATER, temporary=True, wait=wait)
    if status in (404, 410):
        todo = "Check the address."
        raise FetchError("missing", reason, todo, temporary=status in _TEMPORARY)
    is_temporary = status >= 500 or status in _TEMPORARY
    raise FetchError("http_error", reason, _LATER if is_temporary else _SAVE, temporary=is_temporary)


def check_head(answer: httpx2.Response, options: FetchOptions) -> Kind:
    """What the server says of the body. Raises FetchError where it is known to be of no use, or too large."""
    kind = _kind(answer.headers.get("content-type"))
    if kind.content_type is not None and kind.content_type.startswith(_NO_TEXT):
        reason = f"It is no report but {kind.content_type}."
        raise FetchError("unsupported", reason, "Give the address of a page, a text or a PDF.")
    length = answer.headers.get("content-length", "")
    if length.isascii() and length.isdigit() and int(length[:20]) > options.max_bytes:
        raise too_large(options)
    return kind


def _kind(header: str | None) -> Kind:
    if not header or "/" not in header:
        return Kind(None, None)
    message = Message()
    message["content-type"] = header[:500].encode("ascii", "replace").decode("ascii")
    charset = message.get_content_charset()
    return Kind(message.get_content_type(), charset[:40] if charset else None)
