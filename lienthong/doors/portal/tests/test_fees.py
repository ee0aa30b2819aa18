"""A citizen reads what a procedure costs on each channel, and who pays less by which text."""

from __future__ import annotations

from datetime import date

from lienthong.casework.procedures import public as procedures
from lienthong.casework.procedures.testing import a_library_definition
from lienthong.doors.portal.web import sheet


def test_a_price_of_one_channel_that_is_not_read_in_the_law_makes_the_line_unverified() -> None:
    definition = a_library_definition("cu-tru/1.002755-2021.yaml")

    (price,) = sheet.prices(definition)

    assert definition.fees[0].mark == "V"
    assert price.unverified
    assert price.cost.startswith("trực tiếp: 10.000 đồng/lần đăng ký; trực tuyến: 5.000 đồng/lần đăng ký (")


def test_the_residence_levy_of_the_library_differs_by_channel() -> None:
    definition = a_library_definition("cu-tru/1.004222-2021.yaml")

    assert definition.since == date(2021, 7, 1)
    assert [procedures.fee_amount(fee) for fee in definition.fees_for("own", "online")] == [10_000]
    assert sheet.prices(definition)[0].exempt.startswith("Miễn: trẻ em, người cao tuổi")
