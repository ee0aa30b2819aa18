"""A limit in words, for whoever waits for it and whoever keeps it."""

from __future__ import annotations

from lienthong.casework.procedures.rules.definition import LimitSpec
from lienthong.casework.procedures.rules.vocabulary import Unit
from lienthong.toolkit.sentences import Counted


def limit_words(limit: LimitSpec) -> Counted:
    """Return a limit in words: «7 ngày làm việc»."""
    return span_words(limit.value, limit.unit)


def span_words(value: int, unit: Unit) -> Counted:
    """Return so many of a limit's units: «7 ngày làm việc», on an English page «7 working days», «1 working day»."""
    match unit:
        case Unit.WORKING_HOUR:
            return Counted("%(count)s giờ làm việc", value)
        case Unit.WORKING_DAY:
            return Counted("%(count)s ngày làm việc", value)
        case Unit.CALENDAR_DAY:
            return Counted("%(count)s ngày", value)
        case Unit.MONTH:
            return Counted("%(count)s tháng", value)
