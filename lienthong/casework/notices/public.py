"""The door of notices."""

from lienthong.casework.notices.errors import (
    MustBeTold,
    NothingToSendTo,
    NoticeUnderWay,
    NoticeUnknown,
    ResendNeedsReason,
    StopLinkBroken,
    TemplateFaults,
)
from lienthong.casework.notices.queries.log import (
    ChannelStanding,
    NoticePage,
    NoticeRow,
    StopLink,
    invariants,
    log,
    notice_row,
    of_dossier,
    standings,
    stop_link,
)
from lienthong.casework.notices.rules import CHANNELS, STATE_NAMES, State
from lienthong.casework.notices.services.at_once import text_at_once
from lienthong.casework.notices.services.forgetting import forget_visitors
from lienthong.casework.notices.services.resending import resend
from lienthong.casework.notices.services.sending import send_due
from lienthong.casework.notices.services.stopping import stop, want_again
from lienthong.casework.notices.services.telling import tell, tell_petitioner, tell_visitor

__all__ = [
    "CHANNELS",
    "STATE_NAMES",
    "ChannelStanding",
    "MustBeTold",
    "NothingToSendTo",
    "NoticePage",
    "NoticeRow",
    "NoticeUnderWay",
    "NoticeUnknown",
    "ResendNeedsReason",
    "State",
    "StopLink",
    "StopLinkBroken",
    "TemplateFaults",
    "forget_visitors",
    "invariants",
    "log",
    "notice_row",
    "of_dossier",
    "resend",
    "send_due",
    "standings",
    "stop",
    "stop_link",
    "tell",
    "tell_petitioner",
    "tell_visitor",
    "text_at_once",
    "want_again",
]
