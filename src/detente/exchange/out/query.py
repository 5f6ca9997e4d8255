"""The question behind an export, told so that it can be asked again: filters, command line, Python, and words."""

from __future__ import annotations

import shlex
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente.exchange.out.options import Form, Options

if TYPE_CHECKING:
    from detente.record import Ask

_OPTIONS = {"types": "--type", "quads": "--quad", "first_day": "--from", "last_day": "--to"}
_WORDS = {
    "source": "source {}",
    "target": "target {}",
    "types": "type {}",
    "quads": "quad {}",
    "country": "of {}",
    "place": "in {}",
    "first_day": "from {}",
    "last_day": "to {}",
    "modality": "{}",
    "outlet": "outlet {}",
    "text": "with the words “{}”",
    "min_confidence": "confidence {} and more",
    "limit": "the first {}",
    "as_known": "as known on {}",
}


def query(record: Path, form: Form, target: Path, ask: Ask, options: Options) -> dict[str, Any]:
    """The question as plain values; files are told by name alone, wherever they lie."""
    given = _given(ask)
    return {
        "command": shlex.join(["detente", "export", form, *_arguments(record, target, given, options)]),
        "python": _python(record, form, target, given, options),
        "filters": {name: _plain(value) for name, value in given.items()},
        "events": options.events,
        "imported": list(options.imported),
        "with_text": options.with_text,
        "quote_length": options.quote_length if options.with_text else None,
        "raw": options.raw,
        "keep_paths": options.keep_paths,
    }


def words(ask: Ask) -> str:
    """The question in words: "Iran, North Korea; from 2018-01-01"; "all codings" where nothing is asked."""
    told = []
    for name, value in _given(ask).items():
        if name == "pair":
            told.append(" and ".join(value))
        elif name == "historical":
            told.append("told as history" if value else "not told as history")
        else:
            shown = ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
            told.append(_WORDS[name].format(shown))
    return "; ".join(told) or "all"


def _given(ask: Ask) -> dict[str, Any]:
    return {f.name: value for f in fields(ask) if (value := getattr(ask, f.name)) is not None and value != ()}


def _arguments(record: Path, target: Path, given: dict[str, Any], options: Options) -> list[str]:
    told = ["--record", record.name, "-o", target.name]
    for name, value in given.items():
        option = _OPTIONS.get(name, "--" + name.replace("_", "-"))
        if name == "pair":
            told += [option, ",".join(value)]
        elif name == "historical":
            told.append(option if value else "--no-historical")
        else:
            told += [part for one in (value if isinstance(value, tuple) else (value,)) for part in (option, str(one))]
    for origin in options.imported:
        told += ["--imported", origin]
    flags = (
        *((options.events, "--events"), (options.raw, "--raw"), (options.with_text, "--with-text")),
        (options.keep_paths, "--keep-paths"),
    )
    for flag, option in flags:
        told += [option] if flag else []
    if options.with_text:
        told += ["--quote-length", str(options.quote_length)]
    if options.title is not None:
        told += ["--title", options.title]
    for author in options.authors:
        told += ["--author", author]
    if options.ontology is not None:
        told += ["--ontology", options.ontology.name]
    return told


def _python(record: Path, form: Form, target: Path, given: dict[str, Any], options: Options) -> str:
    ask = ", ".join(f"{name}={_expression(value)}" for name, value in given.items())
    usual = Options()
    told = ", ".join(
        f"{f.name}={_expression(value)}"
        for f in fields(options)
        if (value := getattr(options, f.name)) != getattr(usual, f.name) and f.name != "by"  # a graph's alone
    )
    arguments = [repr(form), repr(target.name), f"Ask({ask})", f"Options({told})"]
    return f"Record.open({record.name!r}, create=False).export({', '.join(arguments)})"


def _expression(value: Any) -> str:
    if isinstance(value, Path):
        return repr(value.name)
    return f"date.fromisoformat({value.isoformat()!r})" if isinstance(value, date) else repr(value)


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
