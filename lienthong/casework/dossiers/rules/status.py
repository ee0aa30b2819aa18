"""National dossier statuses and which may follow which.

Source: handbook domain.md 1.5: codes [I], transitions [P].
"""

from __future__ import annotations

from enum import IntEnum


class Status(IntEnum):
    """Status codes of the national public-service portal."""

    REGISTERED = 1
    RECEIVED = 2
    REFUSED = 3
    PROCESSING = 4
    SUPPLEMENT_REQUESTED = 5
    PAYMENT_REQUIRED = 6
    WITHDRAWN = 7
    STOPPED = 8
    COMPLETED = 9
    RETURNED = 10


NAMES: dict[Status, str] = {
    Status.REGISTERED: "Mới đăng ký",
    Status.RECEIVED: "Được tiếp nhận",
    Status.REFUSED: "Không được tiếp nhận",
    Status.PROCESSING: "Đang xử lý",
    Status.SUPPLEMENT_REQUESTED: "Yêu cầu bổ sung giấy tờ",
    Status.PAYMENT_REQUIRED: "Yêu cầu thực hiện nghĩa vụ tài chính",
    Status.WITHDRAWN: "Công dân yêu cầu rút hồ sơ",
    Status.STOPPED: "Dừng xử lý",
    Status.COMPLETED: "Đã xử lý xong",
    Status.RETURNED: "Đã trả kết quả",
}

FOLLOWERS: dict[Status, frozenset[Status]] = {
    Status.REGISTERED: frozenset({Status.RECEIVED, Status.REFUSED, Status.WITHDRAWN}),
    Status.RECEIVED: frozenset({Status.PROCESSING, Status.SUPPLEMENT_REQUESTED, Status.WITHDRAWN}),
    Status.PROCESSING: frozenset(
        {Status.SUPPLEMENT_REQUESTED, Status.PAYMENT_REQUIRED, Status.WITHDRAWN, Status.STOPPED, Status.COMPLETED}
    ),
    Status.SUPPLEMENT_REQUESTED: frozenset({Status.RECEIVED, Status.PROCESSING, Status.REFUSED, Status.WITHDRAWN}),
    Status.PAYMENT_REQUIRED: frozenset({Status.PROCESSING, Status.STOPPED}),
    Status.STOPPED: frozenset({Status.PROCESSING, Status.WITHDRAWN}),
    Status.COMPLETED: frozenset({Status.RETURNED}),
    Status.REFUSED: frozenset(),
    Status.WITHDRAWN: frozenset(),
    Status.RETURNED: frozenset(),
}

FINAL = frozenset({Status.REFUSED, Status.WITHDRAWN, Status.RETURNED})
"""No act follows, but the head of the unit may reopen by a correcting event."""
LEFT = frozenset({Status.REFUSED, Status.WITHDRAWN})
"""Ended without a result: what was not paid is owed no more."""
PAUSED = frozenset({Status.SUPPLEMENT_REQUESTED, Status.PAYMENT_REQUIRED, Status.STOPPED})
"""The clock stands still."""
RUNNING = frozenset({Status.RECEIVED, Status.PROCESSING})
"""The clock runs."""
OPEN = RUNNING | PAUSED
"""Received and neither finished, refused nor withdrawn."""
FINISHED = frozenset({Status.COMPLETED, Status.RETURNED})
"""Counted as processed in the reports."""


LEG_FOLLOWERS: dict[Status, frozenset[Status]] = {
    Status.RECEIVED: frozenset({Status.REFUSED, Status.STOPPED, Status.RETURNED}),
    Status.PROCESSING: frozenset({Status.REFUSED, Status.RETURNED}),
}
"""What may follow besides in an interlinked leg [P]: its agency answers the unit that sent it, at once and at any time."""


def may_follow(now: Status, then: Status, *, leg: bool = False) -> bool:
    """Return whether a dossier (`leg`: an interlinked leg) with status `now` may get status `then`."""
    return then in FOLLOWERS[now] or (leg and then in LEG_FOLLOWERS.get(now, frozenset()))
