"""The cut of procedure time on the screen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from lienthong.casework.dossiers import testing as given
from lienthong.casework.procedures import public as procedures
from lienthong.doors.desk.testing import as_person, page_of, set_clock
from lienthong.toolkit.ui.testing import ORIGIN, assert_accessible, screenshot, serve

Someone = Callable[[str, str], Client]
PROCEDURES = ("1.004873-2016",)
STEPS = (("receive", "done"), ("verify", "done"), ("sign", "signed"), ("number", "issued"))
CODE = "2.999001"
"""Like the confirmation of marital status (four steps at the commune), with two days promised of three."""
LIMITS = [{"legal": {"value": 3, "unit": "working_day"}, "committed": {"value": 2, "unit": "working_day"}, "mark": "P"}]


@pytest.fixture(scope="module")
def proven(district_of_module: given.World, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A procedure of three days is done within the hour, twenty-one times; one more is open."""
    world = district_of_module
    given.publish_like(world, "1.004873-2016", tmp_path_factory.mktemp("proven"), code=CODE, limits=LIMITS)
    for number in range(22):
        uid = given.received(world, CODE, at=world.at + timedelta(minutes=number))
        if number < 21:
            for key, outcome in STEPS:
                given.step(world, uid, key, outcome, after=timedelta(minutes=10))


@pytest.fixture
def world(proven: None, world: given.World, settings: Any) -> given.World:
    """The district in which that procedure is done, three hours later."""
    set_clock(settings, world.at + timedelta(hours=3))
    return world


def editor(world: given.World) -> Client:
    """The one of the district who drafts procedures, at the browser."""
    return as_person(world, "district", "system_admin")


ADDRESS = "/lanh-dao/cat-giam/"


def test_a_leader_sees_limits_what_was_kept_and_where_a_cut_is_safe(world: given.World, someone: Someone) -> None:
    words = page_of(someone("hoanh_mo", "unit_head").get(ADDRESS))
    assert "21 / 1" in words
    assert ("100%" in words, "33%" in words) == (True, True)
    assert "ít nhất 20 hồ sơ xong và 95% xong" in words
    assert "Có thể rút xuống" in words
    assert "soạn cho" not in words  # a leader reads; the one who drafts procedures drafts


def test_a_period_without_dossiers_says_so_and_a_bent_one_is_kept(world: given.World, someone: Someone) -> None:
    head = someone("hoanh_mo", "unit_head")
    assert "Kỳ này chưa có hồ sơ nào" in page_of(head.get(ADDRESS, {"tu": "01/01/2016", "den": "31/01/2016"}))
    bent = head.get(ADDRESS, {"tu": "31/01/2018", "den": "01/01/2018"})
    assert (bent.status_code, "phải bằng hoặc sau" in page_of(bent)) == (422, True)


