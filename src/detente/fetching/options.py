"""What a run allows, and its limits."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, metadata

from detente import __version__

ROBOT = "detente"
"""The name by which robots.txt calls this program."""
WEB_PORTS = frozenset({80, 443})


@dataclass(frozen=True, slots=True)
class FetchOptions:
    """Limits of fetching; sizes count what is unpacked."""

    allow_private: bool = False
    """Let addresses of the own network in, on any port; never on the way from a public page."""
    ports: frozenset[int] = WEB_PORTS
    """Ports of public servers that may be asked."""
    seconds: float = 30.0
    """For one fetch, all hops together, however slowly bytes drip; waiting out of politeness does not count."""
    connect_seconds: float = 10.0
    max_bytes: int = 20_000_000
    max_ratio: int = 100
    """How many times its sent size a body may unpack to, beyond the first megabyte; news text packs 3 to 15 times."""
    max_redirects: int = 5
    delay: float = 1.0
    """Seconds between two requests to one host; longer where its robots.txt asks for it."""
    longest_wait: float = 60.0
    """Seconds to wait for a host; beyond, the fetch is put off."""


@cache
def agent() -> str:
    """How this program names itself to servers: its name, its version, and where to read about it."""
    try:
        urls = metadata(ROBOT).get_all("Project-URL") or []
    except PackageNotFoundError:  # run from its source
        urls = []
    home = next((url.partition(",")[2].strip() for url in urls if url.lower().startswith("homepage")), None)
    return f"{ROBOT}/{__version__} (+{home})" if home else f"{ROBOT}/{__version__}"
