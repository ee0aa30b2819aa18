"""The cut of procedure time on the screen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from lienthong.casework.cuts import public as cuts
from lienthong.casework.dossiers import testing as given
from lienthong.casework.procedures import public as procedures
from lienthong.doors.desk.testing import as_person, page_of, set_clock
from lienthong.doors.desk.web.leaders.cutting import CutForm, _shown
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
    assert "<strong>0</strong> nơi đã đạt mục tiêu cắt 50-70%" in words
    assert ("từ 3 ngày làm việc trở xuống" in words, "1, 2, 4, 6" in words, "không cắt quá 70%" in words) == (True, True, True)
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
    monkeypatch.setattr("lienthong.doors.desk.web.leaders.cutting.ON_A_PAGE", 1)
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
    answer = client.post(draft_url(world), {"value": "1", "unit": "working_day", "since": "01/04/2018"}, follow=True)
    assert "Đã soạn phiên bản có cam kết mới" in page_of(answer)
    drafted = [one for one in procedures.versions(CODE) if one.state == "draft"]
    assert [one.definition.cases[0].limits[0].committed.value for one in drafted] == [1]


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"value": "1", "unit": "working_day", "since": "12/03/2018"}, "Ngày áp dụng phải sau hôm nay"),
        (
            {"value": "99", "unit": "working_day", "since": "01/04/2018"},
            "99 ngày làm việc không ngắn hơn cam kết đang có (2 ngày làm việc; theo quy định 3 ngày",
        ),
        ({"value": "25", "unit": "working_hour", "since": "01/04/2018"}, "25 giờ làm việc không ngắn hơn cam kết đang có"),
        ({"value": "16", "unit": "working_hour", "since": "01/04/2018"}, "16 giờ làm việc không ngắn hơn cam kết đang có"),
        ({"value": "6", "unit": "working_hour", "since": "01/04/2018"}, "xuống 6 giờ làm việc: kỳ vừa qua cần"),
        ({"value": "", "unit": "working_day", "since": "01/04/2018"}, "Nhập cam kết mới"),
        ({"value": "0", "unit": "working_hour", "since": "01/04/2018"}, "Cam kết mới"),
        ({"value": "-4", "unit": "working_hour", "since": "01/04/2018"}, "Cam kết mới"),
        ({"value": "bốn", "unit": "working_hour", "since": "01/04/2018"}, "bốn"),
        ({"value": "4,5", "unit": "working_hour", "since": "01/04/2018"}, "4,5"),
        ({"value": "1000", "unit": "working_hour", "since": "01/04/2018"}, "1000"),
        ({"value": "1", "since": "01/04/2018"}, "Tính bằng"),
        ({"value": "4", "unit": "month", "since": "01/04/2018"}, "Tính bằng"),
    ],
)
def test_a_cut_that_cannot_be_is_said_and_kept(world: given.World, form: dict[str, str], said: str) -> None:
    answer = editor(world).post(draft_url(world), form)
    assert answer.status_code == 422
    assert (said in page_of(answer), form["since"] in page_of(answer)) == (True, True)


def test_the_editor_may_promise_in_hours_between_what_is_safe_and_what_is_promised(world: given.World) -> None:
    client = editor(world)
    shown = page_of(client.get(draft_url(world)))
    assert ('<option value="working_hour"' in shown, '<option value="working_day" selected' in shown) == (True, True)
    assert ("Một ngày làm việc là 8 giờ" in shown, "Hiện cắt 33%; mục tiêu 50-70%" in shown) == (True, True)

    client.post(draft_url(world), {"value": "9", "unit": "working_hour", "since": "01/04/2018"})

    (drafted,) = [one for one in procedures.versions(CODE) if one.state == "draft"]
    (limit,) = drafted.definition.cases[0].limits
    assert (procedures.limit_words(limit.committed), limit.committed.start) == ("9 giờ làm việc", "next_moment")
    page = page_of(client.get(reverse("desk:version", args=[drafted.uid])))
    assert "9 giờ làm việc" in page


def a_row(legal: cuts.Span, committed: cuts.Span, proposal: cuts.Proposal | None, *, percent: int, hours: bool) -> cuts.CutRow:
    """Return a row as it is measured."""
    return cuts.CutRow(
        1, CODE, "Xác nhận tình trạng hôn nhân", "Hộ tịch", UUID(int=1), "default", legal, committed, 21, 1, 0, 40, 40, 1.0,
        percent, "", date(2018, 1, 1), proposal, hours,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("tongue", "told", "now"),
    [("vi", "4 giờ làm việc, cắt 50%", "1 giờ làm việc"), ("en", "4 working hours, cut by 50%", "1 working hour")],
)
def test_a_cut_in_hours_is_told_in_both_languages(tongue: str, told: str, now: str) -> None:
    day = cuts.Span(1, "working_day")
    row = a_row(day, cuts.Span(1, "working_hour"), cuts.Proposal(4, "working_hour", 50), percent=88, hours=True)
    with translation.override(tongue):
        shown = _shown(row, {1: "Xã Hoành Mô"})
    assert (shown["proposal"], shown["committed"], shown["cut"], shown["reached"]) == (told, now, "88%", True)


def test_where_hours_do_not_fit_the_form_offers_the_unit_of_the_promise_alone() -> None:
    month = cuts.Span(1, "month")
    form = CutForm(None, row=a_row(month, month, None, percent=0, hours=False), initial={})
    assert [value for value, _ in form.fields["unit"].choices] == ["month"]  # type: ignore[attr-defined]
    hour = cuts.Span(8, "working_hour")
    form = CutForm(None, row=a_row(hour, hour, None, percent=0, hours=True), initial={})
    assert [value for value, _ in form.fields["unit"].choices] == ["working_hour"]  # type: ignore[attr-defined]


def test_a_link_whose_half_year_proves_nothing_says_so_and_offers_no_form(
    world: given.World, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = editor(world)
    monkeypatch.setattr("lienthong.casework.cuts.rules.cutting.FEW", 22)
    shown = page_of(client.get(draft_url(world)))
    assert ("Nửa năm qua chưa đủ căn cứ" in shown, "Soạn phiên bản mới" in shown) == (True, False)
    refused = client.post(
        draft_url(world), {"value": "1", "unit": "working_day", "since": "01/04/2018", "decision": "12/QĐ-UBND"}
    )
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


@pytest.mark.thorough
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
