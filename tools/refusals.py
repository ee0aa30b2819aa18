"""Every refusal of the trade is raised by some test: notes what is raised, knows what is declared.

A refusal that a test makes by itself does not count; product code must have made it.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import FrameType
from typing import Any

from tools import house

RAISED: set[str] = set()
PROPERTY = "refusals"
"""Under which a JUnit report names those that a test raised, by its test, with spaces between."""


def begin() -> None:
    """Wrap `Refusal.__init__` once, so that each making is noted in RAISED."""
    from lienthong.toolkit.errors import Refusal

    if getattr(Refusal.__init__, "notes", False):
        return
    plain = Refusal.__init__

    def noting(self: Refusal, *args: Any, **facts: Any) -> None:
        if not _made_by_a_test(sys._getframe(1), self):
            RAISED.add(name_of(type(self)))
        plain(self, *args, **facts)

    noting.notes = True  # type: ignore[attr-defined]  # a mark on the function, so that it is wrapped once
    Refusal.__init__ = noting  # type: ignore[method-assign]  # the one place where every refusal passes


def _made_by_a_test(frame: FrameType | None, refusal: Any) -> bool:
    while frame is not None and frame.f_code.co_name == "__init__" and frame.f_locals.get("self") is refusal:
        frame = frame.f_back
    path = Path(frame.f_code.co_filename) if frame else Path()
    return "tests" in path.parts or path.stem in {"testing", "conftest"}


def name_of(refusal: type[Any]) -> str:
    """Return the full name of a class."""
    return f"{refusal.__module__}.{refusal.__qualname__}"


def declared(root: Path = house.ROOT) -> set[str]:
    """Return every refusal with a code of its own that the product declares."""
    from lienthong.toolkit.errors import Refusal

    for path in house.python_files(root, "lienthong"):
        parts = path.relative_to(root).with_suffix("").parts
        if "tests" not in parts and "errors" in parts:
            importlib.import_module(".".join(parts).removesuffix(".__init__"))
    return {
        name_of(cls)
        for cls in _below(Refusal)
        if cls.__module__.startswith("lienthong.") and ".tests" not in cls.__module__ and "code" in vars(cls)
    }


def _below(cls: type[Any]) -> set[type[Any]]:
    return {found for sub in cls.__subclasses__() for found in {sub, *_below(sub)}}


def never_raised(raised: set[str]) -> list[str]:
    """Return the declared refusals that are not among `raised`, sorted."""
    return sorted(declared() - raised)
