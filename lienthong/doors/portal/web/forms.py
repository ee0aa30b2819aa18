"""The questions of the look-up and of the waiting hall, and the search box of the catalogue."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from django import forms

from lienthong.casework.queue import public as queue
from lienthong.toolkit.keys import clean_key
from lienthong.toolkit.ui.forms import Form, LineField, NameField
from lienthong.toolkit.ui.tongues import translated


class CodeField(LineField):
    """The code of a dossier as people type it: any case, blanks inside, a dash of any kind."""

    def to_python(self, value: Any) -> str:
        """Return the code in capitals, without blanks, with plain hyphens."""
        return re.sub("[\u2010-\u2015\u2212]", "-", re.sub(r"\s", "", super().to_python(value))).upper()


class CodeForm(Form):
    """First question: the code of the dossier."""

    ma = CodeField(
        label="Mã hồ sơ",
        max_length=60,
        help_text="In ở dòng đầu giấy tiếp nhận, ví dụ H49.16.05-180312-0001.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class KeyForm(CodeForm):
    """Second question: the key; the code stays on the page, so that either can be mended."""

    khoa = LineField(
        label="Khóa tra cứu",
        max_length=40,
        help_text="Tám chữ và số in cạnh mã vuông trên giấy tiếp nhận, ví dụ K7QF-2MXA. Chữ hoa hay thường đều được.",
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "class": "w-20"}
        ),
    )


class SearchForm(Form):
    """Words of a procedure."""

    tu = LineField(
        label="Tên thủ tục hoặc việc cần làm",
        max_length=100,
        required=False,
        help_text="Gõ có dấu hay không dấu đều được, ví dụ khai sinh, khai sin, 1.001193.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "type": "search"}),
    )


class TicketNameForm(Form):
    """The name by which the holder of a ticket wishes to be called."""

    ten = NameField(
        label="Họ và tên",
        max_length=60,
        required=False,
        help_text="Bảng chỉ hiện tên đã che, ví dụ Hoàng Văn A***. Tên bị xóa khi hết ngày.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class VisitCodeField(LineField):
    """The code of a booked visit as it is typed, or as a scanner types the address in its square code."""

    def to_python(self, value: Any) -> str:
        """Return eight letters and digits where they can be read, else what was typed without blanks and hyphens."""
        typed = super().to_python(value)
        found = re.search(r"/lich-hen/[^/]+/([^/?]+)", typed)
        return clean_key(found[1] if found else typed)


class VisitCodeForm(Form):
    """The code of a booked visit."""

    ma = VisitCodeField(
        label="Mã lịch hẹn",
        max_length=200,
        help_text="Tám chữ và số, ví dụ K7QF-2MXA. Máy có máy quét thì đưa mã vuông ra trước.",
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "class": "w-20"}
        ),
    )


class VisitForm(Form):
    """When somebody comes, who it is, and where he is reached should the office be closed after all."""

    gio = forms.ChoiceField(
        label="Giờ đến", widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Khung giờ vừa chọn không còn chỗ hoặc đã qua; chọn khung giờ khác."},
    )  # fmt: skip
    ten = NameField(label="Họ và tên", max_length=60, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    lien_he = LineField(
        label="Số điện thoại hoặc thư điện tử",
        max_length=200,
        help_text="Để cơ quan báo khi phải đổi lịch. Tên và số này bị xóa 7 ngày sau ngày hẹn.",
        widget=forms.TextInput(attrs={"autocomplete": "tel"}),
    )

    def __init__(self, *args: Any, slots: Sequence[queue.Slot], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.begins_at.isoformat(), _slot_words(one)) for one in slots if one.free]
        cast("forms.ChoiceField", self.fields["gio"]).choices = choices

    def clean_gio(self) -> datetime:
        """Return the instant at which the chosen slot begins."""
        return datetime.fromisoformat(self.cleaned_data["gio"])


def _slot_words(slot: queue.Slot) -> str:
    hours = f"{slot.begins_at:%H:%M}–{slot.ends_at:%H:%M}"
    return translated("%(hours)s, còn %(free)s chỗ", hours=hours, free=slot.free)
