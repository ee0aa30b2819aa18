"""Forms of the sign-in library in our words, and slowed down where a secret is checked."""

from __future__ import annotations

import struct
from typing import Any, ClassVar

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm, SetPasswordForm
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm as CodeForm
from allauth.mfa.base.forms import ReauthenticateForm as CodeAgainForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from cryptography.exceptions import InvalidSignature
from django.core.exceptions import ValidationError

from lienthong.office.accounts.web.adapter import slow_down
from lienthong.office.accounts.web.codes import steps_now, take_once, take_once_of
from lienthong.toolkit.ui.forms import PageRenderer
from lienthong.toolkit.ui.tongues import translated

_NO_ANSWER = (KeyError, IndexError, TypeError, ValueError, AttributeError, struct.error, InvalidSignature)
"""What the library raises over an answer that is broken, or signed by another key."""
_NEW_HINT = "Ít nhất 12 ký tự; nên dùng một câu ngắn dễ nhớ. Không bắt buộc chữ số hay dấu."


class Spoken:
    """Gives the fields of a library form our labels, hints and drawing."""

    words: ClassVar[dict[str, tuple[str, str]]] = {}
    default_renderer = PageRenderer
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields  # type: ignore[attr-defined]  # mixed into forms only
        self.label_suffix = ""
        for name, (label, hint) in self.words.items():
            field = fields[name]
            field.label, field.help_text = label, hint
            field.widget.attrs.pop("placeholder", None)
            shown = translated(label)
            field.error_messages["required"] = translated("Nhập %(subject)s.", subject=shown[:1].lower() + shown[1:])


class SignInForm(Spoken, LoginForm):  # type: ignore[misc]  # the library is untyped
    """User name and password."""

    words: ClassVar[dict[str, tuple[str, str]]] = {
        "login": ("Tên đăng nhập", "Ví dụ mai.ht; không phân biệt chữ hoa, chữ thường."),
        "password": ("Mật khẩu", ""),
    }


class ConfirmForm(Spoken, ReauthenticateForm):  # type: ignore[misc]  # the library is untyped
    """The password once more, before signing or changing how one signs in."""

    words: ClassVar[dict[str, tuple[str, str]]] = {"password": ("Mật khẩu", "")}


class TypedTwice(Spoken):
    """A new password, typed twice."""

    def add_error(self, field: str | None, error: Any) -> None:
        """Say our sentence where the library says its own that the two differ."""
        plain = field == "password2" and not isinstance(error, ValidationError)
        super().add_error(field, "Hai lần nhập mật khẩu mới chưa giống nhau; nhập lại." if plain else error)  # type: ignore[misc]  # mixed into forms


class SlowChangePasswordForm(TypedTwice, ChangePasswordForm):  # type: ignore[misc]  # the library is untyped
    """The present password takes an attempt of the account: an open screen is no place to guess it."""

    words: ClassVar[dict[str, tuple[str, str]]] = {
        "oldpassword": ("Mật khẩu hiện tại", ""),
        "password1": ("Mật khẩu mới", _NEW_HINT),
        "password2": ("Nhập lại mật khẩu mới", ""),
    }

    def clean_oldpassword(self) -> str:
        """Return the present password when it is right."""
        slow_down(context.request, self.user.username)
        return str(super().clean_oldpassword())


class FirstPasswordForm(TypedTwice, SetPasswordForm):  # type: ignore[misc]  # the library is untyped
    """A password for an account that had none."""

    words: ClassVar[dict[str, tuple[str, str]]] = {
        "password1": ("Mật khẩu mới", _NEW_HINT),
        "password2": ("Nhập lại mật khẩu mới", ""),
    }


