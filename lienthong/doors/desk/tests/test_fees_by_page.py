"""The counter counts pages of a copy and copies where the tariff is by pages, and sees what that costs while it types."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from lienthong.casework.dossiers import testing as given
from lienthong.doors.desk.testing import as_person, page_of, set_clock, typed

COPIES = "2.000815"


@pytest.fixture
def world(db: None, settings: Any) -> given.World:
    """A district with certified copies, which take two days when there are many pages."""
    made = given.a_world(f"{COPIES}-2015", f"{given.PERMIT}-2015")
    set_clock(settings, made.at)
    return made


@pytest.fixture
def clerk(world: given.World) -> Client:
    """The counter clerk of Hoành Mô at the browser."""
    return as_person(world, "hoanh_mo", "counter_clerk")


def a_request(pages: str, copies: str, **changes: str) -> dict[str, Any]:
    """Return what a clerk types for certified copies that take time."""
    return typed(COPIES, case="many") | {"fee-n_copy": pages, "fee-c_copy": copies} | changes


def words(answer: Any) -> str:
    """Return the words of a page in one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", page_of(answer)).split())


def test_the_page_asks_pages_and_copies_with_the_tariff_in_words(clerk: Client) -> None:
    page = page_of(clerk.post(reverse("desk:parts"), typed(COPIES, case="many")))

    assert 'aria-label="Số trang của một bản: Phí chứng thực bản sao từ bản chính"' in page
    assert 'aria-label="Số bản: Phí chứng thực bản sao từ bản chính"' in page
    assert "từ trang thứ 3: 1.000 đồng; tối đa 200.000 đồng/bản" in page


def test_a_dossier_is_charged_for_its_copies_and_its_page_says_so(clerk: Client) -> None:
    taken = clerk.post(reverse("desk:receive"), a_request("5", "3"), follow=True)

    answer = clerk.get(reverse("desk:dossier", args=[taken.context["row"].uid]))
    assert "Phí chứng thực bản sao từ bản chính (5 trang × 3 bản): 21.000 đồng" in words(answer)


def test_a_draft_keeps_pages_and_copies(clerk: Client) -> None:
    form = a_request("5", "3")
    clerk.post(reverse("desk:draft", args=[form["key"]]), form)

    page = page_of(clerk.get(reverse("desk:receive"), {"nhap": form["key"]}))

    assert re.search(r'name="fee-n_copy" value="5"', page)
    assert re.search(r'name="fee-c_copy" value="3"', page)


@pytest.mark.parametrize(
    ("pages", "copies", "changes", "told"),
    [
        ("5", "3", {}, "Phí, lệ phí 21.000 đồng"),
        ("400", "2", {}, "Phí, lệ phí 400.000 đồng"),
        ("5", "3", {"fee-x_copy": "khác"}, "Phí, lệ phí 0 đồng"),
    ],
)
def test_the_slip_beside_the_form_tells_the_sum_while_one_types(
    clerk: Client, pages: str, copies: str, changes: dict[str, str], told: str
) -> None:
    assert told in words(clerk.post(reverse("desk:preview"), a_request(pages, copies, **changes)))


@pytest.mark.parametrize(("pages", "copies"), [("", "3"), ("5", "không"), ("5", "0")])
def test_a_count_that_is_none_tells_no_sum_and_is_asked_again(clerk: Client, pages: str, copies: str) -> None:
    told = words(clerk.post(reverse("desk:preview"), a_request(pages, copies)))
    answer = clerk.post(reverse("desk:receive"), a_request(pages, copies))

    assert "Phí, lệ phí" not in told
    assert answer.status_code != 302
    assert "ố lượng" in words(answer)


def test_a_procedure_whose_fee_is_not_by_pages_asks_one_number(clerk: Client) -> None:
    page = page_of(clerk.post(reverse("desk:parts"), typed(given.PERMIT)))

    assert "fee-c_" not in page
