"""The register of actors: who was seen as what, when, learned from which sentence, and what people corrected."""

from detente.record.registered.asking import find_identities, find_identity, iter_actors, iter_evidence
from detente.record.registered.correcting import correct, corrections_in, merge, withdraw
from detente.record.registered.filling import fill, fill_if_free
from detente.record.registered.own import own_lists
from detente.record.registered.values import Correction, Evidence, Identity, Registered

__all__ = [
    "Correction",
    "Evidence",
    "Identity",
    "Registered",
    "correct",
    "corrections_in",
    "fill",
    "fill_if_free",
    "find_identities",
    "find_identity",
    "iter_actors",
    "iter_evidence",
    "merge",
    "own_lists",
    "withdraw",
]
