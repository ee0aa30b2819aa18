"""The forms of work files: a line of the plan, a file, what goes into it, its closing, archive, hold and destruction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms

from lienthong.casework.workfiles import public as workfiles
from lienthong.toolkit.ui.forms import DayField, FileField, Form, LineField
from lienthong.toolkit.ui.tongues import told

MOST = workfiles.MOST
PERIODS = [(one.key, one.name) for one in workfiles.PERIODS.values()]


def _number(label: str, *, most: int, required: bool = False, hint: str = "") -> forms.IntegerField:
    box = forms.TextInput(attrs={"inputmode": "numeric", "class": "w-4"})
    return forms.IntegerField(label=label, required=required, min_value=1, max_value=most, widget=box, help_text=hint)


def _reason(label: str, *, required: bool = True, hint: str = "") -> LineField:
    return LineField(label=label, max_length=MOST["reason"], required=required, help_text=hint)


class FilterForm(Form):
    """Which files are looked for."""

    q = LineField(label="Ký hiệu, tiêu đề hoặc người lập", max_length=100, required=False)
    nam = _number("Năm", most=9999)
    thoi_han = forms.ChoiceField(label="Thời hạn bảo quản", required=False, choices=[("", "– mọi thời hạn –"), *PERIODS])


class YearForm(Form):
    """Of which year a plan is begun, and whether from the one before."""

    year = _number("Năm", most=2999, required=True)
    copy = forms.BooleanField(label="Chép từ danh mục năm trước", required=False)


class _Kept(Form):
    """How long something is kept, and by which list."""

    period = forms.ChoiceField(label="Thời hạn bảo quản", choices=[("", "– chọn –"), *PERIODS])
    source = forms.ChoiceField(label="Căn cứ thời hạn")

    def __init__(self, *args: Any, system: str, on: date, **kwargs: Any) -> None:
        """Offer the lists that offices of the system go by on the day, each with how well it is known."""
        super().__init__(*args, **kwargs)
        self.offer("source", [(one.key, one.name) for one in workfiles.sources_on(system, on)])


class LineForm(_Kept):
    """A line of the plan."""

    part = LineField(label="Đề mục", max_length=MOST["part"], help_text="Tên nhóm hồ sơ, viết cả số thứ tự.")
    symbol = LineField(label="Số và ký hiệu hồ sơ", max_length=MOST["symbol"], help_text="Ví dụ: 01.TCCB.")
    title = LineField(label="Tiêu đề hồ sơ", max_length=MOST["title"])
    person = LineField(label="Người lập hồ sơ", max_length=MOST["person"], required=False)
    note = LineField(label="Ghi chú", max_length=MOST["note"], required=False)
    field_order = ("part", "symbol", "title", "period", "source", "person", "note")


class TableForm(_Kept):
    """Lines of a plan from a workbook or pasted from one; the periods stand in the table itself."""

    period = None  # type: ignore[assignment]  # Django's way to drop a field
    table = FileField(label="Tệp bảng tính (.xlsx)", required=False)
    rows = forms.CharField(
        label="Hoặc dán các dòng từ bảng tính", required=False, max_length=400_000, strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Các cột: số và ký hiệu, đề mục và tiêu đề, thời hạn, người lập, ghi chú; dòng đề mục để trống cột đầu.",
    )  # fmt: skip
    field_order = ("table", "rows", "source")


class OpenForm(_Kept):
    """A file to open."""

    line = forms.ChoiceField(label="Hồ sơ trong danh mục", widget=forms.RadioSelect, required=False)
    title = LineField(label="Tiêu đề hồ sơ", max_length=MOST["title"], required=False, help_text="Để trống: theo danh mục.")
    reason = _reason("Lý do mở ngoài danh mục", required=False, hint="Chỉ khi không chọn hồ sơ trong danh mục.")
    period = forms.ChoiceField(
        label="Thời hạn bảo quản", choices=[("", "– theo danh mục –"), *PERIODS], required=False,
        help_text="Chỉ khi mở ngoài danh mục.",
    )  # fmt: skip
    capital = forms.BooleanField(
        label="Hồ sơ xây dựng cơ bản", required=False, help_text="Nộp lưu 3 tháng sau ngày duyệt quyết toán."
    )
    field_order = ("line", "title", "capital", "reason", "period", "source")

    def __init__(self, *args: Any, lines: Iterable[workfiles.LineRow], **kwargs: Any) -> None:
        """Offer the lines of the issued plans."""
        super().__init__(*args, **kwargs)
        offered = [(str(one.uid), f"{one.symbol} · {one.title[:90]}") for one in lines]
        self.offer("line", [("", "Ngoài danh mục"), *offered])


class PutForm(Form):
    """Into which file a letter goes."""

    file = forms.ChoiceField(label="Đưa vào hồ sơ", widget=forms.RadioSelect)

    def __init__(self, *args: Any, files: Iterable[workfiles.Lying], **kwargs: Any) -> None:
        """Offer the files of the unit that are open."""
        super().__init__(*args, **kwargs)
        offered = [(str(one.uid), f"{one.symbol} · {one.title[:90]}") for one in files]
        self.offer("file", offered)


class LooseForm(Form):
    """A loose file."""

    upload = FileField(label="Tệp")
    title = LineField(label="Tên tài liệu", max_length=500, help_text="Như sẽ ghi trong mục lục văn bản.")
    day = DayField(label="Ngày tháng", required=False)
    author = LineField(label="Tác giả", max_length=MOST["author"], required=False)
    pages = _number("Số trang", most=9999)


class DossierForm(Form):
    """A citizen's dossier by its code."""

    code = LineField(label="Mã hồ sơ thủ tục", max_length=60)
    pages = _number("Số trang", most=9999)


