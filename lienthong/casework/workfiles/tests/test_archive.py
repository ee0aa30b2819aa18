"""Files are handed in by minutes that both sides sign, kept longer with consent, go on to province or committee; holds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from lienthong.casework.documents.testing import Town, a_clerk
from lienthong.casework.workfiles import public as workfiles
from lienthong.casework.workfiles.queries.periods import PERIODS
from lienthong.casework.workfiles.rules.retention import Period
from lienthong.casework.workfiles.testing import a_file, broken, closed, head_of, sheet
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM
from lienthong.toolkit.actor import Actor

LATER = MONDAY_8AM.replace(year=2019, month=4, day=1)


@pytest.fixture
def archivist(town: Town) -> Actor:
    """A second clerk of the district's office, who keeps the archive."""
    return a_clerk(town.district.units["office"], name="Tằng Thị Lan")


def given(town: Town, *uids: UUID, actor: Actor | None = None, **facts: Any) -> UUID:
    return workfiles.hand_in(actor=actor or town.clerk, at=LATER, file_uids=uids, **facts)


def taken(archivist: Actor, hand_in: UUID, **facts: Any) -> None:
    workfiles.take_over(actor=archivist, at=LATER, hand_in_uid=hand_in, **facts)


def a_division_file(town: Town) -> UUID:
    """Return a permanent file of the division of justice, closed and checked there."""
    clerk, head = town.actor("justice", "records_clerk"), town.actor("justice", "division_head")
    new = workfiles.NewFile(title="Thống kê tư pháp năm 2017", reason="Chưa có danh mục", period="permanent")
    uid = workfiles.open_file(actor=clerk, at=MONDAY_8AM, new=new)
    loose = workfiles.Loose("a.txt", b"thong ke", "Biểu thống kê", date(2018, 1, 5), "Phòng Tư pháp", 3)
    workfiles.put_loose(actor=clerk, at=MONDAY_8AM, file_uid=uid, new=loose)
    workfiles.close(actor=clerk, at=MONDAY_8AM, file_uid=uid, ended_on=date(2018, 3, 9))
    workfiles.check(actor=head, at=MONDAY_8AM, file_uid=uid)
    return uid


def test_files_are_handed_in_together_and_both_sides_sign(town: Town, archivist: Actor) -> None:
    first, second = closed(town, "03.HCQT"), closed(town, "02.CCHC", first=5)
    hand_in = given(town, first, second, first, condition="Đủ, sạch")
    assert sheet(town.clerk, first).file.state == "closed", "handed in when the archive signs"
    with pytest.raises(workfiles.SameSide):
        taken(town.clerk, hand_in)
    taken(archivist, hand_in, places={first: workfiles.Shelved("12", "Giá 3")})
    done = sheet(town.clerk, first).file
    assert (done.state, done.store, done.box, done.shelf, done.due_on) == ("handed", "agency", "12", "Giá 3", None)
    with ledger.seeing(town.clerk.sees):
        row, lines = workfiles.hand_in_of(town.clerk, hand_in)
        assert [one.uid for one in workfiles.hand_ins(archivist)[0]] == [hand_in]
    assert (row.state, row.files, row.given_by, row.taken_by, row.condition) == (
        "done", 2, town.clerk.name, archivist.name, "Đủ, sạch",
    )  # fmt: skip
    assert [(one.symbol, one.documents, one.pages, one.box) for one in lines] == [("03.HCQT", 2, 4, "12"), ("02.CCHC", 2, 4, "")]
    acts: list[Callable[[], object]] = [
        lambda: taken(archivist, hand_in),
        lambda: workfiles.give_back(actor=archivist, at=LATER, hand_in_uid=hand_in, reason="x"),
    ]
    for act in acts:
        with pytest.raises(workfiles.HandInSettled, match="đã giao nhận"):
            act()
    assert broken() == []


def test_a_division_hands_in_to_the_districts_office_which_then_sees_its_files(town: Town) -> None:
    uid = a_division_file(town)
    with ledger.seeing(town.clerk.sees), pytest.raises(workfiles.WorkFileUnknown):
        workfiles.sheet(town.clerk, uid)
    hand_in = given(town, uid, actor=town.actor("justice", "records_clerk"))
    taken(town.clerk, hand_in, places={uid: workfiles.Shelved("1")})
    found = sheet(town.clerk, uid)
    assert (found.file.state, found.unit, len(found.items)) == ("handed", "Phòng Tư pháp huyện Bình Liêu", 1)
    with ledger.seeing(town.clerk.sees):
        assert [one.uid for one in workfiles.files(town.clerk, "archive", LATER.date()).rows] == [uid]
    with ledger.seeing(town.commune.sees), pytest.raises(workfiles.HandInUnknown):
        workfiles.hand_in_of(town.commune, hand_in)
    with pytest.raises(workfiles.HandInUnknown):
        taken(town.commune, hand_in)


