"""Papers of one's own on the screen: written, compared, reviewed by another, published, printed."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from lienthong.casework.deadlines import public as deadlines
from lienthong.casework.deadlines import testing as letters
from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.forms import public as forms
from lienthong.casework.forms import testing as made
from lienthong.casework.forms.testing import NOTE, own_text
from lienthong.doors.desk.testing import as_person, page_of, set_clock
from lienthong.office.ledger import public as ledger
from lienthong.toolkit import paper
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.paper.testing import words_of
from lienthong.toolkit.ui.testing import ORIGIN, assert_accessible, screenshot, serve

At = Callable[[str, str], Client]
RECEIPT = "/mau-giay/receipt_slip/"


@pytest.fixture
def admin(world: given.World) -> Client:
    """The administrator of Hoành Mô at the browser."""
    return as_person(world, "hoanh_mo", "unit_admin")


def step(client: Client, uid: UUID, verb: str, **typed: str) -> Any:
    """Post one step of a version and follow."""
    return client.post(reverse("desk:form_step", args=[uid, verb]), typed, follow=True)


def drafted(admin: Client, text: str = "", **facts: Any) -> UUID:
    """Write a version on the page; return its uid."""
    answer = admin.post(f"{RECEIPT}soan/", {"text": text or own_text(), "note": "thêm lời cảm ơn", **facts})
    assert answer.status_code == 302, page_of(answer)
    return UUID(answer["Location"].split("/")[-2])


def test_a_paper_goes_from_a_text_to_the_printed_slip(
    world: given.World, admin: Client, head: Client, clerk: Client, settings: Any
) -> None:
    before = given.received(world, given.CHAIN)
    old = words_of(clerk.get(reverse("desk:receipt_slip", args=[before])).content)
    assert "mẫu minh họa" in old.lower()

    uid = drafted(admin)
    assert "chờ người khác soát xét" in page_of(step(admin, uid, "trinh"))
    assert "Đã soát xét" in page_of(step(head, uid, "dong-y", remark="Đúng thông tư"))
    done = page_of(step(head, uid, "ban-hanh", since="13/03/2018", until="31/12/2018"))
    assert "hồ sơ nhận từ 13/03/2018 đến hết 31/12/2018" in done
    coming = page_of(admin.get("/mau-giay/")).partition("leg_receipt")[0]
    assert "Mẫu có sẵn" in coming
    assert "bản số 1, từ 13/03/2018" in coming

    tomorrow = world.at + timedelta(days=1)
    set_clock(settings, tomorrow)
    after = given.received(world, given.CHAIN, at=tomorrow)
    new = words_of(clerk.get(reverse("desk:receipt_slip", args=[after])).content)
    assert NOTE in new
    assert "mẫu minh họa" not in new.lower()
    assert words_of(clerk.get(reverse("desk:receipt_slip", args=[before])).content) == old
    listed = page_of(admin.get("/mau-giay/"))
    assert "Bản số 1 của UBND xã Hoành Mô, từ 13/03/2018" in listed
    assert "đơn vị ban hành và chịu trách nhiệm" in listed


PAPERS = {
    "control_slip": lambda uid: reverse("desk:control_slip", args=[uid]),
    "supplement_request": lambda uid: reverse("desk:notice", args=[uid, "yeu-cau-bo-sung"]),
    "tracking_register": lambda uid: reverse("desk:register_pdf") + "?tu=13/03/2018&den=13/03/2018",
}


@pytest.mark.thorough
@pytest.mark.parametrize("kind", PAPERS)
def test_every_paper_is_printed_by_the_version_of_its_unit_and_day(
    world: given.World, clerk: Client, settings: Any, kind: str
) -> None:
    made.published(world.district, world.at, kind)
    tomorrow = world.at + timedelta(days=1)
    set_clock(settings, tomorrow)
    uid = given.received(world, at=tomorrow)
    dossiers.request_supplement(
        actor=world.clerk, at=tomorrow, dossier_uid=uid, papers=["Giấy chứng sinh"], reason="Thiếu giấy", reply_by=None
    )
    printed = words_of(clerk.get(PAPERS[kind](uid)).content)
    assert NOTE in printed
    assert "minh họa" not in printed


@pytest.mark.thorough
def test_a_refusal_and_a_stop_are_printed_by_the_version_of_their_unit(
    world: given.World, clerk: Client, head: Client, settings: Any
) -> None:
    for kind in ("refusal_notice", "stop_notice"):
        made.published(world.district, world.at, kind)
    tomorrow = world.at + timedelta(days=1)
    set_clock(settings, tomorrow)
    refused, stopped = given.registered(world, at=tomorrow), given.received(world, given.CHAIN, at=tomorrow)
    dossiers.refuse(actor=world.clerk, at=tomorrow, dossier_uid=refused, reason="Không thuộc thẩm quyền")
    given.step(world, stopped, "receive", "done")
    dossiers.stop(actor=world.head, at=tomorrow + timedelta(hours=1), dossier_uid=stopped, reason="Đất đang tranh chấp")

    for uid, slug, reason in ((refused, "tu-choi", "Không thuộc thẩm quyền"), (stopped, "dung", "Đất đang tranh chấp")):
        printed = words_of(head.get(reverse("desk:notice", args=[uid, slug])).content)
        assert NOTE in printed
        assert reason in printed
        assert "minh họa" not in printed


def test_an_apology_is_printed_by_the_version_of_the_day_of_reception(world: given.World, head: Client, settings: Any) -> None:
    made.published(world.district, world.at - timedelta(days=7), "apology_notice")
    uid = letters.drafted(world)
    signing = letters.on(3, 4, 10)
    set_clock(settings, signing)
    letter = letters.letter(uid).uid
    with ledger.seeing(world.head.sees):
        deadlines.sign(actor=world.head, at=signing, apology_uid=letter, words=letters.words())

    printed = words_of(head.get(reverse("desk:apology_pdf", args=[letter])).content)
    assert NOTE in printed
    assert "minh họa" not in printed


def test_a_hand_over_note_is_printed_by_the_version_of_the_giver(world: given.World, someone: At, settings: Any) -> None:
    made.published(world.district, world.at, "hand_over_note", slug="service_centre")
    made.published(world.district, world.at, "leg_receipt", slug="hoanh_mo")
    tomorrow = world.at + timedelta(days=1)
    set_clock(settings, tomorrow)
    uid = given.received(world, given.PERMIT, actor=world.centre_clerk, at=tomorrow)
    given.step(world, uid, "receive", "done")
    centre, division = someone("service_centre", "counter_clerk"), someone("infrastructure", "division_head")
    centre.post(reverse("desk:make_note"), {"unit": world.district.units["infrastructure"].pk, "dossier": [str(uid)]})
    (note,) = division.get(reverse("desk:notes")).context["notes"]

    assert NOTE in words_of(division.get(reverse("desk:note_pdf", args=[note.uid])).content)


def test_a_version_that_cannot_print_a_dossier_offers_the_built_in_form(world: given.World, clerk: Client, settings: Any) -> None:
    text = own_text(line='#if data.subject.contains("Giấy phép") [#assert(false, message: "hỏng")]')
    made.published(world.district, world.at, text=text)
    tomorrow = world.at + timedelta(days=1)
    set_clock(settings, tomorrow)
    uid = given.received(world, given.CHAIN, at=tomorrow, subject="Giấy phép thử")

    broken = clerk.get(reverse("desk:receipt_slip", args=[uid]))
    assert broken.status_code == 409
    page = page_of(broken)
    assert "bản số 1 của UBND xã Hoành Mô không in được giấy này" in page
    address = re.findall(r'href="([^"]*mau=co-san)"', page)[0]
    assert "minh họa" in words_of(clerk.get(address.replace("&amp;", "&")).content).lower()


# --- writing ------------------------------------------------------------------------------------------------------------


def test_one_starts_from_the_built_in_text(admin: Client) -> None:
    page = page_of(admin.get(f"{RECEIPT}soan/"))
    assert "#let papers_table() = table(" in page
    assert "data.lookup_key" in page
    assert "Mã hồ sơ" in page
    assert "if data.sample == true" in page


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"text": own_text(line="#data.ten_nguoi_nop")}, "ten_nguoi_nop"),
        ({"text": own_text().replace("data.lookup_key", "data.phone")}, "Thiếu trường bắt buộc «lookup_key»"),
        ({"text": '#import "@preview/cetz:0.1.0"\n' + own_text()}, "Dòng 1, <code>@preview</code>"),
        ({"text": own_text(line='#read("/etc/passwd")')}, "Mẫu không đọc được tệp nào"),
        ({"text": own_text(line="#while true {}")}, "Vòng lặp không bao giờ dừng"),
        ({"text": ""}, "Mẫu không có chữ nào"),
        ({"text": "<script>alert(1)</script>"}, "Cả mẫu, <code>qr</code>"),
        ({"file": SimpleUploadedFile("a.typ", b"")}, "Mẫu không có chữ nào"),
        ({"file": SimpleUploadedFile("a.typ", b"a" * 2_000_000)}, "dài hơn 100 KB"),
        ({"file": SimpleUploadedFile("a.typ", "một\nhồ sơ".encode("utf-16"))}, "không phải chữ UTF-8"),
        ({"file": SimpleUploadedFile("a.typ", b"%PDF-1.7\n\x00\x01")}, "ký tự điều khiển"),
    ],
)
def test_a_text_with_faults_is_shown_again_with_each_of_them(admin: Client, typed: dict[str, Any], words: str) -> None:
    for file in (value for value in typed.values() if not isinstance(value, str)):
        file.seek(0)
    answer = admin.post(f"{RECEIPT}soan/", typed)
    assert answer.status_code == 409
    page = page_of(answer)
    assert words in page
    assert "<script>alert" not in page
    if isinstance(typed.get("text"), str) and typed["text"]:
        assert answer.context["text"] == typed["text"]


def test_an_uploaded_file_is_read_whatever_its_line_ends(admin: Client) -> None:
    content = b"\xef\xbb\xbf" + own_text().replace("\n", "\r\n").replace("  ", "\t").encode()
    uid = drafted(admin, file=SimpleUploadedFile("mau.typ", content))
    shown = admin.get(reverse("desk:form_version", args=[uid]))
    assert shown.context["row"].text == own_text().replace("  ", "\t")


def test_a_draft_is_gone_on_with_by_its_writer(admin: Client, head: Client) -> None:
    uid = drafted(admin)
    address = reverse("desk:rewrite_form", args=[uid])
    assert "thêm lời cảm ơn" in page_of(admin.get(address))
    assert "chỉ người soạn sửa" in page_of(head.post(address, {"text": own_text()}))
    saved = admin.post(address, {"text": own_text(line="Kính chào."), "note": "ngắn hơn"}, follow=True)
    assert "ngắn hơn" in page_of(saved)
    copied = page_of(head.get(f"{RECEIPT}soan/?tu={uid}"))
    assert "Kính chào." in copied
    assert "Soạn bản mới từ bản này" in page_of(head.get(reverse("desk:form_version", args=[uid])))


def test_a_version_is_compared_with_the_one_before(world: given.World, admin: Client) -> None:
    first = page_of(admin.get(reverse("desk:form_version", args=[drafted(admin)])))
    assert "Khác với mẫu có sẵn" in first
    assert NOTE in first
    made.published(world.district, world.at)
    second = page_of(admin.get(reverse("desk:form_version", args=[drafted(admin, own_text(line="Kính chào."))])))
    assert "Khác với bản của đơn vị ban hành trước đó" in second
    assert re.search(r'class="gone".*cảm ơn', second)
    same = page_of(admin.get(reverse("desk:form_version", args=[drafted(admin)])))
    assert "Không khác chữ nào." in same


# --- the way ------------------------------------------------------------------------------------------------------------


def test_what_was_typed_stays_when_a_step_is_refused(world: given.World, admin: Client, head: Client) -> None:
    uid = drafted(admin)
    step(admin, uid, "trinh")
    silent = step(head, uid, "tra-lai", remark="")
    assert (silent.status_code, "Ghi rõ lý do" in page_of(silent)) == (409, True)
    assert (step(admin, uid, "dong-y").status_code) == 409
    assert "Trả lại người soạn" not in page_of(admin.get(reverse("desk:form_version", args=[uid])))
    step(head, uid, "dong-y")
    today = step(head, uid, "ban-hanh", since="12/03/2018")
    assert (today.status_code, "sớm nhất là 13/03/2018" in page_of(today)) == (409, True)
    assert 'value="12/03/2018"' in page_of(today)
    assert step(head, uid, "ban-hanh", since="hôm nay").status_code == 422
    assert step(admin, uid, "ban-hanh", since="13/03/2018").status_code == 403
    assert step(head, uid, "xoa").status_code == 404


def test_what_is_sent_back_shows_the_remark_to_the_writer(admin: Client, head: Client) -> None:
    uid = drafted(admin)
    step(admin, uid, "trinh")
    assert "Đã trả lại người soạn." in page_of(step(head, uid, "tra-lai", remark="Sai tên xã"))
    assert "Ý kiến soát xét: Sai tên xã" in page_of(admin.get(reverse("desk:rewrite_form", args=[uid])))


def test_a_version_is_withdrawn_with_a_reason(world: given.World, head: Client) -> None:
    uid = made.published(world.district, world.at)
    assert step(head, uid, "thu-hoi", reason="").status_code == 422
    page = page_of(step(head, uid, "thu-hoi", reason="Thông tư mới"))
    assert "Lý do: Thông tư mới" in page
    assert "chưa lần nào" in page
    assert "Thu hồi</button>" not in page
    assert "chưa lần nào" in page_of(head.get(RECEIPT))


# --- looking ------------------------------------------------------------------------------------------------------------


def test_a_kind_shows_its_eras_with_how_sure_we_are_and_its_fields(admin: Client) -> None:
    page = page_of(admin.get("/mau-giay/stop_notice/"))
    assert "tự dựng, chưa biết chữ của mẫu" in page
    assert "✓ đã đối chiếu văn bản" in page
    assert "in kèm «mẫu minh họa»" in page
    assert "<code>data.reason</code>" in page
    assert admin.get("/mau-giay/ho_chieu/").status_code == 404
    assert "giấy đang in bằng mẫu có sẵn chưa đối chiếu" in page_of(admin.get("/mau-giay/"))


@pytest.mark.parametrize(("day", "marked"), [("2018-03-12", True), ("2026-01-05", False)])
def test_a_built_in_form_is_looked_at_with_the_sample_dossier(admin: Client, day: str, marked: bool) -> None:
    shown = words_of(admin.get(f"{RECEIPT}co-san.pdf?ngay={day}").content)
    assert ("mẫu minh họa" in shown) == marked
    assert "Hoàng Văn MẪU" in shown
    assert admin.get(f"{RECEIPT}co-san.pdf?ngay=mai").status_code == 404
    assert admin.get(f"{RECEIPT}co-san.pdf").status_code == 200


def test_a_draft_is_looked_at_with_the_sample_dossier(admin: Client) -> None:
    answer = admin.get(reverse("desk:form_pdf", args=[drafted(admin)]))
    assert answer["Content-Type"] == "application/pdf"
    assert NOTE in words_of(answer.content)


def test_papers_are_made_by_administrators_and_heads_of_the_unit_alone(
    world: given.World, admin: Client, clerk: Client, someone: At
) -> None:
    uid = drafted(admin)
    assert clerk.get("/mau-giay/").status_code == 403
    assert "Mẫu giấy" not in page_of(clerk.get("/"))
    other = someone("dong_van", "unit_head")
    for route in ("desk:form_version", "desk:rewrite_form", "desk:form_pdf"):
        assert other.get(reverse(route, args=[uid])).status_code == 404
    assert step(other, uid, "trinh").status_code in (404, 409)
    assert admin.get(reverse("desk:form_version", args=[new_uid()])).status_code == 404


def test_the_units_below_see_what_was_published_for_them(world: given.World, admin: Client, settings: Any) -> None:
    made.published(world.district, world.at, slug="district", below=True)
    set_clock(settings, world.at + timedelta(days=1))
    assert "Bản số 1 của UBND huyện Bình Liêu" in page_of(admin.get("/mau-giay/"))
    assert "Bản số 1 của UBND huyện Bình Liêu" in page_of(admin.get(RECEIPT)).replace("bản số", "Bản số")


def test_the_pages_take_few_statements(world: given.World, admin: Client, query_count: Any) -> None:
    uid = made.published(world.district, world.at)
    drafted(admin)
    for address in ("/mau-giay/", RECEIPT, f"{RECEIPT}soan/", reverse("desk:form_version", args=[uid])):
        with query_count() as counted:
            admin.get(address)
        assert counted.statements <= 12, (address, counted.texts)


@pytest.mark.thorough
@pytest.mark.browser
def test_the_pages_are_accessible_at_every_width(world: given.World, admin: Client, page: Any) -> None:
    published = made.published(world.district, world.at)
    draft = drafted(admin, own_text(line="Kính chào."))
    serve(page, admin)
    for name, address in {
        "forms": "/mau-giay/", "form-kind": RECEIPT, "draft-form": f"{RECEIPT}soan/",
        "form-version": reverse("desk:form_version", args=[draft]),
        "form-published": reverse("desk:form_version", args=[published]),
        "rewrite-form": reverse("desk:rewrite_form", args=[draft]),
    }.items():  # fmt: skip
        page.goto(ORIGIN + address)
        assert_accessible(page)
        screenshot(page, f"desk-{name}")
    page.goto(f"{ORIGIN}{RECEIPT}soan/")
    page.get_by_label("Chữ của mẫu (Typst)").fill("#data.sai\n")
    page.get_by_role("button", name="Kiểm tra và lưu bản soạn").click()
    page.get_by_role("alert").get_by_text("Dòng 1, sai").wait_for()
    assert_accessible(page)
    screenshot(page, "desk-form-faults")


def test_the_kind_words_cover_what_fields_may_be() -> None:
    assert {field.kind for kind in forms.kinds() for field in kind.fields} <= forms.KIND_WORDS.keys()
    assert all(isinstance(field, paper.Field) for kind in forms.kinds() for field in kind.fields)
