"""What a line says: what is asked, what is refused, what is kept as it came, what is found again."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from lienthong.casework.documents import public as documents
from lienthong.casework.documents.models import Document
from lienthong.casework.documents.queries import reading
from lienthong.casework.documents.rules.letters import cleaned_list, faults
from lienthong.casework.documents.testing import UBND, Town, issued, line, outgoing, registered
from lienthong.office.files import public as files
from lienthong.office.files.testing.pdfs import good
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY, MONDAY_8AM
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.formats.errors import NotADay
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.vietnamese import one_line

# --- what is refused --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"subject": "  "}, documents.SubjectMissing),
        ({"subject": "x" * 2001}, documents.TooLong),
        ({"signer": "x" * 201}, documents.TooLong),
        ({"urgency": "soon"}, documents.ChoiceUnknown),
        ({"secrecy": "hush"}, documents.ChoiceUnknown),
        ({"copies": 0}, documents.CountWrong),
        ({"pages": 100_000}, documents.CountWrong),
        ({"secrecy": "secret"}, documents.SecretHasContent),
        ({"secrecy": "secret", "subject": "", "files": (documents.Upload("a.txt", b"x"),)}, documents.SecretHasContent),
        ({"secrecy": "secret", "subject": "", "held": (new_uid(),)}, documents.SecretHasContent),
        ({"type_key": "sac-lenh"}, documents.TypeUnknown),
        ({"type_key": "cong-van", "drafter": "V P / 1"}, documents.symbols.NotASymbol),
    ],
)
def test_what_a_document_that_goes_out_cannot_say_is_refused_and_takes_no_number(
    town: Town, facts: dict[str, Any], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        issued(town.clerk, **facts)
    assert issued(town.clerk).number == 1


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"issuer": " "}, documents.IssuerMissing),
        ({"issuer": "", "issuer_uid": new_uid()}, documents.IssuerUnknown),
        ({"arrived_at": None}, documents.ArrivalMissing),
        ({"channel": "pigeon"}, documents.ChoiceUnknown),
        ({"issued_on": date(2018, 3, 13)}, documents.DaysCross),
        ({"due_on": date(2018, 3, 11)}, documents.DaysCross),
        ({"symbol": "1" * 81}, documents.TooLong),
        ({"type_key": "sac-lenh"}, documents.TypeUnknown),
        ({"secrecy": "secret"}, documents.SecretHasContent),
    ],
)
def test_what_a_document_that_came_cannot_say_is_refused(town: Town, facts: dict[str, Any], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        registered(town.clerk, **facts)
    assert registered(town.clerk).number == 1


def test_the_thirtieth_of_february_is_no_day() -> None:
    with pytest.raises(NotADay):
        formats.parse_day("30/02/2018")


@given(st.text(max_size=2100), st.integers(-5, 100_005) | st.none())
def test_a_subject_is_right_when_it_says_something_of_at_most_2000_characters(subject: str, pages: int | None) -> None:
    wrong = {one.field for one in faults(outgoing(subject=subject, pages=pages))}
    assert ("subject" in wrong) is (not 1 <= len(one_line(subject)) <= 2000)
    assert ("pages" in wrong) is (pages is not None and not 1 <= pages <= 99_999)


@given(st.text())
def test_what_was_cleaned_stays_as_it_is(text: str) -> None:
    assert one_line(one_line(text)) == one_line(text)
    assert cleaned_list(cleaned_list(text)) == cleaned_list(text)


# --- what is kept -----------------------------------------------------------------------------------------------------


def test_a_line_keeps_every_column_of_the_official_registers(town: Town) -> None:
    taken = registered(
        town.clerk, subject="V/v  nâng cao\nchỉ số", pages=3, copies=2, urgency="express", due_on=date(2018, 3, 20),
        signer="Nguyễn Văn Thắng", signer_capacity="KT. CHỦ TỊCH / PHÓ CHỦ TỊCH", recipients="Như trên;\n\n Lưu: VT",
        moved_to="Phòng Nội vụ", moved_on=MONDAY, note="Bản chính", file_code="01.NV", channel="axis",
    )  # fmt: skip
    row = line(town.clerk, taken)
    assert (row.label, row.day, row.issuer, row.symbol, row.issued_on) == (
        "1", MONDAY, "UBND tỉnh Quảng Ninh", "1520/UBND-TH1", date(2018, 3, 9),
    )  # fmt: skip
    assert (row.type_name, row.subject, row.pages, row.copies, row.urgency) == (
        "Công văn",
        "V/v nâng cao chỉ số",
        3,
        2,
        "express",
    )
    assert (row.signer, row.signer_capacity, row.recipients) == (
        "Nguyễn Văn Thắng", "KT. CHỦ TỊCH / PHÓ CHỦ TỊCH", "Như trên;\nLưu: VT",
    )  # fmt: skip
    assert (row.moved_to, row.moved_on, row.due_on, row.note, row.file_code) == (
        "Phòng Nội vụ", MONDAY, date(2018, 3, 20), "Bản chính", "01.NV",
    )  # fmt: skip
    assert (row.channel, row.arrived_at, row.entered_by) == ("axis", MONDAY_8AM, town.clerk.name)


def test_the_issuer_is_kept_as_it_was_also_when_it_is_a_unit_of_ours(town: Town) -> None:
    unit = town.district.commune
    taken = registered(town.clerk, issuer="", issuer_uid=unit.uid, symbol="Số: 5/BC-UBND")
    row = line(town.clerk, taken)
    assert (row.issuer, row.symbol) == ("UBND xã Hoành Mô", "05/BC-UBND")
    unit.name = "UBND xã khác"
    unit.save()
    assert line(town.clerk, taken).issuer == "UBND xã Hoành Mô"


def test_a_letter_without_symbol_or_from_elsewhere_is_registered_as_it_is(town: Town) -> None:
    assert line(town.clerk, registered(town.clerk, symbol="", issued_on=None, type_key="")).symbol == ""
    assert line(town.clerk, registered(town.clerk, symbol="REF 12 / abc d")).symbol == "REF 12 / abc d"


def test_the_original_is_kept_byte_by_byte(town: Town) -> None:
    content = good()
    taken = registered(town.clerk, files=(documents.Upload("cong-van.pdf", content),))
    assert taken.document_uid is not None
    with ledger.seeing(town.clerk.sees):
        (kept,) = documents.document(town.clerk, taken.document_uid).files
        with files.open_file(kept.uid) as stored:
            assert stored.read() == content


def test_a_file_that_is_held_for_the_form_becomes_the_document_s(town: Town) -> None:
    form = new_uid()
    with ledger.seeing(town.clerk.sees):
        held = files.hold(
            b"no", name="cong-van.txt", actor=town.clerk, held_for=form, slot="", until=MONDAY_8AM + timedelta(days=9999)
        )  # fmt: skip
    taken = registered(town.clerk, held=(held.uid,))
    assert taken.document_uid is not None
    with ledger.seeing(town.clerk.sees):
        assert [one.name for one in documents.document(town.clerk, taken.document_uid).files] == ["cong-van.txt"]
        assert files.held(actor=town.clerk, held_for=form) == []


def test_of_a_secret_document_only_a_line_is_kept_and_the_database_sees_to_it(town: Town) -> None:
    row = line(town.clerk, registered(town.clerk, secrecy="top_secret", subject=""))
    assert (row.secrecy, row.subject, row.symbol) == ("top_secret", "", "1520/UBND-TH1")
    with ledger.seeing(town.clerk.sees), pytest.raises(IntegrityError), transaction.atomic():
        one = Document.objects.get()
        Document.objects.create(
            body=one.body, keeper=one.keeper, direction="out", secrecy="secret", subject="Lộ", issuer="x", folded="",
            folded_issuer="",
        )  # fmt: skip


# --- what is found ----------------------------------------------------------------------------------------------------


def test_lines_are_found_by_number_symbol_issuer_and_subject_with_marks_and_without(town: Town) -> None:
    registered(town.clerk)
    registered(town.clerk, symbol="19-NQ/TU", issuer="Tỉnh ủy Quảng Ninh", subject="Tinh giản bộ máy, Hòa giải ở cơ sở")
    words = {
        "1": ["1"], "1520/UBND": ["1"], "19-nq/tu": ["2"], "tinh uy": ["2"], "Tỉnh Ủy": ["2"], "quang ninh": ["1", "2"],
        "hòa giải": ["2"], "hoa giai tinh gian": ["2"], "19": ["2"], "152": [], "không có": [], "": ["1", "2"],
    }  # fmt: skip
    with ledger.seeing(town.clerk.sees):
        (book,) = documents.registers_of(town.clerk, MONDAY)
        found = {word: [row.label for row in documents.register(town.clerk, book.uid, word=word).rows] for word in words}
    assert found == words


def test_a_register_comes_in_pages_by_number_and_by_days(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "PAGE", 2)
    for day in (0, 1, 2):
        registered(
            town.clerk, at=MONDAY_8AM + timedelta(days=day), arrived_at=MONDAY_8AM + timedelta(days=day), symbol=f"{day}/BC"
        )
    with ledger.seeing(town.clerk.sees):
        (book,) = documents.registers_of(town.clerk, MONDAY, year=2018)
        first = documents.register(town.clerk, book.uid)
        rest = documents.register(town.clerk, book.uid, after=first.after)
        tuesday = documents.register(town.clerk, book.uid, first=date(2018, 3, 13), last=date(2018, 3, 13))
        assert [row.number for row in documents.all_lines(town.clerk, book.uid)] == [1, 2, 3]
    assert [[row.number for row in page] for page in (first.rows, rest.rows, tuesday.rows)] == [[1, 2], [3], [2]]
    assert (first.after, rest.after) == (2, 0)
    assert (book.first, book.last, book.taken, book.void, book.reserved) == (1, 3, 3, 0, 0)


# --- twins ------------------------------------------------------------------------------------------------------------


def test_the_same_symbol_typed_twice_is_shown_before_and_recorded_when_it_is_another(town: Town) -> None:
    first = registered(town.clerk)
    with ledger.seeing(town.clerk.sees):
        (twin,) = documents.twins_of(
            town.clerk, body_key=UBND, issuer="ubnd TINH quảng ninh", symbol="1520/UBND-TH1", issued_on=date(2018, 3, 9)
        )  # fmt: skip
    assert (twin.document_uid, twin.number, twin.same_file) == (first.document_uid, 1, False)
    with pytest.raises(documents.TwinThere) as told:
        registered(town.clerk)
    assert "số đến 1 ngày 12/03/2018" in told.value.message
    second = registered(town.clerk, another=True)
    assert second.document_uid is not None
    with ledger.seeing(town.clerk.sees):
        assert documents.document(town.clerk, second.document_uid).another_than == first.document_uid


def test_the_same_file_under_another_symbol_is_a_twin(town: Town) -> None:
    letter = (documents.Upload("a.txt", b"Kinh moi"),)
    registered(town.clerk, files=letter)
    with pytest.raises(documents.TwinThere):
        registered(town.clerk, symbol="99/GM-UBND", files=letter)
    assert registered(town.clerk, symbol="99/GM-UBND", files=(documents.Upload("b.txt", b"Khac"),)).number == 2


def test_another_day_issuer_or_body_and_a_void_number_are_no_twins(town: Town) -> None:
    first = registered(town.clerk)
    assert registered(town.clerk, issued_on=date(2018, 3, 8)).number == 2
    assert registered(town.clerk, issuer="UBND huyện Tiên Yên").number == 3
    assert registered(town.clerk, body="people_council").number == 1
    assert registered(town.commune).number == 1, "it came to the commune too"
    documents.void(actor=town.clerk, at=MONDAY_8AM, entry_uid=first.entry_uid, reason="Ghi nhầm sổ")
    assert registered(town.clerk).number == 4
