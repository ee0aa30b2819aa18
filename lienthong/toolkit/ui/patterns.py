"""The living pattern page: every component with real words, drawn by the same tags that the doors use.

Tests and people look at it; it reads nothing and changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lienthong.toolkit.actor import Actor
from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.ui import forms
from lienthong.toolkit.ui.parts import STATUSES, Happening, Leg, Part, PathStep, Place, Row, Shell, StepState, Tab

_ACTOR = Actor(
    person_uid=UUID(int=1),
    post_uid=UUID(int=2),
    unit_id=1,
    unit_uid=UUID(int=3),
    name="Chìu Thị Hoa",
    post="Công chức Tư pháp - Hộ tịch",
    unit="UBND xã Hoành Mô",
)
_MENU = (
    Place("#nhan", "Nhận hồ sơ", "receive"),
    Place("#viec", "Việc của tôi", "inbox", here=True, count=12),
    Place("#ho-so", "Hồ sơ", "dossiers"),
    Place("#tra", "Trả kết quả", "return", count=3),
    Place("#bang", "Bảng theo dõi", "board"),
    Place("#bao-cao", "Báo cáo", "reports"),
    Place("#thu-tuc", "Thủ tục", "procedures"),
)


def _at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2018, 3, day, hour, minute, tzinfo=VIETNAM)


_SHELL = Shell(
    search_url="/mau",
    receive_url="#nhan",
    notices_url="#thong-bao",
    notices=2,
    account_url="#tk",
    sign_out_url="/mau",
    at=_at(12, 8),
)


@dataclass(frozen=True)
class _Task:
    code: str
    owner: str
    procedure: str
    step: str
    since: datetime
    state: str
    due_at: datetime | None
    minutes: int | None
    used: int
    paused: int
    left: int


_TASKS = (
    _Task(
        "H49.BL.HM-180308-0007",
        "Nông Văn Thắng",
        "Cấp giấy phép xây dựng nhà ở riêng lẻ",
        "Thẩm định",
        _at(8, 8),
        "overdue",
        _at(12, 8),
        -600,
        1440,
        0,
        0,
    ),
    _Task(
        "H49.BL.HM-180312-0002",
        "Tằng A Sầu",
        "Trợ cấp xã hội hằng tháng",
        "Xét duyệt",
        _at(9, 8, 30),
        "due_soon",
        _at(12, 16),
        240,
        1200,
        0,
        240,
    ),
    _Task(
        "H49.BL.HM-180312-0003",
        "Hoàng Thị Phương Thảo Nguyên Minh Châu Anh",
        "Đăng ký khai sinh",
        "Ký giấy khai sinh",
        _at(12, 8),
        "in_time",
        _at(15, 8),
        1300,
        140,
        0,
        1300,
    ),
    _Task(
        "H49.BL.HM-180305-0011",
        "Lỷ A Tài",
        "Cấp giấy chứng nhận quyền sử dụng đất lần đầu",
        "Chờ bổ sung",
        _at(5, 9),
        "paused",
        None,
        1800,
        600,
        900,
        1800,
    ),
    _Task(
        "H49.BL.HM-180306-0001", "Dường Cắm Múi", "Đăng ký kết hôn", "Trả kết quả", _at(6, 14), "returned", None, None, 0, 0, 0
    ),
)
_PATH = (
    PathStep(
        "Tiếp nhận tại bộ phận một cửa", StepState.DONE, "Bộ phận một cửa xã Hoành Mô · Chìu Thị Hoa", "2 giờ làm việc", "35 phút"
    ),
    PathStep("Kiểm tra, ghi sổ hộ tịch", StepState.DONE, "Tư pháp - Hộ tịch · Chìu Thị Hoa", "4 giờ làm việc", "2 giờ làm việc"),
    PathStep(
        "Ba việc liên thông",
        StepState.NOW,
        legs=(
            Leg(
                "Ký giấy khai sinh",
                (PathStep("Chủ tịch ký", StepState.NOW, "UBND xã · Lài Thế Sơn", "4 giờ làm việc", "1 giờ làm việc"),),
            ),
            Leg(
                "Đăng ký thường trú",
                (
                    PathStep(
                        "Công an huyện nhập hộ khẩu",
                        StepState.NOW,
                        "Công an huyện",
                        "3 ngày làm việc",
                        cause="Chờ công dân bổ sung sổ hộ khẩu",
                    ),
                ),
            ),
            Leg(
                "Thẻ bảo hiểm y tế",
                (PathStep("Cấp thẻ cho trẻ dưới 6 tuổi", StepState.TODO, "Bảo hiểm xã hội huyện", "2 ngày làm việc"),),
            ),
        ),
    ),
    PathStep("Xin ý kiến Phòng Tư pháp", StepState.SKIPPED),
    PathStep("Trả kết quả", StepState.TODO, "Bộ phận một cửa xã Hoành Mô"),
)
_HAPPENINGS = (
    Happening(_at(12, 8), "Tiếp nhận hồ sơ, đủ 3 giấy tờ.", "Chìu Thị Hoa · Bộ phận một cửa xã Hoành Mô"),
    Happening(_at(12, 8, 35), "Chuyển sang bước «Kiểm tra, ghi sổ hộ tịch».", "Chìu Thị Hoa"),
    Happening(
        _at(12, 10),
        "Ghi nhận cuộc gọi nhắc bổ sung sổ hộ khẩu lúc mất điện.",
        "Chìu Thị Hoa",
        "Vào sổ lúc 14:05 cùng ngày vì mất điện.",
        mend=True,
    ),
)


class SampleForm(forms.Form):
    """A form that shows every control."""

    owner = forms.NameField(label="Họ và tên chủ hồ sơ", help_text="Viết như trên giấy tờ, ví dụ Hoàng Thị Mai.", max_length=120)
    birth = forms.BirthField(label="Ngày sinh", help_text="Ví dụ 12/03/1956; chỉ biết năm thì ghi 1956.")
    received = forms.DayField(label="Ngày nhận", help_text="Ví dụ 12/03/2018.")
    fee = forms.AmountField(label="Lệ phí (đồng)", required=False)
    level = django_forms.ChoiceField(
        label="Nơi giải quyết", choices=[("", "Chọn nơi giải quyết"), ("xa", "Xã"), ("huyen", "Huyện")]
    )
    channel = django_forms.ChoiceField(
        label="Cách nộp",
        widget=django_forms.RadioSelect,
        choices=[("1", "Trực tiếp"), ("2", "Trực tuyến"), ("3", "Bưu chính công ích")],
    )
    note = django_forms.CharField(label="Ghi chú", required=False, widget=django_forms.Textarea(attrs={"rows": 3}))
    scan = forms.FileField(label="Bản quét", required=False, widget=forms.ManyFiles(attrs={"multiple": True}))
    sure = django_forms.BooleanField(label="Tôi đã đối chiếu với bản chính")


def sample_form(*, wrong: bool = False, auto_id: str = "id_%s") -> SampleForm:
    """Return the sample form, empty or with mistakes in it; two on one page need two `auto_id`s."""
    typed = {"owner": "", "birth": "mười hai", "received": "31/02/2018", "fee": "1,5"}
    return SampleForm(typed, auto_id=auto_id) if wrong else SampleForm(auto_id=auto_id)


def context() -> dict[str, Any]:
    """Return everything that the pattern page shows."""
    return {
        "actor": _ACTOR,
        "menu": _MENU,
        "shell": _SHELL,
        "statuses": list(STATUSES),
        "tasks": _TASKS,
        "first": _TASKS[2],
        "path": _PATH,
        "happenings": _HAPPENINGS,
        "tabs": (
            Tab("?tab=1", "Đang chờ tôi", here=True, count=12),
            Tab("?tab=2", "Sắp đến hạn", count=4),
            Tab("?tab=3", "Đã xong", count=1520),
        ),
        "chips": (Tab("?f=1", "Khai sinh", here=True), Tab("?f=2", "Quá hạn", count=1), Tab("?f=3", "Nhận hôm nay")),
        "rows_page": Paginator(range(1520), 50).page(4),
        "parts": (
            Part("Trong hạn", 1180, "good"),
            Part("Sắp đến hạn", 64, "soon"),
            Part("Quá hạn", 9, "bad"),
            Part("Tạm dừng", 41, "quiet"),
        ),
        "bars": (
            Row("Xã Hoành Mô", 412),
            Row("Xã Đồng Văn", 198),
            Row("Thị trấn Bình Liêu", 903),
            Row("Xã Vô Ngại", None, note="Chưa có số liệu tháng 3"),
        ),
        "form": sample_form(),
        "wrong_form": sample_form(wrong=True, auto_id="sai_%s"),
        "signed_on": date(2018, 3, 12),
    }


@require_safe
@login_not_required
def patterns(request: HttpRequest) -> HttpResponse:
    """Show the pattern page in the staff shell, or with `?khung=dan` the citizen shell."""
    if request.GET.get("khung") == "dan":
        return render(request, "ui/patterns/citizen.html", context())
    messages.success(request, "Đã chuyển hồ sơ H49.BL.HM-180312-0003 tới lãnh đạo ký.")
    return render(request, "ui/patterns/staff.html", context())
