"""A span of time in the units of limits, in words."""

from __future__ import annotations

from lienthong.toolkit.sentences import Counted


def span_words(value: int, unit: str, *, shown: str = "") -> Counted:
    """Return `3 ngày làm việc`; on an English page `3 working days`, `1 working day`.

    unit   working_hour | working_day | calendar_day | month.
    shown  how the number is written when not as it stands: `05`.
    Raises ValueError for another unit.
    """
    match unit:
        case "working_hour":
            return Counted("%(count)s giờ làm việc", value, shown)
        case "working_day":
            return Counted("%(count)s ngày làm việc", value, shown)
        case "calendar_day":
            return Counted("%(count)s ngày", value, shown)
        case "month":
            return Counted("%(count)s tháng", value, shown)
    raise ValueError(f"{unit} is no unit of limits")
