"""The page of a relation: one file, no scripts, nothing from elsewhere."""

from detente.relations.page.page import relation_page

__all__ = ["relation_page"]