def test_a_long_list_has_pages_and_one_unit_can_be_chosen(
    world: given.World, someone: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    given.received(world, CODE, actor=world.district.actor("dong_van", "counter_clerk"))
    monkeypatch.setattr("lienthong.doors.desk.web.cutting.ON_A_PAGE", 1)
    head = someone("district", "unit_head")
    first, second = page_of(head.get(ADDRESS)), page_of(head.get(ADDRESS, {"trang": "2"}))
    assert ("2 thủ tục ở các đơn vị" in first, "<strong>1</strong> nơi có thể rút" in first) == (True, True)
    assert ("21 / 1" in first, "21 / 1" in second, "0 / 1" in second) == (True, False, True)
    chosen = page_of(head.get(ADDRESS, {"don-vi": str(world.district.units["dong_van"].pk)}))
    assert ("1 thủ tục ở các đơn vị" in chosen, "21 / 1" in chosen, "selected" in chosen) == (True, False, True)


def test_too_many_dossiers_are_told_in_a_sentence(world: given.World, someone: Someone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lienthong.casework.cuts.queries.measuring.MOST", 1)
    answer = someone("hoanh_mo", "unit_head").get(ADDRESS)
    assert (answer.status_code, "chọn kỳ ngắn hơn" in page_of(answer)) == (422, True)


def test_a_clerk_has_no_such_page(world: given.World, someone: Someone) -> None:
    assert someone("hoanh_mo", "counter_clerk").get(ADDRESS).status_code == 403


def test_the_page_asks_few_questions(world: given.World, someone: Someone, query_count: Any) -> None:
    head = someone("hoanh_mo", "unit_head")
    head.get(ADDRESS)
    with query_count() as counted:
        assert head.get(ADDRESS).status_code == 200
    assert counted.statements <= 12, counted.texts


def draft_url(world: given.World, code: str = CODE) -> str:
    """Return the page on which a shorter promise is drafted for Hoành Mô."""
    return f"{ADDRESS}{world.clerk.unit_id}/{code}/"


def test_the_editor_drafts_the_safe_promise_as_a_version(world: given.World) -> None:
    client = editor(world)
    shown = page_of(client.get(draft_url(world)))
    assert ("01/04/2018" in shown, "An toàn đến" in shown) == (True, True)
    answer = client.post(draft_url(world), {"value": "1", "since": "01/04/2018"}, follow=True)
    assert "Đã soạn phiên bản có cam kết mới" in page_of(answer)
    drafted = [one for one in procedures.versions(CODE) if one.state == "draft"]
    assert [one.definition.cases[0].limits[0].committed.value for one in drafted] == [1]


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"value": "1", "since": "12/03/2018"}, "Ngày áp dụng phải sau hôm nay"),
        ({"value": "99", "since": "01/04/2018"}, "Chưa đủ căn cứ"),
        ({"value": "", "since": "01/04/2018"}, "Nhập cam kết mới"),
    ],
)
def test_a_cut_that_cannot_be_is_said_and_kept(world: given.World, form: dict[str, str], said: str) -> None:
    answer = editor(world).post(draft_url(world), form)
    assert answer.status_code == 422
    assert (said in page_of(answer), form["since"] in page_of(answer)) == (True, True)


def test_a_link_whose_half_year_proves_nothing_says_so_and_offers_no_form(
    world: given.World, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = editor(world)
    monkeypatch.setattr("lienthong.casework.cuts.rules.cutting.FEW", 22)
    shown = page_of(client.get(draft_url(world)))
    assert ("Nửa năm qua chưa đủ căn cứ" in shown, "Soạn phiên bản mới" in shown) == (True, False)
    refused = client.post(draft_url(world), {"value": "1", "since": "01/04/2018", "decision": "12/QĐ-UBND"})
    assert (refused.status_code, "12/QĐ-UBND" in page_of(refused)) == (422, True)
    assert [one for one in procedures.versions(CODE) if one.state == "draft"] == []


def test_who_drafts_but_does_not_lead_is_offered_no_page_that_is_closed_to_them(world: given.World, someone: Someone) -> None:
    assert "Mức hài lòng" not in page_of(editor(world).get(ADDRESS))
    assert "Mức hài lòng" in page_of(someone("hoanh_mo", "unit_head").get(ADDRESS))


def test_nothing_is_drafted_where_nothing_is_proven_or_seen(world: given.World, someone: Someone) -> None:
    client = editor(world)
    assert client.get(draft_url(world, "9.999999")).status_code == 404
    assert client.get(f"{ADDRESS}999999/{CODE}/").status_code == 404
    assert someone("hoanh_mo", "unit_head").get(draft_url(world)).status_code == 403


@pytest.mark.browser
def test_the_pages_are_accessible(page: Any, world: given.World) -> None:
    serve(page, editor(world))
    page.goto(ORIGIN + ADDRESS)
    assert_accessible(page)
    screenshot(page, "cuts")
    page.get_by_role("link", name="soạn cho").first.click()
    page.get_by_role("button", name="Soạn phiên bản mới").wait_for()
    assert_accessible(page)
    screenshot(page, "draft-cut")
