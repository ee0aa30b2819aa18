"""What Typst says about a text, told in Vietnamese: what is wrong and what to do."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lienthong.casework.forms.errors import Fault
from lienthong.toolkit.sentences import Sentence

_SAID = (
    (r'.*does not contain (?:key|field) "(?P<name>[^"]*)"', "Không có trường «%(name)s»; xem bảng các trường rồi sửa."),
    (r"unknown variable: (?P<name>.*)", "Không có lệnh hay biến tên «%(name)s»; kiểm tra cách viết."),
    (r"condition is always true|loop seems to be infinite", "Vòng lặp không bao giờ dừng; đặt điều kiện dừng hoặc bỏ vòng lặp."),
    (r"maximum .* depth exceeded", "Lệnh tự gọi chính nó không dừng; bỏ chỗ gọi ấy."),
    (r"unclosed (?:delimiter|string|.*)", "Dấu ngoặc hoặc dấu nháy mở ở đây không được đóng; thêm dấu đóng."),
    (r"unexpected (?:closing )?(?P<name>.*)", "Chỗ này thừa hoặc sai dấu (%(name)s); xem lại dấu ngoặc trên dòng."),
    (r"expected (?P<name>.*)", "Chỗ này thiếu hoặc sai kiểu: Typst chờ %(name)s; sửa theo mẫu có sẵn."),
    (r"(?:file not found|failed to|path .* would escape).*", "Mẫu không đọc được tệp hay gói ngoài; bỏ chỗ gọi ấy."),
    (r"(?:cannot|can't) (?:add|join|apply) .*", "Hai giá trị khác kiểu không ghép được; bọc chữ trong [ ] rồi đặt cạnh nhau."),
)  # fmt: skip


def told(line: int, message: str) -> Fault:
    """Return the fault for what Typst says about a line."""
    for pattern, sentence in _SAID:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            name = found.groupdict().get("name", "") or ""
            return Fault(line, name if "trường" in sentence or "biến" in sentence else "", Sentence(sentence, name=name))
    return Fault(
        line, "", Sentence("Typst không in được chỗ này («%(message)s»); so với mẫu có sẵn rồi sửa.", message=message[:200])
    )


def too_dear(pages: int = 0, most: int = 0) -> Fault:
    """Return the fault of a text that asks for too much time, memory or paper."""
    if pages > most:
        return Fault(
            0,
            "",
            Sentence(
                "Hồ sơ mẫu in ra %(pages)s trang, nhiều hơn %(most)s trang; xem lại vòng lặp và lệnh sang trang.",
                pages=pages,
                most=most,
            ),
        )
    return Fault(0, "", Sentence("In thử quá lâu hoặc quá lớn nên đã dừng; xem lại vòng lặp và số lần lặp lại."))


def in_order(found: Sequence[Fault]) -> tuple[Fault, ...]:
    """Return faults by line, each once."""
    return tuple(sorted(set(found)))
