"""The leaders' pages: figures that lead to exactly their rows, the official form, its files, and the administrator's page."""

from __future__ import annotations

import csv
import gzip
import io
import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from html import unescape
from typing import Any
from uuid import UUID

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.doors.desk.testing import page_of
from lienthong.doors.desk.web import leading_shapes, leading_tables
from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.ui.testing import ORIGIN, assert_accessible, screenshot, serve

BOARD, OPERATIONS = "/lanh-dao/", "/quan-tri/van-hanh/"
BUDGET, WIRE = 12, 15 * 1024


def on(day: int, month: int = 3, hour: int = 8) -> datetime:
    return datetime(2018, month, day, hour, 0, tzinfo=VIETNAM)


def a_busy_week(world: given.World) -> dict[str, UUID]:
    """Receive dossiers of every state: in time, due soon, overdue, paused, finished, withdrawn, carried over."""
    found = {
        "carried": given.received(world, given.CHAIN, at=on(26, 2)),
        "overdue": given.received(world, at=on(5)),
        "due_soon": given.received(world, at=on(12)),
        "in_time": given.received(world, given.CHAIN, at=on(12)),
        "paused": given.received(world, given.CHAIN, at=on(9)),
        "gone": given.received(world, at=on(8)),
        "done": given.received(world, at=on(6)),
    }
    dossiers.request_supplement(actor=world.clerk, at=on(9, hour=9), dossier_uid=found["paused"], papers=["Giấy"], reason="Mờ")
    dossiers.withdraw(actor=world.clerk, at=on(8, hour=9), dossier_uid=found["gone"], reason="Đổi ý")
    while given.dossier(world.clerk, found["done"]).status != dossiers.Status.COMPLETED:
        (task,) = given.open_tasks(world.clerk, found["done"])
        given.step(world, found["done"], task.step, "signed" if task.step == "sign" else "done", at=on(6, hour=10))
    return found


@pytest.fixture
def week(world: given.World) -> dict[str, UUID]:
    return a_busy_week(world)


@pytest.fixture
def chairman(someone: Callable[[str, str], Client]) -> Client:
    """The chairman of the district at the browser: sees every unit below."""
    return someone("district", "unit_head")


def words_of(answer: Any) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page_of(answer).partition("<main")[2])).split())


def codes_of(answer: Any) -> set[str]:
    return set(re.findall(r'class="code" href="[^"]+">([^<]+)<', page_of(answer)))


def links_of(answer: Any, pattern: str) -> list[str]:
    return [unescape(link) for link in re.findall(rf'href="({pattern}[^"]*)"', page_of(answer))]


# --- the board -----------------------------------------------------------------------------------------------------------


def test_each_figure_of_the_board_leads_to_exactly_its_dossiers(
    world: given.World, chairman: Client, week: dict[str, UUID]
) -> None:
    page = chairman.get(BOARD)
    links = links_of(page, r"/ho-so/\?xem=")

    assert {re.search(r"xem=(\w+)", link)[1] for link in links} == {"in_time", "due_soon", "overdue", "paused"}  # type: ignore[index]  # found by its own pattern
    for link in links:
        figure = re.search(rf'href="{re.escape(link).replace("&", "&amp;")}"[^>]*>(\d+)<', page_of(page))
        assert figure is not None
        assert len(codes_of(chairman.get(link))) == int(figure[1]), link


def test_the_board_tells_what_is_in_whose_hands(world: given.World, chairman: Client, week: dict[str, UUID]) -> None:
    words = words_of(chairman.get(BOARD))

    assert "5 hồ sơ đang giải quyết" in words
    assert "Chưa ai nhận" in words.partition("Việc quá hạn đang nằm ở ai")[2]
    assert words.count("UBND xã Hoành Mô") >= 2


def test_a_leader_sees_the_units_below_and_no_others(
    world: given.World, someone: Callable[[str, str], Client], week: dict[str, UUID]
) -> None:
    mine, stranger = someone("hoanh_mo", "unit_head"), someone("dong_van", "unit_head")

    assert "UBND xã Hoành Mô" in words_of(mine.get(BOARD))
    assert "Không có hồ sơ nào đang giải quyết" in words_of(stranger.get(BOARD))
    assert stranger.get(f"/lanh-dao/viec/{world.district.commune.pk}/").status_code == 404
    assert stranger.get("/lanh-dao/viec/999999/").status_code == 404


@pytest.mark.parametrize("address", [BOARD, "/lanh-dao/bang.csv", OPERATIONS])
def test_a_clerk_is_told_whose_duty_it_is(clerk: Client, address: str) -> None:
    answer = clerk.get(address)

    assert answer.status_code == 403
    assert "Việc này cần nhiệm vụ" in page_of(answer)


