"""The page that is carried on a phone, in a real Chromium before a real server, with the link cut off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings as django_settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.db import transaction
from django.test import Client
from django.test.testcases import LiveServerThread
from django.urls import reverse

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.fees import public as fees
from lienthong.casework.procedures import public as procedures
from lienthong.casework.trips.testing import a_lacking, a_listed_village, a_photo, a_result, a_trip, a_wish, copies_unpaid, shown
from lienthong.doors.desk.testing import as_person, set_clock
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.ui.testing import assert_accessible, screenshot

pytestmark = pytest.mark.browser


@pytest.fixture
def world(committed_db: None, settings: Any) -> given.World:
    """Đồng Cậm on a Monday afternoon: a result, a dossier that lacks papers, somebody who asks for a visit."""
    with transaction.atomic():
        made = given.a_world(given.BIRTH, "2.000815-2015")
    set_clock(settings, made.at + timedelta(hours=6))
    return made


@pytest.fixture
def address(world: given.World) -> Iterator[str]:
    """The pages on a port of their own."""
    thread = LiveServerThread("127.0.0.1", StaticFilesHandler, connections_override={}, port=0)
    thread.start()
    thread.is_ready.wait()
    assert thread.error is None, thread.error
    yield f"http://127.0.0.1:{thread.port}"
    thread.terminate()


def sign_in(page: Any, address: str, client: Client) -> None:
    """Let the browser carry the session of a client."""
    morsel = client.cookies[django_settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": morsel.key, "value": morsel.value, "url": address}])


def a_phone(context: Any) -> Any:
    """Open a tab as wide as a phone."""
    tab = context.new_page()
    tab.set_viewport_size({"width": 360, "height": 740})
    return tab


def draw(page: Any, within: Any) -> None:
    """Sign with a finger."""
    canvas = within.locator("canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    page.mouse.move(box["x"] + 30, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + 120, box["y"] + 20, steps=5)
    page.mouse.move(box["x"] + 180, box["y"] + 70, steps=5)
    page.mouse.up()


def test_a_trip_is_done_without_a_link_survives_the_tab_and_merges_once_when_the_link_is_back(
    page: Any, address: str, world: given.World
) -> None:
    result, lacking = a_result(world), a_lacking(world)
    a_wish(world)
    trip = a_trip(world, hours=4)
    sign_in(page, address, as_person(world, "hoanh_mo", "counter_clerk"))
    here, context = address + reverse("desk:carry_trip", args=[trip]), page.context
    page = a_phone(context)
    page.goto(here)
    page.get_by_text("Đã lưu trang vào máy").wait_for()
    assert_accessible(page)

    context.set_offline(True)
    page.goto(here)
    page.get_by_text("Không có mạng; việc được giữ").wait_for()
    hand_over(page)
    take_papers(page)
    receive(page)
    assert page.locator("[data-count]").inner_text() == "3"
    undo(page)

    page.close()  # the tab is gone; what was done is not
    page = a_phone(context)
    page.goto(here)
    page.locator("[data-count]").get_by_text("4", exact=True).wait_for()
    for part in page.locator("details.carry-line").all():
        part.evaluate("part => { part.open = true; }")
    screenshot(page, "desk-carry-offline")
    assert small(page) == [], "every target is 44 px high at least"
    assert shown(world, trip).acts == ()

    context.set_offline(False)
    page.get_by_text("Mọi việc đã gửi về").wait_for()
    page.get_by_role("button", name="Xong chuyến, xóa khỏi máy").click()
    page.get_by_role("heading", name="Việc đã gửi về").wait_for()

    came = shown(world, trip)
    assert sorted((one.kind, one.state) for one in came.acts) == [
        ("receive", "merged"), ("return", "merged"), ("supplement", "merged"), ("void", "dropped"),
    ], [one.cause for one in came.acts]  # fmt: skip
    assert (came.missing, came.away) == (0, ())
    assert given.dossier(world.clerk, result).returned_to == "Hoàng Thị Sen"
    assert given.dossier(world.clerk, lacking).status == dossiers.Status.PROCESSING
    assert forgotten(page)
    page.close()


def test_a_result_is_handed_over_only_when_what_is_owed_was_paid_and_the_till_has_it(
    page: Any, address: str, world: given.World
) -> None:
    uid = copies_unpaid(world)
    trip = a_trip(world, hours=4)
    sign_in(page, address, as_person(world, "hoanh_mo", "counter_clerk"))
    page = a_phone(page.context)
    page.goto(address + reverse("desk:carry_trip", args=[trip]))
    line = page.locator("details.carry-line", has_text="Hoàng Thị Sen")
    line.locator("summary").first.click()
    assert_accessible(page)
    screenshot(page, "desk-carry-owed")
    draw(page, line)
    line.get_by_role("button", name="Đã trả kết quả").click()
    line.get_by_text("Thu đủ tiền rồi đánh dấu đã thu").wait_for()
    line.get_by_label("Đã thu đủ 21.000 đồng tiền mặt").check()
    line.get_by_role("button", name="Đã trả kết quả").click()
    page.locator("[data-sent-count]").get_by_text("1", exact=True).wait_for(state="attached")

    assert [(one.state, one.cause) for one in shown(world, trip).acts] == [("merged", "")]
    with ledger.seeing({world.clerk.unit_id}):
        assert [(one.amount, one.method) for one in fees.payments_of_dossier(uid)] == [(21_000, "cash")]
    page.close()


def hand_over(page: Any) -> None:
    line = page.locator("details.carry-line", has_text="Hoàng Thị Sen")
    line.locator("summary").first.click()
    line.get_by_role("button", name="Đã trả kết quả").click()
    line.get_by_text("Mời người nhận ký vào ô").wait_for()
    draw(page, line)
    line.get_by_role("button", name="Đã trả kết quả").click()
    line.get_by_text("✓ Trả kết quả").wait_for()


def take_papers(page: Any) -> None:
    line = page.locator("details.carry-line", has_text="Chíu Sếch Và")
    line.locator("summary").first.click()
    photo = {"name": "anh.jpg", "mimeType": "image/jpeg", "buffer": a_photo("giay chung sinh", size=(2400, 1800))}
    line.locator("[data-photo]").set_input_files([photo])
    line.get_by_text("1 ảnh").wait_for()
    line.get_by_role("button", name="Đã nhận giấy tờ").click()
    line.get_by_text("✓ Giấy tờ còn thiếu").wait_for()


def receive(page: Any) -> None:
    page.locator("details.carry-line", has_text="Khai sinh cho cháu").locator("summary").first.click()
    page.get_by_role("button", name="Tiếp nhận hồ sơ tại nhà").click()
    form = page.locator("[data-receive] form")
    assert form.locator("[name=name]").input_value() == "Tằng Thị Phùn"
    version = procedures.version_in_force(given.BIRTH, given.MONDAY_8AM.date())
    form.locator("[name=what]").select_option(f"{version.uid}|{version.definition.cases[0].key}")
    form.locator("[name=born]").fill("1990")
    form.get_by_role("button", name="Đã nhận hồ sơ").click()
    form.get_by_text("Còn thiếu:").wait_for()
    for box in form.locator("[data-have]").all():
        box.check()
    draw(page, form)
    form.get_by_role("button", name="Đã nhận hồ sơ").click()
    page.locator("[data-unsent]").get_by_text("Tiếp nhận: Tằng Thị Phùn").wait_for()


def receive_for_a_child(page: Any) -> None:
    """Receive a dossier that a father hands in, who cannot write; what is missing is said at once."""
    page.locator("[data-receive] > summary").click()
    form = page.locator("[data-receive] form")
    version = procedures.version_in_force(given.BIRTH, given.MONDAY_8AM.date())
    form.locator("[name=what]").select_option(f"{version.uid}|{version.definition.cases[0].key}")
    form.locator("[name=name]").fill("Lô Thị Ngân")
    for box in form.locator("[data-have]").all():
        box.check()
    done = form.get_by_role("button", name="Đã nhận hồ sơ")
    assert not form.locator("[name=rep_name]").is_visible()
    form.get_by_label("Có người đại diện hoặc được ủy quyền").check()
    done.click()
    form.get_by_text("Ghi họ tên người đại diện.").wait_for()
    form.locator("[name=rep_name]").fill("Lô Văn Tài")
    done.click()
    form.get_by_text("Ghi căn cứ đại diện, ví dụ").wait_for()
    form.locator("[name=rep_basis]").fill("cha của chủ hồ sơ")
    form.locator("[name=rep_id_type]").select_option("cmnd")
    form.locator("[name=rep_id_number]").fill("100555666")
    form.locator("[name=rep_place]").select_option(label="Bản Đồng Cậm")
    form.locator("[name=rep_sex]").select_option("male")
    form.locator("[name=witness]").fill("Hoàng Thị Sen")
    assert small(page) == [], "every target is 44 px high at least"
    assert_accessible(page)
    screenshot(page, "desk-carry-represented")
    done.click()
    page.locator("[data-unsent]").get_by_text("Tiếp nhận: Lô Thị Ngân").wait_for()
    assert not form.locator("[name=represented]").is_checked(), "the next one begins empty"


def test_a_registration_for_somebody_else_is_kept_without_a_link_and_merged_once(
    page: Any, address: str, world: given.World
) -> None:
    with transaction.atomic():
        village = a_listed_village()
    trip = a_trip(world, hours=4)
    sign_in(page, address, as_person(world, "hoanh_mo", "counter_clerk"))
    context, here = page.context, address + reverse("desk:carry_trip", args=[trip])
    page = a_phone(context)
    page.goto(here)
    page.get_by_text("Đã lưu trang vào máy").wait_for()
    context.set_offline(True)
    page.goto(here)
    page.get_by_text("Không có mạng; việc được giữ").wait_for()

    receive_for_a_child(page)
    assert shown(world, trip).acts == ()

    context.set_offline(False)
    page.get_by_text("Mọi việc đã gửi về").wait_for()
    (came,) = shown(world, trip).acts
    assert (came.state, came.cause, came.person["signs_by"]) == ("merged", "", "")
    assert {name: words for name, words in came.representative.items() if words} == {
        "name": "Lô Văn Tài", "basis": "cha của chủ hồ sơ", "id_type": "cmnd", "id_number": "100555666", "kind": "citizen",
        "sex": "male", "signs_by": "thumbprint", "witness": "Hoàng Thị Sen", "place": str(village.uid),
    }  # fmt: skip
    page.close()


def undo(page: Any) -> None:
    """Note by mistake that a line could not be done, and take it back before it is sent."""
    line = page.locator("details.carry-line", has_text="Khai sinh cho cháu")
    line.locator("[name=reason]").fill("bấm nhầm")
    line.get_by_role("button", name="Ghi không làm được").click()
    page.locator("[data-count]").get_by_text("4", exact=True).wait_for()
    page.get_by_role("button", name="Xóa Không làm được: Tằng Thị Phùn").click()
    page.get_by_text("Đã xóa: Không làm được").wait_for()


def small(page: Any) -> list[str]:
    """Return what is to be touched and is less than 44 px high."""
    return list(
        page.locator("main :is(button, a, summary, select, input:not([type=checkbox]):not([type=file]), label.btn)").evaluate_all(
            "parts => parts.filter(part => part.offsetParent && part.getBoundingClientRect().height < 44)"
            ".map(part => part.outerHTML.slice(0, 120))"
        )
    )


def forgotten(page: Any) -> bool:
    """Return whether the phone keeps nothing of the trip any more."""
    left = page.evaluate(
        "async () => [(await indexedDB.databases()).length, (await caches.keys()).length,"
        " (await navigator.serviceWorker.getRegistrations()).length]"
    )
    return bool(left == [0, 0, 0])


def test_an_answer_that_is_lost_and_a_session_that_ended_lose_nothing(page: Any, address: str, world: given.World) -> None:
    a_result(world)
    trip = a_trip(world, hours=4)
    client = as_person(world, "hoanh_mo", "counter_clerk")
    sign_in(page, address, client)
    page.goto(address + reverse("desk:carry_trip", args=[trip]))
    page.get_by_text("Đã lưu trang vào máy").wait_for()

    lost: list[str] = []

    def lose(route: Any) -> None:
        """Let the first act reach the office, and its answer get lost on the way back."""
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch().text())
            route.abort()
        else:
            route.continue_()

    page.route("**/gui/", lose)
    hand_over(page)
    page.get_by_text("Không có mạng; việc được giữ").wait_for()
    assert '"merged"' in lost[0]
    page.context.clear_cookies()
    page.get_by_role("button", name="Gửi về ngay").click()
    page.get_by_role("link", name="Đăng nhập lại").wait_for()
    assert page.locator("[data-count]").inner_text() == "1"
    sign_in(page, address, client)
    page.get_by_role("button", name="Gửi về ngay").click()
    page.get_by_text("Mọi việc đã gửi về").wait_for()
    assert [one.state for one in shown(world, trip).acts] == ["merged"]
    page.said.remove("Failed to load resource: net::ERR_FAILED")  # the answer that was lost


def test_the_worker_is_limited_to_its_page(world: given.World) -> None:
    client, trip = as_person(world, "hoanh_mo", "counter_clerk"), UUID(int=5)
    answer = client.get(reverse("desk:trip_worker", args=[trip]))
    assert answer["Content-Type"].startswith("text/javascript")
    assert "Service-Worker-Allowed" not in answer
    assert reverse("desk:trip_worker", args=[trip]).startswith(reverse("desk:carry_trip", args=[trip]))
