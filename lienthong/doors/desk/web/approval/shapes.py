"""How a round looks on a page: its state, its chain as rows, what may be done with it now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lienthong.casework.approval import public as approval
from lienthong.toolkit.actor import Actor

LOOKS = {"running": "in_time", "signed": "due_soon", "issued": "completed", "returned": "refused", "withdrawn": "draft"}
STAND_LOOKS = {"waiting": "draft", "open": "due_soon", "done": "completed", "returned": "refused", "dropped": "draft"}
LATE = "Chậm phát hành"


@dataclass(frozen=True)
class Act:
    """A button: the route behind it, its words; `first`: what is expected to be done now."""

    route: str
    words: str
    first: bool = False


def look_of(row: approval.RoundRow) -> tuple[str, str]:
    """Return how the state of a round looks, and its words."""
    return ("overdue", LATE) if row.late else (LOOKS[row.state], approval.STATES[row.state])


def stand_look(stand: approval.StandRow) -> tuple[str, str]:
    """Return how the state of a stand looks, and its words."""
    return STAND_LOOKS[stand.state], approval.STAND_STATES[stand.state]


def acts_of(row: approval.RoundRow, actor: Actor) -> Iterator[Act]:
    """Yield what the actor may do with a round now, what is expected first."""
    digital = row.way == approval.DIGITAL
    if row.turn and row.at is not None:
        if row.at.role in approval.SIGNING:
            yield Act("sign_round" if digital else "sign_round_on_paper", "Ký số" if digital else "Đã ký bản giấy", first=True)
        elif row.state == "signed":
            yield Act("issue_round", "Cấp số, đóng dấu, phát hành" if digital else "Cấp số", first=True)
        else:
            yield Act("approve_round", "Đồng ý, chuyển tiếp", first=True)
        yield Act("return_round", "Trả lại")
    if row.withdrawable:
        yield Act("withdraw_round", "Rút lại")
    if row.state == "issued" and not digital and row.attested_at is None and actor.unit_id == row.keeper_id:
        yield Act("attest_round", "Số hóa bản đã ký", first=True)
