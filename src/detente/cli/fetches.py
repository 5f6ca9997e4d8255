"""The options by which a command fetches addresses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from detente.fetching.fetcher import Fetcher

_F = TypeVar("_F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Fetching:
    """What a run lets in beside public servers on their usual ports."""

    allow_private: bool = False
    ports: tuple[int, ...] = ()

    def fetcher(self, is_stopped: Callable[[], bool] | None = None) -> Fetcher:
        """What fetches for the whole run."""
        from detente.fetching.fetcher import Fetcher
        from detente.fetching.options import WEB_PORTS, FetchOptions
        from detente.fetching.world import World, never

        options = FetchOptions(allow_private=self.allow_private, ports=WEB_PORTS | frozenset(self.ports))
        return Fetcher(options, World(is_stopped=is_stopped or never))

    def fetcher_for(self, inputs: Sequence[str], is_stopped: Callable[[], bool] | None = None) -> Fetcher | None:
        """The same where an input is an address: the client takes a while to load."""
        from detente.reading.inputs import is_address

        return self.fetcher(is_stopped) if any(map(is_address, inputs)) else None


def fetch_options(command: _F) -> _F:
    """Give a command --allow-private and --allow-port, passed to it as one `fetching`."""
    from functools import wraps

    @click.option("--allow-private", is_flag=True, help="Let servers of your own network in, like 192.168.0.7.")
    @click.option(
        *("--allow-port", "ports"),
        type=click.IntRange(1, 65535),
        multiple=True,
        metavar="PORT",
        help="Another port of public servers, beside 80 and 443.",
    )
    @wraps(command)
    def fetching(*args: Any, allow_private: bool, ports: tuple[int, ...], **others: Any) -> Any:
        return command(*args, fetching=Fetching(allow_private, ports), **others)

    return fetching  # type: ignore[return-value]


def bare_inputs(inputs: Sequence[str]) -> tuple[str, ...]:
    """The inputs as they may be kept and told: addresses without user name and password."""
    from detente.reading.inputs import is_address
    from detente.reading.links import bare_url

    return tuple(bare_url(name) if is_address(name) else name for name in inputs)
