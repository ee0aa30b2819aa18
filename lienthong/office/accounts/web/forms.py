"""Forms of the sign-in library, slowed down like the password form."""

from __future__ import annotations

from allauth.account.forms import ChangePasswordForm
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm

from lienthong.office.accounts.web.adapter import slow_down


class SlowAuthenticateForm(AuthenticateForm):  # type: ignore[misc]  # the library is untyped
    """A code at sign-in takes an attempt of the account."""

    def clean_code(self) -> str:
        """Return the code when it is right."""
        slow_down(context.request, self.user.username)
        return str(super().clean_code())


class SlowReauthenticateForm(ReauthenticateForm):  # type: ignore[misc]  # the library is untyped
    """A code at the confirmation takes an attempt of the account."""

    def clean_code(self) -> str:
        """Return the code when it is right."""
        slow_down(context.request, self.user.username)
        return str(super().clean_code())


class SlowChangePasswordForm(ChangePasswordForm):  # type: ignore[misc]  # the library is untyped
    """The present password takes an attempt of the account: an open screen is no place to guess it."""

    def clean_oldpassword(self) -> str:
        """Return the present password when it is right."""
        slow_down(context.request, self.user.username)
        return str(super().clean_oldpassword())
