"""A fee in words: every step, cap, channel and ground is said, and nothing that the file does not say."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from lienthong.casework.procedures import public as procedures
from lienthong.casework.procedures.public import Channel, Exemption, Fee, Rate, Tier
from lienthong.toolkit.quantities import Dong

ONLINE = Rate((Channel.ONLINE,), Dong(10_000))
LEVY = Fee("levy", "levy", "Lệ phí", per="lần", amount=Dong(20_000), by_channel=(ONLINE,))


@pytest.mark.parametrize(
    ("fee", "words"),
    [
        (Fee("a", "fee", "Phí", amount=Dong(8000), per="trường hợp"), "8.000 đồng/trường hợp"),
        (Fee("a", "fee", "Phí", amount=Dong(0)), "Không thu"),
        (Fee("a", "fee", "Phí"), "Theo quy định của HĐND tỉnh"),
        (Fee("a", "fee", "Phí", text="Theo nghị quyết"), "Theo nghị quyết"),
        (
            Fee("a", "fee", "Phí", per="trang", tiers=(Tier(Dong(2000), 2), Tier(Dong(1000))), cap=Dong(200_000), cap_per="bản"),
            "đến trang thứ 2: 2.000 đồng; từ trang thứ 3: 1.000 đồng; tối đa 200.000 đồng/bản",
        ),
        (Fee("a", "fee", "Phí", tiers=(Tier(Dong(5000)),)), "mỗi lần: 5.000 đồng"),
    ],
)
def test_a_fee_is_told_in_words(fee: Fee, words: str) -> None:
    assert procedures.fee_words(fee) == words


@pytest.mark.parametrize(
    ("channels", "words"),
    [
        ((Channel.DIRECT, Channel.ONLINE), "trực tiếp: 20.000 đồng/lần; trực tuyến: 10.000 đồng/lần"),
        ((), "trực tiếp, bưu chính công ích: 20.000 đồng/lần; trực tuyến: 10.000 đồng/lần"),
        ((Channel.ONLINE,), "trực tuyến: 10.000 đồng/lần"),
    ],
)
def test_each_channel_tells_its_own_price(channels: tuple[Channel, ...], words: str) -> None:
    assert procedures.fee_words(LEVY, channels) == words


PAGES = Fee("a", "fee", "Phí chứng thực", per="trang", tiers=(Tier(Dong(2000), 2), Tier(Dong(1000))), cap_per="bản")


@pytest.mark.parametrize(
    ("fee", "counted", "title"),
    [
        (PAGES, {"quantity": 5, "copies": 3}, "Phí chứng thực (5 trang × 3 bản)"),
        (PAGES, {"quantity": 1, "of": "Học bạ"}, "Phí chứng thực: Học bạ (1 trang × 1 bản)"),
        (replace(PAGES, cap_per=""), {"quantity": 2, "copies": 2}, "Phí chứng thực (2 trang × 2 bản)"),
        (LEVY, {}, "Lệ phí"),
        (LEVY, {"quantity": 3}, "Lệ phí × 3"),
        (LEVY, {"of": "Giấy ủy quyền"}, "Lệ phí: Giấy ủy quyền"),
    ],
)
def test_what_is_charged_is_named_with_how_it_was_counted(fee: Fee, counted: dict[str, Any], title: str) -> None:
    assert procedures.fee_title(fee, **counted) == title


def test_grounds_stand_together_under_the_text_that_gives_them_and_its_certainty() -> None:
    fee = Fee(
        "levy", "levy", "Lệ phí",
        exemptions=(
            Exemption("trẻ em", "Điều 4", mark="M"), Exemption("người cao tuổi", "Điều 4", mark="M"),
            Exemption("hộ cận nghèo", "Nghị quyết 12", 50, "V"), Exemption("người khuyết tật"),
        ),
    )  # fmt: skip

    assert procedures.ground_words(fee) == (
        "Miễn: trẻ em, người cao tuổi (Điều 4; chưa kiểm chứng); Giảm 50 %: hộ cận nghèo (Nghị quyết 12); Miễn: người khuyết tật"
    )
