"""The six digits of an authenticator app: whichever time step they belong to, they are taken once."""

from __future__ import annotations

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt

from lienthong.office.accounts import services
from lienthong.office.accounts.errors import CodeRefused
from lienthong.toolkit import clock


def steps_now() -> list[int]:
    """Return the time steps whose codes the library takes at this moment."""
    return list(yield_hotp_counters_from_time())


def take_once(authenticator: Authenticator, code: str, since: list[int]) -> None:
    """Spend a code that the library found right; recovery codes, which the library itself spends, pass."""
    if authenticator.type == Authenticator.Type.TOTP:
        take_once_of(decrypt(authenticator.data["secret"]), code, since)


def take_once_of(secret: str, code: str, since: list[int]) -> None:
    """Spend a code of a secret.  Raises the form's error when any web process took it before.

    since  `steps_now()` from before the library looked at the code: a step may end in between.
    """
    steps = range(min(since), max(*since, *steps_now()) + 1)
    step = next(
        (one for one in steps if compare_user_code(actual=code, expected=format_hotp_value(hotp_value(secret, one)))), None
    )
    try:
        services.spend_code(secret=secret, step=step, at=clock.real_now())
    except CodeRefused:
        raise get_adapter().validation_error("incorrect_code") from None
