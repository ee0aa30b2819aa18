"""Events as JSON and back, typed by the event's own annotations.

Known types: str, int, bool, Decimal, UUID, aware datetime, date, time, enums, NewTypes of these, `X | None`,
`tuple[X, ...]`, `frozenset[X]`, `dict[str, X]`, nested frozen dataclasses and Any (plain JSON).  Floats are not
known: money and time are never floats.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

Reader = Callable[[Any], Any]


def check(event: type[Any]) -> None:
    """Raise TypeError unless `event` is a frozen dataclass with a topic whose every field can be read back."""
    if not is_dataclass(event) or not event.__dataclass_params__.frozen:  # type: ignore[attr-defined]  # typeshed hides it
        raise TypeError(f"{event.__qualname__} must be a frozen dataclass")
    topic = getattr(event, "topic", None)
    if not isinstance(topic, str) or not topic:
        raise TypeError(f"{event.__qualname__} must have a class attribute «topic»")
    _readers(event)


def encode(event: Any) -> dict[str, Any]:
    """Return the JSON object of an event; TypeError for a value that could not be read back."""
    return {field.name: _plain(getattr(event, field.name)) for field in fields(event)}


def decode(event: Any, payload: Mapping[str, Any]) -> Any:
    """Return the event of that class; unknown keys are ignored, a missing one takes the field's default.

    Raises   TypeError or ValueError: a value is missing or of the wrong type.
    """
    read = {name: reader(payload[name]) for name, reader in _readers(event).items() if name in payload}
    missing = [field.name for field in fields(event) if field.name not in read and _required(field)]
    if missing:
        raise TypeError(f"{event.__qualname__} lacks {', '.join(missing)}")
    return event(**read)


def _required(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


@cache
def _readers(event: Any) -> dict[str, Reader]:
    hints = get_type_hints(event)
    return {field.name: _reader(hints[field.name]) for field in fields(event)}


def _exactly(kind: type[Any]) -> Reader:
    def read(value: Any) -> Any:
        if type(value) is not kind:
            raise TypeError(f"expected {kind.__name__}, found {type(value).__name__}")
        return value

    return read


def _instant(value: str) -> datetime:
    found = datetime.fromisoformat(value)
    if found.tzinfo is None:
        raise ValueError("an instant must carry its time zone")
    return found


_SCALARS: dict[Any, Reader] = {
    str: _exactly(str),
    int: _exactly(int),
    bool: _exactly(bool),
    NoneType: _exactly(NoneType),
    Decimal: Decimal,
    UUID: UUID,
    datetime: _instant,
    date: date.fromisoformat,
    time: time.fromisoformat,
    Any: lambda value: value,
}


def _reader(hint: Any) -> Reader:
    while hasattr(hint, "__supertype__"):
        hint = hint.__supertype__
    if hint in _SCALARS:
        return _SCALARS[hint]
    if get_origin(hint) is not None:
        return _generic_reader(hint)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    if isinstance(hint, type) and is_dataclass(hint):
        _readers(hint)
        return lambda value: decode(hint, value)
    raise TypeError(f"an event cannot carry {hint!r}")


def _generic_reader(hint: Any) -> Reader:
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType) and len(inner) == 2 and NoneType in inner:
        read = _reader(next(part for part in inner if part is not NoneType))
        return lambda value: None if value is None else read(value)
    if origin is tuple and len(inner) == 2 and inner[1] is Ellipsis:
        read = _reader(inner[0])
        return lambda value: tuple(read(item) for item in _exactly(list)(value))
    if origin is frozenset:
        read = _reader(inner[0])
        return lambda value: frozenset(read(item) for item in _exactly(list)(value))
    if origin is dict and inner[0] is str:
        read = _reader(inner[1])
        return lambda value: {key: read(item) for key, item in _exactly(dict)(value).items()}
    raise TypeError(f"an event cannot carry {hint!r}")


def _plain(value: Any) -> Any:
    match value:
        case Enum():
            return value.value
        case None | str() | bool() | int():
            return value
        case UUID() | Decimal():
            return str(value)
        case datetime() if value.tzinfo is None:
            raise TypeError("an event cannot carry an instant without a time zone")
        case date() | time():
            return value.isoformat()
        case _:
            return _plain_many(value)


def _plain_many(value: Any) -> Any:
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, frozenset):
        return sorted((_plain(item) for item in value), key=str)
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return encode(value)
    raise TypeError(f"an event cannot carry {type(value).__name__}")
