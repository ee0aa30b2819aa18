"""The door of intake."""

from lienthong.casework.intake.access import READERS, SETTLERS
from lienthong.casework.intake.errors import (
    AlreadySettled,
    ArchiveNotTaken,
    ArrivalUnknown,
    FilesNotLookedAt,
    KeeperUnknown,
    NotATwin,
    NothingSent,
    NotItsFile,
    NotRefused,
    NotYours,
    RefusalNeedsReason,
    TooManyFiles,
)
from lienthong.casework.intake.events import ArrivalRefused, ArrivalRegistered
from lienthong.casework.intake.queries.checking import invariants
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
from lienthong.casework.intake.queries.watching import TASK, UPDATE, FailingBox, failing
from lienthong.casework.intake.rules.arrivals import LONGEST, MOST_FILES, STATES, Arriving, Proposal
from lienthong.casework.intake.services.fetching import fetch_mail
from lienthong.casework.intake.services.looking import look
from lienthong.casework.intake.services.proposing import read_text
from lienthong.casework.intake.services.putting import put
from lienthong.casework.intake.services.reading import put_message, put_packet
from lienthong.casework.intake.services.settling import join, refuse, register, restore, take_back
from lienthong.casework.intake.services.uploading import Uploaded, upload
from lienthong.casework.intake.services.watching import watch

__all__ = [
    "LONGEST",
    "MOST_FILES",
    "READERS",
    "SETTLERS",
    "STATES",
    "TASK",
    "UPDATE",
    "AlreadySettled",
    "ArchiveNotTaken",
    "ArrivalRefused",
    "ArrivalRegistered",
    "ArrivalRow",
    "ArrivalSheet",
    "ArrivalUnknown",
    "Arriving",
    "FailingBox",
    "FileLine",
    "FilesNotLookedAt",
    "KeeperUnknown",
    "NotATwin",
    "NotItsFile",
    "NotRefused",
    "NotYours",
    "NothingSent",
    "Proposal",
    "RefusalNeedsReason",
    "TooManyFiles",
    "Uploaded",
    "arrival",
    "arrivals",
    "failing",
    "fetch_mail",
    "invariants",
    "join",
    "look",
    "of_document",
    "put",
    "put_message",
    "put_packet",
    "read_text",
    "refuse",
    "register",
    "restore",
    "take_back",
    "upload",
    "waiting",
    "waiting_at",
    "watch",
]
