"""The forms of what arrives: which files are brought, why something is not taken."""

from __future__ import annotations

from django import forms

from lienthong.casework.intake import public as intake
from lienthong.toolkit.ui.forms import Form, LineField


class UploadForm(Form):
    """How files are brought; the box for the files stands beside it."""

    channel = forms.ChoiceField(
        label="Đến bằng", widget=forms.RadioSelect, initial="paper",
        choices=[("paper", "Bản giấy, quét tại quầy"), ("upload", "Tệp tải lên")],
    )  # fmt: skip
    together = forms.ChoiceField(
        label="Các tệp này là", widget=forms.RadioSelect, initial="",
        choices=[("", "Mỗi tệp một văn bản"), ("1", "Cùng một văn bản (trang quét rời, phụ lục)")], required=False,
    )  # fmt: skip


class RefuseForm(Form):
    """Why something is not taken."""

    reason = LineField(
        label="Lý do không tiếp nhận", max_length=intake.LONGEST["reason"],
        help_text="Ví dụ: gửi nhầm nơi nhận, thiếu tệp, chữ ký số không hợp lệ. Lý do được báo lại cho nơi gửi.",
    )  # fmt: skip


class JoinForm(Form):
    """Nothing to fill in: the question is the page."""
