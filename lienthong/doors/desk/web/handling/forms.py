"""The forms of handling: to whom a letter is presented, an instruction, what is done with a part, filters of lists."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms

from lienthong.casework.handling import public as handling
from lienthong.toolkit.ui.forms import DayField, Form, LineField
from lienthong.toolkit.ui.tongues import translated

MOST = handling.MOST
LEAST_ROWS, SPARE = 6, 3
SIDES = {"state": "chính quyền", "party": "Đảng"}
"""Stands after the name of a unit in a list of names."""


def _text(label: str, kind: str, *, rows: int = 4, required: bool = True, hint: str = "") -> forms.CharField:
    box = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=MOST[kind], widget=box, required=required, help_text=hint)


def _choose(form: Form, name: str, choices: Sequence[tuple[str, str]]) -> None:
    """Offer names: they are Vietnamese in every language of the pages, and so is the list."""
    field = form.fields[name]
    field.widget.attrs["lang"] = "vi"
    if isinstance(field, forms.ChoiceField):
        field.choices = choices


class PresentForm(Form):
    """To whom a letter is presented."""

    leader = forms.ChoiceField(label="Trình lãnh đạo")

    def __init__(self, data: Any = None, *, leaders: Sequence[handling.Leader], **rest: Any) -> None:
        super().__init__(data, **rest)
        _choose(self, "leader", [(str(one.person_uid), f"{one.name}, {one.title}") for one in leaders])


class ReasonForm(Form):
    """Why something is done."""

    reason = LineField(label="Lý do", max_length=MOST["reason"])


class WordsForm(Form):
    """What is answered, or what was done."""

    words = _text("Nội dung", "words", hint="Nêu kết quả, ý kiến; tệp kèm theo thêm ở dưới.")


class RemindForm(Form):
    """What a reminder says."""

    words = _text("Nội dung đôn đốc", "words", rows=3)


class NothingForm(Form):
    """A button that needs no words."""


class MoreTimeForm(Form):
    """Until when, and why, more time is asked for."""

    until = DayField(label="Xin gia hạn đến hết ngày")
    reason = LineField(label="Lý do", max_length=MOST["reason"])


class DecideForm(Form):
    """Whether more time is granted."""

    grant = forms.ChoiceField(label="Quyết định", choices=[("yes", "Đồng ý"), ("no", "Không đồng ý")], widget=forms.RadioSelect)
    words = LineField(label="Ý kiến", max_length=MOST["reason"], required=False, help_text="Bắt buộc khi không đồng ý.")


class PassDownForm(Form):
    """To whom of the unit a part is passed down."""

    person = forms.ChoiceField(label="Người xử lý")
    due = DayField(label="Hạn", required=False, help_text="Bỏ trống là theo hạn của đơn vị.")
    words = _text("Ý kiến chỉ đạo", "words", rows=3, required=False)

    def __init__(self, data: Any = None, *, people: Sequence[handling.Target], **rest: Any) -> None:
        super().__init__(data, **rest)
        _choose(self, "person", [(str(one.person_uid), f"{one.person}, {one.title}") for one in people])


def value_of(unit_id: int, person_uid: UUID | None) -> str:
    """Return how a unit or person is named in a list of choices."""
    return f"{unit_id}:{person_uid}" if person_uid else str(unit_id)


class InstructForm(Form):
    """An instruction: its words, and rows of who, in which role, until when, what exactly; rows left empty are no rows."""

    words = _text("Ý kiến chỉ đạo (bút phê)", "instruction")

    def __init__(
        self, data: Any = None, *, targets: Sequence[handling.Target], there: Sequence[handling.Named] = (), words: str = "",
        due: date | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data, initial={"words": words})
        self.many = min(max(LEAST_ROWS, len(there) + SPARE), handling.MOST_PARTS)
        names = [("", "–"), *((value_of(one.unit_id, one.person_uid), _named(one)) for one in targets)]
        roles = [(key, translated(words_)) for key, words_ in handling.ROLES.items()]
        for place in range(self.many):
            row = there[place] if place < len(there) else None
            first = "lead" if place == 0 else "co"
            number = {"number": place + 1}
            self.fields[f"who_{place}"] = forms.ChoiceField(
                label=translated("Dòng %(number)s: đơn vị hoặc người", **number), choices=names, required=False,
                widget=forms.Select(attrs={"lang": "vi"}), initial=value_of(*row.who) if row else "",
            )  # fmt: skip
            self.fields[f"role_{place}"] = forms.ChoiceField(
                label=translated("Dòng %(number)s: vai", **number), choices=roles, initial=row.role if row else first
            )
            self.fields[f"due_{place}"] = DayField(
                label=translated("Dòng %(number)s: hạn", **number), required=False, initial=row.due if row else due
            )
            self.fields[f"task_{place}"] = LineField(
                label=translated("Dòng %(number)s: việc được giao", **number), required=False, max_length=500,
                initial=row.words if row else "",
            )  # fmt: skip

    def rows(self) -> list[tuple[Any, ...]]:
        """Return the boxes of each row: who, role, due, task."""
        return [tuple(self[f"{name}_{place}"] for name in ("who", "role", "due", "task")) for place in range(self.many)]

    def named(self) -> list[handling.Named]:
        """Return whom the cleaned form names."""
        given, found = self.cleaned_data, []
        for place in range(self.many):
            who = given[f"who_{place}"]
            if who:
                unit, _, person = who.partition(":")
                role = given[f"role_{place}"]
                due = None if role == "info" else given[f"due_{place}"]
                task = given[f"task_{place}"]
                found.append(handling.Named(role, int(unit), UUID(person) if person else None, due, task))
        return found


def _named(one: handling.Target) -> str:
    name = f"{one.person} ({one.title})" if one.person else one.unit
    return f"{name} · {SIDES[one.side]}"


class FilterForm(Form):
    """Which letters are looked for."""

    q = LineField(label="Số đến, ký hiệu, tác giả hoặc trích yếu", max_length=100, required=False)


class SpanForm(Form):
    """From which day to which."""

    tu = DayField(label="Từ ngày")
    den = DayField(label="Đến hết ngày")
