"""Every error that détente raises on purpose, with what happened, where, and what to do.

DetenteError
├── InputError         a file, folder or text that cannot be read
├── TableError         a line of a data file (ontology, frames, actors) that is not valid
├── ModelError         the language model's files are missing or altered
├── RecordError        the record cannot be opened or written
└── AskError           a question that names an unknown actor, date or format
"""

from __future__ import annotations


class DetenteError(Exception):
    """Base of the tree. `code` is stable; the message has three parts: what, where, what to do."""

    code = "E-DETENTE"

    def __init__(self, what: str, where: str, todo: str) -> None:
        super().__init__(what, where, todo)
        self.what, self.where, self.todo = what, where, todo

    def __str__(self) -> str:
        return f"{self.code}  {self.what}\n  {self.where}\n  {self.todo}"


class InputError(DetenteError):
    """A file, folder or text that cannot be read."""

    code = "E-INPUT"


class TableError(DetenteError):
    """A line of a data file that is not valid; `where` names file and line."""

    code = "E-TABLE"


class ModelError(DetenteError):
    """The language model's files are missing or altered."""

    code = "E-MODEL"


class RecordError(DetenteError):
    """The record cannot be opened or written."""

    code = "E-RECORD"


class AskError(DetenteError):
    """A question that names something unknown."""

    code = "E-ASK"
