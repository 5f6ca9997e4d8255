"""An outlet's server on loopback that misbehaves in some twenty ways, and a world in which hosts lead to it.

Each connection brings one request; a path names the behaviour. What was asked is kept in `asked`.
"""

from __future__ import annotations

import contextlib
import gzip
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

from httpcore2 import NetworkStream, SyncBackend

from detente.fetching.fetcher import Fetcher
from detente.fetching.options import FetchOptions
from detente.fetching.world import World

PUBLIC, OTHER, PRIVATE = "93.184.216.34", "93.184.216.35", "10.0.0.7"
REPORT = (
    "<html><head><title>Norland and Sudland meet</title></head><body><article><h1>Norland and Sudland meet</h1>"
    "<p>The president of Norland met his counterpart from Sudland in the harbour city on Monday, officials said.</p>"
    "<p>They spoke of the fishing grounds that both claim, and agreed to meet again before the end of the year.</p>"
    "</article></body></html>"
)
Answer = Callable[["Asked"], Iterator[bytes]]


class Asked:
    """A request as it came: its path, its headers in small letters, and the address it was meant for."""

    def __init__(self, raw: bytes) -> None:
        first, *lines = raw.decode("latin-1").split("\r\n")
        self.path = first.split(" ")[1]
        self.headers = {k.lower(): v.strip() for k, _, v in (line.partition(":") for line in lines if ":" in line)}


def answer(body: bytes | str = REPORT, status: str = "200 OK", **headers: str) -> bytes:
    """A whole answer; `content_type` names the header Content-Type, and so on; None leaves one out."""
    raw = body.encode() if isinstance(body, str) else body
    given = {"content_type": "text/html; charset=utf-8", "content_length": str(len(raw)), **headers}
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in given.items() if value is not None]
    return "\r\n".join([f"HTTP/1.1 {status}", *lines, "", ""]).encode("latin-1") + raw


def redirect(to: str, status: str = "302 Found") -> bytes:
    return answer("", status, location=to)


def _drip(asked: Asked) -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n"
    while True:
        time.sleep(0.02)
        yield b"x"


def _drip_head(asked: Asked) -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\n"
    for i in range(10_000):
        time.sleep(0.02)
        yield f"x-{i}: y\r\n".encode()


def _endless(asked: Asked) -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\n\r\n"
    while True:
        yield b"news " * 20_000


def _bomb(asked: Asked) -> Iterator[bytes]:
    squeezer = zlib.compressobj(9, zlib.DEFLATED, 31)
    raw = b"".join(squeezer.compress(b"\0" * 1_000_000) for _ in range(60)) + squeezer.flush()
    yield answer(raw, content_encoding="gzip")


def _huge_headers(asked: Asked) -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\n" + b"".join(b"x-%d: %s\r\n" % (i, b"y" * 1000) for i in range(5000)) + b"\r\n"


def _conditional(asked: Asked) -> Iterator[bytes]:
    if asked.headers.get("if-none-match") == '"one"':
        yield b"HTTP/1.1 304 Not Modified\r\n\r\n"
    else:
        yield answer(etag='"one"', last_modified="Tue, 07 Aug 2018 14:00:00 GMT")


def _hang(asked: Asked) -> Iterator[bytes]:
    time.sleep(3)
    yield b""


def _cookie(asked: Asked) -> Iterator[bytes]:
    if "seen=1" in asked.headers.get("cookie", ""):
        yield answer()
    else:
        yield answer("", "302 Found", location="/cookie", set_cookie="seen=1")


