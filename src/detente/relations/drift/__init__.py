"""Drift: which pairs grew warmer or colder from one period to another, and which of that is more than noise."""

from detente.relations.drift.compare import drift, halves
from detente.relations.drift.values import Chance, Change, Control, Drift, Shift, Verdict

__all__ = ["Chance", "Change", "Control", "Drift", "Shift", "Verdict", "drift", "halves"]
