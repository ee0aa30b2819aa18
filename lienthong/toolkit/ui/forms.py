"""Forms as our pages draw them: own field template, Vietnamese words that say what to do, Vietnamese dates and figures.

Fields return plain values (date, datetime, int); they read no clock and know no trade.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import DjangoTemplates

from lienthong.toolkit.clock import VIETNAM


class PageRenderer(DjangoTemplates):
    """Draws forms and fields with the templates of the page components."""

    form_template_name = "ui/_form.html"
    field_template_name = "ui/_field.html"


class Form(forms.Form):
    """The form of every page: labels above, hints, errors that say what to do, no browser's own bubbles."""

    default_renderer = PageRenderer
    use_required_attribute = False
    label_suffix = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            _speak_vietnamese(name, field)


_CHOOSERS = (forms.ChoiceField, forms.ModelChoiceField)


def _speak_vietnamese(name: str, field: forms.Field) -> None:
    """Put our sentence where the field still has Django's own; a sentence given by the author stays."""
    label = str(field.label or name.replace("_", " "))
    subject = label[:1].lower() + label[1:] if label[1:2].islower() else label
    verb = "Chọn" if isinstance(field, _CHOOSERS) else "Tải lên" if isinstance(field, forms.FileField) else "Nhập"
    sentences = {
        "required": f"{verb} {subject}.",
        "invalid": f"{label} chưa đúng cách viết; xem gợi ý ở trên ô rồi nhập lại.",
        "invalid_choice": f"Chọn {subject} trong danh sách; lựa chọn vừa gửi không có ở đó.",
        "invalid_list": f"Chọn {subject} trong danh sách.",
        "missing": f"Tải lên {subject}; chưa có tệp nào được gửi.",
        "empty": f"Tệp của {subject} không có nội dung; chọn tệp khác.",
    }
    if isinstance(field, forms.BooleanField):
        sentences["required"] = f"Đánh dấu ô «{label}» để tiếp tục."
    own = _own_messages(field)
    field.error_messages.update(
        {key: words for key, words in sentences.items() if key in field.error_messages and key not in own}
    )
    for validator in field.validators:
        _speak_limit(validator, label)


def _own_messages(field: forms.Field) -> set[str]:
    """Return the keys whose sentence came from the author or from a field of this module, not from Django."""
    defaults: dict[str, Any] = {}
    for kind in reversed(type(field).__mro__):
        if kind.__module__.startswith("django."):
            defaults.update(getattr(kind, "default_error_messages", {}))
    return {key for key, words in field.error_messages.items() if words is not defaults.get(key)}


_LIMITS = {
    "max_length": "{label} dài quá %(limit_value)d ký tự; rút gọn lại.",
    "min_length": "{label} cần ít nhất %(limit_value)d ký tự.",
    "max_value": "{label} không được lớn hơn %(limit_value)s.",
    "min_value": "{label} không được nhỏ hơn %(limit_value)s.",
}


def _speak_limit(validator: Any, label: str) -> None:
    sentence = _LIMITS.get(getattr(validator, "code", ""))
    if sentence and type(validator).__module__.startswith("django."):
        validator.message = sentence.format(label=label.replace("%", "%%"))


class LineField(forms.CharField):
    """One line of text: NFC, no control or zero-width marks, single spaces."""

    def to_python(self, value: Any) -> str:
        """Return the cleaned line."""
        words = unicodedata.normalize("NFC", str(super().to_python(value) or ""))
        kept = "".join(
            " " if letter.isspace() else letter for letter in words if letter.isspace() or unicodedata.category(letter)[0] != "C"
        )
        return " ".join(kept.split())


