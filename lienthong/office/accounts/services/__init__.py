"""Verbs of the accounts app."""

from lienthong.office.accounts.services.accounts import (
    NewToken,
    check_password,
    close_account,
    create_account,
    create_token,
    end_session,
    end_sessions,
    revoke_token,
    set_password,
)
from lienthong.office.accounts.services.audit import record
from lienthong.office.accounts.services.codes import spend_code
from lienthong.office.accounts.services.handing import drop_second_factors, give_account, hand_password, reopen_account
from lienthong.office.accounts.services.keeping import Kept, drop_form, keep_form, kept_form
from lienthong.office.accounts.services.sweeping import Swept, sweep
from lienthong.office.accounts.services.throttle import refill, sign_in_buckets, take

__all__ = [
    "Kept",
    "NewToken",
    "Swept",
    "check_password",
    "close_account",
    "create_account",
    "create_token",
    "drop_form",
    "drop_second_factors",
    "end_session",
    "end_sessions",
    "give_account",
    "hand_password",
    "keep_form",
    "kept_form",
    "record",
    "refill",
    "reopen_account",
    "revoke_token",
    "set_password",
    "sign_in_buckets",
    "spend_code",
    "sweep",
    "take",
]
