"""Templates of an office at the desk: written with places explained, tried, published, chosen for a draft, withdrawn."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lienthong.casework.dossiers import testing as given
from lienthong.casework.drafting.testing import letters_of, torn
from lienthong.doors.desk.testing import as_person, hidden, page_of
from lienthong.doors.desk.tests.test_drafts import BUDGET, NEW, TYPED, begun
from lienthong.doors.desk.tests.test_leading import words_of
from lienthong.toolkit.paper.testing import words_of as words_on
from lienthong.toolkit.ui.testing import ORIGIN, assert_accessible, choose, screenshot, serve, unmarked_vietnamese

URL = "/du-thao/mau/"
LETTER = {
    "name": "Thư mời họp", "source": "blank", "type_key": "giay-moi", "subject": "Dự cuộc họp giao ban tháng {{ tháng }}",
    "text": "{{ cơ quan ban hành }} kính mời ông/bà dự họp. Đầu mối: {{ người soạn }}.", "to": "Các phòng",
    "signer": "{{ người đứng đầu }}", "recipients": "- Như trên;\n- Lưu: VT.",
}  # fmt: skip


@pytest.fixture
def writer(world: given.World) -> Client:
    """The specialist of the home affairs division at the browser."""
    return as_person(world, "home_affairs", "specialist")


@pytest.fixture
def head(world: given.World) -> Client:
    """The head of that division."""
    return as_person(world, "home_affairs", "unit_head")


def written(client: Client, address: str = f"{URL}moi/", **changes: Any) -> str:
    """Write a version on the page; return its address."""
    page = page_of(client.get(address))
    fields = {name: hidden(page, name) for name in ("key", "ban") if f'name="{name}"' in page}
    answer = client.post(f"{URL}moi/", {**fields, **LETTER, **changes})
    assert answer.status_code == 302, words_of(answer)
    return str(answer["Location"])


def published(writer: Client, head: Client, since: str = "12/03/2018", **changes: Any) -> str:
    address = written(writer, **changes)
    answer = head.post(f"{address}ban-hanh/", {"since": since})
    assert answer.status_code == 302, words_of(answer)
    return address


def test_a_template_is_written_tried_published_and_chosen_for_a_draft(writer: Client, head: Client) -> None:
    address = written(writer)
    page = words_of(writer.get(address))
    assert "Đã lưu bản soạn của mẫu" in page
    assert "chưa ban hành" in page
    assert "<mark" in page_of(writer.get(address))
    assert "Dự cuộc họp giao ban tháng 3" in words_on(writer.get(f"{address}xem-thu.pdf").content)
    assert writer.post(f"{address}ban-hanh/", {"since": "12/03/2018"}).status_code == 403
    assert head.post(f"{address}ban-hanh/", {"since": "12/03/2018", "shared": "on"}, follow=True).status_code == 200
    assert "đang dùng" in words_of(writer.get(URL))

    uid = address.strip("/").split("/")[-1]
    assert f'<option lang="vi" value="{uid}">' in page_of(writer.get(NEW))
    begin = page_of(writer.get(f"{NEW}?mau={uid}"))
    assert re.search(r"<mark[^>]*>Phòng Nội vụ huyện Bình Liêu</mark>", begin), begin
    assert "Dự cuộc họp giao ban tháng 3</textarea>" in begin.replace("\n", "")
    fields = {name: hidden(begin, name) for name in ("key", "mau")}
    draft = writer.post(NEW, {**TYPED, **fields, "type_key": "giay-moi"})["Location"]
    said = words_of(writer.get(draft))
    assert "Thư mời họp, bản số 1" in said
    assert "cơ quan ban hành «Phòng Nội vụ huyện Bình Liêu»" in said


def test_a_template_begins_from_a_built_in_one_or_from_a_draft(writer: Client) -> None:
    assert "{{ cơ quan ban hành }} trân trọng kính mời" in page_of(writer.get(f"{URL}moi/?tu=giay-moi"))
    draft = begun(writer)
    uid = draft.strip("/").split("/")[-1]
    assert f'href="{URL}moi/?du-thao={uid}"' in page_of(writer.get(draft))
    assert "Nâng cao Chỉ số cải cách hành chính năm 2018" in page_of(writer.get(f"{URL}moi/?du-thao={uid}"))
    assert "Thực hiện" not in page_of(writer.get(f"{URL}moi/?tu=khong-co"))


def test_the_places_are_explained_beside_the_form_and_a_strange_one_is_named(writer: Client) -> None:
    page = words_of(writer.get(f"{URL}moi/"))
    for said in ("{{ đơn vị soạn }}", "Tên đơn vị của người soạn", "{{ mã hồ sơ }}", "Từ hồ sơ"):
        assert said in page, said
    key = hidden(page_of(writer.get(f"{URL}moi/")), "key")
    answer = writer.post(f"{URL}moi/", {"key": key, **LETTER, "text": "{{ ngày họp }}"})
    assert answer.status_code == 422
    assert "Mẫu có chỗ điền mà máy không biết: {{ ngày họp }}" in words_of(answer)
    assert "{{ ngày họp }}</textarea>" in page_of(answer).replace("\n", ""), "what was typed stays"


def test_a_version_is_written_further_compared_and_followed(writer: Client, head: Client) -> None:
    address = published(writer, head)
    uid = address.strip("/").split("/")[-1]
    assert f'href="{URL}moi/?ban={uid}"' in page_of(writer.get(address))
    second = written(writer, f"{URL}moi/?ban={uid}", subject="Dự cuộc họp giao ban quý")
    assert words_of(writer.post(f"{second}sua/", {**LETTER, "name": ""})).count("Tên mẫu")
    assert writer.post(f"{second}sua/", {**LETTER, "subject": "Dự hội nghị", "note": "đổi tên"}).status_code == 302
    assert "Dự hội nghị" in page_of(writer.get(f"{second}sua/"))
    page = page_of(head.get(second))
    assert "Khác với bản số 1" in page
    assert "<ins>" in page
    refused = head.post(f"{second}ban-hanh/", {"since": "12/03/2018"})
    assert refused.status_code == 422
    assert "Ngày áp dụng sớm nhất là 13/03/2018" in words_of(refused)
    assert "bản này" in words_of(head.get(second))


def test_a_head_who_wrote_a_version_is_told_that_another_publishes_it(head: Client) -> None:
    address = written(head)
    assert "lãnh đạo khác của đơn vị ban hành" in words_of(head.get(address))
    assert f"{address}ban-hanh/" not in page_of(head.get(address))


def test_a_template_is_withdrawn_with_a_reason(writer: Client, head: Client) -> None:
    address = published(writer, head)
    assert f"{address}thu-hoi/" not in page_of(writer.get(address))
    assert head.post(f"{address}thu-hoi/", {"reason": ""}).status_code == 422
    assert head.post(f"{address}thu-hoi/", {"reason": "Sai thể thức"}).status_code == 302
    page = words_of(writer.get(address))
    assert "Lý do: Sai thể thức" in page
    assert "chưa lần nào" in page
    assert "Thư mời họp" not in page_of(writer.get(NEW))


def test_a_docx_is_uploaded_as_a_template_and_a_draft_begins_with_it_filled(writer: Client, head: Client) -> None:
    page = page_of(writer.get(f"{URL}tu-tep/"))
    fields = {
        "key": hidden(page, "key"),
        "name": "Báo cáo tháng",
        "source": "blank",
        "type_key": "bao-cao",
        "subject": "Tháng {{ tháng }}",
    }
    strange = SimpleUploadedFile("bao-cao.docx", torn("Tại {{ nơi nào }}"))
    assert "{{ nơi nào }}" in words_of(writer.post(f"{URL}tu-tep/", {**fields, "file": strange}))
    sent = SimpleUploadedFile("bao-cao.docx", torn("Tại {{ địa", " danh }} có kết quả."))
    address = writer.post(f"{URL}tu-tep/", {**fields, "file": sent})["Location"]
    shown = page_of(writer.get(address))
    assert "bao-cao.docx" in shown
    assert letters_of(writer.get(f"{address}xem-thu.docx").content)[0] == "Tại Bình Liêu có kết quả."
    assert f"{address}sua/" not in shown
    uid = address.strip("/").split("/")[-1]
    assert "bao-cao" in page_of(writer.get(f"{URL}tu-tep/?ban={uid}"))
    assert head.post(f"{address}ban-hanh/", {"since": "12/03/2018", "shared": "on"}).status_code == 302
    begin = page_of(writer.get(f"{NEW}?mau={uid}"))
    assert "Tại Bình Liêu có kết quả.</textarea>" in begin.replace("\n", "")
    fields = {name: hidden(begin, name) for name in ("key", "mau")}
    draft = writer.post(NEW, {**TYPED, **fields, "type_key": "bao-cao"})["Location"]
    kept = re.search(r'href="(/tep/[0-9a-f-]+)">Báo cáo tháng.docx', page_of(writer.get(draft)))
    assert kept is not None
    assert letters_of(b"".join(writer.get(kept[1]).streaming_content))[0] == "Tại Bình Liêu có kết quả."  # type: ignore[attr-defined]


def test_a_typed_template_has_no_docx_to_try(writer: Client) -> None:
    assert writer.get(f"{written(writer)}xem-thu.docx").status_code == 404


def test_no_page_of_templates_asks_more_than_twelve_statements(writer: Client, head: Client, query_count: Any) -> None:
    address = published(writer, head)
    uid = address.strip("/").split("/")[-1]
    for page in (
        URL,
        f"{URL}moi/",
        f"{URL}moi/?ban={uid}",
        f"{URL}tu-tep/",
        address,
        f"{address}xem-thu.pdf",
        f"{NEW}?mau={uid}",
    ):
        writer.get(page)
        with query_count() as counted:
            assert writer.get(page).status_code == 200, page
        assert counted.statements <= BUDGET, (page, counted.statements, counted.texts)


def test_the_pages_are_english_on_english_pages(writer: Client, head: Client) -> None:
    address = published(writer, head)
    uid = address.strip("/").split("/")[-1]
    second = written(writer, f"{URL}moi/?ban={uid}", subject="Dự hội nghị")
    for client in (writer, head):
        choose(client, "en")
    for page in (URL, f"{URL}moi/", f"{URL}tu-tep/", address, second, f"{second}sua/", f"{NEW}?mau={uid}"):
        assert unmarked_vietnamese(page_of(writer.get(page))) == [], page
    assert unmarked_vietnamese(page_of(head.get(second))) == []


@pytest.mark.browser
def test_axe_finds_nothing_on_the_pages_of_templates(page: Any, writer: Client, head: Client) -> None:
    address = published(writer, head)
    uid = address.strip("/").split("/")[-1]
    second = written(writer, f"{URL}moi/?ban={uid}", subject="Dự hội nghị")
    for name, client in (("writer", writer), ("head", head)):
        serve(page, client)
        pages = {
            "list": URL, "new": f"{URL}moi/?tu=giay-moi", "bring": f"{URL}tu-tep/", "version": second, "rewrite": f"{second}sua/",
            "begin": f"{NEW}?mau={uid}",
        }  # fmt: skip
        for what, where in pages.items():
            if name == "head" and what != "version":
                continue
            page.goto(ORIGIN + where)
            assert_accessible(page)
            screenshot(page, f"templates-{what}-{name}")
