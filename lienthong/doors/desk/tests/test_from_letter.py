"""A letter opens a dossier at the counter: the form begins with what it says, its files go along, and its course says so."""

from __future__ import annotations

import hashlib
import html
import re
from typing import Any
from urllib.parse import unquote
from uuid import UUID

import pytest
from django.test import Client

from lienthong.casework.delivery.testing import carried
from lienthong.casework.documents import public as documents
from lienthong.casework.documents.testing import issued, registered, voided
from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.procedures import public as procedures
from lienthong.doors.desk.testing import as_person, hidden, page_of, typed
from lienthong.doors.desk.tests.test_leading import words_of
from lienthong.office.files import public as files
from lienthong.office.files.testing import pdfs
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.ui.testing import ORIGIN, assert_accessible, choose, screenshot, serve, unmarked_vietnamese

BUDGET = 12
PDF = pdfs.good("Đơn đề nghị đăng ký khai sinh")


@pytest.fixture
def letter(world: given.World) -> UUID:
    """A citizen's application that came by post, registered at the commune and shared with its counter clerk."""
    clerk = world.district.actor("hoanh_mo", "records_clerk")
    taken = registered(
        clerk, at=world.at, symbol="", issuer="Hoàng Thị Sen", subject="Đơn đề nghị đăng ký khai sinh cho con",
        files=(documents.Upload("don.pdf", PDF),),
    )  # fmt: skip
    assert taken.document_uid is not None
    documents.share(
        actor=clerk, at=world.at, document_uid=taken.document_uid, unit_id=clerk.unit_id, person_uid=world.clerk.person_uid,
        side="state", reason="Chuyển một cửa",
    )  # fmt: skip
    return taken.document_uid


def address(letter: UUID) -> str:
    return f"/ho-so/nhan/tu-van-ban/{letter}/"


def opened(clerk: Client, letter: UUID, world: given.World) -> str:
    """Choose the registration of births for a letter; return the address of the form."""
    version = procedures.version_in_force(given.BIRTH, world.at.date())
    done = clerk.post(address(letter), {"version": str(version.uid)})
    assert done.status_code == 302
    return str(done["Location"])


def received(clerk: Client, letter: UUID, world: given.World, **changes: Any) -> UUID:
    """Receive the dossier of a letter; return its uid."""
    form = page_of(clerk.get(opened(clerk, letter, world)))
    sent = typed(key=hidden(form, "key"), letter=hidden(form, "letter"), channel="post", **changes)
    done = clerk.post("/ho-so/nhan/", sent)
    assert done.status_code == 302, words_of(done)
    return UUID(re.search(r"/ho-so/([0-9a-f-]{36})/", unquote(str(done["Location"])))[1])  # type: ignore[index]


def test_the_page_of_a_letter_offers_the_counter_to_take_it_in(world: given.World, letter: UUID, clerk: Client) -> None:
    assert f'href="{address(letter)}"' in page_of(clerk.get(f"/van-ban/{letter}/"))
    writer = as_person(world, "hoanh_mo", "records_clerk")
    assert f'href="{address(letter)}"' not in page_of(writer.get(f"/van-ban/{letter}/"))


def test_the_form_begins_with_what_the_letter_says(world: given.World, letter: UUID, clerk: Client, query_count: Any) -> None:
    clerk.get("/ho-so/nhan/")
    with query_count() as counted:
        found = page_of(clerk.get(address(letter), {"q": "khai sinh"}))
    assert counted.statements <= BUDGET, counted.texts
    assert "Đăng ký khai sinh" in found
    form = html.unescape(page_of(clerk.get(opened(clerk, letter, world))))
    assert 'value="Hoàng Thị Sen"' in form
    assert 'value="Đơn đề nghị đăng ký khai sinh cho con"' in form
    assert 'value="Văn bản đến số 1, Hoàng Thị Sen"' in form
    assert "don.pdf" in form
    assert re.search(r'<option value="post" selected', form)
    assert f'href="/van-ban/{letter}/"' in form


def test_the_files_of_the_letter_lie_in_the_dossier_byte_for_byte(world: given.World, letter: UUID, clerk: Client) -> None:
    uid = received(clerk, letter, world, **{"paper-other_name": "Đơn gửi qua bưu điện", "paper-other_count": "1"})
    with ledger.seeing(world.clerk.sees):
        page = dossiers.page(world.clerk, uid, world.at)
        assert page.dossier.letter_uid == letter
        assert page.dossier.channel == "post"
        paper = next(one for one in page.papers if one.name == "Đơn gửi qua bưu điện")
        assert paper.file_uid is not None
        with files.open_file(paper.file_uid) as file:
            assert hashlib.sha256(file.read()).hexdigest() == hashlib.sha256(PDF).hexdigest()
    assert f'href="/van-ban/{letter}/"' in page_of(clerk.get(f"/ho-so/{uid}/"))
    graph = page_of(clerk.get(f"/ho-so/{uid}/lien-quan/"))
    assert "mở từ văn bản" in graph
    assert page.dossier.code in graph


@pytest.mark.parametrize("what", ["unseen", "out", "recalled", "void"])
def test_a_document_that_is_no_letter_of_the_counter_opens_nothing(world: given.World, what: str) -> None:
    clerk = world.district.actor("hoanh_mo", "records_clerk")
    taken = issued(clerk, at=world.at) if what == "out" else registered(clerk, at=world.at)
    assert taken.document_uid is not None
    if what == "recalled":
        documents.recall(actor=clerk, at=world.at, document_uid=taken.document_uid, reason="Gửi nhầm")
    if what == "void":
        voided(clerk, taken, at=world.at)
    if what != "unseen":
        documents.share(
            actor=clerk, at=world.at, document_uid=taken.document_uid, unit_id=clerk.unit_id, person_uid=world.clerk.person_uid,
            side="state", reason="Chuyển một cửa",
        )  # fmt: skip
    refusals = {
        "unseen": documents.DocumentUnknown, "out": dossiers.NotALetter, "recalled": documents.DocumentRecalled,
        "void": dossiers.NotALetter,
    }  # fmt: skip
    with pytest.raises(refusals[what]):
        dossiers.receive(
            actor=world.clerk, at=world.at, application=given.an_application(at=world.at, letter_uid=taken.document_uid)
        )
    opened = as_person(world, "hoanh_mo", "counter_clerk").get(address(taken.document_uid))
    assert opened.status_code in {404, 409}, opened.status_code


def test_the_worker_tells_the_course_of_the_letter_nothing_where_nobody_presented_it(
    world: given.World, letter: UUID, clerk: Client
) -> None:
    received(clerk, letter, world)
    assert carried() >= 1


@pytest.mark.browser
def test_axe_finds_nothing_on_the_page_that_asks_for_the_procedure(page: Any, letter: UUID, clerk: Client) -> None:
    serve(page, clerk)
    page.goto(f"{ORIGIN}{address(letter)}?q=khai+sinh")
    assert_accessible(page)
    screenshot(page, "tu-van-ban")
    choose(clerk, "en")
    assert unmarked_vietnamese(page_of(clerk.get(address(letter), {"q": "khai sinh"}))) == []
