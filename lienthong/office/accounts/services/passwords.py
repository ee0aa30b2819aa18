"""What a password must be: long, not common, not the user name.

No demand for digits or signs, no forced change (ASVS 6.2.5, 6.2.10).
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.password_validation import CommonPasswordValidator, UserAttributeSimilarityValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from lienthong.office.accounts.rules import MIN_PASSWORD, is_common_here, is_monotonous, says_the_name


class HousePassword:
    """The one validator of passwords; its sentences are Vietnamese and say what to do."""

    def __init__(self) -> None:
        self._common = CommonPasswordValidator()
        self._similar = UserAttributeSimilarityValidator(user_attributes=("username", "email"))

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError with every fault of `password`."""
        faults = []
        if len(password) < MIN_PASSWORD:
            faults.append(
                gettext("Mật khẩu cần ít nhất %(least)s ký tự; một câu ngắn dễ nhớ là tốt nhất.") % {"least": MIN_PASSWORD}
            )
        if is_monotonous(password):
            faults.append("Mật khẩu lặp lại hoặc đi theo dãy nên dễ đoán; thêm những từ không liên quan.")
        if is_common_here(password) or self._refuses(self._common, password, user):
            faults.append("Mật khẩu này nhiều người dùng nên dễ đoán; chọn một câu của riêng ông/bà.")
        if says_the_name(password, getattr(user, "username", "")) or self._refuses(self._similar, password, user):
            faults.append("Mật khẩu quá giống tên đăng nhập; chọn câu khác.")
        if faults:
            raise ValidationError(faults, code="weak_password")

    def get_help_text(self) -> str:
        """Return the rule as the pages print it."""
        return gettext("Ít nhất %(least)s ký tự; nên dùng một câu ngắn dễ nhớ. Không bắt buộc chữ số hay dấu.") % {
            "least": MIN_PASSWORD
        }

    def _refuses(self, validator: Any, password: str, user: Any) -> bool:
        try:
            validator.validate(password, user)
        except ValidationError:
            return True
        return False
