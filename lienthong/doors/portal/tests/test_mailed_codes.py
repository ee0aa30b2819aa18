"""Codes by mail have a limit by the address that gets them: nobody fills a stranger's mailbox."""

from __future__ import annotations

import pytest
from django.core import mail
from django.test import Client

from lienthong.casework.dossiers import testing as given
from lienthong.doors.portal.services import MAILED, slow_code
from lienthong.doors.portal.tests.filing import SIGN_IN, hidden, words
from lienthong.office.citizens.testing import EMAIL, PASSWORD, a_citizen

PROCEDURES = (given.BIRTH,)


@pytest.mark.parametrize("step", ["sign in", "register", "send again"])
def test_codes_mailed_to_one_address_are_few_whatever_is_pressed(world: given.World, client: Client, step: str) -> None:
    a_citizen()
    page = client.post(SIGN_IN, {"login": EMAIL, "password": PASSWORD})
    for _ in range(int(MAILED.capacity) - 1):
        slow_code(to=EMAIL, source="10.0.0.9")

    if step == "sign in":
        late = client.post(SIGN_IN, {"login": EMAIL, "password": PASSWORD})
    elif step == "register":
        late = client.post("/cong/mo-tai-khoan/", {"name": "La Thị Mai", "email": EMAIL, "password": PASSWORD})
    else:
        late = client.post("/cong/ma/", {"phieu": hidden(page.content.decode(), "phieu"), "lai": "1"})

    assert (late.status_code, len(mail.outbox)) == (429, 1)
    assert "Đã thử quá nhiều lần" in words(late)


def test_a_reset_that_an_address_gets_too_often_looks_like_any_other_and_is_not_mailed(
    world: given.World, client: Client
) -> None:
    a_citizen()
    asked = {"login": EMAIL, "password": "câu mới dễ nhớ của tôi"}
    sent = client.post("/cong/dat-lai-mat-khau/", asked)
    for _ in range(int(MAILED.capacity) - 1):
        slow_code(to=EMAIL, source="10.0.0.9")

    quiet = client.post("/cong/dat-lai-mat-khau/", asked)

    assert words(quiet) == words(sent)
    assert len(mail.outbox) == 1
