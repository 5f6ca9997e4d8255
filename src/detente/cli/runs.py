"""What the commands that code many reports share: a stop that finishes, workers, and how much there is to do."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from functools import partial
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, TypeVar

import click

from detente.cli.own import Own

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from detente.engine import Engine
    from detente.knowledge import Knowledge

_F = TypeVar("_F", bound=Callable[..., Any])
_LINES = {".jsonl", ".ndjson"}
_SAMPLE = 1_000_000


def worker_options(default: int) -> Callable[[_F], _F]:
    """Give a command --workers, --time-limit and --memory-limit."""

    def given(command: _F) -> _F:
        for option in (
            click.option("--memory-limit", default=3000, type=click.IntRange(200), metavar="MB", help=_MEMORY),
            click.option("--time-limit", default=120.0, type=click.FloatRange(0.1), metavar="SECONDS", help=_TIME),
            click.option("--workers", default=default, show_default=True, type=click.IntRange(0, 256), help=_WORKERS),
        ):
            command = option(command)
        return command

    return given


_WORKERS = "Processes that code; 0: this one, without limits. The result is the same."
_TIME = "Longest time for one report in a worker.  [default: 120]"
_MEMORY = "Most memory of one worker.  [default: 3000]"


def engine_of(
    own: Own, knowledge: Knowledge | None, workers: int, time_limit: float, memory_limit: int, *, claims: bool = True
) -> AbstractContextManager[Engine]:
    """What codes the reports: this process, or workers, ended with the block. Without `claims` the codings alone."""
    from detente.engine import Inline, Limits, Pool
    from detente.engine.reports import coder_by, report_coder

    if workers == 0:
        return nullcontext(Inline(coder_by(knowledge, claims=claims)))
    limits = Limits(seconds=time_limit, megabytes=memory_limit)
    return Pool(partial(report_coder, own.actors, own.ontology, claims=claims), workers=workers, limits=limits)


@contextmanager
def stopping() -> Iterator[Callable[[], bool]]:
    """Inside, the first interrupt asks for a stop, the second stops at once."""
    stop = _Stop()
    before = {number: signal.signal(number, stop.ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def facts_of(knowledge: Knowledge | None) -> dict[str, Any]:
    """What the record keeps of the coder: versions, the ontology, and the digests of all tables."""
    from detente.coded import coder_of
    from detente.knowledge import load

    return coder_of(knowledge)._asdict() | (knowledge or load()).facts()


class _Stop:
    def __init__(self) -> None:
        self._is_asked = False

    def ask(self, number: int, frame: FrameType | None) -> None:
        if self._is_asked:
            raise KeyboardInterrupt
        self._is_asked = True
        click.echo("\nFinishing the batch; once more stops at once.", err=True)

    def __call__(self) -> bool:
        return self._is_asked


def count_inputs(inputs: Sequence[str]) -> int | None:
    """How many reports the inputs hold, as far as names and sizes tell; None where they do not (`-`, addresses)."""
    from detente.reading.inputs import iter_inputs

    if any(name == "-" or "://" in name for name in inputs):
        return None
    return sum(_lines(path) if isinstance(path, Path) else 1 for path in iter_inputs(inputs))


def _lines(path: Path) -> int:
    """The lines of a file of JSON Lines, counted in its first megabyte and carried on; 1 for any other file."""
    if path.suffix.lower() not in _LINES:
        return 1
    try:
        with path.open("rb") as file:
            sample = file.read(_SAMPLE)
        size = path.stat().st_size
    except OSError:
        return 1
    lines = sample.count(b"\n") + (not sample.endswith(b"\n"))
    return max(1, round(lines * size / max(1, len(sample))))
