"""The review of a poor household: the village meeting sends it round once more before it agrees (T6)."""

from __future__ import annotations

import pytest

from tests.journeys.walking import CHAIRMAN, CLERK, Office, Step, march

pytestmark = pytest.mark.browser
SOCIAL = ("hoanh_mo", "specialist.social")
LIST = "Lập danh sách rà soát (Phiếu A)"
SCORE = "Thu thập thông tin, chấm điểm, phân loại (Phiếu B)"
MEETING = "Họp dân tại thôn, lấy ý kiến, lập 02 biên bản"
STEPS = [
    Step(march(12), CLERK, "Tiếp nhận giấy đề nghị", "Chuyển công chức văn hóa - xã hội"),
    Step(march(12, 9), SOCIAL, LIST, "Đưa vào danh sách"),
    Step(march(12, 14), SOCIAL, SCORE, "Đưa ra họp thôn"),
    Step(march(13), SOCIAL, MEETING, "Dưới 50 %: rà soát lại"),
    Step(march(13, 9), SOCIAL, LIST, "Đưa vào danh sách"),
    Step(march(13, 14), SOCIAL, SCORE, "Đưa ra họp thôn"),
    Step(march(14), SOCIAL, MEETING, "Từ 50 % đồng ý"),
    Step(march(19, 9), SOCIAL, "Niêm yết tại nhà văn hóa thôn và trụ sở UBND xã", "Không có khiếu nại"),
    Step(march(19, 14), CHAIRMAN, "Chủ tịch UBND xã quyết định", "Ký quyết định công nhận", number="45/QĐ-UBND"),
]


def test_the_meeting_disagrees_once_and_the_decision_is_handed_over(office: Office) -> None:
    office.sign_in(CLERK)
    office.finds("ho ngheo", "Công nhận hộ nghèo, hộ cận nghèo phát sinh trong năm")
    office.writes_down("Lô Thị Hồng", "100123459", born="1971")
    taken = office.receives()
    slip = office.paper("In giấy tiếp nhận (PDF)")
    # 7 working days after Monday 12/03 08:00
    assert "08 giờ 00 phút, ngày 12 tháng 03 năm 2018" in slip
    assert "08 giờ 00 phút, ngày 21 tháng 03 năm 2018" in slip

    office.walk(taken.code, STEPS[:4])
    assert office.board(CHAIRMAN, "UBND xã Hoành Mô") == {"Trong hạn": 1, "Tổng số": 1}
    office.walk(taken.code, STEPS[4:])
    assert "lần 2" in office.opens(taken.code).inner_text()
    office.time_is(march(20))
    office.hands_over(taken.code, "Lô Thị Hồng")

    assert office.board(CHAIRMAN, "UBND xã Hoành Mô") == {}
    office.assert_control_slip_lists(taken.code, STEPS)
    seen = office.looks_up(taken)
    assert "Kết quả đã được trả lúc 08:00 thứ Ba, 20/03/2018" in seen
    assert "Lô Thị Hồng" not in seen
