"""The pages that sign wait for the time stamp authority in no transaction, and say what came of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from lienthong.casework.certification.testing import FIRST_DAY, a_copy, scanned
from lienthong.casework.dossiers import testing as given
from lienthong.casework.results.testing import decided, sample_keys, stamping, watched
from lienthong.doors.desk.testing import as_person, hidden, page_of, set_clock
from lienthong.office.accounts.testing import PASSWORD
from lienthong.toolkit.signing.testing import a_paper
from lienthong.toolkit.signing.testing.authority import NAME, needs_openssl

pytestmark = needs_openssl


def a_signing_world(settings: Any, *procedures: str, at: Any = None) -> tuple[given.World, Client]:
    sample_keys(settings)
    world = given.a_world(*procedures)
    set_clock(settings, at or world.at)
    head = as_person(world, "hoanh_mo", "unit_head")
    assert head.post(reverse("account_reauthenticate"), {"password": PASSWORD}).status_code == 302
    return world, head


def post(client: Client, at: str) -> Any:
    page = page_of(client.get(at))
    told = {"title": "Giấy khai sinh", "number": "12/2018", "file": SimpleUploadedFile("giay-khai-sinh.pdf", a_paper())}
    return client.post(at, told | {"key": hidden(page, "key")}, follow=True)


def test_a_result_is_stamped_and_the_page_says_which_time_is_proved(committed_db: None, settings: Any, tmp_path: Path) -> None:
    world, head = a_signing_world(settings, given.BIRTH)
    at = reverse("desk:sign_result", args=[decided(world)])

    with stamping(settings, tmp_path) as authority:
        seen = watched(authority)
        told = page_of(post(head, at))

    assert seen == [None, None], "no transaction of the page was open"
    assert "Không bị sửa từ khi ký." in told
    assert f"Dấu thời gian của {NAME} chứng minh chữ ký đã có lúc" in told


def test_a_silent_authority_is_told_and_nothing_was_signed(committed_db: None, settings: Any, tmp_path: Path) -> None:
    world, head = a_signing_world(settings, given.BIRTH)
    uid = decided(world)

    with stamping(settings, tmp_path) as authority:
        authority.status = 503
        answer = post(head, reverse("desk:sign_result", args=[uid]))

    assert "Chưa ký: nơi cấp dấu thời gian không trả lời" in page_of(answer)
    assert "Kết quả, số" not in page_of(head.get(reverse("desk:dossier", args=[uid])))


def test_a_copy_is_signed_outside_the_pages_transaction_too(committed_db: None, settings: Any, tmp_path: Path) -> None:
    world, head = a_signing_world(settings, "2.000815-2015", "2.000884-2015", at=FIRST_DAY)
    copy = a_copy(world)
    scanned(world, copy)
    at = reverse("desk:ecopy", args=[copy.uid])
    key = hidden(page_of(head.get(at)), "key")

    with stamping(settings, tmp_path) as authority:
        seen = watched(authority)
        told = page_of(head.post(at, {"ky": "1", "key": key}, follow=True))

    assert seen == [None, None]
    assert "Đã ký số bản sao điện tử" in told
