"""The forms of documents: the filter of a register, what came in, what goes out, why a number is void."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from lienthong.casework.documents import public as documents
from lienthong.toolkit.ui.forms import DayField, Form, LineField, MomentField

MOST = documents.MOST
PLACES = (
    ("", "mọi chỗ"), ("symbol", "số, ký hiệu"), ("subject", "trích yếu"), ("people", "tác giả, người ký, nơi nhận"),
    ("text", "chữ trong tệp"),
)  # fmt: skip
"""Where `documents.search` looks."""


class FilterForm(Form):
    """Which lines of a register are looked for."""

    q = LineField(label="Số, ký hiệu, tác giả hoặc trích yếu", max_length=100, required=False)
    tu = DayField(label="Từ ngày", required=False)
    den = DayField(label="Đến hết ngày", required=False)


class FindForm(Form):
    """What is looked for in every register in sight, and where."""

    q = LineField(
        label="Số, ký hiệu, tác giả, trích yếu hoặc chữ trong văn bản", max_length=200, required=False,
        help_text="Có dấu hay không dấu đều được; để trong ngoặc kép \"như thế này\" nếu các chữ phải đứng liền nhau.",
    )  # fmt: skip
    o = forms.ChoiceField(label="Tìm ở", required=False, choices=PLACES)
    chieu = forms.ChoiceField(label="Sổ", required=False, choices=[("", "mọi sổ"), *documents.DIRECTIONS.items()])
    tu = DayField(label="Từ ngày", required=False)
    den = DayField(label="Đến hết ngày", required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse days that cross."""
        said = super().clean() or {}
        if said.get("tu") and said.get("den") and said["den"] < said["tu"]:
            self.add_error("den", "Ngày cuối ở trước ngày đầu.")
        return said


class VoidForm(Form):
    """Why a number is void."""

    reason = LineField(
        label="Lý do hủy số", max_length=MOST["reason"], help_text="Ví dụ: ký nhầm, không phát hành. Lý do được in trong sổ."
    )


def _counted(label: str) -> forms.IntegerField:
    box = forms.TextInput(attrs={"inputmode": "numeric", "class": "w-4"})
    return forms.IntegerField(label=label, required=False, min_value=1, max_value=99_999, widget=box)


def _subject(hint: str) -> forms.CharField:
    box = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label="Trích yếu nội dung", required=False, max_length=MOST["subject"], widget=box, help_text=hint)


class _DocumentForm(Form):
    """What a register says of a document, whichever way it goes."""

    urgency = forms.ChoiceField(label="Độ khẩn", required=False, choices=list(documents.URGENCIES.items()))
    secrecy = forms.ChoiceField(
        label="Độ mật", required=False, choices=list(documents.SECRECIES.items()),
        help_text="Văn bản mật chỉ ghi một dòng trong sổ: không trích yếu, không tệp.",
    )  # fmt: skip
    circulation = forms.ChoiceField(
        label="Phạm vi lưu hành", required=False, choices=list(documents.CIRCULATIONS.items()),
        help_text="Như ghi trên văn bản; phần mềm giữ đúng phạm vi ấy khi gửi, sao, chia sẻ.",
    )  # fmt: skip
    pages = _counted("Số trang")
    copies = _counted("Số lượng bản")
    moved_on = DayField(label="Ngày chuyển", required=False)
    file_code = LineField(
        label="Số và ký hiệu hồ sơ", required=False, max_length=MOST["file_code"], help_text="Theo danh mục hồ sơ, ví dụ 01.TCCB."
    )
    note = LineField(label="Ghi chú", required=False, max_length=MOST["note"])
    reason = LineField(
        label="Lý do vào sổ muộn", required=False, max_length=MOST["reason"], help_text="Chỉ khi ghi cho một ngày đã qua."
    )


class IncomingForm(_DocumentForm):
    """A document that came."""

    symbol = LineField(
        label="Số, ký hiệu", required=False, max_length=MOST["symbol"],
        help_text="Gõ như trên văn bản, ví dụ 12/KH-SNV hoặc 19-NQ/TU; văn bản không có số thì để trống.",
    )  # fmt: skip
    issued_on = DayField(label="Ngày văn bản", required=False)
    issuer = LineField(label="Tác giả", max_length=MOST["issuer"], help_text="Cơ quan, tổ chức ban hành.")
    type_key = forms.ChoiceField(label="Tên loại", required=False, help_text="Để trống: theo ký hiệu.")
    subject = _subject("Ghi như trên văn bản; văn bản mật thì để trống.")
    arrived_at = MomentField(label="Giờ, ngày đến", help_text="Sửa khi văn bản không đến vào lúc này.")
    channel = forms.ChoiceField(label="Đến bằng", choices=list(documents.CHANNELS.items()))
    moved_to = LineField(label="Đơn vị hoặc người nhận", required=False, max_length=MOST["moved_to"])
    due_on = DayField(label="Hạn giải quyết", required=False)
    another = forms.BooleanField(label="Đây là văn bản khác, không phải văn bản đã vào sổ", required=False)
    field_order = ("symbol", "issued_on", "issuer", "type_key", "subject")

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        """Offer the types that documents of a day may have, of the State and of the Party."""
        super().__init__(*args, **kwargs)
        names = {one.key: one.name for system in ("party", "state") for one in documents.types.all_of(system, on)}
        self.offer("type_key", [("", "– theo ký hiệu –"), *sorted(names.items(), key=lambda one: one[1])])
        self.fields["symbol"].widget.attrs["autofocus"] = True


