"""The forms of delivery: a group of recipients, an agency outside."""

from __future__ import annotations

from typing import Any

from django import forms

from lienthong.casework.delivery import public as delivery
from lienthong.toolkit.ui.forms import FileField, Form, LineField
from lienthong.toolkit.ui.tongues import translated

MOST = delivery.MOST
_LEVELS = {("state", "district"): "Cấp huyện", ("state", "commune"): "Cấp xã", ("state", "province"): "Cấp tỉnh"}


def recipient_choices(book: delivery.AddressBook) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return whom the unit can send to, under the heads of a list: by level, the Party, outside."""
    under: dict[str, list[tuple[str, str]]] = {}
    for one in book.inside:
        head = "Cơ quan Đảng" if one.system == "party" else _LEVELS.get((one.system, one.level), "Cơ quan khác")
        under.setdefault(translated(head), []).append((one.key, one.name))
    for agency in book.outside:
        under.setdefault(translated("Ngoài hệ thống"), []).append((agency.key, agency.name))
    return list(under.items())


class GroupForm(Form):
    """A group of recipients."""

    name = LineField(label="Tên nhóm", max_length=MOST["name"], help_text="Như ghi ở Nơi nhận, ví dụ «8 xã, thị trấn».")
    members = forms.MultipleChoiceField(
        label="Nơi nhận trong nhóm", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Cơ quan chưa có trong danh sách thì thêm vào sổ địa chỉ trước.",
    )  # fmt: skip

    def __init__(self, *args: Any, book: delivery.AddressBook, **kwargs: Any) -> None:
        """Offer whom the unit can send to."""
        super().__init__(*args, **kwargs)
        self.offer("members", recipient_choices(book))


class AgencyForm(Form):
    """An agency outside."""

    name = LineField(label="Tên cơ quan", max_length=MOST["name"])
    means = forms.ChoiceField(
        label="Gửi bằng", widget=forms.RadioSelect, choices=list(delivery.AGENCY_MEANS.items()), initial="paper"
    )
    organ = LineField(
        label="Mã định danh", required=False, max_length=MOST["organ"],
        help_text="Mã mới hoặc mã cũ, ví dụ H49.01 hoặc 000.00.01.H49; chỉ cần khi gửi qua trục.",
    )  # fmt: skip
    address = LineField(label="Địa chỉ", required=False, max_length=MOST["address"])
    email = LineField(label="Thư điện tử", required=False, max_length=MOST["email"])


class SendForm(Form):
    """To whom a document goes."""

    groups = forms.MultipleChoiceField(label="Nhóm nơi nhận", required=False, widget=forms.CheckboxSelectMultiple)
    recipients = forms.MultipleChoiceField(
        label="Nơi nhận", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Các nơi có tên ở mục Nơi nhận của văn bản đã được đánh dấu sẵn.",
    )  # fmt: skip
    on_paper = forms.MultipleChoiceField(
        label="Gửi bản giấy", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Những nơi được đánh dấu ở đây nhận bản giấy thay cho bản điện tử.",
    )  # fmt: skip
    replaces = LineField(
        label="Thay thế văn bản số", required=False, max_length=80,
        help_text="Số, ký hiệu văn bản đi mà văn bản này thay thế, ví dụ 12/KH-UBND; để trống nếu không thay thế.",
    )  # fmt: skip

    def __init__(self, *args: Any, book: delivery.AddressBook, have: set[str], **kwargs: Any) -> None:
        """Offer whom the unit can send to and who does not have the document yet."""
        super().__init__(*args, **kwargs)
        left = [
            (head, [(key, name) for key, name in names if name not in have]) for head, names in recipient_choices(book)
        ]  # fmt: skip
        for name in ("recipients", "on_paper"):
            self.offer(name, [(head, names) for head, names in left if names])
        if book.groups:
            self.offer("groups", [(str(one.uid), one.name) for one in book.groups])
        else:
            self.fields.pop("groups")


class RecallForm(Form):
    """Why a document is recalled."""

    reason = LineField(
        label="Lý do thu hồi", max_length=300, help_text="Mọi nơi nhận đọc được lý do này, ví dụ: sai thẩm quyền ký."
    )


class UpdateForm(Form):
    """The corrected file of a document, and what is corrected."""

    reason = LineField(label="Cập nhật điều gì?", max_length=MOST["reason"])
    file = FileField(label="Tệp mới", help_text="Bản đầy đủ đã sửa; tệp cũ vẫn giữ ở các nơi.")


class AnswerForm(Form):
    """Whether a recall is agreed to."""

    answer = forms.ChoiceField(
        label="Trả lời", widget=forms.RadioSelect,
        choices=[("agreed", "Đồng ý: văn bản ở đây được đánh dấu thu hồi"), ("refused", "Từ chối: tiếp tục xử lý")],
    )  # fmt: skip
    reason = LineField(label="Lý do", required=False, max_length=MOST["reason"], help_text="Bắt buộc khi từ chối.")


class CopyForm(Form):
    """A certified copy."""

    kind = forms.ChoiceField(
        label="Hình thức sao", widget=forms.RadioSelect, choices=list(delivery.KINDS.items()), initial="sao-y"
    )
    pages = LineField(label="Trích các trang", required=False, max_length=100, help_text="Chỉ với trích sao, ví dụ 1, 3-4.")
    signer = LineField(label="Người ký bản sao", required=False, max_length=200)
    signer_capacity = LineField(label="Quyền hạn, chức vụ", required=False, max_length=200)
    recipients = forms.CharField(label="Nơi nhận", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
