"""What a paper's text may name: the fields of its kind, as the built-in templates declare them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

PICTURES = frozenset({"qr"})
"""Fields that hold a drawing: what is printed of them is no text."""
BY_WORDS_ALONE = frozenset({"title"})
"""Fields whose value must stand on the paper, wherever the text has it from: an office may write the name of its paper itself."""
KIND_WORDS = {
    "text": "chữ", "number": "số", "amount": "số tiền", "decimal": "số lẻ", "day": "ngày", "day_long": "ngày viết dài",
    "moment": "giờ và ngày", "moment_long": "giờ và ngày viết dài", "work_span": "thời gian làm việc", "flag": "có hoặc không",
    "list": "danh sách", "texts": "nhiều dòng chữ",
}  # fmt: skip


class Asked(Protocol):
    """A field as a template declares it; `name` of a list's item is `list[].name`."""

    @property
    def name(self) -> str:
        """Return its name."""
        ...

    @property
    def kind(self) -> str:
        """Return the kind of its value."""
        ...

    @property
    def required(self) -> bool:
        """Return whether the form cannot be without it."""
        ...

    @property
    def meaning(self) -> str:
        """Return what it holds, in Vietnamese."""
        ...


def mandatory(fields: Iterable[Asked]) -> list[Asked]:
    """Return the fields that a paper of the kind must show; a flag only decides, and items come with their list."""
    return [field for field in fields if field.required and field.kind != "flag"]


def outer(fields: Sequence[Asked]) -> dict[str, Asked]:
    """Return the fields outside lists by name."""
    return {field.name: field for field in fields if "[]" not in field.name}


def inner(fields: Sequence[Asked], of: str) -> dict[str, Asked]:
    """Return the fields of a list's items by their short name."""
    prefix = f"{of}[]."
    return {field.name.removeprefix(prefix): field for field in fields if field.name.startswith(prefix)}
