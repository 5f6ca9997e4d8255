"""What the record keeps of fetching: a row for each address, be it a watched feed or an item that a feed listed."""

from __future__ import annotations

STATEMENTS: tuple[str, ...] = (
    """CREATE TABLE fetches (
        fetch INTEGER PRIMARY KEY,
        url TEXT NOT NULL UNIQUE,       -- as the user or the feed names it
        feed TEXT,                      -- the feed that listed it first; NULL for a feed
        title TEXT,                     -- as the feed says, of itself or of the item
        published TEXT,                 -- day, as the feed says
        first_seen_at TEXT NOT NULL,
        next_at TEXT,                   -- not fetched before; NULL: not again
        tries INTEGER NOT NULL DEFAULT 0,  -- failures since it was fetched last
        fetched_at TEXT,                -- the last try; NULL before the first
        outcome TEXT,                   -- of the last try: fetched, unchanged, or why not; NULL before the first
        reason TEXT,
        final_url TEXT,                 -- where it was found, after redirects
        address TEXT,                   -- the network address that it came from
        is_private INTEGER NOT NULL DEFAULT 0,  -- 1: of the own network, let in by --allow-private
        etag TEXT,                      -- what the server gave to ask with next time
        last_modified TEXT
    )""",
    "CREATE INDEX fetches_by_feed ON fetches (feed, next_at) WHERE next_at IS NOT NULL",
)
