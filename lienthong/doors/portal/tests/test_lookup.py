"""A citizen looks a dossier up: told first what to do next and when, and nothing that is not theirs."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from html import unescape
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.dossiers.public import PublicStanding, Status
from lienthong.doors.portal import public as portal
from lienthong.doors.portal import services
from lienthong.doors.portal.web import standing
from lienthong.toolkit import clock
from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.ui.testing import ORIGIN, assert_accessible, screenshot, serve

PROCEDURES = (given.BIRTH, given.CHAIN)

URL = "/tra-cuu/"


@pytest.fixture
def world(world: given.World, monkeypatch: pytest.MonkeyPatch) -> given.World:
    monkeypatch.setattr(clock, "now", lambda: world.at)
    return world


@pytest.fixture
def chain(world: given.World) -> dossiers.Dossier:
    return given.dossier(world.clerk, given.received(world, given.CHAIN))


def text_of(answer: Any) -> str:
    """Return the words of a page."""
    main = answer.content.decode().partition("<main")[2]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def ask(client: Client, row: dossiers.Dossier, **changes: str) -> Any:
    return client.post(URL, {"ma": row.code, "khoa": row.lookup_key, **changes})


# --- the way through the pages -------------------------------------------------------------------------------------------


def test_the_slip_finds_the_address_by_its_name() -> None:
    assert reverse("portal:lookup") == URL


def test_one_question_a_page_then_the_answer(client: Client, chain: dossiers.Dossier) -> None:
    first = client.get(URL)
    second = client.get(URL, {"ma": f" {chain.code.lower()} "})
    last = client.post(URL, {"ma": chain.code, "khoa": f"{chain.lookup_key[:4]} - {chain.lookup_key[4:].lower()}"})

    assert [page.status_code for page in (first, second, last)] == [200, 200, 200]
    assert ("Bước 1 trên 2" in text_of(first), "khoa" in first.content.decode()) == (True, False)
    assert "Bước 2 trên 2" in text_of(second)
    assert f'value="{chain.code}"' in second.content.decode()
    assert chain.code in text_of(last)


def test_the_qr_of_the_slip_leads_straight_to_the_answer(client: Client, chain: dossiers.Dossier) -> None:
    answer = client.get(f"{URL}?{urlencode({'ma': chain.code, 'khoa': chain.lookup_key})}")

    assert answer.status_code == 200
    assert "Mời ông/bà đến nhận kết quả lúc 08:00 thứ Tư, 04/04/2018" in text_of(answer)


def test_the_answer_masks_the_name_and_holds_no_identity_number(client: Client, chain: dossiers.Dossier) -> None:
    page = ask(client, chain).content.decode()

    assert "Hoàng Thị S***" in page
    assert not re.search(r"Hoàng Thị Sen|100123456|0912345678|Đồng Cậm", page)


@pytest.mark.parametrize("changes", [{"khoa": "AAAAAAAA"}, {"ma": "H49.16.99-180312-0009"}, {"ma": "xin chào"}, {"khoa": "K7"}])
def test_a_wrong_code_and_a_wrong_key_get_the_same_sentence(
    client: Client, chain: dossiers.Dossier, changes: dict[str, str]
) -> None:
    answer = ask(client, chain, **changes)

    assert answer.status_code == 404
    assert "không khớp với hồ sơ nào" in text_of(answer)
    for typed in {"ma": chain.code, "khoa": chain.lookup_key, **changes}.values():
        assert typed.upper() in answer.content.decode().upper(), "what was typed stays"


def test_nothing_typed_is_named_and_linked_to_its_field(client: Client, chain: dossiers.Dossier) -> None:
    first, second = client.get(URL, {"ma": " "}), client.post(URL, {"ma": chain.code, "khoa": ""})

    assert (first.status_code, second.status_code) == (422, 422)
    assert 'href="#id_ma">Nhập mã hồ sơ.' in first.content.decode()
    assert 'href="#id_khoa">Nhập khóa tra cứu.' in second.content.decode()


def test_no_cache_keeps_the_answer_and_no_other_page_learns_its_address(client: Client, chain: dossiers.Dossier) -> None:
    answer = ask(client, chain)

    assert answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex"
    assert not answer.cookies
    assert chain.lookup_key not in answer.content.decode()


def test_a_browser_without_cookies_and_origin_may_look_up(chain: dossiers.Dossier) -> None:
    strict = Client(enforce_csrf_checks=True)

    assert strict.post(URL, {"ma": chain.code, "khoa": chain.lookup_key}, headers={"origin": "null"}).status_code == 200


# --- haste ---------------------------------------------------------------------------------------------------------------


def test_a_source_that_guesses_is_slowed_down_even_with_the_right_key(
    client: Client, chain: dossiers.Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    instant = clock.real_now()
    monkeypatch.setattr(clock, "real_now", lambda: instant)  # on a slow machine the allowance would fill again meanwhile
    for _ in range(int(services.SOURCE.capacity)):
        ask(client, chain, khoa="AAAAAAAA")

    late = ask(client, chain)
    other = client.post(URL, {"ma": chain.code, "khoa": chain.lookup_key}, REMOTE_ADDR="203.0.113.7")

    assert (late.status_code, other.status_code) == (429, 200)
    assert "Đã tra cứu quá nhiều lần từ mạng này" in text_of(late)
    assert chain.code in late.content.decode()


def test_all_sources_together_have_a_bound(chain: dossiers.Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "EVERYBODY", replace(services.EVERYBODY, capacity=3, every_seconds=2400))
    for number in range(3):
        services.look_up(code=chain.code, key=chain.lookup_key, source=f"10.0.0.{number}")

    with pytest.raises(portal.LookedUpTooOften) as refused:
        portal.look_up(code=chain.code, key=chain.lookup_key, source="10.9.9.9")

    assert refused.value.status == 429


def test_a_look_up_takes_three_statements(client: Client, chain: dossiers.Dossier, query_count: Callable[[], Any]) -> None:
    with query_count() as counted:
        ask(client, chain)

    assert counted.statements <= 3, counted.texts


def test_the_pages_are_light(client: Client, chain: dossiers.Dossier) -> None:
    for page in (client.get(URL), ask(client, chain), ask(client, chain, khoa="AAAAAAAA")):
        assert len(gzip.compress(page.content)) <= 15_000


# --- what it says --------------------------------------------------------------------------------------------------------


def test_a_pause_says_what_to_bring_and_by_when(client: Client, world: given.World, chain: dossiers.Dossier) -> None:
    dossiers.request_supplement(
        actor=world.clerk, at=world.at, dossier_uid=chain.uid, papers=["Giấy chứng sinh"], reason="Bản mờ",
        reply_by=date(2018, 3, 20),
    )  # fmt: skip

    words = text_of(ask(client, chain))

    assert "Mời ông/bà mang giấy tờ còn thiếu đến" in words
    assert "chậm nhất thứ Ba, 20/03/2018" in words
    assert "Mang theo: Giấy chứng sinh" in words
    assert "Tạm dừng" in words


def test_a_finished_result_says_where_to_fetch_it(client: Client, world: given.World) -> None:
    uid = given.received(world)
    while given.dossier(world.clerk, uid).status != Status.COMPLETED:
        (task,) = given.open_tasks(world.clerk, uid)
        given.step(world, uid, task.step, "done" if task.step != "sign" else "signed")

    words = text_of(ask(client, given.dossier(world.clerk, uid)))

    assert "Kết quả đã có. Mời ông/bà đến nhận tại bộ phận tiếp nhận và trả kết quả" in words
    assert "Hoành Mô" in words


NOON = datetime(2018, 3, 12, 12, 0, tzinfo=VIETNAM)
BASE = PublicStanding(
    code="H49.16.05-180312-0001", owner_masked="Hoàng Thị S***", procedure_name="Đăng ký khai sinh", unit_name="UBND xã Hoành Mô",
    status=Status.PROCESSING, status_name="Đang xử lý", step="Thẩm tra", where_unit="UBND xã Hoành Mô", received_at=NOON,
    due_at=NOON + timedelta(days=3), original_due_at=NOON + timedelta(days=3), finished_at=None, returned_at=None, pause_cause="",
    papers_asked=(), reply_by="", fee_owed=0,
)  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "look", "says"),
    [
        ({}, "in_time", "Mời ông/bà đến nhận kết quả lúc 12:00 thứ Năm, 15/03/2018"),
        ({"due_at": NOON + timedelta(hours=4)}, "due_soon", "lúc 16:00 hôm nay"),
        ({"due_at": NOON - timedelta(hours=1)}, "overdue", "đã quá ngày hẹn"),
        ({"due_at": None}, "no_limit", "chưa phải làm gì"),
        ({"status": Status.REGISTERED}, "registered", "đang chờ cán bộ tiếp nhận"),
        ({"status": Status.PAYMENT_REQUIRED, "due_at": None, "fee_owed": 5}, "paused", "nộp nghĩa vụ tài chính"),
        ({"status": Status.STOPPED, "due_at": None, "pause_cause": "public_posting"}, "paused", "niêm yết công khai"),
        ({"status": Status.STOPPED, "due_at": None, "pause_cause": "stopped"}, "paused", "tạm dừng theo quy định"),
        ({"status": Status.SUPPLEMENT_REQUESTED, "due_at": None}, "paused", "UBND xã Hoành Mô sớm"),
        ({"status": Status.COMPLETED, "finished_at": NOON}, "completed", "Kết quả đã có"),
        ({"status": Status.RETURNED, "returned_at": NOON}, "returned", "12:00 thứ Hai, 12/03/2018"),
        ({"status": Status.RETURNED}, "returned", "vừa qua"),
        ({"status": Status.REFUSED, "fee_owed": 5}, "refused", "không được tiếp nhận"),
        ({"status": Status.WITHDRAWN, "fee_owed": 5}, "withdrawn", "đã được trả lại"),
    ],
)
def test_each_standing_says_first_what_to_do(facts: dict[str, Any], look: str, says: str) -> None:
    answer = standing.answer(replace(BASE, **facts), NOON)

    assert says in answer.todo
    assert answer.look == look
    assert answer.owed == (5 if facts.get("status") is Status.PAYMENT_REQUIRED else 0), "an ended dossier asks for no money"


# --- in a browser --------------------------------------------------------------------------------------------------------


@pytest.mark.browser
def test_the_look_up_works_in_a_browser_and_is_accessible(
    page: Any, client: Client, world: given.World, chain: dossiers.Dossier
) -> None:
    serve(page, client)
    page.goto(ORIGIN + URL)
    assert_accessible(page)
    screenshot(page, "portal-code")
    page.get_by_label("Mã hồ sơ").fill(chain.code)
    page.keyboard.press("Enter")
    page.get_by_label("Khóa tra cứu").fill("AAAAAAAA")
    page.keyboard.press("Enter")
    page.get_by_role("alert").wait_for()
    assert_accessible(page)
    screenshot(page, "portal-wrong-key")
    page.get_by_label("Khóa tra cứu").fill(chain.lookup_key)
    page.keyboard.press("Enter")
    page.get_by_text("Mời ông/bà đến nhận kết quả").wait_for()
    assert chain.lookup_key not in page.url, "the key typed at a kiosk is in no history"
    assert_accessible(page)
    screenshot(page, "portal-standing")


@pytest.mark.browser
def test_a_paused_and_an_overdue_dossier_are_accessible(
    page: Any, client: Client, world: given.World, chain: dossiers.Dossier
) -> None:
    serve(page, client)
    late = given.dossier(world.clerk, given.received(world, at=world.at - timedelta(days=6)))
    dossiers.request_supplement(
        actor=world.clerk, at=world.at, dossier_uid=chain.uid, papers=["Giấy chứng sinh", "Giấy chứng nhận kết hôn của cha mẹ"],
        reason="Bản mờ", reply_by=date(2018, 3, 20),
    )  # fmt: skip
    for name, row in (("overdue", late), ("paused", chain)):
        page.goto(f"{ORIGIN}{URL}?{urlencode({'ma': row.code, 'khoa': row.lookup_key})}")
        assert_accessible(page)
        screenshot(page, f"portal-{name}")
