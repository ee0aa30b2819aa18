"""The forms of delivery: a group of recipients, an agency outside."""

from __future__ import annotations

from typing import Any

from django import forms

from lienthong.casework.delivery import public as delivery
from lienthong.toolkit.ui.forms import Form, LineField
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
