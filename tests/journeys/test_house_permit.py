"""A building permit for a house: through the district's divisions, with one supplement (T2)."""

from __future__ import annotations

import pytest

from tests.journeys.walking import Office, Step, march

pytestmark = pytest.mark.browser
BOARD = (("service_centre", "unit_head"), "Trung tâm Hành chính công huyện Bình Liêu")
CENTRE = ("service_centre", "counter_clerk")
HEAD = ("infrastructure", "division_head")
APPRAISER = ("infrastructure", "specialist.infrastructure")
APPRAISAL = "Thẩm định hồ sơ, kiểm tra thực địa"
BEFORE = [
    Step(march(12), CENTRE, "Tiếp nhận, kiểm tra thành phần hồ sơ", "Chuyển Phòng Kinh tế và Hạ tầng"),
    Step(march(12, 14), HEAD, "Phân công thụ lý", "Giao chuyên viên"),
]
AFTER = [
    Step(march(20, 9), APPRAISER, APPRAISAL, "Trình lãnh đạo phòng"),
    Step(march(20, 15), HEAD, "Lãnh đạo phòng soát xét", "Trình UBND huyện"),
    Step(march(21, 9), ("district", "unit_head"), "Ký giấy phép hoặc văn bản trả lời", "Ký"),
    Step(march(21, 14), ("office", "records_clerk"), "Cấp số, đóng dấu", "Chuyển trả kết quả", number="15/GPXD"),
]


def test_a_house_permit_waits_for_a_supplement_and_comes_back(office: Office) -> None:
    office.sign_in(CENTRE)
    office.finds("giay phep xay dung", "Cấp giấy phép xây dựng mới công trình cấp III, cấp IV và nhà ở riêng lẻ")
    office.writes_down("Hoàng Thị Sen", "100123456")
    taken = office.receives()
    # 10 calendar days after Monday 12/03 08:00
    assert "22/03/2018" in office.page.locator("main").inner_text()
    slip = office.paper("In giấy tiếp nhận (PDF)")
    assert "08 giờ 00 phút, ngày 12 tháng 03 năm 2018" in slip
    assert "08 giờ 00 phút, ngày 22 tháng 03 năm 2018" in slip
    assert "mẫu minh họa" in slip.lower()
    office.walk(taken.code, BEFORE)
    assert office.board(*BOARD) == {"Trong hạn": 1, "Tổng số": 1}

    office.time_is(march(14))
    office.sits_down(APPRAISER)
    office.opens(taken.code).get_by_role("link", name="Yêu cầu bổ sung giấy tờ").click()
    office.page.get_by_label("Bản vẽ thiết kế xây dựng").check()
    office.page.get_by_label("Lý do").fill("Bản vẽ thiếu mặt cắt móng.")
    office.page.get_by_role("button", name="Yêu cầu bổ sung", exact=True).click()
    office.page.get_by_text("đã yêu cầu bổ sung; đồng hồ dừng").wait_for()
    assert "Tạm dừng" in office.page.locator("main").inner_text()
    assert office.board(*BOARD) == {"Tạm dừng": 1, "Tổng số": 1}
    office.time_is(march(19))
    office.sits_down(CENTRE)
    office.opens(taken.code).get_by_role("link", name="Nhận giấy tờ bổ sung").click()
    office.page.get_by_role("button", name="Nhận bổ sung, cho chạy tiếp").click()
    office.page.get_by_text("đã nhận bổ sung; đồng hồ chạy tiếp").wait_for()
    # the policy before 21/06/2018 lets the clock go on: 8 of 10 days were left on 14/03 08:00, so 19/03 08:00 + 8 days
    assert "08:00 thứ Ba, 27/03/2018" in office.page.locator("main").inner_text()

    office.walk(taken.code, AFTER)
    office.time_is(march(22))
    office.sits_down(CENTRE)
    office.opens(taken.code).get_by_role("button", name="Đã thu đủ").click()
    office.page.get_by_text("✓ đã thu").wait_for()
    office.hands_over(taken.code, "Hoàng Thị Sen", CENTRE)

    assert office.board(*BOARD) == {}
    office.assert_control_slip_lists(taken.code, [*BEFORE, *AFTER])
    seen = office.looks_up(taken)
    assert "Kết quả đã được trả lúc 08:00 thứ Năm, 22/03/2018" in seen
    assert "Hoàng Thị Sen" not in seen
