"""What the registers, slips and minutes of the week say on paper, and what `pdfsig` says of the papers that went out."""

from __future__ import annotations

from datetime import datetime

from tests.journeys.morning.place import Who
from tests.journeys.week import answering, coming, filing, sending
from tests.journeys.week.answering import Issued
from tests.journeys.week.house import CHAIRMAN, CLERK, FINANCE, PARTY_CLERK, SECRETARY, House, pdfsig

SAMPLE = "(MẪU MINH HỌA)"
"""What the certificates of sample keys say behind every name."""


def holds(words: str, *said: str) -> None:
    """Fail unless a paper says all of this; where its lines break does not count."""
    tight = words.replace(" ", "")
    missing = [one for one in said if one.replace(" ", "") not in tight]
    assert not missing, f"{missing} in\n{words}"


def register_of(house: House, who: Who, name: str) -> str:
    """Let a clerk open a register of their unit and print it; return its words."""
    house.comes(who)
    house.menu("Văn bản")
    house.link(name)
    house.looks(f"register-{who[0]}")
    return house.printed("In sổ (PDF)")


def registers_agree(house: House, at: datetime, plan: Issued, second: Issued) -> None:
    """Print the registers of Huyện ủy, UBND and a commune, and the Party's register of handling; compare what they say."""
    house.time_is(at)
    came = register_of(house, PARTY_CLERK, "Văn bản đến")
    holds(came, "HUYỆN ỦY BÌNH LIÊU", "SỔ ĐĂNG KÝ VĂN BẢN ĐẾN", "Tỉnh ủy Quảng Ninh", coming.SYMBOL, "09/03/2018")
    holds(came, coming.SUBJECT, f"{house.name_of(SECRETARY)}, Bí thư Huyện ủy", "đã lấy 1 số")
    house.menu("Xử lý văn bản")
    house.link("Sổ theo dõi giải quyết")
    house.looks("handling-register")
    holds(house.printed("In sổ (PDF)"), coming.SYMBOL, "Hoàn thành 16/03/2018", f"Kế hoạch số {second.label}")
    out = register_of(house, CLERK, "Văn bản có tên loại: Kế hoạch")
    holds(out, "SỔ ĐĂNG KÝ VĂN BẢN ĐI", plan.label, second.label, answering.SUBJECT, house.name_of(CHAIRMAN), "đã lấy 2 số")
    assert out.count("Thu hồi") == 1, out
    holds(out, f"Thu hồi 14/03/2018: {sending.WHY}")
    commune = register_of(house, sending.HOANH_MO, "Văn bản đến")
    holds(commune, plan.label, second.label, "UBND huyện Bình Liêu", f"Thu hồi 15/03/2018: {sending.WHY}", "đã lấy 2 số")


def slip_agrees(house: House) -> None:
    """Print the handling slip of the letter on whose page one is: who was told what, and who was late."""
    slip = house.printed("Phiếu giải quyết (PDF)")
    holds(slip, "PHIẾU GIẢI QUYẾT VĂN BẢN ĐẾN", coming.INSTRUCTION, "Ban Tuyên giáo đã mở chuyên mục tuyên truyền.", "Hoàn thành")
    holds(slip, "Ban Tổ chức Huyện ủy Bình Liêu 14/03/2018 Đã trả lời Phối hợp")
    holds(slip, "Ban Tuyên giáo Huyện ủy Bình Liêu 14/03/2018 Đã trả lời, quá hạn")


def minutes_agree(minutes: str) -> None:
    """Compare what the minutes of the archive say."""
    holds(minutes, "BIÊN BẢN GIAO NHẬN HỒ SƠ", "1 hồ sơ, 2 văn bản, 4 trang, 1 hộp", filing.LINE, filing.TITLE, "Vĩnh viễn")


def signatures_hold(house: House, paper: bytes) -> None:
    """Fail unless another program confirms both signatures and the seal of an issued paper, and nothing was added since."""
    found = {one.signer: one for one in pdfsig(paper)}
    signers = [f"{name} {SAMPLE}" for name in (house.name_of(FINANCE), house.name_of(CHAIRMAN), "UBND huyện Bình Liêu")]
    assert sorted(found) == sorted(signers), found
    assert [one.signer for one in found.values() if not one.valid] == []
    assert found[signers[-1]].whole, "the seal covers the file as it is"
