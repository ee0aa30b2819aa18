"""Limits and fees in words on an English page; their Vietnamese text is that of the papers."""

from __future__ import annotations

from collections.abc import Generator

import pytest
from django.utils import translation

from lienthong.casework.procedures import public as procedures
from lienthong.casework.procedures.public import Channel, Exemption, Fee, Rate, Tier, Unit
from lienthong.toolkit.quantities import Dong
from lienthong.toolkit.spans import span_words
from lienthong.toolkit.ui.tongues import said

COPY = Fee(
    "copy", "fee", "Phí", per="trang", tiers=(Tier(Dong(2_000), 2), Tier(Dong(1_000))), cap=Dong(200_000), cap_per="bản",
    text="Trang là trang của bản chính",
)  # fmt: skip
ONLINE = Rate((Channel.ONLINE,), amount=Dong(10_000))
LEVY = Fee("levy", "levy", "Lệ phí", amount=Dong(20_000), per="lần đăng ký", by_channel=(ONLINE,))


@pytest.fixture(autouse=True)
def english() -> Generator[None]:
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("value", "unit", "vietnamese", "told"),
    [
        (7, Unit.WORKING_DAY, "7 ngày làm việc", "7 working days"),
        (1, Unit.WORKING_DAY, "1 ngày làm việc", "1 working day"),
        (4, Unit.WORKING_HOUR, "4 giờ làm việc", "4 working hours"),
        (30, Unit.CALENDAR_DAY, "30 ngày", "30 days"),
        (1, Unit.MONTH, "1 tháng", "1 month"),
    ],
)
def test_a_limit_is_one_or_many(value: int, unit: Unit, vietnamese: str, told: str) -> None:
    words = span_words(value, unit)

    assert (words, said(words)) == (vietnamese, told)


@pytest.mark.parametrize(
    ("fee", "vietnamese", "told"),
    [
        (
            COPY,
            "đến trang thứ 2: 2.000 đồng; từ trang thứ 3: 1.000 đồng; tối đa 200.000 đồng/bản (Trang là trang của bản chính)",
            "to page 2: 2,000 VND; from page 3: 1,000 VND; at most 200,000 VND per copy "
            '(<span lang="vi">Trang là trang của bản chính</span>)',
        ),
        (
            LEVY,
            "trực tiếp: 20.000 đồng/lần đăng ký; trực tuyến: 10.000 đồng/lần đăng ký",
            "in person: 20,000 VND per registration; online: 10,000 VND per registration",
        ),
        (Fee("a", "fee", "Phí"), "Theo quy định của HĐND tỉnh", "As the provincial People’s Council sets it"),
        (
            Fee("a", "fee", "Phí", text="Theo nghị quyết của HĐND tỉnh"),
            "Theo nghị quyết của HĐND tỉnh",
            "As the provincial People’s Council resolves",
        ),
        (Fee("a", "fee", "Phí", amount=Dong(0)), "Không thu", "Free of charge"),
        (Fee("a", "fee", "Phí", tiers=(Tier(Dong(5_000)),)), "mỗi lần: 5.000 đồng", "each time: 5,000 VND"),
    ],
)
def test_a_fee_says_the_same_in_both_languages(fee: Fee, vietnamese: str, told: str) -> None:
    words = procedures.fee_words(fee, (Channel.DIRECT, Channel.ONLINE))

    assert words == vietnamese
    assert said(words) == told


def test_who_pays_less_is_told_in_english_by_the_text_that_says_so() -> None:
    grounds = (Exemption("trẻ em", "TT 75/2022/TT-BTC", mark="M"), Exemption("hộ cận nghèo", pays=50))
    words = procedures.ground_words(Fee("a", "fee", "Phí", exemptions=grounds))

    assert words == "Miễn: trẻ em (TT 75/2022/TT-BTC; chưa kiểm chứng); Giảm 50 %: hộ cận nghèo"
    assert said(words) == (
        'Free of charge: <span lang="vi">trẻ em</span> (TT 75/2022/TT-BTC; not verified); '
        '50 % less: <span lang="vi">hộ cận nghèo</span>'
    )
    assert said(procedures.ground_words(Fee("a", "fee", "Phí"))) == ""
