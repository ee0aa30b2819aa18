"""Electronic copies at the desk: certified, scanned by the clerk, signed by the chairman, fetched by the citizen."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page

from lienthong.casework.certification.testing import FIRST_DAY, a_copy, certified, scanned, signed
from lienthong.casework.dossiers import testing as given
from lienthong.casework.results.testing import sample_keys
from lienthong.doors.desk.testing import hidden, page_of, set_clock
from lienthong.office.accounts.testing import PASSWORD
from lienthong.toolkit.signing.testing import a_paper
from lienthong.toolkit.ui.testing import ORIGIN, assert_accessible, screenshot, serve

PROCEDURES = ("2.000815-2015", "2.000884-2015")


@pytest.fixture(autouse=True)
def _from_the_first_day(world: given.World, settings: Any) -> None:
    sample_keys(settings)
    set_clock(settings, FIRST_DAY)


def at(copy: Any) -> str:
    return reverse("desk:ecopy", args=[copy.uid])


def confirmed(client: Client) -> Client:
    assert client.post(reverse("account_reauthenticate"), {"password": PASSWORD}).status_code == 302
    return client


def test_the_whole_way_from_the_counter_to_the_citizen(world: given.World, clerk: Client, head: Client) -> None:
    form = {
        "key": str(uuid4()), "kind": "ecopy", "requester": "Tằng A Sáng", "signer": str(world.head.person_uid), "method": "cash",
        "1-name": "Giấy chứng nhận kết hôn", "1-pages": "2", "1-copies": "1",
        **{f"{line}-{part}": "1" for line in range(2, 6) for part in ("pages", "copies")},
    }  # fmt: skip
    done = clerk.post(reverse("desk:certify"), form, follow=True)
    copy = done.context["copies"][0]
    code, key = done.context["row"].code, done.context["page"].dossier.lookup_key

    sent = clerk.post(at(copy), {"quet": "1", "file": SimpleUploadedFile("ban-quet.pdf", a_paper())}, follow=True)
    waiting = page_of(head.get(reverse("desk:ecopies")))
    page = page_of(confirmed(head).get(at(copy)))
    told = page_of(head.post(at(copy), {"ky": "1", "key": hidden(page, "key")}, follow=True))
    opened = Client().post("/ket-qua-ky-so/", {"ma": code, "khoa": key})

    assert "Quét và ký số: Giấy chứng nhận kết hôn, số 1" in page_of(done)
    assert "In lời chứng" not in page_of(done), "it carries its own attestation"
    assert "Đã lưu bản quét, chờ người ký." in page_of(sent)
    assert "Giấy chứng nhận kết hôn, số chứng thực 1" in waiting
    assert "Đã ký số bản sao điện tử «Giấy chứng nhận kết hôn», số chứng thực 1." in told
    assert "Xem bản đã ký số" in told
    assert "Giấy chứng nhận kết hôn" in page_of(opened)
    assert "Không có bản sao điện tử nào chờ ký." in page_of(head.get(reverse("desk:ecopies")))


def test_before_the_first_day_the_page_offers_paper_copies_alone(world: given.World, clerk: Client, settings: Any) -> None:
    today = page_of(clerk.get(reverse("desk:certify")))
    set_clock(settings, FIRST_DAY - timedelta(days=1))

    before = page_of(clerk.get(reverse("desk:certify")))

    assert 'value="ecopy"' in today
    assert 'value="ecopy"' not in before


def test_who_has_not_confirmed_lately_is_asked_first(world: given.World, head: Client) -> None:
    copy = a_copy(world)
    scanned(world, copy)
    session = head.session
    session["account_authentication_methods"] = []
    session.save()

    answer = head.post(at(copy), {"ky": "1", "key": "k"})

    assert answer["Location"].startswith(reverse("account_reauthenticate"))
    assert "chờ" in page_of(head.get(at(copy)))


def test_a_form_without_a_file_and_a_signature_without_a_scan_are_told(world: given.World, clerk: Client, head: Client) -> None:
    copy = a_copy(world)

    nothing = clerk.post(at(copy), {"quet": "1"})
    early = confirmed(head).post(at(copy), {"ky": "1"})

    assert nothing.status_code >= 400
    assert early.status_code == 409
    assert "Chưa có bản quét của bản chính" in page_of(early)


def test_another_unit_finds_no_copy(world: given.World, someone: Callable[[str, str], Client]) -> None:
    copy = a_copy(world)

    stranger = someone("dong_van", "counter_clerk")

    assert stranger.get(at(copy)).status_code == 404
    assert stranger.post(at(copy), {"quet": "1", "file": SimpleUploadedFile("x.pdf", a_paper())}).status_code == 404


def test_the_book_prints_its_lines(world: given.World, clerk: Client) -> None:
    certified(world)
    shelf = page_of(clerk.get(reverse("desk:books")))

    assert "Sổ chứng thực bản sao điện tử từ bản chính" in shelf
    assert reverse("desk:ecopies") in shelf


def test_the_pages_cost_few_statements(
    world: given.World, clerk: Client, query_count: Callable[[], AbstractContextManager[Any]]
) -> None:
    copy = a_copy(world)

    for address in (at(copy), reverse("desk:ecopies"), reverse("desk:certified", args=[copy.dossier_uid])):
        clerk.get(address)
        with query_count() as counted:
            assert clerk.get(address).status_code == 200
        assert counted.statements <= 12, (address, counted.statements)


@pytest.mark.thorough
@pytest.mark.browser
def test_the_pages_are_fit_for_everybody(world: given.World, clerk: Client, head: Client, page: Page) -> None:
    copy, other = a_copy(world), a_copy(world)
    scanned(world, copy)
    confirmed(head)
    serve(page, head)
    for name, address in (("ecopies", reverse("desk:ecopies")), ("ecopy-to-sign", at(copy))):
        page.goto(ORIGIN + address)
        assert_accessible(page)
        screenshot(page, name)
    signed(world, copy)
    serve(page, clerk)
    certified_page = reverse("desk:certified", args=[other.dossier_uid])
    for name, address in (
        ("ecopy-to-scan", at(other)), ("ecopy-signed", at(copy)),
        ("certified-electronic", certified_page), ("certify-electronic", reverse("desk:certify")),
    ):  # fmt: skip
        page.goto(ORIGIN + address)
        assert_accessible(page)
        screenshot(page, name)
