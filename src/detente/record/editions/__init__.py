"""Editions: frozen states of a record that can be cited, compared, and asked like the record itself."""

from detente.record.editions.manifest import Edition, is_edition, read_edition

__all__ = ["Edition", "is_edition", "read_edition"]