def test_a_commune_and_the_party_keep_archives_of_their_own(town: Town) -> None:
    day = LATER.date()
    assert workfiles.archive_of(town.commune.unit_id, "state", day) == town.commune.unit_id
    assert workfiles.archive_of(town.board.unit_id, "party", day) == town.party.unit_id
    assert workfiles.archive_of(town.district.province.pk, "party", day) == town.district.province.pk


def test_the_archive_may_refuse_with_a_reason(town: Town, archivist: Actor) -> None:
    uid = closed(town)
    hand_in = given(town, uid)
    with pytest.raises(workfiles.NotForArchive, match="chờ bên nhận ký"):
        given(town, uid)
    with pytest.raises(workfiles.TextMissing):
        workfiles.give_back(actor=archivist, at=LATER, hand_in_uid=hand_in, reason="")
    workfiles.give_back(actor=archivist, at=LATER, hand_in_uid=hand_in, reason="Thiếu mục lục")
    assert sheet(town.clerk, uid).file.state == "closed"
    given(town, uid)


def test_only_closed_files_of_five_years_or_more_are_handed_in(town: Town) -> None:
    with pytest.raises(workfiles.NotForArchive, match="đang lập"):
        given(town, a_file(town))
    with pytest.raises(workfiles.NothingChosen):
        given(town)
    with pytest.raises(workfiles.NotForArchive, match=r"hồ sơ đã kết thúc"):
        given(town, closed(town, "02.CCHC"), store="historical")


def test_a_file_that_is_kept_less_than_five_years_stays_with_its_unit(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    uid = closed(town)
    monkeypatch.setitem(PERIODS, "y5", Period("y5", "2 năm", 2))  # the reviewed file names none so short
    with pytest.raises(workfiles.NotForArchive, match="dưới 5 năm thì giữ tại đơn vị"):
        given(town, uid)


def test_permanent_state_files_go_to_the_province_and_party_files_to_the_committee(town: Town, archivist: Actor) -> None:
    uid, short = closed(town, "01.CCHC"), closed(town, "02.CCHC", first=5)
    taken(archivist, given(town, uid, short))
    with pytest.raises(workfiles.NotForArchive, match="chỉ nhận hồ sơ vĩnh viễn"):
        given(town, short, actor=archivist, store="historical")
    with pytest.raises(workfiles.NotForArchive, match="chỉ nhận hồ sơ của Đảng"):
        given(town, uid, actor=archivist, store="party_store")
    hand_in = given(town, uid, actor=archivist, store="historical")
    with pytest.raises(workfiles.TextMissing):
        taken(archivist, hand_in)
    taken(archivist, hand_in, taker="Nguyễn Văn Lưu, Trung tâm Lưu trữ lịch sử tỉnh")
    assert (sheet(town.clerk, uid).file.state, sheet(town.clerk, uid).file.store) == ("transferred", "historical")
    assert broken() == []


def test_a_unit_keeps_a_file_two_years_longer_at_most_with_consent(town: Town) -> None:
    uid, head = closed(town, "02.CCHC"), head_of(town)

    def keep(until: date, reason: str = "Đang theo dõi chỉ số") -> None:
        workfiles.keep_longer(actor=head, at=LATER, file_uid=uid, until=until, reason=reason)

    with pytest.raises(workfiles.KeptTooLong, match="09/03/2021"):
        keep(date(2021, 3, 10))
    with pytest.raises(workfiles.TextMissing):
        keep(date(2020, 3, 9), "")
    keep(date(2020, 3, 9))
    assert sheet(town.clerk, uid).file.due_on == date(2020, 3, 9)
    with ledger.seeing(town.clerk.sees):
        assert workfiles.files(town.clerk, "due", LATER.date()).rows == ()
        assert len(workfiles.files(town.clerk, "due", date(2020, 3, 10)).rows) == 1


def test_a_hold_is_placed_once_for_a_matter_and_lifted_with_a_reason(town: Town) -> None:
    uid = closed(town)

    def hold(kind: str = "complaint", reason: str = "Đơn của ông Chìu A Sáng") -> None:
        workfiles.hold(actor=town.clerk, at=LATER, file_uid=uid, kind=kind, reason=reason)

    hold()
    with pytest.raises(workfiles.HeldAlready):
        hold()
    with pytest.raises(workfiles.ChoiceUnknown):
        hold("weather")
    hold("suit")
    found = sheet(town.clerk, uid)
    assert (found.file.held, [one.kind for one in found.holds]) == (True, ["suit", "complaint"])
    for one in found.holds:
        workfiles.lift(actor=town.clerk, at=LATER, file_uid=uid, hold_uid=one.uid, reason="Đã giải quyết xong")
    assert not sheet(town.clerk, uid).file.held
    with pytest.raises(workfiles.NoHold):
        workfiles.lift(actor=town.clerk, at=LATER, file_uid=uid, hold_uid=found.holds[0].uid, reason="lần nữa")