class DraftForm(Form):
    """A draft that is under way."""

    draft = forms.ChoiceField(label="Dự thảo", widget=forms.RadioSelect)

    def __init__(self, *args: Any, drafts: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        """Offer the drafts."""
        super().__init__(*args, **kwargs)
        self.offer("draft", drafts)


class ItemForm(Form):
    """How many pages a thing in a file has, and where it lies."""

    pages = _number("Số trang", most=9999)
    place = _number("Thứ tự trong hồ sơ", most=999)
    note = LineField(label="Ghi chú", max_length=MOST["note"], required=False)


class ReasonForm(Form):
    """Why something is done."""

    reason = _reason("Lý do")


class CloseForm(Form):
    """When the work of a file ended, what it is called, how long it is kept."""

    ended_on = DayField(label="Ngày việc kết thúc", help_text="Của xây dựng cơ bản: ngày duyệt quyết toán.")
    title = LineField(label="Tiêu đề hồ sơ", max_length=MOST["title"])
    period = forms.ChoiceField(label="Thời hạn bảo quản thực tế", choices=PERIODS)


class CheckForm(Form):
    """Whether a closed file is right."""

    verdict = forms.ChoiceField(
        label="Kết quả kiểm tra", widget=forms.RadioSelect,
        choices=[("yes", "Hồ sơ đủ, đúng: đồng ý kết thúc"), ("no", "Trả lại để sửa")],
    )  # fmt: skip
    reason = _reason("Lý do trả lại", required=False)


class HoldForm(Form):
    """Why a file is held."""

    kind = forms.ChoiceField(label="Giữ lại vì", choices=list(workfiles.HOLD_KINDS.items()))
    reason = _reason("Lý do", hint="Đoàn nào, đơn nào, vụ nào.")


class KeepForm(Form):
    """Until when a unit keeps a file that is due."""

    until = DayField(label="Giữ tại đơn vị đến hết ngày", help_text="Không quá 2 năm từ ngày đến hạn nộp.")
    reason = _reason("Lý do")


class HandInForm(Form):
    """Which files are handed in."""

    files = forms.MultipleChoiceField(
        label="Hồ sơ nộp", widget=forms.CheckboxSelectMultiple, error_messages={"required": "Chọn ít nhất một hồ sơ."}
    )
    condition = LineField(label="Tình trạng tài liệu", max_length=500, required=False, help_text="Ví dụ: đủ, sạch, không rách.")

    def __init__(self, *args: Any, files: Iterable[workfiles.FileRow], **kwargs: Any) -> None:
        """Offer the files that may go."""
        super().__init__(*args, **kwargs)
        self.offer(
            "files", [(str(one.uid), f"{one.symbol} ({one.year}) · {one.title[:120]} · {one.period_name}") for one in files]
        )


class TakeForm(Form):
    """Box and shelf of each file that the archive takes, and who signs outside our units."""

    def __init__(self, *args: Any, rows: Sequence[workfiles.HandedRow], outside: bool, **kwargs: Any) -> None:
        """Ask box and shelf by file; the name of who signed only for a store outside."""
        super().__init__(*args, **kwargs)
        if outside:
            self.fields["taker"] = LineField(label="Đại diện bên nhận", max_length=MOST["person"])
        for one in rows:
            self.fields[f"box-{one.place}"] = LineField(
                label=told("Hộp số: %(symbol)s", symbol=one.symbol), max_length=MOST["box"], required=False
            )  # fmt: skip
            self.fields[f"shelf-{one.place}"] = LineField(
                label=told("Giá, kệ: %(symbol)s", symbol=one.symbol), max_length=MOST["shelf"], required=False
            )  # fmt: skip


class DestroyForm(HandInForm):
    """Which files are to be destroyed, why, and who reviews them."""

    condition = None  # type: ignore[assignment]  # Django's way to drop a field
    reason = _reason("Lý do chung", hint="Được in trong biên bản.")
    chair = forms.ChoiceField(label="Chủ tịch Hội đồng", widget=forms.RadioSelect)
    secretary = forms.ChoiceField(label="Thư ký", widget=forms.RadioSelect)
    members = forms.MultipleChoiceField(
        label="Ủy viên", widget=forms.CheckboxSelectMultiple, error_messages={"required": "Chọn ít nhất một ủy viên."}
    )

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        """Offer the people of the unit."""
        super().__init__(*args, **kwargs)
        for name in ("chair", "secretary"):
            self.offer(name, people)
        self.offer("members", people)


class SettleForm(Form):
    """Whether a list is destroyed."""

    verdict = forms.ChoiceField(
        label="Quyết định", widget=forms.RadioSelect,
        choices=[("yes", "Tiêu hủy những hồ sơ Hội đồng đồng ý"), ("no", "Không tiêu hủy danh sách này")],
    )  # fmt: skip
    reason = _reason("Lý do không tiêu hủy", required=False)
    sure = forms.BooleanField(label="Tôi hiểu: nội dung đã tiêu hủy không mở lại được, chỉ còn thông tin về hồ sơ")
