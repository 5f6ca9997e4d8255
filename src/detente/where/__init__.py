"""Places in text: which place each name means, and where an act took place."""

from detente.where.asked import PlaceAsked, Scene
from detente.where.choose import choose
from detente.where.find import Place, find_places
from detente.where.placing import place_act
from detente.where.setting import countries_of

__all__ = ["Place", "PlaceAsked", "Scene", "choose", "countries_of", "find_places", "place_act"]
