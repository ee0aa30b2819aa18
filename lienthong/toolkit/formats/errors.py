"""Why a typed date or birth is not taken."""

from __future__ import annotations

from lienthong.toolkit.errors import Refusal


class NotADay(Refusal):
    """Not a day of the calendar, or not written as one."""

    code = "toolkit.not_a_day"
    reason = "«%(typed)s» không phải là một ngày; nhập ngày, tháng, năm như 13/04/2018."
    status = 400


class NotABirth(Refusal):
    """Neither a day nor a year."""

    code = "toolkit.not_a_birth"
    reason = "«%(typed)s» không phải ngày sinh; nhập như 13/04/1958, hoặc chỉ năm sinh như 1958 nếu giấy tờ không ghi ngày."
    status = 400
