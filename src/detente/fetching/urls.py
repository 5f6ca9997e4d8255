"""Which URLs may be asked for at all, before any name is looked up."""

from __future__ import annotations

import ipaddress
import re

import httpx2

from detente.fetching.outcome import FetchError
from detente.reading.links import MAX_URL

_STRANGE = re.compile(r"[\x00-\x20\x7f\\]|[^\S ]")
_NUMBER = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)", re.IGNORECASE)
_TODO = "Give the page's own address, as a browser shows it."


def parse_url(url: str) -> httpx2.URL:
    """The URL without user name, password and fragment. Raises FetchError where it may not be fetched.

    Hosts written as unusual numbers (2130706433, 0x7f.1, 0177.0.0.1, 127.1) are refused whatever they mean: libraries
    read them differently, and no outlet writes its address so.
    """
    url = url.strip()
    if len(url) > MAX_URL:
        raise _refused(f"The URL has more than {MAX_URL:,} characters.")
    if _STRANGE.search(url):
        raise _refused("The URL holds spaces, control characters or backslashes.")
    try:
        parsed = httpx2.URL(url)
        host = parsed.raw_host.decode("ascii")
        port = parsed.port
    except (httpx2.InvalidURL, UnicodeError, ValueError) as error:
        raise _refused("The URL cannot be understood.") from error
    if parsed.scheme not in ("http", "https"):
        raise _refused(f'Only http and https are fetched, not "{parsed.scheme[:20]}".')
    if port is not None and not 0 < port < 65536:
        raise _refused(f"{port} is no port.")
    _check_host(host)
    return parsed.copy_with(username=None, password=None, fragment=None)


def _check_host(host: str) -> None:
    host = host.rstrip(".")
    if not host:
        raise _refused("The URL names no host.")
    if "%" in host:
        raise _refused("The URL's host is not a plain name.")
    if ":" in host:
        return  # IPv6: one notation only, judged when it is connected to
    if _NUMBER.fullmatch(host.rpartition(".")[2]):
        try:
            ipaddress.IPv4Address(host)
        except ValueError:
            raise _refused("The URL's host is a number in an unusual notation.") from None


def _refused(reason: str) -> FetchError:
    return FetchError("refused", reason, _TODO)
