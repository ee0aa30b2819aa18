"""How the procedures say no."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lienthong.toolkit.errors import Refusal


@dataclass(frozen=True, order=True)
class Fault:
    """One fault of a procedure file, for the official who wrote it.

    line, column   where it stands in the text, counted from 1; 0 when the text is not at hand.
    field          the path of the field: names, and list places counted from 1: `cases[1].limits[2].legal.value`.
    message        a whole Vietnamese sentence that says what to do.
    """

    line: int
    column: int
    field: str
    message: str

    def as_dict(self) -> dict[str, Any]:
        """Return the fault as the API and the command line print it."""
        return {"line": self.line, "column": self.column, "field": self.field, "message": self.message}

    def __str__(self) -> str:
        return f"dòng {self.line}, cột {self.column}, {self.field or 'tệp'}: {self.message}"


class DefinitionFaults(Refusal):
    """A procedure file cannot be read as a procedure; `faults` holds every fault, in the order of the text."""

    code = "procedures.definition_faults"
    reason = "Tệp quy trình có %(count)s lỗi, lỗi đầu tiên ở %(first)s Sửa các lỗi đã nêu rồi nạp lại."

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__(count=len(self.faults), first=str(self.faults[0]))

    def as_dict(self) -> dict[str, Any]:
        """Return the refusal with every fault."""
        return {**super().as_dict(), "faults": [fault.as_dict() for fault in self.faults]}
