"""A server and a world for each test."""

import pytest

from fetching.server import Clock, Net, Server


@pytest.fixture
def server():
    server = Server()
    yield server
    server.close()


@pytest.fixture
def net(server):
    return Net(server)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def slow_net(server, clock):
    """A world whose time passes only by waiting."""
    return Net(server, clock)
