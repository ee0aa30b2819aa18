"""Every figure of the statistics of letters opens as many rows as it says."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape
from typing import Any, cast

import pytest
from django.test import Client

from lienthong.casework.documents.testing import Town, registered, voided
from lienthong.casework.dossiers import testing as given
from lienthong.casework.handling import public as handling
from lienthong.casework.handling.testing import AT, Hall, answered, finished, instructed, presented
from lienthong.doors.desk.testing import as_person, page_of, set_clock
from lienthong.doors.desk.tests.test_leading import words_of
from lienthong.toolkit.ui.testing import ORIGIN, assert_accessible, screenshot, serve, unmarked_vietnamese

STATISTICS, WEEK, CAME = "/van-ban/thong-ke/", "/van-ban/thong-ke/tuan/", "/van-ban/thong-ke/van-ban-den/"
SPAN = "?tu=01/03/2018&den=31/03/2018"
BUDGET = 12
LINK = re.compile(r'<a href="(/van-ban/[^"]*\?[^"]*)">([^<]*)</a>')


@pytest.fixture
def chairman(world: given.World) -> Client:
    return as_person(world, "district", "unit_head")


@pytest.fixture
def hall(world: given.World, settings: Any) -> Hall:
    """Letters of a week in every state, looked at on the Wednesday of the next week; paper, wire and a void number."""
    actor = world.district.actor
    made = Hall(
        cast(Town, None), actor("office", "records_clerk"), actor("district", "unit_head"), actor("home_affairs", "unit_head"),
        actor("home_affairs", "specialist"), actor("justice", "unit_head"), actor("finance", "unit_head"),
    )  # fmt: skip
    person = handling.Named("co", made.other.unit_id, person_uid=made.other.person_uid, due=date(2018, 3, 16))
    done = instructed(made, symbol="1/UBND")
    answered(made, done)
    finished(made, done, at=AT + timedelta(days=1))
    slow = instructed(made, symbol="2/UBND", channel="axis")
    answered(made, slow, at=AT + timedelta(days=6))
    finished(made, slow, at=AT + timedelta(days=13))
    instructed(made, person, symbol="3/UBND", channel="email")
    instructed(made, person, symbol="4/UBND", at=AT + timedelta(days=3))
    waived = instructed(made, symbol="5/UBND")
    part = made.part(waived, made.co).uid
    handling.waive(actor=made.leader, at=AT, document_uid=waived, part_uid=part, reason="Không liên quan")
    presented(made, symbol="6/UBND")
    filed = presented(made, symbol="7/UBND")
    handling.file_away(actor=made.leader, at=AT, document_uid=filed, reason="Để biết")
    voided(made.clerk, registered(made.clerk, symbol="8/UBND"))
    set_clock(settings, AT + timedelta(days=16))
    return made


def figures(page: str) -> list[tuple[str, int]]:
    """Return the addresses that figures open, and what the figures say."""
    found = [(unescape(address), re.search(r"\d+", said)) for address, said in LINK.findall(page)]
    return [(address, int(said[0])) for address, said in found if said and "truoc=" not in address and ".xlsx" not in address]


def opened(client: Client, address: str) -> int:
    """Return how many rows an address lists."""
    body = re.search(r"<tbody>(.*?)</tbody>", page_of(client.get(address)), re.DOTALL)
    return body[1].count("<tr") if body else 0


def test_every_figure_of_the_statistics_opens_its_rows(hall: Hall, chairman: Client, query_count: Any) -> None:
    chairman.get(STATISTICS + SPAN)
    with query_count() as counted:
        page = page_of(chairman.get(STATISTICS + SPAN))
    assert counted.statements <= BUDGET, counted.texts
    told = figures(page)
    assert len(told) > 15
    assert {(address, number) for address, number in told if opened(chairman, address) != number} == set()
    for word in ("tuoi=16%2B", "ket=late", "ket=open_late", "ket=waived", "nguoi=", "duong=giay", "duong=dien-tu"):
        assert any(word in address for address, _ in told), word


def test_every_figure_of_the_week_opens_its_rows(hall: Hall, chairman: Client, query_count: Any) -> None:
    for back in ("", "?truoc=1", "?truoc=2"):
        chairman.get(WEEK + back)
        with query_count() as counted:
            page = page_of(chairman.get(WEEK + back))
        assert counted.statements <= BUDGET, counted.texts
        told = figures(page)
        assert len(told) >= 7
        assert {(address, number) for address, number in told if opened(chairman, address) != number} == set(), back
    assert {address.partition("so-lieu=")[2]: number for address, number in told if "so-lieu" in address} == {
        "presented": 7, "finished": 1, "finished_late": 0, "filed": 1, "waiting": 1, "open": 3, "late": 3,
    }  # fmt: skip


def test_what_came_is_listed_by_wire_and_on_paper(hall: Hall, chairman: Client, query_count: Any) -> None:
    chairman.get(CAME + SPAN)
    with query_count() as counted:
        said = words_of(chairman.get(CAME + SPAN))
    assert counted.statements <= BUDGET, counted.texts
    assert "7 văn bản" in said
    assert "8/UBND" not in said, "a void number is not counted"
    wire = words_of(chairman.get(f"{CAME}{SPAN}&duong=dien-tu"))
    assert ("2/UBND" in wire, "3/UBND" in wire, "1/UBND" in wire) == (True, True, False)
    assert "Không có văn bản nào" in words_of(chairman.get(f"{CAME}?tu=01/01/2017&den=31/01/2017"))


def test_a_long_list_of_what_came_goes_on(world: given.World, chairman: Client) -> None:
    clerk = world.district.actor("office", "records_clerk")
    for number in range(51):
        registered(clerk, at=world.at, symbol=f"{number + 1}/UBND")
    first = page_of(chairman.get(CAME + SPAN))
    further = re.search(r'href="([^"]*sau=\d+)" rel="next"', first)
    assert further
    second = chairman.get(unescape(further[1]))
    assert "51/UBND" in words_of(second)
    assert 'rel="next"' not in page_of(second)


@pytest.mark.parametrize("word", ["ket=x", "tuoi=x", "so-lieu=x", "so-lieu=presented"])
def test_a_filter_that_is_none_lists_nothing_more(hall: Hall, chairman: Client, word: str) -> None:
    answer = chairman.get(f"/van-ban/xu-ly/?xem=all&{word}")
    assert answer.status_code == 200
    assert opened(chairman, f"/van-ban/xu-ly/?xem=all&{word}") == (7 if word == "ket=x" else 0)


def test_the_clerk_of_another_unit_opens_none_of_them(hall: Hall, world: given.World) -> None:
    other = as_person(world, "land", "unit_head")
    assert opened(other, "/van-ban/xu-ly/?xem=all&so-lieu=presented&tu=12/03/2018&den=18/03/2018") == 0
    assert opened(other, CAME + SPAN) == 0


@pytest.mark.browser
@pytest.mark.long
def test_the_pages_of_the_figures_are_accessible_and_english(hall: Hall, chairman: Client, page: Any) -> None:
    serve(page, chairman)
    for width in (360, 1366):
        page.set_viewport_size({"width": width, "height": 800})
        for name, address in {"came": CAME + SPAN, "statistics": STATISTICS + SPAN, "week": WEEK}.items():
            page.goto(f"{ORIGIN}{address}")
            assert_accessible(page)
            screenshot(page, f"letter-figures-{name}-{width}")
    chairman.cookies["django_language"] = "en"
    assert unmarked_vietnamese(page_of(chairman.get(CAME + SPAN))) == []
