"""A limit in words, for whoever waits for it and whoever keeps it."""

from __future__ import annotations

from lienthong.casework.procedures.rules.definition import LimitSpec
from lienthong.toolkit.sentences import Counted
from lienthong.toolkit.spans import span_words


def limit_words(limit: LimitSpec) -> Counted:
    """Return a limit in words: «7 ngày làm việc»."""
    return span_words(limit.value, limit.unit)
