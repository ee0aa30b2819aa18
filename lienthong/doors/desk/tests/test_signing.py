"""The chairman signs a result on the page of its dossier; everybody of the dossier reads what it is worth."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page

from lienthong.casework.dossiers import testing as given
from lienthong.casework.results.testing import decided, lay, own_keys, sample_keys, signed
from lienthong.doors.desk.testing import hidden, page_of
from lienthong.office.accounts.testing import PASSWORD
from lienthong.toolkit.signing.sample import ROOT
from lienthong.toolkit.signing.testing import a_paper
from lienthong.toolkit.ui.testing import ORIGIN, assert_accessible, screenshot, serve

PROCEDURES = (given.BIRTH,)


@pytest.fixture(autouse=True)
def _keys(settings: Any) -> None:
    sample_keys(settings)


def address(uid: UUID) -> str:
    return reverse("desk:sign_result", args=[uid])


def confirmed(client: Client) -> Client:
    assert client.post(reverse("account_reauthenticate"), {"password": PASSWORD}).status_code == 302
    return client


def post(client: Client, uid: UUID, **changes: Any) -> Any:
    page = page_of(client.get(address(uid)))
    told = {
        "key": hidden(page, "key"), "title": "Giấy khai sinh", "number": "12/2018",
        "file": SimpleUploadedFile("giay-khai-sinh.pdf", a_paper()),
    }  # fmt: skip
    return client.post(address(uid), told | changes, follow=True)


def test_the_chairman_confirms_who_he_is_signs_and_reads_that_it_holds(world: given.World, head: Client) -> None:
    uid = decided(world)
    opened = page_of(head.get(reverse("desk:dossier", args=[uid])))
    assert f'href="{address(uid)}"' in opened

    told = page_of(post(confirmed(head), uid))

    assert "Đã ký số «Giấy khai sinh»" in told
    assert "Không bị sửa từ khi ký." in told
    assert "Chứng thư mẫu minh họa, không có giá trị pháp lý." in told
    dossier = page_of(head.get(reverse("desk:dossier", args=[uid])))
    assert "Kết quả, số 12/2018" in dossier
    assert "Ký số kết quả" in dossier, "the history tells of it"
    assert "Ký bản thay thế…" in dossier


def test_the_page_says_whether_lists_of_revocation_were_asked(
    world: given.World, head: Client, settings: Any, tmp_path: Path
) -> None:
    row = signed(world, decided(world))
    at = reverse("desk:signed_result", args=[row.dossier_uid, row.uid])
    ring = own_keys(settings, tmp_path)
    before = page_of(head.get(at))
    lay(ring)
    asked = page_of(head.get(at))
    lay(ring, *(path.stem for path in ring.folder.glob("*-*.p12") if path.stem != ROOT))
    revoked = page_of(head.get(at))

    assert "Chưa hỏi được thu hồi" in before
    assert "Đã đối chiếu với danh sách thu hồi chứng thư" in asked
    assert "nơi cấp đã thu hồi chứng thư và không gì chứng minh" in revoked
    assert "Nơi cấp thu hồi chứng thư lúc" in revoked


def test_who_has_not_confirmed_lately_is_asked_first_and_nothing_is_signed(world: given.World, head: Client) -> None:
    uid = decided(world)
    session = head.session
    session["account_authentication_methods"] = []
    session.save()

    got = head.get(address(uid))
    posted = head.post(address(uid), {"key": "k", "title": "Giấy khai sinh"})

    for answer in (got, posted):
        assert answer["Location"].startswith(reverse("account_reauthenticate"))
    assert "Kết quả, số" not in page_of(head.get(reverse("desk:dossier", args=[uid])))


def test_a_clerk_is_offered_nothing_to_sign_and_cannot(world: given.World, clerk: Client) -> None:
    uid = decided(world)

    assert address(uid) not in page_of(clerk.get(reverse("desk:dossier", args=[uid])))
    assert clerk.get(address(uid)).status_code == 403


def test_a_file_that_cannot_be_signed_is_told_beside_its_field(world: given.World, head: Client) -> None:
    uid = decided(world)

    answer = post(confirmed(head), uid, file=SimpleUploadedFile("giay.txt", b"Giay khai sinh"))

    assert answer.status_code == 422
    assert "giay.txt" in page_of(answer)


def test_a_file_that_was_changed_in_the_store_is_told(world: given.World, head: Client, settings: Any) -> None:
    uid = decided(world)
    row = signed(world, uid)
    path = Path(settings.FILES_DIR) / row.sha256[:2] / row.sha256[2:4] / row.sha256
    before = path.read_bytes()
    path.chmod(0o600)
    path.write_bytes(before.replace(b"/Producer", b"/Producar", 1))
    try:
        answer = head.get(reverse("desk:signed_result", args=[uid, row.uid]))
    finally:
        path.write_bytes(before)

    assert answer.status_code == 409
    assert "hỏng" in page_of(answer) or "sửa" in page_of(answer)


def test_another_unit_finds_no_signed_result(world: given.World, someone: Callable[[str, str], Client]) -> None:
    row = signed(world, decided(world))

    stranger = someone("dong_van", "unit_head")

    assert stranger.get(reverse("desk:signed_result", args=[row.dossier_uid, row.uid])).status_code == 404
    assert stranger.get(reverse("desk:file", args=[row.file_uid])).status_code == 404


def test_a_result_is_shown_below_its_own_dossier_alone(world: given.World, head: Client) -> None:
    row, other = signed(world, decided(world)), given.received(world)

    assert head.get(reverse("desk:signed_result", args=[other, row.uid])).status_code == 404


def test_the_pages_cost_few_statements(
    world: given.World, head: Client, query_count: Callable[[], AbstractContextManager[Any]]
) -> None:
    row = signed(world, decided(world))
    confirmed(head)

    for at in (
        address(row.dossier_uid),
        reverse("desk:signed_result", args=[row.dossier_uid, row.uid]),
        reverse("desk:dossier", args=[row.dossier_uid]),
    ):
        head.get(at)
        with query_count() as counted:
            assert head.get(at).status_code == 200
        assert counted.statements <= 12, f"{at}: " + "\n".join(one[:130] for one in counted.texts)


@pytest.mark.thorough
@pytest.mark.browser
def test_the_pages_are_fit_for_everybody(world: given.World, head: Client, page: Page) -> None:
    row = signed(world, decided(world))
    confirmed(head)
    serve(page, head)

    for name, at in (
        ("sign-result", address(row.dossier_uid)),
        ("signed-result", reverse("desk:signed_result", args=[row.dossier_uid, row.uid])),
        ("dossier-with-signed-result", reverse("desk:dossier", args=[row.dossier_uid])),
    ):
        page.goto(ORIGIN + at)
        assert_accessible(page)
        screenshot(page, name)


# --- used again at the counter -------------------------------------------------------------------------------------------


def test_the_counter_takes_an_earlier_result_by_code_and_key(world: given.World, clerk: Client) -> None:
    row, uid = signed(world, decided(world)), given.received(world)
    former = given.dossier(world.head, row.dossier_uid)
    at = reverse("desk:reuse", args=[uid])
    assert at in page_of(clerk.get(reverse("desk:dossier", args=[uid])))
    paper = clerk.get(at).context["papers"][0].pk
    told = {"ma": former.code, "khoa": former.lookup_key, "paper": paper, "key": "k-1"}

    wrong = clerk.post(at, told | {"khoa": "ABCD2345"})
    found = clerk.post(at, told)
    taken = clerk.post(at, told | {"result": str(row.uid)}, follow=True)
    elsewhere = clerk.post(at, told | {"result": str(uid), "key": "k-2"})

    assert wrong.status_code == 422
    assert "Giấy khai sinh, số 12/2018" in page_of(found)
    assert "✓ giấy đã ký số, dùng lại từ kho của người dân" in page_of(taken)
    assert "Dùng lại giấy đã ký số, không phải nộp lại" in page_of(taken)
    assert "Không có kết quả ký số này" in page_of(elsewhere)


@pytest.mark.thorough
@pytest.mark.browser
def test_the_page_that_takes_it_is_fit_for_everybody(world: given.World, clerk: Client, page: Page) -> None:
    row, uid = signed(world, decided(world)), given.received(world)
    former = given.dossier(world.head, row.dossier_uid)
    serve(page, clerk)

    page.goto(ORIGIN + reverse("desk:reuse", args=[uid]))
    page.fill("[name=ma]", former.code)
    page.fill("[name=khoa]", former.lookup_key)
    page.click("text=Mở kết quả")

    assert_accessible(page)
    screenshot(page, "reuse")
