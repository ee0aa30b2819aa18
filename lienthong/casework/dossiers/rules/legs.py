"""Interlinked legs: how one stands, in the words of its parent; which of them wait for a decision.

The parent keeps a small value for each leg in its own row, because nobody at the parent sees the leg's row.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from lienthong.casework.dossiers.rules.status import Status


class LegState(StrEnum):
    """How a leg stands, as its parent and the public are told."""

    SENT = "sent"
    WORKING = "working"
    ASKING = "asking"
    GIVEN_BACK = "given_back"
    REFUSED = "refused"
    DONE = "done"
    AGREED = "agreed"
    RECALLED = "recalled"


STATE_NAMES: dict[LegState, str] = {
    LegState.SENT: "Đã gửi, chờ tiếp nhận",
    LegState.WORKING: "Đang giải quyết",
    LegState.ASKING: "Yêu cầu bổ sung, hoàn thiện",
    LegState.GIVEN_BACK: "Trả lại nơi gửi",
    LegState.REFUSED: "Từ chối giải quyết",
    LegState.DONE: "Đã có kết quả",
    LegState.AGREED: "Coi như đồng ý do quá hạn không trả lời",
    LegState.RECALLED: "Đã rút chặng",
}
AWAY = frozenset({LegState.SENT, LegState.WORKING, LegState.ASKING, LegState.GIVEN_BACK})
"""The leg's own dossier is open."""
UNDECIDED = frozenset({LegState.ASKING, LegState.GIVEN_BACK, LegState.REFUSED})
"""Whoever is in charge at the parent must say how it goes on."""
_BY_STATUS = {
    Status.SUPPLEMENT_REQUESTED: LegState.ASKING,
    Status.STOPPED: LegState.GIVEN_BACK,
    Status.REFUSED: LegState.REFUSED,
    Status.WITHDRAWN: LegState.RECALLED,
}


def part_of(minutes: int, share: int, *, day: int) -> tuple[int, str]:
    """Return (value, unit) of the limit of a leg that has `share` per cent of the office minutes promised for the whole.

    day   the office minutes of a working day on the calendar by which the whole was promised.
    Whole working days, rounded down so that the legs never have more than the whole; below a day hours, at least one.
    Source: handbook domain.md 6.4 [P] (shares of the committed limit).
    """
    own = minutes * share // 100
    return (own // day, "working_day") if own >= day else (max(1, own // 60), "working_hour")


def state_of(status: Status, link: Mapping[str, Any]) -> LegState:
    """Return how a leg stands by the status of its own dossier and its link."""
    if status is Status.RETURNED:
        return LegState.AGREED if link.get("silent_end") else LegState.DONE
    if status is Status.RECEIVED and not link.get("accepted_at"):
        return LegState.SENT
    return _BY_STATUS.get(status, LegState.WORKING)


def is_linked(leg: Mapping[str, Any]) -> bool:
    """Return whether a leg in the parent's row has a dossier of its own, at another unit."""
    return bool(leg.get("uid"))


def is_open(leg: Mapping[str, Any]) -> bool:
    """Return whether the parent still waits for a linked leg."""
    return is_linked(leg) and not leg.get("finished_at")


def away(legs: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the linked legs that are at their agency, in the order of the row."""
    return [leg for leg in legs.values() if is_open(leg) and LegState(leg["state"]) in AWAY - UNDECIDED]


def open_leg(legs: Mapping[str, Any], slot: str) -> dict[str, Any] | None:
    """Return the linked leg of a slot (a leg of a fork, or a step that asks) for which the parent waits; None without one."""
    return next((leg for leg in legs.values() if is_open(leg) and leg["slot"] == slot), None)


def by_token(legs: Mapping[str, Any], token: int) -> dict[str, Any] | None:
    """Return the linked leg for which the token of the parent waits; None without one."""
    return next((leg for leg in legs.values() if is_open(leg) and leg["token"] == token), None)


def free_key(legs: Mapping[str, Any], slot: str) -> str:
    """Return the key of the next leg of a slot: its own, then with the number of the attempt."""
    if not is_linked(legs.get(slot, {})):
        return slot
    number = 2
    while f"{slot}-{number}" in legs:
        number += 1
    return f"{slot}-{number}"
