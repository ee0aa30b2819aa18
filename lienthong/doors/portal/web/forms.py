"""The two questions of the look-up, and the search box of the catalogue."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from lienthong.toolkit.ui.forms import Form, LineField, NameField


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
