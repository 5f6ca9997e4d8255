"""Addresses as they are found and told."""

from __future__ import annotations

import re
from urllib.parse import urljoin

MAX_URL = 8192
"""Characters; longer ones are no addresses of reports."""
_USER = re.compile(r"^(\s*[a-z][a-z0-9+.-]*:/*)[^/?#]*@", re.IGNORECASE)


def join_url(base: str, link: str) -> str:
    """A link as found on the page or in the feed at `base`, whole; "" where it is none."""
    try:
        return urljoin(base, link.strip())
    except ValueError:
        return ""


def bare_url(url: str) -> str:
    """The URL as it may be told and kept: without user name and password, and not endless."""
    bare = _USER.sub(r"\1", url.strip())
    return bare if len(bare) <= MAX_URL else bare[: MAX_URL - 1] + "…"
