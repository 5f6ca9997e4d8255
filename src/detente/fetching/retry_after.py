"""How long a server asks to wait: the header Retry-After, in seconds or as a date (RFC 9110, section 10.2.3)."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

LONGEST = 7 * 24 * 3600.0
"""Seconds: nobody is waited for longer."""


def seconds_of(header: str | None, now: datetime) -> float | None:
    """Seconds from now, 0 where the moment has passed; None where the header is missing or makes no sense."""
    if header is None:
        return None
    header = header.strip()
    if re.fullmatch(r"[0-9]{1,12}", header):
        return min(float(header), LONGEST)
    try:
        until = parsedate_to_datetime(header[:80])
    except (ValueError, TypeError, OverflowError):
        return None
    until = until.replace(tzinfo=UTC) if until.tzinfo is None else until
    return min(max(0.0, (until - now).total_seconds()), LONGEST)
