"""What the two grids of documents share: rows that say their number, more of them, faults told in their place."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar
from uuid import UUID

from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict

from lienthong.casework.documents import public as documents
from lienthong.doors.desk.web import asking
from lienthong.toolkit.errors import Refusal
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.ui import tongues
from lienthong.toolkit.ui.forms import Form

FIRST, MORE = 10, 5
"""Rows of a new grid, and how many are added at a time."""


class RowForm(Form):
    """One row: a document, or nothing typed.

    typed  fields of which one at least is filled where the row is a document; the others may be copied down ahead.
    """

    typed: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, number: int, **kwargs: Any) -> None:
        """Say in each label which row it is: a table has no room for labels, a reader of the page needs them."""
        super().__init__(*args, prefix=f"r{number}", **kwargs)
        self.number, self.twin = number, False
        for field in self.fields.values():
            words = tongues.translated("Dòng %(row)s: %(what)s", row=number, what=tongues.translated(field.label))
            field.label = words
            field.widget.attrs["aria-label"] = words

    @property
    def filled(self) -> bool:
        """Return whether anything was typed."""
        return any(self.cleaned_data.get(name) for name in self.typed)


Row = TypeVar("Row", bound=RowForm)


@dataclass(frozen=True)
class Asked:
    """What a request asks of a grid: how many rows, whether they are saved or more of them are wanted, the key of the page."""

    typed: MultiValueDict[str, str]
    count: int
    saving: bool
    key: UUID


def asked(request: HttpRequest) -> Asked:
    """Return what a request asks."""
    posted, adding = request.method == "POST", "them" in request.POST
    count = min(max(asking.whole(request.POST.get("dong"), FIRST), 1) + (MORE if adding else 0), documents.MOST_ROWS)
    return Asked(request.POST, count, posted and not adding, asking.uid_of(request.POST.get("key")) or new_uid())


@dataclass
class Grid(Generic[Row]):
    """The forms of a grid: bound when it is saved, else with what was typed so far, which is no mistake yet."""

    head: Form
    rows: list[Row]

    @classmethod
    def of(cls, asked: Asked, head: type[Form], row: Callable[..., Row], initial: dict[str, Any]) -> Grid[Row]:
        """Return the grid that a request asks for; initial: of what all rows share."""
        numbers = range(1, asked.count + 1)
        if asked.saving:
            return cls(head(asked.typed), [row(asked.typed, number=number) for number in numbers])
        rows = [row(initial=_of_row(asked.typed, number), number=number) for number in numbers]
        return cls(head(initial=initial | asked.typed.dict()), rows)

    @property
    def forms(self) -> list[Form]:
        """Return every form, the head first, as a summary of mistakes reads them."""
        return [self.head, *self.rows]

    def save(self, act: Callable[[list[Row]], list[documents.Numbered]]) -> tuple[list[documents.Numbered], int]:
        """Let `act` write the rows in which a document was typed; return the numbers and the status of the page.

        No numbers: nothing was written, and the forms say what is wrong.
        """
        valid = [form.is_valid() for form in self.forms]  # each says what is wrong with it
        if not all(valid):
            return [], 422
        used = [row for row in self.rows if row.filled]
        try:
            return act(used), 302
        except documents.FaultyRows as no:
            self.tell(used, no.faults)
        except Refusal as no:
            self.head.add_error(None, tongues.said(no))
            return [], no.status
        return [], 422

    def tell(self, used: list[Row], faults: Iterable[documents.Fault]) -> None:
        """Put what is wrong beside its field: of the row, or above the grid where all rows share it."""
        for fault in faults:
            row, words = used[fault.row - 1], tongues.said(fault.refusal)
            if fault.field in self.head.fields:
                if words not in self.head.errors.get(fault.field, ()):
                    self.head.add_error(fault.field, words)
                continue
            row.twin = row.twin or isinstance(fault.refusal, documents.TwinThere | documents.TwinInGrid)
            row.add_error(fault.field if fault.field in row.fields else None, words)

    def facts(self, asked: Asked) -> dict[str, Any]:
        """Return what the template of every grid draws."""
        return {
            "head": self.head, "rows": self.rows, "forms": self.forms, "key": asked.key, "count": asked.count,
            "most": documents.MOST_ROWS, "more": asked.count < documents.MOST_ROWS,
        }  # fmt: skip


def _of_row(typed: MultiValueDict[str, str], number: int) -> dict[str, Any]:
    start = f"r{number}-"
    return {name.removeprefix(start): value for name, value in typed.dict().items() if name.startswith(start)}
