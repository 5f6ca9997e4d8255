"""Actors: from the words of a document to the states, people, bodies and groups that they name."""

from detente.actors.places import is_place_use
from detente.actors.resolve import resolve
from detente.actors.tables import Knowledge, load

__all__ = ["Knowledge", "is_place_use", "load", "resolve"]
