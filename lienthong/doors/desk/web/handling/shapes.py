"""What the pages of handling show: looks of states, the tree of parts, what may be done with each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lienthong.casework.handling import public as handling
from lienthong.toolkit.ui.tongues import translated

LOOKS = {"presented": "due_soon", "assigned": "in_time", "working": "in_time", "finished": "returned", "filed": "paused"}
PART_LOOKS = {"open": "in_time", "done": "returned", "waived": "paused", "returned": "refused", "withdrawn": "paused"}
LATE, WAS_LATE = "Quá hạn", "Xong, quá hạn"


@dataclass(frozen=True)
class Act:
    """What may be done with a part: the verb of the address, its words; `at_once`: a button does it, without a page."""

    verb: str
    words: str
    at_once: bool = False


ACTS: dict[str, Act] = {
    "take": Act("nhan", "Bắt đầu xử lý", at_once=True), "read": Act("da-xem", "Đã xem", at_once=True),
    "finish": Act("ket-thuc", "Kết thúc văn bản"), "answer": Act("tra-loi", "Trả lời"),
    "pass_down": Act("giao-xuong", "Giao người xử lý"), "give_back": Act("tra-lai", "Trả lại"),
    "more_time": Act("xin-gia-han", "Xin gia hạn"), "decide": Act("quyet-gia-han", "Quyết định gia hạn"),
    "take_back": Act("lay-lai", "Lấy lại"), "waive": Act("mien", "Miễn trả lời"), "remind": Act("don-doc", "Đôn đốc"),
}  # fmt: skip
"""What may be done with a part, by what the service calls it."""


@dataclass(frozen=True)
class Branch:
    """A part in the tree: how deep, how it looks, what may be done with it, its reminders and requests for more time."""

    depth: int
    part: handling.PartRow
    role: str
    look: str
    state: str
    acts: tuple[Act, ...]

    @property
    def arrows(self) -> str:
        """Return the arrows that show how deep it lies."""
        return "↳ " * self.depth


def look_of(state: str, *, late: bool) -> tuple[str, str]:
    """Return the look of a letter and the words of its state."""
    if late:
        return ("refused", translated(WAS_LATE)) if state == "finished" else ("overdue", translated(LATE))
    return LOOKS[state], translated(handling.STATES[state])


def part_look(part: handling.PartRow) -> tuple[str, str]:
    """Return the look of a part and the words of its state; what is late is told as late."""
    if part.late and part.state in ("open", "done"):
        return ("overdue", translated(LATE)) if part.state == "open" else ("refused", translated(WAS_LATE))
    return PART_LOOKS[part.state], translated(handling.PART_STATES[part.state])


def branches(parts: Sequence[handling.PartRow], depth: int = 0) -> Iterator[Branch]:
    """Yield the tree of parts from the top, each followed by what was passed down from it."""
    for part in parts:
        look, words = part_look(part)
        yield Branch(depth, part, handling.ROLES[part.role], look, words, tuple(ACTS[name] for name in part.acts))
        yield from branches(part.below, depth + 1)


def part_in(parts: Sequence[handling.PartRow], uid: object) -> handling.PartRow | None:
    """Return a part of the tree by its uid."""
    return next((one.part for one in branches(parts) if one.part.uid == uid), None)
