"""The administrator's page: what was given up, sent again; worker and ledger."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from lienthong.casework.dossiers import testing as given
from lienthong.doors.desk.testing import page_of
from lienthong.doors.desk.tests.test_leading import OPERATIONS, on, words_of
from lienthong.office.ledger import public as ledger
from lienthong.toolkit import outbox
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.outbox.models import Delivery
from lienthong.toolkit.ui.testing import ORIGIN, assert_accessible, screenshot, serve


def a_dead_letter(last_error: str = "TimeoutError: nơi nhận không trả lời") -> UUID:
    """Return a delivery that was given up."""
    uid = new_uid()
    Delivery.objects.create(
        uid=uid, topic="dossiers.result_ready", handler="portal.notify", payload={}, units="1",
        announced_at=on(9), attempts=10, dead_at=on(10), last_error=last_error, next_try_at=on(10),
    )  # fmt: skip
    return uid


def test_the_administrator_sees_what_was_given_up_and_sends_it_again(
    world: given.World, someone: Callable[[str, str], Client]
) -> None:
    admin, uid = someone("district", "system_admin"), a_dead_letter()
    shown = words_of(admin.get(OPERATIONS))

    answer = admin.post(f"{OPERATIONS}gui-lai/{uid}/", follow=True)

    assert "TimeoutError: nơi nhận không trả lời" in shown
    assert "Đã đưa vào hàng gửi lại" in words_of(answer)
    assert (outbox.backlog().dead, outbox.backlog().waiting) == (0, 1)
    assert "Không có tin nào bị bỏ" in words_of(answer)


def test_sending_again_what_is_not_there_says_so(world: given.World, someone: Callable[[str, str], Client]) -> None:
    admin = someone("district", "system_admin")

    answer = admin.post(f"{OPERATIONS}gui-lai/{new_uid()}/", follow=True)

    assert outbox.NoSuchDelivery.code == "outbox.no_such_delivery"
    assert 'class="note note-bad"' in page_of(answer) or "■" in words_of(answer)


def test_the_page_tells_worker_and_ledger(world: given.World, someone: Callable[[str, str], Client]) -> None:
    given.received(world)

    words = words_of(someone("district", "system_admin").get(OPERATIONS))

    assert "chưa báo lần nào" in words
    assert "Sổ cái, điểm niêm phong cuối chưa có" in words
    assert f"Sự kiện chờ niêm phong ● Thông {ledger.unsealed()[0]}, lâu nhất" in words


def test_only_the_administrator_sends_again(head: Client) -> None:
    assert head.post(f"{OPERATIONS}gui-lai/{new_uid()}/").status_code == 403


@pytest.mark.thorough
@pytest.mark.browser
def test_the_administrators_page_is_accessible(page: Any, world: given.World, someone: Callable[[str, str], Client]) -> None:
    a_dead_letter("ConnectionError: " + "rất dài " * 40)
    serve(page, someone("district", "system_admin"))
    page.goto(ORIGIN + OPERATIONS)
    assert_accessible(page)
    screenshot(page, "leaders-operations")