class DayInput(forms.TextInput):
    """A date as text: dd/mm/yyyy, digits keyboard on a phone."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "numeric", "autocomplete": "off", "class": "w-10", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        """Return dd/mm/yyyy of a date, or what was typed."""
        return f"{value:%d/%m/%Y}" if isinstance(value, date) else value


def parse_day(words: str) -> date | None:
    """Return the day of «12/3/2018», «12-03-2018», «12.3.2018», «12 3 2018», «12032018» or «2018-03-12»; None if it is none."""
    clean = words.strip()
    found = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", clean)
    if found:
        parts = found.group(3, 2, 1)
    else:
        found = re.fullmatch(r"(\d{1,2})[\s/.\-](\d{1,2})[\s/.\-](\d{4})", clean) or re.fullmatch(r"(\d{2})(\d{2})(\d{4})", clean)
        if not found:
            return None
        parts = found.group(1, 2, 3)
    try:
        return date(int(parts[2]), int(parts[1]), int(parts[0]))
    except ValueError:
        return None


class DayField(forms.DateField):
    """A day, typed the Vietnamese way."""

    widget = DayInput
    default_error_messages = {"invalid": "Ghi ngày theo thứ tự ngày/tháng/năm, ví dụ 12/03/2018."}

    def to_python(self, value: Any) -> date | None:
        """Return the day, None when empty."""
        if value in self.empty_values:
            return None
        day = value if isinstance(value, date) else parse_day(str(value))
        if day is None or day.year < 1800:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return day


@dataclass(frozen=True)
class Birth:
    """A birth as papers give it: the full day, or only the year (`day` None)."""

    year: int
    day: date | None = None

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}" if self.day else str(self.year)


class BirthField(forms.Field):
    """A birth: «12/03/1956», or «1956» when only the year is known."""

    widget = DayInput
    default_error_messages = {"invalid": "Ghi ngày sinh như 12/03/1956; nếu chỉ biết năm thì ghi 1956."}

    def to_python(self, value: Any) -> Birth | None:
        """Return the birth, None when empty."""
        if value in self.empty_values:
            return None
        if isinstance(value, Birth):
            return value
        words = str(value).strip()
        day = parse_day(words)
        year = day.year if day else int(words) if re.fullmatch(r"\d{4}", words) else 0
        if year < 1800:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return Birth(year, day)


class MomentInput(DayInput):
    """An instant as text: «08:00 12/03/2018» in Vietnamese time."""

    def format_value(self, value: Any) -> str | None:
        """Return hh:mm dd/mm/yyyy of an instant, or what was typed."""
        return f"{value.astimezone(VIETNAM):%H:%M %d/%m/%Y}" if isinstance(value, datetime) else value


class MomentField(forms.Field):
    """An instant in Vietnamese time, «08:00 12/03/2018» or «12/03/2018 08:00»; the value is aware."""

    widget = MomentInput
    default_error_messages = {"invalid": "Ghi giờ và ngày như 08:00 12/03/2018."}

    def to_python(self, value: Any) -> datetime | None:
        """Return the instant, None when empty."""
        if value in self.empty_values:
            return None
        if isinstance(value, datetime):
            return value
        words = " ".join(str(value).replace("ngày", " ").split())
        hour = re.search(r"\b([01]?\d|2[0-3])(?::|h|g)([0-5]\d)\b", words)
        day = parse_day(words.replace(hour.group(0), " ").strip()) if hour else None
        if hour is None or day is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return datetime.combine(day, time(int(hour.group(1)), int(hour.group(2))), tzinfo=VIETNAM)


class AmountField(forms.Field):
    """Whole đồng typed with or without dots: «118.000.000» or «118000000»; never a fraction."""

    default_error_messages = {"invalid": "Ghi số tiền bằng đồng, chỉ chữ số, ví dụ 118.000.000."}
    widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "w-20 num", "autocomplete": "off"})

    def to_python(self, value: Any) -> int | None:
        """Return whole đồng, None when empty."""
        if value in self.empty_values:
            return None
        if isinstance(value, int):
            return value
        words = re.sub(r"\s|đ$|đồng$", "", str(value).strip())
        if not re.fullmatch(r"\d{1,15}|\d{1,3}(\.\d{3}){1,4}", words):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return int(words.replace(".", ""))

    def prepare_value(self, value: Any) -> Any:
        """Return the figure with dots, or what was typed."""
        return f"{value:,}".replace(",", ".") if isinstance(value, int) else value
