"""Does one state's hostility toward two others go with their cooperation? A test in seven steps and its verdict."""

from detente.relations.pressure.pressure import pressure
from detente.relations.pressure.values import Pressure

__all__ = ["Pressure", "pressure"]
