"""Forms as our pages draw them: own field template, words that say what to do, Vietnamese dates and figures.

Labels and hints are Vietnamese; the field template shows them in the language of the page.  Fields return plain values
(date, datetime, int); they read no clock and know no trade.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import DjangoTemplates
from django.utils.html import strip_tags
from django.utils.safestring import SafeData

from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.errors import Refusal
from lienthong.toolkit.formats import pages
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.formats.pages import is_english
from lienthong.toolkit.formats.text import Birth
from lienthong.toolkit.ui.tongues import said, translated
from lienthong.toolkit.vietnamese import clean_name

T = TypeVar("T")


class PageRenderer(DjangoTemplates):
    """Draws forms and fields with the templates of the page components."""

    form_template_name = "ui/_form.html"
    field_template_name = "ui/_field.html"


class FileBox(forms.FileInput):
    """A box for a file as every page draws it: our own words on the button, the name of what was chosen beside it.

    words  on the button.  look: more classes of the button.  shown: whether the chosen name stands beside it (not where the
           page sends the file by itself at once).
    """

    template_name = "ui/_file.html"

    def __init__(self, attrs: dict[str, Any] | None = None, *, words: str = "", look: str = "", shown: bool = True) -> None:
        super().__init__(attrs)
        self.words, self.look, self.shown = words, look, shown

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Return what the template draws."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        words = self.words or ("Chọn các tệp" if self.attrs.get("multiple") else "Chọn tệp")
        context["widget"] |= {"words": words, "look": self.look, "shown": self.shown}
        return context


class ManyFiles(FileBox):
    """A box for several files at once; on a phone it offers the camera too."""

    allow_multiple_selected = True


class FileField(forms.FileField):
    """A file, chosen in our own box."""

    widget = FileBox


class Form(forms.Form):
    """The form of every page: labels above, hints, errors that say what to do, no browser's own bubbles."""

    default_renderer = PageRenderer
    use_required_attribute = False
    label_suffix = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            _speak(name, field)
            offer_in_words(field)

    def offer(self, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
        """Offer what is known only now in a field of choices, in the language of the page; groups hold a list of choices."""
        field = self.fields[name]
        field.choices = list(choices)  # type: ignore[attr-defined]  # it is a choice field
        offer_in_words(field)


_CHOOSERS = (forms.ChoiceField, forms.ModelChoiceField)


_SENTENCES = {
    "invalid": "%(label)s chưa đúng cách viết; xem gợi ý ở trên ô rồi nhập lại.",
    "invalid_choice": "Chọn %(subject)s trong danh sách; lựa chọn vừa gửi không có ở đó.",
    "invalid_list": "Chọn %(subject)s trong danh sách.",
    "missing": "Tải lên %(subject)s; chưa có tệp nào được gửi.",
    "empty": "Tệp của %(subject)s không có nội dung; chọn tệp khác.",
}


def _demand(field: forms.Field) -> str:
    """Return what to say when nothing was given."""
    if isinstance(field, forms.BooleanField):
        return "Đánh dấu ô «%(label)s» để tiếp tục."
    if isinstance(field, _CHOOSERS):
        return "Chọn %(subject)s."
    return "Tải lên %(subject)s." if isinstance(field, forms.FileField) else "Nhập %(subject)s."


def offer_in_words(field: forms.Field) -> None:
    """Offer the choices of a field in the language of the page; an <option> cannot hold a mark of another language."""
    if is_english() and type(field) in _OFFERING:
        speak = said if isinstance(field.widget, forms.RadioSelect) else translated
        field.choices = [_in_words(value, words, speak) for value, words in field.widget.choices]  # type: ignore[attr-defined]  # it has some


_OFFERING = (forms.ChoiceField, forms.MultipleChoiceField, forms.TypedChoiceField)


def _in_words(value: Any, words: Any, speak: Callable[[Any], Any]) -> tuple[Any, Any]:
    """Return a choice in the language of the page, or a group of them."""
    if isinstance(words, list | tuple):
        return translated(value), [(one, speak(name)) for one, name in words]
    return value, speak(words)


def _speak(name: str, field: forms.Field) -> None:
    """Put our sentence where the field still has Django's own; a sentence given by the author stays."""
    label = translated(field.label or name.replace("_", " "))
    if isinstance(label, SafeData):  # a name in it is marked for the page; in a sentence the marks would be read as text
        label = html.unescape(strip_tags(label))
    subject = label[:1].lower() + label[1:] if label[1:2].islower() else label
    sentences = {key: translated(words, label=label, subject=subject) for key, words in _SENTENCES.items()}
    sentences["required"] = translated(_demand(field), label=label, subject=subject)
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
        validator.message = translated(sentence).format(label=label.replace("%", "%%"))


class LineField(forms.CharField):
    """One line of text: NFC, no control or zero-width marks, single spaces."""

    def to_python(self, value: Any) -> str:
        """Return the cleaned line."""
        words = unicodedata.normalize("NFC", str(super().to_python(value) or ""))
        kept = "".join(
            " " if letter.isspace() else letter for letter in words if letter.isspace() or unicodedata.category(letter)[0] != "C"
        )
        return " ".join(kept.split())


class NameField(LineField):
    """The name of a person, cleaned as `toolkit.vietnamese.clean_name` does; its refusal becomes the field's error."""

    def to_python(self, value: Any) -> str:
        """Return the cleaned name, empty when nothing was typed."""
        words = super().to_python(value)
        return _or_error(clean_name, words) if words else words


def _or_error(read: Callable[[str], T], words: str) -> T:
    """Return what `read` makes of the words; its refusal becomes an error of the field."""
    try:
        return read(words)
    except Refusal as refusal:
        raise ValidationError(refusal.message, code="invalid") from refusal


class DayInput(forms.TextInput):
    """A date as text: dd/mm/yyyy, digits keyboard on a phone."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "numeric", "autocomplete": "off", "class": "w-10", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        """Return dd/mm/yyyy of a date, or what was typed."""
        return formats.day(value) if isinstance(value, date) else value


def _with_slashes(typed: str) -> str:
    """Return 12/03/2018 for «12032018» and «12 3 2018», which a digits keyboard leaves; other words as they are."""
    found = re.fullmatch(r"([0-9]{2})([0-9]{2})([0-9]{4})|([0-9]{1,2}) +([0-9]{1,2}) +([0-9]{4})", typed.strip())
    return "/".join(part for part in found.groups() if part) if found else typed


class DayField(forms.Field):
    """A day, typed the Vietnamese way: 12/03/2018, 12-3-2018, 12.03.2018, 12032018."""

    widget = DayInput

    def to_python(self, value: Any) -> date | None:
        """Return the day, None when empty."""
        if value in self.empty_values:
            return None
        return value if isinstance(value, date) else _or_error(formats.parse_day, _with_slashes(str(value)))


class BirthInput(DayInput):
    """A birth as text."""

    def format_value(self, value: Any) -> str | None:
        """Return dd/mm/yyyy or yyyy of a birth, or what was typed."""
        return formats.birth(value) if isinstance(value, Birth) else value


class BirthField(forms.Field):
    """A birth: «12/03/1956», or «1956» when only the year is known."""

    widget = BirthInput

    def to_python(self, value: Any) -> Birth | None:
        """Return the birth, None when empty."""
        if value in self.empty_values:
            return None
        return value if isinstance(value, Birth) else _or_error(formats.parse_birth, _with_slashes(str(value)))


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
        hour = re.search(r"\b([01]?[0-9]|2[0-3])(?::|h|g)([0-5][0-9])\b", words)
        if hour is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        day = _or_error(formats.parse_day, _with_slashes(words.replace(hour.group(0), " ")))
        return datetime.combine(day, time(int(hour.group(1)), int(hour.group(2))), tzinfo=VIETNAM)


class AmountField(forms.Field):
    """Whole đồng typed with or without dots: «118.000.000» or «118000000»; never a fraction.

    On an English page commas group as well: «118,000,000» stands there, and what was typed before the choice of language stays.
    """

    default_error_messages = {"invalid": "Ghi số tiền bằng đồng, chỉ chữ số, ví dụ 118.000.000."}
    widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "w-20", "autocomplete": "off"})

    def to_python(self, value: Any) -> int | None:
        """Return whole đồng, None when empty."""
        if value in self.empty_values:
            return None
        if isinstance(value, int):
            return value
        words = re.sub(r"\s|đ$|đồng$", "", str(value).strip())
        grouped = re.fullmatch(r"[0-9]{1,3}(,[0-9]{3}){1,4}", words) if is_english() else None
        if not grouped and not re.fullmatch(r"[0-9]{1,15}|[0-9]{1,3}(\.[0-9]{3}){1,4}", words):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return int(words.replace(".", "").replace(",", ""))

    def prepare_value(self, value: Any) -> Any:
        """Return the figure with dots, or what was typed."""
        return pages.amount(value) if isinstance(value, int) else value


class MeasureField(forms.Field):
    """A figure with at most two decimals, typed the Vietnamese way: «42,5» or «1.234,5»; never negative."""

    default_error_messages = {"invalid": "Ghi một số, phần lẻ sau dấu phẩy, ví dụ 42,5."}
    widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "w-10", "autocomplete": "off"})

    def to_python(self, value: Any) -> Decimal | None:
        """Return the figure, None when empty."""
        if value in self.empty_values:
            return None
        if isinstance(value, Decimal):
            return value
        words = str(value).strip()
        if not re.fullmatch(r"([0-9]{1,7}|[0-9]{1,3}(\.[0-9]{3}){1,2})(,[0-9]{1,2})?", words):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return Decimal(words.replace(".", "").replace(",", "."))
