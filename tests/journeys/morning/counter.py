"""Thirty papers certified on the quick page: eighteen at the commune, twelve at the district's centre."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from tests.journeys.morning.people import CENTRE, SECOND_CENTRE, SECOND_DESK, Story
from tests.journeys.morning.place import Town, Who
from tests.journeys.walking import march

PER_PAGE, FURTHER, MOST = 2_000, 1_000, 200_000
"""The tariff of a copy in đồng: each of the first two pages, each further page, and the most (226/2016/TT-BTC)."""


@dataclass(frozen=True)
class Paper:
    """A paper laid on the counter."""

    name: str
    pages: int = 1
    copies: int = 1
    exempt: bool = False

    @property
    def fee(self) -> int:
        """Return what it costs, counted here anew and by hand."""
        once = min(MOST, PER_PAGE * min(self.pages, 2) + FURTHER * max(self.pages - 2, 0))
        return 0 if self.exempt else once * self.copies


@dataclass(frozen=True)
class Request:
    """One visit to a counter: when, where, whose papers, how they are paid."""

    at: datetime
    who: Who
    requester: str
    papers: tuple[Paper, ...]
    method: str = "cash"

    @property
    def fee(self) -> int:
        """Return what it costs."""
        return sum(paper.fee for paper in self.papers)


SCHOOL = tuple(Paper(name, pages, 2) for name, pages in (("Học bạ", 12), ("Bằng tốt nghiệp trung học phổ thông", 1)))
HOUSEHOLD = (Paper("Sổ hộ khẩu", 8), Paper("Giấy chứng minh nhân dân", 2), Paper("Giấy khai sinh", 1))
REQUESTS = (
    Request(march(12, 7, 35), SECOND_DESK, "Tô Văn Kim", (*SCHOOL, *HOUSEHOLD, Paper("Sơ yếu lý lịch", 4))),
    Request(
        march(12, 8, 35), SECOND_DESK, "Ninh Thị Vân",
        (*HOUSEHOLD, Paper("Giấy xác nhận hộ nghèo", 1, 3, exempt=True), Paper("Thẻ bảo hiểm y tế"), Paper("Giấy phép lái xe")),
    ),
    Request(march(12, 10, 15), SECOND_DESK, "Ngô Quang Hưng", (*SCHOOL, *HOUSEHOLD, Paper("Hợp đồng lao động", 250)), "transfer"),
    Request(march(12, 8, 5), SECOND_CENTRE, "Lài Văn Tài", (*HOUSEHOLD, *SCHOOL, Paper("Chứng chỉ nghề", 1))),
    Request(march(12, 9, 25), CENTRE, "Vi Thị Ánh", (*HOUSEHOLD, *SCHOOL, Paper("Giấy chứng nhận quyền sử dụng đất", 4, 2))),
)  # fmt: skip


@dataclass(frozen=True)
class Numbered:
    """What the page said after a request: the dossier, the numbers given, what was taken in đồng."""

    request: Request
    code: str
    numbers: tuple[int, ...]
    taken: int


def certifies(town: Town, request: Request) -> Numbered:
    """Type a request into the quick page and take the numbers."""
    town.sits_down(request.who)
    page = town.page
    town.open("/chung-thuc/")
    page.get_by_label("Người yêu cầu").fill(request.requester)
    page.get_by_label("Thu phí bằng").select_option(request.method)
    while page.locator("[name$=-copies]").count() < len(request.papers):
        page.get_by_role("button", name="Thêm 5 dòng").click()
        page.locator(f"[name='{len(request.papers)}-name']").wait_for()
    for place, paper in enumerate(request.papers, start=1):
        for name, value in (("name", paper.name), ("pages", paper.pages), ("copies", paper.copies)):
            page.locator(f"[name='{place}-{name}']").fill(str(value))
        if paper.exempt:
            page.locator(f"[name='{place}-ground']").select_option("Hộ nghèo")
    page.get_by_role("button", name="Vào sổ và lấy số").click()
    page.get_by_role("heading", level=1, name=f"Đã vào sổ {len(request.papers)} giấy tờ").wait_for()
    numbers = page.locator("tbody th .code").all_inner_texts()
    taken = page.locator(".lead strong").inner_text()
    return Numbered(request, page.locator(".lead .code").inner_text(), tuple(map(int, numbers)), _dong(taken))


def _dong(words: str) -> int:
    return int(words.removesuffix(" đồng").replace(".", ""))


def comes(request: Request) -> Callable[[Town], Story]:
    """Return the story of a request: it waits for its hour, and is done in one go."""

    def story(town: Town) -> Story:
        yield request.at
        return certifies(town, request)

    return story


THIRTY = {request.requester: comes(request) for request in REQUESTS}
"""The requests by who makes them."""
