"""One process that codes documents, seen from both sides of its pipe."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection
from typing import Generic, NamedTuple, TypeVar

from detente.engine.unit import NO_MEMORY, Answer, Coder, code_one
from detente.errors import DetenteError
from detente.values import Document

Task = TypeVar("Task")
_START_S = 300.0


@dataclass(frozen=True, slots=True)
class Limits:
    """What a process may take: seconds and memory for a document, documents until it is replaced by a fresh one."""

    seconds: float = 120.0
    megabytes: int | None = 3000
    """Of data, as the operating system counts them; None sets no limit, and systems that cannot limit have none."""
    documents: int = 5000


class Said(Enum):
    """The kinds of messages from a process."""

    READY = "ready"
    ANSWER = "answer"
    LAST = "answer, and leaves"
    BROKEN = "cannot start"


class Message(NamedTuple):
    """What a process says: an answer, or, with BROKEN, what, where and what to do."""

    kind: Said
    answer: Answer | None = None
    error: tuple[str, str, str] = ("", "", "")


class Ended(NamedTuple):
    """A process came to its end, and how."""

    how: str


class Worker(Generic[Task]):
    """A process and what it has to do; the first of `tasks` is under way."""

    def __init__(self, make_coder: Callable[[], Coder], limits: Limits) -> None:
        context = get_context("spawn")
        self.channel, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, make_coder, limits.megabytes), daemon=True)
        self._process.start()
        theirs.close()
        self._seconds = limits.seconds
        self.tasks: deque[Task] = deque()
        self.is_ready = False
        self.done = 0
        self.due: float | None = time.monotonic() + _START_S

    @property
    def is_idle(self) -> bool:
        """Whether it waits for a unit."""
        return self.is_ready and not self.tasks

    def send(self, tasks: Sequence[Task], documents: Sequence[Document]) -> bool:
        """Give an idle process a unit; False where it is gone."""
        try:
            self.channel.send(list(documents))
        except OSError:
            return False
        self.tasks.extend(tasks)
        self.due = time.monotonic() + self._seconds
        return True

    def receive(self) -> Message | Ended:
        """What it says, to be called when the channel is ready."""
        try:
            message: Message = self.channel.recv()
        except (EOFError, OSError):
            self._process.join(5.0)
            return Ended(_how(self._process.exitcode))
        if message.kind is Said.READY:
            self.is_ready, self.due = True, None
        elif message.kind in (Said.ANSWER, Said.LAST):
            self.done += 1
            self.due = time.monotonic() + self._seconds if len(self.tasks) > 1 else None
        return message

    def kill(self) -> None:
        """End it now."""
        self._process.kill()
        self._process.join()
        self.channel.close()


def _how(code: int | None) -> str:
    if code is None:
        return "it no longer answers"
    if code < 0:
        name = signal.Signals(-code).name if -code in signal.valid_signals() else str(-code)
        hint = ", perhaps for want of memory" if name == "SIGKILL" else ""
        return f"ended by signal {name}{hint}"
    return f"it left with exit code {code}"


def _serve(channel: Connection, make_coder: Callable[[], Coder], megabytes: int | None) -> None:
    """The process's own side: make the coder, then answer units until the channel closes."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)  # a terminal's control-C reaches all; the parent decides
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    _limit_memory(megabytes)
    try:
        coder = make_coder()
    except DetenteError as error:
        channel.send(Message(Said.BROKEN, error=(error.what, error.where, error.todo)))
        return
    channel.send(Message(Said.READY))
    with contextlib.suppress(EOFError, OSError):  # the parent is gone, or wants no more
        while True:
            for document in channel.recv():
                answer = code_one(document, coder)
                if answer.reason == NO_MEMORY:  # this process is no longer trusted with the next document
                    channel.send(Message(Said.LAST, answer))
                    return
                channel.send(Message(Said.ANSWER, answer))


def _limit_memory(megabytes: int | None) -> None:
    if megabytes is None:
        return
    try:
        import resource
    except ImportError:  # Windows has none
        return
    limit = megabytes * 1_000_000
    with contextlib.suppress(ValueError, OSError):  # the system's own limit is lower
        resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))


def _leave_with_parent() -> None:
    """End this process when its parent is gone, even where a document hangs."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
