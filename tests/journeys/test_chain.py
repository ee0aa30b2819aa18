"""Birth, residence and health insurance in one go: two legs side by side, one of them sent back once (T5)."""

from __future__ import annotations

import pytest

from tests.journeys.walking import CHAIRMAN, CLERK, Office, Step, march

pytestmark = pytest.mark.browser
JUSTICE = ("hoanh_mo", "specialist.justice")
INSURER = ("insurance", "specialist.insurance")
CHECK = "Kiểm tra danh sách, cấp mã số và thẻ"
NAME = "Liên thông đăng ký khai sinh, đăng ký thường trú, cấp thẻ bảo hiểm y tế cho trẻ em dưới 6 tuổi"
POLICE, CHIEF = ("police", "specialist.police"), ("police", "unit_head")
TO_LEGS = [
    Step(march(12), CLERK, "Tiếp nhận cả ba bộ hồ sơ, tạm thu lệ phí", "Chuyển tư pháp - hộ tịch"),
    Step(march(12, 9), JUSTICE, "Đăng ký khai sinh trong ngày", "Trình ký Giấy khai sinh"),
    Step(march(12, 10), CHAIRMAN, "Lãnh đạo UBND xã ký Giấy khai sinh", "Ký"),
    Step(march(12, 14), JUSTICE, "Lập hồ sơ, gửi công an và bảo hiểm xã hội", "Gửi hai nơi"),
]
COMPLETES = Step(march(15), JUSTICE, "Xã hoàn thiện hồ sơ bảo hiểm", "Gửi lại bảo hiểm xã hội")
COLLECTS = Step(march(20), JUSTICE, "Đối chiếu, xếp ba kết quả", "Chuyển trả kết quả", number="31/2018")


def codes_of_legs(office: Office) -> tuple[str, str]:
    """Return the codes of the two legs as the parent's page shows them: residence, insurance."""
    rows = office.page.locator("section[aria-labelledby=head-legs] tbody tr")
    found = {row.locator("th").inner_text().split("\n")[0]: row.locator(".code").inner_text() for row in rows.all()}
    return found["Đăng ký thường trú"], found["Cấp thẻ bảo hiểm y tế"]


def test_three_results_come_back_together(office: Office) -> None:
    office.sign_in(CLERK)
    office.finds("lien thong khai sinh", NAME)
    office.writes_down("Tằng Dảu Tình", "100123458")
    taken = office.receives()
    slip = office.paper("In giấy tiếp nhận (PDF)")
    # 17 working days after Monday 12/03 08:00: three weeks and two days
    assert "08 giờ 00 phút, ngày 12 tháng 03 năm 2018" in slip
    assert "08 giờ 00 phút, ngày 04 tháng 04 năm 2018" in slip

    office.walk(taken.code, TO_LEGS)
    path = office.opens(taken.code)
    assert "Làm song song" in path.inner_text()
    residence, insurance = codes_of_legs(office)
    assert office.board(CHAIRMAN, "UBND xã Hoành Mô") == {"Trong hạn": 1, "Tổng số": 1}

    office.walk(insurance, [Step(march(14, 9), INSURER, CHECK, "Yêu cầu xã hoàn thiện")])
    office.walk(residence, [Step(march(14, 14), POLICE, "Kiểm tra hồ sơ, cập nhật thường trú", "Trình ký thông báo")])
    office.walk(taken.code, [COMPLETES])
    signs = Step(march(15, 9), CHIEF, "Ký thông báo kết quả cư trú, gửi xã", "Gửi kết quả về xã", number="15/TB-CA")
    office.walk(residence, [signs])
    assert f"Nơi gửi: UBND xã Hoành Mô Người gửi: {office.world.district.person(*JUSTICE).name} Mã hồ sơ gốc: {taken.code}" in (
        office.paper_of(residence, "Giấy tiếp nhận (PDF)")
    )
    assert "Đăng ký thường trú, Công an huyện Bình Liêu" in office.looks_up(taken)
    office.walk(insurance, [Step(march(16, 9), INSURER, CHECK, "Trình ký danh sách thẻ")])
    cards = Step(march(19, 9), ("insurance", "unit_head"), "Ký danh sách, gửi thẻ về xã", "Gửi thẻ về xã", number="77/BHXH")
    office.walk(insurance, [cards])
    office.walk(taken.code, [COLLECTS])
    whole = office.opens(taken.code).inner_text()
    assert ("Số 15/TB-CA" in whole, "Số 77/BHXH" in whole) == (True, True)
    office.time_is(march(21))
    office.hands_over(taken.code, "Tằng Dảu Tình")

    assert office.board(CHAIRMAN, "UBND xã Hoành Mô") == {}
    office.opens(taken.code)
    slip = office.paper("Phiếu kiểm soát (PDF)")
    police = office.world.district.person(*POLICE).name
    assert f"Công an huyện Bình Liêu: Đăng ký thường trú Người nhận: {police}" in slip
    for step in (*TO_LEGS, COMPLETES, COLLECTS):
        assert f": {step.step} Người nhận: {office.world.district.person(*step.who).name}" in slip
    seen = office.looks_up(taken)
    assert "Kết quả đã được trả lúc 08:00 thứ Tư, 21/03/2018" in seen
    assert "Tằng Dảu Tình" not in seen
