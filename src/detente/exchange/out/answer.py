"""What answers a question: asked when wanted, one by one, and codings also as a table of Arrow, Polars or pandas."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from detente.errors import DetenteError
from detente.exchange.out.columns import CODINGS, Fitting
from detente.flat import to_rows
from detente.values import Coding, Document

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

One = TypeVar("One")
_BATCH = 20_000
_ARROW = {"text": "string", "day": "date32", "whole": "int64", "number": "float64", "truth": "bool_"}
_POLARS = {"text": "String", "day": "Date", "whole": "Int64", "number": "Float64", "truth": "Boolean"}
_PANDAS = {"text": "str", "day": "datetime64[s]", "whole": "Int64", "number": "float64", "truth": "boolean"}
"""Seconds, as pandas' usual nanoseconds begin in 1677 and end in 2262."""


class Lazy(Iterable[One]):
    """What answers a question. Nothing is read before it is iterated; each iteration asks anew."""

    __slots__ = ("_ask",)

    def __init__(self, ask: Callable[[], Iterator[One]]) -> None:
        self._ask = ask

    def __iter__(self) -> Iterator[One]:
        return self._ask()


class Answer(Lazy[tuple[Document, Coding]]):
    """Codings with their documents.

    The tables have the flat form's columns, one row a dyad, with the reports' words; days are days, what is not known
    is null, and the kinds are those of the columns whatever the rows hold.

    >>> record.codings(Ask(pair=("IRN", "PRK"))).to_pandas().groupby("type").coding_id.nunique()
    """

    __slots__ = ()

    def to_arrow(self) -> pa.Table:
        """As a table of Arrow. Raises DetenteError without pyarrow."""
        try:
            import pyarrow as pa
        except ImportError as error:
            raise _missing("pyarrow", "arrow", "to_arrow") from error
        schema = pa.schema([(c.name, getattr(pa, _ARROW[c.kind])()) for c in CODINGS])
        batches = [pa.RecordBatch.from_pydict(batch, schema=schema) for batch in self._batches()]
        return pa.Table.from_batches(batches, schema=schema)

    def to_polars(self) -> pl.DataFrame:
        """As a data frame of Polars. Raises DetenteError without polars."""
        try:
            import polars as pl
        except ImportError as error:
            raise _missing("polars", "polars", "to_polars") from error
        schema = {c.name: getattr(pl, _POLARS[c.kind]) for c in CODINGS}
        frames = [pl.DataFrame(batch, schema=schema, strict=True) for batch in self._batches()]
        return pl.concat(frames) if frames else pl.DataFrame(schema=schema)

    def to_pandas(self) -> pd.DataFrame:
        """As a data frame of pandas."""
        import pandas as pd

        frames = [
            pd.DataFrame({c.name: pd.array(batch[c.name], dtype=_PANDAS[c.kind]) for c in CODINGS})
            for batch in self._batches()
        ]
        if not frames:
            return pd.DataFrame({c.name: pd.array([], dtype=_PANDAS[c.kind]) for c in CODINGS})
        return pd.concat(frames, ignore_index=True)

    def _batches(self) -> Iterator[dict[str, list[Any]]]:
        """The rows as columns, some thousand at a time."""
        rows = Fitting(CODINGS).rows(row for document, coding in self for row in to_rows(coding, document))
        while batch := list(islice(rows, _BATCH)):
            yield {c.name: [row[c.name] for row in batch] for c in CODINGS}


def _missing(library: str, extra: str, call: str) -> DetenteError:
    return DetenteError(
        f"{library} is not installed.", f"call: {call}()", f"Install it with: pip install 'detente[{extra}]'"
    )
