"""The map changes: 2020 and 2025 by the pages of the administrator, what stands against it mended, minutes signed by both."""

from __future__ import annotations

from datetime import datetime

from lienthong.toolkit.clock import VIETNAM
from tests.journeys.morning import evening
from tests.journeys.morning.counter import Paper, Request, certifies
from tests.journeys.morning.people import COPIES, DESK, JUSTICE, SECOND_DESK, Citizen, comes
from tests.journeys.morning.place import Town, Who, the_worker_works

BEFORE = "Phải làm xong trước khi thực hiện"
ADMIN: Who = ("district", "system_admin")
TOWN_DAY, LAST_DAY, FIRST_DAY = (datetime(*day, 8, 0, tzinfo=VIETNAM) for day in ((2020, 1, 2), (2025, 6, 30), (2025, 7, 1)))
HEIRS = {"hoanh_mo": "H49.202", "district": "H49.201"}
COLLEAGUE: Who = ("dong_van", "specialist.justice")
"""Who did at Đồng Văn what the justice officer did at Hoành Mô; both are at the heir afterwards."""


def opens(town: Town, day: str) -> None:
    """Let the administrator open a reorganisation by its day."""
    town.sits_down(ADMIN)
    town.open("/sap-xep/")
    town.page.get_by_role("link", name=day).click()
    town.page.get_by_role("heading", level=1, name=f"Sắp xếp đơn vị ngày {day}").wait_for()


def presses(town: Town, button: str, told: str) -> None:
    """Press a button of the page and wait for what it answers."""
    town.page.get_by_role("button", name=button, exact=True).click()
    town.page.get_by_text(told).first.wait_for()


def listed(town: Town, words: str) -> int:
    """Return how many lines a list of the preview or execution has."""
    row = town.page.locator("dl.summary > div").filter(has=town.page.get_by_text(words, exact=True))
    return evening.number(row.locator("dd").inner_text())


def town_grows(town: Town) -> None:
    """Do the change of 2020: the reviewed file is taken in, previewed, done, confirmed."""
    town.time_is(TOWN_DAY)
    town.sits_down(ADMIN)
    town.open("/sap-xep/")
    presses(town, "Nạp tệp", "Đã nạp 2 lần sắp xếp")
    opens(town, "01/01/2020")
    presses(town, "Xem trước", "Đã xem trước; chưa có gì thay đổi.")
    presses(town, "Thực hiện sắp xếp", "Đã thực hiện.")
    presses(town, "Xác nhận", "Đã xác nhận")
    the_worker_works()


def last_day(town: Town) -> Citizen:
    """Let the old commune work on its last day: a paper is certified and its till stays open, a copy is in somebody's hands."""
    town.time_is(LAST_DAY)
    town.person(COLLEAGUE)
    certifies(town, Request(LAST_DAY, SECOND_DESK, "Tô Văn Kim", (Paper("Thẻ căn cước công dân", 2),)))
    one = comes(town, DESK, "trich luc", COPIES, "Bàn Quay Hếnh", "100123411")
    town.collects(DESK, one.code, "Phí cấp bản sao trích lục hộ tịch")
    town.does(DESK, one.code, "Kiểm tra yêu cầu, thu phí", "Chuyển công chức tư pháp - hộ tịch")  # type: ignore[arg-type]
    town.sits_down(JUSTICE)
    town.opens(one.code).get_by_role("button", name="Nhận việc").first.click()
    town.page.get_by_text("Đã nhận việc.").wait_for()
    evening.closes_the_day(town, DESK)
    return one


def district_ends(town: Town) -> None:
    """Do the change of 2025: a till stands against it, is counted and closed by its cashier, then it is done and confirmed."""
    opens(town, "01/07/2025")
    presses(town, "Xem trước", "Đã xem trước; chưa có gì thay đổi.")
    assert listed(town, BEFORE) == 1, town.page.locator("main").inner_text()
    town.time_is(FIRST_DAY)
    opens(town, "01/07/2025")
    presses(town, "Thực hiện sắp xếp", "chưa khóa; đếm tiền và khóa quỹ")
    town.sits_down(SECOND_DESK)
    town.open("/thu-phi/")
    town.page.get_by_role("link", name="30/06/2025").click()
    town.page.get_by_text("Khóa quỹ cuối ngày").click()
    town.page.get_by_label("Tiền mặt đếm được").fill("4.000")
    presses(town, "Khóa quỹ", "Đã khóa quỹ ngày 30/06/2025: 4.000 đồng.")
    opens(town, "01/07/2025")
    presses(town, "Xem trước", "Đã xem trước; chưa có gì thay đổi.")
    assert (listed(town, BEFORE), listed(town, "Hồ sơ chuyển đơn vị tiếp nhận")) == (0, 2)
    presses(town, "Thực hiện sắp xếp", "Đã thực hiện.")
    presses(town, "Xác nhận", "Đã xác nhận")
    the_worker_works()


def hands_over(town: Town, code: str) -> str:
    """Let the justice officer hand over what she holds to the colleague who came from Đồng Văn; return the paper's words."""
    page, receiver = town.page, town.person(COLLEAGUE)
    town.sits_down(JUSTICE)
    town.open("/ban-giao/bien-ban/")
    page.get_by_role("link", name="Lập biên bản").first.click()
    page.get_by_label("Lý do bàn giao").fill("Phân công lại sau khi sáp nhập, NQ 1679/NQ-UBTVQH15")
    page.get_by_label("Nơi bàn giao").fill("Trụ sở UBND xã Hoành Mô")
    page.get_by_role("button", name="Xem danh sách bàn giao").click()
    page.get_by_role("heading", level=1, name="Ai nhận bàn giao").wait_for()
    choice = page.locator("#id_who option").filter(has_text=receiver.name).first.get_attribute("value") or ""
    page.locator("#id_who").select_option(choice)
    page.get_by_label("Con dấu, chìa khóa").fill("Dấu chức danh: 01 chiếc")
    page.get_by_role("button", name="Lưu và xem danh sách").click()
    page.get_by_role("row").filter(has_text=code).wait_for()
    signs(town, "Ký bên giao", "Bên giao đã ký")
    address = page.url
    town.sits_down(COLLEAGUE)
    page.goto(address)
    signs(town, "Ký nhận bàn giao", "mọi thứ đã về bên nhận")
    return town.paper("In biên bản (PDF)")


def signs(town: Town, button: str, told: str) -> None:
    """Press the button of a signature, give the password that is asked for, press it again."""
    town.page.get_by_role("button", name=button).click()
    town.confirms()
    presses(town, button, told)
