"""The guard at the connection itself: a host is resolved once, every answer is checked, and one of them connected to.

It stands below the HTTP client, so that no way around it is left: whatever host the client makes of a URL, on any
redirect, comes through here. TLS and the Host header keep the host's name; nothing is looked up a second time.
"""

from __future__ import annotations

import queue
import ssl
import threading
from collections.abc import Iterable
from typing import Any

import httpcore2

from detente.fetching.addresses import Reach, reach_of
from detente.fetching.deadline import Deadline
from detente.fetching.options import FetchOptions
from detente.fetching.outcome import FetchError
from detente.fetching.world import World

_SLICE = 0.5
_MAX_ANSWERS = 8


class Guard(httpcore2.NetworkBackend):
    """Connects to checked addresses only; `address` and `is_private` tell of the last connection."""

    def __init__(self, options: FetchOptions, world: World, deadline: Deadline, *, allow_private: bool) -> None:
        self._options, self._world, self._deadline = options, world, deadline
        self._allow_private = allow_private
        self.address: str | None = None
        self.is_private = False

    @property
    def allows_private(self) -> bool:
        """Whether the next connection may go into the own network."""
        return self._allow_private

    def forget(self) -> None:
        """Before another hop. A page of the public internet does not lead into the own network, even if let in."""
        if self.address is not None and not self.is_private:
            self._allow_private = False
        self.address, self.is_private = None, False

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """A stream to the host. Raises FetchError where it may not be connected to, or cannot be."""
        answers = self._resolve(host, port)
        reaches = [self._checked(host, port, answer) for answer in answers]
        trouble: Exception | None = None
        for answer, reach in list(zip(answers, reaches, strict=True))[:_MAX_ANSWERS]:
            seconds = min(self._deadline.left(), self._options.connect_seconds)
            try:
                stream = self._world.connect(answer, port, seconds)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                trouble = error
                continue
            self.address, self.is_private = answer, reach.kind == "private"
            return _Stream(stream, self._deadline)
        self._deadline.left()
        told = str(trouble) or "no answer"
        raise _unreachable(f"No connection to {host}: {told}.") from trouble

    def _checked(self, host: str, port: int, address: str) -> Reach:
        reach = reach_of(address)
        if reach.kind == "never" or (reach.kind == "private" and not self._allow_private):
            todo = "Give the address of a page on the public internet."
            if reach.kind == "private" and not self._options.allow_private:
                todo = "If it is a source of your own network, run the command with --allow-private."
            named = host if host == address else f"{host} ({address})"
            raise FetchError("refused", f"{named} is no public address: {reach.what}.", todo)
        if reach.kind == "public" and port not in self._options.ports:
            todo = f"If you trust it, run the command with --allow-port {port}."
            raise FetchError("refused", f"Port {port} of {host} is not one of the web's.", todo)
        return reach

    def _resolve(self, host: str, port: int) -> list[str]:
        """All addresses of the host, looked up aside: the system's own look-up knows no deadline."""
        if reach_of(host).what != "not an address":
            return [host]
        answer: queue.Queue[list[str] | Exception] = queue.Queue()

        def look_up() -> None:
            try:
                answer.put(self._world.resolve(host, port))
            except (OSError, UnicodeError) as error:
                answer.put(error)

        threading.Thread(target=look_up, daemon=True).start()
        while True:
            try:
                found = answer.get(timeout=min(self._deadline.left(), _SLICE))
                break
            except queue.Empty:
                continue
        if isinstance(found, Exception) or not found:
            raise _unreachable(f"There is no host {host}, or its name cannot be looked up now.")
        return found


class _Stream(httpcore2.NetworkStream):
    """A connection whose every wait ends at the deadline, or when the user wants to stop."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        while True:
            left = self._deadline.left()
            try:
                return self._stream.read(max_bytes, min(left, _SLICE))
            except httpcore2.ReadTimeout:
                continue

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        return _Stream(
            self._stream.start_tls(ssl_context, server_hostname, self._deadline.left()),
            self._deadline,
        )

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _unreachable(reason: str) -> FetchError:
    return FetchError("unreachable", reason, "Check the address and your connection, then try again.", temporary=True)
