"""How the sign-in library behaves here: nobody signs up by himself, attempts slow down, sign-ins are recorded."""

from __future__ import annotations

import secrets
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from lienthong.office.accounts import queries, services
from lienthong.office.accounts.errors import CodeRefused, TooManyAttempts
from lienthong.office.accounts.models import Account
from lienthong.office.accounts.rules import bare_username, ran_out
from lienthong.office.accounts.web import sources
from lienthong.office.accounts.web.middleware import SEEN, SIGNED_IN
from lienthong.toolkit import clock
from lienthong.toolkit.ui.tongues import translated

_WAYS = {
    "reauthenticate": "Dùng mật khẩu",
    "mfa_reauthenticate": "Dùng mã trên ứng dụng hoặc mã dự phòng",
    "mfa_reauthenticate:webauthn": "Dùng khóa bảo mật",
}


def slow_down(request: HttpRequest, username: str) -> None:
    """Take one attempt for an account; too many answer at once with the page that says how long to wait."""
    buckets = services.sign_in_buckets(username, sources.address(request), sources.device(request, username))
    try:
        services.take(buckets, at=clock.real_now())
    except TooManyAttempts as no:
        raise ImmediateHttpResponse(too_many(request, no)) from None


def too_many(request: HttpRequest, no: TooManyAttempts) -> HttpResponse:
    """Return the page that says how many seconds to wait (429, Retry-After)."""
    facts = {"refusal": no, "seconds": no.facts["seconds"], "back_url": request.get_full_path()}
    response = render(request, "account/too_many_attempts.html", facts, status=no.status)
    response["Retry-After"] = str(no.facts["seconds"])
    return response


class ClosedAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # the library is untyped
    """Accounts are made by an administrator; every password is checked only after its attempt was taken."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": "Tên đăng nhập hoặc mật khẩu chưa đúng; kiểm tra chữ hoa, bộ gõ tiếng Việt rồi thử lại.",
        "incorrect_password": "Mật khẩu chưa đúng; thử lại.",
        "enter_current_password": "Mật khẩu hiện tại chưa đúng; thử lại.",
        "too_many_login_attempts": "Đã thử quá nhiều lần; chờ ít phút rồi thử lại.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False: there is no public sign-up for staff."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address of the other side of the connection."""
        return sources.address(request)

    def get_reauthentication_methods(self, user: AbstractBaseUser) -> list[dict[str, str]]:
        """Return the ways to confirm oneself, each in our words."""
        return [{**way, "description": _WAYS[way["id"]]} for way in super().get_reauthentication_methods(user)]

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """Set a password that the owner of the account chose on one of the library's pages."""
        if isinstance(user, Account):
            user.handed_at = None
        super().set_password(user, password)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Slow down before any password is looked at, for known and unknown names alike."""
        slow_down(request, str(credentials.get("username", "")))

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """Return the account when name and password are right, and give it its attempts back."""
        credentials["username"] = bare_username(str(credentials.get("username", "")))
        self._login_failed_rl_usage = None
        user: AbstractBaseUser | None = super().authenticate(request, **credentials)
        if user is not None:
            if isinstance(user, Account) and ran_out(user.handed_at, clock.real_now()):
                raise ValidationError(gettext("Mật khẩu được cấp đã quá 7 ngày; nhờ quản trị đơn vị cấp mật khẩu mới."))
            name = credentials["username"]
            services.refill(name, sources.device(request, name))
        return user

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> HttpResponse:
        """Stamp the session, record the sign-in, and let this browser be known for the account."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        assert isinstance(user, Account)  # noqa: S101 - the user model is ours
        now = clock.real_now().timestamp()
        request.session[SEEN] = request.session[SIGNED_IN] = now
        at = clock.now()
        services.record(
            "accounts.signed_in",
            user,
            at=at,
            actor=queries.actor_of(user, at=at),
            personal={"address": sources.address(request)},
        )
        mark = sources.device(request, user.username) or secrets.token_hex(8)
        sources.remember(request, response, user.username, mark)
        return response


class SpokenMFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # the library is untyped
    """Says in Vietnamese what is wrong with a code, and names keys."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": str(CodeRefused.reason),
        "unverified_email": "Tài khoản chưa đủ điều kiện bật lớp bảo vệ này; liên hệ người quản trị.",
        "cannot_generate_recovery_codes": "Bật ứng dụng xác thực hoặc thêm khóa bảo mật trước, rồi mới tạo mã dự phòng.",
        "cannot_delete_authenticator": "Lớp bảo vệ này không tắt được; liên hệ người quản trị.",
    }

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:  # the library's name
        """Return a name for a key that got none: the next number."""
        return translated("Khóa %(number)s", number=Authenticator.objects.filter(user=user, type=type).count() + 1)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Return for whom a key is made, as the browser shows it."""
        return {**super().get_public_key_credential_rp_entity(), "name": str(settings.MFA_TOTP_ISSUER)}
