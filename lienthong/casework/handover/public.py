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
)
from lienthong.casework.handover.queries.checking import invariants
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
from lienthong.casework.handover.rules.listing import KINDS, SCOPES
from lienthong.casework.handover.services.absence import Absence, end_stand_in, stand_in
from lienthong.casework.handover.services.frame import follow
from lienthong.casework.handover.services.signing import give, receive
from lienthong.casework.handover.services.writing import Asked, Named, Plan, plan, refuse, start, withdraw

__all__ = [
    "HEADS",
    "KINDS",
    "SCOPES",
    "Absence",
    "AbsentNeedsReason",
    "Asked",
    "GiverUnknown",
    "HandoverRow",
    "HandoverUnknown",
    "ItemRow",
    "ListChanged",
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
    "end_stand_in",
    "follow",
    "give",
    "handovers",
    "invariants",
    "minutes",
    "plan",
    "printed",
    "receive",
    "refuse",
    "stand_in",
    "start",
    "under_way",
    "withdraw",
    "writing",
]
