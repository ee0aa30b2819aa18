"""The data that a template declares in its head, and its check and writing before it is printed.

A declaration is a comment line `//: name kind meaning`; `kind?` may be left out; `list[].name` is a field of each
item of a list; `//: = _other.typ` takes over what another template of the folder declares.  Kinds:

    text           printed as it is
    number amount  whole numbers, printed with dots;   decimal   a Decimal with a comma
    day day_long moment moment_long work_span          a date, an instant, minutes: as `toolkit.formats.text` writes them
    flag           true or false, for the template to decide by
    list           a list of items with declared fields;   texts   a list of texts
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.apps import apps

from lienthong.toolkit.formats import text
from lienthong.toolkit.paper.errors import PaperFault
from lienthong.toolkit.quantities import Dong

_LINE = re.compile(r"//:\s+(?P<name>[a-z_]+(?:\[\]\.[a-z_]+)?)\s+(?P<kind>[a-z_]+)(?P<optional>\??)\s+(?P<meaning>\S.*)")
_TAKEN = re.compile(r"//:\s+=\s+(?P<file>\S+)")
_NAME = re.compile(r"(?P<app>[a-z_]+)/(?P<file>[a-z0-9_]+\.typ)")


@dataclass(frozen=True)
class Field:
    """One declared piece of data; `name` of a list's item is `list[].name`."""

    name: str
    kind: str
    required: bool
    meaning: str


def template_path(template: str) -> Path:
    """Return the file of `app/name.typ`; PaperFault when there is none."""
    found = _NAME.fullmatch(template)
    if found is None:
        raise PaperFault(template, "a template is named «app/name.typ»")
    for config in apps.get_app_configs():
        path = Path(config.path) / "data" / "papers" / found["file"]
        if config.label == found["app"] and path.is_file():
            return path
    raise PaperFault(template, f"no app «{found['app']}» with data/papers/{found['file']}")


@cache
def list_fields(template: str) -> tuple[Field, ...]:
    """Return what a template declares, in its order; PaperFault when a declaration cannot be read."""
    return _declared(template, template_path(template))


def fill(template: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return `data` as the template takes it: every declared name present, every value written as text.

    Raises   PaperFault: a required name is missing, a name is not declared, a value is not of its kind.
    """
    return fill_fields(template, list_fields(template), data)


def fill_fields(name: str, fields: Sequence[Field], data: Mapping[str, Any]) -> dict[str, Any]:
    """Return `data` as a paper with these fields takes it; `name` is what a PaperFault calls the paper."""
    outer = [field for field in fields if "[]" not in field.name]
    filled = _fill(name, outer, data, "")
    for field in outer:
        if field.kind == "list":
            prefix = f"{field.name}[]."
            inner = [part for part in fields if part.name.startswith(prefix)]
            filled[field.name] = [_fill(name, inner, item, prefix) for item in filled[field.name] or []]
    return filled


def _declared(template: str, path: Path) -> tuple[Field, ...]:
    fields: list[Field] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if taken := _TAKEN.fullmatch(line):
            fields += _declared(template, path.parent / taken["file"])
        elif found := _LINE.fullmatch(line):
            if found["kind"] not in _WRITERS:
                raise PaperFault(template, f"the field «{found['name']}» has an unknown kind «{found['kind']}»")
            fields.append(Field(found["name"], found["kind"], not found["optional"], found["meaning"]))
        elif line.startswith("//:"):
            raise PaperFault(template, f"the declaration «{line}» cannot be read")
    return tuple(fields)


def _fill(template: str, fields: list[Field], data: Mapping[str, Any], prefix: str) -> dict[str, Any]:
    declared = {field.name.removeprefix(prefix): field for field in fields}
    unknown = [name for name in data if name not in declared]
    if unknown:
        raise PaperFault(template, f"does not declare {', '.join(prefix + name for name in unknown)}")
    missing = [name for name, field in declared.items() if field.required and data.get(name) is None]
    if missing:
        raise PaperFault(template, f"lacks {', '.join(prefix + name for name in missing)}")
    return {name: _write(template, field, data.get(name)) for name, field in declared.items()}


def _write(template: str, field: Field, value: Any) -> Any:
    if value is None:
        return None
    try:
        return _WRITERS[field.kind](value)
    except (TypeError, ValueError, AttributeError, ArithmeticError) as fault:
        raise PaperFault(template, f"the field «{field.name}» is not of kind «{field.kind}»: {fault}") from fault


def _exactly(*kinds: type[Any]) -> Callable[[Any], Any]:
    def check(value: Any) -> Any:
        if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
            raise TypeError(f"found {type(value).__name__}")
        return value

    return check


def _instant(value: datetime | str) -> datetime:
    at = datetime.fromisoformat(value) if isinstance(value, str) else value
    if at.tzinfo is None:
        raise ValueError("an instant must carry its time zone")
    return at


def _date(value: date | str) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value


_WRITERS: Final[Mapping[str, Callable[[Any], Any]]] = {
    "text": _exactly(str),
    "number": lambda value: text.amount(_exactly(int)(value)),
    "amount": lambda value: text.amount(Dong(_exactly(int)(value))),
    "decimal": lambda value: text.decimal(_exactly(int, Decimal)(value)),
    "day": lambda value: text.day(_date(value)),
    "day_long": lambda value: text.day_long(_date(value)),
    "moment": lambda value: text.moment(_instant(value)),
    "moment_long": lambda value: text.moment_long(_instant(value)),
    "work_span": lambda value: text.work_span(_exactly(int)(value)),
    "flag": _exactly(bool),
    "list": lambda value: list(_exactly(list, tuple)(value)),
    "texts": lambda value: [_exactly(str)(item) for item in value],
}
