"""A citizen rates from the look-up: three faces in words, once; twice is answered kindly with what was given."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.ratings import public as ratings
from lienthong.doors.portal.tests.test_lookup import ask, text_of
from lienthong.toolkit import clock
from lienthong.toolkit.ui.testing import ORIGIN, assert_accessible, screenshot, serve

pytestmark = pytest.mark.django_db

URL = "/danh-gia/"


@pytest.fixture
def row(monkeypatch: pytest.MonkeyPatch) -> dossiers.Dossier:
    world = given.a_world(given.CHAIN)
    monkeypatch.setattr(clock, "now", lambda: world.at)
    uid = given.received(world, given.CHAIN)
    dossiers.withdraw(actor=world.clerk, at=world.at, dossier_uid=uid, reason="Đổi ý")
    return given.dossier(world.clerk, uid)


def ticket(client: Client, row: dossiers.Dossier) -> str:
    found = re.search('name="phieu" value="([^"]+)"', ask(client, row).content.decode())
    assert found is not None
    return found[1]


def test_the_answer_of_the_look_up_leads_to_the_rating_and_twice_is_told_kindly(client: Client, row: dossiers.Dossier) -> None:
    mine = ticket(client, row)
    asked = text_of(client.get(URL, {"phieu": mine}))
    done = client.post(URL, {"phieu": mine, "muc": "bad", "time": "time_late", "gop_y": "Phải chờ lâu"})
    again = client.post(URL, {"phieu": mine, "muc": "very"})

    assert "Rất hài lòng Hài lòng Không hài lòng" in asked
    assert "Cảm ơn ông/bà đã đánh giá" in text_of(done)
    assert (again.status_code, "Mức Không hài lòng" in text_of(again)) == (409, True)
    assert "mỗi hồ sơ đánh giá một lần" in text_of(again)


def test_no_face_is_named_beside_its_field_and_nothing_is_written(client: Client, row: dossiers.Dossier) -> None:
    answer = client.post(URL, {"phieu": ticket(client, row), "gop_y": "Phải chờ lâu"})

    assert (answer.status_code, ratings.given(row.code)) == (422, None)
    assert "Phải chờ lâu" in answer.content.decode()


@pytest.mark.parametrize("forged", ["", "abc", "H49.16.22-180312-0001"])
def test_without_the_pass_of_the_look_up_nobody_rates(client: Client, row: dossiers.Dossier, forged: str) -> None:
    assert client.post(URL, {"phieu": forged, "muc": "very"}).status_code == 410
    assert ratings.given(row.code) is None


def test_a_running_dossier_offers_no_rating(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    world = given.a_world(given.CHAIN)
    monkeypatch.setattr(clock, "now", lambda: world.at)
    running = given.dossier(world.clerk, given.received(world, given.CHAIN))

    assert "Đánh giá" not in text_of(ask(client, running))


@pytest.mark.thorough
@pytest.mark.browser
def test_axe_finds_nothing_on_the_rating(page: Any, client: Client, row: dossiers.Dossier) -> None:
    mine = ticket(client, row)
    serve(page, client)
    page.goto(f"{ORIGIN}{URL}?phieu={mine}")
    assert_accessible(page)
    screenshot(page, "portal-rating")
    page.get_by_label("Rất hài lòng").check()
    page.get_by_role("button", name="Gửi đánh giá").click()
    page.get_by_role("heading", name="Cảm ơn").wait_for()
    assert_accessible(page)
    screenshot(page, "portal-rated")
