"""Birth registration, a procedure that ends at the counter the same day (T0)."""

from __future__ import annotations

import pytest

from tests.journeys.walking import CHAIRMAN, CLERK, Office, Step, march

pytestmark = pytest.mark.browser
JUSTICE = ("hoanh_mo", "specialist.justice")
STEPS = [
    Step(march(12), CLERK, "Kiểm tra và tiếp nhận hồ sơ", "Chuyển công chức tư pháp - hộ tịch"),
    Step(march(12, 9), JUSTICE, "Thẩm tra, ghi sổ và cơ sở dữ liệu, in giấy khai sinh", "Trình lãnh đạo ký"),
    Step(march(12, 10), CHAIRMAN, "Lãnh đạo UBND xã ký", "Ký", number="12/2018"),
]


def test_a_birth_goes_from_the_counter_to_the_returned_certificate(office: Office) -> None:
    office.sign_in(CLERK)
    assert office.board(CHAIRMAN, "UBND xã Hoành Mô") == {}
    office.sits_down(CLERK)
    office.finds("khai sin", "Đăng ký khai sinh")
    office.writes_down("Hoàng Thị Sen", "100123456")
    told = office.page.locator("#slip")
    told.get_by_text("Hoàng Thị Sen").first.wait_for()
    assert "17:00 thứ Hai, 12/03/2018" in told.inner_text()
    assert "Kết quả có ngay: không lập giấy tiếp nhận" in told.inner_text()
    taken = office.receives()
    assert "Kết quả có ngay nên không lập giấy tiếp nhận" in office.page.locator("main").inner_text()
    assert office.page.get_by_role("link", name="In giấy tiếp nhận (PDF)").count() == 0

    office.walk(taken.code, STEPS[:2])
    assert office.board(CHAIRMAN, "UBND xã Hoành Mô") == {"Sắp đến hạn": 1, "Tổng số": 1}
    office.walk(taken.code, STEPS[2:])
    office.time_is(march(12, 11))
    office.hands_over(taken.code, "Hoàng Thị Sen")

    assert office.board(CHAIRMAN, "UBND xã Hoành Mô") == {}
    office.assert_control_slip_lists(taken.code, STEPS)
    seen = office.looks_up(taken)
    assert "Kết quả đã được trả lúc 11:00 thứ Hai, 12/03/2018" in seen
    assert "Hoàng Thị Sen" not in seen


def test_a_birth_goes_all_the_way_without_scripts(plain_office: Office) -> None:
    office = plain_office
    office.sign_in(CLERK)
    office.finds("khai sin", "Đăng ký khai sinh")
    office.writes_down("Hoàng Thị Sen", "100123456")
    taken = office.receives()

    office.walk(taken.code, STEPS)
    office.time_is(march(12, 11))
    office.hands_over(taken.code, "Hoàng Thị Sen")

    office.assert_control_slip_lists(taken.code, STEPS)
    assert "Kết quả đã được trả lúc 11:00 thứ Hai, 12/03/2018" in office.looks_up(taken)
