"""Fetching as a guest behaves: robots.txt is kept to, and no host is asked faster than it wants to be."""

from __future__ import annotations

from dataclasses import dataclass, replace

import httpx2

from detente.fetching.deadline import Deadline
from detente.fetching.fetch import Request, Validators, fetch
from detente.fetching.options import FetchOptions
from detente.fetching.outcome import Fetched, FetchError, NotFetched
from detente.fetching.robots import MAX_ROBOTS, Rules, rules_of
from detente.fetching.world import World, wait

_ROBOTS_SECONDS = 15.0
_MAX_HOSTS = 10_000
_TRIES = 3


@dataclass(slots=True)
class _Host:
    """What is known of a host and port: its rules, until when they hold, and when it may be asked again."""

    rules: Rules | None = None
    rules_until: float = 0.0
    ready: float = 0.0


class Fetcher:
    """Fetches for one run; remembers each host's rules and when it was asked last. Not for several threads."""

    def __init__(self, options: FetchOptions | None = None, world: World | None = None) -> None:
        self.options, self.world = options or FetchOptions(), world or World()
        self._hosts: dict[str, _Host] = {}

    def fetch(
        self, url: str, validators: Validators | None = None, *, allow_private: bool = True
    ) -> Fetched | NotFetched:
        """Fetch once. `allow_private` narrows what the options allow; with `validators` it may be "unchanged"."""
        answer = fetch(Request(url, validators, allow_private), self.options, self.world, self._before)
        self._heed(answer)
        return answer

    def fetch_patiently(self, url: str) -> Fetched | NotFetched:
        """Fetch, and where the host asks to wait a short while, wait and ask again, twice at most."""
        for _ in range(_TRIES - 1):
            answer = self.fetch(url)
            if isinstance(answer, Fetched) or answer.outcome != "later" or answer.retry_at is None:
                return answer
            seconds = (answer.retry_at - self.world.now()).total_seconds()
            if seconds > self.options.longest_wait or not wait(self.world, max(0.0, seconds)):
                return answer
        return self.fetch(url)

    def ready_in(self, url: str) -> float:
        """Seconds until the URL's host may be asked; 0 for one that is not known or for no URL."""
        try:
            host = self._hosts.get(_key(httpx2.URL(url)))
        except (httpx2.InvalidURL, UnicodeError, ValueError):
            return 0.0
        return max(0.0, host.ready - self.world.clock()) if host is not None else 0.0

    def _before(self, url: httpx2.URL, deadline: Deadline, allow_private: bool) -> None:
        """Before each request: rules, then patience. Raises FetchError where the page is not to be fetched now."""
        host = self._host(_key(url))
        self._wait(host, url, deadline)
        rules = self._rules(host, url, deadline, allow_private)
        if rules.trouble is not None:
            trouble = rules.trouble
            if trouble.outcome in ("refused", "bad_certificate", "stopped"):
                raise FetchError(trouble.outcome, trouble.reason, trouble.todo)
            reason = f"The host's robots.txt cannot be read, so its pages are not either: {trouble.reason}"
            raise FetchError(trouble.outcome, reason, "Try again later.", temporary=True)
        if not rules.lets(str(url)):
            reason = "The host's robots.txt asks programs like this one not to read the page."
            raise FetchError("robots", reason, "Open it in a browser, save it in a file, and give its name.")
        host.ready = self.world.clock() + max(self.options.delay, rules.delay)

    def _wait(self, host: _Host, url: httpx2.URL, deadline: Deadline) -> None:
        seconds = host.ready - self.world.clock()
        if seconds <= 0:
            return
        if seconds > self.options.longest_wait:
            reason = f"{url.host} asked to be left alone for a while."
            raise FetchError("later", reason, "Try again later.", temporary=True, wait=seconds)
        is_over = wait(self.world, seconds)
        deadline.extend(seconds)
        if not is_over:
            raise FetchError("stopped", "Stopped by the user.", "Run the command again.", temporary=True)

    def _rules(self, host: _Host, url: httpx2.URL, deadline: Deadline, allow_private: bool) -> Rules:
        now = self.world.clock()
        if host.rules is None or now >= host.rules_until:
            where = str(url.copy_with(raw_path=b"/robots.txt"))
            options = replace(self.options, max_bytes=4 * MAX_ROBOTS)
            request = Request(where, None, allow_private, min(_ROBOTS_SECONDS, deadline.left()))
            answer = fetch(request, options, self.world)
            if isinstance(answer, NotFetched) and answer.outcome in ("refused", "stopped"):
                return Rules(None, answer, 0.0)  # true of this request only
            host.rules = rules_of(answer)
            host.rules_until = now + host.rules.kept
            if isinstance(answer, NotFetched) and answer.retry_at is not None:
                self._postpone(host, answer)
        return host.rules

    def _heed(self, answer: Fetched | NotFetched) -> None:
        """A host that asks to wait is left alone by all later fetches too."""
        if isinstance(answer, NotFetched) and answer.retry_at is not None and answer.hops:
            host = self._hosts.get(_key(httpx2.URL(answer.hops[-1].url)))
            if host is not None:
                self._postpone(host, answer)

    def _postpone(self, host: _Host, answer: NotFetched) -> None:
        if answer.retry_at is not None:
            seconds = (answer.retry_at - answer.fetched_at).total_seconds()
            host.ready = max(host.ready, self.world.clock() + seconds)

    def _host(self, key: str) -> _Host:
        if key not in self._hosts and len(self._hosts) >= _MAX_HOSTS:
            del self._hosts[next(iter(self._hosts))]
        return self._hosts.setdefault(key, _Host())


def _key(url: httpx2.URL) -> str:
    return f"{url.scheme}://{url.host}:{url.port or ''}"
