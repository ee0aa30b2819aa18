"""A social allowance: the commune examines and posts, the district decides, the commune hands over (T4)."""

from __future__ import annotations

import pytest

from tests.journeys.walking import CHAIRMAN, CLERK, Office, Step, march

pytestmark = pytest.mark.browser
SOCIAL = ("hoanh_mo", "specialist.social")
POSTED = "Niêm yết công khai tại trụ sở UBND xã"
STEPS = [
    Step(march(12), CLERK, "Tiếp nhận hồ sơ tại xã", "Chuyển công chức văn hóa - xã hội"),
    Step(march(12, 14), SOCIAL, "Kiểm tra, lập danh sách trình hội đồng", "Trình Hội đồng xét duyệt"),
    Step(march(13, 9), SOCIAL, "Hội đồng xét duyệt trợ giúp xã hội họp, kết luận", "Niêm yết kết luận"),
    Step(march(20, 10), SOCIAL, POSTED, "Hết hạn không có khiếu nại"),
    Step(march(20, 15), CHAIRMAN, "Chủ tịch UBND xã ký, chuyển huyện", "Ký, chuyển huyện"),
    Step(march(21), ("service_centre", "counter_clerk"), "Trung tâm Hành chính công huyện tiếp nhận", "Chuyển Phòng LĐ-TB&XH"),
    Step(march(21, 9), ("labour", "specialist.social"), "Thẩm định hồ sơ", "Trình lãnh đạo phòng"),
    Step(march(26, 9), ("labour", "division_head"), "Lãnh đạo phòng soát xét, trình ký", "Trình Chủ tịch UBND huyện"),
    Step(march(27, 9), ("district", "unit_head"), "Chủ tịch UBND huyện quyết định", "Ký quyết định"),
    Step(march(28), ("office", "records_clerk"), "Cấp số, đóng dấu, gửi về xã", "Gửi kết quả về xã", number="312/QĐ-UBND"),
]


def test_an_allowance_goes_from_the_commune_to_the_district_and_back(office: Office) -> None:
    office.sign_in(CLERK)
    office.finds("tro cap xa hoi", "Thực hiện, điều chỉnh, thôi hưởng trợ cấp xã hội hàng tháng")
    office.writes_down("Chíu Sếch Và", "100123457", born="1938")
    taken = office.receives()
    slip = office.paper("In giấy tiếp nhận (PDF)")
    # 20 working days after Monday 12/03 08:00, no holiday between: four weeks
    assert "08 giờ 00 phút, ngày 12 tháng 03 năm 2018" in slip
    assert "08 giờ 00 phút, ngày 09 tháng 04 năm 2018" in slip

    office.walk(taken.code, STEPS[:7])
    assert office.board(CHAIRMAN, "UBND xã Hoành Mô") == {"Trong hạn": 1, "Tổng số": 1}
    office.walk(taken.code, STEPS[7:])
    office.time_is(march(29))
    office.hands_over(taken.code, "Chíu Sếch Và")

    assert office.board(CHAIRMAN, "UBND xã Hoành Mô") == {}
    office.assert_control_slip_lists(taken.code, STEPS)
    seen = office.looks_up(taken)
    assert "Kết quả đã được trả lúc 08:00 thứ Năm, 29/03/2018" in seen
    assert "Chíu Sếch Và" not in seen
