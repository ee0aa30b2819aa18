"""A dossier goes from the counter to its returned result through the pages, without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import reverse

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.doors.desk.testing import hidden, page_of, typed


def press(client: Client, uid: Any, outcome: str, **more: str) -> Any:
    """Open the dossier's page and press the button of an outcome."""
    text = page_of(client.get(reverse("desk:dossier", args=[uid])))
    form = {"key": hidden(text, "key"), "token": hidden(text, "token"), "outcome": outcome, **more}
    return client.post(reverse("desk:advance", args=[uid]), form, follow=True)


def test_a_birth_goes_from_the_counter_to_the_returned_certificate(
    world: given.World, clerk: Client, someone: Callable[[str, str], Client]
) -> None:
    saved = clerk.post(reverse("desk:receive"), typed(), follow=True)
    assert "Đã nhận hồ sơ" in page_of(saved)
    uid = saved.context["row"].uid

    assert "đã chuyển" in page_of(press(clerk, uid, "done"))
    justice = someone("hoanh_mo", "specialist.justice")
    assert saved.context["row"].code in page_of(justice.get("/"))
    press(justice, uid, "done")
    head = someone("hoanh_mo", "unit_head")
    assert "lấy số tiếp theo của Sổ đăng ký khai sinh" in page_of(head.get(reverse("desk:dossier", args=[uid])))
    press(head, uid, "signed")
    shown = clerk.get(reverse("desk:return"), {"ma": saved.context["row"].code})
    assert "Giấy khai sinh" in page_of(shown)
    form = {"ma": saved.context["row"].code, "key": shown.context["form"]["key"].value(), "receiver": "Hoàng Thị Sen"}
    done = clerk.post(reverse("desk:return"), form, follow=True)

    assert "đã giao kết quả cho Hoàng Thị Sen" in page_of(done)
    row = given.dossier(world.clerk, uid)
    assert (row.status, row.result_number) == (dossiers.Status.RETURNED, "01/2018")
    told = page_of(clerk.get(reverse("desk:dossier", args=[uid])))
    assert "Trả kết quả cho người nộp" in told
    assert "Đã giao cho" in told
