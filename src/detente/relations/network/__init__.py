"""The signed network of states: friendly and hostile ties, their balance, groups and bridges."""

from detente.relations.network.measure import network, networks
from detente.relations.network.values import Network, NetworkAsked, State, Tie

__all__ = ["Network", "NetworkAsked", "State", "Tie", "network", "networks"]