_TWICE = gzip.compress(REPORT[:200].encode()) + gzip.compress(REPORT[200:].encode())
_RAW_DEFLATE = zlib.compress(REPORT.encode())[2:-4]
BEHAVIOURS: dict[str, bytes | Answer] = {
    "/good": answer(),
    "/drip": _drip,
    "/drip-head": _drip_head,
    "/endless": _endless,
    "/bomb": _bomb,
    "/huge-headers": _huge_headers,
    "/hang": _hang,
    "/conditional": _conditional,
    "/cookie": _cookie,
    "/gzip": answer(gzip.compress(REPORT.encode()), content_encoding="gzip"),
    "/gzip-twice": answer(_TWICE, content_encoding="gzip"),
    "/gzip-cut": answer(gzip.compress(REPORT.encode())[:-20], content_encoding="gzip"),
    "/gzip-damaged": answer(b"\x1f\x8b\x08\0" + b"nonsense" * 9, content_encoding="gzip"),
    "/gzip-trailing": answer(gzip.compress(REPORT.encode()) + b"\0\0\0\0", content_encoding="gzip"),
    "/deflate": answer(zlib.compress(REPORT.encode()), content_encoding="deflate"),
    "/deflate-raw": answer(_RAW_DEFLATE, content_encoding="deflate"),
    "/brotli": answer(b"\x0b\x02\x80hello\x03", content_encoding="br"),
    "/double": answer(gzip.compress(gzip.compress(REPORT.encode())), content_encoding="gzip, gzip"),
    "/length-more": answer(content_length="99999"),
    "/length-less": answer(content_length="100"),
    "/length-two": b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\nhello!",
    "/length-negative": answer(content_length="-1"),
    "/length-huge": answer("", content_length="99999999999"),
    "/chunks-cut": b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nff\r\nhello",
    "/not-http": b"220 mail.example ESMTP\r\n",
    "/silent": b"",
    "/no-type": answer(content_type=None),
    "/odd-type": answer(content_type="text"),
    "/picture": answer(b"\x89PNG" + b"\0" * 900, content_type="image/png"),
    "/empty": answer("", "204 No Content"),
    "/part": answer("half", "206 Partial Content", content_range="bytes 0-3/9"),
    "/unasked-304": b"HTTP/1.1 304 Not Modified\r\n\r\n",
    "/no-location": answer("", "302 Found"),
    "/loop": redirect("/loop"),
    "/circle-a": redirect("/circle-b"),
    "/circle-b": redirect("/circle-a"),
    "/user": redirect("http://me:secret@news.example/good"),
    "/file": redirect("file:///etc/passwd"),
    "/strange": redirect("http://[::1/x"),
    "/busy": answer("", "503 Service Unavailable", retry_after="120"),
    "/gone": answer("", "410 Gone"),
    "/forbidden": answer("", "403 Forbidden"),
    "/broken": answer("", "500 Internal Server Error"),
}


class Server:
    """Serves `pages`, by path, until closed; `robots` is what stands in /robots.txt, None for none."""

    def __init__(self, context: ssl.SSLContext | None = None) -> None:
        self.pages: dict[str, bytes | Answer] = dict(BEHAVIOURS)
        self.robots: bytes | Answer | None = None
        self.asked: list[Asked] = []
        self.connections = 0
        self._context = context
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=50)
        self.port = self._socket.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]

    def close(self) -> None:
        self._socket.close()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError), connection:
            if self._context is not None:
                connection = self._context.wrap_socket(connection, server_side=True)
            with connection:
                raw = b""
                while b"\r\n\r\n" not in raw:
                    raw += connection.recv(65536) or b"\r\n\r\n"
                    if raw.startswith(b"\x16"):  # the beginning of TLS
                        raw = b"GET /not-http HTTP/1.1\r\n\r\n"
                if not raw.strip():
                    return
                asked = Asked(raw)
                self.asked.append(asked)
                found = self.robots if asked.path == "/robots.txt" else self.pages.get(asked.path)
                found = answer("", "404 Not Found") if found is None else found
                for piece in [found] if isinstance(found, bytes) else found(asked):
                    connection.sendall(piece)
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_WR)
                connection.settimeout(1)
                while connection.recv(65536):  # until the other side closes: closing first would cut the answer short
                    pass


class Clock:
    """Time that passes only by sleeping; begins at noon of 7 August 2018."""

    def __init__(self) -> None:
        self.passed = 1000.0
        self.slept: list[float] = []

    def now(self) -> datetime:
        return datetime(2018, 8, 7, 12, tzinfo=UTC) + timedelta(seconds=self.passed - 1000)

    def monotonic(self) -> float:
        return self.passed

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.passed += seconds


class Net:
    """A world whose hosts have the addresses given, all of which lead to one server. `connected` are those used."""

    def __init__(self, server: Server, clock: Clock | None = None, trust: ssl.SSLContext | None = None) -> None:
        self.server, self.clock = server, clock
        self.hosts: dict[str, list[str]] = {
            "news.example": [PUBLIC],
            "other.example": [OTHER],
            "inner.example": [PRIVATE],
        }
        self.looked_up: list[str] = []
        self.connected: list[tuple[str, int]] = []
        self.is_stopped = False
        times = {} if clock is None else {"clock": clock.monotonic, "now": clock.now, "sleep": clock.sleep}
        self.world = World(
            resolve=self._resolve, connect=self._connect, trust=trust, is_stopped=lambda: self.is_stopped, **times
        )

    def fetcher(self, **options) -> Fetcher:
        return Fetcher(FetchOptions(**({"delay": 0.0} | options)), self.world)

    def _resolve(self, host: str, port: int) -> list[str]:
        self.looked_up.append(host)
        if host not in self.hosts:
            raise OSError(f"no such host: {host}")
        return self.hosts[host]

    def _connect(self, address: str, port: int, seconds: float) -> NetworkStream:
        self.connected.append((address, port))
        return SyncBackend().connect_tcp("127.0.0.1", self.server.port, seconds)
