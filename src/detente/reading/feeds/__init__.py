"""Feeds (RSS, Atom, RDF) to their items, and lists of feeds (OPML) to the feeds."""
