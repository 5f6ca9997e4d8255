"""Places in text: which place each name means, and where an act took place."""

from detente.where.choose import choose
from detente.where.find import Place, find_places
from detente.where.setting import countries_of

__all__ = ["Place", "choose", "countries_of", "find_places"]
