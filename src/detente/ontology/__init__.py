"""The ontology: PLOVER's types, modes and contexts, CAMEO codes with Goldstein weights, or a user's own tables."""

from detente.ontology.ontology import Cameo, EventType, Mode, Ontology, load

__all__ = ["Cameo", "EventType", "Mode", "Ontology", "load"]
