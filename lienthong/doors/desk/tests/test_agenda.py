"""The week's calendar at the desk: asked for, drafted, approved, read, changed, concluded; on paper and in other programs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from lienthong.casework.agenda import public as agenda
from lienthong.casework.agenda.testing import NEXT, TUESDAY, UBND, drafted, proposed, published, said, submitted
from lienthong.casework.agenda.testing import Hall as HallOfCalendar
from lienthong.casework.documents.testing import Town, registered
from lienthong.casework.dossiers import testing as given
from lienthong.doors.desk.testing import as_person, hidden, page_of, set_clock
from lienthong.doors.desk.tests.test_leading import words_of
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import a_delegation
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.ui.testing import ORIGIN, assert_accessible, choose, screenshot, serve, unmarked_vietnamese

URL = "/lich-cong-tac/"
BUDGET = 12
TYPED = {
    "day": "20/03/2018", "session": "morning", "starts": "8h", "ends": "9h30", "subject": "Họp giao ban",
    "place": "Phòng họp số 1",
}  # fmt: skip


@dataclass(frozen=True)
class Desk:
    """Who works on the district's week, as actors and at the browser."""

    world: given.World
    hall: HallOfCalendar
    office: Actor
    head: Actor
    justice: Actor

    def client(self, slug: str, duty: str) -> Client:
        return as_person(self.world, slug, duty)

    @property
    def week(self) -> str:
        return f"{URL}{self.office.unit_uid}/{UBND}/2018-W12/"

    @property
    def write(self) -> str:
        return f"{URL}{self.office.unit_uid}/{UBND}/ghi/"


@pytest.fixture
def desk(world: given.World) -> Desk:
    """The district's office, chairman and division of justice."""
    office, head, justice = (
        world.district.actor(slug, duty)
        for slug, duty in (("office", "records_clerk"), ("district", "unit_head"), ("justice", "division_head"))
    )
    town: Any = None
    hall = HallOfCalendar(Town(world.district, town, office, office, office, head, town, town), office, head, justice, town, town)
    return Desk(world, hall, office, head, justice)


@pytest.fixture
def clerk(desk: Desk) -> Client:
    return desk.client("office", "records_clerk")


@pytest.fixture
def leader(desk: Desk) -> Client:
    return desk.client("district", "unit_head")


@pytest.fixture
def justice(desk: Desk) -> Client:
    return desk.client("justice", "division_head")


def uid_in(page: Any, kind: str) -> str:
    found = re.search(rf'href="{URL}{kind}/([0-9a-f-]{{36}})/', page_of(page))
    assert found, words_of(page)
    return found[1]


