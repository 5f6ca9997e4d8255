"""The HTTP client's way to the network: through the guard, one connection a request, no proxies."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from functools import cache

import httpcore2
import httpx2

from detente.fetching.guard import Guard


class GuardedTransport(httpx2.BaseTransport):
    """Sends requests over connections that the guard makes."""

    def __init__(self, guard: Guard, trust: ssl.SSLContext | None) -> None:
        self._pool = httpcore2.ConnectionPool(
            ssl_context=trust or _system_trust(),
            max_keepalive_connections=0,
            http1=True,
            http2=False,
            retries=0,
            network_backend=guard,
        )

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """The answer, its body not read yet. Raises the errors of httpcore2, and what the guard raises."""
        url = httpcore2.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        sent = httpcore2.Request(request.method, url, headers=request.headers.raw, extensions=request.extensions)
        answer = self._pool.handle_request(sent)
        return httpx2.Response(
            answer.status, headers=answer.headers, stream=_Body(answer), extensions=answer.extensions
        )

    def close(self) -> None:
        """Close the connections."""
        self._pool.close()


class _Body(httpx2.SyncByteStream):
    def __init__(self, answer: httpcore2.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


@cache
def _system_trust() -> ssl.SSLContext:
    return httpcore2.default_ssl_context()
