"""Claims: what reports say of relations that move, kept apart from codings (who did what to whom).

`detente.claims.reading` reads them out of documents; it loads the language model, so it is not imported here.
"""

from detente.claims.flat import from_json, to_json
from detente.claims.values import Cause, Claim, Quote

__all__ = ["Cause", "Claim", "Quote", "from_json", "to_json"]
