"""What fetching takes from outside: names and connections, time, trust. Tests give their own."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from httpcore2 import NetworkStream


def resolve(host: str, port: int) -> list[str]:
    """All addresses of a host, in the order to try them. Raises OSError where it has none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(answer[4][0]) for answer in found))


def connect(address: str, port: int, seconds: float) -> NetworkStream:
    """A connection to a network address. Raises httpcore2's ConnectError and ConnectTimeout."""
    from httpcore2 import SyncBackend

    return SyncBackend().connect_tcp(address, port, seconds)


def moment() -> datetime:
    """Now, in UTC."""
    return datetime.now(UTC)


def never() -> bool:
    """No stop is asked for."""
    return False


@dataclass(frozen=True, slots=True)
class World:
    """The borders. `clock` only ever grows; `trust` None is the system's own list of authorities."""

    resolve: Callable[[str, int], list[str]] = resolve
    connect: Callable[[str, int, float], NetworkStream] = connect
    clock: Callable[[], float] = time.monotonic
    now: Callable[[], datetime] = moment
    sleep: Callable[[float], None] = time.sleep
    is_stopped: Callable[[], bool] = never
    """Asked about twice a second, while waiting too."""
    trust: ssl.SSLContext | None = None


_SLICE = 0.5


def wait(world: World, seconds: float) -> bool:
    """Sleep; False where a stop was asked for meanwhile."""
    until = world.clock() + seconds
    while (left := until - world.clock()) > 0:
        if world.is_stopped():
            return False
        world.sleep(min(left, _SLICE))
    return not world.is_stopped()
