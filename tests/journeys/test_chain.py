"""Birth, residence and health insurance in one go: two legs side by side, one of them sent back once (T5)."""

from __future__ import annotations

import pytest

from tests.journeys.walking import CHAIRMAN, CLERK, Office, Step, march

pytestmark = pytest.mark.browser
JUSTICE = ("hoanh_mo", "specialist.justice")
INSURER = ("insurance", "specialist.insurance")
CHECK = "Kiểm tra danh sách, cấp mã số và thẻ"
NAME = "Liên thông đăng ký khai sinh, đăng ký thường trú, cấp thẻ bảo hiểm y tế cho trẻ em dưới 6 tuổi"
STEPS = [
    Step(march(12), CLERK, "Tiếp nhận cả ba bộ hồ sơ, tạm thu lệ phí", "Chuyển tư pháp - hộ tịch"),
    Step(march(12, 9), JUSTICE, "Đăng ký khai sinh trong ngày", "Trình ký Giấy khai sinh"),
    Step(march(12, 10), CHAIRMAN, "Lãnh đạo UBND xã ký Giấy khai sinh", "Ký"),
    Step(march(12, 14), JUSTICE, "Lập hồ sơ, gửi công an và bảo hiểm xã hội", "Gửi hai nơi"),
    Step(march(14, 9), INSURER, CHECK, "Yêu cầu xã hoàn thiện"),
    Step(march(14, 14), ("police", "specialist.police"), "Kiểm tra hồ sơ, cập nhật thường trú", "Trình ký thông báo"),
    Step(march(15), JUSTICE, "Xã hoàn thiện hồ sơ bảo hiểm", "Gửi lại bảo hiểm xã hội"),
    Step(march(15, 9), ("police", "unit_head"), "Ký thông báo kết quả cư trú, gửi xã", "Gửi kết quả về xã"),
    Step(march(16, 9), INSURER, CHECK, "Trình ký danh sách thẻ"),
    Step(march(19, 9), ("insurance", "unit_head"), "Ký danh sách, gửi thẻ về xã", "Gửi thẻ về xã"),
    Step(march(20), JUSTICE, "Đối chiếu, xếp ba kết quả", "Chuyển trả kết quả", number="31/2018"),
]


def test_three_results_come_back_together(office: Office) -> None:
    office.sign_in(CLERK)
    office.finds("lien thong khai sinh", NAME)
    office.writes_down("Tằng Dảu Tình", "100123458")
    taken = office.receives()
    slip = office.paper("In giấy tiếp nhận (PDF)")
    # 17 working days after Monday 12/03 08:00: three weeks and two days
    assert "08 giờ 00 phút, ngày 12 tháng 03 năm 2018" in slip
    assert "08 giờ 00 phút, ngày 04 tháng 04 năm 2018" in slip

    office.walk(taken.code, STEPS[:4])
    path = office.opens(taken.code)
    assert "Làm song song" in path.inner_text()
    assert office.board(CHAIRMAN, "UBND xã Hoành Mô") == {"Trong hạn": 1, "Tổng số": 1}
    office.walk(taken.code, STEPS[4:])
    office.time_is(march(21))
    office.hands_over(taken.code, "Tằng Dảu Tình")

    assert office.board(CHAIRMAN, "UBND xã Hoành Mô") == {}
    office.assert_control_slip_lists(taken.code, STEPS)
    seen = office.looks_up(taken)
    assert "Kết quả đã được trả lúc 08:00 thứ Tư, 21/03/2018" in seen
    assert "Tằng Dảu Tình" not in seen
