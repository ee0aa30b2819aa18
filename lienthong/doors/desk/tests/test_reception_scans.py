"""Scans at reception: kept through every refusal and in the draft, attached when the dossier is saved, told at the row."""

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

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.doors.desk.testing import page_of, typed
from lienthong.office.files import public as files
from lienthong.office.files.testing import pdfs, pictures
from lienthong.office.ledger import public as ledger

RECEIVE = "/ho-so/nhan/"
SLOT = "birth_proof"


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.FILES_DIR = tmp_path


def a_scan(name: str = "chứng sinh.pdf", content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pdfs.good() if content is None else content)


def saved(world: given.World) -> dict[str, list[str]]:
    """Return the names of the files by paper of the only dossier."""
    with ledger.seeing(world.clerk.sees):
        dossier = dossiers.Dossier.objects.get()
        named = {row.uid: row.name for row in files.of_object(dossier.uid)}
        uids = {paper.name: [paper.file_uid, *paper.more_files] for paper in dossier.papers.order_by("pk")}
    return {name: [named[UUID(str(uid))] for uid in found if uid] for name, found in uids.items() if any(found)}


def none_saved(world: given.World) -> bool:
    with ledger.seeing(world.clerk.sees):
        return not dossiers.Dossier.objects.exists()


def test_without_scripts_files_go_with_the_form_and_become_scans_of_their_papers(world: given.World, clerk: Client) -> None:
    photos = [a_scan(), a_scan("mặt sau.jpg", pictures.photo())]
    form = typed() | {
        f"scan-{SLOT}": photos,
        "scan-other": a_scan("cam đoan.pdf", pdfs.signed()),
        "paper-other_name": "Giấy cam đoan",
    }

    answer = clerk.post(RECEIVE, form, follow=True)

    assert saved(world) == {"Giấy chứng sinh": ["chứng sinh.pdf", "mặt sau.jpg"], "Giấy cam đoan": ["cam đoan.pdf"]}
    page = page_of(clerk.get(reverse("desk:dossier", args=[answer.context["row"].uid])))
    assert "Bản quét 2" in page


def test_a_refusal_keeps_the_files_and_the_next_press_saves_them(world: given.World, clerk: Client) -> None:
    form = typed()

    refused = clerk.post(RECEIVE, form | {f"scan-{SLOT}": a_scan(), "owner-id_number": "12"})
    assert refused.status_code == 422
    assert "chứng sinh.pdf" in page_of(refused)
    clerk.post(RECEIVE, form)

    assert saved(world) == {"Giấy chứng sinh": ["chứng sinh.pdf"]}


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [("bẫy.pdf", pdfs.javascript(), "mã JavaScript"), ("a.gif", b"GIF89a", "Không nhận loại tệp"), ("a.pdf", b"", "rỗng")],
)
def test_a_file_against_the_policy_is_told_at_its_row_and_nothing_is_saved(
    world: given.World, clerk: Client, name: str, content: bytes, says: str
) -> None:
    form = typed() | {f"scan-{SLOT}": [a_scan(), a_scan(name, content)]}

    answer = clerk.post(RECEIVE, form)
    text = page_of(answer)

    assert answer.status_code == 422
    assert says in text
    assert f'id="id_scan-{SLOT}_error"' in text
    assert f'href="#id_scan-{SLOT}"' in text
    assert "✓</span> chứng sinh.pdf" in text
    assert none_saved(world)


def test_a_draft_holds_its_files_and_gives_them_back(world: given.World, clerk: Client, head: Client) -> None:
    form = typed()
    row = page_of(clerk.post(reverse("desk:hold_scans") + f"?o={SLOT}", form | {f"scan-{SLOT}": a_scan()}))
    clerk.post(reverse("desk:draft", args=[form["key"]]), form)

    restored = page_of(clerk.get(RECEIVE, {"nhap": form["key"]}))

    assert row.strip().startswith("<tr>")
    assert "chứng sinh.pdf" in row
    assert "chứng sinh.pdf" in restored
    clerk.post(RECEIVE, form)
    assert saved(world) == {"Giấy chứng sinh": ["chứng sinh.pdf"]}


def test_a_file_is_taken_away_again_without_scripts_and_everything_typed_stays(world: given.World, clerk: Client) -> None:
    form = typed() | {"subject": "Khai sinh cho con thứ hai"}
    shown = clerk.post(RECEIVE, form | {"again": "1", f"scan-{SLOT}": [a_scan(), a_scan("thừa.pdf", pdfs.signed())]})
    spare = next(row for row in shown.context["sheet"].scans.held[SLOT] if row.name == "thừa.pdf")

    dropped = page_of(clerk.post(RECEIVE, form | {"drop": str(spare.uid)}))

    assert "thừa.pdf" not in dropped
    assert "chứng sinh.pdf" in dropped
    assert "Khai sinh cho con thứ hai" in dropped
    assert none_saved(world)


def test_a_dropped_draft_lets_its_files_go(world: given.World, clerk: Client) -> None:
    form = typed()
    clerk.post(reverse("desk:hold_scans") + f"?o={SLOT}", form | {f"scan-{SLOT}": a_scan()})

    clerk.post(reverse("desk:drop_draft", args=[form["key"]]))

    row = page_of(clerk.post(reverse("desk:hold_scans") + f"?o={SLOT}", form))
    assert "chứng sinh.pdf" not in row


def test_a_paper_with_a_scan_counts_as_handed_in(world: given.World, clerk: Client) -> None:
    form = {name: value for name, value in typed().items() if name != f"paper-have_{SLOT}"}

    preview = form | {f"scan-{SLOT}": a_scan()}
    clerk.post(reverse("desk:hold_scans") + f"?o={SLOT}", preview)
    slip = page_of(clerk.post(reverse("desk:preview"), form))
    clerk.post(RECEIVE, form)

    assert "Giấy chứng sinh" in slip
    assert saved(world) == {"Giấy chứng sinh": ["chứng sinh.pdf"]}


def test_the_same_form_with_its_files_sent_twice_receives_once(world: given.World, clerk: Client) -> None:
    form, content = typed(), pdfs.good()

    for _ in range(2):
        answer = clerk.post(RECEIVE, form | {f"scan-{SLOT}": a_scan(content=content)})
        assert answer.status_code == 302

    assert saved(world) == {"Giấy chứng sinh": ["chứng sinh.pdf"]}


def test_the_form_with_held_files_keeps_its_budget(
    world: given.World, clerk: Client, query_count: Callable[[], AbstractContextManager[Any]]
) -> None:
    form = typed()
    clerk.post(reverse("desk:hold_scans") + f"?o={SLOT}", form | {f"scan-{SLOT}": [a_scan(), a_scan("b.pdf", pdfs.signed())]})
    clerk.post(reverse("desk:draft", args=[form["key"]]), form)
    clerk.get(RECEIVE, {"nhap": form["key"]})

    with query_count() as counted:
        assert clerk.get(RECEIVE, {"nhap": form["key"]}).status_code == 200
    assert counted.statements <= 12
