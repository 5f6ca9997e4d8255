"""Test options and shared builders."""

import os
from pathlib import Path

import pytest

os.environ.setdefault("OMP_NUM_THREADS", "1")  # before numpy: small sums, and other processes beside


_BY_THE_CLOCK = {
    *("engine/test_pool.py", "fetching/test_fetch.py", "fetching/test_watch_process.py", "record/test_kill.py"),
    *("exchange/test_import_command.py", "exchange_out/test_aside.py", "editions/test_time_limit.py"),
}
"""Files whose tests measure time or start several processes: where tests run side by side, these do not do so."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--slow", action="store_true", help="also run tests that take more than a few seconds")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.pluginmanager.hasplugin("xdist"):
        for item in items:  # a file's tests stay together: what they share is made once
            file = item.path.relative_to(Path(__file__).parent).as_posix()
            item.add_marker(pytest.mark.xdist_group("by the clock" if file in _BY_THE_CLOCK else file))
    if not config.getoption("--slow"):
        for item in items:
            if "slow" in item.keywords:
                item.add_marker(pytest.mark.skip(reason="slow: run with --slow"))