def test_the_board_as_csv_holds_the_same_figures_and_no_formula(
    world: given.World, chairman: Client, week: dict[str, UUID]
) -> None:
    world.district.units["hoanh_mo"].__class__.objects.filter(pk=world.district.commune.pk).update(name="=HYPERLINK(1)")
    answer = chairman.get("/lanh-dao/bang.csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))

    assert rows[0][:5] == ["Đơn vị", "Trong hạn", "Sắp đến hạn", "Quá hạn", "Tạm dừng"]
    (commune,) = [row for row in rows[1:] if row[5] == "5"]
    assert commune[1:6] == ["2", "1", "1", "1", "5"]
    assert "attachment" in answer["Content-Disposition"]
    assert not [cell for row in rows for cell in row if cell.startswith("=")]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_a_text_like_a_formula_is_no_formula_in_csv(text: str) -> None:
    assert leading_tables.plain(text) == f"'{text}"
    assert (leading_tables.plain("Hộ tịch"), leading_tables.plain(""), leading_tables.plain(-3)) == ("Hộ tịch", "", -3)


def test_a_head_sees_the_work_of_the_unit_and_where_to_give_it(world: given.World, head: Client, week: dict[str, UUID]) -> None:
    own = head.get(f"/lanh-dao/viec/{world.district.commune.pk}/")

    assert "Giao cho người khác" in words_of(own)
    assert reverse("desk:dossier", args=[week["overdue"]]) in page_of(own)
    assert len(codes_of(own)) == 6, "five that are open, and one whose result waits to be fetched"
    assert words_of(own).count("Chờ người dân nhận") == 1
    assert "Chưa ai nhận 6 2 1" in words_of(own), "a result that waits to be fetched is nobody's delay"


def test_who_sees_a_unit_from_above_is_not_offered_to_give_its_work(
    world: given.World, chairman: Client, week: dict[str, UUID]
) -> None:
    assert "Giao cho người khác" not in words_of(chairman.get(f"/lanh-dao/viec/{world.district.commune.pk}/"))


def test_figures_that_still_wait_say_so() -> None:
    assert "150 trên 1.500 hồ sơ" in render_to_string("desk/leading/_waiting.html", {"history_pending": (150, 1500)})
    assert "Số liệu chưa đủ" not in render_to_string("desk/leading/_waiting.html", {"history_pending": None})
    assert "Số liệu chưa đủ" not in render_to_string("desk/leading/_waiting.html", {})


# --- periods and lines, without data ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "today", "first", "last"),
    [
        ("thang-nay", date(2018, 3, 12), date(2018, 3, 1), date(2018, 3, 31)),
        ("thang-nay", date(2018, 12, 31), date(2018, 12, 1), date(2018, 12, 31)),
        ("thang-truoc", date(2018, 1, 1), date(2017, 12, 1), date(2017, 12, 31)),
        ("thang-truoc", date(2016, 3, 31), date(2016, 2, 1), date(2016, 2, 29)),
        ("quy-nay", date(2018, 11, 5), date(2018, 10, 1), date(2018, 12, 31)),
        ("quy-truoc", date(2018, 2, 5), date(2017, 10, 1), date(2017, 12, 31)),
        ("nam-nay", date(2018, 2, 5), date(2018, 1, 1), date(2018, 12, 31)),
        ("nam-truoc", date(2018, 2, 5), date(2017, 1, 1), date(2017, 12, 31)),
    ],
)
def test_a_named_period_has_its_first_and_last_day(key: str, today: date, first: date, last: date) -> None:
    assert leading_shapes.period(key, today) == (first, last)


@pytest.mark.parametrize("key", ["", "tuan-nay", "thang-sau", "thang"])
def test_an_unknown_period_is_none(key: str) -> None:
    assert leading_shapes.period(key, date(2018, 3, 12)) is None


# --- what the pages cost -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", [BOARD, "workload", OPERATIONS])
def test_pages_keep_their_budget_and_do_not_grow_with_rows(
    world: given.World, someone: Callable[[str, str], Client], query_count: Callable[[], Any], address: str
) -> None:
    who = someone("district", "system_admin" if address == OPERATIONS else "unit_head")
    address = f"/lanh-dao/viec/{world.district.commune.pk}/" if address == "workload" else address
    counts = []
    for size in (1, 6):
        for _ in range(size):
            given.received(world)
        who.get(address)
        with query_count() as counted:
            answer = who.get(address)
        assert answer.status_code == 200
        assert len(gzip.compress(answer.content)) <= WIRE
        counts.append(counted.statements)

    assert counts[0] == counts[1] <= BUDGET, counted.texts


@pytest.mark.browser
def test_the_leaders_pages_are_accessible(page: Any, world: given.World, chairman: Client, week: dict[str, UUID]) -> None:
    serve(page, chairman)
    for name, address in {
        "board": BOARD,
        "workload": f"/lanh-dao/viec/{world.district.commune.pk}/",
    }.items():
        page.goto(ORIGIN + address)
        assert_accessible(page)
        screenshot(page, f"leaders-{name}")


@pytest.mark.browser
def test_a_leader_goes_from_the_board_to_the_dossiers_by_keyboard(
    page: Any, world: given.World, chairman: Client, week: dict[str, UUID]
) -> None:
    serve(page, chairman)
    page.goto(ORIGIN + BOARD)
    page.get_by_role("link", name=re.compile("UBND xã Hoành Mô, quá hạn: 1 hồ sơ")).focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("xem=overdue"))
    assert page.locator("a.code").all_inner_texts() == [given.dossier(world.clerk, week["overdue"]).code]


def test_the_week_is_as_it_is_told(world: given.World, week: dict[str, UUID]) -> None:
    states = {name: given.dossier(world.clerk, uid).status for name, uid in week.items()}

    assert states["gone"] == dossiers.Status.WITHDRAWN
    assert states["paused"] == dossiers.Status.SUPPLEMENT_REQUESTED
    assert given.dossier(world.clerk, week["overdue"]).due_at < world.at + timedelta()  # type: ignore[operator]  # it has a due date
