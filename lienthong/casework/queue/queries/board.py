"""The public board: the last six numbers called, to which counter, with a masked name."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cached_property

from lienthong.casework.queue.models import Ticket
from lienthong.casework.queue.rules.states import State
from lienthong.casework.queue.rules.waiting import spoken
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit import vietnamese

ROWS = 6


@dataclass(frozen=True)
class Call:
    """One line of the board; `call` tells one call of a number from its next, `say` is what a voice says."""

    call: str
    number: str
    counter: int
    name: str
    say: str


@dataclass(frozen=True)
class Board:
    """The board at an instant; `mark` changes exactly when what it shows does."""

    calls: tuple[Call, ...]
    waiting: int

    @cached_property
    def mark(self) -> str:
        """Return a short digest of what is shown."""
        return hashlib.sha256(self.as_json.encode()).hexdigest()[:16]

    @cached_property
    def as_json(self) -> str:
        """Return the board as the event stream sends it, one line."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)


def board(unit_id: int, at: datetime) -> Board:
    """Return what the board of a unit shows at `at`: today's called numbers, the latest call first.  Two statements.

    Whoever asks, it is shown: names are masked here, and nothing else leaves.
    """
    with ledger.seeing({unit_id}):
        today = Ticket.objects.filter(unit_id=unit_id, day=org.local_day(at))
        called = today.filter(state=State.CALLED).select_related("counter").order_by("-last_called_at", "-pk")[:ROWS]
        waiting = today.filter(state=State.WAITING).count()
        return Board(tuple(_call(row) for row in called), waiting)


def _call(row: Ticket) -> Call:
    counter = row.counter.number if row.counter else 0
    name = vietnamese.mask_name(row.name) if row.name else ""
    return Call(f"{row.label}.{row.calls}", row.label, counter, name, f"Mời số {spoken(row.label)} đến quầy {counter}")
