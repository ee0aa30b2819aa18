"""The door of the queue."""

from lienthong.casework.queue.access import CALLERS
from lienthong.casework.queue.errors import (
    CounterBusy,
    CounterTaken,
    CounterUnknown,
    GroupUnknown,
    LetterTaken,
    NotCalledHere,
    NothingWaiting,
    NotSkipped,
    NotYourQueue,
    PriorityUnknown,
    QueueUnknown,
    SameGroup,
    StillWaiting,
    TicketUnknown,
    TooManyGroups,
)
from lienthong.casework.queue.queries.board import ROWS as BOARD_ROWS
from lienthong.casework.queue.queries.board import Board, Call, board
from lienthong.casework.queue.queries.checking import invariants
from lienthong.casework.queue.queries.hours import HourRow, hours
from lienthong.casework.queue.queries.priorities import priorities, priority, priority_name
from lienthong.casework.queue.queries.waiting import (
    CounterRow,
    Desk,
    GroupRow,
    TicketRow,
    Waiting,
    counters,
    desk,
    groups,
    ticket,
    waiting,
)
from lienthong.casework.queue.rules.priorities import Priority
from lienthong.casework.queue.rules.states import State
from lienthong.casework.queue.rules.waiting import spoken
from lienthong.casework.queue.services.calling import Called, call_next, no_show, recall, serve, skip, transfer
from lienthong.casework.queue.services.issuing import Issued, forget_names, give_name, issue
from lienthong.casework.queue.services.setting import add_counter, add_group, close_counter, close_group, close_units

CHANNEL = "queue_board"
"""The channel on which PostgreSQL tells that a board changed; the payload is the unit's key."""

__all__ = [
    "BOARD_ROWS",
    "CALLERS",
    "CHANNEL",
    "Board",
    "Call",
    "Called",
    "CounterBusy",
    "CounterRow",
    "CounterTaken",
    "CounterUnknown",
    "Desk",
    "GroupRow",
    "GroupUnknown",
    "HourRow",
    "Issued",
    "LetterTaken",
    "NotCalledHere",
    "NotSkipped",
    "NotYourQueue",
    "NothingWaiting",
    "Priority",
    "PriorityUnknown",
    "QueueUnknown",
    "SameGroup",
    "State",
    "StillWaiting",
    "TicketRow",
    "TicketUnknown",
    "TooManyGroups",
    "Waiting",
    "add_counter",
    "add_group",
    "board",
    "call_next",
    "close_counter",
    "close_group",
    "close_units",
    "counters",
    "desk",
    "forget_names",
    "give_name",
    "groups",
    "hours",
    "invariants",
    "issue",
    "no_show",
    "priorities",
    "priority",
    "priority_name",
    "recall",
    "serve",
    "skip",
    "spoken",
    "ticket",
    "transfer",
    "waiting",
]
