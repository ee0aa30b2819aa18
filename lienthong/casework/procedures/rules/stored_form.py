"""The stored form of a definition: plain JSON values, and the digest of their canonical bytes."""

from __future__ import annotations

import dataclasses
import hashlib
import types
import typing
from collections.abc import Mapping
from datetime import date
from enum import Enum
from functools import cache
from typing import Any

from lienthong.casework.procedures.rules.definition import Definition
from lienthong.casework.procedures.rules.fees import Exemption
from lienthong.toolkit.canonical import canonical_bytes


def to_json(definition: Definition) -> dict[str, Any]:
    """Return the definition as JSON values; fields that hold their default are left out."""
    plain: dict[str, Any] = _encode(definition)
    return plain


def from_json(stored: Mapping[str, Any]) -> Definition:
    """Return the definition that `to_json` wrote."""
    definition: Definition = _decode(Definition, stored)
    return definition


def digest(definition: Definition) -> str:
    """Return the SHA-256 (hex) of the canonical bytes: the identity of the version's content."""
    return hashlib.sha256(canonical_bytes(to_json(definition))).hexdigest()


def _encode(value: Any) -> Any:
    if isinstance(value, Exemption) and value == Exemption(value.ground):
        return value.ground  # only words are known: as the first versions were stored, so their digests stand
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: _encode(getattr(value, field.name))
            for field in dataclasses.fields(value)
            if getattr(value, field.name) != _default(field)
        }
    match value:
        case Enum():
            return value.value
        case date():
            return value.isoformat()
        case Mapping():
            return {str(key): _encode(item) for key, item in value.items()}
        case tuple():
            return [_encode(item) for item in value]
        case _:
            return value


def _default(field: dataclasses.Field[Any]) -> Any:
    return field.default_factory() if field.default_factory is not dataclasses.MISSING else field.default


@cache
def _fields(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _decode(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    origin = typing.get_origin(kind)
    if origin in (types.UnionType, typing.Union):
        return _decode(next(part for part in typing.get_args(kind) if part is not type(None)), value)
    if origin is tuple:
        return tuple(_decode(typing.get_args(kind)[0], item) for item in value)
    if kind is Exemption and isinstance(value, str):
        return Exemption(value)
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        hints = _fields(kind)
        return kind(**{name: _decode(hints[name], item) for name, item in value.items()})
    if isinstance(kind, type) and issubclass(kind, date):
        return date.fromisoformat(value)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    return dict(value) if isinstance(value, Mapping) else value
