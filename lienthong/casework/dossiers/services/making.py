"""How the rows of a reception are made: as Django makes them, or quickly, for a load that makes millions."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Protocol, TypeVar

from django.db.models import Model
from django.db.models.fields import NOT_PROVIDED

M = TypeVar("M", bound=Model)


class Make(Protocol):
    """Makes an unsaved row of a model from its facts."""

    def __call__(self, model: type[M], /, **facts: Any) -> M:
        """Return the row."""
        ...


def plain(model: type[M], /, **facts: Any) -> M:
    """Return the row as Django makes it."""
    return model(**facts)


def quick(model: type[M], /, **facts: Any) -> M:
    """Return the row with the same values by their column attributes, thirty times as fast; it can be read, not saved.

    A relation given as an object (`dossier`) is left out: its key is set when it is known.
    """
    fixed, drawn = _defaults(model)
    row = model.__new__(model)
    row.__dict__.update(fixed)
    row.__dict__.update(facts)
    for name, default in drawn:
        if name not in facts:
            row.__dict__[name] = default()
    row.__dict__.pop("dossier", None)
    return row


@lru_cache
def _defaults(model: type[Model]) -> tuple[dict[str, Any], tuple[tuple[str, Callable[[], Any]], ...]]:
    fixed: dict[str, Any] = {}
    drawn: list[tuple[str, Callable[[], Any]]] = []
    for field in model._meta.concrete_fields:
        default = field.default
        if callable(default) and default is not NOT_PROVIDED:
            drawn.append((field.attname, default))
        else:
            empty = "" if field.empty_strings_allowed and not field.null else None
            fixed[field.attname] = empty if default is NOT_PROVIDED else default
    return fixed, tuple(drawn)
