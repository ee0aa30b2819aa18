"""The door of reorganisations."""

from lienthong.casework.reorganisation.access import ADMINISTRATORS
from lienthong.casework.reorganisation.errors import (
    AlreadyDecided,
    AlreadyExecuted,
    MinutesUnderWay,
    MoneyNotCounted,
    NobodyTakesOver,
    NobodyThere,
    NotACandidate,
    NotExecuted,
    NotYourReorganisation,
    OutOfOrder,
    ReorganisationUnknown,
    StillHeld,
    TooEarly,
    WaitingAddresses,
    WorkDoneSince,
)
from lienthong.casework.reorganisation.queries.checking import invariants
from lienthong.casework.reorganisation.queries.reading import (
    Shown,
    WaitingRow,
    minutes,
    reorganisation,
    reorganisations,
    waiting,
    work_list,
)
from lienthong.casework.reorganisation.queries.telling import LISTS
from lienthong.casework.reorganisation.services.executing import execute, preview
from lienthong.casework.reorganisation.services.loading import SHIPPED, load
from lienthong.casework.reorganisation.services.settling import confirm, decide, undo

__all__ = [
    "ADMINISTRATORS",
    "LISTS",
    "SHIPPED",
    "AlreadyDecided",
    "AlreadyExecuted",
    "MinutesUnderWay",
    "MoneyNotCounted",
    "NobodyTakesOver",
    "NobodyThere",
    "NotACandidate",
    "NotExecuted",
    "NotYourReorganisation",
    "OutOfOrder",
    "ReorganisationUnknown",
    "Shown",
    "StillHeld",
    "TooEarly",
    "WaitingAddresses",
    "WaitingRow",
    "WorkDoneSince",
    "confirm",
    "decide",
    "execute",
    "invariants",
    "load",
    "minutes",
    "preview",
    "reorganisation",
    "reorganisations",
    "undo",
    "waiting",
    "work_list",
]
