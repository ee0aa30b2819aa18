"""The forms of a round: what the drafter chooses, and what each act asks for."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms

from lienthong.casework.approval import public as approval
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.ui.forms import DayField, FileBox, FileField, Form

COSIGNERS = ("cosigner_1", "cosigner_2", "cosigner_3")


def _words(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class KeyForm(Form):
    """The idempotency key of the page."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "initial": {"key": new_uid(), **(kwargs.get("initial") or {})}})


class SubmitForm(KeyForm):
    """Who signs, who signs before, and whether by hand."""

    signer = forms.ChoiceField(label="Người ký thuộc", help_text="Văn phòng ký khi ký thừa lệnh (TL.).")
    cosigner_1 = forms.ChoiceField(label="Ký phối hợp thứ nhất", required=False)
    cosigner_2 = forms.ChoiceField(label="Ký phối hợp thứ hai", required=False)
    cosigner_3 = forms.ChoiceField(label="Ký phối hợp thứ ba", required=False)
    way = forms.ChoiceField(label="Cách ký", choices=list(approval.WAYS.items()))
    register = forms.ChoiceField(
        label="Lấy số ở sổ nào", choices=list(approval.REGISTERS.items()), required=False,
        help_text="Văn bản chỉ dùng trong cơ quan thì vào sổ nội bộ, không gửi đi được.",
    )  # fmt: skip

    def __init__(self, *args: Any, choice: approval.Choice, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("signer", [(str(uid), name) for uid, name in choice.signers])
        for name in COSIGNERS:
            self.offer(name, [("", "Không có"), *((str(uid), unit) for uid, unit in choice.cosigners)])

    def plan(self) -> approval.Plan:
        """Return what was chosen."""
        given = self.cleaned_data
        cosigners = tuple(UUID(given[name]) for name in COSIGNERS if given[name])
        return approval.Plan(cosigners, UUID(given["signer"]), given["way"], given["register"] or approval.OUTGOING)


class SeenForm(Form):
    """An act on the very file that the page showed, with a word to it."""

    sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)
    note = forms.CharField(label="Ý kiến", required=False, max_length=1000, widget=_words())


class ReasonForm(Form):
    """Why a version is given back."""

    reason = forms.CharField(
        label="Lý do trả lại", max_length=1000, widget=_words(),
        help_text="Nói rõ chỗ cần sửa; nơi soạn đọc nguyên văn, phiếu trình giữ lại.",
    )  # fmt: skip


class WithdrawForm(Form):
    """Why a version is withdrawn."""

    reason = forms.CharField(label="Lý do rút", required=False, max_length=1000, widget=_words())


class IssueForm(KeyForm):
    """The day of issue: today unless said."""

    day = DayField(label="Ngày ban hành", required=False, help_text="Để trống là hôm nay.")
    reason = forms.CharField(
        label="Lý do ghi ngày trước", required=False, max_length=300, widget=_words(2),
        help_text="Chỉ ghi khi ngày ban hành không phải hôm nay.",
    )  # fmt: skip


class ScanForm(Form):
    """The scan of a sheet that was signed by hand."""

    scan = FileField(
        label="Bản quét (PDF)",
        widget=FileBox(attrs={"accept": ".pdf,application/pdf"}),
        help_text="Quét màu, từ 200 dpi trở lên, sau khi đã ghi số, ngày và đóng dấu.",
        error_messages={"required": "Chọn tệp PDF của bản quét."},
    )
