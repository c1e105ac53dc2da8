"""The records of kg.model as JSON and back.

>>> loads(Span, dumps(Span(3, 7)))
Span(start=3, end=7)
"""

import json
from collections.abc import Callable, Hashable
from dataclasses import fields, is_dataclass
from datetime import date
from enum import EnumType
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

from kg.model import Span

__all__ = ["Span", "dumps", "loads"]

Record = TypeVar("Record")


def dumps(record: object) -> str:
    """A record as one line of JSON; a date is written as YYYY-MM-DD."""
    return json.dumps(record, ensure_ascii=False, default=_plain)


def loads(kind: type[Record], line: str | bytes) -> Record:
    """The record of a line that `dumps` wrote; ValueError where the line is cut off."""
    return cast(Record, _reader(cast(Hashable, kind))(json.loads(line)))


def _plain(value: object) -> object:
    if is_dataclass(value):
        return {f.name: getattr(value, f.name) for f in fields(value)}
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} is no part of a record")


@cache
def _reader(hint: Any) -> Callable[[Any], Any]:
    """What makes a value of a field's type of its JSON; a type that JSON has itself stays as it is."""
    if is_dataclass(hint):
        readers = {name: _reader(t) for name, t in get_type_hints(hint).items()}
        return lambda row: hint(**{name: readers[name](value) for name, value in row.items()})  # type: ignore[operator]
    inner = [_reader(t) for t in get_args(hint) if t not in (NoneType, Ellipsis)]
    if get_origin(hint) is UnionType:
        return lambda value: None if value is None else inner[0](value)
    if get_origin(hint) is tuple:
        return lambda values: tuple(map(inner[0], values))
    if hint is date:
        return date.fromisoformat
    if isinstance(hint, EnumType):
        return cast(Callable[[Any], Any], hint)
    return lambda value: value
