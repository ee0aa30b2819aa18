"""Addresses of the sign-in library that we use; sign-up, e-mail and reset by mail do not exist here."""

from __future__ import annotations

from functools import wraps

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.http import HttpRequest, HttpResponseBase
from django.urls import path

from lienthong.office.accounts.access import confirm_first, open_to_public, recently_authenticated
from lienthong.office.accounts.web import views


@wraps(account.password_set)
def _first_password(request: HttpRequest) -> HttpResponseBase:
    """Let nobody at an open screen give the account a password: who has none yet confirms by key or code first."""
    had_one = request.user.is_authenticated and request.user.has_usable_password()
    if had_one or recently_authenticated(request):
        return account.password_set(request)  # type: ignore[no-any-return]  # the library is untyped
    return confirm_first(request, back_url=request.path)


_entrance = open_to_public("Cửa đăng nhập: người chưa đăng nhập phải vào được.")

urlpatterns = [
    path("dang-nhap/", _entrance(account.login), name="account_login"),
    path("dang-nhap/xac-thuc/", _entrance(mfa.authenticate), name="mfa_authenticate"),
    path("dang-nhap/khoa/", _entrance(webauthn.login_webauthn), name="mfa_login_webauthn"),
    path("dang-xuat/", _entrance(account.logout), name="account_logout"),
    path("ngung-dung/", _entrance(account.account_inactive), name="account_inactive"),
    path("xac-nhan/", account.reauthenticate, name="account_reauthenticate"),
    path("xac-nhan/ma/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("xac-nhan/khoa/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("mat-khau/", account.password_change, name="account_change_password"),
    path("mat-khau/dat/", _first_password, name="account_set_password"),
    path("hai-lop/", mfa.index, name="mfa_index"),
    path("hai-lop/ung-dung/bat/", totp.activate_totp, name="mfa_activate_totp"),
    path("hai-lop/ung-dung/tat/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("hai-lop/ma-du-phong/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("hai-lop/ma-du-phong/tao/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("hai-lop/ma-du-phong/tai/", recovery_codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("hai-lop/khoa/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("hai-lop/khoa/them/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("hai-lop/khoa/<int:pk>/bo/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path("hai-lop/khoa/<int:pk>/sua/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("phien/", views.sessions, name="usersessions_list"),
]
