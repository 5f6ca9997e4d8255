"""Processes to be killed: forks of one that has read the program already, so that a kill costs no start of Python."""

from __future__ import annotations

import os
from collections.abc import Callable
from multiprocessing import forkserver, get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import pytest

_FORKS = get_context("forkserver")
_FORKS.set_forkserver_preload(["record.writer", "exchange_out.exporter"])


def start(do: Callable[..., None], *given: Any) -> tuple[BaseProcess, Connection]:
    """Start a function of a module that is read ahead; its last argument is where it tells what it has done."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.pathsep.join([str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")]))
        forkserver.ensure_running()
    told, tell = _FORKS.Pipe(duplex=False)
    process = _FORKS.Process(target=do, args=(*given, tell))
    process.start()
    tell.close()
    return process, told
