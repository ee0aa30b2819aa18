"""The door of deadline duties."""

from lienthong.casework.deadlines.access import SIGNERS, WATCHERS, WRITERS
from lienthong.casework.deadlines.errors import (
    AlertUnknown,
    ApologyAlreadySent,
    ApologyAlreadySigned,
    ApologyCancelled,
    ApologyNeedsReason,
    ApologyNotSigned,
    ApologyUnknown,
    ChannelUnknown,
    NewDateWrong,
    NotYourApology,
)
from lienthong.casework.deadlines.queries.alerts import AlertRow, alerts, waiting
from lienthong.casework.deadlines.queries.apologies import (
    ApologyRow,
    apologies,
    apology,
    apology_of,
    new_date,
    printed,
    public_apology,
    register_notes,
    sent,
)
from lienthong.casework.deadlines.queries.checking import invariants
from lienthong.casework.deadlines.queries.ladder import ladder
from lienthong.casework.deadlines.queries.late import MOST as MOST_LATE
from lienthong.casework.deadlines.queries.late import LateHand, LateRow, late, late_hands
from lienthong.casework.deadlines.rules.ladder import Ladder, Reason, Rung
from lienthong.casework.deadlines.services.drafting import CAUSES
from lienthong.casework.deadlines.services.following import Followed, Moves, follow, forget
from lienthong.casework.deadlines.services.raising import see
from lienthong.casework.deadlines.services.signing import Words, mark_sent, revise, sign
from lienthong.casework.deadlines.services.watching import Watched, watch

__all__ = [
    "CAUSES",
    "MOST_LATE",
    "SIGNERS",
    "WATCHERS",
    "WRITERS",
    "AlertRow",
    "AlertUnknown",
    "ApologyAlreadySent",
    "ApologyAlreadySigned",
    "ApologyCancelled",
    "ApologyNeedsReason",
    "ApologyNotSigned",
    "ApologyRow",
    "ApologyUnknown",
    "ChannelUnknown",
    "Followed",
    "Ladder",
    "LateHand",
    "LateRow",
    "Moves",
    "NewDateWrong",
    "NotYourApology",
    "Reason",
    "Rung",
    "Watched",
    "Words",
    "alerts",
    "apologies",
    "apology",
    "apology_of",
    "follow",
    "forget",
    "invariants",
    "ladder",
    "late",
    "late_hands",
    "mark_sent",
    "new_date",
    "printed",
    "public_apology",
    "register_notes",
    "revise",
    "see",
    "sent",
    "sign",
    "waiting",
    "watch",
]
