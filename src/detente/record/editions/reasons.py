"""Why something is otherwise in a later state than in an earlier one, in words: pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

_CODER = {"coder_version", "coder_model", "coder_ontology"}
_TEXT = {"text_sha256"}
_SAID = {"published": "day of publication", "title": "title", "outlet": "outlet", "url": "address"}


class Facts(NamedTuple):
    """What became of a document: added, changed (in which columns) or withdrawn."""

    change: str
    fields: Collection[str] = ()

    @property
    def is_revised(self) -> bool:
        """Whether what it says, or is known of it, is other than it was."""
        return bool((_TEXT | _SAID.keys()) & set(self.fields))

    @property
    def is_coded_anew(self) -> bool:
        """Whether another coder read it."""
        return bool(_CODER & set(self.fields))


def of_document(facts: Facts) -> str:
    """Why a document differs."""
    if facts.change == "added":
        return "new report"
    if facts.change == "withdrawn":
        return "no longer in the record"
    told = ["the text was revised"] if _TEXT & set(facts.fields) else []
    told += [f"the {word} changed" for field, word in _SAID.items() if field in facts.fields]
    told += ["coded anew"] if facts.is_coded_anew else []
    if not told and {"copy_of", "is_coded"} & set(facts.fields):
        told = ["what it repeats changed"]
    return "; ".join(told) or "read anew"


def of_coding(change: str, fields: Collection[str], document: Facts | None, is_corrected: bool) -> str:
    """Why a coding (or claim) differs; `document` is what became of its document, None where nothing did."""
    if document is not None:
        if document.change == "added":
            return "new report"
        if document.change == "withdrawn":
            return "its report is no longer in the record"
        if document.is_revised:
            return "its report was revised"
        if document.is_coded_anew:
            return "coded anew"
        if "is_coded" in document.fields and change != "changed":
            return "its report is coded now" if change == "added" else "another report stands for its text"
    parties = {"parties", "source", "target", "is_corrected"}
    if change == "changed" and set(fields) <= parties:
        return "an actor was corrected" if is_corrected else "a correction of an actor was withdrawn"
    return "coded anew by the same coder"


def of_event(change: str, fields: Collection[str], before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """Why an event differs."""
    if change == "added":
        return "new event"
    if change == "withdrawn":
        return "its codings are gone, or tell another event now"
    if "n_reports" in fields:
        return f"{before['n_reports']} → {after['n_reports']} reports"
    return "its codings changed" if "n_codings" in fields or "parties" in fields else "told otherwise"
