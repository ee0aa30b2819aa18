"""What a citizen can pay with, on the look-up page."""

from __future__ import annotations

import re
from typing import Any

import pytest
import segno
from django.test import Client

from lienthong.casework.dossiers import testing as given
from lienthong.casework.fees import public as fees
from lienthong.casework.fees.testing import MONDAY, PRICE, a_permit, an_account, told
from lienthong.toolkit import clock
from lienthong.toolkit.ui.testing import ORIGIN, assert_accessible, screenshot, serve


@pytest.fixture
def row(db: None, settings: Any) -> Any:
    """A permit that owes its levy, at a centre with an account; it is Monday 2026-01-05."""
    settings.CLOCK_OFFSET_SECONDS = int((MONDAY - clock.real_now()).total_seconds())
    world = given.a_world("1.013225-2015")
    an_account(world)
    return given.dossier(world.centre_clerk, a_permit(world))


def ask(client: Client, row: Any) -> str:
    """Look a dossier up; return the page."""
    return client.post("/tra-cuu/", {"ma": row.code, "khoa": row.lookup_key}).content.decode()


def test_what_is_owed_is_shown_as_a_code_and_in_words(client: Client, row: Any) -> None:
    page = ask(client, row)
    text = fees.GATEWAY.offer(fees.Order("970415", "113366668888", PRICE, row.code))
    assert text is not None
    drawn = re.search(r'<path[^>]* d="([^"]+)"', page[page.index("pay-qr") :])
    assert drawn is not None
    assert drawn[1] in segno.make_qr(text, error="m").svg_inline(border=4, omitsize=True)
    assert "Nộp 75.000 đồng bằng chuyển khoản" in page
    assert fees.purpose_of(row.code) in page


def test_nothing_is_shown_when_it_was_paid_or_before_2026(client: Client, row: Any, settings: Any) -> None:
    settings.CLOCK_OFFSET_SECONDS = int((given.MONDAY_8AM - clock.real_now()).total_seconds())
    early = ask(client, row)
    assert ("Tiền còn phải nộp" in early, "bằng chuyển khoản" in early) == (True, False)
    settings.CLOCK_OFFSET_SECONDS = int((MONDAY - clock.real_now()).total_seconds())
    assert fees.hear(told=told(row.code), at=MONDAY).state == "settled"
    assert "bằng chuyển khoản" not in ask(client, row)


@pytest.mark.browser
def test_the_page_with_the_code_is_accessible(page: Any, client: Client, row: Any) -> None:
    serve(page, client)
    page.goto(f"{ORIGIN}/tra-cuu/?ma={row.code}&khoa={row.lookup_key}")
    page.get_by_role("heading", name="Nộp 75.000 đồng bằng chuyển khoản").wait_for()
    assert_accessible(page)
    screenshot(page, "portal-pay")
