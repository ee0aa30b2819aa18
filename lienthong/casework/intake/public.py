"""The door of intake."""

from lienthong.casework.intake.access import READERS, SETTLERS
from lienthong.casework.intake.errors import (
    AlreadySettled,
    ArrivalUnknown,
    KeeperUnknown,
    NotATwin,
    NotItsFile,
    NotRefused,
    NotYours,
    RefusalNeedsReason,
)
from lienthong.casework.intake.events import ArrivalRefused, ArrivalRegistered
from lienthong.casework.intake.queries.listing import (
    ArrivalRow,
    ArrivalSheet,
    FileLine,
    arrival,
    arrivals,
    of_document,
    waiting,
    waiting_at,
)
from lienthong.casework.intake.rules.arrivals import LONGEST, MOST_FILES, STATES, Arriving, Proposal
from lienthong.casework.intake.services.putting import put
from lienthong.casework.intake.services.settling import join, refuse, register, restore, take_back

__all__ = [
    "LONGEST",
    "MOST_FILES",
    "READERS",
    "SETTLERS",
    "STATES",
    "AlreadySettled",
    "ArrivalRefused",
    "ArrivalRegistered",
    "ArrivalRow",
    "ArrivalSheet",
    "ArrivalUnknown",
    "Arriving",
    "FileLine",
    "KeeperUnknown",
    "NotATwin",
    "NotItsFile",
    "NotRefused",
    "NotYours",
    "Proposal",
    "RefusalNeedsReason",
    "arrival",
    "arrivals",
    "join",
    "of_document",
    "put",
    "refuse",
    "register",
    "restore",
    "take_back",
    "waiting",
    "waiting_at",
]
