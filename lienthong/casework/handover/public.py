"""The door of hand-over."""

from lienthong.casework.handover.access import HEADS
from lienthong.casework.handover.errors import (
    AbsentNeedsReason,
    GiverUnknown,
    HandoverUnknown,
    ListChanged,
    MustSignAnew,
    NothingToHandOver,
    NotInThisState,
    NotYourHandover,
    Ownerless,
    ReceiverUnknown,
    RefusalNeedsReason,
    SameHand,
    TillOpen,
    UnderWay,
    WrittenByAct,
)
from lienthong.casework.handover.queries.checking import invariants
from lienthong.casework.handover.queries.holding import held_by, kept_at, under_way_at
from lienthong.casework.handover.queries.listing import book_item, draft_item, kept_things, range_item, register_item, task_item
from lienthong.casework.handover.queries.of_act import ActRow, of_act
from lienthong.casework.handover.queries.printing import printed
from lienthong.casework.handover.queries.reading import (
    HandoverRow,
    ItemRow,
    Minutes,
    ReceiverRow,
    Writing,
    handovers,
    minutes,
    under_way,
    writing,
)
from lienthong.casework.handover.rules.listing import KINDS, SCOPES, Item, place_of
from lienthong.casework.handover.services.absence import Absence, end_stand_in, stand_in
from lienthong.casework.handover.services.frame import follow
from lienthong.casework.handover.services.signing import give, receive
from lienthong.casework.handover.services.succession import Act, Made, take_back, write_up
from lienthong.casework.handover.services.writing import Asked, Named, Plan, plan, refuse, start, withdraw

__all__ = [
    "HEADS",
    "KINDS",
    "SCOPES",
    "Absence",
    "AbsentNeedsReason",
    "Act",
    "ActRow",
    "Asked",
    "GiverUnknown",
    "HandoverRow",
    "HandoverUnknown",
    "Item",
    "ItemRow",
    "ListChanged",
    "Made",
    "Minutes",
    "MustSignAnew",
    "Named",
    "NotInThisState",
    "NotYourHandover",
    "NothingToHandOver",
    "Ownerless",
    "Plan",
    "ReceiverRow",
    "ReceiverUnknown",
    "RefusalNeedsReason",
    "SameHand",
    "TillOpen",
    "UnderWay",
    "Writing",
    "WrittenByAct",
    "book_item",
    "draft_item",
    "end_stand_in",
    "follow",
    "give",
    "handovers",
    "held_by",
    "invariants",
    "kept_at",
    "kept_things",
    "minutes",
    "of_act",
    "place_of",
    "plan",
    "printed",
    "range_item",
    "receive",
    "refuse",
    "register_item",
    "stand_in",
    "start",
    "take_back",
    "task_item",
    "under_way",
    "under_way_at",
    "withdraw",
    "write_up",
    "writing",
]