class OutgoingForm(_DocumentForm):
    """A document that goes out, or is issued inside."""

    direction = forms.ChoiceField(
        label="Gửi đi đâu?", widget=forms.RadioSelect, initial="out",
        choices=[("out", "Phát hành ra ngoài"), ("internal", "Chỉ trong cơ quan")],
    )  # fmt: skip
    type_key = forms.ChoiceField(label="Tên loại")
    drafter = LineField(
        label="Ký hiệu đơn vị soạn thảo", required=False, max_length=MOST["drafter"],
        help_text="Đứng sau tên cơ quan trong ký hiệu công văn, ví dụ VP của 15/UBND-VP.",
    )  # fmt: skip
    subject = _subject("Ghi như trên văn bản; văn bản mật thì để trống.")
    signer = LineField(label="Người ký", max_length=MOST["signer"], required=False)
    signer_capacity = LineField(label="Quyền hạn, chức vụ", max_length=MOST["signer_capacity"], required=False)
    recipients = forms.CharField(
        label="Nơi nhận", required=False, max_length=MOST["recipients"], widget=forms.Textarea(attrs={"rows": 3})
    )
    groups = forms.MultipleChoiceField(
        label="Nhóm nơi nhận", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Từng nơi trong nhóm được ghi thêm vào Nơi nhận.",
    )  # fmt: skip
    kept_by = LineField(label="Đơn vị, người nhận bản lưu", required=False, max_length=MOST["kept_by"])
    day = DayField(label="Ngày ban hành", required=False, help_text="Để trống nếu là hôm nay.")

    def __init__(
        self,
        *args: Any,
        kinds: Iterable[documents.DocumentType],
        party: bool,
        groups: Iterable[tuple[str, str]] = (),
        **kwargs: Any,
    ) -> None:
        """Offer the types of the body's system and the unit's groups of recipients; the Party has no drafter in its symbols."""
        super().__init__(*args, **kwargs)
        self.offer("type_key", [("", "– chọn –"), *((one.key, one.name) for one in kinds)])
        if party:
            self.fields.pop("drafter", None)
        offered = list(groups)
        if offered:
            self.offer("groups", offered)
        else:
            self.fields.pop("groups")


class ReserveForm(Form):
    """For what a number is kept free."""

    type_key = forms.ChoiceField(label="Tên loại")
    drafter = LineField(
        label="Ký hiệu đơn vị soạn thảo", required=False, max_length=MOST["drafter"], help_text="Chỉ với công văn, ví dụ VP."
    )
    secret = forms.BooleanField(label="Văn bản mật", required=False)
    reason = LineField(
        label="Giữ số cho văn bản nào?",
        max_length=MOST["reason"],
        help_text="Trích yếu dự kiến, ai soạn; điều này được in trong sổ.",
    )

    def __init__(self, *args: Any, kinds: Iterable[documents.DocumentType], party: bool, **kwargs: Any) -> None:
        """Offer the types of the body's system; the Party has no drafter in its symbols."""
        super().__init__(*args, **kwargs)
        self.offer("type_key", [("", "– chọn –"), *((one.key, one.name) for one in kinds)])
        if party:
            self.fields.pop("drafter", None)


class UseForm(OutgoingForm):
    """The document that gets a number kept for it: type and symbol were settled then."""

    direction = None  # type: ignore[assignment]  # Django's way to take a field out
    drafter = None  # type: ignore[assignment]  # the same
    field_order = (
        "type_key",
        "subject",
        "signer",
        "signer_capacity",
        "recipients",
        "copies",
        "pages",
        "day",
        "reason",
        "kept_by",
    )


class BeginForm(Form):
    """A register that was begun on paper: which, and its next number."""

    direction = forms.ChoiceField(label="Sổ", widget=forms.RadioSelect, choices=list(documents.DIRECTIONS.items()))
    type_key = forms.ChoiceField(label="Tên loại", required=False, help_text="Của văn bản đi hoặc nội bộ.")
    secret = forms.BooleanField(label="Sổ văn bản mật", required=False)
    first = forms.IntegerField(
        label="Số tiếp theo", min_value=1, max_value=99_999,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "w-4"}),
        help_text="Số cuối đã ghi trên sổ giấy cộng một, ví dụ 318.",
    )  # fmt: skip

    def __init__(self, *args: Any, kinds: Iterable[documents.DocumentType], **kwargs: Any) -> None:
        """Offer the types of the body's system."""
        super().__init__(*args, **kwargs)
        self.offer("type_key", [("", "– chọn –"), *((one.key, one.name) for one in kinds)])


class TermForm(Form):
    """The term of a Party committee that is entered."""

    name = LineField(label="Tên nhiệm kỳ", max_length=100, help_text="Ví dụ 2015-2020.")
    congress_closed_on = DayField(
        label="Ngày bế mạc đại hội",
        help_text="Nhiệm kỳ bắt đầu ngày hôm sau; nhiệm kỳ trước kết thúc lúc ấy và số bắt đầu lại từ 01.",
    )


class PaperForm(Form):
    """When the paper of a document came that came electronically before."""

    came_at = MomentField(label="Giờ, ngày bản giấy đến")


class MoveForm(Form):
    """To whom a document was given."""

    moved_to = LineField(label="Đơn vị hoặc người nhận", max_length=MOST["moved_to"])
    moved_on = DayField(label="Ngày chuyển", required=False, help_text="Để trống nếu là hôm nay.")


class CloseForm(Form):
    """Whether the clerk has looked through what is closed."""

    sure = forms.BooleanField(label="Tôi đã đối chiếu sổ; sau khi khóa không vào thêm số nào")
