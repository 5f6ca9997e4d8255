"""A relation as others read it: JSON, rows for CSV, and words with bars for a terminal of 80 columns."""

from detente.relations.forms.plain import COLUMNS, to_json, to_rows
from detente.relations.forms.text import to_text

__all__ = ["COLUMNS", "to_json", "to_rows", "to_text"]