class SlowCodeForm(Spoken, CodeForm):  # type: ignore[misc]  # the library is untyped
    """A code at sign-in takes an attempt of the account."""

    words: ClassVar[dict[str, tuple[str, str]]] = {
        "code": ("Mã xác thực", "Sáu chữ số trên ứng dụng xác thực, hoặc một mã dự phòng."),
    }

    def clean_code(self) -> str:
        """Return the code when it is right and new."""
        slow_down(context.request, self.user.username)
        since, code = steps_now(), str(super().clean_code())
        take_once(self.authenticator, code, since)
        return code


class SlowCodeAgainForm(Spoken, CodeAgainForm):  # type: ignore[misc]  # the library is untyped
    """A code at the confirmation takes an attempt of the account."""

    words: ClassVar[dict[str, tuple[str, str]]] = {
        "code": ("Mã xác thực", "Sáu chữ số trên ứng dụng xác thực, hoặc một mã dự phòng.")
    }

    def clean_code(self) -> str:
        """Return the code when it is right and new."""
        slow_down(context.request, self.user.username)
        since, code = steps_now(), str(super().clean_code())
        take_once(self.authenticator, code, since)
        return code


class ActivateAppForm(Spoken, ActivateTOTPForm):  # type: ignore[misc]  # the library is untyped
    """The first code of a new authenticator app."""

    words: ClassVar[dict[str, tuple[str, str]]] = {"code": ("Mã trên ứng dụng", "Sáu chữ số đang hiện trên điện thoại.")}

    def clean_code(self) -> str:
        """Return the code when it is right; it opens nothing afterwards."""
        since, code = steps_now(), str(super().clean_code())
        take_once_of(self.secret, code, since)
        return code


class Answered(Spoken):
    """What a key answered, carried by a hidden field."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = "Khóa bảo mật chưa trả lời; bấm lại nút rồi làm theo lời nhắc của trình duyệt (cần bật JavaScript)."
        self.fields["credential"].error_messages.update(required=words, invalid=words)  # type: ignore[attr-defined]  # mixed into forms

    def add_error(self, field: str | None, error: Any) -> None:
        """Speak of a key where the library speaks of a code."""
        if getattr(error, "code", None) == "incorrect_code":
            error = "Khóa này không mở được tài khoản ở đây; dùng khóa khác, mật khẩu hoặc mã."
        super().add_error(field, error)  # type: ignore[misc]  # mixed into forms


class Tried(Answered):
    """What a key answered when it was asked to open something."""

    def clean_credential(self) -> Any:
        """Return the key that answered rightly; the library itself falls over answers that no key gives."""
        try:
            return super().clean_credential()  # type: ignore[misc]  # mixed into forms
        except _NO_ANSWER:
            raise get_adapter().validation_error("incorrect_code") from None


class KeySignInForm(Tried, LoginWebAuthnForm):  # type: ignore[misc]  # the library is untyped
    """A key instead of name and password."""


class SecondKeyForm(Tried, AuthenticateWebAuthnForm):  # type: ignore[misc]  # the library is untyped
    """A key after the password."""


class KeyAgainForm(Tried, ReauthenticateWebAuthnForm):  # type: ignore[misc]  # the library is untyped
    """A key before signing or changing how one signs in."""


class AddKeyForm(Answered, AddWebAuthnForm):  # type: ignore[misc]  # the library is untyped
    """A new security key or passkey."""

    words: ClassVar[dict[str, tuple[str, str]]] = {
        "name": ("Tên khóa", "Để nhận ra khóa này trong danh sách, ví dụ «Máy quầy Hoành Mô»."),
        "passwordless": ("Đăng nhập không cần mật khẩu", "Thiết bị phải hỏi vân tay, khuôn mặt hoặc mã PIN."),
    }

    def clean(self) -> dict[str, Any]:
        """Return the fields when the key answered rightly."""
        try:
            return dict(super().clean())
        except _NO_ANSWER:
            raise get_adapter().validation_error("incorrect_code") from None


class EditKeyForm(Spoken, EditWebAuthnForm):  # type: ignore[misc]  # the library is untyped
    """Another name for a key."""

    words: ClassVar[dict[str, tuple[str, str]]] = {"name": ("Tên khóa", "")}
