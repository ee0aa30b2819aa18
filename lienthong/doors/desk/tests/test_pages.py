"""Every page answers within its budget: twelve statements at most, no more with more rows, fifteen kilobytes on the wire."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from lienthong.casework.dossiers import testing as given
from lienthong.casework.procedures import public as procedures
from lienthong.doors.desk.testing import page_of

BUDGET, WIRE = 12, 15 * 1024
Counter = Callable[[], AbstractContextManager[Any]]
PAGES = ["inbox", "dossiers", "search", "receive", "waiting", "return", "notes", "procedures"]


def counted(client: Client, address: str, query_count: Counter) -> int:
    """Return how many statements a page takes once the process is warm; it must answer and be small."""
    client.get(address)
    with query_count() as found:
        answer = client.get(address)
    assert answer.status_code == 200
    assert len(gzip.compress(answer.content)) <= WIRE, f"{address} is too heavy"
    return int(found.statements)


def address_of(page: str) -> str:
    return reverse(f"desk:{page}") + ("?q=hoang" if page == "search" else "")


@pytest.mark.parametrize("page", PAGES)
def test_no_list_takes_more_statements_with_more_rows(world: given.World, clerk: Client, query_count: Counter, page: str) -> None:
    given.received(world)
    few = counted(clerk, address_of(page), query_count)
    for _ in range(8):
        given.received(world, owner=given.a_person("Hoàng Văn Và"))

    many = counted(clerk, address_of(page), query_count)

    assert many == few
    assert many <= BUDGET


@pytest.mark.parametrize("view", ["today", "open", "due_soon", "overdue", "paused", "ready", "done"])
def test_every_view_of_the_dossiers_keeps_its_budget(world: given.World, clerk: Client, query_count: Counter, view: str) -> None:
    given.received(world)

    assert counted(clerk, reverse("desk:dossiers") + f"?xem={view}&thu-tuc=1.001193&dang-o=1", query_count) <= BUDGET


def test_the_page_of_a_dossier_keeps_its_budget_however_old_it_is(
    world: given.World, clerk: Client, query_count: Counter
) -> None:
    uid = given.received(world, given.CHAIN)
    address = reverse("desk:dossier", args=[uid])
    young = counted(clerk, address, query_count)
    for step, outcome in [("receive", "done"), ("register", "done"), ("sign", "signed"), ("send", "sent")]:
        given.step(world, uid, step, outcome)

    old = counted(clerk, address, query_count)

    assert old <= BUDGET
    assert old <= young + 1
    assert "Làm song song" in page_of(clerk.get(address))


@pytest.mark.parametrize("page", ["saved", "beside"])
def test_the_small_pages_of_a_dossier_keep_their_budget(
    world: given.World, clerk: Client, query_count: Counter, page: str
) -> None:
    uid = given.received(world)

    assert counted(clerk, reverse(f"desk:{page}", args=[uid]), query_count) <= BUDGET


@pytest.mark.parametrize("slug", ["yeu-cau-bo-sung", "rut", "cho-de", "chuyen-phien-ban", "tra-lai"])
def test_asking_for_an_act_keeps_the_budget(world: given.World, clerk: Client, query_count: Counter, slug: str) -> None:
    uid = given.received(world, given.BIRTH)

    assert counted(clerk, reverse("desk:act", args=[uid, slug]), query_count) <= BUDGET


@pytest.mark.thorough
@pytest.mark.parametrize("code", [given.BIRTH, given.PERMIT, given.ALLOWANCE, given.CHAIN, given.POOR])
def test_the_form_of_every_procedure_keeps_its_budget(world: given.World, clerk: Client, query_count: Counter, code: str) -> None:
    version = procedures.version_in_force(code, world.at.date())

    assert counted(clerk, reverse("desk:receive") + f"?thu-tuc={version.uid}", query_count) <= BUDGET
    assert counted(clerk, reverse("desk:version", args=[version.uid]), query_count) <= BUDGET


def test_the_head_sees_to_whom_a_task_can_be_given(
    world: given.World, someone: Callable[[str, str], Client], query_count: Counter
) -> None:
    uid = given.received(world)
    given.step(world, uid, "receive", "done")
    head = someone("hoanh_mo", "unit_head")
    address = reverse("desk:dossier", args=[uid])

    assert counted(head, address, query_count) <= BUDGET
    assert "Giao cho" in page_of(head.get(address))


def test_a_stranger_is_sent_to_the_sign_in(client: Client, world: given.World) -> None:
    for page in PAGES:
        assert client.get(reverse(f"desk:{page}")).status_code == 302


def test_the_menu_is_offered_by_duty(clerk: Client, someone: Callable[[str, str], Client]) -> None:
    justice = someone("hoanh_mo", "specialist.justice")

    assert 'data-place="receive"' in page_of(clerk.get("/"))
    assert 'data-place="receive"' not in page_of(justice.get("/"))
    assert justice.get(reverse("desk:receive")).status_code in {403, 409}
    assert [one.key for one in clerk.get("/").context["menu"] if one.here] == ["inbox"]
    assert [one.key for one in clerk.get(reverse("desk:receive")).context["menu"] if one.here] == ["receive"]
