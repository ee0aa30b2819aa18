"""Scans on the page of a dossier: added by a plain form, shown and downloaded, refused with a sentence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from lienthong.casework.dossiers import testing as given
from lienthong.doors.desk.testing import page_of
from lienthong.office.files.testing import pdfs, pictures
from lienthong.toolkit.identity import new_uid

LETTER = "Giấy chứng sinh.pdf"


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.FILES_DIR = tmp_path


def send(client: Client, uid: UUID, content: bytes, name: str = LETTER, paper: int = 0) -> Any:
    """Open the dossier's page and send its scan form."""
    opened = client.get(reverse("desk:dossier", args=[uid]))
    chosen = opened.context["page"].papers[0].pk
    form = {"key": str(new_uid()), "paper": paper or chosen, "file": SimpleUploadedFile(name, content)}
    return client.post(reverse("desk:scan", args=[uid]), form, follow=True)


def file_of(client: Client, uid: UUID) -> UUID | None:
    found: UUID | None = client.get(reverse("desk:dossier", args=[uid])).context["page"].papers[0].file_uid
    return found


def test_a_clerk_adds_a_scan_and_everybody_of_the_dossier_reads_it(world: given.World, clerk: Client, head: Client) -> None:
    uid, content = given.received(world), pdfs.good()

    told = page_of(send(clerk, uid, content))

    assert "Đã lưu bản quét." in told
    assert "Thêm bản quét giấy tờ" in told
    address = reverse("desk:file", args=[file_of(clerk, uid)])
    assert f'href="{address}?xem=1"' in told
    for reader in (clerk, head):
        answer = reader.get(address)
        assert answer.getvalue() == content
        assert answer["Content-Disposition"].startswith("attachment")
        assert "sandbox" in answer["Content-Security-Policy"]
    shown = clerk.get(address + "?xem=1")
    assert shown["Content-Disposition"].startswith("inline")
    assert shown.getvalue() == content


def test_the_policy_of_the_answer_is_not_overwritten_by_that_of_pages(world: given.World, clerk: Client) -> None:
    uid = given.received(world)
    send(clerk, uid, pictures.photo(), "ảnh.jpg")

    answer = clerk.get(reverse("desk:file", args=[file_of(clerk, uid)]))

    assert "script-src" not in answer["Content-Security-Policy"]
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"] == "image/jpeg"
    assert answer.getvalue().startswith(b"\xff\xd8\xff")


def test_a_unit_that_takes_no_part_finds_no_file(
    world: given.World, clerk: Client, someone: Callable[[str, str], Client]
) -> None:
    uid = given.received(world)
    send(clerk, uid, pdfs.good())

    answer = someone("dong_van", "counter_clerk").get(reverse("desk:file", args=[file_of(clerk, uid)]))

    assert answer.status_code == 404
    assert "Không tìm thấy tệp" in page_of(answer)


def test_a_stranger_is_asked_to_sign_in(world: given.World) -> None:
    answer = Client().get(reverse("desk:file", args=[new_uid()]))

    assert answer.status_code == 302


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"", LETTER, "rỗng (0 byte)"),
        (b"MZ\x90\x00" + bytes(100), LETTER, "một chương trình Windows"),
        (b"a" * (2**20 + 5_000_000), "a.txt", "lớn hơn 1 MB"),
        (pdfs.javascript(), LETTER, "mã JavaScript"),
        (b"GIF89a", "a.gif", "Không nhận loại tệp"),
    ],
)
def test_a_refused_file_is_told_on_the_page_of_the_dossier(
    content: bytes, name: str, says: str, world: given.World, clerk: Client, settings: Any
) -> None:
    settings.UPLOAD_MAX_BYTES = 2**20
    uid = given.received(world)

    answer = send(clerk, uid, content, name)

    assert answer.status_code in {413, 422}
    assert says in page_of(answer)
    assert file_of(clerk, uid) is None


def test_a_form_without_a_file_says_so(world: given.World, clerk: Client) -> None:
    uid = given.received(world)

    answer = clerk.post(reverse("desk:scan", args=[uid]), {"key": str(new_uid())})

    assert answer.status_code == 422
    assert "Chưa chọn tệp" in page_of(answer)


def test_a_paper_that_is_none_of_the_dossier_is_told(world: given.World, clerk: Client) -> None:
    uid = given.received(world)

    answer = send(clerk, uid, pdfs.good(), paper=999_999)

    assert answer.status_code == 404
    assert "không có giấy tờ này" in page_of(answer)


def test_a_dossier_of_others_is_not_found(world: given.World, someone: Callable[[str, str], Client]) -> None:
    uid = given.received(world)
    form = {"file": SimpleUploadedFile(LETTER, pdfs.good()), "paper": "1"}

    answer = someone("dong_van", "counter_clerk").post(reverse("desk:scan", args=[uid]), form)

    assert answer.status_code == 404
