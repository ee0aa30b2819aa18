"""The reasons of a due date are sentences that a clerk can read out at the counter."""

from __future__ import annotations

from datetime import date, time

import pytest

from lienthong.office.worktime import public as worktime
from lienthong.office.worktime.rules import words
from lienthong.office.worktime.testing import a_calendar, at, half, state_calendar

HOUR, DAY = worktime.LimitUnit.WORKING_HOUR, worktime.LimitUnit.WORKING_DAY
CALENDAR_DAY, MONTH = worktime.LimitUnit.CALENDAR_DAY, worktime.LimitUnit.MONTH


@pytest.mark.parametrize(
    ("received", "limit", "reasons"),
    [
        (
            "12/02/2018 10:00",
            worktime.Limit(3, DAY),
            (
                "3 ngày làm việc, tính từ thứ Ba 13/02/2018.",
                "Không tính nghỉ Tết 14/02-20/02/2018.",
                "Hẹn trả: 10:00 thứ Năm 22/02/2018.",
            ),
        ),
        (
            "16/03/2018 17:05",
            worktime.Limit(1, DAY),
            (
                "Nhận ngoài giờ (17:05 thứ Sáu 16/03/2018): tính từ 07:00 ngày 19/03/2018 (thứ Hai).",
                "1 ngày làm việc, tính từ thứ Ba 20/03/2018.",
                "Hẹn trả: 07:00 thứ Ba 20/03/2018.",
            ),
        ),
        (
            "12/03/2018 10:30",
            worktime.Limit(2, HOUR),
            ("2 giờ làm việc, tính từ 10:30 thứ Hai 12/03/2018.", "Hẹn trả: 14:30 thứ Hai 12/03/2018."),
        ),
        (
            "12/03/2018 10:30",
            worktime.Limit(2, HOUR, worktime.StartRule.NEXT_DAY),
            (
                "Không tính ngày nhận: tính từ 07:00 ngày 13/03/2018 (thứ Ba).",
                "2 giờ làm việc, tính từ 07:00 thứ Ba 13/03/2018.",
                "Hẹn trả: 09:00 thứ Ba 13/03/2018.",
            ),
        ),
        (
            "12/03/2018 15:30",
            worktime.Limit(1, DAY, worktime.StartRule.SAME_DAY, time(15)),
            (
                "Nhận lúc 15:30, sau 15:00: tính từ 07:00 ngày 13/03/2018 (thứ Ba).",
                "1 ngày làm việc, tính cả ngày nhận thứ Ba 13/03/2018, hẹn cuối giờ làm việc.",
                "Hẹn trả: 17:00 thứ Ba 13/03/2018.",
            ),
        ),
        (
            "12/03/2018 08:00",
            worktime.Limit(5, CALENDAR_DAY),
            (
                "5 ngày, tính từ thứ Ba 13/03/2018.",
                "Hết hạn vào thứ Bảy 17/03/2018 là ngày nghỉ: chuyển sang thứ Hai 19/03/2018.",
                "Hẹn trả: 08:00 thứ Hai 19/03/2018.",
            ),
        ),
        (
            "25/03/2018 08:00",
            worktime.Limit(1, MONTH),
            (
                "Nhận ngoài giờ (08:00 Chủ nhật 25/03/2018): tính từ 07:00 ngày 26/03/2018 (thứ Hai).",
                "1 tháng, tính từ thứ Ba 27/03/2018.",
                "Hẹn trả: 07:00 thứ Năm 26/04/2018.",
            ),
        ),
        (
            "30/03/2018 08:00",
            worktime.Limit(1, MONTH),
            (
                "1 tháng, tính từ thứ Bảy 31/03/2018.",
                "Hết hạn vào thứ Hai 30/04/2018 là ngày nghỉ (Nghỉ Ngày Chiến thắng): chuyển sang thứ Tư 02/05/2018.",
                "Hẹn trả: 08:00 thứ Tư 02/05/2018.",
            ),
        ),
        (
            "28/12/2018 09:00",
            worktime.Limit(5, DAY),
            (
                "5 ngày làm việc, tính từ thứ Tư 02/01/2019.",
                "Không tính nghỉ hoán đổi, làm bù 05/01/2019 31/12/2018.",
                "Không tính nghỉ Tết Dương lịch 01/01/2019.",
                "Có tính thứ Bảy 05/01/2019: làm bù cho ngày 31/12/2018.",
                "Không tính thứ Bảy, Chủ nhật.",
                "Hẹn trả: 09:00 thứ Hai 07/01/2019.",
            ),
        ),
    ],
)
def test_each_step_of_a_count_is_told(received: str, limit: worktime.Limit, reasons: tuple[str, ...]) -> None:
    assert worktime.deadline(at(received), limit, state_calendar()).reasons == reasons


def test_the_extra_of_the_area_is_told() -> None:
    limit = worktime.Limit(15, DAY, area_extra=10)

    found = worktime.deadline(at("12/03/2018 08:00"), limit, state_calendar(), area_extra=True)

    assert found.reasons[:2] == (
        "25 ngày làm việc, tính từ thứ Ba 13/03/2018.",
        "Trong đó 10 ngày làm việc cộng thêm cho địa bàn miền núi, vùng xa.",
    )


def test_a_short_day_is_told() -> None:
    cal = a_calendar(half(date(2018, 3, 13), closes=time(11, 30)))

    found = worktime.deadline(at("12/03/2018 16:00"), worktime.Limit(1, DAY), cal)

    assert found.reasons[1:] == (
        "Ngày 13/03/2018 chỉ làm việc đến 11:30: Họp cơ quan.",
        "Ngày 13/03/2018 không làm việc lúc 16:00: hẹn lúc 11:30.",
        "Hẹn trả: 11:30 thứ Ba 13/03/2018.",
    )


def test_a_day_that_opens_late_is_told() -> None:
    cal = a_calendar(half(date(2018, 3, 13), opens=time(13, 30)))

    found = worktime.deadline(at("12/03/2018 16:00"), worktime.Limit(1, DAY), cal)

    assert "Ngày 13/03/2018 chỉ làm việc từ 13:30: Họp cơ quan." in found.reasons


@pytest.mark.parametrize("limit", [worktime.Limit(3, unit) for unit in worktime.LimitUnit])
def test_every_reason_is_a_whole_sentence(limit: worktime.Limit) -> None:
    for received in ("09/02/2018 16:40", "28/04/2018 23:00", "31/12/2018 23:50"):
        for reason in worktime.deadline(at(received), limit, state_calendar()).reasons:
            assert reason[0].isupper() or reason[0].isdigit()
            assert reason.endswith(".")


@pytest.mark.parametrize(
    ("minutes", "text"),
    [(0, "0 phút làm việc"), (45, "45 phút làm việc"), (60, "1 giờ làm việc"), (390, "6 giờ 30 phút làm việc")],
)
def test_minutes_are_read_as_hours(minutes: int, text: str) -> None:
    assert words.minutes_words(minutes) == text


def test_a_run_of_days_over_new_year_names_both_years() -> None:
    assert words.days_words(date(2018, 12, 31), date(2019, 1, 1)) == "31/12/2018-01/01/2019"
