"""A page of a procedure's form as boxes to type in, and what was typed as answers of the version."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.procedures import public as procedures
from lienthong.office.org import public as org
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.sentences import Several
from lienthong.toolkit.ui.forms import AmountField, BirthField, DayField, Form, LineField, NameField, offer_in_words
from lienthong.toolkit.ui.tongues import joined, said, told
from lienthong.toolkit.vietnamese import fold

Kind = procedures.FieldKind
IDS = list(dossiers.ID_TYPES.items())


class Places:
    """What typed communes and villages may mean on a day; each is looked up once for a page."""

    def __init__(self, on: date) -> None:
        self.on = on
        self._found: dict[str, list[org.Address]] = {}

    def of(self, typed: str) -> list[org.Address]:
        """Return the places that typed words may mean."""
        words = fold(typed[:100])
        if words not in self._found:
            self._found[words] = org.places_meant(words, self.on)
        return self._found[words]


class PageForm(Form):
    """Boxes for the fields of one page; `answers` holds what was answered, once valid.

    A field that depends on an answer of the same page is shown with its condition, and demanded only when it holds.
    """

    def __init__(
        self,
        typed: Mapping[str, str] | None,
        *,
        page: procedures.FormPage,
        known: Places,
        answers: Mapping[str, Any],
        check: bool,
    ) -> None:
        super().__init__(typed if check else None, initial=None if check else typed)
        self.page, self.known, self.before, self.typed = page, known, answers, typed or {}
        self.rows = _rows(page, self.typed)
        self.answers: Any = None
        for prefix in self._prefixes():
            for field in page.fields:
                self._add(prefix, field)
        for box in self.fields.values():
            box.widget.attrs.setdefault("autocomplete", "off")
            box.error_messages["required"] = "Chưa trả lời câu này."
            offer_in_words(box)

    def _prefixes(self) -> list[str]:
        return [f"{number}-" for number in range(self.rows)] if self.page.repeat else [""]

    def _add(self, prefix: str, field: procedures.FormField) -> None:
        name, needed = prefix + field.key, field.required and not self._inside(field)
        hint = joined(" ", (self._condition(field), field.help, _example(field)))
        label = told("%(label)s %(number)s", label=field.label, number=int(prefix[:-1]) + 1) if prefix else said(field.label)
        boxes = _boxes(field, label, hint, needed)
        for part, box in boxes.items():
            self.fields[name + part] = box
        if field.kind is Kind.ADDRESS:
            self._offer_places(name)

    def _inside(self, field: procedures.FormField) -> bool:
        return field.when is not None and field.when.answer.startswith(f"{self.page.key}.")

    def _condition(self, field: procedures.FormField) -> str:
        if field.when is None or not self._inside(field):
            return ""
        source = next(one for one in self.page.fields if f"{self.page.key}.{one.key}" == field.when.answer)
        options = [option.label for option in source.options if option.value in field.when.one_of]
        return told("Chỉ điền khi chọn «%(options)s».", options=Several("» hoặc «", options))

    def _offer_places(self, name: str) -> None:
        """Offer the places that a typed commune may mean, when it may mean several."""
        found = self.known.of(self.typed.get(f"{name}-commune", ""))
        if len(found) > 1:
            choices = [(str(one.uid), one.path) for one in found]
            self.fields[f"{name}-place"] = forms.ChoiceField(
                label="Đó là nơi nào?", choices=choices, required=False, widget=forms.RadioSelect
            )

    def clean(self) -> dict[str, Any]:
        """Put the answers together; a place must be one that there is."""
        given = super().clean() or {}
        rows = [self._row(prefix, given) for prefix in self._prefixes()]
        self.answers = rows if self.page.repeat else rows[0]
        return given

    def _row(self, prefix: str, given: Mapping[str, Any]) -> dict[str, Any]:
        row: dict[str, Any] = {}
        for field in self.page.fields:
            so_far = {**self.before, self.page.key: row}
            if field.when is not None and field not in procedures.asked_fields(self.page, so_far):
                continue
            value = self._value(prefix + field.key, field, given)
            if value not in (None, "", {}):
                row[field.key] = value
            elif field.required:
                self._demand(prefix + field.key, field)
        return row

    def _value(self, name: str, field: procedures.FormField, given: Mapping[str, Any]) -> Any:
        if field.kind is Kind.PERSON:
            parts = {part: _plain(given.get(f"{name}-{part}")) for part in ("name", "born", "id_type", "id_number", "phone")}
            return {part: value for part, value in parts.items() if value} if parts["name"] else {}
        if field.kind is Kind.ADDRESS:
            return self._address(name, given)
        return given.get(name) if field.kind is Kind.NUMBER else _plain(given.get(name))

    def _address(self, name: str, given: Mapping[str, Any]) -> dict[str, str]:
        typed = str(given.get(f"{name}-commune") or "")
        if not typed:
            return {}
        found, picked = self.known.of(typed), given.get(f"{name}-place")
        one = next((place for place in found if str(place.uid) == picked), found[0] if len(found) == 1 else None)
        if one is None:
            target = f"{name}-place" if found else f"{name}-commune"
            words = "Có nhiều nơi tên như vậy; chọn một." if found else "Không có xã, thôn nào tên như vậy; kiểm tra lại tên xã."
            self.add_error(target, words)
            return {}
        line = str(given.get(f"{name}-line") or "")
        return (
            {"line": line, "commune": one.path, "place": str(one.uid)} if line else {"commune": one.path, "place": str(one.uid)}
        )

    def _demand(self, name: str, field: procedures.FormField) -> None:
        target = {Kind.PERSON: f"{name}-name", Kind.ADDRESS: f"{name}-commune"}.get(field.kind, name)
        if not any(key.startswith(name) for key in self.errors):
            self.add_error(target, told("Trả lời «%(label)s».", label=field.label))


def _rows(page: procedures.FormPage, typed: Mapping[str, str]) -> int:
    rows = str(typed.get("rows", "1"))
    return min(max(int(rows), 1), page.repeat) if page.repeat and rows.isascii() and rows.isdigit() else 1


def _plain(value: Any) -> str:
    if isinstance(value, formats.Birth):
        return formats.birth(value)
    return value.isoformat() if isinstance(value, date) else str(value or "")


def _example(field: procedures.FormField) -> str:
    return told("Ví dụ: %(example)s.", example=field.example) if field.example else ""


def _boxes(field: procedures.FormField, label: str, hint: str, needed: bool) -> dict[str, forms.Field]:
    facts: dict[str, Any] = {"label": label, "help_text": hint, "required": needed}
    match field.kind:
        case Kind.CHOICE:
            options = [(option.value, option.label) for option in field.options]
            return {"": forms.ChoiceField(choices=options, widget=forms.RadioSelect, **facts)}
        case Kind.NUMBER:
            box = AmountField(**facts)
            box.validators += [forms.IntegerField(min_value=field.low or 0, max_value=field.high).validators][0]
            return {"": box}
        case Kind.DATE:
            return {"": DayField(**facts)}
        case Kind.PARAGRAPH:
            area = forms.Textarea(attrs={"rows": 4})
            return {"": forms.CharField(max_length=field.high or 1000, widget=area, **facts)}
        case Kind.PERSON:
            return _person(label, hint, needed)
        case Kind.ADDRESS:
            line = LineField(
                label=told("%(label)s: số nhà, thôn, bản", label=label), max_length=200, required=False, help_text=hint
            )
            commune = LineField(
                label=told("%(label)s: xã, phường", label=label),
                max_length=100,
                required=needed,
                help_text="Gõ có dấu hay không dấu, ví dụ Hoành Mô.",
            )
            return {"-line": line, "-commune": commune}
        case _:
            return {"": LineField(max_length=field.high or 1000, **facts)}


def _person(label: str, hint: str, needed: bool) -> dict[str, forms.Field]:
    return {
        "-name": NameField(
            label=told("%(label)s: họ, chữ đệm, tên", label=label), max_length=200, required=needed, help_text=hint
        ),
        "-born": BirthField(
            label=told("%(label)s: ngày sinh hoặc năm sinh", label=label),
            required=False,
            help_text="Ví dụ: 12/03/1990, hoặc 1990.",
        ),
        "-id_type": forms.ChoiceField(label=told("%(label)s: loại giấy tờ tùy thân", label=label), choices=IDS, required=False),
        "-id_number": LineField(label=told("%(label)s: số giấy tờ", label=label), max_length=20, required=False),
        "-phone": LineField(label=told("%(label)s: điện thoại", label=label), max_length=20, required=False),
    }
