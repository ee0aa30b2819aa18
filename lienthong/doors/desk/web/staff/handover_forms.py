"""The forms of hand-over minutes: whose things, who receives, what is typed in by hand, why somebody refuses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django import forms

from lienthong.casework.handover import public as handover
from lienthong.doors.desk.web import asking
from lienthong.office.org import public as org
from lienthong.toolkit.formats import pages
from lienthong.toolkit.ui import tongues
from lienthong.toolkit.ui.forms import Form, LineField
from lienthong.toolkit.vietnamese import fold

WHOLE = "don-vi"
"""The choice of the whole unit among the givers."""
MORE = ("2", "3")
"""Further receivers, each for some groups of lines."""
THINGS = (
    ("file", "Hồ sơ công việc đang lập"),
    ("draft", "Dự thảo văn bản đang soạn"),
    ("book", "Sổ"),
    ("range", "Biên lai"),
    ("seal", "Con dấu"),
    ("other", "Tài sản, tài liệu khác"),
)
Choice = tuple[str, str]
Groups = list[tuple[str, list[Choice]]]


class StartForm(Form):
    """Whose things are handed over, and why."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    giver = forms.ChoiceField(label="Bàn giao của ai")
    absent = LineField(
        label="Vì sao ông/bà ký thay", required=False, max_length=300,
        help_text="Chỉ ghi khi bàn giao thay người vắng mặt hoặc đã đi, ví dụ: đã chuyển công tác từ ngày 01/03.",
    )  # fmt: skip
    reason = LineField(label="Lý do bàn giao", max_length=300, help_text="Ví dụ: chuyển công tác theo Quyết định 45/QĐ-UBND.")
    place = LineField(label="Nơi bàn giao", max_length=200)

    def __init__(self, *args: Any, givers: Sequence[Choice], **kwargs: Any) -> None:
        """Offer the givers; who may only hand over their own things is not asked whose, nor why they sign."""
        super().__init__(*args, **kwargs)
        self.offer("giver", givers)
        self.initial["giver"] = self.initial.get("giver") or givers[0][0]
        if len(givers) == 1:
            self.fields["giver"].widget = forms.HiddenInput()
            del self.fields["absent"]


def givers_of(me: UUID, staff: Iterable[org.StaffRow], *, heads: bool) -> list[Choice]:
    """Return who may be the giver: oneself; for a head also the people of the unit, gone or not, and the whole unit."""
    rows = list(staff)
    mine = next((one for one in rows if one.person_uid == me), None)
    own = tongues.translated("Tôi: %(name)s, %(title)s", name=mine.name, title=mine.title) if mine else "Tôi"
    if not heads:
        return [(str(me), own)]
    others: dict[str, str] = {}
    for one in rows:
        if one.person_uid != me:
            others.setdefault(str(one.person_uid), _staff_words(one))
    return [(str(me), own), *others.items(), (WHOLE, "Cả đơn vị (giải thể, sáp nhập)")]


def _staff_words(one: org.StaffRow) -> str:
    """Return who holds a post, and since when no longer."""
    words = "%(name)s, %(title)s (thôi giữ từ %(day)s)" if one.until else "%(name)s, %(title)s"
    return tongues.translated(words, name=one.name, title=one.title, day=pages.day(one.until) if one.until else "")


