"""The only room that uses the network: pages and feeds that the user named, fetched politely and behind a guard.

Nothing is imported here, as the client for HTTP takes a while: take `Fetcher` from detente.fetching.fetcher.
"""