def test_a_week_is_asked_for_drafted_approved_and_read(desk: Desk, clerk: Client, leader: Client, justice: Client) -> None:
    wish = {**TYPED, "subject": "Kiểm tra chứng thực", "session": "afternoon", "starts": "14:00", "ends": ""}
    asked = justice.post(desk.write, wish)
    assert (asked.status_code, asked["Location"]) == (302, f"{URL}dang-ky/")
    assert "Chờ văn phòng xếp" in words_of(justice.get(asked["Location"]))

    done = clerk.post(f"{desk.write}?tuan=2018-W12", {**TYPED, "host": str(desk.head.person_uid)})
    page = clerk.get(done["Location"])
    assert done["Location"] == desk.week
    assert "Kiểm tra chứng thực" in words_of(page), "what units ask for"
    accepted = clerk.post(f"{URL}muc/{uid_in(page, 'muc')}/xep/")
    assert "Đã xếp vào lịch tuần đang soạn." in words_of(clerk.get(accepted["Location"]))
    with ledger.seeing(desk.office.sees):
        week = agenda.draft(desk.office, desk.office.unit_uid, UBND, NEXT)
    assert week is not None
    assert "Đã trình lãnh đạo" in words_of(clerk.get(clerk.post(f"{URL}tuan/{week.week.uid}/trinh/")["Location"]))

    assert "Chưa có lịch của tuần này" in words_of(justice.get(desk.week)), "nothing is read before it is approved"
    approve = f"{URL}tuan/{week.week.uid}/duyet/"
    assert approve in page_of(leader.get(desk.week))
    told = leader.get(leader.post(approve, {"digest": hidden(page_of(leader.get(approve)), "digest")})["Location"])
    assert "Đã duyệt và ban hành lịch tuần, bản 1." in words_of(told)
    read = words_of(justice.get(desk.week))
    assert "08:00–09:30 Họp giao ban" in read
    assert f"Chủ trì Chủ tịch UBND huyện {desk.head.name}" in read
    assert "Kiểm tra chứng thực" in read


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"day": "30/02/2018"}, "30/02/2018"),
        ({"subject": ""}, "Nhập nội dung"),
        ({"starts": "25h"}, "Ghi giờ như 08:00"),
        ({"starts": "14:00", "ends": ""}, "không thuộc buổi sáng"),
        ({"ends": "7:00"}, "Giờ kết thúc phải sau"),
        ({"host": str(new_uid())}, "Chọn chủ trì trong danh sách"),
        ({"private": "on", "shared": "on"}, "bỏ một trong hai"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(desk: Desk, clerk: Client, typed: dict[str, str], says: str) -> None:
    page = clerk.post(desk.write, {**TYPED, "note": "Xe 14A-001.23", **typed})
    assert (page.status_code, says in words_of(page), "Xe 14A-001.23" in page_of(page)) == (422, True, True), words_of(page)


def test_a_refused_approval_says_what_to_do_and_clashes_ask_for_a_reason(desk: Desk, leader: Client) -> None:
    head = desk.head.person_uid
    drafted(desk.office, host=head)
    drafted(desk.office, host=head, subject="Tiếp công dân", place="Trụ sở tiếp dân")
    week = submitted(desk.office)
    approve = f"{URL}tuan/{week.week.uid}/duyet/"
    shown = leader.get(approve)
    assert "ở hai nơi" in words_of(shown)
    page = leader.post(approve, {"digest": week.digest, "reason": ""})
    assert (page.status_code, "ghi vì sao vẫn duyệt" in words_of(page)) == (422, True)
    old = leader.post(approve, {"digest": "0" * 64, "reason": "Dự đầu buổi"})
    assert (old.status_code, "xem lại bản mới" in words_of(old), "Dự đầu buổi" in page_of(old)) == (409, True, True)
    leader.post(approve, {"digest": week.digest, "reason": "Dự đầu buổi rồi đi"})
    assert "Dự đầu buổi rồi đi" in words_of(leader.get(desk.week))


def test_the_leader_gives_back_and_the_office_reads_why(desk: Desk, clerk: Client, leader: Client) -> None:
    drafted(desk.office)
    week = submitted(desk.office).week
    back = f"{URL}tuan/{week.uid}/tra-lai/"
    assert leader.post(back, {"reason": ""}).status_code == 422
    leader.post(back, {"reason": "Thêm buổi tiếp công dân"})
    assert "Thêm buổi tiếp công dân" in words_of(clerk.get(desk.week))


def test_a_later_edition_strikes_the_old_words_and_is_news_to_who_is_named(desk: Desk, justice: Client, clerk: Client) -> None:
    uid = drafted(desk.office, units=(desk.justice.unit_uid,))
    published(desk.office, desk.head)
    typed = {**TYPED, "place": "Hội trường tầng 2", "units": str(desk.justice.unit_uid), "subject": said().subject}
    assert clerk.get(f"{URL}muc/{uid}/sua/").status_code == 200
    assert clerk.post(f"{URL}muc/{uid}/sua/", typed).status_code == 302
    published(desk.office, desk.head)

    page = page_of(justice.get(desk.week))
    assert "<del>Địa điểm Phòng họp số 1</del>" in page
    assert "Điều chỉnh" in words_of(justice.get(desk.week))
    assert "Điều chỉnh" not in words_of(justice.get(desk.week, {"ban": "1"}))
    home = justice.get(URL)
    assert "Lịch điều chỉnh, có tên ông/bà hoặc đơn vị" in words_of(home)
    (seen,) = re.findall(rf'action="({URL}ban/[0-9a-f-]+/da-xem/)"', page_of(home))
    assert "Lịch điều chỉnh" not in words_of(justice.get(justice.post(seen)["Location"]))


def test_a_private_entry_reads_busy(desk: Desk, clerk: Client) -> None:
    drafted(desk.office, subject="Làm việc với thanh tra", private=True)
    published(desk.office, desk.head)
    commune = desk.client("hoanh_mo", "records_clerk")
    for path in ("", ".xlsx", ".ics"):
        answer = commune.get(desk.week.rstrip("/") + path if path else desk.week)
        assert answer.status_code == 200
        assert b"thanh tra" not in answer.content
    assert ("Bận" in words_of(commune.get(desk.week)), "thanh tra" in words_of(clerk.get(desk.week))) == (True, True)


def test_an_entry_is_declined_or_dropped_with_a_reason(desk: Desk, clerk: Client, justice: Client) -> None:
    asked, kept = proposed(desk.hall), drafted(desk.office, session="afternoon", starts=None, ends=None)
    for uid, verb, says in ((asked, "khong-xep", "Không xếp"), (kept, "hoan", "Hoãn, hủy")):
        way = f"{URL}muc/{uid}/{verb}/"
        assert way in page_of(clerk.get(f"{URL}muc/{uid}/"))
        assert clerk.post(way, {"reason": ""}).status_code == 422
        told = clerk.get(clerk.post(way, {"reason": "Chủ tịch đi công tác"})["Location"])
        assert says in words_of(told)
        assert clerk.post(way, {"reason": "lần nữa"}).status_code == 409
    assert "Chủ tịch đi công tác" in words_of(justice.get(f"{URL}dang-ky/"))
    assert clerk.get(f"{URL}muc/{kept}/xoa/").status_code == 404


def test_an_invitation_goes_into_the_week_from_its_page(desk: Desk, clerk: Client, query_count: Any) -> None:
    letter = registered(desk.office, type_key="giay-moi", symbol="32/GM-SNV", subject="Tập huấn một cửa điện tử").document_uid
    page = f"/van-ban/{letter}/"
    clerk.get(page)
    with query_count() as counted:
        shown = page_of(clerk.get(page))
    assert counted.statements <= BUDGET, counted.texts
    assert f"{desk.write}?van-ban={letter}" in shown
    form = clerk.get(f"{desk.write}?van-ban={letter}")
    assert ("Tập huấn một cửa điện tử" in page_of(form), "32/GM-SNV" in words_of(form)) == (True, True)
    clerk.post(f"{desk.write}?van-ban={letter}", {**TYPED, "subject": "Tập huấn một cửa điện tử"})
    assert "Đã đưa vào lịch Tuần 12 năm 2018" in words_of(clerk.get(page))


def test_a_conclusion_gives_a_task_that_is_claimed_reported_and_shown(
    desk: Desk, clerk: Client, justice: Client, settings: Any
) -> None:
    uid = drafted(desk.office)
    published(desk.office, desk.head)
    set_clock(settings, desk.world.at + timedelta(days=8, hours=2))
    way = f"{URL}muc/{uid}/ket-luan/"
    assert way in page_of(clerk.get(f"{URL}muc/{uid}/"))
    wrong = clerk.post(way, {"text": "Rà soát", "dong": "2", "v1-what": "Rà soát thủ tục chứng thực"})
    assert (wrong.status_code, "chọn đơn vị hoặc người làm" in words_of(wrong)) == (422, True)
    assert "Rà soát thủ tục chứng thực" in page_of(wrong)
    assert "Việc giao 4" in words_of(clerk.post(way, {"text": "Rà soát", "dong": "2", "them": "1"}))
    job = {"v1-what": "Rà soát thủ tục chứng thực", "v1-unit": str(desk.justice.unit_uid), "v1-due_on": "30/03/2018"}
    assert "Đã ghi kết luận" in words_of(clerk.get(clerk.post(way, {"text": "Rà soát", "dong": "2", **job})["Location"]))

    inbox = justice.get("/")
    assert "KL.200318.1" in words_of(inbox)
    page = f"{URL}viec/{uid_in(inbox, 'viec')}/"
    assert "Đã nhận việc." in words_of(justice.get(justice.post(f"{page}nhan-viec/", {"next": page})["Location"]))
    assert justice.post(page, {"answer": ""}).status_code == 422
    assert "KL.200318.1 Rà soát thủ tục chứng thực" in words_of(clerk.get(f"{URL}ket-luan/"))
    justice.post(page, {"answer": "Đã rà soát 12 thủ tục."})
    lists = [words_of(clerk.get(f"{URL}ket-luan/{which}")) for which in ("", "?xem=tat-ca", "?xem=tat-ca&trang=9")]
    assert ["KL.200318.1" in words for words in lists] == [False, True, False]
    assert "Đã rà soát 12 thủ tục." in words_of(clerk.get(f"{URL}muc/{uid}/"))
    again = justice.post(page, {"answer": "lần nữa"})
    assert (again.status_code, "Việc này đã khép" in words_of(again)) == (409, True)
    assert clerk.post(f"{page}thoi/", {"reason": "Thôi"}).status_code == 409


def test_paper_workbook_and_icalendar_of_a_week(desk: Desk, justice: Client) -> None:
    drafted(desk.office)
    published(desk.office, desk.head)
    base = desk.week.rstrip("/")
    for path, kind in ((".pdf", "application/pdf"), (".pdf?dung=1", "application/pdf"), (".ics", "text/calendar; charset=utf-8")):
        answer = justice.get(base + path)
        assert (answer.status_code, answer["Content-Type"]) == (200, kind)
    assert justice.get(f"{base}.xlsx").content.startswith(b"PK")
    for path in (".pdf", ".xlsx", ".ics"):
        assert justice.get(f"{base}{path}?ban=9").status_code == 404
    assert justice.get(f"{URL}{desk.office.unit_uid}/{UBND}/2018-W60/").status_code == 404


def test_a_private_address_answers_without_a_session_until_it_is_revoked(desk: Desk, leader: Client) -> None:
    drafted(desk.office, host=desk.head.person_uid)
    published(desk.office, desk.head)
    page = leader.post(f"{URL}dia-chi/", {"which": "mine"})
    address = re.search(r"http://testserver(/lich-cong-tac/ics/[\w-]{43}\.ics)", page_of(page))
    assert address
    assert address[1] not in page_of(leader.get(f"{URL}dia-chi/")), "shown once"
    answer = Client().get(address[1])
    assert (answer.status_code, b"BEGIN:VEVENT" in answer.content, answer["Cache-Control"]) == (200, True, "private, no-store")
    revoke = re.search(rf'action="({URL}dia-chi/[0-9a-f-]+/thu-hoi/)"', page_of(leader.get(f"{URL}dia-chi/")))
    assert revoke
    leader.post(revoke[1])
    assert Client().get(address[1]).status_code == 404
    assert leader.post(f"{URL}dia-chi/", {"which": "people"}).status_code == 422


def test_who_reads_an_address_too_often_waits(desk: Desk) -> None:
    address = f"{URL}ics/{'x' * 43}.ics"
    answers = [Client().get(address).status_code for _ in range(61)]
    assert (set(answers[:60]), answers[60]) == ({404}, 429)


def test_who_has_nothing_to_do_with_a_week_gets_nowhere(desk: Desk, justice: Client) -> None:
    uid = drafted(desk.office)
    week = submitted(desk.office).week
    cashier = desk.client("justice", "cashier")
    assert cashier.get(desk.write).status_code == cashier.get(f"{URL}dang-ky/").status_code == 403
    for client in (cashier, justice):
        assert client.get(f"{URL}muc/{uid}/").status_code == 404
        assert client.post(f"{URL}tuan/{week.uid}/trinh/").status_code in (403, 404)
        assert client.get(f"{URL}tuan/{week.uid}/duyet/").status_code in (403, 404)
    assert justice.get(f"{URL}{new_uid()}/{UBND}/ghi/").status_code == 404
    for path in ("muc", "viec"):
        assert justice.get(f"{URL}{path}/{new_uid()}/").status_code == 404


def test_a_stand_in_and_days_off_stand_on_the_week(desk: Desk, clerk: Client, justice: Client) -> None:
    world = desk.world
    post, giver = world.district.post("district", "unit_head"), world.district.person("district", "unit_head")
    a_delegation(post, giver, world.district.person("justice", "division_head"), since=world.at + timedelta(days=7))
    drafted(desk.office, host=giver.uid)
    published(desk.office, desk.head)
    read = words_of(justice.get(desk.week))
    assert f"{giver.name} vắng, {desk.justice.name} thay" in read
    tet = desk.week.replace("W12", "W07")
    drafted(desk.office, day=agenda.monday_of(TUESDAY) - timedelta(days=35), subject="Trực Tết", at=world.at - timedelta(days=40))
    assert "Tết" in words_of(clerk.get(tet)).replace("Trực Tết", "")


def test_a_person_s_week_shows_what_names_it(desk: Desk, justice: Client) -> None:
    drafted(desk.office, host=desk.head.person_uid)
    drafted(desk.office, session="afternoon", starts=None, ends=None, subject="Không có Chủ tịch")
    published(desk.office, desk.head)
    words = words_of(justice.get(f"{URL}nguoi/{desk.head.person_uid}/2018-W12/"))
    assert ("Họp giao ban cải cách hành chính" in words, "Không có Chủ tịch" in words) == (True, False)
    assert "Tuần này không có mục nào" in words_of(justice.get(f"{URL}nguoi/{desk.justice.person_uid}/2018-W12/"))


@pytest.fixture
def full(desk: Desk, settings: Any) -> dict[str, str]:
    """Every page of the calendar with something on it; it is Tuesday of the week after."""
    head, unit = desk.head.person_uid, (desk.justice.unit_uid,)
    uid = drafted(desk.office, host=head, units=unit)
    drafted(desk.office, subject="Tiếp công dân", session="afternoon", starts=None, ends=None, private=True)
    published(desk.office, desk.head)
    agenda.amend(actor=desk.office, at=desk.world.at, entry_uid=uid, said=said(place="Hội trường", host=head, units=unit))
    published(desk.office, desk.head)
    asked = proposed(desk.hall, day=TUESDAY + timedelta(days=7))
    drafted(desk.office, day=TUESDAY + timedelta(days=7), host=head)
    drafted(desk.office, day=TUESDAY + timedelta(days=7), host=head, subject="Làm việc với Sở Nội vụ")
    week = submitted(desk.office, monday=NEXT + timedelta(days=7)).week
    at = desk.world.at + timedelta(days=8, hours=2)
    set_clock(settings, at)
    agenda.conclude(
        actor=desk.office, at=at, entry_uid=uid, text="Rà soát thủ tục",
        given=[agenda.Given("Rà soát chứng thực", desk.justice.unit_uid, TUESDAY + timedelta(days=9))],
    )  # fmt: skip
    with ledger.seeing(desk.office.sees):
        job = agenda.conclusions(uid, at)[0].jobs[0].uid
    return {
        "home": URL, "jobs": f"{URL}ket-luan/", "asked": f"{URL}dang-ky/", "feeds": f"{URL}dia-chi/", "week": desk.week,
        "next": desk.week.replace("W12", "W13"), "empty": desk.week.replace("W12", "W20"), "write": f"{desk.write}?tuan=2018-W13",
        "entry": f"{URL}muc/{uid}/", "amend": f"{URL}muc/{uid}/sua/", "conclude": f"{URL}muc/{uid}/ket-luan/",
        "drop": f"{URL}muc/{uid}/hoan/", "proposal": f"{URL}muc/{asked}/", "job": f"{URL}viec/{job}/",
        "withdraw": f"{URL}viec/{job}/thoi/", "person": f"{URL}nguoi/{head}/2018-W12/",
        "approve": f"{URL}tuan/{week.uid}/duyet/", "back": f"{URL}tuan/{week.uid}/tra-lai/",
        "pdf": f"{desk.week.rstrip('/')}.pdf", "xlsx": f"{desk.week.rstrip('/')}.xlsx", "ics": f"{desk.week.rstrip('/')}.ics",
    }  # fmt: skip


READERS = {
    "office": (
        "home", "jobs", "asked", "feeds", "week", "next", "empty", "write", "entry", "amend", "conclude", "drop", "proposal",
        "job", "withdraw", "person", "pdf", "xlsx", "ics",
    ),
    "district": ("home", "feeds", "week", "next", "entry", "person", "approve", "back", "pdf"),
    "justice": ("home", "asked", "week", "next", "entry", "job", "person", "proposal"),
}  # fmt: skip
FILES = ("pdf", "xlsx", "ics")
WHO = {"office": "records_clerk", "district": "unit_head", "justice": "division_head"}


def pages(desk: Desk, full: dict[str, str]) -> Iterator[tuple[str, str, Client]]:
    for slug, names in READERS.items():
        client = desk.client(slug, WHO[slug])
        for name in names:
            yield f"{slug} {name}", full[name], client


def test_every_page_keeps_its_budget_of_statements(desk: Desk, full: dict[str, str], query_count: Any) -> None:
    dear = []
    for name, address, client in pages(desk, full):
        client.get(address)
        with query_count() as counted:
            answer = client.get(address)
        assert answer.status_code == 200, name
        if counted.statements > BUDGET:
            dear.append((name, counted.statements, counted.texts))
    assert dear == []


def test_every_page_speaks_english_and_marks_what_stays_vietnamese(desk: Desk, full: dict[str, str]) -> None:
    for name, address, client in pages(desk, full):
        if name.split()[1] not in FILES:
            choose(client, "en")
            assert unmarked_vietnamese(page_of(client.get(address))) == [], name


@pytest.mark.browser
def test_axe_finds_nothing_on_the_pages_of_the_calendar(page: Any, desk: Desk, full: dict[str, str]) -> None:
    served = ""
    for name, address, client in pages(desk, full):
        slug, kind = name.split()
        if kind not in FILES:
            if slug != served:
                page.unroute_all()
                serve(page, client)
                served = slug
            page.goto(ORIGIN + address)
            assert_accessible(page)
            screenshot(page, f"agenda-{slug}-{kind}")
