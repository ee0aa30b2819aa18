"""What happens to accounts of citizens."""

from lienthong.office.citizens.services.entering import (
    NewCitizen,
    Opened,
    begin_registration,
    begin_reset,
    begin_sign_in,
    confirm,
    leave,
    resume,
    send_again,
)
from lienthong.office.citizens.services.sending import Sent, offers_sms
from lienthong.office.citizens.services.sweeping import sweep

__all__ = [
    "NewCitizen",
    "Opened",
    "Sent",
    "begin_registration",
    "begin_reset",
    "begin_sign_in",
    "confirm",
    "leave",
    "offers_sms",
    "resume",
    "send_again",
    "sweep",
]
