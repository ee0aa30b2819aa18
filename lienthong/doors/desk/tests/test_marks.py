"""Marks in the inbox of those whom something must reach: late parts of letters, documents that were withdrawn."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from lienthong.casework.agenda import public as agenda
from lienthong.casework.agenda.testing import drafted, published, said
from lienthong.casework.delivery import public as delivery
from lienthong.casework.delivery.testing import a_letter, carried, sent, taken_in
from lienthong.casework.documents import public as documents
from lienthong.casework.dossiers import testing as given
from lienthong.casework.handling import public as handling
from lienthong.casework.intake import public as intake
from lienthong.casework.intake.testing import PASSWORD, Box, put
from lienthong.casework.workfiles import public as workfiles
from lienthong.doors.desk.testing import as_person, page_of, set_clock
from lienthong.doors.desk.tests.test_agenda import URL as WEEKS
from lienthong.doors.desk.tests.test_agenda import Desk, desk, justice, leader  # noqa: F401 - fixtures
from lienthong.doors.desk.tests.test_handling import URL, chairman, instructed, uid, writer  # noqa: F401 - fixtures
from lienthong.doors.desk.tests.test_leading import words_of
from lienthong.office.ledger import public as ledger
from lienthong.office.ledger.testing import as_worker
from lienthong.toolkit import clock
from lienthong.toolkit.clock import VIETNAM

BUDGET = 12


def inbox(client: Client, query_count: Any) -> str:
    """Return the words of an inbox, which keeps its budget of statements."""
    client.get("/")
    with query_count() as told:
        answer = client.get("/")
    assert told.statements <= BUDGET, told.texts
    return words_of(answer)


@pytest.fixture
def letter(world: given.World, writer: Client, chairman: Client, uid: UUID) -> UUID:  # noqa: F811 - fixtures
    """A letter that two divisions handle for five days."""
    instructed(world, writer, chairman, uid)
    return uid


def test_a_late_part_is_in_the_inbox_of_who_instructed_and_written_on_the_letter(
    settings: Any, chairman: Client, letter: UUID, query_count: Any  # noqa: F811 - fixtures
) -> None:  # fmt: skip
    late = clock.now() + timedelta(days=21)
    set_clock(settings, late)
    with as_worker():
        assert handling.escalate(at=late).raised == 2

    found = inbox(chairman, query_count)
    assert "Nơi được giao quá hạn hơn ba ngày làm việc" in found
    assert "Phòng Nội vụ huyện Bình Liêu" in found
    assert f"{URL}" in page_of(chairman.get("/"))
    assert "Đã báo lên" in words_of(chairman.get(f"{URL}{letter}/"))


def test_a_recalled_letter_is_ended_from_the_inbox_of_its_leader_in_one_act(
    world: given.World, chairman: Client, letter: UUID, query_count: Any  # noqa: F811 - fixtures
) -> None:  # fmt: skip
    clerk, at = world.district.actor("office", "records_clerk"), clock.now()
    documents.recall(actor=clerk, at=at, document_uid=letter, reason="Tỉnh thu hồi, sai thẩm quyền")
    with as_worker(), ledger.seeing_everything():
        assert handling.tell_withdrawn(document_uid=letter, at=at)

    assert "Văn bản đã bị thu hồi: xem lại, kết thúc việc xử lý" in inbox(chairman, query_count)
    page = page_of(chairman.get(f"{URL}{letter}/"))
    assert "Tỉnh thu hồi, sai thẩm quyền" in page
    assert "Ghi bút phê khác" not in page, "nobody is told anew to handle it"
    assert chairman.post(f"{URL}{letter}/ket-thuc/").status_code == 302
    assert "đã bị thu hồi ngày" in words_of(chairman.get(f"{URL}{letter}/"))
    assert "Chưa có việc nào chờ" in inbox(chairman, query_count)
    assert chairman.post(f"{URL}{letter}/ket-thuc/").status_code == 409
    assert as_person(world, "home_affairs", "unit_head").post(f"{URL}{letter}/ket-thuc/").status_code == 409


def test_what_waits_and_a_box_that_fails_are_in_the_inbox_of_the_clerk_with_their_pages(
    world: given.World, settings: Any, writer: Client, query_count: Any  # noqa: F811 - fixtures
) -> None:  # fmt: skip
    clerk, late = world.district.actor("office", "records_clerk"), world.at + timedelta(days=1)
    waits = put(clerk, at=world.at, received_at=world.at, title="Công văn của Sở Nội vụ")
    code = world.district.units["office"].code
    settings.INTAKE_MAILBOXES = (Box("127.0.0.1", 1, starttls=False, user="vanthu", unit=code, body="people_committee", ca=""),)
    set_clock(settings, late)
    with as_worker():
        assert intake.watch(at=late) == (1, 0)
        assert list(intake.fetch_mail(at=late).values()) == [-1]

    found = inbox(writer, query_count)
    assert "Văn bản đến chờ vào sổ quá ngày" in found
    assert "Công văn của Sở Nội vụ" in found
    assert "Hộp thư không đọc được: không kết nối được máy chủ" in found
    page = page_of(writer.get("/"))
    assert f'href="/van-ban/cho-vao-so/{waits}/"' in page
    assert 'href="/van-ban/cho-vao-so/"' in page
    writer.get("/van-ban/cho-vao-so/")
    with query_count() as told:
        answer = writer.get("/van-ban/cho-vao-so/")
    assert told.statements <= BUDGET, told.texts
    assert "không kết nối được máy chủ: vanthu" in words_of(answer)
    assert PASSWORD not in page_of(answer)


def test_a_recall_is_answered_from_the_inbox_of_the_clerk(
    world: given.World, writer: Client, query_count: Any  # noqa: F811 - fixtures
) -> None:  # fmt: skip
    office, commune = world.district.actor("office", "records_clerk"), as_person(world, "hoanh_mo", "records_clerk")
    document = a_letter(office)
    sent(office, document, f"{world.district.units['hoanh_mo'].pk}:people_committee")
    taken_in(world.district.actor("hoanh_mo", "records_clerk"), at=world.at)
    carried()
    delivery.recall(actor=office, at=world.at, document_uid=document, reason="Sai thẩm quyền ký")

    assert "Trả lời yêu cầu thu hồi văn bản" in inbox(commune, query_count)
    way = re.search(r'href="(/van-ban/gui/tra-loi/[0-9a-f-]+/)"', page_of(commune.get("/")))
    assert way is not None
    assert "Sai thẩm quyền ký" in page_of(commune.get(way[1]))
    assert "Trả lời yêu cầu thu hồi văn bản" not in words_of(writer.get("/")), "who asked has nothing to do"


def test_a_work_file_asks_its_keeper_to_close_it_from_the_inbox(
    world: given.World, settings: Any, writer: Client, query_count: Any  # noqa: F811 - fixtures
) -> None:  # fmt: skip
    clerk, end = world.district.actor("office", "records_clerk"), datetime(2018, 12, 17, 8, tzinfo=VIETNAM)
    new = workfiles.NewFile(title="Theo dõi cải cách hành chính", reason="Việc đột xuất", period="y5")
    file = workfiles.open_file(actor=clerk, at=world.at, new=new)
    set_clock(settings, end)
    with as_worker():
        assert workfiles.watch(at=end) == (1, 0)

    found = inbox(writer, query_count)
    assert "Kết thúc hồ sơ công việc của năm" in found
    assert "Theo dõi cải cách hành chính" in found
    assert str(file) in page_of(writer.get("/"))


def test_a_change_is_in_the_inbox_of_who_is_named_until_it_is_seen(
    desk: Desk, leader: Client, justice: Client, query_count: Any  # noqa: F811 - fixtures
) -> None:  # fmt: skip
    facts: dict[str, Any] = {"host": desk.head.person_uid, "units": (desk.justice.unit_uid,)}
    entry = drafted(desk.office, **facts)
    published(desk.office, desk.head)
    agenda.amend(actor=desk.office, at=desk.world.at, entry_uid=entry, said=said(place="Hội trường", **facts))
    published(desk.office, desk.head)

    assert "Lịch công tác điều chỉnh: xem mục có tên ông/bà hoặc đơn vị" in inbox(justice, query_count)
    assert f'href="{WEEKS}"' in page_of(justice.get("/"))
    (see,) = set(re.findall(rf'action="({WEEKS}ban/[0-9a-f-]+/da-xem/)"', page_of(justice.get(WEEKS))))
    assert justice.post(see).status_code == 302
    assert "Lịch công tác điều chỉnh" not in words_of(justice.get("/"))
    assert "Lịch công tác điều chỉnh" in words_of(leader.get("/"))
