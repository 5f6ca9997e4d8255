"""When to try again what could not be fetched."""

from __future__ import annotations

from datetime import datetime, timedelta

ITEM_TRIES = 6
_ITEM_WAITS = (timedelta(minutes=10), timedelta(hours=1), timedelta(hours=4), timedelta(hours=12), timedelta(hours=24))
_FEED_LONGEST = timedelta(hours=24)


def next_try(tries: int, now: datetime, retry_at: datetime | None = None) -> datetime | None:
    """When to try an item again after so many failures; None: it is given up. The server may ask for later."""
    if tries >= ITEM_TRIES:
        return None
    return max(now + _ITEM_WAITS[tries - 1], retry_at or now)


def next_poll(tries: int, now: datetime, every: timedelta, retry_at: datetime | None = None) -> datetime:
    """When to ask a feed again after so many failures: each doubles the pause, up to a day. Never given up."""
    pause = min(every * (1 << min(tries, 12)), max(every, _FEED_LONGEST))
    return max(now + pause, retry_at or now)
