"""What a file still lacks before it is closed: found by a rule from what lies in it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lienthong.casework.workfiles.rules.retention import Period
from lienthong.toolkit.canonical import canonical_bytes
from lienthong.toolkit.sentences import Sentence


@dataclass(frozen=True)
class Content:
    """What the checks ask of a thing in a file: kind, symbol and author to tell doubles, pages, whether its work goes on."""

    kind: str
    name: str
    double: tuple[str, str, str]
    pages: int | None
    running: bool


@dataclass(frozen=True)
class Check:
    """One check: its key, what it asks, and what was found wrong; nothing found: it holds."""

    key: str
    asks: str
    wrong: tuple[Sentence, ...]

    @property
    def holds(self) -> bool:
        """Return whether nothing is wrong."""
        return not self.wrong


ASKS: dict[str, str] = {
    "content": "Hồ sơ có văn bản, tài liệu",
    "drafts": "Không còn bản nháp",
    "doubles": "Không có bản trùng",
    "running": "Việc, văn bản, hồ sơ thủ tục trong hồ sơ đã giải quyết xong",
    "pages": "Mọi văn bản đã ghi số trang để đánh số tờ",
    "titles": "Mọi văn bản đủ tên, ngày để lập mục lục",
    "retention": "Thời hạn bảo quản không ngắn hơn danh mục",
}
"""What is asked before a file is closed: law:nd-30-2020 [V: domain 2.3]."""


def checked(
    contents: Sequence[Content], *, kept: Period, least: Period | None, undescribed: Iterable[str] = (), tasks: int = 0
) -> list[Check]:
    """Return every check of a file in the order of ASKS.

    kept         how long the file will be kept.   least  how long its class says; None: it stands outside the plan.
    undescribed  names of what has no day.   tasks  open tasks of what lies in it.
    Pages are asked of files that go to the archive, the list of documents of permanent ones.
    """
    found: dict[str, tuple[Sentence, ...]] = {
        "content": () if contents else (Sentence("chưa có gì trong hồ sơ"),),
        "drafts": tuple(Sentence("bản nháp «%(name)s»", name=one.name) for one in contents if one.kind == "draft"),
        "doubles": _doubles(contents),
        "running": _running(contents, tasks),
        "pages": tuple(Sentence("«%(name)s»", name=one.name) for one in contents if kept.archived and not one.pages),
        "titles": tuple(Sentence("«%(name)s»", name=name) for name in undescribed if kept.years is None),
        "retention": _retention(kept, least),
    }
    return [Check(key, asks, found[key]) for key, asks in ASKS.items()]


def _doubles(contents: Iterable[Content]) -> tuple[Sentence, ...]:
    many = Counter(one.double for one in contents if one.double[0])
    return tuple(
        Sentence("%(count)s bản của «%(name)s»", count=count, name=double[0]) for double, count in many.items() if count > 1
    )


def _running(contents: Iterable[Content], tasks: int) -> tuple[Sentence, ...]:
    found = [Sentence("«%(name)s» chưa giải quyết xong", name=one.name) for one in contents if one.running]
    return (*found, *((Sentence("còn %(count)s việc chưa xong", count=tasks),) if tasks else ()))


def _retention(kept: Period, least: Period | None) -> tuple[Sentence, ...]:
    if least is None or kept.weight >= least.weight:
        return ()
    return (Sentence("danh mục ghi «%(least)s», hồ sơ ghi «%(kept)s»", least=least.name, kept=kept.name),)


def first_pages(pages: Iterable[int | None]) -> list[int]:
    """Return the number of the first page of each thing, counted through the whole file from 1."""
    at, found = 1, []
    for many in pages:
        found.append(at)
        at += many or 0
    return found


def digest_of(lines: Iterable[Sequence[object]]) -> str:
    """Return the sha-256, in hex, of a file's list of documents: it survives what it lists."""
    return hashlib.sha256(canonical_bytes([list(line) for line in lines])).hexdigest()
