"""The forms of petitions in the portal: what is sent, looking one up, how satisfied one is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms

from lienthong.casework.petitions import public as petitions
from lienthong.doors.portal.web.forms import CodeField
from lienthong.office.org import public as org
from lienthong.toolkit.ui.forms import Form, LineField, NameField

PLAIN = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}


class SendForm(Form):
    """To whom, about what, who, how to be answered, in short and in full."""

    co_quan = forms.TypedChoiceField(label="Gửi cơ quan nào?", coerce=int)
    loai = forms.ChoiceField(label="Về việc gì?", choices=list(petitions.KINDS.items()), widget=forms.RadioSelect)
    tom_tat = LineField(label="Tóm tắt trong một câu", max_length=petitions.MOST_SUBJECT)
    noi_dung = forms.CharField(
        label="Nội dung", max_length=petitions.MOST_WORDS, widget=forms.Textarea(attrs={"rows": 7}),
        help_text="Việc gì, ở đâu, khi nào, ông/bà muốn cơ quan làm gì.",
    )  # fmt: skip
    thu_tuc = LineField(label="Mã thủ tục", max_length=40, required=False, help_text="In ở trang thủ tục, ví dụ 1.001193.")
    ho_so = CodeField(label="Mã hồ sơ", max_length=60, required=False, widget=forms.TextInput(attrs=PLAIN))
    ten = NameField(label="Họ và tên", max_length=60, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    lien_he = LineField(
        label="Số điện thoại hoặc thư điện tử", max_length=200, widget=forms.TextInput(attrs={"autocomplete": "tel"}),
        help_text="Để cơ quan hỏi thêm; không công khai.",
    )  # fmt: skip
    bao_tin = forms.BooleanField(label="Báo tin cho tôi tới đó khi tiếp nhận và khi có trả lời", required=False)
    dia_chi = LineField(label="Địa chỉ", max_length=300, required=False)

    def __init__(self, *args: Any, units: Sequence[org.UnitRow], **kwargs: Any) -> None:
        """Offer the units that take petitions."""
        super().__init__(*args, **kwargs)
        field = cast("forms.TypedChoiceField", self.fields["co_quan"])
        field.choices = [("", "–"), *((one.id, one.name) for one in units)]


class FindForm(Form):
    """The code and the key of a petition."""

    ma = CodeField(
        label="Mã phản ánh, kiến nghị", max_length=60, help_text="Ví dụ PA-H49.16.05-180312-0001.",
        widget=forms.TextInput(attrs=PLAIN),
    )  # fmt: skip
    khoa = LineField(
        label="Khóa tra cứu", max_length=40, help_text="Tám chữ và số, ví dụ K7QF-2MXA.",
        widget=forms.TextInput(attrs={**PLAIN, "class": "w-20"}),
    )  # fmt: skip


class FeelForm(Form):
    """How satisfied somebody is with the handling."""

    muc = forms.ChoiceField(
        label="Ông/bà thấy cách xử lý thế nào?", choices=list(petitions.FEELINGS.items()), widget=forms.RadioSelect
    )
