"""The rooms of documents, and online filing, take nothing in while the worker still builds the demonstration's past there.

Numbers follow time: what a visitor registers today must not stand before letters of last year.  Reading is free, and every page
says what is still on its way (`site.context`).
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from lienthong.site.demo import progress
from lienthong.toolkit.errors import Refusal
from lienthong.toolkit.ui.answers import refused

ROOMS = ("/van-ban/", "/du-thao/", "/trinh-ky/", "/ho-so-cong-viec/", "/lich-cong-tac/")
"""Where the parts are built."""
FILING = ("/ban-khai/",)
"""Where a citizen files: with any commune, so it waits for the present year of every counter."""
READING = frozenset({"GET", "HEAD", "OPTIONS"})

View = Callable[..., HttpResponseBase]


class DemoStillBuilding(Refusal):
    """The past of a room is still being built in the demonstration: what is written now would stand before it."""

    code = "site.demo_still_building"
    reason = (
        "Những tháng trước của bản trình diễn đang được nạp (còn %(left)s phần), nên phần này chưa ghi được. Hãy xem trước các "
        "sổ và danh sách, rồi làm lại sau vài phút."
    )


class StillBuilding:
    """Refuse what would be written into a room that is not whole yet; two statements for such a form, none for reading."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: View, args: object, kwargs: object) -> HttpResponseBase | None:
        """Answer in place of the view while parts wait."""
        if request.method in READING or not request.path.startswith((*ROOMS, *FILING)):
            return None
        waiting = progress.parts_pending() if request.path.startswith(ROOMS) or progress.registers_pending() else 0
        return refused(request, DemoStillBuilding(left=waiting)) if waiting else None
