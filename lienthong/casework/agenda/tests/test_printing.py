"""The printed week: official head of either side, grid by day, what changed struck through, days without office hours."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from lienthong.casework.agenda import public as agenda
from lienthong.casework.agenda.testing import HU, NEXT, TUESDAY, Hall, drafted, published, read, said
from lienthong.office.org.testing import MONDAY_8AM
from lienthong.toolkit import paper
from lienthong.toolkit.paper.testing import pages_of, words_of


def printed(edition: agenda.EditionRow, *, landscape: bool = True, off: tuple[date, ...] = ()) -> bytes:
    return paper.render("agenda/week.typ", agenda.printed(edition, landscape=landscape, off=off))


@pytest.mark.parametrize("landscape", [True, False])
def test_a_week_of_the_state_has_its_head_its_days_and_who_approved_it(hall: Hall, landscape: bool) -> None:
    drafted(hall.office, host=hall.person("district", "unit_head"), units=(hall.unit("justice"),), note="Xe 14A-001.23")
    published(hall.office, hall.head)
    content = printed(read(hall.office, hall.office)[0], landscape=landscape, off=(NEXT + timedelta(days=4),))
    words = words_of(content)
    for part in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "UBND HUYỆN BÌNH LIÊU", "LỊCH CÔNG TÁC TUẦN 12 NĂM 2018", "08:00-09:30",
        "Phòng Tư pháp", "Xe 14A-001.23", hall.head.name, "Không có lịch chung", "(ngày nghỉ)", "từ 19/03/2018 đến 25/03/2018",
    ):  # fmt: skip
        assert part in words, part
    assert len(pages_of(content)) == 1
    assert "24/03/2018" not in words, "a Saturday without anything stays away"


def test_a_week_of_the_party_has_the_head_of_the_party(hall: Hall) -> None:
    drafted(hall.party, body=HU, day=NEXT + timedelta(days=5))
    published(hall.party, hall.secretary, body=HU)
    words = words_of(printed(read(hall.party, hall.party, body=HU)[0]))
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in words
    assert "CỘNG HÒA" not in words
    assert "24/03/2018" in words


def test_a_later_edition_tells_what_stood_there(hall: Hall) -> None:
    uid, gone = drafted(hall.office), drafted(hall.office, day=TUESDAY + timedelta(days=1), subject="Đi cơ sở")
    published(hall.office, hall.head)
    agenda.amend(actor=hall.office, at=MONDAY_8AM, entry_uid=uid, said=said(TUESDAY + timedelta(days=2), place="Hội trường"))
    agenda.drop(actor=hall.office, at=MONDAY_8AM, entry_uid=gone, reason="Mưa lũ")
    published(hall.office, hall.head)
    edition = read(hall.office, hall.office)[0]
    words = words_of(printed(edition))
    assert "điều chỉnh lần 2" in words
    assert "Phòng họp số 1 Hội trường" in words
    assert "20/03/2018" in words, "the day from which it moved"
    assert "(Hoãn, hủy)" in words
    assert [row[-1] for row in agenda.rows(edition)] == ["Hoãn, hủy", "Điều chỉnh"]
    assert all(len(row) == len(agenda.HEADS) + 1 for row in agenda.rows(edition))
    assert agenda.file_name(edition) == "lich-cong-tac-people-committee-2018-w12-ban-2"


def test_a_private_entry_hangs_on_no_wall_whoever_prints_the_week(hall: Hall) -> None:
    drafted(hall.office, subject="Làm việc với thanh tra", private=True)
    published(hall.office, hall.head)
    edition = read(hall.office, hall.office)[0]
    assert edition.content[0]["subject"] == "Làm việc với thanh tra", "the office itself reads it"
    words = words_of(printed(edition))
    assert ("Bận" in words, "thanh tra" in words, "thanh tra" in str(agenda.rows(edition))) == (True, False, False)
