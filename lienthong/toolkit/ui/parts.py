"""Values that the page components draw; a door fills them, a template never computes.

All are frozen and plain: no model, no query, no clock.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True)
class Place:
    """One place of the left rail.

    key    stable name of the place («inbox», «receive»); tests and scripts find it by that name.
    count  what waits there; 0 is not shown.
    """

    url: str
    label: str
    key: str = ""
    here: bool = False
    count: int = 0


@dataclass(frozen=True)
class Shell:
    """What the top bar offers; an empty address hides its part.

    word  what was searched for, shown again in the search box.
    at    when the page was asked for: stands on paper, with who printed it.
    note  what the installation says on every page for the time being; empty: nothing.
    """

    home_url: str = "/"
    search_url: str = ""
    receive_url: str = ""
    notices_url: str = ""
    notices: int = 0
    capacity_url: str = ""
    account_url: str = ""
    sign_out_url: str = ""
    word: str = ""
    at: datetime | None = None
    note: str = ""


@dataclass(frozen=True)
class StatusLook:
    """How one state looks: shape, word and tone («good», «soon», «bad», «quiet», «ink»)."""

    shape: str
    word: str
    tone: str


STATUSES: dict[str, StatusLook] = {
    "in_time": StatusLook("●", "Trong hạn", "good"),
    "due_soon": StatusLook("▲", "Sắp đến hạn", "soon"),
    "overdue": StatusLook("■", "Quá hạn", "bad"),
    "paused": StatusLook("❚❚", "Tạm dừng", "quiet"),
    "returned": StatusLook("✓", "Đã trả", "ink"),
    "early": StatusLook("●", "Trước hạn", "good"),
    "on_time": StatusLook("●", "Đúng hạn", "good"),
    "completed": StatusLook("✓", "Đã xử lý xong", "ink"),
    "registered": StatusLook("○", "Mới đăng ký", "quiet"),
    "refused": StatusLook("✕", "Không tiếp nhận", "ink"),
    "withdrawn": StatusLook("↩", "Đã rút", "ink"),
    "stopped": StatusLook("✕", "Dừng giải quyết", "ink"),
    "draft": StatusLook("○", "Bản nháp", "quiet"),
    "no_limit": StatusLook("○", "Không có hạn", "quiet"),
    "unverified": StatusLook("▲", "Chưa kiểm chứng", "soon"),
}
"""Every state that a page may show, always as word + shape + colour, in this order and nowhere else."""


class StepState(StrEnum):
    """Where a step of a path stands."""

    DONE = "done"
    NOW = "now"
    TODO = "todo"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class Leg:
    """One of several parallel legs under a step: its title and its own steps."""

    title: str
    steps: Sequence[PathStep]


@dataclass(frozen=True)
class PathStep:
    """One step of a dossier's path.

    who      unit and person, as text.
    planned  time that the step may take, as text («4 giờ làm việc»); used, what it took.
    cause    why it waits («chờ công dân bổ sung giấy tờ»).
    legs     parallel legs that run inside this step, side by side.
    """

    name: str
    state: StepState
    who: str = ""
    planned: str = ""
    used: str = ""
    cause: str = ""
    legs: Sequence[Leg] = ()


@dataclass(frozen=True)
class Happening:
    """One line of a time line: when, what, who; `mend` marks a correcting event or a late entry."""

    at: datetime
    text: str
    by: str = ""
    detail: str = ""
    mend: bool = False


@dataclass(frozen=True)
class Tab:
    """One tab or chip: address, words, how many rows it holds (None: not counted)."""

    url: str
    label: str
    here: bool = False
    count: int | None = None


@dataclass(frozen=True)
class Part:
    """One part of a stacked bar; `tone` is good, soon, bad, quiet, ink or indigo."""

    label: str
    value: int
    tone: str = "indigo"


@dataclass(frozen=True)
class Row:
    """One row of a bar chart; `value` None is unknown and printed as unknown, never drawn as 0; `note` stands in the table."""

    label: str
    value: int | None
    url: str = ""
    note: str = ""
