"""The plan goes to the eight communes at once; it is recalled, and another takes its place."""

from __future__ import annotations

from datetime import datetime

from tests.journeys.morning.place import Who
from tests.journeys.week.answering import SUBJECT, Issued
from tests.journeys.week.coming import the_axis_works
from tests.journeys.week.house import CLERK, COMMUNES, House

GROUP = "8 xã, thị trấn"
WHY = "Sai chỉ tiêu ở mục II, thay bằng văn bản khác."
HOANH_MO: Who = ("hoanh_mo", "records_clerk")
HUC_DONG: Who = ("huc_dong", "records_clerk")
NAMES = (
    "UBND thị trấn Bình Liêu", "UBND xã Hoành Mô", "UBND xã Đồng Tâm", "UBND xã Đồng Văn", "UBND xã Tình Húc", "UBND xã Vô Ngại",
    "UBND xã Lục Hồn", "UBND xã Húc Động",
)  # fmt: skip


def grouped(house: House, at: datetime) -> None:
    """Let the clerk make the group of the eight communes once."""
    house.comes(CLERK, at)
    house.menu("Văn bản")
    house.link("Nơi nhận")
    house.link("Lập nhóm nơi nhận")
    house.fill(name=GROUP)
    for name in NAMES:
        house.page.get_by_role("checkbox", name=name, exact=True).check()
    house.page.locator("main form").get_by_role("button").first.click()
    house.says(GROUP)


def sent(house: House, plan: Issued, at: datetime, *, replaces: str = "") -> None:
    """Let the clerk send a document to the group."""
    house.comes(CLERK, at)
    house.page.goto(plan.address)
    house.link("Gửi văn bản")
    house.page.get_by_role("checkbox", name=GROUP, exact=True).check()
    if replaces:
        house.page.get_by_text("Gửi bản giấy, thay thế văn bản trước").click()
        house.fill(replaces=replaces)
    house.looks("send")
    house.press("Gửi")
    house.says(f"Đã gửi {plan.label} tới {len(COMMUNES)} nơi.")
    house.looks("sent")


def registered_by(house: House, commune: Who, plan: Issued, at: datetime, subject: str = SUBJECT) -> None:
    """Let the clerk of a commune register what lies in the intake."""
    house.comes(commune, at)
    house.menu("Chờ vào sổ")
    house.link(subject)
    assert house.page.locator("#id_symbol").input_value() == plan.label
    house.press("Vào sổ")
    house.says("Đã vào sổ văn bản đến")


def recalled(house: House, plan: Issued, at: datetime) -> None:
    """Let the clerk recall the plan: seven communes lose it at once, the one that registered it is asked."""
    house.comes(CLERK, at)
    house.page.goto(plan.address)
    assert house.text().count("Đã đến") >= len(COMMUNES) - 1, house.text()
    house.link("Thu hồi")
    house.fill(reason=WHY)
    house.press("Thu hồi văn bản này")
    house.says(f"Đã thu hồi {plan.label}: lấy lại ngay ở 7 nơi chưa vào sổ, yêu cầu 1 nơi còn lại.")
    house.looks("recalled")


def agreed(house: House, commune: Who, at: datetime) -> None:
    """Let the commune that has the plan in its register agree that it is recalled."""
    house.comes(commune, at)
    house.menu("Văn bản")
    house.link("Gửi văn bản")
    house.link("Yêu cầu thu hồi")
    house.page.locator("main tbody th a").first.click()
    house.page.get_by_role("radio", name="Đồng ý").check()
    house.press("Gửi trả lời")
    house.says("Đã đồng ý thu hồi")


def arrived(house: House) -> None:
    """Let the worker carry what was announced."""
    the_axis_works()


def is_known_at(house: House, commune: Who, at: datetime) -> list[str]:
    """Return the titles of what waits for the clerk of a commune."""
    house.comes(commune, at)
    house.menu("Chờ vào sổ")
    return [one.inner_text() for one in house.page.locator("main tbody th").all()]
