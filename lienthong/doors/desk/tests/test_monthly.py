"""The monthly report on the screen and on paper."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from lienthong.casework.dossiers import testing as given
from lienthong.doors.desk.testing import as_person, hidden, page_of, set_clock
from lienthong.office.accounts.testing import PASSWORD
from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.paper.testing import words_of
from lienthong.toolkit.ui.testing import ORIGIN, assert_accessible, screenshot, serve

Someone = Callable[[str, str], Client]
PROCEDURES = (given.BIRTH, given.CHAIN)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
MARCH = "/bao-cao/thang/2018-3/"
APRIL = datetime(2018, 4, 2, 9, tzinfo=VIETNAM)
WORDS = {"number": "45/BC-UBND", "assessment": "Tháng này ổn định.", "difficulties": "", "proposals": "Thêm người ở quầy."}


@pytest.fixture
def world(world: given.World, settings: Any) -> given.World:
    """The district in which two dossiers were received in March at Hoành Mô; it is Monday 2 April."""
    given.received(world)
    given.received(world, given.CHAIN)
    set_clock(settings, APRIL)
    return world


@pytest.fixture
def chairman(world: given.World) -> Client:
    """The chairman of Hoành Mô, who has just given the password again."""
    client = as_person(world, "hoanh_mo", "unit_head")
    assert client.post(reverse("account_reauthenticate"), {"password": PASSWORD}).status_code == 302
    return client


def text_of(page: str) -> str:
    """Return the words of the prose, footnote marks left out."""
    body = re.search(r'<div class="prose">(.*?)</div>', page, re.DOTALL)
    assert body is not None
    return " ".join(unescape(re.sub(r"<[^>]+>", "", re.sub(r"<a class=\"note-mark\".*?</a>", "", body[1]))).split())


def signed(client: Client, **words: str) -> str:
    """Sign the report of March; return the page that follows."""
    form = {**WORDS, **words, "seal": hidden(page_of(client.get(MARCH)), "seal"), "ky": "1"}
    return page_of(client.post(MARCH, form, follow=True))


def late_entry(world: given.World) -> None:
    """Let one more dossier of March come to light."""
    given.received(world, at=world.at + timedelta(days=1))


def test_the_prose_writes_itself_and_each_figure_opens_its_rows(chairman: Client) -> None:
    page = page_of(chairman.get(MARCH))
    assert "Trong tháng, đơn vị tiếp nhận mới 2 hồ sơ, trong đó 0 hồ sơ nộp trực tuyến (0%) và 2 hồ sơ" in text_of(page)
    assert "Tái sử dụng giấy tờ đã số hóa: chưa có số liệu." in text_of(page)
    notes = re.findall(r'<li id="note-\d+">([^:]+): <strong>([^<]+)</strong> · <a href="([^"]+)"', page)
    assert len(notes) >= 4
    for words, figure, address in notes:
        rows = page_of(chairman.get(unescape(address)))
        assert rows.count('class="code"') == int(figure), words


def test_the_months_are_listed_with_how_they_stand(chairman: Client, world: given.World) -> None:
    page = page_of(chairman.get("/bao-cao/thang/"))
    assert ("Tháng 04/2018" in page, "đang trong tháng" in page, "Tháng 05/2018" in page) == (True, True, False)
    assert page.count("chưa ký") == 3
    chairman.post(MARCH, WORDS)
    assert "bản thảo, chờ ký" in page_of(chairman.get("/bao-cao/thang/"))
    signed(chairman)
    assert "45/BC-UBND" in page_of(chairman.get("/bao-cao/thang/?nam=2018"))
    assert "Tháng 12/2017" in page_of(chairman.get("/bao-cao/thang/?nam=2017"))
    assert "Báo cáo tháng" in page_of(chairman.get("/bao-cao/"))


def test_a_report_is_kept_signed_printed_and_then_stands(chairman: Client, world: given.World) -> None:
    assert "Đã lưu báo cáo tháng 03/2018" in page_of(chairman.post(MARCH, {**WORDS, "assessment": "Bản đầu."}, follow=True))
    assert chairman.get(MARCH.replace("-3/", "-3.pdf")).status_code == 409
    page = signed(chairman)
    assert "Đã ký báo cáo tháng 03/2018" in page
    assert ("Ký báo cáo" in page, "Tháng này ổn định." in page) == (False, True)
    words = words_of(chairman.get(MARCH.replace("-3/", "-3.pdf")).content)
    for fact in (
        "Số: 45/BC-UBND", "thủ tục hành chính tháng 03/2018", "tiếp nhận mới 2 [1] hồ sơ",
        "Thêm người ở quầy.", "[1] hồ sơ nhận mới trong tháng: 2", world.head.name, "(Đã ký)",
    ):  # fmt: skip
        assert fact in words, fact
    again = chairman.post(MARCH, {**WORDS, "assessment": "Sửa lại"})
    kept = page_of(again)
    assert (again.status_code, "không sửa được" in kept, "Sửa lại</textarea>" in kept) == (409, True, True)


def test_figures_that_moved_meanwhile_are_read_again_before_signing(chairman: Client, world: given.World) -> None:
    seal = hidden(page_of(chairman.get(MARCH)), "seal")
    late_entry(world)
    answer = chairman.post(MARCH, {**WORDS, "seal": seal, "ky": "1"})
    page = page_of(answer)
    assert (answer.status_code, "Số liệu vừa đổi" in page, "Tháng này ổn định." in page) == (409, True, True)
    assert "tiếp nhận mới 3 hồ sơ" in text_of(page)
    assert "Đã ký báo cáo" in signed(chairman)


def test_what_changes_after_the_signature_is_shown_and_corrected_with_a_reason(chairman: Client, world: given.World) -> None:
    signed(chairman)
    late_entry(world)
    page = page_of(chairman.get(MARCH))
    assert "Số liệu đã đổi sau khi ký" in page
    assert "tiếp nhận mới 2 hồ sơ" in text_of(page), "what was signed stands"
    form = {"seal": hidden(page, "seal"), "dinh-chinh": "1"}
    assert chairman.post(MARCH, {**form, "reason": ""}).status_code == 422
    stale = chairman.post(MARCH, {**form, "seal": "x", "reason": "Nhập muộn"})
    assert (stale.status_code, "Nhập muộn" in page_of(stale)) == (409, True)
    done = page_of(chairman.post(MARCH, {**form, "reason": "Nhập muộn một hồ sơ"}, follow=True))
    assert "Đã ký đính chính lần 1" in done
    assert ("Số liệu đã đổi sau khi ký" in done, "hồ sơ nhận mới trong tháng: 2 nay là <strong>3</strong>" in done) == (
        False,
        True,
    )
    words = words_of(chairman.get(MARCH.replace("-3/", "-3.pdf")).content)
    assert "Đính chính lần 1" in words
    assert "hồ sơ nhận mới trong tháng: 2 nay là 3" in words


def test_who_signs_is_asked_once_more_and_the_words_are_kept(world: given.World) -> None:
    head = as_person(world, "hoanh_mo", "unit_head")
    seal = hidden(page_of(head.get(MARCH)), "seal")
    asked = head.post(MARCH, {**WORDS, "seal": seal, "ky": "1"})
    assert asked["Location"].startswith(reverse("account_reauthenticate"))
    assert "Thêm người ở quầy." in page_of(head.get(MARCH))
    head.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    signed(head)
    late_entry(world)
    other = Client()
    other.force_login(get_user_model().objects.get(username="hoanh-mo.unit-head"), backend=BACKEND)
    asked = other.post(MARCH, {"seal": "x", "reason": "Nhập muộn", "dinh-chinh": "1"})
    assert asked["Location"].startswith(reverse("account_reauthenticate"))


def test_the_district_reads_the_report_of_a_commune_and_writes_nothing_in_it(chairman: Client, someone: Someone) -> None:
    unit = chairman.get(MARCH).context["asked"].unit.id
    chief = someone("district", "unit_head")
    page = page_of(chief.get(MARCH, {"don-vi": str(unit)}))
    assert ("tiếp nhận mới 2 hồ sơ" in text_of(page), "Phần đơn vị tự viết" in page) == (True, False)
    assert f'value="{unit}" selected' in page_of(chief.get("/bao-cao/thang/", {"don-vi": str(unit)}))
    signed(chairman)
    late = page_of(chief.get(MARCH, {"don-vi": str(unit)}))
    assert ("Tháng này ổn định." in late, "Ký đính chính" in late) == (True, False)


@pytest.mark.parametrize(
    "address", ["/bao-cao/thang/2018-5/", "/bao-cao/thang/2018-13/", "/bao-cao/thang/1999-1/", "/bao-cao/thang/99999-1/",
                f"{MARCH}?don-vi=999999"],
)  # fmt: skip
def test_a_month_that_nobody_can_ask_for_is_not_found(chairman: Client, address: str) -> None:
    assert chairman.get(address).status_code == 404


def test_a_correction_of_what_nobody_began_and_a_clerk_are_refused(chairman: Client, someone: Someone) -> None:
    assert chairman.post(MARCH, {"dinh-chinh": "1", "reason": "x"}).status_code == 404
    assert someone("hoanh_mo", "counter_clerk").get(MARCH).status_code == 403
    long = chairman.post(MARCH, {**WORDS, "assessment": "x" * 4001})
    assert long.status_code == 422


def test_the_pages_ask_few_questions(chairman: Client, query_count: Any) -> None:
    signed(chairman)
    for address in (MARCH, "/bao-cao/thang/"):
        chairman.get(address)
        with query_count() as counted:
            chairman.get(address)
        assert counted.statements <= 12, (address, counted.texts)


def test_a_figure_that_the_prose_no_longer_has_is_still_shown(
    chairman: Client, world: given.World, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed(chairman)
    late_entry(world)
    chairman.post(MARCH, {"seal": hidden(page_of(chairman.get(MARCH)), "seal"), "dinh-chinh": "1", "reason": "Nhập muộn"})
    monkeypatch.setattr("lienthong.doors.desk.web.leaders.monthly.monthly.the_prose", lambda: type("Empty", (), {"slots": {}})())
    page = page_of(chairman.get(MARCH))
    assert ("tiếp nhận mới 2 hồ sơ" in text_of(page), "new: 2 nay là" in page) == (True, True)


@pytest.mark.thorough
@pytest.mark.browser
def test_the_pages_are_accessible(page: Any, world: given.World, chairman: Client) -> None:
    serve(page, chairman)
    for name, address in {"months": "/bao-cao/thang/", "month": MARCH}.items():
        page.goto(ORIGIN + address)
        assert_accessible(page)
        screenshot(page, f"monthly-{name}")
    signed(chairman)
    late_entry(world)
    page.goto(ORIGIN + MARCH)
    assert_accessible(page)
    screenshot(page, "monthly-changed")
