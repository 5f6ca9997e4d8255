"""Out of the record into the forms that other programs open: tables, JSON, maps, graphs, bundles, data frames."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from detente.exchange.out.options import FORMS, Exported, Form, Options

if TYPE_CHECKING:
    from detente.exchange.out.exporting import export

__all__ = ["FORMS", "Exported", "Form", "Options", "export"]


def __getattr__(name: str) -> Any:
    if name != "export":
        raise AttributeError(f"module 'detente.exchange.out' has no attribute {name!r}")
    from detente.exchange.out import exporting  # not before it is asked for: the record itself gives answers

    return exporting.export
