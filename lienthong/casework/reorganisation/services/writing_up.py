"""What an execution moved becomes the minutes of the hand-over, from each unit that ended to each that took over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from lienthong.casework.books import public as books
from lienthong.casework.documents import public as documents
from lienthong.casework.fees import public as fees
from lienthong.casework.handover import public as handover
from lienthong.casework.reorganisation.models import Reorganisation
from lienthong.casework.tasks import public as tasks
from lienthong.toolkit.actor import Actor


def write_up(
    actor: Actor,
    at: datetime,
    row: Reorganisation,
    *,
    passed: Iterable[tasks.Reseated],
    heirs: Mapping[int, int],
    volumes: Sequence[books.BookRow] = (),
    registers: Sequence[documents.RegisterRow] = (),
    ranges: Sequence[fees.RangeRow] = (),
    kept: Sequence[tuple[int, handover.Item]] = (),
) -> list[handover.Made]:
    """Make the minutes of what moved: tasks where each went; books, registers, ranges, seals and other things to the heir."""
    items: dict[tuple[int, int], list[handover.Item]] = defaultdict(list)
    for one in passed:
        if one.from_unit_id != one.task.unit_id:
            items[one.from_unit_id, one.task.unit_id].append(handover.task_item(one.task))
    things = [
        *((book.unit_id, handover.book_item(book)) for book in volumes),
        *((one.keeper_id, handover.register_item(one)) for one in registers),
        *((one.unit_id, handover.range_item(one)) for one in ranges),
        *kept,
    ]
    for unit_id, item in things:
        if unit_id in heirs:
            items[unit_id, heirs[unit_id]].append(item)
    act = handover.Act(row.uid, row.on, row.document)
    return handover.write_up(actor=actor, at=at, act=act, passed=items)
