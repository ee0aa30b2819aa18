"""The pages of a person's figures: one's own, the head's of everybody, the rows behind each, who may not look."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from lienthong.casework.dossiers import testing as given
from lienthong.casework.scores.testing import petitioned
from lienthong.doors.desk.testing import page_of
from lienthong.doors.desk.tests.test_leading import links_of, words_of
from lienthong.toolkit.ui.testing import ORIGIN, assert_accessible, choose, screenshot, serve, unmarked_vietnamese

MINE, JULY, BUDGET = "/diem-cua-toi/", {"tu": "01/07/2018", "den": "31/07/2018"}, 12


@pytest.fixture
def head(summer: dict[str, UUID], someone: Callable[[str, str], Client]) -> Client:
    """The chairman of Hoành Mô at the browser."""
    return someone("hoanh_mo", "unit_head")


@pytest.fixture
def officer(summer: dict[str, UUID], someone: Callable[[str, str], Client]) -> Client:
    """The officer for justice of Hoành Mô at the browser."""
    return someone("hoanh_mo", "specialist.justice")


def page_for(world: given.World, person: UUID | None = None) -> str:
    return f"/diem-can-bo/{world.head.unit_id}/{f'{person}/' if person else ''}"


def test_everybody_finds_the_own_figures_and_each_opens_its_rows(officer: Client, query_count: Callable[[], Any]) -> None:
    officer.get(MINE, JULY)
    with query_count() as counted:
        page = officer.get(MINE, JULY)
    words = words_of(page)

    assert counted.statements <= BUDGET, counted.texts
    assert "Điểm của tôi" in words
    assert "2. Thời gian của từng bước người này làm" in words
    assert "Chưa có số liệu: phản ánh về thái độ do lãnh đạo đơn vị đọc" in words
    assert "nên chưa có tổng, chưa xếp loại" in words
    assert "chưa đối chiếu với văn bản gốc" in words
    assert "Điểm cán bộ của đơn vị" not in words, "who leads nobody is offered nobody's figures"
    links = set(links_of(page, "/diem-can-bo/"))
    assert links
    for link in links:
        figure = re.search(rf'href="{re.escape(link.replace("&", "&amp;"))}"[^>]*>(\d+)<', page_of(page))
        with query_count() as counted:
            rows = page_of(officer.get(link))
        assert figure is not None
        assert len(re.findall(r'<th scope="row">', rows)) == int(figure[1]), link
        assert counted.statements <= BUDGET, counted.texts


def test_the_head_sees_everybody_of_the_unit_and_opens_each(
    world: given.World, head: Client, query_count: Callable[[], Any]
) -> None:
    petitioned(world, 12, kind="behaviour")
    head.get(page_for(world), JULY)
    with query_count() as counted:
        board = head.get(page_for(world), JULY)
    sheets = [link for link in links_of(board, page_for(world)) if re.search(r"/[0-9a-f-]{36}/\?", link)]

    assert counted.statements <= BUDGET, counted.texts
    assert len(set(sheets)) > 2
    assert "chưa có số liệu" in words_of(board)
    for sheet in set(sheets):
        with query_count() as counted:
            told = head.get(sheet)
        assert "Trước hạn, không bị phản ánh" in words_of(told)
        assert counted.statements <= BUDGET, counted.texts
    assert "Điểm cán bộ của đơn vị" in words_of(head.get(MINE, JULY))


def test_who_is_not_the_person_and_does_not_lead_the_unit_is_told_no(
    world: given.World, head: Client, officer: Client, someone: Callable[[str, str], Client]
) -> None:
    person = world.head.person_uid
    for stranger in (officer, someone("dong_van", "unit_head"), someone("district", "unit_head")):
        for address in (page_for(world), page_for(world, person), f"{page_for(world, person)}late/"):
            answer = stranger.get(address, JULY)
            assert answer.status_code == 403, address
            assert "Xong quá hạn" not in words_of(answer)
    absent = head.get(page_for(world, world.centre_clerk.person_uid), JULY)
    assert (absent.status_code, 'name="tu" value="01/07/2018"' in page_of(absent)) == (404, True)
    assert "không giữ chức danh nào của đơn vị trong kỳ" in words_of(absent)
    assert head.get(page_for(world, world.centre_clerk.person_uid)).status_code == 200, "the usual period is nobody's fault"
    assert head.get(f"{page_for(world, person)}khong-co/", JULY).status_code == 404
    assert head.get(f"{page_for(world, person)}late/", {"tu": "01/01/2018", "den": "31/01/2018"}).status_code == 404
    assert head.get(f"{page_for(world, person)}late/", {**JULY, "sau": "x_y"}).status_code == 404


def test_the_own_complaints_are_not_opened_by_address(world: given.World, officer: Client) -> None:
    me = world.district.actor("hoanh_mo", "specialist.justice").person_uid

    assert officer.get(f"{page_for(world, me)}calm_not/", JULY).status_code == 404
    assert officer.get(f"{page_for(world, me)}step_early/", JULY).status_code == 200


@pytest.mark.parametrize(
    ("asked", "status", "says"),
    [
        ({"tu": "01/06/2018", "den": "30/06/2018"}, 422, "có hiệu lực từ ngày 21/06/2018"),
        ({"tu": "31/07/2018", "den": "01/07/2018"}, 422, "Đến hết ngày phải bằng hoặc sau Từ ngày."),
    ],
)
def test_a_period_that_cannot_be_asked_is_refused_and_kept(
    world: given.World, head: Client, asked: dict[str, str], status: int, says: str
) -> None:
    for address in (MINE, page_for(world)):
        page = head.get(address, asked)
        assert page.status_code == status
        assert says in words_of(page)
        assert asked["tu"] in page_of(page)


def test_the_pages_speak_english(world: given.World, head: Client) -> None:
    choose(head, "en")
    mine, people = head.get(MINE, JULY), head.get(page_for(world), JULY)

    assert "My scores" in words_of(mine)
    assert "Staff scores" in words_of(people)
    rows = head.get(f"{page_for(world, world.head.person_uid)}late/", JULY)
    assert [unmarked_vietnamese(page_of(page)) for page in (mine, rows)] == [[], []]


@pytest.mark.thorough
@pytest.mark.browser
def test_axe_finds_nothing_on_the_pages_of_staff_scores(page: Any, world: given.World, head: Client) -> None:
    words, person = "?tu=01/07/2018&den=31/07/2018", world.head.person_uid
    serve(page, head)
    for name, address in {
        "mine": MINE + words, "early": f"{MINE}?ky=nam-nay", "people": page_for(world) + words,
        "rows": f"{page_for(world, person)}late/{words}",
    }.items():  # fmt: skip
        page.goto(ORIGIN + address)
        assert_accessible(page)
        screenshot(page, f"staff-{name}")
