"""Drafts at the desk: begun, written in versions, compared, commented, shown to other units, printed, dropped."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lienthong.casework.documents.testing import UBND
from lienthong.casework.dossiers import testing as given
from lienthong.casework.drafting import public as drafting
from lienthong.casework.drafting.testing import TEXT
from lienthong.doors.desk.testing import as_person, hidden, page_of
from lienthong.doors.desk.tests.test_leading import words_of
from lienthong.office.files.testing import packages
from lienthong.toolkit.paper.testing import words_of as words_on
from lienthong.toolkit.ui.testing import ORIGIN, assert_accessible, choose, screenshot, serve, unmarked_vietnamese

URL = "/du-thao/"
NEW = f"{URL}moi/"
BUDGET = 12
TYPED = {
    "body_key": UBND, "type_key": "ke-hoach", "subject": "Nâng cao Chỉ số cải cách hành chính năm 2018", "text": TEXT,
    "grounds": "Căn cứ Nghị quyết số 19-NQ/TU,", "recipients": "- Như trên;\n- Lưu: VT, NV (03).", "place": "Bình Liêu",
    "sign_form": "kt", "sign_collective": "ỦY BAN NHÂN DÂN", "sign_head": "CHỦ TỊCH", "signer_post": "PHÓ CHỦ TỊCH",
    "signer": "Hoàng Văn Cường",
}  # fmt: skip


@pytest.fixture
def writer(world: given.World) -> Client:
    """The specialist of the home affairs division at the browser."""
    return as_person(world, "home_affairs", "specialist")


def head(world: given.World, slug: str) -> Client:
    return as_person(world, slug, "unit_head")


def begun(client: Client, **changes: Any) -> str:
    """Begin the plan; return the address of the draft."""
    answer = client.post(NEW, {"key": hidden(page_of(client.get(NEW)), "key"), **TYPED, **changes})
    assert answer.status_code == 302, words_of(answer)
    return str(answer["Location"])


def saved(client: Client, draft: str, **changes: Any) -> Any:
    page = page_of(client.get(f"{draft}sua/"))
    typed = {name: value for name, value in TYPED.items() if name not in ("body_key", "type_key")}
    return client.post(f"{draft}sua/", {"on_top_of": hidden(page, "on_top_of"), **typed, **changes})


def asked(world: given.World, client: Client, draft: str) -> Any:
    finance = world.district.units["finance"].pk
    return client.post(f"{draft}xin-y-kien/", {"unit_ids": [str(finance)], "due_on": "16/03/2018"})


def within_budget(client: Client, address: str, query_count: Any) -> str:
    client.get(address)
    with query_count() as counted:
        answer = client.get(address)
    assert answer.status_code == 200, address
    assert counted.statements <= BUDGET, (address, counted.statements, counted.texts)
    return page_of(answer)


def test_who_has_no_draft_yet_is_told_how_to_begin_one(writer: Client) -> None:
    page = words_of(writer.get(URL))
    assert "Không có dự thảo nào ở đây" in page
    assert f'href="{NEW}"' in page_of(writer.get(URL))


def test_a_plan_is_begun_shown_with_its_form_check_and_printed(writer: Client) -> None:
    draft = begun(writer)
    page = words_of(writer.get(draft))
    for said in (
        "Đã lưu bản 1 của dự thảo",
        "Kế hoạch: Nâng cao Chỉ số",
        "Phòng Nội vụ",
        "Không thấy lỗi thể thức",
        "mẫu minh họa",
    ):
        assert said in page, said
    printed = writer.get(f"{draft}ban-1.pdf")
    words = words_on(printed.content)
    assert "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH" in words
    assert "mẫu minh họa" not in words, "the page says so, the paper does not"
    assert writer.get(f"{draft}ban-9.pdf").status_code == 404


def test_what_breaks_the_rules_is_listed_with_its_field(writer: Client) -> None:
    draft = begun(writer, recipients="- Như trên;\n- Phòng Nội vụ.", sign_form="tm")
    page = words_of(writer.get(draft))
    assert "Nơi nhận: Dòng cuối của nơi nhận phải là" in page
    assert "Cách ký: Cấp phó ký thì ghi «KT.»" in page
    assert "(căn cứ: Thông tư 01/2011/TT-BNV (mẫu minh họa), chưa đối chiếu)" in page


def test_each_save_is_a_version_and_two_of_them_are_compared_by_words(writer: Client) -> None:
    draft = begun(writer)
    assert "Đã lưu bản 2" in words_of(writer.get(saved(writer, draft, subject="Nâng cao Chỉ số PAR Index năm 2018")["Location"]))
    page = page_of(writer.get(f"{draft}khac/"))
    assert "Bản 2 so với bản 1" in page
    assert re.search(r"<del><span[^>]*>\[bỏ: </span>cải cách hành chính", page), page
    assert re.search(r"<ins><span[^>]*>\[thêm: </span>PAR Index", page)
    assert "Thêm 2 chữ, bỏ 4 chữ." in page
    assert "Không có gì khác bản 2" in words_of(
        writer.get(saved(writer, draft, subject="Nâng cao Chỉ số PAR Index năm 2018")["Location"])
    )
    assert "Hai bản giống nhau" in words_of(writer.get(f"{draft}khac/?tu=1&den=1"))
    assert writer.get(f"{draft}khac/?tu=7&den=8").status_code == 404


def test_the_later_of_two_writers_sees_the_difference_and_keeps_what_was_typed(world: given.World, writer: Client) -> None:
    draft = begun(writer)
    page = page_of(writer.get(f"{draft}sua/"))
    saved(head(world, "home_affairs"), draft, subject="Của trưởng phòng")
    typed = {name: value for name, value in TYPED.items() if name not in ("body_key", "type_key")}
    answer = writer.post(f"{draft}sua/", {**typed, "on_top_of": hidden(page, "on_top_of"), "subject": "Của chuyên viên"})
    assert answer.status_code == 409
    shown = page_of(answer)
    assert "Bản 2 khác chữ trong ô thế nào" in shown
    assert "Của chuyên viên</textarea>" in shown.replace("\n", ""), "what was typed stays"
    assert "trưởng phòng" in shown
    assert hidden(shown, "on_top_of") == "2"
    again = writer.post(f"{draft}sua/", {**typed, "on_top_of": "2", "subject": "Của cả hai"})
    assert again.status_code == 302
    assert "bản 3" in words_of(writer.get(draft))


def test_a_form_that_is_refused_keeps_what_was_typed(writer: Client) -> None:
    answer = writer.post(NEW, {"key": hidden(page_of(writer.get(NEW)), "key"), **TYPED, "type_key": ""})
    assert answer.status_code == 422
    assert "Rút ngắn thời gian giải quyết hồ sơ." in page_of(answer)
    assert "Chọn tên loại" in words_of(answer)


def test_what_is_typed_is_kept_and_offered_again(writer: Client) -> None:
    draft = begun(writer)
    uid = draft.strip("/").split("/")[-1]
    kept = writer.post(f"{URL}nhap/{uid}/", {"subject": "Đang gõ dở", "text": "Chưa lưu"})
    assert kept.status_code == 200
    assert "Lấy lại chữ đã gõ" in words_of(writer.get(f"{draft}sua/"))
    assert "Đang gõ dở" in page_of(writer.get(f"{draft}sua/?nhap=1"))
    saved(writer, draft, subject="Xong")
    assert "Lấy lại chữ đã gõ" not in words_of(writer.get(f"{draft}sua/"))


def test_a_comment_is_written_answered_and_settled(world: given.World, writer: Client) -> None:
    draft = begun(writer)
    boss = head(world, "home_affairs")
    key = hidden(page_of(boss.get(draft)), "key")
    assert boss.post(f"{draft}gop-y/", {"key": key, "words": "Thiếu kinh phí", "quote": "Tăng 2 bậc"}).status_code == 302
    page = page_of(writer.get(draft))
    assert "Thiếu kinh phí" in page
    settle = re.search(rf'href="({draft}gop-y/[0-9a-f-]+/)"', page)
    assert settle is not None
    assert "Thiếu kinh phí" in words_of(writer.get(settle[1]))
    writer.post(settle[1], {"answer": "Đã thêm mục III"})
    page = words_of(writer.get(draft))
    assert "Đã khép" in page
    assert "Đã thêm mục III" in page
    empty = writer.post(f"{draft}gop-y/", {"key": key, "words": " "})
    assert empty.status_code == 422
    assert boss.post(settle[1], {"answer": ""}).status_code == 409


def test_another_unit_is_asked_finds_it_in_its_inbox_and_answers(world: given.World, writer: Client, query_count: Any) -> None:
    draft, finance = begun(writer), head(world, "finance")
    assert finance.get(draft).status_code == 404
    answer = asked(world, writer, draft)
    assert answer.status_code == 302, words_of(answer)
    assert "chờ, hạn 16/03/2018" in words_of(writer.get(draft))
    inbox = within_budget(finance, "/", query_count)
    assert "Cho ý kiến dự thảo" in inbox
    assert f'href="{draft}"' in inbox
    assert "Cho ý kiến" in words_of(finance.get(draft))
    refused = finance.post(f"{draft}y-kien/", {"verdict": "change", "words": ""})
    assert refused.status_code == 422
    finance.post(f"{draft}y-kien/", {"verdict": "change", "words": "Bổ sung kinh phí"})
    page = words_of(writer.get(draft))
    assert "Nhất trí, đề nghị sửa" in page
    assert "Bổ sung kinh phí" in page
    assert "Cho ý kiến dự thảo" not in page_of(finance.get("/"))


def test_one_person_is_asked_by_name_and_answers_from_the_inbox(world: given.World, writer: Client, query_count: Any) -> None:
    draft, boss = begun(writer), head(world, "home_affairs")
    form = within_budget(writer, f"{draft}xin-y-kien/", query_count)
    people, units = world.district.people, world.district.units
    chosen = f"{units['home_affairs'].pk}:{people['home_affairs', 'unit_head'].uid}"
    assert f'value="{chosen}"' in form
    answer = writer.post(f"{draft}xin-y-kien/", {"person": chosen, "due_on": "16/03/2018"})
    assert answer.status_code == 302, words_of(answer)
    assert "Đã xin ý kiến 1 nơi." in words_of(writer.get(draft))
    assert "Cho ý kiến dự thảo" in within_budget(boss, "/", query_count)
    assert f"{draft}y-kien/" in page_of(boss.get(draft))
    assert f"{draft}y-kien/" not in page_of(writer.get(draft))
    assert boss.post(f"{draft}y-kien/", {"verdict": "agree"}).status_code == 302
    assert "Cho ý kiến dự thảo" not in page_of(boss.get("/"))
    nobody = writer.post(f"{draft}xin-y-kien/", {"due_on": "16/03/2018"})
    assert "Chọn đơn vị khác" in words_of(nobody)
    strange = writer.post(f"{draft}xin-y-kien/", {"person": "1:x", "due_on": "16/03/2018"})
    assert strange.status_code == 422


def test_a_question_is_taken_back_and_a_draft_dropped_with_a_reason(world: given.World, writer: Client) -> None:
    draft = begun(writer)
    asked(world, writer, draft)
    waits = words_of(writer.post(f"{draft}bo/", {"reason": "Trùng"}))
    assert "chưa cho ý kiến" in waits
    form = re.search(rf'action="({draft}thoi-hoi/[0-9a-f-]+/)"', page_of(writer.get(draft)))
    assert form is not None
    writer.post(form[1])
    assert "thôi hỏi" in words_of(writer.get(draft))
    writer.post(form[1])
    assert "Không có câu hỏi nào đang chờ" in words_of(writer.get(draft))
    assert "Dự thảo đã bỏ không sửa" in words_of(writer.get(f"{draft}bo/"))
    writer.post(f"{draft}bo/", {"reason": "Trùng với kế hoạch tháng 2"})
    assert "Trùng với kế hoạch tháng 2" in words_of(writer.get(draft))
    assert "Nâng cao Chỉ số" in words_of(writer.get(f"{URL}?xem=dropped"))


def test_an_answer_begins_with_the_facts_of_the_letter_and_stands_on_its_page(world: given.World) -> None:
    from lienthong.doors.desk.tests.test_documents import CAME, IN, entering

    clerk = as_person(world, "office", "records_clerk")
    letter = entering(clerk, IN, CAME)["Location"]
    letter = letter.partition("?")[0]
    begin = re.search(r'href="(/du-thao/moi/\?tra-loi=[0-9a-f-]+)"', page_of(clerk.get(letter)))
    assert begin is not None
    page = page_of(clerk.get(begin[1]))
    assert "Phúc đáp kế hoạch số 1520/KH-UBND ngày 09 tháng 3 năm 2018 của UBND tỉnh Quảng Ninh" in page
    assert "Báo cáo theo yêu cầu của văn bản" in page
    other = page_of(clerk.get(f"{begin[1]}&mau=ke-hoach-theo-van-ban"))
    assert "Thực hiện kế hoạch số 1520/KH-UBND" in other
    fields = {name: hidden(page, name) for name in ("key", "tra-loi", "mau")}
    draft = clerk.post(NEW, {**fields, **TYPED, "type_key": "cong-van", "to": "UBND tỉnh"})["Location"]
    assert f'href="{draft}"' in page_of(clerk.get(letter))
    assert "Mở văn bản được trả lời" in words_of(clerk.get(draft))


def test_a_draft_begins_from_a_dossier_with_its_code_and_applicant(world: given.World) -> None:
    dossier = given.dossier(world.clerk, given.received(world))
    writer = as_person(world, "hoanh_mo", "counter_clerk")
    page = page_of(writer.get(f"{NEW}?ho-so={dossier.uid}"))
    assert f"Về việc giải quyết hồ sơ {dossier.code}" in page
    assert "của ông (bà) Hoàng Thị Sen về thủ tục" in page


def test_a_blank_draft_begins_with_a_template_when_one_is_chosen(writer: Client) -> None:
    assert "Điều 3. … chịu trách nhiệm thi hành" in page_of(writer.get(f"{NEW}?mau=quyet-dinh-ca-biet"))
    assert "chịu trách nhiệm thi hành" not in page_of(writer.get(f"{NEW}?mau=khong-co"))
    assert 'value="Bình Liêu"' in page_of(writer.get(NEW)), "the place comes from the unit"


def test_no_page_asks_more_than_twelve_statements(world: given.World, writer: Client, query_count: Any) -> None:
    draft = begun(writer)
    saved(writer, draft, subject="Bản hai")
    asked(world, writer, draft)
    for address in (URL, f"{URL}?q=b", NEW, draft, f"{draft}sua/", f"{draft}khac/", f"{draft}gop-y/", f"{draft}xin-y-kien/",
                    f"{draft}bo/", f"{draft}ban-1.pdf"):  # fmt: skip
        writer.get(address)
        with query_count() as counted:
            assert writer.get(address).status_code == 200, address
        assert counted.statements <= BUDGET, (address, counted.texts)


def test_a_draft_goes_out_as_docx_and_what_comes_back_is_the_next_version(writer: Client) -> None:
    draft = begun(writer)
    out = writer.get(f"{draft}ban-1.docx")
    assert out["Content-Disposition"] == 'attachment; filename="du-thao-1.docx"'
    key = hidden(page_of(writer.get(f"{draft}tai-len/")), "key")
    sent = SimpleUploadedFile("ke-hoach.docx", packages.docx())
    assert writer.post(f"{draft}tai-len/", {"key": key, "file": sent}).status_code == 302
    page = words_of(writer.get(draft))
    assert "Kính gửi: Ủy ban nhân dân xã Hoành Mô" in page
    bad = writer.post(f"{draft}tai-len/", {"key": "2", "file": SimpleUploadedFile("x.docx", packages.docx_with_entity())})
    assert bad.status_code >= 400
    late = writer.post(f"{draft}tai-len/", {"key": key, "file": SimpleUploadedFile("y.docx", packages.docx())})
    assert late.status_code == 409


def test_who_drafts_nothing_is_not_let_in(world: given.World) -> None:
    admin = as_person(world, "district", "system_admin")
    assert admin.get(URL).status_code == 403
    assert admin.get(NEW).status_code == 403


def test_the_list_goes_on_by_position(writer: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lienthong.casework.drafting.queries.reading.PAGE", 1)
    begun(writer, subject="Kế hoạch một")
    begun(writer, subject="Kế hoạch hai")
    page = page_of(writer.get(URL))
    assert "Kế hoạch hai" in page
    assert "Kế hoạch một" not in page
    further = re.search(r'href="([^"]*truoc=[^"]+)"', page)
    assert further is not None
    assert "Kế hoạch một" in page_of(writer.get(further[1].replace("&amp;", "&")))
    assert writer.get(f"{URL}?truoc=hôm+qua").status_code == 200
    assert "Không có dự thảo nào khớp" in words_of(writer.get(f"{URL}?q=không+có"))


def test_the_pages_are_english_on_english_pages(world: given.World, writer: Client) -> None:
    draft = begun(writer, recipients="- Như trên.", sign_form="tm")
    saved(writer, draft, subject="Bản hai")
    asked(world, writer, draft)
    choose(writer, "en")
    for address in (URL, NEW, draft, f"{draft}sua/", f"{draft}khac/", f"{draft}gop-y/", f"{draft}xin-y-kien/", f"{draft}bo/"):
        assert unmarked_vietnamese(page_of(writer.get(address))) == [], address
    finance = head(world, "finance")
    choose(finance, "en")
    assert unmarked_vietnamese(page_of(finance.get("/"))) == []
    assert unmarked_vietnamese(page_of(finance.get(f"{draft}y-kien/"))) == []
    assert unmarked_vietnamese(page_of(saved(writer, draft, subject="", text=""))) == []


@pytest.mark.browser
def test_axe_finds_nothing_on_the_pages_of_drafts(page: Any, world: given.World, writer: Client) -> None:
    draft = begun(writer, recipients="- Như trên.", sign_form="tm")
    saved(writer, draft, subject="Nâng cao Chỉ số PAR Index và sự hài lòng của dân", text=TEXT.replace("2 bậc", "3 bậc"))
    asked(world, writer, draft)
    key = hidden(page_of(writer.get(draft)), "key")
    writer.post(f"{draft}gop-y/", {"key": key, "words": "Thiếu kinh phí", "quote": "Tăng 2 bậc"})
    serve(page, writer)
    pages = {
        "list": URL, "begin": NEW, "draft": draft, "write": f"{draft}sua/", "difference": f"{draft}khac/",
        "comment": f"{draft}gop-y/", "ask": f"{draft}xin-y-kien/", "drop": f"{draft}bo/",
    }  # fmt: skip
    for name, address in pages.items():
        page.goto(ORIGIN + address)
        assert_accessible(page)
        screenshot(page, f"drafts-{name}")
    assert drafting.STATES["open"]
