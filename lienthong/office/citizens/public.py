"""The door of the citizens: who files online, how they come in, whose rows a transaction sees."""

from lienthong.office.citizens.access import seeing
from lienthong.office.citizens.errors import AlreadyRegistered, BadContact, CodeGone, CodeNotSent, CodeWrong, WrongSignIn
from lienthong.office.citizens.queries import CitizenRow
from lienthong.office.citizens.rules import SESSION_LIFE, bare_login, is_contact
from lienthong.office.citizens.services import (
    NewCitizen,
    Opened,
    Sent,
    begin_registration,
    begin_reset,
    begin_sign_in,
    confirm,
    leave,
    resume,
    send_again,
    sweep,
)

__all__ = [
    "SESSION_LIFE",
    "AlreadyRegistered",
    "BadContact",
    "CitizenRow",
    "CodeGone",
    "CodeNotSent",
    "CodeWrong",
    "NewCitizen",
    "Opened",
    "Sent",
    "WrongSignIn",
    "bare_login",
    "begin_registration",
    "begin_reset",
    "begin_sign_in",
    "confirm",
    "is_contact",
    "leave",
    "resume",
    "seeing",
    "send_again",
    "sweep",
]
