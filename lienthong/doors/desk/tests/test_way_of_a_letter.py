"""The whole way of a letter: it comes, opens a dossier, its result is signed and registered, and one page shows it all."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from lienthong.casework.delivery.testing import carried
from lienthong.casework.documents import public as documents
from lienthong.casework.documents.testing import registered, taken
from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.drafting.testing import begun, printed
from lienthong.casework.handling import public as handling
from lienthong.casework.procedures import public as procedures
from lienthong.casework.results import public as results
from lienthong.casework.results.testing import sample_keys, signed
from lienthong.doors.desk.testing import as_person, hidden, page_of, typed
from lienthong.doors.desk.tests.test_leading import words_of
from lienthong.doors.desk.tests.test_linked import rows_of
from lienthong.office.files.testing import pdfs
from lienthong.office.ledger import public as ledger
from lienthong.office.worktime import public as worktime
from lienthong.toolkit.actor import Actor

PROCEDURES = ("1.002211-2015",)
MEDIATOR = "1.002211"
BUDGET = 12


@pytest.fixture
def writer(world: given.World) -> Actor:
    return world.district.actor("hoanh_mo", "records_clerk")


def comes(world: given.World, writer: Actor) -> UUID:
    """Let a letter come by post, be presented, and be given by the chairman to the one at the counter."""
    worktime.load_calendars()
    came = registered(
        writer, at=world.at, symbol="05/BC-BCTMT", issuer="Ban Công tác Mặt trận bản Đồng Cậm", issued_on=world.at.date(),
        subject="Đề nghị công nhận hòa giải viên", files=(documents.Upload("de-nghi.pdf", pdfs.good()),),
    ).document_uid  # fmt: skip
    assert came is not None
    handling.present(actor=writer, at=world.at, document_uid=came, leader_uid=world.head.person_uid)
    lead = handling.Named(
        "lead", world.clerk.unit_id, person_uid=world.clerk.person_uid, due=(world.at + timedelta(days=4)).date()
    )
    handling.instruct(actor=world.head, at=world.at, document_uid=came, words="Giao bộ phận một cửa nhận hồ sơ", named=[lead])
    return came


def taken_in(world: given.World, clerk: Client, letter: UUID) -> UUID:
    """Receive the letter as a dossier at the counter, by its pages."""
    version = procedures.version_in_force(MEDIATOR, world.at.date())
    form = clerk.post(f"/ho-so/nhan/tu-van-ban/{letter}/", {"version": str(version.uid)})
    page = page_of(clerk.get(form["Location"]))
    assert "de-nghi.pdf" in page
    owner: dict[str, Any] = {"owner-name": "Chíu Sếch Và"}
    sent = typed(MEDIATOR, key=hidden(page, "key"), letter=hidden(page, "letter"), channel="post", **owner)
    done = clerk.post("/ho-so/nhan/", sent)
    assert done.status_code == 302, words_of(done)
    return UUID(re.findall(r"[0-9a-f-]{36}", done["Location"])[0])


def test_a_letter_opens_a_dossier_whose_signed_result_stands_in_the_register(
    world: given.World, writer: Actor, clerk: Client, settings: Any, query_count: Any
) -> None:
    sample_keys(settings)
    letter = comes(world, writer)
    dossier = taken_in(world, clerk, letter)
    carried()
    with ledger.seeing(writer.sees):
        course = handling.chain(writer, letter, world.at)
    code = given.dossier(world.clerk, dossier).code
    assert (course.state, course.closing) == ("finished", f"Đã chuyển thành hồ sơ {code}")

    for key in ("receive", "verify"):
        given.step(world, dossier, key, "done", result_number="")
    justice = world.district.actor("hoanh_mo", "specialist.justice")
    draft = begun(
        justice, at=world.at, type_key="quyet-dinh", subject="Về việc công nhận hòa giải viên", answers=letter, dossier=dossier
    )
    paper = printed(justice, draft.version_uid)
    result = signed(world, dossier, content=paper, number="", title="Quyết định công nhận hòa giải viên")
    assert result.number == "01/QĐ-UBND"
    assert results.checked(results.content(result)).whole
    assert taken(writer) == ["1", "01/QĐ-UBND"]
    for key, outcome in (("sign", "signed"), ("number", "issued")):
        given.step(world, dossier, key, outcome, result_number="")
    assert given.dossier(world.clerk, dossier).status == dossiers.Status.COMPLETED

    office = as_person(world, "hoanh_mo", "records_clerk")
    office.get("/van-ban/")
    with query_count() as counted:
        page = page_of(office.get(f"/van-ban/{letter}/lien-quan/"))
    assert counted.statements <= BUDGET, counted.texts
    rows = rows_of(page)
    told = "\n".join(rows)
    assert len(rows) == 5, told
    assert rows[0].startswith("Văn bản đến 05/BC-BCTMT"), told
    assert re.search(rf"Hồ sơ {code} .* mở từ văn bản mục 1", told), told
    assert re.search(r"Dự thảo Quyết định .* soạn để trả lời mục 1 · soạn từ hồ sơ mục \d", told), told
    assert re.search(r"Kết quả ký số 01/QĐ-UBND .* kết quả của mục \d", told), told
    assert re.search(r"Văn bản đi 01/QĐ-UBND .* văn bản kết quả của mục \d", told), told
    again = rows_of(page_of(clerk.get(f"/ho-so/{dossier}/lien-quan/")))
    assert len(again) >= 3, "from the dossier the counter sees the same, but for what only readers of registers open"
