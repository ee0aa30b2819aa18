"""The door of the approval app."""

from lienthong.casework.approval.access import LEADERS, READERS
from lienthong.casework.approval.errors import (
    AlreadySigned,
    AskedToSign,
    BodyGone,
    CosignerElsewhere,
    LinesChanged,
    MinutesThere,
    NamesAnotherSigner,
    NobodyThere,
    NothingToAttest,
    NothingToSignHere,
    NotSignedYet,
    NotYourDraft,
    NotYourSeal,
    NotYourTurn,
    OnPaper,
    OtherCapacity,
    OtherVersion,
    ReasonMissing,
    RoundClosed,
    RoundUnknown,
    ScanThere,
    ScanWrong,
    SignedMeanwhile,
    SignerElsewhere,
)
from lienthong.casework.approval.queries.checking import invariants
from lienthong.casework.approval.queries.holding import waiting_at
from lienthong.casework.approval.queries.minutes import TEMPLATE as MINUTES
from lienthong.casework.approval.queries.minutes import minutes
from lienthong.casework.approval.queries.planning import Choice, Plan, choice
from lienthong.casework.approval.queries.printing import slip
from lienthong.casework.approval.queries.reading import (
    VIEWS,
    RoundRow,
    StandRow,
    content,
    last_round_of,
    round_issued_as,
    round_of,
    rounds,
    rounds_of,
)
from lienthong.casework.approval.queries.sealed import ClosingSheet, SealedRow, closing, sealed_content, sealed_of
from lienthong.casework.approval.rules.words import DIGITAL, PAPER, ROLES, SIGNING, STAND_STATES, STATES, WAYS, grouped
from lienthong.casework.approval.services.attesting import attest, issue_paper
from lienthong.casework.approval.services.closings import attest_closing, sign_closing
from lienthong.casework.approval.services.ending import end_units
from lienthong.casework.approval.services.issuing import issue
from lienthong.casework.approval.services.reviewing import approve, give_back, withdraw
from lienthong.casework.approval.services.signing import sign, sign_on_paper
from lienthong.casework.approval.services.submitting import submit

__all__ = [
    "DIGITAL",
    "LEADERS",
    "MINUTES",
    "PAPER",
    "READERS",
    "ROLES",
    "SIGNING",
    "STAND_STATES",
    "STATES",
    "VIEWS",
    "WAYS",
    "AlreadySigned",
    "AskedToSign",
    "BodyGone",
    "Choice",
    "ClosingSheet",
    "CosignerElsewhere",
    "LinesChanged",
    "MinutesThere",
    "NamesAnotherSigner",
    "NobodyThere",
    "NotSignedYet",
    "NotYourDraft",
    "NotYourSeal",
    "NotYourTurn",
    "NothingToAttest",
    "NothingToSignHere",
    "OnPaper",
    "OtherCapacity",
    "OtherVersion",
    "Plan",
    "ReasonMissing",
    "RoundClosed",
    "RoundRow",
    "RoundUnknown",
    "ScanThere",
    "ScanWrong",
    "SealedRow",
    "SignedMeanwhile",
    "SignerElsewhere",
    "StandRow",
    "approve",
    "attest",
    "attest_closing",
    "choice",
    "closing",
    "content",
    "end_units",
    "give_back",
    "grouped",
    "invariants",
    "issue",
    "issue_paper",
    "last_round_of",
    "minutes",
    "round_issued_as",
    "round_of",
    "rounds",
    "rounds_of",
    "sealed_content",
    "sealed_of",
    "sign",
    "sign_closing",
    "sign_on_paper",
    "slip",
    "submit",
    "waiting_at",
    "withdraw",
]
