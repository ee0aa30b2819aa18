"""Papers on the desk: what is only shown is ticked and never scanned; a picture or a PDF is looked at in place."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from lienthong.casework.dossiers import testing as given
from lienthong.doors.desk.testing import page_of, typed
from lienthong.office.files.testing import pdfs, pictures

IDENTITY = "Giấy tờ tùy thân của người đi đăng ký"


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.FILES_DIR = tmp_path


def page_with(clerk: Client, uid: UUID, **scans: bytes) -> str:
    """Add scans by their extension to the first paper; return the dossier's page."""
    address = reverse("desk:dossier", args=[uid])
    for extension, content in scans.items():
        paper = clerk.get(address).context["page"].papers[0].pk
        form = {"paper": paper, "beside": "1", "file": SimpleUploadedFile(f"quét.{extension}", content)}
        assert clerk.post(reverse("desk:scan", args=[uid]), form).status_code == 302
    return page_of(clerk.get(address))


def test_the_checklist_asks_to_tick_what_was_shown_and_offers_no_scan_there(clerk: Client) -> None:
    page = page_of(clerk.post(reverse("desk:parts"), typed()))

    assert f'aria-label="Đã xuất trình, đã đối chiếu: {IDENTITY}"' in page
    assert "trả lại ngay, không quét" in page
    assert "scan-birth_proof" in page
    assert "scan-identity" not in page


def test_a_reception_without_that_tick_is_refused_and_says_which_paper(clerk: Client) -> None:
    answer = clerk.post(
        reverse("desk:receive"), {name: value for name, value in typed().items() if name != "paper-have_identity"}
    )

    assert answer.status_code == 409
    assert f"{IDENTITY} (xuất trình để đối chiếu)" in page_of(answer)


def test_the_dossier_says_what_was_compared_and_offers_no_scan_of_it(world: given.World, clerk: Client) -> None:
    page = page_with(clerk, given.received(world))

    assert "✓ đã xuất trình, đã đối chiếu" in page
    offered = re.findall(r'<option value="\d+">([^<]*)', page)
    assert "Giấy chứng sinh" in offered
    assert IDENTITY not in offered


def test_a_picture_is_looked_at_in_place_and_loaded_only_then(world: given.World, clerk: Client) -> None:
    page = page_with(clerk, given.received(world), png=pictures.drawn(), jpg=pictures.photo())

    shown = re.findall(r'<img src="([^"]+)" alt="([^"]+)" loading="lazy">', page)
    assert [words for _, words in shown] == ["Bản quét 1: Tờ khai đăng ký khai sinh", "Bản quét 2: Tờ khai đăng ký khai sinh"]
    answer = clerk.get(shown[0][0])
    assert answer.getvalue()
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/png", "nosniff")
    assert answer["X-Frame-Options"] == "DENY"
    assert "sandbox" in answer["Content-Security-Policy"]


def test_a_pdf_is_looked_at_in_place_or_in_a_tab_and_what_no_browser_draws_is_saved(world: given.World, clerk: Client) -> None:
    pdf = page_with(clerk, given.received(world), pdf=pdfs.good())
    fax = page_with(clerk, given.received(world), tif=pictures.fax())

    assert re.search(r'\?xem=1" target="_blank" rel="noopener">Mở bản quét trong thẻ mới', pdf)
    assert "<img" not in pdf
    ((address, words),) = re.findall(r'<iframe src="([^"]+)" title="([^"]+)" loading="lazy"></iframe>', pdf)
    assert words == "Bản quét 1: Tờ khai đăng ký khai sinh"
    answer = clerk.get(address)
    assert answer.getvalue().startswith(b"%PDF")
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    assert "<iframe" not in fax
    assert "?xem=1" not in fax
    assert "Tải về" in fax


def test_the_page_costs_as_many_statements_with_many_scans_as_with_few(
    world: given.World, clerk: Client, query_count: Callable[[], Any]
) -> None:
    uid = given.received(world)
    page_with(clerk, uid, png=pictures.drawn())
    address, found = reverse("desk:dossier", args=[uid]), []
    for _ in range(2):
        clerk.get(address)
        with query_count() as asked:
            clerk.get(address)
        found.append(asked.statements)
        page_with(clerk, uid, jpg=pictures.photo(), pdf=pdfs.good())

    assert found[0] == found[1] <= 12


def test_who_gives_the_result_is_told_what_to_compare_first(world: given.World, clerk: Client) -> None:
    whole = given.an_application(channel="online")
    uid = given.received(world, channel="online", papers=[one for one in whole.papers if not one.shown_only])
    code = given.dossier(world.clerk, uid).code

    page = page_of(clerk.get(reverse("desk:return"), {"ma": code}))

    assert "Xem và đối chiếu trước khi giao kết quả" in page
    assert IDENTITY in page
    assert "Còn phải xuất trình" in page_of(clerk.get(reverse("desk:dossier", args=[uid])))
