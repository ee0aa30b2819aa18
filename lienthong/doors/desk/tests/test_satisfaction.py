"""Leaders see how satisfied citizens are: counts, shares, the ratings behind them."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.ratings import public as ratings
from lienthong.doors.desk.testing import page_of
from lienthong.doors.desk.tests.test_leading import words_of
from lienthong.toolkit.ui.testing import ORIGIN, assert_accessible, screenshot, serve

URL = "/bao-cao/hai-long/"


def rated(world: given.World, *faces: str) -> None:
    for face in faces:
        uid = given.received(world, given.CHAIN)
        dossiers.withdraw(actor=world.clerk, at=world.at, dossier_uid=uid, reason="Đổi ý")
        code = given.dossier(world.clerk, uid).code
        ratings.rate(code=code, face=face, reasons=["time_late"], comment="Phải chờ lâu", at=world.at)


def test_a_period_without_ratings_says_so_and_prints_no_zero(world: given.World, head: Client) -> None:
    assert "Chưa có đánh giá nào trong kỳ này" in words_of(head.get(URL))


def test_counts_shares_and_the_ratings_behind_them(world: given.World, head: Client, query_count: Any) -> None:
    rated(world, "very", "good", "good", "bad")
    head.get(URL)

    with query_count() as counted:
        words = words_of(head.get(URL))
    only = words_of(head.get(URL, {"muc": "bad"}))

    unit = re.findall(r'href="([^"]+don-vi[^"]+)" aria-label="UBND xã Hoành Mô, hài lòng: 2 đánh giá"', page_of(head.get(URL)))
    two = words_of(head.get(unescape(unit[0]).partition("#")[0]))

    assert "4 đánh giá, 75" in words
    assert "Từng đánh giá: Hài lòng, UBND xã Hoành Mô" in two
    assert two.count("Phải chờ lâu") == 2, "a figure opens as many ratings as it counts"
    assert "Từng đánh giá Rất" in words_of(head.get(URL, {"don-vi": "9", "thu-tuc": "x"})), "what is not there filters nothing"
    assert "UBND xã Hoành Mô 1 (25" in words
    assert counted.statements <= 12, counted.texts
    assert "Từng đánh giá: Không hài lòng" in only
    assert only.count("Phải chờ lâu") == 1
    assert "Chưa có đánh giá" in words_of(head.get(URL, {"ky": "nam-truoc"}))


def test_a_list_that_is_cut_says_so(world: given.World, head: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lienthong.casework.ratings.queries.SHOWN", 2)
    rated(world, "good", "good", "bad")

    assert "Hiện 2 đánh giá mới nhất trong 3" in words_of(head.get(URL))
    assert "mới nhất trong" not in words_of(head.get(URL, {"muc": "good"}))
    assert words_of(head.get(URL, {"thu-tuc": "0", "muc": "bad"})).count("Phải chờ lâu") == 1


def test_a_counter_clerk_does_not_see_the_ratings(world: given.World, clerk: Client) -> None:
    assert clerk.get(URL).status_code == 403


@pytest.mark.thorough
@pytest.mark.browser
def test_axe_finds_nothing_on_the_satisfaction_page(page: Any, world: given.World, head: Client) -> None:
    rated(world, "very", "bad")
    serve(page, head)
    page.goto(ORIGIN + URL)
    assert_accessible(page)
    screenshot(page, "leaders-ratings")
