"""The year's file plan, a work file under it, what lies in it, its closing, its check, and its way into the archive."""

from __future__ import annotations

from datetime import datetime

from tests.journeys.week.answering import Issued
from tests.journeys.week.house import CHIEF, CLERK, House

LINE = "01.CCHC"
TITLE = "Kế hoạch cải cách hành chính năm 2018"


def planned(house: House, at: datetime) -> None:
    """Let the clerk write the file plan of the year, and the chief of office issue it."""
    house.comes(CLERK, at)
    house.menu("Hồ sơ công việc")
    house.link("Danh mục hồ sơ")
    house.fill(year="2018")
    house.press("Lập danh mục")
    house.link("Thêm hồ sơ")
    house.fill(part="I. Cải cách hành chính", symbol=LINE, title=TITLE)
    house.choose(period="Vĩnh viễn", source="09/2011")
    house.page.locator("main form").get_by_role("button").first.click()
    house.says(LINE)
    house.comes(CHIEF)
    house.menu("Hồ sơ công việc")
    house.link("Danh mục hồ sơ")
    house.link("Năm 2018")
    house.link("Ban hành")
    house.page.locator("main form").get_by_role("button").first.click()
    house.says("ban hành")


def opened(house: House, at: datetime) -> str:
    """Let the clerk open the file of the plan's line; return its address."""
    house.comes(CLERK, at)
    house.menu("Hồ sơ công việc")
    house.link("Mở hồ sơ")
    house.page.get_by_role("radio", name=LINE).check()
    house.press("Mở hồ sơ")
    house.says("Đã mở hồ sơ.")
    return house.page.url


def filed(house: House, plan: Issued) -> None:
    """Let the clerk put a document into the open file."""
    house.page.goto(plan.address)
    house.link("Đưa vào hồ sơ")
    house.page.get_by_role("radio", name=LINE).check()
    house.press("Đưa vào hồ sơ")
    house.says("Đã đưa văn bản vào hồ sơ.")


def closed(house: House, file: str, at: datetime) -> None:
    """Let the clerk count the pages, close the file, and the chief of office check it."""
    house.time_is(at)
    house.page.goto(file)
    for place in ("1", "2"):
        house.page.get_by_role("link", name=f"Số trang {place}").click()
        house.fill(pages="2")
        house.page.locator("main form").get_by_role("button").first.click()
        house.page.get_by_role("link", name="Kết thúc hồ sơ").wait_for()
    house.looks("work-file")
    house.link("Kết thúc hồ sơ")
    house.fill(ended_on=f"{at:%d/%m/%Y}")
    house.looks("closing")
    house.page.locator("main form").get_by_role("button").first.click()
    house.says("chờ kiểm tra")
    house.comes(CHIEF)
    house.page.goto(file)
    house.link("Kiểm tra")
    house.page.get_by_role("radio", name="Hồ sơ đủ, đúng").check()
    house.page.locator("main form").get_by_role("button").first.click()
    house.says("Đã kết thúc")


def handed_in(house: House, at: datetime) -> str:
    """Let the chief of office sign the file over, the clerk, who keeps the archive, take it; return the words of the minutes."""
    house.comes(CHIEF, at)
    house.menu("Hồ sơ công việc")
    house.link("Nộp lưu")
    house.link("Nộp hồ sơ vào lưu trữ cơ quan")
    house.page.get_by_role("checkbox").first.check()
    house.press("Ký giao")
    house.says("Bên giao đã ký")
    given = house.page.url
    house.comes(CLERK)
    house.page.goto(given)
    house.link("Ký nhận vào lưu trữ")
    house.page.get_by_label("Hộp số").first.fill("1")
    house.page.get_by_label("Giá, kệ").first.fill("A1")
    house.press("Ký nhận")
    house.says("Đã ký nhận 1 hồ sơ vào lưu trữ.")
    house.looks("hand-in")
    return house.printed("Biên bản và mục lục (PDF)")
