"""Files are opened under the plan or outside it, filled by link, closed in two steps, opened again with a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import ProgrammingError, connection, transaction

from lienthong.casework.documents import public as documents
from lienthong.casework.documents.testing import Town, a_term, issued, line
from lienthong.casework.documents.testing import registered as registered
from lienthong.casework.drafting.testing import begun
from lienthong.casework.tasks.testing import a_task
from lienthong.casework.workfiles import public as workfiles
from lienthong.casework.workfiles.models import FileItem, WorkFile
from lienthong.casework.workfiles.rules import words
from lienthong.casework.workfiles.rules.checks import Content, checked, first_pages
from lienthong.casework.workfiles.rules.retention import Period
from lienthong.casework.workfiles.testing import a_file, a_letter, a_plan, broken, closed, filled, head_of, sheet
from lienthong.office.files import public as files
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM
from lienthong.office.worktime import public as worktime

YEARS5, FOR_EVER = Period("y5", "5 năm", 5), Period("permanent", "Vĩnh viễn", None)


def put(town: Town, uid: UUID, letter: documents.Numbered, **who: Any) -> UUID:
    assert letter.document_uid is not None
    actor = who.get("actor", town.clerk)
    return workfiles.put_letter(actor=actor, at=MONDAY_8AM, file_uid=uid, document_uid=letter.document_uid)


# --- opening ----------------------------------------------------------------------------------------------------------


def test_a_file_under_the_plan_takes_symbol_title_and_period_of_its_line(town: Town) -> None:
    first, second = a_file(town, "02.CCHC"), a_file(town, "02.CCHC", title="Tập hai")
    one, two = sheet(town.clerk, first), sheet(town.clerk, second)
    assert (one.file.symbol, one.file.title, one.file.period) == ("02.CCHC", "Theo dõi Chỉ số PAR Index năm 2018", "y20")
    assert (two.file.symbol, two.file.title) == ("02.CCHC.2", "Tập hai")
    assert (one.part, one.file.person, one.file.state) == ("I. Cải cách hành chính", town.clerk.name, "open")
    assert broken() == []


def test_a_file_outside_the_plan_says_why_and_is_numbered_by_itself(town: Town) -> None:
    new = workfiles.NewFile(title="Bão số 3", reason="Phát sinh ngoài danh mục", period="y10")
    uid = workfiles.open_file(actor=town.clerk, at=MONDAY_8AM, new=new)
    again = workfiles.open_file(actor=town.clerk, at=MONDAY_8AM, new=replace(new, title="Bão số 4"))
    assert [sheet(town.clerk, one).file.symbol for one in (uid, again)] == ["01.BS", "02.BS"]
    assert sheet(town.clerk, uid).unplanned == "Phát sinh ngoài danh mục"
    cases: list[tuple[dict[str, Any], type[Exception]]] = [
        ({"reason": ""}, workfiles.TextMissing), ({"period": ""}, workfiles.ChoiceUnknown),
        ({"origin": "moon"}, workfiles.ChoiceUnknown),
    ]  # fmt: skip
    for wrong, refusal in cases:
        with pytest.raises(refusal):
            workfiles.open_file(actor=town.clerk, at=MONDAY_8AM, new=replace(new, **wrong))


def test_no_file_is_opened_under_a_plan_that_is_only_drafted_or_anothers(town: Town) -> None:
    plan = a_plan(town, issued=False)
    with ledger.seeing(town.clerk.sees):
        drafted = workfiles.plan(town.clerk, plan)[1][0].uid
    with pytest.raises(workfiles.LineUnknown):
        workfiles.open_file(actor=town.clerk, at=MONDAY_8AM, new=workfiles.NewFile(line_uid=drafted))
    workfiles.issue_plan(actor=head_of(town), at=MONDAY_8AM, plan_uid=plan)
    with pytest.raises(workfiles.LineUnknown):
        workfiles.open_file(actor=town.commune, at=MONDAY_8AM, new=workfiles.NewFile(line_uid=drafted))
    with pytest.raises(workfiles.NotYourFile):
        workfiles.open_file(actor=town.actor("hoanh_mo", "counter_clerk"), at=MONDAY_8AM, new=workfiles.NewFile(line_uid=drafted))


def test_party_files_are_the_partys_and_state_files_the_states(town: Town) -> None:
    new = workfiles.NewFile(title="Kiểm tra 19-NQ/TU", reason="Đột xuất", period="permanent")
    party = workfiles.open_file(actor=town.party, at=MONDAY_8AM, new=new)
    as_state = replace(town.party, capacity=town.clerk.capacity)
    with ledger.seeing(town.party.sees), pytest.raises(workfiles.WorkFileUnknown):
        workfiles.sheet(as_state, party)
    with ledger.seeing(town.clerk.sees), pytest.raises(workfiles.WorkFileUnknown):
        workfiles.sheet(town.clerk, party)
    assert sheet(town.party, party).file.symbol == "01.BS"


def test_files_that_are_open_pass_on_when_a_person_goes(town: Town) -> None:
    mine, ended = a_file(town), closed(town, "02.CCHC")
    heir = head_of(town)
    with transaction.atomic(), ledger.seeing(town.clerk.sees):
        held = workfiles.unfinished(town.clerk.unit_id, town.clerk.person_uid)
        many = workfiles.pass_on(
            actor=town.clerk, at=MONDAY_8AM, file_uids=[one.uid for one in held], taker_uid=heir.person_uid, taker=heir.name,
            unit_id=heir.unit_id,
        )  # fmt: skip
        assert workfiles.open_at([town.clerk.unit_id]) == {town.clerk.unit_id: 2}
    assert many == 1
    assert sheet(town.clerk, mine).file.person == heir.name
    assert sheet(town.clerk, ended).file.person == town.clerk.name


def test_who_takes_a_file_over_from_another_unit_sees_it(town: Town) -> None:
    mine, heir = a_file(town), head_of(town, "justice")
    with transaction.atomic(), ledger.seeing(town.clerk.sees):
        workfiles.pass_on(
            actor=town.clerk, at=MONDAY_8AM, file_uids=[mine], taker_uid=heir.person_uid, taker=heir.name, unit_id=heir.unit_id
        )
    with ledger.seeing(heir.sees):
        assert [one.person for one in WorkFile.objects.filter(uid=mine)] == [heir.name]
    assert broken() == []


def test_files_of_a_unit_that_ends_are_kept_by_its_heir_in_a_fonds_that_is_closed(town: Town) -> None:
    mine, heirs = a_file(town), {town.clerk.unit_id: town.commune.unit_id}
    own = workfiles.open_file(
        actor=town.commune, at=MONDAY_8AM, new=workfiles.NewFile(title="Việc xã", reason="Đột xuất", period="y5")
    )
    with transaction.atomic(), ledger.seeing({town.clerk.unit_id, town.commune.unit_id}):
        assert workfiles.follow(actor=town.clerk, at=MONDAY_8AM, heirs=heirs) == 1
    found = sheet(town.commune, mine)
    assert (found.unit, found.file.keeper_id) == (town.clerk.unit, town.commune.unit_id)
    filled_by_the_heir = workfiles.Loose("a.txt", b"tiep", "Tiếp nhận", MONDAY_8AM.date(), "", 1)
    workfiles.put_loose(actor=town.commune, at=MONDAY_8AM, file_uid=mine, new=filled_by_the_heir)
    with ledger.seeing(town.commune.sees):
        assert {one.uid for one in workfiles.files(town.commune, "unit", MONDAY_8AM.date()).rows} == {mine, own}
    assert broken() == []


# --- filling ----------------------------------------------------------------------------------------------------------


def test_a_letter_lies_in_several_files_by_link_and_its_register_says_where(town: Town) -> None:
    letter, first, second = a_letter(town), a_file(town), a_file(town, "02.CCHC")
    put(town, first, letter)
    place = put(town, second, letter)
    assert line(town.clerk, letter).file_code == "03.HCQT; 02.CCHC"
    item = sheet(town.clerk, first).items[0]
    assert (item.kind, item.object_uid, item.symbol, item.pages) == ("letter", letter.document_uid, "1501/UBND-TH1", 2)
    assert item.title.startswith("Công văn: Về việc nâng cao Chỉ số PAR Index")
    with ledger.seeing(town.clerk.sees):
        assert letter.document_uid is not None
        assert [one.symbol for one in workfiles.lying_in(town.clerk, letter.document_uid)] == ["02.CCHC", "03.HCQT"]
        assert workfiles.lying_in(town.actor("hoanh_mo", "counter_clerk"), letter.document_uid) == []
    workfiles.take_out(actor=town.clerk, at=MONDAY_8AM, file_uid=second, item_uid=place, reason="Để nhầm")
    assert line(town.clerk, letter).file_code == "03.HCQT"
    assert sheet(town.clerk, second).items == ()


def test_the_same_thing_lies_once_in_a_file_and_only_what_is_in_sight(town: Town) -> None:
    letter, uid = a_letter(town), a_file(town)
    put(town, uid, letter)
    with pytest.raises(workfiles.ThereAlready, match="1501"):
        put(town, uid, letter)
    a_term(town)
    party = issued(town.party, body="party_committee", type_key="nghi-quyet")
    with pytest.raises(workfiles.ThingUnknown):
        put(town, uid, party)
    with pytest.raises(workfiles.ThingUnknown):
        workfiles.put_dossier(actor=town.clerk, at=MONDAY_8AM, file_uid=uid, dossier_uid=uid)
    with pytest.raises(workfiles.WorkFileUnknown):
        put(town, letter.entry_uid, letter)


def test_a_version_of_a_draft_lies_in_a_file_until_it_is_closed(town: Town) -> None:
    writer = town.actor("home_affairs", "specialist")
    uid = workfiles.open_file(
        actor=writer, at=MONDAY_8AM, new=workfiles.NewFile(title="Chỉ số 2018", reason="Đột xuất", period="y5")
    )
    draft = begun(writer)
    workfiles.put_draft(actor=writer, at=MONDAY_8AM, file_uid=uid, version_uid=draft.version_uid)
    found = sheet(writer, uid)
    assert found.items[0].title.endswith("(dự thảo, bản 1)")
    assert [one.key for one in found.checks if not one.holds] == ["drafts", "pages"]
    mine = a_file(town)
    with pytest.raises(workfiles.ThingUnknown):
        workfiles.put_draft(actor=town.clerk, at=MONDAY_8AM, file_uid=mine, version_uid=uid)


def test_a_secret_letter_is_listed_without_its_subject(town: Town) -> None:
    uid = a_file(town)
    put(town, uid, registered(town.clerk, symbol="07/KH-CA", subject="", secrecy="secret"))
    assert sheet(town.clerk, uid).items[0].title == "Công văn"


def test_loose_files_have_title_day_author_and_a_hash(town: Town) -> None:
    uid = a_file(town)
    new = workfiles.Loose(
        "ghi-chep.txt", "Biên bản họp tổ".encode(), "Ghi chép họp tổ công tác", date(2018, 3, 8), "Tổ công tác", 1
    )
    workfiles.put_loose(actor=town.clerk, at=MONDAY_8AM, file_uid=uid, new=new)
    item = sheet(town.clerk, uid).items[0]
    assert (item.kind, item.title, item.author, item.day) == ("loose", new.title, "Tổ công tác", date(2018, 3, 8))
    with ledger.seeing(town.clerk.sees):
        assert files.find(item.object_uid).sha256 == item.digest
    for wrong, refusal in (({"title": " "}, workfiles.TextMissing), ({"pages": 0}, workfiles.PagesWrong),
                           ({"day": date(2018, 3, 13)}, workfiles.DaysWrong)):  # fmt: skip
        with pytest.raises(refusal):
            workfiles.put_loose(actor=town.clerk, at=MONDAY_8AM, file_uid=uid, new=replace(new, **wrong))


def test_things_are_ordered_and_their_pages_counted_through_the_file(town: Town) -> None:
    uid = a_file(town)
    filled(town, uid, many=3)
    first, second, third = sheet(town.clerk, uid).items
    workfiles.describe(
        actor=town.clerk, at=MONDAY_8AM, file_uid=uid, item_uid=third.uid, pages=5, note="kèm phụ lục", place=1
    )  # fmt: skip
    rows = sheet(town.clerk, uid).items
    assert [(one.uid, one.place, one.first_page, one.last_page) for one in rows] == [
        (third.uid, 1, 1, 5), (first.uid, 2, 6, 7), (second.uid, 3, 8, 9),
    ]  # fmt: skip
    with pytest.raises(workfiles.PagesWrong):
        workfiles.describe(actor=town.clerk, at=MONDAY_8AM, file_uid=uid, item_uid=third.uid, pages=10_000)
    with pytest.raises(workfiles.ThingUnknown):
        workfiles.describe(actor=town.clerk, at=MONDAY_8AM, file_uid=uid, item_uid=uid, pages=1)


def test_a_file_has_so_many_things_at_most(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    uid = a_file(town)
    filled(town, uid, many=1)
    monkeypatch.setattr("lienthong.casework.workfiles.services.filling.MOST_ITEMS", 1)
    with pytest.raises(workfiles.FileFull, match="tập tiếp theo"):
        put(town, uid, a_letter(town, 9))


# --- closing ----------------------------------------------------------------------------------------------------------


def test_a_file_is_closed_by_one_and_checked_by_another(town: Town) -> None:
    uid, head = a_file(town, "02.CCHC"), head_of(town)
    filled(town, uid)
    workfiles.close(actor=town.clerk, at=MONDAY_8AM, file_uid=uid, ended_on=date(2018, 3, 9), period="permanent", title="Tên mới")
    assert sheet(town.clerk, uid).file.state == "submitted"
    with pytest.raises(workfiles.NotYourFile):
        workfiles.check(actor=town.clerk, at=MONDAY_8AM, file_uid=uid)
    workfiles.check(actor=head, at=MONDAY_8AM, file_uid=uid)
    done = sheet(town.clerk, uid)
    assert (done.file.state, done.file.title, done.file.period_name) == ("closed", "Tên mới", "Vĩnh viễn")
    assert (done.file.documents, done.file.pages, done.closed_by, done.checked_by) == (2, 4, town.clerk.name, head.name)
    assert done.file.due_on == date(2019, 3, 9)
    assert len(done.digest) == 64
    with pytest.raises(workfiles.NotInThisState):
        workfiles.check(actor=head, at=MONDAY_8AM, file_uid=uid)
    assert broken() == []


def test_who_closed_a_file_does_not_check_it(town: Town) -> None:
    head, uid = head_of(town), a_file(town)
    filled(town, uid)
    workfiles.close(actor=head, at=MONDAY_8AM, file_uid=uid, ended_on=date(2018, 3, 9))
    with pytest.raises(workfiles.OwnFile):
        workfiles.check(actor=head, at=MONDAY_8AM, file_uid=uid)


def test_a_file_that_lacks_something_is_not_closed_and_says_what(town: Town) -> None:
    uid = a_file(town, "01.CCHC")
    with pytest.raises(workfiles.ChecksFail, match="chưa có gì") as empty:
        workfiles.close(actor=town.clerk, at=MONDAY_8AM, file_uid=uid, ended_on=date(2018, 3, 9))
    assert [one.key for one in empty.value.checks] == ["content"]
    place = put(town, uid, a_letter(town, pages=None))
    with pytest.raises(workfiles.ChecksFail) as wrong:
        workfiles.close(actor=town.clerk, at=MONDAY_8AM, file_uid=uid, ended_on=date(2018, 3, 9), period="y20")
    assert [one.key for one in wrong.value.checks] == ["pages", "retention"]
    workfiles.describe(actor=town.clerk, at=MONDAY_8AM, file_uid=uid, item_uid=place, pages=3)
    with pytest.raises(workfiles.DaysWrong):
        workfiles.close(actor=town.clerk, at=MONDAY_8AM, file_uid=uid, ended_on=date(2018, 3, 13))
    workfiles.close(actor=town.clerk, at=MONDAY_8AM, file_uid=uid, ended_on=date(2018, 3, 9))


def test_an_open_task_of_a_letter_keeps_its_file_open(town: Town) -> None:
    uid = a_file(town)
    (letter,) = filled(town, uid, many=1)
    worktime.load_calendars()
    a_task(town.clerk, object_uid=letter)
    assert [one.key for one in sheet(town.clerk, uid).checks if not one.holds] == ["running"]
    with pytest.raises(workfiles.ChecksFail, match="còn 1 việc"):
        workfiles.close(actor=town.clerk, at=MONDAY_8AM, file_uid=uid, ended_on=date(2018, 3, 9))


def test_a_closed_file_is_shut_for_services_and_for_the_database_until_it_is_reopened(town: Town) -> None:
    uid, head = closed(town), head_of(town)
    with pytest.raises(workfiles.NotOpen, match="đã kết thúc"):
        put(town, uid, a_letter(town, 10))
    with ledger.seeing(town.clerk.sees):
        for change in (lambda: FileItem.objects.update(pages=9), lambda: FileItem.objects.all().delete()):
            with pytest.raises(ProgrammingError, match="đã kết thúc"), transaction.atomic():
                change()
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("DELETE FROM workfiles_workfile")
    with pytest.raises(workfiles.TextMissing):
        workfiles.reopen(actor=head, at=MONDAY_8AM, file_uid=uid, reason=" ")
    workfiles.reopen(actor=head, at=MONDAY_8AM, file_uid=uid, reason="Còn thiếu báo cáo")
    assert (sheet(town.clerk, uid).file.state, sheet(town.clerk, uid).digest) == ("open", "")
    put(town, uid, a_letter(town, 9))
    with ledger.seeing(town.clerk.sees):
        assert ledger.history(uid)[-2].facts["reason"] == "Còn thiếu báo cáo"


def test_the_head_gives_a_file_back_with_a_reason(town: Town) -> None:
    uid = a_file(town)
    filled(town, uid)
    workfiles.close(actor=town.clerk, at=MONDAY_8AM, file_uid=uid, ended_on=date(2018, 3, 9))
    workfiles.check(actor=head_of(town), at=MONDAY_8AM, file_uid=uid, agrees=False, reason="Sắp xếp lại")
    assert sheet(town.clerk, uid).file.state == "open"


# --- lists ------------------------------------------------------------------------------------------------------------


def test_lists_show_ones_own_the_units_what_waits_and_what_is_due(town: Town) -> None:
    mine, done = a_file(town), closed(town, "02.CCHC")
    theirs = workfiles.open_file(
        actor=head_of(town), at=MONDAY_8AM, new=workfiles.NewFile(title="Việc gấp", reason="Đột xuất", period="y5")
    )
    today, next_year = MONDAY_8AM.date(), date(2019, 3, 9)

    def found(view: str, on: date = today, **asked: Any) -> set[UUID]:
        with ledger.seeing(town.clerk.sees):
            return {one.uid for one in workfiles.files(town.clerk, view, on, **asked).rows}

    assert (found("mine"), found("unit")) == ({mine, done}, {mine, done, theirs})
    assert (found("due"), found("due", next_year), found("due", next_year - timedelta(days=1))) == (set(), {done}, set())
    assert (found("over"), found("over", date(2039, 1, 1))) == (set(), {done})
    assert found("unit", word="viec gap") == {theirs}, "marks or none"
    assert found("unit", period_key="y20") == {done}
    assert (found("unit", year=2017), found("check"), found("archive"), found("stubs")) == (set(), set(), set(), set())
    with ledger.seeing(town.clerk.sees):
        assert [one.symbol for one in workfiles.all_files(town.clerk, "mine", today)] == ["02.CCHC", "03.HCQT"]
        assert [one.uid for one in workfiles.open_files(town.clerk)] == [mine, theirs]


# --- rules ------------------------------------------------------------------------------------------------------------


def test_drafts_doubles_and_what_goes_on_are_found() -> None:
    draft = Content("draft", "Bản 2", ("", "", ""), 1, running=False)
    letter = Content("letter", "12/QĐ-UBND", ("12/QĐ-UBND", "UBND huyện", "2018-03-09"), 1, running=False)
    dossier = Content("dossier", "H49.1", ("H49.1", "", ""), 1, running=True)
    failing = [one for one in checked([draft, letter, letter, dossier], kept=YEARS5, least=None) if not one.holds]
    assert [(one.key, *map(str, one.wrong)) for one in failing] == [
        ("drafts", "bản nháp «Bản 2»"), ("doubles", "2 bản của «12/QĐ-UBND»"), ("running", "«H49.1» chưa giải quyết xong"),
    ]  # fmt: skip


def test_the_list_of_documents_is_asked_of_permanent_files_and_pages_of_archived_ones() -> None:
    bare = Content("loose", "Ghi chép", ("", "", ""), None, running=False)
    wrong = {one.key for one in checked([bare], kept=FOR_EVER, least=FOR_EVER, undescribed=["Ghi chép"]) if not one.holds}
    assert wrong == {"pages", "titles"}
    short = checked([bare], kept=Period("y2", "2 năm", 2), least=None, undescribed=["Ghi chép"])
    assert all(one.holds for one in short)


def test_pages_run_through_the_file() -> None:
    assert first_pages([2, None, 3]) == [1, 3, 3]


@pytest.mark.parametrize(
    ("text", "is_one"), [("01.TCCB", True), ("12.VP.TH", True), ("TCCB", False), ("1", False), ("01.tccb", False)]
)
def test_a_symbol_is_a_number_and_the_part_of_the_office(text: str, *, is_one: bool) -> None:
    assert words.is_symbol(text) is is_one
