"""Petitions at the desk: list and filters, one petition, entering, deciding, the printed register."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from typing import Any

import openpyxl
import pytest
from django.test import Client

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.petitions import public as petitions
from lienthong.casework.petitions.testing import answered, entered, filed, row, short_pages, short_register
from lienthong.doors.desk.testing import as_person, hidden, page_of, set_clock
from lienthong.doors.desk.tests.test_leading import words_of
from lienthong.office.accounts.testing import signed_in_as
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import a_person, a_post, an_appointment
from lienthong.toolkit.ui.testing import ORIGIN, assert_accessible, screenshot, serve

URL = "/phan-anh/"
BUDGET = 12
TYPED = {
    "kind": "procedure", "channel": "spoken", "language": "vi", "name": "Hoàng Thị Sen", "contact": "0912345678",
    "subject": "Phải đi lại nhiều lần", "words": "Tôi phải đi lại ba lần.",
}  # fmt: skip


def watcher(world: given.World) -> Client:
    """Return a client signed in as who watches the days of Hoành Mô and leads nothing."""
    person = a_person("Lý Thị Dếnh")
    an_appointment(a_post(world.district.units["hoanh_mo"], "deadline_watcher", title="Công chức văn phòng"), person)
    client = Client()
    signed_in_as(client, person, username="watcher")
    return client


def entering(client: Client, **changes: str) -> Any:
    key = hidden(page_of(client.get(f"{URL}ghi/")), "key")
    return client.post(f"{URL}ghi/", {"key": key, **TYPED, **changes})


def test_a_clerk_enters_what_was_said_and_finds_it_in_the_register(world: given.World, clerk: Client, query_count: Any) -> None:
    done = entering(clerk, came="09/03/2018")
    with query_count() as counted:
        page = words_of(clerk.get(done["Location"]))
    assert counted.statements <= BUDGET, counted.texts
    assert "Đã ghi phản ánh, kiến nghị PA-" in page
    assert re.search(r"Phải đi lại nhiều lần \S* ?Đang xử lý PA-", page)
    assert "06/04/2018" in page, "twenty working days from the day it came"
    assert "chưa đối chiếu với văn bản gốc" in page
    with query_count() as counted:
        listed = words_of(clerk.get(URL))
    assert counted.statements <= BUDGET, counted.texts
    assert "Phải đi lại nhiều lần" in listed
    assert "Không có phản ánh" in words_of(clerk.get(URL, {"xem": "closed", "loai": "other", "ma": "PA-"}))
    assert "Phải đi lại nhiều lần" in words_of(clerk.get(URL, {"xem": "khac", "loai": "khac"})), "unknown filters filter nothing"


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"words": ""}, "Nhập nội dung"),
        ({"came": "13/03/2018"}, "Ngày nhận 13/03/2018 chưa tới"),
        ({"contact": "abc"}, "Ghi số điện thoại 10 chữ số"),
        ({"procedure": "9.999999"}, "Không có thủ tục mã 9.999999"),
        ({"kind": "x"}, "Chọn phản ánh"),
    ],
)
def test_what_cannot_be_entered_is_told_and_kept(world: given.World, clerk: Client, changes: dict[str, str], says: str) -> None:
    page = entering(clerk, **changes)

    assert page.status_code == 422
    assert says in words_of(page)
    assert 'value="Hoàng Thị Sen"' in page_of(page)


def test_the_clerk_writes_down_who_agrees_to_be_told_and_in_which_language(world: given.World, clerk: Client) -> None:
    entering(clerk)
    entering(clerk, told="on", language="en")
    refused = entering(clerk, told="on", contact="")

    with ledger.seeing(world.clerk.sees):
        rows = [row(world.clerk, one.uid) for one in petitions.listed(world.clerk, world.at, view="all").rows]
    assert sorted((one.notify, one.language) for one in rows) == [(False, "vi"), (True, "en")]
    assert refused.status_code == 422
    assert "Ghi số điện thoại 10 chữ số" in words_of(refused)


def test_the_same_form_posted_twice_is_one_petition(world: given.World, clerk: Client) -> None:
    key = hidden(page_of(clerk.get(f"{URL}ghi/")), "key")
    places = {clerk.post(f"{URL}ghi/", {"key": key, **TYPED})["Location"] for _ in range(2)}

    assert len(places) == 1


def test_it_is_received_given_on_and_answered_on_the_pages(world: given.World, clerk: Client, head: Client) -> None:
    uid, here = filed(world.district).uid, world.clerk.unit_id
    page = f"{URL}{uid}/"
    assert "Tiếp nhận, giao xử lý" in words_of(clerk.get(page))
    asked = clerk.get(f"{page}receive/")
    assert "UBND xã Hoành Mô" in page_of(asked)
    late = clerk.post(f"{page}receive/", {"kind": "procedure", "handler_id": str(here), "handle_by": "01/03/2018"})
    assert (late.status_code, "Ngày phải xong 01/03/2018 đã qua" in words_of(late)) == (422, True)
    clerk.post(f"{page}receive/", {"kind": "procedure", "handler_id": str(here)})
    same = head.post(f"{page}assign/", {"handler_id": str(here)})
    assert (same.status_code, "đang xử lý phản ánh" in words_of(same)) == (409, True)
    empty = head.post(f"{page}answer/", {"words": " "})
    assert empty.status_code == 422
    named = {"words": "Đã rõ", "public_subject": "Đi lại", "public_answer": "Thưa bà Hoàng Thị Sen"}
    assert "nêu tên hoặc cách liên hệ" in words_of(head.post(f"{page}answer/", named))

    done = head.post(f"{page}answer/", {**named, "public_answer": "Chỉ cần nộp một lần."}, follow=True)

    words = words_of(done)
    assert "Đã trả lời phản ánh, kiến nghị" in words
    assert "Công khai Đi lại Chỉ cần nộp một lần." in words
    assert head.post(f"{page}answer/", {"words": "Lại"}).status_code == 409


def test_it_is_transferred_or_refused_with_words(world: given.World, head: Client) -> None:
    first, second = entered(world.clerk).uid, entered(world.clerk).uid
    own = head.post(f"{URL}{first}/transfer/", {"agency": "UBND xã Hoành Mô", "reason": "Đúng thẩm quyền"})
    assert (own.status_code, "chính là cơ quan của ông/bà" in words_of(own)) == (422, True)
    head.post(f"{URL}{first}/transfer/", {"agency": "Điện lực Bình Liêu", "reason": "Đúng thẩm quyền"})
    head.post(f"{URL}{second}/refuse/", {"reason": "Là đơn tố cáo"})

    assert [row(world.head, uid).state for uid in (first, second)] == ["transferred", "refused"]
    assert "Chuyển đến Điện lực Bình Liêu" in words_of(head.get(f"{URL}{first}/"))


def test_a_clerk_who_takes_a_petition_in_as_behaviour_is_led_to_the_list(world: given.World, clerk: Client) -> None:
    uid, facts = filed(world.district).uid, {"kind": "behaviour", "handler_id": str(world.clerk.unit_id)}
    done = clerk.post(f"{URL}{uid}/receive/", facts)

    assert done["Location"] == URL
    page = clerk.get(done["Location"])
    assert (page.status_code, "Đã tiếp nhận phản ánh, kiến nghị" in words_of(page)) == (200, True)


def test_the_time_line_names_who_did_each_thing(world: given.World, clerk: Client, query_count: Any) -> None:
    uid, here = filed(world.district).uid, world.clerk.unit_id
    petitions.receive(actor=world.clerk, at=world.at, uid=uid, kind="procedure", handler_id=here)
    petitions.assign(actor=world.head, at=world.at, uid=uid, handler_id=world.district.units["district"].pk)
    clerk.get(f"{URL}{uid}/")
    with query_count() as counted:
        page = words_of(clerk.get(f"{URL}{uid}/"))
    told = page[page.index("Diễn biến") :]

    assert counted.statements <= BUDGET, counted.texts
    assert re.search(rf"Giao đơn vị khác \S* ?{world.head.name}.*Tiếp nhận, giao xử lý \S* ?{world.clerk.name}", told), told
    assert "Khóa tra cứu" not in page, "the key of what a citizen sent is the citizen's"


def test_behaviour_is_for_heads_and_nobody_else_opens_it(world: given.World, clerk: Client, head: Client) -> None:
    uid = filed(world.district, kind="behaviour").uid

    assert clerk.get(f"{URL}{uid}/").status_code == 404
    assert clerk.get(f"{URL}{uid}/receive/").status_code == 404
    assert head.get(f"{URL}{uid}/receive/").status_code == 200
    assert head.get(f"{URL}{uid}/burn/").status_code == 404


def test_the_register_of_a_period_is_a_workbook(world: given.World, settings: Any, head: Client) -> None:
    taken = filed(world.district, subject="=1+1")
    done = entered(world.clerk).uid
    answered(world.head, done, at=world.at)
    set_clock(settings, world.at + timedelta(days=60))
    answer = head.get(f"{URL}so.xlsx", {"tu": "01/03/2018", "den": "31/03/2018"})
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    rows = [one for one in sheet.iter_rows(values_only=True) if isinstance(one[0], int | float)]

    assert [(one[1], one[6], one[11]) for one in rows] == [
        (taken.code, "=1+1", "quá hạn"), (row(world.head, done).code, "Phải đi lại nhiều lần", "đúng hạn"),
    ]  # fmt: skip
    assert head.get(f"{URL}so.xlsx", {"tu": "31/03/2018", "den": "01/03/2018"}).status_code == 404
    assert "Quá hạn" in words_of(head.get(URL, {"xem": "overdue"}))


def test_a_register_says_how_sure_its_limits_are_and_when_it_is_cut(
    world: given.World, head: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def notes() -> str:
        answer = head.get(f"{URL}so.xlsx", {"tu": "01/03/2018", "den": "31/03/2018"})
        sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
        return " ".join(str(cell) for one in sheet.iter_rows(values_only=True) for cell in one if isinstance(cell, str))

    filed(world.district)
    assert ("theo trí nhớ" in notes(), "phần mềm đề nghị" in notes(), "nhiều hơn" in notes()) == (True, False, False)
    filed(world.district, kind="other")
    short_register(monkeypatch)
    assert "Kỳ này có nhiều hơn 1 dòng" in notes()


def test_a_long_list_goes_on(world: given.World, clerk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    short_pages(monkeypatch)
    entered(world.clerk, subject="Việc đầu")
    entered(world.clerk, subject="Việc sau")
    first = page_of(clerk.get(URL))
    assert ("Việc sau" in first, "Việc đầu" in first, "sau=" in first) == (True, False, True)


@pytest.mark.thorough
@pytest.mark.browser
def test_axe_finds_nothing_on_the_pages_of_petitions(page: Any, world: given.World, head: Client) -> None:
    uid = filed(world.district).uid
    entered(world.clerk, kind="other", subject="Đèn đường ở bản Đồng Cậm hỏng đã hai tháng, đã nói nhiều lần mà chưa có ai sửa")
    petitions.receive(actor=world.clerk, at=world.at, uid=uid, kind="procedure", handler_id=world.clerk.unit_id)
    serve(page, head)
    for name, address in {"list": "", "enter": "ghi/", "one": f"{uid}/", "answer": f"{uid}/answer/"}.items():
        page.goto(ORIGIN + URL + address)
        assert_accessible(page)
        screenshot(page, f"petitions-{name}")


def test_the_inbox_shows_what_the_head_must_answer_and_by_when(world: given.World, clerk: Client, query_count: Any) -> None:
    head = as_person(world, "hoanh_mo", "unit_head")
    taken = [filed(world.district, at=world.at) for _ in range(6)]
    done = entered(world.clerk, at=world.at)
    head.get("/")
    with query_count() as counted:
        inbox = head.get("/")
    page = words_of(inbox)
    assert counted.statements <= BUDGET, counted.texts
    assert f'href="{URL}{taken[0].uid}/"' in page_of(inbox), "where it is taken in"
    assert page_of(inbox).count(">PA-") == 7, "each stands there once"
    assert "Tiếp nhận, giao xử lý" in page
    assert "hạn của bước: 08:00 ngày 09/04/2018" in page
    assert "Phải đi lại" not in page, "what was said does not stand in the inbox"
    assert [place.count for place in inbox.context["menu"] if place.key == "inbox"] == [7], "the menu counts them"
    assert page_of(clerk.get("/")).count(">PA-") == 6, "a clerk takes in, and answers nothing"

    for one in taken:
        petitions.refuse(actor=world.head, at=world.at, uid=one.uid, reason="Gửi trùng")
    last = words_of(head.get("/"))
    assert re.search(rf"{done.code} Phản ánh, kiến nghị Trả lời", last)
    assert "PA-" not in words_of(clerk.get("/"))


def test_the_button_of_the_inbox_takes_a_petition_on(world: given.World, clerk: Client, head: Client) -> None:
    uid = filed(world.district, at=world.at).uid
    assert f'action="{URL}{uid}/nhan-viec/"' in page_of(clerk.get("/"))
    page = clerk.post(f"{URL}{uid}/nhan-viec/", {"next": "/?the=mine"}, follow=True)

    assert "Đã nhận việc." in words_of(page)
    assert f'href="{URL}{uid}/"' in page_of(page)
    other = head.post(f"{URL}{uid}/nhan-viec/")
    assert (other.status_code, world.clerk.name in words_of(other)) == (409, True)
    assert "Nhận việc" in words_of(clerk.get(f"{URL}{uid}/")), "the time line tells it"


def test_a_leader_opens_each_number_of_the_workload_and_only_heads_the_petitions(
    world: given.World, settings: Any, head: Client, query_count: Any
) -> None:
    taken = entered(world.clerk, at=world.at)
    set_clock(settings, world.at + timedelta(days=60))
    url = f"/lanh-dao/viec/{world.head.unit_id}/"
    head.get(url)
    with query_count() as counted:
        page = page_of(head.get(url, {"nguoi": "chua-ai", "tre": "1"}))
    assert counted.statements <= BUDGET, counted.texts
    assert f'href="{URL}{taken.uid}/"' in page
    reporter = watcher(world).get(url)
    assert taken.code in words_of(reporter)
    assert f"{URL}{taken.uid}/" not in page_of(reporter)


def test_leaders_see_in_whose_hands_late_petitions_lie(
    world: given.World, settings: Any, clerk: Client, head: Client, query_count: Any
) -> None:
    taken, said_of = filed(world.district, at=world.at), filed(world.district, at=world.at, kind="behaviour")
    petitions.claim(actor=world.clerk, at=world.at, uid=taken.uid)
    assert taken.code not in words_of(head.get("/nhac-han/")), "not late yet"
    set_clock(settings, world.at + timedelta(days=60))
    with query_count() as counted:
        page = head.get("/nhac-han/")
    assert counted.statements <= BUDGET, counted.texts
    words = words_of(page)
    assert re.search(rf"{taken.code} UBND xã Hoành Mô {world.clerk.name} Tiếp nhận, giao xử lý 08:00 ngày 09/04/2018", words), (
        words
    )
    assert f'href="{URL}{said_of.uid}/"' in page_of(page)
    reporter = watcher(world).get("/nhac-han/")
    assert said_of.code in words_of(reporter)
    assert URL + str(said_of.uid) not in page_of(reporter), "others do not open it, nor learn of which kind it is"
    assert taken.code not in words_of(clerk.get("/nhac-han/"))


def test_the_head_extends_the_limit_once_and_everybody_concerned_reads_why(
    world: given.World, clerk: Client, head: Client, query_count: Any
) -> None:
    taken = entered(world.clerk, at=world.at)
    url = f"{URL}{taken.uid}/"
    assert "Gia hạn trả lời" in words_of(head.get(url))
    assert "Gia hạn trả lời" not in words_of(clerk.get(url)), "it is the head's to do"
    asked = words_of(head.get(f"{url}extend/"))
    assert "Nhiều nhất 10 ngày; số ngày này do phần mềm đề nghị, không theo văn bản nào." in asked
    long = head.post(f"{url}extend/", {"days": "11", "reason": "Chờ đo đạc"})
    assert (long.status_code, "Gia hạn từ 1 đến 10 ngày làm việc" in words_of(long)) == (422, True)

    done = words_of(head.post(f"{url}extend/", {"days": "5", "reason": "Chờ đo đạc"}, follow=True))

    assert f"Đã gia hạn trả lời phản ánh, kiến nghị {taken.code}." in done
    with query_count() as counted:
        page = words_of(clerk.get(url))
    assert counted.statements <= BUDGET, counted.texts
    first = f"08:00 ngày 16/04/2018 Đã gia hạn một lần; hạn đầu: 08:00 ngày 09/04/2018. Người gia hạn: {world.head.name}."
    assert f"{first} Lý do gia hạn: Chờ đo đạc" in page
    again = head.post(f"{url}extend/", {"days": "5", "reason": "Vẫn chờ"})
    assert (again.status_code, "đã gia hạn một lần" in words_of(again)) == (409, True)


def test_a_petition_given_to_another_unit_goes_on_no_note_of_dossiers(world: given.World, head: Client) -> None:
    above = world.district.units["district"]
    uid = entered(world.clerk, at=world.at).uid
    petitions.assign(actor=world.head, at=world.at, uid=uid, handler_id=above.pk)

    with pytest.raises(dossiers.NotTakenOver):
        dossiers.make_note(actor=world.head, at=world.at, to_unit_id=above.pk, dossier_uids=[uid])
    assert "PA-" not in words_of(head.get("/ban-giao/"))
