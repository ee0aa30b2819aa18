"""The report on petitions, form II.05, and the same by unit.  Columns from memory [M]: law:01/2020/TT-VPCP."""

from __future__ import annotations

from dataclasses import replace

from lienthong.casework.reports.rules.shapes import Axis, Check, Column, Report

FORMS, LISTS = "Biểu mẫu báo cáo", "Danh sách thường dùng"
UNIT = Axis("unit_id::text", "unit_name", "Đơn vị")
_CLOSED, _PENDING = "closed_at < %(b)s", "(closed_at IS NULL OR closed_at >= %(b)s)"
_GOT, _HANDLED, _STILL = "Số phản ánh, kiến nghị tiếp nhận", "Đã xử lý", "Đang xử lý"
II_05 = Report(
    "ii-05", "Biểu II.05", "Kết quả tiếp nhận, xử lý phản ánh, kiến nghị", "Tiếp nhận, đã và đang xử lý theo lĩnh vực của thủ "
    "tục được nêu.", "petitions",
    (
        Column("3", (_GOT, "Tổng số"), parts=("6", "7"), words="Tiếp nhận, tổng số"),
        Column("4", (_GOT, "Theo nội dung", "Hành vi"), "kind = 'behaviour'", words="Tiếp nhận, về hành vi"),
        Column("5", (_GOT, "Theo nội dung", "Quy định, thủ tục"), "kind = 'procedure'", words="Tiếp nhận, về quy định, thủ tục"),
        Column("other", (_GOT, "Theo nội dung", "Việc khác"), "kind = 'other'", words="Tiếp nhận, về việc khác"),
        Column("6", (_GOT, "Theo thời điểm", "Kỳ trước chuyển qua"), "came_at < %(a)s", words="Từ kỳ trước chuyển sang"),
        Column("7", (_GOT, "Theo thời điểm", "Mới trong kỳ"), "came_at >= %(a)s", words="Tiếp nhận mới trong kỳ"),
        Column("8", (_HANDLED, "Tổng số"), parts=("9", "10", "11"), words="Đã xử lý, tổng số"),
        Column("9", (_HANDLED, "Trả lời"), f"{_CLOSED} AND state = 'answered'", words="Đã trả lời"),
        Column("10", (_HANDLED, "Chuyển cơ quan khác"), f"{_CLOSED} AND state = 'transferred'", words="Đã chuyển cơ quan khác"),
        Column("11", (_HANDLED, "Không tiếp nhận"), f"{_CLOSED} AND state = 'refused'", words="Không tiếp nhận"),
        Column("12", (_STILL, "Tổng số"), parts=("13", "14"), words="Đang xử lý, tổng số"),
        Column("13", (_STILL, "Trong hạn"), f"{_PENDING} AND due_at >= %(b)s", words="Đang xử lý, trong hạn"),
        Column("14", (_STILL, "Quá hạn"), f"{_PENDING} AND due_at < %(b)s", words="Đang xử lý, quá hạn"),
        Column("15", ("Đã đăng công khai",), f"{_CLOSED} AND published", words="Đã xử lý và đăng công khai"),
        Column("late", ("Xử lý quá hạn",), f"{_CLOSED} AND closed_at > due_at", words="Xử lý sau hạn", aside=True),
    ),
    Axis("field", "field", "Ngành, lĩnh vực"), unit="số phản ánh, kiến nghị", group=FORMS, mark="M",
    checks=(Check("3", ("4", "5", "other")), Check("3", ("8", "12"))),
    notes=(
        "Cột của mẫu ghi theo trí nhớ, chưa đối chiếu với thông tư.",
        "Phản ánh, kiến nghị chưa ai tiếp nhận cũng được tính, theo loại mà người gửi chọn.",
    ),
)  # fmt: skip
PETITIONS_BY_UNIT = replace(
    II_05, key="phan-anh-theo-don-vi", name="Phản ánh theo đơn vị", title="Phản ánh, kiến nghị theo đơn vị tiếp nhận", line=UNIT,
    about="Các cột của biểu II.05, mỗi đơn vị tiếp nhận một dòng.", group=LISTS, mark="P", notes=II_05.notes[1:],
)  # fmt: skip
