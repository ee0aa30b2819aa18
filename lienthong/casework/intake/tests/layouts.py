"""Documents as offices lay them out, drawn by Typst: of the State and of the Party; invented."""

from __future__ import annotations

from functools import cache
from typing import Final

import typst

STATE: Final = """
#set page(paper: "a4", margin: (left: 3cm, right: 2cm, y: 2cm))
#set text(font: ("Liberation Serif", "Libertinus Serif"), size: 13pt, lang: "vi")
#grid(columns: (2fr, 3fr), align: center, row-gutter: 6pt,
  [UBND TỈNH QUẢNG NINH], [*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM*],
  [*SỞ NỘI VỤ*], [*Độc lập - Tự do - Hạnh phúc*],
  [Số: %(symbol)s], [_Quảng Ninh, ngày 09 tháng 3 năm 2018_],
  [%(about)s], [],
)
#v(1cm)
%(middle)s
#v(1cm)
Thực hiện Nghị quyết số 19-NQ/TU ngày 27/11/2017 của Tỉnh ủy, đề nghị các địa phương triển khai nhiệm vụ.
#v(2cm)
#grid(columns: (1fr, 1fr),
  [*_Nơi nhận:_* \\ - Như trên; \\ - Lưu: VT, CCHC.],
  align(center)[*KT. GIÁM ĐỐC* \\ *PHÓ GIÁM ĐỐC* \\ #v(2cm) *Trần Thị Minh Hạnh*],
)
"""
PARTY: Final = """
#set page(paper: "a4", margin: 2.5cm)
#set text(font: ("Liberation Serif", "Libertinus Serif"), size: 14pt, lang: "vi")
#grid(columns: (2fr, 3fr), align: center, row-gutter: 6pt,
  [TỈNH ỦY QUẢNG NINH], [*ĐẢNG CỘNG SẢN VIỆT NAM*],
  [\\*], [_Hạ Long, ngày 27 tháng 11 năm 2017_],
  [Số 19-NQ/TU], [],
)
#v(1cm)
#align(center)[*NGHỊ QUYẾT* \\ *về ba đột phá chiến lược năm 2018*]
#v(1cm)
Năm 2017, tình hình kinh tế - xã hội tiếp tục phát triển toàn diện trên các lĩnh vực.
#v(2cm)
#grid(columns: (1fr, 1fr), [_Nơi nhận:_ \\ - Các huyện ủy], align(center)[*T/M TỈNH ỦY* \\ *BÍ THƯ* \\ #v(2cm) *Nguyễn Văn Đọc*])
"""


@cache
def letter() -> bytes:
    """Return a công văn of a department as PDF."""
    about = "V/v nâng cao Chỉ số \\ cải cách hành chính năm 2018"
    return _drawn(STATE % {"symbol": "152/SNV-CCHC", "about": about, "middle": "#align(center)[Kính gửi: UBND các huyện]"})


@cache
def plan() -> bytes:
    """Return a kế hoạch of a department as PDF."""
    middle = "#align(center)[*KẾ HOẠCH* \\ *Kiểm tra công tác cải cách hành chính* \\ *năm 2018*]"
    return _drawn(STATE % {"symbol": "12/KH-SNV", "about": "", "middle": middle})


@cache
def resolution() -> bytes:
    """Return a nghị quyết of the Party committee of the province as PDF."""
    return _drawn(PARTY)


def _drawn(source: str) -> bytes:
    made: bytes = typst.compile(source.encode(), format="pdf")
    return made
