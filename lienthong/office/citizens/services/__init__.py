"""What happens to accounts of citizens."""

from lienthong.office.citizens.services.contacts import (
    begin_contact,
    confirm_contact,
    drop_contact,
    drop_password,
    set_password,
    ways,
)
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
    vouched,
)
from lienthong.office.citizens.services.national import (
    Attempt,
    Identity,
    begin_national,
    enter_national,
    finish_national,
    link_national,
    offers_national,
    open_national,
)
from lienthong.office.citizens.services.sending import Sent, offers_sms
from lienthong.office.citizens.services.sweeping import sweep

__all__ = [
    "Attempt",
    "Identity",
    "NewCitizen",
    "Opened",
    "Sent",
    "begin_contact",
    "begin_national",
    "begin_registration",
    "begin_reset",
    "begin_sign_in",
    "confirm",
    "confirm_contact",
    "drop_contact",
    "drop_password",
    "enter_national",
    "finish_national",
    "leave",
    "link_national",
    "offers_national",
    "offers_sms",
    "open_national",
    "resume",
    "send_again",
    "set_password",
    "sweep",
    "vouched",
    "ways",
]
