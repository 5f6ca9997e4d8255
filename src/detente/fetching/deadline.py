"""The one deadline of a fetch: over names, connections, headers and bodies of all hops, however slowly they drip."""

from __future__ import annotations

from detente.fetching.outcome import FetchError
from detente.fetching.world import World

_TODO = "Try again later, or save the page in a file and give its name."


class Deadline:
    """Counts down from `seconds`. What the fetch waits out of politeness is given back with `extend`."""

    def __init__(self, world: World, seconds: float) -> None:
        self._world, self._seconds = world, seconds
        self._until = world.clock() + seconds

    def left(self) -> float:
        """Seconds left, more than 0. Raises FetchError where none are, or where the user wants to stop."""
        if self._world.is_stopped():
            raise FetchError("stopped", "Stopped by the user.", "Run the command again.", temporary=True)
        left = self._until - self._world.clock()
        if left <= 0:
            reason = f"The server took more than {self._seconds:g} seconds."
            raise FetchError("timeout", reason, _TODO, temporary=True)
        return left

    def extend(self, seconds: float) -> None:
        """Do not count these seconds."""
        self._until += seconds
