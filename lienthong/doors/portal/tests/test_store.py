"""A signed result lies in the citizen's store: shown, downloaded, checked; others open it by code and key, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from playwright.sync_api import Page

from lienthong.casework.documents import public as documents
from lienthong.casework.documents import testing as letters
from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.results import public as results
from lienthong.casework.results.testing import decided, sample_keys, signed
from lienthong.doors.portal import services
from lienthong.doors.portal.tests.filing import answered, begun, enter, words
from lienthong.office.accounts import public as accounts
from lienthong.office.citizens.testing import a_citizen
from lienthong.office.files import public as files
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.signing.testing import a_paper
from lienthong.toolkit.ui.testing import ORIGIN, assert_accessible, screenshot, serve

PROCEDURES = (given.BIRTH,)
STORE, OPENED, CHECK = "/ho-so-cua-toi/kho/", "/ket-qua-ky-so/", "/kiem-tra-chu-ky/"


@pytest.fixture(autouse=True)
def _keys(settings: Any) -> None:
    sample_keys(settings)


def filed(world: given.World, client: Client) -> results.ResultRow:
    """File a birth registration online, let it be decided and its result be signed."""
    uid = UUID(str(client.post(answered(client, begun(client)))["Location"]).split("/")[2])
    dossiers.accept(actor=world.clerk, at=world.at, dossier_uid=uid)
    for title, outcome in (("receive", "done"), ("verify", "done"), ("sign", "signed")):
        given.step(world, uid, title, outcome)
    return signed(world, uid, at=world.at + timedelta(hours=2))


def pdf(content: bytes, name: str = "ket-qua.pdf") -> dict[str, Any]:
    return {"file": SimpleUploadedFile(name, content)}


def opening(world: given.World, row: results.ResultRow) -> dict[str, str]:
    found = given.dossier(world.head, row.dossier_uid)
    return {"ma": found.code, "khoa": found.lookup_key}


def test_what_was_filed_online_is_in_the_store_as_soon_as_it_is_signed(world: given.World, client: Client, sen: Any) -> None:
    row = filed(world, client)

    listed, page = words(client.get(STORE)), words(client.get(f"{STORE}{row.uid}/"))
    sent = client.get(f"{STORE}{row.uid}/tai/")

    assert "Giấy khai sinh ✓ đang dùng được" in listed
    assert "Không bị sửa từ khi ký." in page
    assert "Chứng thư mẫu minh họa, không có giá trị pháp lý." in page
    assert "Kết quả, số 12/2018 · Hồ sơ" in page
    assert f"{world.head.name}, {row.signer_title}, {row.signing_unit} ký" in page
    assert results.checked(sent.getvalue()).whole
    assert sent["Content-Disposition"].startswith("attachment")


def test_another_citizen_sees_none_of_it(world: given.World, client: Client, sen: Any) -> None:
    row = filed(world, client)
    a_citizen("Chíu Sám Mùn", email="mun@thu.vn", phone="0987654321")
    other = Client()
    enter(other, login="mun@thu.vn")

    assert "Kho chưa có giấy tờ nào" in words(other.get(STORE))
    assert other.get(f"{STORE}{row.uid}/").status_code == 404
    assert other.get(f"{STORE}{row.uid}/tai/").status_code == 404
    assert Client().get(STORE)["Location"].startswith("/cong/dang-nhap/")


def test_a_dossier_of_the_counter_is_put_in_by_code_and_key(world: given.World, client: Client, sen: Any) -> None:
    row = signed(world, decided(world))
    told = opening(world, row)

    wrong = client.post(STORE, told | {"khoa": "ABCD2345"})
    right = client.post(STORE, told | {"khoa": f"{told['khoa'][:4].lower()}-{told['khoa'][4:]}"}, follow=True)  # as printed

    assert wrong.status_code == 422
    assert "không mở ra kết quả ký số nào" in words(wrong)
    assert "Giấy khai sinh ✓ đang dùng được" in words(right)


def test_without_an_account_code_and_key_open_it_and_nothing_else_does(world: given.World) -> None:
    row, client = signed(world, decided(world)), Client()
    told = opening(world, row)

    page = client.post(OPENED, told | {"khoa": f" {told['khoa'][:4]}-{told['khoa'][4:]} "})  # as printed
    sent = client.post(f"{OPENED}{row.uid}/tai/", told)
    wrong = client.post(OPENED, told | {"khoa": "ABCD2345"})

    assert "Giấy khai sinh" in words(page)
    assert page["Referrer-Policy"] == "no-referrer"
    assert results.checked(sent.getvalue()).whole
    assert wrong.status_code == 422
    assert client.post(f"{OPENED}{row.uid}/tai/", told | {"khoa": "ABCD2345"}).status_code == 404
    assert client.post(f"{OPENED}{row.uid}/tai/", {}).status_code == 404
    assert "Nhập mã và khóa" in words(client.get(OPENED))


def test_the_look_up_leads_to_the_signed_result_once_the_work_is_done(world: given.World, client: Client) -> None:
    row, open_uid = signed(world, decided(world)), given.received(world)
    running = given.dossier(world.head, open_uid)

    done = client.post("/tra-cuu/", opening(world, row))
    under_way = client.post("/tra-cuu/", {"ma": running.code, "khoa": running.lookup_key})

    assert "Tải kết quả đã ký số" in words(done)
    assert "Tải kết quả đã ký số" not in words(under_way)


def test_a_result_that_was_replaced_says_so_everywhere(world: given.World, client: Client, sen: Any) -> None:
    row = filed(world, client)
    old = results.content(row)
    signed(world, row.dossier_uid, number="13/2018", at=world.at + timedelta(hours=3))

    assert "đã có bản thay" in words(client.get(STORE))
    assert "Đã có bản ký sau thay bản này" in words(client.get(f"{STORE}{row.uid}/"))
    assert "Bản ký sau đã thay bản này lúc 11:00 ngày 12/03/2018" in words(client.post(CHECK, pdf(old)))


def test_anybody_checks_a_file_and_a_changed_byte_is_told(world: given.World) -> None:
    content = results.content(signed(world, decided(world)))
    changed = bytearray(content)
    changed[content.index(b"/Producer") + 12] ^= 0x01

    whole, spoilt = words(Client().post(CHECK, pdf(content))), words(Client().post(CHECK, pdf(bytes(changed))))

    assert "Không bị sửa từ khi ký." in whole
    assert "đã ký chính tệp này ở đây: Giấy khai sinh, số 12/2018" in whole
    assert "Tệp đã bị sửa sau khi ký." in spoilt
    assert "đã ký chính tệp này ở đây" not in spoilt


@pytest.mark.parametrize(
    ("content", "told"),
    [(a_paper(), "Tệp không có chữ ký số nào."), (b"GIF89a", "Không đọc được tệp này như một tệp PDF.")],
)
def test_a_file_without_a_signature_and_what_is_no_pdf_are_told_apart(world: given.World, content: bytes, told: str) -> None:
    assert told in words(Client().post(CHECK, pdf(content)))


def test_no_file_and_one_that_is_too_big_are_refused_beside_the_field(
    world: given.World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lienthong.doors.portal.web.store.MOST_BYTES", 100)

    nothing, big = Client().post(CHECK, {}), Client().post(CHECK, pdf(a_paper()))

    assert (nothing.status_code, big.status_code) == (422, 422)
    assert "Tệp lớn hơn 20 MB" in words(big)


def test_who_asks_too_often_waits(world: given.World, client: Client, sen: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    few = accounts.Allowance(services.SOURCE.kind, 3, 600)  # as many as there are come back on a slow machine meanwhile
    monkeypatch.setattr(services, "SOURCE", few)
    for _ in range(4):
        last = client.post(OPENED, {"ma": "H49.16.22-180312-0001", "khoa": "ABCD2345"})

    assert "Đã tra cứu quá nhiều lần" in words(last)
    assert "Đã tra cứu quá nhiều lần" in words(client.post(STORE, {"ma": "H49.16.22-180312-0001", "khoa": "ABCD2345"}))
    assert "Đã tra cứu quá nhiều lần" in words(client.post(CHECK, pdf(a_paper())))
    assert client.post(f"{OPENED}{UUID(int=1)}/tai/", {}).status_code == 429


def test_the_pages_cost_few_statements(
    world: given.World, client: Client, sen: Any, query_count: Callable[[], AbstractContextManager[Any]]
) -> None:
    row = filed(world, client)

    for at in (STORE, f"{STORE}{row.uid}/", OPENED, CHECK):
        with query_count() as counted:
            assert client.get(at).status_code == 200
        assert counted.statements <= 12, f"{at}: {counted.statements}"


@pytest.mark.thorough
@pytest.mark.browser
def test_the_pages_are_fit_for_everybody(world: given.World, client: Client, sen: Any, page: Page) -> None:
    row = filed(world, client)
    serve(page, client)

    for name, at in (
        ("store", STORE), ("stored", f"{STORE}{row.uid}/"), ("signed-opened-asks", OPENED), ("signature-check", CHECK),
        ("portal-home", "/cong/"),
    ):  # fmt: skip
        page.goto(ORIGIN + at)
        assert_accessible(page)
        screenshot(page, name)
    told = opening(world, row)
    page.goto(ORIGIN + OPENED)
    page.fill("[name=ma]", told["ma"])
    page.fill("[name=khoa]", told["khoa"])
    page.click("text=Mở kết quả")
    assert_accessible(page)
    screenshot(page, "signed-opened")


# --- used again in the next filing ---------------------------------------------------------------------------------------


def test_the_next_filing_takes_it_from_the_store_and_says_so(world: given.World, client: Client, sen: Any) -> None:
    row = signed(world, filed(world, client).dossier_uid, title="Giấy chứng sinh", at=world.at + timedelta(hours=3))
    filing = begun(client)
    review = answered(client, filing)
    papers = f"{filing}giay-to/"
    offered = client.get(papers)
    slot = next(one.slot for one in offered.context["rows"] if one.offers)
    assert "Dùng giấy tờ đã có: Giấy chứng sinh, số 12/2018" in words(offered)

    nothing = client.post(papers, {"dung": f"{slot}:{UUID(int=1)}"})
    taken = client.post(papers, {"dung": f"{slot}:{row.uid}"})
    uid = UUID(str(client.post(review)["Location"]).split("/")[2])

    assert "✓ Đã nhận" not in words(nothing)
    assert "✓ Đã nhận Giấy chứng sinh (đã ký số).pdf" in words(taken)
    assert "Dùng giấy tờ đã có" not in words(taken), "what is taken is not offered again"
    with ledger.seeing([world.clerk.unit_id]):
        paper = next(one for one in dossiers.page(world.clerk, uid, world.at).papers if one.key == slot)
        (came, *_) = ledger.history(uid)
        assert paper.file_uid is not None
        assert files.find(paper.file_uid).sha256 == row.sha256
    assert paper.reuses == row.uid
    assert came.facts["reused"] == [[slot, str(row.uid)]]


def test_a_result_whose_signature_is_trusted_no_more_is_refused_beside_its_paper(
    world: given.World, client: Client, sen: Any, settings: Any, tmp_path: Any
) -> None:
    row = signed(world, filed(world, client).dossier_uid, title="Giấy chứng sinh", at=world.at + timedelta(hours=3))
    filing = begun(client)
    answered(client, filing)
    slot = next(one.slot for one in client.get(f"{filing}giay-to/").context["rows"] if one.offers)
    settings.DEMO, settings.SIGNING_DIR, settings.SIGNING_PASSPHRASE = False, tmp_path, "x"

    answer = client.post(f"{filing}giay-to/", {"dung": f"{slot}:{row.uid}"})

    assert answer.status_code == 422
    assert "không dùng lại được" in words(answer)


@pytest.fixture
def asked_for(world: given.World, client: Client, sen: Any) -> tuple[Any, str]:
    """A birth certificate in the store, and the address at which an older dossier asks for a copy of it."""
    row = signed(world, filed(world, client).dossier_uid, title="Giấy khai sinh", at=world.at + timedelta(hours=3))
    address = str(client.post(answered(client, begun(client)))["Location"])
    uid = UUID(address.split("/")[2])
    dossiers.accept(actor=world.clerk, at=world.at, dossier_uid=uid)
    dossiers.request_supplement(
        actor=world.clerk, at=world.at, dossier_uid=uid, reason="Thiếu giấy", papers=["Bản sao Giấy khai sinh", "Đơn viết tay"]
    )
    return row, f"{address}bo-sung/"


def test_what_an_office_asks_for_comes_from_the_store_and_says_so(
    world: given.World, client: Client, asked_for: tuple[Any, str]
) -> None:
    row, at = asked_for
    offered = client.get(at)
    foreign = client.post(at, {"dung": f"p1:{row.uid}"})
    taken = client.post(at, {"dung": f"p0:{row.uid}"})
    sent = client.post(at, {"viec": "gui", "key": "1"})

    assert "Dùng giấy tờ đã có: Giấy khai sinh" in words(offered)
    assert [len(one.offers) for one in offered.context["rows"]] == [1, 0]
    assert "✓ Đã nhận" not in words(foreign), "the other paper is not that"
    assert "✓ Đã nhận Giấy khai sinh (đã ký số).pdf" in words(taken)
    assert "Dùng giấy tờ đã có" not in words(taken)
    uid = UUID(at.split("/")[2])
    assert sent.status_code == 302
    with ledger.seeing([world.clerk.unit_id]):
        came = dossiers.page(world.clerk, uid, world.at).papers[-1]
        assert (came.name, came.reuses) == ("Bản sao Giấy khai sinh", row.uid)
        assert ["", str(row.uid)] in next(one for one in ledger.history(uid)[::-1] if "reused" in one.facts).facts["reused"]


def test_a_result_that_is_trusted_no_more_is_refused_where_it_was_asked_for(
    client: Client, asked_for: tuple[Any, str], settings: Any, tmp_path: Any
) -> None:
    row, at = asked_for
    settings.DEMO, settings.SIGNING_DIR, settings.SIGNING_PASSPHRASE = False, tmp_path, "x"

    answer = client.post(at, {"dung": f"p0:{row.uid}", "viec": "gui"})

    assert answer.status_code == 422
    assert "không dùng lại được" in words(answer)


@pytest.mark.thorough
@pytest.mark.browser
def test_the_offer_is_fit_for_everybody(world: given.World, client: Client, sen: Any, page: Page) -> None:
    signed(world, filed(world, client).dossier_uid, title="Giấy chứng sinh", at=world.at + timedelta(hours=3))
    filing = begun(client)
    answered(client, filing)
    serve(page, client)

    page.goto(f"{ORIGIN}{filing}giay-to/")

    assert_accessible(page)
    screenshot(page, "papers-from-store")


def test_a_document_that_was_issued_here_says_so_beside_its_signatures(world: given.World) -> None:
    clerk, content = world.district.actor("office", "records_clerk"), a_paper("Quyết định thành lập tổ công tác")
    taken = letters.issued(clerk, at=world.at, files=(documents.Upload("quyet-dinh.pdf", content),))
    said = words(Client().post(CHECK, pdf(content)))
    assert "UBND huyện Bình Liêu đã ban hành chính tệp này: Quyết định số 01/QĐ-UBND ngày 12/03/2018." in said
    assert taken.document_uid is not None
    documents.recall(actor=clerk, at=world.at, document_uid=taken.document_uid, reason="Sai thẩm quyền của người ký")
    said = words(Client().post(CHECK, pdf(content)))
    assert "Văn bản đã bị thu hồi ngày 12/03/2018." in said
    assert "Sai thẩm quyền" not in said, "the reason is not for the public"
    assert "đã ban hành" not in words(Client().post(CHECK, pdf(a_paper("Văn bản của nơi khác"))))
