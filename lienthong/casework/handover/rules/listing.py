"""What a hand-over lists, who receives which line, and the digest that both sides sign."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from lienthong.toolkit.canonical import canonical_bytes

KINDS = {
    "task": "Hồ sơ, công việc đang giữ",
    "file": "Hồ sơ công việc đang lập",
    "draft": "Dự thảo văn bản đang soạn",
    "book": "Sổ",
    "range": "Biên lai",
    "seal": "Con dấu",
    "other": "Tài sản, tài liệu khác",
}
"""What a line may be, in the order of the minutes."""
KEPT = ("book", "range", "seal", "other")
"""What somebody is recorded as the keeper of."""
SUCCESSION = "succession"
SCOPES = {
    "person": "Một người thôi giữ hoặc chuyển công việc",
    "unit": "Cả đơn vị giải thể, sáp nhập",
    SUCCESSION: "Những gì đã chuyển khi sắp xếp đơn vị",
}
"""What minutes are of.  Those of a succession tell of what an act moved already: signing them moves nothing."""
STATES = {
    "draft": "Đang soạn",
    "given": "Bên giao đã ký",
    "done": "Đã bàn giao",
    "refused": "Bên nhận từ chối",
    "withdrawn": "Bên giao đã rút",
}
OPEN = ("draft", "given")
BOOK_KEEPERS = frozenset({"records_clerk", "specialist.justice"})
"""Whose post keeps a book of the unit as long as the records name no keeper [P]."""
REGISTER_KEEPERS = frozenset({"records_clerk"})
"""The same for registers of documents, which văn thư alone keeps."""
MONEY_KEEPERS = frozenset({"cashier", "specialist.finance"})
"""The same for the book of receipts and for ranges of receipts [P]."""


@dataclass(frozen=True)
class Item:
    """A line of the minutes.

    group    what a receiver may be named for: «task:specialist.justice», «file», «draft», «book», «range», «seal», «other».
    keepers  duties of posts that keep it while nobody is recorded as its keeper; empty: its keeper is recorded.
    """

    kind: str
    uid: UUID
    token: int
    group: str
    label: str
    detail: str
    keepers: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Share:
    """What one receiver takes over: the groups named, or (none named) all that nobody else was named for."""

    person_uid: UUID
    groups: frozenset[str]


def place_of(unit: str) -> str:
    """Return where the sides meet unless they say otherwise: at the seat of a unit, as it is written into minutes."""
    return f"Trụ sở {unit}"


def receiver_of(group: str, shares: Sequence[Share]) -> UUID | None:
    """Return who receives a group: who is named for it, else the first who is named for nothing in particular."""
    named = next((one.person_uid for one in shares if group in one.groups), None)
    return named or next((one.person_uid for one in shares if not one.groups), None)


def digest(items: Iterable[Item], shares: Sequence[Share]) -> str:
    """Return the hash of a list with its receivers: what was shown, what is signed, and what is there now are compared by it."""
    lines = [[one.kind, one.uid, one.token, one.label, one.detail, receiver_of(one.group, shares)] for one in items]
    return hashlib.sha256(canonical_bytes(lines)).hexdigest()


def changed(before: Iterable[tuple[str, UUID, int, str]], now: Iterable[Item]) -> tuple[list[str], list[str]]:
    """Return the labels of what came to a signed list and of what went from it; another detail is both."""
    old = {(kind, uid, token): label for kind, uid, token, label in before}
    new = {(one.kind, one.uid, one.token): one.label for one in now}
    return sorted(new[key] for key in new.keys() - old.keys()), sorted(old[key] for key in old.keys() - new.keys())


def keeps(item: Item, duties: Iterable[str]) -> bool:
    """Return whether a post with these duties keeps a thing whose keeper nobody recorded."""
    return bool(item.keepers.intersection(duties))
