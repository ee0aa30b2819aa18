"""Approval at the desk: lists, a round with its chain, every act asked first, signatures that anybody can check."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page

from lienthong.casework.approval import public as approval
from lienthong.casework.approval.testing import Desk, one_a_page, sample_keys
from lienthong.casework.dossiers import testing as given
from lienthong.doors.desk.testing import as_person, hidden, page_of
from lienthong.doors.desk.tests.test_leading import words_of
from lienthong.doors.desk.tests.test_signing import confirmed
from lienthong.toolkit.signing.testing import a_paper
from lienthong.toolkit.ui.testing import ORIGIN, assert_accessible, screenshot, serve, unmarked_vietnamese

LIST = "/trinh-ky/"
BUDGET = 12
PEOPLE = {
    "writer": ("home_affairs", "specialist"), "head": ("home_affairs", "unit_head"), "office": ("office", "unit_head"),
    "chairman": ("district", "unit_head"), "clerk": ("office", "records_clerk"), "stranger": ("finance", "unit_head"),
}  # fmt: skip


@pytest.fixture
def desk(world: given.World, settings: Any) -> Desk:
    sample_keys(settings)
    return Desk(world.district)


@pytest.fixture
def at(world: given.World) -> Callable[[str], Client]:
    """Return who signs in a person of PEOPLE, and confirms who it is."""
    opened: dict[str, Client] = {}

    def client(name: str) -> Client:
        if name not in opened:
            opened[name] = confirmed(as_person(world, *PEOPLE[name]))
        return opened[name]

    return client


def act(client: Client, uid: UUID, name: str, **typed: Any) -> Any:
    """Open the page of an act and press its button."""
    address = reverse(f"desk:{name}", args=[uid])
    page = page_of(client.get(address))
    for field in ("sha256", "key"):
        if f'name="{field}"' in page:
            typed.setdefault(field, hidden(page, field))
    return client.post(address, typed, follow=True)


def test_a_draft_is_submitted_looked_at_signed_and_issued_on_the_pages(desk: Desk, at: Callable[[str], Client]) -> None:
    draft = desk.drafted()
    address = reverse("desk:submit_draft", args=[draft])
    page = page_of(at("writer").get(address))
    assert "Kiểm tra nội dung: Phòng Nội vụ huyện Bình Liêu" in words_of(at("writer").get(address))
    told = {"key": hidden(page, "key"), "signer": str(desk.chairman.unit_uid), "way": "digital"}

    done = at("writer").post(address, told, follow=True)
    assert "Từ nay dự thảo không sửa được" in words_of(done)
    uid = UUID(done.redirect_chain[0][0].split("/")[2])
    assert "Đồng ý, chuyển tiếp" in page_of(at("head").get(reverse("desk:round", args=[uid])))
    assert "Đã đồng ý và chuyển tiếp." in words_of(act(at("head"), uid, "approve_round", note="Số liệu đúng"))
    act(at("office"), uid, "approve_round")
    assert "Đã ký số." in words_of(act(at("chairman"), uid, "sign_round"))
    issued = words_of(act(at("clerk"), uid, "issue_round"))

    assert "Đã cấp số 01/KH-UBND." in issued
    assert "Số liệu đúng" in issued
    document = desk.row(desk.clerk, uid).document_uid
    assert document is not None
    panel = words_of(at("clerk").get(reverse("desk:document", args=[document])))
    assert f"{desk.chairman.name} · 08:00" in panel
    checked = words_of(at("writer").get(reverse("desk:round_signatures", args=[uid])))
    assert "Không bị sửa từ khi ký" in checked
    assert desk.chairman.name in checked
    assert "UBND huyện Bình Liêu (MẪU MINH HỌA)" in checked


def test_the_page_of_a_draft_says_how_far_its_last_round_is_and_why_it_came_back(
    desk: Desk, at: Callable[[str], Client], query_count: Any
) -> None:
    draft = desk.drafted()
    address, submits = reverse("desk:document_draft", args=[draft]), reverse("desk:submit_draft", args=[draft])
    page = page_of(at("writer").get(address))
    assert f'href="{submits}"' in page
    assert "Lần trình" not in page

    uid = desk.submitted(draft=draft)
    page = page_of(at("writer").get(address))
    assert f'href="{submits}"' not in page, "submitted, it waits for others"
    assert f'href="{LIST}{uid}/"' in page
    act(at("head"), uid, "return_round", reason="Thiếu căn cứ pháp lý")
    with query_count() as counted:
        page = page_of(at("writer").get(address))
    assert counted.statements <= BUDGET, counted.texts
    assert "Thiếu căn cứ pháp lý" in page
    assert "Lần trình 1" in page
    assert f'href="{submits}"' in page


def test_the_lists_show_what_waits_for_whom(desk: Desk, at: Callable[[str], Client], query_count: Any) -> None:
    empty = words_of(at("head").get(LIST))
    assert "Không có văn bản nào chờ ông/bà" in empty
    desk.submitted()
    desk.signed(subject="Kế hoạch thứ hai")

    assert "Nâng cao Chỉ số" in words_of(at("head").get(LIST))
    assert "Không có văn bản nào chờ ông/bà" in words_of(at("chairman").get(LIST))
    assert "Kế hoạch thứ hai" in words_of(at("clerk").get(LIST))
    writer = at("writer")
    writer.get(LIST)
    with query_count() as counted:
        mine = words_of(writer.get(LIST, {"xem": "mine"}))
    assert counted.statements <= BUDGET, counted.texts
    assert "Nâng cao Chỉ số" in mine
    assert "Kế hoạch thứ hai" in mine
    assert "phát hành trước" in words_of(at("writer").get(LIST, {"xem": "signed"}))
    assert "Chưa có văn bản nào trình xong" in words_of(at("writer").get(LIST, {"xem": "ended"}))


def test_a_long_list_has_pages(desk: Desk, at: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch) -> None:
    one_a_page(monkeypatch)
    desk.submitted(subject="Kế hoạch cũ")
    desk.submitted(subject="Kế hoạch mới")

    first = page_of(at("head").get(LIST))
    assert "Kế hoạch mới" in first
    assert "Kế hoạch cũ" not in first
    following = first.split('class="pages"')[1].split('href="')[1].split('"')[0].replace("&amp;", "&")
    second = page_of(at("head").get(LIST + following.split("/trinh-ky/")[1]))
    assert "Kế hoạch cũ" in second
    assert "Về đầu danh sách" in second


def test_the_inbox_leads_to_the_round(desk: Desk, at: Callable[[str], Client]) -> None:
    uid = desk.submitted()

    inbox = page_of(at("head").get("/"))

    assert f'href="{LIST}{uid}/"' in inbox
    assert "Kiểm tra nội dung" in inbox


def test_given_back_without_a_reason_says_so_and_with_one_tells_the_drafter(desk: Desk, at: Callable[[str], Client]) -> None:
    uid = desk.submitted()

    assert act(at("head"), uid, "return_round", reason="").status_code == 422
    act(at("head"), uid, "return_round", reason="Thiếu căn cứ pháp lý")

    assert "Thiếu căn cứ pháp lý" in words_of(at("writer").get(reverse("desk:round", args=[uid])))


def test_a_draft_is_withdrawn_while_nobody_signed(desk: Desk, at: Callable[[str], Client]) -> None:
    uid = desk.submitted()

    assert "Đã rút lại; dự thảo sửa được." in words_of(act(at("writer"), uid, "withdraw_round", reason="Sửa số liệu"))
    assert "Rút lại" not in page_of(at("writer").get(reverse("desk:round", args=[uid]))).split("<main")[1].split("<h2")[0]


def test_who_has_not_confirmed_lately_is_asked_first_and_nothing_is_signed(world: given.World, desk: Desk) -> None:
    uid = desk.looked()
    chairman = as_person(world, "district", "unit_head")
    session = chairman.session
    session["account_authentication_methods"] = []
    session.save()
    address = reverse("desk:sign_round", args=[uid])

    asked = chairman.post(address, {"sha256": desk.seen(desk.chairman, uid)})

    assert asked.status_code == 302
    assert "next=" in asked["Location"]
    assert desk.row(desk.chairman, uid).state == "running"


def test_a_refused_signature_keeps_what_was_typed(desk: Desk, at: Callable[[str], Client]) -> None:
    uid = desk.looked(signer="Hoàng Văn Cường")

    refused = act(at("chairman"), uid, "sign_round", note="Tôi đồng ý với phụ lục")

    assert refused.status_code == 409
    assert "Văn bản ghi người ký là Hoàng Văn Cường" in words_of(refused)
    assert "Tôi đồng ý với phụ lục" in page_of(refused)


def test_a_sheet_signed_by_hand_is_numbered_scanned_and_attested(desk: Desk, at: Callable[[str], Client]) -> None:
    uid = desk.looked(plan=approval.Plan(way=approval.PAPER))

    assert "được ký trên giấy" in words_of(act(at("chairman"), uid, "sign_round_on_paper"))
    assert "Đã cấp số 01/KH-UBND." in words_of(act(at("clerk"), uid, "issue_round"))
    assert act(at("clerk"), uid, "attest_round").status_code == 422
    done = act(at("clerk"), uid, "attest_round", scan=SimpleUploadedFile("quet.pdf", a_paper("Bản quét")))

    assert "Đã số hóa" in words_of(done)
    assert "Không bị sửa từ khi ký" in words_of(at("clerk").get(reverse("desk:round_signatures", args=[uid])))


def test_papers_are_sent_to_who_takes_part_and_to_nobody_else(desk: Desk, at: Callable[[str], Client]) -> None:
    uid = desk.signed()
    for name in ("round_pdf", "round_slip"):
        address = reverse(f"desk:{name}", args=[uid])
        answer = at("head").get(address)
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
        assert at("stranger").get(address).status_code == 404
    for name in ("round", "round_signatures", "approve_round", "sign_round", "return_round"):
        assert at("stranger").get(reverse(f"desk:{name}", args=[uid])).status_code == 404


def test_the_pages_cost_few_statements(
    desk: Desk, at: Callable[[str], Client], query_count: Callable[[], AbstractContextManager[Any]]
) -> None:
    draft, looked, signed = desk.drafted(), desk.looked(), desk.signed()
    asked = (
        ("writer", reverse("desk:round", args=[looked])), ("writer", reverse("desk:withdraw_round", args=[looked])),
        ("chairman", reverse("desk:sign_round", args=[looked])), ("chairman", reverse("desk:return_round", args=[looked])),
        ("clerk", reverse("desk:issue_round", args=[signed])), ("clerk", reverse("desk:round_signatures", args=[signed])),
        ("writer", reverse("desk:submit_draft", args=[draft])),
    )  # fmt: skip
    for name, address in asked:
        at(name).get(address)
        with query_count() as counted:
            assert at(name).get(address).status_code == 200
        assert counted.statements <= BUDGET, f"{address}: " + "\n".join(one[:130] for one in counted.texts)


def test_the_pages_are_read_in_english(world: given.World, desk: Desk, at: Callable[[str], Client]) -> None:
    uid = desk.looked()
    client = at("chairman")
    client.cookies["lienthong_language"] = "en"
    for address in (LIST, reverse("desk:round", args=[uid]), reverse("desk:sign_round", args=[uid])):
        assert unmarked_vietnamese(page_of(client.get(address))) == [], address


@pytest.mark.browser
def test_the_pages_are_fit_for_everybody(desk: Desk, at: Callable[[str], Client], page: Page) -> None:
    uid = desk.looked()
    draft = desk.drafted()
    for name, pages in {
        "chairman": (("rounds", LIST), ("round", f"{LIST}{uid}/"), ("sign-round", f"{LIST}{uid}/ky/")),
        "writer": (("submit-draft", f"{LIST}moi/{draft}/"),),
    }.items():
        serve(page, at(name))
        for shot, address in pages:
            page.goto(ORIGIN + address)
            assert_accessible(page)
            screenshot(page, shot)
