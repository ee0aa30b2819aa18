"""The forms of petitions: the filter of the list, what was said, what is decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from lienthong.casework.petitions import public as petitions
from lienthong.doors.desk.web.shapes import LANGUAGE_NAMES
from lienthong.toolkit.ui.forms import DayField, Form, LineField, NameField
from lienthong.toolkit.ui.tongues import translated


class FilterForm(Form):
    """Which petitions are looked for."""

    loai = forms.ChoiceField(label="Loại", required=False, choices=[("", "Mọi loại"), *petitions.KINDS.items()])
    ma = LineField(label="Mã, gõ từ đầu", max_length=60, required=False)


def words_field(label: str, hint: str = "", *, required: bool = True, rows: int = 5) -> forms.CharField:
    """Return a field for a text of many lines."""
    box = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=hint, required=required, max_length=petitions.MOST_WORDS, widget=box)


class EnterForm(Form):
    """What somebody said at the counter or sent on paper."""

    kind = forms.ChoiceField(
        label="Phản ánh, kiến nghị về việc gì?", choices=list(petitions.KINDS.items()), widget=forms.RadioSelect
    )
    channel = forms.ChoiceField(
        label="Đến bằng cách nào?", widget=forms.RadioSelect,
        choices=[(key, petitions.CHANNELS[key]) for key in petitions.AT_THE_DESK],
    )  # fmt: skip
    came = DayField(
        label="Ngày cơ quan nhận được", required=False, help_text="Để trống nếu là hôm nay; hạn trả lời tính từ ngày này."
    )
    name = NameField(label="Họ và tên người gửi", max_length=200)
    contact = LineField(
        label="Số điện thoại hoặc thư điện tử", max_length=200, required=False, help_text="Để trống nếu người gửi không có."
    )
    told = forms.BooleanField(label="Người gửi đồng ý nhận tin báo ở số hoặc thư này", required=False)
    language = forms.ChoiceField(label="Báo tin bằng", choices=list(LANGUAGE_NAMES.items()))
    address = LineField(label="Địa chỉ", max_length=300, required=False)
    subject = LineField(label="Tóm tắt", max_length=petitions.MOST_SUBJECT, help_text="Một câu, để tìm trong sổ.")
    words = words_field("Nội dung", "Ghi đúng lời người gửi.")
    procedure = LineField(label="Mã thủ tục", max_length=40, required=False, help_text="Nếu nói về một thủ tục, ví dụ 1.001193.")
    dossier = LineField(label="Mã hồ sơ", max_length=60, required=False, help_text="Nếu nói về một hồ sơ đã nộp.")


class _ActForm(Form):
    """A form of an act on one petition."""

    def __init__(self, *args: Any, row: petitions.PetitionRow, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "handler_id" in self.fields:
            units = petitions.handlers(row.unit_id, today)
            self.fields["handler_id"].choices = [("", "– chọn –"), *((one.id, one.name) for one in units)]  # type: ignore[attr-defined]  # a choice field
        if "kind" in self.fields:
            self.fields["kind"].initial = row.kind


def _handler() -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label="Đơn vị xử lý", coerce=int)


def _day() -> DayField:
    return DayField(label="Phải xong trước hết ngày", required=False, help_text="Để trống: theo hạn trả lời.")


class ReceiveForm(_ActForm):
    """Of which kind it is, who handles it, by when."""

    kind = forms.ChoiceField(label="Loại", choices=list(petitions.KINDS.items()), widget=forms.RadioSelect)
    handler_id = _handler()
    handle_by = _day()


class AssignForm(_ActForm):
    """Who handles it from now on, by when."""

    handler_id = _handler()
    handle_by = _day()


class AnswerForm(_ActForm):
    """The answer, and what of it everybody may read."""

    words = words_field("Trả lời người gửi", "Chỉ người có mã và khóa tra cứu đọc được.")
    public_subject = LineField(
        label="Tóm tắt công khai", max_length=petitions.MOST_SUBJECT, required=False,
        help_text="Ghi cả hai ô công khai thì mọi người đọc được trên Cổng công dân; không nêu tên, số điện thoại của ai.",
    )  # fmt: skip
    public_answer = words_field("Trả lời công khai", required=False, rows=4)


class TransferForm(_ActForm):
    """To which agency, and why."""

    agency = LineField(
        label="Cơ quan nhận chuyển", max_length=300, help_text="Cơ quan có thẩm quyền ở ngoài, ví dụ Điện lực Bình Liêu."
    )
    reason = words_field("Lý do chuyển", "Người gửi đọc điều này.", rows=3)


class RefuseForm(_ActForm):
    """Why it is not taken."""

    reason = words_field("Lý do không tiếp nhận", "Người gửi đọc điều này; đơn khiếu nại, tố cáo thì hướng dẫn nơi gửi.", rows=3)


class ExtendForm(_ActForm):
    """By how many working days the limit is extended, and why."""

    days = forms.IntegerField(label="Gia hạn thêm (ngày làm việc)", min_value=1)
    reason = words_field("Lý do gia hạn", "Người gửi đọc điều này. Chỉ gia hạn một lần, trước khi hết hạn.", rows=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        most = petitions.extension().most
        words = "Nhiều nhất %(most)s ngày; số ngày này do phần mềm đề nghị, không theo văn bản nào."
        self.fields["days"].help_text = translated(words, most=most)


@dataclass(frozen=True)
class Act:
    """What may be done with a petition: its words on buttons and head, its form, what is told afterwards."""

    words: str
    form: type[_ActForm]
    told: str


ACTS = {
    "receive": Act("Tiếp nhận, giao xử lý", ReceiveForm, "Đã tiếp nhận phản ánh, kiến nghị %(code)s."),
    "assign": Act("Giao đơn vị khác xử lý", AssignForm, "Đã giao đơn vị khác xử lý phản ánh, kiến nghị %(code)s."),
    "answer": Act("Trả lời", AnswerForm, "Đã trả lời phản ánh, kiến nghị %(code)s."),
    "transfer": Act("Chuyển cơ quan khác", TransferForm, "Đã chuyển phản ánh, kiến nghị %(code)s."),
    "extend": Act("Gia hạn trả lời", ExtendForm, "Đã gia hạn trả lời phản ánh, kiến nghị %(code)s."),
    "refuse": Act("Không tiếp nhận", RefuseForm, "Đã ghi không tiếp nhận phản ánh, kiến nghị %(code)s."),
}
