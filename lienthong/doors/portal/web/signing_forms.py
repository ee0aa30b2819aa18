"""What signing in, registering and a new password ask for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password

from lienthong.casework.dossiers import public as dossiers
from lienthong.office.citizens import public as citizens
from lienthong.toolkit.ui.forms import Form, LineField, NameField, offer_in_words


def _password(label: str, autocomplete: str, hint: str = "") -> forms.CharField:
    box = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, max_length=200, strip=False, widget=box, help_text=hint)


NEW = "Ít nhất 12 ký tự; nên dùng một câu ngắn dễ nhớ. Không bắt buộc chữ số hay dấu."


WAYS = ((citizens.EMAIL, "Thư điện tử"), (citizens.SMS, "Tin nhắn (SMS)"))


class WayForm(Form):
    """Asks which way the code goes, where there is more than one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if citizens.offers_sms():
            self.fields["via"] = forms.ChoiceField(
                label="Nhận mã qua", choices=WAYS, initial=citizens.EMAIL, required=False, widget=forms.RadioSelect
            )
            offer_in_words(self.fields["via"])

    @property
    def via(self) -> str:
        """Return the way that was chosen, by mail when none was."""
        return str(self.cleaned_data.get("via") or citizens.EMAIL)


def _login() -> LineField:
    attrs = {"autocomplete": "username"}
    return LineField(label="Số điện thoại hoặc thư điện tử", max_length=200, widget=forms.TextInput(attrs=attrs))


class SignInForm(WayForm):
    """Login and password."""

    login = _login()
    password = _password("Mật khẩu", "current-password")


class _NewPassword(WayForm):
    def clean_password(self) -> str:
        """Hold the password to the rules of the house."""
        password = str(self.cleaned_data["password"])
        validate_password(password)
        return password


class ResetForm(_NewPassword):
    """Login and the password that is to be."""

    login = LineField(
        label="Số điện thoại hoặc thư điện tử", max_length=200, widget=forms.TextInput(attrs={"autocomplete": "username"})
    )
    password = _password("Mật khẩu mới", "new-password", NEW)


class RegisterForm(_NewPassword):
    """Who somebody is, and how to reach them."""

    name = NameField(
        label="Họ, chữ đệm, tên", max_length=200, help_text="Viết như trên giấy tờ tùy thân, ví dụ Hoàng Thị Sen.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )  # fmt: skip
    email = LineField(
        label="Thư điện tử", max_length=200, required=False, help_text="Cần khi nhận mã qua thư, ví dụ ten@thu.vn.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )  # fmt: skip
    phone = LineField(
        label="Số điện thoại", max_length=20, required=False,
        help_text="Cán bộ gọi số này khi cần; mã bằng tin nhắn gửi về đây, ví dụ 0912345678.",
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )  # fmt: skip
    id_type = forms.ChoiceField(label="Loại giấy tờ tùy thân", choices=list(dossiers.ID_TYPES.items()), required=False)
    id_number = LineField(label="Số giấy tờ tùy thân", max_length=20, required=False)
    password = _password("Mật khẩu", "new-password", NEW)


class LinkForm(Form):
    """Login and password of the account that was there before."""

    login = _login()
    password = _password("Mật khẩu của tài khoản có sẵn", "current-password")


class OwnForm(Form):
    """Something of one's own account: who has a password shows it."""

    password = _password("Mật khẩu hiện nay", "current-password")

    def __init__(self, *args: Any, secret: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not secret:
            del self.fields["password"]


class EmailForm(OwnForm):
    """An e-mail address that shall be one's own."""

    to = LineField(
        label="Thư điện tử", max_length=200, help_text="Mã gửi tới đây, ví dụ ten@thu.vn.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )  # fmt: skip
    field_order = ("to", "password")


class PhoneForm(OwnForm):
    """A phone number that shall be one's own."""

    to = LineField(
        label="Số điện thoại", max_length=20, help_text="Mã nhắn tới đây, ví dụ 0912345678.",
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )  # fmt: skip
    field_order = ("to", "password")


class SetPasswordForm(OwnForm):
    """A first password, or another one."""

    new = _password("Mật khẩu mới", "new-password", NEW)

    def clean_new(self) -> str:
        """Hold the password to the rules of the house."""
        password = str(self.cleaned_data["new"])
        validate_password(password)
        return password


WAY_FORMS: dict[str, type[OwnForm]] = {
    "email": EmailForm, "phone": PhoneForm, "password": SetPasswordForm,
    "drop-email": OwnForm, "drop-phone": OwnForm, "drop-password": OwnForm,
}  # fmt: skip
"""By what is to be done on the page of one's ways in."""


class CodeForm(Form):
    """The code of the mail or the text message."""

    code = LineField(
        label="Mã 6 chữ số", max_length=10,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "class": "w-10"}),
    )  # fmt: skip
