"""Kinds of books as a reviewed file says them: which results take their number there, how the number is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

COLUMNS: dict[str, str] = {
    "requester": "Người yêu cầu",
    "subject": "Giấy tờ, việc",
    "pages": "Số trang",
    "copies": "Số bản",
    "fee": "Phí, lệ phí (đồng)",
    "signer": "Người ký",
    "note": "Ghi chú",
}
"""What a line of a book may show beside its number and date; the head of the printed column."""


class BadKinds(ValueError):
    """The file of kinds does not say what it must; a defect of the file, told when the product starts."""


@dataclass(frozen=True)
class BookKind:
    """One kind of book.

    symbol      what stands beside the volume in «quyển số 01/2018-SCT/BS».
    number      how a number is written: `{number}`, `{number:02d}`, `{year}`.
    procedures  national codes of the procedures whose results take their number here.
    results     national codes of result documents that do.
    mark        how sure the reading of the law is (V I M P).
    fixed       its numbers cannot be made void: a mistake is corrected by another line (money).
    """

    key: str
    name: str
    symbol: str
    number: str
    columns: tuple[str, ...]
    procedures: frozenset[str]
    results: frozenset[str]
    mark: str
    fixed: bool = False

    def label(self, number: int, year: int) -> str:
        """Return a number as it is written on the result."""
        return self.number.format(number=number, year=year)

    def volume(self, volume: int, year: int) -> str:
        """Return a volume as it is cited: `01/2018-SCT/BS`."""
        return f"{volume:02d}/{year}-{self.symbol}"


def kinds_of(file: Mapping[str, Any]) -> tuple[BookKind, ...]:
    """Return the kinds that a file holds.  Raises BadKinds, naming the kind."""
    made = tuple(_kind(one) for one in file.get("kinds", ()))
    _unique("key", [kind.key for kind in made])
    _unique("procedure", [code for kind in made for code in kind.procedures])
    _unique("result", [code for kind in made for code in kind.results])
    return made


def _kind(said: Mapping[str, Any]) -> BookKind:
    name = str(said.get("key", "?"))
    lacking = {"key", "name", "symbol", "number", "columns", "mark"} - set(said)
    if lacking:
        raise BadKinds(f"{name}: lacks {', '.join(sorted(lacking))}")
    strange = [column for column in said["columns"] if column not in COLUMNS]
    if strange:
        raise BadKinds(f"{name}: unknown columns {', '.join(strange)}")
    kind = BookKind(
        key=name,
        name=str(said["name"]),
        symbol=str(said["symbol"]),
        number=str(said["number"]),
        columns=tuple(said["columns"]),
        procedures=frozenset(said.get("procedures", ())),
        results=frozenset(said.get("results", ())),
        mark=str(said["mark"]),
        fixed=bool(said.get("fixed")),
    )
    try:
        told = {kind.label(number, 2018) for number in (1, 2, 11)}
    except (KeyError, ValueError, IndexError) as fault:
        raise BadKinds(f"{name}: number «{kind.number}»: {fault}") from fault
    if len(told) != 3:
        raise BadKinds(f"{name}: number «{kind.number}» does not tell one number from another")
    return kind


def _unique(what: str, codes: Sequence[str]) -> None:
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        raise BadKinds(f"{what} stands twice: {', '.join(twice)}")


def kind_for(kinds: Sequence[BookKind], *, procedure: str, result: str = "") -> BookKind | None:
    """Return the book in which a result takes its number: by its result code, else by its procedure; None = in none."""
    by_result = next((kind for kind in kinds if result and result in kind.results), None)
    return by_result or next((kind for kind in kinds if procedure in kind.procedures), None)
