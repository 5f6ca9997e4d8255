"""Many documents: one process or several, the same answers in the same order."""

from detente.engine.engine import Engine
from detente.engine.inline import Inline
from detente.engine.pool import Pool
from detente.engine.unit import Answer, Coder
from detente.engine.worker import Limits

__all__ = ["Answer", "Coder", "Engine", "Inline", "Limits", "Pool"]
