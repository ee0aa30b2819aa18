"""Files whose time is over are listed, reviewed by a council, destroyed by the head's decision; a stub of each is left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from django.db import ProgrammingError, transaction

from lienthong.casework.documents import public as documents
from lienthong.casework.documents.testing import Town
from lienthong.casework.workfiles import public as workfiles
from lienthong.casework.workfiles.models import WorkFile
from lienthong.casework.workfiles.testing import a_file, a_letter, broken, closed, head_of, sheet
from lienthong.office.files import public as files
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM
from lienthong.toolkit.actor import Actor

OVER = datetime.fromisoformat("2024-01-08T08:00:00+07:00")
"""After five whole years."""


def council(town: Town) -> dict[UUID, str]:
    return {
        head_of(town).person_uid: "chair", town.clerk.person_uid: "secretary",
        town.actor("office", "specialist").person_uid: "member",
    }  # fmt: skip


def listed(town: Town, *uids: UUID, at: datetime = OVER, **facts: Any) -> UUID:
    doomed = [workfiles.Doomed(uid, "") for uid in uids]
    given: dict[str, Any] = {"reason": "Hết thời hạn bảo quản", "doomed": doomed, "council": council(town), **facts}
    return workfiles.list_for_destruction(actor=town.clerk, at=at, **given)


def lines_of(town: Town, uid: UUID) -> list[workfiles.DestroyedRow]:
    with ledger.seeing(town.clerk.sees):
        return workfiles.destruction(town.clerk, uid)[2]


def say(actor: Actor, town: Town, uid: UUID, *, stays: str = "", why: str = "Còn cần tra cứu") -> None:
    said = {
        one.uid: workfiles.Said(agrees=False, reason=why) if one.symbol == stays else workfiles.Said(agrees=True)
        for one in lines_of(town, uid)
    }
    workfiles.decide(actor=actor, at=OVER, destruction_uid=uid, said=said)


def all_say(town: Town, uid: UUID, **said: Any) -> None:
    say(head_of(town), town, uid, **said)
    say(town.clerk, town, uid)
    say(town.actor("office", "specialist"), town, uid)


def settle(town: Town, uid: UUID, **said: Any) -> int:
    return workfiles.settle(actor=head_of(town), at=OVER, destruction_uid=uid, **said)


def test_what_every_member_lets_go_is_destroyed_and_a_stub_survives(town: Town) -> None:
    uid = closed(town)
    before = sheet(town.clerk, uid)
    made = listed(town, uid)
    all_say(town, made)
    assert settle(town, made) == 1
    stub = sheet(town.clerk, uid)
    assert (stub.file.state, stub.items, stub.digest, stub.minutes) == ("destroyed", (), before.digest, made)
    assert (stub.file.symbol, stub.file.title, stub.file.documents) == (before.file.symbol, before.file.title, 2)
    line = lines_of(town, made)[0]
    assert (line.outcome, line.digest, [one.agrees for one in line.said]) == ("destroy", before.digest, [True, True, True])
    with ledger.seeing(town.clerk.sees):
        assert [one.uid for one in workfiles.files(town.clerk, "stubs", OVER.date()).rows] == [uid]
        assert workfiles.files(town.clerk, "unit", OVER.date()).rows == ()
        with pytest.raises(ProgrammingError, match="đã tiêu hủy"), transaction.atomic():
            WorkFile.objects.filter(uid=uid).update(title="khác")
    assert broken() == []
    with pytest.raises(workfiles.NotInThisState):
        workfiles.hold(actor=town.clerk, at=OVER, file_uid=uid, kind="suit", reason="muộn")
    with ledger.seeing(town.clerk.sees), pytest.raises(workfiles.NotInThisState):
        workfiles.packaged(town.clerk, uid)


def test_its_contents_are_served_no_more_but_what_lies_in_a_living_file_is(town: Town) -> None:
    uid, living = a_file(town), a_file(town, "01.CCHC")
    upload = documents.Upload("thu.txt", b"noi dung thu")
    gone, kept = a_letter(town, 1, files=(upload,)), a_letter(town, 2, files=(documents.Upload("khac.txt", b"khac"),))
    for letter in (gone, kept):
        assert letter.document_uid is not None
        workfiles.put_letter(actor=town.clerk, at=MONDAY_8AM, file_uid=uid, document_uid=letter.document_uid)
    assert kept.document_uid is not None
    workfiles.put_letter(actor=town.clerk, at=MONDAY_8AM, file_uid=living, document_uid=kept.document_uid)
    assert gone.document_uid is not None
    with ledger.seeing(town.clerk.sees):
        lost, found = files.of_object(gone.document_uid)[0], files.of_object(kept.document_uid)[0]
    workfiles.close(actor=town.clerk, at=MONDAY_8AM, file_uid=uid, ended_on=MONDAY_8AM.date())
    workfiles.check(actor=head_of(town), at=MONDAY_8AM, file_uid=uid)
    made = listed(town, uid)
    all_say(town, made)
    settle(town, made)
    assert lines_of(town, made)[0].spared == (("1502/UBND-TH1", "còn trong hồ sơ 01.CCHC"),), "and the minutes say which"
    with ledger.seeing(town.clerk.sees):
        assert files.find(found.uid).name == "khac.txt"
        assert files.of_object(gone.document_uid) == []
        for read in (files.find, files.open_file, files.response):
            with pytest.raises(files.FileWithdrawn, match="đã tiêu hủy"):
                read(lost.uid)
        assert documents.document(town.clerk, gone.document_uid).line.symbol == "1501/UBND-TH1", "the register keeps its line"


def test_one_member_is_enough_to_keep_a_file(town: Town) -> None:
    one, two = closed(town), closed(town, "03.HCQT", first=5)
    made = listed(town, one, two)
    all_say(town, made, stays="03.HCQT.2")
    assert settle(town, made) == 1
    assert [(row.symbol, row.outcome, row.outcome_why) for row in lines_of(town, made)] == [
        ("03.HCQT", "destroy", ""), ("03.HCQT.2", "keep", "Còn cần tra cứu"),
    ]  # fmt: skip
    assert sheet(town.clerk, two).file.state == "closed"
    listed(town, two)


def test_a_file_is_not_listed_before_its_time_nor_while_it_is_held_or_listed(town: Town) -> None:
    uid, for_ever, open_ = closed(town), closed(town, "01.CCHC", first=5), a_file(town)
    with pytest.raises(workfiles.MayNotBeDestroyed, match="đến hết ngày 31/12/2023"):
        listed(town, uid, at=OVER.replace(year=2023, month=12, day=31))
    with pytest.raises(workfiles.MayNotBeDestroyed, match="vĩnh viễn"):
        listed(town, for_ever)
    with pytest.raises(workfiles.MayNotBeDestroyed, match="đang lập"):
        listed(town, open_)
    workfiles.hold(actor=town.clerk, at=OVER, file_uid=uid, kind="inspection", reason="Đoàn thanh tra tỉnh")
    with pytest.raises(workfiles.MayNotBeDestroyed, match="đang giữ lại: thanh tra, kiểm tra"):
        listed(town, uid)
    hold = sheet(town.clerk, uid).holds[0].uid
    workfiles.lift(actor=town.clerk, at=OVER, file_uid=uid, hold_uid=hold, reason="Kết luận xong")
    listed(town, uid)
    with pytest.raises(workfiles.MayNotBeDestroyed, match="danh sách tiêu hủy khác"):
        listed(town, uid)


def test_a_hold_that_comes_after_the_council_still_beats_the_schedule(town: Town) -> None:
    uid = closed(town)
    made = listed(town, uid)
    all_say(town, made)
    workfiles.hold(actor=town.clerk, at=OVER, file_uid=uid, kind="suit", reason="Vụ kiện mới")
    assert settle(town, made) == 0
    assert lines_of(town, made)[0].outcome_why == "đang giữ lại: vụ kiện, vụ án"
    assert sheet(town.clerk, uid).file.state == "closed"


def test_a_list_needs_files_and_a_council_with_one_chair(town: Town) -> None:
    uid, people = closed(town), council(town)
    with pytest.raises(workfiles.NothingChosen):
        listed(town)
    for wrong in ({}, dict.fromkeys(people, "member"), dict.fromkeys(people, "chair"), people | {uid: "member"}):
        with pytest.raises(workfiles.CouncilTooSmall):
            listed(town, uid, council=wrong)
    with pytest.raises(workfiles.NotYourFile):
        workfiles.list_for_destruction(
            actor=town.actor("office", "specialist"), at=OVER, reason="x", doomed=[workfiles.Doomed(uid, "")], council=people
        )


def test_only_members_decide_and_the_head_waits_for_all_of_them(town: Town) -> None:
    uid = closed(town)
    made = listed(town, uid)
    with pytest.raises(workfiles.NotOfCouncil):
        say(town.actor("office", "division_head").__class__(**{**vars(town.clerk), "person_uid": uid}), town, made)
    say(town.clerk, town, made)
    with pytest.raises(workfiles.NotAllDecided, match="Còn 2 ý kiến"):
        settle(town, made)
    with pytest.raises(workfiles.TextMissing):
        say(head_of(town), town, made, stays="03.HCQT", why=" ")
    with pytest.raises(workfiles.NotYourFile):
        workfiles.settle(actor=town.clerk, at=OVER, destruction_uid=made)
    with pytest.raises(workfiles.DestructionUnknown):
        settle(town, uid)
    with pytest.raises(workfiles.DestructionUnknown):
        workfiles.decide(actor=town.clerk, at=OVER, destruction_uid=made, said={uid: workfiles.Said(agrees=True)})
    with ledger.seeing(town.commune.sees), pytest.raises(workfiles.DestructionUnknown):
        workfiles.destruction(town.commune, made)


def test_a_head_who_sees_the_list_of_another_unit_does_not_settle_it(town: Town) -> None:
    made = listed(town, closed(town))
    all_say(town, made)
    other = head_of(town, "justice")
    with pytest.raises(workfiles.DestructionUnknown):
        workfiles.settle(actor=replace(other, sees=other.sees | town.clerk.sees), at=OVER, destruction_uid=made)
    assert settle(town, made) == 1


def test_the_head_may_drop_a_list_and_then_it_is_settled(town: Town) -> None:
    uid = closed(town)
    made = listed(town, uid)
    with pytest.raises(workfiles.TextMissing):
        settle(town, made, agrees=False)
    assert settle(town, made, agrees=False, reason="Chờ hướng dẫn của tỉnh") == 0
    acts: list[Callable[[], object]] = [lambda: settle(town, made), lambda: say(town.clerk, town, made)]
    for act in acts:
        with pytest.raises(workfiles.DestructionSettled, match="không tiêu hủy"):
            act()
    with ledger.seeing(town.clerk.sees):
        assert [(one.number, one.state) for one in workfiles.destructions(town.clerk)] == [(1, "dropped")]


def test_what_the_archive_has_is_listed_by_the_archive(town: Town) -> None:
    clerk, head = town.actor("justice", "records_clerk"), town.actor("justice", "division_head")
    new = workfiles.NewFile(title="Việc năm 2017", reason="Chưa có danh mục", period="y5")
    uid = workfiles.open_file(actor=clerk, at=MONDAY_8AM, new=new)
    loose = workfiles.Loose("a.txt", b"ghi chep", "Ghi chép", MONDAY_8AM.date(), "", 1)
    workfiles.put_loose(actor=clerk, at=MONDAY_8AM, file_uid=uid, new=loose)
    workfiles.close(actor=clerk, at=MONDAY_8AM, file_uid=uid, ended_on=MONDAY_8AM.date())
    workfiles.check(actor=head, at=MONDAY_8AM, file_uid=uid)
    hand_in = workfiles.hand_in(actor=clerk, at=MONDAY_8AM, file_uids=[uid])
    workfiles.take_over(actor=town.clerk, at=MONDAY_8AM, hand_in_uid=hand_in)
    with ledger.seeing(clerk.sees):
        assert workfiles.files(clerk, "over", OVER.date()).rows == ()
    with pytest.raises(workfiles.MayNotBeDestroyed, match="lưu trữ lập danh sách"):
        workfiles.list_for_destruction(
            actor=clerk, at=OVER, reason="Hết hạn", doomed=[workfiles.Doomed(uid, "")],
            council={one.person_uid: role for one, role in (
                (clerk, "member"), (head, "chair"), (town.actor("justice", "specialist"), "member"))},
        )  # fmt: skip
    made = listed(town, uid)
    all_say(town, made)
    assert settle(town, made) == 1
    assert sheet(clerk, uid).file.state == "destroyed"