class PlanForm(Form):
    """Who receives what, things typed in by hand, what happens to the post."""

    who = forms.ChoiceField(label="Người nhận")
    who2 = forms.ChoiceField(label="Người nhận thứ hai", required=False)
    groups2 = forms.MultipleChoiceField(label="Người thứ hai nhận", required=False, widget=forms.CheckboxSelectMultiple)
    who3 = forms.ChoiceField(label="Người nhận thứ ba", required=False)
    groups3 = forms.MultipleChoiceField(label="Người thứ ba nhận", required=False, widget=forms.CheckboxSelectMultiple)
    kept = forms.MultipleChoiceField(
        label="Sổ, biên lai do người giao giữ", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Bỏ dấu ở sổ mà người khác đang giữ.",
    )  # fmt: skip
    things = forms.CharField(
        label="Con dấu, chìa khóa, tài liệu, tài sản khác", required=False, max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Mỗi dòng một thứ, kèm số lượng. Dòng bắt đầu bằng «Dấu» được ghi là con dấu.",
    )  # fmt: skip
    ends = forms.BooleanField(label="Người giao thôi giữ vị trí ngay khi biên bản được ký xong", required=False)
    takes_post = forms.BooleanField(label="Người nhận giữ vị trí ấy từ cùng ngày", required=False)
    decision = LineField(label="Quyết định", required=False, max_length=200, help_text="Số, ngày quyết định điều động, bổ nhiệm.")

    def __init__(self, *args: Any, people: Groups, duties: Sequence[Choice], loose: Sequence[Choice], **kwargs: Any) -> None:
        """Offer the receivers by unit, the groups of lines, and books whose keeper nobody recorded."""
        super().__init__(*args, **kwargs)
        groups = [*duties, *THINGS]
        choices: dict[str, Any] = {"who": [("", "– chọn –"), *people], "kept": loose}
        for number in MORE:
            choices |= {f"who{number}": [("", "– không có –"), *people], f"groups{number}": groups}
        for name, offered in choices.items():
            self.offer(name, offered)
        if not loose:
            del self.fields["kept"]
        self.loose = loose

    def for_a_unit(self) -> PlanForm:
        """Ask nothing about a post: a whole unit has none."""
        for name in ("ends", "takes_post", "decision"):
            del self.fields[name]
        return self

    def clean(self) -> dict[str, Any]:
        """Ask what further receivers receive, and refuse a post that is given before it is free."""
        given = super().clean() or {}
        for number in MORE:
            if given.get(f"who{number}") and not given.get(f"groups{number}"):
                self.add_error(f"groups{number}", "Đánh dấu những gì người này nhận; phần còn lại về người nhận thứ nhất.")
        if given.get("takes_post") and not given.get("ends"):
            self.add_error("takes_post", "Đánh dấu cả «Người giao thôi giữ vị trí» thì người nhận mới giữ vị trí ấy được.")
        return given

    def plan(self) -> handover.Plan:
        """Return what was asked for."""
        given = self.cleaned_data
        named = [_named(given["who"], ())]
        named += [_named(given[f"who{number}"], tuple(given[f"groups{number}"])) for number in MORE if given[f"who{number}"]]
        kept = set(given.get("kept", ()))
        lines = [" ".join(line.split()) for line in given["things"].splitlines()]
        return handover.Plan(
            receivers=named,
            things=[(kind_of(line), line) for line in lines if line],
            left_out=frozenset(UUID(uid) for uid, _ in self.loose if uid not in kept),
            ends=given.get("ends", False),
            takes_post=given.get("takes_post", False),
            decision=given.get("decision", ""),
        )


def kind_of(line: str) -> str:
    """Return whether a line typed in is a seal or another thing."""
    return "seal" if fold(line).startswith(("dau ", "con dau ")) else "other"


def _named(choice: str, groups: tuple[str, ...]) -> handover.Named:
    person, _, unit = choice.partition(":")
    return handover.Named(UUID(person), asking.whole(unit, 0), groups)


def plan_form(told: handover.Writing, staff: Sequence[org.StaffRow], data: Any = None) -> PlanForm:
    """Return the form of minutes, filled with what they say now unless something was posted."""
    row = told.minutes
    by_unit: dict[str, dict[str, str]] = {}
    for one in staff:
        if one.person_uid != row.giver_uid or row.scope == "unit":
            by_unit.setdefault(one.unit, {}).setdefault(f"{one.person_uid}:{one.unit_id}", f"{one.name}, {one.title}")
    duties = told.duties or sorted({duty for one in staff if one.unit_id == row.unit_id for duty in one.duties})
    form = PlanForm(
        data,
        people=[(unit, list(people.items())) for unit, people in by_unit.items()],
        duties=[(f"task:{duty}", _duty_words(org.duty_name(duty))) for duty in sorted(org.carried(duties))],
        loose=[(str(uid), words) for uid, words, _ in told.loose],
        initial=_initial(told),
    )
    return form.for_a_unit() if row.scope == "unit" else form


def _duty_words(duty: str) -> str:
    return tongues.translated("Việc của %(duty)s", duty=tongues.translated(duty).lower())


def _initial(told: handover.Writing) -> dict[str, Any]:
    row = told.minutes
    filled: dict[str, Any] = {
        "kept": [str(uid) for uid, _, goes in told.loose if goes],
        "things": "\n".join(told.typed),
        "ends": row.ends,
        "takes_post": row.takes_post,
        "decision": row.decision,
    }
    for name, one in zip(("", *MORE), sorted(row.receivers, key=lambda one: bool(one.groups)), strict=False):
        filled |= {f"who{name}": f"{one.person_uid}:{one.unit_id}", f"groups{name}": list(one.groups)}
    return filled


class EndForm(Form):
    """Why minutes are refused or withdrawn."""

    reason = LineField(label="Lý do", max_length=300, help_text="Bên kia đọc được lý do này.")
