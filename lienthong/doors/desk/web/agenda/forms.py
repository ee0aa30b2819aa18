"""The forms of the calendar: an entry, reasons, the leader's approval, a conclusion with what it gives to do, a report."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, time
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError

from lienthong.casework.agenda import public as agenda
from lienthong.toolkit.formats.pages import is_english
from lienthong.toolkit.ui.forms import DayField, Form, LineField
from lienthong.toolkit.ui.tongues import VIETNAMESE

MOST = agenda.MOST
_HOUR = re.compile(r"([01]?[0-9]|2[0-3])(?:[:hg]([0-5][0-9])?)?")


class HourInput(forms.TextInput):
    """An hour as text: «08:00»."""

    def format_value(self, value: Any) -> str | None:
        """Return hh:mm of an hour, or what was typed."""
        return f"{value:%H:%M}" if isinstance(value, time) else value


class HourField(forms.Field):
    """An hour of the day, typed the Vietnamese way: 8h, 8h30, 8:30, 08g30."""

    widget = HourInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "w-4"})
    default_error_messages = {"invalid": "Ghi giờ như 08:00 hoặc 8h30."}

    def to_python(self, value: Any) -> time | None:
        """Return the hour, None when empty."""
        if value in self.empty_values or isinstance(value, time):
            return value or None
        found = _HOUR.fullmatch("".join(str(value).lower().split()))
        if found is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return time(int(found[1]), int(found[2] or 0))


class NameSelect(forms.Select):
    """A box of names: on an English page each Vietnamese one is said to be that."""

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return an option with its language."""
        option: dict[str, Any] = super().create_option(*args, **kwargs)
        if is_english() and VIETNAMESE.search(str(option["label"])):
            option["attrs"]["lang"] = "vi"
        return option


class EntryForm(Form):
    """What takes place."""

    day = DayField(label="Ngày")
    session = forms.ChoiceField(label="Buổi", choices=list(agenda.SESSIONS.items()))
    starts = HourField(label="Từ giờ", required=False)
    ends = HourField(label="Đến giờ", required=False)
    subject = LineField(label="Nội dung", max_length=MOST["subject"])
    host = forms.ChoiceField(label="Chủ trì", required=False, widget=NameSelect)
    place = LineField(label="Địa điểm", required=False, max_length=MOST["place"])
    people = forms.MultipleChoiceField(label="Lãnh đạo dự", required=False, widget=forms.CheckboxSelectMultiple)
    units = forms.MultipleChoiceField(label="Đơn vị dự", required=False, widget=forms.CheckboxSelectMultiple)
    others = LineField(label="Thành phần khác", required=False, max_length=MOST["others"])
    unit = forms.ChoiceField(label="Đơn vị chuẩn bị", required=False, widget=NameSelect)
    note = LineField(label="Xe, liên hệ", required=False, max_length=MOST["note"])
    private = forms.BooleanField(label="Mục riêng: người không có tên chỉ thấy «Bận»", required=False)
    shared = forms.BooleanField(label="Cho hệ thống kia xem mục này (Đảng, chính quyền)", required=False)

    def __init__(self, *args: Any, offers: agenda.Offers, near: Iterable[int], **kwargs: Any) -> None:
        """Offer the leaders and units of a calendar.  near: units whose leaders can be ticked; others come by their unit."""
        super().__init__(*args, **kwargs)
        ticked = {str(uid) for uid in self.initial.get("people", ())} | set(self._sent("people"))
        close = [one for one in offers.leaders if one.unit_id in set(near) or str(one.uid) in ticked]
        self.offer("host", [("", "– không ghi –"), *((str(one.uid), one.words) for one in offers.leaders)])
        self.offer("people", [(str(one.uid), one.words) for one in close])
        self.offer("units", [(str(one.uid), one.name) for one in offers.units])
        self.offer("unit", [("", "– không ghi –"), *((str(one.uid), one.name) for one in offers.units)])

    def _sent(self, name: str) -> list[str]:
        return list(self.data.getlist(name)) if self.is_bound and hasattr(self.data, "getlist") else []


def said_of(given: dict[str, Any], letter: UUID | None = None) -> agenda.Said:
    """Return the entry that a cleaned form says."""
    named: dict[str, Any] = {name: UUID(given[name]) if given[name] else None for name in ("host", "unit")}
    named |= {name: tuple(map(UUID, given[name])) for name in ("people", "units")}
    return agenda.Said(**(given | named), letter=letter)


def initial_of(row: agenda.EntryRow) -> dict[str, Any]:
    """Return what a form shows of an entry that is there."""
    content = row.content
    return {
        "day": row.day, "session": row.session, "starts": row.starts, "ends": row.ends, "host": str(row.host or ""),
        "people": [str(uid) for uid in row.people], "units": [str(uid) for uid in row.units], "unit": str(row.unit or ""),
        "private": row.private, "shared": row.shared,
        **{name: content[name] for name in ("subject", "place", "others", "note")},
    }  # fmt: skip


class ReasonForm(Form):
    """Why something is declined, dropped, given back or taken back."""

    reason = LineField(label="Lý do", max_length=MOST["reason"], help_text="Người liên quan đọc được lý do này.")


class ApproveForm(Form):
    """The leader approves what was shown; with clashes the reason is said."""

    digest = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
    reason = LineField(
        label="Vì sao vẫn duyệt khi trùng lịch", max_length=MOST["reason"], required=False, help_text="Lý do được ghi cùng lịch."
    )

    def __init__(self, *args: Any, clashes: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not clashes:
            self.fields["reason"].widget = forms.HiddenInput()


class ConcludeForm(Form):
    """What was concluded."""

    text = forms.CharField(label="Nội dung kết luận", max_length=MOST["text"], widget=forms.Textarea(attrs={"rows": 6}))


class JobForm(Form):
    """One thing that a conclusion gives to do; an empty row is none."""

    what = LineField(label="Việc giao", required=False, max_length=MOST["what"])
    unit = forms.ChoiceField(label="Đơn vị làm", required=False, widget=NameSelect)
    person = forms.ChoiceField(label="Người làm", required=False, widget=NameSelect, help_text="Để trống: lãnh đạo đơn vị nhận.")
    due_on = DayField(label="Hạn", required=False)

    def __init__(self, *args: Any, offers: agenda.Offers, **kwargs: Any) -> None:
        """Offer the units of a place and their leaders."""
        super().__init__(*args, **kwargs)
        self.offer("unit", [("", "– chọn –"), *((str(one.uid), one.name) for one in offers.units)])
        self.offer("person", [("", "– lãnh đạo đơn vị –"), *((str(one.uid), one.words) for one in offers.leaders)])

    def given(self) -> agenda.Given | None:
        """Return what the row gives to do, None for an empty one."""
        said = self.cleaned_data
        if not any(said.get(name) for name in ("what", "unit", "person", "due_on")):
            return None
        uids = [UUID(said[name]) if said.get(name) else None for name in ("unit", "person")]
        due: date | None = said.get("due_on")
        return agenda.Given(said.get("what", ""), uids[0], due, uids[1])


class ReportForm(Form):
    """What was done."""

    answer = forms.CharField(label="Kết quả thực hiện", max_length=MOST["answer"], widget=forms.Textarea(attrs={"rows": 5}))


class FeedForm(Form):
    """Which calendar an address shows."""

    which = forms.ChoiceField(label="Lịch nào?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, choices: Iterable[tuple[str, Any]], **kwargs: Any) -> None:
        """Offer the calendars that the actor reads."""
        super().__init__(*args, **kwargs)
        self.offer("which", choices)
