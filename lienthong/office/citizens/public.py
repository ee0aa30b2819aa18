"""The door of the citizens: who files online, how they come in, whose rows a transaction sees."""

from lienthong.office.citizens.access import seeing
from lienthong.office.citizens.errors import (
    AlreadyRegistered,
    BadContact,
    CodeGone,
    CodeNotSent,
    CodeWrong,
    NoAddress,
    WayClosed,
    WrongSignIn,
)
from lienthong.office.citizens.queries import CitizenRow
from lienthong.office.citizens.rules import EMAIL, SESSION_LIFE, SMS, bare_login, is_contact
from lienthong.office.citizens.services import (
    NewCitizen,
    Opened,
    Sent,
    begin_registration,
    begin_reset,
    begin_sign_in,
    confirm,
    leave,
    offers_sms,
    resume,
    send_again,
    sweep,
)

__all__ = [
    "EMAIL",
    "SESSION_LIFE",
    "SMS",
    "AlreadyRegistered",
    "BadContact",
    "CitizenRow",
    "CodeGone",
    "CodeNotSent",
    "CodeWrong",
    "NewCitizen",
    "NoAddress",
    "Opened",
    "Sent",
    "WayClosed",
    "WrongSignIn",
    "bare_login",
    "begin_registration",
    "begin_reset",
    "begin_sign_in",
    "confirm",
    "is_contact",
    "leave",
    "offers_sms",
    "resume",
    "seeing",
    "send_again",
    "sweep",
]
