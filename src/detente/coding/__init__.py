"""Sentences to codings: who did what to whom, when, where, in what modality, according to whom."""

from detente.coding.code import code_document, coder_facts

__all__ = ["code_document", "coder_facts"]
