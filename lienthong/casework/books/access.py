"""Who keeps the books of a unit.  Row-level security shows a book to its unit alone (DESIGN 7.6)."""

from __future__ import annotations

from lienthong.casework.books.errors import NotYourBook
from lienthong.toolkit.actor import Actor

KEEPERS = ("records_clerk", "specialist.justice", "counter_clerk", "centre_officer", "unit_head")
"""Who takes numbers and makes one void."""
CLOSERS = ("records_clerk", "specialist.justice", "unit_head")
"""Who opens a volume and closes the year."""
NAMES = {KEEPERS: "văn thư, công chức tư pháp, cán bộ một cửa hoặc lãnh đạo", CLOSERS: "văn thư, công chức tư pháp hoặc lãnh đạo"}


def must(actor: Actor, duties: tuple[str, ...]) -> None:
    """Raise NotYourBook unless the actor's post carries one of the duties."""
    if not actor.has(*duties):
        raise NotYourBook(duty=NAMES[duties])
